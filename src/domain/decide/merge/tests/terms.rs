//! Terms in merged documents.

use super::*;
use crate::domain::{Month, Term, TermKind};

fn term(raw: &str, months: &[i8]) -> Option<Term> {
    let months = months.iter().map(|month| Month::new(2026, *month).unwrap()).collect();
    Some(Term { kind: TermKind::Months(months), raw: raw.to_owned() })
}

#[test]
fn a_term_that_says_the_same_keeps_its_words() {
    let with = |term: Option<Term>| {
        let mut measure = lectures("2026Q2", Some(5), None);
        measure.term = term;
        draft("2026Q2", vec![measure])
    };
    let mut plan = plan_of(with(term("Квітень Травень", &[4, 5])));
    let term_of = |plan: &Plan| plan.measures().next().unwrap().1.term.clone().unwrap().raw;
    let same = merged(&plan, with(term("квітень, травень", &[4, 5])), None);
    assert_eq!(same, Err(Refusal::NothingToDo));
    merge(&mut plan, with(term("квітень, червень", &[4, 6])), None);
    assert_eq!(term_of(&plan), "квітень, червень");
}

#[test]
fn a_term_that_the_plan_has_is_not_doubted_again() {
    let with = |doubted: &str| {
        let mut measure = lectures("2026Q2", Some(5), Some(4));
        measure.term = Some(Term { kind: TermKind::Years(2025, 2028), raw: "2025-2028".to_owned() });
        let mut draft = draft("2026Q2", vec![measure]);
        draft.doubts.push(DraftDoubt {
            id: None,
            subject: DraftSubject::Node(vec![0, 0]),
            kind: DoubtKind::Date,
            place: Source { row: Some(3), ..Source::default() },
            text: doubted.to_owned(),
            reading: "31.12.2028".to_owned(),
            alternatives: Vec::new(),
            settled: None,
        });
        draft
    };
    let mut plan = plan_of({
        let mut draft = with("");
        draft.doubts.clear();
        draft
    });
    for (doubted, count) in [("2025-2028", 0), ("2025", 1)] {
        match merged(&plan, with(doubted), None) {
            Ok(change) => plan.apply(&change),
            Err(refusal) => assert_eq!(refusal, Refusal::NothingToDo),
        };
        assert_eq!(plan.doubts().count(), count, "{doubted}");
    }
}
