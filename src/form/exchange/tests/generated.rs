//! Any draft comes back from the text of its plan.

use jiff::civil::Date;
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{super::names, record, *};
use crate::domain::{
    FactValue, Month, Number, Signature, Source, Span, Target, TargetValue, Term, TermKind,
    draft::{
        Draft, DraftDoubt, DraftEvidence, DraftIndicator, DraftNode, DraftPerformer, DraftShare, DraftValue,
    },
};

fn text() -> impl Strategy<Value = String> {
    select(vec!["", "Захід", "«Об’єкт»\n2", "\"\\\u{1b}[0m", "Ґанок й їжак", "x\u{a0}y"])
        .prop_map(str::to_owned)
}

/// The wording of a value: without figures, which would have to be its numbers.
fn wording() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.chars().filter(|c| !c.is_ascii_digit()).collect())
}

/// A title or a name: never empty.
fn name() -> impl Strategy<Value = String> {
    text().prop_map(|text| format!("Т{text}"))
}

fn any_of<T: Copy + std::fmt::Debug + 'static>(table: &[(&str, T)]) -> impl Strategy<Value = T> + use<T> {
    select(table.iter().map(|(_, value)| *value).collect::<Vec<_>>())
}

fn number() -> impl Strategy<Value = Number> {
    (-9_999_999i64..9_999_999, 0u32..4)
        .prop_map(|(n, scale)| Number(rust_decimal::Decimal::new(n, scale).normalize()))
}

fn day() -> impl Strategy<Value = Date> {
    (2023i16..2025, 1i8..13, 1i8..29).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

fn month() -> impl Strategy<Value = Month> {
    (2017i16..2025, 1i8..13).prop_map(|(y, m)| Month::new(y, m).unwrap())
}

fn term() -> impl Strategy<Value = Term> {
    let kind = prop_oneof![
        select(vec![TermKind::Quarter, TermKind::Ongoing, TermKind::Text]),
        month().prop_map(TermKind::Month),
        vec(month(), 2..4).prop_map(TermKind::Months),
        day().prop_map(TermKind::Date),
        (month(), month()).prop_map(|(a, b)| TermKind::Range(a.min(b), a.max(b))),
        (2000i16..2010, 0i16..4).prop_map(|(a, n)| TermKind::Years(a, a + n)),
    ];
    (kind, text()).prop_map(|(kind, raw)| Term { kind, raw })
}

fn span() -> impl Strategy<Value = Span> {
    let first = record::quarter("2023Q1");
    (0i32..4, 0i32..3).prop_map(move |(a, n)| Span::new(first.shift(a), first.shift(a + n)).unwrap())
}

fn target() -> impl Strategy<Value = Target> {
    let value = prop_oneof![
        number().prop_map(TargetValue::Number),
        vec(number(), 2..4).prop_map(TargetValue::Compound),
        select(vec![TargetValue::Condition, TargetValue::Deed]),
        day().prop_map(TargetValue::Date),
    ];
    (value, wording()).prop_map(|(value, raw)| Target { value, raw })
}

fn fact() -> impl Strategy<Value = (FactValue, String)> {
    let value = prop_oneof![
        number().prop_map(FactValue::Number),
        vec(number(), 2..4).prop_map(FactValue::Compound),
        (number(), 1u32..9).prop_map(|(part, whole)| FactValue::Share(part, Number::from(whole))),
        select(vec![FactValue::Text, FactValue::Done, FactValue::NoOccasion]),
        day().prop_map(FactValue::Date),
    ];
    (value, wording())
}

fn source() -> impl Strategy<Value = Source> {
    (text(), option::of(1u32..9), option::of(1u32..9)).prop_map(|(file, table, line)| Source {
        file: file.into(),
        table,
        row: table,
        column: line,
        line,
    })
}

fn who() -> impl Strategy<Value = String> {
    select(vec!["Відділ А", "Відділ Б"]).prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = DraftValue> {
    (span(), option::of(who()), option::of(target()), option::of(fact()), text()).prop_map(
        |(span, performer, target, fact, note)| {
            let single = span.as_single().is_some();
            let (fact, note) = if single { (fact, note) } else { (None, String::new()) };
            DraftValue { target, fact, note, ..DraftValue::new(span, performer) }
        },
    )
}

fn indicator() -> impl Strategy<Value = DraftIndicator> {
    let rules = (
        any_of(&names::COMPARATORS),
        any_of(&names::AGGREGATIONS),
        option::of(any_of(&names::AGGREGATIONS)),
        any::<bool>(),
    );
    (text(), option::of(text()), rules, option::of(number()), vec(value(), 0..5), option::of(source()))
        .prop_map(|(name, unit, rules, baseline, mut values, source)| {
            let mut seen = std::collections::HashSet::new();
            values.retain(|v| seen.insert((v.span, v.performer.clone())));
            values.retain(|value| !value.is_blank());
            let (comparator, aggregation, target_aggregation, counts) = rules;
            let about = unit.iter().map(|unit| ("джерело".to_owned(), unit.clone())).collect();
            DraftIndicator {
                unit,
                comparator,
                aggregation,
                target_aggregation,
                baseline,
                counts,
                about,
                values,
                source,
                ..DraftIndicator::new(name)
            }
        })
}

fn evidence() -> impl Strategy<Value = DraftEvidence> {
    (
        option::of(0i32..4),
        option::of(who()),
        vec(day(), 0..3),
        option::of(text()),
        text(),
        option::of(0u32..9),
    )
        .prop_map(|(quarter, performer, dates, place, text, count)| DraftEvidence {
            quarter: quarter.map(|n| record::quarter("2023Q1").shift(n)),
            performer,
            count: count.filter(|n| *n as usize != dates.len()),
            dates,
            link: place.clone(),
            place,
            text,
            ..DraftEvidence::default()
        })
}

fn measure() -> impl Strategy<Value = DraftNode> {
    let performers = vec((who(), any::<bool>()), 0..3);
    let inner = (vec(indicator(), 0..3), vec(evidence(), 0..3));
    (option::of("[1-3]"), text(), performers, option::of(term()), inner, option::of(source())).prop_map(
        |(code, title, performers, term, (indicators, evidence), source)| DraftNode {
            performers: performers
                .into_iter()
                .map(|(name, by_consent)| DraftPerformer { name, by_consent })
                .collect(),
            term,
            indicators,
            evidence,
            source,
            ..DraftNode::new(Level::Measure, code, title)
        },
    )
}

fn node() -> impl Strategy<Value = DraftNode> {
    measure().prop_recursive(3, 12, 3, |inner| {
        (
            select(vec![Level::Goal, Level::Task, Level::Subtask]),
            option::of("[1-3]"),
            text(),
            vec(inner, 0..3),
        )
            .prop_map(|(level, code, title, children)| {
                let fits = |child: &DraftNode| child.level.fits_under(Some(level));
                let children = children.into_iter().filter(fits).collect();
                DraftNode { objective: code.clone(), children, ..DraftNode::new(level, code, title) }
            })
    })
}

/// Paths of everything in an outline.
fn subjects(nodes: &[DraftNode], above: &[usize], out: &mut Vec<DraftSubject>) {
    for (at, node) in nodes.iter().enumerate() {
        let path = [above, &[at]].concat();
        out.extend((0..node.indicators.len()).map(|i| DraftSubject::Indicator(path.clone(), i)));
        out.push(DraftSubject::Node(path.clone()));
        subjects(&node.children, &path, out);
    }
}

fn indicator_ids(nodes: &[DraftNode]) -> Vec<crate::domain::IndicatorId> {
    nodes
        .iter()
        .flat_map(|n| n.indicators.iter().filter_map(|i| i.id).chain(indicator_ids(&n.children)))
        .collect()
}

/// A draft whose first evidence and first indicator are shared by two measures.
fn share(draft: &mut Draft) {
    fn first(nodes: &[DraftNode]) -> Option<DraftEvidence> {
        nodes.iter().find_map(|n| n.evidence.first().cloned().or_else(|| first(&n.children)))
    }
    let mut last = DraftNode::new(Level::Measure, None, "останній");
    last.id = Some(crate::domain::NodeId(0xabc));
    last.shares = indicator_ids(&draft.outline).into_iter().take(1).map(DraftShare::Id).collect();
    last.evidence = first(&draft.outline).into_iter().collect();
    draft.outline.push(last);
}

fn draft() -> impl Strategy<Value = Draft> {
    let doubts =
        vec((any::<prop::sample::Index>(), any_of(&names::DOUBTS), source(), option::of(text())), 0..3);
    let locks = vec((0i32..4, text(), -62_000_000_000_000i64..253_000_000_000_000), 0..2);
    (vec(node(), 0..4), name(), option::of(text()), doubts, locks, (1i8..13, any::<bool>())).prop_map(
        |(outline, title, form, doubts, locks, (year_start, archived))| {
            let first = record::quarter("2023Q1");
            let mut draft = Draft::new(Span::new(first, first.shift(3)).unwrap());
            (draft.outline, draft.title, draft.year_start, draft.archived) =
                (outline, title.clone(), year_start, archived);
            draft.approval = form.clone().map(|name| Signature { name, ..Signature::default() });
            draft.organisation_genitive = form.clone().filter(|text| !text.trim().is_empty());
            draft.signatures = draft.approval.clone().into_iter().collect();
            draft.preamble = form.iter().cloned().collect();
            draft.form = form;
            draft = record::with_ids(draft);
            share(&mut draft);
            let mut all = vec![DraftSubject::Plan];
            subjects(&draft.outline, &[], &mut all);
            draft.doubts = doubts
                .into_iter()
                .map(|(at, kind, place, settled)| DraftDoubt {
                    id: None,
                    subject: at.get(&all).clone(),
                    kind,
                    place,
                    text: title.clone(),
                    reading: String::new(),
                    alternatives: settled.iter().cloned().collect(),
                    settled,
                })
                .collect();
            for (n, by, at) in locks {
                let quarter = first.shift(n);
                let subject = all.last().cloned().unwrap();
                record::beside_outline(&mut draft, &subject, quarter, &by, at);
            }
            record::with_ids(draft)
        },
    )
}

/// A draft that the import command leaves unchanged: it has a title, and each performer of a measure once.
fn draft_for_import() -> impl Strategy<Value = Draft> {
    fn once(nodes: &mut [DraftNode]) {
        for node in nodes {
            let mut seen = std::collections::HashSet::new();
            node.performers.retain(|p| seen.insert(p.name.clone()));
            once(&mut node.children);
        }
    }
    draft().prop_map(|mut draft| {
        draft.title = "План".into();
        once(&mut draft.outline);
        draft
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_draft_comes_back(draft in draft_for_import()) {
        let text = export(&record::plan(&draft));
        let back = import(&text).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?;
        prop_assert_eq!(record::sorted(back), record::sorted(draft));
    }

    #[test]
    fn cut_and_changed_texts_are_refused_calmly(cut in 0usize..SAMPLE.len(), with in "[\\[\\]{},:\"0-9a-z]{0,3}") {
        let cut = SAMPLE.floor_char_boundary(cut);
        let end = SAMPLE.ceil_char_boundary((cut + with.len()).min(SAMPLE.len()));
        let _ = import(&format!("{}{with}{}", &SAMPLE[..cut], &SAMPLE[end..]));
    }
}
