//! Fact entry, key by key.

use kvartal::{
    domain::{FactValue, Plan},
    keymap::Preset,
    l10n::Language,
};

use crate::stage::{Setting, Stage};

fn stage() -> Stage {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("g f");
    stage
}

/// The fact of an address, as it is worded.
fn fact(stage: &Stage, address: &str) -> Option<(FactValue, String)> {
    let plan: &Plan = stage.shared.plan.as_ref().unwrap();
    let kvartal::domain::Subject::Indicator(id) = plan.find(address).unwrap() else { return None };
    plan.fact(id, stage.shared.quarter, None).map(|fact| (fact.value.clone(), fact.note.clone()))
}

fn number(stage: &Stage, address: &str) -> Option<String> {
    match fact(stage, address)?.0 {
        FactValue::Number(n) => Some(n.to_string()),
        other => Some(format!("{other:?}")),
    }
}

#[test]
fn a_digit_replaces_and_enter_goes_down() {
    let mut s = stage();
    s.keys("7 enter 9 9 enter");
    assert_eq!(number(&s, "1.1.1.1").as_deref(), Some("7"));
    assert_eq!(number(&s, "1.1.1.2").as_deref(), Some("99"));
    assert_eq!(s.screens.facts.cursor.at, 2);
}

#[test]
fn enter_on_an_untouched_cell_writes_nothing() {
    let mut s = stage();
    let before = s.shared.plan.clone();
    s.keys("enter enter enter");
    assert_eq!(s.screens.facts.cursor.at, 3);
    assert!(s.shared.plan == before);
}

#[test]
fn the_ghost_shows_the_plan_and_equals_takes_it() {
    let mut s = stage();
    assert!(s.line("1.1.1.1 ").trim_end().ends_with("= 1           1"), "{}", s.line("1.1.1.1 "));
    s.keys("= enter");
    assert_eq!(number(&s, "1.1.1.1").as_deref(), Some("1"));
    s.keys("up u");
    assert_eq!(number(&s, "1.1.1.1"), None);
    s.keys("P");
    assert_eq!(number(&s, "1.1.1.1").as_deref(), Some("1"));
}

#[test]
fn an_expression_shows_its_result_as_it_is_typed() {
    let mut s = stage();
    s.keys("n = 4 + 2");
    assert!(s.frame().contains("=4+2  → 6"), "{}", s.frame());
    s.keys("* 3");
    assert!(s.frame().contains("=4+2*3  → 10"), "{}", s.frame());
}

#[test]
fn plus_and_minus_change_the_stored_fact() {
    let mut s = stage();
    s.keys("down + 3 enter up");
    assert_eq!(number(&s, "1.1.1.2").as_deref(), Some("41"));
    s.keys("- 1 enter");
    assert_eq!(number(&s, "1.1.1.2").as_deref(), Some("40"));
}

#[test]
fn value_and_note_on_one_line_or_by_tab() {
    let mut s = stage();
    s.keys("down 1 2 *").text("графік зсунуто").keys("enter");
    assert_eq!(fact(&s, "1.1.1.2").unwrap().1, "графік зсунуто");
    s.keys("home up 8 tab").keys("f2").text("!").keys("enter");
    assert_eq!(number(&s, "1.1.1.2").as_deref(), Some("8"));
    assert_eq!(fact(&s, "1.1.1.2").unwrap().1, "графік зсунуто!");
}

#[test]
fn escape_restores_and_the_text_can_be_recalled() {
    let mut s = stage();
    s.keys("down 5 5 esc");
    assert_eq!(number(&s, "1.1.1.2").as_deref(), Some("38"));
    s.keys("1 ctrl-r enter");
    assert_eq!(number(&s, "1.1.1.2").as_deref(), Some("55"));
}

#[test]
fn a_letter_is_refused_where_a_number_is_owed_and_words_are_begun_on_purpose() {
    let mut s = stage();
    s.keys("1 ф щ");
    assert_eq!(s.screens.facts.edit.as_ref().unwrap().line.text(), "1");
    assert!(s.frame().contains("не число"), "{}", s.frame());
    s.keys("esc");
    let row = s.screens.facts.rows.iter().position(|row| {
        let plan = s.shared.plan.as_ref().unwrap();
        plan.subject_address(row.subject) == "1.2.1.2"
    });
    for _ in 0..row.unwrap() {
        s.keys("down");
    }
    // Letters are commands in a cell with a condition, too, even if it is empty.
    s.keys("delete");
    let before = s.shared.plan.clone();
    s.keys("w u ctrl-y");
    assert!(s.screens.facts.edit.is_none() && s.shared.plan == before, "{}", s.frame());
    s.keys("e").text("коштів не було").keys("enter");
    assert_eq!(fact(&s, "1.2.1.2").unwrap().0, FactValue::Text);
    s.keys("up - enter");
    assert_eq!(fact(&s, "1.2.1.2").unwrap().0, FactValue::NoOccasion);
    s.keys("up delete");
    assert_eq!(fact(&s, "1.2.1.2"), None);
}

#[test]
fn what_means_nothing_stays_open_and_changes_nothing() {
    let mut s = stage();
    let before = s.shared.plan.clone();
    s.keys("= 1 / 0 enter");
    assert!(s.screens.facts.edit.as_ref().is_some_and(|edit| edit.invalid));
    assert!(s.shared.plan == before);
    assert_eq!(s.screens.facts.cursor.at, 0);
}

#[test]
fn fill_down_and_carried_notes() {
    let mut s = stage();
    s.keys("7 * а enter d D");
    assert_eq!(fact(&s, "1.1.1.2"), Some((FactValue::Number(7.into()), "а".into())));
    assert_eq!(
        s.screens.facts.field,
        kvartal::app::facts::Field::Fact,
        "Enter in a note leads to the next fact"
    );
}

#[test]
fn the_queue_shows_only_what_is_unreported() {
    let mut s = stage();
    let all = s.screens.facts.rows.len();
    s.keys("q");
    let open = s.screens.facts.rows.len();
    assert!(open < all);
    s.keys("3 enter");
    assert_eq!(s.screens.facts.rows.len(), open, "what was just entered does not jump away");
    s.keys("q");
    assert_eq!(s.screens.facts.rows.len(), all);
}

#[test]
fn a_pasted_column_fills_downwards_as_one_change() {
    let mut s = stage();
    let before = s.shared.plan.clone();
    s.paste("3\r\n41\tпричина\r\n");
    assert!(s.shared.plan == before, "nothing is written before Enter");
    s.keys("enter");
    assert_eq!(number(&s, "1.1.1.1").as_deref(), Some("3"));
    assert_eq!(fact(&s, "1.1.1.2").unwrap().1, "причина");
    s.keys("u");
    assert!(s.shared.plan == before, "one undo takes the whole paste back");
    s.paste("3\nслова\n");
    assert!(s.shared.plan == before, "one bad line and nothing is entered");
}

/// The facts of the first rows, in their wording.
fn column(stage: &Stage, rows: usize) -> Vec<String> {
    let plan = stage.shared.plan.as_ref().unwrap();
    let raw = |row: &kvartal::app::facts::FactRow| {
        row.indicator().and_then(|id| plan.fact(id, stage.shared.quarter, None)).map(|fact| fact.raw.clone())
    };
    stage.screens.facts.rows.iter().take(rows).map(|row| raw(row).unwrap_or_default()).collect()
}

#[test]
fn an_empty_line_leaves_its_row_alone_however_lines_end() {
    for ends in ["\n", "\r\n", "\r"] {
        let mut s = stage();
        let old = column(&s, 3);
        s.paste(&["5", "", "7", ""].join(ends)).keys("enter");
        assert_eq!(column(&s, 3), ["5", old[1].as_str(), "7"], "{ends:?}");
    }
}

#[test]
fn a_paste_is_shown_row_by_row_before_it_is_written() {
    let mut s = stage();
    s.paste("5\n\n+3\tпричина\n");
    insta::assert_snapshot!("paste-80x24-uk", s.frame());
    let before = s.shared.plan.clone();
    s.keys("esc");
    assert!(s.shared.plan == before && s.layers.is_empty());
}

#[test]
fn a_sign_in_a_column_is_a_sign_and_no_addition() {
    let mut s = stage();
    s.keys("down").paste("+3").keys("enter");
    assert_eq!(number(&s, "1.1.1.2").as_deref(), Some("3"));
    s.paste("-1").keys("enter");
    assert_eq!(number(&s, "1.1.1.2").as_deref(), Some("-1"));
}

#[test]
fn the_field_under_the_cursor_takes_the_paste() {
    let mut s = stage();
    let facts = column(&s, 3);
    s.keys("tab").paste("перша\n\nтретя").keys("enter");
    assert_eq!(column(&s, 3), facts);
    assert_eq!(fact(&s, "1.1.1.3").unwrap().1, "третя");
    s.keys("end").paste("5\n6");
    assert!(s.layers.is_empty() && s.frame().contains("Вставляти нікуди"), "{}", s.frame());
    assert_eq!(column(&s, 3), facts);
}

#[test]
fn an_empty_value_with_a_note_sets_the_note() {
    let mut s = stage();
    let facts = column(&s, 2);
    s.paste("\tлише примітка\n\t").keys("enter");
    assert_eq!(column(&s, 2), facts);
    assert_eq!(fact(&s, "1.1.1.1").unwrap().1, "лише примітка");
}

#[test]
fn one_bad_line_or_too_many_and_the_line_is_named() {
    let mut s = stage();
    let before = s.shared.plan.clone();
    s.paste("3\nслова\n").keys("enter");
    s.keys("up").paste("3\nслова\n");
    assert!(s.frame().contains("Рядок 2: «слова»"), "{}", s.frame());
    let rows = s.screens.facts.rows.len();
    s.paste(&"1\n".repeat(rows + 2));
    assert!(s.frame().contains(&format!("Рядок {} не має куди стати", rows + 1)), "{}", s.frame());
    s.paste("3\tпримітка\tще щось");
    assert!(s.frame().contains("Рядок 1: «3"), "{}", s.frame());
    assert!(s.shared.plan == before);
}

#[test]
fn facts_of_a_goal_begin_with_the_first_row_under_it() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("g f end pagedown pagedown g o home l 1 down f");
    let row = s.screens.facts.row().unwrap();
    let plan = s.shared.plan.as_ref().unwrap();
    assert!(plan.address(row.measure).starts_with("2."), "{}", plan.address(row.measure));
    assert_eq!(plan.measures_under(plan.find_node("2").unwrap()).first(), Some(&row.measure));
}

#[test]
fn the_headline_moves_in_the_frame_in_which_a_fact_is_entered() {
    let mut s = stage();
    s.keys("g d");
    let before = s.frame();
    s.keys("g f = enter g d");
    assert_ne!(before, s.frame());
}

#[test]
fn undo_brings_the_cursor_back_to_the_cell() {
    let mut s = stage();
    s.keys("7 enter down down down ctrl-z");
    assert_eq!(number(&s, "1.1.1.1"), None);
    assert_eq!(s.screens.facts.cursor.at, 0);
    s.keys("ctrl-y");
    assert_eq!(number(&s, "1.1.1.1").as_deref(), Some("7"));
}

#[test]
fn the_first_fact_of_a_measure_without_an_indicator_makes_a_deed() {
    let mut s = stage();
    let plan = s.shared.plan.as_ref().unwrap();
    let at = s.screens.facts.rows.iter().position(|row| plan.address(row.measure) == "6.3").unwrap();
    for _ in 0..at {
        s.keys("down");
    }
    s.keys("= enter");
    assert_eq!(fact(&s, "6.3").unwrap().0, FactValue::Done);
    assert!(s.line(" 6.3 ").contains('■'), "{}", s.line(" 6.3 "));
}

/// The same keys by their position on the Ukrainian layout.
#[test]
fn every_command_works_without_switching_the_layout() {
    let mut latin = Stage::sample(Language::Uk, (80, 24));
    latin.keys("g f n 5 enter q g d g o");
    let mut cyrillic = Stage::sample(Language::Uk, (80, 24));
    cyrillic.keys("п а т 5 enter й п в п щ");
    assert_eq!(latin.frame(), cyrillic.frame());
    assert!(latin.shared.plan == cyrillic.shared.plan);
}

#[test]
fn vim_and_emacs_enter_facts_with_their_own_motions() {
    for (preset, keys) in [
        (Preset::Vim, "g f j 7 enter k k 3 enter"),
        (Preset::Emacs, "ctrl-x f ctrl-n 7 enter ctrl-p ctrl-p 3 enter"),
    ] {
        let mut s = Setting { preset, ..Setting::new(Language::Uk, (80, 24)) }.with_sample().open();
        s.keys(keys);
        assert_eq!(number(&s, "1.1.1.2").as_deref(), Some("7"), "{preset:?}");
        assert_eq!(number(&s, "1.1.1.1").as_deref(), Some("3"), "{preset:?}");
    }
}

#[test]
fn who_reads_from_a_sheet_goes_on_after_an_odd_value_and_loses_no_row() {
    let mut s = stage();
    s.keys("7 7 7 enter");
    assert_eq!(number(&s, "1.1.1.1"), None, "it is asked about first");
    assert!(s.frame().contains("777 при плані 1"), "{}", s.frame());
    s.keys("4 5 enter");
    assert_eq!(number(&s, "1.1.1.1").as_deref(), Some("777"));
    assert_eq!(number(&s, "1.1.1.2").as_deref(), Some("45"));
    // A command commits as well; a correction does not.
    s.keys("ctrl-home 8 8 8 enter n");
    assert!(s.screens.facts.edit.is_none());
    assert_eq!(number(&s, "1.1.1.1").as_deref(), Some("888"));
    s.keys("ctrl-home 9 9 9 enter backspace backspace enter");
    assert_eq!(number(&s, "1.1.1.1").as_deref(), Some("9"));
}
