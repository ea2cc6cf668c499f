//! A pasted column: each line for the row it falls on, into the field under the cursor.

use super::{FactRow, Facts, Field};
use crate::{
    app::{
        Cx, Handled, Layer, Notice, Shared,
        layer::{Paste, PasteLine},
        prompt::fact::read_entry,
    },
    domain::SetFact,
    form::typed::{
        fact::{Manner, ReadFact},
        marks::Marks,
    },
    text::surely::Surely,
};

/// So much of a line is told when it is refused.
const MOST_TOLD: usize = 40;

impl Facts {
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
        let rows = self.rows.get(self.cursor.at..).surely();
        let count = text.split('\n').count();
        if count > rows.len() {
            let notice = Notice::warning("notice-paste-no-row").with("line", rows.len() + 1);
            return Err(notice.with("count", count - rows.len()));
        }
        // It is a table: its other cells tell what its commas and points are.
        let marks = Marks::of(text.split('\n').map(|line| line.split('\t').next().unwrap_or_default()));
        let lines = rows.iter().zip(text.split('\n')).enumerate();
        lines.map(|(at, (row, line))| self.read_line(shared, *row, line, (at + 1, marks))).collect()
    }

    fn read_line(
        &self,
        shared: &Shared,
        row: FactRow,
        line: &str,
        (number, marks): (usize, Marks),
    ) -> Result<PasteLine, Notice> {
        let read = match self.field {
            Field::Note => Some(note_of(line)),
            Field::Fact | Field::Evidence => value_of(shared, row, line, marks),
        };
        let Some(ReadFact { value, note, unit }) = read else {
            let told: String = line.trim().chars().take(MOST_TOLD).collect();
            return Err(Notice::warning("notice-paste-bad-line").with("line", number).with("text", told));
        };
        let (subject, quarter) = (row.subject, shared.quarter);
        let new = SetFact { subject, quarter, performer: None, value, note, unit };
        let plan = shared.plan.as_ref();
        let fact = row.indicator().and_then(|id| plan?.fact(id, quarter, None));
        Ok(PasteLine {
            address: plan.map(|plan| plan.subject_address(subject)).unwrap_or_default(),
            title: plan.and_then(|plan| plan.node(row.measure)).map(|n| n.title.clone()).unwrap_or_default(),
            old_fact: fact.map(|fact| fact.raw.clone()).unwrap_or_default(),
            old_note: fact.map(|fact| fact.note.clone()).unwrap_or_default(),
            new: (new.value.is_some() || new.note.is_some()).then_some(new),
        })
    }
}

/// A line as a note; an empty one leaves the row alone.
fn note_of(line: &str) -> ReadFact {
    let note = line.replace('\t', " ").trim().to_owned();
    ReadFact { note: (!note.is_empty()).then_some(note), ..ReadFact::default() }
}

/// A line as a value and, in a second column, its note. None where it means neither, or may mean two things: in a
/// table signs are signs, so that a plus adds nothing to the fact that stands there.
fn value_of(shared: &Shared, row: FactRow, line: &str, marks: Marks) -> Option<ReadFact> {
    let mut cells = line.split('\t').map(str::trim);
    let value = cells.next().unwrap_or_default();
    let note = cells.next().filter(|note| !note.is_empty()).map(str::to_owned);
    if cells.any(|cell| !cell.is_empty()) {
        return None;
    }
    if value.is_empty() {
        return Some(ReadFact { note, ..ReadFact::default() });
    }
    let read = read_entry(shared, row.subject, value, (false, Manner::Table, marks)).ok()?;
    let read = read.unsure.is_none().then_some(read.value)?;
    match (&read.note, note) {
        (Some(_), Some(_)) => None,
        (_, None) => Some(read),
        (None, note) => Some(ReadFact { note, ..read }),
    }
}
