//! The figures of all groups of a plan, moved by what a measure has.

use std::collections::BTreeMap;

use smallvec::SmallVec;

use super::{
    copy_on_write::CopyOnWrite, debt::Owing, id::NodeId, id_map::IdMap, quarter::Quarter, scope::Scope,
    tally::Tally,
};
use crate::text::surely::Surely as _;

/// All tallies of a plan. Empty ones are removed.
pub(super) type Tallies = IdMap<(Scope, Quarter), Tally>;

/// What each group owed before the first quarter. Groups that owed nothing have no entry.
pub(super) type Early = IdMap<Scope, BTreeMap<Owing, u32>>;

/// The figures of all groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct GroupFigures {
    pub tallies: CopyOnWrite<Tallies>,
    pub early: CopyOnWrite<Early>,
}

/// What a measure adds to tallies in a quarter.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MeasureShares {
    pub quarter: Quarter,
    /// To the plan, and to the nodes above it.
    pub whole: Tally,
    pub above: SmallVec<[NodeId; 4]>,
    /// To its performers.
    pub parts: Vec<(Scope, Tally)>,
}

impl GroupFigures {
    /// Adds what a measure has in a quarter to every tally that it belongs to, or subtracts it.
    pub(super) fn add_shares(&mut self, shares: &MeasureShares, by: fn(&mut Tally, &Tally)) {
        let MeasureShares { quarter, whole, above, parts } = shares;
        self.add_tally((Scope::Plan, *quarter), whole, by);
        for node in above {
            self.add_tally((Scope::Node(*node), *quarter), whole, by);
        }
        for (scope, tally) in parts {
            self.add_tally((*scope, *quarter), tally, by);
        }
    }

    fn add_tally(&mut self, key: (Scope, Quarter), part: &Tally, by: fn(&mut Tally, &Tally)) {
        let tally = self.tallies.entry(key).or_default();
        by(tally, part);
        if tally.measures == 0 && tally.is_empty() {
            self.tallies.remove(&key);
        }
    }

    /// Replaces what a measure has in each quarter, where it is another.
    pub(super) fn replace_shares(&mut self, old: &[MeasureShares], new: &[MeasureShares]) {
        for at in 0..old.len().max(new.len()) {
            let (old, new) = (old.get(at), new.get(at));
            if old != new {
                old.into_iter().for_each(|old| self.add_shares(old, Tally::subtract));
                new.into_iter().for_each(|new| self.add_shares(new, Tally::add));
            }
        }
    }

    /// Adds what a measure owed before the first quarter to the groups that it belongs to, or subtracts it.
    pub(super) fn add_early(&mut self, shares: Vec<(Scope, Vec<Owing>)>, adds: bool) {
        for (scope, owing) in shares.into_iter().filter(|(_, owing)| !owing.is_empty()) {
            let kept = self.early.entry(scope).or_default();
            for owing in owing {
                let count = kept.entry(owing).or_default();
                *count = if adds { count.saturating_add(1) } else { count.checked_sub(1).surely() };
                if *count == 0 {
                    kept.remove(&owing);
                }
            }
            if kept.is_empty() {
                self.early.remove(&scope);
            }
        }
    }
}
