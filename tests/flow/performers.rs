//! Performers in the window: figures, renaming, merging, splitting.

use kvartal::{
    app::Screen,
    domain::{PerformerId, Plan, Scope},
    l10n::Language,
};

use crate::stage::{Setting, Stage};

fn plan(s: &Stage) -> &Plan {
    s.shared.plan.as_ref().expect("the plan")
}

fn named(s: &Stage, name: &str) -> Option<PerformerId> {
    plan(s).performers().find(|(_, known)| known.name == name).map(|(id, _)| id)
}

/// The name under the cursor.
fn here(s: &Stage) -> String {
    let row = s.screens.performers.row().expect("a performer under the cursor");
    plan(s).performer(row.id).expect("he is in the plan").name.clone()
}

fn stage(size: (u16, u16)) -> Stage {
    let mut s = Stage::sample(Language::Uk, size);
    s.keys("g w");
    s
}

#[test]
fn the_question_about_a_similar_name_is_asked_once() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("/").text("1.1.1.2").keys("enter r ctrl-u").text("Дубоярське бюр").keys("enter");
    assert_eq!(s.frame().matches("чи не Дубоярське бюро").count(), 1, "{}", s.frame());
    // As soon as another key takes the line of notices, it stands under the text again.
    s.keys("left");
    assert_eq!(s.frame().matches("чи не Дубоярське бюро").count(), 1, "{}", s.frame());
}

#[test]
fn each_performer_stands_with_what_he_owes() {
    let mut s = stage((80, 24));
    insta::assert_snapshot!("performers_80x24", s.frame());
    let quarter = s.shared.quarter;
    for row in &s.screens.performers.rows {
        let tally = plan(&s).tally(Scope::Performer(Some(row.id)), quarter).cloned().unwrap_or_default();
        assert_eq!(row.tally, tally);
    }
    s.keys("b");
    assert!(s.screens.performers.of_year);
    s.keys("enter");
    assert_eq!(s.screen, Screen::Outline);
    s.keys("esc");
    assert_eq!(s.screen, Screen::Performers);
}

#[test]
fn on_a_wide_screen_the_load_is_a_bar_and_the_measures_a_table() {
    let mut s = stage((120, 40));
    s.keys("down");
    assert!(s.line("▌").contains('█') && s.line("▌").contains('┃'), "{}", s.frame());
    let shared = s.line("2.2.3 ");
    assert!(shared.contains("· спільно") && shared.contains("85"), "{}", s.frame());
    // A target for a longer span says so.
    assert!(s.line("2.3.3").contains("півр. 160,5"), "{}", s.frame());
    assert!(!s.resize(80, 24).frame().contains('█'), "{}", s.frame());
}

#[test]
fn a_performer_gets_another_name_everywhere() {
    let mut s = stage((80, 24));
    let old = here(&s);
    let id = named(&s, &old).expect("the performer");
    s.keys("e ctrl-u").text("Сектор аналізу та звітності").keys("enter");
    assert_eq!(plan(&s).performer(id).expect("the same one").name, "Сектор аналізу та звітності");
    assert_eq!(plan(&s).performer(id).expect("the same one").variants, std::slice::from_ref(&old));
    // The name of another performer is refused, and the input stays.
    s.keys("down");
    let other = here(&s);
    s.keys("e ctrl-u").text("Сектор аналізу та звітності").keys("enter");
    assert_eq!(s.layers.len(), 1, "{}", s.frame());
    s.keys("esc u");
    assert!(named(&s, &old).is_some() && named(&s, &other).is_some());
}

#[test]
fn two_become_one_and_nothing_is_lost() {
    let mut s = stage((80, 24));
    let from = here(&s);
    let gone = named(&s, &from).expect("the performer");
    s.keys("j down");
    insta::assert_snapshot!("performers_merge_80x24", s.frame());
    let kvartal::app::Layer::Merge(form) = s.layers.last().expect("the question") else { panic!("a merge") };
    let (into, together) = (form.stays().expect("who stays"), form.holdings[2]);
    s.keys("enter");
    assert!(s.layers.is_empty(), "{}", s.frame());
    assert!(plan(&s).performer(gone).is_none());
    assert_eq!(plan(&s).holdings(&[into]).measures, together.measures);
    assert_eq!(plan(&s).holdings(&[into]).evidence, together.evidence);
    s.keys("u");
    assert_eq!(named(&s, &from), Some(gone));
}

#[test]
fn one_becomes_two() {
    let mut s = stage((120, 40));
    insta::assert_snapshot!("performers_120x40", s.frame());
    let from = s.screens.performers.row().expect("a performer").id;
    let first = plan(&s).measures_of(from).next().expect("a measure of his");
    let code = plan(&s).address(first);
    s.keys("s").text("Новий сектор").keys("enter ctrl-u").text(&code).keys("enter");
    let new = named(&s, "Новий сектор").expect("the new one");
    assert_eq!(plan(&s).measures_of(new).collect::<Vec<_>>(), [first]);
    assert!(!plan(&s).measures_of(from).any(|id| id == first));
}

#[test]
fn a_name_that_nearly_matches_is_asked_about() {
    let mut s = stage((80, 24));
    let name = here(&s);
    // A misspelled version of the same name is set for the first measure of another performer.
    let slip = name.replacen(' ', "", 1);
    s.keys("s").text(&slip);
    assert!(s.frame().contains("Схоже на"), "{}", s.frame());
}

#[test]
fn two_of_near_names_are_told_apart_and_not_asked_about_again() {
    let mut s = stage((80, 24));
    let other = here(&s);
    let near = format!("{}і", other.trim_end_matches('.'));
    s.keys("down e ctrl-u").text(&near).keys("enter");
    let asked = |s: &Stage| s.screens.performers.rows.iter().filter(|row| !row.alike.is_empty()).count();
    assert_eq!(asked(&s), 2, "{}", s.frame());
    assert!(s.frame().contains("! це різні"), "{}", s.frame());
    s.keys("!");
    assert_eq!(asked(&s), 0, "{}", s.frame());
    // The change can be undone like any other.
    s.keys("u");
    assert_eq!(asked(&s), 2);
    s.keys("U");
    let told = plan(&s).performers().filter(|(_, known)| !known.others.is_empty()).count();
    assert_eq!((asked(&s), told), (0, 1));
}

#[test]
fn a_new_performer_that_was_accepted_is_not_asked_about_any_more() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    while !s.cursor_line().contains("1.1.2.3") {
        s.keys("down");
    }
    s.keys("r ctrl-u").text("Відділ правовоі просвіти").keys("enter");
    assert!(s.frame().contains("Ще раз Enter"), "{}", s.frame());
    s.keys("enter");
    assert!(s.frame().contains("Новий виконавець: Відділ правовоі просвіти"), "{}", s.frame());
    assert!(!s.frame().contains("Ще раз Enter"), "{}", s.frame());
}

#[test]
fn in_ascii_the_signs_of_the_headings_are_ascii_too() {
    let setting = Setting { ascii: true, ..Setting::new(Language::Uk, (80, 24)).with_sample() };
    let mut s = setting.open();
    s.keys("g w");
    let frame = s.frame();
    assert!(frame.contains(". без факту  ! без примітки"), "{frame}");
    assert!(!frame.contains(['·', '–', '…', '▌']), "{frame}");
}
