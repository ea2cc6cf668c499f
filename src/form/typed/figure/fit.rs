//! Compares the unit of a number with that of its indicator.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::domain::{Number, TargetValue, unit};

use super::{ValueContext, written};

/// How the unit of a number relates to the indicator's.
pub(super) enum Fit {
    /// It is the indicator's, or the number has none.
    Own,
    /// It is the same at another scale.
    Scaled(Decimal),
    /// The indicator has none and gets this one.
    Takes(String),
    /// It is a different one.
    Foreign,
}

/// Planned percents make an indicator without a unit one of percents, whatever its name counts.
pub(super) fn fit_of_target(written: Option<&str>, held: &ValueContext<'_>) -> Fit {
    match written {
        Some(said) if held.unit.is_none() && unit::is_percentage(Some(said), "") => {
            Fit::Takes(said.to_owned())
        }
        _ => fit(written, held),
    }
}

pub(super) fn fit(written: Option<&str>, held: &ValueContext<'_>) -> Fit {
    let Some(said) = written else { return Fit::Own };
    let percent = unit::is_percentage(Some(said), "");
    let named = || held.unit_in_name().is_some_and(|own| unit::factor(said, own).is_some());
    let money = || unit::is_money(said) && unit::bare_scale(said).is_none() && !named();
    // «1,2 тис. осіб» where 1500 is planned: the scale is not that of what is planned.
    let scaled = || unit::scale(said) > Decimal::ONE && unit::bare_scale(said).is_none() && !named();
    match held.unit {
        Some(own) => match unit::factor(said, own) {
            Some(by) if by == Decimal::ONE => Fit::Own,
            Some(by) => Fit::Scaled(by),
            None => Fit::Foreign,
        },
        None if let Some(by) =
            held.unit_in_name().and_then(|own| unit::factor(said, own)).filter(|by| *by != Decimal::ONE) =>
        {
            Fit::Scaled(by)
        }
        None if held.counts_things() && (percent || money()) => Fit::Foreign,
        None if !percent && held.is_percentage() => Fit::Foreign,
        None if scaled() && planned(held).is_some_and(|planned| planned.unit.is_none()) => Fit::Foreign,
        None if held.unit_in_name().is_some_and(|own| unit::are_apart(said, own)) => Fit::Foreign,
        None => unit::bare_scale(said).map_or_else(|| Fit::Takes(said.to_owned()), Fit::Scaled),
    }
}

/// The number that is planned, and the unit in its wording.
struct Planned {
    number: Number,
    worded: Number,
    unit: Option<String>,
}

fn planned(held: &ValueContext<'_>) -> Option<Planned> {
    let target = held.target?;
    let TargetValue::Number(number) = target.value else { return None };
    let written = written(&target.raw, held)?;
    let [worded] = written.numbers.as_slice() else { return None };
    Some(Planned { number, worded: *worded, unit: written.unit.map(Cow::into_owned) })
}

/// A number with a scaled unit beside a plan without a unit: as it fits the plan better, in the unit's base or as it
/// stands, and the other reading.
pub(super) fn rescaled(
    written: Option<&str>,
    numbers: &[Number],
    held: &ValueContext<'_>,
) -> Option<(Number, Number)> {
    let ([number], Some(planned)) = (numbers, planned(held)) else { return None };
    let by = written.filter(|_| planned.unit.is_none() && held.unit.is_none()).map(unit::scale)?;
    let other = Some(*number).filter(|_| by > Decimal::ONE).and_then(|number| unit::converted(number, by))?;
    let apart = |number: Number| distance(number, planned.number);
    Some(if apart(other) < apart(*number) { (other, *number) } else { (*number, other) })
}

/// The other reading of a number without a unit beside a plan worded with a scale: 987 for «1 тис. осіб» may be in
/// thousands, as the plan is, or in ones. None where the number is near enough to what is planned.
pub(super) fn at_other_scale(numbers: &[Number], held: &ValueContext<'_>) -> Option<Number> {
    let [number] = numbers else { return None };
    // Most targets have no unit, which needs no parsing.
    if !held.target?.raw.contains(char::is_alphabetic) {
        return at_base_of_unit(*number, held);
    }
    let planned = planned(held)?;
    let by = unit::scale(planned.unit.as_deref()?);
    let ten = Decimal::TEN;
    (by > Decimal::ONE && *number > Number::ZERO && planned.number > Number::ZERO).then_some(())?;
    let ratio = number.0.checked_div(planned.number.0)?;
    if planned.number == planned.worded {
        let other = unit::converted(*number, Decimal::ONE.checked_div(by)?)?;
        return (ratio >= ten).then_some(other);
    }
    let other = unit::converted(*number, by)?;
    let near = other.0.checked_div(planned.number.0)? <= ten;
    (near && ratio.checked_mul(ten)? <= Decimal::ONE).then_some(other)
}

/// A number in ones, where the plan and the number have no unit and that of the indicator has a scale: 1480 beside 1,5 in
/// «тис. осіб». None where the number is not a hundred times the plan.
fn at_base_of_unit(number: Number, held: &ValueContext<'_>) -> Option<Number> {
    let TargetValue::Number(planned) = held.target?.value else { return None };
    let far = number.0.checked_div(planned.0)? >= Decimal::ONE_HUNDRED;
    let by = held.unit.filter(|_| far).map(unit::scale).filter(|by| *by > Decimal::ONE)?;
    unit::converted(number, Decimal::ONE.checked_div(by)?)
}

/// How many times one number is the other, never below one.
fn distance(number: Number, other: Number) -> Decimal {
    let ratio = |a: Number, b: Number| a.0.checked_div(b.0).unwrap_or(Decimal::MAX).abs();
    ratio(number, other).max(ratio(other, number))
}

/// A fraction of one, as percents, where percents are counted and planned: 0,95 for a target of 90 % may mean 95 %.
pub(super) fn part_of_one(numbers: &[Number], held: &ValueContext<'_>) -> Option<Number> {
    let one = Number::from(1);
    let [number] = numbers else { return None };
    let planned = match held.target.map(|target| &target.value) {
        Some(TargetValue::Number(planned)) => *planned > one,
        _ => true,
    };
    let part = *number > Number::ZERO && *number < one && planned && held.is_percentage();
    part.then(|| Number((number.0 * Decimal::ONE_HUNDRED).normalize()))
}
