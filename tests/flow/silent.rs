//! A key that does nothing says so, on every screen and in every keymap.

use kvartal::{
    keymap::{Action, Key, Preset, Resolution, Resolver},
    l10n::Language,
};

use crate::stage::{Setting, Stage};

/// The actions that lead to the screens, and down to a row where they act on one.
const SCREENS: [&str; 13] =
    ["g p", "g o", "g o end", "g f", "g t", "g d", "g v", "g r", "g c", "g b", "g w", "g h", "g T"];

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

fn stage(preset: Preset, screen: &str) -> Stage {
    let mut s = Setting { preset, ..Setting::new(Language::Uk, (80, 24)) }.with_sample().open();
    s.keys(screen);
    s
}

#[test]
fn no_printable_key_is_silent() {
    let mut silent = Vec::new();
    for preset in [Preset::Default, Preset::Vim, Preset::Emacs] {
        for screen in SCREENS {
            let mut s = stage(preset, screen);
            let mut before = s.frame();
            for c in (' '..='~').chain("ґєії№’«".chars()) {
                let (at, atoms) = (s.context(), s.atoms());
                let resolution = Resolver::default().feed(&s.shared.keymap, at, &atoms, Key::char(c));
                if let Resolution::Run(run) = &resolution
                    && run.actions.iter().all(|action| is_motion(*action))
                {
                    continue;
                }
                s.text(&c.to_string());
                let after = s.frame();
                if after == before && s.chord.continuations.is_empty() && s.chord.resolver.count().is_none() {
                    silent.push(format!("{preset:?} {screen}: {c:?} {resolution:?}"));
                }
                let is_told = matches!(resolution, Resolution::Unbound);
                assert!(
                    !is_told || after.contains("не діє") || after.contains("ийти"),
                    "{c:?} on {screen}: {after}"
                );
                if after != before && !is_told {
                    s = stage(preset, screen);
                    before = s.frame();
                } else {
                    // The notice goes with the next key, which here is one that only moves.
                    s.keys("up");
                    before = s.frame();
                }
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}
