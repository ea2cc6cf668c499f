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
    /// Put the plan away, or bring it back.
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
    /// Move a node with what is under it.
    MoveNode {
        /// Which.
        node: NodeId,
        /// The new parent; none for the top.
        parent: Option<NodeId>,
        /// The place under it.
        place: SiblingPlace,
        /// The new level, when it changes; what is under it keeps its own.
        level: Option<Level>,
    },
    /// Put copied rows with all under them into the plan, as new ones.
    CopyNodes {
        /// The rows, one after the other.
        nodes: Vec<DraftNode>,
        /// Their parent; none for the top.
        parent: Option<NodeId>,
        /// Their place under it.
        place: SiblingPlace,
    },
    /// Remove a node with what is under it.
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
    /// Mark what is reported in a quarter for follow-up, or take the marks away.
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
    /// Accept several findings with one reason: the kind of each, and what it is about.
    AcceptFindings(Vec<(FindingKind, Subject)>, Quarter, String),
    /// Take a quarter to another stage of its closing.
    StepClosing {
        /// The quarter.
        quarter: Quarter,
        /// The stage.
        to: Stage,
        /// Why; to give back and to open again it must be said.
        reason: String,
        /// The day on which open findings are looked for before a quarter is handed in.
        as_of: Date,
    },
    /// Decide what becomes of a debt, or withdraw the decision.
    DecideDebt {
        /// Whose debt it is.
        subject: Subject,
        /// The quarter it was due in.
        quarter: Quarter,
        /// What was decided; none withdraws it.
        ruling: Option<Ruling>,
    },
    /// Give a user or a group a role, or take it away.
    SetRole {
        /// The account; a group has `@` before it.
        who: String,
        /// The role; none takes it away.
        kind: Option<RoleKind>,
        /// Whose facts and evidence a performer enters; everybody's where none.
        performer: Option<PerformerId>,
    },
    /// Give a performer another name; the old one stays among the spellings.
    RenamePerformer(PerformerId, String),
    /// Make one performer of two: what the first has goes to the second.
    MergePerformers {
        /// Who goes.
        from: PerformerId,
        /// Who stays.
        into: PerformerId,
        /// What becomes of a value that both have.
        on_clash: OnClash,
    },
    /// Keep that two performers whose names are near are two.
    TellPerformersApart(PerformerId, PerformerId),
    /// Give some measures of a performer, with his parts and evidence there, to another one, who may be new.
    SplitPerformer {
        /// Whose measures.
        from: PerformerId,
        /// The other's name.
        name: String,
        /// Which measures.
        measures: Vec<NodeId>,
    },
    /// Take in a draft: the plan becomes what the draft says.
    Import(Box<Draft>),
    /// As [`Command::Import`], into a plan that does not exist yet: the next period's plan made of another.
    RollOver(Box<Draft>),
    /// Do several things as one intention, in their order.
    Several(Vec<Command>),
    /// Merge a document into the plan: what both name is one thing, what the document leaves out stays.
    Merge {
        /// What the document says.
        draft: Box<Draft>,
        /// Whose filled-in copy of the form it is: only facts, notes and evidence are taken, as this
        /// performer's part. None for a document of the whole organisation.
        performer: Option<String>,
    },
}

impl Command {
    /// The same intention about another row, where it is one about a row.
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

/// What was decided about a debt, as a person says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// What becomes of it.
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
    /// Whose plan it is.
    pub organisation: Option<String>,
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
    /// Who carries it out, in any spelling; who is new is added to the plan's performers.
    pub performers: Option<Vec<(String, bool)>>,
    /// When it is due.
    pub term: Option<Option<Term>>,
    /// What is uncertain about the new term.
    pub term_doubt: Option<TypedDoubt>,
}

/// What is uncertain about a text that somebody typed: it becomes a doubt about what the text was typed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedDoubt {
    /// What kind of doubt it is.
    pub kind: DoubtKind,
    /// The reading that was taken.
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
    /// How facts of several quarters make one.
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
    /// How facts of several quarters make one.
    pub aggregation: Aggregation,
}

/// A target to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetTarget {
    /// The indicator, or a measure without one (which gets an unnamed one).
    pub subject: Subject,
    /// The quarter or the span.
    pub span: Span,
    /// Whose part; all where none.
    pub performer: Option<PerformerId>,
    /// The target; none clears it.
    pub target: Option<Target>,
    /// What its wording says about the indicator. A unit is for one that has none.
    pub says: IndicatorPatch,
}

/// A fact to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetFact {
    /// The indicator, or a measure that has none.
    pub subject: Subject,
    /// The quarter.
    pub quarter: Quarter,
    /// Whose part; all where none.
    pub performer: Option<PerformerId>,
    /// The fact with its wording; none leaves it as it is, [`FactValue::None`] clears it.
    pub value: Option<(FactValue, String)>,
    /// The note; none leaves it as it is.
    pub note: Option<String>,
    /// The unit beside the number: an indicator without one takes it.
    pub unit: Option<String>,
}

/// New values for some fields of a piece of evidence; the others stay. An inner `None` clears a field.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EvidencePatch {
    /// The quarter it is reported in. New days move it into that of the first of them, unless it is said.
    pub quarter: Option<Option<Quarter>>,
    /// Who did it, in any spelling.
    pub performer: Option<Option<String>>,
    /// The day or days.
    pub dates: Option<Vec<Date>>,
    /// Where.
    pub place: Option<Option<String>>,
    /// What.
    pub text: Option<String>,
    /// The measures it serves.
    pub links: Option<Vec<EvidenceLink>>,
    /// A file name or an address.
    pub link: Option<Option<String>>,
}

/// The fields of a new piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EvidenceFields {
    /// The quarter it is reported in; that of its first date where none.
    pub quarter: Option<Quarter>,
    /// Who did it, in any spelling.
    pub performer: Option<String>,
    /// The day or days.
    pub dates: Vec<Date>,
    /// Where.
    pub place: Option<String>,
    /// What.
    pub text: String,
    /// The measures it serves.
    pub links: Vec<EvidenceLink>,
    /// A file name or an address.
    pub link: Option<String>,
}

/// What becomes of a value that two performers both have, when they become one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnClash {
    /// Both together, where values of the indicator add up.
    #[default]
    Add,
    /// That of the one who stays.
    KeepInto,
    /// That of the one who goes.
    KeepFrom,
}
