//! The contexts of the keymap files, in which keys are looked up, and sets of them.

/// One table of a keymap file. A key is looked up in the context it is pressed in, then in `Global`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Context {
    /// Keys of every screen.
    Global,
    /// The list of plans.
    Plans,
    /// The outline of one plan.
    Outline,
    /// Quick fact entry, moving from cell to cell.
    Grid,
    /// The grid of targets, moving from cell to cell.
    Targets,
    /// Typing a value into a cell.
    Cell,
    /// One line of text: titles, notes, the search.
    Text,
    /// A long list that is filtered by typing.
    Picker,
    /// A short list in which digits choose.
    Choice,
    /// A confirmation of an action that undo cannot revert.
    Confirm,
    /// The dashboard.
    Dashboard,
    /// The log of evidence.
    Evidence,
    /// Findings and doubts.
    Findings,
    /// Debts.
    Debts,
    /// Performers.
    Performers,
    /// The history of a value.
    History,
    /// The changes of a plan with the branches of undo.
    Timeline,
    /// The preview of an import.
    Import,
    /// The preview of a report.
    Report,
    /// The columns of a new form.
    Learn,
    /// The help screen.
    Help,
}

impl Context {
    /// Every context, in the order in which help lists them.
    pub const ALL: [Self; 21] = [
        Self::Global,
        Self::Plans,
        Self::Outline,
        Self::Grid,
        Self::Targets,
        Self::Cell,
        Self::Text,
        Self::Picker,
        Self::Choice,
        Self::Confirm,
        Self::Dashboard,
        Self::Evidence,
        Self::Findings,
        Self::Debts,
        Self::Performers,
        Self::History,
        Self::Timeline,
        Self::Import,
        Self::Report,
        Self::Learn,
        Self::Help,
    ];

    /// The name of its table in a keymap file.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Plans => "plans",
            Self::Outline => "outline",
            Self::Grid => "grid",
            Self::Targets => "targets",
            Self::Cell => "cell",
            Self::Text => "text",
            Self::Picker => "picker",
            Self::Choice => "choice",
            Self::Confirm => "confirm",
            Self::Dashboard => "dashboard",
            Self::Evidence => "evidence",
            Self::Findings => "findings",
            Self::Debts => "debts",
            Self::Performers => "performers",
            Self::History => "history",
            Self::Timeline => "timeline",
            Self::Import => "import",
            Self::Report => "report",
            Self::Learn => "learn",
            Self::Help => "help",
        }
    }

    /// The message that names it as a heading of the help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Global => "context-global",
            Self::Plans => "context-plans",
            Self::Outline => "context-outline",
            Self::Grid => "context-grid",
            Self::Targets => "context-targets",
            Self::Cell => "context-cell",
            Self::Text => "context-text",
            Self::Picker => "context-picker",
            Self::Choice => "context-choice",
            Self::Confirm => "context-confirm",
            Self::Dashboard => "context-dashboard",
            Self::Evidence => "context-evidence",
            Self::Findings => "context-findings",
            Self::Debts => "context-debts",
            Self::Performers => "context-performers",
            Self::History => "context-history",
            Self::Timeline => "context-timeline",
            Self::Import => "context-import",
            Self::Report => "context-report",
            Self::Learn => "context-learn",
            Self::Help => "context-help",
        }
    }

    /// The context with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|context| context.id() == id)
    }

    /// Whether printable keys are text here: they are not translated from another layout, and no printable key of
    /// `global` applies.
    pub const fn is_typing(self) -> bool {
        matches!(self, Self::Cell | Self::Text | Self::Picker)
    }
}

/// A set of contexts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Contexts(pub(super) u32);

impl Contexts {
    /// Actions with this context may be bound in the `global` table and then work in their other contexts.
    pub const GLOBAL: Self = Self::of(Context::Global);
    /// The list of plans.
    pub const PLANS: Self = Self::of(Context::Plans);
    /// The outline.
    pub const OUTLINE: Self = Self::of(Context::Outline);
    /// Quick fact entry.
    pub const GRID: Self = Self::of(Context::Grid);
    /// The grid of targets.
    pub const TARGETS: Self = Self::of(Context::Targets);
    /// A value being typed.
    pub const CELL: Self = Self::of(Context::Cell);
    /// A line being typed.
    pub const TEXT: Self = Self::of(Context::Text);
    /// The picker.
    pub const PICKER: Self = Self::of(Context::Picker);
    /// The short list.
    pub const CHOICE: Self = Self::of(Context::Choice);
    /// The confirmation.
    pub const CONFIRM: Self = Self::of(Context::Confirm);
    /// The dashboard.
    pub const DASHBOARD: Self = Self::of(Context::Dashboard);
    /// The log of evidence.
    pub const EVIDENCE: Self = Self::of(Context::Evidence);
    /// Findings and doubts.
    pub const FINDINGS: Self = Self::of(Context::Findings);
    /// Debts.
    pub const DEBTS: Self = Self::of(Context::Debts);
    /// Performers.
    pub const PERFORMERS: Self = Self::of(Context::Performers);
    /// The history of a value.
    pub const HISTORY: Self = Self::of(Context::History);
    /// The changes of a plan with the branches of undo.
    pub const TIMELINE: Self = Self::of(Context::Timeline);
    /// The preview of an import.
    pub const IMPORT: Self = Self::of(Context::Import);
    /// The preview of a report.
    pub const REPORT: Self = Self::of(Context::Report);
    /// The columns of a new form.
    pub const LEARN: Self = Self::of(Context::Learn);
    /// The help screen.
    pub const HELP: Self = Self::of(Context::Help);
    /// The screens, without the layers over them.
    pub const SCREENS: Self = Self::PLANS
        .and(Self::OUTLINE)
        .and(Self::GRID)
        .and(Self::TARGETS)
        .and(Self::DASHBOARD)
        .and(Self::EVIDENCE)
        .and(Self::FINDINGS)
        .and(Self::DEBTS)
        .and(Self::PERFORMERS)
        .and(Self::HISTORY)
        .and(Self::TIMELINE)
        .and(Self::REPORT);
    /// Contexts that scroll line by line and page by page.
    pub const LISTS: Self = Self::SCREENS.and(Self::IMPORT).and(Self::LEARN).and(Self::HELP);
    /// All of them.
    pub const EVERYWHERE: Self = Self((1 << Context::ALL.len()) - 1);

    /// The set of one.
    pub const fn of(context: Context) -> Self {
        Self(1 << context as u32)
    }

    /// Both sets together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `context` is one of them.
    pub const fn has(self, context: Context) -> bool {
        self.0 & Self::of(context).0 != 0
    }
}
