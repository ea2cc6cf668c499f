//! Commands: one intention of a person each.

use jiff::civil::Date;

use super::{
    draft::{Draft, DraftNode},
    id::{DoubtId, EvidenceId, IndicatorId, NodeId, PerformerId},
    quarter::{Quarter, Span},
    record::{
        DoubtKind, EvidenceLink, FindingKind, Header, Level, Outcome, RoleKind, Signature, Stage, Subject,
    },
    term::Term,
    value::{Aggregation, Comparator, FactValue, Number, Target},
};

/// What a person wants done to a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Make the plan.
    CreatePlan(Header),
    /// Change fields of the header.
    EditHeader(Box<HeaderPatch>),
    /// Archive the plan, or bring it back.
    Archive(bool),
    /// Remove the plan with everything in it.
    DeletePlan,
    /// Add a node.
    AddNode {
        /// Its level.
        level: Level,
        /// Its parent; none for the top.
        parent: Option<NodeId>,
        /// Its place under the parent.
        place: SiblingPlace,
        /// Its number.
        code: Option<String>,
        /// Its name.
        title: String,
    },
    /// Change fields of a node.
    EditNode(NodeId, Box<NodePatch>),
    /// Move a node together with its descendants.
    MoveNode {
        /// Which.
        node: NodeId,
        /// The new parent; none for the top.
        parent: Option<NodeId>,
        /// The place under it.
        place: SiblingPlace,
        /// The new level, when it changes. The descendants keep theirs.
        level: Option<Level>,
    },
    /// Put copied rows with all their descendants into the plan, as new ones.
    CopyNodes {
        /// The rows, one after the other.
        nodes: Vec<DraftNode>,
        /// Their parent; none for the top.
        parent: Option<NodeId>,
        /// Their place under it.
        place: SiblingPlace,
    },
    /// Remove a node together with its descendants.
    DeleteNode(NodeId),
    /// Add an indicator at the end of a measure's list.
    AddIndicator(NodeId, Box<IndicatorFields>),
    /// Change fields of an indicator.
    EditIndicator(IndicatorId, Box<IndicatorPatch>),
    /// Remove an indicator with its targets and facts.
    DeleteIndicator(IndicatorId),
    /// Count the evidence of the indicator's measure for this indicator.
    CountEvidenceFor(IndicatorId),
    /// Set or clear a target.
    SetTarget(SetTarget),
    /// Set many targets as one intention.
    SetTargets(Vec<SetTarget>),
    /// Set or clear a fact, its note, or both.
    SetFact(SetFact),
    /// Set many facts as one intention.
    SetFacts(Vec<SetFact>),
    /// Add a piece of evidence.
    AddEvidence(Box<EvidenceFields>),
    /// Change fields of a piece of evidence.
    EditEvidence(EvidenceId, Box<EvidencePatch>),
    /// Remove a piece of evidence.
    DeleteEvidence(EvidenceId),
    /// Mark facts of a quarter for follow-up, or remove the marks.
    Flag {
        /// Measures and indicators.
        subjects: Vec<Subject>,
        /// The quarter.
        quarter: Quarter,
        /// Whether they are marked.
        on: bool,
    },
    /// Name the state that the plan is in.
    SavePoint(String),
    /// Settle a doubt on a reading, or open it again.
    SettleDoubt(DoubtId, Option<String>),
    /// Accept a finding with a reason, or withdraw the acceptance.
    AcceptFinding(FindingKind, Subject, Quarter, Option<String>),
    /// Accept several findings, each with its kind and its subject, with one reason.
    AcceptFindings(Vec<(FindingKind, Subject)>, Quarter, String),
    /// Take a quarter to another stage of its closing.
    StepClosing {
        /// The quarter.
        quarter: Quarter,
        /// The stage.
        to: Stage,
        /// The reason; required to return a quarter and to open it again.
        reason: String,
        /// The day for which open findings are looked up before a quarter is handed in.
        as_of: Date,
    },
    /// Carry or withdraw a debt, or withdraw such a decision.
    DecideDebt {
        /// The indicator or measure that owes it.
        subject: Subject,
        /// The quarter it was due in.
        quarter: Quarter,
        /// The decision; none withdraws it.
        ruling: Option<Ruling>,
    },
    /// Give a user or a group a role, or remove it.
    SetRole {
        /// The account; a group has `@` before it.
        who: String,
        /// The role; none removes it.
        kind: Option<RoleKind>,
        /// The performer whose facts and evidence the user enters; none for all of them.
        performer: Option<PerformerId>,
        /// The performer whose role is replaced; otherwise a role for one performer is added to those for others.
        instead_of: Option<PerformerId>,
    },
    /// Rename a performer; the old name stays among the spellings.
    RenamePerformer(PerformerId, String),
    /// Merge two performers: what the first has goes to the second.
    MergePerformers {
        /// The performer that is removed.
        from: PerformerId,
        /// Who stays.
        into: PerformerId,
        /// How to settle a value that both have.
        on_clash: OnClash,
    },
    /// Record that two performers with similar names are different.
    TellPerformersApart(PerformerId, PerformerId),
    /// Give some measures of a performer, with the parts and evidence there, to another one, who may be new.
    SplitPerformer {
        /// The performer who loses the measures.
        from: PerformerId,
        /// The other's name.
        name: String,
        /// Which measures.
        measures: Vec<NodeId>,
    },
    /// Import a draft: the plan becomes what the draft contains.
    Import(Box<Draft>),
    /// As [`Command::Import`], into a plan that does not exist yet: the plan of the next period, made from another.
    RollOver(Box<Draft>),
    /// Do several things as one intention, in this order.
    Several(Vec<Command>),
    /// Merge a document into the plan: what both have is matched, and what the document leaves out stays.
    Merge {
        /// The document.
        draft: Box<Draft>,
        /// The performer whose filled-in copy of the form it is: only facts, notes and evidence are imported, as
        /// this performer's part. None for a document of the whole organisation.
        performer: Option<String>,
    },
}

impl Command {
    /// The same command for another row; none where the command is not about a row.
    #[must_use]
    pub fn about(&self, subject: Subject, measure: NodeId) -> Option<Self> {
        match self {
            Self::EditNode(_, patch) => Some(Self::EditNode(measure, patch.clone())),
            Self::SetTarget(target) => Some(Self::SetTarget(SetTarget { subject, ..target.clone() })),
            Self::SetFact(fact) => Some(Self::SetFact(SetFact { subject, ..fact.clone() })),
            _ => None,
        }
    }
}

/// A decision about a debt, as a person enters it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The outcome.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// Number and date of the order.
    pub order: String,
}

/// A place among the children of a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiblingPlace {
    /// Before all others.
    First,
    /// After all others.
    Last,
    /// Right after a sibling.
    After(NodeId),
    /// Right before a sibling.
    Before(NodeId),
}

/// New values for some fields of a header; the others stay. An inner `None` clears a field.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct HeaderPatch {
    /// The name of the plan in commands.
    pub slug: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The organisation that the plan belongs to.
    pub organisation: Option<String>,
    /// The organisation in the genitive. A new organisation without it clears the old one.
    pub organisation_genitive: Option<Option<String>>,
    /// First to last quarter.
    pub period: Option<Span>,
    /// The approval block.
    pub approval: Option<Option<Signature>>,
    /// Who signs under the table: all of them.
    pub signatures: Option<Vec<Signature>>,
}

/// New values for some fields of a node; the others stay. An inner `None` clears a field.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NodePatch {
    /// The number.
    pub code: Option<Option<String>>,
    /// The name.
    pub title: Option<String>,
    /// Aim and main result.
    pub objective: Option<Option<String>>,
    /// The performers, in any spelling. A new one is added to the plan's performers.
    pub performers: Option<Vec<(String, bool)>>,
    /// When it is due.
    pub term: Option<Option<Term>>,
    /// What is uncertain about the new term.
    pub term_doubt: Option<TypedDoubt>,
}

/// The doubt about a text that somebody typed; its subject is what the text was typed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedDoubt {
    /// What kind of doubt it is.
    pub kind: DoubtKind,
    /// The chosen reading.
    pub reading: String,
    /// The other readings.
    pub alternatives: Vec<String>,
}

/// New values for some fields of an indicator; the others stay. An inner `None` clears a field.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct IndicatorPatch {
    /// Its name.
    pub name: Option<String>,
    /// Its unit.
    pub unit: Option<Option<String>>,
    /// How fact and target are compared.
    pub comparator: Option<Comparator>,
    /// How facts of several quarters are aggregated.
    pub aggregation: Option<Aggregation>,
    /// Where it started.
    pub baseline: Option<Option<Number>>,
}

/// The fields of a new indicator.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct IndicatorFields {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: Option<String>,
    /// How fact and target are compared.
    pub comparator: Comparator,
    /// How facts of several quarters are aggregated.
    pub aggregation: Aggregation,
}

/// A target to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetTarget {
    /// The indicator, or a measure without one (which gets an unnamed one).
    pub subject: Subject,
    /// The quarter or the span.
    pub span: Span,
    /// The performer whose part it is; none for the total.
    pub performer: Option<PerformerId>,
    /// The target; none clears it.
    pub target: Option<Target>,
    /// What the wording of the target implies for the indicator. A unit is used only where the indicator has none.
    pub says: IndicatorPatch,
}

/// A fact to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetFact {
    /// The indicator, or a measure that has none.
    pub subject: Subject,
    /// The quarter.
    pub quarter: Quarter,
    /// The performer whose part it is; none for the total.
    pub performer: Option<PerformerId>,
    /// The fact with its wording; none leaves the fact as it is, [`FactValue::None`] clears it.
    pub value: Option<(FactValue, String)>,
    /// The note; none leaves it as it is.
    pub note: Option<String>,
    /// The unit typed with the number; an indicator without a unit gets it.
    pub unit: Option<String>,
}

/// New values for some fields of a piece of evidence; the others stay. An inner `None` clears a field.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EvidencePatch {
    /// The quarter it is reported in. Without one, new dates move it into the quarter of the first of them.
    pub quarter: Option<Option<Quarter>>,
    /// Who did it, in any spelling.
    pub performer: Option<Option<String>>,
    /// The day or days.
    pub dates: Option<Vec<Date>>,
    /// Where.
    pub place: Option<Option<String>>,
    /// What happened.
    pub text: Option<String>,
    /// The measures it serves.
    pub links: Option<Vec<EvidenceLink>>,
    /// A file name or an address.
    pub link: Option<Option<String>>,
}

/// The fields of a new piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EvidenceFields {
    /// The quarter it is reported in; the quarter of its first date where none.
    pub quarter: Option<Quarter>,
    /// Who did it, in any spelling.
    pub performer: Option<String>,
    /// The day or days.
    pub dates: Vec<Date>,
    /// Where.
    pub place: Option<String>,
    /// What happened.
    pub text: String,
    /// The measures it serves.
    pub links: Vec<EvidenceLink>,
    /// A file name or an address.
    pub link: Option<String>,
}

/// How to settle a value that both have, when two performers are merged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnClash {
    /// Both together, where values of the indicator add up.
    #[default]
    Add,
    /// Keep the value of the performer who stays.
    KeepInto,
    /// Keep the value of the performer who is removed.
    KeepFrom,
}
