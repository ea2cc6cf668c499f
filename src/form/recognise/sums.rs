//! Compares values of a longer period with those of its quarters.

use crate::{
    document::Place,
    domain::{
        Aggregation, DoubtKind, FactValue, Number, TargetValue,
        draft::{DraftIndicator, DraftValue},
        unit,
    },
};

use super::{
    checks,
    outline::{About, Outline},
    page::place_of,
};

/// Facts of a longer period are not those of its last quarter where quarters have their own, and a longer target
/// must match the targets of its quarters. What does not fit is doubted.
pub fn settle(outline: &mut Outline) {
    let keys: Vec<_> = outline.keys().collect();
    for key in keys {
        let rules = outline.get(key).into_iter().flat_map(|node| node.indicators.iter().enumerate());
        let rules: Vec<_> = rules.filter_map(|(at, indicator)| Some((at, other_rule(indicator)?))).collect();
        rules.into_iter().for_each(|(at, rule)| checks::aggregate(outline, (key, at), rule));
        let Some(node) = outline.get_mut(key) else { continue };
        let mut doubts = Vec::new();
        for (at, indicator) in node.indicators.iter_mut().enumerate() {
            if indicator.values.iter().any(|value| value.span.as_single().is_none()) {
                let about = About::Indicator(key, at);
                doubts.extend(long_facts(indicator).into_iter().map(|one| (about, one)));
                doubts.extend(long_targets(indicator).into_iter().map(|one| (about, one)));
            }
        }
        for (about, SumDoubt { place, kind, text, reading, others }) in doubts {
            let others: Vec<&str> = others.iter().map(String::as_str).collect();
            outline.doubted(about, place, kind, &text, &reading, &others);
        }
    }
}

struct SumDoubt {
    place: Place,
    kind: DoubtKind,
    text: String,
    reading: String,
    others: Vec<String>,
}

/// The values of single quarters within the span of another value, of the same performer.
fn inside<'a>(all: &'a [DraftValue], whole: &'a DraftValue) -> impl Iterator<Item = &'a DraftValue> {
    all.iter().filter(move |value| {
        let quarter = value.span.as_single().filter(|quarter| whole.span.contains(*quarter));
        quarter.is_some() && value.performer == whole.performer
    })
}

fn long_facts(indicator: &mut DraftIndicator) -> Vec<SumDoubt> {
    let known = indicator.values.clone();
    let rule = rule(indicator);
    let mut doubts = Vec::new();
    for (value, whole) in indicator.values.iter_mut().zip(&known) {
        let parts = inside(&known, whole).filter_map(|part| part.fact.as_ref());
        let parts: Vec<&FactValue> = parts.map(|(fact, _)| fact).collect();
        if whole.span.as_single().is_some() || parts.is_empty() {
            continue;
        }
        let Some((fact, raw)) = value.fact.take() else { continue };
        let numbers: Option<Vec<Number>> = parts.iter().map(|part| part.number()).collect();
        let together = numbers.and_then(|numbers| rule.over(&numbers));
        if together.is_none_or(|together| fact.number().is_none_or(|fact| !together.is_worded_as(fact))) {
            let place = place_of(value.source.as_ref().or(indicator.source.as_ref()));
            let text = format!("{}: {raw}", value.span);
            doubts.push(SumDoubt {
                place,
                kind: DoubtKind::LeftOver,
                text,
                reading: String::new(),
                others: Vec::new(),
            });
        }
    }
    doubts
}

/// The target of a longer period and those of its quarters, where these are not it together: all of them, or
/// some that already come to more.
fn contradicted(indicator: &DraftIndicator, whole: &DraftValue) -> Option<(Number, Vec<Number>)> {
    let number = |value: &DraftValue| match &value.target.as_ref()?.value {
        TargetValue::Number(number) => Some(*number),
        _ => None,
    };
    let (wanted, count) = (number(whole)?, whole.span.quarters().count());
    (count > 1).then_some(())?;
    let parts: Vec<Number> = inside(&indicator.values, whole).filter_map(number).collect();
    let together = rule(indicator).over(&parts)?;
    let all = parts.len() == count || (parts.len() > 1 && wanted < together);
    (all && wanted != together).then_some((wanted, parts))
}

/// The rule by which the targets of quarters make that of the longer period, where they do not add up to it:
/// 10, 20, 30 and 40 of a year with 40.
fn other_rule(indicator: &DraftIndicator) -> Option<Aggregation> {
    let sums = indicator.aggregation == Aggregation::Sum && !checks::is_averaged(indicator);
    let rule_of = |whole: &DraftValue| {
        let (wanted, parts) = contradicted(indicator, whole)?;
        let rules = [Aggregation::Last, Aggregation::Max, Aggregation::Mean];
        rules.into_iter().find(|rule| is_made(wanted, *rule, &parts))
    };
    indicator.values.iter().filter(|_| sums).find_map(rule_of)
}

fn long_targets(indicator: &DraftIndicator) -> Vec<SumDoubt> {
    let check = |whole: &DraftValue| {
        let target = whole.target.as_ref()?;
        let (wanted, parts) = contradicted(indicator, whole)?;
        let together = rule(indicator).over(&parts)?;
        (!Aggregation::ALL.into_iter().any(|rule| is_made(wanted, rule, &parts))).then_some(())?;
        Some(SumDoubt {
            place: place_of(indicator.source.as_ref()),
            kind: DoubtKind::Reading,
            text: target.raw.clone(),
            reading: target.raw.clone(),
            others: vec![together.made_of(parts)],
        })
    };
    indicator.values.iter().filter_map(check).collect()
}

/// How values of several quarters become one. Percentages are never added.
fn rule(indicator: &DraftIndicator) -> Aggregation {
    match indicator.aggregation {
        Aggregation::Sum if unit::is_percentage(indicator.unit.as_deref(), &indicator.name) => {
            Aggregation::Mean
        }
        rule => rule,
    }
}

/// Whether a number is made of others by a rule; a mean is printed rounded.
fn is_made(whole: Number, rule: Aggregation, parts: &[Number]) -> bool {
    let printed = |number: Number| if rule == Aggregation::Mean { number.0.round_dp(1) } else { number.0 };
    rule.over(parts).is_some_and(|made| printed(made) == printed(whole))
}
