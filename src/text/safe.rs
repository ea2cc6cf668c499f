//! Text from outside is data: nothing in it may steer a terminal or climb out of a directory.

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
}
