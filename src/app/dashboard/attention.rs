//! Measures that need a look. A search goes down the outline only where the tallies say there is something.

use std::ops::ControlFlow;

use jiff::civil::Date;

use super::lists;
use crate::domain::{Assessment, Level, NodeId, Pace, Plan, Quarter, Scope, Status, Subject, Tally};

/// So many nodes are looked at for a list, at most: some milliseconds in the worst of plans (thousands of
/// measures right under one node), and once for each change only.
pub const MOST_VISITS: usize = 5000;

/// Nobody goes through more rows than this in a panel.
const MOST_ROWS: usize = 200;

/// Deeper than any outline, also in damaged data.
const MOST_LEVELS: usize = 64;

/// Why something needs a look, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The term has ended and what it owed is not met.
    Overdue,
    /// A limit that is passed before its time is over.
    Broken,
    /// A fact of zero.
    NotStarted,
    /// No fact.
    NotReported,
    /// Short of the target, and no note says why.
    Unexplained,
    /// A longer target that has less than it should have by now.
    Behind,
}

impl Reason {
    const ALL: [Self; 6] =
        [Self::Overdue, Self::Broken, Self::NotStarted, Self::NotReported, Self::Unexplained, Self::Behind];

    /// Whether it can be found in a quarter at all: what is planned for one that has not begun is not late.
    fn is_asked(self, quarter: Quarter, today: Date) -> bool {
        quarter.first_day() <= today || !matches!(self, Self::NotReported | Self::Broken | Self::Behind)
    }

    fn may(self, tally: &Tally, quarter: Quarter, today: Date) -> bool {
        let pace = if today >= quarter.last_day() { tally.pace } else { tally.pace_running };
        match self {
            Self::Overdue => tally.overdue(today) > 0,
            Self::NotStarted => tally.count(Status::NotStarted) > 0,
            Self::NotReported => tally.count(Status::NotReported) > 0,
            Self::Unexplained => tally.count(Status::Partial) > 0 && tally.notes_owed_on(today) > 0,
            Self::Broken => pace.broken > 0,
            Self::Behind => pace.behind > 0,
        }
    }

    /// Whether this is the reason, given whether it is overdue and how a longer target stands.
    fn holds(self, status: Status, note_owed: bool, ended: bool, pace: Option<Pace>) -> bool {
        match self {
            Self::Overdue => ended,
            Self::NotStarted => !ended && status == Status::NotStarted,
            Self::NotReported => !ended && status == Status::NotReported,
            Self::Unexplained => !ended && status == Status::Partial && note_owed,
            Self::Broken => pace == Some(Pace::Broken),
            Self::Behind => pace == Some(Pace::Behind),
        }
    }
}

/// A row of the list: an indicator, or a measure that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttentionRow {
    /// What needs a look.
    pub subject: Subject,
    /// Its measure.
    pub measure: NodeId,
    /// Why.
    pub reason: Reason,
}

/// What needs a look in a quarter, the most urgent first, then in the order of the outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attention {
    /// The rows.
    pub rows: Vec<AttentionRow>,
    /// Whether there are more that were not looked for.
    pub more: bool,
}

impl Attention {
    /// Looks through a plan.
    pub fn find(plan: &Plan, quarter: Quarter, today: Date) -> Self {
        let mut found = Self::default();
        let mut search = UnmetWalk::new(plan, quarter, MOST_VISITS);
        for reason in Reason::ALL {
            if !reason.is_asked(quarter, today) {
                continue;
            }
            let may = |tally: &Tally| reason.may(tally, quarter, today);
            let ended = search.each(&may, &mut |measure| {
                found.add(plan, quarter, today, measure, reason);
                if found.rows.len() < MOST_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
            if ended.is_break() {
                found.more = true;
                found.rows.truncate(MOST_ROWS);
                break;
            }
        }
        found
    }

    fn add(&mut self, plan: &Plan, quarter: Quarter, today: Date, measure: NodeId, reason: Reason) {
        for subject in lists::subjects_of(plan, measure) {
            let (status, assessment) = judged(plan, subject, quarter);
            let note = assessment.as_ref().is_some_and(|j| j.note_due().is_some());
            let overdue = match subject {
                Subject::Node(measure) => plan.measure_tally(measure, quarter, None).overdue(today) > 0,
                _ => assessment.is_some_and(|j| j.is_overdue(today)),
            };
            let pace = match subject {
                Subject::Indicator(id) => plan.pace(id, quarter, today, None).map(|paced| paced.pace),
                _ => None,
            };
            if reason.holds(status, note, overdue, pace) {
                self.rows.push(AttentionRow { subject, measure, reason });
            }
        }
    }
}

/// The status of an indicator (with how it came about) or of a measure that has none.
pub fn judged(plan: &Plan, subject: Subject, quarter: Quarter) -> (Status, Option<Assessment>) {
    match subject {
        Subject::Indicator(id) => {
            let assessment = plan.assess(id, quarter, None);
            (assessment.status, Some(assessment))
        }
        Subject::Node(id) => (plan.measure_status(id, quarter), None),
        Subject::Plan => (Status::NotPlanned, None),
    }
}

/// Whether a group has anything that is owed and not there.
pub fn has_unmet(tally: &Tally) -> bool {
    Status::ALL.iter().any(|status| status.is_unmet() && tally.count(*status) > 0)
}

/// A walk over measures in the order of the outline, past every node whose tally says there is nothing.
pub struct UnmetWalk<'a> {
    plan: &'a Plan,
    quarter: Quarter,
    left: usize,
}

impl<'a> UnmetWalk<'a> {
    /// A search in a quarter that looks at so many nodes at most.
    pub const fn new(plan: &'a Plan, quarter: Quarter, most: usize) -> Self {
        Self { plan, quarter, left: most }
    }

    /// Shows every measure under nodes that may have what is looked for. Breaks off when `see` does, or when
    /// enough nodes were looked at.
    pub fn each(
        &mut self,
        may: &dyn Fn(&Tally) -> bool,
        see: &mut dyn FnMut(NodeId) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        if self.plan.tally(Scope::Plan, self.quarter).is_some_and(may) {
            return self.under(None, 0, may, see);
        }
        ControlFlow::Continue(())
    }

    /// The first measure for which something holds.
    pub fn first(&mut self, may: &dyn Fn(&Tally) -> bool, holds: &dyn Fn(NodeId) -> bool) -> Option<NodeId> {
        let mut found = None;
        let _ = self.each(may, &mut |measure| {
            if holds(measure) {
                found = Some(measure);
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        found
    }

    fn under(
        &mut self,
        parent: Option<NodeId>,
        depth: usize,
        may: &dyn Fn(&Tally) -> bool,
        see: &mut dyn FnMut(NodeId) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let plan = self.plan;
        for id in plan.children(parent) {
            self.left = match self.left.checked_sub(1) {
                Some(left) => left,
                None => return ControlFlow::Break(()),
            };
            if plan.node(id).is_some_and(|node| node.level == Level::Measure) {
                see(id)?;
            } else if depth < MOST_LEVELS && plan.tally(Scope::Node(id), self.quarter).is_some_and(may) {
                self.under(Some(id), depth + 1, may, see)?;
            }
        }
        ControlFlow::Continue(())
    }
}
