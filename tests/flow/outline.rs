//! Editing the outline, key by key.

use kvartal::{domain::Level, l10n::Language};

use crate::stage::Stage;

fn stage() -> Stage {
    Stage::sample(Language::Uk, (100, 40))
}

#[test]
fn folding_hides_and_shows() {
    let mut s = stage();
    s.keys("left");
    assert!(s.line("1 Обізнаність").contains('▸'));
    s.keys("right");
    assert!(s.line("1 Обізнаність").contains('▾'));
    s.keys("l 1");
    assert_eq!(s.screens.outline.rows.len(), 5);
    s.keys("l a");
    assert!(s.screens.outline.rows.len() > 60);
}

#[test]
fn a_new_measure_is_typed_in_and_undone() {
    let mut s = stage();
    let before = s.shared.plan.clone();
    s.keys("down down down n").text("Новий захід").keys("enter");
    assert!(s.line("Новий захід").contains("1.1.1.4 "), "{}", s.frame());
    s.keys("N");
    assert!(s.frame().contains("Під заходом рядків не буває"), "{}", s.frame());
    s.keys("u");
    assert!(!s.frame().contains("1.1.1.4"), "{}", s.frame());
    assert!(s.shared.plan == before);
    s.keys("U");
    assert!(s.frame().contains("Новий захід"));
}

#[test]
fn titles_performers_terms_targets_and_notes() {
    let mut s = stage();
    s.keys("down down down e ctrl-u").text("Інша назва").keys("enter");
    assert!(s.frame().contains("Інша назва"));
    s.keys("r ctrl-u")
        .text("Відділ А; Спілка (за згодою)")
        .keys("enter t ctrl-u")
        .text("листопад 2026")
        .keys("enter");
    s.keys("p ctrl-u").text("12").keys("enter a").text("бо так").keys("enter i");
    let frame = s.frame();
    for text in ["Відділ А; Спілка", "листопад 2026", "План = 12", "бо так"] {
        assert!(frame.contains(text), "{text} in\n{frame}");
    }
    let plan = s.shared.plan.as_ref().unwrap();
    let node = plan.node(plan.find_node("1.1.1.1").unwrap()).unwrap();
    assert_eq!(node.performers.iter().map(|p| p.by_consent).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn measures_move_past_each_other_and_into_the_next_task() {
    let mut s = stage();
    s.keys("down down down alt-down");
    let plan = s.shared.plan.clone().unwrap();
    let parent = plan.find_node("1.1.1").unwrap();
    let codes: Vec<_> = plan.children(Some(parent)).map(|id| plan.address(id)).collect();
    assert_eq!(codes, ["1.1.1.2", "1.1.1.1", "1.1.1.3"]);
    s.keys("alt-down alt-down");
    let plan = s.shared.plan.clone().unwrap();
    let moved = plan.find_node("1.1.1.1").unwrap();
    assert_eq!(plan.node(moved).unwrap().parent, Some(plan.find_node("1.1.2").unwrap()));
    s.keys("alt-left");
    let plan = s.shared.plan.clone().unwrap();
    assert_eq!(plan.node(plan.node(moved).unwrap().parent.unwrap()).unwrap().level, Level::Task);
}

#[test]
fn deleting_a_task_says_what_went_and_undo_brings_it_back() {
    let mut s = stage();
    let before = s.shared.plan.clone();
    s.keys("down x");
    assert!(s.frame().contains("Видалено 1.1 і 8 рядків під ним"), "{}", s.frame());
    s.keys("u");
    assert!(s.shared.plan == before);
}

#[test]
fn search_finds_by_number_and_by_folded_title() {
    let mut s = stage();
    s.keys("/").text("3.1.1").keys("enter");
    assert!(s.line("▌").contains("3.1.1"), "{}", s.line("▌"));
    s.keys("home /").text("ОБ'ЄКТ".to_lowercase().as_str()).keys("esc l 1 /").text("вебінари").keys("enter");
    assert!(s.line("▌").contains("1.1.2.3"), "{}", s.line("▌"));
}

#[test]
fn jumps_to_the_unreported_and_to_missing_notes() {
    let mut s = stage();
    s.keys("l 1 g u");
    assert!(s.line("▌").contains("1.1.1.1"), "{}", s.line("▌"));
    s.keys("g n");
    assert!(s.line("▌").ends_with('!'), "{}", s.line("▌"));
}

#[test]
fn an_indicator_with_unit_and_rule() {
    let mut s = stage();
    s.keys("down down down I").text("частка вчасних").keys("enter");
    s.keys("c u").text("%").keys("enter c k 2");
    let plan = s.shared.plan.as_ref().unwrap();
    let measure = plan.find_node("1.1.1.1").unwrap();
    let (_, indicator) = plan.indicators(measure).nth(1).unwrap();
    assert_eq!(indicator.unit.as_deref(), Some("%"));
    assert_eq!(indicator.comparator, kvartal::domain::Comparator::AtMost);
}

#[test]
fn evidence_in_one_line_for_several_measures() {
    let mut s = stage();
    s.keys("down down down v").text("14.11 семінар для ВПО -> 1.1.1.1, 1.1.1.2 ×2").keys("enter");
    s.keys("g v");
    assert!(s.line("семінар для ВПО").contains("1.1.1.1, 1.1.1.2"), "{}", s.frame());
    s.keys("g o v").text("30.02 неможливий день").keys("enter");
    assert!(s.frame().contains("не дата"), "{}", s.frame());
}

#[test]
fn another_quarter_shows_its_own_values() {
    let mut s = stage();
    s.keys("3");
    assert!(s.frame().contains("ІІІ квартал 2026"));
    s.keys("shift-right shift-right");
    assert!(s.frame().contains("такого кварталу в плані немає"), "{}", s.frame());
}

#[test]
fn a_target_is_replaced_by_typing_and_a_title_is_gone_on_with() {
    let mut s = stage();
    s.keys("down down down p 5 enter e").text("!").keys("enter");
    let line = s.line("1.1.1.1 ");
    assert!(line.contains('5') && !line.contains("15"), "{line}");
    let plan = s.shared.plan.as_ref().unwrap();
    assert!(plan.node(plan.find_node("1.1.1.1").unwrap()).unwrap().title.ends_with('!'));
}

#[test]
fn a_new_row_takes_the_number_after_its_neighbour() {
    let mut s = stage();
    s.keys("down down down n");
    assert!(s.frame().contains("1.1.1.4"), "{}", s.frame());
}
