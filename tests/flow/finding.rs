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

/// The key that filters, in every keymap.
const KEYMAPS: [Preset; 3] = [Preset::Default, Preset::Vim, Preset::Emacs];

#[test]
fn a_filter_is_saved_chosen_completed_and_deleted_in_every_keymap() {
    for preset in KEYMAPS {
        let setting = Setting { preset, ..Setting::new(Language::Uk, (100, 30)) };
        let filters = std::sync::Arc::clone(&setting.filters);
        let mut s = setting.with_sample().open();
        s.keys("F").text("є:борг").keys("ctrl-s").text("Мої борги").keys("enter");
        assert!(s.frame().contains("Збережено фільтр «Мої борги»"), "{}", s.frame());
        // The line of the filter is still there; Esc leaves it, and a digit chooses the saved one.
        s.keys("esc g F");
        assert!(s.frame().contains("Збережені фільтри: 1"), "{}", s.frame());
        s.keys("1");
        assert!(
            s.screens.outline.filter.as_ref().is_some_and(|filter| filter.text == "є:борг"),
            "{}",
            s.frame()
        );
        // Its name is a word of a filter, completed also in the wrong layout.
        s.keys("F ctrl-u").text("@vj").keys("tab");
        assert!(s.frame().contains("@«Мої борги»"), "{}", s.frame());
        s.text("стан:част").keys("enter");
        assert!(s.screens.outline.filter.is_some(), "{}", s.frame());
        // Another window of the same user, later.
        let setting = Setting {
            preset,
            filters: std::sync::Arc::clone(&filters),
            ..Setting::new(Language::Uk, (100, 30))
        };
        let mut later = setting.with_sample().open();
        later.keys("g F");
        assert!(later.frame().contains("Мої борги"), "{}", later.frame());
        later.keys("x");
        assert!(later.frame().contains("Видалено фільтр «Мої борги»"), "{}", later.frame());
        assert!(filters.lock().expect("the filters").is_empty());
        later.keys("esc F ctrl-r");
        assert!(later.frame().contains("є:борг"), "{}", later.frame());
    }
}

#[test]
fn a_name_that_is_taken_is_asked_about_and_an_unknown_one_is_told() {
    let mut s = Stage::sample(Language::Uk, (100, 30));
    s.keys("F").text("є:борг").keys("enter g F enter").text("борги").keys("enter esc");
    s.keys("F ctrl-u").text("@борги турнір").keys("ctrl-s").text("Борги").keys("enter");
    assert!(s.frame().contains("«борги» уже є: є:борг"), "{}", s.frame());
    s.keys("enter");
    // What is saved names no other filter, so that it stays what it was.
    assert!(s.shared.filters.iter().any(|saved| saved.query == "є:борг турнір"), "{:?}", s.shared.filters);
    s.keys("ctrl-u").text("@щось").keys("enter");
    assert!(s.frame().contains("Немає збереженого фільтра «щось»"), "{}", s.frame());
    s.keys("ctrl-u ctrl-s");
    assert!(s.frame().contains("Зберігати нічого"), "{}", s.frame());
    s.keys("esc e ctrl-s");
    assert!(s.frame().contains("зберігає enter"), "{}", s.frame());
}
