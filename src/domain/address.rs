//! What an address means: a code, or a place among the children of a node.

use std::{borrow::Cow, collections::BTreeMap};

use super::{id::NodeId, record::Level};

/// Why an address leads to no single node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Astray {
    /// Nothing has this address.
    Nowhere(String),
    /// Several nodes have it.
    Several(String, Vec<NodeId>),
}

/// An outline in which addresses are looked up: a plan, or what a file has of one.
pub(crate) trait Addressed {
    /// The nodes of a level with a code.
    fn coded(&self, level: Level, code: &str) -> Cow<'_, [NodeId]>;

    /// The node at a place, counted from 0, among the children of a node or at the top.
    fn nth_child(&self, parent: Option<NodeId>, place: usize) -> Option<NodeId>;

    /// Whether it is a list without sections and codes.
    fn is_list(&self) -> bool;

    /// The node with an address, measures before higher levels.
    ///
    /// # Errors
    /// When no node has it, or several nodes of one level do.
    fn node_at(&self, address: &str) -> Result<NodeId, Astray> {
        let address = address.trim().trim_end_matches('.');
        for level in Level::ALL.into_iter().rev() {
            match &*self.coded(level, address) {
                [] => {}
                [one] => return Ok(*one),
                many => return Err(Astray::Several(address.to_owned(), many.to_vec())),
            }
        }
        let nowhere = || Astray::Nowhere(address.to_owned());
        // In a list without sections and codes, the number printed beside a measure is its place.
        let listed = || self.is_list().then_some(("", address));
        let (parent, ordinal) = address.rsplit_once('/').or_else(listed).ok_or_else(nowhere)?;
        let ordinal: usize = ordinal.parse().map_err(|_| nowhere())?;
        let parent = if parent.is_empty() { None } else { Some(self.parent_at(parent)?) };
        ordinal.checked_sub(1).and_then(|place| self.nth_child(parent, place)).ok_or_else(nowhere)
    }

    /// As [`Addressed::node_at`], but nodes with children come before those without.
    fn parent_at(&self, address: &str) -> Result<NodeId, Astray> {
        for level in Level::ALL.into_iter().rev().skip(1) {
            match &*self.coded(level, address) {
                [] => {}
                [one] => return Ok(*one),
                _ => break,
            }
        }
        self.node_at(address)
    }
}

/// What a part of a plan knows of the rest, so that addresses in it are those of the whole plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct KnownPlaces {
    /// Whether the whole plan is a list without sections and codes.
    pub is_list: bool,
    /// Of each node its parent, its place among all children, and whether other nodes of its level have its code.
    pub nodes: BTreeMap<NodeId, (Option<NodeId>, usize, bool)>,
}

impl KnownPlaces {
    /// The node at a place.
    pub fn nth_child(&self, parent: Option<NodeId>, place: usize) -> Option<NodeId> {
        let is = |(under, at, _): &(Option<NodeId>, usize, bool)| (*under, *at) == (parent, place);
        self.nodes.iter().find(|(_, known)| is(known)).map(|(id, _)| *id)
    }
}
