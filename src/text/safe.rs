//! Makes text from outside harmless: nothing in it may control a terminal or leave a directory.

use std::borrow::Cow;

/// Replaces control characters, escape sequences and direction overrides by a visible `�`;
/// tabs and line ends become spaces.
///
/// The source of the list: Unicode categories Cc and the bidirectional controls of UAX #9.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| !is_harmful(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|c| match c {
                '\t' | '\n' | '\r' => ' ',
                c if is_harmful(c) => '\u{fffd}',
                c => c,
            })
            .collect(),
    )
}

/// As [`harmless`], without a copy where the text is harmless as it is.
pub fn made_harmless(text: String) -> String {
    match harmless(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(harmless) => harmless,
    }
}

/// As [`harmless`] for text that goes into a document: line ends (of any system) and tabs stay, and characters that
/// no XML file may hold are replaced too (XML 1.0, `Char`: U+FFFE and U+FFFF).
pub fn printable(text: &str) -> Cow<'_, str> {
    let spoils =
        |c: char| !matches!(c, '\t' | '\n') && (is_harmful(c) || matches!(c, '\u{fffe}' | '\u{ffff}'));
    if !text.contains(spoils) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.chars().map(|c| if spoils(c) { char::REPLACEMENT_CHARACTER } else { c }).collect())
}

fn is_harmful(c: char) -> bool {
    c.is_control() || is_bidi_control(c)
}

/// Direction marks, embeddings, overrides and isolates.
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_overrides_become_visible() {
        assert_eq!(harmless("a\u{1b}[31mb\u{202e}c\td"), "a\u{fffd}[31mb\u{fffd}c d");
        assert!(matches!(harmless("звичайний текст"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_document_keeps_its_lines_and_tabs() {
        let hostile = "a\tb\r\nc\rd\n\u{1b}[2J\u{0}\u{85}\u{202e}\u{ffff}";
        assert_eq!(printable(hostile), "a\tb\nc\nd\n\u{fffd}[2J\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
        assert!(matches!(printable("рядок\n\tдругий"), Cow::Borrowed(_)));
    }
}
