//! Tests of exporting tables of figures.

use super::{
    export::{TableFormat, lines},
    table::{FigureCell, FigureName, FigureRow, FigureStanding, FigureTable},
};
use crate::l10n::{L10n, Language};

/// A table with texts that would be markup, a formula, or a field separator.
fn table() -> FigureTable {
    let row = |name: &str, owed, done| {
        let cells = vec![FigureCell::Count(owed), FigureCell::Count(done)];
        FigureRow::new(FigureName::Words(name.to_owned()), cells, FigureStanding::default())
    };
    FigureTable {
        heading: vec![FigureName::Message("figures-trend"), FigureName::Words("<b>|a".to_owned())],
        first: Some(FigureName::Message("dash-goal")),
        columns: vec![FigureName::Message("figures-owed"), FigureName::Message("figures-done")],
        rows: vec![row("=HYPERLINK(\"x\"),1", 10, 4), row("a|b\tc <script>&", 5, 5)],
        bar: Some((0, 1)),
    }
}

#[test]
fn text_is_data_in_every_format() {
    let l10n = L10n::new(Language::En);
    let markdown = TableFormat::Markdown.write(&table(), &l10n);
    assert!(markdown.contains("| a\\|b\tc \\<script\\>& | 5 | 5 |"), "{markdown}");
    assert!(markdown.starts_with("## Trend › \\<b\\>\\|a\n\n| goal |"), "{markdown}");
    let csv = TableFormat::Csv.write(&table(), &l10n);
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\"),1\",10,4\r\n"), "{csv}");
    let svg = TableFormat::Svg.write(&table(), &l10n);
    assert!(svg.contains("&lt;script&gt;&amp;"), "{svg}");
    assert!(!svg.contains("<script>"), "{svg}");
    // The longest bar is filled to four tenths; the other has half the length and is full.
    assert!(svg.contains("width=\"200\"") && svg.contains("width=\"80\""), "{svg}");
    assert_eq!(svg.matches("width=\"100\"").count(), 2, "{svg}");
    let lines = lines(&table(), &l10n);
    assert_eq!(lines.lines().map(|line| line.matches('\t').count()).collect::<Vec<_>>(), [2, 2, 2]);
}

#[test]
fn the_ending_of_a_file_is_its_format() {
    assert_eq!(TableFormat::of_file("a/табло.MD"), Some(TableFormat::Markdown));
    assert_eq!(TableFormat::of_file("табло.svg"), Some(TableFormat::Svg));
    assert_eq!(TableFormat::of_file("табло.docx"), None);
    assert_eq!(TableFormat::of_file("табло"), None);
}

#[test]
fn a_difference_has_its_sign() {
    let l10n = L10n::new(Language::Uk);
    let words = |by: i64| FigureCell::Change(Some(by.into())).words(&l10n);
    assert_eq!([words(5), words(0), words(-7)], ["+5", "0", "−7"]);
}
