//! Prompts: one line of text each. A file for each prompt, or a small family of them, that opens, completes,
//! previews and commits it.
//!
//! To add one: a type with [`Prompt`] in a file here, and an `open` function that sets the initial input. Nothing else
//! has to know of it: its texts are message ids, and the view draws them.

pub(super) mod compare;
pub(super) mod evidence;
mod evidence_completion;
pub(super) mod fact;
pub(super) mod file;
pub(super) mod filter;
pub(super) mod filter_name;
pub(super) mod indicator;
pub(super) mod lacking;
pub(super) mod node;
pub(super) mod note;
pub(super) mod performers;
pub(super) mod reason;
pub(super) mod role;
pub(super) mod save_point;
pub(super) mod search;
pub(super) mod target;
pub(super) mod term;
pub(super) mod told;

use std::fmt::Debug;

use file::FileNames;

use super::{
    Cx, Effect, Handled, Notice, Outcome, Shared,
    layer::Flow,
    line::{Line, Room},
    list::Direction,
    outline::OutlineRow,
};
use crate::{
    domain::{Level, NodeId, Refusal, Subject},
    keymap::Action,
    text::normal::squeeze_lines,
};

/// The message ids of a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromptWords {
    /// The heading; its argument `about` names the subject.
    heading: &'static str,
    /// The help for typing.
    help: Option<&'static str>,
    /// What the key does that ends it, where it stores nothing.
    end: Option<&'static str>,
}

impl PromptWords {
    const fn new(heading: &'static str) -> Self {
        Self { heading, help: None, end: None }
    }

    const fn with_help(heading: &'static str, help: &'static str) -> Self {
        Self { heading, help: Some(help), end: None }
    }

    const fn ended_by(self, end: &'static str) -> Self {
        Self { end: Some(end), ..self }
    }
}

/// A prompt for one line of text.
pub trait Prompt: Debug {
    /// Its heading and help.
    fn words(&self) -> PromptWords;

    /// Whether the first typed character replaces the initial input. A value is replaced, as in fact entry; a text is
    /// continued.
    fn replaces(&self) -> bool {
        false
    }

    /// Whether it is a longer text that may contain line breaks.
    fn is_long(&self) -> bool {
        false
    }

    /// Whether it searches at each key, so that its line is shorter.
    fn is_search(&self) -> bool {
        false
    }

    /// Whether its line breaks are kept; otherwise they become blanks.
    fn keeps_breaks(&self) -> bool {
        false
    }

    /// What a line break becomes where it is not kept. Lines of a value or of names are several, and must not become one.
    fn between_lines(&self) -> &'static str {
        " "
    }

    /// The whole line with its unfinished part completed.
    fn complete(&self, _shared: &Shared, _text: &str) -> Option<String> {
        None
    }

    /// Whether the line is a file name, which is completed from the disk.
    fn is_file(&self) -> bool {
        false
    }

    /// The notices about the reading of the line and its uncertainty, shown while it is typed.
    fn preview(&self, _shared: &Shared, _text: &str) -> Vec<Notice> {
        Vec::new()
    }

    /// A question that is asked once before the line is accepted.
    fn question(&self, _shared: &Shared, _text: &str) -> Option<Notice> {
        None
    }

    /// Called when the line has changed.
    fn typed(&self, _cx: &mut Cx<'_>, _text: &str) {}

    /// Called when the prompt is cancelled.
    fn dropped(&self, _cx: &mut Cx<'_>) {}

    /// Saves the line under a name, where that is possible.
    fn save(&self, _cx: &mut Cx<'_>, _text: &str) -> Handled {
        Handled::No
    }

    /// Commits the trimmed line.
    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome;
}

/// A prompt with its line.
#[derive(Debug)]
pub struct PromptLayer {
    prompt: Box<dyn Prompt>,
    /// The subject, shown in the heading.
    pub about: String,
    /// What is typed.
    pub line: Line,
    /// Whether the whole text is selected, so that the first typed character replaces it.
    pub selected: bool,
    /// The text about which a question was asked; committing it again accepts the reading.
    asked: Option<String>,
    /// The initial input.
    first: String,
    /// The rows that all get the input; empty for a single row.
    also: Vec<(Subject, NodeId)>,
    /// The files whose names begin with the input.
    files: Option<FileNames>,
}

impl PromptLayer {
    /// A prompt with an initial input.
    pub(super) fn new(prompt: Box<dyn Prompt>, about: String, text: String) -> Self {
        let selected = prompt.replaces() && !text.is_empty();
        let line = Line::new(text.clone());
        let mut line = if prompt.is_search() { line.for_search() } else { line };
        line.keep_breaks(prompt.keeps_breaks());
        Self { prompt, about, line, selected, asked: None, first: text, also: Vec::new(), files: None }
    }

    /// Takes over the files whose names begin with the text for which they were requested.
    pub(super) fn take_files(&mut self, typed: &str, names: Vec<String>) {
        if self.line.text() == typed {
            let names = FileNames::new(names);
            names.stem(typed).iter().for_each(|stem| self.line.replace(stem));
            self.files = Some(names);
        }
    }

    /// The prompt for all of these rows.
    pub(super) fn for_all(mut self, also: Vec<(Subject, NodeId)>) -> Self {
        self.also = also;
        self
    }

    /// Whether the user typed anything.
    pub(super) fn is_touched(&self) -> bool {
        self.line.text() != self.first
    }

    /// Sets the text of the line, as it was typed before.
    pub(super) fn fill(&mut self, text: &str) {
        self.line.replace(text);
        self.selected = false;
    }

    /// The message id of the heading.
    pub fn heading(&self) -> &'static str {
        self.prompt.words().heading
    }

    /// The message id of the help for typing.
    pub fn help(&self) -> Option<&'static str> {
        self.prompt.words().help
    }

    /// What the key does that ends it, where it stores nothing.
    pub fn end(&self) -> Option<&'static str> {
        self.prompt.words().end
    }

    /// The notices about the reading of the line and its uncertainty.
    pub fn preview(&self, shared: &Shared) -> Vec<Notice> {
        let mut told = self.prompt.preview(shared, self.line.text());
        // What is asked in the line of notices is not said twice.
        told.retain(|notice| shared.notice.as_ref() != Some(notice));
        told.extend(self.files.as_ref().map(FileNames::told));
        if self.line.text().contains('\n') && !self.prompt.keeps_breaks() {
            told.push(Notice::info("prompt-breaks-are-blanks"));
        }
        told
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        let before = self.line.text().to_owned();
        let flow = self.edit(cx, action);
        if flow == Flow::Stay && self.line.text() != before {
            self.prompt.typed(cx, self.line.text());
        }
        flow
    }

    fn edit(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        match action {
            Action::InsertChar => {
                if std::mem::take(&mut self.selected) {
                    self.line.replace("");
                }
                cx.type_into(&mut self.line);
            }
            Action::NewLine if !self.prompt.is_long() => {}
            Action::Up => drop(self.line.by_row(Direction::Back)),
            Action::Down => drop(self.line.by_row(Direction::Forward)),
            _ if self.line.act(action, &mut cx.shared.yank) == Handled::Yes => self.selected = false,
            Action::CancelText | Action::Cancel => {
                cx.shared.remember_text(self.line.text().to_owned());
                self.prompt.dropped(cx);
                return Flow::Close;
            }
            Action::RecallEntry => {
                if let Some(text) = cx.shared.recall.last() {
                    self.line.replace(text);
                }
            }
            Action::SaveFilter => self.save(cx),
            Action::Complete if self.prompt.is_file() => {
                let typed = self.line.text();
                match self.files.as_mut().and_then(|files| files.next(typed)) {
                    Some(name) => self.line.replace(&name),
                    None => cx.effects.push(Effect::FindFiles(typed.to_owned())),
                }
            }
            Action::Complete => {
                if let Some(text) = self.prompt.complete(cx.shared, self.line.text()) {
                    self.line.replace(&text);
                }
            }
            Action::Commit => {
                let text = if self.prompt.keeps_breaks() {
                    squeeze_lines(self.line.text())
                } else {
                    in_one_line(self.line.text())
                };
                cx.also.clone_from(&self.also);
                if self.asked.as_ref() != Some(&text)
                    && let Some(question) = self.prompt.question(cx.shared, &text)
                {
                    self.asked = Some(text);
                    cx.say(question);
                } else if self.prompt.commit(cx, &text) == Outcome::Taken {
                    return Flow::Close;
                }
            }
            _ => {}
        }
        Flow::Stay
    }

    fn save(&self, cx: &mut Cx<'_>) {
        if self.prompt.save(cx, self.line.text()) == Handled::No {
            cx.say(Notice::info("notice-nothing-to-save"));
        }
    }

    pub(super) fn paste(&mut self, cx: &mut Cx<'_>, text: &str) -> Handled {
        if self.prompt.keeps_breaks() {
            cx.paste_into(&mut self.line, text);
        } else {
            cx.paste_into(&mut self.line, &joined_lines(text, self.prompt.between_lines()));
        }
        self.prompt.typed(cx, self.line.text());
        Handled::Yes
    }

    /// Takes a text from an external editor.
    pub(super) fn take_text(&mut self, cx: &mut Cx<'_>, text: &str) -> Room {
        let room = self.line.take_text(text);
        self.selected = false;
        self.prompt.typed(cx, self.line.text());
        room
    }

    pub(super) fn has_draft(&self) -> bool {
        self.line.is_edited()
    }
}

/// A text without its line breaks: only notes keep them, because in other cells a line is a value of its own.
pub(super) fn in_one_line(text: &str) -> String {
    joined_lines(text, " ")
}

/// The lines of a text with a sign between them.
fn joined_lines(text: &str, sign: &str) -> String {
    let lines = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(sign)
}

/// Whether a row of the outline is a measure's and has one value, as a prompt for one needs it; says why not.
fn admits_one_value(cx: &mut Cx<'_>, row: OutlineRow) -> bool {
    let Some(plan) = &cx.shared.plan else { return false };
    let refusal = if plan.node(row.node).is_none_or(|node| node.level != Level::Measure) {
        Refusal::NotAMeasure
    } else if row.indicator.is_none() && plan.indicators(row.node).nth(1).is_some() {
        Refusal::SeveralIndicators
    } else {
        return true;
    };
    cx.say(Notice::from(&refusal));
    false
}
