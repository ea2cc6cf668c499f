//! No text of the program is cut at 80x24: every screen and every layer, in both languages, with a plan whose own texts
//! are short.

use std::{
    collections::BTreeSet,
    sync::{Arc, LazyLock},
};

use kvartal::{
    keymap::{Action, Atoms, help},
    l10n::Language,
    store::{MemoryStore, Store},
};
use serde_json::Value;

use crate::stage::{SAMPLE, Setting, Stage, import_of};

/// The maximal length of the plan's texts.
const SHORT: usize = 6;

/// The fields of an exchange document that only people read.
const WORDS: [&str; 10] =
    ["title", "organisation", "objective", "text", "note", "role", "unit", "place", "reason", "order"];

/// The keys that lead from the outline to each place with a context of its own.
const PLACES: [&str; 19] = [
    "g p",
    "",
    "i",
    "down down down",
    "g f",
    "g f 4",
    "g f i",
    "g t",
    "g d",
    "g d o",
    "g d o b b b b",
    "g v",
    "g c",
    "g c down",
    "g b",
    "g k",
    "g r",
    "g h",
    "down down down h",
];

/// Shortens texts; performers get short names that differ.
fn shorten(value: &mut Value, key: &str, names: &mut Vec<String>) {
    match value {
        Value::String(text) if ["name", "performer"].contains(&key) && text.chars().count() > SHORT => {
            let at = names.iter().position(|name| name == text).unwrap_or_else(|| {
                names.push(text.clone());
                names.len() - 1
            });
            *text = format!("В{at}");
        }
        Value::String(text) if WORDS.contains(&key) => {
            *text = text.chars().take(SHORT).collect::<String>().trim().to_owned();
        }
        Value::Array(list) => list.iter_mut().for_each(|one| shorten(one, key, names)),
        Value::Object(map) => map.iter_mut().for_each(|(key, one)| shorten(one, key, names)),
        _ => {}
    }
}

/// A store with the sample plan and short texts.
fn short_sample() -> Arc<dyn Store> {
    // Reckoned once: a store is made for each key.
    static STORE: LazyLock<MemoryStore> = LazyLock::new(|| {
        let mut sample: Value = serde_json::from_str(SAMPLE).unwrap();
        shorten(&mut sample, "", &mut Vec::new());
        let store = MemoryStore::new();
        store.commit(&import_of(&sample.to_string())).expect("the sample is stored");
        store
    });
    Arc::new(STORE.copy())
}

fn stage(language: Language, store: &Arc<dyn Store>) -> Stage {
    Setting { store: Arc::clone(store), ..Setting::new(language, (80, 24)) }.open()
}

/// The lines of a frame in which texts of the program are cut. A row that begins with a sign contains texts of the
/// plan, which are shown completely under the list.
fn cut(frame: &str) -> Vec<String> {
    let is_cut =
        |line: &str| line.split('…').rev().skip(1).any(|before| before.ends_with(|c: char| c != ' '));
    let lines: Vec<&str> = frame.lines().collect();
    let own = |(at, line): (usize, &&str)| {
        let edge = at == 0 || at + 2 >= lines.len() || line.starts_with(['│', '┌', '└', '─']);
        (edge && is_cut(line)).then(|| (*line).to_owned())
    };
    lines.iter().enumerate().filter_map(own).collect()
}

/// Whether an action only moves something, so that its result is tested elsewhere.
fn only_moves(action: Action) -> bool {
    const BEGINNINGS: [&str; 20] = [
        "up", "down", "left", "right", "page", "half", "first", "last", "prev-", "next-", "quarter-",
        "goto-", "caret-", "kill-", "delete-", "mark-", "fold-", "expand", "collapse", "row-",
    ];
    BEGINNINGS.iter().any(|begin| action.id().starts_with(begin))
}

/// The keys of the actions that are available here and were not tested yet, except leaving.
fn keys_here(stage: &Stage, seen: &mut BTreeSet<(String, &'static str)>) -> Vec<String> {
    let keymap = &stage.shared.keymap;
    let context = stage.context();
    let all: Vec<Action> = Action::ALL
        .iter()
        .copied()
        .filter(|action| ![Action::Quit, Action::Suspend].contains(action) && !only_moves(*action))
        .collect();
    let hints = help::hints(keymap, context, Atoms::NONE, &all);
    let new = hints.into_iter().filter(|(_, action)| seen.insert((context.id().to_owned(), action.id())));
    new.map(|(keys, _)| keys.split('/').next().unwrap_or(&keys).to_owned()).collect()
}

fn look_at_everything(language: Language) {
    let store = short_sample();
    let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for place in PLACES {
        let mut at = stage(language, &store);
        found.extend(cut(&at.keys(place).frame()).into_iter().map(|line| format!("{place:?}: {line}")));
        for keys in keys_here(&at, &mut seen) {
            let frame = stage(language, &short_sample()).keys(place).keys(&keys).frame();
            found.extend(cut(&frame).into_iter().map(|line| format!("{place:?} {keys:?}: {line}")));
        }
        // The help from its beginning to its end.
        at.keys("f1");
        let mut before = String::new();
        while at.frame() != before {
            before = at.frame();
            found.extend(cut(&before));
            at.keys("pagedown");
        }
    }
    assert!(found.is_empty(), "{}", found.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn nothing_is_cut_in_ukrainian() {
    look_at_everything(Language::Uk);
}

#[test]
fn nothing_is_cut_in_english() {
    look_at_everything(Language::En);
}
