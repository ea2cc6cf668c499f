//! Incremental search on every list, and the filter of the outline.

use kvartal::{keymap::Preset, l10n::Language};

use crate::stage::{Setting, Stage};

fn stage() -> Stage {
    Stage::sample(Language::Uk, (100, 30))
}

#[test]
fn the_cursor_goes_to_the_hit_while_one_types_and_back_where_it_is_dropped() {
    let mut s = stage();
    s.keys("down /").text("вебін");
    assert!(s.line("▌").contains("1.1.2.3"), "{}", s.frame());
    assert!(s.frame().contains("1 з "), "{}", s.frame());
    s.text("zzz");
    assert!(s.frame().contains("Не знайдено") && s.line("▌").contains("1.1 "), "{}", s.frame());
    s.keys("esc");
    assert!(s.line("▌").contains("1.1 "), "{}", s.frame());
}

#[test]
fn spelling_layout_and_latin_letters_do_not_stand_in_the_way() {
    for typed in ["опитуван", "ОПИТУВАН", "jgbnedfy", "opytuvan", "oпитуван"] {
        let mut s = stage();
        s.keys("/").text(typed).keys("enter");
        assert!(s.line("▌").contains("Опитування"), "{typed}: {}", s.frame());
    }
}

#[test]
fn performers_indicators_and_notes_are_found_too() {
    let mut s = stage();
    s.keys("down down down a")
        .text("чекали на довідку")
        .keys("enter home /")
        .text("чекали на дов")
        .keys("enter");
    assert!(s.line("▌").contains("1.1.1.1"), "{}", s.frame());
    s.keys("home /").text("кількість учнів").keys("enter");
    assert!(s.line("▌").contains("кількість учнів"), "{}", s.frame());
}

#[test]
fn the_next_and_the_one_before_are_one_key_away_in_every_keymap() {
    for (preset, next, previous) in
        [(Preset::Default, "w", "W"), (Preset::Vim, "n", "N"), (Preset::Emacs, "w", "W")]
    {
        let mut s = Setting { preset, ..Setting::new(Language::Uk, (100, 30)) }.with_sample().open();
        s.keys("/").text("консультац").keys("enter");
        let first = s.line("▌");
        s.keys(next);
        assert_ne!(s.line("▌"), first);
        assert!(s.frame().contains("2 з "), "{}", s.frame());
        s.keys(previous);
        assert_eq!(s.line("▌"), first);
    }
}

#[test]
fn every_list_is_searched() {
    let mut s = stage();
    for (screen, text) in [
        ("g f g /", "вебінари"),
        ("g t g .", "вебінари"),
        ("g v /", "1.1"),
        ("g c /", "3.3.2"),
        ("g b .", "1."),
    ] {
        s.keys(screen).text(text);
        assert!(s.frame().contains(" з "), "{screen}: {}", s.frame());
        s.keys("enter");
    }
    s.keys("g p /").text("вербод");
    assert!(s.frame().contains("1 з 1"), "{}", s.frame());
}

#[test]
fn a_filter_keeps_what_the_hits_stand_under() {
    let mut s = stage();
    s.keys("F").text("бракує:прим");
    assert!(s.frame().contains("У кварталі: "), "{}", s.frame());
    s.keys("enter");
    let frame = s.frame();
    assert!(frame.contains("Фільтр бракує:прим") && frame.contains("▾ 1 Обізнаність"), "{frame}");
    assert!(!frame.contains("1.1.1.3"), "{frame}");
    let owed = s.screens.outline.rows.iter().filter(|row| row.indicator.is_some()).count();
    assert!(owed > 3);
    s.keys("esc");
    assert!(s.frame().contains("1.1.1.3"), "{}", s.frame());
}

#[test]
fn the_language_of_the_filter_completes_itself_and_names_what_it_does_not_know() {
    let mut s = stage();
    s.keys("F").text("ви").keys("tab").text("ясно").keys("tab");
    assert!(s.frame().contains("виконавець:"), "{}", s.frame());
    s.keys("ctrl-u").text("status:partial without").keys("ctrl-w").keys("enter");
    let plan = s.shared.plan.clone().unwrap();
    let quarter = s.shared.quarter;
    let shown = s.screens.outline.rows.iter().filter_map(|row| row.indicator);
    assert!(shown.clone().count() > 0);
    let partial = shown.filter(|id| plan.assess(*id, quarter, None).status.name() == "partial").count();
    assert!(partial > 0);
    s.keys("F ctrl-u").text("бозна:що").keys("enter");
    assert!(s.frame().contains("Немає такого слова"), "{}", s.frame());
    s.keys("esc F ctrl-u").text("нічогісінько").keys("enter");
    assert!(s.frame().contains("За цим фільтром нічого немає"), "{}", s.frame());
}
