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
