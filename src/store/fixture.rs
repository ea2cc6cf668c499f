//! Hand-made plans and changes for tests.

use crate::domain::{
    Aggregation, Change, ChangeId, Comparator, Context, Edit, EvidenceId, EvidenceLink, Fact, FactValue,
    Header, IdSource, Indicator, IndicatorId, Level, Node, NodeId, Number, Origin, Performer, PerformerId,
    PerformerRef, Plan, PlanId, Quarter, Record, RecordKey, Source, Span, Summary, Target, TargetValue, Term,
    TermKind, Verb, order::Order, record,
};

pub fn quarter() -> Quarter {
    Quarter::parse("2023Q4").unwrap()
}

pub fn change(id: u128, plan: PlanId, edits: Vec<Edit>) -> Change {
    Change {
        id: ChangeId(id),
        plan,
        author: "Олена".to_owned(),
        at: 1_700_000_000_000 + i64::try_from(id % 1_000_000).unwrap(),
        origin: Origin::Command,
        summary: Summary::new(Verb::SetFact, "1.1.1").with_values("", "2").in_quarter(quarter()),
        edits,
        guards: Vec::new(),
    }
}

pub fn edit(key: RecordKey, before: Option<Record>, after: Option<Record>) -> Edit {
    Edit { key, before, after }
}

pub fn header(slug: &str) -> Header {
    Header {
        slug: slug.to_owned(),
        title: "План заходів".to_owned(),
        organisation: "Обласний центр зайнятості".to_owned(),
        organisation_genitive: None,
        period: Span::single(quarter()),
        form: Some("quarterly-report".to_owned()),
        preamble: vec!["На виконання доручення".to_owned()],
        approval: Some(record::Signature {
            heading: "ЗАТВЕРДЖЕНО".to_owned(),
            date: Some(jiff::civil::date(2024, 1, 1)),
            ..record::Signature::default()
        }),
        signatures: Vec::new(),
        year_start: 1,
        archived: false,
    }
}

pub const fn measure(n: u128) -> NodeId {
    NodeId(0x1000 + n)
}

pub const fn indicator(n: u128) -> IndicatorId {
    IndicatorId(0x2000 + n)
}

pub fn node(n: u128, parent: Option<NodeId>, level: Level) -> Record {
    Record::from(Node {
        level,
        parent,
        order: Order::spread(usize::try_from(n).unwrap() + 1).pop().unwrap(),
        code: Some(format!("1.{n}")),
        title: format!("Провести семінар {n}"),
        objective: None,
        performers: vec![PerformerRef { id: PerformerId(1), by_consent: false }],
        term: Some(Term { kind: TermKind::Quarter, raw: "IV квартал".to_owned() }),
        shares: Vec::new(),
        source: Some(Source { file: "plan.docx".into(), row: Some(4), ..Source::default() }),
    })
}

pub fn target(number: u32) -> Record {
    let value = TargetValue::Number(Number::from(number));
    Record::from(Target { value, raw: number.to_string() })
}

pub fn fact(number: u32) -> Record {
    let value = FactValue::Number(Number::from(number));
    Record::from(Fact { value, raw: number.to_string(), note: "бо так".to_owned() })
}

pub fn fact_key(n: u128) -> RecordKey {
    RecordKey::Fact(indicator(n), quarter(), None)
}

pub fn indicator_record(n: u128) -> Record {
    Record::from(Indicator {
        measure: measure(n),
        order: Order::middle(),
        name: "кількість заходів".to_owned(),
        unit: Some("заходів".to_owned()),
        comparator: Comparator::AtLeast,
        aggregation: Aggregation::Sum,
        target_aggregation: None,
        baseline: Some(Number::parse("1,50").unwrap()),
        counts: true,
        about: [("джерело".to_owned(), "звіт".to_owned())].into(),
        source: None,
    })
}

/// The change that creates a plan of `measures` measures, each with an indicator and a target.
pub fn create(plan: PlanId, slug: &str, measures: u128) -> Change {
    let goal = NodeId(1);
    let mut edits = vec![
        edit(RecordKey::Header, None, Some(Record::from(header(slug)))),
        edit(
            RecordKey::Performer(PerformerId(1)),
            None,
            Some(Record::from(Performer {
                name: "Відділ".to_owned(),
                variants: vec!["відділ".to_owned()],
                others: Vec::new(),
            })),
        ),
        edit(RecordKey::Node(goal), None, Some(node(0, None, Level::Goal))),
    ];
    for n in 1..=measures {
        edits.push(edit(RecordKey::Node(measure(n)), None, Some(node(n, Some(goal), Level::Measure))));
        edits.push(edit(RecordKey::Indicator(indicator(n)), None, Some(indicator_record(n))));
        let key = RecordKey::Target(indicator(n), Span::single(quarter()), None);
        edits.push(edit(key, None, Some(target(2))));
    }
    Change { summary: Summary::new(Verb::CreatePlan, slug), ..change(plan.0 << 64, plan, edits) }
}

/// The change that sets a fact in the given state of a plan.
pub fn set_fact(id: u128, plan: &Plan, n: u128, number: u32) -> Change {
    let key = fact_key(n);
    let guard = plan.guard(RecordKey::Closing(quarter()));
    Change {
        guards: vec![guard],
        ..change(id, plan.id(), vec![edit(key, plan.record(&key), Some(fact(number)))])
    }
}

/// A piece of evidence for a measure.
pub fn evidence(id: u128, n: u128) -> Edit {
    let record = record::Evidence {
        quarter: Some(quarter()),
        order: Order::middle(),
        performer: None,
        dates: vec![jiff::civil::date(2023, 11, 14)],
        place: Some("Радомишль".to_owned()),
        text: "семінар для ВПО".to_owned(),
        links: vec![EvidenceLink { measure: measure(n), count: Some(1) }],
        link: None,
        source: None,
    };
    edit(RecordKey::Evidence(EvidenceId(id)), None, Some(Record::from(record)))
}

/// The change that removes every record.
pub fn delete(id: u128, plan: &Plan) -> Change {
    let edits = plan.records().map(|(key, _)| edit(key, plan.record(&key), None)).collect();
    change(id, plan.id(), edits)
}

pub fn context(seed: u128) -> Context {
    Context { author: "Олена".to_owned(), at: 1_700_000_000_000, ids: IdSource::new(seed) }
}

/// Asserts that two plans are equal, including the revisions of their records.
pub fn assert_same(a: &Plan, b: &Plan) {
    assert_eq!(a, b);
    assert_eq!(a.seq(), b.seq());
    let records = |plan: &Plan| plan.records().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(records(a), records(b));
}
