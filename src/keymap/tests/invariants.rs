//! Properties that each of the three keymaps must have.

use std::collections::{BTreeMap, BTreeSet};

use super::super::help::{first_keys, hints, message_ids, rows, rows_here};
use super::super::read::read;
use super::super::table::Lookup;
use super::super::{Action, Atom, Atoms, Binding, Chord, Context, Key, KeyCode, Trigger};
use super::{builtin, does};

/// The contexts in which keys are pressed; `global` is looked up after each of them.
fn places() -> impl Iterator<Item = Context> {
    Context::ALL.into_iter().filter(|context| *context != Context::Global)
}

/// The snapshots with which the bindings are tested: no atom, and each atom alone.
fn snapshots() -> Vec<Atoms> {
    let mut snapshots = vec![Atoms::NONE];
    snapshots.extend(Atom::ALL.iter().map(|atom| Atoms::NONE.with(*atom)));
    snapshots
}

fn chords(keymap: &super::Keymap, context: Context) -> Vec<Chord> {
    let own = keymap.bindings(context).iter();
    own.chain(keymap.bindings(Context::Global)).filter_map(Binding::chord).cloned().collect()
}

/// The chords of each action in one context, under any snapshot.
struct Ways(BTreeMap<Action, Vec<Chord>>);

impl Ways {
    fn of(keymap: &super::Keymap, context: Context) -> Self {
        let mut ways: BTreeMap<Action, Vec<Chord>> = BTreeMap::new();
        for chord in chords(keymap, context) {
            for atoms in snapshots() {
                let Lookup::Actions(actions) = keymap.lookup(context, atoms, chord.keys()) else { continue };
                for action in actions {
                    ways.entry(*action).or_default().push(chord.clone());
                }
            }
        }
        Self(ways)
    }

    fn to(&self, action: Action) -> &[Chord] {
        self.0.get(&action).map_or(&[], Vec::as_slice)
    }
}

fn by_pseudo(keymap: &super::Keymap, context: Context, action: Action) -> bool {
    let pseudo = |binding: &&Binding| matches!(binding.trigger, Trigger::Pseudo(_));
    let mut bindings = keymap.bindings(context).iter().filter(pseudo);
    bindings.any(|binding| binding.rules.iter().any(|rule| rule.actions.contains(&action)))
}

#[test]
fn the_files_have_no_bad_line() {
    for preset in super::super::Preset::ALL {
        let (file, problems) = read(preset.source());
        assert_eq!(problems, [], "{}", preset.id());
        assert_eq!(file.name.as_deref(), Some(preset.id()));
    }
}

#[test]
fn every_action_is_reachable_everywhere_it_makes_sense_in_every_keymap() {
    let mut missing = Vec::new();
    for (preset, keymap) in builtin() {
        for context in places() {
            let ways = Ways::of(&keymap, context);
            for action in Action::ALL.iter().copied().filter(|action| action.works_in(context)) {
                // Where text is typed the shell cannot be reached, because every chord could be text.
                if action == Action::Suspend && context.is_typing() {
                    continue;
                }
                if ways.to(action).is_empty() && !by_pseudo(&keymap, context, action) {
                    missing.push(format!("{} {} {}", preset.id(), context.id(), action.id()));
                }
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_line_does_something_where_it_stands() {
    for (preset, keymap) in builtin() {
        for context in Context::ALL {
            for binding in keymap.bindings(context) {
                for action in binding.rules.iter().flat_map(|rule| &rule.actions) {
                    assert!(action.works_in(context), "{} {} {}", preset.id(), context.id(), action.id());
                }
            }
        }
    }
}

#[test]
fn no_chord_begins_another_one() {
    for (preset, keymap) in builtin() {
        for context in Context::ALL {
            let chords: Vec<&Chord> = keymap.bindings(context).iter().filter_map(Binding::chord).collect();
            for (index, chord) in chords.iter().enumerate() {
                for other in chords.iter().skip(index + 1) {
                    assert!(!chord.overlaps(other), "{} {}: {chord}, {other}", preset.id(), context.id());
                }
            }
        }
    }
}

/// Keys that tmux, screen or zellij use in their default configuration.
fn is_kept(key: &Key) -> bool {
    match key.code {
        KeyCode::Char(c) if key.ctrl && !key.alt => "abgnopqhst".contains(c),
        KeyCode::Char(c) if key.alt => "nfio[]+-=hjkl".contains(c),
        KeyCode::Up | KeyCode::Down | KeyCode::Left | KeyCode::Right => key.alt,
        _ => false,
    }
}

#[test]
fn nothing_needs_a_key_that_a_multiplexer_keeps() {
    let mut stuck = Vec::new();
    for (preset, keymap) in builtin() {
        for context in places() {
            let all = Ways::of(&keymap, context);
            for action in Action::ALL.iter().copied().filter(|action| action.works_in(context)) {
                let ways = all.to(action);
                if !ways.is_empty()
                    && ways.iter().all(|chord| chord.keys().iter().any(is_kept))
                    && !by_pseudo(&keymap, context, action)
                {
                    stuck.push(format!("{} {} {} {ways:?}", preset.id(), context.id(), action.id()));
                }
            }
        }
    }
    assert_eq!(stuck, Vec::<String>::new());
}

#[test]
fn every_function_key_has_a_twin() {
    for (preset, keymap) in builtin() {
        for context in places() {
            let all = Ways::of(&keymap, context);
            for action in Action::ALL.iter().copied() {
                let ways = all.to(action);
                // In a text field letters are no commands, so help and quitting are available only after it is left.
                if ways.is_empty() || (context.is_typing() && action.works_in(Context::Global)) {
                    continue;
                }
                let plain = |chord: &Chord| !chord.keys().iter().any(|k| matches!(k.code, KeyCode::F(_)));
                assert!(ways.iter().any(plain), "{} {} {}", preset.id(), context.id(), action.id());
            }
        }
    }
}

#[test]
fn keys_that_move_or_vanish_are_not_used() {
    for (preset, keymap) in builtin() {
        for context in Context::ALL {
            for chord in keymap.bindings(context).iter().filter_map(Binding::chord) {
                let text: Vec<KeyCode> = chord.keys().iter().map(|key| key.code).collect();
                let bad = |c: char| text.contains(&KeyCode::Char(c));
                assert!(!"@#$^&`~|\\".chars().any(bad), "{} {} {chord}", preset.id(), context.id());
            }
        }
    }
}

#[test]
fn what_deletes_a_plan_is_confirmed_by_the_same_keys_and_by_no_other() {
    for (preset, keymap) in builtin() {
        let keys = |context, action| {
            let ways = Ways::of(&keymap, context);
            ways.to(action).iter().map(ToString::to_string).collect::<BTreeSet<_>>()
        };
        let asks = keys(Context::Plans, Action::Delete);
        assert!(!asks.is_empty(), "{}", preset.id());
        assert_eq!(keys(Context::Confirm, Action::Confirm), asks, "{}", preset.id());
    }
}

/// The keys that arrive when a chord is pressed with the Cyrillic layout.
fn cyrillic(keymap: &super::Keymap, chord: &Chord) -> Option<String> {
    let layout = keymap.layout();
    let typed = chord.keys().iter().map(|key| match key.typed() {
        Some(c) if c != ' ' => layout.legend(c).or_else(|| layout.moved(c)).unwrap_or(c).to_string(),
        _ => key.to_string(),
    });
    let text = typed.collect::<Vec<_>>().join(" ");
    (text != chord.to_string()).then_some(text)
}

#[test]
fn every_command_works_without_switching_the_layout() {
    let mut tried = 0;
    for (preset, keymap) in builtin() {
        for context in places().filter(|context| !context.is_typing()) {
            for chord in chords(&keymap, context) {
                let Some(there) = cyrillic(&keymap, &chord) else { continue };
                let latin = does(&keymap, context, Atoms::NONE, &chord.to_string());
                // "ц" comes first, because marks after a Cyrillic letter are read as those of ЙЦУКЕН.
                let mut resolver = super::Resolver::default();
                resolver.feed(&keymap, Context::Text, &Atoms::NONE, Key::char('ц'));
                let mut result = String::new();
                for key in super::keys(&there) {
                    result = match resolver.feed(&keymap, context, &Atoms::NONE, key) {
                        super::Resolution::Run(run) => {
                            run.actions.iter().map(|action| action.id()).collect::<Vec<_>>().join(" ")
                        }
                        super::Resolution::Pending(_) => "pending".to_owned(),
                        super::Resolution::Ignored => "ignored".to_owned(),
                        super::Resolution::Unbound => "unbound".to_owned(),
                    };
                }
                // The key of "." types "ю", which is translated back to "."; a mark that needs `uk-punct` has no Latin
                // counterpart.
                let same = result == latin || latin == "unbound";
                assert!(same, "{} {} {chord} {there}: {latin}, {result}", preset.id(), context.id());
                tried += 1;
            }
        }
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn digits_are_never_dead_on_a_screen() {
    for (preset, keymap) in builtin() {
        for context in places().filter(|context| !matches!(context, Context::Help)) {
            for digit in '1'..='4' {
                let result = does(&keymap, context, Atoms::NONE, &digit.to_string());
                let expected = match context {
                    Context::Grid | Context::Targets => vec!["begin-entry"],
                    Context::Cell | Context::Text | Context::Picker => vec!["insert-char"],
                    Context::Choice => vec!["accept-nth"],
                    Context::Import => vec!["settle-other"],
                    Context::Learn => vec!["column-nth"],
                    Context::Confirm => vec!["cancel"],
                    _ if keymap.counts_in(context) => vec!["pending"],
                    _ => vec!["quarter-1", "quarter-2", "quarter-3", "quarter-4"],
                };
                assert!(
                    expected.contains(&result.as_str()),
                    "{} {} {digit}: {result}",
                    preset.id(),
                    context.id()
                );
            }
        }
    }
}

#[test]
fn the_table_of_actions_is_consistent() {
    let ids: BTreeSet<&str> = Action::ALL.iter().map(|action| action.id()).collect();
    assert_eq!(ids.len(), Action::ALL.len());
    for action in Action::ALL.iter().copied() {
        assert_eq!(action.id().parse(), Ok(action));
        assert_eq!(action.row().action, action);
        assert_eq!(action.row().title, format!("action-{}", action.id()));
        assert_eq!(action.row().help, format!("action-{}-help", action.id()));
        assert!(places().any(|context| action.works_in(context)), "{}", action.id());
    }
    let messages: Vec<&str> = message_ids().collect();
    assert_eq!(messages.iter().collect::<BTreeSet<_>>().len(), messages.len());
}

#[test]
fn the_help_lists_what_the_keys_do() {
    for (preset, keymap) in builtin() {
        for context in places() {
            let (here, ways) = (rows_here(&keymap, context), Ways::of(&keymap, context));
            for action in Action::ALL.iter().copied().filter(|action| action.works_in(context)) {
                let listed = here.iter().any(|row| row.action == action);
                let reached = !ways.to(action).is_empty();
                assert_eq!(listed, reached, "{} {} {}", preset.id(), context.id(), action.id());
                let first = here.iter().find(|row| row.action == action).and_then(|row| row.keys.first());
                assert_eq!(first_keys(&keymap, context, action).as_ref(), first);
            }
        }
        assert!(rows(&keymap, Context::Global).iter().all(|row| row.context == Context::Global));
    }
}

#[test]
fn the_help_of_a_preview_lists_escape_once() {
    let keymap = super::Keymap::builtin(super::super::Preset::Default);
    for context in [Context::Report, Context::Evidence, Context::Dashboard] {
        let rows = rows_here(&keymap, context);
        let escapes = rows.iter().filter(|row| row.keys.iter().any(|key| key == "esc"));
        let mut actions: Vec<Action> = escapes.map(|row| row.action).collect();
        // Esc leads one level up, or back after a jump, or else away; each counts once.
        actions.retain(|action| *action != Action::GoBack);
        if context == Context::Dashboard {
            actions.retain(|action| *action != Action::Cancel);
        }
        assert_eq!(actions.len(), 1, "{}", context.id());
    }
}

#[test]
fn hints_name_the_shortest_key_that_works_now() {
    let keymap = super::Keymap::builtin(super::super::Preset::Default);
    let wanted = [Action::EnterFacts, Action::Undo, Action::Expand, Action::FillDown, Action::NextUnreported];
    let hints = |atoms| hints(&keymap, Context::Outline, atoms, &wanted);
    let shown: Vec<(String, Action)> = hints(Atoms::NONE);
    let shown: Vec<(&str, &str)> = shown.iter().map(|(keys, action)| (keys.as_str(), action.id())).collect();
    assert_eq!(
        shown,
        [("f/а", "enter-facts"), ("u/г", "undo"), ("+", "expand"), ("g u/п г", "next-unreported")]
    );
    let cell = super::super::help::hints(&keymap, Context::Cell, Atoms::NONE, &[Action::CaretLeft]);
    assert_eq!(cell, []);
    let caret = Atoms::NONE.with(Atom::CaretMode);
    let cell = super::super::help::hints(&keymap, Context::Cell, caret, &[Action::CaretLeft]);
    assert_eq!(cell, [("left".to_owned(), Action::CaretLeft)]);
}
