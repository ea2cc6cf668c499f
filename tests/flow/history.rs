//! The history of a value in the window: author, time, old and new values, including notes; restoring a value.

use kvartal::{
    app::{Msg, Screen},
    domain::{Command, FactValue, Number, SetFact},
    l10n::Language,
};

use crate::stage::{Stage, decide_as};

/// A fact that was entered twice, with a note that was changed while the fact stayed.
fn stage(size: (u16, u16)) -> Stage {
    let mut s = Stage::sample(Language::Uk, size);
    s.keys("g f 4 enter up 5 enter up * ctrl-u").text("карантин").keys("enter up");
    s.keys("* ctrl-u").text("карантин у двох школах").keys("enter");
    s.keys("up home");
    s
}

#[test]
fn one_key_on_a_fact_shows_who_when_from_and_to() {
    let mut s = stage((80, 24));
    s.keys("H");
    assert_eq!(s.screen, Screen::History);
    insta::assert_snapshot!("history_80x24", s.frame());
    s.keys("b");
    insta::assert_snapshot!("history_of_all_quarters_80x24", s.frame());
    s.keys("esc");
    assert_eq!(s.screen, Screen::Facts);
    // The same key on the other layout, from the outline.
    s.keys("g o Р");
    assert_eq!(s.screen, Screen::History);
    assert!(s.frame().contains("карантин у двох школах"), "{}", s.frame());
}

#[test]
fn a_value_is_put_back_as_a_new_change_and_the_history_shows_that_too() {
    let mut s = stage((80, 24));
    s.keys("H");
    let before = s.screens.history.rows.len();
    // The latest change was one of the note, so its earlier text is restored.
    s.keys("enter");
    assert_eq!(s.screens.history.rows.len(), before + 1, "{}", s.frame());
    s.keys("esc");
    let fact = s.screens.facts.fact_at_cursor(&s.shared).expect("a fact");
    assert_eq!((fact.raw.as_str(), fact.note.as_str()), ("5", "карантин"));
    s.keys("u");
    let fact = s.screens.facts.fact_at_cursor(&s.shared).expect("a fact");
    assert_eq!(fact.note, "карантин у двох школах");
}

#[test]
fn the_history_of_the_plan_leads_to_what_was_changed() {
    let mut s = stage((120, 40));
    s.keys("g h");
    insta::assert_snapshot!("history_of_the_plan_120x40", s.frame());
    s.keys("o");
    assert_eq!(s.screen, Screen::Outline);
    assert!(s.line("▌").contains("1.1.1.1"), "{}", s.frame());
}

#[test]
fn what_somebody_else_changes_comes_into_the_history_that_is_shown() {
    let mut s = stage((80, 24));
    s.keys("H");
    let before = s.screens.history.rows.len();
    let plan = s.shared.plan.as_ref().expect("the plan");
    let subject = plan.find("1.1.1.1").expect("the measure");
    let value = Some((FactValue::Number(Number::parse("6").expect("a number")), "6".to_owned()));
    let fact = SetFact { subject, quarter: s.shared.quarter, performer: None, value, note: None, unit: None };
    let theirs = decide_as("petro", plan, &Command::SetFact(fact));
    let seq = s.store.commit(&theirs).expect("it is stored");
    s.window.mailbox().expect("the loop").send(Msg::Arrived(Box::new(theirs), seq));
    s.settle().settle();
    assert_eq!(s.screens.history.rows.len(), before + 1, "{}", s.frame());
    assert!(s.line("▌").contains("petro"), "{}", s.frame());
}

#[test]
fn what_has_no_history_says_so() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("g p H");
    assert_eq!(s.screen, Screen::Plans);
    s.keys("enter g v H");
    assert_ne!(s.screen, Screen::Plans);
}

#[test]
fn a_key_changes_which_indicator_the_evidence_counts_for() {
    let mut s = Stage::sample(Language::Uk, (100, 30));
    let plan = s.shared.plan.as_ref().expect("the plan");
    let measure = plan.find_node("1.1.2.1").expect("the measure");
    let [first, second] = [0, 1].map(|at| plan.indicators(measure).nth(at).expect("an indicator").0);
    assert_eq!(plan.counted_indicator(measure), Some(first));
    s.keys("g o / 1 . 1 . 2 . 1 enter g v");
    assert!(s.line("▌").contains("1.1.2.1#1"), "{}", s.frame());
    s.keys("k");
    assert!(s.line("▌").contains("1.1.2.1#2"), "{}", s.frame());
    assert_eq!(s.shared.plan.as_ref().and_then(|plan| plan.counted_indicator(measure)), Some(second));
    s.keys("u");
    assert_eq!(s.shared.plan.as_ref().and_then(|plan| plan.counted_indicator(measure)), Some(first));
}

#[test]
fn quarters_are_written_as_people_write_them() {
    for (language, quarter) in [(Language::Uk, "ІV кв. 2026"), (Language::En, "Q4 2026")] {
        let mut s = Stage::sample(language, (120, 40));
        s.keys("g f ctrl-home H").settle();
        let frame = s.frame();
        assert!(frame.contains(quarter), "{frame}");
        assert!(!frame.contains("2026Q"), "{frame}");
        s.keys("g b r").text("31.12.2026").keys("enter").text("x").keys("enter").text("№ 1").keys("enter");
        s.keys("g h").settle();
        let frame = s.frame();
        assert!(frame.contains("2026") && !frame.contains("2026Q"), "{frame}");
    }
}
