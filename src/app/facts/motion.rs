//! Motions to rows with something to report, and the queue of unreported rows.

use super::{Facts, Field, row_assessment};
use crate::{
    app::{Cx, Handled, Notice, Shared},
    keymap::Action,
};

impl Facts {
    pub(super) fn go_far(&mut self, cx: &mut Cx<'_>, action: Action) -> Handled {
        match action {
            Action::ToggleQueue | Action::Cancel => {
                self.show_queue(cx.shared, action == Action::ToggleQueue && !self.sheet.queue);
            }
            Action::NextUnreported | Action::PrevUnreported => {
                let forward = action == Action::NextUnreported;
                if !self.next_row(cx.shared, forward, Self::is_unreported) {
                    cx.say(Notice::info("notice-all-reported"));
                }
            }
            Action::NextMissingNote | Action::PrevMissingNote => {
                let today = cx.shared.today;
                let found =
                    self.next_row(cx.shared, action == Action::NextMissingNote, |plan, quarter, row| {
                        let owed = row_assessment(plan, row, quarter).1;
                        owed.is_some_and(|assessment| assessment.owes_note(today))
                    });
                if found {
                    self.field = Field::Note;
                } else {
                    cx.say(Notice::info("notice-no-notes-owed"));
                }
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// Shows only rows that are unreported now, or all rows.
    fn show_queue(&mut self, shared: &Shared, queue: bool) {
        self.sheet.queue = queue;
        if queue {
            self.field = Field::Fact;
            self.go_to_open_row(shared);
        }
        if let Some(plan) = &shared.plan {
            self.rebuild(plan, shared.quarter);
        }
    }

    /// Goes to the first row from the cursor on with something to report.
    fn go_to_open_row(&mut self, shared: &Shared) {
        let (Some(plan), Some(row)) = (&shared.plan, self.row()) else { return };
        if !Self::is_unreported(plan, shared.quarter, &row) {
            self.next_row(shared, true, Self::is_unreported);
        }
    }
}
