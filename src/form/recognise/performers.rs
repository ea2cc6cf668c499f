//! The performers of a draft, each with all of their spellings.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    domain::{
        Performer, PerformerId,
        draft::{Draft, DraftNode},
    },
    form::performers::fold,
};

/// Lists the performers of a draft: the first spelling is the name, the others are variants.
pub fn list(draft: &mut Draft) {
    let mut list = PerformerIndex::default();
    draft.outline.iter().for_each(|node| list.of_node(node));
    draft.performers = list.found.into_iter().map(|performer| (None::<PerformerId>, performer)).collect();
}

#[derive(Default)]
struct PerformerIndex {
    found: Vec<Performer>,
    by_key: FxHashMap<String, usize>,
    /// The spellings that are listed already.
    known: FxHashSet<String>,
}

impl PerformerIndex {
    /// Collects the performers of a node. An outline has four levels, so the recursion is bounded.
    fn of_node(&mut self, node: &DraftNode) {
        node.performers.iter().for_each(|performer| self.met(&performer.name));
        node.evidence
            .iter()
            .filter_map(|evidence| evidence.performer.as_ref())
            .for_each(|name| self.met(name));
        let values = node.indicators.iter().flat_map(|indicator| &indicator.values);
        values.filter_map(|value| value.performer.as_ref()).for_each(|name| self.met(name));
        node.children.iter().for_each(|child| self.of_node(child));
    }

    fn met(&mut self, name: &str) {
        if self.known.contains(name) {
            return;
        }
        self.known.insert(name.to_owned());
        let key = fold(name);
        match self.by_key.get(&key).and_then(|at| self.found.get_mut(*at)) {
            Some(known) => known.variants.push(name.to_owned()),
            None => {
                self.by_key.insert(key, self.found.len());
                self.found.push(Performer { name: name.to_owned(), ..Performer::default() });
            }
        }
    }
}
