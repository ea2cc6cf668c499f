//! Tests of the keymaps as a whole.

mod files;
mod invariants;
mod layout;
mod press;

use super::{Atoms, Chord, Context, Key, Keymap, Preset, Resolution, Resolver};

fn keys(text: &str) -> Vec<Key> {
    text.parse::<Chord>().unwrap().keys().to_vec()
}

/// Presses keys one after another; returns the result of the last one.
fn press(keymap: &Keymap, context: Context, atoms: Atoms, text: &str) -> Resolution {
    let mut resolver = Resolver::default();
    let results = keys(text).into_iter().map(|key| resolver.feed(keymap, context, &atoms, key));
    results.last().unwrap()
}

/// The ids of the actions that the last key triggers, or its other result.
fn does(keymap: &Keymap, context: Context, atoms: Atoms, text: &str) -> String {
    match press(keymap, context, atoms, text) {
        Resolution::Run(run) => run.actions.iter().map(|action| action.id()).collect::<Vec<_>>().join(" "),
        Resolution::Pending(_) => "pending".to_owned(),
        Resolution::Ignored => "ignored".to_owned(),
        Resolution::Unbound => "unbound".to_owned(),
    }
}

fn builtin() -> [(Preset, Keymap); 3] {
    Preset::ALL.map(|preset| (preset, Keymap::builtin(preset)))
}
