//! The contents of a form's columns, with their names in the file of a form.

use serde::{Deserialize, Serialize};

use crate::domain::Level;

/// The content of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    /// A number that counts rows. It is never a code, because offices restart or continue it as they like.
    Ordinal,
    /// The code of a measure, where it has a column.
    Code,
    /// A goal, where it has a column.
    Goal,
    /// A task.
    Task,
    /// A subtask.
    Subtask,
    /// Aim and main result.
    Objective,
    /// A measure, with its events listed below it.
    Measure,
    /// An indicator's name.
    Indicator,
    /// Who carries it out.
    Performers,
    /// When it is due.
    Term,
    /// The target of an indicator.
    Target,
    /// The fact of an indicator.
    Fact,
    /// Why it fell short.
    Note,
    /// The unit of an indicator.
    Unit,
    /// The value of an indicator before the plan.
    Baseline,
    /// The fact in percent of the target, which is checked against both.
    Share,
    /// Whether a measure was carried out, in words.
    Mark,
    /// A column that a person excluded from the plan.
    Nothing,
}

impl Holds {
    /// All contents.
    pub const ALL: [Self; 17] = [
        Self::Ordinal,
        Self::Code,
        Self::Goal,
        Self::Task,
        Self::Subtask,
        Self::Objective,
        Self::Measure,
        Self::Indicator,
        Self::Performers,
        Self::Term,
        Self::Target,
        Self::Fact,
        Self::Note,
        Self::Unit,
        Self::Baseline,
        Self::Share,
        Self::Mark,
    ];

    /// Whether a table may have several columns with this content, each for another period.
    pub const fn is_timed(self) -> bool {
        matches!(self, Self::Target | Self::Fact | Self::Note)
    }

    /// Its name in a form's file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ordinal => "ordinal",
            Self::Code => "code",
            Self::Goal => "goal",
            Self::Task => "task",
            Self::Subtask => "subtask",
            Self::Objective => "objective",
            Self::Measure => "measure",
            Self::Indicator => "indicator",
            Self::Performers => "performers",
            Self::Term => "term",
            Self::Target => "target",
            Self::Fact => "fact",
            Self::Note => "note",
            Self::Unit => "unit",
            Self::Baseline => "baseline",
            Self::Share => "share",
            Self::Mark => "mark",
            Self::Nothing => "nothing",
        }
    }

    /// The content with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|holds| holds.name() == name)
    }

    /// The level whose nodes are in the column.
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Goal => Some(Level::Goal),
            Self::Task => Some(Level::Task),
            Self::Subtask => Some(Level::Subtask),
            Self::Measure => Some(Level::Measure),
            _ => None,
        }
    }
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "Level", rename_all = "lowercase")]
pub(super) enum LevelName {
    Goal,
    Task,
    Subtask,
    Measure,
}
