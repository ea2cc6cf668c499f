//! What an approver compares before deciding: the figures of the quarter and of the previous one, the facts that
//! differ most between them, and the changes since the quarter was handed in the time before.

use jiff::civil::Date;

use super::{
    change::Change,
    debt::DebtState,
    decide::quarters_of,
    id::IndicatorId,
    number::Number,
    plan::Plan,
    quarter::Quarter,
    record::{Closing, FindingKind, Record, RecordKey, Stage},
    rollup::Scope,
};

/// The number of deviations that are listed.
const NAMED: usize = 5;
/// A smaller difference from the previous quarter, in percent, is not listed, because quarters usually differ by as
/// much.
const ODD_PERCENT: u32 = 25;

/// The figures of a quarter as an approver looks at them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewFigures {
    /// How many obligations are due.
    pub owed: u32,
    /// The number of obligations that are done.
    pub done: u32,
    /// The mean of the ratios of fact to target in percent, each at most 100; none where there are no ratios.
    pub mean: Option<Number>,
    /// How many findings were accepted.
    pub accepted: usize,
    /// How many limits are broken.
    pub broken: usize,
    /// The number of open debts of this quarter and of earlier ones.
    pub debts: usize,
}

/// A fact that differs much from the previous quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The quarter before.
    pub before: Number,
    /// The quarter.
    pub now: Number,
}

/// A quarter compared with the previous one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The quarter.
    pub quarter: Quarter,
    /// Its figures.
    pub now: ReviewFigures,
    /// The figures of the previous quarter; none in the plan's first quarter.
    pub before: Option<ReviewFigures>,
    /// The facts that differ most, the farthest first.
    pub deviations: Vec<Deviation>,
}

impl Plan {
    /// Compares a quarter with the previous one, on a day.
    pub fn review(&self, quarter: Quarter, as_of: Date) -> Review {
        let previous = quarter.previous();
        let has_previous = self.period().contains(previous);
        Review {
            quarter,
            now: self.review_figures(quarter, as_of),
            before: has_previous.then(|| self.review_figures(previous, as_of)),
            deviations: if has_previous { self.deviations(quarter) } else { Vec::new() },
        }
    }

    fn review_figures(&self, quarter: Quarter, as_of: Date) -> ReviewFigures {
        let tally = self.tally(Scope::Plan, quarter);
        let findings = self.findings(quarter, as_of);
        let is_open = |debt: &super::Debt| debt.state == DebtState::Open && debt.quarter <= quarter;
        ReviewFigures {
            owed: tally.map_or(0, super::Tally::owed),
            done: tally.map_or(0, super::Tally::done),
            mean: tally.and_then(super::Tally::mean_capped).map(Number),
            accepted: findings.iter().filter(|finding| finding.accepted.is_some()).count(),
            broken: findings.iter().filter(|finding| finding.kind() == FindingKind::LimitBroken).count(),
            debts: self.debts(as_of).iter().filter(|debt| is_open(debt)).count(),
        }
    }

    fn deviations(&self, quarter: Quarter) -> Vec<Deviation> {
        let fact = |id, quarter| self.fact(id, quarter, None).and_then(|fact| fact.value.number());
        let all = self.measures().flat_map(|(measure, _)| self.indicators(measure)).map(|(id, _)| id);
        let both = all.filter_map(|id| {
            let (before, now) = (fact(id, quarter.previous())?, fact(id, quarter)?);
            Some(Deviation { indicator: id, before, now })
        });
        let mut odd: Vec<(Option<Number>, Deviation)> = both
            .map(|found| (found.percent(), found))
            .filter(|(percent, _)| {
                percent.is_none_or(|percent| Number(percent.0.abs()) >= ODD_PERCENT.into())
            })
            .filter(|(_, found)| found.before != found.now)
            .collect();
        // A difference from zero has no percentage; it is sorted as 100 percent.
        let far = |percent: &Option<Number>| percent.map_or_else(|| Number::from(100).0, |far| far.0.abs());
        odd.sort_by_key(|(percent, found)| {
            std::cmp::Reverse((far(percent), found.now.minus(found.before).0.abs()))
        });
        odd.into_iter().take(NAMED).map(|(_, found)| found).collect()
    }
}

impl Deviation {
    /// The difference in percent of the previous quarter; none where that was zero.
    pub fn percent(&self) -> Option<Number> {
        self.now.minus(self.before).percent_of(self.before)
    }
}

/// The changes of a quarter between the last two times that it was handed in; none where it was handed in once at
/// most, because then everything is new.
pub fn changed_since_handed_in<'a>(
    plan: &Plan,
    quarter: Quarter,
    changes: impl IntoIterator<Item = &'a Change>,
) -> Option<Vec<&'a Change>> {
    let (mut since, mut answer, mut times) = (Vec::new(), None, 0);
    for change in changes {
        if is_handed_in(change, quarter) {
            times += 1;
            let changed = std::mem::take(&mut since);
            answer = (times > 1).then_some(changed);
        } else if change.edits.iter().any(|edit| quarters_of(plan, edit).contains(&quarter)) {
            since.push(change);
        }
    }
    answer
}

fn is_handed_in(change: &Change, quarter: Quarter) -> bool {
    change.edits.iter().any(|edit| match (&edit.key, &edit.after) {
        (RecordKey::Closing(of), Some(Record::Closing(closing))) => {
            *of == quarter && closing.last().is_some_and(|step| step.stage == Stage::Submitted)
        }
        _ => false,
    })
}

impl Plan {
    /// Whether a quarter was approved.
    pub fn is_approved(&self, quarter: Quarter) -> bool {
        self.stages(quarter).and_then(Closing::last).is_some_and(|step| step.stage == Stage::Approved)
    }
}

impl Closing {
    /// Whether the quarter waits for an approver: it was handed in, and nobody has decided.
    pub fn waits(&self) -> bool {
        self.last().is_some_and(|step| step.stage == Stage::Submitted)
    }
}
