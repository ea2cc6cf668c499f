//! Bad input: the program prints one clear sentence with the problem and its place, exits with the right code, and
//! changes nothing.

use std::os::unix::fs::PermissionsExt as _;

use crate::world::{PLAN, World};

#[test]
fn files_that_are_no_plans_are_refused() {
    let world = World::with_plan();
    world.write("empty.docx", "");
    world.write("text.docx", "це не документ");
    world.write("torn.docx", b"PK\x03\x04 and nothing more");
    world.write("wide.csv", format!("{}\n", "Захід;План;".repeat(150)).repeat(2));
    world.write("page.pdf", "%PDF-1.7\n");
    world.write("broken.json", "{\"format\": \"kvartal-plan\",");
    world.write("newer.json", PLAN.replace("\"version\": 1", "\"version\": 7"));
    world.write("wrong.json", PLAN.replace("2026Q1\", \"last", "2026Q9\", \"last"));
    world.write("latin1.json", b"{\"title\": \"\xff\xfe\"}");
    for (file, says) in [
        ("missing.docx", "no such file"),
        ("empty.docx", "empty"),
        ("text.docx", "plain text, and there is no table"),
        ("torn.docx", "incomplete: its end is missing"),
        ("wide.csv", "columns in a table. Remove"),
        ("page.pdf", "PDF"),
        ("broken.json", "JSON"),
        ("newer.json", "7"),
        ("wrong.json", "2026Q9"),
        ("latin1.json", "UTF-8"),
    ] {
        world.refused(&["import", &world.path(file)], 1, &[file, says]);
    }
    world.refused(&["import", &world.path("")], 1, &["directory"]);
    world.write("other.csv", "№;Страва;Ціна\n1;Борщ;40\n2;Вареники;55\n");
    world.refused(&["import", &world.path("other.csv")], 1, &["№, Страва, Ціна", "forms --learn"]);
    world.write("letter.rtf", "{\\rtf1 звіт}");
    world.refused(&["import", &world.path("letter.rtf"), "--convert", "never"], 1, &["letter.rtf", ".docx"]);
}

#[test]
fn what_a_plan_may_not_hold_is_a_fault_of_the_file() {
    let world = World::with_plan();
    for (old, new, place) in [
        ("План заходів Зоряного бюро", " ", "title"),
        ("zirka-2026", "Зірка", "slug"),
        ("Відділ А", "", "outline[0].children[0].children[0].performers[0].name"),
        ("2026Q1\", \"last\": \"2026Q2", "1990Q1\", \"last\": \"2199Q4", "plan.json"),
    ] {
        world.write("plan.json", PLAN.replace("0abc", "0abd").replace(old, new));
        world.refused(&["import", &world.path("plan.json")], 1, &["plan.json", place]);
    }
}

#[test]
fn nothing_is_made_where_there_is_nothing_to_keep() {
    let world = World::new();
    let workspace = world.file("workspace");
    world.write("plan.json", PLAN);
    world.write("bad.docx", "");
    let plans = world.ok(&["plans", "--format", "json"]).json();
    assert_eq!(plans["plans"], serde_json::json!([]));
    for args in [
        &["status"][..],
        &["show"],
        &["check"],
        &["export"],
        &["log"],
        &["undo"],
        &["archive"],
        &["edit", "--title", "x"],
        &["fact", "zirka", "1.1.1", "1"],
        &["evidence", "zirka", "14.02.2026 x -> 1.1.1"],
        &["delete", "zirka", "--yes"],
    ] {
        world.code(args, 4);
    }
    world.code(&["import", &world.path("bad.docx")], 1);
    world.ok(&["import", "--dry-run", &world.path("plan.json")]);
    world.ok(&["new", "--title", "x", "--period", "2026", "--dry-run"]);
    assert!(!workspace.exists());
    std::fs::create_dir(&workspace).unwrap();
    world.ok(&["plans"]);
    assert_eq!(std::fs::read_dir(&workspace).unwrap().count(), 0);
    world.ok(&["import", &world.path("plan.json")]);
    world.ok(&["status"]);
}

#[test]
fn codes_values_quarters_and_days_are_refused() {
    let world = World::with_plan();
    world.refused(&["fact", "zirka", "9.9.9", "1"], 4, &["9.9.9"]);
    world.refused(&["fact", "zirka", "1.1", "1"], 4, &["1.1", "measure"]);
    world.refused(&["fact", "zirka", "1.1.1", "abc", "--quarter", "2026Q1"], 2, &["abc", "1.1.1", "10"]);
    world.refused(&["fact", "zirka", "1.1.1", "-", "--quarter", "2026Q1"], 2, &["1.1.1"]);
    world.refused(&["fact", "zirka", "1.1.1", "1", "--quarter", "2024Q1"], 4, &["Q1 2024", "2026"]);
    world.refused(&["fact", "zirka", "1.1.1", "1", "--quarter", "колись"], 2, &["колись"]);
    world.refused(&["status", "--quarter", "2026Q7"], 2, &["2026Q7"]);
    world.refused(&["status", "--quarter", "2030Q1"], 4, &["Q1 2030"]);
    world.refused(&["status", "--as-of", "вчора"], 2, &["вчора"]);
    world.refused(&["new", "--title", "x", "--period", "2026Q4..2026Q1"], 2, &["2026Q4..2026Q1"]);
    world.refused(&["new", "--title", " ", "--period", "2026"], 2, &["empty"]);
    world.refused(&["new", "--title", "x", "--period", "2026", "--slug", "Ім’я"], 2, &["Ім’я"]);
    let run = world.code(&["new", "--title", "x", "--period", "2026", "--slug", "a\u{1b}[2J\u{9b}"], 2);
    assert!(!run.err.contains(['\u{1b}', '\u{9b}']), "{:?}", run.err);
    world.refused(&["edit", "--period", "2027"], 5, &["2026"]);
    world.refused(&["import", "-", "--quarter", "2026Q9"], 2, &["2026Q9"]);
}

#[test]
fn wrong_usage_is_refused_in_the_users_language() {
    let world = World::with_plan();
    world.refused(&["status", "--wrong"], 2, &["--wrong", "kvartal --help"]);
    world.refused(&["fact", "zirka"], 2, &["CODE"]);
    world.refused(&["zirka", "status"], 2, &["zirka"]);
    world.refused(&["status", "--format", "xml"], 2, &["xml", "json"]);
    let mut command = world.command(&["status", "--wrong"]);
    command.env("KVARTAL_LANG", "uk");
    let run = crate::world::run(&mut command);
    assert!(run.err.contains("Невідомий параметр"), "{}", run.err);
}

#[test]
fn a_closed_quarter_is_a_conflict() {
    let world = World::new();
    let closed = PLAN.trim_end().strip_suffix('}').unwrap().to_owned()
        + ", \"closings\": [{\"quarter\": \"2026Q1\", \"by\": \"Олена\", \"at\": \"2026-04-10T09:00:00Z\"}]}";
    world.write("closed.json", closed);
    world.ok(&["import", &world.path("closed.json")]);
    world.refused(&["fact", "zirka", "1.1.1", "1", "--quarter", "2026Q1"], 5, &["Q1 2026", "Олена"]);
    world.refused(&["evidence", "zirka", "14.02.2026 семінар -> 1.1.1"], 5, &["Q1 2026"]);
    world.ok(&["fact", "zirka", "1.1.1", "1", "--quarter", "2026Q2"]);
}

#[test]
fn without_a_terminal_the_interface_points_to_commands() {
    let world = World::with_plan();
    for args in [&[][..], &["zirka"], &["demo"]] {
        world.refused(args, 2, &["terminal", "kvartal show", "kvartal fact"]);
    }
}

#[test]
fn a_workspace_that_cannot_be_used_says_so() {
    let world = World::new();
    world.write("file", "");
    let inside = format!("{}/deeper", world.path("file"));
    world.refused(&["plans", "--workspace", &inside], 1, &["file/deeper"]);
    std::fs::create_dir(world.file("other")).unwrap();
    world.write("other/thing", "not ours");
    let other = world.path("other");
    world.refused(&["plans", "--workspace", &other], 1, &["other"]);
    let locked = world.file("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o500)).unwrap();
    // Skipped for the superuser, whom permissions do not stop.
    if std::fs::write(locked.join("probe"), "").is_err() {
        let inside = format!("{}/w", locked.to_str().unwrap());
        world.refused(&["new", "--title", "x", "--period", "2026", "--workspace", &inside], 1, &["locked"]);
    } else {
        eprintln!("skipped: permissions do not stop this user");
    }
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_second_process_gets_the_holder_by_number() {
    use kvartal::store::{DiskStore, OpenOptions};
    let world = World::with_plan();
    let held = DiskStore::open(&world.file("workspace"), &OpenOptions::at(1_700_000_000_000)).unwrap();
    let run = world.run(&["--wait", "0.1", "fact", "zirka-2026", "1.1.1", "2"]);
    assert_eq!(run.code, 5, "{}", run.err);
    let pid = std::process::id().to_string();
    assert!(run.err.contains(&pid) && run.err.contains("2023-11-15"), "{}", run.err);
    // Reading needs no lock.
    for command in ["plans", "show", "status", "log", "export"] {
        world.ok(&[command]);
    }
    drop(held);
    world.ok(&["plans"]);
}

#[test]
fn an_output_that_cannot_be_written_says_so() {
    let world = World::with_plan();
    world.refused(&["export", "-o", &world.path("no/such/dir.json")], 1, &["dir.json"]);
    world.refused(&["export", "-o", world.dir().to_str().unwrap()], 1, &["directory"]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let world = World::with_plan();
    let program = assert_cmd::cargo::cargo_bin("kvartal");
    let mut child = Command::new(program)
        .args(["man"])
        .env("KVARTAL_WORKSPACE", world.file("workspace"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}
