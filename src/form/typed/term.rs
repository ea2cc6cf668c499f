//! Reads a term, and doubts one that a plan of this period does not contain.

use crate::{
    domain::{DoubtKind, Quarter, Span, Term, TermKind},
    form::{
        reading::{Cause, Reading, Uncertainty},
        term::parse_term,
        words::{key, words},
    },
    text::{key::is_alphanumeric, roman},
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

/// Doubts numbers and names of months, quarters or years in a text that is no term, and a term that does not end
/// within the plan, because then nothing is due in any of its quarters.
fn odd(term: &Term, whole: Option<Span>) -> Option<Uncertainty> {
    if term.kind == TermKind::Text {
        // In a column of quarters, «+» and «х» mean no more than a number does.
        let letters = term.raw.chars().filter(|c| c.is_alphabetic()).count();
        let numbers =
            (letters < 3 && !term.raw.is_empty()) || term.raw.contains(|c: char| c.is_ascii_digit());
        let unsure = Uncertainty::new(DoubtKind::Reading, term.raw.clone(), Vec::new());
        return (numbers || names_time(&term.raw)).then(|| unsure.because(Cause::NoDay));
    }
    let period = whole?;
    let end = term.last_day(period);
    let unsure = Uncertainty::new(DoubtKind::Date, end.to_string(), Vec::new()).because(Cause::Outside);
    (!period.contains(Quarter::of(end))).then_some(unsure)
}

/// Whether a word of a text is a month, a part of a year or a numeral, as in «на початку вересня».
fn names_time(text: &str) -> bool {
    let parts =
        ["квартал", "декад", "півріч", "семестр", "половин", "весн", "осін", "осен", "зим", "літо", "влітку"];
    text.split(|c: char| !is_alphanumeric(c)).filter(|word| !word.is_empty()).any(|word| {
        let numeral = word.chars().count() > 1 && roman::parse(word).is_some();
        let word = key(word);
        let year = ["рік", "року", "році", "роки", "років"].contains(&word.as_str());
        numeral || year || words().month(&word).is_some() || parts.iter().any(|part| word.starts_with(part))
    })
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
        assert_eq!(cause("протягом дві тисячі двадцять п'ятого року"), Some(Cause::Outside));
        assert_eq!(cause("+"), Some(Cause::NoDay));
        assert_eq!(cause("після ремонту"), None);
        for text in [
            "на початку вересня",
            "п квартал",
            "VIII",
            "третя декада",
            "у кварталі після ремонту",
            "до кінця минулого року",
        ] {
            assert_eq!(cause(text), Some(Cause::NoDay), "{text}");
        }
    }

    #[test]
    fn days_are_read_in_every_spelling() {
        let year = Span::parse("2026").unwrap();
        for text in [
            "15.8.2026",
            "до 15-го серпня",
            "15-го серпня 2026 р.",
            "до 15 серпня¹",
            "15. 08. 2026",
            "15.08.2026 р.",
            "до 15.8.2026",
        ] {
            let read = read(text, year, PlanTime::Whole);
            assert_eq!(read.value.last_day(year).to_string(), "2026-08-15", "{text}");
            assert_eq!(read.uncertainty, None, "{text}");
        }
        assert_eq!(read("кожного понеділка", year, PlanTime::Whole).value.kind, TermKind::Ongoing);
    }
}
