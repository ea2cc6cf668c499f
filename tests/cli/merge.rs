//! Merging documents into a plan, and rolling a plan over to the next period.

use crate::world::World;

/// A report as CSV from an office program: a goal, a task, and these measures.
fn report(quarter: &str, rows: &[(&str, &str, &str)]) -> String {
    let mut text = format!(
        "Звіт по виконанню плану заходів Дубоярського центру за {quarter} року;;;;;;\n\
         п/п;Найменування завдання;Найменування заходу для виконання завдання;\
         Найменування показника результативності виконання заходу;План;Факт;Примітка\n\
         1. Обізнаність громади;;;;;;\n"
    );
    for (at, (measure, target, fact)) in rows.iter().enumerate() {
        let task = if at == 0 { "1;Завдання 1.1 Правова просвіта" } else { ";" };
        text.push_str(&format!("{task};Захід {measure};кількість заходів;{target};{fact};\n"));
    }
    text
}

const LECTURES: &str = "1.1.1.1 Проведення лекцій для учнів шкіл громади";
const VISITS: &str = "1.1.1.2 Виїзні прийоми у віддалених селах";

fn world() -> World {
    let world = World::new();
    world.write("q3.csv", report("ІІІ квартал 2026", &[(LECTURES, "4", "5"), (VISITS, "2", "")]));
    let run = world.ok(&["import", &world.path("q3.csv"), "--slug", "dubove"]);
    assert!(run.out.contains("2 measures"), "{}", run.out);
    world
}

#[test]
fn a_second_quarter_is_merged_as_one_change() {
    let world = world();
    let later = [(LECTURES, "6", ""), ("1.1.1.3 Поширення пам'яток", "100", "")];
    world.write("q4.csv", report("IV квартал 2026", &later));
    let before = world.ok(&["export"]).out;
    let dry = world.ok(&["import", &world.path("q4.csv"), "--into", "dubove", "--dry-run"]);
    assert!(dry.out.contains("added 1, changed 1, withdrawn 0, untouched 1"), "{}", dry.out);
    assert!(dry.out.contains("target Q4 2026: “” → “6”"), "{}", dry.out);
    assert_eq!(world.ok(&["export"]).out, before);
    world.ok(&["import", &world.path("q4.csv"), "--into", "dubove"]);
    let status = world.ok(&["status", "--quarter", "2026Q4", "--format", "json"]).json();
    assert_eq!(status["total"]["targets"]["sum"], "106");
    assert_eq!(world.ok(&["show", "--quarter", "2026Q3", "--format", "json"]).code, 0);
    let again = world.ok(&["import", &world.path("q4.csv"), "--into", "dubove", "--format", "json"]).json();
    assert_eq!(again["plans"][0]["difference"]["untouched"], 3);
    assert_eq!(again["plans"][0]["difference"]["changed"].as_array().unwrap().len(), 0);
    world.ok(&["undo", "dubove"]);
    assert_eq!(world.ok(&["export"]).out, before);
}

#[test]
fn copies_of_bureaus_add_up_and_what_two_claim_is_a_doubt() {
    let world = world();
    for (file, fact) in [("a.csv", "3"), ("b.csv", "4"), ("c.csv", "7")] {
        world.write(file, report("ІІІ квартал 2026", &[(VISITS, "2", fact)]));
    }
    let merge = |file: &str, who: &str| {
        world.ok(&["import", &world.path(file), "--into", "dubove", "--performer", who])
    };
    merge("a.csv", "Дубоярське бюро");
    merge("b.csv", "Лісківське бюро");
    let claimed = merge("c.csv", "Лісківське бюро");
    assert!(claimed.out.contains("“4” (or “7”)"), "{}", claimed.out);
    // The place is that of the fact, and two parts with their total count as one fact.
    assert!(claimed.out.contains("c.csv, table 1, row 4, column 6"), "{}", claimed.out);
    assert!(claimed.out.contains("2 targets, 2 facts"), "{}", claimed.out);
    // The doubt is listed once; the next import only counts it as an earlier one.
    world.write("d.csv", report("ІІІ квартал 2026", &[(VISITS, "2", "1")]));
    let next = merge("d.csv", "Вербне бюро").out;
    assert!(!next.contains("“4”") && next.contains("1 older open doubt"), "{next}");
    let plan = world.ok(&["export"]).json();
    let visits = &plan["outline"][0]["children"][0]["children"][1];
    assert_eq!(visits["code"], "1.1.1.2");
    let facts: Vec<(String, String)> = visits["indicators"][0]["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| {
            let who = value["performer"].as_str().unwrap_or("all").to_owned();
            (who, value["fact"]["raw"].as_str().unwrap_or("").to_owned())
        })
        .collect();
    for wanted in [("all", "8"), ("Дубоярське бюро", "3"), ("Лісківське бюро", "4")]
    {
        assert!(facts.iter().any(|(who, fact)| (who.as_str(), fact.as_str()) == wanted), "{facts:?}");
    }
    world.code(&["check"], 3);
}

#[test]
fn a_copy_is_of_the_performer_whom_the_plan_knows_by_another_spelling() {
    let world = World::with_plan();
    let form = world.path("a.csv");
    world.ok(&["report", "zirka", "--quarter", "2026Q1", "--blank", "--performer", "відділ а", "-o", &form]);
    let blank = std::fs::read_to_string(&form).unwrap();
    world.write("a.csv", blank.replacen(";10;\"\";", ";10;4;", 1));
    let performers = |args: &[&str]| {
        let run = world
            .ok(&[&["import", &form, "--into", "zirka", "--dry-run", "--format", "json"], args].concat());
        (run.json()["plans"][0]["counts"]["performers"].as_u64().unwrap(), run.err)
    };
    let (known, quiet) = performers(&[]);
    assert_eq!(quiet.matches("Відділ").count(), 0, "{quiet}");
    let (same, _) = performers(&["--performer", " ВІДДІЛ  А"]);
    let (more, told) = performers(&["--performer", "Чуже бюро"]);
    assert_eq!((same, more), (known, known + 1));
    assert!(told.contains("Чуже бюро"), "{told}");
    let by_beginning = ["fact", "zirka", "1.1.1", "2", "--quarter", "2026Q1", "--performer", "Від"];
    world.refused(&by_beginning, 4, &["Відділ А", "Відділ Б"]);
}

#[test]
fn doubts_of_one_place_stand_in_one_order() {
    let world = World::new();
    let head = "№ з/п;Найменування завдання;Підзавдання;Мета та основний результат виконання завдання;\
        Найменування заходу для виконання завдання;Найменування показників результативності виконання \
        заходу та перелік виконавців;Значення показників результативності виконання заходу";
    let row = "1;Завдання 1.1. Яблуні;Підзавдання 1.1.1. Догляд;Мета;\"1. Полив\n2. Обрізка\";\
        \"Kількість робіт\nДубоярське бюро\";3";
    let title = "Квартальний план заходів Вербодільського центру на ІІІ квартал 2026 року;;;;;;";
    world.write("a.csv", format!("{title}\n{head}\n{row}\n"));
    let told = || world.ok(&["import", &world.path("a.csv"), "--dry-run"]).out;
    let first = told();
    assert!(first.matches("row 3, column 6").count() > 2, "{first}");
    for _ in 0..5 {
        assert_eq!(told(), first);
    }
}

#[test]
fn the_same_document_again_is_told() {
    let world = world();
    let again = world.ok(&["import", &world.path("q3.csv"), "--dry-run"]);
    assert!(again.err.contains("--into dubove"), "{}", again.err);
}

#[test]
fn the_next_quarter_is_made_of_this_one() {
    let world = world();
    let made = world.ok(&["rollover", "dubove", "--to", "2026Q4", "--carry", "unmet"]);
    assert_eq!(made.out.trim(), "duboiar-2026q4");
    let plan = world.ok(&["export", made.out.trim()]).json();
    assert_eq!(plan["title"], "Звіт по виконанню плану заходів Дубоярського центру за IV квартал 2026 року");
    let status = world.ok(&["status", made.out.trim(), "--format", "json"]).json();
    assert_eq!(status["total"]["targets"]["sum"], "2");
    assert_eq!(status["total"]["measures"], 2);
    world.refused(&["rollover", "dubove", "--to", "2026Q3"], 4, &["2026"]);
    world.refused(&["rollover", "dubove", "--to", "весна"], 2, &["весна"]);
    assert!(world.ok(&["log", made.out.trim()]).out.contains("Дубоярського"));
    world.refused(&["undo", made.out.trim()], 5, &["--creation"]);
    world.ok(&["undo", made.out.trim(), "--creation"]);
    assert_eq!(world.ok(&["plans", "--format", "json"]).json()["plans"].as_array().unwrap().len(), 1);
}

#[test]
fn a_form_that_a_bureau_filled_in_comes_back_as_its_part() {
    let world = World::with_plan();
    let before = world.ok(&["export"]).out;
    for (who, file, fact) in [("Відділ А", "a.csv", "4"), ("Відділ Б", "b.csv", "3")] {
        let form = world.path(file);
        world.ok(&["report", "zirka", "--quarter", "2026Q1", "--blank", "--performer", who, "-o", &form]);
        // The form is empty, so nothing changes.
        world.ok(&["import", &form, "--into", "zirka"]);
        let blank = std::fs::read_to_string(&form).unwrap();
        let filled = blank.replacen(";10;\"\";", &format!(";10;{fact};"), 1);
        assert_ne!(filled, blank);
        world.write(file, filled);
        world.ok(&["import", &form, "--into", "zirka"]);
    }
    let plan = world.ok(&["export"]).json();
    let values = &plan["outline"][0]["children"][0]["children"][0]["indicators"][0]["values"];
    let fact = |who: Option<&str>| {
        let mut values = values.as_array().unwrap().iter();
        let value = values.find(|value| value["quarter"] == "2026Q1" && value["performer"].as_str() == who);
        value.unwrap_or_else(|| panic!("{who:?}: {plan}"))["fact"]["raw"].as_str().unwrap().to_owned()
    };
    assert_eq!([fact(Some("Відділ А")), fact(Some("Відділ Б")), fact(None)], ["4", "3", "7"]);
    assert_eq!(plan["doubts"].as_array().map_or(0, Vec::len), 0);
    // Each copy was one change.
    world.ok(&["undo", "zirka-2026"]);
    world.ok(&["undo", "zirka-2026"]);
    assert_eq!(world.ok(&["export"]).out, before);
}
