//! Typing into a cell: the entry, its preview, and how it is committed.

use super::{
    Field, Grid, Sheet,
    marks::{Questions, Written},
    value::{self, Cell, How, Set, What},
};
use crate::{
    app::{
        Cx, Handled, Notice, Outcome, ScreenState, Shared,
        line::Line,
        list::Direction,
        prompt::{self, target, told},
    },
    domain::{FactValue, Ratio, SetFact, Status, Target, entry::EntryFault},
    form::{reading::Reading, typed::fact::ReadFact},
    keymap::Action,
    text::normal::squeeze_lines,
};

/// What is being typed in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellEdit {
    /// The text.
    pub line: Line,
    /// Whether arrows move the caret instead of committing.
    pub caret_mode: bool,
    /// Whether words are accepted where a number is expected.
    pub words: bool,
    /// Whether the input was refused; the cell stays open and shows it.
    pub invalid: bool,
    /// The text about which a question was asked; committing it again accepts the reading.
    asked: Option<String>,
}

/// The preview of an entered fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The value.
    pub value: Option<FactValue>,
    /// The status the indicator would have.
    pub status: Option<Status>,
    /// The fact as a percentage of the target.
    pub percent: Option<rust_decimal::Decimal>,
    /// Why the text is not (yet) a fact.
    pub fault: Option<EntryFault>,
    /// What is uncertain about it.
    pub doubt: Option<Notice>,
}

impl<S: Sheet> Grid<S> {
    /// Begins an entry with the typed character, which replaces the value.
    pub(super) fn begin_entry(&mut self, cx: &mut Cx<'_>) {
        let (Some(cell), Some(plan)) = (self.cell(cx.shared), &cx.shared.plan) else { return };
        let words = cell.takes_words(plan);
        let mut line = Line::default();
        cx.type_into(&mut line);
        self.edit = Some(CellEdit { line, words, ..CellEdit::default() });
    }

    /// Opens the cell with its current text; words are accepted then.
    pub(in crate::app) fn edit_cell(&mut self, cx: &mut Cx<'_>) {
        if self.field == Field::Evidence {
            return prompt::evidence::add(cx, self.row().map(|row| row.measure));
        }
        if self.cell(cx.shared).is_some() {
            let text = self.text_at_cursor(cx.shared);
            self.go_on_typing(&text);
        }
    }

    /// Continues an unfinished input in the field under the cursor.
    pub(in crate::app) fn go_on_typing(&mut self, text: &str) {
        let line = Line::new(text.to_owned());
        self.edit = Some(CellEdit { line, caret_mode: true, words: true, ..CellEdit::default() });
    }

    /// Opens the cell with the text that was cancelled last.
    pub(super) fn recall(&mut self, cx: &mut Cx<'_>) {
        match cx.shared.recall.last().cloned() {
            Some(text) if self.cell(cx.shared).is_some() => self.go_on_typing(&text),
            _ => cx.say(Notice::info("notice-nothing-dropped")),
        }
    }

    /// Enters the text that was entered last.
    pub(super) fn repeat(&mut self, cx: &mut Cx<'_>) {
        match self.last.clone() {
            Some((text, words)) => self.enter_text(cx, &text, words),
            None => cx.say(Notice::info("notice-nothing-to-repeat")),
        }
    }

    /// Enters a text into the marked cells as if it had been typed.
    pub(in crate::app) fn enter_text(&mut self, cx: &mut Cx<'_>, text: &str, words: bool) {
        let taken = matches!(self.write_marked(cx, text, words, Questions::Answered), Written::Taken(_));
        if let Some(row) = self.row().filter(|_| taken) {
            S::entered(cx, row);
        }
    }

    /// The preview of a fact in the cell; none for other cells.
    pub fn preview(&self, shared: &Shared) -> Option<Preview> {
        let (plan, cell, edit) = (shared.plan.as_ref()?, self.cell(shared)?, self.edit.as_ref()?);
        let What::Fact(quarter) = cell.what else { return None };
        let none = Preview { value: None, status: None, percent: None, fault: None, doubt: None };
        let text = edit.line.text();
        let read = match cell.read_fact(shared, text, How::typed(edit.words)) {
            Err(fault) => return Some(Preview { fault: Some(fault), ..none }),
            Ok(read) => read,
        };
        let doubt = doubt_of_fact(&read, text);
        Some(match read.value.value {
            None => none,
            Some((value, _)) => {
                let id = plan.value_indicator(cell.subject);
                let judged = id.map(|id| plan.assess_entry(id, quarter, cell.who, &value));
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

    /// The notices about the reading of a target in the cell; empty for other cells.
    pub fn target_preview(&self, shared: &Shared) -> Vec<Notice> {
        let read = || {
            let (plan, cell, edit) = (shared.plan.as_ref()?, self.entry_cell(shared)?, self.edit.as_ref()?);
            let What::Target(span) = cell.what else { return None };
            let text = edit.line.text();
            let read = cell.read_target(plan, span, text, How::typed(edit.words).marks);
            Some(target::notices(shared, (cell.subject, span), text, read))
        };
        read().unwrap_or_default()
    }

    pub(super) fn act_in_cell(&mut self, cx: &mut Cx<'_>, action: Action) {
        let cell = self.cell(cx.shared);
        let ghost = cell.zip(cx.shared.plan.as_ref()).and_then(|(cell, plan)| cell.ghost(plan));
        if action == Action::InsertChar && self.was_asked() {
            return self.go_on(cx);
        }
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
            Action::FillMarked => self.fill_marked(cx),
            Action::Complete => match ghost.filter(|_| edit.line.is_empty()) {
                Some(planned) => edit.line.replace(&planned),
                None => self.commit_and_move(cx, Action::CommitNextField),
            },
            Action::InsertChar => edit.type_char(cx, cell),
            _ if edit.act(cx, action) == Handled::Yes => {}
            _ => self.commit_and_move(cx, action),
        }
    }

    /// Whether the question about this very text was already asked. A user who types from a sheet continues with the
    /// next number or a command without having seen the question.
    fn was_asked(&self) -> bool {
        self.edit.as_ref().is_some_and(|edit| !edit.asks(edit.line.text().trim()))
    }

    /// Accepts the text that a question was asked about, says so, and presses the key again in the next cell.
    fn go_on(&mut self, cx: &mut Cx<'_>) {
        let text = self.edit.as_ref().map(|edit| edit.line.text().to_owned()).unwrap_or_default();
        self.commit_and_move(cx, Action::CommitDown);
        if let Some(typed) = cx.typed.filter(|_| self.edit.is_none()) {
            cx.press_again(typed, Notice::warning("notice-odd-taken").with("text", text));
        }
    }

    fn cancel_entry(&mut self, cx: &mut Cx<'_>) {
        if let Some(edit) = self.edit.take() {
            // The next input is a fact again, not a note.
            self.field = S::home(self.field);
            if std::mem::take(&mut self.marked_to_type) {
                self.marks.clear();
            }
            cx.shared.remember_text(edit.line.text().to_owned());
        }
    }

    fn commit_and_move(&mut self, cx: &mut Cx<'_>, action: Action) {
        if self.commit_cell(cx) == Outcome::Refused {
            return;
        }
        // The first fact of a measure creates an indicator, which changes the rows.
        ScreenState::sync(self, cx.shared);
        match action {
            Action::CommitDown | Action::CommitEditDown => {
                // After a note the next input is the fact of the next row.
                self.field = S::home(self.field);
                self.go(Action::Down);
            }
            Action::CommitUp | Action::CommitEditUp => {
                self.go(Action::Up);
            }
            Action::CommitNextField | Action::CommitRight => self.next_field(cx.shared),
            Action::CommitPrevField | Action::CommitLeft => self.prev_field(cx.shared),
            Action::CommitNextUnreported => {
                self.next_row(cx.shared, Direction::Forward, |plan, quarter, row| {
                    super::rows::row_assessment(plan, row, quarter).0.is_unreported()
                });
            }
            Action::CommitEditNote if self.cell(cx.shared).is_some_and(|cell| cell.note().is_some()) => {
                self.field = Field::Note;
                self.edit_cell(cx);
            }
            _ => {}
        }
        if matches!(action, Action::CommitEditDown | Action::CommitEditUp) {
            self.edit_cell(cx);
        }
    }

    /// Commits the cell. After a refusal or a question the cell stays open.
    fn commit_cell(&mut self, cx: &mut Cx<'_>) -> Outcome {
        let (cell, row) = (self.entry_cell(cx.shared), self.row());
        let (Some(cell), Some(row), Some(edit)) = (cell, row, &mut self.edit) else { return Outcome::Taken };
        let typed = edit.line.text();
        let text = if cell.takes_lines() { squeeze_lines(typed) } else { prompt::in_one_line(typed) };
        let words = edit.words;
        if cx.shared.plan.as_ref().is_some_and(|plan| cell.text(plan) == text) {
            self.edit = None;
            return Outcome::Taken;
        }
        let read = match cell.read(cx.shared, &text, How::typed(words)) {
            Ok(read) => read,
            Err(notice) => {
                edit.invalid = true;
                cx.say(notice);
                return Outcome::Refused;
            }
        };
        if edit.asks(&text)
            && let Some(question) = question(cx.shared, &cell, &read, &text)
        {
            edit.note_asked(text);
            cx.say(question);
            return Outcome::Refused;
        }
        self.edit = None;
        self.marked_to_type = false;
        self.marks.clear();
        let doubt = read.uncertainty.filter(|unsure| !told::asks(unsure));
        let doubt = doubt.map(|unsure| value::doubt(&unsure, &text, read.value.as_ref()));
        let Some(set) = read.value else { return Outcome::Taken };
        let outcome = Self::take(cx, vec![set]);
        if outcome == Outcome::Taken {
            if let Some(doubt) = doubt {
                cx.say(doubt);
            }
            self.last = Some((text, words));
            S::entered(cx, row);
        }
        outcome
    }
}

/// The question to ask before an entry is accepted: which reading is meant, or whether an unusual value is right.
pub(super) fn question(
    shared: &Shared,
    cell: &Cell,
    read: &Reading<Option<Set>>,
    text: &str,
) -> Option<Notice> {
    if let Some(unsure) = read.uncertainty.as_ref().filter(|unsure| told::asks(unsure)) {
        return Some(value::doubt(unsure, text, read.value.as_ref()));
    }
    let Some(Set::Fact(SetFact { quarter, value: Some((value, _)), .. })) = &read.value else { return None };
    let plan = shared.plan.as_ref()?;
    let odd = plan.oddity(plan.value_indicator(cell.subject)?, *quarter, cell.who, value)?;
    Some(told::odd(&odd))
}

impl Cell {
    /// The placeholder of an empty cell, which Tab accepts: the target beside a fact; in the grid of
    /// targets, the target on its left.
    pub fn ghost(&self, plan: &crate::domain::Plan) -> Option<String> {
        let target = match self.what {
            What::Fact(quarter) => plan.entry_context(self.subject, quarter, self.who).target,
            What::Target(span) => plan.target_context(self.subject, span, self.who).target,
            What::Note(_) => None,
        };
        target.map(|target| target.wording()).filter(|text| !text.is_empty())
    }
}

impl CellEdit {
    fn type_char(&mut self, cx: &mut Cx<'_>, cell: Option<Cell>) {
        let (Some(c), Some(cell)) = (cx.typed, cell) else { return };
        if self.words || cell.expects(self.line.text(), c) {
            self.invalid = false;
            cx.type_into(&mut self.line);
        } else {
            // The key is refused with a notice, so that no dialog has to be closed.
            cx.say(Notice::entry(&c.to_string(), EntryFault::NotANumber));
        }
    }

    /// Whether a question about a text is still to be asked.
    pub(super) fn asks(&self, text: &str) -> bool {
        self.asked.as_deref() != Some(text)
    }

    /// Records that a question about a text was asked.
    pub(super) fn note_asked(&mut self, text: String) {
        self.asked = Some(text);
    }

    /// Inserts a pasted text into the line.
    pub(super) fn insert(&mut self, cx: &mut Cx<'_>, text: &str) {
        self.invalid = false;
        cx.paste_into(&mut self.line, text);
    }

    /// Edits the line, where the key is one that does.
    fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Handled {
        let before = self.line.text().to_owned();
        let handled = self.line.act(action, &mut cx.shared.yank);
        if self.line.text() != before {
            self.invalid = false;
        }
        handled
    }
}

/// What is uncertain about a fact.
fn doubt_of_fact(read: &Reading<ReadFact>, text: &str) -> Option<Notice> {
    let unsure = read.uncertainty.as_ref()?;
    let said = read.value.value.as_ref().map(|(value, raw)| told::fact(value, raw));
    Some(told::doubt(unsure, text, &said.unwrap_or_default()))
}

/// The placeholder of an empty cell: its target.
pub fn ghost(target: Option<&Target>) -> String {
    target.map(Target::wording).unwrap_or_default()
}
