//! The texts of targets, facts and percentages in cells.

use unicode_width::UnicodeWidthStr as _;

use super::Pen;
use crate::{
    app::grid::rows::Division,
    domain::{Assessment, Comparator, FactValue, Indicator, Number, Ratio, Target, TargetValue},
    l10n::{Arg, L10n},
};

/// A target: numbers in the language's format, words as they are.
pub fn target(l10n: &L10n, target: Option<&Target>) -> String {
    match target.map(|t| (&t.value, &t.raw)) {
        None => String::new(),
        Some((TargetValue::Number(n), raw)) => l10n.number(n.as_worded(raw)),
        Some((TargetValue::Compound(parts), _)) => numbers(l10n, parts),
        Some((TargetValue::Date(day), _)) => l10n.date(*day),
        Some((TargetValue::Deed, raw)) if raw.is_empty() => l10n.msg("value-deed").into_owned(),
        Some((_, raw)) => raw.clone(),
    }
}

/// A target after its comparator: `≤ 20`, `= 1`, `10–20`, `10 ± 2`; «не менше» has no sign.
pub fn signed(pen: &Pen<'_>, target_is: Option<&Target>, indicator: Option<&Indicator>) -> String {
    let comparator = indicator.map(|indicator| indicator.comparator).unwrap_or_default();
    let (parts, percent) = match target_is.map(|target| (&target.value, &target.raw)) {
        Some((TargetValue::Number(number), raw)) => (vec![number.as_worded(raw)], true),
        Some((TargetValue::Compound(parts), _)) => (parts.clone(), false),
        _ => return target(pen.l10n, target_is),
    };
    let words: Vec<String> = parts.iter().map(|part| pen.l10n.number(*part)).collect();
    let unit = indicator.and_then(|indicator| indicator.unit.as_deref());
    let unit = if percent && unit.is_some_and(|unit| unit.trim() == "%") { " %" } else { "" };
    let sign = comparator_sign(pen, comparator);
    match (comparator, words.as_slice()) {
        (Comparator::Between, [low, high]) => format!("{low}{}{high}", pen.theme.sign("–", "-")),
        (Comparator::Within, [middle, by]) => format!("{middle} {} {by}", pen.theme.sign("±", "+-")),
        _ if sign.is_empty() => format!("{}{unit}", words.join("/")),
        _ => format!("{sign} {}{unit}", words.join("/")),
    }
}

/// A figure as it fits into so many cells: where it is too long, without the blanks between its thousands. A number
/// that is cut is another number: it gives way to an ellipsis, and what stands before it, such as `≤`, remains.
pub fn fitting<'t>(pen: &Pen<'_>, text: &'t str, width: u16) -> std::borrow::Cow<'t, str> {
    let cells = |text: &str| u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
    let figure = text.find(|c: char| c.is_ascii_digit() || c == '−').and_then(|at| text.split_at_checked(at));
    let figure = figure.filter(|(_, figure)| !figure.contains(char::is_alphabetic));
    let Some((before, _)) = figure.filter(|_| cells(text) > width) else { return text.into() };
    let dense = text.replace('\u{a0}', "");
    if cells(&dense) <= width {
        return dense.into();
    }
    let ellipsis = pen.theme.sign("…", "..");
    let marked = format!("{before}{ellipsis}");
    if cells(&marked) <= width { marked.into() } else { ellipsis.into() }
}

/// The sign before the number; none for comparators without one.
pub const fn comparator_sign(pen: &Pen<'_>, comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::AtMost => pen.theme.sign("≤", "<="),
        Comparator::Equal => "=",
        Comparator::AtLeast | Comparator::Between | Comparator::Within => "",
    }
}

/// The target that the assessment used; one of a longer span is marked as such.
pub fn planned(pen: &Pen<'_>, judged: Option<&Assessment>, indicator: Option<&Indicator>) -> String {
    let Some((judged, held)) = judged.and_then(|judged| Some((judged, judged.target.as_ref()?))) else {
        return String::new();
    };
    let shown = signed(pen, Some(held), indicator);
    let figure = matches!(held.value, TargetValue::Number(_) | TargetValue::Compound(_));
    if judged.span.as_single().is_some() || !figure {
        return shown;
    }
    pen.l10n.of_span(judged.span, &shown)
}

/// The comparator and aggregation of an indicator in words: «осіб · не менше плану · сума · базове 180».
pub fn rule(l10n: &L10n, indicator: &Indicator) -> String {
    let named =
        |family: &str, name: &str| l10n.msg(&format!("{family}-{}", name.replace('_', "-"))).into_owned();
    let mut parts: Vec<String> = Vec::new();
    parts.extend(indicator.unit.clone().filter(|unit| !unit.trim().is_empty()));
    parts.push(named("comparator", indicator.comparator.name()));
    parts.push(named("aggregation", indicator.aggregation.name()));
    if let Some(baseline) = indicator.baseline {
        parts.push(l10n.msg_with("value-baseline", &[("value", Arg::Text(&l10n.number(baseline)))]));
    }
    parts.join(" · ")
}

/// The name of an indicator with its rule in `width` cells; if they do not suffice, the name is cut.
pub fn named_rule(pen: &Pen<'_>, indicator: &Indicator, width: u16) -> String {
    let rule = rule(pen.l10n, indicator);
    let room = width.saturating_sub(u16::try_from(rule.chars().count() + 3).unwrap_or(u16::MAX));
    if indicator.name.is_empty() || room < 8 {
        return rule;
    }
    format!("{} · {rule}", super::pen::cut(&indicator.name, room, pen.theme.sign("…", ".")))
}

/// As [`named_rule`], with the rule at the right edge. Most rules are alike, and what stays at its place need not be sent
/// again when the cursor moves.
pub fn aligned_rule(pen: &Pen<'_>, indicator: &Indicator, width: u16) -> String {
    let text = named_rule(pen, indicator, width);
    let gap = usize::from(width).saturating_sub(text.width());
    let rule = rule(pen.l10n, indicator);
    let name = text.strip_suffix(&rule).unwrap_or_default().trim_end_matches(" · ");
    let gap = if name.is_empty() { gap } else { gap + " · ".width() };
    format!("{name}{:gap$}{rule}", "")
}

/// The relation of a total to its parts in words; none without parts.
pub fn division(l10n: &L10n, division: Division) -> Option<String> {
    let number = |number: Number| l10n.number(number);
    Some(match division {
        Division::NoParts => return None,
        Division::NotAdding => l10n.msg("parts-do-not-add").into_owned(),
        Division::Follows(sum) => l10n.msg_with("parts-make-total", &[("sum", Arg::Text(&number(sum)))]),
        Division::Entered(total, sum) => {
            let left = total.minus(sum);
            let args = [("total", number(total)), ("sum", number(sum)), ("left", number(left))];
            let args: Vec<(&str, Arg<'_>)> =
                args.iter().map(|(name, text)| (*name, Arg::Text(text))).collect();
            l10n.msg_with("parts-of-entered-total", &args)
        }
    })
}

/// A fact: numbers in the language's format, words as they are.
pub fn fact(l10n: &L10n, value: &FactValue, raw: &str) -> String {
    match value {
        FactValue::None => String::new(),
        FactValue::Number(n) => l10n.number(n.as_worded(raw)),
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

/// A ratio as an integer percentage.
pub fn percent(l10n: &L10n, ratio: Option<Ratio>) -> String {
    ratio.map(|r| l10n.percent(r.percent())).unwrap_or_default()
}
