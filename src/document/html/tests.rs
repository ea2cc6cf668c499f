//! Pages that were made up for these tests.

use encoding_rs::{KOI8_U, WINDOWS_1251};
use proptest::prelude::*;

use super::*;
use crate::document::{Align, Paragraph, Table};

fn document(page: &str) -> Document {
    read(page.as_bytes(), "план.xls").unwrap()
}

fn table(page: &str) -> Table {
    document(page).tables().next().cloned().unwrap()
}

fn lines(document: &Document) -> Vec<String> {
    document.paragraphs().map(Paragraph::labelled_text).collect()
}

fn at(table: &Table, row: usize, col: usize) -> String {
    table.cell_at(row, col).unwrap().text()
}

#[test]
fn spans_make_the_grid() {
    let table = table(
        "<table><thead><tr><th rowspan=2>п/п<th rowspan=2>Захід<th colspan=2>Значення</tr><tr><th>План<th>Факт</thead>\
         <tr><td colspan=4><b>1. Ціль</b></td></tr><tr><td rowspan=99>1<td>Сад<td>2<td>3<tr><td>Ліс</table>",
    );
    assert_eq!((table.rows(), table.columns(), table.header_rows), (5, 4, 2));
    assert_eq!([at(&table, 1, 0), at(&table, 1, 2), at(&table, 1, 3)], ["п/п", "План", "Факт"]);
    assert!(table.cell_at(2, 3).unwrap().paragraphs().next().unwrap().is_bold());
    assert_eq!((at(&table, 4, 0), at(&table, 4, 1), table.cell_at(4, 2)), ("1".into(), "Ліс".into(), None));
    assert_eq!(table.cell_at(3, 0).unwrap().rowspan, 2);
}

#[test]
fn a_cell_has_paragraphs_lines_and_lists() {
    let table = table(
        "<table><tr><td> Захід&nbsp;1.1.1<br>- 08.11.2023 захід<p>Бюро:</p>\n<ul><li>лекція<li>коло</ul>\
         <ol start=3><li>третє</ol></td><td><table><tr><td>внутрішня</table>далі</td></tr></table>",
    );
    let cell = table.cell_at(0, 0).unwrap();
    let found: Vec<String> = cell.paragraphs().map(Paragraph::labelled_text).collect();
    assert_eq!(found, ["Захід\u{a0}1.1.1\n- 08.11.2023 захід", "Бюро:", "- лекція", "- коло", "3. третє"]);
    assert_eq!(at(&table, 0, 1), "внутрішня\nдалі");
    assert_eq!(table.columns(), 2);
}

#[test]
fn what_is_not_on_the_page_is_left_out() {
    let document = document(
        "<!DOCTYPE html><head><title>Назва</title><style>td{color:red}</style><script>if (a<b) {}</script></head>\
         <body><h1 align=center>Звіт <i>Вербодільського</i>\n центру</h1><!-- нічого --><p>Т&#1077;кст &lt;b&gt;<p>кінець",
    );
    assert_eq!(lines(&document), ["Звіт Вербодільського центру", "Текст <b>", "кінець"]);
    let title = document.paragraphs().next().unwrap();
    assert_eq!((title.align, title.runs.len(), title.runs[1].italic), (Some(Align::Center), 3, true));
}

#[test]
fn the_encoding_is_the_mark_the_declared_one_or_found() {
    let page = |head: &str| format!("<html>{head}<p>Їжаки ґречні, єдність і згода");
    let text = |bytes: &[u8]| lines(&read(bytes, "").unwrap());
    let expected = ["Їжаки ґречні, єдність і згода"];
    let declared = page("<meta http-equiv=Content-Type content='text/html; charset=KOI8-U'>");
    assert_eq!(text(&KOI8_U.encode(&declared).0), expected);
    assert_eq!(text(&WINDOWS_1251.encode(&page("")).0), expected);
    // The declaration is wrong.
    assert_eq!(text(&WINDOWS_1251.encode(&page("<meta charset=utf-8>")).0), expected);
    assert_eq!(text(page("<meta charset=windows-1251>").as_bytes()), expected);
}

#[test]
fn what_is_named_by_numbers_steers_no_terminal() {
    assert_eq!(lines(&document("<html><p>a&#27;[31mb&#10;c")), ["a\u{fffd}[31mb c"]);
}

#[test]
fn bounds_are_kept() {
    let bound = |page: String| blocks(&page).err();
    assert_eq!(bound("<table><tr><td>".repeat(65)), Some(Bound::Depth));
    assert_eq!(bound(format!("<table>{}", "<tr>".repeat(Bound::Rows.limit() + 1))), Some(Bound::Rows));
    assert_eq!(bound(format!("<table><tr>{}", "<td>".repeat(257))), Some(Bound::Columns));
    assert_eq!(bound(format!("<table>{}", "<tr><td rowspan=0>".repeat(200))), None);
    assert_eq!(bound(format!("<table>{}", "<tr><td rowspan=0><td>".repeat(256))), Some(Bound::Columns));
    assert_eq!(bound("<p>а".repeat(250_001)), Some(Bound::Lines));
    assert_eq!(bound("<table><tr><td colspan=99999999999999999999>а".to_owned()), None);
}

proptest! {
    #[test]
    fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes, "");
    }

    #[test]
    fn tags_in_any_order_are_read(
        tags in prop::collection::vec(
            prop::sample::select(vec![
                "<table>", "</table>", "<tr>", "</tr>", "<td rowspan=3>", "<td colspan=2>", "</td>", "<th>", "<thead>",
                "</thead>", "<p>", "</p>", "<br>", "<li>", "<ul>", "</ul>", "<b>", "</b>", "<pre>", " а ", "<script>",
                "</script>", "<title>", "&#0;", "<",
            ]),
            0..60,
        )
    ) {
        let document = document(&tags.concat());
        prop_assert!(document.all_tables().iter().all(|table| table.rows() > 0));
    }
}

#[test]
fn classes_and_attributes_strike_out_and_hide() {
    let page = "<style>.x{text-decoration:line-through}</style><table><tr><td><span class='x'>5</span>6</td>\
        <td>5<span hidden>1</span></td><td>5<span style='visibility:hidden'>1</span></td>\
        <td><p style='text-decoration: line-through'>5<p>6</td><td><div class=x>5</div>6</td>\
        <td><span class=x><span class=x>1</span>2<span>3</span></span>4</td></tr></table>";
    let document = read(page.as_bytes(), "a.html").unwrap().counted().unwrap();
    let table = document.tables().next().unwrap();
    let texts: Vec<String> =
        table.cells().iter().map(|cell| cell.paragraphs().map(Paragraph::text).collect()).collect();
    assert_eq!(texts, ["6", "5", "5", "6", "6", "4"]);
}
