//! Descriptions of keys, as data: for the help, the hint line and `kvartal keys`.

use super::action::Action;
use super::binding::{Binding, Chord, Pseudo};
use super::condition::Atoms;
use super::context::Context;
use super::key::KeyCode;
use super::layout::Layout;
use super::problem::ProblemKind;
use super::table::{Keymap, Lookup};

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// The context whose heading it is listed under.
    pub context: Context,
    /// The action, whose row in the table has the messages for title and help.
    pub action: Action,
    /// The keys for it, each in both alphabets if they differ.
    pub keys: Vec<String>,
}

/// The help of one context, in the order of the table of actions. Keys of `global` are listed only under `global`.
pub fn rows(keymap: &Keymap, context: Context) -> Vec<HelpRow> {
    let of = |action: Action| {
        let keys: Vec<String> = keymap
            .bindings(context)
            .iter()
            .filter(|binding| does(binding, action))
            .filter_map(Binding::chord)
            .map(|chord| legend(keymap.layout(), context, chord))
            .collect();
        HelpRow { context, action, keys }
    };
    Action::ALL.iter().map(|action| of(*action)).filter(|row| !row.keys.is_empty()).collect()
}

/// The help for keys pressed in `context`: its own rows, then those of `global` that work there and whose keys the
/// context does not bind.
pub fn rows_here(keymap: &Keymap, context: Context) -> Vec<HelpRow> {
    let mut rows = rows(keymap, context);
    if context == Context::Global {
        return rows;
    }
    // Whether a binding reaches the context does not depend on the action, so it is found out once.
    let global: Vec<&Binding> = global_here(keymap, context).collect();
    for action in Action::ALL.iter().copied().filter(|action| action.works_in(context)) {
        let keys: Vec<String> = global
            .iter()
            .filter(|binding| does(binding, action))
            .filter_map(|binding| binding.chord())
            .map(|chord| legend(keymap.layout(), context, chord))
            .collect();
        if !keys.is_empty() {
            rows.push(HelpRow { context: Context::Global, action, keys });
        }
    }
    rows
}

/// The first keys for an action among those that [`rows_here`] lists.
pub fn first_keys(keymap: &Keymap, context: Context, action: Action) -> Option<String> {
    let own = keymap.bindings(context).iter().filter(|binding| does(binding, action));
    let chord = own.filter_map(Binding::chord).next().or_else(|| {
        let elsewhere = context != Context::Global && action.works_in(context);
        let global =
            keymap.bindings(Context::Global).iter().filter(|binding| elsewhere && does(binding, action));
        global.filter(|binding| reaches(keymap, context, binding)).find_map(Binding::chord)
    });
    chord.map(|chord| legend(keymap.layout(), context, chord))
}

/// The shortest key for each wanted action that a key triggers now, in the given order.
pub fn hints(keymap: &Keymap, context: Context, atoms: Atoms, wanted: &[Action]) -> Vec<(String, Action)> {
    let shortest = |action: Action| {
        let own = keymap.bindings(context).iter();
        own.chain(keymap.bindings(Context::Global))
            // This cheap test comes first, because most bindings concern other actions and this runs for each frame.
            .filter(|binding| does(binding, action))
            .filter_map(Binding::chord)
            .filter(|chord| does_now(keymap, context, atoms, chord, action))
            .min_by_key(|chord| (chord.keys().len(), strangeness(chord), chord.to_string().chars().count()))
            .map(|chord| (legend(keymap.layout(), context, chord), action))
    };
    wanted.iter().filter_map(|action| shortest(*action)).collect()
}

/// How late people try a key: Enter and Esc first, then Tab, then all others; last of all Enter with Control or Alt, which
/// many terminals do not tell from Enter.
fn strangeness(chord: &Chord) -> u8 {
    match chord.keys() {
        [key] if key.code == KeyCode::Enter && (key.ctrl || key.alt) => 3,
        [key] if !key.alt && [KeyCode::Enter, KeyCode::Esc].contains(&key.code) => 0,
        [key] if !key.alt && key.code == KeyCode::Tab => 1,
        _ => 2,
    }
}

/// A chord in readable form: in Latin letters, and also in those that the same keys type on the Cyrillic layout, if
/// they differ (`g u/п г`).
pub fn legend(layout: &Layout, context: Context, chord: &Chord) -> String {
    keys_legend(layout, context, chord.keys())
}

/// As [`legend`], for keys that are not a whole chord.
pub fn keys_legend(layout: &Layout, context: Context, keys: &[super::Key]) -> String {
    let latin = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let twin = |key: super::Key| {
        let c = key.typed()?;
        layout.legend(c).or_else(|| layout.moved(c)).or(Some(c))
    };
    let plain = keys.iter().all(|key| key.typed().is_some_and(|c| c != ' '));
    if !plain || context.is_typing() {
        return latin;
    }
    // A punctuation mark on another key is shown only together with letters, because alone it would confuse.
    let folded = keys.iter().any(|key| key.typed().and_then(|c| layout.legend(c)).is_some());
    let there: Vec<String> = keys.iter().filter_map(|key| twin(*key)).map(String::from).collect();
    if folded { format!("{latin}/{}", there.join(" ")) } else { latin }
}

/// The ids of all messages that this layer uses, for checking that translations are complete.
pub fn message_ids() -> impl Iterator<Item = &'static str> {
    let actions = Action::ALL.iter().flat_map(|action| [action.row().title, action.row().help]);
    let contexts = Context::ALL.into_iter().map(Context::title);
    actions.chain(contexts).chain(ProblemKind::MESSAGES)
}

/// Whether a rule of this binding begins with the action.
fn does(binding: &Binding, action: Action) -> bool {
    binding.rules.iter().any(|rule| rule.actions.first() == Some(&action))
}

fn does_now(keymap: &Keymap, context: Context, atoms: Atoms, chord: &Chord, action: Action) -> bool {
    // In a cell of words a letter begins the text, so a command on a letter is not offered.
    let letter = chord.keys().first().and_then(|key| key.typed()).is_some_and(char::is_alphabetic);
    if letter && keymap.pseudo(context, atoms, Pseudo::Letter).is_some_and(|actions| !actions.is_empty()) {
        return false;
    }
    matches!(keymap.lookup(context, atoms, chord.keys()), Lookup::Actions([first, ..]) if *first == action)
}

/// The bindings of `global` that apply in this context.
fn global_here(keymap: &Keymap, context: Context) -> impl Iterator<Item = &Binding> {
    keymap.bindings(Context::Global).iter().filter(move |global| reaches(keymap, context, global))
}

/// Whether a binding of `global` applies in a context.
fn reaches(keymap: &Keymap, context: Context, global: &Binding) -> bool {
    let Some(chord) = global.chord() else { return false };
    let taken = |binding: &Binding| binding.is_final() && binding.chord().is_some_and(|c| c.overlaps(chord));
    let is_text = context.is_typing() && chord.is_printing();
    !is_text && !keymap.bindings(context).iter().any(taken)
}
