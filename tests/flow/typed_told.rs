//! What is told below the line while something is typed: the whole reading, and what is uncertain about it.

use kvartal::form::exchange;
use serde_json::Value;

use super::{
    exported::node,
    readings::held,
    stage::Stage,
    typed::{plan_text, window},
};

/// A window on a plan with one measure, for which ten is planned.
fn opened() -> Stage {
    window(&serde_json::from_str(&plan_text(held("скарги", None, "10"))).expect("JSON"))
}

#[test]
fn the_line_below_a_prompt_has_the_whole_reading() {
    for (keys, text, told) in [
        ("=", "5 осіб", "читається: 5 осіб"),
        ("=", "12*3", "примітка: 3"),
        ("=", "5/0", "«5/0» не внести. У плані інша кількість частин."),
        ("=", "31.02.2026", "«31.02.2026»"),
        ("=", "* лише примітка", "примітка: лише примітка"),
        ("=", "п'ять", "«п'ять» – словами, а заплановано число"),
        ("=", "5 (шість)", "«5 (шість)» – словами, а заплановано число"),
        ("=", "14.11", "«14.11» читається як 14,11, а може бути й 14.11.2026"),
        ("p", "-", "«-»: без плану"),
        ("p", "х", "«х»: без плану"),
        ("p", "5 % і більше", "читається: ≥ 5 %"),
        ("p", "1½", "читається: ≥ 1,5"),
        ("r", "-", "«-»: без виконавців"),
        ("r", "А / Б", "«А / Б» читається як А / Б, а може бути й А; Б"),
        ("c o", "№ 1.2.", "читається: 1.2"),
        ("c b", "1.200", "«1.200» – 1,2 чи 1200?"),
        ("c b", "5/0", "«5/0» не внести"),
        ("c u", "-", "«-»: без одиниці"),
        ("v", "семінар 14.11.2026", "читається: 14.11.2026 · семінар 14.11.2026"),
    ] {
        let mut stage = opened();
        stage.keys(&format!("down {keys} ctrl-u")).text(text);
        assert!(stage.frame().contains(told), "{text}: {}", stage.frame());
    }
}

#[test]
fn a_known_performer_is_told_as_the_plan_spells_it() {
    let mut stage = opened();
    stage.keys("down r ctrl-u").text("Відділ права").keys("enter r ctrl-u").text("ВІДДІЛ  ПРАВА");
    assert!(stage.frame().contains("читається: Відділ права "), "{}", stage.frame());
}

#[test]
fn pasted_lines_of_a_value_or_of_names_are_several() {
    let mut stage = opened();
    stage.keys("down r ctrl-u").paste("Бюро лук\r\nВідділ права\r\n");
    stage.keys("enter");
    let plan: Value =
        serde_json::from_str(&exchange::export(stage.shared.plan.as_ref().unwrap())).expect("JSON");
    let names = &node(&plan, |node| node["level"] == "measure")["performers"];
    assert_eq!(names.as_array().map(Vec::len), Some(2), "{names}");
    stage.keys("= ctrl-u").paste("12\r\n500");
    assert!(stage.frame().contains("«12; 500» – словами"), "{}", stage.frame());
    stage.keys("esc p ctrl-u").paste("12\n500");
    assert!(stage.frame().contains("«12; 500» – не число"), "{}", stage.frame());
}
