//! Titles as keys for comparing.

use std::{borrow::Cow, sync::Arc};

use crate::{
    domain::workers::{PIECE, in_parallel, workers_for},
    text::{
        key::{is_alphanumeric, search_key},
        roman,
    },
};

/// The keys of titles, in their order.
pub(super) fn title_keys<'a>(titles: impl Iterator<Item = &'a str>) -> Vec<Arc<str>> {
    let titles: Vec<&str> = titles.collect();
    let pieces: Vec<&[&str]> = titles.chunks(PIECE).collect();
    let keys = in_parallel(workers_for(titles.len()), &pieces, |piece| {
        piece.iter().map(|title| title_key(title)).collect::<Vec<_>>()
    });
    keys.into_iter().flatten().collect()
}

/// A title for comparing: letters and digits only, Roman numerals as digits.
pub(super) fn title_key(title: &str) -> Arc<str> {
    let folded = search_key(&with_ones(title));
    let mut key = String::with_capacity(folded.len());
    for word in folded.split(|c| !is_alphanumeric(c)).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        match Some(word).filter(|word| roman::may_begin(word)).and_then(roman::parse) {
            // In small letters it is the conjunction, in whatever alphabet.
            Some(1) => key.push('і'),
            Some(number) => key.push_str(&number.to_string()),
            None => key.push_str(word),
        }
    }
    key.into()
}

/// A title with its Roman ones as digits, because the fold makes them the conjunction «і». In a title of capitals the
/// conjunction is a capital, too.
fn with_ones(title: &str) -> Cow<'_, str> {
    const ONES: [char; 2] = ['I', 'І'];
    if !title.contains(ONES) || !title.contains(char::is_lowercase) {
        return Cow::Borrowed(title);
    }
    let joins = |c: &char| is_alphanumeric(*c) || matches!(c, '\'' | '’' | 'ʼ' | '`');
    let mut out = String::with_capacity(title.len());
    let mut signs = title.chars().peekable();
    let mut before = None;
    while let Some(c) = signs.next() {
        let alone = !before.as_ref().is_some_and(joins) && !signs.peek().is_some_and(joins);
        out.push(if alone && ONES.contains(&c) { '1' } else { c });
        before = Some(c);
    }
    Cow::Owned(out)
}
