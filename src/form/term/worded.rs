//! Terms that name a part of a year in other words than months: «2-й квартал», «І півріччя», «ІІ декада жовтня».

use jiff::civil::Date;

use crate::{
    domain::{Quarter, Span, TermKind},
    form::{
        period::{
            heading::bare_quarter,
            ordinal::ordinal,
            when::{self, When},
        },
        words::{key, words},
    },
    text::quarter::YEARS,
};

use super::{Deadline, FoundTerm, month_of, year_of};

/// Reads the words of a term, without those that lead in.
pub(super) fn read(all: &[&str], period: Span, deadline: Deadline) -> Option<FoundTerm> {
    if let Some(day) = decade(all, period) {
        return Some((TermKind::Date(day), Vec::new()));
    }
    let (when, sure) = part_of_year(all)?;
    let (year, mut others) = match when.years {
        Some((year, _)) => (year, Vec::new()),
        None => year_of(period, |quarter| quarter.number() == when.quarters.0),
    };
    let span = Span::new(Quarter::new(year, when.quarters.0)?, Quarter::new(year, when.quarters.1)?)?;
    let last = span.last.last_day();
    let kind = match deadline {
        Deadline::None if span == period && span.as_single().is_some() => TermKind::Quarter,
        Deadline::None => TermKind::Range(month_of(span.first.first_day())?, month_of(last)?),
        Deadline::By | Deadline::End => TermKind::Date(last),
    };
    if !sure {
        others.push(last.to_string());
    }
    Some((kind, others))
}

/// The part of a year that words are, and whether it is spelled as it ought to be. A Roman numeral alone is that
/// of a quarter, which is not certain.
fn part_of_year(all: &[&str]) -> Option<(When, bool)> {
    if let [word] = all {
        let numeral = word.chars().all(|c| "IVІ".contains(c));
        if let Some(when) = bare_quarter(word).filter(|_| numeral) {
            return Some((when, false));
        }
    }
    let found = when::find(all)?;
    let is_year = |word: &&str| words().years.contains(&key(word.trim_end_matches([',', ';'])));
    let rest = all.get(found.words.end..)?;
    (found.words.start == 0 && rest.iter().all(is_year)).then_some((found.when, found.when.certain))
}

/// The last day of ten days of a month: «перша декада листопада», «ІІІ декада грудня 2024 року».
fn decade(all: &[&str], period: Span) -> Option<Date> {
    let [number, word, month, rest @ ..] = all else { return None };
    key(word).starts_with("декад").then_some(())?;
    let (number, month) = (ordinal(number)?.number, words().month(month)?);
    let named = rest.first().and_then(|year| year.trim_end_matches('.').parse().ok());
    let named = named.filter(|year| YEARS.contains(year));
    let quarter = u8::try_from((month - 1) / 3 + 1).ok()?;
    let year = named.unwrap_or_else(|| year_of(period, |q| q.number() == quarter).0);
    let first = Date::new(year, month, 1).ok()?;
    match number {
        1 => Date::new(year, month, 10).ok(),
        2 => Date::new(year, month, 20).ok(),
        3 => Some(first.last_of_month()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::{
        domain::{Span, TermKind},
        form::term::parse_term,
    };

    #[test]
    fn parts_of_a_year_have_their_last_day() {
        let year = Span::parse("2024").unwrap();
        for (text, last) in [
            ("2-й квартал", date(2024, 6, 30)),
            ("І півріччя", date(2024, 6, 30)),
            ("протягом ІІ півріччя 2024 року", date(2024, 12, 31)),
            ("до кінця І півріччя", date(2024, 6, 30)),
            ("9 місяців", date(2024, 9, 30)),
            ("ІІ декада жовтня", date(2024, 10, 20)),
            ("перша декада листопада 2024 року", date(2024, 11, 10)),
            ("до кінця 3 декади лютого", date(2024, 2, 29)),
            ("до 30.09.2024 включно", date(2024, 9, 30)),
            ("до 25 грудня ц.р.", date(2024, 12, 25)),
        ] {
            let read = parse_term(text, year);
            assert_eq!((read.value.last_day(year), read.uncertainty), (last, None), "{text}");
            assert_ne!(read.value.kind, TermKind::Text, "{text}");
        }
        let read = parse_term("IV", Span::parse("2024").unwrap());
        assert!(read.uncertainty.is_some() && read.value.last_day(year) == date(2024, 12, 31));
        for text in ["щотижня", "щодня", "Щоденно", "кожного місяця"] {
            assert_eq!(parse_term(text, year).value.kind, TermKind::Ongoing, "{text}");
        }
        for text in ["середина листопада", "2-й тиждень", "V декада жовтня", "4", "до Дня вчителя"]
        {
            assert_eq!(parse_term(text, year).value.kind, TermKind::Text, "{text}");
        }
    }
}
