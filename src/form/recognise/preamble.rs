//! The text above the table: an order, approval, title, organisation, period, preamble.

use std::ops::Range;

use crate::{
    document::Place,
    domain::{Signature, Span},
    form::{
        code,
        form::Form,
        labels::{self, labels},
        performer_fold::folded,
        period::{
            self, Named,
            heading::{self, Of},
            when, words_of,
        },
        words::{begins, begins_with, key, words},
    },
    text::surely::Surely,
};

use super::{approving_order, page::PageLine, people, table_times, tables};

/// Words after which a title names the subject of the plan.
const SUBJECT: [&str; 7] = ["щодо", "про", "стосовно", "спрямованих", "з", "із", "реалізації"];
/// How many lines a title may have.
const TITLE_LINES: usize = 8;
/// The most words in a line that may be the heading of a page.
const LONGEST_HEADING: usize = 10;

/// The parts of the text above the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preamble {
    /// The approval block.
    pub approval: Option<Signature>,
    /// The title in one line, as printed.
    pub title: String,
    /// The place of the title.
    pub place: Place,
    /// The organisation as the title prints it.
    pub organisation: String,
    /// The period in the title, or in another line above the table.
    pub period: Option<Span>,
    /// The performer who filled in this copy, where a line names one.
    pub performer: Option<String>,
    /// Whether that line is the title.
    pub period_in_title: bool,
    /// Whether the period is misspelled, or is not whole quarters, or another one is named as well.
    pub unsure: bool,
    /// Another period in the title: «за ІІ квартал 2025 року та план на ІІІ квартал».
    pub other_period: Option<Span>,
    /// Whether its values are sums from the beginning of the year: «(наростаючим підсумком)».
    pub is_to_date: bool,
    /// The quarters that the title names without their year.
    pub quarters: Option<(u8, u8)>,
    /// A line that mentions a quarter and was not understood.
    pub unclear: Option<String>,
    /// The period of the first table, where a line directly above it names one.
    pub heading: Option<Of>,
    /// That line, where it names the period among other words.
    pub heading_among: Option<PageLine>,
    /// All other lines.
    pub other_lines: Vec<String>,
    /// Whether no line is a title, so that the form's name is used.
    pub untitled: bool,
    /// The number of lines at the top that belong to an order approving the plan.
    pub order: usize,
}

/// Reads the lines above the table.
pub fn read(lines: &[PageLine], form: &Form) -> Preamble {
    let order = approving_order::length(lines);
    let title = title_lines(lines, form, order);
    let mut preamble = Preamble { order, ..Preamble::default() };
    let own = lines.get(..order).surely();
    preamble.other_lines = order_lines(own);
    let mut index = order;
    while let Some(line) = lines.get(index) {
        let until = if index < title.start { title.start } else { lines.len() };
        let block = lines.get(index..until).surely();
        if title.contains(&index) {
            if preamble.title.is_empty() {
                preamble.place = line.place;
            } else {
                preamble.title.push(' ');
            }
            preamble.title.push_str(&line.text);
            index += 1;
        } else if let Some((approval, taken)) =
            people::approval(block).filter(|_| preamble.approval.is_none())
        {
            preamble.approval = Some(approval);
            index += taken.max(1);
        } else if let Some(name) = labels::after(&line.text, &labels().performer) {
            preamble.performer = Some(folded(name));
            index += 1;
        } else {
            preamble.other_lines.push(line.text.clone());
            index += 1;
        }
    }
    preamble.organisation = organisation(&preamble.title, form);
    let own = period::in_title(&words_of(&preamble.title));
    preamble.period_in_title = own.is_some();
    let last = preamble.other_lines.last().and_then(|line| heading::only(line));
    if own.is_some() || last.and_then(Of::months).is_some() {
        preamble.heading = last;
        if preamble.heading.is_some() {
            preamble.other_lines.pop();
        } else if let (Some(line), Some(own)) = (lines.last(), &own) {
            // Only a part of the document's own period.
            let of =
                table_times::among(&line.text).filter(|_| preamble.other_lines.last() == Some(&line.text));
            let within = of.and_then(|of| tables::span_of(of, own.span)).filter(|span| {
                own.span.contains(span.first) && own.span.contains(span.last) && *span != own.span
            });
            if within.is_some() {
                preamble.heading = of;
                preamble.heading_among = Some(line.clone());
            }
        }
    }
    let to_date = |line: &str| heading::parted(line).1 == Some(Of::ToDate);
    preamble.is_to_date = to_date(&preamble.title)
        || preamble.other_lines.iter().any(|line| heading::only(line) == Some(Of::ToDate));
    preamble.other_period = own.as_ref().and_then(|own| beside(&preamble.title, own));
    let named = own.or_else(|| period_of(lines));
    let yearless = || when::find(&words_of(&preamble.title)).filter(|found| found.when.years.is_none());
    preamble.quarters = yearless().filter(|_| named.is_none()).map(|found| found.when.quarters);
    preamble.unsure = named.as_ref().is_some_and(|named| !named.certain) || preamble.other_period.is_some();
    preamble.period = named.map(|named| named.span);
    preamble.unclear = unclear(&preamble, lines);
    if preamble.title.is_empty() {
        // A plan needs a title.
        (preamble.title, preamble.untitled) = (form.title.uk.clone(), true);
    }
    preamble
}

/// The lines of an order. In a sheet, who signed it stands in a cell beside the position: both are one line.
fn order_lines(own: &[PageLine]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::with_capacity(own.len());
    let mut before: Option<Place> = None;
    for line in own {
        let place = line.place;
        let beside = before.is_some_and(|before| {
            (before.table, before.row) == (place.table, place.row) && before.column < place.column
        });
        match lines.last_mut().filter(|_| beside && place.row.is_some() && people::is_name(&line.text)) {
            Some(position) => *position = [position.as_str(), &line.text].join(" "),
            None => lines.push(line.text.clone()),
        }
        before = Some(place);
    }
    lines
}

/// The period in some lines; a quarter is preferred to a year.
fn period_of(lines: &[PageLine]) -> Option<Named> {
    let found = || lines.iter().filter_map(|line| named(&line.text));
    found().find(|named| named.span.as_single().is_some()).or_else(|| found().next())
}

/// The period that a line names.
fn named(text: &str) -> Option<Named> {
    period::in_text(&words_of(text))
}

/// The title, or a short line, that mentions a quarter and was not understood.
fn unclear(preamble: &Preamble, lines: &[PageLine]) -> Option<String> {
    let says = |text: &str| {
        let words = words_of(text);
        let other_part = || *text == preamble.title && when::is_other_part(&words);
        (words.len() <= LONGEST_HEADING || *text == preamble.title)
            && (when::is_unclear(&words) || other_part())
    };
    if when::find(&words_of(&preamble.title)).is_some() {
        return None;
    }
    let lines = lines.iter().map(|line| line.text.as_str());
    std::iter::once(preamble.title.as_str()).chain(lines).find(|text| says(text)).map(str::to_owned)
}

/// Whether a line begins like a title of the form, or names a period.
pub fn may_be_title(line: &PageLine, form: &Form) -> bool {
    opening(&line.text, form).is_some()
        || begins(&line.text, &words().titles).is_some()
        || named(&line.text).is_some()
}

/// The lines of the title: from the first that begins like the form's titles (else the first that names a period,
/// else the last centred ones) to the one that names the period.
fn title_lines(lines: &[PageLine], form: &Form, order: usize) -> Range<usize> {
    let opens = |line: &PageLine| opening(&line.text, form).is_some();
    let named = |line: &PageLine| named(&line.text).is_some();
    let centred = |index: usize| lines.get(index).is_some_and(|line| line.centred);
    let block = |index: usize| lines.get(index).map(|line| (line.place.table, line.place.line));
    let after =
        |fits: &dyn Fn(&PageLine) -> bool| (order..lines.len()).find(|at| lines.get(*at).is_some_and(fits));
    let titled = |line: &PageLine| begins(&line.text, &words().titles).is_some();
    if let Some(start) = after(&opens).or_else(|| after(&titled).filter(|_| after(&named).is_none())) {
        let known = lines.iter().skip(start).take(TITLE_LINES).position(named);
        let mut end = known.map_or(start + 1, |offset| start + offset + 1);
        // A month alone is the heading of the table below it.
        let month =
            |index: usize| lines.get(index).and_then(|line| heading::only(&line.text)?.months()).is_some();
        while known.is_none()
            && !month(end)
            && (centred(end) || (block(end).is_some() && block(end) == block(start)))
        {
            end += 1;
        }
        return start..end;
    }
    let last = || (order..lines.len()).rev().find(|index| centred(*index));
    let Some(end) = after(&named).or_else(last) else { return lines.len()..lines.len() };
    let mut start = end;
    while start > order && centred(start) && centred(start - 1) {
        start -= 1;
    }
    start..end + 1
}

/// The number of words in the opening of a title. A number may come before it: «ІІ. ЗАХОДИ».
fn opening(text: &str, form: &Form) -> Option<usize> {
    let number = text.get(..code::heading(text, &[]).title).surely().split_whitespace().count();
    let words: Vec<String> = text.split_whitespace().skip(number).map(key).collect();
    let count = |opening: &String| {
        let opening: Vec<String> = opening.split_whitespace().map(key).collect();
        words.starts_with(&opening).then_some(number + opening.len())
    };
    form.openings.iter().filter_map(count).max()
}

/// The opening of a title as printed, where the title begins like the form's titles.
pub fn opening_of(title: &str, form: &Form) -> Option<String> {
    let count = opening(title, form)?;
    Some(title.split_whitespace().take(count).collect::<Vec<_>>().join(" "))
}

/// The organisation in a title: the words between its opening and the period (or after it), as printed. Words after
/// «щодо» or the like name the plan's subject, not its organisation.
fn organisation(title: &str, form: &Form) -> String {
    let all = words_of(title);
    let (head, tail) = match period::in_title(&all) {
        None => {
            // A quarter without its year is no organisation either.
            let found = when::find(&all).map_or(all.len()..all.len(), |found| found.words);
            let lead = all.get(..found.start).surely().iter().rev();
            let lead = lead.take_while(|word| words().periods.contains(&key(word))).count();
            (all.get(..found.start - lead).surely(), all.get(found.end..).surely().to_vec())
        }
        Some(named) => {
            let Range { start, end } = named.words;
            let tail = all.get(end..).surely();
            // The year may be named once more.
            let more = period::in_text(tail).map_or(0..0, |more| more.words);
            let (from, to) = (more.start, more.end);
            let tail = tail.iter().enumerate().filter(|(at, _)| !(from..to).contains(at));
            (all.get(..start).surely(), tail.map(|(_, word)| *word).collect())
        }
    };
    let known = opening(&head.join(" "), form);
    // An unknown opening ends with its last word for a plan or for measures.
    let guessed =
        || head.iter().rposition(|word| ["плану", "заходів", "роботи"].contains(&key(word).as_str()));
    let from = known.or_else(|| guessed().map(|at| at + 1)).unwrap_or(head.len());
    let rest: Vec<&str> = head.iter().skip(from).copied().chain(tail).collect();
    let leads_in = |word: Option<&&str>| word.is_some_and(|word| SUBJECT.contains(&key(word).as_str()));
    // The word may belong to the opening: «Заходи щодо».
    let is_subject = leads_in(rest.first()) || leads_in(from.checked_sub(1).and_then(|at| head.get(at)));
    // A text in quotation marks is the name of the plan, one in brackets a remark.
    let is_name = rest.first().is_some_and(|word| word.starts_with(['«', '"', '“', '„', '(']));
    // «та план на …», «за весняний період»
    let capital = rest.get(1).is_some_and(|word| word.starts_with(char::is_uppercase));
    let goes_on = rest.first().map(|word| key(word)).is_some_and(|word| {
        ["та", "і", "й"].contains(&word.as_str()) || (words().periods.contains(&word) && !capital)
    });
    if is_subject || is_name || goes_on { String::new() } else { rest.join(" ") }
}

/// A part of a year that a title names besides its own period.
fn beside(title: &str, own: &Named) -> Option<Span> {
    let all = words_of(title);
    let (before, after) = (all.get(..own.words.start).surely(), all.get(own.words.end..).surely());
    let found = [before, after].into_iter().find_map(when::find)?;
    found.when.span(own.span.last.year()).filter(|span| *span != own.span)
}

/// The organisation in the position of the person who approves: the words after the position.
pub fn organisation_of_role(role: &str) -> Option<String> {
    let mut rest: Vec<&str> = role.split_whitespace().collect();
    // «Розпорядження голови …»: the order was given by the one who signed it.
    if rest.first().is_some_and(|word| words().orders.contains(&key(word))) {
        rest.remove(0);
    }
    let count = rest.len();
    while rest.first().is_some_and(|word| begins_with(&key(word), &words().positions).is_some()) {
        rest.remove(0);
    }
    (rest.len() < count && !rest.is_empty()).then(|| rest.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::form::built_in;

    fn org(title: &str) -> String {
        organisation(title, &built_in()[0])
    }

    #[test]
    fn the_organisation_stands_between_opening_and_quarter() {
        for title in [
            "Звіт по виконанню плану заходів Зоряного центру за IV квартал 2023 року",
            "ЗВІТ про виконання плану заходів Зоряного центру за 4 квартал 2023 р.",
            "Звіт Зоряного центру",
            "Звіт Зоряного центру за І квартал",
            "Довідка про хід виконання плану Зоряного центру у ІІ кварталі 2023 року",
            "Звіт про виконання плану роботи за І квартал 2023 року Зоряного центру",
        ] {
            assert_eq!(org(title), "Зоряного центру", "{title}");
        }
        for title in [
            "Звіт за IV квартал 2023 року",
            "Звіт за 2023",
            "Звіт за весняний період 2023 року",
            "Звіт за ІІ квартал 2023 року та план на ІІІ квартал 2023 року",
            "Звіт про виконання плану за І квартал",
            "Звіт за ІІ квартал 2023 року (за даними на 15.08.2023)",
        ] {
            assert_eq!(org(title), "", "{title}");
        }
        assert_eq!(
            organisation_of_role("В.о. директора Зоряного центру").as_deref(),
            Some("Зоряного центру")
        );
        assert_eq!(organisation_of_role("Наказ Зоряного центру"), None);
    }

    #[test]
    fn who_signed_an_order_in_a_sheet_is_in_the_line_of_the_position() {
        let line = |row, col, text: &str| PageLine::new(text, Place::of_table(1).at_cell(row, col));
        let own = [
            line(0, 0, "Голова міської"),
            line(1, 0, "ради"),
            line(1, 3, "Калина ДУБ"),
            line(2, 0, "Верба ЯСЕН"),
            line(3, 0, "м. Вербодол"),
            line(3, 3, "№ 5"),
        ];
        let expected = ["Голова міської", "ради Калина ДУБ", "Верба ЯСЕН", "м. Вербодол", "№ 5"];
        assert_eq!(order_lines(&own), expected);
    }
}
