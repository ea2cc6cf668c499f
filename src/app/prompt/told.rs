//! Notices about how an input was read and what is uncertain about it: under a prompt, in a cell, and after the input
//! was accepted.

use crate::{
    app::Notice,
    domain::{Comparator, FactValue, Number, Oddity, Target, TargetValue},
    form::reading::{Cause, Uncertainty},
    text::day::in_digits,
};

/// Whether a question about the uncertainty is asked before the input is accepted, because only the user knows the
/// answer.
pub fn asks(unsure: &Uncertainty) -> bool {
    match unsure.cause {
        Cause::Marks | Cause::PartOfOne | Cause::Product => true,
        // A name that is similar to an existing one is probably a misspelling.
        Cause::Unknown => !unsure.alternatives.is_empty(),
        Cause::Readings
        | Cause::Words
        | Cause::Unit
        | Cause::Negative
        | Cause::Dash
        | Cause::NoDay
        | Cause::Outside
        | Cause::Nought
        | Cause::Future => false,
    }
}

/// The notice about the uncertainty of a text. `taken` is the reading in words.
pub fn doubt(unsure: &Uncertainty, text: &str, taken: &str) -> Notice {
    let others =
        unsure.alternatives.iter().map(|other| as_people_write(other)).collect::<Vec<_>>().join(", ");
    let id = match unsure.cause {
        Cause::Marks => "unsure-marks",
        Cause::PartOfOne => "unsure-part-of-one",
        Cause::Product => "unsure-product",
        Cause::Nought => "unsure-nought",
        Cause::Negative => "unsure-negative",
        Cause::NoDay => "unsure-no-day",
        Cause::Outside => "unsure-outside",
        Cause::Future => "unsure-future",
        Cause::Unknown if others.is_empty() => "unsure-unknown",
        Cause::Unknown => "unsure-unknown-near",
        Cause::Unit => "notice-target-unit",
        Cause::Words => "unsure-words",
        Cause::Readings | Cause::Dash if others.is_empty() => "unsure-reading",
        Cause::Readings | Cause::Dash => "unsure-readings",
    };
    let taken = if taken.is_empty() { &unsure.reading } else { taken };
    Notice::warning(id).with("text", text).with("reading", taken).with("other", others)
}

/// The notice about an uncertainty that is not asked about, once the input was accepted.
pub fn doubt_left(unsure: Option<&Uncertainty>, text: &str, taken: &str) -> Option<Notice> {
    unsure.filter(|unsure| !asks(unsure)).map(|unsure| doubt(unsure, text, taken))
}

/// A reading as people write it: a day in the order of theirs.
fn as_people_write(reading: &str) -> String {
    let day = reading.parse::<jiff::civil::Date>();
    day.map_or_else(|_| reading.to_owned(), in_digits)
}

/// The notice about a fact that is far from the expected value.
pub fn odd(odd: &Oddity) -> Notice {
    let id = match (odd.planned, odd.previous) {
        (Some(_), Some(_)) => "odd-both",
        (Some(_), None) => "odd-planned",
        (None, _) => "odd-previous",
    };
    let word = |number: Option<Number>| number.map(|number| number.worded()).unwrap_or_default();
    let notice = Notice::warning(id).with("fact", odd.fact.worded());
    notice.with("planned", word(odd.planned)).with("previous", word(odd.previous))
}

/// The notice about how an input was read.
pub fn read_as(text: impl ToString) -> Notice {
    Notice::info("read-as").with("text", text)
}

/// A target in signs: `≤ 5 %`, `10–20`, `10 ± 2`; none for a condition in words.
pub fn target(target: &Target, comparator: Comparator, unit: Option<&str>) -> Option<String> {
    let numbers = match &target.value {
        TargetValue::Number(number) => vec![number.as_worded(&target.raw)],
        TargetValue::Compound(parts) => parts.clone(),
        TargetValue::Date(day) => return Some(format!("≤ {}", in_digits(*day))),
        TargetValue::Condition | TargetValue::Deed => return None,
    };
    let figures = match (comparator, numbers.as_slice()) {
        (Comparator::Between, [low, high]) => format!("{}–{}", low.worded(), high.worded()),
        (Comparator::Within, [middle, by]) => format!("{} ± {}", middle.worded(), by.worded()),
        (Comparator::AtMost, many) => format!("≤ {}", joined(many)),
        (Comparator::Equal, many) => format!("= {}", joined(many)),
        (Comparator::AtLeast | Comparator::Between | Comparator::Within, many) => {
            format!("≥ {}", joined(many))
        }
    };
    Some(unit.map_or_else(|| figures.clone(), |unit| format!("{figures} {unit}")))
}

/// The number of a fact; its wording where it has none.
pub fn fact(value: &FactValue, raw: &str) -> String {
    match value {
        FactValue::Number(number) => number.as_worded(raw).worded(),
        FactValue::Compound(parts) => joined(parts),
        FactValue::Share(part, whole) => {
            let shown = joined(&[*part, *whole]);
            match part.percent_of(*whole) {
                Some(percents) => format!("{shown} = {} %", percents.rounded(1).worded()),
                None => shown,
            }
        }
        FactValue::Date(day) => in_digits(*day),
        FactValue::Text | FactValue::Done | FactValue::NoOccasion | FactValue::None => raw.to_owned(),
    }
}

fn joined(numbers: &[Number]) -> String {
    numbers.iter().map(|number| number.worded()).collect::<Vec<_>>().join("/")
}
