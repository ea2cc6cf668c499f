//! The dialogue of lines with input from a pipe: `kvartal --plain < answers.txt`.

use unicode_width::UnicodeWidthStr as _;

use crate::world::{Run, World};

fn talk(world: &World, answers: &str) -> Run {
    let run = world.run_with(&["--plain", "--as-of", "2026-02-10"], answers);
    assert_eq!(run.code, 0, "{}\n{}", run.out, run.err);
    readable_aloud(&run.out);
    run
}

/// Asserts that a screen reader and a Braille display can tell each line.
fn readable_aloud(text: &str) {
    for line in text.lines() {
        assert!(line.width() <= 79, "{line:?}");
        assert!(!line.contains(['\t', '\u{1b}', '\u{7}', '\r', '\u{8}']), "{line:?}");
        let is_sign = |c: char| ('\u{2200}'..='\u{27bf}').contains(&c);
        assert!(!line.contains(is_sign), "{line:?}");
        assert!(!line.contains("   "), "{line:?}");
    }
}

const LISTS: [&[&str]; 13] = [
    &["plans"],
    &["show", "--quarter", "2026Q1", "--parts"],
    &["show", "--by", "quarter"],
    &["show", "--by", "performer"],
    &["status", "--quarter", "2026Q1"],
    &["status", "--by", "performer"],
    &["status", "--all"],
    &["check", "--all-quarters"],
    &["log"],
    &["log", "--address", "1.1.1"],
    &["keys"],
    &["forms"],
    &["performers"],
];

#[test]
fn plain_lists_tell_each_field_by_its_name_in_short_lines() {
    let world = World::with_plan();
    let long = "пояснення, чому захід не відбувся, ".repeat(5);
    world.ok(&["fact", "zirka", "1.1.1", "7", "--quarter", "2026Q1", "--note", &long]);
    for language in ["uk", "en"] {
        for list in LISTS.iter().chain(&[&["debts"][..], &["doctor"], &["config"], &["plans", "--deleted"]]) {
            let mut command = world.command(list);
            command.args(["--format", "plain", "--as-of", "2026-12-31"]).env("KVARTAL_LANG", language);
            let run = crate::world::run(&mut command);
            assert!(matches!(run.code, 0 | 3), "{list:?} {}", run.err);
            readable_aloud(&run.out);
            if LISTS.contains(list) {
                let count = run.out.lines().last().unwrap_or_default();
                assert!(count.starts_with("Усього ") || count.ends_with(" in all."), "{list:?} {}", run.out);
            }
        }
    }
    let shown = world.ok(&["show", "--quarter", "2026Q1", "--as-of", "2026-02-10", "--format", "plain"]).out;
    assert!(shown.contains("Status: partial\nAddress: 1.1.1\n"), "{shown}");
    assert!(shown.contains("Fact: 7\n"), "{shown}");
}

#[test]
fn a_plain_list_compares_in_words() {
    let world = World::new();
    world.ok(&["import", "-y", concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/sample.json")]);
    let shown = world.ok(&["show", "--format", "plain"]).out;
    readable_aloud(&shown);
    assert!(shown.contains("Target: 20, at most the target\n"), "{shown}");
}

#[test]
fn a_long_plain_list_says_after_twenty_how_many_there_are() {
    let world = World::new();
    let keys = world.ok(&["keys", "--format", "plain"]).out;
    let entries = keys.lines().filter(|line| line.starts_with("Where: ")).count();
    assert!(keys.contains(&format!("\nShown so far: 20 of {entries}.\n")), "{entries}");
    assert!(keys.ends_with(&format!("\n{entries} entries in all.\n")), "{entries}");
    assert_eq!(world.ok(&["plans", "--format", "plain"]).out, "");
}

/// Value and note of an indicator in the first quarter.
fn fact(world: &World, address: &str) -> (String, String) {
    let json = world.ok(&["show", "--quarter", "2026Q1", "--format", "json"]).json();
    let rows = json["rows"].as_array().unwrap().clone();
    let found = rows.iter().find(|row| {
        row["indicator"]["address"] == address || (row["address"] == address && !row["indicator"].is_null())
    });
    let indicator = &found.unwrap_or_else(|| panic!("{address}: {rows:#?}"))["indicator"];
    let text = |field: &str| indicator[field].as_str().unwrap_or_default().to_owned();
    (text("fact"), text("note"))
}

#[test]
fn facts_are_asked_for_one_after_the_other_and_each_answer_is_saved() {
    let world = World::with_plan();
    let run = talk(&world, "f\n12\n\n25/250\n");
    assert!(run.out.contains("1.1.1. Семінари: кількість семінарів. Target 10"), "{}", run.out);
    assert!(run.out.contains("Entered: 12, exceeded, 120"), "{}", run.out);
    assert!(run.out.contains("Skipped."), "{}", run.out);
    assert_eq!(fact(&world, "1.1.1").0, "12");
    assert_eq!(fact(&world, "1.1.2").0, "");
    assert_eq!(fact(&world, "1.1.3").0, "25/250");
}

#[test]
fn a_note_is_asked_for_and_goes_with_its_fact_when_it_is_taken_back() {
    let world = World::with_plan();
    let run = talk(&world, "g 1.1.1\n7\nsnow\nwhere\n");
    assert!(run.out.contains("note?") && run.out.contains("Note entered."), "{}", run.out);
    assert_eq!(fact(&world, "1.1.1"), ("7".to_owned(), "snow".to_owned()));
    talk(&world, "g 1.1.1\n8\nrain\nu\n");
    assert_eq!(fact(&world, "1.1.1"), ("7".to_owned(), "snow".to_owned()));
    let run = talk(&world, "g 1.1.1\n6* flood\nquit\n");
    assert!(!run.out.contains("note?"), "{}", run.out);
    assert_eq!(fact(&world, "1.1.1"), ("6".to_owned(), "flood".to_owned()));
}

#[test]
fn a_note_that_is_asked_for_alone_is_taken_back_alone() {
    let world = World::with_plan();
    talk(&world, "g 1.1.1\n7\n\n");
    let run = talk(&world, "g 1.1.3\n25/250\nn\nsnow\n.\nu\n");
    assert!(run.out.contains("Note entered."), "{}", run.out);
    assert_eq!(fact(&world, "1.1.1"), ("7".to_owned(), String::new()));
    assert_eq!(fact(&world, "1.1.3").0, "25/250");
}

#[test]
fn what_is_searched_for_may_be_typed_on_another_layout_or_in_latin_letters() {
    let world = World::with_plan();
    for typed in ["консульт", "rjycekmn", "konsult"] {
        let run = talk(&world, &format!("/ {typed}\n"));
        assert!(run.out.contains("1.1.2. Консультації"), "{typed}\n{}", run.out);
    }
}

#[test]
fn a_wrong_value_is_told_and_asked_for_again() {
    let world = World::with_plan();
    let run = talk(&world, "g 1.1.1\nдванадцять\n12\n");
    assert!(
        run.out.matches("fact?").count() == 2 && run.out.contains("Not a number: \"дванадцять\""),
        "{}",
        run.out
    );
    assert_eq!(fact(&world, "1.1.1").0, "12");
    talk(&world, "g 1.1.1\n\"дванадцять\n");
    assert_eq!(fact(&world, "1.1.1").0, "дванадцять");
}

#[test]
fn everything_else_is_told_in_sentences() {
    let world = World::with_plan();
    let run = talk(
        &world,
        "?\nd 1.1.1\n/ консульт\nt performers\ncheck\nq 2026Q2\nзапит\nq\nq 2026Q1\ne 14.01 seminar -> 1.1.1\nd 1.1.1\n",
    );
    for said in [
        "Performers: Відділ А; Відділ Б.",
        "1.1.2. Консультації",
        "Performer Відділ А.",
        "plan: План заходів Зоряного бюро, Q2 2026",
        "Target за потреби.",
        "Happened: 2026-01-14 seminar",
        "Unknown command: \"запит\"",
    ] {
        assert!(run.out.contains(said), "{said}\n{}", run.out);
    }
}

#[test]
fn the_switch_is_a_flag_a_variable_or_a_terminal_that_moves_no_cursor() {
    let world = World::with_plan();
    let plain = |name: &str, value: &str| {
        let output =
            world.command(&["--as-of", "2026-02-10"]).env(name, value).write_stdin("").output().unwrap();
        output.status.code() == Some(0)
    };
    assert!(plain("KVARTAL_PLAIN", "1") && plain("ACCESSIBLE", "1") && plain("TERM", "dumb"));
    assert!(!plain("KVARTAL_PLAIN", "0"));
    let off =
        world.command(&[]).env("KVARTAL_PLAIN", "0").env("ACCESSIBLE", "1").write_stdin("").output().unwrap();
    assert_eq!(off.status.code(), Some(2));
}
