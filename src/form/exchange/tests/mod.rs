//! The sample, refused texts, and the round trip through a plan.

mod generated;
mod record;
mod refused;

use serde_json::{Value, json};

use super::*;
use crate::domain::{Level, PlanId, draft::DraftSubject};

const SAMPLE: &str = include_str!("../../../cli/sample.json");

#[test]
fn the_sample_is_read() {
    let draft = import(SAMPLE).unwrap();
    assert_eq!(draft.slug.as_deref(), Some("verbodilsk-2026"));
    assert_eq!(draft.doubts.len(), 2);
    let DraftSubject::Node(path) = &draft.doubts[1].subject else { panic!("{:?}", draft.doubts[1]) };
    let measure = &draft.outline[path[0]].children[path[1]].children[path[2]];
    assert_eq!((measure.level, measure.code.as_deref()), (Level::Measure, None));
}

#[test]
fn the_sample_comes_back_from_a_plan() {
    let draft = record::with_ids(import(SAMPLE).unwrap());
    let plan = record::plan(&draft);
    let text = export(&plan);
    assert_eq!(record::sorted(import(&text).unwrap()), record::sorted(draft));
    assert_eq!(export(&record::plan(&import(&text).unwrap())), text);
}

/// Checks that the export has everything that the sample has.
fn covers(sample: &Value, export: &Value, path: &str) {
    match (sample, export) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, value) in a {
                let there = b.get(key).unwrap_or_else(|| panic!("{path}.{key} is not exported"));
                covers(value, there, &format!("{path}.{key}"));
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            // Empty values are not kept, and doubts come in the order of the outline.
            if !path.ends_with("values") && !path.ends_with("doubts") {
                assert_eq!(a.len(), b.len(), "{path}");
                a.iter().zip(b).enumerate().for_each(|(i, (a, b))| covers(a, b, &format!("{path}[{i}]")));
            }
        }
        _ => assert_eq!(sample, export, "{path}"),
    }
}

#[test]
fn the_export_has_every_field_of_the_contract() {
    let draft = record::with_ids(import(SAMPLE).unwrap());
    let text = export(&record::plan(&draft));
    covers(&serde_json::from_str(SAMPLE).unwrap(), &serde_json::from_str(&text).unwrap(), "");
}

#[test]
fn a_small_plan_is_written_as_the_contract_says() {
    let text = json!({
        "format": "kvartal-plan", "version": 1, "id": format!("{:032x}", 1), "slug": "s", "title": "План",
        "period": {"first": "2023Q4", "last": "2024Q1"},
        "outline": [{"level": "task", "title": "Завдання", "children": [
            {"level": "measure", "title": "Захід", "id": format!("{:032x}", 2),
             "performers": [{"name": "Відділ", "by_consent": true}],
             "term": {"kind": "years", "raw": "2023", "from": 2023, "to": "2023"},
             "indicators": [{"name": "", "id": format!("{:032x}", 3), "counts": false, "about": {"джерело": "звіт"},
                "values": [
                    {"period": {"first": "2023Q4", "last": "2024Q1"}, "target": {"kind": "date", "date": "2024-02-01"}},
                    {"quarter": "2023Q4", "performer": "Відділ", "fact": {"kind": "compound", "numbers": ["1.5", "-2"]}},
                    {"quarter": "2024Q1", "note": "лише примітка"}]}],
             "evidence": [{"text": "без дати", "quarter": "2023Q4", "count": 3}]}]}],
        "accepted": [{"kind": "note_owed", "subject": format!("{:032x}", 3), "quarter": "2023Q4",
                      "reason": "так", "by": "я", "at": "2024-01-09T10:00:00Z"}],
        "closings": [{"quarter": "2023Q4", "by": "я", "at": "2024-01-09T10:00:00.5Z"}]
    });
    let draft = record::with_ids(import(&text.to_string()).unwrap());
    let out: Value = serde_json::from_str(&export(&record::plan(&draft))).unwrap();
    let task = &out["outline"][0];
    assert_eq!((&task["code"], &task["address"]), (&Value::Null, &json!("/1")));
    let measure = &task["children"][0];
    assert_eq!((&measure["code"], &measure["address"]), (&Value::Null, &json!("/1/1")));
    assert!(measure.get("children").is_none() && task.get("indicators").is_none());
    let none = json!({"kind": "none", "raw": ""});
    let values = json!([
        {"quarter": "2023Q4", "performer": "Відділ", "target": none,
         "fact": {"kind": "compound", "raw": "1.5/-2", "numbers": ["1.5", "-2"]}, "note": ""},
        {"period": {"first": "2023Q4", "last": "2024Q1"}, "performer": null,
         "target": {"kind": "date", "raw": "", "date": "2024-02-01"}, "fact": none, "note": ""},
        {"quarter": "2024Q1", "performer": null, "target": none, "fact": none, "note": "лише примітка"},
    ]);
    assert_eq!(measure["indicators"][0]["values"], values);
    assert_eq!(measure["evidence"][0]["count"], 3);
    assert_eq!(out["accepted"][0]["address"], "/1/1");
    assert_eq!(out["closings"][0]["at"], "2024-01-09T10:00:00.5Z");
    assert_eq!(record::sorted(import(&out.to_string()).unwrap()), record::sorted(draft));
}

#[test]
fn a_plan_without_records_is_exported() {
    let text = export(&crate::domain::Plan::empty(PlanId(1)));
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["id"], PlanId(1).to_string());
    // A plan needs a title, so this text is refused.
    assert_eq!(import(&text).unwrap_err().path, "title");
}
