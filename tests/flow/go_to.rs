//! Going to a place in any plan: found while one types, opened with Enter, and left again with one key.

use std::sync::Arc;

use kvartal::{keymap::Preset, l10n::Language, store::Store};

use crate::{
    stage::{SAMPLE, Setting, Stage, import_of, store_sample},
    window::{Fault, FaultyStore},
};

/// A plan of another office, whose ids are its own.
fn other(slug: &str, title: &str, measure: &str) -> String {
    format!(
        r#"{{"format": "kvartal-plan", "version": 1, "slug": "{slug}", "title": "{title}", "organisation": "Центр",
        "period": {{"first": "2026Q1", "last": "2026Q4"}}, "outline": [{{"level": "goal", "code": "1", "title": "Ціль",
        "children": [{{"level": "measure", "code": "1.1", "title": "{measure}", "performers": [{{"name": "Бухгалтерія"}}],
        "indicators": [{{"name": "кількість зрізів"}}, {{"name": "площа ділянок"}}]}}]}}]}}"#
    )
}

fn stage(preset: Preset, size: (u16, u16)) -> Stage {
    let setting = Setting { preset, ..Setting::new(Language::Uk, size) };
    let sample =
        setting.store.commit(&import_of(SAMPLE)).map(|_| import_of(SAMPLE).plan).expect("it is stored");
    for (at, (slug, title, measure)) in [
        ("sadove-2026", "План Садового", "Облік об’єктів ґрунту"),
        ("zarichchia-2026", "План Заріччя", "Форум сусідів"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut draft = kvartal::form::exchange::import(&other(slug, title, measure)).expect("a plan");
        draft.id = Some(kvartal::domain::PlanId(100 + u128::try_from(at).expect("a small number")));
        setting.store.commit(&crate::stage::import_as(draft)).expect("it is stored");
    }
    Setting { plan: Some(sample), ..setting }.open()
}

/// The keys that open the prompt, and those that lead back, in every keymap.
const KEYS: [(Preset, &str, &str); 3] = [
    (Preset::Default, "ctrl-g", "ctrl-o"),
    (Preset::Vim, "g space", "ctrl-o"),
    (Preset::Emacs, "alt-g g", "alt-,"),
];

#[test]
fn a_measure_of_another_plan_is_found_opened_and_left_in_every_keymap() {
    for (preset, open, back) in KEYS {
        let mut s = stage(preset, (120, 40));
        s.keys("g 2 g d").keys(open).text("ґрунт");
        let line = s.line("│▌");
        assert!(line.contains("Облік об’єктів ґрунту") && line.contains("sadove-2026"), "{}", s.frame());
        s.keys("enter");
        assert!(s.frame().starts_with(" Структура · План Садового"), "{}", s.frame());
        assert!(s.cursor_line().contains("Облік об’єктів ґрунту"), "{}", s.frame());
        s.keys("g 4").keys(back);
        assert!(s.frame().starts_with(" Табло · План заходів Вербодільського"), "{}", s.frame());
        assert!(
            s.line("Табло ·").contains(" ІІ квартал 2026"),
            "the quarter is that of before: {}",
            s.frame()
        );
        for screen in ["g o", "g f", "g t", "g v", "g c", "g b", "g h", "g T", "g w", "g r", "g p"] {
            s.keys(screen).keys(open);
            assert!(s.frame().contains("будь-якого плану"), "{preset:?} {screen}: {}", s.frame());
            s.keys("esc");
        }
    }
}

#[test]
fn it_is_found_however_it_is_written() {
    let mut s = stage(Preset::Default, (120, 40));
    for typed in ["обєкт", "ОБ'ЄКТІВ ґр", "gruntu", "j,ksr j,", "oблік", "обгрнт", "бухгалтерія", "sadove"]
    {
        s.keys("g space").text(typed);
        assert!(s.frame().contains("sadove-2026"), "{typed}: {}", s.frame());
        s.keys("esc");
    }
}

#[test]
fn the_open_plan_comes_first_and_an_indicator_is_a_place_of_its_own() {
    let mut s = stage(Preset::Default, (120, 40));
    s.keys("ctrl-g").text("форум");
    assert!(s.line("│▌").contains("4.1.3"), "{}", s.frame());
    assert!(s.frame().contains("zarichchia-2026"), "{}", s.frame());
    insta::assert_snapshot!("go-to-120x40", s.frame());
    s.keys("ctrl-u").text("площа діл").keys("enter");
    assert!(s.frame().starts_with(" Структура · План "), "{}", s.frame());
    assert!(s.cursor_line().contains("площа ділянок"), "{}", s.frame());
    // A code leads to its beginning.
    s.keys("ctrl-g").text("6.9").keys("down");
    let line = s.line("│▌");
    assert!(line.contains("проєкт плану подано"), "{line}");
}

#[test]
fn what_was_typed_ahead_is_found_before_enter_takes_it() {
    let mut s = stage(Preset::Default, (80, 24));
    s.keys("ctrl-g").text_at_once("сусід\r").settle();
    assert!(s.frame().starts_with(" Структура · План Заріччя"), "{}", s.frame());
    // Jumps lead back one after the other, over plans.
    s.keys("ctrl-g").text_at_once("ґрунт\r").settle();
    assert!(s.frame().starts_with(" Структура · План Садового"), "{}", s.frame());
    s.keys("ctrl-o");
    assert!(s.frame().starts_with(" Структура · План Заріччя"), "{}", s.frame());
    s.keys("ctrl-o");
    assert!(s.frame().starts_with(" Структура · План заходів"), "{}", s.frame());
}

#[test]
fn what_is_hidden_by_a_filter_or_a_fold_is_shown_again() {
    let mut s = stage(Preset::Default, (80, 24));
    s.keys("F").text("турнір").keys("enter").keys("ctrl-g").text("пандус").keys("enter");
    assert!(s.cursor_line().contains("Облаштування"), "{}", s.frame());
    s.keys("l 1 ctrl-g").text("резюме").keys("enter");
    assert!(s.cursor_line().contains("Тренінги"), "{}", s.frame());
}

#[test]
fn nothing_found_is_told_and_esc_changes_nothing() {
    let mut s = stage(Preset::Default, (80, 24));
    let before = s.frame();
    s.keys("ctrl-g").text("щсздрьй").keys("enter");
    assert!(s.frame().contains("Нічого не знайдено"), "{}", s.frame());
    s.keys("esc");
    assert_eq!(s.frame(), before);
}

#[test]
fn without_an_open_plan_all_plans_are_searched() {
    let mut s = stage(Preset::Default, (80, 24));
    s.keys("g p ctrl-g").text("сусід").keys("enter");
    assert!(s.frame().starts_with(" Структура · План Заріччя"), "{}", s.frame());
    s.keys("ctrl-o");
    assert!(s.frame().starts_with(" kvartal · Плани"), "{}", s.frame());
    let mut s = Stage::empty(Language::Uk, (80, 24));
    s.keys("ctrl-g").text("форум");
    assert!(s.frame().contains("Нічого не знайдено"), "{}", s.frame());
}

#[test]
fn many_plans_are_searched_in_parts_and_only_when_asked() {
    let setting = Setting::new(Language::Uk, (120, 40));
    for at in 0..40_u32 {
        let text = other(&format!("p-{at}"), &format!("План {at}"), &format!("Захід номер {at}"));
        let mut draft = kvartal::form::exchange::import(&text).expect("a plan");
        draft.id = Some(kvartal::domain::PlanId(u128::from(at) + 1));
        setting.store.commit(&crate::stage::import_as(draft)).expect("it is stored");
    }
    let mut s = setting.open();
    s.keys("ctrl-g").text_at_once("номер 39").wake();
    s.settle();
    assert!(s.line("│▌").contains("Захід номер 39"), "{}", s.frame());
    s.keys("ctrl-u").text("захід");
    assert!(s.frame().contains("знайдено 40 місць"), "{}", s.frame());
    assert!(!s.frame().contains("переглянуто планів"), "all were searched: {}", s.frame());
}

#[test]
fn a_search_that_failed_is_told_and_enter_searches_again() {
    let store = Arc::new(FaultyStore::default());
    store_sample(store.as_ref());
    let shared = Arc::clone(&store) as Arc<dyn Store>;
    let mut s = Setting { store: shared, ..Setting::new(Language::Uk, (80, 24)) }.open();
    store.set(Fault::Unreadable);
    s.keys("g space").text("форум");
    let frame = s.frame();
    assert!(frame.contains("Пошук не вдався; Enter шукає знову") && frame.contains("no space"), "{frame}");
    store.set(Fault::None);
    s.keys("enter");
    assert!(s.cursor_line().contains("Форум партнерів центру"), "{}", s.frame());
    // A letter more searches again, too.
    store.set(Fault::Unreadable);
    s.keys("g space").text("фору");
    store.set(Fault::None);
    s.text("м");
    assert!(s.line("│▌").contains("Форум партнерів центру"), "{}", s.frame());
}

#[test]
fn what_was_to_follow_a_plan_that_did_not_open_does_not_happen_later() {
    let store = Arc::new(FaultyStore::default());
    store_sample(store.as_ref());
    let draft =
        kvartal::form::exchange::import(&other("sadove-2026", "План Садового", "Облік")).expect("a plan");
    store.commit(&crate::stage::import_as(draft)).expect("it is stored");
    let shared = Arc::clone(&store) as Arc<dyn Store>;
    let mut s = Setting { store: shared, ..Setting::new(Language::Uk, (80, 24)) }.open();
    s.keys("g space").text("облік");
    store.set(Fault::Unreadable);
    s.keys("enter");
    assert!(s.frame().contains("no space"), "{}", s.frame());
    store.set(Fault::None);
    s.keys("g p / ").text("садов").keys("enter enter");
    assert!(s.frame().starts_with(" Структура · План Садового"), "{}", s.frame());
    assert!(s.cursor_line().contains("Ціль"), "at its first row: {}", s.frame());
    // Nor does what was asked of a plan in the list.
    s.keys("g p / ").text("вербод").keys("enter");
    store.set(Fault::Unreadable);
    s.keys("e");
    store.set(Fault::None);
    s.keys("enter");
    assert!(s.layers.is_empty() && s.frame().starts_with(" Структура"), "{}", s.frame());
}
