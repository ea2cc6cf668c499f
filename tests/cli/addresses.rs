//! How commands name measures.

use serde_json::Value;

use crate::world::World;

const Q1: &str = "2026Q1";

#[test]
fn in_a_list_without_sections_the_printed_number_names_a_measure() {
    let world = World::new();
    let rows = ["1;Лекція в школі;лекцій;5;", "2;Зустріч у громаді;зустрічей;3;", "3;Виїзд;виїздів;2;"];
    let head = "План заходів Центру «Зірка» на I квартал 2026 року\n№;Захід;Показник;План;Факт\n";
    world.write("list.csv", format!("{head}{}\n", rows.join("\n")));
    world.ok(&["import", &world.path("list.csv"), "--slug", "list", "--yes"]);
    world.ok(&["fact", "list", "2", "4", "--quarter", Q1]);
    let facts = || {
        let shown = world.ok(&["export", "list"]).json();
        let measures = shown["outline"].as_array().unwrap().clone();
        let raw =
            |m: &Value| m["indicators"][0]["values"][0]["fact"]["raw"].as_str().unwrap_or("").to_owned();
        measures.iter().map(raw).collect::<Vec<_>>()
    };
    assert_eq!(facts(), ["", "4", ""]);
    world.ok(&["fact", "list", "/3", "1", "--quarter", Q1]);
    let undone = world.ok(&["undo", "list"]);
    assert!(undone.err.contains("/3") || undone.out.contains("/3"), "{} {}", undone.out, undone.err);
    assert_eq!(facts(), ["", "4", ""]);
    world.ok(&["undo", "list"]);
    assert_eq!(facts(), ["", "", ""]);
    for unknown in ["0", "4", "x"] {
        world.refused(&["fact", "list", unknown, "4", "--quarter", Q1], 4, &[unknown]);
    }
    // With sections, a number alone is a code, also where no section has one.
    let ([first, second, _], third) = (rows, "1;Виїзд;виїздів;2;");
    let sections = format!("{head}Просвіта громад;;;;\n{first}\n{second}\nДопомога родинам;;;;\n{third}\n");
    world.write("sections.csv", sections);
    world.ok(&["import", &world.path("sections.csv"), "--slug", "sections", "--yes"]);
    let outline = world.ok(&["export", "sections"]).json()["outline"].clone();
    assert_eq!(outline[1]["level"], "goal");
    world.refused(&["fact", "sections", "2", "4", "--quarter", Q1], 4, &["2"]);
    World::with_plan().refused(&["fact", "zirka", "2", "4", "--quarter", Q1], 4, &["2"]);
}
