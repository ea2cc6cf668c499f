//! Version 1, which is read but no longer written. Changes are the source of truth and stay readable for ever; the
//! state and the snapshots are rebuilt from them, because their figures followed other rules.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    Upgrade,
    layout::{Shared, layout},
    tags::{Aggregation, Comparator, DoubtKind, FindingKind, Level, Verb},
};
use crate::domain;

/// A text.
type Text = std::borrow::Cow<'static, str>;

/// Numbers and days were written as texts.
#[derive(serde::Deserialize)]
pub struct Number(Text);

impl Upgrade<domain::Number> for Number {
    fn upgrade(self) -> Option<domain::Number> {
        self.0.parse::<Decimal>().ok().map(domain::Number)
    }
}

/// `2023-12-31`.
#[derive(serde::Deserialize)]
pub struct Day(Text);

impl Upgrade<Date> for Day {
    fn upgrade(self) -> Option<Date> {
        self.0.parse().ok()
    }
}

/// Year and number.
#[derive(serde::Deserialize)]
pub struct Quarter(i16, u8);

impl Upgrade<domain::Quarter> for Quarter {
    fn upgrade(self) -> Option<domain::Quarter> {
        domain::Quarter::new(self.0, self.1)
    }
}

/// Year and number.
#[derive(serde::Deserialize)]
pub struct Month(i16, i8);

impl Upgrade<domain::Month> for Month {
    fn upgrade(self) -> Option<domain::Month> {
        domain::Month::new(self.0, self.1)
    }
}

/// Its bytes.
#[derive(serde::Deserialize)]
pub struct Order(Vec<u8>);

impl Upgrade<domain::order::Order> for Order {
    fn upgrade(self) -> Option<domain::order::Order> {
        Some(domain::order::Order::from_bytes(self.0))
    }
}

/// A locked quarter; version 1 did not record the stages that led to the lock.
#[derive(serde::Deserialize)]
pub struct Closing {
    by: Text,
    at: i64,
}

impl Upgrade<domain::Closing> for Closing {
    fn upgrade(self) -> Option<domain::Closing> {
        Some(domain::Closing::closed(self.by, self.at))
    }
}

macro_rules! ids {
    ($($name:ident),+) => {$(
        #[derive(serde::Deserialize)]
        pub struct $name(u128);

        impl Upgrade<domain::$name> for $name {
            fn upgrade(self) -> Option<domain::$name> {
                Some(domain::$name(self.0))
            }
        }
    )+};
}

ids!(PlanId, NodeId, IndicatorId, PerformerId, EvidenceId, DoubtId, ChangeId);

layout! {
    read struct Span = domain::Span { first: Quarter, last: Quarter }

    read enum Subject = domain::Subject { Plan, Node(id: NodeId), Indicator(id: IndicatorId) }

    read enum RecordKey = domain::RecordKey {
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
    }

    read enum Record = domain::Record {
        Header(header: Shared<Header>),
        Performer(performer: Shared<Performer>),
        Node(node: Shared<Node>),
        Indicator(indicator: Shared<Indicator>),
        Target(target: Shared<Target>),
        Fact(fact: Shared<Fact>),
        Evidence(evidence: Shared<Evidence>),
        Doubt(doubt: Shared<Doubt>),
        Accepted(acceptance: Shared<Acceptance>),
        Closing(closing: Shared<Closing>),
    }

    grown struct Header = domain::Header {
        slug: Text,
        title: Text,
        organisation: Text,
        period: Span,
        form: Option<Text>,
        preamble: Vec<Text>,
        approval: Option<Signature>,
        signatures: Vec<Signature>,
        year_start: i8,
        archived: bool,
    } and { organisation_genitive: None }

    read struct Signature = domain::record::Signature {
        heading: Text,
        role: Text,
        name: Text,
        date: Option<Day>,
        number: Option<Text>,
    }

    grown struct Performer = domain::Performer { name: Text, variants: Vec<Text> } and { others: Vec::new() }

    read struct PerformerRef = domain::PerformerRef { id: PerformerId, by_consent: bool }

    read struct Node = domain::Node {
        level: Level,
        parent: Option<NodeId>,
        order: Order,
        code: Option<Text>,
        title: Text,
        objective: Option<Text>,
        performers: Vec<PerformerRef>,
        term: Option<Term>,
        shares: Vec<IndicatorId>,
        source: Option<Source>,
    }

    read struct Indicator = domain::Indicator {
        measure: NodeId,
        order: Order,
        name: Text,
        unit: Option<Text>,
        comparator: Comparator,
        aggregation: Aggregation,
        target_aggregation: Option<Aggregation>,
        baseline: Option<Number>,
        counts: bool,
        about: Vec<(Text, Text)>,
        source: Option<Source>,
    }

    read struct Term = domain::Term { kind: TermKind, raw: Text }

    read enum TermKind = domain::TermKind {
        Quarter,
        Month(month: Month),
        Months(months: Vec<Month>),
        Date(day: Day),
        Range(from: Month, to: Month),
        Years(from: i16, to: i16),
        Ongoing,
        Text,
    }

    read struct Target = domain::Target { value: TargetValue, raw: Text }

    read enum TargetValue = domain::TargetValue {
        Number(number: Number),
        Compound(numbers: Vec<Number>),
        Condition,
        Deed,
        Date(day: Day),
    }

    read struct Fact = domain::Fact { value: FactValue, raw: Text, note: Text }

    read enum FactValue = domain::FactValue {
        None,
        Number(number: Number),
        Compound(numbers: Vec<Number>),
        Text,
        Done,
        NoOccasion,
        Date(day: Day),
    }

    read struct EvidenceLink = domain::EvidenceLink { measure: NodeId, count: Option<u32> }

    read struct Evidence = domain::record::Evidence {
        quarter: Option<Quarter>,
        order: Order,
        performer: Option<PerformerId>,
        dates: Vec<Day>,
        place: Option<Text>,
        text: Text,
        links: Vec<EvidenceLink>,
        link: Option<Text>,
        source: Option<Source>,
    }

    read struct Source = domain::Source {
        file: Text,
        table: Option<u32>,
        row: Option<u32>,
        column: Option<u32>,
        line: Option<u32>,
    }

    read struct Doubt = domain::Doubt {
        subject: Subject,
        kind: DoubtKind,
        place: Source,
        text: Text,
        reading: Text,
        alternatives: Vec<Text>,
        settled: Option<Text>,
    }

    grown struct Acceptance = domain::Acceptance { reason: Text, by: Text, at: i64 } and { figures: None }

    read struct Edit = domain::Edit { key: RecordKey, before: Option<Record>, after: Option<Record> }

    read enum Expect = domain::Expect { Revision(seq: u64), Absent, Present }

    read struct Guard = domain::Guard { key: RecordKey, expect: Expect }

    read struct Summary = domain::Summary {
        verb: Verb,
        subject: Text,
        quarter: Option<Quarter>,
        from: Text,
        to: Text,
    }

    read enum Origin = domain::Origin { Command, Undo(id: ChangeId), Redo(id: ChangeId) }

    read struct Change = domain::Change {
        id: ChangeId,
        plan: PlanId,
        author: Text,
        at: i64,
        origin: Origin,
        summary: Summary,
        edits: Vec<Edit>,
        guards: Vec<Guard>,
    }
}
