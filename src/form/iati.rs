//! A plan's results in the format of the International Aid Transparency Initiative, version 2.03, for the systems
//! of donors. Measures become results, indicators indicators, quarters periods; no figure is calculated again.

use std::fmt::Write as _;

use crate::domain::{
    Comparator, FactValue, Indicator, IndicatorId, Node, NodeId, Number, Plan, Span, TargetValue,
};

/// The version of the standard.
const VERSION: &str = "2.03";
/// The code list of organisations: a public body.
const PUBLIC_BODY: &str = "10";
/// The standard's codes for the kind of an indicator: a number or an amount, a percentage, words.
const UNIT: &str = "1";
const PERCENTAGE: &str = "2";
const QUALITATIVE: &str = "5";

/// What the standard requires and a plan does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IatiPublisher {
    /// The identifier of the organisation, such as `UA-EDR-12345678`.
    pub organisation: String,
}

/// The results of a plan as XML.
pub fn export(plan: &Plan, publisher: &IatiPublisher) -> String {
    let mut xml = Xml::default();
    xml.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.element("iati-activities", &[("version", VERSION)], |xml| activity(xml, plan, publisher));
    xml.out
}

fn activity(xml: &mut Xml, plan: &Plan, publisher: &IatiPublisher) {
    let (header, own) = (plan.header(), publisher.organisation.as_str());
    let closed = header.period.quarters().all(|quarter| plan.hold(quarter).is_some());
    xml.element("iati-activity", &[("default-currency", "UAH"), ("xml:lang", "uk")], |xml| {
        xml.text("iati-identifier", &[], &format!("{own}-{}", header.slug));
        xml.element("reporting-org", &[("ref", own), ("type", PUBLIC_BODY)], |xml| {
            xml.narrative(&header.organisation);
        });
        xml.element("title", &[], |xml| xml.narrative(&header.title));
        xml.element("description", &[("type", "1")], |xml| {
            let preamble = header.preamble.join("\n");
            xml.narrative(if preamble.is_empty() { &header.title } else { &preamble });
        });
        let role = [("ref", own), ("role", "4"), ("type", PUBLIC_BODY)];
        xml.element("participating-org", &role, |xml| xml.narrative(&header.organisation));
        // Under way, or finalised where every quarter was handed in.
        xml.empty("activity-status", &[("code", if closed { "3" } else { "2" })]);
        let [first, last] =
            [header.period.first.first_day(), header.period.last.last_day()].map(|day| day.to_string());
        xml.empty("activity-date", &[("type", "1"), ("iso-date", &first)]);
        xml.empty("activity-date", &[("type", "3"), ("iso-date", &last)]);
        xml.empty("recipient-country", &[("code", "UA"), ("percentage", "100")]);
        plan.measures().for_each(|(id, measure)| result(xml, plan, id, measure));
    });
}

/// Writes a measure. One without indicators is left out, because the standard has nothing for it.
fn result(xml: &mut Xml, plan: &Plan, id: NodeId, measure: &Node) {
    if plan.indicators(id).next().is_none() {
        return;
    }
    xml.element("result", &[("type", "1"), ("aggregation-status", "0")], |xml| {
        let title = format!("{} {}", plan.address(id), measure.title);
        xml.element("title", &[], |xml| xml.narrative(title.trim()));
        if let Some(objective) = &measure.objective {
            xml.element("description", &[], |xml| xml.narrative(objective));
        }
        for (id, shown) in plan.indicators(id) {
            indicator(xml, plan, id, shown, measure);
        }
    });
}

/// The kind of an indicator: words where any of its values is not a number.
fn measured(plan: &Plan, id: IndicatorId, indicator: &Indicator) -> &'static str {
    let numeric_targets =
        plan.targets(id).all(|(_, _, target)| matches!(target.value, TargetValue::Number(_)));
    let numeric_facts =
        plan.facts(id).all(|(_, _, fact)| fact.value == FactValue::None || fact.value.number().is_some());
    match indicator.unit.as_deref().map(str::trim) {
        _ if !numeric_targets || !numeric_facts => QUALITATIVE,
        Some("%" | "відсоток" | "відсотків") => PERCENTAGE,
        _ => UNIT,
    }
}

fn indicator(xml: &mut Xml, plan: &Plan, id: IndicatorId, indicator: &Indicator, node: &Node) {
    let measure = measured(plan, id, indicator);
    let ascending = if indicator.comparator == Comparator::AtMost { "0" } else { "1" };
    xml.element("indicator", &[("measure", measure), ("ascending", ascending)], |xml| {
        let unit = indicator.unit.as_deref().filter(|unit| !unit.is_empty());
        // A deed has no name, so it gets the title of its measure.
        let name = if indicator.name.is_empty() { &node.title } else { &indicator.name };
        let title = unit.map_or_else(|| name.clone(), |unit| format!("{name} ({unit})"));
        xml.element("title", &[], |xml| xml.narrative(&title));
        if let Some(baseline) = indicator.baseline.filter(|_| measure != QUALITATIVE) {
            let before = plan.header().period.first.first_day().year() - 1;
            let (year, value) = (before.to_string(), baseline.to_string());
            xml.empty("baseline", &[("year", &year), ("value", &value)]);
        }
        let mut spans: Vec<Span> = plan
            .targets(id)
            .filter(|(_, who, _)| who.is_none())
            .map(|(span, ..)| span)
            .chain(
                plan.facts(id).filter(|(_, who, _)| who.is_none()).map(|(quarter, ..)| Span::single(quarter)),
            )
            .collect();
        spans.sort_unstable_by_key(|span| (span.first, span.last));
        spans.dedup();
        spans.into_iter().for_each(|span| period(xml, plan, id, span, measure));
    });
}

fn period(xml: &mut Xml, plan: &Plan, id: IndicatorId, span: Span, measure: &str) {
    let target = plan.target(id, span, None);
    let fact =
        Some(span.first).filter(|first| *first == span.last).and_then(|quarter| plan.fact(id, quarter, None));
    xml.element("period", &[], |xml| {
        let [start, end] = [span.first.first_day(), span.last.last_day()].map(|day| day.to_string());
        xml.empty("period-start", &[("iso-date", &start)]);
        xml.empty("period-end", &[("iso-date", &end)]);
        if let Some(target) = target {
            let number = match target.value {
                TargetValue::Number(number) => Some(number),
                _ => None,
            };
            value(xml, "target", measure, number, &target.raw);
        }
        if let Some(fact) = fact.filter(|fact| fact.value != FactValue::None || !fact.note.is_empty()) {
            let number = fact.value.number();
            let words = [fact.raw.as_str(), fact.note.as_str()];
            let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
            value(xml, "actual", measure, number, &words.join("; "));
        }
    });
}

/// Writes a value: its number, unless it is one of words, and the words.
fn value(xml: &mut Xml, name: &str, measure: &str, number: Option<Number>, words: &str) {
    let number = number.filter(|_| measure != QUALITATIVE).map(|number| number.to_string());
    let attributes: Vec<(&str, &str)> = number.iter().map(|number| ("value", number.as_str())).collect();
    // The standard has no place for a note without a number.
    if attributes.is_empty() && (words.is_empty() || measure != QUALITATIVE) {
        return;
    }
    xml.element(name, &attributes, |xml| {
        if number.as_deref() != Some(words) && !words.is_empty() {
            xml.element("comment", &[], |xml| xml.narrative(words));
        }
    });
}

/// XML, indented.
#[derive(Default)]
struct Xml {
    out: String,
    depth: usize,
}

impl Xml {
    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let indent = "  ".repeat(self.depth);
        self.out.push_str(&indent);
        // Writing to memory cannot fail.
        let _ = write!(self.out, "<{name}");
        for (name, value) in attributes {
            let _ = write!(self.out, " {name}=\"{}\"", escaped(value));
        }
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.out.push_str("/>\n");
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        self.out.push_str(">\n");
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        let indent = "  ".repeat(self.depth);
        let _ = writeln!(self.out, "{indent}</{name}>");
    }

    fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        let _ = writeln!(self.out, ">{}</{name}>", escaped(text));
    }

    fn narrative(&mut self, text: &str) {
        self.text("narrative", &[], text);
    }
}

/// A text without characters that have a meaning in XML, or that XML forbids.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(letter),
            control if control.is_control() => {}
            '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
#[path = "iati_tests.rs"]
mod tests;
