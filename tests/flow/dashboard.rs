//! The dashboard in the window: what stands on it where there is room, and the signs of its counts.

use kvartal::{app::DashboardPanel, l10n::Language};

use crate::stage::Stage;

#[test]
fn longer_targets_stand_with_their_pace_where_there_is_room() {
    let mut s = Stage::sample(Language::Uk, (200, 60));
    s.keys("g d");
    assert!(s.frame().contains("Довші плани"), "{}", s.frame());
    let plan = s.shared.plan.as_ref().expect("the plan");
    let quarter = s.shared.quarter;
    let long = |id| plan.targets(id).any(|(span, ..)| span.as_single().is_none() && span.contains(quarter));
    let all = plan.measures().flat_map(|(measure, _)| plan.indicators(measure));
    let expected = all.filter(|(id, _)| long(*id)).count();
    assert_eq!(s.screens.dashboard.longer.len(), expected);
    assert!(expected > 1);
    // A target for half a year is no target for a year.
    let halves = s.frame().lines().filter(|line| line.contains("півр. 160,5")).count();
    assert_eq!(halves, 1, "{}", s.frame());
    // Enter leads to the measure, and one key back.
    while s.screens.dashboard.focused() != DashboardPanel::Longer {
        s.keys("tab");
    }
    s.keys("enter");
    assert!(s.line("▌").contains("1.2.2.2"), "{}", s.frame());
    s.keys("esc");
    assert_eq!(s.screens.dashboard.focused(), DashboardPanel::Longer);
    assert!(!s.resize(120, 40).frame().contains("Довші плани"));
}

#[test]
fn what_was_changed_last_stands_on_the_dashboard_and_follows() {
    let mut s = Stage::sample(Language::Uk, (200, 60));
    s.keys("g d").settle();
    assert!(s.line("┌ Довші плани").contains("Щойно"), "{}", s.frame());
    let imported = |s: &mut Stage| s.frame().matches("Імпортовано план").count();
    assert_eq!(imported(&mut s), 1, "{}", s.frame());
    s.keys("g f ctrl-home").text("1").keys("enter g d").settle();
    let latest = s.shared.latest_changes().expect("they were read");
    let said: Vec<_> = latest.iter().map(|change| change.summary.verb).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(s.frame().contains("внесено факт 1"), "{}", s.frame());
    s.keys("u").settle();
    assert_eq!(s.shared.latest_changes().map(<[_]>::len), Some(3), "an undo is a change, too");
}

#[test]
fn every_count_has_a_sign_and_is_told_from_the_next_one() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut s = Stage::sample(Language::Uk, size);
        s.keys("g d");
        let overdue = s.line("прострочено");
        assert!(overdue.contains("✗ прострочено"), "{size:?}: {overdue}");
        let late = s.line("зроблено пізно");
        assert!(late.contains("▣ зроблено пізно 0"), "{size:?}: {late}");
    }
}

#[test]
fn a_target_for_several_quarters_says_which() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("g f ctrl-home");
    let of = |s: &Stage| s.screens.facts.row().map(|row| row.subject);
    let plan = s.shared.plan.as_ref().expect("the plan");
    let wanted = plan.find("2.3.3").ok();
    while of(&s) != wanted {
        s.keys("down");
    }
    assert!(s.line("▌").contains("півр. 160,5"), "{}", s.frame());
    let mut s = Stage::sample(Language::En, (80, 24));
    s.keys("g f ctrl-home");
    while of(&s) != wanted {
        s.keys("down");
    }
    assert!(s.line("▌").contains("half 160.5"), "{}", s.frame());
}

#[test]
fn the_sample_has_a_share_a_debt_and_parts_with_a_remainder() {
    let mut s = Stage::sample(Language::Uk, (120, 40));
    s.keys("g d 0");
    assert!(s.line("3.3.2 ").contains("3/14"), "a share: {}", s.frame());
    s.keys("g b");
    assert!(s.line("Закінчені").contains("перенесено 1"), "a debt: {}", s.frame());
    s.keys("g f ctrl-home");
    let wanted = s.shared.plan.as_ref().expect("the plan").find("4.2.1").ok();
    let of = |s: &Stage| s.screens.facts.row().map(|row| row.subject);
    while of(&s) != wanted {
        s.keys("down");
    }
    s.keys("r");
    let rest = s.line("└ лишилось розподілити");
    assert_eq!(rest.split_whitespace().last(), Some("3"), "parts: {}", s.frame());
}
