//! Text that nobody sees, and durations of more than a day.

use super::*;

#[test]
fn text_that_nobody_sees_is_told() {
    let white = rust_xlsxwriter::Format::new().set_font_color("#FFFFFF");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let grey = white.clone().set_background_color("#444444");
    sheet.write_with_format(0, 0, "Захід", &grey).unwrap();
    sheet.write_with_format(0, 1, 15, &white).unwrap();
    sheet.write_with_format(0, 2, "8", &rust_xlsxwriter::Format::new().set_font_size(1)).unwrap();
    let plain = rust_xlsxwriter::Format::new();
    sheet.write_rich_string(0, 3, &[(&plain, "7"), (&white, "8")]).unwrap();
    sheet.write_with_format(0, 4, "6", &plain).unwrap();
    let document = read(&book.save_to_buffer().unwrap(), "a.xlsx").unwrap();
    let told: Vec<_> = document.effects().into_iter().map(|told| (told.text, told.reading)).collect();
    let told: Vec<_> = told.iter().map(|(text, reading)| (text.as_str(), reading.as_str())).collect();
    assert_eq!(told, [("[15]", ""), ("[8]", ""), ("7[8]", "7")]);
}

#[test]
fn old_workbooks_have_text_that_nobody_sees_too() {
    // Its height in twentieths of a point, and its colour.
    let font =
        |height: u8, colour: u8| record(0x0031, &[height, 0, 0, 0, colour, 0, 0x90, 1, 0, 0, 0, 0, 0, 0]);
    let style = |font: u8, pattern: u8, ground: u8| {
        record(0x00E0, &[font, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, pattern << 2, ground, 0])
    };
    let fonts = [font(220, 8), font(220, 9), font(20, 8)].concat();
    let styles = [style(0, 0, 0), style(1, 0, 0), style(1, 1, 12), style(2, 0, 0)].concat();
    let texts = record(0x00FC, &[&[0; 8][..], &wide("Сад")].concat());
    let cell = |row: u16| record(0x00FD, &at(row, 0, row, &0_u32.to_le_bytes()));
    let cells: Vec<u8> = (0..4).flat_map(cell).collect();
    let document = read(&old_workbook(&[fonts, styles, texts].concat(), &cells), "план.xls").unwrap();
    let rows: Vec<_> = document.effects().into_iter().map(|told| (told.place.row, told.text)).collect();
    assert_eq!(rows, [(Some(2), "[Сад]".to_owned()), (Some(4), "[Сад]".to_owned())]);
}

#[test]
fn a_duration_of_an_old_workbook_keeps_its_days() {
    let format = record(0x041E, &[&[165, 0][..], &wide("[h]:mm")].concat());
    let style = |format: u8| record(0x00E0, &[0, 0, format, 0, 0, 0, 2]);
    // The built-in format of durations too.
    let more = [format, style(165), style(46)].concat();
    let cells: Vec<u8> =
        (0..2).flat_map(|row| record(0x0203, &at(row, 0, row, &1.5_f64.to_le_bytes()))).collect();
    let document = read(&old_workbook(&more, &cells), "план.xls").unwrap();
    let table = document.tables().next().unwrap();
    let shown: Vec<String> = table.cells().iter().map(Cell::text).collect();
    assert_eq!(shown, ["36:00:00", "36:00:00"]);
    assert!(table.cells().iter().all(|cell| cell.value.is_none()));
}

#[test]
fn a_conditional_format_may_hide_a_figure() {
    let white = rust_xlsxwriter::Format::new().set_font_color("#FFFFFF");
    let red = white.clone().set_background_color("#FF0000");
    let rule = |format: &rust_xlsxwriter::Format, figure: f64| {
        rust_xlsxwriter::ConditionalFormatCell::new()
            .set_rule(rust_xlsxwriter::ConditionalFormatCellRule::EqualTo(figure))
            .set_format(format)
    };
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (col, figure) in [0, 5, 7].into_iter().enumerate() {
        sheet.write(0, u16::try_from(col).unwrap(), figure).unwrap();
    }
    sheet.write(1, 0, 0).unwrap();
    let grey = rust_xlsxwriter::Format::new().set_background_color("#444444");
    sheet.write_with_format(0, 3, 0, &grey).unwrap();
    sheet.add_conditional_format(0, 0, 0, 3, &rule(&white, 0.0)).unwrap();
    // White on red is seen.
    sheet.add_conditional_format(0, 0, 0, 3, &rule(&red, 5.0)).unwrap();
    let document = read(&book.save_to_buffer().unwrap(), "a.xlsx").unwrap();
    let told: Vec<_> = document.effects().into_iter().map(|told| (told.place.column, told.text)).collect();
    assert_eq!(told, [(Some(1), "[0]".to_owned())]);
}
