//! Motions in a grid: rows, fields, groups.

use super::{Grid, Sheet, rows::Part};
use crate::{
    app::{Cx, Handled, Shared, list::Direction},
    domain::{Plan, Quarter},
    keymap::Action,
};

use super::FactRow;

impl<S: Sheet> Grid<S> {
    /// Goes up or down; skips the row with the remainder of a total.
    pub(super) fn go(&mut self, action: Action) -> Handled {
        let (before, len) = (self.cursor.at, self.rows.len());
        if self.cursor.act(action, len) == Handled::No {
            return Handled::No;
        }
        let on_rest = |grid: &Self| grid.row().is_some_and(|row| row.part == Part::Rest);
        if on_rest(self) {
            let on = if self.cursor.at > before { self.cursor.at + 1 } else { self.cursor.at - 1 };
            self.cursor.go(on, len);
            if on_rest(self) {
                self.cursor.go(before, len);
            }
        }
        self.reveal_rest();
        Handled::Yes
    }

    /// Scrolls so that the remainder of the total is visible with the part under the cursor.
    pub(super) fn reveal_rest(&mut self) {
        let Some(row) = self.row().filter(|row| matches!(row.part, Part::Of(_))) else { return };
        let is_rest = |other: &FactRow| other.subject == row.subject && other.part == Part::Rest;
        if let Some(at) = self.rows.iter().position(is_rest) {
            self.cursor.reveal(at, self.rows.len());
        }
    }

    pub(super) fn move_about(&mut self, cx: &mut Cx<'_>, action: Action) -> Handled {
        let fields = S::fields(cx.shared);
        match action {
            Action::RowFirst => self.field = fields.first().copied().unwrap_or_default(),
            Action::RowLast => self.field = fields.last().copied().unwrap_or_default(),
            Action::NextField | Action::Right => self.next_field(cx.shared),
            Action::PrevField | Action::Left => self.prev_field(cx.shared),
            Action::NextGroup => self.go_to_group(Direction::Forward),
            Action::PrevGroup => self.go_to_group(Direction::Back),
            Action::Details | Action::NextPane | Action::PrevPane => self.details = !self.details,
            Action::MarkDown | Action::MarkUp | Action::MarkLeft | Action::MarkRight => {
                self.mark_on(cx.shared, action);
            }
            Action::Cancel if !self.marks.is_empty() => self.marks.clear(),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// Goes to the nearest row for which something holds, round the ends; where there is one.
    pub(in crate::app) fn next_row(
        &mut self,
        shared: &Shared,
        direction: Direction,
        holds: impl Fn(&Plan, Quarter, &FactRow) -> bool,
    ) -> Handled {
        let Some(plan) = &shared.plan else { return Handled::No };
        let len = self.rows.len();
        let whole = |row: &&FactRow| row.part == Part::Whole;
        let holds = |row| holds(plan, shared.quarter, row);
        let mut places = direction.round(self.cursor.at, len);
        let Some(to) = places.find(|at| self.rows.get(*at).filter(whole).is_some_and(holds)) else {
            return Handled::No;
        };
        self.cursor.go(to, len);
        Handled::Yes
    }

    fn go_to_group(&mut self, direction: Direction) {
        let rows = &self.rows;
        let starts =
            |at: usize| at == 0 || rows.get(at - 1).map(|r| r.group) != rows.get(at).map(|r| r.group);
        let at = self.cursor.at;
        let to = match direction {
            Direction::Forward => (at + 1..rows.len()).find(|at| starts(*at)),
            Direction::Back => (0..at).rev().find(|at| starts(*at)),
        };
        if let Some(to) = to {
            self.cursor.go(to, self.rows.len());
        }
    }

    /// The next field; after the last one the first of the next row.
    pub(super) fn next_field(&mut self, shared: &Shared) {
        let fields = S::fields(shared);
        let at = fields.iter().position(|field| *field == self.field);
        match at.and_then(|at| fields.get(at + 1)) {
            Some(next) => self.field = *next,
            None => {
                self.field = fields.first().copied().unwrap_or_default();
                self.go(Action::Down);
            }
        }
    }

    /// The field before; before the first one the last of the row above.
    pub(super) fn prev_field(&mut self, shared: &Shared) {
        let fields = S::fields(shared);
        let at = fields.iter().position(|field| *field == self.field);
        match at.and_then(|at| at.checked_sub(1)).and_then(|at| fields.get(at)) {
            Some(before) => self.field = *before,
            None if self.cursor.at > 0 => {
                self.field = fields.last().copied().unwrap_or_default();
                self.go(Action::Up);
            }
            None => {}
        }
    }
}
