//! Documents of a longer period than the plan's facts.

use super::*;

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
