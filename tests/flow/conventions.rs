//! The conventions of fact entry, each by its number, as users of spreadsheets expect them.

use kvartal::{
    domain::{FactValue, Plan, Subject},
    l10n::Language,
};
use serde_json::json;

use crate::stage::{Setting, Stage};

fn stage() -> Stage {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("g f");
    stage
}

fn plan(s: &Stage) -> &Plan {
    s.shared.plan.as_ref().unwrap()
}

/// The wording of a fact, and its note.
fn fact(s: &Stage, address: &str) -> (String, String) {
    let Subject::Indicator(id) = plan(s).find(address).unwrap() else { panic!("{address}") };
    let fact = plan(s).fact(id, s.shared.quarter, None);
    fact.map(|fact| (fact.wording(), fact.note.clone())).unwrap_or_default()
}

fn typed(s: &Stage) -> &str {
    s.screens.facts.edit.as_ref().unwrap().line.text()
}

#[test]
fn convention_01_a_digit_replaces_the_value() {
    let mut s = stage();
    s.keys("down 5");
    assert_eq!(typed(&s), "5");
}

#[test]
fn convention_02_enter_commits_and_goes_down_and_writes_nothing_untouched() {
    let mut s = stage();
    let before = s.shared.plan.clone();
    s.keys("enter");
    assert!(s.shared.plan == before && s.screens.facts.cursor.at == 1);
}

#[test]
fn convention_03_tab_goes_right_and_on_to_the_next_row_and_evidence_is_seen() {
    let mut s = stage();
    s.keys("tab tab tab");
    assert_eq!(s.screens.facts.cursor.at, 1);
    assert!(s.line("  №  ").trim_end().ends_with("п."), "{}", s.frame());
    assert!(s.line("1.1.2.1#1").trim_end().ends_with('1'), "{}", s.line("1.1.2.1#1"));
}

#[test]
fn convention_04_f2_edits_in_place_and_arrows_move_the_caret() {
    let mut s = stage();
    s.keys("down f2 left 5");
    assert_eq!(typed(&s), "358");
}

#[test]
fn convention_05_entering_a_cell_selects_the_whole_value() {
    let mut s = stage();
    s.keys("down 4 1 enter");
    assert_eq!(fact(&s, "1.1.1.2").0, "41");
}

#[test]
fn convention_06_shift_and_an_arrow_commit_and_stay_in_edit() {
    let mut s = stage();
    s.keys("2 shift-down");
    assert_eq!(fact(&s, "1.1.1.1").0, "2");
    assert_eq!(typed(&s), "38");
}

#[test]
fn convention_07_what_escape_dropped_comes_back_in_the_grid() {
    let mut s = stage();
    s.keys("down 5 5 esc ctrl-r");
    assert_eq!(typed(&s), "55");
    s.keys("enter");
    assert_eq!(fact(&s, "1.1.1.2").0, "55");
}

#[test]
fn convention_08_arithmetic_shows_its_result_live() {
    let mut s = stage();
    s.keys("= 5 + 7");
    assert!(s.frame().contains("=5+7  → 12"), "{}", s.frame());
}

#[test]
fn convention_09_plus_and_minus_change_the_stored_fact() {
    let mut s = stage();
    s.keys("down + 3 enter");
    assert_eq!(fact(&s, "1.1.1.2").0, "41");
}

#[test]
fn convention_10_equals_takes_the_plan_and_tab_in_an_empty_entry_inserts_it() {
    let mut s = stage();
    s.keys("= enter");
    assert_eq!(fact(&s, "1.1.1.1").0, "1");
    s.keys("down down down down down f2 tab");
    assert_eq!(typed(&s), "40");
}

#[test]
fn convention_11_value_and_note_on_one_line() {
    let mut s = stage();
    s.keys("down 1 2 *").text("карантин").keys("enter");
    assert_eq!(fact(&s, "1.1.1.2"), ("12".to_owned(), "карантин".to_owned()));
}

#[test]
fn convention_12_the_value_above_is_filled_down() {
    let mut s = stage();
    s.keys("5 enter ctrl-d");
    assert_eq!(fact(&s, "1.1.1.2").0, "5");
}

#[test]
fn convention_13_what_is_typed_fills_every_marked_row() {
    for keys in ["shift-down shift-down 7 ctrl-d", "space down space down 7 alt-enter"] {
        let mut s = stage();
        s.keys(keys);
        for address in ["1.1.1.1", "1.1.1.2", "1.1.1.3"] {
            assert_eq!(fact(&s, address).0, "7", "{keys} {address}");
        }
        s.keys("u");
        assert_eq!(fact(&s, "1.1.1.2").0, "38", "it is one change");
    }
}

#[test]
fn convention_14_the_note_is_carried_forward() {
    let mut s = stage();
    s.keys("* ").text("карантин").keys("enter D");
    assert_eq!(fact(&s, "1.1.1.2"), ("38".to_owned(), "карантин".to_owned()));
}

#[test]
fn convention_15_a_full_field_is_left_by_enter() {
    let mut s = stage();
    s.keys("1 2 3 4 5");
    assert_eq!((typed(&s), s.screens.facts.cursor.at), ("12345", 0));
}

#[test]
fn convention_16_a_digit_picks_from_a_closed_list() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("down down down k 2");
    assert!(s.layers.is_empty() && s.line("1.1.1.1").contains('≤'), "{}", s.frame());
}

#[test]
fn convention_17_wrong_characters_are_refused_and_points_of_a_date_filled_in() {
    let mut s = stage();
    s.keys("1 2 ф");
    assert_eq!(typed(&s), "12");
    let target = json!({"kind": "date", "raw": "30.06.2026", "date": "2026-06-30"});
    let values = json!([{"quarter": "2026Q4", "target": target}]);
    let measure = json!({"level": "measure", "code": "1", "title": "Положення",
        "indicators": [{"name": "затверджено", "values": values}]});
    let text =
        json!({"format": "kvartal-plan", "version": 1, "slug": "p", "title": "План", "organisation": "Центр",
        "period": {"first": "2026Q4", "last": "2026Q4"}, "outline": [measure]})
        .to_string();
    let setting = Setting::new(Language::Uk, (80, 24));
    setting.store.commit(&crate::stage::import_of(&text)).unwrap();
    let mut s = setting.open();
    s.keys("g f 2 7 0 4 2 0 2 6 enter");
    assert_eq!(fact(&s, "1").0, "27.04.2026", "{}", s.frame());
    s.keys("home 3 1 . 0 2 . 2 0 2 6 enter");
    assert_eq!(fact(&s, "1").0, "27.04.2026");
    assert!(s.frame().contains("Такого дня немає"), "{}", s.frame());
}

#[test]
fn convention_18_an_odd_value_is_asked_about_once() {
    let mut s = stage();
    s.keys("7 7 7 enter");
    assert_eq!(fact(&s, "1.1.1.1").0, "");
    assert!(s.frame().contains("777 при плані 1"), "{}", s.frame());
    s.keys("enter");
    assert_eq!(fact(&s, "1.1.1.1").0, "777");
}

#[test]
fn convention_19_each_commit_is_durable() {
    let mut s = stage();
    s.keys("5 enter");
    let stored = s.store.load(plan(&s).id()).unwrap().unwrap();
    assert!(&stored == plan(&s) && s.frame().contains("збережено"));
}

#[test]
fn convention_20_n_goes_to_what_is_unreported_and_q_shows_only_that() {
    let mut s = stage();
    let all = s.screens.facts.rows.len();
    s.keys("down n");
    assert_eq!(plan(&s).subject_address(s.screens.facts.row().unwrap().subject), "1.1.2.3");
    s.keys("q");
    assert!(s.screens.facts.rows.len() < all);
}

#[test]
fn convention_21_undo_goes_back_to_the_cell() {
    let mut s = stage();
    s.keys("7 enter down down ctrl-z");
    assert_eq!((fact(&s, "1.1.1.1").0.as_str(), s.screens.facts.cursor.at), ("", 0));
}

#[test]
fn convention_23_a_pasted_column_fills_downwards_after_a_preview() {
    let mut s = stage();
    let before = s.shared.plan.clone();
    s.paste("3\r\n41\r\n");
    assert!(s.shared.plan == before);
    s.keys("enter");
    assert_eq!((fact(&s, "1.1.1.1").0.as_str(), fact(&s, "1.1.1.2").0.as_str()), ("3", "41"));
}

#[test]
fn convention_25_typing_ahead_loses_nothing_and_a_control_total_is_shown() {
    let mut s = stage();
    s.text_at_once("5\r45\r");
    s.settle();
    assert_eq!((fact(&s, "1.1.1.1").0.as_str(), fact(&s, "1.1.1.2").0.as_str()), ("5", "45"));
    assert!(s.frame().contains("контрольна сума"), "{}", s.frame());
    let Subject::Indicator(id) = plan(&s).find("1.1.1.2").unwrap() else { panic!() };
    let stands = plan(&s).fact(id, s.shared.quarter, None).unwrap();
    assert!(matches!(stands.value, FactValue::Number(_)));
}

#[test]
fn what_was_entered_last_is_entered_once_more() {
    let mut s = stage();
    s.keys("4 2 enter backspace backspace 5 enter");
    s.keys("ctrl-home 5 enter .");
    assert_eq!(fact(&s, "1.1.1.2").0, "5");
}
