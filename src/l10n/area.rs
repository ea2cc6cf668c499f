//! The message files: each area is one file per language, and the first word of a message id names its area.

use super::Language;

/// A message file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Area {
    /// Actions, contexts, and faults of a keymap.
    Actions,
    /// The vocabulary: statuses, levels, kinds, counted things, months.
    Status,
    /// The screens.
    Screens,
    /// The dashboard.
    Dashboard,
    /// The command line.
    Cli,
    /// The dialogue of lines.
    Plain,
    /// What went wrong, and what to do.
    Errors,
    /// History lines and findings.
    Changes,
    /// Damaged data, backups and restores.
    Trust,
    /// Plans on a server.
    Server,
}

/// The first words of ids, by area. An id with any other first word belongs to the screens.
const FIRST_WORDS: [(Area, &[&str]); 9] = [
    (Area::Actions, &["action", "context", "keymap"]),
    (
        Area::Status,
        &[
            "status",
            "level",
            "term",
            "comparator",
            "aggregation",
            "count",
            "doubt",
            "month",
            "of",
            "debt",
            "pace",
            "role",
        ],
    ),
    (Area::Dashboard, &["dash"]),
    (Area::Cli, &["cli"]),
    (Area::Plain, &["plain"]),
    (Area::Errors, &["store", "commit", "exchange", "refusal", "entry", "error"]),
    (Area::Changes, &["change", "finding", "stage"]),
    (Area::Trust, &["harm", "lost", "trust"]),
    (Area::Server, &["server"]),
];

impl Area {
    /// Every message file.
    pub(super) const ALL: [Self; 10] = [
        Self::Actions,
        Self::Status,
        Self::Screens,
        Self::Dashboard,
        Self::Cli,
        Self::Plain,
        Self::Errors,
        Self::Changes,
        Self::Trust,
        Self::Server,
    ];

    /// The area of an id.
    pub(super) fn of(id: &str) -> Self {
        let first = id.split('-').next().unwrap_or(id);
        FIRST_WORDS.iter().find(|(_, words)| words.contains(&first)).map_or(Self::Screens, |(area, _)| *area)
    }

    /// The text of the area's file in a language.
    pub(super) const fn source(self, language: Language) -> &'static str {
        macro_rules! file {
            ($name:literal) => {
                match language {
                    Language::Uk => include_str!(concat!("uk/", $name, ".ftl")),
                    Language::En => include_str!(concat!("en/", $name, ".ftl")),
                }
            };
        }
        match self {
            Self::Actions => file!("actions"),
            Self::Status => file!("status"),
            Self::Screens => file!("screens"),
            Self::Dashboard => file!("dashboard"),
            Self::Cli => file!("cli"),
            Self::Plain => file!("plain"),
            Self::Errors => file!("errors"),
            Self::Changes => file!("changes"),
            Self::Trust => file!("trust"),
            Self::Server => file!("server"),
        }
    }
}
