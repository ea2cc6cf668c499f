//! Estimates where the pages of a printed sheet end, so that no heading is left alone at the end of one.

use crate::document::PageSetup;

/// Spreadsheets differ in how much fits on a page, so a heading near the end of one is moved to the next.
const CERTAIN: f64 = 0.97;

/// A page while rows are put on it; heights in points of the sheet.
pub(super) struct Pages {
    /// The room of a page.
    body: f64,
    /// The height of what every page begins with.
    top: f64,
    used: f64,
}

impl Pages {
    /// Pages of this paper for columns of these widths, which are scaled to fit when printed.
    pub fn new(page: &PageSetup, widths: &[u32]) -> Self {
        let sum: u32 = widths.iter().fold(0, |sum, width| sum.saturating_add(*width));
        let scale = (f64::from(page.text_width()) / f64::from(sum.max(1))).min(1.0);
        let height = page.height.saturating_sub(page.top).saturating_sub(page.bottom);
        Self { body: f64::from(height) / 20.0 / scale.max(0.1) * CERTAIN, top: 0.0, used: 0.0 }
    }

    /// From here on every page begins with a header of this height.
    pub fn repeat(&mut self, height: f64) {
        self.top = height.min(self.body / 2.0);
    }

    /// A page begins.
    pub fn turn(&mut self) {
        self.used = self.top;
    }

    /// Puts a row of a height. `together` includes the rows that must stay with it. Returns whether a new page must
    /// begin before it.
    pub fn put(&mut self, height: f64, together: f64) -> bool {
        let fits = self.used + height <= self.body;
        let alone = fits && self.used + together > self.body && together <= self.body / 2.0;
        if alone || !fits {
            self.turn();
        }
        self.used += height;
        alone
    }
}

/// For each row, its height together with that of the rows that must stay with it; `keeps` says which rows are kept
/// with the next one.
pub(super) fn together(heights: &[f64], keeps: &[bool]) -> Vec<f64> {
    let mut next = 0.0;
    let mut needs: Vec<f64> = heights
        .iter()
        .zip(keeps)
        .rev()
        .map(|(height, keeps)| {
            next = if *keeps { height + next } else { *height };
            next
        })
        .collect();
    needs.reverse();
    needs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_goes_to_the_page_of_what_it_heads() {
        let needs = together(&[10.0, 20.0, 30.0], &[true, true, false]);
        assert_eq!(needs, [60.0, 50.0, 30.0]);
        let mut pages = Pages { body: 100.0, top: 0.0, used: 0.0 };
        assert!(!pages.put(70.0, 70.0));
        assert!(pages.put(10.0, 40.0), "what it heads does not fit");
        assert!(!pages.put(30.0, 30.0));
        assert!(!pages.put(80.0, 80.0), "the sheet turns by itself");
        assert!(!pages.put(10.0, 90.0), "so much is better parted");
    }
}
