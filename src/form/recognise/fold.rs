//! Folds the outline read from the tables of one quarter into that of another: nodes that both have become one,
//! with the values of both.

use std::collections::{HashMap, HashSet};

use crate::{
    document::Place,
    domain::{
        DoubtKind,
        draft::{DraftEvidence, DraftIndicator, DraftNode, DraftValue},
    },
    form::words::key,
};

use super::{
    outline::{About, Key, Outline},
    page::place_of,
};

/// The new keys of the nodes and indicators of the folded outline.
#[derive(Default)]
struct Moved {
    keys: Vec<Option<Key>>,
    indicators: HashMap<(Key, usize), usize>,
    taken: HashSet<Key>,
}

impl Outline {
    /// Folds another outline of the same document into this one.
    pub fn fold(&mut self, mut other: Self) {
        let mut moved = Moved { keys: vec![None; other.entries.len()], ..Moved::default() };
        let mut open: Vec<Key> = other.children(None).iter().rev().copied().collect();
        while let Some(from) = open.pop() {
            open.extend(other.children(Some(from)).iter().rev());
            let parent = other.parent(from).and_then(|parent| moved.keys.get(parent).copied().flatten());
            let Some(entry) = other.entries.get_mut(from) else { continue };
            let level = entry.node.level;
            let node = std::mem::replace(&mut *entry.node, DraftNode::new(level, None, ""));
            let (number, marked) = (entry.number, entry.marked.take());
            let to = self.fold_node(parent, from, node, &mut moved);
            if let Some(entry) = self.entries.get_mut(to) {
                entry.number = entry.number.or(number);
                entry.marked = entry.marked.take().or(marked);
            }
            if let Some(slot) = moved.keys.get_mut(from) {
                *slot = Some(to);
            }
        }
        self.fold_links(other, &moved);
    }

    fn fold_node(&mut self, parent: Option<Key>, from: Key, node: DraftNode, moved: &mut Moved) -> Key {
        let known = self.known(parent, &node, &moved.taken);
        let Some(to) = known else {
            let to = self.add(parent, node);
            moved.taken.insert(to);
            return to;
        };
        moved.taken.insert(to);
        let Some(own) = self.get_mut(to) else { return to };
        own.code = own.code.take().or(node.code);
        own.objective = own.objective.take().or(node.objective);
        own.term = own.term.take().or(node.term);
        for performer in node.performers {
            if own.performers.iter().all(|known| key(&known.name) != key(&performer.name)) {
                own.performers.push(performer);
            }
        }
        for evidence in node.evidence {
            let same = |known: &DraftEvidence| {
                DraftEvidence { source: None, ..known.clone() }
                    == DraftEvidence { source: None, ..evidence.clone() }
            };
            if !own.evidence.iter().any(same) {
                own.evidence.push(evidence);
            }
        }
        let alone = own.indicators.len() == 1 && node.indicators.len() == 1;
        let mut lost = Vec::new();
        for (at, indicator) in node.indicators.into_iter().enumerate() {
            let same = |known: &DraftIndicator| key(&known.name) == key(&indicator.name);
            let found =
                own.indicators.iter().position(same).or((alone && indicator.name.is_empty()).then_some(0));
            let place = found.unwrap_or(own.indicators.len());
            match own.indicators.get_mut(place) {
                Some(known) => lost.extend(together(known, indicator)),
                None => own.indicators.push(indicator),
            }
            moved.indicators.insert((from, at), place);
        }
        for (place, text) in lost {
            self.doubted(About::Node(to), place, DoubtKind::LeftOver, &text, "", &[]);
        }
        to
    }

    /// The node under a parent that matches another one: the same level and title, and no different code. Of
    /// several the one with the same indicators.
    fn known(&self, parent: Option<Key>, node: &DraftNode, taken: &HashSet<Key>) -> Option<Key> {
        let title = key(&node.title);
        let same = |other: &DraftNode| {
            let coded = other.code.is_none() || node.code.is_none() || other.code == node.code;
            other.level == node.level && coded && key(&other.title) == title
        };
        let free = self.children(parent).iter().copied().filter(|key| !taken.contains(key));
        let all: Vec<Key> = free.filter(|key| self.get(*key).is_some_and(same)).collect();
        let named = |at: &&Key| {
            let names =
                |node: &DraftNode| node.indicators.iter().map(|one| key(&one.name)).collect::<Vec<_>>();
            self.get(**at).is_some_and(|other| names(other) == names(node))
        };
        all.iter().find(named).or(all.first()).copied()
    }

    fn fold_links(&mut self, other: Self, moved: &Moved) {
        let node = |key: Key| moved.keys.get(key).copied().flatten();
        let indicator = |key: Key, at: usize| moved.indicators.get(&(key, at)).copied().unwrap_or(at);
        for (measure, of, at) in other.shares {
            if let (Some(measure), Some(to)) = (node(measure), node(of)) {
                let at = indicator(of, at);
                if !self.shares.contains(&(measure, to, at)) {
                    self.share(measure, to, at);
                }
            }
        }
        for ((from, at), months) in other.months {
            if let Some(to) = node(from) {
                self.months.entry((to, indicator(from, at))).or_default().extend(months);
            }
        }
        self.left_rows.extend(other.left_rows);
        let about = |about: About| match about {
            About::Plan => About::Plan,
            About::Node(key) => node(key).map_or(About::Plan, About::Node),
            About::Indicator(key, at) => {
                node(key).map_or(About::Plan, |to| About::Indicator(to, indicator(key, at)))
            }
        };
        self.doubts.extend(other.doubts.into_iter().map(|(of, doubt)| (about(of), doubt)));
    }
}

/// Adds the values of another table to an indicator. A value that differs from one for the same quarter is not
/// added; it is returned for a doubt.
fn together(own: &mut DraftIndicator, other: DraftIndicator) -> Vec<(Place, String)> {
    let place = place_of(other.source.as_ref());
    let mut lost = Vec::new();
    own.unit = own.unit.take().or(other.unit);
    own.baseline = own.baseline.or(other.baseline);
    for (name, text) in other.about {
        own.about.entry(name).or_insert(text);
    }
    for value in other.values {
        let same = own
            .values
            .iter_mut()
            .find(|known| known.span == value.span && known.performer == value.performer);
        match same {
            Some(known) => {
                lost.extend(differing(known, &value).map(|text| (place, text)));
                known.target = known.target.take().or(value.target);
                if known.fact.is_none() {
                    (known.fact, known.source) = (value.fact, value.source);
                }
                if known.note.is_empty() {
                    known.note = value.note;
                }
            }
            None => own.values.push(value),
        }
    }
    lost
}

/// The parts of a value that differ from another value of the same quarter.
fn differing(known: &DraftValue, other: &DraftValue) -> Option<String> {
    let target = match (&known.target, &other.target) {
        (Some(a), Some(b)) if a.value != b.value => Some(b.raw.as_str()),
        _ => None,
    };
    let fact = match (&known.fact, &other.fact) {
        (Some((a, _)), Some((b, raw))) if a != b => Some(raw.as_str()),
        _ => None,
    };
    let differing: Vec<&str> = target.into_iter().chain(fact).collect();
    (!differing.is_empty()).then(|| format!("{}: {}", other.span, differing.join("; ")))
}
