//! The pace of a longer target that is in progress: an early warning that needs no note.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    compare::range,
    gather::Gathered,
    id::{IndicatorId, PerformerId},
    obligation::{Obligation, ObligationKind},
    plan::Plan,
    quarter::{Quarter, Span},
    record::Indicator,
    value::{Aggregation, Comparator, FactValue, Number, Target, TargetValue},
};

/// The pace of a longer target that is in progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pace {
    /// More was reported than the quarters that have ended should have brought.
    Ahead,
    /// As it should be.
    On,
    /// Less than it should be.
    Behind,
    /// A limit is passed, and later facts cannot change that.
    Broken,
}

impl Pace {
    /// All of them, in the order of the JSON contract.
    pub const ALL: [Self; 4] = [Self::Ahead, Self::On, Self::Behind, Self::Broken];

    /// The name in JSON and in message ids.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::On => "on",
            Self::Behind => "behind",
            Self::Broken => "broken",
        }
    }
}

/// A pace with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paced {
    /// The pace.
    pub pace: Pace,
    /// The target that it is about.
    pub target: Target,
    /// How it is compared.
    pub comparator: Comparator,
    /// The span of that target.
    pub span: Span,
    /// What was reported so far.
    pub so_far: FactValue,
    /// What is left, and in how many quarters; none where facts are not added up.
    pub left: Option<(Number, u32)>,
}

/// What a pace is calculated from.
struct PaceRun<'t> {
    target: &'t Target,
    /// The quarters that the target is for.
    span: Span,
    /// The facts so far.
    so_far: Gathered,
    /// The quarters in which something is to be done for it.
    quarters: Vec<Quarter>,
    /// The last quarter that has ended.
    ended: Quarter,
}

impl Plan {
    /// The pace on a day, seen from a quarter, of the narrowest longer target that is due after the quarter.
    pub fn pace(
        &self,
        id: IndicatorId,
        quarter: Quarter,
        as_of: Date,
        who: Option<PerformerId>,
    ) -> Option<Paced> {
        self.pace_ended(id, quarter, last_ended(quarter, as_of), who)
    }

    /// As [`Plan::pace`], where the quarters up to `ended` have ended.
    pub(super) fn pace_ended(
        &self,
        id: IndicatorId,
        quarter: Quarter,
        ended: Quarter,
        who: Option<PerformerId>,
    ) -> Option<Paced> {
        let runs = |owed: &Obligation<'_>| {
            owed.kind == ObligationKind::Numeric
                && owed.is_long()
                && owed.span.contains(quarter)
                && quarter < owed.quarter()
        };
        let running = self.obligations(id, who).filter(runs);
        let owed = running.min_by_key(|owed| owed.span.first.distance_to(owed.span.last))?;
        if !self.has_begun(id, quarter) {
            return None;
        }
        let begin = self.measure_of(id).map_or(owed.span.first, |measure| self.term_begin(measure));
        let within = Span { first: owed.span.first.max(begin.min(quarter)), last: owed.quarter() };
        let so_far = self.gathered(id, Span { first: owed.span.first, last: quarter }, who);
        let quarters: Vec<Quarter> = within.quarters().collect();
        self.paced(id, who, PaceRun { target: owed.target?, span: owed.span, so_far, quarters, ended })
    }

    /// The pace over several quarters that are not over: of the target for all of them, or of a longer target
    /// around them.
    pub fn pace_over(
        &self,
        id: IndicatorId,
        span: Span,
        as_of: Date,
        who: Option<PerformerId>,
    ) -> Option<Paced> {
        let ended = last_ended(span.last, as_of);
        if span.as_single().is_some() {
            return self.pace_ended(id, span.last, ended, who);
        }
        let due = self.obligations(id, who).filter(|owed| span.contains(owed.quarter()));
        let last = due.map(|owed| owed.due).max();
        let Some(last) = last.filter(|last| as_of < (*last).min(span.last.last_day())) else {
            let around = |owed: &Obligation<'_>| owed.quarter() > span.last;
            let reaches = self.obligations(id, who).any(|owed| around(&owed));
            return if reaches { self.pace_ended(id, span.last, ended, who) } else { None };
        };
        let target = self.target_due(id, span, who)?;
        let so_far = self.gathered(id, span, who);
        let quarters =
            self.planned_quarters(id, Span { last: Quarter::of(last).max(span.first), ..span }, who);
        self.paced(id, who, PaceRun { target: &target, span, so_far, quarters, ended })
    }

    fn paced(&self, id: IndicatorId, who: Option<PerformerId>, run: PaceRun<'_>) -> Option<Paced> {
        let PaceRun { target, span, so_far, quarters, ended } = run;
        let indicator = self.indicator(id)?;
        // Facts without a common value have no pace.
        let Gathered { value: so_far, gap: None } = so_far else { return None };
        let Ends { low: bottom, high: top } = ends(&target.value, indicator.comparator)?;
        let over: Vec<Quarter> = quarters.iter().copied().filter(|quarter| *quarter <= ended).collect();
        let rest = quarters.len().saturating_sub(over.len());
        let adds = adds_up(indicator, &so_far);
        let pace = match (indicator.comparator, &so_far) {
            _ if top.is_some_and(|top| limits(indicator) && so_far.number() > Some(top)) => Pace::Broken,
            (Comparator::AtMost, _) if limits(indicator) => Pace::On,
            (_, value) if value.number().is_none() => {
                if over.is_empty() {
                    Pace::On
                } else {
                    Pace::Behind
                }
            }
            _ if adds => {
                let low = |quarter: Quarter| {
                    let own = self.target(id, Span::single(quarter), who)?;
                    ends(&own.value, indicator.comparator)?.low
                };
                let own: Option<Vec<Number>> = over.iter().map(|quarter| low(*quarter)).collect();
                against_share(so_far.number()?, bottom?, own, over.len(), quarters.len())
            }
            (_, value) => {
                let value = value.number()?;
                let enough = bottom.is_none_or(|bottom| bottom <= value);
                let not_over = top.is_none_or(|top| value <= top);
                if enough && not_over { Pace::On } else { Pace::Behind }
            }
        };
        let short = |low: Number| low.minus(so_far.number().unwrap_or_default()).max(Number::ZERO);
        let left = bottom.filter(|_| adds).map(|low| (short(low), u32::try_from(rest).unwrap_or(u32::MAX)));
        let comparator = indicator.comparator;
        Some(Paced { pace, target: target.clone(), comparator, span, so_far, left })
    }
}

/// The last quarter that has ended on a day, at most `quarter`; on its last day a quarter counts as ended.
pub(super) fn last_ended(quarter: Quarter, as_of: Date) -> Quarter {
    let now = Quarter::of(as_of);
    quarter.min(if as_of >= now.last_day() { now } else { now.previous() })
}

/// Whether the facts of an indicator add up to its longer target.
fn adds_up(indicator: &Indicator, so_far: &FactValue) -> bool {
    indicator.aggregation == Aggregation::Sum
        && !indicator.is_percentage()
        && !matches!(so_far, FactValue::Share(..))
}

/// Whether a value that exceeds the upper end of a target cannot fall below it again.
fn limits(indicator: &Indicator) -> bool {
    match indicator.aggregation {
        Aggregation::Sum => !indicator.is_percentage(),
        Aggregation::Max => true,
        Aggregation::Last | Aggregation::Mean => false,
    }
}

/// The lower and the upper end of a target; none where it has no single figure.
struct Ends {
    low: Option<Number>,
    high: Option<Number>,
}

fn ends(target: &TargetValue, comparator: Comparator) -> Option<Ends> {
    match target {
        TargetValue::Number(number) => Some(match comparator {
            Comparator::AtMost => Ends { low: None, high: Some(*number) },
            Comparator::Equal => Ends { low: Some(*number), high: Some(*number) },
            Comparator::AtLeast | Comparator::Between | Comparator::Within => {
                Ends { low: Some(*number), high: None }
            }
        }),
        TargetValue::Compound(parts) => {
            range(parts, comparator).map(|(low, high)| Ends { low: Some(low), high: Some(high) })
        }
        TargetValue::Condition | TargetValue::Deed | TargetValue::Date(_) => None,
    }
}

/// Compares the facts so far with what the quarters that have ended should have brought: the sum of their own
/// targets where all of them have one, else an equal share for each.
fn against_share(so_far: Number, low: Number, own: Option<Vec<Number>>, ended: usize, all: usize) -> Pace {
    let own = own.filter(|own| !own.is_empty());
    let order = match own.and_then(|own| Aggregation::Sum.over(&own)) {
        Some(expected) => so_far.cmp(&expected),
        None => {
            // Multiplied out, because a third of a target is no decimal.
            let times = |number: Number, n: usize| number.0.saturating_mul(Decimal::from(n));
            times(so_far, all.max(1)).cmp(&times(low, ended))
        }
    };
    match order {
        std::cmp::Ordering::Greater => Pace::Ahead,
        std::cmp::Ordering::Equal => Pace::On,
        std::cmp::Ordering::Less => Pace::Behind,
    }
}
