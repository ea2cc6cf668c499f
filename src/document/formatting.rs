//! What only a writer needs: paper, sizes, gaps. Readers leave all of it at its default.
//!
//! Lengths are twentieths of a point, as in Word; [`mm()`] makes them of millimetres.

/// Twentieths of a point for so many tenths of a millimetre.
pub const fn tenths_of_mm(tenths: u32) -> u32 {
    // 1 mm = 72 / 25.4 pt = 56.69 twentieths; rounded.
    (tenths.saturating_mul(14_400) / 254 + 5) / 10
}

/// Twentieths of a point for so many millimetres.
pub const fn mm(mm: u32) -> u32 {
    tenths_of_mm(mm.saturating_mul(10))
}

/// The paper and what stands on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSetup {
    /// Width of the paper.
    pub width: u32,
    /// Height of the paper.
    pub height: u32,
    /// The margin above.
    pub top: u32,
    /// The margin to the right.
    pub right: u32,
    /// The margin below.
    pub bottom: u32,
    /// The margin to the left.
    pub left: u32,
    /// The size of letters where a paragraph says nothing, in half points.
    pub size: u16,
    /// Page numbers, centred at the top from page 2.
    pub numbers: bool,
}

impl Default for PageSetup {
    /// A4 upright.
    fn default() -> Self {
        Self {
            width: mm(210),
            height: mm(297),
            top: mm(15),
            right: mm(12),
            bottom: mm(15),
            left: mm(20),
            size: 24,
            numbers: true,
        }
    }
}

impl PageSetup {
    /// The same margins on A4 laid across.
    #[must_use]
    pub const fn landscape(mut self) -> Self {
        (self.width, self.height) = (mm(297), mm(210));
        self
    }

    /// Whether the paper lies across.
    pub const fn is_landscape(&self) -> bool {
        self.width > self.height
    }

    /// The width between the margins.
    pub const fn text_width(&self) -> u32 {
        self.width.saturating_sub(self.left).saturating_sub(self.right)
    }
}

/// How a paragraph is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParagraphLook {
    /// The size of its letters in half points; that of the page where none.
    pub size: Option<u16>,
    /// How far its left edge stands from that of the text or of its cell.
    pub indent: u32,
    /// The gap above.
    pub before: u32,
    /// The gap below; between two paragraphs both gaps stand.
    pub after: u32,
    /// Where tabulators lead, from the left edge of the text.
    pub tabs: Vec<u32>,
    /// Never the last on a page: in the cells of a row, the row stays with the next one.
    pub keep_with_next: bool,
    /// Begins a page.
    pub new_page: bool,
    /// A heading of this level, from 1; 0 for every other paragraph.
    pub heading: u8,
}

/// How a cell is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellLook {
    /// Its text stands in the middle of its height, not at the top.
    pub middle: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_become_twentieths_of_a_point() {
        assert_eq!(mm(210), 11_906);
        assert_eq!(mm(297), 16_838);
        assert_eq!(tenths_of_mm(14), 79);
        assert!(PageSetup::default().landscape().is_landscape());
    }
}
