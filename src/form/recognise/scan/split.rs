//! Splits cells with several measures, an indicator with its performers, a value joined to its indicator, or events
//! after a title.

use std::collections::HashMap;

use smallvec::SmallVec;

use crate::{
    document::{Paragraph, Run, Runs},
    domain::Level,
    form::{
        code, dates,
        form::Form,
        words::{key, words},
    },
    text::{normal::squeeze, roman, surely::Surely},
};

use super::{
    cell::ScanCell,
    columns::ScanColumns,
    features::{begins_as_performer, figures},
};

/// Cuts a paragraph in two at a byte of its text.
pub fn cut(paragraph: &Paragraph, at: usize) -> (Paragraph, Paragraph) {
    let mut halves = (Runs::new(), Runs::new());
    let mut from = 0;
    for run in &paragraph.runs {
        let inside = at.saturating_sub(from).min(run.text.len());
        let (a, b) = run.text.split_at_checked(inside).unwrap_or((&run.text, ""));
        for (half, text) in [(&mut halves.0, a), (&mut halves.1, b)] {
            if !text.is_empty() {
                half.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
        from += run.text.len();
    }
    let with = |runs| Paragraph { runs, ..paragraph.clone() };
    (with(halves.0), with(halves.1))
}

/// Cuts a paragraph at several bytes of its text, in order.
fn cut_at(paragraph: &Paragraph, places: &[usize]) -> Vec<Paragraph> {
    let mut rest = paragraph.clone();
    let mut done = Vec::new();
    let mut from = 0;
    for at in places {
        let (a, b) = cut(&rest, at - from);
        done.push(a);
        (rest, from) = (b, *at);
    }
    done.push(rest);
    done.into_iter().filter(|paragraph| !paragraph.is_blank()).collect()
}

/// Where words begin in a text, and the text from there on.
fn word_starts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let starts = before.is_whitespace() && !c.is_whitespace();
        before = c;
        starts.then(|| Some((at, text.get(at..)?))).flatten()
    })
}

/// The measures in a cell: a labelled number (or the next ordinal) begins another one.
pub fn measures(cell: &ScanCell, form: &Form) -> Vec<ScanCell> {
    parts_of_measures(&cell.paragraphs, form).into_iter().map(|part| ScanCell::of(part, form)).collect()
}

/// How many words a label and its number may have.
const LONGEST_LABEL: usize = 4;

/// Whether a word may be a number.
fn may_be_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || c == '№') || roman::may_begin(word)
}

/// Where words begin whose next words may contain a number, and the text from there on. Most words begin no measure,
/// and need not be compared with labels.
fn may_begin_measures(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts: SmallVec<[(usize, bool); 24]> =
        word_starts(text).map(|(at, rest)| (at, may_be_number(rest))).collect();
    let numbered = |from: usize| starts.iter().skip(from).take(LONGEST_LABEL).any(|(_, number)| *number);
    let found: SmallVec<[usize; 24]> =
        starts.iter().enumerate().filter(|(from, _)| numbered(*from)).map(|(_, (at, _))| *at).collect();
    found.into_iter().filter_map(move |at| Some((at, text.get(at..)?)))
}

/// Where measures begin in a text, after one with this number.
pub fn beginnings_of_measures(text: &str, form: &Form, last: &mut Option<u32>) -> Vec<usize> {
    let ordinals = form.rule(Level::Measure).is_some_and(|rule| rule.ordinal);
    let mut begins = Vec::new();
    for (at, rest) in may_begin_measures(text) {
        let found = code::heading(rest, &form.levels);
        let first = text.get(..at).is_some_and(|before| before.trim().is_empty());
        let number = found.code.as_deref().and_then(code::ordinal);
        let titled = rest.get(found.title..).is_some_and(|title| title.starts_with(char::is_uppercase));
        let labelled = found.level == Some(Level::Measure);
        let single = found.level.is_none() && found.code.as_deref().is_some_and(|code| !code.contains('.'));
        let next = ordinals && single && titled && last.is_none_or(|last| number == Some(last + 1));
        if labelled || (next && (first || last.is_some())) {
            *last = number;
            begins.push(at);
        }
    }
    begins
}

/// The paragraphs of each measure of a cell.
pub fn parts_of_measures(paragraphs: &[Paragraph], form: &Form) -> Vec<Vec<Paragraph>> {
    let mut last: Option<u32> = None;
    let mut parts: Vec<Vec<Paragraph>> = Vec::new();
    for paragraph in paragraphs {
        let text = paragraph.text();
        let begins = beginnings_of_measures(&text, form, &mut last);
        let starts_new =
            begins.first().is_some_and(|at| text.get(..*at).is_some_and(|t| t.trim().is_empty()));
        let mut pieces = cut_at(paragraph, &begins).into_iter();
        if !starts_new && let (Some(part), Some(piece)) = (parts.last_mut(), pieces.next()) {
            part.push(piece);
        }
        parts.extend(pieces.map(|piece| vec![piece]));
    }
    parts
}

/// Splits an indicator's cell into names, each with the performers below it. Without a name there are only
/// performers.
pub fn indicators(cell: &ScanCell, columns: &ScanColumns<'_>) -> Vec<(ScanCell, ScanCell)> {
    let form = columns.form;
    if !columns.performers_within() || cell.is_blank() {
        return vec![(cell.clone(), ScanCell::default())];
    }
    let mut found: Vec<(Vec<Paragraph>, Vec<Paragraph>)> = Vec::new();
    let mut named = false;
    for piece in cell.paragraphs.iter().flat_map(pieces) {
        let text = squeeze(&piece.text());
        let is_name = piece.runs.iter().any(|run| run.bold || run.italic) || !begins_as_performer(&text);
        match found.last_mut() {
            Some((name, _)) if is_name && named => name.push(piece),
            Some((_, performers)) if !is_name => performers.push(piece),
            _ if is_name => found.push((vec![piece], Vec::new())),
            _ => found.push((Vec::new(), vec![piece])),
        }
        named = is_name;
    }
    found
        .into_iter()
        .map(|(name, performers)| (ScanCell::of(name, form), ScanCell::of(performers, form)))
        .collect()
}

/// Splits a paragraph by its look; one without a look is split before a performer's capital letter.
fn pieces(paragraph: &Paragraph) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    for run in paragraph.runs.iter().filter(|run| !run.text.trim().is_empty()) {
        let look = run.bold || run.italic;
        match out.last_mut() {
            Some(last) if last.runs.iter().any(|run| run.bold || run.italic) == look => {
                last.runs.push(run.clone())
            }
            _ => out.push(Paragraph { runs: smallvec::smallvec![run.clone()], ..paragraph.clone() }),
        }
    }
    if out.len() != 1 {
        return out;
    }
    let text = paragraph.text();
    let begins = |(at, rest): &(usize, &str)| {
        *at > 0 && rest.starts_with(char::is_uppercase) && begins_as_performer(first_words(rest))
    };
    let place = word_starts(&text).find(begins).map(|(at, _)| at);
    place.map_or(out, |at| cut_at(paragraph, &[at]))
}

fn first_words(text: &str) -> &str {
    text.char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .nth(2)
        .and_then(|(at, _)| text.get(..at))
        .unwrap_or(text)
}

/// Splits performers without separators into paragraphs: each capital word that a performer's name begins with
/// begins another one.
pub fn performers(cell: &ScanCell, form: &Form) -> ScanCell {
    let parts = |paragraph: &Paragraph| {
        let text = paragraph.text();
        let begins = |(at, rest): &(usize, &str)| {
            let before = text.get(..*at).surely().trim_end();
            let free = before.ends_with(|c: char| c.is_alphanumeric() || c == ';');
            free && rest.starts_with(char::is_uppercase) && begins_as_performer(first_words(rest))
        };
        let places: Vec<usize> = word_starts(&text).filter(begins).map(|(at, _)| at).collect();
        cut_at(paragraph, &places)
    };
    ScanCell::of(cell.paragraphs.iter().flat_map(parts).collect(), form)
}

/// Splits the name of an indicator from the figure joined to its end: «Кількість садів 9».
pub fn glued_value(cell: &ScanCell) -> Option<(Vec<Paragraph>, Paragraph)> {
    let last = cell.paragraphs.last()?;
    let text = last.text();
    let trimmed = text.trim_end();
    let at = trimmed.rfind(char::is_whitespace)? + 1;
    let (name, figure) = trimmed.split_at_checked(at)?;
    let named = name.chars().any(char::is_alphabetic) || cell.paragraphs.len() > 1;
    let numbered = name.trim_end().ends_with(['№', '-', '–', '(', ',']);
    if !named || numbered || figures(figure).len() != 1 {
        return None;
    }
    let (name, value) = cut(last, at);
    let mut names = cell.paragraphs.clone();
    names.pop();
    names.extend(Some(name).filter(|name| !name.is_blank()));
    Some((names, value))
}

/// Splits titles and events in one paragraph into paragraphs: an event begins after a dash, or below the name of a
/// unit with a colon. Also returns whether one of them has no date.
pub fn events(paragraph: &Paragraph, units: &[String]) -> (Vec<Paragraph>, bool) {
    let (places, undated) = beginnings_of_events(&paragraph.text(), units);
    (cut_at(paragraph, &places), undated)
}

/// Where events begin after a title in a text, and whether one of them has no date.
pub fn beginnings_of_events(text: &str, units: &[String]) -> (Vec<usize>, bool) {
    let mut places: Vec<usize> = Vec::new();
    let mut undated = false;
    for (at, rest) in word_starts(text) {
        let dashed = rest.starts_with("- ") || rest.starts_with("– ") && dated(rest);
        if !dashed && !text.get(..at).is_some_and(|before| before.trim_end().ends_with(':') && dated(rest)) {
            continue;
        }
        // A unit, and below it a place, may each have a colon.
        let from = places.last().copied().unwrap_or(0);
        let mut above = vec![at];
        while let Some(place) =
            above.last().and_then(|at| unit_before(text, *at, units)).filter(|at| *at > from)
        {
            above.push(place);
        }
        if let Some((unit, place)) = unit_above_place(text, from, at, units).filter(|_| above.len() == 1) {
            above.extend([place, unit]);
        }
        undated |= at > 0 && places.is_empty() && above.len() == 1 && !dated(rest);
        places.extend(above.into_iter().rev().filter(|place| *place > from));
    }
    (places, undated)
}

/// Whether a text has an event with a dash and a day.
pub fn lists_events(text: &str) -> bool {
    text.contains("- ") && word_starts(text).any(|(at, rest)| at > 0 && rest.starts_with("- ") && dated(rest))
}

fn dated(text: &str) -> bool {
    let text = text.trim_start_matches(['-', '–', ' ']);
    let day = text.split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or_default();
    day.matches('.').count() >= 1 && day.trim_end_matches('.').split('.').count() == 3
        || dates::whole_date(day).is_some()
}

/// The position of a unit's name with a colon directly before a position.
fn unit_before(text: &str, at: usize, units: &[String]) -> Option<usize> {
    let before = text.get(..at)?.trim_end().strip_suffix(':')?;
    let after_colon = before.rfind(':').map_or(0, |at| at + 1);
    let starts: Vec<usize> = word_starts(before).map(|(at, _)| at).filter(|at| *at >= after_colon).collect();
    let capital =
        |place: &&usize| before.get(**place..).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let candidates: Vec<&usize> = starts.iter().rev().take(6).filter(capital).collect();
    let name = |place: &usize| before.get(*place..).surely();
    let known = candidates.iter().rev().find(|place| units.contains(&key(name(place))));
    // A single word is only the end of a name, because of an abbreviation.
    let several = candidates.iter().find(|place| name(place).contains(' '));
    known.or(several).or_else(|| candidates.first()).map(|place| **place)
}

/// The range of a known unit with a colon, where a place without a colon is between it and an item: «Вітряне бюро:
/// Вербова громада - 02.10.2023».
fn unit_above_place(text: &str, from: usize, at: usize, units: &[String]) -> Option<(usize, usize)> {
    let colon = from + text.get(from..at)?.rfind(':')? + 1;
    let place = text.get(colon..at)?.trim();
    let short = !place.is_empty() && place.split(' ').count() <= 4 && place.starts_with(char::is_uppercase);
    let unit = unit_before(text, colon, units).filter(|_| short)?;
    let name = text.get(unit..colon)?.trim_end_matches(':');
    units.contains(&key(name)).then_some((unit, colon))
}

/// The names of units with a colon before events that occur at least twice. Where a name begins in a running text
/// is found by comparing all its occurrences, because the words before it differ.
pub fn units<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut counted: HashMap<String, usize> = HashMap::new();
    let mut places: Vec<Vec<String>> = Vec::new();
    for text in texts {
        let mut from = 0;
        for (at, _) in text.match_indices(':') {
            let before = text.get(from..at).surely();
            from = at + 1;
            let names: Vec<&str> = word_starts(before).map(|(_, rest)| rest).collect();
            let names = names.iter().rev().take(6).filter(|name| name.starts_with(char::is_uppercase));
            let names: Vec<String> = names.map(|name| key(name)).filter(|name| name.contains(' ')).collect();
            for name in &names {
                *counted.entry(name.clone()).or_default() += 1;
            }
            places.push(names);
        }
    }
    let count = |name: &String| counted.get(name).copied().unwrap_or(0);
    let whole = |names: Vec<String>| {
        let often = names.first().map(count).filter(|count| *count >= 2)?;
        names.into_iter().take_while(|name| count(name) == often).last()
    };
    let mut found: Vec<String> = places.into_iter().filter_map(whole).collect();
    found.sort();
    found.dedup();
    found
}

/// Whether a line says that the table continues.
pub fn is_continued(text: &str) -> bool {
    words().continued.contains(&key(text))
}
