//! The texts of targets and facts in lists: words for people, and codes for programs that are the same in every
//! language.

use super::super::words::Words;
use crate::domain::{FactValue, Number, Target, TargetValue};

/// The text of a target: its original wording, otherwise its value.
pub(in crate::cli) fn target_text(target: &Target, words: &Words) -> String {
    match &target.value {
        _ if !target.raw.is_empty() => target.raw.clone(),
        TargetValue::Number(n) => words.number(*n),
        TargetValue::Compound(parts) => parts.iter().map(|n| words.number(*n)).collect::<Vec<_>>().join("/"),
        TargetValue::Condition => words.say("cli-value-condition"),
        TargetValue::Deed => words.say("cli-value-deed"),
        TargetValue::Date(day) => words.day(*day),
    }
}

/// The text of a fact: its original wording, otherwise its value; none where nothing was reported.
pub(in crate::cli) fn fact_text(value: &FactValue, raw: &str, words: &Words) -> Option<String> {
    Some(match value {
        FactValue::None => return None,
        _ if !raw.is_empty() => raw.to_owned(),
        FactValue::Number(n) => words.number(*n),
        FactValue::Compound(parts) => parts.iter().map(|n| words.number(*n)).collect::<Vec<_>>().join("/"),
        FactValue::Share(part, whole) => format!("{}/{}", words.number(*part), words.number(*whole)),
        FactValue::Text => words.say("cli-value-text"),
        FactValue::Done => words.say("status-deed-done"),
        FactValue::NoOccasion => words.say("cli-value-no-occasion"),
        FactValue::Date(day) => words.day(*day),
    })
}

/// A target for programs: as it was worded, else its figure, its day, or the name of its kind.
pub(in crate::cli) fn target_code(target: &Target) -> String {
    match &target.value {
        _ if !target.raw.is_empty() => target.raw.clone(),
        TargetValue::Number(number) => number.to_string(),
        TargetValue::Compound(parts) => joined(parts),
        TargetValue::Condition => "condition".to_owned(),
        TargetValue::Deed => "deed".to_owned(),
        TargetValue::Date(day) => day.to_string(),
    }
}

/// A fact for programs: as it was worded, else its figure, its day, or the name of its kind; none where nothing was
/// reported.
pub(in crate::cli) fn fact_code(value: &FactValue, raw: &str) -> Option<String> {
    Some(match value {
        FactValue::None => return None,
        _ if !raw.is_empty() => raw.to_owned(),
        FactValue::Number(number) => number.to_string(),
        FactValue::Compound(parts) => joined(parts),
        FactValue::Share(part, whole) => joined(&[*part, *whole]),
        FactValue::Text => "text".to_owned(),
        FactValue::Done => "done".to_owned(),
        FactValue::NoOccasion => "no_occasion".to_owned(),
        FactValue::Date(day) => day.to_string(),
    })
}

fn joined(parts: &[Number]) -> String {
    parts.iter().map(ToString::to_string).collect::<Vec<_>>().join("/")
}
