//! The mark for follow-up: a key sets it on a row, and it is shown, filtered for, stored and undone like a value.

use kvartal::{
    domain::{RecordKey, Subject},
    form::exchange,
    l10n::Language,
};

use crate::stage::{Setting, Stage};

fn is_flagged(s: &Stage, address: &str) -> bool {
    let plan = s.shared.plan.as_ref().unwrap();
    let subject = plan.find(address).unwrap();
    plan.flag(subject, s.shared.quarter).is_some()
}

#[test]
fn one_key_marks_a_row_and_another_press_takes_the_mark_away() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("g f down !");
    assert!(is_flagged(&s, "1.1.1.2") && s.line("1.1.1.2").contains('⚑'), "{}", s.frame());
    s.keys("!");
    assert!(!is_flagged(&s, "1.1.1.2") && !s.line("1.1.1.2").contains('⚑'));
    s.keys("u");
    assert!(is_flagged(&s, "1.1.1.2"));
    s.keys("U");
    assert!(!is_flagged(&s, "1.1.1.2"));
}

#[test]
fn a_mark_belongs_to_its_quarter_and_survives_the_window() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("g f down ! shift-left");
    assert!(!is_flagged(&s, "1.1.1.2"));
    let store = s.store.clone();
    drop(s);
    let mut s = Setting { store, ..Setting::new(Language::Uk, (120, 40)) }.open();
    assert!(is_flagged(&s, "1.1.1.2") && s.line("1.1.1.2").contains('⚑'), "{}", s.frame());
    s.keys("/").text("1.1.1.2").keys("enter i");
    assert!(s.frame().contains("Повернутися сюди: olena"), "{}", s.frame());
    s.keys("H");
    assert!(s.frame().contains("мітка"), "{}", s.frame());
}

#[test]
fn marked_rows_are_marked_together_and_found_by_the_filter_and_the_queue() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("g f down space down down space !");
    assert!(is_flagged(&s, "1.1.1.2") && is_flagged(&s, "1.1.2.1#1"), "{}", s.frame());
    s.keys("esc q");
    let shown = |s: &mut Stage| s.frame().contains("1.1.1.2");
    assert!(shown(&mut s), "{}", s.frame());
    s.keys("g o F").text("є:мітка").keys("enter");
    assert!(shown(&mut s) && !s.frame().contains("1.1.1.1"), "{}", s.frame());
    s.keys("u");
    assert!(!is_flagged(&s, "1.1.1.2") && !is_flagged(&s, "1.1.2.1#1"), "it is one change");
}

#[test]
fn the_outline_marks_measures_and_the_exchange_carries_the_mark() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("!");
    assert!(
        s.frame().contains("захід") || s.frame().contains("заход"),
        "a goal is not marked: {}",
        s.frame()
    );
    s.keys("/").text("1.1.1.2").keys("enter !");
    let plan = s.shared.plan.clone().unwrap();
    assert_eq!(plan.flags().count(), 1);
    let text = exchange::export(&plan);
    let draft = exchange::import(&text).unwrap();
    assert_eq!(draft.flags.len(), 1);
    assert_eq!(draft.flags[0].flag.by, "olena");
    let (subject, quarter, _) = plan.flags().next().unwrap();
    assert!(matches!(subject, Subject::Indicator(_)) && quarter == s.shared.quarter);
    // Deleting a row removes its mark; undo restores both.
    s.keys("delete");
    let left = |s: &Stage| {
        let plan = s.shared.plan.as_ref().unwrap();
        plan.records().any(|(key, _)| matches!(key, RecordKey::Flag(..)))
    };
    assert!(!left(&s));
    s.keys("u");
    assert!(left(&s));
}
