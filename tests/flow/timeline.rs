//! The timeline: undone changes stay on their branch, the user can return to any of the own states, and save points
//! name states.

use kvartal::{
    app::{Screen, timeline::Standing},
    domain::{Command, Subject},
    l10n::Language,
};

use crate::stage::{Setting, Stage, decide_as};

fn fact(s: &Stage, address: &str) -> String {
    let plan = s.shared.plan.as_ref().unwrap();
    let Subject::Indicator(id) = plan.find(address).unwrap() else { panic!("{address}") };
    plan.fact(id, s.shared.quarter, None).map(|fact| fact.wording()).unwrap_or_default()
}

/// Five is entered and undone, and six is entered instead.
fn branched() -> Stage {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("g f 5 enter u 6 enter");
    assert_eq!(fact(&s, "1.1.1.1"), "6");
    s
}

#[test]
fn what_was_undone_stays_on_its_branch_and_is_gone_back_to() {
    let mut s = branched();
    s.keys("h");
    assert_eq!(s.screen, Screen::Timeline);
    insta::assert_snapshot!("timeline_80x24", s.frame());
    s.keys("right");
    assert_eq!(s.screens.timeline.at_cursor().unwrap().0.stands, Standing::Undone);
    s.keys("enter");
    assert_eq!(fact(&s, "1.1.1.1"), "5");
    assert!(s.frame().contains("Повернуто: 2 кроки"), "{}", s.frame());
    // Undo continues from the restored state.
    s.keys("u");
    assert_eq!(fact(&s, "1.1.1.1"), "");
    s.keys("U");
    assert_eq!(fact(&s, "1.1.1.1"), "5");
    // The other branch is kept, too: it is the latest row.
    s.keys("home enter");
    assert_eq!(fact(&s, "1.1.1.1"), "6");
}

#[test]
fn a_save_point_names_a_state_and_survives_the_window() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("g f 5 enter ctrl-s").text("до наради").keys("enter 7 enter g f home 8 enter");
    let store = s.store.clone();
    drop(s);
    let mut s = Setting { store, ..Setting::new(Language::Uk, (80, 24)) }.open();
    s.keys("g T");
    let line = s.line("до наради");
    assert!(line.contains('»') && line.contains("olena"), "{}", s.frame());
    s.keys("/").text("нарад").keys("enter enter");
    assert_eq!((fact(&s, "1.1.1.1").as_str(), fact(&s, "1.1.1.2").as_str()), ("5", "38"));
    assert!(s.line("до наради").contains('←'), "{}", s.frame());
    // Undo skips the save point.
    s.keys("u");
    assert_eq!(fact(&s, "1.1.1.1"), "");
}

#[test]
fn changes_of_others_are_seen_and_only_ones_own_states_gone_back_to() {
    let mut s = branched();
    s.keys("h end");
    assert!(s.cursor_line().contains("petro"), "{}", s.frame());
    let before = s.shared.plan.clone();
    s.keys("enter");
    assert!(s.shared.plan == before && s.frame().contains("лише до власних станів"), "{}", s.frame());
    s.keys("b");
    assert_eq!(s.screens.timeline.rows.len(), 2, "{}", s.frame());
}

#[test]
fn a_step_that_is_refused_refuses_the_whole_way() {
    let mut s = branched();
    let plan = s.shared.plan.clone().unwrap();
    let Subject::Indicator(id) = plan.find("1.1.1.1").unwrap() else { panic!() };
    let set = kvartal::domain::SetFact {
        subject: Subject::Indicator(id),
        quarter: s.shared.quarter,
        performer: None,
        value: None,
        note: Some("інше".to_owned()),
        unit: None,
    };
    let theirs = decide_as("petro", &plan, &Command::SetFact(set));
    s.store.commit(&theirs).unwrap();
    // The window is told by another thread.
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while s.shared.plan.as_ref().unwrap().seq() == plan.seq() && std::time::Instant::now() < until {
        s.wake().settle();
    }
    s.keys("h").settle();
    let before = s.shared.plan.clone();
    s.keys("right enter");
    assert!(s.shared.plan == before, "{}", s.frame());
}

#[test]
fn a_target_for_the_year_is_told_with_its_year() {
    let mut s = Stage::sample(Language::Uk, (120, 40));
    s.keys("g t ctrl-home end 9 enter g h").settle();
    assert!(s.frame().contains("1.1.1.1, 2026 рік: внесено план 9"), "{}", s.frame());
}
