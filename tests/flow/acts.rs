//! Every key that `kvartal keys` lists does something that is seen, in the context under which it is listed.

use std::{
    collections::HashSet,
    sync::{Arc, LazyLock},
};

use kvartal::{
    keymap::{Action, Chord, Context, Keymap, Preset, Resolution, Resolver, help},
    l10n::Language,
    store::{MemoryStore, Store},
};

use crate::{
    import, learn,
    stage::{Setting, Stage, import_of},
};

/// A small plan with something to do on every screen: it is quickly opened again for each key.
const PLAN: &str = r#"{"format": "kvartal-plan", "version": 1, "slug": "a-2026", "title": "План", "organisation": "Центр",
    "period": {"first": "2026Q1", "last": "2026Q4"}, "outline": [{"level": "goal", "code": "1", "title": "Ціль",
    "children": [
        {"level": "measure", "code": "1.1", "title": "Зустрічі", "performers": [{"name": "Бюро"}],
        "term": {"kind": "quarter", "raw": "щокварталу"}, "indicators": [{"name": "кількість", "values": [
            {"quarter": "2026Q3", "target": {"kind": "number", "raw": "3", "numbers": ["3"]}},
            {"quarter": "2026Q4", "target": {"kind": "number", "raw": "5", "numbers": ["5"]}, "fact": {"kind": "number", "raw": "2", "numbers": ["2"]}}]}],
        "evidence": [{"dates": ["2026-11-08"], "text": "зустріч"}, {"dates": ["2026-11-09"], "text": "зустріч 2"}]},
        {"level": "measure", "code": "1.2", "title": "Лекції", "performers": [{"name": "Відділ"}],
        "indicators": [{"name": "лекцій"}, {"name": "учасників"}]},
        {"level": "measure", "code": "1.3", "title": "Огляди", "performers": [{"name": "Відділи"}],
        "indicators": [{"name": "оглядів", "values": [{"quarter": "2026Q4", "target": {"kind": "condition", "raw": "за потреби"}}]}]}]},
        {"level": "goal", "code": "2", "title": "Друга ціль", "children": [
        {"level": "measure", "code": "2.1", "title": "Ярмарок", "performers": [{"name": "Бюро"}],
        "indicators": [{"name": "ярмарків"}]}]}]}"#;

/// The keys that lead to the states in which the keys of a context are tried, one after the other.
const fn states(context: Context) -> &'static [&'static str] {
    match context {
        Context::Global => &["g o", "g o down down", "g f 7 enter", "g f", "g o / 1 enter"],
        Context::Plans => &["g p", "g p A", "g p x x v"],
        Context::Outline => &["g o down", "g o", "g o down down", "g o space", "g o left"],
        Context::Grid => &["g f", "g f down down", "g f space down", "g f 7 enter up", "g f up tab"],
        Context::Targets => &["g t", "g t down down", "g t space down", "g t 7 enter up", "g t end"],
        Context::Cell => &[
            "g f 1 2",
            "g f down down f2 х esc f2 а ctrl-w",
            "g f * а ctrl-j б up",
            "g f * а ctrl-j б",
            "g f * а б shift-home",
            "g f * а б home",
            "g f space down 7",
            "g f 7 backspace",
        ],
        Context::Text => &[
            "g o down e",
            "g o down e home",
            "g o down e shift-home",
            "g o down e а ctrl-w ctrl-z",
            "g o down a а alt-enter б up",
            "g o down a а alt-enter б",
            "g o F с",
            "g o down a а б esc a",
            "g o down c w Б",
            "g o / 1",
        ],
        Context::Picker => &[":", ": down down", ": а"],
        Context::Choice => &["g o down c k"],
        Context::Confirm => &["g p x"],
        Context::Dashboard => &["g d", "g d down", "g d tab", "g d enter"],
        Context::Evidence => &["g v", "g v down", "g d enter g v"],
        Context::Findings => &["g c", "g c down", "g c down down"],
        Context::Debts => &["g b", "g b down"],
        Context::Performers => &["g w", "g w down"],
        Context::History => {
            &["g f 7 enter up 8 enter up H", "g f 7 enter up 8 enter up H down", "g f 7 enter g h"]
        }
        Context::Timeline => &[
            "g f 7 enter ctrl-z 8 enter 9 enter g T",
            "g f 7 enter ctrl-z 8 enter 9 enter g T down",
            "g f 7 enter ctrl-z 8 enter 9 enter g T / 1 enter",
            "g f 7 enter ctrl-z 8 enter 9 enter g T down down down",
        ],
        Context::Import => &[
            "g p i ctrl-u з в і т . c s v enter",
            "g p r ctrl-u з в і т . c s v enter",
            "g p i ctrl-u з в і т . c s v enter down",
        ],
        Context::Report => &["g r", "g r down", "g r end"],
        Context::Learn => &["", "down 4"],
        Context::Help => &["?", "? down"],
    }
}

fn stage(preset: Preset, context: Context, state: &str) -> Stage {
    // Reckoned once: a stage is made for each key.
    static STORE: LazyLock<MemoryStore> = LazyLock::new(|| {
        let store = MemoryStore::new();
        store.commit(&import_of(PLAN)).expect("it is stored");
        store
    });
    let columns = (context == Context::Learn).then(|| learn::columns(learn::PLAN)).flatten();
    let store = Arc::new(STORE.copy());
    let setting = Setting { preset, columns, store, ..Setting::new(Language::Uk, (80, 24)) };
    let mut s = setting.open();
    if context == Context::Import {
        s.put_file("звіт.csv", import::incoming(import::REPORT));
    }
    s.keys(state);
    s
}

/// Whether a chord runs the action where the stage is now.
fn runs(s: &Stage, chord: &Chord, action: Action) -> bool {
    let (mut resolver, mut answer) = (Resolver::default(), Resolution::Unbound);
    for key in chord.keys() {
        answer = resolver.feed(&s.shared.keymap, s.context(), &s.atoms(), *key);
    }
    matches!(answer, Resolution::Run(run) if run.actions.contains(&action))
}

/// Whether the keys change what is seen: the frame, its colours, the place of the cursor, or that there is a window.
fn changes(stage: impl Fn() -> Stage, chord: &Chord, before: &str) -> bool {
    let press = |s: &mut Stage| {
        for key in chord.keys() {
            s.keys(&key.to_string());
        }
    };
    let mut s = stage();
    press(&mut s);
    if s.left.is_some() || s.frame() != before {
        return true;
    }
    // A frame without any change has as many bytes as the one before.
    let mut s = stage();
    s.frame();
    s.frame();
    let idle = s.bytes();
    press(&mut s);
    s.frame();
    s.bytes() != idle
}

#[test]
fn every_listed_key_changes_the_screen_in_its_context() {
    let (mut acting, mut idle) = (HashSet::new(), Vec::new());
    for preset in [Preset::Default, Preset::Vim, Preset::Emacs] {
        let keymap = Keymap::builtin(preset);
        for context in Context::ALL {
            let rows = help::rows(&keymap, context);
            for state in states(context) {
                if rows.iter().all(|row| acting.contains(&(context, row.action))) {
                    break;
                }
                let mut there = stage(preset, context, state);
                let before = there.frame();
                let atoms = there.atoms();
                if context != Context::Global && there.context() != context {
                    continue;
                }
                for binding in keymap.bindings(context) {
                    let Some(chord) = binding.chord() else { continue };
                    for action in binding.actions(atoms).unwrap_or_default() {
                        if !acting.contains(&(context, *action))
                            && runs(&there, chord, *action)
                            && changes(|| stage(preset, context, state), chord, &before)
                        {
                            acting.insert((context, *action));
                        }
                    }
                }
            }
            for row in rows {
                // The tour has a test of its own, and the shell is seen on a terminal only; what leads back does so from wherever one has come.
                let elsewhere = match row.action {
                    Action::SkipStep | Action::LeaveTour | Action::Suspend => true,
                    Action::GoBack => acting.iter().any(|(_, action)| *action == Action::GoBack),
                    _ => false,
                };
                if !elsewhere && !acting.contains(&(context, row.action)) {
                    idle.push(format!("{preset:?} {context:?}: {:?} {}", row.keys, row.action.id()));
                }
            }
        }
    }
    assert!(idle.is_empty(), "{}", idle.join("\n"));
}
