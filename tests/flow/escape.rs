//! An arrow key cut in two by a slow connection, whose first half arrived as Esc.

use kvartal::{l10n::Language, term::TermEvent};

use crate::stage::{Setting, Stage};

fn stage() -> Stage {
    Setting::new(Language::Uk, (80, 24)).with_sample().open()
}

fn cut_escape(stage: &mut Stage) {
    stage.keys("esc");
    stage.happen(TermEvent::EscapeWasCut);
}

#[test]
fn a_prompt_that_it_closed_is_open_again_with_its_text() {
    let mut s = stage();
    s.keys("e").text(" і ще");
    let before = s.frame();
    cut_escape(&mut s);
    assert!(s.frame().contains("нічого не скасовано"), "{}", s.frame());
    s.keys("left right");
    assert_eq!(s.frame(), before);
    s.keys("enter");
    assert!(s.line("▌").contains("1 Обізнаність"), "{}", s.frame());
}

#[test]
fn a_cell_that_it_closed_is_open_again() {
    let mut s = stage();
    s.keys("g f n 4 5");
    cut_escape(&mut s);
    assert!(s.screens.facts.edit.as_ref().is_some_and(|edit| edit.line.text() == "45"), "{}", s.frame());
}

#[test]
fn a_screen_that_it_left_and_a_chord_that_it_dropped_are_back() {
    let mut s = stage();
    s.keys("g d");
    cut_escape(&mut s);
    assert!(s.frame().contains("Табло"), "{}", s.frame());
    s.keys("g");
    cut_escape(&mut s);
    s.keys("o");
    assert!(s.frame().contains("Структура"), "{}", s.frame());
}

#[test]
fn an_escape_that_was_one_stays_so() {
    let mut s = stage();
    s.keys("e esc down");
    s.happen(TermEvent::EscapeWasCut);
    assert!(s.layers.is_empty());
}
