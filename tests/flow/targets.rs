//! The grid of targets: the same keys as in fact entry, for the quarters of a year and the year.

use kvartal::{
    app::grid::Field,
    domain::{Comparator, Plan, Span, Subject, TargetValue},
    keymap::Preset,
    l10n::Language,
};

use crate::stage::{Setting, Stage};

fn stage() -> Stage {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("g t home");
    stage
}

fn plan(s: &Stage) -> &Plan {
    s.shared.plan.as_ref().unwrap()
}

/// The wording of a target of a quarter or a span.
fn target(s: &Stage, address: &str, span: &str, who: Option<&str>) -> String {
    let Subject::Indicator(id) = plan(s).find(address).unwrap() else { panic!("{address}") };
    let who = who.map(|name| plan(s).performer_named(name).unwrap());
    plan(s).target(id, Span::parse(span).unwrap(), who).map(|target| target.wording()).unwrap_or_default()
}

fn go_to(s: &mut Stage, address: &str) {
    s.keys("ctrl-home");
    let of = |s: &Stage| s.screens.targets.row().map(|row| plan(s).subject_address(row.subject));
    while of(s).as_deref() != Some(address) {
        s.keys("down");
    }
}

#[test]
fn a_digit_replaces_enter_goes_down_and_tab_goes_right() {
    let mut s = stage();
    s.keys("2 enter 7 0 tab 7 5 enter");
    assert_eq!(target(&s, "1.1.1.1", "2026Q1", None), "2");
    assert_eq!(target(&s, "1.1.1.2", "2026Q1", None), "70");
    assert_eq!(target(&s, "1.1.1.2", "2026Q2", None), "75");
    s.keys("u");
    assert_eq!(target(&s, "1.1.1.2", "2026Q2", None), "90");
    assert_eq!(s.screens.targets.field, Field::Quarter(2), "undo visits the cell");
}

#[test]
fn equals_takes_the_left_and_the_year_is_divided() {
    let mut s = stage();
    go_to(&mut s, "2.1.2");
    s.keys("end 1 2 enter");
    go_to(&mut s, "2.1.2");
    s.keys("home = р / 4 tab = tab");
    assert_eq!(target(&s, "2.1.2", "2026Q1", None), "3");
    assert_eq!(target(&s, "2.1.2", "2026Q2", None), "3");
    s.keys("+ 1 tab");
    assert_eq!(target(&s, "2.1.2", "2026Q3", None), "4");
}

#[test]
fn a_number_too_long_for_its_cell_is_not_cut_and_keeps_its_comparator() {
    let mut s = stage();
    go_to(&mut s, "2.2.1");
    s.text("123456").keys("tab").text("1234567").keys("tab");
    let line = s.cursor_line();
    assert!(line.contains("≤ 123456"), "{line}");
    assert!(line.contains("≤ …") && !line.contains("1\u{a0}23"), "{line}");
}

#[test]
fn a_comparator_comes_with_the_number_and_words_in_quotes_are_a_condition() {
    let mut s = stage();
    s.keys("< = 2 0 enter");
    assert_eq!(target(&s, "1.1.1.1", "2026Q1", None), "<=20");
    let Subject::Indicator(id) = plan(&s).find("1.1.1.1").unwrap() else { panic!() };
    assert_eq!(plan(&s).indicator(id).unwrap().comparator, Comparator::AtMost);
    s.keys("u u ctrl-home \"").text("коли зацвіте сад").keys("enter");
    let Subject::Indicator(id) = plan(&s).find("1.1.1.1").unwrap() else { panic!() };
    let set = plan(&s).target(id, Span::parse("2026Q1").unwrap(), None).unwrap();
    assert_eq!((&set.value, set.raw.as_str()), (&TargetValue::Condition, "коли зацвіте сад"));
    s.keys("1 0 + - 2 enter");
    let Subject::Indicator(id) = plan(&s).find("1.1.1.2").unwrap() else { panic!() };
    assert_eq!(plan(&s).indicator(id).unwrap().comparator, Comparator::Within);
    s.keys("up 1 щ");
    assert_eq!(s.screens.targets.edit.as_ref().unwrap().line.text(), "1", "a letter is refused at the key");
}

#[test]
fn marked_quarters_get_one_target_together() {
    let mut s = stage();
    go_to(&mut s, "3.2.2");
    s.keys("home right shift-right 5 enter");
    assert_eq!(target(&s, "3.2.2", "2026Q2..2026Q3", None), "5");
    assert!(s.line(" 3.2.2 ").contains("├──"), "{}", s.line(" 3.2.2 "));
    // Input on it replaces the target of the span.
    s.keys("up 7 enter");
    assert_eq!(target(&s, "3.2.2", "2026Q2..2026Q3", None), "7");
    s.keys("up delete");
    assert_eq!(target(&s, "3.2.2", "2026Q2..2026Q3", None), "");
}

#[test]
fn marked_rows_are_filled_as_one_change() {
    let mut s = stage();
    let before = s.shared.plan.clone();
    s.keys("shift-down shift-down 9 ctrl-d");
    for address in ["1.1.1.1", "1.1.1.2", "1.1.1.3"] {
        assert_eq!(target(&s, address, "2026Q1", None), "9", "{address}");
    }
    s.keys("u");
    assert!(s.shared.plan == before);
}

#[test]
fn a_pasted_block_is_previewed_and_taken_as_one_change() {
    let mut s = stage();
    let before = s.shared.plan.clone();
    s.paste("2\t3\n\n\t5\n");
    assert!(s.shared.plan == before, "nothing is written before Enter");
    s.keys("enter");
    assert_eq!(target(&s, "1.1.1.1", "2026Q1", None), "2");
    assert_eq!(target(&s, "1.1.1.1", "2026Q2", None), "3");
    assert_eq!(target(&s, "1.1.1.2", "2026Q1", None), "60", "an empty line leaves its row alone");
    assert_eq!(target(&s, "1.1.1.3", "2026Q2", None), "5");
    s.keys("u");
    assert!(s.shared.plan == before);
}

#[test]
fn parts_of_performers_and_what_is_left() {
    let mut s = stage();
    go_to(&mut s, "4.1.2");
    s.keys("home r 1 enter");
    assert_eq!(target(&s, "4.1.2", "2026Q1", Some("Відділ планування та ресурсів")), "1");
    assert_eq!(target(&s, "4.1.2", "2026Q1", None), "2", "a total that somebody entered stands");
    let left = |s: &mut Stage| s.line("└").split_whitespace().skip(3).collect::<Vec<_>>().join(" ");
    assert_eq!(left(&mut s), "1 2 2 2", "{}", s.frame());
    s.keys("1 enter up");
    assert_eq!(left(&mut s), "2 2 2", "{}", s.frame());
    s.keys("2 enter u");
    let row = s.screens.targets.row().unwrap();
    assert_eq!(row.who(), plan(&s).performer_named("Відділ правової просвіти"), "undo visits the part");
}

#[test]
fn a_total_of_targets_follows_its_parts() {
    let mut s = stage();
    go_to(&mut s, "1.1.2.2");
    s.keys("home r 3 enter");
    assert_eq!(target(&s, "1.1.2.2", "2026Q1", None), "3");
    s.keys("4 enter");
    assert_eq!(target(&s, "1.1.2.2", "2026Q1", None), "7");
}

#[test]
fn rule_unit_and_baseline_are_edited_where_they_are_seen() {
    let mut s = stage();
    s.keys("c b 1 8 0 enter c u").text(" (разом)").keys("enter k 2");
    let Subject::Indicator(id) = plan(&s).find("1.1.1.1").unwrap() else { panic!() };
    let indicator = plan(&s).indicator(id).unwrap();
    assert_eq!(indicator.baseline.unwrap().worded(), "180");
    assert_eq!(indicator.unit.as_deref(), Some("довідок (разом)"));
    assert_eq!(indicator.comparator, Comparator::AtMost);
    assert!(s.frame().contains("довідок (разом) · не більше плану · сума · базове 180"), "{}", s.frame());
}

#[test]
fn the_three_keymaps_enter_targets() {
    for (preset, keys) in [
        (Preset::Default, "g t home 4 enter r"),
        (Preset::Vim, "g t home 4 enter r"),
        (Preset::Emacs, "ctrl-x m ctrl-a 4 enter ctrl-c r"),
    ] {
        let mut s = Setting { preset, ..Setting::new(Language::Uk, (80, 24)) }.with_sample().open();
        s.keys(keys);
        assert_eq!(target(&s, "1.1.1.1", "2026Q1", None), "4", "{preset:?}");
        assert!(s.frame().contains("├"), "{preset:?}: {}", s.frame());
    }
}

#[test]
fn the_grid_as_it_is_seen() {
    for ((width, height), language, tag) in
        [((80, 24), Language::Uk, "uk"), ((120, 40), Language::Uk, "uk"), ((80, 24), Language::En, "en")]
    {
        let mut s = Stage::sample(language, (width, height));
        s.keys("g t home down r 2 5");
        insta::assert_snapshot!(format!("targets-parts-{width}x{height}-{tag}"), s.frame());
    }
}

#[test]
fn an_escape_takes_the_span_back_together_with_what_was_typed() {
    let mut s = stage();
    go_to(&mut s, "1.1.2.1#1");
    s.keys("home right right right l");
    assert_eq!(s.screens.targets.marks.len(), 4, "all quarters up to the cursor");
    s.keys("5 esc");
    assert!(s.screens.targets.marks.is_empty(), "{}", s.frame());
    s.keys("home 7 tab");
    assert_eq!(target(&s, "1.1.2.1#1", "2026Q1", None), "7");
    assert_eq!(target(&s, "1.1.2.1#1", "2026Q1..2026Q4", None), "");
}

#[test]
fn what_cannot_be_a_target_is_told_by_its_own_reason() {
    let mut s = stage();
    go_to(&mut s, "1.1.1.1");
    for (typed, told) in [
        ("<30", "порівнюють лише ≤ (набирають <=)"),
        ("> 5", "порівнюють лише ≤ (набирають <=)"),
        ("31.02.2026", "Такого дня немає в календарі"),
        ("=", "Ліворуч плану немає"),
        ("половина", "не число й не відома умова"),
    ] {
        s.keys("f2 ctrl-u").text(typed);
        assert!(s.frame().contains(told), "{typed}: {}", s.frame());
        s.keys("esc");
    }
}

#[test]
fn what_is_reckoned_is_shown_as_it_is_worded() {
    let mut s = stage();
    go_to(&mut s, "2.1.2");
    s.keys("= 1 0 0 0 0 / 3");
    assert!(s.frame().contains("читається: ≥ 3333,33 днів"), "{}", s.frame());
    s.keys("enter");
    assert_eq!(target(&s, "2.1.2", "2026Q1", None), "3333,33");
    assert!(s.line(" 2.1.2 ").contains("333,33") && !s.frame().contains("333333"), "{}", s.frame());
    s.keys("g f");
    s.text("=1/3").keys("enter");
    assert!(s.frame().contains("0,33") && !s.frame().contains("0,3333"), "{}", s.frame());
}

#[test]
fn a_question_about_a_number_fits_into_80_columns() {
    let mut s = stage();
    go_to(&mut s, "1.2.1.3");
    s.text("1.200");
    let line = s.line("чи 1200?");
    assert!(line.contains("Ще раз Enter") && !line.contains('…'), "{line}");
}

#[test]
fn parts_that_do_not_add_up_have_no_remainder() {
    let mut s = stage();
    go_to(&mut s, "1.1.2.3");
    s.keys("r");
    assert!(s.line("└").contains("частини не додаються"), "{}", s.frame());
    s.keys("r up up r");
    assert!(s.line("└").contains("лишилось розподілити"), "{}", s.frame());
}

#[test]
fn the_hint_to_fill_names_a_key_of_every_terminal() {
    let mut s = stage();
    s.keys("space down space 7");
    assert!(s.frame().contains("ctrl-d В усі позначені"), "{}", s.frame());
}

#[test]
fn a_paste_is_not_shown_below_what_was_said_about_the_one_before() {
    let mut s = stage();
    s.paste("1\nщось\n");
    assert!(s.frame().contains("«щось» не годиться"), "{}", s.frame());
    s.paste("1\n2\n");
    assert!(s.frame().contains("Вставити 2 значення") && !s.frame().contains("не годиться"), "{}", s.frame());
}

#[test]
fn a_comparator_that_changes_other_targets_too_is_told_while_it_is_typed() {
    const TOLD: &str = "порівняння зміниться для всіх планів";
    let mut s = stage();
    go_to(&mut s, "1.2.1.3");
    s.text("12");
    assert!(!s.frame().contains(TOLD), "{}", s.frame());
    s.keys("ctrl-u").text("<=12");
    assert!(s.frame().contains("читається: ≤ 12") && s.frame().contains(TOLD), "{}", s.frame());
}
