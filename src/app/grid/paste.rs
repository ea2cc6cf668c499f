//! A pasted column: each line for the row it falls on, into the field under the cursor.

use super::{
    Field, Grid, Sheet,
    rows::{FactRow, Part},
    value::{Cell, How, Set, What},
};
use crate::{
    app::{
        Cx, Handled, Layer, Notice, Shared,
        layer::{Paste, PasteLine},
    },
    domain::{Plan, SetFact},
    form::typed::{fact::Manner, marks::Marks},
};

/// So much of a line is told when it is refused.
const MOST_TOLD: usize = 40;

impl<S: Sheet> Grid<S> {
    /// Shows what a column would fill downwards from the cursor. All lines are read before any is shown, and
    /// one that cannot be read refuses them all. An open cell takes the text as its own; evidence is no column.
    pub(super) fn paste_column(&mut self, cx: &mut Cx<'_>, text: &str) -> Handled {
        if let Some(edit) = &mut self.edit {
            edit.insert(cx, text.trim_end());
            return Handled::Yes;
        }
        if self.field == Field::Evidence || self.rows.is_empty() {
            return Handled::No;
        }
        match self.read_column(cx.shared, text) {
            Ok(lines) => cx.open(Layer::Paste(Paste::new(lines))),
            Err(notice) => cx.say(notice),
        }
        Handled::Yes
    }

    fn read_column(&self, shared: &Shared, text: &str) -> Result<Vec<PasteLine>, Notice> {
        // Terminals, spreadsheets and old files end their lines in three ways.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim_end_matches('\n');
        if text.trim().is_empty() {
            return Err(Notice::info("notice-paste-empty"));
        }
        let rows = self.rows.get(self.cursor.at..).unwrap_or_default();
        let rows: Vec<&FactRow> = rows.iter().filter(|row| row.part != Part::Rest).collect();
        let count = text.split('\n').count();
        if count > rows.len() {
            let notice = Notice::warning("notice-paste-no-row").with("line", rows.len() + 1);
            return Err(notice.with("count", count - rows.len()));
        }
        // It is a table: its other cells tell what its commas and points are.
        let marks = Marks::of(text.split('\n').map(|line| line.split('\t').next().unwrap_or_default()));
        let how = How { words: false, manner: Manner::Table, marks };
        let mut lines = Vec::with_capacity(count);
        for (at, (row, line)) in rows.into_iter().zip(text.split('\n')).enumerate() {
            lines.push(self.read_line(shared, row, line, (at + 1, how))?);
        }
        Ok(lines)
    }

    fn read_line(
        &self,
        shared: &Shared,
        row: &FactRow,
        line: &str,
        (number, how): (usize, How),
    ) -> Result<PasteLine, Notice> {
        let told = || {
            let told: String = line.trim().chars().take(MOST_TOLD).collect();
            Notice::warning("notice-paste-bad-line").with("line", number).with("text", told)
        };
        let (plan, fields) = (shared.plan.as_ref(), S::fields(shared));
        let from = fields.iter().position(|field| *field == self.field).unwrap_or(0);
        let cells: Vec<Cell> =
            fields.iter().skip(from).filter_map(|field| S::cell(shared, row, *field)).collect();
        let new =
            plan.map(|plan| read_cells(shared, plan, &cells, line, how).ok_or_else(told)).transpose()?;
        let standing = |what: fn(&What) -> bool| {
            let cell = cells.iter().find(|cell| what(&cell.what));
            cell.zip(plan).map(|(cell, plan)| cell.text(plan)).unwrap_or_default()
        };
        Ok(PasteLine {
            address: plan.map(|plan| plan.subject_address(row.subject)).unwrap_or_default(),
            title: plan.map(|plan| title(plan, row)).unwrap_or_default(),
            old: standing(|what| !matches!(what, What::Note(_))),
            old_note: standing(|what| matches!(what, What::Note(_))),
            new: new.unwrap_or_default(),
        })
    }
}

/// The title of a measure; the name of the performer whose part it is.
fn title(plan: &Plan, row: &FactRow) -> String {
    match row.who().and_then(|who| plan.performer(who)) {
        Some(performer) => performer.name.clone(),
        None => plan.node(row.measure).map(|node| node.title.clone()).unwrap_or_default(),
    }
}

/// A line as values for cells from left to right; what is empty leaves its cell alone. None where one of them
/// means nothing there, may mean two things, or has no cell: in a table signs are signs, so that a plus adds
/// nothing to what stands there.
fn read_cells(shared: &Shared, plan: &Plan, cells: &[Cell], line: &str, how: How) -> Option<Vec<Set>> {
    if let Some(note) = cells.first().filter(|cell| matches!(cell.what, What::Note(_))) {
        // A note takes its line as a whole.
        let text = line.replace('\t', " ");
        let text = text.trim();
        let differs = !text.is_empty() && note.text(plan) != text;
        return Some(if differs { vec![note.read(shared, text, how).ok()?.value?] } else { Vec::new() });
    }
    let mut sets: Vec<Set> = Vec::new();
    for (at, text) in line.split('\t').map(str::trim).enumerate().filter(|(_, text)| !text.is_empty()) {
        let read = cells.get(at)?.read(shared, text, how).ok()?;
        if read.uncertainty.is_some() {
            return None;
        }
        sets.extend(read.value);
    }
    joined(sets)
}

/// A fact and the note beside it are one; a value with a note of its own takes no second one.
fn joined(sets: Vec<Set>) -> Option<Vec<Set>> {
    let mut out: Vec<Set> = Vec::new();
    for set in sets {
        match (out.last_mut(), set) {
            (Some(Set::Fact(fact)), Set::Fact(SetFact { note: Some(note), value: None, .. })) => {
                if fact.note.replace(note).is_some() {
                    return None;
                }
            }
            (_, set) => out.push(set),
        }
    }
    Some(out)
}
