//! Records: what one person can edit on its own. All belong to one plan.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{
    id::{DoubtId, EvidenceId, IndicatorId, NodeId, PerformerId, RoleId},
    order::Order,
    quarter::{Quarter, Span},
    term::Term,
    value::{Aggregation, Comparator, Fact, Number, Target},
};

pub use super::{
    acceptance::{Acceptance, AcceptedFigures, AcceptedPart, FindingKind},
    closing::{Closing, ClosingStep, Role, RoleKind, Stage},
    decision::{Decision, Outcome},
    flag::Flag,
    header::{Header, Signature},
};

/// The name of a record within its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKey {
    /// The plan's header.
    Header,
    /// A performer.
    Performer(PerformerId),
    /// A goal, task, subtask or measure.
    Node(NodeId),
    /// An indicator.
    Indicator(IndicatorId),
    /// A target of an indicator for a span of quarters, for a performer or the total.
    Target(IndicatorId, Span, Option<PerformerId>),
    /// A fact of an indicator in a quarter, for a performer or the total.
    Fact(IndicatorId, Quarter, Option<PerformerId>),
    /// A piece of evidence.
    Evidence(EvidenceId),
    /// A doubt.
    Doubt(DoubtId),
    /// A finding that was accepted with a reason.
    Accepted(FindingKind, Subject, Quarter),
    /// The lock of a quarter.
    Closing(Quarter),
    /// The decision about a debt, by what owes it and the quarter it was due in.
    Decision(Subject, Quarter),
    /// The role of a user or a group.
    Role(RoleId),
    /// The mark for follow-up on facts of a quarter.
    Flag(Subject, Quarter),
}

/// A record's content. It is shared: a plan, the copies of a plan and the changes that made it hold the same one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// See [`RecordKey::Header`].
    Header(Arc<Header>),
    /// See [`RecordKey::Performer`].
    Performer(Arc<Performer>),
    /// See [`RecordKey::Node`].
    Node(Arc<Node>),
    /// See [`RecordKey::Indicator`].
    Indicator(Arc<Indicator>),
    /// See [`RecordKey::Target`].
    Target(Arc<Target>),
    /// See [`RecordKey::Fact`].
    Fact(Arc<Fact>),
    /// See [`RecordKey::Evidence`].
    Evidence(Arc<Evidence>),
    /// See [`RecordKey::Doubt`].
    Doubt(Arc<Doubt>),
    /// See [`RecordKey::Accepted`].
    Accepted(Arc<Acceptance>),
    /// See [`RecordKey::Closing`].
    Closing(Arc<Closing>),
    /// See [`RecordKey::Decision`].
    Decision(Arc<Decision>),
    /// See [`RecordKey::Role`].
    Role(Arc<Role>),
    /// See [`RecordKey::Flag`].
    Flag(Arc<Flag>),
}

macro_rules! from_content {
    ($($kind:ident: $content:ty),* $(,)?) => {$(
        impl From<$content> for Record {
            fn from(content: $content) -> Self {
                Self::$kind(Arc::new(content))
            }
        }

        impl From<Arc<$content>> for Record {
            fn from(content: Arc<$content>) -> Self {
                Self::$kind(content)
            }
        }
    )*};
}

from_content! {
    Header: Header,
    Performer: Performer,
    Node: Node,
    Indicator: Indicator,
    Target: Target,
    Fact: Fact,
    Evidence: Evidence,
    Doubt: Doubt,
    Accepted: Acceptance,
    Closing: Closing,
    Decision: Decision,
    Role: Role,
    Flag: Flag,
}

/// A unit or person who carries out measures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Performer {
    /// The spelling that is shown.
    pub name: String,
    /// Other spellings.
    pub variants: Vec<String>,
    /// Similar names that belong to other performers, as a person decided.
    pub others: Vec<String>,
}

impl Performer {
    /// Whether somebody decided, at either of the two, that these performers are different.
    pub fn is_told_from(&self, other: &Self) -> bool {
        self.others.contains(&other.name) || other.others.contains(&self.name)
    }
}

/// A level of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Ціль, напрям, розділ.
    Goal,
    /// Завдання, очікуваний результат, підрозділ.
    Task,
    /// Підзавдання.
    Subtask,
    /// Захід.
    Measure,
}

impl Level {
    /// All levels from the top.
    pub const ALL: [Self; 4] = [Self::Goal, Self::Task, Self::Subtask, Self::Measure];

    /// Whether a node of this level may be under one of the other (levels may be missing).
    pub fn fits_under(self, parent: Option<Self>) -> bool {
        parent.is_none_or(|parent| parent < self)
    }
}

/// A performer named by a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PerformerRef {
    /// Who.
    pub id: PerformerId,
    /// «за згодою».
    pub by_consent: bool,
}

/// A goal, task, subtask or measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its level.
    pub level: Level,
    /// The node above; none at the top.
    pub parent: Option<NodeId>,
    /// Its place among its siblings.
    pub order: Order,
    /// The printed number, none where the document has none.
    pub code: Option<String>,
    /// Its name.
    pub title: String,
    /// Aim and main result (мета та основний результат).
    pub objective: Option<String>,
    /// Who carries it out.
    pub performers: Vec<PerformerRef>,
    /// When it is due.
    pub term: Option<Term>,
    /// Indicators of other measures that are shared with this one.
    pub shares: Vec<IndicatorId>,
    /// Where it was read.
    pub source: Option<Source>,
}

/// What a measure is assessed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Its measure.
    pub measure: NodeId,
    /// Its place among the measure's indicators.
    pub order: Order,
    /// Its name; empty for an unnamed deed.
    pub name: String,
    /// %, грн, заходів; none where the document does not say.
    pub unit: Option<String>,
    /// How fact and target are compared.
    pub comparator: Comparator,
    /// How facts of several quarters are aggregated.
    pub aggregation: Aggregation,
    /// How targets of several quarters are aggregated; as `aggregation` where none.
    pub target_aggregation: Option<Aggregation>,
    /// The value before the plan began.
    pub baseline: Option<Number>,
    /// False for a row that is a control sum of others.
    pub counts: bool,
    /// Definition, source of data and the like, by key.
    pub about: BTreeMap<String, String>,
    /// Where it was read.
    pub source: Option<Source>,
}

/// How much a piece of evidence counts for a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EvidenceLink {
    /// The measure it serves.
    pub measure: NodeId,
    /// How many; the number of its dates where none.
    pub count: Option<u32>,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The quarter whose report it belongs to.
    pub quarter: Option<Quarter>,
    /// Its place among the others.
    pub order: Order,
    /// Who did it; the organisation itself where none.
    pub performer: Option<PerformerId>,
    /// The day or days; none for an undated item.
    pub dates: Vec<Date>,
    /// Where.
    pub place: Option<String>,
    /// What happened, as written.
    pub text: String,
    /// The links to its measures, first the one it belongs to; never empty.
    pub links: Vec<EvidenceLink>,
    /// A file name or an address.
    pub link: Option<String>,
    /// Where it was read.
    pub source: Option<Source>,
}

impl Evidence {
    /// The count for one of its measures.
    pub fn count_for(&self, measure: NodeId) -> u32 {
        let dates = u32::try_from(self.dates.len()).unwrap_or(u32::MAX);
        self.links.iter().find(|l| l.measure == measure).map_or(0, |l| l.count.unwrap_or(dates))
    }

    /// The quarter it is reported in: its own, else the quarter of its first date.
    pub fn reported_in(&self) -> Option<Quarter> {
        self.quarter.or_else(|| self.dates.first().map(|day| Quarter::of(*day)))
    }
}

/// A place in an imported file. Counts begin with 1; fields that a format does not have are none.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Source {
    /// The file's name without its directory, shared by everything that was read from it.
    pub file: Arc<str>,
    /// The table, or the sheet.
    pub table: Option<u32>,
    /// The row.
    pub row: Option<u32>,
    /// The column.
    pub column: Option<u32>,
    /// The line of a text, or the paragraph within a cell.
    pub line: Option<u32>,
}

/// What an import could not read with certainty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What it is about.
    pub subject: Subject,
    /// What kind of doubt it is.
    pub kind: DoubtKind,
    /// Where it was read.
    pub place: Source,
    /// The original text.
    pub text: String,
    /// The chosen reading.
    pub reading: String,
    /// The other readings.
    pub alternatives: Vec<String>,
    /// The reading that a person settled on.
    pub settled: Option<String>,
}

/// The subject of a doubt or a finding: a node, an indicator or the plan as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The plan.
    Plan,
    /// A node.
    Node(NodeId),
    /// An indicator.
    Indicator(IndicatorId),
}

/// Kinds of doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DoubtKind {
    /// A reading of damaged or unclear text.
    Reading,
    /// A label with damaged letters.
    DamagedLabel,
    /// Cells that are not under their column headings.
    ShiftedColumns,
    /// A value without an indicator.
    LooseValue,
    /// One cell for several measures.
    SharedCell,
    /// A measure whose number belongs under another parent.
    MisplacedNumber,
    /// A code that is missing in a sequence, or a parent without a row of its own.
    MissingNumber,
    /// A code that occurs twice.
    RepeatedNumber,
    /// A date that contradicts another or does not exist.
    Date,
    /// A target in words that are not among the known conditions.
    UnknownCondition,
    /// A quarter that the document does not name.
    Quarter,
    /// Latin letters inside Cyrillic words.
    LookAlikes,
    /// Text that has no place in the plan.
    LeftOver,
    /// Two documents, or two performers, report different values of the same thing.
    BothClaim,
    /// A measure that a document no longer contains, though something was reported about it.
    Withdrawn,
    /// The aggregation of a percentage, where the document does not say it.
    Aggregation,
    /// Formatting that changes the text: struck out, raised, or a tracked change.
    Formatting,
    /// A row or column that the file does not show.
    Hidden,
}

impl DoubtKind {
    /// Its word in JSON: `damaged_label`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::DamagedLabel => "damaged_label",
            Self::ShiftedColumns => "shifted_columns",
            Self::LooseValue => "loose_value",
            Self::SharedCell => "shared_cell",
            Self::MisplacedNumber => "misplaced_number",
            Self::MissingNumber => "missing_number",
            Self::RepeatedNumber => "repeated_number",
            Self::Date => "date",
            Self::UnknownCondition => "unknown_condition",
            Self::Quarter => "quarter",
            Self::LookAlikes => "look_alikes",
            Self::LeftOver => "left_over",
            Self::BothClaim => "both_claim",
            Self::Withdrawn => "withdrawn",
            Self::Aggregation => "aggregation",
            Self::Formatting => "formatting",
            Self::Hidden => "hidden",
        }
    }
}
