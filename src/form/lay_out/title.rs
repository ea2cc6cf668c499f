//! The title and the words for a period: «за IV квартал 2023 року», «за 9 місяців 2023 року».

use crate::{
    domain::{Header, Plan, Quarter, Span},
    form::{
        Form, code, genitive,
        labels::labels,
        period as named,
        recognise::preamble,
        words::{key, words},
        writing::TitleLines,
    },
    text::{self, normal::squeeze, roman, surely::Surely},
};

use super::{LayOut, LayoutContext};

/// The longest preposition before a period: «за», «на».
const PREPOSITION: usize = 2;

/// The lines of the title: the kind of document, the organisation, the period.
pub fn lines(scene: &LayoutContext<'_>) -> Vec<String> {
    let header = scene.plan.header();
    let title = squeeze(&header.title);
    if scene.is_report_on_plan() {
        return of_report(scene, &title);
    }
    if scene.is_own() && !is_of_another(&title, scene.options.span) {
        let mut lines = own_lines(scene, &title, &squeeze(&header.organisation));
        // The period is added where the plan itself names none, because the reader must know it.
        lines.extend(scene.reports().then(|| period_line(scene)).filter(|_| !names_period(scene, &title)));
        return lines;
    }
    let organisation = squeeze(&header.organisation);
    let name = without_period(&title);
    let opening = preamble::opening_of(&name, scene.form).filter(|_| scene.has_own_form());
    let mut lines = match opening {
        // The plan's own name for another period.
        Some(_) => own_lines(scene, &name, &organisation),
        None => {
            let usual = scene.form.openings.first().cloned().unwrap_or_default();
            vec![usual, if organisation.is_empty() { format!("«{title}»") } else { String::new() }]
        }
    };
    let printed = |line: &String| line.contains(&organisation);
    let above = scene.has_own_form() && header.preamble.iter().any(printed);
    if !above && !lines.iter().any(printed) {
        lines.push(in_genitive(header, &organisation).unwrap_or(organisation));
    }
    lines.push(period_line(scene));
    lines.retain(|line| !line.is_empty());
    lines
}

fn period_line(scene: &LayoutContext<'_>) -> String {
    scene.writing.period.replace("{period}", &period(scene.options.span))
}

/// Whether the title, or another line above the table, names a period.
fn names_period(scene: &LayoutContext<'_>, title: &str) -> bool {
    let names = |line: &String| named::in_text(&named::words_of(line)).is_some();
    named::in_title(&named::words_of(title)).is_some() || scene.plan.header().preamble.iter().any(names)
}

/// Whether a title is that of a report.
pub fn is_of_report(title: &str) -> bool {
    let first = title.split_whitespace().next().map(key).unwrap_or_default();
    words().reports.contains(&first)
        || title.split_whitespace().nth(1).is_some_and(|word| words().reports.contains(&key(word)))
}

/// The title of a report on a plan of another form: the plan's own name in the genitive, the organisation, the
/// period.
fn of_report(scene: &LayoutContext<'_>, title: &str) -> Vec<String> {
    let name = without_period(title);
    // «ІІ. Заходи …»: the number was that of a part of the imported document.
    let name = name.get(code::heading(&name, &[]).title..).surely();
    let subject =
        name.split_once(' ').filter(|(first, _)| first.eq_ignore_ascii_case("про") || *first == "Про");
    // «Про затвердження плану заходів» names it in the genitive.
    let name = subject.and_then(|(_, rest)| rest.split_once(' ')).map_or(name, |(_, rest)| rest);
    let plan = match genitive::of_document(name) {
        Some(plan) => small_initial(&plan),
        None if name.is_empty() => labels().plan.clone(),
        None => format!("{} «{}»", labels().document, name.trim_matches(['«', '»', '"'])),
    };
    let report_on =
        if is_all_capitals(&plan) { labels().report_on.to_uppercase() } else { labels().report_on.clone() };
    let opening = format!("{report_on} {plan}");
    let whose = whose(scene, title);
    let declined = whose.as_deref().and_then(|whose| in_genitive(scene.plan.header(), whose));
    // A letterhead is in capitals, a line of a title is not.
    let declined = declined.map(|name| match genitive::quiet(&name) {
        Some(quiet) if !is_all_capitals(&plan) => quiet,
        _ => name,
    });
    // A name inside the title has a line of its own, because otherwise one of its words could be left alone on a
    // line.
    let mut lines = parted(&opening, &squeeze(&scene.plan.header().organisation));
    lines.extend([annexed_to(scene).unwrap_or_default(), declined.clone().unwrap_or_default()]);
    lines.push(period_line(scene));
    if let (Some(whose), None) = (whose, declined) {
        // A name that cannot be declined stays as it is, in a line above.
        lines.insert(0, whose);
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The programme or plan to which the reported plan is an annex: «(додаток до Програми розвитку садів)».
fn annexed_to(scene: &LayoutContext<'_>) -> Option<String> {
    let lines = &scene.plan.header().preamble;
    let is_annex = |line: &String| {
        line.split_whitespace().next().is_some_and(|word| words().annexes.contains(&key(word)))
    };
    let at = lines.iter().position(is_annex)?;
    let to = lines.get(at + 1..)?.iter().map(|line| squeeze(line)).collect::<Vec<_>>().join(" ");
    let [annex, preposition] = &labels().annex_to;
    let name = to.strip_prefix(preposition.as_str())?;
    genitive::is_document(name).then(|| format!("({annex} {})", without_period(&to)))
}

/// The organisation, where the title does not name it: that of the plan, or one in a line above the title.
fn whose(scene: &LayoutContext<'_>, title: &str) -> Option<String> {
    let header = scene.plan.header();
    let organisation = squeeze(&header.organisation);
    if !organisation.is_empty() {
        return Some(organisation).filter(|whose| !title.contains(whose.as_str()));
    }
    let above = header.preamble.iter().map(|line| squeeze(line));
    above.into_iter().find(|line| genitive::of_office(line).is_some())
}

/// An organisation in the genitive: as somebody has said it, else inflected; `None` where it cannot be inflected.
fn in_genitive(header: &Header, whose: &str) -> Option<String> {
    let said = header.organisation_genitive.as_deref().map(squeeze);
    said.filter(|_| squeeze(&header.organisation) == whose).or_else(|| genitive::of_office(whose))
}

/// The organisation that the title of a report needs in the genitive, where nobody has said it and it cannot be
/// inflected.
pub fn lacks_genitive(plan: &Plan, form: &Form, options: &LayOut) -> Option<String> {
    let scene = LayoutContext::new(plan, plan, form, options);
    let (header, title) = (plan.header(), squeeze(&plan.header().title));
    let is_kept = !scene.is_report_on_plan() && scene.is_own() && !is_of_another(&title, options.span);
    let whose = whose(&scene, &title).filter(|_| !is_kept)?;
    in_genitive(header, &whose).is_none().then_some(whose)
}

/// A title without the words that name its period.
fn without_period(title: &str) -> String {
    let words = named::words_of(title);
    let Some(named) = named::in_title(&words) else { return title.to_owned() };
    let (before, after) = (words.get(..named.words.start), words.get(named.words.end..));
    let kept = before.into_iter().chain(after).flatten().copied();
    kept.collect::<Vec<_>>().join(" ").trim_end_matches([',', ' ', '–', '-']).to_owned()
}

/// A line of a title whose period, with the preposition before it, is not broken between lines.
pub fn unbroken_period(line: &str) -> String {
    let words = named::words_of(line);
    let Some(named) = named::in_title(&words) else { return line.to_owned() };
    let before = named.words.start.checked_sub(1);
    let is_short = |at: &usize| words.get(*at).is_some_and(|word| word.chars().count() <= PREPOSITION);
    let first = before.filter(is_short).unwrap_or(named.words.start);
    if first == 0 && named.words.end == words.len() {
        // Nothing else is on the line.
        return line.to_owned();
    }
    let mut out = String::new();
    for (at, word) in words.iter().enumerate() {
        match at {
            0 => {}
            at if at > first && at < named.words.end => out.push('\u{a0}'),
            _ => out.push(' '),
        }
        out.push_str(word);
    }
    out
}

/// Whether a name of several words is written in capitals only.
fn is_all_capitals(name: &str) -> bool {
    name.contains(' ') && name.contains(char::is_uppercase) && !name.contains(char::is_lowercase)
}

/// The name of a plan as it is written within a sentence: capitals only at its beginning become small letters; a
/// name that is all in capitals stays as it is.
fn small_initial(name: &str) -> String {
    let is_loud = |word: &&str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    let words: Vec<&str> = name.split(' ').collect();
    let loud = words.iter().take_while(|word| is_loud(word)).count();
    if loud == words.len() {
        return name.to_owned();
    }
    let small = |(at, word): (usize, &&str)| match at {
        0 if loud == 0 => {
            word.chars().take(1).flat_map(char::to_lowercase).chain(word.chars().skip(1)).collect()
        }
        at if at < loud => word.to_lowercase(),
        _ => (*word).to_owned(),
    };
    words.iter().enumerate().map(small).collect::<Vec<String>>().join(" ")
}

/// Whether a title names another quarter than that of the report.
fn is_of_another(title: &str, span: Span) -> bool {
    let named = text::quarter::find(title).and_then(|(year, n)| Quarter::new(year, n));
    named.is_some_and(|named| span.as_single() != Some(named))
}

/// The title as it came, broken where the form breaks it.
fn own_lines(scene: &LayoutContext<'_>, title: &str, organisation: &str) -> Vec<String> {
    match scene.writing.title {
        TitleLines::One => vec![title.to_owned()],
        TitleLines::Three => parted(title, organisation),
        TitleLines::Two => {
            let opening = preamble::opening_of(title, scene.form).unwrap_or_default();
            let rest = title.get(opening.len()..).surely().trim();
            [opening.as_str(), rest].into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect()
        }
    }
}

/// A title in three lines, where the organisation is in the middle of it.
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

/// The words for a period, in the accusative that titles require.
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
    fn the_name_of_a_plan_stands_small_inside_a_sentence() {
        for (name, small) in [
            ("Плану заходів «Турбота»", "плану заходів «Турбота»"),
            ("РЕГІОНАЛЬНОГО ПЛАНУ ЗАХОДІВ щодо послуг", "регіонального плану заходів щодо послуг"),
            ("ПЛАНУ ЗАХОДІВ", "ПЛАНУ ЗАХОДІВ"),
        ] {
            assert_eq!(small_initial(name), small);
        }
        assert!(
            is_all_capitals("ПЛАНУ ЗАХОДІВ") && !is_all_capitals("ПЛАНУ заходів") && !is_all_capitals("ЦЗ")
        );
        assert_eq!(without_period("План заходів на 2025 рік"), "План заходів");
        assert!(
            is_of_report("ЗВІТ про виконання") && is_of_report("Квартальний звіт") && !is_of_report("План")
        );
    }

    #[test]
    fn the_period_of_a_title_is_not_broken() {
        for (line, unbroken) in [
            (
                "План заходів на III квартал 2018 року",
                "План заходів на\u{a0}III\u{a0}квартал\u{a0}2018\u{a0}року",
            ),
            ("«Турбота» на 2021 рік", "«Турбота» на\u{a0}2021\u{a0}рік"),
            ("за III квартал 2018 року", "за III квартал 2018 року"),
            ("План заходів", "План заходів"),
        ] {
            assert_eq!(unbroken_period(line), unbroken);
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
