//! `report`: the report that is handed in, and the form that a bureau fills in.

use crate::world::World;

fn text(world: &World, args: &[&str]) -> String {
    let mut all = vec!["report", "--type", "md", "-o", "-"];
    all.extend(args);
    world.ok(&all).out
}

#[test]
fn the_lines_of_a_note_come_back_from_every_format_that_is_read() {
    let world = World::with_plan();
    let note = "Карантин: двох занять не було\nПеренесено на квітень\n5 занять додатково";
    world.ok(&["fact", "zirka", "1.1.1", "7", "--quarter", "2026Q1", "--note", note]);
    world.ok(&[
        "fact",
        "zirka",
        "1.1.1",
        "3",
        "--quarter",
        "2026Q1",
        "--performer",
        "Відділ А",
        "--note",
        "раз\nдва",
    ]);
    let notes = |world: &World| {
        let plan = world.ok(&["export", "-o", "-"]).json();
        let mut notes: Vec<String> = Vec::new();
        collect_notes(&plan, &mut notes);
        notes
    };
    let own = notes(&world);
    assert!(own.iter().any(|own| own == note), "{own:?}");
    for kind in ["docx", "xlsx", "html", "md", "csv"] {
        let file = world.path(&format!("звіт.{kind}"));
        world.ok(&["report", "zirka", "--quarter", "2026Q1", "-o", &file]);
        let other = World::new();
        other.ok(&["import", &file, "--quarter", "2026Q1"]);
        assert_eq!(notes(&other), own, "{kind}");
    }
    // In a list for people and for screen readers a line stays a line.
    let plain = world.ok(&["show", "zirka", "--quarter", "2026Q1", "--format", "plain"]).out;
    assert!(plain.lines().all(|line| line.chars().count() < 80), "{plain}");
    assert!(!plain.lines().any(|line| line.trim() == "Перенесено на квітень"), "it has no name: {plain}");
}

/// The notes of a plan in the exchange format, in their order.
fn collect_notes(value: &serde_json::Value, notes: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            let note = fields.get("note").and_then(|note| note.as_str());
            notes.extend(note.filter(|note| !note.is_empty()).map(str::to_owned));
            fields.values().for_each(|value| collect_notes(value, notes));
        }
        serde_json::Value::Array(all) => all.iter().for_each(|value| collect_notes(value, notes)),
        _ => {}
    }
}

#[test]
fn a_report_is_written_in_every_format() {
    let world = World::with_plan();
    for ending in ["docx", "xlsx", "pdf", "html", "md", "csv"] {
        let file = world.path(&format!("звіт.{ending}"));
        let run = world.ok(&["report", "zirka", "--quarter", "2026Q1", "-o", &file]);
        assert!(run.err.contains("звіт"), "{}", run.err);
        let bytes = std::fs::read(&file).unwrap();
        let begins = match ending {
            "docx" | "xlsx" => &b"PK"[..],
            "pdf" => b"%PDF-",
            _ => b"",
        };
        assert!(bytes.len() > 500 && bytes.starts_with(begins), "{ending}: {}", bytes.len());
    }
    assert_eq!(
        std::fs::read_dir(world.dir())
            .unwrap()
            .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp"))
            .count(),
        0
    );
    let bom = world.path("bom.csv");
    world.ok(&["report", "--quarter", "2026Q1", "--bom", "-o", &bom]);
    assert!(std::fs::read(&bom).unwrap().starts_with("\u{feff}".as_bytes()));
}

#[test]
fn a_report_says_what_is_still_open_and_is_written_all_the_same() {
    let world = World::with_plan();
    let run =
        world.ok(&["report", "--quarter", "2026Q1", "--as-of", "2026-12-31", "-o", &world.path("a.md")]);
    assert!(run.err.contains("kvartal check"), "{}", run.err);
    assert!(run.out.is_empty());
}

#[test]
fn what_cannot_be_written_is_refused() {
    let world = World::with_plan();
    let out = world.path("a.docx");
    world.refused(&["report", "--quarter", "2026Q1", "-o", &world.path("a.doc")], 2, &["a.doc", "docx"]);
    world.refused(&["report", "--quarter", "2026Q1", "-o", "-"], 2, &["--type"]);
    world.refused(&["report", "--quarter", "2031Q1", "-o", &out], 4, &["2031"]);
    world.refused(&["report", "--quarter", "осінь", "-o", &out], 2, &["осінь"]);
    world.refused(
        &["report", "--quarter", "2026Q1", "--form", "листівка", "-o", &out],
        4,
        &["quarterly-report"],
    );
    world.refused(&["report", "--performer", "Ніхто", "-o", &out], 4, &["Ніхто"]);
    world.refused(&["report", "--quarter", "2026Q1", "--from", "2026Q2", "-o", &out], 2, &[]);
    assert!(!world.file("a.docx").exists());
    world.refused(&["report", "--quarter", "2026Q1", "-o", &world.path("немає/a.docx")], 1, &["a.docx"]);
}

#[test]
fn a_form_to_be_filled_in_has_no_facts() {
    let world = World::with_plan();
    let code = world.ok(&["show", "--format", "json"]).out;
    assert!(!code.is_empty());
    let full = text(&world, &["--quarter", "2026Q1"]);
    let blank = text(&world, &["--quarter", "2026Q1", "--blank"]);
    assert!(blank.len() <= full.len());
    let longer = text(&world, &["--from", "2026Q1", "--quarter", "2026Q2"]);
    assert!(longer.contains("I півріччя 2026 року"), "{longer}");
}

#[test]
fn percentages_of_documents_are_not_added_up() {
    let world = World::new();
    let head = "п/п;Захід;Показник;План;Факт\n";
    for (file, quarter, fact) in [("a.csv", "І", "70"), ("b.csv", "ІІ", "90")] {
        let title = format!("План заходів Вербодільського центру на {quarter} квартал 2026 року;;;;\n");
        let rows = format!(
            "1;Захід 1.1.1 Опитування;частка задоволених, %;80;{fact}\n2;Захід 1.1.2 Друк;шт.;1;{fact}\n"
        );
        world.write(file, format!("{title}{head}{rows}"));
    }
    world.ok(&["import", &world.path("a.csv")]);
    world.ok(&["import", &world.path("b.csv"), "--into", "verbodil-2026q1"]);
    world.ok(&["report", "-o", &world.path("r.md"), "--from", "2026Q1", "--quarter", "2026Q2"]);
    let text = std::fs::read_to_string(world.file("r.md")).unwrap();
    let row = text.lines().find(|line| line.contains("1.1.1")).unwrap_or_else(|| panic!("{text}"));
    // 70 % and 90 % are aggregated to 80 %, and not to 160 %.
    assert!(row.contains("80") && !row.contains("160"), "{row}");
    // A doubt says that the mean was taken, because no document says so.
    let doubts = world.run(&["check", "--format", "json"]).json();
    let told = doubts["findings"].as_array().unwrap().iter().any(|finding| {
        finding["kind"] == "doubt" && finding["message"].as_str().is_some_and(|text| text.contains("середнє"))
    });
    assert!(told, "{doubts}");
}

/// The paper of a quarter without a fact still tells the sum so far of a longer target, and reading it back makes no
/// fact of it.
#[test]
fn a_blank_quarter_tells_the_sum_so_far() {
    let world = World::new();
    let value = |quarter: &str, fact: &str| serde_json::json!({"quarter": quarter, "fact": {"kind": "number", "raw": fact, "numbers": [fact]}});
    let year = serde_json::json!({"period": {"first": "2026Q1", "last": "2026Q4"},
        "target": {"kind": "number", "raw": "40", "numbers": ["40"]}});
    let indicator = serde_json::json!({"name": "кількість скарг", "unit": "скарг", "comparator": "at_most",
        "values": [year, value("2026Q1", "50"), value("2026Q3", "3")]});
    let plan = serde_json::json!({"format": "kvartal-plan", "version": 1, "slug": "p", "title": "План",
        "period": {"first": "2026Q1", "last": "2026Q4"}, "form": "quarterly-report",
        "outline": [{"level": "measure", "code": "1", "title": "Розгляд скарг", "indicators": [indicator]}]});
    world.write("p.json", plan.to_string());
    world.ok(&["import", &world.path("p.json"), "--yes"]);
    // The list says of which span the target is, and how it goes.
    let shown = world.ok(&["show", "p", "--quarter", "2026Q3", "--as-of", "2026-10-10"]).out;
    assert!(shown.contains("year ≤ 40") && shown.contains("53 of ≤ 40"), "{shown}");
    let report = |quarter: &str| {
        world
            .ok(&["report", "p", "--quarter", quarter, "--as-of", "2026-10-10", "-o", "-", "--type", "csv"])
            .out
    };
    assert!(!report("2026Q1").contains("з початку року"));
    assert!(report("2026Q2").contains("\"з початку року 50\""), "{}", report("2026Q2"));
    assert!(report("2026Q3").contains("\"3, з початку року 53\""));
    let blank = ["report", "p", "--quarter", "2026Q2", "--blank", "-o", "-", "--type", "csv"];
    assert!(!world.ok(&blank).out.contains("з початку року"));
    world.write("q2.csv", report("2026Q2"));
    world.ok(&["import", &world.path("q2.csv"), "--into", "p", "--quarter", "2026Q2", "--yes"]);
    let after = world.ok(&["export", "p"]).json();
    let values = after["outline"][0]["indicators"][0]["values"].as_array().unwrap();
    assert!(values.iter().all(|value| value["quarter"] != "2026Q2"), "{values:?}");
}

/// On paper the parts stand in the order in which each measure names its performers.
#[test]
fn parts_stand_in_the_order_of_their_measure() {
    let world = World::new();
    let part = |who: &str, fact: &str| {
        serde_json::json!({"quarter": "2026Q1", "performer": who,
            "fact": {"kind": "number", "raw": fact, "numbers": [fact]}})
    };
    let measure = |code: &str, names: [&str; 2]| {
        let performers = names.map(|name| serde_json::json!({"name": name, "by_consent": false}));
        let values = [part("Бюро річкове", "2"), part("Бюро лісове", "7")];
        serde_json::json!({"level": "measure", "code": code, "title": "Лекції", "performers": performers,
            "indicators": [{"name": "лекції", "unit": "лекцій", "values": values}]})
    };
    let outline =
        [measure("1", ["Бюро лісове", "Бюро річкове"]), measure("2", ["Бюро річкове", "Бюро лісове"])];
    let plan = serde_json::json!({"format": "kvartal-plan", "version": 1, "slug": "p", "title": "План",
        "period": {"first": "2026Q1", "last": "2026Q1"}, "form": "quarterly-report", "outline": outline});
    world.write("p.json", plan.to_string());
    world.ok(&["import", &world.path("p.json"), "--yes"]);
    let report = text(&world, &["p", "--quarter", "2026Q1"]);
    let parts: Vec<&str> =
        report.split("Бюро ").filter_map(|text| text.split_once(": ")?.1.get(..1)).collect();
    let figures: Vec<&str> = parts.into_iter().filter(|figure| ["2", "7"].contains(figure)).collect();
    assert_eq!(figures, ["7", "2", "2", "7"], "{report}");
}
