//! A trie of chords.

use super::key::Key;

/// The chords of one table; each leaf has a number for the caller.
#[derive(Clone, Debug, Hash)]
pub(super) struct Trie {
    nodes: Vec<TrieNode>,
}

#[derive(Clone, Debug, Default, Hash)]
struct TrieNode {
    next: Vec<(Key, usize)>,
    leaf: Option<usize>,
}

/// The result of following keys.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The leaf of a complete chord.
    Leaf(usize),
    /// The beginning of chords: each possible next key with its leaf, or without one if more keys follow.
    Branch(Vec<(Key, Option<usize>)>),
    /// No chord begins with these keys.
    Nothing,
}

impl Default for Trie {
    fn default() -> Self {
        Self { nodes: vec![TrieNode::default()] }
    }
}

impl Trie {
    /// Inserts a chord. A chord that equals another one, or begins with it, or the other way round, is refused with the
    /// other's leaf, because a key cannot both act at once and wait for the next.
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
