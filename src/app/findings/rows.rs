//! Arranges findings in rows: two sections, group headings, and the findings under them.

use std::collections::{BTreeMap, BTreeSet};

use super::Findings;
use crate::domain::{Finding, FindingKind, NodeId, PerformerId, Plan};

/// A kind with more findings than these is folded at first where it has no room, so that all kinds are seen at once.
const MOST_UNFOLDED: usize = 3;

/// How findings are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// By kind.
    #[default]
    Kind,
    /// By measure.
    Measure,
    /// By the performer who is named first.
    Performer,
}

impl By {
    /// The next way to group them.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Kind => Self::Measure,
            Self::Measure => Self::Performer,
            Self::Performer => Self::Kind,
        }
    }
}

/// A group of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingGroup {
    /// Findings of one kind.
    Kind(FindingKind),
    /// Findings of a measure or another node; none for those about the plan.
    Node(Option<NodeId>),
    /// Findings of a performer, or of nobody.
    Performer(Option<PerformerId>),
}

/// The heading of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupHead {
    /// The group.
    pub group: FindingGroup,
    /// How many of its findings are open.
    pub open: usize,
    /// How many of its findings are accepted.
    pub accepted: usize,
    /// Whether the group is folded.
    pub folded: bool,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingRow {
    /// The heading of a section (findings that prevent handing in, or information): its message, and how many are open.
    Band(&'static str, usize),
    /// The heading of a group.
    Head(GroupHead),
    /// A finding: its index in the list.
    Finding(usize),
}

/// The group of a finding.
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

/// The rows for a list of findings.
pub(super) fn of(plan: &Plan, state: &Findings, turned: &BTreeMap<FindingGroup, bool>) -> Vec<FindingRow> {
    let mut rows = Vec::new();
    let groups = groups(plan, state);
    let roomy = roomy(&groups, state.cursor.height);
    if state.by != By::Kind {
        push(&mut rows, state, groups.iter(), (turned, &roomy));
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
            push(&mut rows, state, here(), (turned, &roomy));
        }
    }
    rows
}

/// The long groups that have room beside all heads and all short groups, the first ones first.
fn roomy(groups: &[(FindingGroup, Vec<usize>)], height: usize) -> BTreeSet<FindingGroup> {
    let is_long = |found: &[usize]| found.len() > MOST_UNFOLDED;
    // Two bands, a head for each group, and the short groups.
    let short = groups.iter().map(|(_, found)| 1 + if is_long(found) { 0 } else { found.len() });
    let mut used = 2 + short.sum::<usize>();
    let mut open = BTreeSet::new();
    for (group, found) in groups.iter().filter(|(_, found)| is_long(found)) {
        if used + found.len() <= height {
            used += found.len();
            open.insert(*group);
        }
    }
    open
}

/// The groups with their findings, open ones first: kinds in their own order, other groups in that of the outline.
fn groups(plan: &Plan, state: &Findings) -> Vec<(FindingGroup, Vec<usize>)> {
    let mut groups: Vec<(FindingGroup, Vec<usize>)> = Vec::new();
    let mut places: BTreeMap<FindingGroup, usize> = BTreeMap::new();
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
    (turned, roomy): (&BTreeMap<FindingGroup, bool>, &BTreeSet<FindingGroup>),
) {
    for (group, found) in groups {
        let (open, accepted) = count(state, found);
        let is_long = state.by == By::Kind
            && state.only.is_none()
            && found.len() > MOST_UNFOLDED
            && !roomy.contains(group);
        let folded = turned.get(group).copied().unwrap_or(is_long);
        rows.push(FindingRow::Head(GroupHead { group: *group, open, accepted, folded }));
        if !folded {
            rows.extend(found.iter().map(|at| FindingRow::Finding(*at)));
        }
    }
}
