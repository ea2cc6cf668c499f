//! Performers: what each owes, renaming, merging and splitting.

use serde_json::Value;

use crate::world::World;

/// The values of the first indicator of 1.1.1 in the first quarter: performer, target, fact.
fn values(world: &World) -> Vec<(Option<String>, String, String)> {
    let plan = world.ok(&["export"]).json();
    let values = plan["outline"][0]["children"][0]["children"][0]["indicators"][0]["values"].clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of_quarter = values.as_array().unwrap().iter().filter(|value| value["quarter"] == "2026Q1");
    of_quarter
        .map(|value| {
            let who = value["performer"].as_str().map(str::to_owned);
            (who, text(&value["target"]["raw"]), text(&value["fact"]["raw"]))
        })
        .collect()
}

fn world() -> World {
    let world = World::with_plan();
    for (who, fact) in [("Відділ А", "4"), ("Відділ Б", "3")] {
        world.ok(&["fact", "zirka", "1.1.1", fact, "--performer", who, "--quarter", "2026Q1"]);
    }
    world.ok(&["evidence", "zirka", "14.02.2026 Відділ Б: семінар -> 1.1.1"]);
    world
}

#[test]
fn the_list_has_the_figures_of_status() {
    let world = world();
    let list = world.ok(&["performers", "--quarter", "2026Q1", "--format", "json"]).json();
    assert_eq!((list["format"].as_str(), list["version"].as_u64()), (Some("kvartal-performers"), Some(1)));
    let status = world.ok(&["status", "--by", "performer", "--quarter", "2026Q1", "--format", "json"]).json();
    for performer in list["performers"].as_array().unwrap() {
        let mut groups = status["groups"].as_array().unwrap().iter();
        let group = groups.find(|group| group["key"] == performer["name"]).expect("his group");
        assert_eq!(performer["owed"], group["owed"], "{performer}");
        assert_eq!(performer["execution"], group["execution"], "{performer}");
    }
    assert!(world.ok(&["performers"]).out.contains("Відділ А"));
}

#[test]
fn merging_keeps_parts_and_evidence_and_is_one_step_of_undo() {
    let world = world();
    let before = world.ok(&["export"]).out;
    world.refused(&["performers", "zirka", "--merge", "Відділ Б", "--to", "Відділ А"], 4, &["zirka-2026"]);
    world.ok(&["performers", "zirka-2026", "--merge", "Відділ Б", "--to", "Відділ А"]);
    let total = |all: &[(Option<String>, String, String)], who: Option<&str>| {
        all.iter().find(|value| value.0.as_deref() == who).map(|value| value.2.clone())
    };
    let all = values(&world);
    assert_eq!(total(&all, Some("Відділ А")).as_deref(), Some("7"), "{all:?}");
    assert_eq!(total(&all, None).as_deref(), Some("7"), "the total stays");
    assert_eq!(total(&all, Some("Відділ Б")), None);
    let export = world.ok(&["export"]).out;
    assert!(export.contains("семінар"), "evidence is kept");
    let list = world.ok(&["performers", "--format", "json"]).json();
    let performers = list["performers"].as_array().unwrap();
    assert_eq!(performers.len(), 1);
    assert_eq!(performers[0]["variants"], serde_json::json!(["Відділ Б"]));
    assert_eq!(performers[0]["evidence"], 1);
    // A document with the old name is matched to the merged performer.
    world.ok(&["fact", "zirka", "1.1.1", "9", "--performer", "Відділ Б", "--quarter", "2026Q1"]);
    assert_eq!(total(&values(&world), Some("Відділ А")).as_deref(), Some("9"));
    world.ok(&["undo", "zirka-2026"]);
    world.ok(&["undo", "zirka-2026"]);
    assert_eq!(world.ok(&["export"]).out, before);
}

#[test]
fn of_a_value_that_both_have_one_may_be_kept_and_the_total_follows() {
    for (both, kept) in [("into", "4"), ("from", "3")] {
        let world = world();
        let args = ["performers", "zirka-2026", "--merge", "Відділ Б", "--to", "Відділ А", "--both", both];
        world.ok(&args);
        let all = values(&world);
        let facts: Vec<&str> =
            all.iter().map(|value| value.2.as_str()).filter(|raw| !raw.is_empty()).collect();
        assert_eq!(facts, [kept, kept], "{both}: {all:?}");
    }
}

#[test]
fn one_is_renamed_and_one_becomes_two() {
    let world = world();
    world.refused(
        &["performers", "zirka-2026", "--rename", "Відділ А", "--to", "відділ Б"],
        5,
        &["Відділ Б"],
    );
    world.ok(&["performers", "zirka-2026", "--rename", "Відділ А", "--to", "Відділ аналізу"]);
    let export = world.ok(&["export"]).json();
    assert_eq!(export["outline"][0]["children"][0]["children"][0]["performers"][0]["name"], "Відділ аналізу");
    let split = ["performers", "zirka-2026", "--split", "Відділ аналізу", "--to", "Новий сектор"];
    world.code(&split, 2);
    world.refused(&[&split[..], &["--measures", "9.9"]].concat(), 4, &["9.9"]);
    world.ok(&[&split[..], &["--measures", "1.1.1"]].concat());
    let whose: Vec<Option<String>> = values(&world).into_iter().map(|value| value.0).collect();
    assert!(whose.contains(&Some("Новий сектор".to_owned())), "{whose:?}");
    assert!(!whose.contains(&Some("Відділ аналізу".to_owned())), "{whose:?}");
}

#[test]
fn names_that_nearly_match_are_asked_about() {
    let world = World::new();
    let plan = crate::world::PLAN
        .replace("Відділ А", "Відділ право просвітництва")
        .replace("Відділ Б", "Відділ правопросвітництва");
    world.write("plan.json", plan);
    world.ok(&["import", &world.path("plan.json")]);
    let list = world.ok(&["performers"]);
    assert!(list.err.contains("--merge") && list.err.contains("Відділ правопросвітництва"), "{}", list.err);
    let json = world.ok(&["performers", "--format", "json"]).json();
    assert_eq!(json["performers"][0]["alike"].as_array().unwrap().len(), 1);
}

#[test]
fn near_names_are_told_apart_once_and_stay_so_in_an_export() {
    let world = world();
    world.ok(&["performers", "zirka-2026", "--rename", "Відділ Б", "--to", "Відділ право просвітництва"]);
    world.ok(&["performers", "zirka-2026", "--rename", "Відділ А", "--to", "Відділ правопросвітництва"]);
    let alike = |plan: &str| {
        let list = world.ok(&["performers", plan, "--format", "json"]).json();
        let all = list["performers"].as_array().unwrap().clone();
        all.iter().filter(|one| !one["alike"].as_array().unwrap().is_empty()).count()
    };
    assert_eq!(alike("zirka-2026"), 2);
    assert!(world.ok(&["performers"]).err.contains("--apart"));
    let pair = ["--apart", "Відділ право просвітництва", "--to", "Відділ правопросвітництва"];
    world.ok(&[&["performers", "zirka-2026"], &pair[..]].concat());
    assert_eq!(alike("zirka-2026"), 0);
    let plan = world.ok(&["export"]).out;
    world.write("again.json", plan.replace("zirka-2026", "zirka-again").replace("abc", "abd"));
    world.ok(&["import", &world.path("again.json"), "--yes"]);
    assert_eq!(alike("zirka-again"), 0);
    world.ok(&["undo", "zirka-2026"]);
    assert_eq!((alike("zirka-2026"), alike("zirka-again")), (2, 0));
}
