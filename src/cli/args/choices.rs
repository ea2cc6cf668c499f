//! Values of options that several commands have.

use clap::ValueEnum;

/// How lists are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// One line for each row, fields separated by tabs.
    Plain,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// For pages and messages.
    Markdown,
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
