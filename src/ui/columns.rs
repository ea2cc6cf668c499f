//! Layout of table columns: they are taken from the right edge one after the other, and the rest is for texts.

use ratatui::layout::Rect;

/// The right end of the remaining area.
pub struct FreeEdge(u16);

impl FreeEdge {
    /// The right edge of an area.
    pub const fn of(area: Rect) -> Self {
        Self(area.right())
    }

    /// Takes a column with its gap from the right, and returns its left edge. If the area is too narrow, that is 0, and
    /// later drawing covers the column.
    pub const fn cut(&mut self, cells: u16) -> u16 {
        self.0 = self.0.saturating_sub(cells);
        self.0
    }

    /// How many cells from `x` on are left, without the gap before the columns.
    pub const fn left_from(&self, x: u16) -> u16 {
        self.0.saturating_sub(x + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_beside_each_other_and_the_rest_is_free() {
        let mut edge = FreeEdge::of(Rect::new(10, 0, 30, 1));
        assert_eq!([edge.cut(8), edge.cut(5)], [32, 27]);
        assert_eq!(edge.left_from(12), 14);
        assert_eq!([edge.cut(100), edge.left_from(3)], [0, 0]);
    }
}
