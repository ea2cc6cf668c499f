//! Long texts: folded in place, with line breaks while they are typed, and in the user's external editor.

use std::sync::{Arc, Mutex};

use kvartal::{domain::Subject, keymap::Preset, l10n::Language, ui::Colours};

use crate::stage::{Setting, Stage};

const LONG: &str = "Опитування перенесено на січень, бо відвідувачів у грудні було обмаль через карантин";

fn note(s: &Stage, address: &str) -> String {
    let plan = s.shared.plan.as_ref().unwrap();
    let Subject::Indicator(id) = plan.find(address).unwrap() else { panic!("{address}") };
    plan.fact(id, s.shared.quarter, None).map(|fact| fact.note.clone()).unwrap_or_default()
}

/// A stage with an editor, and the texts that the editor received.
fn with_editor(edit: impl Fn(&str) -> Result<String, String> + 'static) -> (Stage, Arc<Mutex<Vec<String>>>) {
    let given: Arc<Mutex<Vec<String>>> = Arc::default();
    let noted = Arc::clone(&given);
    let mut setting = Setting::new(Language::Uk, (80, 24)).with_sample();
    setting.editor = Box::new(move |text| {
        noted.lock().unwrap().push(text.to_owned());
        edit(text)
    });
    (setting.open(), given)
}

#[test]
fn a_long_text_is_folded_in_its_field_and_the_caret_goes_by_rows() {
    let mut s = Stage::sample(Language::Uk, (60, 24));
    s.keys("/").text("1.1.1.2").keys("enter a").text(LONG);
    insta::assert_snapshot!("long_note_60x24", s.frame());
    let (column, row) = s.cursor();
    s.keys("up");
    assert_eq!(s.cursor(), (column, row - 1));
    s.keys("home").text("Тож ");
    s.keys("enter");
    let stored = note(&s, "1.1.1.2");
    assert!(stored.contains("Тож ") && stored.ends_with("карантин"), "{stored}");
}

#[test]
fn a_line_break_is_put_in_while_typing_and_enter_stores() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("/").text("1.1.1.2").keys("enter a").text("перше").keys("alt-enter").text("друге");
    s.keys("ctrl-j").text("третє");
    let (_, row) = s.cursor();
    s.keys("up up");
    assert_eq!(s.cursor().1, row - 2, "{}", s.frame());
    s.keys("enter");
    assert_eq!(note(&s, "1.1.1.2"), "перше\nдруге\nтретє");
    assert!(s.shared.notice.is_none(), "the line breaks are kept: {}", s.frame());
    // The pane of details shows the lines, and the note is edited again with them.
    s.keys("i");
    assert!(
        s.frame().lines().any(|line| line.trim_end_matches([' ', '│']).ends_with("друге")),
        "{}",
        s.frame()
    );
    s.keys("i a end").text("!").keys("enter");
    assert_eq!(note(&s, "1.1.1.2"), "перше\nдруге\nтретє!");
    // In fact entry a note is folded into rows, too.
    s.keys("g f ctrl-home * ctrl-u")
        .text("раз")
        .keys("ctrl-j")
        .text("два")
        .keys("up")
        .text("!")
        .keys("enter");
    assert_eq!(note(&s, "1.1.1.1"), "раз!\nдва");
}

#[test]
fn a_code_has_no_line_breaks() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("/").text("x").keys("alt-enter").text("y");
    assert!(s.frame().contains("xy"), "{}", s.frame());
}

#[test]
fn f4_and_ctrl_o_open_the_editor_and_enter_stores_what_comes_back() {
    let (mut s, given) = with_editor(|text| Ok(format!("{text}з редактора\u{1b}[31m\nдва")));
    s.keys("g f down * ").text("було ").keys("f4");
    assert_eq!(given.lock().unwrap().last().unwrap(), "було ");
    assert_eq!(note(&s, "1.1.1.2"), "", "nothing is stored before Enter");
    s.keys("enter");
    assert_eq!(note(&s, "1.1.1.2"), "було з редактора[31m\nдва");
    // The editor opens directly from the grid, and from a prompt of the outline.
    s.keys("up f4 esc");
    assert_eq!(note(&s, "1.1.1.2"), "було з редактора[31m\nдва", "Esc drops it");
    s.keys("g o e ctrl-o");
    assert!(given.lock().unwrap().last().unwrap().len() > 10, "the title is given");
    assert!(s.frame().contains("Enter збереже"), "{}", s.frame());
}

#[test]
fn a_failing_editor_says_so_and_the_draft_stays() {
    let (mut s, _) = with_editor(|_| Err("Редактор «x» завершився з кодом 3".to_owned()));
    s.keys("g f down * ").text("чернетка").keys("ctrl-o");
    assert!(s.frame().contains("завершився з кодом 3"), "{}", s.frame());
    s.keys("enter");
    assert_eq!(note(&s, "1.1.1.2"), "чернетка");
}

#[test]
fn ctrl_o_goes_back_along_the_jumps_outside_of_a_text() {
    let (mut s, given) = with_editor(|text| Ok(text.to_owned()));
    s.keys("g f g o ctrl-o");
    assert_eq!(s.screen, kvartal::app::Screen::Facts);
    assert!(given.lock().unwrap().is_empty());
}

#[test]
fn a_cell_of_a_spreadsheet_with_several_lines_is_one_note() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("g f tab").paste("\"раз\nдва\"\nтри\n");
    assert!(s.frame().contains("Вставити 2 значення"), "{}", s.frame());
    s.keys("enter");
    assert_eq!(note(&s, "1.1.1.1"), "раз\nдва");
    assert_eq!(note(&s, "1.1.1.2"), "три");
}

#[test]
fn shift_and_the_arrows_select_and_the_selection_is_cut_copied_and_pasted() {
    for preset in [Preset::Default, Preset::Vim, Preset::Emacs] {
        let mut s = Setting { preset, ..Setting::new(Language::Uk, (80, 24)).with_sample() }.open();
        let [find, edit, copy, cut, paste] = match preset {
            Preset::Emacs => ["ctrl-s", "ctrl-c n", "alt-w", "ctrl-w", "ctrl-y"],
            Preset::Default | Preset::Vim => ["/", "a", "ctrl-c", "ctrl-x", "ctrl-v"],
        };
        s.keys(find).text("1.1.1.2").keys("enter").keys(edit).text("раз два").keys("ctrl-j").text("три");
        // The second row with the break before it.
        s.keys("shift-up shift-end").keys(cut);
        assert!(s.frame().contains("раз два") && !s.frame().contains("три "), "{preset:?}: {}", s.frame());
        s.keys("home")
            .keys(paste)
            .keys("shift-left shift-left shift-left")
            .keys(copy)
            .keys("end")
            .keys(paste);
        s.keys("enter");
        assert_eq!(note(&s, "1.1.1.2"), "трираз дватри", "{preset:?}");
    }
}

#[test]
fn what_is_selected_is_seen_and_a_key_that_types_replaces_it() {
    let mut setting = Setting::new(Language::Uk, (80, 24)).with_sample();
    setting.colours = Colours::Ansi;
    let mut s = setting.open();
    s.keys("/").text("1.1.1.2").keys("enter a").text("раз два");
    let (column, row) = s.cursor();
    s.keys("ctrl-shift-left");
    assert_eq!(s.cursor(), (column - 3, row));
    assert!(s.is_reversed((column - 3, row)) && s.is_reversed((column - 1, row)), "{}", s.frame());
    assert!(!s.is_reversed((column - 4, row)));
    s.text("три").keys("enter");
    assert_eq!(note(&s, "1.1.1.2"), "раз три");
    // In fact entry, too, where Shift and an arrow in a note of one row leaves it with what was typed.
    s.keys("g f ctrl-home * ctrl-u").text("сто").keys("shift-home").text("два").keys("enter");
    assert_eq!(note(&s, "1.1.1.1"), "два");
}

#[test]
fn an_aim_keeps_its_lines_and_a_title_says_that_it_has_one() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("/").text("1.1.1.2").keys("enter left c a ctrl-u").text("перше").keys("alt-enter").text("друге");
    s.paste("\r\nтретє").keys("enter");
    let aim = |s: &Stage| {
        let plan = s.shared.plan.as_ref().unwrap();
        let first = |parent| plan.children(parent).next().unwrap();
        let id = first(Some(first(Some(first(None)))));
        let node = plan.node(id).unwrap();
        (node.title.clone(), node.objective.clone().unwrap_or_default())
    };
    assert_eq!(aim(&s).1, "перше\nдруге\nтретє");
    s.keys("e ctrl-u").text("Назва").keys("alt-enter").text("далі");
    assert!(s.frame().contains("Переноси рядків стануть пробілами"), "{}", s.frame());
    s.keys("enter");
    assert_eq!(aim(&s).0, "Назва далі");
}
