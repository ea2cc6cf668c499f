//! Typing into a list that shows what matches.

use crate::{
    app::{Cx, Handled, line::Line, list::ListCursor},
    keymap::Action,
};

/// What an action did in such a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Narrowed {
    /// It changed what is typed, so that other rows match.
    Anew,
    /// It did not.
    AsBefore,
}

/// Types into the line, or moves in the list of `len` rows or in the line.
pub(super) fn act(
    line: &mut Line,
    cursor: &mut ListCursor,
    len: usize,
    cx: &mut Cx<'_>,
    action: Action,
) -> Narrowed {
    let before = line.text().len();
    if action == Action::InsertChar {
        cx.type_into(line);
    } else if cursor.act(action, len) == Handled::No {
        line.act(action, &mut cx.shared.yank);
    }
    if line.text().len() == before { Narrowed::AsBefore } else { Narrowed::Anew }
}
