//! Moving about in fact entry: fields, groups, rows that owe something, the queue of what is unreported.

use super::{FactRow, Facts, Field, row_assessment};
use crate::{
    app::{Cx, Handled, Notice, Shared, shared::MadeOfPlan},
    domain::{Plan, Quarter},
    keymap::Action,
};

impl Facts {
    pub(super) fn move_about(&mut self, cx: &mut Cx<'_>, action: Action) -> Handled {
        match action {
            Action::RowFirst => self.field = Field::Fact,
            Action::RowLast => self.field = Field::Evidence,
            Action::NextGroup | Action::PrevGroup => self.go_to_group(action == Action::NextGroup),
            Action::Details | Action::NextPane | Action::PrevPane => self.details = !self.details,
            Action::ToggleQueue | Action::Cancel => {
                self.show_queue(cx.shared, action == Action::ToggleQueue && !self.queue);
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

    /// Shows only what is unreported now, or all rows.
    fn show_queue(&mut self, shared: &Shared, queue: bool) {
        self.queue = queue;
        if queue {
            self.field = Field::Fact;
            self.go_to_open_row(shared);
        }
        if let Some(plan) = &shared.plan {
            self.rebuild(plan, shared.quarter);
        }
    }

    /// Goes to the first row from here on that has something to report, unless this one has.
    fn go_to_open_row(&mut self, shared: &Shared) {
        let (Some(plan), Some(row)) = (&shared.plan, self.row()) else { return };
        if !Self::is_unreported(plan, shared.quarter, &row) {
            self.next_row(shared, true, Self::is_unreported);
        }
    }

    /// Goes to the nearest row for which something holds, round the ends; whether there is one.
    pub(super) fn next_row(
        &mut self,
        shared: &Shared,
        forward: bool,
        holds: impl Fn(&Plan, Quarter, &FactRow) -> bool,
    ) -> bool {
        let Some(plan) = &shared.plan else { return false };
        let (len, at) = (self.rows.len(), self.cursor.at);
        let found = (1..=len)
            .map(|step| if forward { (at + step) % len } else { (at + len - step) % len })
            .find(|at| self.rows.get(*at).is_some_and(|row| holds(plan, shared.quarter, row)));
        if let Some(to) = found {
            self.cursor.go(to, len);
        }
        found.is_some()
    }

    fn go_to_group(&mut self, forward: bool) {
        let rows = &self.rows;
        let starts =
            |at: usize| at == 0 || rows.get(at - 1).map(|r| r.group) != rows.get(at).map(|r| r.group);
        let at = self.cursor.at;
        let to = if forward {
            (at + 1..rows.len()).find(|at| starts(*at))
        } else {
            (0..at).rev().find(|at| starts(*at))
        };
        if let Some(to) = to {
            self.cursor.go(to, self.rows.len());
        }
    }

    pub(super) fn next_field(&mut self) {
        match self.field {
            Field::Fact => self.field = Field::Note,
            Field::Note => self.field = Field::Evidence,
            Field::Evidence => {
                self.field = Field::Fact;
                self.cursor.act(Action::Down, self.rows.len());
            }
        }
    }

    pub(super) fn prev_field(&mut self) {
        match self.field {
            Field::Fact if self.cursor.at > 0 => {
                self.field = Field::Evidence;
                self.cursor.act(Action::Up, self.rows.len());
            }
            Field::Fact => {}
            Field::Note => self.field = Field::Fact,
            Field::Evidence => self.field = Field::Note,
        }
    }
}
