//! Which rows the findings make: two bands, the heads of groups, and the findings under them.

use std::collections::BTreeSet;

use super::Findings;
use crate::domain::{Finding, FindingKind, NodeId, PerformerId, Plan};

/// A kind with more findings than these is folded at first, so that all kinds are seen at once.
const MOST_UNFOLDED: usize = 3;

/// What findings are put together by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// By kind.
    #[default]
    Kind,
    /// By measure.
    Measure,
    /// By the performer named first.
    Performer,
}

impl By {
    /// The one that follows.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Kind => Self::Measure,
            Self::Measure => Self::Performer,
            Self::Performer => Self::Kind,
        }
    }
}

/// Findings that stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingGroup {
    /// Of a kind.
    Kind(FindingKind),
    /// Of a measure, or another node; none for what is about the plan.
    Node(Option<NodeId>),
    /// Of a performer, or of nobody.
    Performer(Option<PerformerId>),
}

/// The head of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupHead {
    /// Which group it is.
    pub group: FindingGroup,
    /// How many of it are open.
    pub open: usize,
    /// How many of it are accepted.
    pub accepted: usize,
    /// Whether what is under it is folded away.
    pub folded: bool,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingRow {
    /// What hinders, or what only informs: its message, and how many are open.
    Band(&'static str, usize),
    /// The head of a group.
    Head(GroupHead),
    /// A finding: its place in the list.
    Finding(usize),
}

/// The group that a finding belongs to.
pub(super) fn group(plan: &Plan, finding: &Finding, by: By) -> FindingGroup {
    let measure = plan.measure_at(finding.subject);
    match by {
        By::Kind => FindingGroup::Kind(finding.kind()),
        By::Measure => FindingGroup::Node(measure),
        By::Performer => {
            let node = measure.and_then(|id| plan.node(id));
            FindingGroup::Performer(node.and_then(|node| Some(node.performers.first()?.id)))
        }
    }
}

/// The rows of what was found.
pub(super) fn of(plan: &Plan, state: &Findings, turned: &BTreeSet<FindingGroup>) -> Vec<FindingRow> {
    let mut rows = Vec::new();
    let groups = groups(plan, state);
    if state.by != By::Kind {
        push(&mut rows, state, groups.iter(), turned);
        return rows;
    }
    for (band, informs) in [("findings-hinder", false), ("findings-inform", true)] {
        let here = || {
            groups.iter().filter(
                move |(group, _)| matches!(group, FindingGroup::Kind(kind) if kind.only_informs() == informs),
            )
        };
        if here().next().is_some() {
            let open = here().map(|(_, found)| count(state, found).0).sum();
            rows.push(FindingRow::Band(band, open));
            push(&mut rows, state, here(), turned);
        }
    }
    rows
}

/// The groups with their findings, open ones first: kinds in their own order, others in that of the outline.
fn groups(plan: &Plan, state: &Findings) -> Vec<(FindingGroup, Vec<usize>)> {
    let mut groups: Vec<(FindingGroup, Vec<usize>)> = Vec::new();
    let mut places: std::collections::BTreeMap<FindingGroup, usize> = std::collections::BTreeMap::new();
    for (at, finding) in state.list.iter().enumerate() {
        let is_shown = state.only.is_none_or(|kind| kind == finding.kind())
            && !(state.only_open && finding.accepted.is_some());
        if is_shown {
            let group = group(plan, finding, state.by);
            let place = *places.entry(group).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((_, found)) => found.push(at),
                None => groups.push((group, vec![at])),
            }
        }
    }
    if state.by == By::Kind {
        groups.sort_by_key(|(group, _)| *group);
    }
    for (_, found) in &mut groups {
        found.sort_by_key(|at| state.list.get(*at).is_some_and(|finding| finding.accepted.is_some()));
    }
    groups
}

/// How many are open, and how many accepted.
fn count(state: &Findings, found: &[usize]) -> (usize, usize) {
    let accepted = found.iter().filter_map(|at| state.list.get(*at)).filter(|f| f.accepted.is_some()).count();
    (found.len().saturating_sub(accepted), accepted)
}

fn push<'a>(
    rows: &mut Vec<FindingRow>,
    state: &Findings,
    groups: impl Iterator<Item = &'a (FindingGroup, Vec<usize>)>,
    turned: &BTreeSet<FindingGroup>,
) {
    for (group, found) in groups {
        let (open, accepted) = count(state, found);
        let is_long = state.by == By::Kind && state.only.is_none() && found.len() > MOST_UNFOLDED;
        let folded = is_long != turned.contains(group);
        rows.push(FindingRow::Head(GroupHead { group: *group, open, accepted, folded }));
        if !folded {
            rows.extend(found.iter().map(|at| FindingRow::Finding(*at)));
        }
    }
}
