//! Compares a fact with a target.

use std::cmp::Ordering;

use super::{
    status::{Ratio, Status},
    value::{Comparator, FactValue, Number, TargetValue},
};

/// The result of comparing a fact with a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub status: Status,
    pub ratio: Option<Ratio>,
    pub words: bool,
}

impl Verdict {
    const fn new(status: Status, ratio: Option<Ratio>) -> Self {
        Self { status, ratio, words: false }
    }

    const fn words(ratio: Option<Ratio>) -> Self {
        Self { status: Status::Partial, ratio, words: true }
    }
}

/// Compares a reported value with a target that has a figure.
pub(super) fn compare(target: &TargetValue, fact: &FactValue, comparator: Comparator) -> Verdict {
    let none_of = |target: &Number| (target.0 > Number::ZERO.0).then_some(Ratio::ZERO);
    let verdict = match (target, fact) {
        (TargetValue::Number(t), FactValue::None) => Verdict::new(Status::NotReported, none_of(t)),
        (_, FactValue::None) => Verdict::new(Status::NotReported, None),
        (TargetValue::Number(t), fact) => match fact.number() {
            Some(f) => compare_numbers(*t, f, comparator),
            None => Verdict::words(none_of(t)),
        },
        (TargetValue::Compound(targets), FactValue::Compound(facts)) => {
            compare_parts(targets, facts, comparator)
        }
        (TargetValue::Compound(parts), fact) => match fact.number() {
            Some(f) => compare_range(parts, f, comparator),
            None => Verdict::words(None),
        },
        _ => Verdict::words(None),
    };
    never_a_false_hundred(verdict)
}

/// What is not met is never printed as 100 %.
fn never_a_false_hundred(verdict: Verdict) -> Verdict {
    let hundred = |ratio: Ratio| ratio.percent() == rust_decimal::Decimal::ONE_HUNDRED;
    match verdict.ratio {
        Some(ratio) if verdict.status.is_unmet() && hundred(ratio) => {
            Verdict { ratio: Some(Ratio(Ratio::ONE.0 - 1)), ..verdict }
        }
        _ => verdict,
    }
}

fn compare_numbers(target: Number, fact: Number, comparator: Comparator) -> Verdict {
    let less_is_better = comparator == Comparator::AtMost;
    let order = if less_is_better { target.cmp(&fact) } else { fact.cmp(&target) };
    let status = match order {
        Ordering::Equal => Status::Met,
        Ordering::Greater if comparator == Comparator::Equal => Status::Partial,
        Ordering::Greater => Status::Exceeded,
        Ordering::Less if fact.is_zero() => Status::NotStarted,
        Ordering::Less => Status::Partial,
    };
    Verdict::new(status, ratio(target, fact, comparator))
}

/// The ratio of fact to target, or of target to fact where less is better. None for a target of zero or below
/// and, where less is better, for such a fact. Where more is better, a negative fact counts as zero.
fn ratio(target: Number, fact: Number, comparator: Comparator) -> Option<Ratio> {
    if target.0 <= Number::ZERO.0 {
        return None;
    }
    if comparator == Comparator::AtMost {
        return if fact.0 > Number::ZERO.0 { Ratio::of(target, fact) } else { None };
    }
    let ratio = Ratio::of(fact.max(Number::ZERO), target)?;
    // For a target that must be hit exactly, the overshoot lowers the ratio.
    if comparator == Comparator::Equal && fact > target { Ratio::of(target, fact) } else { Some(ratio) }
}

/// The two ends of a target that is a range.
pub(super) fn range(parts: &[Number], comparator: Comparator) -> Option<(Number, Number)> {
    match (comparator, parts) {
        (Comparator::Between, [low, high]) => Some((*low, *high)),
        (Comparator::Within, [middle, by]) => Some((middle.minus(*by), middle.plus(*by))),
        _ => None,
    }
}

/// Compares one fact with the two numbers of `between` and `within`. There is no ratio, because there is no single
/// target.
fn compare_range(parts: &[Number], fact: Number, comparator: Comparator) -> Verdict {
    let Some((low, high)) = range(parts, comparator) else { return Verdict::words(None) };
    let status = if (low..=high).contains(&fact) {
        Status::Met
    } else if fact.is_zero() {
        Status::NotStarted
    } else {
        Status::Partial
    };
    Verdict::new(status, None)
}

/// Compares part by part: the worst part gives the status, the mean of the parts the ratio.
fn compare_parts(targets: &[Number], facts: &[Number], comparator: Comparator) -> Verdict {
    if targets.len() != facts.len() {
        return Verdict::words(None);
    }
    let verdicts: Vec<Verdict> =
        targets.iter().zip(facts).map(|(t, f)| compare_numbers(*t, *f, comparator)).collect();
    let status =
        verdicts.iter().map(|v| v.status).max_by_key(|s| s.severity()).unwrap_or(Status::NotReported);
    let ratios: Vec<i128> = verdicts.iter().filter_map(|v| v.ratio).map(|r| r.0).collect();
    let count = i128::try_from(ratios.len()).unwrap_or(1).max(1);
    let ratio = (!ratios.is_empty()).then(|| Ratio(ratios.iter().sum::<i128>() / count));
    Verdict::new(status, ratio)
}
