//! Typing a fact or a note: the entry, what it would give, and how it is committed.

use crate::{
    domain::{
        Context, Fact, FactValue, Status, Target,
        entry::{self, Entry, EntryFault},
    },
    keymap::Action,
};

use super::{
    Effect, Model, Notice,
    facts::{FactRow, Field, takes_words},
    line::Line,
};

/// How many cancelled texts can be brought back.
const RECALL_DEPTH: usize = 20;

/// What is being typed in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellEdit {
    /// The text.
    pub line: Line,
    /// Whether arrows move the caret instead of committing.
    pub caret_mode: bool,
    /// Whether any character is welcome.
    pub words: bool,
    /// What was typed is refused; the cell stays open and shows it.
    pub invalid: bool,
}

/// What an entry would give, for the line that shows it live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The value.
    pub value: Option<FactValue>,
    /// The status the indicator would have.
    pub status: Option<Status>,
    /// Fact to target in percent.
    pub percent: Option<rust_decimal::Decimal>,
    /// Why it means nothing (yet).
    pub fault: Option<EntryFault>,
}

impl Model {
    /// Begins an entry with what was typed, replacing the value.
    pub(super) fn begin_entry(&mut self, typed: Option<char>) {
        let Some(words) = self.cell_takes_words() else { return };
        let mut line = Line::default();
        if let Some(c) = typed {
            line.insert(c);
        }
        self.facts.edit = Some(CellEdit { line, words, ..CellEdit::default() });
    }

    /// Opens the cell on what stands in it; any words are welcome then.
    pub(super) fn edit_cell(&mut self) {
        if self.facts.field == Field::Evidence {
            let measure = self.facts.row().map(|row| row.measure);
            self.add_evidence(measure);
            return;
        }
        let fact = self.fact_at_cursor();
        let text = match self.facts.field {
            Field::Note => fact.map(|f| f.note).unwrap_or_default(),
            _ => fact.map(|f| f.raw).unwrap_or_default(),
        };
        self.facts.edit =
            Some(CellEdit { line: Line::new(text), caret_mode: true, words: true, ..CellEdit::default() });
    }

    fn cell_takes_words(&self) -> Option<bool> {
        let (plan, row) = (self.plan.as_ref()?, self.facts.row()?);
        match self.facts.field {
            Field::Note => Some(true),
            Field::Fact => Some(takes_words(&plan.entry_context(row.subject, self.quarter, None))),
            Field::Evidence => None,
        }
    }

    pub(super) fn fact_at_cursor(&self) -> Option<Fact> {
        let id = self.facts.row()?.indicator()?;
        self.plan.as_ref()?.fact(id, self.quarter, None).cloned()
    }

    /// The note of the row under the cursor.
    pub fn fact_at_cursor_note(&self) -> String {
        self.fact_at_cursor().map(|fact| fact.note).unwrap_or_default()
    }

    /// What the text in the cell would give.
    pub fn preview(&self) -> Option<Preview> {
        let (plan, row, edit) = (self.plan.as_ref()?, self.facts.row()?, self.facts.edit.as_ref()?);
        if self.facts.field != Field::Fact {
            return None;
        }
        let context =
            entry::EntryContext { words: edit.words, ..plan.entry_context(row.subject, self.quarter, None) };
        let none = Preview { value: None, status: None, percent: None, fault: None };
        Some(match entry::parse(edit.line.text(), &context) {
            Err(fault) => Preview { fault: Some(fault), ..none },
            Ok(Entry { value: None, .. }) => none,
            Ok(Entry { value: Some((value, _)), .. }) => {
                let judged = row.indicator().map(|id| plan.judge_as(id, self.quarter, &value));
                Preview {
                    status: judged.as_ref().map(|j| j.status),
                    percent: judged.and_then(|j| j.ratio).map(crate::domain::Ratio::percent),
                    value: Some(value),
                    fault: None,
                }
            }
        })
    }

    pub(super) fn act_in_cell(
        &mut self,
        action: Action,
        typed: Option<char>,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) {
        match action {
            Action::CancelEntry => self.cancel_entry(),
            Action::ToggleCaret => {
                if let Some(edit) = &mut self.facts.edit {
                    edit.caret_mode = !edit.caret_mode;
                    edit.words = true;
                }
            }
            Action::RecallEntry => {
                if let (Some(text), Some(edit)) = (self.recall.last(), &mut self.facts.edit) {
                    edit.line.replace(text);
                }
            }
            Action::InsertChar => self.type_char(typed),
            _ if self.edit_line(action) => {}
            _ => self.commit_and_move(action, context, effects),
        }
    }

    fn type_char(&mut self, typed: Option<char>) {
        let (Some(c), Some(edit)) = (typed, &mut self.facts.edit) else { return };
        let expected = edit.words || edit.line.text().contains('*') || entry::is_entry_char(c);
        if expected {
            edit.invalid = false;
            edit.line.insert(c);
        } else {
            // Refused at the keystroke, said, and nothing else: no box to close.
            self.notice = Some(Notice::from(EntryFault::NotANumber));
        }
    }

    /// The keys that edit the line of the cell; whether it was one.
    fn edit_line(&mut self, action: Action) -> bool {
        let Some(edit) = &mut self.facts.edit else { return false };
        let line = &mut edit.line;
        let before = line.clone();
        if !line.act(action, &mut self.yank) {
            return false;
        }
        if *line != before {
            edit.invalid = false;
        }
        true
    }

    fn cancel_entry(&mut self) {
        if let Some(edit) = self.facts.edit.take() {
            // What is typed next is a fact again, not a note.
            self.facts.field = Field::Fact;
            self.remember_text(edit.line.text().to_owned());
        }
    }

    /// Keeps a cancelled text: over a slow line a split arrow key can arrive as Esc.
    pub(super) fn remember_text(&mut self, text: String) {
        if !text.is_empty() {
            if self.recall.len() == RECALL_DEPTH {
                self.recall.remove(0);
            }
            self.recall.push(text);
        }
    }

    fn commit_and_move(&mut self, action: Action, context: &mut Context, effects: &mut Vec<Effect>) {
        if !self.commit_cell(context, effects) {
            return;
        }
        let len = self.facts.rows.len();
        match action {
            Action::CommitDown | Action::CommitEditDown => {
                // After a note the next thing to type is the next row's fact.
                self.facts.field = Field::Fact;
                self.facts.cursor.act(Action::Down, len);
            }
            Action::CommitUp | Action::CommitEditUp => {
                self.facts.cursor.act(Action::Up, len);
            }
            Action::CommitNextField | Action::CommitRight => self.next_field(),
            Action::CommitPrevField | Action::CommitLeft => self.prev_field(),
            Action::CommitNextUnreported => {
                let notice = self.notice.take();
                self.next_row(true, |plan, model, row| {
                    super::facts::row_judgement(plan, row, model.quarter).0.is_unreported()
                });
                self.notice = notice;
            }
            Action::CommitEditNote => {
                self.facts.field = Field::Note;
                self.edit_cell();
            }
            _ => {}
        }
        if matches!(action, Action::CommitEditDown | Action::CommitEditUp) {
            self.edit_cell();
        }
    }

    /// Takes what stands in the cell; whether it was taken. What is refused stays open.
    fn commit_cell(&mut self, context: &mut Context, effects: &mut Vec<Effect>) -> bool {
        let (Some(row), Some(edit)) = (self.facts.row(), self.facts.edit.clone()) else { return true };
        let text = edit.line.text().trim().to_owned();
        if self.facts.field == Field::Note {
            self.facts.edit = None;
            return self.commit_note(row, text, context, effects);
        }
        match self.parse_entry(&row, &text, edit.words) {
            Ok(entry) => {
                self.facts.edit = None;
                self.take_entry(row, entry, text.is_empty(), context, effects)
            }
            Err(fault) => {
                self.notice = Some(Notice::from(fault));
                if let Some(edit) = &mut self.facts.edit {
                    edit.invalid = true;
                }
                false
            }
        }
    }

    fn parse_entry(&self, row: &FactRow, text: &str, words: bool) -> Result<Entry, EntryFault> {
        let Some(plan) = &self.plan else { return Err(EntryFault::NothingPlanned) };
        entry::parse(
            text,
            &entry::EntryContext { words, ..plan.entry_context(row.subject, self.quarter, None) },
        )
    }

    fn take_entry(
        &mut self,
        row: FactRow,
        entry: Entry,
        emptied: bool,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let cleared = emptied && self.fact_at_cursor().is_some_and(|fact| fact.is_reported());
        let value = if cleared { Some((FactValue::None, String::new())) } else { entry.value };
        if value.is_none() && entry.note.is_none() {
            return true;
        }
        // Entering what stands there already is no change, and no fault either.
        let taken = self.set_fact(row, value, entry.note, context, effects);
        if !taken && self.notice.as_ref().is_some_and(Notice::is_nothing_to_do) {
            self.notice = None;
            return true;
        }
        if taken {
            self.say_note_owed(&row);
        }
        taken
    }

    fn commit_note(
        &mut self,
        row: FactRow,
        text: String,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let old = self.fact_at_cursor().map(|fact| fact.note).unwrap_or_default();
        old == text || self.set_fact(row, None, Some(text), context, effects)
    }

    /// Enters a text on a row as if it had been typed.
    pub(super) fn enter(
        &mut self,
        row: FactRow,
        text: &str,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) {
        match self.parse_entry(&row, text, false) {
            Ok(entry) => drop(self.take_entry(row, entry, false, context, effects)),
            Err(fault) => self.notice = Some(Notice::from(fault)),
        }
    }

    fn say_note_owed(&mut self, row: &FactRow) {
        let Some(plan) = &self.plan else { return };
        let owed = row.indicator().and_then(|id| plan.judge(id, self.quarter, None).note_owed);
        if owed == Some(crate::domain::Due::Now) {
            self.notice =
                Some(Notice::warning("notice-note-owed").with("subject", plan.subject_address(row.subject)));
        }
    }

    /// A pasted column fills downwards from the cursor, one entry a line, as one change; all lines are
    /// checked before any is taken.
    pub(super) fn paste_facts(&mut self, text: &str, context: &mut Context, effects: &mut Vec<Effect>) {
        if let Some(edit) = &mut self.facts.edit {
            edit.line.insert_str(text.trim_end());
            return;
        }
        let lines: Vec<&str> = text.trim_end().split(['\n', '\r']).filter(|line| !line.is_empty()).collect();
        let rows: Vec<FactRow> = self.facts.rows.iter().skip(self.facts.cursor.at).copied().collect();
        if lines.len() > rows.len() {
            self.notice =
                Some(Notice::warning("notice-paste-too-long").with("count", lines.len() - rows.len()));
            return;
        }
        let mut facts = Vec::new();
        for (row, line) in rows.iter().zip(&lines) {
            let cells: Vec<&str> = line.split('\t').collect();
            let (value, note) =
                (cells.first().copied().unwrap_or_default(), cells.get(1).map(|n| (*n).to_owned()));
            match self.parse_entry(row, value, false) {
                Ok(entry) if entry.value.is_some() || note.is_some() => facts.push(crate::domain::SetFact {
                    subject: row.subject,
                    quarter: self.quarter,
                    performer: None,
                    value: entry.value,
                    note: note.or(entry.note),
                }),
                Ok(_) => {}
                Err(_) => {
                    self.notice = Some(Notice::warning("notice-paste-bad-line").with("text", value));
                    return;
                }
            }
        }
        let count = facts.len();
        if self.command(&crate::domain::Command::SetFacts(facts), context, effects) {
            self.notice = Some(Notice::info("notice-pasted").with("count", count));
        }
    }
}

/// The ghost in an empty cell: what is planned.
pub fn ghost(target: Option<&Target>) -> &str {
    target.map_or("", |target| target.raw.as_str())
}
