//! Motions to rows with something to report, and the queue of unreported rows.

use super::{Facts, Field, row_assessment};
use crate::{
    app::{Cx, Handled, Notice, Shared, list::Direction},
    keymap::Action,
};

impl Facts {
    pub(super) fn go_far(&mut self, cx: &mut Cx<'_>, action: Action) -> Handled {
        match action {
            Action::ToggleQueue if !self.sheet.queue => self.show_queue(cx.shared),
            Action::ToggleQueue | Action::Cancel => self.show_all(cx.shared),
            Action::NextUnreported | Action::PrevUnreported => {
                let direction = Direction::forward_if(action == Action::NextUnreported);
                if self.next_row(cx.shared, direction, Self::is_unreported) == Handled::No {
                    cx.say(Notice::info("notice-all-reported"));
                }
            }
            Action::NextMissingNote | Action::PrevMissingNote => {
                let today = cx.shared.today;
                let direction = Direction::forward_if(action == Action::NextMissingNote);
                let found = self.next_row(cx.shared, direction, |plan, quarter, row| {
                    let owed = row_assessment(plan, row, quarter).1;
                    owed.is_some_and(|assessment| assessment.owes_note(today))
                });
                if found == Handled::Yes {
                    self.field = Field::Note;
                } else {
                    cx.say(Notice::info("notice-no-notes-owed"));
                }
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// Shows only what is unreported now.
    fn show_queue(&mut self, shared: &Shared) {
        self.sheet.queue = true;
        self.field = Field::Fact;
        self.go_to_open_row(shared);
        self.build(shared);
    }

    /// Shows all rows.
    fn show_all(&mut self, shared: &Shared) {
        self.sheet.queue = false;
        self.build(shared);
    }

    fn build(&mut self, shared: &Shared) {
        if let Some(plan) = &shared.plan {
            self.rebuild(plan, shared.quarter);
        }
    }

    /// Goes to the first row from the cursor on with something to report.
    fn go_to_open_row(&mut self, shared: &Shared) {
        let (Some(plan), Some(row)) = (&shared.plan, self.row()) else { return };
        if !Self::is_unreported(plan, shared.quarter, &row) {
            self.next_row(shared, Direction::Forward, Self::is_unreported);
        }
    }
}
