//! Marked cells, and writing to all of them as one change.

use std::collections::BTreeSet;

use super::{
    Field, Grid, Sheet,
    cell::question,
    rows::Part,
    value::{Cell, How, Set, What},
};
use crate::{
    app::{Cx, Notice, Outcome, Shared},
    domain::{Plan, Span, Subject},
    keymap::Action,
};

/// Whether questions about unusual or ambiguous input are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Questions {
    /// They are.
    Asked,
    /// The user has answered by committing the same text again, or copies an existing value.
    Answered,
}

/// The result of writing a text into cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// The text was written into so many cells.
    Taken(usize),
    /// A question was asked.
    Asked,
    /// The text was refused, with a notice.
    Refused,
}

impl<S: Sheet> Grid<S> {
    /// Marks or unmarks the cell under the cursor.
    pub(super) fn toggle_mark(&mut self) {
        let here = (self.cursor.at, self.field);
        if !self.marks.remove(&here) {
            self.marks.insert(here);
        }
    }

    /// Marks the cell under the cursor, moves, and marks the cell that is reached.
    pub(super) fn mark_on(&mut self, shared: &Shared, action: Action) {
        let before = (self.cursor.at, self.field);
        match action {
            Action::MarkDown => drop(self.go(Action::Down)),
            Action::MarkUp => drop(self.go(Action::Up)),
            _ => {
                let fields = S::fields(shared);
                let at = fields.iter().position(|field| *field == self.field);
                let step =
                    |at: usize| if action == Action::MarkRight { Some(at + 1) } else { at.checked_sub(1) };
                if let Some(field) = at.and_then(step).and_then(|at| fields.get(at)) {
                    self.field = *field;
                }
            }
        }
        let now = (self.cursor.at, self.field);
        // Moving back unmarks the cell that is left.
        if self.marks.contains(&now) && self.marks.contains(&before) {
            self.marks.remove(&before);
        } else {
            self.marks.extend([before, now]);
        }
    }

    /// The marked cells, from top to bottom; without marks the cell under the cursor.
    fn marked(&self, shared: &Shared) -> Vec<Cell> {
        let here = (self.cursor.at, self.field);
        let at = |(row, field): &(usize, Field)| S::cell(shared, self.rows.get(*row)?, *field);
        if self.marks.is_empty() {
            at(&here).into_iter().collect()
        } else {
            self.marks.iter().filter_map(at).collect()
        }
    }

    /// The subjects of the rows with a marked cell; without marks that of the row under the cursor.
    pub(in crate::app) fn marked_subjects(&self) -> Vec<Subject> {
        let here = BTreeSet::from([self.cursor.at]);
        let marked: BTreeSet<usize> = self.marks.iter().map(|(at, _)| *at).collect();
        let rows = if marked.is_empty() { here } else { marked };
        let mut subjects: Vec<Subject> =
            rows.iter().filter_map(|at| self.rows.get(*at)).map(|row| row.subject).collect();
        subjects.dedup();
        subjects
    }

    /// Sets every marked cell as one change.
    pub(in crate::app) fn set_marked(
        &mut self,
        cx: &mut Cx<'_>,
        set: impl Fn(&Cell, &Plan) -> Option<Set>,
    ) -> Outcome {
        let cells = self.marked(cx.shared);
        let Some(plan) = &cx.shared.plan else { return Outcome::Refused };
        let sets: Vec<Set> = cells.iter().filter_map(|cell| set(cell, plan)).collect();
        let outcome = super::value::command(sets).map_or(Outcome::Refused, |command| cx.command(&command));
        if outcome == Outcome::Taken {
            self.marks.clear();
        }
        outcome
    }

    /// Writes the typed text into every marked cell and the one under the cursor, as one change. If one cell refuses
    /// it, nothing is written; an unusual value is asked about once.
    pub(super) fn fill_marked(&mut self, cx: &mut Cx<'_>) {
        let Some(edit) = &mut self.edit else { return };
        let (text, words) = (edit.line.text().trim().to_owned(), edit.words);
        let questions = if edit.asks(&text) { Questions::Asked } else { Questions::Answered };
        match self.write_marked(cx, &text, words, questions) {
            Written::Taken(count) => {
                self.edit = None;
                cx.say(Notice::info("notice-filled").with("count", count));
            }
            Written::Asked => {
                if let Some(edit) = &mut self.edit {
                    edit.note_asked(text);
                }
            }
            Written::Refused => {
                if let Some(edit) = &mut self.edit {
                    edit.invalid = true;
                }
            }
        }
    }

    /// Writes a text into every marked cell and the one under the cursor.
    pub(super) fn write_marked(
        &mut self,
        cx: &mut Cx<'_>,
        text: &str,
        words: bool,
        questions: Questions,
    ) -> Written {
        let mut cells = self.marked(cx.shared);
        if let Some(here) = self.cell(cx.shared).filter(|here| !cells.contains(here)) {
            cells.push(here);
        }
        let mut sets = Vec::new();
        for cell in cells {
            match cell.read(cx.shared, text, How::typed(words)) {
                Err(notice) => {
                    cx.say(notice);
                    return Written::Refused;
                }
                Ok(read) => {
                    if questions == Questions::Asked
                        && let Some(question) = question(cx.shared, &cell, &read, text)
                    {
                        cx.say(question);
                        return Written::Asked;
                    }
                    sets.extend(read.value);
                }
            }
        }
        let count = sets.len();
        if Self::take(cx, sets) == Outcome::Refused {
            return Written::Refused;
        }
        self.marks.clear();
        self.last = Some((text.to_owned(), words));
        Written::Taken(count)
    }

    /// Copies the value of the first marked cell into the others; without marks, copies the value of the row above.
    pub(super) fn fill_down(&mut self, cx: &mut Cx<'_>) {
        let nothing = |cx: &mut Cx<'_>| cx.say(Notice::info("notice-nothing-above"));
        if self.marks.len() > 1 {
            let first = self.marked(cx.shared).into_iter().next();
            let copy = |cell: &Cell, plan: &Plan| {
                let from = first.filter(|from| from != cell)?;
                cell.copied(plan, &from)
            };
            if self.set_marked(cx, copy) == Outcome::Refused {
                nothing(cx);
            }
            return;
        }
        let above = self.above(cx.shared);
        let outcome = self.set_marked(cx, |cell, plan| cell.copied(plan, &above?));
        if outcome == Outcome::Refused && cx.shared.notice.is_none() {
            nothing(cx);
        }
    }

    /// The same field in the row above: a total for a total, the same performer's part for a part.
    pub(in crate::app) fn above(&self, shared: &Shared) -> Option<Cell> {
        let here = self.row()?;
        let rows = self.rows.get(..self.cursor.at)?.iter().rev();
        let alike = |part: Part| (part == Part::Whole) == (here.part == Part::Whole) && part != Part::Rest;
        let above = rows.into_iter().find(|row| alike(row.part))?;
        (here.part == Part::Whole || above.subject == here.subject).then_some(())?;
        S::cell(shared, above, self.field)
    }

    /// The cell that an entry goes to. If consecutive quarters are marked in the row under the cursor and nowhere else,
    /// it is the span of these quarters.
    pub fn entry_cell(&self, shared: &Shared) -> Option<Cell> {
        let here = self.cell(shared)?;
        let What::Target(_) = here.what else { return Some(here) };
        let at = self.cursor.at;
        let spans = self.marks.iter().map(|(row, field)| {
            let cell = S::cell(shared, self.rows.get(*row).filter(|_| *row == at)?, *field)?;
            if let What::Target(span) = cell.what { span.as_single() } else { None }
        });
        let Some(quarters) = spans.collect::<Option<Vec<_>>>() else { return Some(here) };
        let follow = quarters.windows(2).all(|pair| matches!(pair, [a, b] if a.next() == *b));
        match (quarters.first(), quarters.last()) {
            (Some(first), Some(last)) if follow && quarters.len() > 1 => {
                let span = Span::new(*first, *last)?;
                Some(Cell { what: What::Target(span), ..here })
            }
            _ => Some(here),
        }
    }
}
