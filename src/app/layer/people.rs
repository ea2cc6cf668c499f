//! The list of people who are present: the windows that have the workspace open, and where each of them is.

use super::Flow;
use crate::{
    app::{Cx, Effect},
    keymap::Action,
};

/// The list. It is requested when it is opened and after each key, so that the moves of others cause no work.
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
