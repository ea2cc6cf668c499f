//! How similar two titles are, and an index that finds similar titles without comparing all of them.

use std::{
    cmp::{Ordering, Reverse},
    collections::BTreeSet,
};

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::titles::title_key;
use crate::domain::id::NodeId;

/// The number of letters at the beginning of a word that do not change with its ending.
const STEM: usize = 5;

/// The stem of a word; a number has no ending.
fn stem(word: &str) -> &str {
    if is_number(word) {
        return word;
    }
    word.char_indices().nth(STEM).and_then(|(end, _)| word.get(..end)).unwrap_or(word)
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// The stems of a title's words, from its key: sorted, each once. Short words that only link others say nothing, but
/// every number and letter does: it may be all that tells one measure from the next («група А»).
fn stems(key: &str) -> SmallVec<[&str; 12]> {
    let words = key.split(' ').filter(|word| word.chars().nth(2).is_some() || !is_linking(word));
    let mut stems: SmallVec<[&str; 12]> = words.map(stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Words that only link others, and short forms that stand before a name, as keys of titles have them.
const LINKING: [&str; 31] = [
    "в", "від", "для", "до", "з", "за", "зі", "із", "ім", "й", "м", "на", "над", "об", "о", "п", "під", "по",
    "при", "про", "р", "рр", "с", "ст", "т", "та", "у", "ч", "чи", "щодо", "і",
];

fn is_linking(word: &str) -> bool {
    word.is_empty() || LINKING.contains(&word)
}

/// Whether a title has a word or a number that another one lacks, by their keys: another ending or one wrong letter
/// makes no other word.
pub fn has_other_words(a: &str, b: &str) -> bool {
    let others: SmallVec<[&str; 16]> = b.split(' ').collect();
    // Most words are the same, which is known without looking at their letters.
    let mut own = a.split(' ').filter(|word| !others.contains(word) && !is_linking(word));
    own.any(|word| !others.iter().any(|other| is_same_word(word, other)))
}

/// Whether one of two titles, by their keys, only adds words to the other.
pub fn only_adds_words(a: &str, b: &str) -> bool {
    !has_other_words(a, b) || !has_other_words(b, a)
}

fn is_same_word(a: &str, b: &str) -> bool {
    if a == b || is_number(a) || is_number(b) {
        return a == b;
    }
    // Only one letter may be another one, so that words which differ in the first and the last are not the same.
    if a.chars().next() != b.chars().next() && a.chars().next_back() != b.chars().next_back() {
        return false;
    }
    let (long, other) = (a.chars().count(), b.chars().count());
    let (long, short) = (long.max(other), long.min(other));
    let same_letters =
        |pairs: &mut dyn Iterator<Item = (char, char)>| pairs.take_while(|(a, b)| a == b).count();
    let begin = same_letters(&mut a.chars().zip(b.chars()));
    let end = || same_letters(&mut a.chars().rev().zip(b.chars().rev()));
    let other_ending = begin >= STEM || (begin >= 3 && begin + 3 >= long);
    other_ending || (short >= STEM && begin + end() + 1 >= long)
}

/// The likeness of two titles in hundredths: their share of common words, without endings.
pub fn likeness(a: &str, b: &str) -> usize {
    likeness_of_keys(&title_key(a), &title_key(b))
}

/// As [`likeness`], of two titles by their keys.
pub fn likeness_of_keys(a: &str, b: &str) -> usize {
    let (a, b) = (stems(a), stems(b));
    points(&a, a.len(), &b)
}

/// The likeness of a title with `stems` stems, of which those of the first list may be in another title, and a title
/// with those of the second. Both lists are sorted.
fn points<T: Ord>(known: &[T], stems: usize, other: &[T]) -> usize {
    let (mut known, mut others, mut common) = (known.iter().peekable(), other.iter().peekable(), 0);
    while let (Some(own), Some(next)) = (known.peek(), others.peek()) {
        let order = own.cmp(next);
        common += usize::from(order == Ordering::Equal);
        if order != Ordering::Greater {
            known.next();
        }
        if order != Ordering::Less {
            others.next();
        }
    }
    (200 * common).checked_div(stems + other.len()).unwrap_or(0)
}

/// The nodes in whose title a stem is, by the number of stems in the title. Most stems are in one title.
type TitlesWith = SmallVec<[(usize, SmallVec<[u32; 2]>); 1]>;

/// Nodes indexed by the stems of their titles. Stems are numbered, because most of
/// them are in many titles.
#[derive(Default)]
pub struct Alike<'a> {
    /// The number of each stem.
    numbers: FxHashMap<&'a str, u32>,
    /// How many stems titles have.
    sizes: BTreeSet<usize>,
    /// The titles that have a stem, for each stem by its number.
    having: Vec<TitlesWith>,
    /// The nodes in their order, each with its stems.
    nodes: Vec<(NodeId, SmallVec<[u32; 12]>)>,
}

impl<'a> Alike<'a> {
    /// Nodes with the keys of their titles.
    pub fn of(nodes: impl Iterator<Item = (NodeId, &'a str)>) -> Self {
        let mut alike = Self::default();
        nodes.for_each(|(id, key)| alike.add(id, key));
        alike
    }

    fn add(&mut self, id: NodeId, key: &'a str) {
        let Ok(at) = u32::try_from(self.nodes.len()) else { return };
        let mut numbers: SmallVec<[u32; 12]> = stems(key).into_iter().map(|stem| self.number(stem)).collect();
        numbers.sort_unstable();
        self.sizes.insert(numbers.len());
        for number in &numbers {
            let Some(having) = self.having.get_mut(*number as usize) else { continue };
            match having.iter_mut().find(|(size, _)| *size == numbers.len()) {
                Some((_, nodes)) => nodes.push(at),
                None => having.push((numbers.len(), SmallVec::from_slice(&[at]))),
            }
        }
        self.nodes.push((id, numbers));
    }

    fn number(&mut self, stem: &'a str) -> u32 {
        let new = u32::try_from(self.having.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(stem).or_insert(new);
        if number == new {
            self.having.push(TitlesWith::new());
        }
        number
    }

    /// The node whose title, given by its key, is most similar, at least `least` hundredths; of equal ones the first,
    /// because a document that renames measures keeps their order. Adds the number of comparisons to `compared`.
    ///
    /// Only nodes that share one of the rarest stems are compared, because two titles with enough stems in common
    /// have one of these in common.
    pub fn most(
        &self,
        key: &str,
        least: usize,
        fits: impl Fn(NodeId) -> bool,
        compared: &mut usize,
    ) -> Option<NodeId> {
        let wanted = stems(key);
        let mut known: SmallVec<[u32; 12]> =
            wanted.iter().filter_map(|stem| self.numbers.get(*stem).copied()).collect();
        known.sort_unstable();
        let unknown = wanted.len() - known.len();
        let mut best: Option<(usize, Reverse<usize>)> = None;
        for size in &self.sizes {
            let shared = (least * (wanted.len() + size)).div_ceil(200).max(1);
            let Some(rare) = (wanted.len() + 1).checked_sub(shared).filter(|_| shared <= *size) else {
                continue;
            };
            let having = |stem: &u32| {
                let all = self.having.get(*stem as usize)?.iter();
                all.filter(|(own, _)| own == size).map(|(_, nodes)| nodes.as_slice()).next()
            };
            let mut lists: SmallVec<[&[u32]; 12]> =
                known.iter().map(|stem| having(stem).unwrap_or_default()).collect();
            lists.sort_by_key(|list| list.len());
            // An unknown stem is in no title, so it is rarer than every known one.
            for at in lists.into_iter().take(rare.saturating_sub(unknown)).flatten() {
                *compared += 1;
                let at = *at as usize;
                let Some((id, stems)) = self.nodes.get(at) else { continue };
                let found = (points(&known, wanted.len(), stems), Reverse(at));
                if found.0 >= least && best.is_none_or(|best| best < found) && fits(*id) {
                    best = Some(found);
                }
            }
        }
        best.and_then(|(_, Reverse(at))| self.nodes.get(at)).map(|(id, _)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_alike_without_their_endings_and_numbers_as_a_whole() {
        assert_eq!(likeness("Зустрічі з громадою", "Зустрічей у громадах"), 100);
        assert_eq!(likeness("Наказ 1400013", "Наказ 1400027"), 50);
        assert_eq!(likeness("Група А", "Група Б"), 50);
        assert_eq!(likeness("Етап І", "Етап ІІ"), 50);
        assert_eq!(likeness("Етап ІІ", "II етап"), 100);
    }

    #[test]
    fn another_ending_and_a_wrong_letter_make_no_other_word() {
        let others = |a, b| has_other_words(&title_key(a), &title_key(b));
        for (a, b) in [
            ("Проведення лекцій для дітей", "Провдення лекції дітьми"),
            ("ЛЕКЦІЇ І СЕМІНАРИ", "Лекції i семінари"),
            ("Семінари", "Семінари та лекції"),
        ] {
            assert!(!others(a, b), "{a} / {b}");
        }
        for (a, b) in [
            ("Семінари для молоді", "Вебінари для молоді"),
            ("Поради для ВПО", "Поради для УБД"),
            ("Засідання № 1", "Засідання № 2"),
            ("Лекції та семінари", "Лекції"),
        ] {
            assert!(others(a, b), "{a} / {b}");
        }
    }
}
