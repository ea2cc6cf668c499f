//! A draft: a plan as a document or an exchange file gives it, before it becomes records.
//!
//! Performers and evidence are given by name and text; [`super::Command::Import`] turns the draft into one change.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    id::{DoubtId, EvidenceId, IndicatorId, NodeId, PerformerId, PlanId, RoleId},
    quarter::{Quarter, Span},
    record::{
        Acceptance, Closing, Decision, DoubtKind, FindingKind, Flag, Level, Performer, RoleKind, Signature,
        Source,
    },
    term::Term,
    value::{Aggregation, Comparator, FactValue, Number, Target},
};

/// A plan read from a source outside. It has ids where the source has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The plan's identity.
    pub id: Option<PlanId>,
    /// The plan's name in commands.
    pub slug: Option<String>,
    /// The title as printed.
    pub title: String,
    /// The organisation that the plan belongs to.
    pub organisation: String,
    /// The organisation in the genitive, where it is given.
    pub organisation_genitive: Option<String>,
    /// First to last quarter.
    pub period: Span,
    /// The form it was imported with.
    pub form: Option<String>,
    /// Paragraphs above the table that are neither title nor approval.
    pub preamble: Vec<String>,
    /// The approval block.
    pub approval: Option<Signature>,
    /// The signatures under the table.
    pub signatures: Vec<Signature>,
    /// The nodes at the top, mostly goals.
    pub outline: Vec<DraftNode>,
    /// What could not be read with certainty.
    pub doubts: Vec<DraftDoubt>,
    /// The month in which the plan's year starts; 1 by default.
    pub year_start: i8,
    /// Put away.
    pub archived: bool,
    /// Performers with their identities and spellings, where the source keeps a list of them.
    pub performers: Vec<(Option<PerformerId>, Performer)>,
    /// Findings that were accepted.
    pub accepted: Vec<DraftAcceptance>,
    /// Quarters that are closed.
    pub closings: Vec<(Quarter, Closing)>,
    /// Decisions about debts.
    pub decisions: Vec<DraftDecision>,
    /// Who may do what.
    pub roles: Vec<DraftRole>,
    /// What is marked for follow-up.
    pub flags: Vec<DraftFlag>,
}

impl Draft {
    /// A draft that has only a period.
    pub const fn new(period: Span) -> Self {
        Self {
            id: None,
            slug: None,
            title: String::new(),
            organisation: String::new(),
            organisation_genitive: None,
            period,
            form: None,
            preamble: Vec::new(),
            approval: None,
            signatures: Vec::new(),
            outline: Vec::new(),
            doubts: Vec::new(),
            year_start: 1,
            archived: false,
            performers: Vec::new(),
            accepted: Vec::new(),
            closings: Vec::new(),
            decisions: Vec::new(),
            roles: Vec::new(),
            flags: Vec::new(),
        }
    }
}

/// A goal, task, subtask or measure of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftNode {
    /// Its identity.
    pub id: Option<NodeId>,
    /// Its level.
    pub level: Level,
    /// The printed number.
    pub code: Option<String>,
    /// Its name.
    pub title: String,
    /// Aim and main result.
    pub objective: Option<String>,
    /// Who carries it out.
    pub performers: Vec<DraftPerformer>,
    /// When it is due.
    pub term: Option<Term>,
    /// Indicators of other measures that serve this one too.
    pub shares: Vec<DraftShare>,
    /// Its indicators.
    pub indicators: Vec<DraftIndicator>,
    /// What happened.
    pub evidence: Vec<DraftEvidence>,
    /// The nodes under it.
    pub children: Vec<DraftNode>,
    /// Where it was read.
    pub source: Option<Source>,
}

impl DraftNode {
    /// A node that has only a level and a title.
    pub fn new(level: Level, code: Option<String>, title: impl Into<String>) -> Self {
        Self {
            id: None,
            level,
            code,
            title: title.into(),
            objective: None,
            performers: Vec::new(),
            term: None,
            shares: Vec::new(),
            indicators: Vec::new(),
            evidence: Vec::new(),
            children: Vec::new(),
            source: None,
        }
    }
}

/// A performer as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPerformer {
    /// The spelling.
    pub name: String,
    /// «за згодою».
    pub by_consent: bool,
}

/// An indicator that serves a second measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftShare {
    /// By the id that the indicator has in the same draft.
    Id(IndicatorId),
    /// By the index path of its measure in the outline, and by its index in the measure.
    At(Vec<usize>, usize),
}

/// An indicator of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftIndicator {
    /// Its identity.
    pub id: Option<IndicatorId>,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: Option<String>,
    /// How fact and target are compared.
    pub comparator: Comparator,
    /// How facts of several quarters are aggregated.
    pub aggregation: Aggregation,
    /// How targets of several quarters are aggregated.
    pub target_aggregation: Option<Aggregation>,
    /// The value before the plan began.
    pub baseline: Option<Number>,
    /// False for a control sum.
    pub counts: bool,
    /// Definition, source and the like.
    pub about: BTreeMap<String, String>,
    /// Targets and facts.
    pub values: Vec<DraftValue>,
    /// Where it was read.
    pub source: Option<Source>,
}

impl DraftIndicator {
    /// An indicator that has only a name.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            id: None,
            name: name.into(),
            unit: None,
            comparator: Comparator::default(),
            aggregation: Aggregation::default(),
            target_aggregation: None,
            baseline: None,
            counts: true,
            about: BTreeMap::new(),
            values: Vec::new(),
            source: None,
        }
    }
}

/// Target and fact of an indicator for a span of quarters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftValue {
    /// The span. A value over several quarters has no fact.
    pub span: Span,
    /// The performer whose part it is; none for the total.
    pub performer: Option<String>,
    /// The target.
    pub target: Option<Target>,
    /// The fact: its meaning and its wording.
    pub fact: Option<(FactValue, String)>,
    /// The note.
    pub note: String,
    /// Where the fact was read.
    pub source: Option<Source>,
}

impl DraftValue {
    /// A value without target and fact.
    pub const fn new(span: Span, performer: Option<String>) -> Self {
        Self { span, performer, target: None, fact: None, note: String::new(), source: None }
    }

    /// Whether it has a target or a fact.
    pub const fn has_figure(&self) -> bool {
        self.target.is_some() || self.fact.is_some()
    }

    /// Whether it has no target, no fact and no note, so that it need not be kept.
    pub const fn is_blank(&self) -> bool {
        !self.has_figure() && self.note.is_empty()
    }
}

/// A piece of evidence of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DraftEvidence {
    /// Its identity: the same under each measure it serves.
    pub id: Option<EvidenceId>,
    /// The quarter it is reported in; needed where it has no date.
    pub quarter: Option<Quarter>,
    /// Who did it.
    pub performer: Option<String>,
    /// The day or days.
    pub dates: Vec<Date>,
    /// Where.
    pub place: Option<String>,
    /// What happened.
    pub text: String,
    /// The count for this measure; the number of its dates where none.
    pub count: Option<u32>,
    /// A file name or an address.
    pub link: Option<String>,
    /// Where it was read.
    pub source: Option<Source>,
}

/// What a doubt of a draft is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftSubject {
    /// The plan.
    Plan,
    /// The node at an index path in the outline.
    Node(Vec<usize>),
    /// An indicator of the measure at an index path.
    Indicator(Vec<usize>, usize),
}

/// A doubt of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftDoubt {
    /// Its identity.
    pub id: Option<DoubtId>,
    /// What it is about.
    pub subject: DraftSubject,
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

/// A finding that was accepted, in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftAcceptance {
    /// Which finding.
    pub kind: FindingKind,
    /// What it is about.
    pub subject: DraftSubject,
    /// Its quarter.
    pub quarter: Quarter,
    /// Why, by whom and when.
    pub acceptance: Acceptance,
}

/// A decision about a debt, in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftDecision {
    /// What owes the debt.
    pub subject: DraftSubject,
    /// The quarter it was due in.
    pub quarter: Quarter,
    /// The decision.
    pub decision: Decision,
}

/// A mark for follow-up, in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFlag {
    /// What is marked.
    pub subject: DraftSubject,
    /// Its quarter.
    pub quarter: Quarter,
    /// By whom and when.
    pub flag: Flag,
}

/// A role, in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRole {
    /// Its identity.
    pub id: Option<RoleId>,
    /// The user's name, or a group's with `@` before it.
    pub who: String,
    /// What they may do.
    pub kind: RoleKind,
    /// The performer whose values they may enter, in any spelling.
    pub performer: Option<String>,
}
