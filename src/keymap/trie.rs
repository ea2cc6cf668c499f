//! Chords as a tree of keys.

use super::key::Key;

/// The chords of one table; each leaf holds a number of the caller's.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    nodes: Vec<TrieNode>,
}

#[derive(Clone, Debug, Default)]
struct TrieNode {
    next: Vec<(Key, usize)>,
    leaf: Option<usize>,
}

/// Where a row of keys leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// To a leaf.
    Leaf(usize),
    /// To a place from which more keys lead on: each with its leaf, or without one when it is a branch.
    Branch(Vec<(Key, Option<usize>)>),
    /// Nowhere.
    Nothing,
}

impl Default for Trie {
    fn default() -> Self {
        Self { nodes: vec![TrieNode::default()] }
    }
}

impl Trie {
    /// Puts a chord in. One that is there already, begins another one or goes on from one is refused with
    /// the leaf it clashes with: a key cannot both act at once and wait for the next.
    pub fn insert(&mut self, chord: &[Key], leaf: usize) -> Result<(), usize> {
        if let Some(other) = self.clash(chord) {
            return Err(other);
        }
        let mut at = 0;
        for key in chord {
            let new = self.nodes.len();
            let Some(node) = self.nodes.get_mut(at) else { return Ok(()) };
            at = match child(node, *key) {
                Some(next) => next,
                None => {
                    node.next.push((*key, new));
                    self.nodes.push(TrieNode::default());
                    new
                }
            };
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.leaf = Some(leaf);
        }
        Ok(())
    }

    /// Follows the keys.
    pub fn find(&self, keys: &[Key]) -> Found {
        let mut at = self.nodes.first();
        for key in keys {
            at = at.and_then(|node| child(node, *key)).and_then(|next| self.nodes.get(next));
        }
        match at {
            None => Found::Nothing,
            Some(TrieNode { leaf: Some(leaf), .. }) => Found::Leaf(*leaf),
            Some(node) if node.next.is_empty() => Found::Nothing,
            Some(node) => Found::Branch(
                node.next
                    .iter()
                    .map(|(key, next)| (*key, self.nodes.get(*next).and_then(|n| n.leaf)))
                    .collect(),
            ),
        }
    }

    fn clash(&self, chord: &[Key]) -> Option<usize> {
        let mut node = self.nodes.first()?;
        for key in chord {
            if node.leaf.is_some() {
                return node.leaf;
            }
            node = self.nodes.get(child(node, *key)?)?;
        }
        while node.leaf.is_none() {
            let (_, next) = node.next.first()?;
            node = self.nodes.get(*next)?;
        }
        node.leaf
    }
}

fn child(node: &TrieNode, key: Key) -> Option<usize> {
    node.next.iter().find(|(known, _)| *known == key).map(|(_, next)| *next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.split(' ').map(|key| key.parse().unwrap()).collect()
    }

    #[test]
    fn chords_share_their_beginning() {
        let mut trie = Trie::default();
        assert_eq!(trie.insert(&keys("g u"), 0), Ok(()));
        assert_eq!(trie.insert(&keys("g n x"), 1), Ok(()));
        assert_eq!(trie.insert(&keys("f5"), 2), Ok(()));
        assert_eq!(trie.find(&keys("f5")), Found::Leaf(2));
        assert_eq!(trie.find(&keys("g u")), Found::Leaf(0));
        assert_eq!(
            trie.find(&keys("g")),
            Found::Branch(vec![(Key::char('u'), Some(0)), (Key::char('n'), None)])
        );
        assert_eq!(trie.find(&keys("g x")), Found::Nothing);
        assert_eq!(trie.find(&keys("f5 f5")), Found::Nothing);
    }

    #[test]
    fn a_key_cannot_act_and_wait() {
        let mut trie = Trie::default();
        assert_eq!(trie.insert(&keys("g u"), 7), Ok(()));
        assert_eq!(trie.insert(&keys("g u"), 8), Err(7));
        assert_eq!(trie.insert(&keys("g"), 8), Err(7));
        assert_eq!(trie.insert(&keys("g u u"), 8), Err(7));
        assert_eq!(trie.find(&keys("g u")), Found::Leaf(7));
    }

    #[test]
    fn an_empty_tree_leads_nowhere() {
        assert_eq!(Trie::default().find(&keys("a")), Found::Nothing);
    }
}
