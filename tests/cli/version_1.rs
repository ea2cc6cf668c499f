//! A workspace of version 1, kept as bytes: every later version opens it with the same plan, the same history, and the
//! same changes to undo.

use std::{fs, io::Cursor, path::Path};

use serde_json::Value;

use crate::world::World;

/// Written by version 1: two plans, one of them with facts of two performers, evidence, an accepted finding and an
/// undone change; with journal, state and snapshots.
const WORKSPACE: &[u8] = include_bytes!("version_1/workspace.zip");
/// The export and the log of version 1.
const ZIRKA: &str = include_str!("version_1/zirka.json");
const BUREAU: &str = include_str!("version_1/bureau.json");
const LOG: &str = include_str!("version_1/log.json");

fn unpack(into: &Path) {
    let mut archive = zip::ZipArchive::new(Cursor::new(WORKSPACE)).unwrap();
    archive.extract(into).unwrap();
}

fn version_1() -> World {
    let world = World::new();
    unpack(&world.file("workspace"));
    world
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Asserts that everything in the old JSON is in the new one, which may contain more.
fn assert_kept(old: &Value, new: &Value, at: &str) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in old {
                assert_kept(value, new.get(key).unwrap_or(&Value::Null), &format!("{at}.{key}"));
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            assert_eq!(old.len(), new.len(), "{at}");
            for (n, (old, new)) in old.iter().zip(new).enumerate() {
                assert_kept(old, new, &format!("{at}[{n}]"));
            }
        }
        _ => assert_eq!(old, new, "{at}"),
    }
}

#[test]
fn the_plans_and_their_history_are_the_same() {
    let world = version_1();
    assert_kept(&read(ZIRKA), &world.ok(&["export", "zirka"]).json(), "zirka");
    assert_kept(&read(BUREAU), &world.ok(&["export", "plan-2026q1"]).json(), "bureau");
    assert_kept(&read(LOG), &world.ok(&["log", "zirka", "--format", "json"]).json(), "log");
    assert!(world.ok(&["doctor"]).err.is_empty(), "nothing was wrong with it");
}

#[test]
fn each_plan_says_once_that_its_figures_follow_other_rules() {
    let world = version_1();
    let says = |args: &[&str]| world.ok(args).err.contains("Its figures now follow newer rules");
    assert!(!says(&["plans"]));
    // A read-only command cannot record that the notice was given, so it is repeated until a command writes.
    assert!(says(&["show", "zirka"]) && says(&["show", "zirka"]));
    assert!(says(&["status", "plan-2026q1"]));
    assert!(says(&["edit", "zirka", "--organisation", "Зоряне бюро і друзі"]));
    assert!(!says(&["show", "zirka"]) && says(&["show", "plan-2026q1"]));
    world.ok(&["new", "--title", "Новий план", "--period", "2026", "--slug", "new"]);
    assert!(!says(&["show", "new"]), "a new plan has nothing to say");
}

#[test]
fn the_journal_alone_is_enough() {
    let world = version_1();
    for made in ["state", "view"] {
        fs::remove_dir_all(world.file("workspace").join(made)).unwrap();
    }
    assert_kept(&read(ZIRKA), &world.ok(&["export", "zirka"]).json(), "zirka");
}

#[test]
fn what_was_done_then_is_taken_back_now() {
    let world = version_1();
    let fact = |world: &World| {
        let plan = world.ok(&["export", "zirka"]).json();
        plan["outline"][0]["children"][0]["children"][1]["indicators"][0]["values"][0]["fact"].clone()
    };
    let undo = |world: &World| {
        let run = crate::world::run(world.command(&["undo", "zirka-2026"]).env("KVARTAL_AUTHOR", "olena"));
        assert_eq!(run.code, 0, "{}", run.err);
    };
    assert_eq!(fact(&world)["kind"], "no_occasion");
    // The changes undone here: the acceptance, the evidence, the fact of 1.1.3, and the one just made.
    for _ in 0..4 {
        undo(&world);
    }
    assert_eq!(fact(&world)["kind"], "none");
    world.ok(&["fact", "zirka", "1.1.2", "-", "--quarter", "2026Q1"]);
    assert_eq!(fact(&world)["kind"], "no_occasion");
    let log = world.ok(&["log", "zirka", "--format", "json"]).json();
    assert_eq!(log["changes"].as_array().unwrap().len(), 14);
}

#[test]
fn what_is_made_anew_was_kept_before() {
    let world = version_1();
    world.ok(&["fact", "zirka", "1.1.1", "9", "--quarter", "2026Q1"]);
    let backups = world.file("workspace/backups");
    let files: Vec<_> = fs::read_dir(&backups).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let to = world.path("restored");
    world.ok(&["restore", files[0].to_str().unwrap(), "--workspace", &to]);
    assert_kept(&read(ZIRKA), &world.ok(&["export", "zirka", "--workspace", &to]).json(), "zirka");
}
