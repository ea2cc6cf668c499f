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
    (0..3).for_each(|_| line.undo());
    assert_eq!(line.text(), "графік платежів зсунуто");
    line.redo();
    assert_eq!(line.text(), "графік платежів ");
}

#[test]
fn the_caret_goes_up_and_down_by_rows() {
    let mut line = Line::new("графік платежів\nзсунуто");
    line.set_width(8);
    // графік | платежів | зсунуто
    assert_eq!(line.rows(8).len(), 3);
    let up = [(); 3].map(|()| line.by_row(Direction::Back));
    assert_eq!(up, [Handled::Yes, Handled::Yes, Handled::No]);
    assert_eq!(line.split().0, "графік");
    assert_eq!(line.by_row(Direction::Forward), Handled::Yes);
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
    line.undo();
    assert_eq!(line.text(), "було");
}

#[test]
fn pasted_text_is_data() {
    let mut line = Line::default();
    line.insert_str("а\r\nб\u{1b}[31m\u{202e}");
    assert_eq!(line.text(), "а б[31m");
}

#[test]
fn what_is_selected_is_copied_cut_replaced_and_brought_back_in_one_step() {
    let mut yank = String::new();
    let mut line = Line::new("графік платежів");
    let mut act =
        |line: &mut Line, action| assert_eq!(line.act(action, &mut yank), Handled::Yes, "{action:?}");
    act(&mut line, Action::SelectWordLeft);
    assert_eq!(line.selection(), Some(13..line.text().len()));
    act(&mut line, Action::CopyText);
    assert_eq!((line.selection(), line.text()), (None, "графік платежів"));
    act(&mut line, Action::CaretStart);
    act(&mut line, Action::Yank);
    act(&mut line, Action::SelectStart);
    act(&mut line, Action::CutText);
    assert_eq!(line.text(), "графік платежів");
    // A typed letter takes the place of a selection, and both are one step of undo.
    act(&mut line, Action::SelectRight);
    act(&mut line, Action::SelectRight);
    line.insert('х');
    assert_eq!((line.text(), line.selection()), ("хафік платежів", None));
    act(&mut line, Action::TextUndo);
    assert_eq!(line.text(), "графік платежів");
    // An arrow without Shift ends the selection at its side.
    act(&mut line, Action::CaretStart);
    act(&mut line, Action::SelectEnd);
    act(&mut line, Action::CaretLeft);
    assert_eq!((line.selection(), line.split().0), (None, ""));
    act(&mut line, Action::SelectEnd);
    act(&mut line, Action::DeleteBack);
    assert_eq!(line.text(), "");
    assert_eq!(line.act(Action::CopyText, &mut String::new()), Handled::No, "nothing is selected");
}

#[test]
fn a_line_keeps_the_breaks_of_what_is_inserted_where_it_may() {
    let mut line = Line::new("");
    line.keep_breaks(true);
    line.insert_str("раз\r\nдва\rтри\tчотири");
    assert_eq!(line.text(), "раз\nдва\nтри чотири");
    let mut line = Line::new("");
    line.insert_str("раз\r\nдва");
    assert_eq!(line.text(), "раз два");
}
