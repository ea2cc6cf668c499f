//! The outline while it is read: nodes with their parents, and doubts that name them.

use std::collections::HashSet;

use crate::domain::{
    DoubtKind, Level, Source,
    draft::{DraftDoubt, DraftNode, DraftShare, DraftSubject},
};

use super::super::reading::Unsure;

/// A node's number in the outline under construction.
pub type Key = usize;

/// What a doubt is about while paths are not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The plan.
    Plan,
    /// A node.
    Node(Key),
    /// An indicator of a measure.
    Indicator(Key, usize),
}

/// The outline under construction.
#[derive(Debug, Default)]
pub struct Outline {
    entries: Vec<Entry>,
    roots: Vec<Key>,
    doubts: Vec<(About, DraftDoubt)>,
    shares: Vec<(Key, Key, usize)>,
}

#[derive(Debug)]
struct Entry {
    node: DraftNode,
    parent: Option<Key>,
    children: Vec<Key>,
}

impl Outline {
    /// Adds a node as the last under its parent.
    pub fn add(&mut self, parent: Option<Key>, node: DraftNode) -> Key {
        let key = self.entries.len();
        self.entries.push(Entry { node, parent, children: Vec::new() });
        match parent.and_then(|parent| self.entries.get_mut(parent)) {
            Some(parent) => parent.children.push(key),
            None => self.roots.push(key),
        }
        key
    }

    /// A node.
    pub fn get(&self, key: Key) -> Option<&DraftNode> {
        self.entries.get(key).map(|entry| &entry.node)
    }

    /// A node, to be added to.
    pub fn get_mut(&mut self, key: Key) -> Option<&mut DraftNode> {
        self.entries.get_mut(key).map(|entry| &mut entry.node)
    }

    /// The node above.
    pub fn parent(&self, key: Key) -> Option<Key> {
        self.entries.get(key).and_then(|entry| entry.parent)
    }

    /// The nodes under a node, or at the top.
    pub fn children(&self, key: Option<Key>) -> &[Key] {
        match key {
            None => &self.roots,
            Some(key) => self.entries.get(key).map(|entry| entry.children.as_slice()).unwrap_or_default(),
        }
    }

    /// All nodes in the order in which they were met.
    pub fn keys(&self) -> std::ops::Range<Key> {
        0..self.entries.len()
    }

    /// The nodes of a level from the top of the document down.
    pub fn of_level(&self, level: Level) -> Vec<Key> {
        let mut found = Vec::new();
        let mut open: Vec<Key> = self.roots.iter().rev().copied().collect();
        while let Some(key) = open.pop() {
            if self.get(key).is_some_and(|node| node.level == level) {
                found.push(key);
            }
            open.extend(self.children(Some(key)).iter().rev());
        }
        found
    }

    /// Puts the first `count` nodes under `parent` under a new node, which becomes its first child.
    pub fn wrap(&mut self, parent: Option<Key>, count: usize, node: DraftNode) -> Key {
        let key = self.entries.len();
        let list = match parent.and_then(|parent| self.entries.get_mut(parent)) {
            Some(parent) => &mut parent.children,
            None => &mut self.roots,
        };
        let rest = list.split_off(count.min(list.len()));
        let children = std::mem::replace(list, vec![key]);
        list.extend(rest);
        for child in &children {
            if let Some(entry) = self.entries.get_mut(*child) {
                entry.parent = Some(key);
            }
        }
        self.entries.push(Entry { node, parent, children });
        key
    }

    /// A measure is served by an indicator of another one.
    pub fn share(&mut self, measure: Key, of: Key, indicator: usize) {
        if measure != of {
            self.shares.push((measure, of, indicator));
        }
    }

    /// Adds a doubt.
    pub fn doubt(&mut self, about: About, place: &Source, text: &str, unsure: Unsure) {
        let doubt = DraftDoubt {
            id: None,
            subject: DraftSubject::Plan,
            kind: unsure.kind,
            place: place.clone(),
            text: text.to_owned(),
            reading: unsure.reading,
            alternatives: unsure.alternatives,
            settled: None,
        };
        self.doubts.push((about, doubt));
    }

    /// The nodes that have a doubt of a kind.
    pub fn doubted_nodes(&self, kind: DoubtKind) -> HashSet<Key> {
        let node = |about: &About| if let About::Node(key) = about { Some(*key) } else { None };
        self.doubts
            .iter()
            .filter(|(_, doubt)| doubt.kind == kind)
            .filter_map(|(about, _)| node(about))
            .collect()
    }

    /// Adds a doubt given by its parts.
    pub fn doubted(
        &mut self,
        about: About,
        place: &Source,
        kind: DoubtKind,
        text: &str,
        reading: &str,
        alternatives: &[&str],
    ) {
        let alternatives = alternatives.iter().map(|text| (*text).to_owned()).collect();
        self.doubt(about, place, text, Unsure { kind, reading: reading.to_owned(), alternatives });
    }

    /// The finished outline and its doubts, which name their subjects by path.
    pub fn finish(mut self) -> (Vec<DraftNode>, Vec<DraftDoubt>) {
        let paths = self.paths();
        let path = |key: Key| paths.get(key).cloned().unwrap_or_default();
        for (measure, of, indicator) in std::mem::take(&mut self.shares) {
            if let Some(node) = self.get_mut(measure) {
                node.shares.push(DraftShare::At(path(of), indicator));
            }
        }
        let doubts = std::mem::take(&mut self.doubts).into_iter().map(|(about, mut doubt)| {
            doubt.subject = match about {
                About::Plan => DraftSubject::Plan,
                About::Node(key) => DraftSubject::Node(path(key)),
                About::Indicator(key, index) => DraftSubject::Indicator(path(key), index),
            };
            doubt
        });
        let doubts = doubts.collect();
        let roots = std::mem::take(&mut self.roots);
        let outline = roots.into_iter().map(|key| self.tree(key)).collect();
        (outline, doubts)
    }

    /// The index path of each node.
    fn paths(&self) -> Vec<Vec<usize>> {
        let mut paths = vec![Vec::new(); self.entries.len()];
        let mut open: Vec<(Key, Vec<usize>)> =
            self.roots.iter().enumerate().map(|(index, key)| (*key, vec![index])).collect();
        while let Some((key, path)) = open.pop() {
            for (index, child) in self.children(Some(key)).iter().enumerate() {
                let below = path.iter().copied().chain([index]).collect();
                open.push((*child, below));
            }
            if let Some(place) = paths.get_mut(key) {
                *place = path;
            }
        }
        paths
    }

    /// Takes a node out with all that is under it; four levels at most.
    fn tree(&mut self, key: Key) -> DraftNode {
        let Some(entry) = self.entries.get_mut(key) else { return DraftNode::new(Level::Measure, None, "") };
        let mut node = std::mem::replace(&mut entry.node, DraftNode::new(Level::Measure, None, ""));
        let children = std::mem::take(&mut entry.children);
        node.children = children.into_iter().map(|child| self.tree(child)).collect();
        node
    }
}
