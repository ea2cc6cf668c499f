//! The height of a text in a column. A sheet has to give the heights of its rows, because no program calculates
//! them for merged cells.
//!
//! Widths are those of Times New Roman in thousandths of its size, by groups of letters. The estimate is slightly
//! too large.

/// The gap to the left and right of a cell's text, in twentieths of a point.
const PADDING: u32 = 90;

/// The height of a text in points.
pub(super) fn height(text: &str, size: f64, bold: bool, width: u32) -> f64 {
    let room = f64::from(width.saturating_sub(PADDING).max(100)) / 20.0 / size * 1000.0;
    let wider = if bold { 1.1 } else { 1.02 };
    let lines: u32 = text.split('\n').map(|line| lines(line, room / wider)).sum();
    // A line of 10 points is 12.75 high in Excel, and 11.5 in LibreOffice.
    f64::from(lines) * size * 1.27 + 2.0
}

/// Into how many lines a paragraph is broken.
fn lines(text: &str, room: f64) -> u32 {
    let (mut lines, mut used) = (1, 0.0);
    for word in text.split_inclusive([' ', '-']) {
        let whole: f64 = word.chars().map(letter).sum();
        let seen: f64 = word.trim_end().chars().map(letter).sum();
        if used + seen > room && used > 0.0 {
            lines += 1;
            used = 0.0;
        }
        used += whole;
        // A word longer than a line is broken anywhere.
        while used > room && seen > room {
            lines += 1;
            used -= room;
        }
    }
    lines
}

fn letter(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 't' | 'і' | 'ї' | ' ' | '.' | ',' | ':' | ';' | '/' | '\'' | '’' | '|' => 280.0,
        'f' | 'r' | 's' | '-' | '(' | ')' | '[' | ']' | 'I' | 'І' | 'Ї' => 370.0,
        'a' | 'c' | 'e' | 'z' | 'а' | 'г' | 'ґ' | 'е' | 'є' | 'з' | 'с' | 'т' | 'ь' | 'я' => 450.0,
        'м' | 'ф' | 'ж' => 690.0,
        'm' | 'w' | 'ш' | 'щ' | 'ю' => 780.0,
        'Ж' | 'Ш' | 'Щ' | 'Ю' | 'М' | 'M' | 'W' | '—' | '…' | '№' => 1000.0,
        c if c.is_uppercase() => 720.0,
        c if c.is_ascii() || ('\u{400}'..'\u{530}').contains(&c) => 525.0,
        _ => 600.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::formatting::mm;

    #[test]
    fn a_long_text_is_broken_into_lines() {
        let text = "Проведення правопросвітницьких заходів щодо важливих змін у законодавстві";
        let one = height("1", 10.0, false, mm(11));
        assert!((one - 14.7).abs() < 0.01);
        assert!((height(text, 10.0, false, mm(250)) - one).abs() < 0.01, "one line over the page");
        assert!((height(text, 10.0, false, mm(60)) - 40.1).abs() < 0.01, "three lines in 60 mm");
        assert!(height(&"я".repeat(500), 10.0, true, mm(20)) > 500.0, "a word without a gap is broken too");
        assert!(height("x", 10.0, false, 0) < 100.0);
    }
}
