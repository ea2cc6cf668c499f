//! Who is here: the windows that have the workspace open, and where each of them is.

use super::Flow;
use crate::{
    app::{Cx, Effect},
    keymap::Action,
};

/// The list. It is asked for when it is opened and with each key: nobody is woken by others' cursors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People;

impl People {
    pub(super) fn act(self, cx: &mut Cx<'_>, action: Action) -> Flow {
        if matches!(action, Action::Cancel | Action::Accept) {
            return Flow::Close;
        }
        cx.effects.push(Effect::LoadPeople);
        Flow::Stay
    }
}
