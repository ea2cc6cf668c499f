//! Copying plans with their history from one place to another, and the message about an unreachable server.

use std::{fs, path::Path};

use super::world::World;

const PLAN: &str = "zirka-2026";

fn world() -> World {
    let world = World::with_plan();
    world.ok(&["fact", PLAN, "1.1.1", "2", "--quarter", "2026Q1"]);
    world.ok(&["role", PLAN, "tester", "approver"]);
    world.ok(&[
        "new",
        "--title",
        "Second",
        "--organisation",
        "Office",
        "--period",
        "2026",
        "--slug",
        "second",
    ]);
    world.ok(&["delete", "second", "--yes"]);
    world.ok(&[
        "new",
        "--title",
        "Third",
        "--organisation",
        "Office",
        "--period",
        "2026",
        "--slug",
        "second",
    ]);
    world
}

/// The history and the content of every plan, wherever it is stored.
fn all(world: &World, workspace: &str) -> Vec<String> {
    let ask = |args: &[&str]| world.ok(&[&["--workspace", workspace], args].concat()).out;
    let plans = ["zirka-2026", "second"];
    let of = |plan: &&str| [ask(&["export", plan]), ask(&["log", plan, "--format", "json"])];
    plans.iter().flat_map(of).collect()
}

fn files(directory: &Path, ending: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn from_a_workspace_to_text_and_back_nothing_is_lost() {
    let world = world();
    let [from, text, back, again] = ["workspace", "text", "back", "again"].map(|name| world.path(name));
    let (to_text, to_again) = (format!("json:{text}"), format!("json:{again}"));
    let said = world.ok(&["copy", &from, &to_text]).err;
    assert!(said.contains("3 plans"), "{said}");
    world.ok(&["copy", &to_text, &back]);
    assert_eq!(all(&world, &back), all(&world, &from));
    world.ok(&["--workspace", &back, "doctor"]);
    // The copies are equal byte by byte.
    world.ok(&["copy", &back, &to_again]);
    let [text, again] = [text, again].map(|directory| files(Path::new(&directory), ""));
    assert_eq!(text, again);
    assert_eq!(text.iter().filter(|(name, _)| name.ends_with(".changes.jsonl")).count(), 3);
    let exported = text.iter().find(|(name, _)| name == "zirka-2026.json").unwrap();
    assert_eq!(String::from_utf8_lossy(&exported.1), world.ok(&["export", PLAN]).out);
}

#[test]
fn the_same_command_goes_on_with_what_was_broken_off() {
    let world = world();
    let [from, text] = ["workspace", "text"].map(|name| world.path(name));
    let to = format!("json:{text}");
    world.ok(&["copy", &from, &to]);
    let whole = files(Path::new(&text), ".jsonl");
    let (name, bytes) = whole.iter().max_by_key(|(_, bytes)| bytes.len()).unwrap();
    fs::write(Path::new(&text).join(name), &bytes[..bytes.len() - 20]).unwrap();
    let said = world.ok(&["copy", &from, &to]).err;
    assert!(said.contains("1 change;"), "{said}");
    assert_eq!(files(Path::new(&text), ".jsonl"), whole);
    world.ok(&["fact", PLAN, "1.1.1", "3", "--quarter", "2026Q1"]);
    assert!(world.ok(&["copy", &from, &to]).err.contains("1 change;"));
}

#[test]
fn another_history_is_not_written_over() {
    let world = world();
    let [from, back] = ["workspace", "back"].map(|name| world.path(name));
    world.ok(&["copy", &from, &back]);
    for (workspace, value) in [(&from, "3"), (&back, "4")] {
        world.ok(&["--workspace", workspace, "fact", PLAN, "1.1.1", value, "--quarter", "2026Q1"]);
    }
    let before = all(&world, &back);
    let run = world.code(&["copy", &from, &back], 5);
    assert!(run.err.contains("different histories"), "{}", run.err);
    assert_eq!(all(&world, &back), before);
}

#[test]
fn a_server_is_told_from_a_directory() {
    let world = World::with_plan();
    let server = ["--workspace", "postgres://nobody@127.0.0.1:1/kvartal"];
    let told = |args: &[&str], code| world.code(&[&server, args].concat(), code).err;
    let said = told(&["plans"], 1);
    let expected =
        if cfg!(feature = "postgres") { "does not answer: 127.0.0.1:1" } else { "without PostgreSQL" };
    assert!(said.contains(expected), "{said}");
    assert!(told(&["backup", "-o", &world.path("b")], 2).contains("pg_basebackup"));
    assert!(told(&["serve"], 2).contains("on a server"));
    assert!(world.code(&["migrate"], 2).err.contains("brings itself up"));
    assert!(!world.file("postgres:").exists() && !Path::new("postgres:").exists());
}
