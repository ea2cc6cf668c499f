//! Text that arrives without the marks of a paste while no text field is open. Its letters must not run as commands.

use crate::{keymap::KeyCode, term::TermEvent};

/// Shorter texts count as keys.
const SHORTEST: usize = 8;

/// How many of the events, from the first on, are one run of text: characters and line ends.
pub(super) fn run_of_text(events: &[TermEvent]) -> usize {
    events.iter().take_while(|event| character(event).is_some()).count()
}

/// Whether a run of text is a sentence: words separated by spaces, which nobody types as commands. Repeated keys,
/// chords, and columns of numbers are not.
pub(super) fn is_sentence(run: &[TermEvent]) -> bool {
    let text: String = run.iter().filter_map(character).collect();
    let text = text.trim();
    text.chars().count() >= SHORTEST && text.split('\n').any(has_words)
}

/// Whether a run of text is a single line, which may have its end.
pub(super) fn is_one_line(run: &[TermEvent]) -> bool {
    let body = run.split_last().map_or(run, |(_, body)| body);
    !body.iter().any(|event| character(event) == Some('\n'))
}

fn has_words(line: &str) -> bool {
    let words = line.split(' ').filter(|word| word.chars().any(char::is_alphabetic));
    let (count, real) = words.fold((0, false), |(count, real), word| (count + 1, real || is_word(word)));
    count > 1 && real
}

/// Whether a word has at least three letters that are not one repeated key.
fn is_word(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first = letters.next();
    let rest: Vec<char> = letters.collect();
    rest.len() > 1 && rest.iter().any(|c| Some(*c) != first)
}

fn character(event: &TermEvent) -> Option<char> {
    match event {
        TermEvent::Key(key) if [KeyCode::Enter, KeyCode::Tab].contains(&key.code) => {
            (!key.ctrl && !key.alt).then_some('\n')
        }
        TermEvent::Key(key) => key.typed(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::Key;

    fn events(text: &str) -> Vec<TermEvent> {
        let key = |c| if c == '\r' { Key::plain(KeyCode::Enter) } else { Key::char(c) };
        text.chars().map(|c| TermEvent::Key(key(c))).collect()
    }

    #[test]
    fn a_sentence_is_told_from_keys() {
        for sentence in ["Проведено семінар", "two words\r", "12 заходів у школах", "рядок\rще один рядок\r"]
        {
            assert!(is_sentence(&events(sentence)), "{sentence}");
        }
        for keys in
            ["jjj jjj jjj", "g d g f g v", "12\r7\r1 234,5\r100\r", "gfgdgogvgr", "рік ні", "=п*50% + 2"]
        {
            assert!(!is_sentence(&events(keys)), "{keys}");
        }
    }

    #[test]
    fn a_run_ends_at_a_key_that_types_nothing() {
        let mut all = events("аб\rв");
        all.push(TermEvent::Key(Key::plain(KeyCode::Up)));
        all.extend(events("г"));
        assert_eq!(run_of_text(&all), 4);
    }
}
