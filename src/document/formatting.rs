//! Formatting that only writers use: paper, sizes, gaps. Readers leave all of it at its default.
//!
//! Lengths are in twentieths of a point, as in Word; [`mm()`] converts from millimetres.

use std::ops::{Deref, DerefMut};

/// Converts tenths of a millimetre into twentieths of a point.
pub const fn tenths_of_mm(tenths: u32) -> u32 {
    // 1 mm = 72 / 25.4 pt = 56.69 twentieths; rounded.
    (tenths.saturating_mul(14_400) / 254 + 5) / 10
}

/// Converts millimetres into twentieths of a point.
pub const fn mm(mm: u32) -> u32 {
    tenths_of_mm(mm.saturating_mul(10))
}

/// The paper, and the text of every page.
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
    /// The font size of paragraphs without their own, in half-points.
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

    /// Whether the paper is wider than high.
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
    /// The font size in half-points; none for that of the page.
    pub size: Option<u16>,
    /// The distance of its left edge from that of the text or of its cell.
    pub indent: u32,
    /// The gap above.
    pub before: u32,
    /// The gap below; between two paragraphs both gaps are added.
    pub after: u32,
    /// Where tabulators lead, from the left edge of the text.
    pub tabs: Vec<u32>,
    /// Kept on the same page as the next paragraph; in the cells of a row, the row with the next one.
    pub keep_with_next: bool,
    /// Begins a page.
    pub new_page: bool,
    /// The level of a heading, from 1; 0 for every other paragraph.
    pub heading: u8,
}

/// The look of a paragraph, in a box of its own where it has one, because what is read has none and is kept in millions.
#[derive(Clone, Debug, Default)]
pub struct BoxedLook(Option<Box<ParagraphLook>>);

/// The look of a paragraph without one.
static PLAIN: ParagraphLook = ParagraphLook {
    size: None,
    indent: 0,
    before: 0,
    after: 0,
    tabs: Vec::new(),
    keep_with_next: false,
    new_page: false,
    heading: 0,
};

impl Deref for BoxedLook {
    type Target = ParagraphLook;

    fn deref(&self) -> &ParagraphLook {
        self.0.as_deref().unwrap_or(&PLAIN)
    }
}

impl DerefMut for BoxedLook {
    fn deref_mut(&mut self) -> &mut ParagraphLook {
        self.0.get_or_insert_default()
    }
}

impl From<ParagraphLook> for BoxedLook {
    fn from(look: ParagraphLook) -> Self {
        Self((look != PLAIN).then(|| Box::new(look)))
    }
}

impl PartialEq for BoxedLook {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for BoxedLook {}

/// How a cell is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellLook {
    /// Its text is vertically centred, not at the top.
    pub middle: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_look_takes_no_box() {
        let mut look = BoxedLook::from(ParagraphLook::default());
        assert!(look.0.is_none() && look == BoxedLook::default());
        look.indent = 5;
        assert_eq!(look.indent, 5);
        look.indent = 0;
        assert_eq!(look, BoxedLook::default());
    }

    #[test]
    fn millimetres_become_twentieths_of_a_point() {
        assert_eq!(mm(210), 11_906);
        assert_eq!(mm(297), 16_838);
        assert_eq!(tenths_of_mm(14), 79);
        assert!(PageSetup::default().landscape().is_landscape());
    }
}
