//! Places of all plans: what the prompt that goes to them finds. Finding them may take long where there are many plans,
//! so that it is done in parts and not by the model; here is what a part is, and which places match.

use super::search::RowWords;
use crate::{
    domain::{IndicatorId, NodeId, Plan, PlanEntry, PlanId},
    text::find::{Folded, Rank, SCATTERED, Wanted},
};

/// How many places are listed.
pub const MOST_LISTED: usize = 200;

/// A search for places in all plans, from one of the plans on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceQuery {
    /// What is searched for.
    pub wanted: Wanted,
    /// The plan to be searched first.
    pub open: Option<PlanId>,
    /// How many plans were searched for it already.
    pub from: usize,
}

/// The places in the next few plans that match a search.
#[derive(Clone, Debug)]
pub struct PlacesFound {
    /// The search.
    pub query: PlaceQuery,
    /// The best ones, the best first.
    pub hits: Vec<PlaceHit>,
    /// How many match.
    pub count: usize,
    /// How many plans could not be read.
    pub unread: usize,
    /// How many plans are searched now.
    pub searched: usize,
    /// How many plans there are.
    pub plans: usize,
}

/// A place in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanPlace {
    /// The plan.
    pub plan: PlanId,
    /// The row of its outline; none for the plan as a whole.
    pub row: Option<(NodeId, Option<IndicatorId>)>,
}

/// A place that matches, as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceHit {
    /// The place.
    pub place: PlanPlace,
    /// Its code or address.
    pub code: String,
    /// Its title and its performers, or the name of the indicator.
    pub text: String,
    /// The name of its plan.
    pub slug: String,
    /// Better matches are smaller. Among equally good ones the plans come one after the other.
    order: (Quality, usize, Rank, usize),
}

/// How a place matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Quality {
    /// At the beginning of its text, of its code or of a word.
    Word,
    /// Anywhere in its text.
    Part,
    /// Only by letters in their order.
    Scattered,
}

impl Quality {
    const fn of(rank: Rank) -> Self {
        match rank {
            0 | 1 => Self::Word,
            SCATTERED.. => Self::Scattered,
            _ => Self::Part,
        }
    }
}

impl PlaceHit {
    /// Whether no place in a later plan can be better.
    pub fn is_best(&self) -> bool {
        self.order.0 == Quality::Word
    }

    /// Adds further hits to a list, of which the best remain.
    pub fn merge(list: &mut Vec<Self>, more: Vec<Self>) {
        list.extend(more);
        list.sort_by_key(|hit| hit.order);
        list.truncate(MOST_LISTED);
    }
}

/// The places of a plan, as they are searched.
#[derive(Clone, Debug)]
pub struct PlacesOfPlan {
    /// The number of the change after which the plan was read.
    pub seq: u64,
    slug: String,
    rows: Vec<PlaceRow>,
}

#[derive(Clone, Debug)]
struct PlaceRow {
    place: PlanPlace,
    code: String,
    words: Folded,
}

impl PlacesOfPlan {
    /// The places of a plan: itself, every row of its outline, and the indicators of each.
    pub fn of(plan: &Plan) -> Self {
        let (id, header) = (plan.id(), plan.header());
        let whole = RowWords { code: header.slug.clone(), text: plan.own_words() };
        let mut rows = vec![PlaceRow::of(PlanPlace { plan: id, row: None }, &whole)];
        for (_, node) in plan.walk() {
            let place = PlanPlace { plan: id, row: Some((node, None)) };
            rows.push(PlaceRow::of(place, &RowWords::of_row(plan, node)));
            let named = plan.indicators(node).filter(|(_, own)| own.is_named());
            rows.extend(named.map(|(indicator, own)| {
                let place = PlanPlace { plan: id, row: Some((node, Some(indicator))) };
                let code = plan.subject_address(crate::domain::Subject::Indicator(indicator));
                PlaceRow::of(place, &RowWords { code, text: own.name.clone() })
            }));
        }
        Self { seq: plan.seq(), slug: header.slug.clone(), rows }
    }

    /// How many places there are.
    pub const fn count(&self) -> usize {
        self.rows.len()
    }

    /// The best places that match, and how many match, in the nth plan of a search. Everything matches an empty search.
    pub fn find(&self, wanted: &Wanted, nth: usize) -> (Vec<PlaceHit>, usize) {
        let ranks = self.rows.iter().enumerate().filter_map(|(at, row)| Some((row.rank(wanted)?, at)));
        let mut found: Vec<(Rank, usize)> = ranks.collect();
        let count = found.len();
        found.sort_unstable();
        found.truncate(MOST_LISTED);
        let hit = |(rank, at): (Rank, usize)| {
            let row = self.rows.get(at)?;
            Some(PlaceHit {
                place: row.place.clone(),
                code: row.code.clone(),
                text: row.words.text().to_owned(),
                slug: self.slug.clone(),
                order: (Quality::of(rank), nth, rank, at),
            })
        };
        (found.into_iter().filter_map(hit).collect(), count)
    }
}

impl PlaceRow {
    fn of(place: PlanPlace, words: &RowWords) -> Self {
        Self { place, code: words.code.clone(), words: Folded::new(&words.text) }
    }

    fn rank(&self, wanted: &Wanted) -> Option<Rank> {
        let whole = wanted.is_empty() || wanted.begins(&self.code);
        if whole { Some(0) } else { wanted.rank_folded(&self.words) }
    }
}

/// The plans in the order in which they are searched: the open one, the others, and those that were put away.
pub fn in_order(mut plans: Vec<PlanEntry>, open: Option<PlanId>) -> Vec<PlanEntry> {
    plans.sort_by_key(|entry| (Some(entry.id) != open, entry.archived));
    plans
}
