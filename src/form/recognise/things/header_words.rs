//! The words in the headers of things: what a column holds, and the thing that it is about.

use crate::{
    document::Cell,
    form::{
        form::{Form, Holds},
        words::{key, words},
    },
    text::key::Initial,
};

use super::super::page;

/// The words of the forms' headers.
pub(super) struct HeaderWords {
    /// Of targets and of facts, the longest first.
    values: Vec<(String, Holds)>,
    /// Of indicators and of units.
    others: Vec<(String, Holds)>,
}

impl HeaderWords {
    pub(super) fn of(forms: &[Form]) -> Self {
        let of = |wanted: [Holds; 2]| {
            let columns = forms.iter().flat_map(|form| &form.columns);
            let columns = columns.filter(move |column| wanted.contains(&column.holds));
            columns.flat_map(|column| column.headers.iter().map(|text| (key(text), column.holds)))
        };
        let mut values: Vec<(String, Holds)> = of([Holds::Target, Holds::Fact]).collect();
        values.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        values.dedup();
        Self { values, others: of([Holds::Indicator, Holds::Unit]).collect() }
    }

    /// Whether a header is one of indicators, or of units.
    pub(super) fn other(&self, text: &str) -> Option<Holds> {
        let text = key(text);
        self.others.iter().find(|(word, _)| *word == text).map(|(_, holds)| *holds)
    }

    pub(super) fn may_begin(&self, cell: &Cell) -> bool {
        let initial: Initial = page::initial(cell);
        self.values.iter().any(|(word, _)| initial.may_begin(word))
    }

    /// Splits a header into what the column holds and the other words: «План (кількість заходів)».
    pub(super) fn parted(&self, text: &str) -> Option<(Holds, String)> {
        let all: Vec<&str> = text.split_whitespace().collect();
        self.values.iter().find_map(|(word, holds)| {
            let count = word.split(' ').count();
            let same =
                |part: &[&str]| key(part.join(" ").trim_end_matches([':', ',', '–', '-', ' '])) == *word;
            let before = all.split_at_checked(count).filter(|(head, _)| same(head)).map(|(_, rest)| rest);
            let behind = || {
                let at = all.len().checked_sub(count)?;
                all.split_at_checked(at).filter(|(_, tail)| same(tail)).map(|(rest, _)| rest)
            };
            Some((*holds, tidy(&before.or_else(behind)?.join(" "))))
        })
    }
}

/// Whether a word is for another value and names no thing: «Значення показника: базове, планове, фактичне».
pub(super) fn is_of_value(name: &str) -> bool {
    let stems = ["базов", "вихідн", "план", "заплан", "факт", "досяг", "викона", "очік"];
    let name = key(name);
    !name.contains(' ') && stems.iter().any(|stem| name.starts_with(stem))
}

/// The word for the column of all things together.
pub(super) fn words_of_total() -> String {
    words().totals.first().cloned().unwrap_or_default()
}

/// A text without the signs around it: «(сума, грн)».
fn tidy(text: &str) -> String {
    let text = text.trim_matches(|c: char| c.is_whitespace() || ":,;–—-".contains(c));
    // The bracket at the end may have been dropped with the words for a period.
    let open = text.strip_prefix('(').map(|text| text.strip_suffix(')').unwrap_or(text));
    match open.filter(|inner| !inner.contains(['(', ')'])) {
        Some(inner) => inner.trim().to_owned(),
        None if text.contains('(') && !text.contains(')') => format!("{text})"),
        None => text.to_owned(),
    }
}
