//! The mouse: off at first; it moves the focus and scrolls, and does nothing that no key does.

use kvartal::{
    app::Screen,
    l10n::Language,
    term::{Pointer, TermEvent},
};

use crate::stage::{Setting, Stage};

fn click(s: &mut Stage, column: u16, row: u16) -> String {
    s.happen(TermEvent::Pointer(Pointer::Click(column, row)));
    s.cursor_line()
}

#[test]
fn it_does_nothing_until_it_is_asked_for() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    let before = s.cursor();
    click(&mut s, 10, 8);
    s.happen(TermEvent::Pointer(Pointer::WheelDown));
    assert_eq!(s.cursor(), before);
    s.keys("g y");
    assert!(s.window.display.mouse && s.frame().contains("Миша діє"), "{}", s.frame());
    click(&mut s, 10, 8);
    assert_eq!(s.cursor().1, 8, "{}", s.frame());
    s.keys("g y");
    assert!(!s.window.display.mouse, "{}", s.frame());
}

#[test]
fn a_click_puts_the_focus_on_the_row_and_the_wheel_moves_it() {
    let mut s = Setting { mouse: true, ..Setting::new(Language::Uk, (80, 24)) }.with_sample().open();
    for keys in ["", "g f", "g v", "g w"] {
        s.keys(keys);
        let code = |line: &str| line.chars().skip(3).take(8).collect::<String>();
        let wanted = s.frame().lines().nth(5).map(code).unwrap_or_default();
        let found = click(&mut s, 20, 5);
        assert_eq!(code(&found), wanted, "{keys:?}\n{}", s.frame());
        assert_eq!(s.cursor().1, 5, "{keys:?}\n{}", s.frame());
        let at = s.cursor().1;
        s.happen(TermEvent::Pointer(Pointer::WheelDown));
        assert_ne!(s.cursor().1, at, "{keys:?}\n{}", s.frame());
    }
}

#[test]
fn a_click_chooses_a_change_of_the_timeline() {
    let mut s = Setting { mouse: true, ..Setting::new(Language::Uk, (80, 24)) }.with_sample().open();
    s.keys("g f n 7 enter g T");
    let first = s.cursor().1;
    click(&mut s, 20, first + 1);
    assert_eq!(s.cursor().1, first + 1, "{}", s.frame());
}

#[test]
fn a_click_chooses_a_panel_of_the_dashboard_and_its_row() {
    let mut s = Setting { mouse: true, ..Setting::new(Language::Uk, (80, 24)) }.with_sample().open();
    s.keys("g d");
    let row = s
        .frame()
        .lines()
        .position(|line| line.contains("Відділ правов"))
        .unwrap_or_else(|| panic!("{}", s.frame()));
    click(&mut s, 5, u16::try_from(row).unwrap());
    assert!(s.cursor_line().contains("Відділ правов"), "{}", s.frame());
    s.keys("enter");
    assert_eq!(s.screen, Screen::Figures);
}

#[test]
fn nothing_is_clicked_away_while_something_is_typed() {
    let mut s = Setting { mouse: true, ..Setting::new(Language::Uk, (80, 24)) }.with_sample().open();
    s.keys("e").text("нове");
    let before = s.frame();
    click(&mut s, 10, 8);
    s.happen(TermEvent::Pointer(Pointer::WheelUp));
    assert_eq!(s.frame(), before);
}
