//! Compares the unit of a number with that of its indicator.

use rust_decimal::Decimal;

use crate::domain::{Number, TargetValue, unit};

use super::ValueContext;

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
    let money = || unit::factor(said, "грн").is_some() && unit::bare_scale(said).is_none() && !named();
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
        None => unit::bare_scale(said).map_or_else(|| Fit::Takes(said.to_owned()), Fit::Scaled),
    }
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
