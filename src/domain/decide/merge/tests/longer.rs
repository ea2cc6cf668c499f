//! Documents of a longer period than the plan's facts.

use super::*;

/// «Факт з початку року» in the report of a quarter: the plan knows the quarters before, so the doubt offers the rest.
#[test]
fn a_fact_since_the_year_began_offers_what_is_left_for_its_quarter() {
    let since = |n| {
        let mut report = draft("2026Q4", vec![lectures("2026Q4", Some(20), Some(n))]);
        report.doubts.push(DraftDoubt {
            subject: DraftSubject::Indicator(vec![0, 0], 0),
            kind: DoubtKind::Quarter,
            place: Source::default(),
            text: format!("Факт з початку року: {n}"),
            reading: "2026Q4".to_owned(),
            alternatives: vec!["2026Q1..2026Q4".to_owned()],
            id: None,
            settled: None,
        });
        report
    };
    let claims = |plan: &Plan| {
        let claims = plan.doubts().filter(|(_, doubt)| doubt.kind == DoubtKind::BothClaim);
        claims.map(|(id, doubt)| (id, doubt.alternatives.clone())).collect::<Vec<_>>()
    };
    let first = draft("2026Q3", vec![lectures("2026Q3", Some(4), Some(6))]);
    let mut plan = plan_of(first.clone());
    merge(&mut plan, since(18), None);
    let [(id, others)] = claims(&plan).try_into().unwrap();
    assert_eq!(others, ["12"]);
    let change = decide(&plan, &Command::SettleDoubt(id, Some("12".to_owned())), &mut context(3)).unwrap();
    plan.apply(&change);
    assert_eq!(number(&plan, "1.1", "2026Q4", None).as_deref(), Some("12"));
    // Figures that do not add up have no rest, and neither has a plan that knows nothing of the quarters before.
    let mut last = first;
    last.outline[0].children[0].indicators[0].aggregation = Aggregation::Last;
    let mut plan = plan_of(last);
    merge(&mut plan, since(18), None);
    assert_eq!(claims(&plan), []);
    let mut plan = plan_of(draft("2026Q3", vec![lectures("2026Q3", Some(4), None)]));
    merge(&mut plan, since(18), None);
    assert_eq!(claims(&plan), []);
}

#[test]
fn a_fact_of_a_year_beside_those_of_its_quarters_is_a_doubt() {
    let mut plan = plan_of(draft("2026Q3", vec![lectures("2026Q3", Some(4), Some(6))]));
    let year = Span::parse("2026").unwrap();
    let mut report = draft("2026Q4", vec![lectures("2026Q4", Some(20), Some(18))]);
    report.period = year;
    report.outline[0].children[0].indicators[0].values[0].span = year;
    merge(&mut plan, report, None);
    let (id, doubt) = plan.doubts().next().map(|(id, doubt)| (id, doubt.clone())).unwrap();
    assert_eq!((doubt.kind, doubt.alternatives.as_slice()), (DoubtKind::BothClaim, &["12".to_owned()][..]));
    let change = decide(&plan, &Command::SettleDoubt(id, Some("12".to_owned())), &mut context(3)).unwrap();
    plan.apply(&change);
    assert_eq!(number(&plan, "1.1", "2026Q4", None).as_deref(), Some("12"));
    assert_eq!(number(&plan, "1.1", "2026Q3", None).as_deref(), Some("6"));
}
