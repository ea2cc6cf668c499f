//! The columns of a table, cut off its right edge one after the other; what is left is for the words.

use ratatui::layout::Rect;

/// The edge that is still free: where the next column ends.
pub struct FreeEdge(u16);

impl FreeEdge {
    /// The right edge of an area.
    pub const fn of(area: Rect) -> Self {
        Self(area.right())
    }

    /// Cuts off a column with its gap, and says where it begins. On too narrow an area it begins at 0, where what
    /// is drawn later covers it.
    pub const fn cut(&mut self, cells: u16) -> u16 {
        self.0 = self.0.saturating_sub(cells);
        self.0
    }

    /// How many cells are free from here on, without the gap before the columns.
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
