//! Targets, facts and notes as text. The wording of the document is kept where it still means the value; otherwise
//! the value is written out. A blank is an empty text, neither zero nor "no occasion".

use crate::{
    document::CellValue,
    domain::{
        Aggregation, Comparator, Fact, FactValue, Gap, GapWords, Indicator, IndicatorId, Number, PerformerId,
        Quarter, Span, SpanWords, Target, TargetValue, unit,
    },
    form::{
        labels::labels,
        recognise::condition::condition_in,
        typed::{ValueContext, fact, target},
        words::{is_usual_label, key, words},
    },
    text::{
        day::in_digits,
        normal::{squeeze, squeeze_lines},
    },
};

use super::{LayoutContext, title};

/// A line of a value's cell.
pub struct ValueLine {
    /// What is printed.
    pub text: String,
    /// Whether it is a number or a compound.
    pub is_numeric: bool,
    /// The number, where the line consists of one.
    number: Option<Number>,
}

impl ValueLine {
    fn new(text: String) -> Self {
        let number = Number::parse(&text);
        let is_numeric = text.starts_with(|c: char| c.is_ascii_digit() || "-−≥≤".contains(c));
        Self { text, is_numeric, number }
    }

    fn labelled(self, label: &str) -> Self {
        if label.is_empty() { self } else { Self::new(format!("{label}: {}", self.text)) }
    }
}

/// The number of a cell that consists of one.
pub fn only_number(lines: &[ValueLine]) -> Option<CellValue> {
    match lines {
        [one] => one.number.map(|number| CellValue::Number(number.0)),
        _ => None,
    }
}

/// The labelled lines about an indicator below its name.
pub fn about(indicator: &Indicator) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(unit) = indicator.unit.as_deref().filter(|unit| !stands_beside_numbers(unit)) {
        lines.push(format!("{}: {}", labels().unit, squeeze(unit)));
    }
    if let Some(baseline) = indicator.baseline {
        lines.push(format!("{}: {}", labels().baseline, decimal(baseline)));
    }
    lines.extend(indicator.about.iter().map(|(header, text)| {
        let line = format!("{}: {}", squeeze(header), squeeze(text));
        if is_usual_label(header) { line } else { format!("{}: {line}", labels().further) }
    }));
    lines
}

/// Whether a unit may be written after a number («8 %»).
fn stands_beside_numbers(unit: &str) -> bool {
    words().units.contains(&key(unit))
}

/// The targets of an indicator for the report: the total, the parts of performers, and those for longer spans.
pub fn targets(scene: &LayoutContext<'_>, id: IndicatorId) -> Vec<ValueLine> {
    let Some(indicator) = scene.plan.indicator(id) else { return Vec::new() };
    let own = Span::single(scene.quarter);
    let report = scene.options.span;
    let overlaps = |span: Span| span.first <= report.last && report.first <= span.last;
    let all = scene.plan.targets(id).filter(|(span, ..)| overlaps(*span));
    let mut all: Vec<(Span, Option<PerformerId>, &Target)> =
        all.filter(|(_, who, _)| is_printed(scene, id, *who)).collect();
    let order = order(scene, id, all.iter().map(|(_, who, _)| *who));
    all.sort_by_key(|(span, who, _)| (*span != own, span.first, place(&order, *who)));
    let lines = all.into_iter().filter_map(|(span, who, target)| {
        let line = ValueLine::new(target_text(scene, indicator, target)?);
        Some(line.labelled(&label(scene, who, (span != own).then_some(span))))
    });
    lines.collect()
}

/// The facts of an indicator: the total and the parts of performers. The sum so far of a longer target is added, so
/// that the paper does not show less than the screen; alone where the quarter has no fact.
pub fn facts(scene: &LayoutContext<'_>, id: IndicatorId) -> Vec<ValueLine> {
    let mut lines = of_facts(scene, id, |who, fact| {
        let text = fact_text(scene.plan.indicator(id), fact);
        match so_far(scene, id, who) {
            Some(sum) if !text.is_empty() => format!("{text}, {sum}"),
            _ => text,
        }
    });
    let reported = scene.plan.fact(id, scene.quarter, None).is_some_and(Fact::is_reported);
    if !reported && !scene.options.blank && is_printed(scene, id, None) {
        lines.splice(..0, so_far(scene, id, None).map(ValueLine::new));
    }
    lines
}

/// The sum of a longer target up to the quarter, in words; none in the first quarter of the target.
fn so_far(scene: &LayoutContext<'_>, id: IndicatorId, who: Option<PerformerId>) -> Option<String> {
    let indicator = scene.plan.indicator(id)?;
    let adds = indicator.aggregation == Aggregation::Sum && !indicator.is_percentage();
    if !adds || scene.options.span.as_single().is_none() {
        return None;
    }
    let longer = scene.plan.targets(id).filter(|(span, of, target)| {
        *of == who
            && span.first < scene.quarter
            && span.contains(scene.quarter)
            && matches!(target.value, TargetValue::Number(_))
    });
    let first = longer.map(|(span, ..)| span.first).min()?;
    let sum = scene.plan.gathered(id, Span { first, last: scene.quarter }, who).value.number()?;
    let begins = scene.plan.header().year_start == first.first_month();
    let since = if begins { &labels().since_year_began } else { &labels().since_span_began };
    Some(format!("{since} {}", decimal(sum)))
}

/// The words of a report over several quarters.
pub struct ReportWords(pub Span);

impl SpanWords for ReportWords {
    fn quarter(&self, quarter: Quarter) -> String {
        title::quarter(quarter, self.0)
    }

    fn gap(&self, gap: &Gap) -> GapWords {
        let words = labels();
        let none = |reason: String| GapWords { value: words.no_value.clone(), reason };
        match gap {
            Gap::Added => none(words.not_added.clone()),
            Gap::Mixed => none(words.not_all_shares.clone()),
            Gap::Missing(have, of) => {
                let [before, between] = &words.reported_of;
                none(format!("{before} {have} {between} {of}"))
            }
            Gap::Stale(quarter, older) => GapWords {
                value: format!("({}, {})", plain_fact(older), self.quarter(*quarter)),
                reason: String::new(),
            },
        }
    }
}

/// The notes of an indicator: a line for each of theirs.
pub fn notes(scene: &LayoutContext<'_>, id: IndicatorId) -> Vec<ValueLine> {
    let notes = of_facts(scene, id, |_, fact| squeeze_lines(&fact.note));
    notes.iter().flat_map(|note| note.text.lines()).map(|line| ValueLine::new(line.to_owned())).collect()
}

fn of_facts(
    scene: &LayoutContext<'_>,
    id: IndicatorId,
    text: impl Fn(Option<PerformerId>, &Fact) -> String,
) -> Vec<ValueLine> {
    if scene.options.blank {
        return Vec::new();
    }
    let all = scene
        .plan
        .facts(id)
        .filter(|(quarter, who, _)| *quarter == scene.quarter && is_printed(scene, id, *who));
    let mut all: Vec<(Option<PerformerId>, String)> =
        all.map(|(_, who, fact)| (who, text(who, fact))).collect();
    all.retain(|(_, text)| !text.is_empty());
    let order = order(scene, id, all.iter().map(|(who, _)| *who));
    all.sort_by_key(|(who, _)| place(&order, *who));
    all.into_iter().map(|(who, text)| ValueLine::new(text).labelled(&label(scene, who, None))).collect()
}

/// The performers who have parts in an indicator, in the order in which parts are shown.
fn order(
    scene: &LayoutContext<'_>,
    id: IndicatorId,
    parts: impl Iterator<Item = Option<PerformerId>>,
) -> Vec<PerformerId> {
    scene.plan.named_first(scene.plan.measure_of(id), parts.flatten())
}

/// The place of a part in this order, after the total.
fn place(order: &[PerformerId], who: Option<PerformerId>) -> usize {
    who.map_or(0, |who| 1 + order.iter().position(|other| *other == who).unwrap_or(order.len()))
}

/// Whether a part is printed. A performer's copy has his own part, or the total where there is none.
fn is_printed(scene: &LayoutContext<'_>, id: IndicatorId, who: Option<PerformerId>) -> bool {
    match (scene.options.performer, who) {
        (None, _) => true,
        (Some(copy), Some(who)) => copy == who,
        (Some(copy), None) => {
            !scene.plan.targets(id).any(|(span, of, _)| of == Some(copy) && span.contains(scene.quarter))
        }
    }
}

/// The label with the performer and the span; a performer's own copy needs no name.
fn label(scene: &LayoutContext<'_>, who: Option<PerformerId>, span: Option<Span>) -> String {
    let name = who.filter(|who| scene.options.performer != Some(*who));
    let name = name.and_then(|who| scene.plan.performer(who)).map(|performer| squeeze(&performer.name));
    let when = span.map(|span| format!("на {}", title::period(span)));
    name.into_iter().chain(when).collect::<Vec<_>>().join(", ")
}

/// A target as it is printed; in a plan, none for a condition that is already in the indicator's name.
fn target_text(scene: &LayoutContext<'_>, indicator: &Indicator, target: &Target) -> Option<String> {
    let raw = squeeze(&target.raw);
    let unit = indicator.unit.as_deref().filter(|unit| stands_beside_numbers(unit));
    let says_it = target::read(&raw, &held(indicator)).value.is_some_and(|read| {
        read.target.value == target.value
            && read.comparator.unwrap_or_default() == indicator.comparator
            && carries(&raw, indicator, unit)
    });
    let named = || condition_in(&squeeze(&indicator.name)).is_some_and(|named| key(&named.raw) == key(&raw));
    match &target.value {
        TargetValue::Condition if !raw.is_empty() && !scene.reports() && named() => None,
        TargetValue::Condition | TargetValue::Deed if !raw.is_empty() => Some(raw),
        TargetValue::Condition => words().conditions.first().cloned(),
        TargetValue::Deed => Some(labels().deed.clone()),
        _ if says_it => Some(raw),
        TargetValue::Date(day) => Some(in_digits(*day)),
        TargetValue::Number(number) => Some(compared(indicator.comparator, &[*number], unit)),
        TargetValue::Compound(parts) => Some(compared(indicator.comparator, parts, unit)),
    }
}

/// Numbers with the words of their comparator.
fn compared(comparator: Comparator, numbers: &[Number], unit: Option<&str>) -> String {
    let words = labels();
    let figures = match (comparator, numbers) {
        (Comparator::Between, [low, high]) => {
            let [from, to] = &words.between;
            format!("{from} {} {to} {}", decimal(*low), decimal(*high))
        }
        (Comparator::Within, [middle, by]) => {
            format!("{} {} {}", decimal(*middle), words.within, decimal(*by))
        }
        (Comparator::AtMost, many) => format!("{} {}", words.at_most, joined(many)),
        (Comparator::Equal, many) => format!("{} {}", words.equal, joined(many)),
        (_, many) => joined(many),
    };
    unit.map_or_else(|| figures.clone(), |unit| format!("{figures} {unit}"))
}

/// The context in which the wording of an indicator's values is read again.
fn held(indicator: &Indicator) -> ValueContext<'_> {
    let (name, unit) = (indicator.name.as_str(), indicator.unit.as_deref());
    ValueContext { name, unit: unit.filter(|unit| !unit.trim().is_empty()), ..ValueContext::default() }
}

/// Whether the unit in a wording is the indicator's, or is missing where the indicator has none that is printed.
fn carries(raw: &str, indicator: &Indicator, beside: Option<&str>) -> bool {
    let alone = ValueContext { name: &indicator.name, ..ValueContext::default() };
    let written = target::read(raw, &alone).value.and_then(|read| read.unit);
    match (written, held(indicator).unit) {
        (Some(written), Some(own)) => unit::factor(&written, own) == Some(rust_decimal::Decimal::ONE),
        (Some(_), None) => true,
        (None, _) => beside.is_none(),
    }
}

/// A fact as it is printed.
fn fact_text(indicator: Option<&Indicator>, fact: &Fact) -> String {
    let raw = squeeze(&fact.raw);
    let says = |indicator: &Indicator| {
        let read = fact::in_document(&raw, &held(indicator)).value.value;
        let same = match (read, &fact.value) {
            (Some((FactValue::Number(worded), _)), FactValue::Number(exact)) => exact.is_worded_as(worded),
            (Some((read, _)), value) => read == *value,
            (None, _) => false,
        };
        same && carries(&raw, indicator, None)
    };
    let says_it = indicator.is_some_and(says);
    match &fact.value {
        FactValue::None => String::new(),
        FactValue::Text => raw,
        _ if says_it => raw,
        FactValue::Number(number) => decimal(*number),
        FactValue::Compound(parts) => joined(parts),
        FactValue::Share(part, whole) => joined(&[*part, *whole]),
        FactValue::Done => labels().done.clone(),
        FactValue::NoOccasion => labels().no_occasion.clone(),
        FactValue::Date(day) => in_digits(*day),
    }
}

/// A fact's value without its wording.
pub fn plain_fact(value: &FactValue) -> String {
    fact_text(None, &Fact { value: value.clone(), raw: String::new(), note: String::new() })
}

/// The figures of a target, else its wording.
pub fn plain_target(target: &Target) -> String {
    match &target.value {
        TargetValue::Number(number) => decimal(*number),
        TargetValue::Compound(parts) => joined(parts),
        TargetValue::Date(day) => in_digits(*day),
        TargetValue::Condition | TargetValue::Deed => squeeze(&target.raw),
    }
}

fn joined(numbers: &[Number]) -> String {
    numbers.iter().map(|number| decimal(*number)).collect::<Vec<_>>().join("/")
}

/// A number with a decimal comma.
fn decimal(number: Number) -> String {
    // Entered numbers have at most six decimals; a mean with more is rounded to two.
    let made = number.0.normalize().scale() > Number::DECIMALS;
    if made { number.rounded(2).worded() } else { number.worded() }
}
