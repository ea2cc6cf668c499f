//! Normal form: what is typed, pasted or imported becomes NFC with plain white space.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The text in NFC, so that й is one character whatever typed it.
pub fn nfc(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// NFC with soft hyphens dropped, every run of white space made one space, and none at the ends.
///
/// No-break spaces fold too: in a cell they are a typist's habit, not a meaning.
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in nfc(text).chars().filter(|c| *c != '\u{ad}') {
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
    fn decomposed_letters_become_one() {
        assert_eq!(nfc("раи\u{306}он"), "район");
    }

    #[test]
    fn white_space_is_squeezed_and_soft_hyphens_go() {
        assert_eq!(squeeze("  про\u{ad}ведення\u{a0} \t заходів\n"), "проведення заходів");
    }
}
