//! The words by which the places of a plan are found.

use super::{Indicator, NodeId, Plan};

impl Plan {
    /// The words by which the plan as a whole is found, beside its name in commands: its title and its organisation.
    pub fn own_words(&self) -> String {
        format!("{} · {}", self.header().title, self.header().organisation)
    }

    /// The words by which a node is found: its title and its performers.
    pub fn node_words(&self, id: NodeId) -> Vec<String> {
        let Some(node) = self.node(id) else { return Vec::new() };
        let who = node.performers.iter().filter_map(|who| self.performer(who.id)).map(|who| who.name.clone());
        std::iter::once(node.title.clone()).chain(who).collect()
    }
}

impl Indicator {
    /// Whether it is a place of its own: the document names it.
    pub fn is_named(&self) -> bool {
        !self.name.trim().is_empty()
    }
}
