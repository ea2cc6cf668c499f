//! A pasted column.

use super::{FactRow, Facts};
use crate::{
    app::{
        Cx, Notice,
        prompt::{fact::read_entry, told},
    },
    domain::{Command, SetFact},
    form::{
        reading::Reading,
        typed::{
            fact::{Manner, ReadFact},
            marks::Marks,
        },
    },
};

impl Facts {
    /// Fills downwards from the cursor, one entry a line, as one change; all lines are checked before any is
    /// taken. An open cell takes the text as its own.
    pub(super) fn paste_column(&mut self, cx: &mut Cx<'_>, text: &str) {
        if let Some(edit) = &mut self.edit {
            edit.line.insert_str(text.trim_end());
            return;
        }
        let lines: Vec<&str> = text.trim_end().split(['\n', '\r']).filter(|line| !line.is_empty()).collect();
        let rows: Vec<FactRow> = self.rows.iter().skip(self.cursor.at).copied().collect();
        if lines.len() > rows.len() {
            let over = lines.len() - rows.len();
            return cx.say(Notice::warning("notice-paste-too-long").with("count", over));
        }
        // It is a table: signs are signs, and its other cells tell what its commas and points are.
        let marks = Marks::of(lines.iter().map(|line| line.split('\t').next().unwrap_or_default()));
        let mut facts = Vec::new();
        for (row, line) in rows.iter().zip(&lines) {
            let cells: Vec<&str> = line.split('\t').collect();
            let (value, note) =
                (cells.first().copied().unwrap_or_default(), cells.get(1).map(|n| (*n).to_owned()));
            match read_entry(cx.shared, row.subject, value, (false, Manner::Table, marks)) {
                Ok(Reading { value: ReadFact { value, note: own, unit }, unsure: None }) => {
                    let note = note.or(own);
                    let (subject, quarter) = (row.subject, cx.shared.quarter);
                    if value.is_some() || note.is_some() {
                        facts.push(SetFact { subject, quarter, performer: None, value, note, unit });
                    }
                }
                Ok(Reading { unsure: Some(unsure), .. }) => return cx.say(told::doubt(&unsure, value, "")),
                Err(_) => return cx.say(Notice::warning("notice-paste-bad-line").with("text", value)),
            }
        }
        let count = facts.len();
        if cx.command(&Command::SetFacts(facts)) {
            cx.say(Notice::info("notice-pasted").with("count", count));
        }
    }
}
