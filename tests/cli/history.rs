//! The history of a value: `log` by address, author, time and kind.

use crate::world::{World, run};

/// Facts of two users at 1.1.1 and 1.1.2, a note that changes while its fact stays, and an undo.
fn world() -> World {
    let world = World::with_plan();
    let fact = |who: &str, args: &[&str]| {
        let mut command = world.command(&[&["fact", "zirka"], args, &["--quarter", "2026Q1"]].concat());
        assert_eq!(run(command.env("KVARTAL_AUTHOR", who)).code, 0, "{args:?}");
    };
    fact("olena", &["1.1.1", "7"]);
    fact("petro", &["1.1.1", "12* карантин"]);
    fact("petro", &["1.1.1", "12* карантин у двох школах"]);
    fact("olena", &["1.1.2", "-", "--note", "вчасно"]);
    fact("olena", &["1.1.1", "13"]);
    world.ok(&["evidence", "zirka", "14.02.2026 семінар -> 1.1.1"]);
    let mut undo = world.command(&["undo", "zirka-2026"]);
    assert_eq!(run(undo.env("KVARTAL_AUTHOR", "olena")).code, 0);
    world
}

/// Author, field, old and new value of every listed value.
fn values(world: &World, args: &[&str]) -> Vec<[String; 4]> {
    let log = world.ok(&[&["log", "--format", "json"], args].concat()).json();
    assert_eq!((log["format"].as_str(), log["version"].as_u64()), (Some("kvartal-log"), Some(1)));
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut all = Vec::new();
    for change in log["changes"].as_array().unwrap() {
        for value in change["values"].as_array().unwrap() {
            let [field, from, to] = ["field", "from", "to"].map(|key| text(&value[key]));
            all.push([text(&change["author"]), field, from, to]);
        }
    }
    all
}

#[test]
fn the_history_of_an_address_has_values_and_notes_with_who_and_when() {
    let world = world();
    let all = values(&world, &["--address", "1.1.1", "--since", "2026-01-01"]);
    let [olena, petro] = ["olena", "petro"].map(str::to_owned);
    let row = |who: &String, rest: [&str; 3]| {
        let [field, from, to] = rest.map(str::to_owned);
        [who.clone(), field, from, to]
    };
    let end = all.iter().position(|value| value == &row(&petro, ["fact", "7", "12"])).unwrap();
    assert_eq!(
        all[end..],
        [
            row(&petro, ["fact", "7", "12"]),
            row(&petro, ["note", "", "карантин"]),
            row(&petro, ["note", "карантин", "карантин у двох школах"]),
            row(&olena, ["fact", "12", "13"]),
            row(&"tester".to_owned(), ["evidence", "", "2026-02-14 семінар"]),
            row(&olena, ["fact", "13", "12"]),
        ]
    );
    // For people there is one line for each value, and none like «12 → 12».
    let table = world.ok(&["log", "--address", "1.1.1"]).out;
    assert!(table.contains("карантин у двох школах") && table.contains("note Q1 2026"), "{table}");
    let whole = world.ok(&["log"]).out;
    assert!(whole.contains("карантин у двох школах") && !whole.contains("12 → 12"), "{whole}");
    world.refused(&["log", "--address", "9.9"], 4, &["9.9"]);
}

#[test]
fn the_log_is_narrowed_by_author_time_and_kind() {
    let world = world();
    let count = |args: &[&str]| {
        let log = world.ok(&[&["log", "--format", "json"], args].concat()).json();
        log["changes"].as_array().unwrap().len()
    };
    assert_eq!(count(&[]), 8);
    assert_eq!(count(&["--author", "Petro"]), 2);
    assert_eq!(count(&["--kind", "note"]), 3);
    assert_eq!(count(&["--kind", "undo"]), 1);
    assert_eq!(count(&["--kind", "import"]), 1);
    assert_eq!(count(&["--kind", "evidence", "--author", "tester"]), 1);
    assert_eq!(count(&["--author", "olena", "--limit", "2"]), 2);
    assert_eq!(count(&["--until", "2000-01-01"]), 0);
    assert_eq!(count(&["--since", "2000-01-01", "--until", "2199-01-01 12:00"]), 8);
    let notes = values(&world, &["--address", "1.1.1", "--kind", "note"]);
    assert_eq!(notes.len(), 2, "{notes:?}");
    world.code(&["log", "--kind", "weather"], 2);
    world.refused(&["log", "--since", "вчора"], 2, &["вчора"]);
}

#[test]
fn the_latest_lines_are_those_of_the_whole_history() {
    let world = world();
    let plain = |args: &[&str]| world.ok(&[&["log", "--format", "csv"], args].concat()).out;
    // A time keeps all of them, and is compared with the whole plan.
    let whole = plain(&["--since", "2020-01-01"]);
    assert_eq!(plain(&[]), whole);
    let latest = plain(&["--limit", "3"]);
    let lines: Vec<&str> = whole.lines().collect();
    assert!(lines.len() > 6, "{whole}");
    assert_eq!(latest.lines().skip(1).collect::<Vec<_>>(), lines[lines.len() - 3..]);
}
