//! The paper in points, corrected so that there is always room for text.

use crate::document::PageSetup;

/// The shortest and the longest side of a sheet; the longest is the limit of PDF itself.
const SIDES: (f32, f32) = (144.0, 14_400.0);
/// The smallest side of the area between the margins.
const LEAST_BODY: f32 = 72.0;
/// The smallest and the largest letters.
const SIZES: (f32, f32) = (2.0, 144.0);
/// The least room above the text for a page number.
const LEAST_TOP: f32 = 16.0;

/// A sheet of paper; all lengths in points, from its upper left corner.
#[derive(Clone, Debug)]
pub(super) struct PdfPaper {
    pub(super) width: f32,
    pub(super) height: f32,
    /// The left edge of the text.
    pub(super) left: f32,
    /// Where the text begins.
    pub(super) top: f32,
    /// Where the text ends.
    pub(super) bottom: f32,
    /// The width of the text.
    pub(super) text: f32,
    /// The size of letters where a paragraph names none.
    pub(super) size: f32,
    /// Numbers from page 2.
    pub(super) numbers: bool,
}

impl PdfPaper {
    pub(super) fn of(page: &PageSetup) -> Self {
        let (width, left, right) = side(page.width, page.left, page.right);
        let (height, mut top, bottom) = side(page.height, page.top, page.bottom);
        if page.numbers {
            top = top.max(LEAST_TOP);
        }
        let mut paper = Self {
            width,
            height,
            left,
            top,
            bottom: height - bottom,
            text: width - left - right,
            size: SIZES.0,
            numbers: page.numbers,
        };
        paper.size = paper.size_of(page.size);
        paper
    }

    /// The height between the margins.
    pub(super) fn body(&self) -> f32 {
        self.bottom - self.top
    }

    /// The font size of a paragraph, limited so that a few lines cannot fill a page.
    pub(super) fn size(&self, half_points: Option<u16>) -> f32 {
        half_points.map_or(self.size, |half_points| self.size_of(half_points))
    }

    /// A gap, limited so that it cannot fill a page.
    pub(super) fn gap(&self, twips: u32) -> f32 {
        points(twips).min(self.body() / 8.0)
    }

    fn size_of(&self, half_points: u16) -> f32 {
        (f32::from(half_points) / 2.0).clamp(SIZES.0, SIZES.1.min(self.body() / 8.0))
    }
}

/// Twentieths of a point as points.
pub(super) fn points(twips: u32) -> f32 {
    twips as f32 / 20.0
}

/// A side of the paper with its two margins, which shrink where they leave no room between them.
fn side(length: u32, before: u32, after: u32) -> (f32, f32, f32) {
    let length = points(length).clamp(SIDES.0, SIDES.1);
    let (before, after) = (points(before), points(after));
    let room = length - LEAST_BODY;
    let scale = if before + after > room { room / (before + after) } else { 1.0 };
    (length, before * scale, after * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_on_any_paper() {
        for (side, margin, size) in
            [(0, 0, 0), (u32::MAX, u32::MAX, u16::MAX), (2_000, 1_999, 1), (1, 9_999, 24)]
        {
            let page = PageSetup {
                width: side,
                height: side,
                left: margin,
                right: margin,
                top: margin,
                bottom: margin,
                size,
                numbers: true,
            };
            let paper = PdfPaper::of(&page);
            assert!(paper.text >= LEAST_BODY - 0.1 && paper.body() >= 50.0, "{paper:?}");
            assert!(paper.size(None) > 0.0 && paper.size(None) * 7.9 < paper.body(), "{paper:?}");
        }
    }
}
