//! Pasting a column: each line goes into the field under the cursor, one row after another.

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

/// How many characters of a refused line are quoted.
const MOST_TOLD: usize = 40;

impl<S: Sheet> Grid<S> {
    /// Shows a preview of filling a column downwards from the cursor. All lines are read first, and one unreadable line
    /// refuses the paste. An open cell takes the text itself; evidence cannot be pasted as a column.
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
        // Terminals, spreadsheets and old files use three kinds of line ends.
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
        // In a table, the other cells show which signs are decimal and which are group separators.
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

/// The title of a row: that of its measure; for a part, the name of the performer.
fn title(plan: &Plan, row: &FactRow) -> String {
    match row.who().and_then(|who| plan.performer(who)) {
        Some(performer) => performer.name.clone(),
        None => plan.node(row.measure).map(|node| node.title.clone()).unwrap_or_default(),
    }
}

/// Reads a line as values for cells from left to right; an empty value leaves its cell unchanged. None if a value
/// cannot be read, is ambiguous, or has no cell. In a table a sign belongs to the number, so a plus does not add to the
/// existing value.
fn read_cells(shared: &Shared, plan: &Plan, cells: &[Cell], line: &str, how: How) -> Option<Vec<Set>> {
    if let Some(note) = cells.first().filter(|cell| matches!(cell.what, What::Note(_))) {
        // A note takes the whole line.
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

/// Joins a fact and the note beside it; none if the value already contains a note.
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
