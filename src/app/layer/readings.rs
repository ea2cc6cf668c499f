//! The readings of a doubt: a digit settles it on one of them.

use super::{
    Flow,
    choice::{Pick, pick},
};
use crate::{
    app::{Cx, Notice, Outcome},
    domain::{Command, Doubt, DoubtId},
    keymap::Action,
};

/// The readings of a doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readings {
    id: DoubtId,
    /// The doubt.
    pub doubt: Doubt,
    /// The row under the cursor.
    pub at: usize,
}

impl Readings {
    /// The readings of a doubt, with the cursor on the one that was taken.
    pub const fn of(id: DoubtId, doubt: Doubt) -> Self {
        Self { id, doubt, at: 0 }
    }

    /// The readings, that which was taken first.
    pub fn rows(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.doubt.reading).chain(&self.doubt.alternatives)
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        let len = self.rows().count();
        match pick(&mut self.at, len, cx, action) {
            Pick::Stay => Flow::Stay,
            Pick::Leave => Flow::Close,
            Pick::Row(at) => {
                let Some(reading) = self.rows().nth(at).cloned() else { return Flow::Stay };
                if cx.command(&Command::SettleDoubt(self.id, Some(reading))) == Outcome::Taken {
                    cx.say(Notice::info("notice-doubt-settled"));
                }
                Flow::Close
            }
        }
    }
}
