//! Forms: listing, checking and learning them, and reading documents with them.

use crate::world::World;

const OWN: &str = "\
План роботи Дубоярської служби на ІІ квартал 2026 року;;;;
№;Назва заходу;Показник;Скільки треба;Відповідальні
1;Обхід будинків;кількість обходів;12;Дільнична група
2;Лекції у школах;кількість лекцій;3;Відділ просвіти
";

#[test]
fn the_forms_are_listed_and_shown_as_files() {
    let world = World::new();
    let list = world.ok(&["forms", "--format", "json"]).json();
    let names: Vec<&str> =
        list["forms"].as_array().unwrap().iter().map(|form| form["name"].as_str().unwrap()).collect();
    for name in [
        "quarterly-report",
        "quarterly-plan",
        "quarterly-plan-terms",
        "programme",
        "annual-plan",
        "plain-plan",
    ] {
        assert!(names.contains(&name), "{names:?}");
        let file = world.ok(&["forms", name]).out;
        world.write("form.toml", &file);
        let run = world.ok(&["forms", "--check", &world.path("form.toml")]);
        assert!(run.err.contains(name), "{}", run.err);
    }
    world.refused(&["forms", "no-such"], 4, &["quarterly-report"]);
    world.write("bad.toml", "name = 1\n");
    world.code(&["forms", "--check", &world.path("bad.toml")], 3);
}

/// The command in a refusal makes the refused document readable, whatever the language of its headings.
#[test]
fn a_refusal_says_the_command_that_helps() {
    let world = World::new();
    let rows = "1;Lectures;number;5;6;\n2;Visits to the parks;number;7;8;rain\n";
    world.write("work 2026.csv", format!("No;Activity;Indicator;Goal;Actual;Comment\n{rows}"));
    let file = world.path("work 2026.csv");
    let columns = "ordinal,measure,indicator,target,fact,-";
    let step = format!("kvartal forms --learn \"{file}\" --header-row 1 --columns {columns}");
    world.refused(&["import", &file], 1, &["No, Activity", &step]);
    world.refused(&["forms", "--learn", &file], 1, &[&step]);
    world.ok(&["forms", "--learn", &file, "--header-row", "1", "--columns", columns]);
    let run = world.ok(&["import", &file, "--format", "json"]).json();
    assert_eq!(run["plans"][0]["counts"]["measures"], 2);
}

#[test]
fn a_form_of_ones_own_is_learned_and_read_by() {
    let world = World::new();
    world.write("own.csv", OWN);
    let own = world.path("own.csv");
    // Without a terminal nobody can be asked, so the proposal is printed.
    world.refused(&["forms", "sluzhba", "--learn", &own], 2, &["ordinal,measure,indicator", "--columns"]);
    let columns = "ordinal,measure,indicator,target,performers";
    world.refused(&["forms", "sluzhba", "--learn", &own, "--columns", "ordinal,measure"], 2, &["5"]);
    world.refused(&["forms", "sluzhba", "--learn", &own, "--columns", "сума"], 2, &["сума", "target"]);
    world.ok(&["forms", "sluzhba", "--learn", &own, "--columns", columns]);
    world.code(&["forms", "sluzhba", "--learn", &own, "--columns", columns], 1);
    assert!(world.ok(&["forms"]).out.contains("sluzhba"));
    let run = world.ok(&["import", &own, "--form", "sluzhba", "--format", "json"]).json();
    assert_eq!(run["plans"][0]["counts"]["measures"], 2);
    assert_eq!(run["plans"][0]["form"], "sluzhba");
    let status = world.ok(&["status", "--format", "json"]).json();
    assert_eq!(status["total"]["targets"]["sum"], "15");
}
