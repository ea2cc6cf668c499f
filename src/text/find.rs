//! Search that ignores spelling variants, look-alike letters, transliteration and the wrong keyboard layout.

use std::sync::OnceLock;

use super::{key::search_key, translit};

/// How well a text matches a search; smaller is better.
pub type Rank = u32;

/// A search, in every way in which it may have been meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Folded as search keys.
    keys: Vec<String>,
    /// The transliterated search; none where it was not typed in Latin letters.
    latin: Option<String>,
}

impl Wanted {
    /// A search for what was typed, or for the same keys pressed on other keyboard layouts.
    pub fn new<S: AsRef<str>>(typed: &str, otherwise: impl IntoIterator<Item = S>) -> Self {
        let mut keys = vec![search_key(typed)];
        for key in otherwise.into_iter().map(|text| search_key(text.as_ref())) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys.retain(|key| !key.is_empty());
        // Not for one or two Latin letters, because they occur in every transliterated word.
        let is_latin = typed.is_ascii() && typed.chars().filter(char::is_ascii_alphabetic).count() > 2;
        Self { keys, latin: is_latin.then(|| translit::slug(typed)).filter(|latin| !latin.is_empty()) }
    }

    /// Whether the search is empty.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The ways in which it may have been meant: folded, for folded texts and codes.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// As [`Wanted::keys`], for transliterated texts.
    pub fn latin(&self) -> Option<&str> {
        self.latin.as_deref()
    }

    /// Whether a text contains the whole search.
    pub fn is_in(&self, text: &str) -> bool {
        self.holds(&search_key(text), || translit::slug(text))
    }

    /// As [`Wanted::is_in`], for a text that is searched again and again.
    pub fn is_in_folded(&self, text: &Folded) -> bool {
        self.holds(&text.key, || text.latin())
    }

    fn holds<L: AsRef<str>>(&self, key: &str, latin: impl FnOnce() -> L) -> bool {
        self.keys.iter().any(|wanted| key.contains(wanted.as_str()))
            || self.latin.as_ref().is_some_and(|wanted| latin().as_ref().contains(wanted.as_str()))
    }

    /// Whether a code begins with the search: `1.1` finds `1.1.2` and not `2.1.1`.
    pub fn begins(&self, code: &str) -> bool {
        let key = search_key(code);
        self.keys.iter().any(|wanted| key.starts_with(wanted.as_str()))
    }

    /// How well a text matches: best as a whole, then by all of its words, then by its letters in their order; none
    /// where it does not match.
    pub fn rank(&self, text: &str) -> Option<Rank> {
        self.rank_folded(&Folded::new(text))
    }

    /// As [`Wanted::rank`], for a text that is searched again and again.
    pub fn rank_folded(&self, text: &Folded) -> Option<Rank> {
        let latin = self.latin.as_ref().map(|latin| (text.latin(), latin));
        let own = self.keys.iter().filter_map(|wanted| rank(&text.key, wanted));
        own.chain(latin.and_then(|(text, latin)| rank(text, latin))).min()
    }
}

/// A text in the form that searches compare, computed once.
#[derive(Clone, Debug)]
pub struct Folded {
    key: String,
    text: String,
    latin: OnceLock<String>,
}

impl Folded {
    /// The folded text.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The form of a text.
    pub fn new(text: &str) -> Self {
        Self { key: search_key(text), text: text.to_owned(), latin: OnceLock::new() }
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The transliterated text, which only a search in Latin letters needs.
    pub fn latin(&self) -> &str {
        self.latin.get_or_init(|| translit::slug(&self.text))
    }
}

/// The rank from which on a match is only one of letters in their order.
pub const SCATTERED: Rank = 10;

fn rank(text: &str, wanted: &str) -> Option<Rank> {
    let begins = |text: &str, word: &str| text.split([' ', '-', '.']).any(|part| part.starts_with(word));
    // A search in a short text is often longer than it: only its words and letters may be there.
    let fits = wanted.len() <= text.len();
    if fits && text.starts_with(wanted) {
        Some(0)
    } else if fits && begins(text, wanted) {
        Some(1)
    } else if fits && text.contains(wanted) {
        Some(2)
    } else if words(wanted).all(|word| text.contains(word)) {
        Some(3)
    } else {
        scattered(text, wanted)
    }
}

/// What a text holds that matches one way of a search: all of the words, or the letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs<'a> {
    /// The words.
    pub words: Vec<&'a str>,
    /// The first place of the first letter, from there the first place of the second one, and so on; and how many bytes
    /// lie between the first and the last one at most.
    pub letters: Option<(Vec<char>, usize)>,
}

impl<'a> Needs<'a> {
    /// For one way of a search.
    pub fn of(wanted: &'a str) -> Self {
        Self {
            words: words(wanted).collect(),
            letters: letters(wanted).map(|letters| (letters.collect(), widest(wanted))),
        }
    }
}

fn words(wanted: &str) -> impl Iterator<Item = &str> {
    wanted.split([' ', '-'])
}

/// The letters that may be scattered in a text; fewer than three match nothing.
fn letters(wanted: &str) -> Option<impl Iterator<Item = char>> {
    (wanted.chars().count() >= 3).then(|| wanted.chars().filter(|c| !c.is_whitespace()))
}

/// Letters spread over a whole sentence are not an abbreviation of it.
const fn widest(wanted: &str) -> usize {
    wanted.len() * 4
}

/// Matches all letters in their order, and worse the wider they lie apart.
fn scattered(text: &str, wanted: &str) -> Option<Rank> {
    let mut left = text.char_indices();
    let mut first = None;
    let mut last = 0;
    for c in letters(wanted)? {
        let (at, _) = left.find(|(_, here)| *here == c)?;
        first = first.or(Some(at));
        last = at;
    }
    let spread = last.saturating_sub(first?);
    (spread <= widest(wanted)).then(|| SCATTERED + Rank::try_from(spread).unwrap_or(Rank::MAX - SCATTERED))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(typed: &str) -> Wanted {
        Wanted::new(typed, [] as [&str; 0])
    }

    #[test]
    fn spellings_layouts_and_latin_letters_find_the_same() {
        let title = "Облік об’єктів ґрунту";
        for typed in ["об'єкт", "ОБЄКТ", "грунту", "gruntu", "ґрунт", "oблік"] {
            assert!(wanted(typed).is_in(title), "{typed}");
        }
        assert!(Wanted::new("j,ksr", ["облік"]).is_in(title));
        assert!(!wanted("садок").is_in(title) && !wanted("gr").is_in(title));
        assert!(wanted("").is_empty() && wanted("’").is_empty());
    }

    #[test]
    fn the_nearest_comes_first() {
        let texts = ["Наступний без примітки", "Внести примітку", "Примітка", "План"];
        let ranks: Vec<Option<Rank>> = texts.iter().map(|text| wanted("прим").rank(text)).collect();
        assert_eq!(ranks, [Some(1), Some(1), Some(0), None]);
        assert!(wanted("нстпн").rank("Наступний без примітки").is_some());
        assert_eq!(wanted("без насту").rank("Наступний без примітки"), Some(3));
        assert!(wanted("1.1").begins("1.1.2") && !wanted("1.1").begins("2.1.1"));
    }
}
