//! The layout of records and their keys.

use rust_decimal::Decimal;

use super::super::{
    Lay, Upgrade,
    layout::{Day, Shared, Text, layout},
    tags::{Aggregation, Comparator, DoubtKind, FindingKind, Level, RoleKind, Stage},
};
pub use super::header::Header;
use crate::domain;

/// The digits as an integer, and how many of them are after the decimal point.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Number(i128, u32);

impl Upgrade<domain::Number> for Number {
    fn upgrade(self) -> Option<domain::Number> {
        Decimal::try_from_i128_with_scale(self.0, self.1).ok().map(domain::Number)
    }
}

impl Lay<&domain::Number> for Number {
    fn lay(from: &domain::Number) -> Self {
        Self(from.0.mantissa(), from.0.scale())
    }
}

/// Year and number.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Quarter(i16, u8);

impl Upgrade<domain::Quarter> for Quarter {
    fn upgrade(self) -> Option<domain::Quarter> {
        domain::Quarter::new(self.0, self.1)
    }
}

impl Lay<&domain::Quarter> for Quarter {
    fn lay(from: &domain::Quarter) -> Self {
        Self(from.year(), from.number())
    }
}

/// Year and number.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Month(i16, i8);

impl Upgrade<domain::Month> for Month {
    fn upgrade(self) -> Option<domain::Month> {
        domain::Month::new(self.0, self.1)
    }
}

impl Lay<&domain::Month> for Month {
    fn lay(from: &domain::Month) -> Self {
        Self(from.year(), from.number())
    }
}

/// Its bytes.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Order(Vec<u8>);

impl Upgrade<domain::order::Order> for Order {
    fn upgrade(self) -> Option<domain::order::Order> {
        Some(domain::order::Order::from_bytes(self.0))
    }
}

impl Lay<&domain::order::Order> for Order {
    fn lay(from: &domain::order::Order) -> Self {
        Self(from.as_bytes().to_vec())
    }
}

macro_rules! ids {
    ($($name:ident),+) => {$(
        #[derive(serde::Serialize, serde::Deserialize)]
        pub struct $name(u128);

        impl Upgrade<domain::$name> for $name {
            fn upgrade(self) -> Option<domain::$name> {
                Some(domain::$name(self.0))
            }
        }

        impl Lay<&domain::$name> for $name {
            fn lay(from: &domain::$name) -> Self {
                Self(from.0)
            }
        }
    )+};
}

ids!(PlanId, NodeId, IndicatorId, PerformerId, EvidenceId, DoubtId, ChangeId, RoleId);

layout! {
    both struct Span = domain::Span { first: Quarter, last: Quarter }

    both enum Subject = domain::Subject { Plan, Node(id: NodeId), Indicator(id: IndicatorId) }

    both enum RecordKey = domain::RecordKey {
        Header,
        Performer(id: PerformerId),
        Node(id: NodeId),
        Indicator(id: IndicatorId),
        Target(indicator: IndicatorId, span: Span, performer: Option<PerformerId>),
        Fact(indicator: IndicatorId, quarter: Quarter, performer: Option<PerformerId>),
        Evidence(id: EvidenceId),
        Doubt(id: DoubtId),
        Accepted(kind: FindingKind, subject: Subject, quarter: Quarter),
        Closing(quarter: Quarter),
        Decision(subject: Subject, quarter: Quarter),
        Role(id: RoleId),
        Flag(subject: Subject, quarter: Quarter),
    }

    both enum Record<'a> = domain::Record {
        Header(header: Shared<Header<'a>>),
        Performer(performer: Shared<Performer<'a>>),
        Node(node: Shared<Node<'a>>),
        Indicator(indicator: Shared<Indicator<'a>>),
        Target(target: Shared<Target<'a>>),
        Fact(fact: Shared<Fact<'a>>),
        Evidence(evidence: Shared<Evidence<'a>>),
        Doubt(doubt: Shared<Doubt<'a>>),
        Accepted(acceptance: Shared<Acceptance<'a>>),
        Closing(closing: Shared<Closing<'a>>),
        Decision(decision: Shared<Decision<'a>>),
        Role(role: Shared<Role<'a>>),
        Flag(flag: Shared<Flag<'a>>),
    }

    both struct Signature<'a> = domain::record::Signature {
        heading: Text<'a>,
        role: Text<'a>,
        name: Text<'a>,
        date: Option<Day>,
        number: Option<Text<'a>>,
    }

    both struct Performer<'a> = domain::Performer { name: Text<'a>, variants: Vec<Text<'a>>, others: Vec<Text<'a>> }

    both struct PerformerRef = domain::PerformerRef { id: PerformerId, by_consent: bool }

    both struct Node<'a> = domain::Node {
        level: Level,
        parent: Option<NodeId>,
        order: Order,
        code: Option<Text<'a>>,
        title: Text<'a>,
        objective: Option<Text<'a>>,
        performers: Vec<PerformerRef>,
        term: Option<Term<'a>>,
        shares: Vec<IndicatorId>,
        source: Option<Source<'a>>,
    }

    both struct Indicator<'a> = domain::Indicator {
        measure: NodeId,
        order: Order,
        name: Text<'a>,
        unit: Option<Text<'a>>,
        comparator: Comparator,
        aggregation: Aggregation,
        target_aggregation: Option<Aggregation>,
        baseline: Option<Number>,
        counts: bool,
        about: Vec<(Text<'a>, Text<'a>)>,
        source: Option<Source<'a>>,
    }

    both struct Term<'a> = domain::Term { kind: TermKind, raw: Text<'a> }

    both enum TermKind = domain::TermKind {
        Quarter,
        Month(month: Month),
        Months(months: Vec<Month>),
        Date(day: Day),
        Range(from: Month, to: Month),
        Years(from: i16, to: i16),
        Ongoing,
        Text,
    }

    both struct Target<'a> = domain::Target { value: TargetValue, raw: Text<'a> }

    both enum TargetValue = domain::TargetValue {
        Number(number: Number),
        Compound(numbers: Vec<Number>),
        Condition,
        Deed,
        Date(day: Day),
    }

    both struct Fact<'a> = domain::Fact { value: FactValue, raw: Text<'a>, note: Text<'a> }

    both enum FactValue = domain::FactValue {
        None,
        Number(number: Number),
        Compound(numbers: Vec<Number>),
        Text,
        Done,
        NoOccasion,
        Date(day: Day),
        Share(part: Number, whole: Number),
    }

    both struct EvidenceLink = domain::EvidenceLink { measure: NodeId, count: Option<u32> }

    both struct Evidence<'a> = domain::record::Evidence {
        quarter: Option<Quarter>,
        order: Order,
        performer: Option<PerformerId>,
        dates: Vec<Day>,
        place: Option<Text<'a>>,
        text: Text<'a>,
        links: Vec<EvidenceLink>,
        link: Option<Text<'a>>,
        source: Option<Source<'a>>,
    }

    both struct Source<'a> = domain::Source {
        file: Text<'a>,
        table: Option<u32>,
        row: Option<u32>,
        column: Option<u32>,
        line: Option<u32>,
    }

    both struct Doubt<'a> = domain::Doubt {
        subject: Subject,
        kind: DoubtKind,
        place: Source<'a>,
        text: Text<'a>,
        reading: Text<'a>,
        alternatives: Vec<Text<'a>>,
        settled: Option<Text<'a>>,
    }

    both struct Acceptance<'a> = domain::Acceptance {
        reason: Text<'a>,
        by: Text<'a>,
        at: i64,
        figures: Option<Figures<'a>>,
    }

    both struct Figures<'a> = domain::record::AcceptedFigures {
        target: Option<TargetValue>,
        fact: FactValue,
        words: Text<'a>,
        evidence: u32,
        parts: Vec<AcceptedPart<'a>>,
        note: Text<'a>,
    }

    both struct AcceptedPart<'a> = domain::record::AcceptedPart {
        target: Option<TargetValue>,
        fact: FactValue,
        words: Text<'a>,
    }

    both struct ClosingStep<'a> = domain::record::ClosingStep {
        stage: Stage,
        by: Text<'a>,
        at: i64,
        reason: Text<'a>,
    }

    both struct Closing<'a> = domain::Closing { steps: Vec<ClosingStep<'a>> }

    both enum Outcome = domain::record::Outcome { Carried(day: Day), Withdrawn }

    both struct Decision<'a> = domain::record::Decision {
        outcome: Outcome,
        reason: Text<'a>,
        order: Text<'a>,
        by: Text<'a>,
        at: i64,
    }

    both struct Flag<'a> = domain::record::Flag { by: Text<'a>, at: i64 }

    both struct Role<'a> = domain::record::Role {
        who: Text<'a>,
        kind: RoleKind,
        performer: Option<PerformerId>,
    }
}
