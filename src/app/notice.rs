//! Notices to the user, as data. The view puts them into words.

use crate::domain::{Change, HistoryLine, Plan, Refusal, entry::EntryFault};

/// The tone of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Information.
    Info,
    /// A warning that something was not done.
    Warning,
}

/// The content of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeText {
    /// A message and its arguments; one named `count` chooses the plural form.
    Message(&'static str, Vec<(&'static str, String)>),
    /// Why a command was refused.
    Refusal(Refusal),
    /// An entry, and why it cannot be read.
    Entry(String, EntryFault),
    /// What a change did.
    Change(Box<HistoryLine>),
    /// A text that was worded outside, such as an error of the store.
    Words(String),
}

/// A line for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The content.
    pub text: NoticeText,
    /// The tone.
    pub tone: Tone,
}

impl Notice {
    /// An information.
    pub const fn info(id: &'static str) -> Self {
        Self { text: NoticeText::Message(id, Vec::new()), tone: Tone::Info }
    }

    /// A warning.
    pub const fn warning(id: &'static str) -> Self {
        Self { text: NoticeText::Message(id, Vec::new()), tone: Tone::Warning }
    }

    /// A warning that was worded outside.
    pub const fn failed(words: String) -> Self {
        Self { text: NoticeText::Words(words), tone: Tone::Warning }
    }

    /// The warning that an entry cannot be read.
    pub fn entry(text: &str, fault: EntryFault) -> Self {
        Self { text: NoticeText::Entry(text.to_owned(), fault), tone: Tone::Warning }
    }

    /// The information about what a change did.
    pub fn change(change: &Change, plan: &Plan) -> Self {
        Self { text: NoticeText::Change(Box::new(HistoryLine::of(change, plan))), tone: Tone::Info }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        if let NoticeText::Message(_, args) = &mut self.text {
            args.push((name, value.to_string()));
        }
        self
    }

    /// Whether the notice only says that there was nothing to change.
    pub const fn is_nothing_to_do(&self) -> bool {
        matches!(self.text, NoticeText::Refusal(Refusal::NothingToDo))
    }
}

impl From<&Refusal> for Notice {
    fn from(refusal: &Refusal) -> Self {
        let tone = match refusal {
            Refusal::NothingToDo
            | Refusal::NoHistory
            | Refusal::NothingToRedo
            | Refusal::NoRoom
            | Refusal::UndoesMaking(_)
            | Refusal::DeletesAgain(_) => Tone::Info,
            _ => Tone::Warning,
        };
        Self { text: NoticeText::Refusal(refusal.clone()), tone }
    }
}
