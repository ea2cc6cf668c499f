//! A part of a plan from its snapshot.

use std::collections::BTreeSet;

use super::{
    super::{
        PlanPart,
        cached_plan::CachedPlan,
        codec,
        wire::{SnapshotHead, StoredRecord},
    },
    CODE, GROUP, INDICATOR, NODE, OpenSnapshot,
};
use crate::domain::{NodeId, Record, Subject};

/// The maximal depth of an outline.
const DEPTH: usize = 64;

impl OpenSnapshot {
    /// A part of the plan, with what these subjects are about; none where it cannot be determined without the rest: a
    /// code that no node has, an address by ordinals, an indicator on another page, figures that have to be counted.
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
        let size = self.size()?;
        Some(CachedPlan::from_snapshot(self.head, pages, figures, taken, size))
    }

    /// The page numbers of the nodes with the codes of these addresses.
    fn addressed(&self, addresses: &[&str]) -> Option<Vec<u32>> {
        let mut wanted: Vec<u32> = Vec::new();
        for address in addresses {
            let code = address.split('#').next().unwrap_or(address).trim().trim_end_matches('.');
            let named = self.with_code(code)?;
            if named.is_empty() {
                return None;
            }
            wanted.extend(named);
        }
        Some(wanted)
    }

    /// Adds the pages of some nodes and of those above them; returns how many.
    fn with_ancestors(&mut self, wanted: Vec<u32>, pages: &mut Vec<Vec<StoredRecord>>) -> Option<u32> {
        let mut taken = BTreeSet::new();
        for node in wanted {
            let mut at = Some(node);
            for _ in 0..DEPTH {
                let Some(number) = at.filter(|number| taken.insert(*number)) else { break };
                let page = self.page(self.head.whole + number)?;
                let parent = parent(&page)?;
                pages.push(page);
                at = match parent {
                    Some(parent) => Some(self.number_of(parent)?),
                    None => None,
                };
            }
        }
        u32::try_from(taken.len()).ok()
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
        let from = self.indicators_at() + self.head.indicators as usize * INDICATOR;
        let (rows, _) = self.table(from, self.head.groups, GROUP)?.as_chunks::<GROUP>();
        Some(rows.iter().map(|row| u32::from_le_bytes(*row)).collect())
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

/// The parent of the node on a page; none (outer) where a part of the node is on another page.
fn parent(page: &[StoredRecord]) -> Option<Option<NodeId>> {
    page.iter().find_map(|stored| match &stored.record {
        Record::Node(node) => node.shares.is_empty().then_some(node.parent),
        _ => None,
    })
}
