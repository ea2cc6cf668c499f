//! Reads lists of performers. Commas and semicolons separate them, and commas also occur inside names
//! (docs/documents.md, quirk 5). A heading with a colon applies to each item of the list after it: «департаменти
//! ради: освіти; культури» means «департамент освіти ради» and «департамент культури ради».

mod several;

use crate::{
    document::raised_figure,
    domain::{DoubtKind, draft::DraftPerformer},
    text::{key::name_key, normal::squeeze, surely::Surely},
};

use super::{
    labels,
    performer_fold::folded,
    reading::Reading,
    words::{begins_with, key, words},
};

/// Reads a list of performers in one or several paragraphs. A semicolon or the end of a paragraph separates them, a
/// comma only before a capital letter or a word that names begin with.
pub fn parse_performers<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Vec<DraftPerformer> {
    read_performers(paragraphs).value
}

/// As [`parse_performers`], with a doubt where commas after a heading may belong to one name, and where one name may
/// be those of several performers.
pub fn read_performers<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Reading<Vec<DraftPerformer>> {
    let mut list = PerformerList::default();
    // After a heading at the end of a paragraph, its items are in the paragraphs below.
    let mut headed = String::new();
    for paragraph in paragraphs {
        let heads = paragraph.trim_end().ends_with(':');
        match (heads, headed.is_empty()) {
            (false, true) => list.paragraph(paragraph),
            (true, false) => {
                list.paragraph(&std::mem::take(&mut headed));
                headed.push_str(paragraph);
            }
            _ => {
                headed.push_str(paragraph);
                headed.push_str(if heads { " " } else { "; " });
            }
        }
    }
    list.paragraph(&headed);
    if list.others.is_empty() {
        return Reading::sure(list.found);
    }
    let names: Vec<&str> = list.found.iter().map(|performer| performer.name.as_str()).collect();
    let reading = names.join("; ");
    Reading::unsure(list.found, DoubtKind::Reading, reading, list.others)
}

/// The key by which the spellings of one performer are matched: see [`folded`] and [`name_key`].
pub fn fold(name: &str) -> String {
    name_key(&folded(name))
}

#[derive(Default)]
struct PerformerList {
    found: Vec<DraftPerformer>,
    /// Other readings: names that several of those found may form together, and names that one of them may consist of.
    others: Vec<String>,
}

/// A heading that applies to a list: the noun of one unit, and the words common to all.
struct DistributingHeading<'a> {
    noun: &'a str,
    common: &'a str,
}

impl PerformerList {
    fn paragraph(&mut self, text: &str) {
        let pieces = split(text, begins_a_name);
        let mut rest = pieces.as_slice();
        while let Some((piece, after)) = rest.split_first() {
            rest = after;
            let piece = without_label(piece);
            let Some((group, first)) = heading(piece) else {
                self.add(piece, None);
                continue;
            };
            // The list ends before a capital letter, a word that names begin with, or another heading.
            let ends = |piece: &&str| begins_a_name(piece) || heading(piece).is_some();
            let count = after.iter().position(ends).unwrap_or(after.len());
            let (items, others) = after.split_at_checked(count).unwrap_or((after, &[]));
            self.distribute(&group, first, items);
            rest = others;
        }
    }

    /// Adds the items of a heading's list. Commas separate items only where there are no semicolons.
    fn distribute(&mut self, group: &DistributingHeading<'_>, first: &str, others: &[&str]) {
        if !others.is_empty() {
            std::iter::once(&first).chain(others).for_each(|item| self.add(item, Some(group)));
            return;
        }
        let items = split(first, |_| true);
        let joins = |item: &&str| {
            item.split_whitespace().any(|word| ["і", "й", "та"].contains(&word.to_lowercase().as_str()))
        };
        // «молоді, спорту та туризму» may also be the name of one unit.
        if items.len() > 1 && items.last().is_some_and(joins) {
            self.others.push(group.name(without_consent(first).0));
        }
        items.iter().for_each(|item| self.add(item, Some(group)));
    }

    fn add(&mut self, text: &str, group: Option<&DistributingHeading<'_>>) {
        let (name, by_consent) = without_consent(text);
        let name = squeeze(name.trim_matches(|c: char| c.is_whitespace() || ",;•".contains(c)));
        // A dash is not a name.
        if !name.contains(char::is_alphanumeric) {
            // «(за згодою)» in a line of its own belongs to the performer before it.
            if let Some(last) = self.found.last_mut().filter(|_| by_consent) {
                last.by_consent = true;
            }
            return;
        }
        // A raised figure is a footnote mark.
        let marked = name.trim_end_matches(|c| raised_figure(c).is_some());
        let name = if marked.len() == name.len() {
            name
        } else {
            let unmarked = marked.to_owned();
            self.others.push(name);
            unmarked
        };
        let name = group.map_or_else(|| name.clone(), |group| group.name(&name));
        self.others.extend(several::in_name(&name));
        self.found.push(DraftPerformer { name, by_consent });
    }
}

impl DistributingHeading<'_> {
    fn name(&self, item: &str) -> String {
        squeeze(&format!("{} {item} {}", self.noun, self.common))
    }
}

/// A text without a label that says no more than the column does: «Відповідальні: …».
fn without_label(text: &str) -> &str {
    let known = &words().performer_labels;
    known.iter().find_map(|label| labels::after(text.trim_start(), label)).unwrap_or(text)
}

/// A heading and the text after its colon. A colon after other words makes no heading.
fn heading(text: &str) -> Option<(DistributingHeading<'_>, &str)> {
    let (before, after) = text.split_once(':')?;
    let before = before.trim();
    let (first, common) = before.split_once(char::is_whitespace).unwrap_or((before, ""));
    let folded = key(first);
    let pair = words().distributed.iter().find(|pair| pair.first() == Some(&folded))?;
    Some((DistributingHeading { noun: pair.last()?, common }, after))
}

/// Splits a list at semicolons, and at commas where `parts` accepts the text after them, but not inside brackets or
/// quotes.
fn split(text: &str, parts: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut inside = Inside::new(text);
    for (at, c) in text.char_indices() {
        inside.pass(at, c);
        let after = text.get(at + c.len_utf8()..).surely();
        if inside.nothing() && (c == ';' || (c == ',' && parts(after))) {
            out.extend(text.get(from..at));
            from = at + c.len_utf8();
        }
    }
    out.extend(text.get(from..));
    out
}

/// The open brackets and quotes. One that is never closed is ignored, and one closing quote closes all open quotes,
/// because «БФ «Сад» is often written with one too few.
struct Inside {
    bracket: Option<usize>,
    quote: Option<usize>,
    open: [bool; 2],
    before: char,
}

impl Inside {
    fn new(text: &str) -> Self {
        let (bracket, quote) = (text.rfind(')'), text.rfind(['»', '”', '"', '“']));
        Self { bracket, quote, open: [false; 2], before: ' ' }
    }

    fn pass(&mut self, at: usize, c: char) {
        let [bracket, quote] = &mut self.open;
        let begins = self.before.is_whitespace() || "(«".contains(self.before);
        match c {
            '(' => *bracket = self.bracket.is_some_and(|last| at < last),
            ')' => *bracket = false,
            '«' | '„' => *quote = self.quote.is_some_and(|last| at < last),
            '“' | '"' if begins => *quote = self.quote.is_some_and(|last| at < last),
            '»' | '”' | '“' | '"' => *quote = false,
            _ => {}
        }
        self.before = c;
    }

    const fn nothing(&self) -> bool {
        let [bracket, quote] = self.open;
        !bracket && !quote
    }
}

fn begins_a_name(text: &str) -> bool {
    let text = text.trim_start();
    text.chars().next().is_some_and(|c| c.is_uppercase() || "«\"“".contains(c))
        || begins_with(&key(text), &words().performers).is_some()
}

/// A performer's name as it is written, with the word for consent in brackets where needed.
pub fn with_consent(name: &str, by_consent: bool) -> String {
    match words().consent.first().filter(|_| by_consent) {
        Some(consent) => format!("{name} ({consent})"),
        None => name.to_owned(),
    }
}

/// Removes «(за згодою)» or «, за згодою» from the end of a name.
pub(super) fn without_consent(text: &str) -> (&str, bool) {
    let trimmed = text.trim_end_matches(|c: char| c.is_whitespace() || ".,;".contains(c));
    let is_consent = |tail: &str| words().consent.contains(&key(tail.trim_matches(['(', ')'])));
    if let Some((name, _)) = trimmed.rsplit_once('(').filter(|(_, tail)| is_consent(tail)) {
        return (name, true);
    }
    let marks = trimmed.rmatch_indices([',', '–', '—', '-']).map(|(at, mark)| (at, at + mark.len()));
    let found = marks.take(1).find(|(_, end)| trimmed.get(*end..).is_some_and(is_consent));
    // «за згодою» after the name without any sign.
    let bare = || {
        words().consent.iter().find_map(|consent| {
            let from = trimmed.rmatch_indices(' ').nth(consent.matches(' ').count())?.0;
            (key(trimmed.get(from..)?) == *consent).then_some(from)
        })
    };
    match found {
        Some((at, _)) => (trimmed.get(..at).surely(), true),
        None if is_consent(trimmed) => ("", true),
        None if let Some(at) = bare() => (trimmed.get(..at).surely(), true),
        None => (text, false),
    }
}

#[cfg(test)]
mod tests;
