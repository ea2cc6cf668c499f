//! Measures that need attention. The search skips every part of the outline whose tally has none.

use std::ops::ControlFlow;

use jiff::civil::Date;

use super::lists;
use crate::domain::{
    Assessment, Level, NodeId, Pace, PerformerId, Plan, Quarter, Scope, Span, Status, Subject, Tally,
};

/// The maximal number of nodes visited for a list: some milliseconds in the worst case (thousands of measures directly
/// under one node), once for each change.
pub const MOST_VISITS: usize = 5000;

/// The maximal number of rows, because nobody reads through more in a panel.
const MOST_ROWS: usize = 200;

/// The maximal depth of an outline, including damaged data.
const MOST_LEVELS: usize = 64;

/// Why something needs attention, the most urgent reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The term has ended and the target is not met.
    Overdue,
    /// A limit was exceeded before its period has ended.
    Broken,
    /// A fact of zero.
    NotStarted,
    /// No fact.
    NotReported,
    /// The target is missed, and no note explains why.
    Unexplained,
    /// The value of a target over several quarters is lower than it should be by now.
    Behind,
}

impl Reason {
    const ALL: [Self; 6] =
        [Self::Overdue, Self::Broken, Self::NotStarted, Self::NotReported, Self::Unexplained, Self::Behind];

    /// Whether the reason can apply in a quarter at all: targets of a future quarter are not late.
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

    /// Whether this reason applies, given whether the term has ended and the pace of a target over several quarters.
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
    /// The indicator, or the measure that has none.
    pub subject: Subject,
    /// Its measure.
    pub measure: NodeId,
    /// Why it needs attention.
    pub reason: Reason,
}

/// The rows that need attention in a quarter, the most urgent first, then in the order of the outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attention {
    /// The rows.
    pub rows: Vec<AttentionRow>,
    /// Whether the search stopped at its limits, so that there may be more.
    pub more: bool,
}

impl Attention {
    /// Searches a plan.
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

/// The status of an indicator, with its assessment, or of a measure that has no indicator.
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

/// As [`judged`], over several quarters as one.
pub fn judged_over(
    plan: &Plan,
    subject: Subject,
    span: Span,
    today: Date,
    who: Option<PerformerId>,
) -> (Status, Option<Assessment>) {
    match (subject, span.as_single()) {
        (Subject::Indicator(id), _) => {
            let part = who.and_then(|who| plan.slice_of(id, span, who));
            let assessment = plan.assess_over(id, span, today, part);
            (assessment.status, Some(assessment))
        }
        (Subject::Node(id), None) => (plan.measure_status_over(id, span, today), None),
        (subject, quarter) => judged(plan, subject, quarter.unwrap_or(span.last)),
    }
}

/// Whether a group has an unmet target.
pub fn has_unmet(tally: &Tally) -> bool {
    Status::ALL.iter().any(|status| status.is_unmet() && tally.count(*status) > 0)
}

/// A walk over measures in the order of the outline that skips every node whose tally has nothing of interest.
pub struct UnmetWalk<'a> {
    plan: &'a Plan,
    quarter: Quarter,
    left: usize,
}

impl<'a> UnmetWalk<'a> {
    /// A walk in a quarter that visits `most` nodes at most.
    pub const fn new(plan: &'a Plan, quarter: Quarter, most: usize) -> Self {
        Self { plan, quarter, left: most }
    }

    /// Calls `see` with every measure under nodes that may be of interest. Stops when `see` does, or when the maximal
    /// number of nodes was visited.
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

    /// The first measure for which `holds` is true.
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
