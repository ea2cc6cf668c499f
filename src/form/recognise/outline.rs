//! The outline under construction: nodes with their parents, and doubts about them.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use rustc_hash::FxHashSet;

use crate::domain::{
    DoubtKind, Level, Source,
    draft::{DraftDoubt, DraftNode, DraftShare, DraftSubject},
};

use crate::document::Place;

use super::super::reading::Uncertainty;
use super::{months::Months, page, steps::step};

/// A node's number in the outline under construction.
pub type Key = usize;

/// The subject of a doubt, while paths are not known yet.
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
    file: Arc<str>,
    pub(super) entries: Vec<OutlineEntry>,
    roots: Vec<Key>,
    pub(super) doubts: Vec<(About, DraftDoubt)>,
    pub(super) shares: Vec<(Key, Key, usize)>,
    /// The values of months for each indicator, until all are read.
    pub(super) months: HashMap<(Key, usize), Months>,
    /// The rows that were left out, by table and row.
    pub(super) left_rows: Vec<(u32, u32)>,
}

/// A node with its place in the outline.
#[derive(Debug)]
pub(super) struct OutlineEntry {
    /// Boxed, because entries move when their list grows, and nodes are large.
    pub(super) node: Box<DraftNode>,
    pub(super) parent: Option<Key>,
    pub(super) children: Vec<Key>,
    /// The number of a measure in a separate column.
    pub(super) number: Option<u32>,
    /// That number as printed, where it is none that counts: `4а`, `4/1`.
    pub(super) marked: Option<Box<str>>,
}

impl OutlineEntry {
    fn new(node: DraftNode, parent: Option<Key>, children: Vec<Key>) -> Self {
        Self { node: Box::new(node), parent, children, number: None, marked: None }
    }
}

impl Outline {
    /// An outline without nodes, read from a file of this name.
    pub fn new(file: &str) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// The name of the file.
    pub const fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// The place in the file, as records store it.
    pub fn source(&self, place: Place) -> Source {
        page::source(&self.file, place)
    }

    /// Appends another outline of the same file, and returns the offset of its keys.
    pub fn append(&mut self, other: Self) -> Key {
        let by = self.entries.len();
        self.entries.extend(other.entries.into_iter().map(|mut entry| {
            entry.parent = entry.parent.map(|parent| parent + by);
            entry.children.iter_mut().for_each(|child| *child += by);
            entry
        }));
        self.roots.extend(other.roots.into_iter().map(|key| key + by));
        self.doubts.extend(other.doubts.into_iter().map(|(about, doubt)| match about {
            About::Plan => (about, doubt),
            About::Node(key) => (About::Node(key + by), doubt),
            About::Indicator(key, index) => (About::Indicator(key + by, index), doubt),
        }));
        let shares = other.shares.into_iter();
        self.shares.extend(shares.map(|(measure, of, indicator)| (measure + by, of + by, indicator)));
        let months = other.months.into_iter();
        self.months.extend(months.map(|((key, at), months)| ((key + by, at), months)));
        by
    }

    /// Adds a node as the last under its parent.
    pub fn add(&mut self, parent: Option<Key>, node: DraftNode) -> Key {
        let key = self.entries.len();
        self.entries.push(OutlineEntry::new(node, parent, Vec::new()));
        match parent.and_then(|parent| self.entries.get_mut(parent)) {
            Some(parent) => parent.children.push(key),
            None => self.roots.push(key),
        }
        key
    }

    /// A node.
    pub fn get(&self, key: Key) -> Option<&DraftNode> {
        step();
        self.entries.get(key).map(|entry| &*entry.node)
    }

    /// A node, to be added to.
    pub fn get_mut(&mut self, key: Key) -> Option<&mut DraftNode> {
        step();
        self.entries.get_mut(key).map(|entry| &mut *entry.node)
    }

    /// Stores the number that counts a measure.
    pub fn count(&mut self, key: Key, number: Option<u32>) {
        if let Some(entry) = self.entries.get_mut(key) {
            entry.number = number;
        }
    }

    /// Stores the number printed beside a measure, where it is none that counts.
    pub fn mark(&mut self, key: Key, printed: &str) {
        if let Some(entry) = self.entries.get_mut(key).filter(|entry| entry.number.is_none()) {
            entry.marked = Some(printed.into());
        }
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

    /// Whether it has any measure.
    pub fn has_measures(&self) -> bool {
        self.entries.iter().any(|entry| entry.node.level == Level::Measure)
    }

    /// The codes of its measures.
    pub fn codes(&self) -> FxHashSet<String> {
        let measures = self.entries.iter().filter(|entry| entry.node.level == Level::Measure);
        measures.filter_map(|entry| entry.node.code.clone()).collect()
    }

    /// All nodes in the order of the document.
    pub fn keys(&self) -> std::ops::Range<Key> {
        0..self.entries.len()
    }

    /// The nodes of a level from the top of the document down.
    pub fn of_level(&self, level: Level) -> Vec<Key> {
        let [goals, tasks, subtasks, measures] = self.by_level();
        match level {
            Level::Goal => goals,
            Level::Task => tasks,
            Level::Subtask => subtasks,
            Level::Measure => measures,
        }
    }

    /// The nodes of each level, from the goals down, in the order of the document.
    pub fn by_level(&self) -> [Vec<Key>; 4] {
        let [mut goals, mut tasks, mut subtasks, mut measures] = [const { Vec::new() }; 4];
        let mut open: Vec<Key> = self.roots.iter().rev().copied().collect();
        while let Some(key) = open.pop() {
            match self.get(key).map(|node| node.level) {
                Some(Level::Goal) => goals.push(key),
                Some(Level::Task) => tasks.push(key),
                Some(Level::Subtask) => subtasks.push(key),
                Some(Level::Measure) => measures.push(key),
                None => {}
            }
            open.extend(self.children(Some(key)).iter().rev());
        }
        [goals, tasks, subtasks, measures]
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
        self.entries.push(OutlineEntry::new(node, parent, children));
        key
    }

    /// Shares an indicator of one measure with another measure.
    pub fn share(&mut self, measure: Key, of: Key, indicator: usize) {
        if measure != of {
            self.shares.push((measure, of, indicator));
        }
    }

    /// Adds a doubt.
    pub fn doubt(&mut self, about: About, place: Place, text: &str, unsure: Uncertainty) {
        let doubt = DraftDoubt {
            id: None,
            subject: DraftSubject::Plan,
            kind: unsure.kind,
            place: self.source(place),
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

    /// Adds a doubt, given by its parts.
    pub fn doubted(
        &mut self,
        about: About,
        place: Place,
        kind: DoubtKind,
        text: &str,
        reading: &str,
        alternatives: &[&str],
    ) {
        let alternatives = alternatives.iter().map(|text| (*text).to_owned()).collect();
        self.doubt(about, place, text, Uncertainty::new(kind, reading, alternatives));
    }

    /// The finished outline and its doubts, which name their subjects by path.
    pub fn finish(mut self) -> (Vec<DraftNode>, Vec<DraftDoubt>) {
        let places = self.places();
        let parents: Vec<Option<Key>> = self.entries.iter().map(|entry| entry.parent).collect();
        let path = |key: Key| path(key, &places, &parents);
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

    /// The place of each node among those beside it.
    fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.entries.len()];
        let lists = self.entries.iter().map(|entry| &entry.children).chain([&self.roots]);
        for (place, key) in lists.flat_map(|list| list.iter().enumerate()) {
            if let Some(slot) = places.get_mut(*key) {
                *slot = place;
            }
        }
        places
    }

    /// Removes a node with its descendants; four levels at most.
    fn tree(&mut self, key: Key) -> DraftNode {
        let Some(entry) = self.entries.get_mut(key) else { return DraftNode::new(Level::Measure, None, "") };
        let mut node = std::mem::replace(&mut *entry.node, DraftNode::new(Level::Measure, None, ""));
        let children = std::mem::take(&mut entry.children);
        node.children = children.into_iter().map(|child| self.tree(child)).collect();
        node
    }
}

/// The index path of a node from the top.
fn path(key: Key, places: &[usize], parents: &[Option<Key>]) -> Vec<usize> {
    let above = |key: &Key| parents.get(*key).copied().flatten();
    // An outline has four levels; the limit only guards against an error here.
    let keys = std::iter::successors(Some(key), above).take(Level::ALL.len() + 1);
    let mut path: Vec<usize> = keys.filter_map(|key| places.get(key).copied()).collect();
    path.reverse();
    path
}
