//! The search key: one folding for search, filter, matching and duplicates.

use unicode_normalization::UnicodeNormalization;

/// Folds a text for comparison: NFC, lower case, apostrophes dropped, ґ as г, Latin look-alikes inside a
/// Cyrillic word read as Cyrillic, accents and soft hyphens dropped, white space squeezed.
pub fn search_key(text: &str) -> String {
    let lower: String = text.nfc().flat_map(char::to_lowercase).collect();
    let mut out = String::with_capacity(lower.len());
    for (index, word) in lower.split_whitespace().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let cyrillic = word.chars().any(is_cyrillic);
        out.extend(word.chars().filter_map(|c| fold(c, cyrillic)));
    }
    out
}

fn fold(c: char, in_cyrillic_word: bool) -> Option<char> {
    Some(match c {
        '\u{27}' | '`' | '’' | 'ʼ' | '′' | '‘' | '\u{301}' | '\u{ad}' => return None,
        'ґ' => 'г',
        _ if in_cyrillic_word => cyrillic_twin(c).unwrap_or(c),
        _ => c,
    })
}

/// Whether a character is a Cyrillic letter.
pub fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// The Cyrillic letter that a Latin one is mistaken for, case kept.
pub fn cyrillic_twin(c: char) -> Option<char> {
    const PAIRS: [(char, char); 19] = [
        ('a', 'а'),
        ('c', 'с'),
        ('e', 'е'),
        ('i', 'і'),
        ('k', 'к'),
        ('o', 'о'),
        ('p', 'р'),
        ('x', 'х'),
        ('y', 'у'),
        ('A', 'А'),
        ('B', 'В'),
        ('C', 'С'),
        ('E', 'Е'),
        ('H', 'Н'),
        ('I', 'І'),
        ('K', 'К'),
        ('M', 'М'),
        ('O', 'О'),
        ('T', 'Т'),
    ];
    PAIRS.iter().find(|(latin, _)| *latin == c).map(|(_, twin)| *twin)
}

/// The Latin look-alikes that stand inside Cyrillic words of a text, in order.
pub fn look_alikes(text: &str) -> Vec<char> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().any(is_cyrillic))
        .flat_map(|word| word.chars().filter(|c| cyrillic_twin(*c).is_some()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_share_a_key() {
        for (a, b) in
            [("Об’єкт", "об'єкт"), ("Ґрунт", "грунт"), ("Kількість", "кількість"), ("раи\u{306}он", "район")]
        {
            assert_eq!(search_key(a), search_key(b), "{a} and {b}");
        }
    }

    #[test]
    fn latin_words_stay_latin() {
        assert_eq!(search_key("Skype"), "skype");
        assert_eq!(look_alikes("Skype Kількість"), vec!['K']);
    }
}
