//! Facts, evidence, status, findings.

use serde_json::Value;

use crate::world::World;

const Q1: &str = "2026Q1";

fn status(world: &World, more: &[&str]) -> Value {
    let mut args = vec!["status", "--quarter", Q1, "--as-of", "2026-04-05", "--format", "json"];
    args.extend(more);
    world.ok(&args).json()
}

#[test]
fn status_has_the_shape_of_the_contract() {
    let world = World::with_plan();
    world.ok(&["fact", "zirka", "1.1.1", "5", "--quarter", Q1]);
    let answer = status(&world, &[]);
    assert_eq!(answer["format"], "kvartal-status");
    assert_eq!((answer["plan"].as_str(), answer["quarter"].as_str()), (Some("zirka-2026"), Some(Q1)));
    assert_eq!((answer["as_of"].as_str(), answer["by"].as_str()), (Some("2026-04-05"), Some("goal")));
    let total = &answer["total"];
    let keys: Vec<&str> = total.as_object().unwrap().keys().map(String::as_str).collect();
    let wanted = [
        "debts",
        "doubts",
        "due",
        "evidence",
        "execution",
        "facts",
        "goals",
        "indicators",
        "measures",
        "notes_owed",
        "overdue",
        "owed",
        "pace",
        "status",
        "targets",
        "tasks",
    ];
    assert_eq!(keys, wanted);
    assert_eq!(total["targets"]["sum"], "114");
    assert_eq!(total["targets"]["numeric"], 3);
    assert_eq!(total["facts"]["sum"], "5");
    assert_eq!(total["status"]["partial"], 1);
    assert_eq!(total["status"].as_object().unwrap().len(), 13);
    let owed = &total["owed"];
    assert_eq!((owed["done"].as_u64(), owed["late"].as_u64()), (Some(0), Some(0)));
    let judged = [
        "exceeded",
        "met",
        "partial",
        "not_started",
        "not_reported",
        "deed_done",
        "deed_pending",
        "done_late",
    ];
    let columns: u64 = judged.iter().map(|status| total["status"][status].as_u64().unwrap()).sum();
    assert_eq!(owed["count"].as_u64(), Some(columns), "the columns of statuses add up to what is owed");
    assert_eq!(total["execution"]["share_met"].to_string(), "0.0");
    assert_eq!(total["execution"]["mean"].to_string(), "16.7");
    assert_eq!(answer["groups"][0]["key"], "1");
    assert_eq!(answer["groups"][0]["title"], "Перша ціль");
    assert_eq!(answer["groups"][0]["execution"]["mean_capped"].to_string(), "50.0");
    assert!(status(&world, &["--quarter", "2026Q2"])["groups"][1]["execution"]["share_met"].is_null());
}

#[test]
fn groups_are_by_task_performer_and_quarter_too() {
    let world = World::with_plan();
    let keys = |by: &str| -> Vec<String> {
        let answer = status(&world, &["--by", by]);
        answer["groups"].as_array().unwrap().iter().map(|g| g["key"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(keys("goal"), ["1", "2"]);
    assert_eq!(keys("task"), ["1.1", ""]);
    assert_eq!(keys("performer"), ["Відділ А", "Відділ Б", ""]);
    assert_eq!(keys("quarter"), ["2026Q1"], "the quarter that was asked for");
    let all = world.ok(&["status", "--by", "quarter", "--as-of", "2026-04-05", "--format", "json"]).json();
    let all: Vec<&str> =
        all["groups"].as_array().unwrap().iter().map(|g| g["key"].as_str().unwrap()).collect();
    assert_eq!(all, ["2026Q1", "2026Q2"]);
    world.refused(&["status", "--by", "moon"], 2, &["moon", "performer"]);
}

#[test]
fn every_entry_of_the_grammar_is_a_value() {
    let world = World::with_plan();
    let set =
        |code: &str, value: &str| world.ok(&["fact", "zirka", code, value, "--quarter", "І квартал 2026"]);
    let run = set("1.1.1", "5");
    assert!(run.err.contains("1.1.1") && run.err.contains("50.0%"), "{}", run.err);
    assert!(run.out.is_empty());
    set("1.1.1", "+3");
    set("1.1.1", "-1");
    set("1.1.2", "-");
    set("1.1.3", "20/200* зима");
    set("2.1", "виконано");
    set("2.2#1", "=");
    set("2.2#2", "=п-1");
    let facts = status(&world, &[])["total"]["facts"].clone();
    assert_eq!(facts["sum"], "110");
    assert_eq!(
        (facts["no_occasion"].as_u64(), facts["compound"].as_u64(), facts["done"].as_u64()),
        (Some(1), Some(1), Some(1))
    );
    set("1.1.1", "");
    assert_eq!(status(&world, &[])["total"]["facts"]["sum"], "103");
    world.refused(&["fact", "zirka", "2.2", "1", "--quarter", Q1], 4, &["2.2#1", "2.2#2"]);
    let again = world.ok(&["fact", "zirka", "2.2#1", "4", "--quarter", Q1]);
    assert!(again.err.contains("Nothing"), "{}", again.err);
}

#[test]
fn words_need_to_be_asked_for_and_parts_make_the_total() {
    let world = World::with_plan();
    world.refused(&["fact", "zirka", "1.1.1", "багато", "--quarter", Q1], 2, &["1.1.1", "багато", "--text"]);
    world.ok(&["fact", "zirka", "1.1.1", "багато", "--text", "--quarter", Q1]);
    world.ok(&["fact", "zirka", "1.1.1", "", "--quarter", Q1]);
    world.ok(&["fact", "zirka", "1.1.1", "--note", "згодом", "--quarter", Q1]);
    let first = &world.ok(&["export"]).json()["outline"][0]["children"][0]["children"][0]["indicators"][0]["values"]
        [0];
    assert_eq!(first["note"], "згодом");
    world.ok(&["fact", "zirka", "1.1.1", "4", "--performer", "відділ а", "--quarter", Q1]);
    world.ok(&["fact", "zirka", "1.1.1", "5", "--performer", "Відділ Б", "--quarter", Q1]);
    assert_eq!(status(&world, &[])["total"]["facts"]["sum"], "9");
    world.refused(
        &["fact", "zirka", "1.1.1", "5", "--performer", "Хтось", "--quarter", Q1],
        4,
        &["Хтось", "Відділ А"],
    );
}

#[test]
fn many_facts_come_all_or_none() {
    let world = World::with_plan();
    world.write("facts.tsv", "code\tvalue\tnote\tquarter\n1.1.1\t7\tзима\t2026Q1\n2.2#1\t4\t\t\n1.1.2\t\t\t\n2.2#2\t90\t\t2026Q1\n");
    world.ok(&["fact", "zirka", "--from", &world.path("facts.tsv"), "--quarter", Q1]);
    assert_eq!(status(&world, &[])["total"]["facts"]["sum"], "101");
    assert_eq!(world.ok(&["log", "--format", "json"]).json()["changes"].as_array().unwrap().len(), 2);
    world.write(
        "bad.csv",
        "1.1.1;2026Q1;;8;\n9.9.9;2026Q1;;1;\n1.1.1;2026Q2;;x;\n1.1.1;2030Q1;;1;\n1.1.1;2026Q1;;8;\n",
    );
    let before = world.everything();
    let run = world.run(&["fact", "zirka", "--from", &world.path("bad.csv")]);
    assert_eq!(run.code, 4, "{}", run.err);
    for fault in ["bad.csv:2:", "bad.csv:3:", "bad.csv:4:", "bad.csv:5:"] {
        assert!(run.err.contains(fault), "{fault} is not in {}", run.err);
    }
    assert_eq!(world.everything(), before);
    let run = world.run_with(&["fact", "zirka", "--from", "-"], "1.1.1,2026Q2,,\"12,5\",\n");
    assert_eq!(run.code, 0, "{}", run.err);
    // A comma inside a value would otherwise split it into two cells, and half of the value would be lost.
    let run = world.run_with(&["fact", "zirka", "--from", "-"], "1.1.1,2026Q2,,12,5,примітка\n");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("-:1:"), "{}", run.err);
    world.write("empty.tsv", "");
    world.refused(&["fact", "zirka", "--from", &world.path("empty.tsv")], 2, &["empty.tsv"]);
}

#[test]
fn a_range_takes_one_number() {
    let world = World::new();
    let range = crate::world::PLAN.replace("\"unit\": null,", "\"unit\": null, \"comparator\": \"between\",");
    world.write("range.json", range);
    world.ok(&["import", &world.path("range.json")]);
    let run = world.ok(&["fact", "zirka", "1.1.3", "30", "--quarter", Q1]);
    assert!(run.err.contains("met"), "{}", run.err);
    world.refused(&["fact", "zirka", "1.1.3", "30/40", "--quarter", Q1], 2, &["25/250"]);
    world.refused(&["fact", "zirka", "1.1.1", "--5", "--quarter", Q1], 2, &["--5"]);
}

#[test]
fn findings_come_in_the_order_asked_for() {
    let world = World::with_plan();
    let found = |by: &[&str]| -> Vec<(String, String)> {
        let mut args = vec!["check", "--as-of", "2026-07-05", "--format", "json"];
        args.extend(by);
        let answer = world.code(&args, 3).json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let list = answer["findings"].as_array().unwrap();
        list.iter().map(|f| (text(&f["address"]), text(&f["quarter"]))).collect()
    };
    let second = found(&[]);
    assert_eq!(found(&["--by", "goal"]), second);
    assert_eq!(found(&["--by", "task"]), second);
    assert!(second.iter().all(|(_, quarter)| quarter == "2026Q2"));
    let mut all = found(&["--by", "quarter"]);
    assert!(all.iter().any(|(_, quarter)| quarter == Q1));
    all.sort_by(|a, b| a.1.cmp(&b.1));
    assert_eq!(all, found(&["--by", "quarter"]));
    let by = found(&["--by", "performer", "--quarter", Q1]);
    assert_eq!(by.len(), found(&["--quarter", Q1]).len());
    assert_eq!(by.first().unwrap().0, "1.1.1");
}

#[test]
fn evidence_comes_in_a_line() {
    let world = World::with_plan();
    world.ok(&[
        "evidence",
        "zirka",
        "14.02, 15.02 Відділ А: семінар -> 1.1.1, 1.1.2 ×3",
        "--as-of",
        "2026-03-01",
    ]);
    let evidence = world.ok(&["export"]).json();
    let first = &evidence["outline"][0]["children"][0]["children"][0]["evidence"][0];
    assert_eq!(first["dates"], serde_json::json!(["2026-02-14", "2026-02-15"]));
    assert_eq!((first["performer"].as_str(), first["text"].as_str()), (Some("Відділ А"), Some("семінар")));
    let answer = status(&world, &[]);
    assert_eq!(
        (answer["total"]["evidence"]["items"].as_u64(), answer["total"]["evidence"]["dates"].as_u64()),
        (Some(1), Some(2))
    );
    world.refused(&["evidence", "zirka", "семінар 1.1.1"], 2, &["arrow"]);
    world.refused(&["evidence", "zirka", "31.02.2026 семінар -> 1.1.1"], 2, &["31.02"]);
    world.refused(&["evidence", "zirka", "15-14.02.2026 семінар -> 1.1.1"], 2, &["15-14.02.2026"]);
    world.refused(&["evidence", "zirka", "14.02.2026 семінар -> 7.7"], 4, &["7.7"]);
    world.refused(&["evidence", "zirka", "14.02.2026 семінар -> 1.1"], 4, &["1.1"]);
    world.refused(&["evidence", "zirka", "14.02.2020 семінар -> 1.1.1"], 4, &["Q1 2020"]);
}

#[test]
fn findings_are_listed_and_accepted_until_none_is_open() {
    let world = World::with_plan();
    for (code, value) in
        [("1.1.1", "12"), ("1.1.2", "-"), ("1.1.3", "25/250"), ("2.1", "="), ("2.2#1", "4"), ("2.2#2", "80")]
    {
        world.ok(&["fact", "zirka", code, value, "--quarter", Q1]);
    }
    let check = ["check", "--quarter", Q1, "--as-of", "2026-04-05", "--format", "json"];
    let answer = world.code(&check, 3).json();
    assert_eq!((answer["format"].as_str(), answer["version"].as_u64()), (Some("kvartal-findings"), Some(1)));
    let findings = answer["findings"].as_array().unwrap().clone();
    let kinds: Vec<(&str, &str)> =
        findings.iter().map(|f| (f["kind"].as_str().unwrap(), f["address"].as_str().unwrap())).collect();
    assert_eq!(
        kinds,
        [
            ("fact_without_evidence", "1.1.1"),
            ("note_owed", "2.2#2"),
            ("overdue", "2.2#2"),
            ("fact_without_evidence", "2.2#1")
        ]
    );
    assert!(findings[0]["accepted"].is_null() && findings[0]["quarter"] == Q1);
    for (kind, address) in &kinds {
        world.ok(&[
            "accept",
            "zirka",
            address,
            kind,
            "--quarter",
            Q1,
            "--reason",
            "перевірено",
            "--as-of",
            "2026-04-05",
        ]);
    }
    let answer = world.ok(&check).json();
    assert!(answer["findings"].as_array().unwrap().iter().all(|f| f["accepted"]["reason"] == "перевірено"));
    let on = ["--quarter", Q1, "--as-of", "2026-04-05"];
    world.ok(&[
        "accept",
        "zirka",
        "1.1.1",
        "fact_without_evidence",
        "--withdraw",
        on[0],
        on[1],
        on[2],
        on[3],
    ]);
    world.code(&check, 3);
    world.refused(
        &["accept", "zirka", "1.1.1", "moonshine", "--reason", "x"],
        2,
        &["moonshine", "note_owed"],
    );
    world.refused(
        &["accept", "zirka", "1.1.1", "overdue", "--reason", "x", on[0], on[1], on[2], on[3]],
        4,
        &["overdue", "1.1.1"],
    );
    assert!(world.code(&["check", "--quarter", Q1, "--as-of", "2026-04-05"], 3).out.contains("1.1.1"));
}

#[test]
fn the_outline_is_shown() {
    let world = World::with_plan();
    world.ok(&["fact", "zirka", "1.1.1", "5", "--quarter", Q1]);
    let table = world.ok(&["show", "--quarter", Q1]).out;
    assert!(table.contains("Семінари") && table.contains("50.0%"), "{table}");
    let json = world.ok(&["show", "--quarter", Q1, "--format", "json"]).json();
    assert_eq!(json["rows"].as_array().unwrap().len(), 9);
    for by in ["goal", "performer", "quarter"] {
        world.ok(&["show", "--by", by]);
    }
    assert!(world.ok(&["show", "--format", "csv"]).out.starts_with("status,address"));
}

#[test]
fn a_part_says_what_becomes_of_the_total() {
    let world = World::with_plan();
    let fact = |args: &[&str]| world.ok(&[&["fact", "zirka", "1.1.1"], args, &["--quarter", Q1]].concat());
    let total = || {
        let plan = world.ok(&["export"]).json();
        let values = plan["outline"][0]["children"][0]["children"][0]["indicators"][0]["values"].clone();
        let of_all = values.as_array().unwrap().iter().find(|value| {
            value["quarter"] == Q1 && value["performer"].is_null() && value["fact"]["kind"] == "number"
        });
        of_all.map(|value| value["fact"]["raw"].as_str().unwrap().to_owned())
    };
    // The total follows its parts…
    fact(&["4", "--performer", "Відділ А"]);
    let said = fact(&["3", "--performer", "Відділ Б"]).err;
    assert_eq!(total().as_deref(), Some("7"));
    assert!(said.contains("7"), "{said}");
    // …until it is entered separately.
    fact(&["20"]);
    let said = fact(&["5", "--performer", "Відділ Б"]).err;
    assert_eq!(total().as_deref(), Some("20"));
    assert!(said.contains("20") && said.contains("11"), "{said}");
}

#[test]
fn a_table_of_two_columns_is_data_and_twice_is_once() {
    let world = World::with_plan();
    world.write("two.csv", "code;value\n1.1.1;-5\n");
    let file = world.path("two.csv");
    for _ in 0..2 {
        world.ok(&["fact", "zirka", "--from", &file, "--quarter", Q1]);
    }
    let shown = world.ok(&["show", "zirka", "--quarter", Q1, "--format", "json"]).out;
    assert!(shown.contains("\"fact\":\"-5\"") || shown.contains("\"fact\": \"-5\""), "{shown}");
    world.write("comma.csv", "code,value\n1.1.1,12,5\n");
    world.refused(&["fact", "zirka", "--from", &world.path("comma.csv"), "--quarter", Q1], 2, &["12,5"]);
}

#[test]
fn a_value_with_two_readings_names_both_as_people_write_them() {
    let world = World::with_plan();
    let refused = ["fact", "zirka", "1.1.1", "14,100", "--quarter", Q1];
    world.refused(&refused, 2, &["14.1", "14\u{a0}100"]);
}

/// JSON has null for the sum of two percentages, a list for programs an empty field in columns that are always there.
#[test]
fn percentages_have_no_sum() {
    let world = World::new();
    let mut plan: Value = serde_json::from_str(crate::world::PLAN).unwrap();
    let outline = plan["outline"].as_array_mut().unwrap();
    outline.remove(0);
    for indicator in outline[0]["children"][1]["indicators"].as_array_mut().unwrap() {
        indicator["unit"] = "%".into();
        indicator["aggregation"] = "mean".into();
    }
    world.write("plan.json", plan.to_string());
    world.ok(&["import", &world.path("plan.json"), "--yes"]);
    world.ok(&["fact", "zirka", "2.2#1", "3", "--quarter", Q1]);
    let total = &status(&world, &[])["total"];
    assert_eq!((total["targets"]["sum"].clone(), &total["facts"]["sum"]), (Value::Null, &Value::from("3")));
    world.ok(&["fact", "zirka", "2.2#2", "90", "--quarter", Q1]);
    let total = &status(&world, &[])["total"];
    let facts = &total["facts"];
    assert_eq!((&facts["sum"], &facts["sum_where_target_numeric"]), (&Value::Null, &Value::Null));
    assert_eq!((&total["execution"]["weighted"], facts["numeric"].as_u64()), (&Value::Null, Some(2)));
    let args = ["status", "zirka", "--quarter", Q1, "--as-of", "2026-04-05", "--sums", "--format"];
    let csv = world.ok(&[&args[..], &["csv"]].concat()).out;
    assert!(csv.lines().next().unwrap().ends_with("target_sum,fact_sum,weighted"), "{csv}");
    assert!(csv.lines().skip(1).all(|line| line.ends_with(",,,")), "{csv}");
    let table = world.ok(&[&args[..], &["table"]].concat()).out;
    assert!(!table.contains("93"), "{table}");
}
