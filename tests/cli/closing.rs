//! The stages of closing a quarter.

use crate::world::World;

const Q1: &str = "2026Q1";
const PLAN: &str = "zirka-2026";

fn close(world: &World) {
    world.ok(&["fact", PLAN, "1.1.1", "5", "--quarter", Q1]);
    world.ok(&["close", PLAN, "--quarter", Q1]);
}

#[test]
fn a_closed_quarter_refuses_everywhere_with_who_and_when_and_others_go_on() {
    let world = World::with_plan();
    world.ok(&["export", PLAN, "-o", &world.path("before.json")]);
    close(&world);
    // Days are those of Kyiv, wherever the tests run.
    let kyiv = jiff::tz::TimeZone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4").unwrap();
    let today = jiff::Timestamp::now().to_zoned(kyiv).strftime("%Y-%m-%d").to_string();
    let says = ["tester", &today];
    world.refused(&["fact", PLAN, "1.1.1", "6", "--quarter", Q1], 5, &says);
    world.refused(&["evidence", PLAN, "14.02.2026 семінар -> 1.1.1"], 5, &says);
    world.refused(&["undo", PLAN], 5, &says);
    world.refused(&["import", "--into", PLAN, &world.path("before.json")], 5, &says);
    world.refused(&["close", PLAN, "--quarter", Q1], 5, &[]);
    world.ok(&["fact", PLAN, "1.1.1", "6", "--quarter", "2026Q2"]);
    world.ok(&["undo", PLAN]);
    world.refused(&["undo", PLAN], 5, &says);
}

#[test]
fn what_is_taken_back_needs_a_reason_which_the_log_shows() {
    let world = World::with_plan();
    close(&world);
    for words in [&["reopen", PLAN, "--quarter", Q1][..], &["reopen", PLAN, "--quarter", Q1, "--reason", " "]]
    {
        world.refused(words, 2, &[]);
    }
    world.refused(&["return", PLAN, "--quarter", Q1], 2, &[]);
    world.refused(&["return", PLAN, "--quarter", Q1, "--reason", "бо"], 5, &[]);
    world.ok(&["reopen", PLAN, "--quarter", Q1, "--reason", "пропущено лекцію"]);
    assert!(world.ok(&["log", PLAN]).out.contains("пропущено лекцію"));
    let log = world.ok(&["log", PLAN, "--format", "json"]).json();
    let last = log["changes"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((last["author"].as_str(), last["to"].as_str()), (Some("tester"), Some("пропущено лекцію")));
}

#[test]
fn a_correction_after_reopening_stands_in_history_and_report() {
    let world = World::with_plan();
    close(&world);
    let report = ["report", PLAN, "--quarter", Q1, "--type", "md", "-o", "-"];
    assert!(!world.ok(&report).out.contains("Виправлення"));
    world.ok(&["reopen", PLAN, "--quarter", Q1, "--reason", "помилка в сумі"]);
    world.ok(&["fact", PLAN, "1.1.1", "7", "--quarter", Q1]);
    world.ok(&["fact", PLAN, "1.1.1", "9", "--quarter", "2026Q2"]);
    let out = world.ok(&report).out;
    let annex = out.split_once("Виправлення після закриття кварталу").unwrap().1;
    assert!(annex.contains("помилка в сумі") && annex.contains("5 → 7"), "{annex}");
    assert!(annex.contains("tester") && !annex.contains("ІІ кв"), "{annex}");
    let log = world.ok(&["log", PLAN]).out;
    let marked: Vec<&str> = log.lines().filter(|line| line.contains("correction after closing")).collect();
    assert_eq!(marked.len(), 1, "{log}");
    assert!(marked[0].contains("5 → 7"), "{log}");
    assert!(
        !world
            .ok(&["report", PLAN, "--quarter", "2026Q2", "--type", "md", "-o", "-"])
            .out
            .contains("Виправлення")
    );
}

#[test]
fn submitting_runs_check_and_blanks_are_accepted_at_once() {
    let world = World::with_plan();
    let submit = ["submit", PLAN, "--quarter", Q1, "--as-of", "2026-04-05"];
    let run = world.code(&submit, 3);
    assert!(run.out.contains("note_owed") && !run.out.contains("overdue"), "{}", run.out);
    let mut with_reason = submit.to_vec();
    with_reason.extend(["--accept-blank", "дані надійдуть у травні"]);
    let run = world.run(&with_reason);
    let check =
        world.run(&["check", PLAN, "--quarter", Q1, "--as-of", "2026-04-05", "--format", "json"]).json();
    let findings = check["findings"].as_array().unwrap();
    let open = |kind: &str| findings.iter().filter(|f| f["kind"] == kind && f["accepted"].is_null()).count();
    assert_eq!(open("note_owed"), 0, "{findings:?}");
    if run.code == 3 {
        for finding in findings.iter().filter(|f| f["accepted"].is_null()) {
            let (address, kind) = (finding["address"].as_str().unwrap(), finding["kind"].as_str().unwrap());
            let address = if address.is_empty() { "-" } else { address };
            world.ok(&[
                "accept",
                PLAN,
                address,
                kind,
                "--quarter",
                Q1,
                "--as-of",
                "2026-04-05",
                "--reason",
                "так є",
            ]);
        }
        world.ok(&submit);
    }
    world.refused(&submit, 5, &["submitted"]);
    world.ok(&["return", PLAN, "--quarter", Q1, "--reason", "уточніть"]);
    world.ok(&submit);
    let compared = world.ok(&["approve", PLAN, "--quarter", Q1, "--dry-run"]);
    assert!(compared.out.contains("done of what is owed"), "{}", compared.out);
    assert!(compared.err.contains("Changed since it was submitted before: 0"), "{}", compared.err);
    world.ok(&["approve", PLAN, "--quarter", Q1]);
    world.ok(&["close", PLAN, "--quarter", Q1]);
    let exported = world.ok(&["export", PLAN]).json();
    let stages: Vec<&str> = exported["closings"][0]["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["stage"].as_str().unwrap())
        .collect();
    assert_eq!(stages, ["submitted", "returned", "submitted", "approved", "closed"]);
}

#[test]
fn what_is_closed_without_approval_says_so() {
    let world = World::with_plan();
    world.ok(&["fact", PLAN, "1.1.1", "5", "--quarter", Q1]);
    let closed = world.ok(&["close", PLAN, "--quarter", Q1, "--quiet"]);
    assert!(closed.err.contains("neither submitted nor approved"), "{}", closed.err);
}
