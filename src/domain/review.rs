//! What an approver compares before he decides: the figures of the quarter beside those of the one before, the facts
//! that differ most from it, and what was changed since the quarter was handed in the last time.

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

/// So many facts that differ are named.
const NAMED: usize = 5;
/// What differs by less than so many percent of the quarter before differs as quarters do.
const ODD_PERCENT: u32 = 25;

/// The figures of a quarter as an approver looks at them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewFigures {
    /// How many obligations are due.
    pub owed: u32,
    /// How many of them are done.
    pub done: u32,
    /// The mean to which targets are reached, in percent, each at most 100; none where there are none.
    pub mean: Option<Number>,
    /// How many findings were accepted.
    pub accepted: usize,
    /// How many limits are broken.
    pub broken: usize,
    /// How many debts of this quarter and of those before it are open.
    pub debts: usize,
}

/// A fact that is far from that of the quarter before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// Whose fact it is.
    pub indicator: IndicatorId,
    /// The quarter before.
    pub before: Number,
    /// The quarter.
    pub now: Number,
}

/// A quarter beside the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The quarter.
    pub quarter: Quarter,
    /// Its figures.
    pub now: ReviewFigures,
    /// Those of the quarter before; none where the plan begins with this one.
    pub before: Option<ReviewFigures>,
    /// The facts that differ most, the farthest first.
    pub deviations: Vec<Deviation>,
}

impl Plan {
    /// A quarter beside the one before it, on a day.
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
        // What was nothing before has no percentage: it has become what it is by all of itself.
        let far = |percent: &Option<Number>| percent.map_or_else(|| Number::from(100).0, |far| far.0.abs());
        odd.sort_by_key(|(percent, found)| {
            std::cmp::Reverse((far(percent), found.now.minus(found.before).0.abs()))
        });
        odd.into_iter().take(NAMED).map(|(_, found)| found).collect()
    }
}

impl Deviation {
    /// By how many percent of the quarter before; none where that was nothing.
    pub fn percent(&self) -> Option<Number> {
        self.now.minus(self.before).percent_of(self.before)
    }
}

/// What was changed in a quarter between the last two times that it was handed in; none where it was handed in once at
/// most, for then all of it is new.
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
    /// Whether a quarter was found right: then closing it leaves nothing out.
    pub fn is_approved(&self, quarter: Quarter) -> bool {
        self.stages(quarter).and_then(Closing::last).is_some_and(|step| step.stage == Stage::Approved)
    }
}

impl Closing {
    /// Whether somebody waits for an approver: it was handed in, and nobody has decided.
    pub fn waits(&self) -> bool {
        self.last().is_some_and(|step| step.stage == Stage::Submitted)
    }
}
