//! The marks as they are written, and after people have edited the file.

use super::*;

/// The spans of the cells that cover several places. In a row, a capital letter is a text that continues below, any
/// other letter or digit a text, `|` and `!` a place covered from above, `<` one covered from the left, `o` a blank
/// cell that covers several places, and a space a blank; `*` after the first place begins the table.
fn merged(rows: &[&str]) -> Vec<(usize, usize, usize, usize)> {
    let (mut places, mut cells) = (Places::default(), Vec::new());
    for (row, text) in rows.iter().enumerate() {
        let signed = text.get(1..2) == Some("*");
        for (col, c) in text.chars().filter(|c| *c != '*').enumerate() {
            let mut place = match c {
                '|' => spaces(2),
                '!' => spaces(3),
                '<' => spaces(4),
                'o' => spaces(6),
                ' ' => String::new(),
                c if c.is_uppercase() => format!("{c}\u{a0}\u{a0}"),
                c => c.to_string(),
            };
            if signed && col == 0 {
                place.push_str(&signature());
            }
            let text = places.add(row, col, &place);
            assert!(text.trim().is_empty() || !text.contains(NBSP), "{text:?}");
            if !text.trim().is_empty() {
                cells.push(Cell::new(row, col));
            }
        }
    }
    places.merge(&mut cells);
    cells.retain(goes_on);
    cells.iter().map(|cell| (cell.row, cell.col, cell.rowspan, cell.colspan)).collect()
}

#[test]
fn cells_cover_what_is_marked() {
    assert_eq!(merged(&["A*<b", "||c", "!!d"]), [(0, 0, 3, 2)]);
    assert_eq!(merged(&["t  ", "A*bo", "|C|", "d|!"]), [(1, 0, 2, 1), (2, 1, 2, 1), (1, 2, 3, 1)]);
    assert_eq!(merged(&["o*<a", "||b"]), [(0, 0, 2, 2)]);
    assert_eq!(merged(&[" *A", "b|"]), [(0, 1, 2, 1)]);
    assert_eq!(merged(&["a*<<", "bcd"]), [(0, 0, 1, 3)]);
}

#[test]
fn a_number_goes_on_as_far_as_a_text_beside_it() {
    assert_eq!(merged(&["5*A", "||"]), [(0, 0, 2, 1), (0, 1, 2, 1)]);
    assert_eq!(merged(&["5*a", "|b"]), []);
    let [text, number] = [Cell::new(0, 0).with_text("захід"), Cell::new(0, 1).with_text("5")];
    let [text, number] = [text.spanning(2, 1), number.spanning(2, 1)];
    assert_eq!(begun(&number, "5", &[text.clone(), number.clone()]), "5");
    assert_eq!(begun(&number, "5", std::slice::from_ref(&number)), "5\u{a0}\u{a0}");
    assert_eq!(begun(&text, "захід\u{a0}", &[]), "захід\u{a0}\u{a0}");
}

#[test]
fn marks_of_others_mean_nothing() {
    assert_eq!(merged(&["aB", "|c", "d|"]), []);
    // Above the table that is signed.
    assert_eq!(merged(&["aB", "|*c", "d|"]), []);
    assert_eq!(merged(&["aB", "c|", "d*E", "f|"]), [(2, 1, 2, 1)]);
}

#[test]
fn a_table_whose_marks_do_not_fit_has_none() {
    let cases: [&[&str]; 9] = [
        // A row with its own text was inserted inside a cell.
        &["a*B", "cd", "e|"],
        &["a*B", "c|", "de", "f!"],
        // The row where a cell begins was removed.
        &["a*b", "c|"],
        &["a*B", "c|", "e|"],
        // A text was typed over a part of a cell.
        &["A*<b", "|cd"],
        &["a*B", "c5", "d!"],
        // No cell continues below.
        &["a* <", "bcd"],
        &["a*b", "c<", "|<"],
        &["a*b", "C ", "d|"],
    ];
    for rows in cases {
        assert_eq!(merged(rows), [], "{rows:?}");
    }
}

#[test]
fn people_may_add_blanks_cut_rows_and_type_over() {
    assert_eq!(merged(&["a*B", "c ", "d|"]), [(0, 1, 3, 1)]);
    assert_eq!(merged(&["a*B", "c|", "d ", "e!"]), [(0, 1, 4, 1)]);
    assert_eq!(merged(&["a*B", "c!"]), [(0, 1, 2, 1)]);
    assert_eq!(merged(&["a*B", "c|", "d5"]), [(0, 1, 2, 1)]);
    // A number over a blank that continues, beside a text with a mark.
    assert_eq!(merged(&["A*5", "||"]), [(0, 0, 2, 1), (0, 1, 2, 1)]);
}

#[test]
fn a_table_that_fails_leaves_the_others() {
    assert_eq!(merged(&["a*b", "c!", "a*B", "c|"]), [(2, 1, 2, 1)]);
}

#[test]
fn a_sheet_that_took_in_a_table_with_marks_is_merged() {
    let texts = [("Ціль\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}", 0, 0), ("\u{a0}\u{a0}\u{a0}\u{a0}", 0, 1)];
    let body = [("Захід\u{a0}\u{a0}", 1, 0), ("5", 1, 1), ("\u{a0}\u{a0}", 2, 0), ("6", 2, 1)];
    let all = texts.into_iter().chain(body);
    let mut cells: Vec<Cell> = all.map(|(text, row, col)| Cell::new(row, col).with_text(text)).collect();
    let mut foreign = cells.split_off(1);
    cells.extend(foreign.iter().cloned());
    restore(&mut cells);
    let read: Vec<_> = cells.iter().map(|cell| (cell.text(), cell.rowspan, cell.colspan)).collect();
    let expected = [("Ціль", 1, 2), ("Захід", 2, 1), ("5", 1, 1), ("6", 1, 1)];
    assert_eq!(read, expected.map(|(text, down, across)| (text.to_owned(), down, across)));
    restore(&mut foreign);
    assert_eq!(
        foreign.iter().map(|cell| (cell.row, cell.rowspan)).collect::<Vec<_>>(),
        [(1, 1), (1, 1), (2, 1)]
    );
}
