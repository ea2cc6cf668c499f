//! A key that does nothing says so, on every screen and in every keymap.

use std::collections::HashSet;

use kvartal::{
    keymap::{Action, Key, Preset, Resolution, Resolver},
    l10n::Language,
};

use crate::stage::{Setting, Stage, import_of};

/// The actions that lead to the screens, and down to a row where they act on one.
const SCREENS: [&str; 13] =
    ["g p", "g o", "g o down", "g f", "g t", "g d", "g v", "g r", "g c", "g b", "g w", "g h", "g T"];

/// Whether an action is a motion, which may stop at the edge of a list without a word.
const fn is_motion(action: Action) -> bool {
    use Action::{
        Down, First, HalfDown, HalfUp, Last, Left, NextGroup, NextSibling, PageDown, PageUp, Parent,
        PrevGroup, PrevSibling, Right, Up,
    };
    matches!(
        action,
        Down | First
            | HalfDown
            | HalfUp
            | Last
            | Left
            | NextGroup
            | NextSibling
            | PageDown
            | PageUp
            | Parent
            | PrevGroup
            | PrevSibling
            | Right
            | Up
    )
}

/// A small plan, which is quickly opened again after each key that has changed something.
const PLAN: &str = r#"{"format": "kvartal-plan", "version": 1, "slug": "a-2026", "title": "План", "organisation": "Центр",
    "period": {"first": "2026Q1", "last": "2026Q4"}, "outline": [{"level": "goal", "code": "1", "title": "Ціль",
    "children": [
        {"level": "measure", "code": "1.1", "title": "Зустрічі", "performers": [{"name": "Бюро"}],
        "indicators": [{"name": "кількість", "values": [{"quarter": "2026Q3", "target": {"kind": "number", "raw": "3", "numbers": ["3"]}},
            {"quarter": "2026Q4", "target": {"kind": "number", "raw": "5", "numbers": ["5"]}, "fact": {"kind": "number", "raw": "2", "numbers": ["2"]}}]}],
        "evidence": [{"dates": ["2026-11-08"], "text": "зустріч"}]},
        {"level": "measure", "code": "1.2", "title": "Лекції", "performers": [{"name": "Відділ"}],
        "indicators": [{"name": "лекцій"}, {"name": "учасників"}]}]}]}"#;

fn stage(preset: Preset, screen: &str) -> Stage {
    let setting = Setting { preset, ..Setting::new(Language::Uk, (80, 24)) };
    setting.store.commit(&import_of(PLAN)).expect("it is stored");
    let mut s = setting.open();
    s.keys(screen);
    s
}

#[test]
fn no_printable_key_is_silent() {
    let mut silent = Vec::new();
    // What an action does on a screen is looked at once, whichever keys it has in the keymaps.
    let mut seen: HashSet<(&str, Vec<Action>)> = HashSet::new();
    for preset in [Preset::Default, Preset::Vim, Preset::Emacs] {
        for screen in SCREENS {
            let mut s = stage(preset, screen);
            let first = s.frame();
            for c in (' '..='~').chain("ґєії№’«".chars()) {
                let (at, atoms) = (s.context(), s.atoms());
                let resolution = Resolver::default().feed(&s.shared.keymap, at, &atoms, Key::char(c));
                match resolution {
                    Resolution::Unbound => {
                        s.text(&c.to_string());
                        assert!(s.shared.notice.is_some(), "{preset:?} {screen}: {c:?}");
                    }
                    Resolution::Run(run)
                        if !run.actions.iter().all(|action| is_motion(*action))
                            && seen.insert((screen, run.actions.clone())) =>
                    {
                        s.text(&c.to_string());
                        if s.left.is_none() && s.frame() == first {
                            silent.push(format!("{preset:?} {screen}: {c:?} {:?}", run.actions));
                        }
                        s = stage(preset, screen);
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn a_digit_without_a_row_says_so() {
    let mut s = stage(Preset::Default, "g o");
    s.keys("g F 9");
    assert!(s.frame().contains("9: тут не діє"), "{}", s.frame());
    s.keys("x");
    assert!(s.frame().contains("Видаляти тут нічого"), "{}", s.frame());
}
