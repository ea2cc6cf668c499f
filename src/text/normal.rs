//! Normal form: what is typed, pasted or imported becomes NFC with plain white space.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The text in NFC, so that й is always one character.
pub fn nfc(text: &str) -> String {
    composed(text).into_owned()
}

/// As [`nfc`], keeping the text where it is in NFC already.
pub fn in_nfc(text: String) -> String {
    match composed(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(composed) => composed,
    }
}

/// As [`nfc`], without a copy where the text is in NFC already, as nearly all texts are.
pub fn composed(text: &str) -> Cow<'_, str> {
    if is_surely_nfc(text) || is_nfc(text) { text.into() } else { text.nfc().collect() }
}

/// Whether a text consists only of characters that have no other normal form and no combining marks. This is true of
/// nearly all texts and costs a fraction of a look into the Unicode tables. It is judged by the bytes of the characters.
fn is_surely_nfc(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let is_usual = match byte {
            ..=0x7f => true,
            // U+0080 to U+02FF, U+0400 to U+047F, U+04C0 to U+04FF.
            0xc2..=0xcb | 0xd0 | 0xd1 | 0xd3 => bytes.next().is_some(),
            // U+0480 to U+0482, U+048A to U+04BF; the combining marks are between them.
            0xd2 => matches!(bytes.next(), Some(0x80..=0x82 | 0x8a..)),
            // U+0500 to U+052F.
            0xd4 => matches!(bytes.next(), Some(..=0xaf)),
            // U+2010 to U+2027, U+202F to U+2038, №.
            0xe2 => matches!(
                (bytes.next(), bytes.next()),
                (Some(0x80), Some(0x90..=0xa7 | 0xaf..=0xb8)) | (Some(0x84), Some(0x96))
            ),
            _ => false,
        };
        if !is_usual {
            return false;
        }
    }
    true
}

/// Whether a character is invisible: soft hyphens, and the marks that only set line breaks or the direction of text.
/// Web pages leave them beside figures.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// NFC without invisible characters, with every run of white space made one space, and none at the ends.
///
/// No-break spaces count as white space, because in a cell they are a typist's habit and have no meaning.
pub fn squeeze(text: &str) -> String {
    squeezed(text).into_owned()
}

/// As [`squeeze`], line by line: line breaks of any system stay, except before and after the text and double ones.
pub fn squeeze_lines(text: &str) -> String {
    let lines = text.split(['\n', '\r']).map(squeeze).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// As [`squeeze`], without a copy where the text is squeezed already, as most texts are.
pub fn squeezed(text: &str) -> Cow<'_, str> {
    if is_squeezed(text) {
        return Cow::Borrowed(text);
    }
    let composed = composed(text);
    let mut out = String::with_capacity(composed.len());
    for c in composed.chars().filter(|c| !is_unseen(*c)) {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// Whether a text needs no squeezing, judged by its bytes: only ASCII, Cyrillic letters and common signs. A false
/// answer only means that the text is read character by character.
fn is_squeezed(text: &str) -> bool {
    let mut space = true;
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let was_space = std::mem::replace(&mut space, byte == b' ');
        match byte {
            b' ' if !was_space => {}
            b'!'..=b'~' => {}
            // А to я with their neighbours.
            0xd0 | 0xd1 => drop(bytes.next()),
            // « » ° § and others, not the no-break space, the soft hyphen or a control.
            0xc2 if bytes.next().is_some_and(|next| next > 0xa0 && next != 0xad) => {}
            // – — ‘ ’ “ ” „ … and №.
            0xe2 => match (bytes.next(), bytes.next()) {
                (Some(0x80), Some(0x90..=0xa7)) | (Some(0x84), Some(0x96)) => {}
                _ => return false,
            },
            _ => return false,
        }
    }
    !space || text.is_empty()
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
    fn what_is_surely_squeezed_stays() {
        for c in ('\0'..='\u{2ff}').chain('\u{400}'..='\u{52f}').chain('\u{2000}'..='\u{3001}') {
            for text in [format!("а{c}б"), format!("{c}"), format!(" {c}"), format!("{c} б")] {
                if is_squeezed(&text) {
                    let kept: String = text.nfc().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect();
                    assert_eq!(kept, text.replace(' ', ""), "{c:?}");
                    assert!(!text.starts_with(' ') && !text.ends_with(' '), "{c:?}");
                }
            }
        }
        assert!(is_squeezed("«Проведення» — № 5, об’єкт"));
        assert!(!is_squeezed("а  б") && !is_squeezed(" а") && !is_squeezed("а ") && is_squeezed(""));
    }

    #[test]
    fn decomposed_letters_become_one() {
        assert_eq!(nfc("раи\u{306}он"), "район");
    }

    #[test]
    fn white_space_is_squeezed_and_soft_hyphens_go() {
        assert_eq!(squeeze("  про\u{ad}ведення\u{a0} \t заходів\n"), "проведення заходів");
        assert_eq!(squeeze("\u{feff}1\u{200b}5\u{2060}"), "15");
    }
}
