//! The figures of a plan's groups, kept beside its records so that nobody has to count them again.

use std::collections::BTreeMap;

use super::{
    debt::Owing,
    group_figures::GroupFigures,
    id::PlanId,
    plan::Plan,
    quarter::Quarter,
    record::{Record, RecordKey},
    rollup::Scope,
    tally::Tally,
};

/// What every group of a plan has in every quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptFigures {
    /// The tallies that are not empty, in the order of the groups and quarters.
    pub tallies: Vec<GroupTally>,
    /// What the groups owed before the first quarter, in the order of the groups.
    pub early: Vec<GroupEarly>,
}

/// The tally of a group in a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupTally {
    /// The group.
    pub scope: Scope,
    /// The quarter.
    pub quarter: Quarter,
    /// Its figures.
    pub tally: Tally,
}

/// What a group owed before the first quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupEarly {
    /// The group.
    pub scope: Scope,
    /// How many debts of each kind.
    pub owing: BTreeMap<Owing, u32>,
}

impl Plan {
    /// The figures of all groups, to be stored with the plan's records.
    pub fn kept_figures(&self) -> KeptFigures {
        let figures = self.group_figures();
        let of_quarter = |(&(scope, quarter), tally): (&(Scope, Quarter), &Tally)| GroupTally {
            scope,
            quarter,
            tally: tally.clone(),
        };
        let mut tallies: Vec<GroupTally> = figures.tallies.iter().map(of_quarter).collect();
        tallies.sort_unstable_by_key(|group| (group.scope, group.quarter));
        let owed =
            figures.early.iter().map(|(scope, owing)| GroupEarly { scope: *scope, owing: owing.clone() });
        let mut early: Vec<GroupEarly> = owed.collect();
        early.sort_unstable_by_key(|group| group.scope);
        KeptFigures { tallies, early }
    }

    /// As [`Plan::with_room`], with the figures that [`Plan::kept_figures`] gave of the same records. To count them again
    /// takes as long as all else.
    pub fn with_figures(
        nodes: usize,
        id: PlanId,
        seq: u64,
        records: impl IntoIterator<Item = (RecordKey, u64, Record)>,
        figures: KeptFigures,
    ) -> Self {
        let plan = Self::with_room(nodes, id, seq, records);
        let KeptFigures { tallies, early } = figures;
        let mut kept = GroupFigures::default();
        kept.tallies.extend(tallies.into_iter().map(|group| ((group.scope, group.quarter), group.tally)));
        kept.early.extend(early.into_iter().map(|group| (group.scope, group.owing)));
        plan.figures.get_or_init(|| kept);
        plan
    }
}
