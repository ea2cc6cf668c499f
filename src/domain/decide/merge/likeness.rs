//! How similar two titles are, and an index that finds similar titles without comparing all of them.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::matching::title_key;
use crate::domain::{id::NodeId, plan::Plan, record::Level};

/// The number of letters at the beginning of a word that do not change with its ending.
const STEM: usize = 5;

/// The stem of a word; a number has no ending.
fn stem(word: &str) -> String {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        word.to_owned()
    } else {
        word.chars().take(STEM).collect()
    }
}

/// The stems of a title's words.
fn stems(title: &str) -> FxHashSet<String> {
    let key = title_key(title);
    let words = key.split(' ').filter(|word| word.chars().count() > 2);
    words.map(stem).collect()
}

/// The likeness of two titles in hundredths: their share of common words, without endings.
pub fn likeness(a: &str, b: &str) -> usize {
    points(&stems(a), &stems(b))
}

fn points(a: &FxHashSet<String>, b: &FxHashSet<String>) -> usize {
    let common = a.intersection(b).count();
    (200 * common).checked_div(a.len() + b.len()).unwrap_or(0)
}

/// The nodes of one level under one parent, indexed by the stems of their titles.
#[derive(Default)]
pub struct Alike {
    /// By how many stems a title has: which nodes have a stem.
    sizes: BTreeMap<usize, FxHashMap<String, Vec<usize>>>,
    /// The nodes in their order, each with its stems.
    nodes: Vec<(NodeId, FxHashSet<String>)>,
}

impl Alike {
    /// Those of a level under a parent.
    pub fn under(plan: &Plan, parent: Option<NodeId>, level: Level) -> Self {
        let mut alike = Self::default();
        for id in plan.children(parent) {
            let Some(node) = plan.node(id).filter(|node| node.level == level) else { continue };
            let stems = stems(&node.title);
            let by_stem = alike.sizes.entry(stems.len()).or_default();
            for stem in &stems {
                by_stem.entry(stem.clone()).or_default().push(alike.nodes.len());
            }
            alike.nodes.push((id, stems));
        }
        alike
    }

    /// The node whose title is most similar, at least `least` hundredths; of equal ones the last. Adds the number
    /// of comparisons to `compared`.
    ///
    /// Only nodes that share one of the rarest stems are compared, because two titles with enough stems in common
    /// have one of these in common.
    pub fn most(
        &self,
        title: &str,
        least: usize,
        fits: impl Fn(NodeId) -> bool,
        compared: &mut usize,
    ) -> Option<NodeId> {
        let wanted = stems(title);
        let mut best: Option<(usize, usize)> = None;
        for (size, by_stem) in &self.sizes {
            let shared = (least * (wanted.len() + size)).div_ceil(200).max(1);
            let Some(rare) = (wanted.len() + 1).checked_sub(shared).filter(|_| shared <= *size) else {
                continue;
            };
            let having = |stem: &String| by_stem.get(stem).map_or(&[][..], Vec::as_slice);
            let mut lists: Vec<&[usize]> = wanted.iter().map(having).collect();
            lists.sort_by_key(|list| list.len());
            for at in lists.into_iter().take(rare).flatten() {
                *compared += 1;
                let Some((id, stems)) = self.nodes.get(*at) else { continue };
                let found = (points(&wanted, stems), *at);
                if found.0 >= least && best.is_none_or(|best| best < found) && fits(*id) {
                    best = Some(found);
                }
            }
        }
        best.and_then(|(_, at)| self.nodes.get(at)).map(|(id, _)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_alike_without_their_endings_and_numbers_as_a_whole() {
        assert_eq!(likeness("Зустрічі з громадою", "Зустрічей у громадах"), 100);
        assert_eq!(likeness("Наказ 1400013", "Наказ 1400027"), 50);
    }
}
