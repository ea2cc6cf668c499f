//! The recogniser over the report among the samples: figures only, none of its text.

use std::fs;

use jiff::civil::date;
use kvartal::{
    document,
    domain::{
        Command, Context, FactValue, FindingKind, IdSource, Level, Number, Plan, PlanId, Quarter, Scope,
        Span, TargetValue, decide,
        draft::{Draft, DraftEvidence, DraftNode, DraftValue},
    },
    form::{Options, built_in, exchange, recognise},
};

use super::{
    drafts::{nodes, of_level, placeless},
    reading::sample_of,
};

const REPORT: &str = "002-zhytomyr-zvit-2023-q4";

/// The draft of a sample document.
fn sample(path: &str) -> Draft {
    sample_of(path, "quarterly-report")
}

fn value(node: &DraftNode) -> &DraftValue {
    &node.indicators[0].values[0]
}

fn code(node: &DraftNode) -> &str {
    node.code.as_deref().unwrap_or("none")
}

fn sum(numbers: impl Iterator<Item = Number>) -> String {
    numbers.fold(Number::ZERO, Number::plus).to_string()
}

/// The figures that were calculated by hand.
fn figures(draft: &Draft) {
    let count = |level| of_level(draft, level).len();
    assert_eq!([Level::Goal, Level::Task, Level::Subtask, Level::Measure].map(count), [4, 9, 0, 42]);
    let measures = of_level(draft, Level::Measure);
    assert!(measures.iter().all(|m| m.indicators.len() == 1 && m.indicators[0].values.len() == 1));
    assert!(measures.iter().all(|m| !m.indicators[0].name.is_empty() && !m.title.is_empty()));
    let targets = || measures.iter().map(|m| value(m).target.as_ref().map(|target| &target.value));
    let number = |target: Option<&TargetValue>| match target {
        Some(TargetValue::Number(number)) => Some(*number),
        _ => None,
    };
    assert_eq!(targets().filter_map(number).count(), 24);
    assert_eq!(sum(targets().filter_map(number)), "101");
    assert_eq!(targets().filter(|t| matches!(t, Some(TargetValue::Condition))).count(), 17);
    assert_eq!(targets().filter(Option::is_none).count(), 1);
    let fact = |m: &&DraftNode| match value(m).fact {
        Some((FactValue::Number(number), _)) => Some(number),
        _ => None,
    };
    let planned = |m: &&&DraftNode| number(value(m).target.as_ref().map(|t| &t.value)).is_some();
    assert_eq!(measures.iter().filter_map(fact).count(), 26);
    assert_eq!(sum(measures.iter().filter_map(fact)), "261");
    assert_eq!(sum(measures.iter().filter(planned).filter_map(fact)), "253");
    assert_eq!(measures.iter().filter(|m| matches!(value(m).fact, Some((FactValue::Text, _)))).count(), 16);
    assert_eq!(measures.iter().filter(|m| !value(m).note.is_empty()).count(), 1);
    evidence_figures(&measures);
}

fn evidence_figures(measures: &[&DraftNode]) {
    let evidence: Vec<&DraftEvidence> = measures.iter().flat_map(|m| &m.evidence).collect();
    assert_eq!(evidence.iter().map(|e| e.dates.len()).sum::<usize>(), 98);
    assert_eq!(evidence.iter().filter(|e| !e.dates.is_empty()).count(), 77);
    assert_eq!(evidence.iter().filter(|e| e.dates.is_empty()).count(), 5);
    assert!(evidence.iter().all(|e| !e.text.is_empty() && e.source.is_some()));
    assert!(evidence.iter().all(|e| e.quarter.is_some() == e.dates.is_empty()));
    let units: std::collections::BTreeSet<_> = evidence.iter().filter_map(|e| e.performer.as_ref()).collect();
    assert_eq!(units.len(), 3);
    assert!(units.iter().all(|unit| !unit.ends_with(':')));
    assert_eq!(evidence.iter().filter(|e| e.place.is_some()).count(), 6);
}

fn head(draft: &Draft) {
    assert_eq!(draft.period, Span::single(Quarter::parse("2023Q4").unwrap()));
    let approval = draft.approval.as_ref().unwrap();
    assert_eq!(approval.heading, "ЗАТВЕРДЖЕНО");
    assert_eq!((approval.role.split(' ').count(), approval.name.split(' ').count()), (11, 2));
    assert_eq!(approval.date, Some(date(2024, 1, 1)));
    assert!(draft.title.starts_with("Звіт по виконанню плану заходів"), "{}", draft.title);
    assert!(draft.title.ends_with("за IV квартал 2023 року"), "{}", draft.title);
    assert!(draft.title.contains(&draft.organisation));
    assert_eq!(draft.organisation.split(' ').count(), 9);
    assert_eq!(draft.preamble, Vec::<String>::new());
    let signatures: Vec<_> = draft.signatures.iter().map(|s| (s.heading.as_str(), s.date)).collect();
    assert_eq!(signatures, [("", None), ("Ознайомлений:", Some(date(2024, 1, 9)))]);
    let words = |text: &str| text.split(' ').count();
    assert!(draft.signatures.iter().all(|s| words(&s.name) == 2 && words(&s.role) >= 5));
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_report_gives_its_plan() {
    for file in ["original.docx", "libreoffice.docx"] {
        let draft = sample(&format!("{REPORT}/{file}"));
        figures(&draft);
        head(&draft);
        let measures = of_level(&draft, Level::Measure);
        let codes: Vec<&str> = measures.iter().map(|m| code(m)).collect();
        assert_eq!((codes[0], codes[41]), ("1.1.1.1", "4.1.1.2"));
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
        let tasks: Vec<&str> = of_level(&draft, Level::Task).into_iter().map(code).collect();
        assert_eq!(tasks, ["1.1", "1.2", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "4.1"]);
        let noted: Vec<&str> =
            measures.iter().filter(|m| !value(m).note.is_empty()).map(|m| code(m)).collect();
        assert_eq!(noted, ["1.2.1.3"]);
        let villages = measures.iter().find(|m| code(m) == "1.1.2.4").unwrap();
        assert!(matches!(value(villages).fact, Some((FactValue::Number(n), _)) if n == Number::from(15)));
        assert_eq!(villages.evidence.iter().map(|e| e.dates.len()).sum::<usize>(), 12);
        let bare = measures.iter().filter(|m| matches!(value(m).fact, Some((FactValue::Number(_), _))));
        let bare = bare.filter(|m| m.evidence.iter().all(|e| e.dates.is_empty()));
        let bare: Vec<&str> = bare.map(|m| code(m)).collect();
        assert_eq!(bare, ["1.1.2.3", "1.2.1.2", "1.2.1.3", "2.1.2.1", "2.1.4.3", "2.1.4.4", "2.2.1.1"]);
        assert_eq!(draft.doubts, []);
    }
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn both_writers_give_the_same_plan() {
    let files = ["original.docx", "libreoffice.docx"].map(|file| sample(&format!("{REPORT}/{file}")));
    let [a, b] = files;
    assert_eq!(placeless(a), placeless(b));
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn a_table_in_three_parts_is_one_plan() {
    let files = [format!("{REPORT}/original.docx"), "edge/split-tables.docx".to_owned()];
    let [whole, split] = files.map(|file| sample(&file));
    assert_eq!(placeless(whole), placeless(split));
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn automatic_numbers_are_codes() {
    let draft = sample("edge/autonumber.docx");
    figures(&draft);
    head(&draft);
    let codes: Vec<&str> = nodes(&draft).into_iter().take(4).map(code).collect();
    assert_eq!(codes, ["1", "1.1", "1.1.1", "1.1.2"]);
    assert_eq!(draft.doubts, []);
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn oddities_of_the_page_are_read_through() {
    for file in ["tracked-changes", "inline-oddities", "strict", "other-prefix"] {
        let draft = sample(&format!("edge/{file}.docx"));
        let measures = of_level(&draft, Level::Measure);
        assert!(measures.len() >= 3 && measures.iter().all(|m| m.code.is_some()), "{file}");
        assert!(measures.iter().all(|m| m.indicators.len() == 1), "{file}");
        head_title(&draft, file);
    }
}

fn head_title(draft: &Draft, file: &str) {
    assert_eq!(draft.period.to_string(), "2023Q4", "{file}");
    assert!(draft.approval.is_some() && !draft.organisation.is_empty(), "{file}");
    assert_eq!(draft.signatures.len(), 2, "{file}");
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn documents_of_other_forms_are_told() {
    for file in ["000-kramatorsk-plan-2022-q1", "003-prava-dytyny-2017-2020", "004-luhansk-turbota-2021"] {
        let path = super::samples().join(file);
        let bytes = fs::read(path.join("original.docx")).unwrap();
        let document = document::read(&bytes, "original.docx").unwrap();
        let error = recognise(&document, &built_in()[..1], &Options::new(date(2030, 5, 5))).unwrap_err();
        let kvartal::form::RecogniseError::NoForm { headers } = error else { panic!("{file}: {error:?}") };
        assert!(headers[0].len() >= 4, "{file}: {headers:?}");
    }
}

/// The plan made from a draft.
fn plan_of(mut draft: Draft) -> Plan {
    draft.slug.get_or_insert_with(|| "zvit-2023q4".to_owned());
    let mut plan = Plan::empty(PlanId(1));
    let mut context = Context { author: "test".into(), at: 0, ids: IdSource::new(1) };
    let change = decide(&plan, &Command::Import(Box::new(draft)), &mut context).unwrap();
    plan.apply(&change);
    plan
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_plan_of_the_report_is_found_as_issued() {
    for file in ["original.docx", "libreoffice.docx"] {
        let draft = sample(&format!("{REPORT}/{file}"));
        let plan = plan_of(draft);
        checked(&plan);
        checked(&plan_of(exchange::import(&exchange::export(&plan)).unwrap()));
    }
}

/// Checks the figures and the findings of the plan.
fn checked(plan: &Plan) {
    let quarter = Quarter::parse("2023Q4").unwrap();
    let tally = plan.tally(Scope::Plan, quarter).unwrap();
    assert_eq!((tally.measures, tally.indicators), (42, 42));
    assert_eq!((tally.targets.numeric, tally.targets.condition, tally.targets.none), (24, 17, 1));
    assert_eq!((tally.facts.numeric, tally.facts.text), (26, 16));
    let sums = [tally.target_sum, tally.fact_sum, tally.fact_sum_on_targets]
        .map(|sum| sum.total().unwrap().to_string());
    assert_eq!(sums, ["101", "261", "253"]);
    let findings = plan.findings(quarter, date(2024, 1, 9));
    let of_kind = |kind| {
        let found = findings.iter().filter(|finding| finding.kind() == kind);
        let mut found: Vec<String> = found.map(|finding| plan.subject_address(finding.subject)).collect();
        found.sort();
        found
    };
    assert_eq!(of_kind(FindingKind::EvidenceDiffers), ["1.1.2.4"]);
    let bare = ["1.1.2.3", "1.2.1.2", "1.2.1.3", "2.1.2.1", "2.1.4.3", "2.1.4.4", "2.2.1.1"];
    assert_eq!(of_kind(FindingKind::FactWithoutEvidence), bare);
    assert_eq!(findings.len(), 8);
}
