//! Reads a term, and doubts one that a plan of this period does not contain.

use crate::{
    domain::{DoubtKind, Quarter, Span, Term, TermKind},
    form::{
        reading::{Cause, Reading, Uncertainty},
        term::parse_term,
    },
};

/// How much of a plan's time is known where a term is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanTime {
    /// All of it: a term that ends outside it is doubted.
    Whole,
    /// A part, such as the quarter of a report.
    Part,
}

/// Reads a term of a plan of the given period.
pub fn read(text: &str, period: Span, time: PlanTime) -> Reading<Term> {
    let read = parse_term(text, period);
    let unsure = read.uncertainty.or_else(|| odd(&read.value, (time == PlanTime::Whole).then_some(period)));
    Reading { value: read.value, uncertainty: unsure }
}

/// Doubts numbers that are not a term, and a term that does not end within the plan, because then nothing is due in
/// any of its quarters.
fn odd(term: &Term, whole: Option<Span>) -> Option<Uncertainty> {
    if term.kind == TermKind::Text {
        // In a column of quarters, «+» and «х» mean no more than a number does.
        let letters = term.raw.chars().filter(|c| c.is_alphabetic()).count();
        let numbers =
            (letters < 3 && !term.raw.is_empty()) || term.raw.contains(|c: char| c.is_ascii_digit());
        let unsure = Uncertainty::new(DoubtKind::Reading, term.raw.clone(), Vec::new());
        return numbers.then(|| unsure.because(Cause::NoDay));
    }
    let period = whole?;
    let end = term.last_day(period);
    let unsure = Uncertainty::new(DoubtKind::Date, end.to_string(), Vec::new()).because(Cause::Outside);
    (!period.contains(Quarter::of(end))).then_some(unsure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_term_is_told() {
        let year = Span::parse("2026").unwrap();
        let cause = |text| read(text, year, PlanTime::Whole).uncertainty.map(|unsure| unsure.cause);
        assert_eq!(cause("до 31.11.2026"), Some(Cause::NoDay));
        assert_eq!(cause("до 01.06.2027"), Some(Cause::Outside));
        assert_eq!(cause("до 1 червня"), None);
        assert_eq!(cause("+"), Some(Cause::NoDay));
        assert_eq!(cause("після ремонту"), None);
    }
}
