//! The texts of targets and facts in lists.

use super::super::words::Words;
use crate::domain::FactValue;

/// The text of a target: its original wording, otherwise its value.
pub(in crate::cli) fn target_text(target: &crate::domain::Target, words: &Words) -> String {
    use crate::domain::TargetValue;
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
