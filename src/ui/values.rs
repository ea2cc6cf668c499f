//! Targets, facts and percents as cells show them.

use crate::{
    domain::{Assessment, FactValue, Number, Ratio, Target, TargetValue},
    l10n::L10n,
};

/// A target: numbers in the language's format, words as they stand.
pub fn target(l10n: &L10n, target: Option<&Target>) -> String {
    match target.map(|t| (&t.value, &t.raw)) {
        None => String::new(),
        Some((TargetValue::Number(n), _)) => l10n.number(*n),
        Some((TargetValue::Compound(parts), _)) => numbers(l10n, parts),
        Some((TargetValue::Date(day), _)) => l10n.date(*day),
        Some((TargetValue::Deed, raw)) if raw.is_empty() => l10n.msg("value-deed").into_owned(),
        Some((_, raw)) => raw.clone(),
    }
}

/// A target that is held against several quarters together is marked as a total.
pub fn target_of(l10n: &L10n, judged: Option<&Assessment>, sign: &str) -> String {
    let long = judged.is_some_and(|j| j.span.as_single().is_none() && j.target.is_some());
    let shown = target(l10n, judged.and_then(|j| j.target.as_ref()));
    let numeric = judged.is_some_and(|j| j.ratio.is_some());
    if long && numeric { format!("{sign}{shown}") } else { shown }
}

/// A fact: numbers in the language's format, words as they stand.
pub fn fact(l10n: &L10n, value: &FactValue, raw: &str) -> String {
    match value {
        FactValue::None => String::new(),
        FactValue::Number(n) => l10n.number(*n),
        FactValue::Compound(parts) => numbers(l10n, parts),
        FactValue::Share(part, whole) => numbers(l10n, &[*part, *whole]),
        FactValue::Date(day) => l10n.date(*day),
        FactValue::Done => l10n.msg("value-done").into_owned(),
        FactValue::NoOccasion => l10n.msg("value-no-occasion").into_owned(),
        FactValue::Text => raw.to_owned(),
    }
}

fn numbers(l10n: &L10n, parts: &[Number]) -> String {
    parts.iter().map(|n| l10n.number(*n)).collect::<Vec<_>>().join("/")
}

/// A ratio as a whole percent.
pub fn percent(l10n: &L10n, ratio: Option<Ratio>) -> String {
    ratio.map(|r| l10n.percent(r.percent())).unwrap_or_default()
}
