//! The search key: one folding for search, filter, matching and duplicates.

use super::normal::composed;

/// Folds a text for comparison: NFC, lower case, apostrophes dropped, ґ as г, Latin look-alikes inside a
/// Cyrillic word read as Cyrillic, accents and soft hyphens dropped, white space squeezed.
pub fn search_key(text: &str) -> String {
    let composed = composed(text);
    let mut out = String::with_capacity(composed.len());
    for (index, word) in composed.split_whitespace().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        // Before the case is folded, because Latin B looks like В, but b looks like no Cyrillic letter.
        let cyrillic = word.chars().any(is_cyrillic);
        let twin = |c| if cyrillic { cyrillic_twin(c).unwrap_or(c) } else { c };
        for c in word.chars().map(twin) {
            // Pushed one by one, because `extend` reserves room for each of them anew.
            match small(c).map(fold) {
                Some(Some(folded)) => out.push(folded),
                Some(None) => {}
                None => c.to_lowercase().filter_map(fold).for_each(|folded| out.push(folded)),
            }
        }
    }
    out
}

/// Whether two texts have the same search key. Most texts that differ do so from their first characters on, so that
/// they need not be folded.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || (Initial::of(one).may_be(Initial::of(other)) && search_key(one) == search_key(other))
}

/// Folds the name of a unit or a person for comparison: the words of its search key in alphabetical order, without
/// signs and without the conjunctions «і», «й», «та». Names that differ only in case, apostrophes, word order or
/// conjunctions («дітей, сім'ї та молоді», «сім’ї, дітей і молоді») are therefore equal.
pub fn name_key(name: &str) -> String {
    let key = search_key(name);
    let mut words: Vec<&str> = key.split(|c| !is_alphanumeric(c)).filter(|w| !w.is_empty()).collect();
    words.retain(|word| !["і", "й", "та"].contains(word));
    words.sort_unstable();
    // A name of nothing but signs and conjunctions is equal only to itself.
    if words.is_empty() { key } else { words.join(" ") }
}

/// The lower case of the usual letters, without a look into the Unicode tables; none for all others.
const fn small(c: char) -> Option<char> {
    match c {
        '\0'..='\x7f' => Some(c.to_ascii_lowercase()),
        'а'..='я' | 'ѐ'..='џ' | 'ґ' | '’' | '«' | '»' | '–' | '—' | '№' => Some(c),
        'А'..='Я' => char::from_u32(c as u32 + 0x20),
        'Ѐ'..='Џ' => char::from_u32(c as u32 + 0x50),
        'Ґ' => Some('ґ'),
        _ => None,
    }
}

/// Whether a character is a letter. The usual letters are recognised without the Unicode tables.
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'Ѐ'..='џ' | 'Ґ' | 'ґ') || (!c.is_ascii() && c.is_alphabetic())
}

/// Whether a character is a letter or a digit, recognised as in [`is_letter`].
pub fn is_alphanumeric(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric())
}

/// The first characters of a text's search key. They are cheap to get, and enough to rule out most words without
/// folding the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Initial([Option<[char; 2]>; 3]);

impl Initial {
    /// The beginning of a text's search key. It ends before a sign that folding drops, a rare character, or the end
    /// of a word.
    pub fn of(text: &str) -> Self {
        let mut signs = text.chars().skip_while(|c| c.is_whitespace()).peekable();
        let mut known = [None; 3];
        let folded = |c: char| small(c).and_then(fold);
        for place in &mut known {
            let Some(c) = signs.next().filter(|c| !c.is_whitespace()) else { break };
            // A combining mark after the letter may make it another one.
            let marked = signs.peek().is_some_and(|next| ('\u{300}'..='\u{36f}').contains(next));
            let twin = cyrillic_twin(c).unwrap_or(c);
            let (Some(own), Some(twin), false) = (folded(c), folded(twin), marked) else { break };
            *place = Some([own, twin]);
        }
        Self(known)
    }

    /// Whether the text's search key may begin with this folded word.
    pub fn may_begin(self, word: &str) -> bool {
        self.0.iter().map_while(|both| *both).zip(word.chars()).all(|(both, c)| both.contains(&c))
    }

    /// Whether the search keys of two texts may begin with the same characters.
    pub fn may_be(self, other: Self) -> bool {
        let pairs = self.0.iter().zip(other.0.iter()).map_while(|(own, other)| (*own).zip(*other));
        pairs.into_iter().all(|(own, other)| own.iter().any(|c| other.contains(c)))
    }
}

/// How many letters of a text differ from those of another of the same length, folded as in a search key;
/// none where the lengths differ.
pub fn differing_letters(text: &str, other: &str) -> Option<usize> {
    if text.chars().count() != other.chars().count() {
        return None;
    }
    let folded = |text: &'_ str| {
        let cyrillic = text.chars().any(is_cyrillic);
        move |c: char| {
            let c = if cyrillic { cyrillic_twin(c).unwrap_or(c) } else { c };
            let c = small(c).or_else(|| c.to_lowercase().next()).unwrap_or(c);
            fold(c).unwrap_or(c)
        }
    };
    let (left, right) = (folded(text), folded(other));
    Some(text.chars().zip(other.chars()).filter(|(a, b)| left(*a) != right(*b)).count())
}

const fn fold(c: char) -> Option<char> {
    match c {
        '\u{27}' | '`' | '’' | 'ʼ' | '′' | '‘' | '\u{301}' | '\u{ad}' => None,
        'ґ' => Some('г'),
        _ => Some(c),
    }
}

/// Whether a character is a Cyrillic letter.
pub const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// The Cyrillic letter that a Latin one is mistaken for, case kept.
pub const fn cyrillic_twin(c: char) -> Option<char> {
    Some(match c {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'i' => 'і',
        'k' => 'к',
        'o' => 'о',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'I' => 'І',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'T' => 'Т',
        _ => return None,
    })
}

/// The Latin look-alikes inside Cyrillic words of a text, in order.
pub fn look_alikes(text: &str) -> Vec<char> {
    text.split(|c| !is_letter(c))
        .filter(|word| word.chars().any(is_cyrillic))
        .flat_map(|word| word.chars().filter(|c| cyrillic_twin(*c).is_some()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_folds_as_the_tables_do() {
        for c in ('\0'..='\u{52f}').chain('\u{2000}'..='\u{2200}') {
            let lower: String = c.to_lowercase().collect();
            assert!(small(c).is_none_or(|small| small.to_string() == lower), "{c:?}");
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            for text in
                [c.to_string(), format!("{c}я"), format!(" {c}\u{306}"), format!("я{c}{c}"), format!("яI{c}")]
            {
                let key = search_key(&text);
                assert!(Initial::of(&text).may_begin(&key) && Initial::of(&text).may_be(Initial::of(&key)));
                assert!(Initial::of(&text).may_begin(&format!("{key} і далі")), "{text:?}");
            }
        }
        assert_eq!(differing_letters("ШIЛЬ", "Ціль"), Some(1));
        assert_eq!(differing_letters("Завдання", "Захід"), None);
    }

    #[test]
    fn most_texts_are_told_apart_by_their_first_characters() {
        assert!(!Initial::of("План").may_begin("всього") && Initial::of(" Bсього").may_begin("всього"));
        assert!(
            Initial::of("КОЛО").may_be(Initial::of("kоло")) && Initial::of("’яр").may_be(Initial::of("сад"))
        );
        assert!(!Initial::of("Мета").may_be(Initial::of("Строк")));
        assert!(!Initial::of("Захід").may_begin("загалом") && Initial::of("За все").may_begin("за все"));
    }

    #[test]
    fn spellings_of_one_word_share_a_key() {
        for (a, b) in
            [("Об’єкт", "об'єкт"), ("Ґрунт", "грунт"), ("Kількість", "кількість"), ("раи\u{306}он", "район")]
        {
            assert_eq!(search_key(a), search_key(b), "{a} and {b}");
            assert!(is_same(a, b) && is_same(b, a));
        }
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        let same = [
            ("Відділ садів та парків", "відділ садів і парків"),
            ("Центр для дітей, сім’ї та молоді", "центр для сім'ї, дітей та молоді"),
            ("ГО «Сад»", "ГО \"Сад\""),
            ("Bідділ садів", "Відділ садів"),
        ];
        for (a, b) in same {
            assert_eq!(name_key(a), name_key(b), "{a} and {b}");
        }
        for (a, b) in [("Відділ садів", "Відділ садів № 2"), ("Відділ", "Відділи"), ("«»", "та"), ("і", "та")]
        {
            assert_ne!(name_key(a), name_key(b), "{a} and {b}");
        }
    }

    #[test]
    fn latin_words_stay_latin() {
        assert_eq!(search_key("Skype"), "skype");
        assert_eq!(look_alikes("Skype Kількість"), vec!['K']);
    }
}
