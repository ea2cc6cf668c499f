//! The rules of the IATI 2.03 schema for the elements that are written.

use roxmltree::{Document, Node as Element};

use super::*;
use crate::{
    domain::{Command, Context, IdSource, PlanId, decide},
    form::exchange,
};

/// The children of an element in their order: the name, the least number, and whether there may be several.
type Children = &'static [(&'static str, usize, bool)];
/// An element: its name, its required and its optional attributes, and its children.
type Rule = (&'static str, &'static [&'static str], &'static [&'static str], Children);

const RULES: &[Rule] = &[
    ("iati-activities", &["version"], &["generated-datetime"], &[("iati-activity", 1, true)]),
    (
        "iati-activity",
        &[],
        &["default-currency", "lang", "humanitarian", "hierarchy", "last-updated-datetime"],
        &[
            ("iati-identifier", 1, false),
            ("reporting-org", 1, false),
            ("title", 1, false),
            ("description", 1, true),
            ("participating-org", 1, true),
            ("activity-status", 1, false),
            ("activity-date", 1, true),
            ("recipient-country", 0, true),
            ("result", 0, true),
        ],
    ),
    ("iati-identifier", &[], &[], &[]),
    ("reporting-org", &["ref", "type"], &["secondary-reporter"], &[("narrative", 1, true)]),
    ("description", &[], &["type"], &[("narrative", 1, true)]),
    ("participating-org", &["role"], &["ref", "type", "activity-id"], &[("narrative", 0, true)]),
    ("activity-status", &["code"], &[], &[]),
    ("activity-date", &["type", "iso-date"], &[], &[("narrative", 0, true)]),
    ("recipient-country", &["code"], &["percentage"], &[("narrative", 0, true)]),
    (
        "result",
        &["type"],
        &["aggregation-status"],
        &[("title", 1, false), ("description", 0, false), ("indicator", 1, true)],
    ),
    (
        "indicator",
        &["measure"],
        &["ascending", "aggregation-status"],
        &[("title", 1, false), ("description", 0, false), ("baseline", 0, true), ("period", 0, true)],
    ),
    ("title", &[], &[], &[("narrative", 1, true)]),
    ("baseline", &["year"], &["iso-date", "value"], &[("comment", 0, false)]),
    (
        "period",
        &[],
        &[],
        &[("period-start", 1, false), ("period-end", 1, false), ("target", 0, true), ("actual", 0, true)],
    ),
    ("period-start", &["iso-date"], &[], &[]),
    ("period-end", &["iso-date"], &[], &[]),
    ("target", &[], &["value"], &[("comment", 0, true)]),
    ("actual", &[], &["value"], &[("comment", 0, true)]),
    ("comment", &[], &[], &[("narrative", 1, true)]),
    ("narrative", &[], &["lang"], &[]),
];

/// The elements whose attributes have codes from a list.
const CODES: &[(&str, &str, &[&str])] = &[
    ("reporting-org", "type", &["10", "11", "15", "21", "40"]),
    ("participating-org", "role", &["1", "2", "3", "4"]),
    ("activity-status", "code", &["1", "2", "3", "4", "5", "6"]),
    ("activity-date", "type", &["1", "2", "3", "4"]),
    ("description", "type", &["1", "2", "3", "4"]),
    ("result", "type", &["1", "2", "3", "9"]),
    ("result", "aggregation-status", &["0", "1", "true", "false"]),
    ("indicator", "measure", &["1", "2", "3", "4", "5"]),
    ("indicator", "ascending", &["0", "1", "true", "false"]),
];

fn check(element: Element<'_, '_>) {
    let name = element.tag_name().name();
    let (_, must, may, children) =
        RULES.iter().find(|rule| rule.0 == name).unwrap_or_else(|| panic!("{name}"));
    for wanted in *must {
        assert!(element.attribute(*wanted).is_some_and(|value| !value.is_empty()), "{name} lacks {wanted}");
    }
    for attribute in element.attributes() {
        let own = attribute.name();
        assert!(must.contains(&own) || may.contains(&own), "{name} has no {own}");
        if own == "iso-date" {
            attribute.value().parse::<jiff::civil::Date>().unwrap();
        }
        if own == "value" {
            attribute.value().parse::<rust_decimal::Decimal>().unwrap();
        }
    }
    for (_, attribute, codes) in CODES.iter().filter(|(owner, ..)| *owner == name) {
        assert!(
            element.attribute(*attribute).is_none_or(|value| codes.contains(&value)),
            "{name} {attribute}"
        );
    }
    let inside: Vec<_> = element.children().filter(Element::is_element).collect();
    let place = |child: &Element<'_, '_>| {
        let own = child.tag_name().name();
        children.iter().position(|(known, ..)| *known == own).unwrap_or_else(|| panic!("{own} in {name}"))
    };
    let places: Vec<usize> = inside.iter().map(place).collect();
    assert!(places.is_sorted(), "the order in {name}");
    for (at, (child, least, many)) in children.iter().enumerate() {
        let count = places.iter().filter(|place| **place == at).count();
        assert!(count >= *least && (*many || count <= 1), "{count} of {child} in {name}");
    }
    // A measure in words has no numbers, any other has them.
    if name == "indicator" {
        let in_words = element.attribute("measure") == Some("5");
        let values = element.descendants().filter(|e| e.has_tag_name("target") || e.has_tag_name("actual"));
        values.for_each(|value| assert_eq!(value.attribute("value").is_none(), in_words, "{value:?}"));
    }
    if name == "narrative" {
        assert!(element.text().is_some_and(|text| !text.trim().is_empty()), "an empty narrative");
    }
    inside.into_iter().for_each(check);
}

fn plan(text: &str) -> Plan {
    let mut context = Context { author: "olena".to_owned(), at: 5, ids: IdSource::new(1) };
    let mut plan = Plan::empty(PlanId(7));
    let import = Command::Import(Box::new(exchange::import(text).unwrap()));
    let change = decide(&plan, &import, &mut context).unwrap();
    plan.apply(&change);
    plan
}

#[test]
fn what_is_written_follows_the_schema() {
    let publisher = IatiPublisher { organisation: "UA-EDR-12345678".to_owned() };
    for text in [include_str!("../cli/sample.json"), include_str!("../../tests/cli/plan.json")] {
        let plan = plan(text);
        let xml = export(&plan, &publisher);
        let document = Document::parse(&xml).unwrap();
        assert_eq!(document.root_element().attribute("version"), Some("2.03"));
        check(document.root_element());
        let results = document.descendants().filter(|element| element.has_tag_name("result")).count();
        let with_indicator = plan.measures().filter(|(id, _)| plan.indicators(*id).next().is_some()).count();
        assert_eq!(results, with_indicator);
    }
}

#[test]
fn every_numeric_value_is_there_as_it_stands() {
    let plan = plan(include_str!("../cli/sample.json"));
    let xml = export(&plan, &IatiPublisher { organisation: "UA-EDR-1".to_owned() });
    let document = Document::parse(&xml).unwrap();
    let written = document.descendants().filter(|element| element.has_tag_name("actual"));
    let written = written.filter(|element| element.attribute("value").is_some()).count();
    let measured = |id: IndicatorId, indicator: &Indicator| measured(&plan, id, indicator) != QUALITATIVE;
    let indicators = plan.measures().flat_map(|(id, _)| plan.indicators(id));
    let facts =
        indicators.filter(|(id, indicator)| measured(*id, indicator)).flat_map(|(id, _)| plan.facts(id));
    assert_eq!(
        written,
        facts.filter(|(_, who, fact)| who.is_none() && fact.value.number().is_some()).count()
    );
}

#[test]
fn texts_are_data() {
    assert_eq!(escaped("a<b> & \"c\"\u{1}"), "a&lt;b&gt; &amp; &quot;c&quot;");
}
