//! Figures of several plans at once, from the summaries in the list.

use crate::world::{PLAN, World};

/// The same plan under two slugs; only the first one has facts.
fn world() -> World {
    let world = World::with_plan();
    world.write("second.json", PLAN.replace("zirka-2026", "druha-2026").replace("abc", "abd"));
    let file = world.path("second.json");
    world.ok(&["import", &file, "--yes"]);
    world.ok(&["fact", "zirka-2026", "1.1.1", "5", "--quarter", "2026Q1"]);
    world
}

#[test]
fn rows_and_total_are_those_of_the_plans_one_by_one() {
    let world = world();
    for (quarter, day) in [
        ("2026Q1", "2026-02-10"),
        ("2026Q1", "2026-04-05"),
        ("2026Q2", "2026-02-10"),
        ("2026Q2", "2027-03-01"),
    ] {
        let when = ["--quarter", quarter, "--as-of", day];
        let one = |plan: &str| {
            world.ok(&[&["status", plan], &when[..], &["--format", "json"]].concat()).json()["total"].clone()
        };
        let (first, second) = (one("druha-2026"), one("zirka-2026"));
        let list = world.ok(&[&["status", "--all"], &when[..], &["--format", "json"]].concat()).json();
        assert_eq!((&list["plans"][0]["total"], &list["plans"][1]["total"]), (&first, &second));
        for path in [
            "/measures",
            "/owed/count",
            "/owed/done",
            "/debts/open",
            "/overdue",
            "/notes_owed",
            "/doubts",
            "/goals",
        ] {
            let figure =
                |of: &serde_json::Value| of.pointer(path).and_then(serde_json::Value::as_u64).expect(path);
            assert_eq!(
                figure(&list["total"]),
                figure(&first) + figure(&second),
                "{path} in {quarter} on {day}"
            );
        }
        // The table is made from the summaries alone, and has the same figures.
        let table = world.ok(&[&["status", "--all"], &when[..], &["--format", "csv"]].concat()).out;
        let row = table.lines().find(|line| line.starts_with("zirka-2026")).expect("its row");
        let fields: Vec<&str> = row.rsplit(',').collect();
        assert!(fields.len() > 10, "{row}");
        let owed = second["owed"]["count"].to_string();
        assert!(row.contains(&format!(",{owed},")), "{row}: {owed}");
    }
}

#[test]
fn debts_and_findings_of_several_plans_are_those_of_each() {
    let world = world();
    let when = ["--as-of", "2027-02-01"];
    for (command, format, list) in
        [("debts", "debts", "kvartal-debts-list"), ("check", "findings", "kvartal-findings-list")]
    {
        let run = |args: &[&str]| world.run(&[&[command], args, &when[..]].concat());
        let one = |plan: &str| run(&[plan, "--format", "json"]).json()[format].clone();
        for all in [&["--all"][..], &["druha-2026", "zirka-2026", "druha-2026"]] {
            let found = run(&[all, &["--format", "json"]].concat()).json();
            assert_eq!(found["format"], list);
            let plans: Vec<&str> = found["plans"]
                .as_array()
                .unwrap()
                .iter()
                .map(|plan| plan["plan"].as_str().unwrap())
                .collect();
            assert_eq!(plans, ["druha-2026", "zirka-2026"]);
            assert_eq!(found["plans"][0][format], one("druha-2026"));
            assert_eq!(found["plans"][1][format], one("zirka-2026"));
        }
        let table = run(&["--all", "--format", "csv"]).out;
        let rows = |plan: &str| table.lines().filter(|line| line.starts_with(&format!("{plan},"))).count();
        assert_eq!(rows("druha-2026"), one("druha-2026").as_array().unwrap().len(), "{table}");
        assert!(rows("zirka-2026") > 0 && table.starts_with("plan,"), "{table}");
        assert_eq!(run(&["--all"]).code, run(&["druha-2026"]).code);
    }
    // A quarter that a plan does not have is told; the others are checked.
    let other = world.run(&["check", "--all", "--quarter", "2031Q1"]);
    assert!(other.code == 0 && other.err.contains("zirka-2026"), "{}", other.err);
}

#[test]
fn programs_read_the_same_in_every_language() {
    let world = World::with_plan();
    world.ok(&["fact", "zirka", "--quarter", "2026Q1", "1.1.1", "3"]);
    let lists: [&[&str]; 6] = [
        &["show", "--parts", "--quarter", "2026Q1"],
        &["show", "--quarter", "2026Q2"],
        &["debts"],
        &["status", "--quarter", "2026Q1"],
        &["plans"],
        &["log", "--address", "1.1.1"],
    ];
    for list in lists {
        for format in ["csv", "json"] {
            let args = [list, &["--format", format, "--as-of", "2027-02-01"]].concat();
            let english = world.ok(&args).out;
            let ukrainian = crate::world::run(world.command(&args).env("KVARTAL_LANG", "uk")).out;
            assert_eq!(english, ukrainian, "{args:?}");
            assert!(english.lines().count() > 1, "{args:?}");
        }
    }
}

#[test]
fn from_a_quarter_to_itself_is_the_quarter() {
    let world = World::with_plan();
    world.ok(&["fact", "zirka", "--quarter", "2026Q1", "1.1.1", "3"]);
    for by in ["goal", "task", "subtask", "performer", "unit"] {
        let args = ["status", "--quarter", "2026Q1", "--by", by, "--as-of", "2026-05-05", "--format", "json"];
        let span = [&args[..], &["--from", "2026Q1"]].concat();
        assert_eq!(world.ok(&span).json(), world.ok(&args).json(), "{by}");
    }
}
