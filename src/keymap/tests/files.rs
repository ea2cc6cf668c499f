//! Tests of a user's keymap file, and of all errors in it.

use super::super::problem::ProblemKind;
use super::super::{Atoms, Context, Keymap, KeymapSource, Preset};
use super::does;

fn load(text: &str) -> super::super::Loaded {
    Keymap::load(Preset::Default, Some(KeymapSource { name: "keymap.toml", text }))
}

fn outline(text: &str, keys: &str) -> String {
    let loaded = load(text);
    assert_eq!(loaded.problems, []);
    does(&loaded.keymap, Context::Outline, Atoms::NONE, keys)
}

#[test]
fn a_line_of_the_user_goes_over_the_keymap_and_the_rest_stays() {
    let text = "[outline]\n\"n\" = \"delete\"\n";
    assert_eq!(outline(text, "n"), "delete");
    assert_eq!(outline(text, "N"), "new-child");
    assert_eq!(outline("[outline]\n\"n\" = \"noop\"\n", "n"), "ignored");
    assert_eq!(outline("[outline]\n\"n\" = [\"down\", \"details\"]\n", "n"), "down details");
}

#[test]
fn a_key_over_a_chord_and_a_chord_over_a_key() {
    assert_eq!(outline("[outline]\n\"l\" = \"expand\"\n", "l"), "expand");
    assert_eq!(outline("[outline]\n\"n x\" = \"expand\"\n", "n"), "pending");
    assert_eq!(outline("[outline]\n\"g\" = \"expand\"\n", "g"), "expand", "over the chords of global too");
    assert_eq!(
        outline("[global]\n\"g\" = \"up\"\n", "g u"),
        "next-unreported",
        "a chord of the context first"
    );
}

#[test]
fn the_file_names_its_base() {
    let vim = load("name = \"mine\"\ninherit = \"vim\"\n[outline]\n\"Y\" = \"first\"\n").keymap;
    assert_eq!(vim.name(), "mine");
    assert_eq!(does(&vim, Context::Outline, Atoms::NONE, "j"), "down");
    assert_eq!(does(&vim, Context::Outline, Atoms::NONE, "Y"), "first");
    assert!(vim.counts_in(Context::Outline));
    let bare = load("inherit = \"\"\n[outline]\n\"j\" = \"down\"\n").keymap;
    assert_eq!(does(&bare, Context::Outline, Atoms::NONE, "j"), "down");
    assert_eq!(does(&bare, Context::Outline, Atoms::NONE, "up"), "unbound");
    assert_eq!(load("").keymap.name(), "default");
    assert_eq!(Keymap::builtin(Preset::Vim).name(), "vim");
}

#[test]
fn vim_forgets_the_letters_of_default_and_keeps_the_rest() {
    let vim = Keymap::builtin(Preset::Vim);
    let does = |context, keys| does(&vim, context, Atoms::NONE, keys);
    assert_eq!(does(Context::Outline, "e"), "unbound");
    assert_eq!(does(Context::Outline, "f2"), "edit-title");
    assert_eq!(does(Context::Outline, "alt-up"), "move-up");
    assert_eq!(does(Context::Outline, "g p"), "goto-plans");
    assert_eq!(does(Context::Grid, "d"), "pending");
}

const BAD: &str = r#"name = 5
inherit = "vmi"
conts = ["outline"]
counts = ["outlin"]

[outlne]
"x" = "delete"

[outline]
"a" = "next-unreportd"
"entre" = "details"
"ctrl+x" = "details"
"b" = "fill-down"
"c" = [{ when = "foldet", action = "expand" }]
"d" = [{ when = "leaf ||", action = "expand" }, { action = "xpand" }]
"e" = [{ whn = "leaf", action = "expand" }]
"f" = [{ when = "leaf" }]
"h" = []
"i" = 7
"j x" = "up"
"j" = "down"
"k" = "last"
"m" = "first" "last"
"n" = "first"
"#;

#[test]
fn all_bad_lines_are_reported_at_once_and_the_good_ones_count() {
    let loaded = load(BAD);
    let said: Vec<(usize, &str, Option<&str>)> =
        loaded.problems.iter().map(|p| (p.line, p.kind.message(), p.kind.suggestion())).collect();
    assert_eq!(
        said,
        [
            (1, "keymap-wrong-type", None),
            (2, "keymap-unknown-base", Some("vim")),
            (3, "keymap-unknown-name", Some("counts")),
            (4, "keymap-unknown-name", Some("outline")),
            (6, "keymap-unknown-name", Some("outline")),
            (10, "keymap-unknown-action", Some("next-unreported")),
            (11, "keymap-unknown-key", Some("enter")),
            (12, "keymap-unknown-key", Some("ctrl-x")),
            (13, "keymap-not-here", None),
            (14, "keymap-unknown-atom", Some("folded")),
            (15, "keymap-condition-incomplete", None),
            (15, "keymap-unknown-action", Some("expand")),
            (16, "keymap-unknown-rule-word", None),
            (17, "keymap-no-action", None),
            (18, "keymap-no-action", None),
            (19, "keymap-wrong-type", None),
            (21, "keymap-clash", None),
            (23, "keymap-syntax", None),
        ]
    );
    assert!(loaded.problems.iter().all(|problem| problem.file == "keymap.toml"));
    let does = |keys| does(&loaded.keymap, Context::Outline, Atoms::NONE, keys);
    assert_eq!(does("k"), "last");
    assert_eq!(does("j x"), "up");
    assert_eq!(does("n"), "first");
    assert_eq!(does("a"), "edit-note", "the line below stays where the user's is bad");
}

#[test]
fn a_clash_names_both_lines() {
    let kind =
        load(BAD).problems.into_iter().map(|p| p.kind).find(|kind| matches!(kind, ProblemKind::Clash { .. }));
    let args = kind.map(|kind| kind.args());
    assert_eq!(args, Some(vec![("keys", "j".to_owned()), ("line", "20".to_owned())]));
}

#[test]
fn a_key_written_twice_and_a_file_that_is_no_toml_at_all() {
    let twice = load("[outline]\n\"a\" = \"up\"\n\"a\" = \"down\"\n\"G\" = \"up\"\n\"shift-g\" = \"down\"\n");
    let said: Vec<(usize, &str)> = twice.problems.iter().map(|p| (p.line, p.kind.message())).collect();
    assert_eq!(said, [(3, "keymap-syntax"), (5, "keymap-clash")]);
    let noise = load("\u{1}\u{2}]]]] = = \"\n'''\n");
    assert!(!noise.problems.is_empty());
    assert_eq!(does(&noise.keymap, Context::Outline, Atoms::NONE, "u"), "undo");
}

#[test]
fn every_kind_of_problem_has_its_message() {
    for problem in load(BAD).problems {
        assert!(ProblemKind::MESSAGES.contains(&problem.kind.message()));
    }
}

#[test]
fn a_slip_of_toml_hides_no_other_bad_line() {
    let text = "[outline]\n\"a\" = \"up\n\"nokey-x\" = \"down\"\n\"b\" = \"no-such-action\"\n\"c\" = [\"up\"\n\n[nowhere]\n\
                \"d\" = \"up\"\n[plans]\n\"e\" = \"fold-level-1\"\n";
    let loaded = load(text);
    let lines: Vec<usize> = loaded.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 7, 10], "{:?}", loaded.problems);
}
