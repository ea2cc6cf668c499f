//! Which screens there are.

/// The screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The plans of the workspace.
    Plans,
    /// The outline of a plan.
    Outline,
    /// Quick fact entry.
    Facts,
    /// The grid of targets by quarters.
    Targets,
    /// The dashboard: plan against fact.
    Dashboard,
    /// The figures, one table at a time.
    Figures,
    /// The evidence of the quarter.
    Evidence,
    /// Findings and doubts of the quarter.
    Findings,
    /// Debts: targets that were missed.
    Debts,
    /// The performers, and how much each owes.
    Performers,
    /// The history of a value or a plan.
    History,
    /// The timeline: every change of the plan, and the branches of what was undone.
    Timeline,
    /// The preview of an import.
    Import,
    /// The preview of the report.
    Report,
    /// The columns of a new form.
    Learn,
}

impl Screen {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Plans,
        Self::Outline,
        Self::Facts,
        Self::Targets,
        Self::Dashboard,
        Self::Figures,
        Self::Evidence,
        Self::Findings,
        Self::Debts,
        Self::Performers,
        Self::History,
        Self::Timeline,
        Self::Import,
        Self::Report,
        Self::Learn,
    ];

    /// The message id of its title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Plans => "screen-plans",
            Self::Outline => "screen-outline",
            Self::Facts => "screen-facts",
            Self::Targets => "screen-targets",
            Self::Dashboard => "screen-dashboard",
            Self::Figures => "screen-figures",
            Self::Evidence => "screen-evidence",
            Self::Findings => "screen-findings",
            Self::Debts => "screen-debts",
            Self::Performers => "screen-performers",
            Self::History => "screen-history",
            Self::Timeline => "screen-timeline",
            Self::Import => "screen-import",
            Self::Report => "screen-report",
            Self::Learn => "screen-learn",
        }
    }
}
