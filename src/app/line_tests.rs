//! Tests of editing a line of text.

use super::*;

#[test]
fn the_caret_moves_by_what_people_see() {
    let mut line = Line::new("ґанок");
    line.insert('и');
    line.insert('\u{306}');
    assert_eq!(line.text(), "ґанокй");
    line.left();
    line.left();
    line.delete_back();
    assert_eq!(line.text(), "ґанкй");
    assert_eq!(line.split(), ("ґан", "кй"));
}

#[test]
fn words_are_killed_and_undone() {
    let mut line = Line::new("графік платежів зсунуто");
    assert_eq!(line.kill_word_back(), "зсунуто");
    line.word_left();
    assert_eq!(line.kill_to_end(), "платежів ");
    assert!(line.undo() && line.undo() && !line.undo());
    assert_eq!(line.text(), "графік платежів зсунуто");
    assert!(line.redo());
    assert_eq!(line.text(), "графік платежів ");
}

#[test]
fn the_caret_goes_up_and_down_by_rows() {
    let mut line = Line::new("графік платежів\nзсунуто");
    line.set_width(8);
    // графік | платежів | зсунуто
    assert_eq!(line.rows(8).len(), 3);
    assert!(line.by_row(false) && line.by_row(false) && !line.by_row(false));
    assert_eq!(line.split().0, "графік");
    assert!(line.by_row(true));
    assert_eq!(line.split().0, "графік платежі", "the column it began in is kept");
    line.start();
    assert_eq!(line.split().0, "графік ");
    line.end();
    assert_eq!(line.split().0, "графік платежів");
    line.insert_break();
    assert_eq!(line.split(), ("графік платежів\n", "\nзсунуто"));
}

#[test]
fn a_text_from_outside_keeps_its_lines_and_nothing_that_steers() {
    let mut line = Line::new("було");
    assert_eq!(line.take_text("а\r\nб\u{1b}[31m\t\u{202e}в\n\n"), Room::Enough);
    assert_eq!(line.text(), "а\nб[31m в");
    assert_eq!(line.take_text(&"ж".repeat(LONGEST)), Room::None);
    assert!(line.undo());
    assert_eq!(line.text(), "було");
}

#[test]
fn pasted_text_is_data() {
    let mut line = Line::default();
    line.insert_str("а\r\nб\u{1b}[31m\u{202e}");
    assert_eq!(line.text(), "а  б[31m");
}
