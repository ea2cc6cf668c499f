//! The names of the domain's variants: statuses, levels, terms, comparators, doubts, roles, stages.

use super::super::L10n;
use crate::domain::{
    Aggregation, Comparator, DebtState, DoubtKind, FindingKind, Level, RoleKind, Stage, Status, TermKind,
    entry::EntryFault,
};

impl L10n {
    /// The name of a status.
    pub fn status(&self, status: Status) -> String {
        self.named("status", status.name())
    }

    /// The name of a level.
    pub fn level(&self, level: Level) -> String {
        self.msg(match level {
            Level::Goal => "level-goal",
            Level::Task => "level-task",
            Level::Subtask => "level-subtask",
            Level::Measure => "level-measure",
        })
        .into_owned()
    }

    /// The name of a kind of term.
    pub fn term_kind(&self, kind: &TermKind) -> String {
        self.msg(match kind {
            TermKind::Quarter => "term-quarter",
            TermKind::Month(_) => "term-month",
            TermKind::Months(_) => "term-months",
            TermKind::Date(_) => "term-date",
            TermKind::Range(..) => "term-range",
            TermKind::Years(..) => "term-years",
            TermKind::Ongoing => "term-ongoing",
            TermKind::Text => "term-text",
        })
        .into_owned()
    }

    /// The name of a comparator.
    pub fn comparator(&self, comparator: Comparator) -> String {
        self.msg(match comparator {
            Comparator::AtLeast => "comparator-at-least",
            Comparator::AtMost => "comparator-at-most",
            Comparator::Equal => "comparator-equal",
            Comparator::Between => "comparator-between",
            Comparator::Within => "comparator-within",
        })
        .into_owned()
    }

    /// The name of an aggregation.
    pub fn aggregation(&self, aggregation: Aggregation) -> String {
        self.msg(match aggregation {
            Aggregation::Sum => "aggregation-sum",
            Aggregation::Last => "aggregation-last",
            Aggregation::Mean => "aggregation-mean",
            Aggregation::Max => "aggregation-max",
        })
        .into_owned()
    }

    /// The name of a kind of doubt.
    pub fn doubt_kind(&self, kind: DoubtKind) -> String {
        self.msg(match kind {
            DoubtKind::Reading => "doubt-reading",
            DoubtKind::DamagedLabel => "doubt-damaged-label",
            DoubtKind::ShiftedColumns => "doubt-shifted-columns",
            DoubtKind::LooseValue => "doubt-loose-value",
            DoubtKind::SharedCell => "doubt-shared-cell",
            DoubtKind::MisplacedNumber => "doubt-misplaced-number",
            DoubtKind::MissingNumber => "doubt-missing-number",
            DoubtKind::RepeatedNumber => "doubt-repeated-number",
            DoubtKind::Date => "doubt-date",
            DoubtKind::UnknownCondition => "doubt-unknown-condition",
            DoubtKind::Quarter => "doubt-quarter",
            DoubtKind::LookAlikes => "doubt-look-alikes",
            DoubtKind::LeftOver => "doubt-left-over",
            DoubtKind::BothClaim => "doubt-both-claim",
            DoubtKind::Withdrawn => "doubt-withdrawn",
            DoubtKind::Aggregation => "doubt-aggregation",
            DoubtKind::Formatting => "doubt-formatting",
            DoubtKind::Hidden => "doubt-hidden",
        })
        .into_owned()
    }

    /// The name of a debt's state.
    pub fn debt_state(&self, state: DebtState) -> String {
        self.named("debt", state.name())
    }

    /// The name of a kind of finding, for a heading.
    pub fn finding_kind(&self, kind: FindingKind) -> String {
        self.named("finding-kind", kind.name())
    }

    /// The name of a role.
    pub fn role(&self, kind: RoleKind) -> String {
        self.named("role", kind.name())
    }

    /// The name of a quarter's stage, also of a quarter that nobody has handed in.
    pub fn stage(&self, stage: Option<Stage>) -> String {
        self.named("stage", stage.map_or("none", Stage::name))
    }

    /// Why a typed fact cannot be read.
    pub fn entry_fault(&self, fault: EntryFault) -> String {
        self.msg(match fault {
            EntryFault::NotANumber => "entry-not-a-number",
            EntryFault::NotAnExpression => "entry-not-an-expression",
            EntryFault::NoResult => "entry-no-result",
            EntryFault::NothingPlanned => "entry-nothing-planned",
            EntryFault::NotACondition => "entry-not-a-condition",
            EntryFault::NoSuchNumber => "entry-no-such-number",
            EntryFault::WrongParts => "entry-wrong-parts",
            EntryFault::NothingToAddTo => "entry-nothing-to-add-to",
            EntryFault::PercentOfPieces => "entry-percent-of-pieces",
            EntryFault::NoSuchDay => "entry-no-such-day",
            EntryFault::OtherUnit => "entry-other-unit",
        })
        .into_owned()
    }

    /// The message `family-name`, where `name` is that of a variant.
    pub(super) fn named(&self, family: &str, name: &str) -> String {
        let id = format!("{family}-{}", name.replace('_', "-"));
        self.msg(&id).into_owned()
    }
}
