//! Lists and ranges of quarter numbers: «І–ІІІ», «І, ІІ та ІІІ», «з І по ІІІ».

use crate::form::{
    period::ordinal::{Ordinal, ordinal},
    words::key,
};

/// The numbers before a word, each with whether a dash joins it to the number before it, after the index of the
/// first one.
pub(super) fn listed_before(text: &[&str], at: usize) -> (usize, Vec<(Ordinal, bool)>) {
    let mut listed: Vec<(Ordinal, bool)> = Vec::new();
    let mut from = at;
    let mut to = at;
    while let Some(place) = to.checked_sub(1) {
        let Some(word) = text.get(place) else { break };
        let parts = numbers_in(word);
        // «і» between two numbers is a conjunction; directly before the word it is a number.
        let joins = !listed.is_empty() && joiner(word).is_some();
        if joins {
            let dash = joiner(word) == Some(true);
            let before = place.checked_sub(1).and_then(|before| text.get(before));
            if before.is_none_or(|before| numbers_in(before).is_empty()) {
                break;
            }
            if let Some((_, joined)) = listed.first_mut() {
                *joined = dash;
            }
        } else if parts.is_empty() {
            break;
        } else {
            listed.splice(0..0, parts);
            from = place;
        }
        to = place;
    }
    (from, listed)
}

/// Whether a word joins numbers, and whether it makes a range of them.
pub(super) fn joiner(raw: &str) -> Option<bool> {
    let word = key(raw);
    if ["-", "–", "—", "−", "по", "до", "÷"].contains(&word.as_str()) {
        return Some(true);
    }
    // The capital letter is the number one.
    (raw == "і" || ["й", "та", ",", ";", "/"].contains(&word.as_str())).then_some(false)
}

/// The numbers in one word: «ІІІ», «І-ІІІ», «І,ІІ,ІІІ», each with whether a dash is before it.
fn numbers_in(word: &str) -> Vec<(Ordinal, bool)> {
    if let Some(one) = ordinal(word) {
        return vec![(one, false)];
    }
    let mut found = Vec::new();
    let mut dash = false;
    let mut rest = word.trim_matches(|c: char| "«»\"()".contains(c)).trim_end_matches([',', ';']);
    while !rest.is_empty() {
        let end = rest.find(|c: char| "-–—−,;/÷".contains(c)).unwrap_or(rest.len());
        let (part, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        match ordinal(part) {
            Some(one) => found.push((one, dash)),
            // «4-й» was one number; with any other ending it is not a list.
            None => return Vec::new(),
        }
        dash = after.starts_with(|c: char| "-–—−÷".contains(c));
        rest = after.trim_start_matches(|c: char| "-–—−,;/÷".contains(c));
    }
    found
}

/// The first and the last of listed numbers, and whether the list has all numbers between them.
pub(super) fn stretch(listed: &[(Ordinal, bool)]) -> Option<((u8, u8), bool)> {
    let first = listed.first()?.0.number;
    let last = listed.last()?.0.number;
    let rising = listed.windows(2).all(|pair| matches!(pair, [a, b] if a.0.number < b.0.number));
    rising.then_some(())?;
    let whole = listed.windows(2).all(|pair| matches!(pair, [a, b] if b.1 || a.0.number + 1 == b.0.number));
    Some(((first, last), whole && listed.iter().all(|(one, _)| one.certain)))
}
