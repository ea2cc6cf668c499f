//! A text folded into rows of a width: words are kept whole, divided at a syllable with a hyphen, or cut where a word
//! alone is wider than the row.

use hypher::Lang;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::surely::Surely as _;

/// A longer run of characters is not a word, so it is not divided at syllables.
const LONGEST_WORD: usize = 60;

/// Words with fewer letters are not divided.
const SHORTEST_WORD: usize = 5;

/// A row of a folded text: the range of its bytes. A line break belongs to no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldedRow {
    /// The first byte.
    pub from: usize,
    /// The byte after the last one.
    pub to: usize,
    /// Whether a word was divided here, so that a hyphen is shown.
    pub hyphen: bool,
}

/// The rows of a text, `width` cells each; there is always one. Blanks at the end of a row hang over its edge.
pub fn fold(text: &str, width: usize) -> Vec<FoldedRow> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut from = 0;
    for paragraph in text.split('\n') {
        fold_paragraph(paragraph, from, width, &mut rows);
        from += paragraph.len() + 1;
    }
    rows
}

fn fold_paragraph(text: &str, offset: usize, width: usize, rows: &mut Vec<FoldedRow>) {
    let mut start = 0;
    let mut used = 0;
    let mut word_at = 0;
    let mut push = |from: usize, to: usize, hyphen: bool| {
        rows.push(FoldedRow { from: offset + from, to: offset + to, hyphen });
    };
    for chunk in text.split_inclusive(' ') {
        let (mut at, end) = (word_at, word_at + chunk.len());
        word_at = end;
        loop {
            let rest = text.get(at..end).surely();
            let word = rest.trim_end_matches(' ');
            let room = width.saturating_sub(used);
            // A blank that hangs over the edge leaves no room, not even for a mark that has no width.
            if word.is_empty() || fits(word, room) && used <= width {
                used += rest.width();
                break;
            }
            let length = match syllables(word, room) {
                Some(length) => {
                    push(start, at + length, true);
                    length
                }
                None if at > start => {
                    push(start, at, false);
                    0
                }
                None => {
                    let length = graphemes(word, width);
                    push(start, at + length, false);
                    length
                }
            };
            at += length;
            (start, used) = (at, 0);
        }
    }
    push(start, text.len(), false);
}

/// How many bytes of a word fit before a hyphen; none where the word is not divided.
fn syllables(word: &str, room: usize) -> Option<usize> {
    let is_of_word = |c: char| c.is_alphabetic() || matches!(c, '’' | '\'');
    let lead: usize = word.chars().take_while(|c| !is_of_word(*c)).map(char::len_utf8).sum();
    let body = word.get(lead..)?;
    let length: usize = body.chars().take_while(|c| is_of_word(*c)).map(char::len_utf8).sum();
    let body = body.get(..length)?;
    if !(SHORTEST_WORD..=LONGEST_WORD).contains(&body.chars().count()) {
        return None;
    }
    let language = if body.is_ascii() { Lang::English } else { Lang::Ukrainian };
    let (mut end, mut found) = (lead, None);
    for syllable in hypher::hyphenate(body, language) {
        end += syllable.len();
        if end == lead + length || word.get(..end)?.width() + 1 > room {
            break;
        }
        found = Some(end);
    }
    found
}

/// Whether a word is at most so wide. It is measured only so far, because a word may be as long as the text.
fn fits(word: &str, room: usize) -> bool {
    let mut used = 0;
    word.graphemes(true).all(|grapheme| {
        used += grapheme.width();
        used <= room
    })
}

/// How many bytes fit into a row, of a word that is wider than the row; at least one character.
fn graphemes(word: &str, width: usize) -> usize {
    let (mut end, mut used) = (0, 0);
    for grapheme in word.graphemes(true) {
        used += grapheme.width();
        if used > width && end > 0 {
            break;
        }
        end += grapheme.len();
    }
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, width: usize) -> Vec<String> {
        let row = |row: FoldedRow| {
            let text = text.get(row.from..row.to).surely().trim_end();
            if row.hyphen { format!("{text}-") } else { text.to_owned() }
        };
        fold(text, width).into_iter().map(row).collect()
    }

    #[test]
    fn words_are_kept_whole_or_divided_at_a_syllable() {
        assert_eq!(shown("Проведено семінар", 20), ["Проведено семінар"]);
        assert_eq!(shown("графік платежів зсунуто", 12), ["графік пла-", "тежів зсуну-", "то"]);
        assert_eq!(shown("a\n\nb", 12), ["a", "", "b"]);
        assert_eq!(shown("", 12), [""]);
        assert_eq!(shown("1234567890", 4), ["1234", "5678", "90"]);
    }

    proptest! {
        #[test]
        fn rows_hold_all_of_the_text_and_fit(text in "[а-яіїєґ’ a-z0-9\\-«»\n\u{301}漢]{0,80}", width in 1usize..30) {
            let rows = fold(&text, width);
            let mut at = 0;
            for row in &rows {
                // Only a line break may lie between two rows.
                prop_assert!(row.from == at || text.get(at..row.from) == Some("\n"));
                at = row.to;
                let shown = text.get(row.from..row.to).unwrap();
                let cells = shown.trim_end_matches(' ').width() + usize::from(row.hyphen);
                prop_assert!(cells <= width || shown.graphemes(true).count() == 1, "{shown:?}");
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
