//! Roles in a plan.

use crate::world::{Run, World, run};

const Q1: &str = "2026Q1";
const PLAN: &str = "zirka-2026";

/// Runs a command as another user on the same workspace.
fn as_user(world: &World, name: &str, args: &[&str]) -> Run {
    run(world.command(args).env("KVARTAL_AUTHOR", name))
}

#[track_caller]
fn denied(world: &World, name: &str, args: &[&str], says: &[&str]) {
    let before = world.everything();
    let run = as_user(world, name, args);
    assert_eq!(run.code, 5, "{name} {args:?}: {} {}", run.out, run.err);
    for word in says {
        assert!(run.err.contains(word), "{name} {args:?}: {word:?} is not in {}", run.err);
    }
    assert_eq!(before, world.everything(), "{name} {args:?} changed something");
}

#[test]
fn without_roles_everybody_may_and_with_them_a_refusal_says_who_could() {
    let world = World::with_plan();
    assert_eq!(as_user(&world, "stranger", &["fact", PLAN, "1.1.1", "3", "--quarter", Q1]).code, 0);
    assert!(world.ok(&["role", PLAN]).err.contains("everybody may do everything"));
    let first = world.ok(&["role", PLAN, "petro", "planner"]);
    assert!(first.err.contains("first role") && first.err.contains("planner"), "{}", first.err);
    world.ok(&["role", PLAN, "ivan", "performer", "--performer", "Відділ А"]);
    world.ok(&["role", PLAN, "@starosty", "viewer"]);

    let fact = |address: &'static str| ["fact", PLAN, address, "4", "--quarter", Q1];
    denied(&world, "stranger", &fact("1.1.1"), &["performer", "ivan", "petro", "tester"]);
    let other = ["fact", PLAN, "1.1.3", "25/250", "--quarter", Q1];
    denied(&world, "ivan", &other, &["own facts", "petro, tester"]);
    assert_eq!(as_user(&world, "ivan", &fact("1.1.2")).code, 0);
    assert_eq!(as_user(&world, "petro", &other).code, 0);
    let close = ["close", PLAN, "--quarter", Q1];
    denied(&world, "petro", &close, &["approver", "planner", "tester"]);
    denied(&world, "petro", &[&close[..], &["--dry-run"]].concat(), &["approver"]);
    denied(&world, "petro", &["role", PLAN, "petro", "approver"], &["approver", "tester"]);
    denied(&world, "ivan", &["delete", PLAN, "--yes"], &["tester"]);
    world.ok(&["export", PLAN, "-o", &world.path("plan.json")]);
    let import = ["import", "--into", PLAN, &world.path("plan.json"), "--slug", "inshe"];
    denied(&world, "ivan", &import, &["planner", "petro"]);
    // Undo requires a role as well: a viewer cannot undo an own change made as a planner.
    assert_eq!(as_user(&world, "petro", &["fact", PLAN, "1.1.1", "9", "--quarter", Q1]).code, 0);
    world.ok(&["role", PLAN, "petro", "viewer"]);
    denied(&world, "petro", &["undo", PLAN], &["viewer", "performer"]);
    world.ok(&close);
}

#[test]
fn roles_are_listed_and_removed_and_nobody_locks_himself_out() {
    let world = World::with_plan();
    world.ok(&["role", PLAN, "ivan", "performer", "--performer", "Відділ Б"]);
    let list = world.ok(&["role", PLAN, "--format", "json"]).json();
    assert_eq!((list["format"].as_str(), list["plan"].as_str()), (Some("kvartal-roles"), Some(PLAN)));
    let roles: Vec<(&str, &str, Option<&str>)> = list["roles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["who"].as_str().unwrap(), r["role"].as_str().unwrap(), r["performer"].as_str()))
        .collect();
    assert_eq!(roles, [("tester", "approver", None), ("ivan", "performer", Some("Відділ Б"))]);
    let table = world.ok(&["role", PLAN]).out;
    assert!(table.contains("tester") && table.contains("approver"), "{table}");
    world.refused(&["role", PLAN, "tester", "--remove"], 5, &["You could not change roles"]);
    world.refused(&["role", PLAN, "tester", "planner"], 5, &["You could not change roles"]);
    world.code(&["role", PLAN, "ivan", "planner", "--performer", "Відділ Б"], 2);
    world.code(&["role", PLAN, "ivan", "king"], 2);
    world.code(&["role", PLAN, "iv:an", "viewer"], 2);
    world.refused(&["role", PLAN, "ivan", "performer", "--performer", "Хтось"], 4, &["Відділ А"]);
    let log = world.ok(&["log", PLAN]).out;
    assert!(log.contains("ivan: role “performer”"), "{log}");
    world.ok(&["role", PLAN, "ivan", "--remove"]);
    let last = world.ok(&["role", PLAN, "tester", "--remove"]);
    assert!(last.err.contains("everybody may do everything"), "{}", last.err);
    assert_eq!(as_user(&world, "stranger", &["fact", PLAN, "1.1.1", "4", "--quarter", Q1]).code, 0);
}

#[test]
fn an_exported_plan_with_roles_is_taken_in_by_whoever_becomes_its_approver() {
    let world = World::with_plan();
    world.ok(&["role", PLAN, "petro", "planner"]);
    let file = world.path("plan.json");
    world.ok(&["export", PLAN, "-o", &file]);
    let other = world.path("other");
    let run = as_user(&world, "hanna", &["import", &file, "--workspace", &other]);
    assert_eq!(run.code, 0, "{}", run.err);
    let fact = ["fact", PLAN, "1.1.1", "4", "--quarter", Q1, "--workspace", &other];
    assert_eq!(as_user(&world, "hanna", &fact).code, 0);
    let other_fact = ["fact", PLAN, "1.1.1", "5", "--quarter", Q1, "--workspace", &other];
    assert_eq!(as_user(&world, "stranger", &other_fact).code, 5);
    // A document does not change roles in an existing plan.
    let text = std::fs::read_to_string(&file).unwrap().replace("\"petro\"", "\"ivan\"");
    std::fs::write(&file, text).unwrap();
    world.ok(&["import", "--into", PLAN, &file]);
    assert!(!world.ok(&["role", PLAN]).out.contains("ivan"));
}
