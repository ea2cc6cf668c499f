//! The same text on the screen, on the command line and in a document gives the same value or the same doubt.

use std::{path::Path, process::Command as Process, sync::Arc};

use kvartal::{
    form::exchange,
    l10n::Language,
    store::{MemoryStore, Store},
};
use serde_json::{Value, json};

use crate::{
    exported::node,
    readings::{BARE, FACTS, Held, PLAIN, TARGETS, held, planned},
    stage::{Setting, Stage, import_of},
};

/// The result of a text: the value with the rules of its indicator, and whether an uncertainty was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Became {
    kind: String,
    numbers: Vec<String>,
    comparator: String,
    unit: Option<String>,
    told: bool,
}

pub fn plan_text(held: Held) -> String {
    let target = held.target.map(planned);
    let values: Vec<Value> = target.into_iter().map(|t| json!({"quarter": "2026Q4", "target": t})).collect();
    let indicator = json!({"name": held.name, "unit": held.unit, "values": values});
    let measure = json!({"level": "measure", "code": "1.1", "title": "Зустрічі", "indicators": [indicator]});
    let goal = json!({"level": "goal", "code": "1", "title": "Ціль", "children": [measure]});
    json!({"format": "kvartal-plan", "version": 1, "slug": "p", "title": "План", "organisation": "Центр Вербодолу",
           "period": {"first": "2026Q4", "last": "2026Q4"}, "outline": [goal]})
    .to_string()
}

/// The value of the only measure of an exported plan.
fn became(plan: &Value, which: &str, told: bool) -> Became {
    let indicator = &node(plan, |node| node["level"] == "measure")["indicators"][0];
    let value = &indicator["values"][0][which];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let numbers = value["numbers"].as_array().into_iter().flatten().map(text).collect();
    let kind = if value["kind"].is_null() { "none".to_owned() } else { text(&value["kind"]) };
    let unit = indicator["unit"].as_str().map(str::to_owned);
    let comparator = indicator["comparator"].as_str().unwrap_or("at_least").to_owned();
    Became { kind, numbers, comparator, unit, told }
}

fn on_screen(held: Held, key: &str, which: &str, text: &str) -> Became {
    let mut stage = window(&serde_json::from_str(&plan_text(held)).expect("JSON"));
    stage.keys(&format!("down {key} ctrl-u")).text(text).keys("enter");
    let frame = stage.frame();
    let plan = stage.shared.plan.as_ref().expect("a plan");
    let plan: Value = serde_json::from_str(&exchange::export(plan)).expect("JSON");
    // A question or a refusal keeps the prompt open and quotes the text.
    became(&plan, which, frame.contains(&format!("«{text}»")))
}

/// Runs the program in a directory; returns its exit code and output.
pub fn kvartal(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let mut process = Process::new(env!("CARGO_BIN_EXE_kvartal"));
    process.env_clear().env("KVARTAL_WORKSPACE", dir.join("ws")).env("KVARTAL_LANG", "uk").env("HOME", dir);
    let output = process.current_dir(dir).args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

pub fn exported(dir: &Path) -> Value {
    let (_, out, err) = kvartal(dir, &["export", "--format", "json"]);
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{err}"))
}

fn by_command(held: Held, text: &str) -> Became {
    let dir = tempfile::tempdir().expect("a directory");
    std::fs::write(dir.path().join("plan.json"), plan_text(held)).expect("a file");
    kvartal(dir.path(), &["import", "plan.json", "--as-of", "2026-11-22"]);
    let (code, _, err) = kvartal(dir.path(), &["fact", "p", "--quarter", "2026Q4", "--", "1.1", text]);
    let told = err.contains(&format!("«{text}»"));
    assert!(code == 0 || (code == 2 && told), "{text}: {code} {err}");
    became(&exported(dir.path()), "fact", told)
}

fn in_document(held: Held, which: &str, text: &str) -> Became {
    let dir = tempfile::tempdir().expect("a directory");
    let unit = held.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    let planned = held.target.map(|target| format!("{target}{unit}")).unwrap_or_default();
    let (planned, fact) = if which == "fact" { (planned.as_str(), text) } else { (text, "") };
    let table = format!(
        "Звіт про виконання плану заходів Центру Вербодолу за IV квартал 2026 року;;;;;\n\
         №;Захід;Показник;План;Факт;Примітка\n1;Зустрічі;{};{planned};{fact};\n",
        held.name
    );
    std::fs::write(dir.path().join("d.csv"), table).expect("a file");
    let (code, _, err) = kvartal(dir.path(), &["import", "d.csv", "--yes", "--as-of", "2026-11-22"]);
    assert_eq!(code, 0, "{text}: {err}");
    let plan = exported(dir.path());
    let doubts = plan["doubts"].as_array().into_iter().flatten();
    let told = doubts.filter_map(|doubt| doubt["text"].as_str()).any(|said| said == text);
    became(&plan, which, told)
}

#[test]
fn a_fact_is_read_alike_on_the_screen_by_the_command_and_in_a_document() {
    for (held, text, number, told) in FACTS {
        let all =
            [on_screen(held, "=", "fact", text), by_command(held, text), in_document(held, "fact", text)];
        for became in &all {
            assert_eq!(became.told, told, "{text}: {all:#?}");
            // After a question or a refusal there is no value; a document keeps its reading beside the doubt.
            let kept = became.kind != "text" && became.numbers.join("/") == number;
            assert!(kept || (told && became.kind == "none"), "{text}: {all:#?}");
        }
    }
}

#[test]
fn a_number_with_a_number_as_its_note_may_be_a_product() {
    let text = "12*3";
    let [screen, command] = [on_screen(BARE, "=", "fact", text), by_command(BARE, text)];
    assert_eq!((screen.kind.as_str(), screen.told), ("none", true));
    assert_eq!((command.kind.as_str(), command.told), ("none", true));
    assert!(in_document(BARE, "fact", text).told);
    let mut stage = window(&serde_json::from_str(&plan_text(BARE)).expect("JSON"));
    stage.keys("down = ctrl-u").text(text).keys("enter");
    assert!(stage.frame().contains("це 12 із приміткою чи 36"), "{}", stage.frame());
    stage.keys("enter");
    let plan = exchange::export(stage.shared.plan.as_ref().expect("a plan"));
    assert_eq!(became(&serde_json::from_str(&plan).expect("JSON"), "fact", false).numbers, ["12"]);
}

#[test]
fn a_target_keeps_its_comparator_and_unit_wherever_it_comes_from() {
    for (text, kind, numbers, comparator, unit, told) in TARGETS {
        let all = [on_screen(PLAIN, "p", "target", text), in_document(PLAIN, "target", text)];
        for became in &all {
            assert_eq!(became.told, told, "{text}: {all:#?}");
            if told && became.kind == "none" {
                continue;
            }
            let read = (became.kind.as_str(), became.numbers.as_slice(), became.comparator.as_str());
            assert_eq!(
                read,
                (kind, numbers.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>().as_slice(), comparator)
            );
            assert_eq!(became.unit.as_deref(), unit, "{text}: {all:#?}");
        }
    }
}

/// A window on a plan of one measure.
pub fn window(plan: &Value) -> Stage {
    let store = MemoryStore::new();
    let change = import_of(&plan.to_string());
    store.commit(&change).expect("it is stored");
    let setting =
        Setting { store: Arc::new(store), plan: Some(change.plan), ..Setting::new(Language::Uk, (120, 30)) };
    setting.open()
}

fn one_measure() -> Value {
    let mut plan: Value = serde_json::from_str(&plan_text(held("скарги", None, "10"))).expect("JSON");
    plan["period"] = json!({"first": "2026Q3", "last": "2026Q4"});
    let evidence =
        json!([{"dates": ["2026-11-02"], "place": "Ясногай", "text": "ярмарок", "link": "ярмарок.pdf"}]);
    plan["outline"][0]["children"][0]["evidence"] = evidence;
    plan["outline"][0]["children"][0]["indicators"][0]["comparator"] = json!("equal");
    plan
}

#[test]
fn a_line_of_evidence_typed_anew_keeps_what_does_not_stand_in_it() {
    let mut stage = window(&one_measure());
    stage.keys("g v e").text(" ×2").keys("enter");
    let plan = stage.shared.plan.as_ref().expect("a plan");
    let (_, evidence) = plan.all_evidence().next().expect("evidence");
    assert_eq!(evidence.links[0].count, Some(2));
    assert_eq!((evidence.place.as_deref(), evidence.link.as_deref()), (Some("Ясногай"), Some("ярмарок.pdf")));
}

#[test]
fn an_event_is_of_the_quarter_of_its_day() {
    let mut stage = window(&one_measure());
    stage.keys("down v").text("14.08 виїзд");
    assert!(stage.frame().contains("14.08.2026"), "{}", stage.frame());
    stage.keys("enter");
    assert!(stage.frame().contains("ІІІ квартал 2026 року"), "{}", stage.frame());
    let plan = stage.shared.plan.as_ref().expect("a plan");
    let (_, visit) = plan.all_evidence().find(|(_, evidence)| evidence.text == "виїзд").expect("evidence");
    assert_eq!(plan.evidence_quarter(visit).map(|quarter| quarter.to_string()).as_deref(), Some("2026Q3"));
}

#[test]
fn consent_is_consent_in_any_spelling() {
    let mut stage = window(&one_measure());
    stage.keys("down r ctrl-u").text("Бюро лук (За згодою)");
    assert!(stage.frame().contains("читається: Бюро лук (за згодою)"), "{}", stage.frame());
    stage.keys("enter");
    let plan = stage.shared.plan.as_ref().expect("a plan");
    let (_, measure) = plan.measures().next().expect("a measure");
    let who: Vec<_> = measure
        .performers
        .iter()
        .map(|who| (plan.performer(who.id).unwrap().name.as_str(), who.by_consent))
        .collect();
    assert_eq!(who, [("Бюро лук", true)]);
}

#[test]
fn a_term_that_cannot_be_kept_is_told_while_it_is_typed() {
    for (text, told) in [
        ("до 31.11.2026", "строк не відстежується"),
        ("до 1 червня", "01.06.2026"),
        ("після ремонту", "строк не відстежується"),
    ] {
        let mut stage = window(&one_measure());
        stage.keys("down t ctrl-u").text(text);
        assert!(stage.frame().contains(told), "{text}: {}", stage.frame());
    }
    let mut stage = window(&one_measure());
    stage.keys("down t ctrl-u").text("до 31.11.2026").keys("enter");
    assert!(stage.frame().contains("«до 31.11.2026»"), "{}", stage.frame());
}

#[test]
fn the_list_of_comparators_stands_on_the_one_in_force() {
    let mut stage = window(&one_measure());
    stage.keys("down k").keys("enter");
    let plan = stage.shared.plan.as_ref().expect("a plan");
    let (measure, _) = plan.measures().next().expect("a measure");
    let (_, indicator) = plan.indicators(measure).next().expect("an indicator");
    assert_eq!(indicator.comparator, kvartal::domain::Comparator::Equal);
}

#[test]
fn a_number_that_may_be_two_is_asked_about_once() {
    let mut stage = window(&one_measure());
    stage.keys("down = ctrl-u").text("1.200").keys("enter");
    assert!(stage.frame().contains("1,2 чи 1200"), "{}", stage.frame());
    stage.keys("enter");
    let plan: Value =
        serde_json::from_str(&exchange::export(stage.shared.plan.as_ref().unwrap())).expect("JSON");
    assert_eq!(became(&plan, "fact", false).numbers, ["1.2"]);
}

#[test]
fn date_performer_and_measures_of_evidence_are_completed() {
    let mut stage = Stage::sample(Language::Uk, (120, 24));
    let today = stage.shared.today.strftime("%d.%m.%Y").to_string();
    stage.keys("g v n tab");
    assert!(stage.cursor_line().contains(&today), "{}", stage.frame());
    // The beginning of a name in another spelling, then a number, then a title on the other keyboard layout.
    stage.text("ЯСНОГ").keys("tab").text("зустріч -> 1.1.2").keys("tab").text(", jgbnedfyyz").keys("tab");
    let line = stage.cursor_line();
    assert!(line.contains("Ясногайське бюро: зустріч -> 1.1.2.1, 1.1.1.2"), "{line}\n{}", stage.frame());
    stage.keys("enter");
    let plan = stage.shared.plan.as_ref().expect("a plan");
    let (_, visit) = plan.all_evidence().find(|(_, item)| item.text == "зустріч").expect("evidence");
    assert_eq!((visit.dates.as_slice(), visit.links.len()), (&[stage.shared.today][..], 2));
    assert!(visit.performer.is_some());
}

#[test]
fn the_day_of_evidence_is_completed_to_the_latest_such_date() {
    let mut stage = Stage::sample(Language::Uk, (120, 24));
    let today = stage.shared.today;
    stage.keys("g v n").text(&today.day().to_string()).keys("tab");
    assert!(stage.cursor_line().contains(&today.strftime("%d.%m.%Y").to_string()), "{}", stage.frame());
    stage.text(", 3.02").keys("tab");
    assert!(stage.cursor_line().contains("03.02.2026"), "{}", stage.frame());
    // What is no day, and what is no performer, stays as it was typed.
    for typed in ["45", "нікого такого"] {
        let mut stage = Stage::sample(Language::Uk, (120, 24));
        stage.keys("g v n").text(typed).keys("tab");
        assert!(stage.cursor_line().contains(&format!("│{typed} ")), "{}", stage.frame());
    }
}

#[test]
fn the_other_reading_of_a_term_is_a_day_as_people_write_it() {
    let mut stage = window(&one_measure());
    stage.keys("down t ctrl-u").text("лютий – травень, вересень – листопад");
    let told =
        stage.frame().split_once("а може бути").map(|(_, told)| told.to_owned()).expect("another reading");
    let told = told.lines().take(2).collect::<String>();
    assert!(told.contains(".20") && !told.contains("-12-") && !told.contains("-03-"), "{told}");
}

#[test]
fn the_line_above_a_grid_has_no_gap_where_a_measure_stands_under_nothing() {
    let mut plan = one_measure();
    plan["outline"] = plan["outline"][0]["children"].clone();
    let mut stage = window(&plan);
    for (keys, title) in [("g f", "Факти"), ("g t", "Плани показників")] {
        stage.keys(keys);
        assert!(stage.frame().contains(title), "{}", stage.frame());
        assert!(stage.frame().lines().all(|line| !line.starts_with("─  ─")), "{}", stage.frame());
    }
}
