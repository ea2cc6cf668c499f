//! The wording of a header, prepared for comparing.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use crate::{
    form::{built_in, words::key},
    text::surely::Surely,
};

/// How many letters of a word count, and of «виконав…», because a performer («виконавець») and a performance
/// («виконання», «виконано») part only after their fifth letter.
const STEM: [usize; 2] = [5, 7];
/// The bits of a letter in a stem. Every letter of every script that is assigned has fewer.
const LETTER: u32 = 18;

/// The wording of a header, prepared for comparing: a table is compared with some hundred wordings.
#[derive(Clone, Debug)]
pub struct Wording {
    /// Its words with a blank between them.
    words: String,
    /// The beginnings of its longer words, packed, ascending, each once.
    stems: Vec<u128>,
    /// A bit for each stem, several stems to a bit: wordings without a common bit have no common stem.
    bits: u64,
}

/// The wordings of the forms that are compiled in.
static KNOWN: LazyLock<HashMap<String, Wording>> = LazyLock::new(|| {
    let columns = built_in().into_iter().flat_map(|form| form.columns);
    let headers = columns.flat_map(|column| column.headers);
    headers.map(|text| (text.clone(), Wording::new(&text))).collect()
});

impl Wording {
    /// Prepares a text.
    pub fn new(text: &str) -> Self {
        // A share is a quantity of its own: «% виконання» is not a column of performers.
        let key = key(&unspaced(&unbroken(text)).replace('%', " відсоток "));
        let words = key.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let words: Vec<&str> = words.collect();
        // «№» alone has no words.
        let whole = if words.is_empty() { key.clone() } else { words.join(" ") };
        let mut stems: Vec<u128> =
            words.into_iter().filter(|word| word.chars().nth(2).is_some()).map(stem).collect();
        stems.sort_unstable();
        stems.dedup();
        let bits = stems.iter().fold(0, |bits, stem| bits | bit(*stem));
        Self { words: whole, stems, bits }
    }

    /// That of a form's header. Those of the forms that are compiled in are prepared once.
    pub fn of_form(header: &str) -> Cow<'static, Self> {
        KNOWN.get(header).map_or_else(|| Cow::Owned(Self::new(header)), Cow::Borrowed)
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How similar two wordings are, of a hundred points; case, punctuation, endings and small words are ignored.
    pub fn likeness(&self, other: &Self) -> u32 {
        if self.words == other.words && !self.words.is_empty() {
            return 100;
        }
        if self.bits & other.bits == 0 {
            return 0;
        }
        let common = self.stems.iter().filter(|stem| other.stems.binary_search(stem).is_ok()).count();
        let points = (200 * common).checked_div(self.stems.len() + other.stems.len());
        let points = points.and_then(|points| u32::try_from(points).ok());
        // A similar wording gets fewer points than an equal one.
        points.map_or(0, |points| points * 95 / 100)
    }
}

/// The beginning of a word, packed.
fn stem(word: &str) -> u128 {
    let [usual, longer] = STEM;
    let letters = word.chars().take(if word.starts_with("виконав") { longer } else { usual });
    letters.fold(0, |stem, letter| (stem << LETTER) ^ u128::from(u32::from(letter)))
}

/// The bit of a stem: that of its last letters, because the first ones differ less.
fn bit(stem: u128) -> u64 {
    1 << ((stem ^ (stem >> (LETTER + 1))) % 64)
}

/// A text without the hyphens with which words were broken by hand in a narrow column: «Відпові- дальний»,
/// «При-мітка».
fn unbroken(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['-', '\u{ad}', '‑']) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let sign = after.chars().next().map_or(0, char::len_utf8);
        let next = after.get(sign..).surely();
        let letters =
            before.ends_with(char::is_alphabetic) && next.trim_start().starts_with(char::is_lowercase);
        if letters {
            rest = next.trim_start();
        } else {
            out.push(' ');
            rest = next;
        }
    }
    out.push_str(rest);
    out
}

/// A word whose letters are spaced out as one word: «П л а н».
fn unspaced(text: &str) -> String {
    let mut letters = text.split_whitespace().map(str::chars);
    let spaced = letters.clone().count() > 2
        && letters.all(|mut word| word.next().is_some_and(char::is_alphabetic) && word.next().is_none());
    if spaced { text.split_whitespace().collect() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> u32 {
        Wording::new(a).likeness(&Wording::new(b))
    }

    #[test]
    fn wordings_are_alike_without_their_endings() {
        assert_eq!(likeness("№ з/п", "№ З/П"), 100);
        assert!(
            likeness("Найменування показників результативності", "Найменування показника результативності")
                >= 70
        );
        assert!(likeness("Найменування завдання", "Найменування заходу для виконання завдання") < 70);
        assert!(likeness("% виконання", "Виконавці") < 63);
        assert!(likeness("Виконавець", "Виконавці") >= 70);
        for fact in ["Виконання", "Виконано"] {
            assert_eq!(likeness("Виконавець", fact), 0, "{fact}");
        }
        assert_eq!(likeness("", ""), 0);
    }

    #[test]
    fn words_that_were_broken_by_hand_are_whole() {
        for (broken, whole) in [
            ("Відпові- дальний виконавець", "Відповідальний виконавець"),
            ("При-мітка", "Примітка"),
            ("Най- мену- вання заходу", "Найменування заходу"),
            ("П л а н", "План"),
        ] {
            assert_eq!(likeness(broken, whole), 100, "{broken}");
        }
    }
}
