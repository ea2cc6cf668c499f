//! Working with the dashboard: drilling down to the evidence and back, lists behind counts, sorting, filtering,
//! comparing, copying and saving tables.

use kvartal::{
    app::Screen,
    domain::{PlanId, Scope, Status},
    form::exchange,
    keymap::Preset,
    l10n::Language,
};

use crate::stage::{Setting, Stage, import_as};

fn stage() -> Stage {
    Stage::sample(Language::Uk, (80, 24))
}

#[test]
fn one_goes_down_from_a_goal_to_the_evidence_and_back() {
    let mut s = stage();
    s.keys("g v n").text("14.11 бесіда з мешканцями -> 1.1.1.1").keys("enter g d");
    // Goal, task, subtask, measure, and its evidence.
    let names = [
        "1 Обізнаність мешканців",
        "1.1 Формування вміння",
        "1.1.1 Вивчення правових потреб",
        "Аналіз звернень",
        "аналітичних довідок",
    ];
    for (depth, name) in (1..).zip(names) {
        s.keys("enter");
        let frame = s.frame();
        assert_eq!((s.screen, s.screens.figures.path.len()), (Screen::Figures, depth), "{frame}");
        assert!(s.frame().contains(name), "{depth}: {}", s.frame());
    }
    assert!(s.frame().contains("бесіда з мешканцями"), "{}", s.frame());
    for left in (0..5).rev() {
        s.keys("esc");
        assert_eq!(s.screens.figures.path.len(), left, "{}", s.frame());
    }
    s.keys("esc");
    assert_eq!(s.screen, Screen::Dashboard);
}

#[test]
fn the_evidence_of_a_measure_leads_to_the_log() {
    let mut s = stage();
    s.keys("g v n").text("14.11 бесіда з мешканцями -> 1.1.1.1").keys("enter g d");
    s.keys("enter enter enter enter enter enter");
    let frame = s.frame();
    assert_eq!(s.screen, Screen::Evidence, "{frame}");
    assert!(s.cursor_line().contains("бесіда з мешканцями"), "{}", s.frame());
}

#[test]
fn every_count_is_a_door_to_its_list() {
    let mut s = stage();
    s.keys("g d shift-tab");
    while s.screens.dashboard.focused() != kvartal_panel(&s) {
        s.keys("tab");
    }
    s.keys("home down down enter");
    assert_eq!(s.screen, Screen::Figures);
    let rows = s.screens.figures.table.rows.len();
    assert_eq!(rows, 17, "{}", s.frame());
    assert!(s.frame().contains("частково"));
    s.keys("esc esc");
    assert_eq!(s.screen, Screen::Dashboard);
}

/// The panel of the counts, which is the first one.
fn kvartal_panel(s: &Stage) -> kvartal::app::DashboardPanel {
    *s.screens.dashboard.shown.first().expect("a panel")
}

#[test]
fn rows_are_sorted_and_narrowed() {
    let mut s = stage();
    s.keys("g d o");
    let first =
        |s: &Stage| s.screens.figures.table.rows.first().map(|row| row.code.clone()).unwrap_or_default();
    assert_eq!(first(&s), "1");
    s.keys("s");
    assert_eq!(first(&s), "2", "{}", s.frame());
    assert!(s.frame().contains("спершу найгірші"), "{}", s.frame());
    s.keys("s");
    let all = s.screens.figures.table.rows.len();
    s.keys("s s q");
    assert!(s.frame().contains("лише невиконане"), "{}", s.frame());
    assert!(s.screens.figures.table.rows.len() <= all);
    s.keys("/").text("соц").keys("enter");
    assert!(s.cursor_line().contains("оціальна"), "{}", s.frame());
}

#[test]
fn goals_by_quarters_what_adds_up_and_the_trend() {
    let mut s = stage();
    s.keys("g d o b");
    assert!(s.frame().contains("Цілі за кварталами"));
    s.keys("b");
    assert!(s.frame().contains("Наростання"));
    s.keys("b");
    assert!(s.frame().contains("Тренд"));
}

/// The sample plan, and the plan of the previous year under another slug.
fn with_the_year_before(size: (u16, u16)) -> Stage {
    let setting = Setting::new(Language::Uk, size).with_sample();
    let before = include_str!("../../src/cli/sample.json")
        .replace("2026Q", "2025Q")
        .replace("verbodilsk-2026", "verbodilsk-2025");
    let mut draft = exchange::import(&before).expect("the sample is a plan");
    draft.id = Some(PlanId(7));
    setting.store.commit(&import_as(draft)).expect("it is stored");
    let sample =
        setting.store.plans().expect("plans").iter().map(|entry| entry.id).find(|id| *id != PlanId(7));
    Setting { plan: sample, ..setting }.open()
}

#[test]
fn two_quarters_and_two_plans_stand_side_by_side() {
    let mut s = with_the_year_before((120, 40));
    s.keys("g d v").text("2").keys("enter");
    assert!(s.frame().contains("Порівняння"));
    s.keys("v").text("verb").keys("tab enter");
    assert!(s.frame().contains("verbodilsk-2025"));
    s.keys("v").text("2019Q1").keys("enter");
    assert!(s.frame().contains("немає ні такого кварталу"), "{}", s.frame());
    // The trend includes the plan of the previous year.
    s.keys("esc B");
    assert!(s.frame().contains("verbodilsk-2025"), "{}", s.frame());
}

#[test]
fn a_table_is_copied_and_saved() {
    let mut s = stage();
    s.keys("g d o C");
    let copied = s.window.display.copied.clone().expect("a table");
    assert!(copied.starts_with("що\tналежить\tвиконано\t%\tлишилось\tбез прим.\n1 Обізнаність"), "{copied}");
    assert!(s.frame().contains("надіслано до буфера обміну"), "{}", s.frame());
    s.keys("S");
    assert!(s.cursor_line().contains("verbodilsk-2026-2026q4.md"), "{}", s.frame());
    s.keys("enter");
    assert_eq!(s.tables().len(), 1);
    assert_eq!(s.tables()[0].table, s.screens.figures.table);
}

#[test]
fn the_same_in_the_other_keymaps() {
    for (preset, keys) in [(Preset::Vim, "g d o s g q Y"), (Preset::Emacs, "g d o s ctrl-c q C")] {
        let mut s = Setting { preset, ..Setting::new(Language::En, (80, 24)) }.with_sample().open();
        s.keys(keys);
        assert!(s.screens.figures.only_open, "{}", s.frame());
        assert!(s.window.display.copied.is_some(), "{}", s.frame());
    }
}

/// In the view of the year each count opens as many rows as it says, and they are those of the year.
#[test]
fn a_count_of_the_year_opens_the_rows_of_the_year() {
    let mut s = stage();
    s.keys("g d 0");
    let (quarter, today) = (s.shared.quarter, s.shared.today);
    let plan = s.shared.plan.as_ref().unwrap();
    let span = plan.period().year_so_far(quarter);
    assert!(span.as_single().is_none(), "{span}");
    let tally = plan.tally_over(Scope::Plan, span, today);
    let of_quarter = plan.tally(Scope::Plan, quarter).cloned().unwrap_or_default();
    assert_ne!(tally.statuses, of_quarter.statuses);
    let mut opened = 0;
    let panel = kvartal_panel(&s);
    for at in 0..s.screens.dashboard.len(panel) {
        s.keys("g d");
        while s.screens.dashboard.focused() != panel {
            s.keys("tab");
        }
        s.keys("home");
        for _ in 0..at {
            s.keys("down");
        }
        s.keys("enter");
        if s.screen != Screen::Figures {
            continue;
        }
        let step = format!("{:?}", s.screens.figures.path.last().unwrap());
        let count = match step.as_str() {
            "Notes" => tally.notes_owed_on(today),
            "Overdue" => tally.overdue(today),
            step => {
                let status = Status::ALL.into_iter().find(|status| step == format!("Status({status:?})"));
                tally.count(status.unwrap())
            }
        };
        let frame = s.frame();
        assert_eq!(s.screens.figures.table.rows.len(), count as usize, "{step}: {frame}");
        opened += 1;
    }
    assert!(opened >= 3, "{opened}");
}

#[test]
fn the_innermost_name_of_a_path_is_cut_at_its_end() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("g d down down enter");
    let heading = s.line("за планом");
    assert!(
        heading.contains("… › 3 Своєчасна соціальна підтримка") && heading.contains("опинилис…"),
        "{heading}"
    );
}
