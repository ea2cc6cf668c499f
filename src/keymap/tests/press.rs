//! Tests of key sequences: chords, counts, alphabets, typed text.

use super::super::{Action, Atom, Atoms, Context, Key, Keymap, Preset, Resolution, Resolver, Run};
use super::{does, keys, press};

fn default() -> Keymap {
    Keymap::builtin(Preset::Default)
}

fn vim() -> Keymap {
    Keymap::builtin(Preset::Vim)
}

#[test]
fn a_chord_shows_what_leads_on_and_then_acts() {
    let keymap = default();
    let Resolution::Pending(next) = press(&keymap, Context::Outline, Atoms::NONE, "g") else {
        panic!("pending")
    };
    let of = |c: char| next.iter().find(|continuation| continuation.key == Key::char(c)).map(|c| c.action);
    assert_eq!(of('u'), Some(Some(Action::NextUnreported)));
    assert_eq!(of('f'), Some(Some(Action::GotoFacts)), "keys of global lead on too");
    assert_eq!(of('x'), None);
    assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, "g u"), "next-unreported");
    assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, "п г"), "next-unreported");
    assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, "g г"), "next-unreported");
}

#[test]
fn what_leads_nowhere_is_dropped_whole() {
    let keymap = default();
    assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, "g x"), "unbound");
    assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, "g x g u"), "next-unreported");
    for leave in ["esc", "ctrl-c"] {
        assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, &format!("g {leave}")), "ignored");
        assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, &format!("g {leave} {leave}")), "cancel");
    }
    let emacs = Keymap::builtin(Preset::Emacs);
    assert_eq!(does(&emacs, Context::Outline, Atoms::NONE, "ctrl-c ctrl-g"), "ignored");
    assert_eq!(does(&emacs, Context::Outline, Atoms::NONE, "ctrl-c ctrl-x"), "unbound");
}

#[test]
fn rules_are_asked_in_their_order() {
    let keymap = default();
    let right = |atom| does(&keymap, Context::Outline, Atoms::from_iter(atom), "right");
    assert_eq!(right(None), "first-child");
    assert_eq!(right(Some(Atom::Folded)), "expand");
    assert_eq!(right(Some(Atom::Leaf)), "details");
    assert_eq!(does(&keymap, Context::Grid, Atoms::NONE.with(Atom::Queue), "esc"), "cancel");
    assert_eq!(does(&keymap, Context::Grid, Atoms::NONE, "esc"), "goto-outline");
}

fn run(actions: &[Action], typed: Option<char>, count: Option<u32>) -> Resolution {
    Resolution::Run(Run { actions: actions.to_vec(), typed, count })
}

#[test]
fn counts_are_counted_where_the_keymap_says_so() {
    let outline = |text| press(&vim(), Context::Outline, Atoms::NONE, text);
    assert_eq!(outline("5 j"), run(&[Action::Down], Some('j'), Some(5)));
    assert_eq!(outline("1 0 о"), run(&[Action::Down], Some('о'), Some(10)));
    assert_eq!(outline("3 d d"), run(&[Action::Delete], None, Some(3)));
    assert_eq!(outline("3 j j"), run(&[Action::Down], Some('j'), None));
    assert_eq!(outline("9 9 9 9 9 9 9 9 9 9 9 9 j"), run(&[Action::Down], Some('j'), Some(9_999)));
    assert_eq!(outline("3 esc"), Resolution::Ignored);
    assert_eq!(outline("3 esc j"), run(&[Action::Down], Some('j'), None));
    assert_eq!(outline("0"), Resolution::Unbound);
    assert_eq!(outline("z 1"), run(&[Action::FoldLevel1], None, None));
    let grid = press(&vim(), Context::Grid, Atoms::NONE, "5");
    assert_eq!(grid, run(&[Action::BeginEntry], Some('5'), None));
    assert_eq!(
        press(&default(), Context::Outline, Atoms::NONE, "3"),
        run(&[Action::Quarter3], Some('3'), None)
    );
}

#[test]
fn a_mark_is_read_by_the_alphabet_in_use() {
    let keymap = default();
    assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, "u ,"), "unbound");
    assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, "г ,"), "help");
    assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, "г u ,"), "unbound", "Latin again");
    assert_eq!(
        does(&keymap, Context::Outline, Atoms::NONE, "г 1 f5 ctrl-l ,"),
        "help",
        "digits and others say nothing"
    );
    assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, "/"), "search");
    assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, "."), "search");
    // A user's binding of a mark also works with ЙЦУКЕН, without a binding of its own.
    let user = super::super::KeymapSource { name: "keymap.toml", text: "[outline]\n\"$\" = \"last\"\n" };
    let keymap = Keymap::load(Preset::Default, Some(user)).keymap;
    assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, "г ;"), "last");
    assert_eq!(does(&keymap, Context::Outline, Atoms::NONE, "u ;"), "unbound");
}

#[test]
fn typed_text_is_never_folded() {
    let keymap = default();
    for context in [Context::Text, Context::Cell, Context::Picker] {
        for c in ["п", "?", "u", "[", "ф", "ю"] {
            let typed = c.chars().next();
            assert_eq!(press(&keymap, context, Atoms::NONE, c), run(&[Action::InsertChar], typed, None));
        }
    }
    // A confirmation is answered by the key that asked, in any alphabet; every other key cancels it.
    assert_eq!(does(&keymap, Context::Confirm, Atoms::NONE, "ч"), "confirm");
    assert_eq!(does(&keymap, Context::Confirm, Atoms::NONE, "т"), "cancel");
    // With Ctrl or Alt a key is a command in any alphabet.
    assert_eq!(does(&keymap, Context::Text, Atoms::NONE, "ctrl-ц"), "kill-word-back");
    assert_eq!(does(&keymap, Context::Text, Atoms::NONE, "alt-и"), "caret-word-left");
    assert_eq!(does(&keymap, Context::Text, Atoms::NONE, "f1"), "help");
    assert_eq!(does(&keymap, Context::Text, Atoms::NONE, "f5"), "unbound", "no leaving a screen from a line");
}

#[test]
fn the_decimal_keys_give_decimal_marks_where_a_number_is_typed() {
    let keymap = default();
    let numeric = Atoms::NONE.with(Atom::Numeric);
    assert_eq!(press(&keymap, Context::Cell, numeric, "ю"), run(&[Action::InsertChar], Some('.'), None));
    assert_eq!(press(&keymap, Context::Cell, numeric, "б"), run(&[Action::InsertChar], Some(','), None));
    assert_eq!(press(&keymap, Context::Cell, numeric, "ф"), run(&[Action::InsertChar], Some('ф'), None));
    assert_eq!(press(&keymap, Context::Text, numeric, "ю"), run(&[Action::InsertChar], Some('ю'), None));
    assert_eq!(press(&keymap, Context::Grid, numeric, "б"), run(&[Action::BeginEntry], Some(','), None));
    assert_eq!(press(&keymap, Context::Grid, Atoms::NONE, "б"), Resolution::Unbound);
}

#[test]
fn a_star_goes_on_with_the_note_except_in_sums_and_words() {
    let star = |atoms| does(&default(), Context::Cell, atoms, "*");
    assert_eq!(star(Atoms::NONE.with(Atom::Numeric)), "commit-edit-note");
    assert_eq!(star(Atoms::NONE.with(Atom::Numeric).with(Atom::Expression)), "insert-char");
    assert_eq!(star(Atoms::NONE.with(Atom::Words)), "insert-char");
}

#[test]
fn letters_are_commands_on_every_cell_but_an_empty_note() {
    let words = Atoms::NONE.with(Atom::Words).with(Atom::Blank);
    assert_eq!(does(&default(), Context::Grid, words, "n"), "next-unreported", "a condition, a deed");
    assert_eq!(does(&default(), Context::Grid, words, "т"), "next-unreported");
    for key in ["f2", "e", "\"", "'", "«"] {
        assert_eq!(does(&default(), Context::Grid, words, key), "edit-cell", "{key} begins words");
    }
    let written = Atoms::NONE.with(Atom::Words).with(Atom::Note);
    assert_eq!(does(&default(), Context::Grid, written, "n"), "next-unreported", "a note stands there");
    let note = written.with(Atom::Blank);
    assert_eq!(press(&default(), Context::Grid, note, "п"), run(&[Action::BeginEntry], Some('п'), None));
    assert_eq!(does(&default(), Context::Grid, note, "alt-down"), "next-unreported");
    assert_eq!(does(&vim(), Context::Grid, note, "j"), "down", "in vim a letter stays a command");
}

#[test]
fn a_chord_of_letters_types_none_of_them() {
    let mut resolver = Resolver::default();
    resolver.feed(&vim(), Context::Grid, &Atoms::NONE, Key::char('c'));
    let begun = resolver.feed(&vim(), Context::Grid, &Atoms::NONE, Key::char('c'));
    assert_eq!(begun, run(&[Action::BeginEntry], None, None));
}

#[test]
fn the_choice_takes_digits_and_nothing_is_left_over_after_a_clear() {
    let keymap = default();
    assert_eq!(press(&keymap, Context::Choice, Atoms::NONE, "3"), run(&[Action::AcceptNth], Some('3'), None));
    assert_eq!(does(&keymap, Context::Choice, Atoms::NONE, "0"), "unbound");
    let mut resolver = Resolver::default();
    resolver.feed(&keymap, Context::Outline, &Atoms::NONE, Key::char('g'));
    assert_eq!(resolver.pending(), keys("g"));
    resolver.clear();
    let result = resolver.feed(&keymap, Context::Outline, &Atoms::NONE, Key::char('u'));
    assert_eq!(result, run(&[Action::Undo], Some('u'), None));
}

#[test]
fn leaving_the_program() {
    assert_eq!(does(&vim(), Context::Plans, Atoms::NONE, "q"), "quit");
    assert_eq!(does(&vim(), Context::Outline, Atoms::NONE, "Z Z"), "quit");
    for text in ["ctrl-q", "f10"] {
        assert_eq!(does(&default(), Context::Grid, Atoms::NONE, text), "quit");
    }
    for context in [Context::Plans, Context::Outline, Context::Grid, Context::Dashboard, Context::Evidence] {
        assert_eq!(does(&default(), context, Atoms::NONE, "ctrl-c"), "cancel");
    }
}
