//! Lists on standard output: a table or plain lines for people; CSV, Markdown or JSON for programs.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use comfy_table::{CellAlignment, ContentArrangement};
use serde::Serialize;

use super::{args::Format, plain, words::Words};
use crate::{
    domain::Status,
    text::{
        formula::unlike_formula,
        safe::{harmless, is_bidi_control},
    },
};

/// A list with headings. Its texts may come from anywhere and are made harmless when printed.
pub(super) struct Table {
    headings: Vec<String>,
    /// The headings where signs do not help: words only.
    spoken: Vec<String>,
    /// The headings for programs, the same in every language.
    fixed: Vec<String>,
    numeric: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table with these columns `cli-col-*`: people get their messages as headings, programs their names.
    pub fn new<'a>(words: &Words, columns: impl IntoIterator<Item = &'a str>) -> Self {
        let columns: Vec<&str> = columns.into_iter().collect();
        let fixed: Vec<String> =
            columns.iter().map(|id| id.trim_start_matches("cli-col-").replace('-', "_")).collect();
        let headings = columns.iter().map(|id| words.say(id)).collect();
        let spoken = columns.iter().zip(&fixed).map(|(id, name)| spoken(words, id, name)).collect();
        Self { numeric: vec![false; columns.len()], headings, spoken, fixed, rows: Vec::new() }
    }

    /// Aligns the columns from `first` on to the right, because they contain figures.
    #[must_use]
    pub fn figures_from(mut self, first: usize) -> Self {
        self.numeric.iter_mut().skip(first).for_each(|numeric| *numeric = true);
        self
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Prints it. JSON output has its own types; this prints plain lines for it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn print(
        &self,
        format: Format,
        width: Option<u16>,
        words: &Words,
        out: &mut impl Write,
    ) -> io::Result<()> {
        match format {
            Format::Table => self.print_table(width, out),
            Format::Csv => self.print_csv(out),
            Format::Markdown => self.print_markdown(out),
            Format::Plain | Format::Json => self.print_plain(words, out),
        }
    }

    /// Prints a line `name: value` for each field that has a value, an empty line after each row, and how many rows
    /// there are; after each twenty, how many there were so far.
    fn print_plain(&self, words: &Words, out: &mut impl Write) -> io::Result<()> {
        const AT_ONCE: usize = 20;
        let all = self.rows.len();
        for (number, row) in (1..).zip(&self.rows) {
            let told = self.spoken.iter().zip(row).filter(|(_, cell)| !matches!(cell.trim(), "" | "–"));
            for (heading, cell) in told {
                print_field(heading, cell, out)?;
            }
            writeln!(out)?;
            if number % AT_ONCE == 0 && number < all {
                let count = [("count", number.into()), ("all", all.into())];
                writeln!(out, "{}\n", words.with("plain-so-far", &count))?;
            }
        }
        if all > 0 {
            writeln!(out, "{}", words.count("plain-rows", all))?;
        }
        Ok(())
    }

    /// Prints CSV according to RFC 4180, but with the line ends of a terminal.
    fn print_csv(&self, out: &mut impl Write) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        for row in std::iter::once(&self.fixed).chain(&self.rows) {
            writer.write_record(row.iter().map(|cell| unlike_formula(&harmless(cell)).into_owned()))?;
        }
        writer.flush()
    }

    fn print_markdown(&self, out: &mut impl Write) -> io::Result<()> {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| markdown_field(cell)).collect();
            format!("| {} |", cells.join(" | "))
        };
        writeln!(out, "{}", line(&self.headings))?;
        let rules: Vec<&str> = self.numeric.iter().map(|right| if *right { "---:" } else { "---" }).collect();
        writeln!(out, "| {} |", rules.join(" | "))?;
        self.rows.iter().try_for_each(|row| writeln!(out, "{}", line(row)))
    }

    fn print_table(&self, width: Option<u16>, out: &mut impl Write) -> io::Result<()> {
        let mut table = comfy_table::Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        if let Some(width) = width {
            table.set_width(width).set_content_arrangement(ContentArrangement::Dynamic);
        }
        table.set_header(&self.headings);
        for row in &self.rows {
            table.add_row(row.iter().map(|cell| harmless(cell).into_owned()));
        }
        for (column, numeric) in table.column_iter_mut().zip(&self.numeric) {
            column.set_padding((0, 2));
            if *numeric {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
    }
}

/// Prints a field as plain lines: `name: value`.
///
/// # Errors
/// When it cannot be written.
pub(super) fn print_field(heading: &str, value: &str, out: &mut impl Write) -> io::Result<()> {
    let lines = plain::lines(&format!("{heading}: {value}"));
    lines.iter().filter(|line| !line.is_empty()).try_for_each(|line| writeln!(out, "{line}"))
}

/// The heading of a column in words: the name of the status whose sign stands over it, or `cli-said-*` where the
/// heading of a table is a sign.
fn spoken(words: &Words, id: &str, name: &str) -> String {
    if let Some(status) = Status::ALL.iter().find(|status| status.name() == name) {
        return words.status(*status);
    }
    let said = id.replace("cli-col-", "cli-said-");
    words.say(if words.knows(&said) { &said } else { id })
}

/// A cell for Markdown, with markup escaped.
fn markdown_field(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        if "|\\*_`<>[]#".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The version of the JSON formats; removing or changing a field increments it.
const VERSION: u32 = 1;

/// A JSON answer with its format name and version first.
#[derive(Serialize)]
pub(super) struct Headed<T> {
    format: &'static str,
    version: u32,
    #[serde(flatten)]
    body: T,
}

impl<T> Headed<T> {
    /// The answer with the name of its format.
    pub const fn new(format: &'static str, body: T) -> Self {
        Self { format, version: VERSION, body }
    }
}

/// Prints an answer as JSON, with its format name and version.
///
/// # Errors
/// When it cannot be written.
pub(super) fn answer<T: Serialize>(format: &'static str, body: &T, out: &mut impl Write) -> io::Result<()> {
    json(&Headed::new(format, body), out)
}

/// Prints a JSON text.
///
/// # Errors
/// When it cannot be written.
pub(super) fn json<T: Serialize>(value: &T, out: &mut impl Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
    writeln!(out, "{}", harmless_json(&text))
}

/// JSON text in which characters that could control a terminal are escaped as `\uXXXX`; the data stay the same.
/// Characters below the space are already escaped by JSON.
pub(super) fn harmless_json(text: &str) -> Cow<'_, str> {
    let steers = |c: char| (c.is_control() && c != '\n') || is_bidi_control(c);
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        if steers(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The width of a table on a terminal, as far as the environment gives it.
pub(super) fn terminal_width() -> Option<u16> {
    let said = || std::env::var("COLUMNS").ok()?.parse().ok();
    crate::term::output_width().or_else(said).filter(|columns| *columns >= 20)
}

/// A title, in a table shortened to leave room for the figures.
pub(super) fn shortened(title: &str, format: Format) -> String {
    const WIDEST: usize = 48;
    if format != Format::Table || title.chars().count() <= WIDEST {
        return title.to_owned();
    }
    title.chars().take(WIDEST - 1).chain(std::iter::once('…')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::Language;

    fn printed(format: Format) -> String {
        let mut table =
            Table::new(&Words::new(Language::Uk), ["cli-col-address", "cli-col-fact-sum"]).figures_from(1);
        table.row(["1.1".to_owned(), "12".to_owned()]);
        table.row(["=cmd, \"x\"\u{1b}".to_owned(), "-3".to_owned()]);
        let mut out = Vec::new();
        table.print(format, None, &Words::new(Language::Uk), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn json_steers_no_terminal_and_says_the_same() {
        let said = "\u{9b}31m\u{202e}\u{7f}ґ\u{1b}";
        let mut out = Vec::new();
        json(&said, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "\"\\u009b31m\\u202e\\u007fґ\\u001b\"\n");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), said);
    }

    #[test]
    fn nothing_in_a_table_can_steer_a_terminal_or_a_spreadsheet() {
        assert_eq!(printed(Format::Csv), "address,fact_sum\n1.1,12\n\"'=cmd, \"\"x\"\"\u{fffd}\",-3\n");
        let plain =
            "Адреса: 1.1\nФакт, сума: 12\n\nАдреса: =cmd, \"x\"\nФакт, сума: -3\n\nУсього 2 записи.\n";
        assert_eq!(printed(Format::Plain), plain);
        assert!(printed(Format::Table).lines().all(|line| !line.contains('\u{1b}')));
    }
}
