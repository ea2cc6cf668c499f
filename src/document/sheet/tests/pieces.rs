//! Texts of old workbooks in pieces of different fonts.

use super::*;

/// A font: struck out where 8 is in its look, raised where its position is 1.
fn font(look: u8, position: u8) -> Vec<u8> {
    record(0x0031, &[220, 0, look, 0, 0, 0, 0x90, 1, position, 0, 0, 0, 0, 0])
}

/// A text with one further piece of another font.
fn pieced(text: &str, begin: u8, font: u8) -> Vec<u8> {
    let plain = wide(text);
    let (length, units) = (&plain[..2], &plain[3..]);
    [length, &[9, 1, 0], units, &[begin, 0, font, 0]].concat()
}

#[test]
fn pieces_of_a_text_that_are_struck_or_raised_do_not_count() {
    let texts = [pieced("56", 1, 1), pieced("51", 1, 2), pieced("Сад", 1, 3)].concat();
    let whole =
        [font(0, 0), font(8, 0), font(0, 1), font(0, 0), record(0x00FC, &[&[0; 8][..], &texts].concat())];
    let cell = |row: u16| record(0x00FD, &at(row, 0, 0, &u32::from(row).to_le_bytes()));
    let bytes = old_workbook(&whole.concat(), &[cell(0), cell(1), cell(2)].concat());
    let document = read(&bytes, "план.xls").unwrap();
    let shown: Vec<(String, String)> =
        document.effects().into_iter().map(|effects| (effects.text, effects.reading)).collect();
    let pair = |text: &str, reading: &str| (text.to_owned(), reading.to_owned());
    assert_eq!(shown, [pair("5~~6~~", "5"), pair("5¹", "5")]);
}
