//! A cursor in a scrolled list. Motions need no view: the height is that of the last layout.

use super::outcome::Handled;
use crate::keymap::Action;

/// Which way one goes through rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the last one.
    Forward,
    /// Towards the first one.
    Back,
}

impl Direction {
    /// The places of a list from the one after `at` to `at` itself, round its ends.
    pub(super) fn round(self, at: usize, len: usize) -> impl Iterator<Item = usize> {
        (1..=len).map(move |step| match self {
            Self::Forward => (at + step) % len,
            Self::Back => (at + len - step) % len,
        })
    }

    /// Onward, where what an action says is so; else back.
    pub(super) const fn forward_if(is_forward: bool) -> Self {
        if is_forward { Self::Forward } else { Self::Back }
    }
}

/// A cursor and the first row that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListCursor {
    /// The row under the cursor.
    pub at: usize,
    /// The first row shown.
    pub top: usize,
    /// How many rows are shown, as the screen was last laid out; at least one.
    pub height: usize,
}

impl ListCursor {
    /// Moves as an action says, where it is a motion.
    pub fn act(&mut self, action: Action, len: usize) -> Handled {
        let page = self.height.max(1);
        let last = len.saturating_sub(1);
        let to = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => self.at.saturating_add(1),
            Action::PageUp => self.at.saturating_sub(page.saturating_sub(1).max(1)),
            Action::PageDown => self.at.saturating_add(page.saturating_sub(1).max(1)),
            Action::HalfUp => self.at.saturating_sub((page / 2).max(1)),
            Action::HalfDown => self.at.saturating_add((page / 2).max(1)),
            Action::First => 0,
            Action::Last => last,
            _ => return Handled::No,
        };
        self.go(to.min(last), len);
        Handled::Yes
    }

    /// Goes to a row and scrolls it into view.
    pub fn go(&mut self, to: usize, len: usize) {
        self.at = to.min(len.saturating_sub(1));
        self.show(len);
    }

    /// Sets the height and keeps the cursor visible.
    pub fn set_height(&mut self, height: usize, len: usize) {
        self.height = height.max(1);
        self.at = self.at.min(len.saturating_sub(1));
        self.show(len);
    }

    /// Leaves a heading that it has come to, for the next row in a direction: the cursor does not rest on one. The
    /// first one stays in sight above it.
    pub fn leave_heading(&mut self, direction: Direction, len: usize, is_heading: impl Fn(usize) -> bool) {
        let at = self.at;
        if !is_heading(at) {
            return;
        }
        match (direction, at.checked_sub(1)) {
            (Direction::Back, Some(above)) => self.go(above, len),
            _ => self.go(at + 1, len),
        }
        if at == 0 {
            self.top = 0;
        }
    }

    /// Scrolls so that another row is visible with the cursor, if both fit.
    pub fn reveal(&mut self, row: usize, len: usize) {
        let lowest = (row + 1).saturating_sub(self.height.max(1));
        self.top = self.top.max(lowest.min(self.at));
        self.show(len);
    }

    fn show(&mut self, len: usize) {
        let height = self.height.max(1);
        let lowest = (self.at + 1).saturating_sub(height);
        self.top = self.top.clamp(lowest, self.at).min(len.saturating_sub(height.min(len)));
    }

    /// The rows that are shown.
    pub fn shown(&self, len: usize) -> std::ops::Range<usize> {
        self.top.min(len)..(self.top + self.height.max(1)).min(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_in_sight() {
        let mut list = ListCursor { height: 5, ..ListCursor::default() };
        for _ in 0..7 {
            list.act(Action::Down, 10);
        }
        assert_eq!((list.at, list.top), (7, 3));
        list.act(Action::Last, 10);
        assert_eq!(list.shown(10), 5..10);
        list.act(Action::PageUp, 10);
        assert_eq!((list.at, list.top), (5, 5));
        list.set_height(2, 10);
        assert!(list.shown(10).contains(&list.at));
        list.go(3, 0);
        assert_eq!(list.at, 0);
    }
}
