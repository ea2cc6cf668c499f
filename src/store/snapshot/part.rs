//! A part of a plan from its snapshot.

use std::{
    borrow::Cow,
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    super::{
        PlanPart,
        cached_plan::CachedPlan,
        codec,
        wire::{SnapshotHead, StoredRecord},
    },
    CHILD, CODE, GROUP, INDICATOR, NODE, OpenSnapshot,
};
use crate::domain::{
    Level, Node, NodeId, Record, RecordKey, Subject,
    address::{Addressed, Astray, KnownPlaces},
};

/// The maximal depth of an outline.
const DEPTH: usize = 64;

impl OpenSnapshot {
    /// A part of the plan, with what these subjects are about; none where it cannot be determined without the rest: an
    /// address that nothing has, an indicator on another page, figures that have to be counted.
    pub fn part(mut self, part: &PlanPart<'_>, subjects: &BTreeSet<Subject>) -> Option<CachedPlan> {
        let SnapshotHead { whole, nodes, evidence, .. } = self.head;
        let mut pages = Vec::new();
        for number in 0..whole {
            pages.push(self.page(number)?);
        }
        // What was done for a measure decides whether it was done in time.
        if part.evidence || !subjects.is_empty() {
            for number in whole + nodes..whole + nodes + evidence {
                pages.push(self.page(number)?);
            }
        }
        let (wanted, figures) = if part.groups {
            let about: Vec<Subject> = pages.iter().flatten().filter_map(doubted).collect();
            let doubted = about.into_iter().filter_map(|subject| self.page_of(subject));
            let mut wanted: Vec<u32> = doubted.chain(self.groups()?).collect();
            for subject in subjects {
                wanted.push(self.page_of(*subject)?);
            }
            (wanted, Some(self.figures()?))
        } else {
            (self.addressed(part.addresses)?, None)
        };
        let taken = self.with_ancestors(wanted, &mut pages)?;
        let places = if part.groups { None } else { Some(self.places_of(&taken)?) };
        let (size, room) = (self.size()?, u32::try_from(taken.len()).ok()?);
        let mut held = CachedPlan::from_snapshot(self.head, pages, figures, room, size);
        places.into_iter().for_each(|places| held.plan.set_places(places));
        Some(held)
    }

    /// The page numbers of the nodes with these addresses.
    fn addressed(&self, addresses: &[&str]) -> Option<Vec<u32>> {
        let mut wanted: Vec<u32> = Vec::new();
        let outline = KeptOutline { file: self, is_damaged: Cell::new(false) };
        for address in addresses {
            let node = address.rsplit_once('#').map_or(*address, |(node, _)| node);
            let found = match outline.node_at(node) {
                Ok(one) => vec![one],
                // The failure lists them.
                Err(Astray::Several(_, many)) => many,
                Err(Astray::Nowhere(_)) => return None,
            };
            for id in found {
                wanted.push(self.number_of(id)?);
            }
        }
        (!outline.is_damaged.get()).then_some(wanted)
    }

    /// Adds the pages of some nodes and of those above them; returns these nodes by the numbers of their pages.
    fn with_ancestors(
        &self,
        wanted: Vec<u32>,
        pages: &mut Vec<Vec<StoredRecord>>,
    ) -> Option<BTreeMap<u32, Arc<Node>>> {
        let mut taken = BTreeMap::new();
        for node in wanted {
            let mut at = Some(node);
            for _ in 0..DEPTH {
                let Some(number) = at.filter(|number| !taken.contains_key(number)) else { break };
                let page = self.page(self.head.whole + number)?;
                // A part of the node may be on another page.
                let (_, node) = node_on(&page).filter(|(_, node)| node.shares.is_empty())?;
                let parent = node.parent;
                taken.insert(number, node);
                pages.push(page);
                at = match parent {
                    Some(parent) => Some(self.number_of(parent)?),
                    None => None,
                };
            }
        }
        Some(taken)
    }

    /// What a part with these nodes knows of the rest of the plan.
    fn places_of(&self, taken: &BTreeMap<u32, Arc<Node>>) -> Option<KnownPlaces> {
        let mut nodes = BTreeMap::new();
        for (number, node) in taken {
            let siblings = self.children(node.parent)?;
            let place = siblings.iter().position(|sibling| u32::from_le_bytes(*sibling) == *number)?;
            let mut is_shared = false;
            for other in node.code.iter().flat_map(|code| self.with_code(code)).flatten() {
                if other != *number && !is_shared {
                    let (_, other) = node_on(&self.page(self.head.whole + other)?)?;
                    is_shared = (other.level, &other.code) == (node.level, &node.code);
                }
            }
            nodes.insert(self.node_of(*number)?, (node.parent, place, is_shared));
        }
        Some(KnownPlaces { is_list: self.is_list(), nodes })
    }

    /// The numbers of the pages of the nodes right under a node above the measures, or at the top.
    fn children(&self, parent: Option<NodeId>) -> Option<&[[u8; CHILD]]> {
        let from = self.groups_at() + self.head.groups as usize * GROUP;
        let (rows, _) = self.table(from, self.head.children, CHILD)?.as_chunks::<CHILD>();
        let (first, count) = match parent {
            None => (0, self.head.top),
            Some(parent) => {
                let number = self.number_of(parent)?;
                let groups = self.group_rows()?;
                let at = groups.binary_search_by_key(&number, |row| group(row).0).ok()?;
                let (_, first, count) = groups.get(at).map(group)?;
                (first, count)
            }
        };
        rows.get(first as usize..first.checked_add(count)? as usize)
    }

    /// Whether the plan is a list without sections and codes.
    const fn is_list(&self) -> bool {
        self.head.codes == 0 && self.head.nodes > 0 && self.head.top == self.head.nodes
    }

    /// The node of a page.
    fn node_of(&self, number: u32) -> Option<NodeId> {
        let (rows, _) = self.table(self.places(), self.head.nodes, NODE)?.as_chunks::<NODE>();
        rows.get(number as usize).map(|row| NodeId(u128::from_le_bytes(*row)))
    }

    /// The number of the page of what a doubt or a change is about; none where nothing is there any more.
    fn page_of(&self, subject: Subject) -> Option<u32> {
        match subject {
            Subject::Plan => None,
            Subject::Node(id) => self.number_of(id),
            Subject::Indicator(id) => {
                let (rows, _) = self
                    .table(self.indicators_at(), self.head.indicators, INDICATOR)?
                    .as_chunks::<INDICATOR>();
                let read = |row: &[u8; INDICATOR]| {
                    let mut bytes = row.as_slice();
                    let id = codec::take(&mut bytes).map_or(0, u128::from_le_bytes);
                    (id, codec::take(&mut bytes).map_or(0, u32::from_le_bytes))
                };
                let at = rows.binary_search_by_key(&id.0, |row| read(row).0).ok()?;
                rows.get(at).map(|row| read(row).1)
            }
        }
    }

    /// The numbers of the pages of nodes above the measures.
    fn groups(&self) -> Option<Vec<u32>> {
        Some(self.group_rows()?.iter().map(|row| group(row).0).collect())
    }

    fn group_rows(&self) -> Option<&[[u8; GROUP]]> {
        Some(self.table(self.groups_at(), self.head.groups, GROUP)?.as_chunks::<GROUP>().0)
    }

    /// The offset of the table of nodes above the measures.
    fn groups_at(&self) -> usize {
        self.indicators_at() + self.head.indicators as usize * INDICATOR
    }

    /// The offset of the table of indicators.
    fn indicators_at(&self) -> usize {
        self.places() + self.head.nodes as usize * NODE + self.head.codes as usize * CODE
    }
}

/// What an open doubt is about.
fn doubted(stored: &StoredRecord) -> Option<Subject> {
    match &stored.record {
        Record::Doubt(doubt) if doubt.settled.is_none() => Some(doubt.subject),
        _ => None,
    }
}

/// The node on a page.
fn node_on(page: &[StoredRecord]) -> Option<(NodeId, Arc<Node>)> {
    page.iter().find_map(|stored| match (&stored.key, &stored.record) {
        (RecordKey::Node(id), Record::Node(node)) => Some((*id, Arc::clone(node))),
        _ => None,
    })
}

/// A row of the table of nodes above the measures: the page, the place of the first child, the number of children.
fn group(row: &[u8; GROUP]) -> (u32, u32, u32) {
    let mut bytes = row.as_slice();
    let mut next = || codec::take(&mut bytes).map_or(0, u32::from_le_bytes);
    (next(), next(), next())
}

/// The outline of a plan as its snapshot has it.
struct KeptOutline<'a> {
    file: &'a OpenSnapshot,
    /// Whether a page with a code could not be read, so that another node may have it.
    is_damaged: Cell<bool>,
}

impl Addressed for KeptOutline<'_> {
    fn coded(&self, level: Level, code: &str) -> Cow<'_, [NodeId]> {
        let mut same = Vec::new();
        for number in self.file.with_code(code).unwrap_or_default() {
            match self.file.page(self.file.head.whole + number).and_then(|page| node_on(&page)) {
                Some((id, node)) if node.level == level && node.code.as_deref() == Some(code) => {
                    same.push(id)
                }
                Some(_) => {}
                None => self.is_damaged.set(true),
            }
        }
        Cow::Owned(same)
    }

    fn nth_child(&self, parent: Option<NodeId>, place: usize) -> Option<NodeId> {
        self.file.node_of(u32::from_le_bytes(*self.file.children(parent)?.get(place)?))
    }

    fn is_list(&self) -> bool {
        self.file.is_list()
    }
}
