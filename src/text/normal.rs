//! Normal form: what is typed, pasted or imported becomes NFC with plain white space.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The text in NFC, so that й is one character whatever typed it.
pub fn nfc(text: &str) -> String {
    if is_surely_nfc(text) || is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// Whether a text is made only of characters that stand for themselves: no marks to join, none that has
/// another form. Nearly all texts are, and to see it costs a fraction of asking the tables.
pub fn is_surely_nfc(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c, '\0'..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
            | '\u{2010}'..='\u{2027}' | '\u{202f}'..='\u{2038}' | '№')
    })
}

/// NFC with soft hyphens dropped, every run of white space made one space, and none at the ends.
///
/// No-break spaces fold too: in a cell they are a typist's habit, not a meaning.
pub fn squeeze(text: &str) -> String {
    let composed = if is_surely_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(nfc(text)) };
    let mut out = String::with_capacity(composed.len());
    for c in composed.chars().filter(|c| *c != '\u{ad}') {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_surely_composed_is_composed() {
        for c in ('\0'..='\u{2ff}').chain('\u{400}'..='\u{52f}').chain('\u{2000}'..='\u{2200}') {
            let twice = format!("{c}{c}");
            assert!(!is_surely_nfc(&twice) || is_nfc(&twice), "{c:?}");
        }
        assert!(!is_surely_nfc("раи\u{306}он"));
    }

    #[test]
    fn decomposed_letters_become_one() {
        assert_eq!(nfc("раи\u{306}он"), "район");
    }

    #[test]
    fn white_space_is_squeezed_and_soft_hyphens_go() {
        assert_eq!(squeeze("  про\u{ad}ведення\u{a0} \t заходів\n"), "проведення заходів");
    }
}
