//! The mouse moves the focus and does nothing else.

use super::Update;
use crate::{
    app::{
        Pointed,
        list::{Direction, ListCursor},
    },
    keymap::Action,
};

/// How many rows a notch of the wheel moves.
const NOTCH: usize = 3;

impl Update<'_> {
    /// Moves the focus to what was pointed at; while something is typed the mouse is ignored.
    pub(super) fn pointed(&mut self, pointed: Pointed) {
        if self.model.context().is_typing() {
            return;
        }
        match pointed {
            Pointed::Wheel(Direction::Forward) => self.steps(Action::Down, NOTCH),
            Pointed::Wheel(Direction::Back) => self.steps(Action::Up, NOTCH),
            Pointed::Row(by) if self.model.layers.is_empty() => {
                let list = self.model.screens.get(self.model.screen).list(&self.model.shared);
                let is_shown = |list: ListCursor| {
                    let to = i64::try_from(list.at).unwrap_or(0) + i64::from(by);
                    usize::try_from(to).is_ok_and(|to| to >= list.top && to < list.top + list.height)
                };
                if list.is_some_and(is_shown) {
                    let action = if by > 0 { Action::Down } else { Action::Up };
                    self.steps(action, usize::try_from(by.unsigned_abs()).unwrap_or(0));
                }
            }
            Pointed::Panel(panel, row) if self.model.layers.is_empty() => {
                self.model.screens.dashboard.point_at(panel, row);
            }
            Pointed::Row(_) | Pointed::Panel(..) => {}
        }
    }

    fn steps(&mut self, action: Action, times: usize) {
        (0..times).for_each(|_| self.act(action, None));
    }
}
