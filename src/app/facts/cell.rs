//! Typing a fact or a note: the entry, what it would give, and how it is committed.

use super::{FactRow, Facts, Field, set_fact, takes_words};
use crate::{
    app::{
        Cx, Notice, ScreenState, Shared,
        line::Line,
        prompt::{self, told},
    },
    domain::{Due, FactValue, Ratio, Status, Target, entry::EntryFault},
    form::{
        reading::Reading,
        typed::{
            fact::{self, Manner, ReadFact},
            marks::Marks,
        },
    },
    keymap::Action,
};

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
    /// What was asked about: taken as it was read when it is committed again.
    asked: Option<String>,
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
    /// What is uncertain about it.
    pub doubt: Option<Notice>,
}

impl Facts {
    /// Begins an entry with what was typed, replacing the value.
    pub(super) fn begin_entry(&mut self, cx: &mut Cx<'_>) {
        let Some(words) = self.cell_takes_words(cx.shared) else { return };
        let mut line = Line::default();
        cx.type_into(&mut line);
        self.edit = Some(CellEdit { line, words, ..CellEdit::default() });
    }

    /// Opens the cell on what stands in it; any words are welcome then.
    pub(super) fn edit_cell(&mut self, cx: &mut Cx<'_>) {
        if self.field == Field::Evidence {
            return prompt::evidence::add(cx, self.row().map(|row| row.measure));
        }
        let text = self.text_at_cursor(cx.shared);
        self.go_on_typing(&text);
    }

    /// Goes on typing in the field under the cursor.
    pub(in crate::app) fn go_on_typing(&mut self, text: &str) {
        let line = Line::new(text.to_owned());
        self.edit = Some(CellEdit { line, caret_mode: true, words: true, ..CellEdit::default() });
    }

    fn cell_takes_words(&self, shared: &Shared) -> Option<bool> {
        let (plan, row) = (shared.plan.as_ref()?, self.row()?);
        match self.field {
            Field::Note => Some(true),
            Field::Fact => Some(takes_words(&plan.entry_context(row.subject, shared.quarter, None))),
            Field::Evidence => None,
        }
    }

    /// What the text in the cell would give.
    pub fn preview(&self, shared: &Shared) -> Option<Preview> {
        let (plan, row, edit) = (shared.plan.as_ref()?, self.row()?, self.edit.as_ref()?);
        if self.field != Field::Fact {
            return None;
        }
        let none = Preview { value: None, status: None, percent: None, fault: None, doubt: None };
        let text = edit.line.text();
        let read = match typed(shared, row, text, edit.words) {
            Err(fault) => return Some(Preview { fault: Some(fault), ..none }),
            Ok(read) => read,
        };
        let doubt = told(&read, text);
        Some(match read.value.value {
            None => none,
            Some((value, _)) => {
                let judged = row.indicator().map(|id| plan.assess_entry(id, shared.quarter, &value));
                Preview {
                    status: judged.as_ref().map(|j| j.status),
                    percent: judged.and_then(|j| j.ratio).map(Ratio::percent),
                    value: Some(value),
                    fault: None,
                    doubt,
                }
            }
        })
    }

    pub(super) fn act_in_cell(&mut self, cx: &mut Cx<'_>, action: Action) {
        let Some(edit) = &mut self.edit else { return };
        match action {
            Action::CancelEntry => self.cancel_entry(cx),
            Action::ToggleCaret => {
                edit.caret_mode = !edit.caret_mode;
                edit.words = true;
            }
            Action::RecallEntry => {
                if let Some(text) = cx.shared.recall.last() {
                    edit.line.replace(text);
                }
            }
            Action::InsertChar => edit.type_char(cx),
            _ if edit.act(cx, action) => {}
            _ => self.commit_and_move(cx, action),
        }
    }

    fn cancel_entry(&mut self, cx: &mut Cx<'_>) {
        if let Some(edit) = self.edit.take() {
            // What is typed next is a fact again, not a note.
            self.field = Field::Fact;
            cx.shared.remember_text(edit.line.text().to_owned());
        }
    }

    fn commit_and_move(&mut self, cx: &mut Cx<'_>, action: Action) {
        if !self.commit_cell(cx) {
            return;
        }
        // A first fact makes an indicator, and with it another row.
        ScreenState::sync(self, cx.shared);
        let len = self.rows.len();
        match action {
            Action::CommitDown | Action::CommitEditDown => {
                // After a note the next thing to type is the next row's fact.
                self.field = Field::Fact;
                self.cursor.act(Action::Down, len);
            }
            Action::CommitUp | Action::CommitEditUp => {
                self.cursor.act(Action::Up, len);
            }
            Action::CommitNextField | Action::CommitRight => self.next_field(),
            Action::CommitPrevField | Action::CommitLeft => self.prev_field(),
            Action::CommitNextUnreported => {
                self.next_row(cx.shared, true, Self::is_unreported);
            }
            Action::CommitEditNote => {
                self.field = Field::Note;
                self.edit_cell(cx);
            }
            _ => {}
        }
        if matches!(action, Action::CommitEditDown | Action::CommitEditUp) {
            self.edit_cell(cx);
        }
    }

    /// Takes what stands in the cell; whether it was taken. What is refused stays open.
    fn commit_cell(&mut self, cx: &mut Cx<'_>) -> bool {
        let (Some(row), Some(edit)) = (self.row(), &mut self.edit) else { return true };
        let text = edit.line.text().trim().to_owned();
        if self.field == Field::Note {
            self.edit = None;
            return self.commit_note(cx, row, text);
        }
        match typed(cx.shared, row, &text, edit.words) {
            Ok(read) => {
                let asks = read.unsure.as_ref().is_some_and(told::asks);
                if let Some(question) =
                    told(&read, &text).filter(|_| asks && edit.asked.as_ref() != Some(&text))
                {
                    edit.asked = Some(text);
                    cx.say(question);
                    return false;
                }
                self.edit = None;
                self.take_entry(cx, row, read.value, text.is_empty())
            }
            Err(fault) => {
                edit.invalid = true;
                cx.say(Notice::from(fault));
                false
            }
        }
    }

    fn take_entry(&self, cx: &mut Cx<'_>, row: FactRow, entry: ReadFact, emptied: bool) -> bool {
        let cleared = emptied && self.fact_at_cursor(cx.shared).is_some_and(|fact| fact.is_reported());
        let value = if cleared { Some((FactValue::None, String::new())) } else { entry.value };
        if value.is_none() && entry.note.is_none() {
            return true;
        }
        if set_fact(cx, row, ReadFact { value, ..entry }) {
            say_note_owed(cx, row);
            return true;
        }
        // Entering what stands there already is no change, and no fault either.
        let nothing = cx.shared.notice.as_ref().is_some_and(Notice::is_nothing_to_do);
        if nothing {
            cx.shared.notice = None;
        }
        nothing
    }

    fn commit_note(&self, cx: &mut Cx<'_>, row: FactRow, text: String) -> bool {
        let old = self.fact_at_cursor(cx.shared).map(|fact| fact.note).unwrap_or_default();
        old == text || set_fact(cx, row, ReadFact { note: Some(text), ..ReadFact::default() })
    }

    /// Enters a text on a row as if it had been typed.
    pub(super) fn enter_text(&self, cx: &mut Cx<'_>, row: FactRow, text: &str) {
        match typed(cx.shared, row, text, false) {
            Ok(read) => drop(self.take_entry(cx, row, read.value, false)),
            Err(fault) => cx.say(Notice::from(fault)),
        }
    }
}

impl CellEdit {
    fn type_char(&mut self, cx: &mut Cx<'_>) {
        let Some(c) = cx.typed else { return };
        let expected = self.words || self.line.text().contains('*') || fact::is_entry_char(c);
        if expected {
            self.invalid = false;
            cx.type_into(&mut self.line);
        } else {
            // Refused at the keystroke, told, and nothing else: no box to close.
            cx.say(Notice::from(EntryFault::NotANumber));
        }
    }

    /// Puts a pasted text into the line.
    pub(super) fn insert(&mut self, cx: &mut Cx<'_>, text: &str) {
        self.invalid = false;
        cx.paste_into(&mut self.line, text);
    }

    /// The keys that edit the line; whether it was one.
    fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> bool {
        let before = self.line.text().to_owned();
        let edited = self.line.act(action, &mut cx.shared.yank);
        if self.line.text() != before {
            self.invalid = false;
        }
        edited
    }
}

/// Reads what is typed on a row.
fn typed(shared: &Shared, row: FactRow, text: &str, words: bool) -> Result<Reading<ReadFact>, EntryFault> {
    prompt::fact::read_entry(shared, row.subject, text, (words, Manner::Typed, Marks::default()))
}

/// What is uncertain about an entry.
fn told(read: &Reading<ReadFact>, text: &str) -> Option<Notice> {
    let unsure = read.unsure.as_ref()?;
    let said = read.value.value.as_ref().map(|(value, raw)| told::fact(value, raw));
    Some(told::doubt(unsure, text, &said.unwrap_or_default()))
}

fn say_note_owed(cx: &mut Cx<'_>, row: FactRow) {
    let Some(plan) = &cx.shared.plan else { return };
    let owed = row.indicator().and_then(|id| plan.assess(id, cx.shared.quarter, None).note_due());
    if owed == Some(Due::Now) {
        let subject = plan.subject_address(row.subject);
        cx.say(Notice::warning("notice-note-owed").with("subject", subject));
    }
}

/// The ghost in an empty cell: what is planned.
pub fn ghost(target: Option<&Target>) -> &str {
    target.map_or("", |target| target.raw.as_str())
}
