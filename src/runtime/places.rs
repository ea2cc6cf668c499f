//! Searches the places of all plans, a few plans at a time, on the thread for reading files.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    app::places::{PlaceHit, PlaceQuery, PlacesFound, PlacesOfPlan, in_order},
    domain::{PlanEntry, PlanId},
    store::{Store, StoreError},
};

/// How many plans are read for one answer,
const MOST_READ: usize = 8;
/// and how many places are compared for it.
const MOST_COMPARED: usize = 20_000;

/// How many plans a store is asked at once whether anything can be found in them.
const MOST_ASKED: usize = 250;

/// How many places are kept for the next key; those of further plans are read again for it.
const MOST_KEPT: usize = 50_000;

/// The places that were read, and the plans in the order of the current search.
#[derive(Debug, Default)]
pub(super) struct PlaceIndex {
    plans: Vec<PlanEntry>,
    kept: FxHashMap<PlanId, PlacesOfPlan>,
    /// The plans among the first so many in which the current search may find something.
    may_hold: (usize, FxHashSet<PlanId>),
}

impl PlaceIndex {
    /// The places in the next few plans that match a search.
    ///
    /// # Errors
    /// When the list of plans cannot be read. A plan that cannot be read is counted.
    pub fn find(&mut self, store: &dyn Store, query: PlaceQuery) -> Result<PlacesFound, StoreError> {
        if query.from == 0 {
            self.plans = in_order(store.plans()?, query.open);
            // The open plan is certainly read, and at once.
            self.may_hold = (usize::from(query.open.is_some()), query.open.into_iter().collect());
            let now: FxHashMap<PlanId, u64> = self.plans.iter().map(|entry| (entry.id, entry.seq)).collect();
            self.kept.retain(|id, places| now.get(id) == Some(&places.seq));
        }
        let mut found = PlacesFound {
            searched: query.from,
            query,
            hits: Vec::new(),
            count: 0,
            unread: 0,
            plans: self.plans.len(),
        };
        if found.query.wanted.is_empty() {
            // Nothing is searched for yet, so only the open plan is listed.
            found.plans = found.plans.min(1);
        }
        let (mut read, mut compared) = (0, 0);
        while found.searched < found.plans && read < MOST_READ && compared < MOST_COMPARED {
            let Some(id) = self.plans.get(found.searched).map(|entry| entry.id) else { break };
            let nth = found.searched;
            found.searched += 1;
            if let Some(places) = self.kept.get(&id) {
                compared += places.count();
                take(&mut found, places, nth);
                continue;
            }
            if !self.may_hold(store, &found.query, nth)? {
                continue;
            }
            read += 1;
            match store.look_into(id) {
                Ok(Some(plan)) => {
                    let places = PlacesOfPlan::of(&plan);
                    compared += places.count();
                    take(&mut found, &places, nth);
                    self.keep(id, places);
                }
                // It was deleted meanwhile.
                Ok(None) => {}
                Err(_) => found.unread += 1,
            }
        }
        Ok(found)
    }

    /// Whether a search may find something in the nth plan.
    fn may_hold(&mut self, store: &dyn Store, query: &PlaceQuery, nth: usize) -> Result<bool, StoreError> {
        let (asked, hold) = &mut self.may_hold;
        if nth >= *asked {
            let next: Vec<PlanId> =
                self.plans.iter().skip(nth).take(MOST_ASKED).map(|entry| entry.id).collect();
            hold.extend(store.may_hold(&next, &query.wanted)?);
            *asked = nth + next.len();
        }
        Ok(self.plans.get(nth).is_some_and(|entry| hold.contains(&entry.id)))
    }

    fn keep(&mut self, id: PlanId, places: PlacesOfPlan) {
        let kept: usize = self.kept.values().map(PlacesOfPlan::count).sum();
        if kept + places.count() <= MOST_KEPT {
            self.kept.insert(id, places);
        }
    }
}

fn take(found: &mut PlacesFound, places: &PlacesOfPlan, nth: usize) {
    let (hits, count) = places.find(&found.query.wanted, nth);
    PlaceHit::merge(&mut found.hits, hits);
    found.count += count;
}
