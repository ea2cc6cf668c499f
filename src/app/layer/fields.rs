//! A form of several labelled lines with one caret.

use crate::{
    app::{Cx, Handled, layer::Flow, line::Line, list::Direction},
    keymap::Action,
};

/// What Enter does in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Enter {
    /// Goes to the next field; in the last one commits the form.
    Next,
    /// Commits the form.
    Commit,
}

/// The lines of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The message ids of the labels, and the lines.
    pub list: Vec<(&'static str, Line)>,
    /// The field with the caret.
    pub at: usize,
    edited: bool,
}

impl Fields {
    /// Fields with these texts; the caret is in the first one.
    pub fn new(texts: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let list = texts.into_iter().map(|(label, text)| (label, Line::new(text))).collect();
        Self { list, at: 0, edited: false }
    }

    /// The trimmed text of a field; empty where there is no such field.
    pub fn text(&self, label: &str) -> String {
        let field = self.list.iter().find(|(name, _)| *name == label);
        field.map(|(_, line)| crate::text::normal::squeeze(line.text())).unwrap_or_default()
    }

    /// Whether the user edited a field whose label begins with this text.
    pub fn is_edited_in(&self, labels: &str) -> bool {
        self.list.iter().any(|(label, line)| label.starts_with(labels) && line.is_edited())
    }

    /// Whether the user edited anything.
    pub const fn is_edited(&self) -> bool {
        self.edited
    }

    /// Edits the field with the caret, or goes to another field.
    fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Handled {
        let last = self.list.len().saturating_sub(1);
        match action {
            Action::Up if self.by_row(Direction::Back) == Handled::Yes => {}
            Action::Down if self.by_row(Direction::Forward) == Handled::Yes => {}
            Action::Complete | Action::Down => self.at = if self.at == last { 0 } else { self.at + 1 },
            Action::Up => self.at = self.at.checked_sub(1).unwrap_or(last),
            _ => {
                let Some((_, line)) = self.list.get_mut(self.at) else { return Handled::No };
                if action == Action::InsertChar {
                    cx.type_into(line);
                } else if line.act(action, &mut cx.shared.yank) == Handled::No {
                    return Handled::No;
                }
                self.edited = true;
            }
        }
        Handled::Yes
    }

    /// Moves the caret one row up or down within its field, if there is such a row.
    fn by_row(&mut self, direction: Direction) -> Handled {
        self.line_mut().map_or(Handled::No, |line| line.by_row(direction))
    }

    /// Handles a key of the form; none when the form is to be committed.
    pub(super) fn step(&mut self, cx: &mut Cx<'_>, action: Action, enter: Enter) -> Option<Flow> {
        if self.act(cx, action) == Handled::Yes {
            return Some(Flow::Stay);
        }
        match action {
            Action::CancelText | Action::Cancel => Some(Flow::Close),
            Action::Commit if enter == Enter::Next && self.next() == Handled::Yes => Some(Flow::Stay),
            Action::Commit => None,
            _ => Some(Flow::Stay),
        }
    }

    /// The field with the caret.
    pub(super) fn line_mut(&mut self) -> Option<&mut Line> {
        self.list.get_mut(self.at).map(|(_, line)| line)
    }

    /// Records that a text was inserted from outside.
    pub(super) const fn note_edited(&mut self) {
        self.edited = true;
    }

    pub(super) fn paste(&mut self, cx: &mut Cx<'_>, text: &str) {
        if let Some((_, line)) = self.list.get_mut(self.at) {
            cx.paste_into(line, text);
            self.edited = true;
        }
    }

    /// Sets the texts of the fields and the caret.
    pub(super) fn fill(&mut self, texts: &[String], at: usize) {
        for ((_, line), text) in self.list.iter_mut().zip(texts) {
            if line.text() != text {
                line.replace(text);
            }
        }
        self.at = at.min(self.list.len().saturating_sub(1));
    }

    /// Goes to the next field, where there is one.
    const fn next(&mut self) -> Handled {
        if self.at + 1 < self.list.len() {
            self.at += 1;
            return Handled::Yes;
        }
        Handled::No
    }
}
