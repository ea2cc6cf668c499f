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
        let takes_lines = self.cell(cx.shared).is_some_and(|cell| cell.takes_lines());
        if let Some(edit) = &mut self.edit {
            edit.line.keep_breaks(takes_lines);
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
        let pasted = table_rows(text);
        let count = pasted.len();
        if count > rows.len() {
            let notice = Notice::warning("notice-paste-no-row").with("line", rows.len() + 1);
            return Err(notice.with("count", count - rows.len()));
        }
        // In a table, the other cells show which signs are decimal and which are group separators.
        let marks = Marks::of(pasted.iter().map(|line| line.split('\t').next().unwrap_or_default()));
        let how = How { words: false, manner: Manner::Table, marks };
        let mut lines = Vec::with_capacity(count);
        for (at, (row, line)) in rows.into_iter().zip(&pasted).enumerate() {
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

/// The rows of a pasted table. A spreadsheet puts a cell with several lines into quotation marks; all other quotation
/// marks are text.
fn table_rows(text: &str) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    let mut lines = text.split('\n');
    while let Some(line) = lines.next() {
        rows.push(line.to_owned());
        let Some((from, mut cell)) = open_cell(line) else { continue };
        let mut rest = lines.clone();
        while let Some(next) = rest.next() {
            cell.push('\n');
            cell.push_str(next);
            let Some((inside, after)) = closed_cell(&cell) else { continue };
            let before = line.get(..from).unwrap_or_default();
            rows.pop();
            rows.push(format!("{before}{}{after}", inside.replace('\t', " ").replace("\"\"", "\"")));
            lines = rest;
            break;
        }
    }
    rows
}

/// The last cell of a line, with its place, if it begins with a quotation mark and does not end with its line.
fn open_cell(line: &str) -> Option<(usize, String)> {
    let from = line.rfind('\t').map_or(0, |tab| tab + 1);
    let cell = line.get(from..)?;
    let is_open = cell.starts_with('"') && cell.matches('"').count() % 2 == 1;
    is_open.then(|| (from, cell.to_owned()))
}

/// The text of a cell in quotation marks, and the cells after it; none while it is open.
fn closed_cell(cell: &str) -> Option<(&str, &str)> {
    let text = cell.strip_prefix('"')?;
    let end = text.rfind('"')?;
    let (inside, after) = (text.get(..end)?, text.get(end + 1..)?);
    let is_closed = inside.matches('"').count() % 2 == 0 && (after.is_empty() || after.starts_with('\t'));
    is_closed.then_some((inside, after))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_with_several_lines_is_one_row_and_other_quotation_marks_are_text() {
        assert_eq!(table_rows("1\n\n2"), ["1", "", "2"]);
        assert_eq!(table_rows("5\t\"раз\nдва\"\n7"), ["5\tраз\nдва", "7"]);
        assert_eq!(table_rows("\"раз \"\"так\"\"\nдва\"\t3\nтри"), ["раз \"так\"\nдва\t3", "три"]);
        for text in ["\"за потреби\"\n\"постійно\"", "\"незакрита\nдва", "5\" труба\n6"]
        {
            assert_eq!(table_rows(text), text.split('\n').collect::<Vec<_>>(), "{text}");
        }
    }
}
