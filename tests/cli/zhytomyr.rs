//! The worked example: the report from which the figures of the JSON contract are taken.

use serde_json::{Value, json};

use crate::world::World;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/documents/002-zhytomyr-zvit-2023-q4");
const NAMED: [&str; 4] = ["--quarter", "2023Q4", "--as-of", "2024-01-09"];

fn world(file: &str) -> World {
    let path = format!("{FOLDER}/{file}");
    let world = World::new();
    let run = world.ok(&["import", &path]);
    assert!(run.out.contains("zhytomyr-2023q4"), "{}", run.out);
    world
}

fn asked(world: &World, command: &str, code: i32) -> Value {
    let mut args = vec![command, "--format", "json"];
    args.extend(NAMED);
    world.code(&args, code).json()
}

fn assert_figures(world: &World) {
    let answer = asked(world, "status", 0);
    assert_eq!(answer["plan"], "zhytomyr-2023q4");
    let total = &answer["total"];
    let counts =
        ["goals", "tasks", "measures", "indicators", "due", "overdue", "notes_owed"].map(|key| &total[key]);
    assert_eq!(counts.map(|n| n.as_u64().unwrap()), [4, 9, 42, 42, 42, 0, 0]);
    assert_eq!(
        total["targets"],
        json!({"numeric": 24, "compound": 0, "condition": 17, "deed": 0, "none": 1, "sum": "101"})
    );
    assert_eq!(
        total["facts"],
        json!({"numeric": 26, "compound": 0, "text": 16, "done": 0, "no_occasion": 0, "none": 0,
               "sum_where_target_numeric": "253", "sum": "261", "units_mixed": true})
    );
    let unmet =
        ["partial", "not_started", "not_reported", "conditional", "deed_done", "deed_pending", "not_planned"];
    assert!(unmet.iter().all(|key| total["status"][key] == 0));
    let met = ["exceeded", "met", "conditional_reported", "unplanned_reported"]
        .map(|key| total["status"][key].as_u64());
    assert_eq!(met, [Some(12), Some(12), Some(17), Some(1)]);
    assert_eq!(total["owed"], json!({"count": 24, "done": 24, "late": 0}));
    assert_eq!(total["evidence"], json!({"items": 82, "dates": 98}));
    assert_eq!(
        total["execution"],
        json!({"share_done": 100.0, "share_met": 100.0, "mean_capped": 100.0, "mean": 205.0, "weighted": 250.5})
    );
    let goals = answer["groups"].as_array().unwrap();
    assert_eq!(goals.iter().map(|g| g["key"].as_str().unwrap()).collect::<Vec<_>>(), ["1", "2", "3", "4"]);
    assert_eq!(goals.iter().map(|g| g["measures"].as_u64().unwrap()).sum::<u64>(), 42);
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_report_gives_the_figures_of_the_contract() {
    for file in ["original.docx", "libreoffice.docx"] {
        let world = world(file);
        assert_figures(&world);
        let exported = world.ok(&["export"]).out;
        let fresh = World::new();
        fresh.write("plan.json", &exported);
        fresh.ok(&["import", &fresh.path("plan.json")]);
        assert_figures(&fresh);
        assert_eq!(fresh.ok(&["export"]).out, exported);
    }
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn by_performer_there_is_one_group_without_a_name() {
    let world = world("original.docx");
    let mut args = vec!["status", "--by", "performer", "--format", "json"];
    args.extend(NAMED);
    let answer = world.ok(&args).json();
    let groups = answer["groups"].as_array().unwrap();
    assert_eq!((groups.len(), groups[0]["key"].as_str()), (1, Some("")));
    assert_eq!(groups[0]["evidence"], answer["total"]["evidence"]);
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn its_findings_are_accepted_one_by_one() {
    let world = world("original.docx");
    let findings = asked(&world, "check", 3)["findings"].as_array().unwrap().clone();
    let of = |kind: &str| -> Vec<&str> {
        let kept = findings.iter().filter(|f| f["kind"] == kind);
        kept.map(|f| f["address"].as_str().unwrap()).collect()
    };
    assert_eq!(of("evidence_differs"), ["1.1.2.4"]);
    assert_eq!(
        of("fact_without_evidence"),
        ["1.1.2.3", "1.2.1.2", "1.2.1.3", "2.1.2.1", "2.1.4.3", "2.1.4.4", "2.2.1.1"]
    );
    for finding in &findings {
        let (address, kind) = (finding["address"].as_str().unwrap(), finding["kind"].as_str().unwrap());
        let mut args = vec!["accept", "zhytomyr", address, kind, "--reason", "перевірено за журналом"];
        args.extend(NAMED);
        world.ok(&args);
    }
    asked(&world, "check", 0);
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn a_report_that_comes_again_changes_nothing() {
    let world = world("original.docx");
    let run = world.ok(&["import", &format!("{FOLDER}/original.docx"), "--into", "zhytomyr", "--dry-run"]);
    assert!(run.out.contains("added 0, changed 0, withdrawn 0, untouched 42"), "{}", run.out);
}
