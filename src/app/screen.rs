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
    /// What is planned, by quarters.
    Targets,
    /// Plan against fact.
    Dashboard,
    /// The figures, one table at a time.
    Figures,
    /// What happened in the quarter.
    Evidence,
    /// What a person ought to look at in the quarter.
    Findings,
    /// What was not done in time.
    Debts,
    /// Who carries measures out, and how much each owes.
    Performers,
    /// Who changed what stands at an address, and when.
    History,
    /// Every change of the plan, and the branches of what was undone.
    Timeline,
    /// What a document says, before it is accepted.
    Import,
    /// The report, before it is written.
    Report,
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
    ];

    /// The message with its title.
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
        }
    }
}
