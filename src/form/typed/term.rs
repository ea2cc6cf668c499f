//! A term: what it says, and what a plan of this period cannot keep.

use crate::{
    domain::{DoubtKind, Quarter, Span, Term, TermKind},
    form::{
        reading::{Cause, Reading, Uncertainty},
        term::parse_term,
    },
};

/// Reads a term of a plan of the given period. `whole` says that all of the plan's time is known: a term that ends
/// outside it is then doubted.
pub fn read(text: &str, period: Span, whole: bool) -> Reading<Term> {
    let read = parse_term(text, period);
    let unsure = read.uncertainty.or_else(|| odd(&read.value, whole.then_some(period)));
    Reading { value: read.value, uncertainty: unsure }
}

/// Numbers that make no term, and a term that does not end within the plan: what is owed then is due in no
/// quarter of it.
fn odd(term: &Term, whole: Option<Span>) -> Option<Uncertainty> {
    if term.kind == TermKind::Text {
        // «+» and «х» in a column of quarters say no more by themselves than a number does.
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
        let cause = |text| read(text, year, true).uncertainty.map(|unsure| unsure.cause);
        assert_eq!(cause("до 31.11.2026"), Some(Cause::NoDay));
        assert_eq!(cause("до 01.06.2027"), Some(Cause::Outside));
        assert_eq!(cause("до 1 червня"), None);
        assert_eq!(cause("+"), Some(Cause::NoDay));
        assert_eq!(cause("після ремонту"), None);
    }
}
