//! Exports a table as Markdown, CSV, SVG, or lines for the clipboard. Text is escaped in each of them.

use super::table::{FigureRow, FigureTable};
use crate::l10n::L10n;

/// A file format for tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// A Markdown table.
    Markdown,
    /// Comma-separated values.
    Csv,
    /// A bar chart.
    Svg,
}

impl TableFormat {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Csv, Self::Svg];

    /// The file name extension.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Svg => "svg",
        }
    }

    /// The format for a file name's extension.
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Self::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }

    /// The table in this format.
    pub fn write(self, table: &FigureTable, l10n: &L10n) -> String {
        match self {
            Self::Markdown => markdown(table, l10n),
            Self::Csv => csv(table, l10n),
            Self::Svg => svg(table, l10n),
        }
    }
}

fn row(row: &FigureRow, l10n: &L10n) -> Vec<String> {
    let cells = row.cells.iter().map(|cell| cell.words(l10n));
    std::iter::once(row.full_name(l10n)).chain(cells).collect()
}

/// Lines with fields separated by tabs, which a spreadsheet accepts when pasted.
pub fn lines(table: &FigureTable, l10n: &L10n) -> String {
    let field = |text: String| text.replace(['\t', '\n', '\r'], " ").replace('\u{a0}', " ");
    let line = |fields: Vec<String>| fields.into_iter().map(field).collect::<Vec<_>>().join("\t") + "\n";
    let rows = table.rows.iter().map(|own| line(row(own, l10n)));
    std::iter::once(line(table.headings(l10n))).chain(rows).collect()
}

fn markdown(table: &FigureTable, l10n: &L10n) -> String {
    let field = |text: &String| {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\n' | '\r' => out.push(' '),
                '|' | '\\' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' => out.extend(['\\', c]),
                c => out.push(c),
            }
        }
        out
    };
    let line =
        |fields: &[String]| format!("| {} |\n", fields.iter().map(field).collect::<Vec<_>>().join(" | "));
    let mut out = format!("## {}\n\n", field(&table.title(l10n)));
    let headings = table.headings(l10n);
    out.push_str(&line(&headings));
    let sides = headings.iter().enumerate().map(|(at, _)| if at == 0 { " --- |" } else { " ---: |" });
    out.push('|');
    out.extend(sides);
    out.push('\n');
    table.rows.iter().for_each(|own| out.push_str(&line(&row(own, l10n))));
    out
}

fn csv(table: &FigureTable, l10n: &L10n) -> String {
    let field = |text: &String| {
        let text = crate::text::formula::unlike_formula(text).replace('\u{a0}', " ");
        if text.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let line = |fields: &[String]| fields.iter().map(field).collect::<Vec<_>>().join(",") + "\r\n";
    let rows = table.rows.iter().map(|own| line(&row(own, l10n)));
    std::iter::once(line(&table.headings(l10n))).chain(rows).collect()
}

/// The height of a line, the width of a letter, and the width of a full bar, in pixels.
const LINE: usize = 24;
const LETTER: usize = 8;
const BAR: usize = 200;

fn svg(table: &FigureTable, l10n: &L10n) -> String {
    let rows: Vec<Vec<String>> =
        std::iter::once(table.headings(l10n)).chain(table.rows.iter().map(|own| row(own, l10n))).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let width = |at: usize| {
        let longest = rows.iter().filter_map(|row| row.get(at)).map(|text| text.chars().count()).max();
        longest.unwrap_or(0).min(80) * LETTER + 2 * LETTER
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let names = widths.first().copied().unwrap_or(0);
    let whole = widths.iter().sum::<usize>() + if table.bar.is_some() { BAR + 2 * LETTER } else { 0 };
    let height = (rows.len() + 2) * LINE;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"{height}\" font-family=\"sans-serif\" \
         font-size=\"13\" fill=\"#1a1a1a\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
    );
    out.push_str(&text(LETTER, LINE, "start", "bold", &table.title(l10n)));
    for (line, fields) in rows.iter().enumerate() {
        let y = (line + 2) * LINE;
        let weight = if line == 0 || table.rows.get(line - 1).is_some_and(|row| row.total) {
            "bold"
        } else {
            "normal"
        };
        let mut x = names;
        for (at, field) in fields.iter().enumerate() {
            if at == 0 {
                out.push_str(&text(LETTER, y, "start", weight, field));
                continue;
            }
            x += widths.get(at).copied().unwrap_or(0);
            out.push_str(&text(x - LETTER, y, "end", weight, field));
        }
        if let Some(part) =
            line.checked_sub(1).and_then(|at| table.rows.get(at)).and_then(|row| share(table, row))
        {
            out.push_str(&bar(x + LETTER, y, part));
        }
    }
    out.push_str("</svg>\n");
    out
}

/// The length of a row's bar and of its done part, in thousandths of the longest bar.
pub fn share(table: &FigureTable, row: &FigureRow) -> Option<(usize, usize)> {
    let (whole, part) = table.bar?;
    let count = |row: &FigureRow, at: usize| match row.cells.get(at) {
        Some(super::table::FigureCell::Count(count)) => usize::try_from(*count).unwrap_or(usize::MAX),
        _ => 0,
    };
    // A total row does not count as the longest bar, because it would make all others short.
    let longest = table.rows.iter().filter(|row| !row.total).map(|row| count(row, whole)).max().unwrap_or(0);
    let (owed, done) = (count(row, whole), count(row, part));
    (longest > 0 && owed > 0 && !row.total)
        .then(|| (owed.min(longest) * 1000 / longest, done.min(owed) * 1000 / longest))
}

fn bar(x: usize, y: usize, (owed, done): (usize, usize)) -> String {
    let (owed, done, top, high) = (owed * BAR / 1000, done * BAR / 1000, y - LINE / 2 - 2, LINE / 2 + 4);
    format!(
        "<rect x=\"{x}\" y=\"{top}\" width=\"{owed}\" height=\"{high}\" fill=\"#d9d9d9\"/>\n\
         <rect x=\"{x}\" y=\"{top}\" width=\"{done}\" height=\"{high}\" fill=\"#00734f\"/>\n"
    )
}

fn text(x: usize, y: usize, anchor: &str, weight: &str, words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in crate::text::safe::harmless(words).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-weight=\"{weight}\">{safe}</text>\n")
}
