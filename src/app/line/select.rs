//! The selection of a line: from its anchor up to the caret. It is extended by moving the caret with Shift, and ends
//! with any other key.

use std::ops::Range;

use super::Line;
use crate::{app::outcome::Handled, keymap::Action};

impl Line {
    /// The selected bytes, where any are.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor?;
        let range = anchor.min(self.caret)..anchor.max(self.caret);
        (!range.is_empty()).then_some(range)
    }

    /// Extends, copies or deletes the selection, where the action is one that does.
    pub(super) fn select(&mut self, action: Action, yank: &mut String) -> Handled {
        if let Some(motion) = motion(action) {
            let anchor = self.anchor.unwrap_or(self.caret);
            self.edit(motion, yank);
            self.anchor = Some(anchor);
            return Handled::Yes;
        }
        let Some(range) = self.selection() else { return Handled::No };
        match action {
            // The selection ends, so that a second Ctrl-C cancels.
            Action::CopyText => {
                self.text.get(range).unwrap_or_default().clone_into(yank);
                self.anchor = None;
            }
            Action::CutText => *yank = self.cut(range.start, range.end),
            Action::DeleteBack | Action::DeleteForward => drop(self.cut(range.start, range.end)),
            Action::CaretLeft => (self.caret, self.anchor) = (range.start, None),
            Action::CaretRight => (self.caret, self.anchor) = (range.end, None),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// Deletes a range that was selected before the state was remembered.
    pub(super) fn drop_range(&mut self, range: Option<Range<usize>>) {
        if let Some(range) = range {
            self.caret = range.start;
            self.text.drain(range);
        }
    }
}

/// The motion of the caret that an action extends the selection by.
const fn motion(action: Action) -> Option<Action> {
    Some(match action {
        Action::SelectLeft => Action::CaretLeft,
        Action::SelectRight => Action::CaretRight,
        Action::SelectUp => Action::CaretUp,
        Action::SelectDown => Action::CaretDown,
        Action::SelectWordLeft => Action::CaretWordLeft,
        Action::SelectWordRight => Action::CaretWordRight,
        Action::SelectStart => Action::CaretStart,
        Action::SelectEnd => Action::CaretEnd,
        _ => return None,
    })
}
