//! Values of options that several commands have.

use clap::ValueEnum;

/// How lists are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// For screen readers and Braille displays: a line `name: value` for each field, at most 79 columns.
    Plain,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// For pages and messages.
    Markdown,
}

impl Format {
    /// Whether people read it, in their language; programs get the same in every language.
    pub const fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Plain)
    }
}

/// A shell with completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
}

/// How figures are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// By goal.
    #[default]
    Goal,
    /// By task.
    Task,
    /// By subtask.
    Subtask,
    /// By performer.
    Performer,
    /// By quarter.
    Quarter,
    /// By unit.
    Unit,
}

impl By {
    /// The word for it in JSON output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Task => "task",
            Self::Subtask => "subtask",
            Self::Performer => "performer",
            Self::Quarter => "quarter",
            Self::Unit => "unit",
        }
    }
}
