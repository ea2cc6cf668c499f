//! Debts in the window: listing, jumping to the measure, carrying, writing off, explaining.

use kvartal::{app::Screen, domain::DebtState, l10n::Language};

use crate::stage::{Stage, TODAY};

fn stage() -> Stage {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("g b");
    stage
}

fn address(s: &Stage) -> String {
    let debt = s.screens.debts.debt().expect("a debt under the cursor");
    s.shared.plan.as_ref().expect("the plan").subject_address(debt.subject)
}

/// The states of the debts at an address.
fn states(s: &Stage, address: &str) -> Vec<DebtState> {
    let plan = s.shared.plan.as_ref().expect("the plan");
    let debts = plan.debts(TODAY);
    debts.iter().filter(|debt| plan.subject_address(debt.subject) == address).map(|debt| debt.state).collect()
}

#[test]
fn open_debts_stand_first_the_oldest_on_top_and_enter_leads_there_and_back() {
    let mut s = stage();
    let plan = s.shared.plan.as_ref().expect("the plan");
    let debts = plan.debts(TODAY);
    let open: Vec<_> = debts.iter().filter(|debt| debt.state == DebtState::Open).collect();
    let oldest = open.iter().map(|debt| debt.due).min();
    assert_eq!(s.screens.debts.debt().map(|debt| debt.due), oldest);
    assert!(s.frame().contains(&format!("Відкриті {}", open.len())), "{}", s.frame());
    let here = address(&s);
    s.keys("enter");
    assert_eq!(s.screen, Screen::Outline);
    assert!(s.line("▌").contains(&here), "{}", s.frame());
    s.keys("esc");
    assert_eq!((s.screen, address(&s)), (Screen::Debts, here));
    s.keys("q");
    assert!(!s.frame().contains("Закінчені"), "{}", s.frame());
}

#[test]
fn the_bands_say_how_old_debts_are_and_how_they_ended() {
    let mut s = stage();
    let ended = s.line("Закінчені");
    assert!(ended.contains("надолужено") && ended.contains("перенесено 1"), "{ended}");
    assert!(s.line("Відкриті").contains("з попередніх кварталів"), "{}", s.frame());
    // Words that stand where a number was due are shown, apart from the column before.
    let row = s.line("3.3.3");
    assert!(row.contains(" 10 консуль…"), "{row}");
    // What was carried stands under the day it was due on, with the new one beside it.
    let carried = s.line("2.3.1");
    assert!(carried.contains("30.06.2026") && carried.contains("перенесено до 21.12.2026"), "{carried}");
    let wide = s.resize(120, 40).line("1.1.1.2");
    assert!(wide.contains("Ясногайське бюро +2"), "{wide}");
    s.keys("down down");
    assert!(s.frame().contains("бракує 37 разом із попередніми кварталами"), "{}", s.frame());
}

#[test]
fn a_debt_is_carried_with_a_day_a_reason_and_an_order() {
    let mut s = stage();
    let here = address(&s);
    s.keys("r").text("01.09.2026").keys("enter").text("немає коштів").keys("enter");
    s.text("наказ № 41").keys("enter");
    assert_eq!(s.layers.len(), 1, "a day before the one it was due on is refused, and nothing typed is lost");
    assert!(s.frame().contains("наказ № 41"), "{}", s.frame());
    s.keys("up up ctrl-u").text("30.12.2026").keys("enter enter enter");
    assert!(s.layers.is_empty(), "{}", s.frame());
    assert!(states(&s, &here).contains(&DebtState::Carried), "{:?}", states(&s, &here));
    s.keys("u");
    assert!(!states(&s, &here).contains(&DebtState::Carried));
}

#[test]
fn a_debt_is_withdrawn_and_the_decision_taken_back() {
    let mut s = stage();
    let here = address(&s);
    s.keys("x");
    assert!(s.frame().contains("Рішення щодо цього боргу немає"), "{}", s.frame());
    s.keys("R enter enter");
    assert_eq!(s.layers.len(), 1, "without a reason nothing is decided");
    s.keys("up").text("захід вилучено з плану").keys("enter").text("наказ № 42").keys("enter");
    assert!(states(&s, &here).contains(&DebtState::Withdrawn), "{}", s.frame());
    let is_there = |s: &Stage| s.screens.debts.debt().is_some_and(|debt| debt.state == DebtState::Withdrawn);
    for _ in 0..s.screens.debts.rows.len() {
        if !is_there(&s) {
            s.keys("down");
        }
    }
    assert!(s.frame().contains("«захід вилучено з плану»"), "{}", s.frame());
    s.keys("x");
    assert!(!states(&s, &here).contains(&DebtState::Withdrawn));
}
