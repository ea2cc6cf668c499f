//! Terms, performers, evidence and headers: the same text on the screen, in a command (if it takes one) and in a
//! document gives the same value or the same doubt.

use kvartal::form::exchange;
use serde_json::{Value, json};

use super::{
    exported::node,
    readings::{EVIDENCE, PERFORMERS, PERIODS, TERMS, held, meaning},
    typed::{exported, kvartal, plan_text, window},
};

/// Codes of a measure: the text and the code; none where it is unusual.
const CODES: [(&str, Option<&str>); 7] = [
    ("1.2.", Some("1.2")),
    ("№ 1.3", Some("1.3")),
    ("1.4)", Some("1.4")),
    ("1.1.1.1", Some("1.1.1.1")),
    ("1,5", None),
    ("1-6", None),
    ("1.O", None),
];

/// A plan for a year with one measure.
fn year() -> Value {
    let mut plan: Value = serde_json::from_str(&plan_text(held("зустрічі", None, "10"))).expect("JSON");
    plan["period"] = json!({"first": "2026Q1", "last": "2026Q4"});
    plan
}

/// Types a text into the prompt that a key opens on the measure; returns the plan and the frame.
fn typed(key: &str, text: &str) -> (Value, String) {
    let mut stage = window(&year());
    stage.keys(&format!("down {key} ctrl-u")).text(text).keys("enter");
    let plan = exchange::export(stage.shared.plan.as_ref().expect("a plan"));
    (serde_json::from_str(&plan).expect("JSON"), stage.frame())
}

/// The result of a plan in a document: a measure, its performers and its term.
fn in_document(measure: &str, performers: &str, term: &str) -> Value {
    let dir = tempfile::tempdir().expect("a directory");
    let table = format!(
        "Річний план заходів Центру Вербодолу на 2026 рік;;;\n\
         № з/п;Назва заходу;Відповідальні за виконання;Термін виконання\n1;\"{measure}\";\"{performers}\";{term}\n"
    );
    std::fs::write(dir.path().join("d.csv"), table).expect("a file");
    let (code, _, err) = kvartal(dir.path(), &["import", "d.csv", "--yes", "--as-of", "2026-11-22"]);
    assert_eq!(code, 0, "{measure} {performers} {term}: {err}");
    exported(dir.path())
}

/// The result of a report in a document whose cell describes an event.
fn in_report(event: &str) -> Value {
    let dir = tempfile::tempdir().expect("a directory");
    let table = format!(
        "Звіт по виконанню плану заходів Центру Вербодолу за IV квартал 2026 року;;;;;;\n\
         п/п;Найменування завдання;Найменування заходу для виконання завдання;Найменування показника;План;Факт;\
         Примітка\n1. Підвищення обізнаності;;;;;;\n\
         1;Завдання 1.1 Навчання;\"Захід 1.1.1 Зустрічі\n- {event}\";кількість зустрічей;1;1;\n"
    );
    std::fs::write(dir.path().join("d.csv"), table).expect("a file");
    let (code, _, err) = kvartal(dir.path(), &["import", "d.csv", "--yes", "--as-of", "2026-11-22"]);
    assert_eq!(code, 0, "{event}: {err}");
    exported(dir.path())
}

fn measure(plan: &Value) -> &Value {
    node(plan, |node| node["level"] == "measure")
}

/// The open doubts that quote a text.
fn doubts(plan: &Value, text: &str) -> Vec<String> {
    let doubts = plan["doubts"].as_array().into_iter().flatten();
    let about = doubts.filter(|doubt| doubt["text"] == text && doubt["settled"].is_null());
    about.map(|doubt| format!("{} {}", doubt["kind"], doubt["reading"])).collect()
}

#[test]
fn a_term_is_kept_or_doubted_alike_on_the_screen_and_in_a_document() {
    for (text, means, doubted) in TERMS {
        let (screen, frame) = typed("t", text);
        let document = in_document("Зустрічі", "Відділ", text);
        assert_eq!(measure(&screen)["term"], measure(&document)["term"], "{text}");
        assert_eq!(meaning(&measure(&screen)["term"]), means, "{text}");
        assert_eq!(doubts(&screen, text), doubts(&document, text), "{text}");
        assert_eq!(doubts(&screen, text).len(), usize::from(doubted), "{text}");
        assert!(!doubted || frame.contains(&format!("«{text}»")), "{text}: {frame}");
    }
}

#[test]
fn a_term_typed_anew_answers_what_was_doubted_about_the_one_before() {
    let mut stage = window(&year());
    stage.keys("down t ctrl-u").text("до 31.11.2026").keys("enter");
    stage.keys("t ctrl-u").text("до 30.11.2026").keys("enter");
    let settled = |stage: &crate::stage::Stage| -> Vec<Option<String>> {
        let plan = stage.shared.plan.as_ref().expect("a plan");
        plan.doubts().map(|(_, doubt)| doubt.settled.clone()).collect()
    };
    assert_eq!(settled(&stage), [Some("до 30.11.2026".to_owned())]);
    stage.keys("u");
    assert_eq!(settled(&stage), [None]);
}

#[test]
fn performers_are_told_apart_alike_on_the_screen_and_in_a_document() {
    let named = |plan: &Value| measure(plan)["performers"].clone();
    for (text, who, doubted) in PERFORMERS {
        let (screen, frame) = typed("r", text);
        let document = in_document("Зустрічі", text, "грудень");
        assert_eq!(named(&screen), named(&document), "{text}: {frame}");
        assert_eq!(doubts(&document, text).len(), usize::from(doubted), "{text}");
        assert_eq!(frame.contains(&format!("«{text}»")), doubted, "{text}: {frame}");
        let who = who.iter().map(|(name, by_consent)| json!({"name": name, "by_consent": by_consent}));
        assert_eq!(named(&screen), who.collect::<Value>(), "{text}");
    }
}

#[test]
fn a_code_is_read_alike_on_the_screen_and_in_a_document_or_told() {
    for (text, code) in CODES {
        let (screen, frame) = typed("c o", text);
        let document = in_document(&format!("Захід {text} Зустрічі"), "Відділ", "грудень");
        assert_eq!(measure(&screen)["code"], code.unwrap_or(text), "{text}");
        assert_eq!(frame.contains(&format!("«{text}»")), code.is_none(), "{text}: {frame}");
        assert_eq!(
            doubts(&document, text).len(),
            usize::from(code.is_none()),
            "{text}: {}",
            document["doubts"]
        );
        if let Some(code) = code {
            assert_eq!(measure(&document)["code"], code, "{text}");
        }
    }
}

#[test]
fn an_event_outside_the_plan_is_refused_where_it_is_typed_and_doubted_in_a_document() {
    let text = "14.03.2025 виїзд";
    let (screen, frame) = typed("v", text);
    assert_eq!(event(&screen), json!([null, null]), "{frame}");
    assert!(frame.contains("І квартал 2025 року"), "{frame}");
    let document = in_report(text);
    assert_eq!(event(&document), json!([["2025-03-14"], "виїзд"]));
    assert!(document["doubts"].to_string().contains("2025-03-14"), "{}", document["doubts"]);
}

/// The first piece of evidence: its dates and its text.
fn event(plan: &Value) -> Value {
    let event = &measure(plan)["evidence"][0];
    json!([event["dates"], event["text"]])
}

#[test]
fn evidence_is_read_alike_on_the_screen_by_the_command_and_in_a_document() {
    for (text, read) in EVIDENCE {
        let (screen, frame) = typed("v", text);
        let Some((days, what)) = read else {
            // A day that the calendar does not have is refused where somebody can be asked, and doubted in a document.
            let day = text.split(' ').next().unwrap_or(text);
            assert_eq!(event(&screen), json!([null, null]), "{frame}");
            assert!(frame.contains(day), "{frame}");
            let document = in_report(text);
            assert!(document["doubts"].to_string().contains(day), "{}", document["doubts"]);
            continue;
        };
        let dir = tempfile::tempdir().expect("a directory");
        std::fs::write(dir.path().join("plan.json"), year().to_string()).expect("a file");
        kvartal(dir.path(), &["import", "plan.json", "--as-of", "2026-11-22"]);
        let line = format!("{text} -> 1.1");
        let (code, _, err) =
            kvartal(dir.path(), &["evidence", "p", "--quarter", "2026Q4", "--as-of", "2026-11-22", &line]);
        assert_eq!(code, 0, "{text}: {err}");
        let command = exported(dir.path());
        let document = in_report(text);
        assert_eq!(event(&screen), event(&command), "{text}: {frame}");
        assert_eq!(event(&screen), event(&document), "{text}");
        assert_eq!(event(&screen), json!([days, what]), "{text}: {frame}");
    }
}

#[test]
fn a_period_is_read_alike_on_the_screen_and_by_the_command() {
    for (text, read) in PERIODS {
        let mut stage = window(&year());
        stage.keys("c h tab tab ctrl-u").text(text).keys("enter");
        let screen = stage.shared.plan.as_ref().expect("a plan").period().to_string();
        let dir = tempfile::tempdir().expect("a directory");
        std::fs::write(dir.path().join("plan.json"), year().to_string()).expect("a file");
        kvartal(dir.path(), &["import", "plan.json", "--as-of", "2026-11-22"]);
        let (code, _, err) = kvartal(dir.path(), &["edit", "p", "--period", text]);
        let period = &exported(dir.path())["period"];
        let (first, last) = (period["first"].as_str().unwrap(), period["last"].as_str().unwrap());
        let command = if first == last { first.to_owned() } else { format!("{first}..{last}") };
        assert_eq!(screen, command, "{text}: {err} {}", stage.frame());
        assert_eq!(command, read.unwrap_or("2026Q1..2026Q4"), "{text}");
        assert_eq!(code, if read.is_some() { 0 } else { 2 }, "{text}: {err}");
    }
}

#[test]
fn a_header_keeps_what_another_window_changed_while_it_was_typed() {
    let mut stage = window(&year());
    stage.keys("c h tab ctrl-u").text("Центр Дібровки");
    let plan = stage.shared.plan.as_ref().expect("a plan");
    let patch = kvartal::domain::HeaderPatch {
        title: Some("Річний план".to_owned()), ..Default::default()
    };
    let change =
        crate::stage::decide_as("petro", plan, &kvartal::domain::Command::EditHeader(Box::new(patch)));
    // What is reported about another window's change, and what this window knows afterwards.
    stage.store.commit(&change).expect("it is stored");
    stage.shared.plan.as_mut().expect("a plan").apply(&change);
    stage.keys("enter");
    let header = stage.shared.plan.as_ref().expect("a plan").header().clone();
    assert_eq!((header.title.as_str(), header.organisation.as_str()), ("Річний план", "Центр Дібровки"));
}
