//! Random sequences of commands, and the plan that results.

use kvartal::domain::{
    Aggregation, Command, Comparator, Context, DoubtKind, EvidenceFields, EvidenceLink, FactValue,
    FindingKind, Header, HeaderPatch, IdSource, IndicatorFields, IndicatorPatch, Level, NodeId, NodePatch,
    Number, Outcome, Plan, PlanId, Quarter, Ruling, Scope, SetFact, SetTarget, SiblingPlace, Span, Subject,
    Target, TargetValue, Term, TermKind, TypedDoubt, UndoTree, decide,
};
use proptest::prelude::*;

/// An index into an existing list, modulo its length.
pub type Index = usize;

pub fn quarter(text: &str) -> Quarter {
    Quarter::parse(text).unwrap()
}

pub fn header() -> Header {
    Header {
        slug: "plan".into(),
        title: "План".into(),
        organisation: "Центр".into(),
        organisation_genitive: None,
        period: Span::new(quarter("2025Q1"), quarter("2025Q4")).unwrap(),
        form: None,
        preamble: vec![],
        approval: None,
        signatures: vec![],
        year_start: 1,
        archived: false,
    }
}

pub fn context(seed: u128) -> Context {
    Context { author: "olena".into(), at: 1_760_000_000_000, ids: IdSource::new(seed) }
}

/// What a random step does. Indexes select among existing records.
#[derive(Clone, Debug)]
pub enum Step {
    Add(Level, Index),
    Move(Index, Index, bool),
    Delete(Index),
    Performers(Index, Vec<u8>),
    Term(Index, u8),
    Indicator(Index, u8),
    Target(Index, u8, u8, Option<u8>),
    Fact(Index, u8, u8, Option<u8>),
    Note(Index, u8),
    Evidence(Index, Index, u8),
    NoEvidence(Index),
    Decide(Index, u8, Option<u8>),
    Accept(Index, Index, u8),
    Settle(Index),
    Period(bool),
    Undo,
    Redo,
}

pub fn step() -> impl Strategy<Value = Step> {
    let level = prop_oneof![Just(Level::Goal), Just(Level::Task), Just(Level::Subtask), Just(Level::Measure)];
    let who = proptest::option::of(0u8..3);
    prop_oneof![
        4 => (level, any::<Index>()).prop_map(|(l, i)| Step::Add(l, i)),
        1 => (any::<Index>(), any::<Index>(), any::<bool>()).prop_map(|(a, b, f)| Step::Move(a, b, f)),
        1 => any::<Index>().prop_map(Step::Delete),
        1 => (any::<Index>(), proptest::collection::vec(0u8..3, 0..3)).prop_map(|(i, p)| Step::Performers(i, p)),
        1 => (any::<Index>(), 0u8..7).prop_map(|(i, t)| Step::Term(i, t)),
        3 => (any::<Index>(), 0u8..12).prop_map(|(i, k)| Step::Indicator(i, k)),
        3 => (any::<Index>(), 0u8..6, 0u8..10, who.clone()).prop_map(|(i, s, v, w)| Step::Target(i, s, v, w)),
        6 => (any::<Index>(), 0u8..4, 0u8..9, who.clone()).prop_map(|(i, q, v, w)| Step::Fact(i, q, v, w)),
        1 => (any::<Index>(), 0u8..4).prop_map(|(i, q)| Step::Note(i, q)),
        2 => (any::<Index>(), any::<Index>(), 0u8..6).prop_map(|(a, b, d)| Step::Evidence(a, b, d)),
        1 => any::<Index>().prop_map(Step::NoEvidence),
        2 => (any::<Index>(), 0u8..4, who).prop_map(|(i, q, to)| Step::Decide(i, q, to)),
        1 => (any::<Index>(), any::<Index>(), 0u8..4).prop_map(|(k, i, q)| Step::Accept(k, i, q)),
        1 => any::<Index>().prop_map(Step::Settle),
        1 => any::<bool>().prop_map(Step::Period),
        1 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

pub fn pick<T: Copy>(index: &Index, list: &[T]) -> Option<T> {
    (!list.is_empty()).then(|| list[index % list.len()])
}

pub fn target(kind: u8) -> Option<Target> {
    let n = |n: u32| Number::from(n);
    let value = match kind {
        0 => return None,
        1 => TargetValue::Condition,
        2 => TargetValue::Deed,
        3 => TargetValue::Compound(vec![n(25), n(250)]),
        4 => TargetValue::Number(Number::ZERO),
        7 => TargetValue::Date(jiff::civil::date(2025, 5, 20)),
        8 => TargetValue::Date(jiff::civil::date(2025, 11, 10)),
        9 => TargetValue::Date(jiff::civil::date(2024, 11, 20)),
        k => TargetValue::Number(n(u32::from(k) * 3)),
    };
    Some(Target { value, raw: "т".into() })
}

pub fn fact(kind: u8) -> FactValue {
    let n = |n: u32| Number::from(n);
    match kind {
        0 => FactValue::None,
        1 => FactValue::Text,
        2 => FactValue::Done,
        3 => FactValue::Compound(vec![n(20), n(260)]),
        4 => FactValue::NoOccasion,
        5 => FactValue::Number(Number::ZERO),
        7 => FactValue::Share(n(9), n(10)),
        8 => FactValue::Date(jiff::civil::date(2025, 6, 30)),
        k => FactValue::Number(Number::parse(&format!("{}", f64::from(k) * 1.5)).unwrap()),
    }
}

pub fn term(kind: u8) -> Option<Term> {
    let month = |m| kvartal::domain::Month::new(2025, m).unwrap();
    let kind = match kind {
        0 => return None,
        1 => TermKind::Quarter,
        2 => TermKind::Month(month(5)),
        3 => TermKind::Range(month(2), month(8)),
        4 => TermKind::Date(jiff::civil::date(2025, 6, 15)),
        5 => TermKind::Date(jiff::civil::date(2024, 12, 1)),
        _ => TermKind::Ongoing,
    };
    Some(Term { kind, raw: "строк".into() })
}

pub fn command(plan: &Plan, step: &Step) -> Option<Command> {
    let nodes: Vec<NodeId> = plan.walk().map(|(_, id)| id).collect();
    let measures: Vec<NodeId> = plan.measures().map(|(id, _)| id).collect();
    let indicators: Vec<_> = measures.iter().flat_map(|m| plan.indicators(*m).map(|(id, _)| id)).collect();
    let subjects: Vec<Subject> = indicators
        .iter()
        .map(|id| Subject::Indicator(*id))
        .chain(measures.iter().map(|id| Subject::Node(*id)))
        .collect();
    let q = |n: u8| quarter("2025Q1").shift(i32::from(n));
    let performers: Vec<_> = plan.performers().map(|(id, _)| id).collect();
    let who = |n: &Option<u8>| n.and_then(|n| performers.get(usize::from(n)).copied());
    Some(match step {
        Step::Add(level, at) => Command::AddNode {
            level: *level,
            parent: pick(at, &nodes),
            place: SiblingPlace::Last,
            code: None,
            title: "вузол".into(),
        },
        Step::Move(a, b, first) => Command::MoveNode {
            node: pick(a, &nodes)?,
            parent: pick(b, &nodes),
            place: if *first { SiblingPlace::First } else { SiblingPlace::Last },
            level: None,
        },
        Step::Delete(at) => Command::DeleteNode(pick(at, &nodes)?),
        Step::Performers(at, who) => {
            let performers = Some(who.iter().map(|n| (format!("Відділ {n}"), n % 2 == 0)).collect());
            Command::EditNode(
                pick(at, &measures)?,
                Box::new(NodePatch { performers, ..NodePatch::default() }),
            )
        }
        Step::Term(at, kind) => {
            let doubt = (*kind == 6).then(|| TypedDoubt {
                kind: DoubtKind::Date,
                reading: "постійно".into(),
                alternatives: vec!["до червня".into()],
            });
            let patch = NodePatch { term: Some(term(*kind)), term_doubt: doubt, ..NodePatch::default() };
            Command::EditNode(pick(at, &measures)?, Box::new(patch))
        }
        Step::Indicator(at, kind) => Command::AddIndicator(
            pick(at, &measures)?,
            Box::new(IndicatorFields {
                name: "показник".into(),
                unit: [None, Some("осіб"), Some("%")][usize::from(kind % 3)].map(str::to_owned),
                comparator: [Comparator::AtLeast, Comparator::AtMost, Comparator::Equal]
                    [usize::from(kind % 3)],
                aggregation: [Aggregation::Sum, Aggregation::Last, Aggregation::Mean, Aggregation::Max]
                    [usize::from(kind % 4)],
            }),
        ),
        Step::Target(at, span, kind, part) => Command::SetTarget(SetTarget {
            subject: pick(at, &subjects)?,
            span: if *span < 4 { Span::single(q(*span)) } else { Span::new(q(*span - 4), q(3)).unwrap() },
            performer: who(part),
            target: target(*kind),
            says: IndicatorPatch::default(),
        }),
        Step::Fact(at, n, kind, part) => Command::SetFact(SetFact {
            subject: pick(at, &subjects)?,
            quarter: q(*n),
            performer: who(part),
            value: Some((fact(*kind), "ф".into())),
            note: None,
            unit: None,
        }),
        Step::Note(at, n) => Command::SetFact(SetFact {
            subject: pick(at, &subjects)?,
            quarter: q(*n),
            performer: None,
            value: None,
            note: Some("причина".into()),
            unit: None,
        }),
        Step::Evidence(a, b, days) => {
            let links = [pick(a, &measures)?, pick(b, &measures)?];
            let links = if links[0] == links[1] { &links[..1] } else { &links[..] };
            Command::AddEvidence(Box::new(EvidenceFields {
                dates: (0..*days)
                    .map(|d| jiff::civil::date(2025, 1 + 2 * i8::try_from(d).unwrap(), 7))
                    .collect(),
                text: "семінар".into(),
                links: links.iter().map(|m| EvidenceLink { measure: *m, count: None }).collect(),
                ..EvidenceFields::default()
            }))
        }
        Step::NoEvidence(at) => {
            let all: Vec<_> = plan.all_evidence().map(|(id, _)| id).collect();
            Command::DeleteEvidence(pick(at, &all)?)
        }
        Step::Decide(at, n, to) => Command::DecideDebt {
            subject: pick(at, &subjects)?,
            quarter: q(*n),
            ruling: (*to != Some(2)).then(|| Ruling {
                outcome: match to {
                    Some(_) => Outcome::Carried(q(*n + 1).last_day()),
                    None => Outcome::Withdrawn,
                },
                reason: "причина".into(),
                order: "№ 5 від 01.04.2025".into(),
            }),
        },
        Step::Accept(kind, at, n) => Command::AcceptFinding(
            pick(kind, &FindingKind::ALL)?,
            pick(at, &subjects)?,
            q(*n),
            Some("так і є".into()),
        ),
        Step::Settle(at) => {
            let open: Vec<_> =
                plan.doubts().filter(|(_, doubt)| doubt.settled.is_none()).map(|(id, _)| id).collect();
            Command::SettleDoubt(pick(at, &open)?, Some("постійно".into()))
        }
        Step::Period(longer) => Command::EditHeader(Box::new(HeaderPatch {
            period: Some(Span::new(q(0), q(if *longer { 7 } else { 3 })).unwrap()),
            ..HeaderPatch::default()
        })),
        Step::Undo | Step::Redo => return None,
    })
}

/// Applies steps to a new plan; returns every change that was made.
pub fn play(steps: &[Step]) -> (Plan, Vec<kvartal::domain::Change>) {
    let mut plan = Plan::empty(PlanId(1));
    let mut context = context(7);
    let mut changes = Vec::new();
    let mut undo = UndoTree::default();
    let first = decide(&plan, &Command::CreatePlan(header()), &mut context).unwrap();
    plan.apply(&first);
    changes.push(first);
    for step in steps {
        let change = match step {
            Step::Undo => undo.undo(&plan, &mut context),
            Step::Redo => undo.redo(&plan, &mut context),
            other => match command(&plan, other) {
                Some(command) => decide(&plan, &command, &mut context),
                None => continue,
            },
        };
        let Ok(change) = change else { continue };
        assert_eq!(plan.check(&change), Ok(()), "a decided change stands");
        // Figures follow the changes from the first time that somebody asks for one.
        plan.tally(Scope::Plan, plan.period().first);
        plan.apply(&change);
        undo.note(&change);
        changes.push(change);
    }
    (plan, changes)
}
