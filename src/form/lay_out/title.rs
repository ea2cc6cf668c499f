//! The title and the words for a period: «за IV квартал 2023 року», «за 9 місяців 2023 року».

use crate::{
    domain::{Quarter, Span},
    form::{period as named, recognise::front, writing::TitleLines},
    text::{self, normal::squeeze, roman},
};

use super::Scene;

/// The lines of the title: what it is, whose, for when.
pub fn lines(scene: &Scene<'_>) -> Vec<String> {
    let header = scene.plan.header();
    let title = squeeze(&header.title);
    let own = header.form.as_deref() == Some(scene.form.name.as_str());
    if scene.is_own() && !is_of_another(&title, scene.options.span) {
        return own_lines(scene, &title, &squeeze(&header.organisation));
    }
    let organisation = squeeze(&header.organisation);
    let opening = own.then(|| front::opening_of(&title, scene.form)).flatten();
    let whose = match (&opening, organisation.is_empty()) {
        (_, false) => organisation,
        // A plan that names nobody is known by its title; one that begins as the form does, and says nothing
        // of a period, goes on as it is.
        (Some(opening), true) if named::in_title(&named::words_of(&title)).is_none() => {
            title.get(opening.len()..).unwrap_or_default().trim().to_owned()
        }
        _ if title.is_empty() => title,
        _ => format!("«{title}»"),
    };
    let opening = opening.or_else(|| scene.form.openings.first().cloned()).unwrap_or_default();
    let period = scene.writing.period.replace("{period}", &period(scene.options.span));
    [opening, whose, period].into_iter().filter(|line| !line.is_empty()).collect()
}

/// Whether a title names a quarter other than that of the report.
fn is_of_another(title: &str, span: Span) -> bool {
    let named = text::quarter::find(title).and_then(|(year, n)| Quarter::new(year, n));
    named.is_some_and(|named| span.as_single() != Some(named))
}

/// The title as it came, broken where the form breaks it.
fn own_lines(scene: &Scene<'_>, title: &str, organisation: &str) -> Vec<String> {
    match scene.writing.title {
        TitleLines::One => vec![title.to_owned()],
        TitleLines::Three => parted(title, organisation),
        TitleLines::Two => {
            let opening = front::opening_of(title, scene.form).unwrap_or_default();
            let rest = title.get(opening.len()..).unwrap_or_default().trim();
            [opening.as_str(), rest].into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect()
        }
    }
}

/// A title in three lines, where it names the organisation between other words.
fn parted(title: &str, organisation: &str) -> Vec<String> {
    let parts = title.split_once(organisation).filter(|_| !organisation.is_empty());
    let Some((before, after)) = parts else { return vec![title.to_owned()] };
    let lines = [before.trim(), organisation, after.trim()];
    lines.into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The words for a quarter inside a longer report.
pub fn quarter(quarter: Quarter, report: Span) -> String {
    let name = roman::format(u32::from(quarter.number()));
    if report.first.year() == report.last.year() {
        return format!("{name} квартал");
    }
    format!("{name} квартал {} року", quarter.year())
}

/// The words for a period, in the accusative as titles have it.
pub fn period(span: Span) -> String {
    let Span { first, last } = span;
    if first.year() != last.year() {
        return match (first.number(), last.number()) {
            (1, 4) => format!("{}-{} роки", first.year(), last.year()),
            _ => format!("{} - {}", period(Span::single(first)), period(Span::single(last))),
        };
    }
    let year = first.year();
    let roman = |n: u8| roman::format(u32::from(n));
    match (first.number(), last.number()) {
        (a, b) if a == b => format!("{} квартал {year} року", roman(a)),
        (1, 2) => format!("{} півріччя {year} року", roman(1)),
        (3, 4) => format!("{} півріччя {year} року", roman(2)),
        (1, 3) => format!("9 місяців {year} року"),
        (1, 4) => format!("{year} рік"),
        (a, b) => format!("{}-{} квартали {year} року", roman(a), roman(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_has_its_usual_words() {
        for (span, words) in [
            ("2023Q4", "IV квартал 2023 року"),
            ("2023Q1..2023Q2", "I півріччя 2023 року"),
            ("2023Q3..2023Q4", "II півріччя 2023 року"),
            ("2023Q1..2023Q3", "9 місяців 2023 року"),
            ("2023", "2023 рік"),
            ("2023Q2..2023Q3", "II-III квартали 2023 року"),
            ("2023..2025", "2023-2025 роки"),
            ("2023Q4..2024Q1", "IV квартал 2023 року - I квартал 2024 року"),
        ] {
            assert_eq!(period(Span::parse(span).unwrap()), words);
        }
    }

    #[test]
    fn a_title_is_parted_at_the_organisation() {
        let title = "Звіт по виконанню плану заходів Зоряного центру за IV квартал 2023 року";
        let lines = ["Звіт по виконанню плану заходів", "Зоряного центру", "за IV квартал 2023 року"];
        assert_eq!(parted(title, "Зоряного центру"), lines);
        assert_eq!(parted("Звіт", ""), ["Звіт"]);
    }
}
