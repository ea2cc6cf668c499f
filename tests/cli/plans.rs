//! Plans as a whole: creating, listing, naming, editing, archiving, deleting, exporting, importing, history.

use crate::world::{PLAN, World};

#[test]
fn a_plan_is_made_edited_put_away_and_deleted() {
    let world = World::new();
    let made = world.ok(&[
        "new",
        "--title",
        "План Коростенського центру",
        "--organisation",
        "Коростенський місцевий центр",
        "--period",
        "2026",
    ]);
    assert_eq!(made.out, "korosten-2026\n");
    world.ok(&[
        "edit",
        "korosten",
        "--title",
        "Новий план",
        "--approval",
        "ЗАТВЕРДЖЕНО|Директор|О. Ясна|2026-01-05",
    ]);
    let plan = world.ok(&["export"]).json();
    assert_eq!(plan["title"], "Новий план");
    assert_eq!(plan["approval"]["date"], "2026-01-05");
    assert_eq!(
        (plan["period"]["first"].as_str(), plan["period"]["last"].as_str()),
        (Some("2026Q1"), Some("2026Q4"))
    );
    // A genitive that nobody has said is told; once said, it stands in the title and leaves with the plan.
    world.ok(&["edit", "korosten", "--organisation", "Пролісок", "--title", "План заходів"]);
    let report = ["report", "korosten", "--quarter", "2026Q1", "--type", "md", "-o", "-"];
    let told = world.ok(&report);
    assert!(told.err.contains("--genitive") && told.out.contains("Пролісок"), "{} {}", told.err, told.out);
    world.ok(&["edit", "korosten", "--genitive", "Проліска", "--title", "Новий план"]);
    let told = world.ok(&report);
    assert!(!told.err.contains("--genitive") && told.out.contains("Проліска"), "{} {}", told.err, told.out);
    let plan = world.ok(&["export"]).json();
    assert_eq!(
        (plan["version"].as_u64(), plan["organisation_genitive"].as_str()),
        (Some(2), Some("Проліска"))
    );
    world.ok(&["archive", "korosten"]);
    assert_eq!(world.ok(&["plans", "--format", "json"]).json()["plans"].as_array().unwrap().len(), 0);
    world.code(&["status"], 4);
    world.ok(&["status", "korosten-2026"]);
    world.ok(&["archive", "korosten", "--undo"]);
    // A command that can do damage requires the full name.
    world.refused(&["delete", "korosten", "--yes"], 4, &["korosten-2026"]);
    world.refused(&["undo", "korosten"], 4, &["korosten-2026"]);
    world.refused(&["delete", "korosten-2026"], 2, &["--yes"]);
    let gone = world.ok(&["delete", "korosten-2026", "--yes"]);
    assert_eq!(world.ok(&["plans", "--format", "json"]).json()["plans"].as_array().unwrap().len(), 0);
    let id = gone.err.split_whitespace().last().unwrap().to_owned();
    world.ok(&["undo", &id]);
    assert_eq!(world.ok(&["export"]).json()["title"], "Новий план");
}

#[test]
fn a_list_of_plans_has_the_shape_of_the_contract() {
    let world = World::with_plan();
    let list = world.ok(&["plans", "--format", "json"]).json();
    assert_eq!((list["format"].as_str(), list["version"].as_u64()), (Some("kvartal-plans"), Some(1)));
    assert_eq!(list["plans"][0]["slug"], "zirka-2026");
    assert_eq!(list["plans"][0]["id"], "00000000000000000000000000000abc");
    assert_eq!(list["plans"][0]["title"], "План заходів Зоряного бюро");
    assert!(world.ok(&["plans"]).out.contains("zirka-2026"));
    assert_eq!(world.ok(&["plans", "--format", "csv"]).out.lines().count(), 2);
}

#[test]
fn plans_are_named_by_prefix_and_ambiguity_lists_the_candidates() {
    let world = World::with_plan();
    world.ok(&["new", "--title", "Інший", "--period", "2027Q1", "--slug", "zirka-2027"]);
    world.refused(&["status", "zirka"], 4, &["zirka-2026", "zirka-2027"]);
    world.refused(&["status"], 4, &["zirka-2026", "zirka-2027"]);
    world.refused(&["status", "odesa"], 4, &["odesa", "zirka-2026"]);
    world.ok(&["status", "zirka-2026"]);
    world.ok(&["status", "0000000000"]);
    world.refused(&["new", "--title", "Ще", "--period", "2027", "--slug", "zirka-2027"], 5, &["zirka-2027"]);
}

#[test]
fn the_status_of_all_plans_is_that_of_each_by_name() {
    let world = World::with_plan();
    world.ok(&["new", "--title", "Інший", "--period", "2027", "--slug", "inshyi-2027"]);
    world.ok(&["fact", "zirka-2026", "1.1.1", "7", "--quarter", "2026Q1"]);
    let shown = |plans: &[&str], quarter: &str| {
        let common = ["--quarter", quarter, "--as-of", "2026-05-05", "--format", "csv"];
        world.ok(&[&["status"], plans, &common].concat())
    };
    let all = shown(&["--all"], "2026Q1");
    assert!(all.err.contains("inshyi-2027"), "what does not have the quarter is told: {}", all.err);
    let by_name = world.ok(&["status", "zirka-2026", "zirka-2026", "--quarter", "2026Q1", "--format", "csv"]);
    assert_eq!(all.out, by_name.out);
    assert!(all.out.lines().nth(1).is_some_and(|row| row.starts_with("zirka-2026,")), "{}", all.out);
    // Without a quarter each plan shows the quarter that is nearest to the date.
    let nearest = world.ok(&["status", "--all", "--as-of", "2026-05-05", "--format", "csv"]);
    let named =
        world.ok(&["status", "inshyi-2027", "zirka-2026", "--as-of", "2026-05-05", "--format", "csv"]);
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&nearest.out), sorted(&named.out));
}

#[test]
fn an_export_comes_back_as_it_went() {
    let world = World::with_plan();
    world.ok(&["fact", "zirka", "1.1.1", "7", "--quarter", "2026Q1", "--note", "решту перенесено"]);
    let out = world.path("out.json");
    world.ok(&["export", "-o", &out]);
    let first = std::fs::read_to_string(&out).unwrap();
    world.refused(&["import", &out], 5, &["--into", "zirka-2026"]);
    let again = world.ok(&["import", &out, "--into", "zirka"]);
    assert!(again.out.contains("added 0, changed 0, withdrawn 0, untouched 5"), "{}", again.out);
    let other = World::new();
    other.write("in.json", &first);
    other.ok(&["import", &other.path("in.json")]);
    assert_eq!(other.ok(&["export"]).out, first);
    assert_eq!(other.ok(&["export", "-o", "-", "--format", "json"]).out, first);
    let beside: Vec<_> = std::fs::read_dir(world.dir())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().ends_with(".tmp"))
        .collect();
    assert!(beside.is_empty(), "{beside:?}");
}

#[test]
fn a_name_that_is_taken_gets_a_number() {
    let world = World::with_plan();
    let other = PLAN.replace("00abc", "00abd");
    let run = world.run_with(&["import", "-", "--format", "json"], &other);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.json()["plans"][0]["slug"], "zirka-2026-2");
    assert_eq!(run.json()["plans"][0]["counts"]["measures"], 5);
}

#[test]
fn a_dry_run_changes_nothing() {
    let world = World::with_plan();
    let before = world.everything();
    world.write("other.json", PLAN.replace("00abc", "00abd"));
    for args in [
        &["import", &world.path("other.json"), "--dry-run"][..],
        &["new", "--title", "x", "--period", "2026", "-n"],
        &["edit", "--title", "x", "-n"],
        &["archive", "-n"],
        &["delete", "zirka-2026", "-n"],
        &["fact", "zirka", "1.1.1", "7", "-n", "--quarter", "2026Q1"],
        &["evidence", "zirka", "14.02.2026 семінар -> 1.1.1", "-n"],
        &["undo", "--creation", "-n"],
    ] {
        let run = world.ok(args);
        assert!(run.err.contains("Dry run"), "{args:?}: {}", run.err);
        assert_eq!(world.everything(), before, "{args:?}");
    }
}

#[test]
fn the_log_tells_and_undo_takes_back() {
    let world = World::with_plan();
    world.ok(&["fact", "zirka", "1.1.1", "7", "--quarter", "2026Q1"]);
    world.ok(&["fact", "zirka", "1.1.1", "9", "--quarter", "2026Q1"]);
    let log = world.ok(&["log", "--format", "json"]).json();
    assert_eq!(log["format"], "kvartal-log");
    let changes = log["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 3);
    assert_eq!((changes[2]["from"].as_str(), changes[2]["to"].as_str()), (Some("7"), Some("9")));
    assert_eq!(
        (changes[2]["verb"].as_str(), changes[2]["author"].as_str()),
        (Some("set_fact"), Some("tester"))
    );
    let last = world.ok(&["log", "--limit", "1", "--format", "plain"]).out;
    assert!(last.ends_with("\n1 entry in all.\n"), "{last}");
    world.ok(&["undo"]);
    let fact = |world: &World| {
        world.ok(&["export"]).json()["outline"][0]["children"][0]["children"][0]["indicators"][0]["values"][0]
            ["fact"]["raw"]
            .clone()
    };
    assert_eq!(fact(&world), "7");
    world.ok(&["undo"]);
    assert_ne!(fact(&world), "7");
    let mut other = world.command(&["undo"]);
    other.env("KVARTAL_AUTHOR", "somebody else");
    assert_eq!(crate::world::run(&mut other).code, 4);
}

#[test]
fn undo_stops_at_the_making_of_the_plan_and_redo_brings_back_what_undo_took() {
    let world = World::with_plan();
    world.ok(&["fact", "zirka", "1.1.1", "7", "--quarter", "2026Q1"]);
    let full = world.ok(&["export"]).out;
    world.ok(&["undo"]);
    world.refused(&["undo"], 5, &["kvartal undo zirka-2026 --creation"]);
    assert!(world.ok(&["plans", "--format", "plain"]).out.ends_with("\n1 entry in all.\n"));
    world.refused(&["redo", "zirka"], 4, &["zirka-2026"]);
    world.ok(&["redo"]);
    assert_eq!(world.ok(&["export"]).out, full);
    world.refused(&["redo"], 4, &["There is nothing to redo."]);
    // The creation of the plan is undone with the option for it, and redone.
    world.ok(&["undo"]);
    let bare = world.ok(&["export"]).out;
    world.ok(&["undo", "zirka-2026", "--creation"]);
    assert_eq!(world.ok(&["plans", "--format", "plain"]).out, "");
    assert!(world.ok(&["plans", "--deleted"]).out.contains("zirka-2026"));
    world.ok(&["redo", "zirka-2026"]);
    assert_eq!(world.ok(&["export"]).out, bare);
    world.ok(&["redo", "zirka-2026"]);
    assert_eq!(world.ok(&["export"]).out, full);
}

#[test]
fn the_making_is_not_undone_over_what_somebody_else_has_added() {
    let world = World::with_plan();
    let mut other = world.command(&["fact", "zirka", "1.1.1", "7", "--quarter", "2026Q1"]);
    other.env("KVARTAL_AUTHOR", "petro");
    assert_eq!(crate::world::run(&mut other).code, 0);
    world.code(&["undo", "zirka-2026", "--creation"], 5);
    assert!(world.ok(&["plans"]).out.contains("zirka-2026"));
}

#[test]
fn a_deleted_plan_lies_in_the_trash_and_comes_back_whole() {
    let world = World::with_plan();
    world.ok(&["fact", "zirka", "1.1.1", "7", "--quarter", "2026Q1"]);
    let full = world.ok(&["export"]).out;
    assert_eq!(world.ok(&["plans", "--deleted", "--format", "json"]).json()["plans"], serde_json::json!([]));
    world.ok(&["delete", "zirka-2026", "--yes"]);
    let trash = world.ok(&["plans", "--deleted", "--format", "json"]).json();
    assert_eq!((trash["format"].as_str(), trash["version"].as_u64()), (Some("kvartal-trash"), Some(1)));
    let plan = &trash["plans"][0];
    assert_eq!((plan["slug"].as_str(), plan["deleted_by"].as_str()), (Some("zirka-2026"), Some("tester")));
    assert_eq!(plan["changes"], 3);
    let id = plan["id"].as_str().unwrap().to_owned();
    // An abbreviated name is refused, and another user may restore the plan.
    world.refused(&["undelete", "zirka"], 4, &["zirka-2026"]);
    let mut other = world.command(&["undelete", "zirka-2026"]);
    other.env("KVARTAL_AUTHOR", "petro");
    assert_eq!(crate::world::run(&mut other).code, 0);
    assert_eq!(world.ok(&["export"]).out, full);
    assert_eq!(world.ok(&["log", "--format", "json"]).json()["changes"].as_array().unwrap().len(), 4);
    // Restoring what another user deleted is no undo of an own change, so only `delete` deletes the plan again.
    let mut redo = world.command(&["redo", "zirka-2026"]);
    redo.env("KVARTAL_AUTHOR", "petro");
    assert_eq!(crate::world::run(&mut redo).code, 4);
    // The plan is restored under another slug if its own is taken.
    world.ok(&["delete", "zirka-2026", "--yes"]);
    world.ok(&["new", "--title", "Інший", "--period", "2026", "--slug", "zirka-2026"]);
    world.refused(&["undelete", "zirka-2026"], 5, &[&id, "--slug"]);
    world.ok(&["undelete", &id, "--slug", "zirka-old"]);
    assert!(world.ok(&["plans"]).out.contains("zirka-old"));
    world.refused(&["undelete", &id], 4, &[&id]);
}

#[test]
fn an_import_of_many_files_takes_the_good_ones() {
    let world = World::new();
    world.write("good.json", PLAN);
    world.write("bad.json", "{\"format\": \"kvartal-plan\", \"version\": 2}");
    world.write("empty.docx", "");
    let run =
        world.run(&["import", &world.path("bad.json"), &world.path("good.json"), &world.path("empty.docx")]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("bad.json") && run.err.contains("empty.docx"), "{}", run.err);
    assert_eq!(world.everything().len(), 1);
}
