//! Terms that name a part of a year without months: «2-й квартал», «І півріччя», «ІІ декада жовтня».

use jiff::civil::Date;

use crate::{
    domain::{Quarter, Span, TermKind},
    form::{
        dates,
        period::{
            heading::bare_quarter,
            ordinal::ordinal,
            when::{self, When},
        },
        words::{key, words},
    },
    text::quarter::YEARS,
};

use super::{Deadline, FoundTerm, days, month_of, year_of};

/// Reads the words of a term, without those that lead in.
pub(super) fn read(all: &[&str], period: Span, deadline: Deadline) -> Option<FoundTerm> {
    if let Some(day) = decade(all, period).or_else(|| days(all, period)) {
        return Some((TermKind::Date(day), Vec::new()));
    }
    if let Some(kind) = between_days(all) {
        return Some((kind, Vec::new()));
    }
    if let Some(kind) = days::several(&all.join(" "), period) {
        return Some((kind, Vec::new()));
    }
    if let Some(found) = listed(all, period) {
        return Some(found);
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

/// Several parts of a year: «І квартал; ІІІ квартал». Where something is between them, only the last day is certain.
fn listed(all: &[&str], period: Span) -> Option<FoundTerm> {
    let text = all.join(" ");
    let parts: Vec<&str> = text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let when = |part: &&str| part_of_year(&part.split(' ').collect::<Vec<_>>()).filter(|(_, sure)| *sure);
    let whens: Vec<When> =
        parts.iter().map(|part| when(part).map(|(when, _)| when)).collect::<Option<_>>()?;
    (whens.len() > 1).then_some(())?;
    let span = |when: &When| {
        let year =
            when.years.map_or_else(|| year_of(period, |q| q.number() == when.quarters.0).0, |(year, _)| year);
        Span::new(Quarter::new(year, when.quarters.0)?, Quarter::new(year, when.quarters.1)?)
    };
    let spans: Vec<Span> = whens.iter().map(span).collect::<Option<_>>()?;
    let (first, last) = (spans.first()?.first, spans.last()?.last);
    let rising = spans.windows(2).all(|pair| matches!(pair, [a, b] if a.last < b.first));
    let gapless = spans.windows(2).all(|pair| matches!(pair, [a, b] if a.last.next() == b.first));
    let kind = TermKind::Range(month_of(first.first_day())?, month_of(last.last_day())?);
    let others = if gapless { Vec::new() } else { vec![last.last_day().to_string()] };
    rising.then_some((kind, others))
}

/// The part of a year in some words, and whether it is spelled correctly. A Roman numeral alone is read as a
/// quarter, with uncertainty.
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

/// The last day of a part of a month: «перша декада листопада», «І–ІІ декада грудня 2024 року», «друга половина
/// серпня», «останній тиждень вересня».
fn decade(all: &[&str], period: Span) -> Option<Date> {
    let [number, word, month, rest @ ..] = all else { return None };
    let (part, lead) = (key(word), key(number));
    let first = first_of(month, rest, period)?;
    let last = lead.starts_with("останн");
    let parts = ["декад", "тижд", "тижн", "п'ятиденк", "дні", "день"];
    if last && parts.iter().any(|one| part.starts_with(one)) {
        return Some(first.last_of_month());
    }
    // Of several the last: «І–ІІ».
    let number = number.rsplit(['-', '–', '—', ',']).find(|part| !part.is_empty())?;
    let number = ordinal(number)?.number;
    let (year, month) = (first.year(), first.month());
    match number {
        1 if part.starts_with("декад") => Date::new(year, month, 10).ok(),
        2 if part.starts_with("декад") => Date::new(year, month, 20).ok(),
        3 if part.starts_with("декад") => Some(first.last_of_month()),
        1 if part.starts_with("половин") => Date::new(year, month, 15).ok(),
        2 if part.starts_with("половин") => Some(first.last_of_month()),
        _ => None,
    }
}

/// The first day of a month in the year that follows it, else in the year of the plan's period.
fn first_of(month: &str, rest: &[&str], period: Span) -> Option<Date> {
    let month = words().month(month)?;
    let named = rest.first().and_then(|year| year.trim_end_matches('.').parse().ok());
    let named = named.filter(|year| YEARS.contains(year));
    let quarter = u8::try_from((month - 1) / 3 + 1).ok()?;
    let year = named.unwrap_or_else(|| year_of(period, |q| q.number() == quarter).0);
    Date::new(year, month, 1).ok()
}

/// The last of several days of a month: «15–20 серпня», «15 по 20 серпня», «5, 12 та 19 серпня».
fn days(all: &[&str], period: Span) -> Option<Date> {
    let at = all.iter().position(|word| words().month(word).is_some())?;
    let (month, rest) = all.get(at..)?.split_first()?;
    let first = first_of(month, rest, period)?;
    let joins = ["-", "–", "—", "по", "до", "та", "і", "й", ","];
    let listed = all.get(..at)?.iter().filter(|word| !joins.contains(&key(word).as_str()));
    let days: Option<Vec<i8>> = listed
        .flat_map(|word| word.split(['-', '–', '—', ',']))
        .filter(|day| !day.is_empty())
        .map(|day| day.parse().ok())
        .collect();
    let days =
        days.filter(|days| days.len() > 1 && days.windows(2).all(|pair| matches!(pair, [a, b] if a < b)))?;
    Date::new(first.year(), first.month(), *days.last()?).ok()
}

/// A range of days: whole months where it consists of them, else until its last day.
fn between_days(all: &[&str]) -> Option<TermKind> {
    let day = |word: &str| dates::whole_date(word.trim_matches(|c: char| ",;()".contains(c)));
    let (first, last) = match all {
        [word] => word.split_once(['-', '–', '—'])?,
        [first, join, last] if ["-", "–", "—", "по", "до"].contains(&key(join).as_str()) => {
            (*first, *last)
        }
        _ => return None,
    };
    let last = day(last)?;
    // Only the last date may have the year: «01.07–30.09.2024».
    let first = day(first).or_else(|| day(&format!("{}.{}", first.trim_end_matches('.'), last.year())))?;
    (first <= last).then_some(())?;
    match first.day() == 1 && last == last.last_of_month() {
        true => Some(TermKind::Range(month_of(first)?, month_of(last)?)),
        false => Some(TermKind::Date(last)),
    }
}

/// Whether a text describes something that is repeated, with figures in it: «2 рази на місяць», «до 5 числа
/// щомісяця», «щокварталу до 10 числа».
pub(super) fn is_repeated(text: &str) -> bool {
    let is_figure = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let all: Vec<&str> = text.split(' ').map(|word| word.trim_matches([',', '-'])).collect();
    if let [count, times, "на" | "у" | "в", ..] = all.as_slice() {
        return is_figure(count) && (times.starts_with("раз") || *times == "рази");
    }
    let again =
        all.iter().filter(|word| word.starts_with("що") && words().ongoing.iter().any(|one| one == *word));
    let until = all
        .windows(3)
        .any(|three| matches!(three, ["до" | "до-", day, "числа"] if is_figure(day.trim_end_matches("-го"))));
    again.count() == 1 && until && all.len() <= 6
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
        for (text, last) in [
            ("І-ІІ декада липня", date(2024, 7, 20)),
            ("2 половина серпня", date(2024, 8, 31)),
            ("перша половина серпня", date(2024, 8, 15)),
            ("останній тиждень вересня", date(2024, 9, 30)),
            ("кінець вересня", date(2024, 9, 30)),
            ("15-20 серпня", date(2024, 8, 20)),
            ("з 15 по 20 серпня 2024 року", date(2024, 8, 20)),
            ("01.07–30.09.2024", date(2024, 9, 30)),
            ("з 01.07.2024 по 15.09.2024", date(2024, 9, 15)),
            ("липень/серпень", date(2024, 8, 31)),
            ("І квартал; ІІ квартал; ІІІ квартал", date(2024, 9, 30)),
            ("І кв., ІІ кв. 2024", date(2024, 6, 30)),
        ] {
            let read = parse_term(text, year);
            assert_eq!((read.value.last_day(year), read.uncertainty), (last, None), "{text}");
            assert_ne!(read.value.kind, TermKind::Text, "{text}");
        }
        // Of which quarter?
        for text in ["до кінця кварталу", "протягом кварталу"] {
            assert!(parse_term(text, year).uncertainty.is_some_and(|unsure| unsure.alternatives.len() > 2));
            assert_eq!(parse_term(text, Span::parse("2024Q2").unwrap()).uncertainty, None, "{text}");
        }
        for text in [
            "щоп'ятниці",
            "раз на квартал",
            "2 рази на місяць",
            "до 5 числа щомісяця",
            "щокварталу, до 10 числа",
        ] {
            assert_eq!(parse_term(text, year).value.kind, TermKind::Ongoing, "{text}");
        }
        for text in ["20-15 серпня", "5 осіб щомісяця", "31-35 серпня"] {
            assert_eq!(parse_term(text, year).value.kind, TermKind::Text, "{text}");
        }
        for text in ["середина листопада", "2-й тиждень", "V декада жовтня", "4", "до Дня вчителя"]
        {
            assert_eq!(parse_term(text, year).value.kind, TermKind::Text, "{text}");
        }
    }
}
