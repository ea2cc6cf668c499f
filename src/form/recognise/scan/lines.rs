//! The lines of a text: where its table begins and ends, and the fields of each line.

use std::ops::Range;

use crate::{
    document::{self, Document, Paragraph, Place, Table},
    form::form::Form,
    text::normal::squeeze,
};

use super::{
    super::header::{self, Candidate, Header},
    cell::ScanCell,
    markup,
};

/// How many lines a header may have.
const HEADER_LINES: usize = 3;
/// The most further lines of a header that is split inside its cells.
const CUT_LINES: usize = 4;
/// The most cells of a header with each cell in a line of its own.
const HEADER_CELLS: usize = 16;

/// A line of the file.
#[derive(Clone, Debug)]
pub struct Raw<'d> {
    /// Its number, from 1.
    pub number: u32,
    /// Its text.
    pub text: String,
    /// The paragraph it came as.
    pub paragraph: &'d Paragraph,
}

impl Raw<'_> {
    fn fields(&self) -> Vec<&str> {
        self.text.split('\t').collect()
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether it consists of a tabulator and one cell.
    fn is_tab_led(&self) -> bool {
        self.text.strip_prefix('\t').is_some_and(|rest| !rest.contains('\t'))
    }
}

/// The lines of a document without tables.
pub fn raw(document: &Document) -> Vec<Raw<'_>> {
    let read = |(index, paragraph): (usize, &'_ Paragraph)| {
        (paragraph.place.line.or_else(|| u32::try_from(index + 1).ok()).unwrap_or(u32::MAX), paragraph.text())
    };
    let lines = document.paragraphs().enumerate();
    lines
        .map(|(index, paragraph)| {
            let (number, text) = read((index, paragraph));
            Raw { number, text, paragraph }
        })
        .collect()
}

/// A header in the text.
pub struct FoundHeader {
    /// Its lines.
    pub lines: Range<usize>,
    /// The table that it makes alone.
    pub table: Table,
    /// The content of its columns.
    pub header: Header,
    /// Whether each cell is in a line of its own, after a tabulator.
    pub cell_per_line: bool,
}

/// The first header of a form in the lines; a header split inside its cells only where there is no other.
pub fn find_header(lines: &[Raw<'_>], forms: &[Candidate<'_>]) -> Option<FoundHeader> {
    let whole = |from| joined_by_tabs(lines, from, forms).or_else(|| cell_per_line(lines, from, forms));
    let all = 0..lines.len();
    all.clone().find_map(whole).or_else(|| all.clone().find_map(|from| cut_in_cells(lines, from, forms)))
}

/// A header with a cell that continues in the next line, perhaps after a page end.
fn cut_in_cells(lines: &[Raw<'_>], from: usize, forms: &[Candidate<'_>]) -> Option<FoundHeader> {
    let first = lines.get(from).filter(|raw| raw.text.contains('\t'))?;
    let mut text = first.text.clone();
    let found = (from + 1..lines.len()).take(CUT_LINES).filter_map(|last| {
        let raw = lines.get(last).filter(|raw| !raw.is_blank())?;
        text = format!("{text} {}", raw.text);
        let fields: Vec<&str> = text.split('\t').collect();
        let (table, header) = table_of(&[fields], &|_, _| first.number, forms)?;
        Some(FoundHeader { lines: from..last + 1, table, header, cell_per_line: false })
    });
    // Of equal ones the shortest.
    found.min_by_key(|found| std::cmp::Reverse(found.header.score()))
}

fn joined_by_tabs(lines: &[Raw<'_>], from: usize, forms: &[Candidate<'_>]) -> Option<FoundHeader> {
    let texts = |raw: &Raw<'_>| raw.fields().iter().filter(|field| !field.trim().is_empty()).count();
    lines.get(from).filter(|raw| texts(raw) >= 2)?;
    let found = (1..=HEADER_LINES).filter_map(|height| {
        let rows = lines.get(from..from + height)?;
        let rows: Vec<Vec<&str>> = rows.iter().map(Raw::fields).collect();
        let (table, header) =
            table_of(&rows, &|row, _| lines.get(from + row).map_or(0, |raw| raw.number), forms)?;
        (header.rows == (0..height)).then_some(())?;
        Some(FoundHeader { lines: from..from + height, table, header, cell_per_line: false })
    });
    found.max_by_key(|found| found.header.score())
}

fn cell_per_line(lines: &[Raw<'_>], from: usize, forms: &[Candidate<'_>]) -> Option<FoundHeader> {
    let led = lines.iter().skip(from).take_while(|raw| raw.is_tab_led() && !raw.is_blank());
    let row: Vec<&str> = led.take(HEADER_CELLS).map(|raw| raw.text.trim_start_matches('\t')).collect();
    // With such a line before it, the header would begin there.
    let first = from.checked_sub(1).and_then(|before| lines.get(before)).is_none_or(|raw| !raw.is_tab_led());
    if row.len() < 3 || !first {
        return None;
    }
    let line = |column: usize| lines.get(from + column).map_or(0, |raw| raw.number);
    let taken = from..from + row.len();
    let (table, header) = table_of(&[row], &|_, column| line(column), forms)?;
    Some(FoundHeader { lines: taken, table, header, cell_per_line: true })
}

/// The table of the header's lines, and its content. A blank field belongs to the field before it where there is a
/// text below it; a field with nothing below it extends over all lines.
fn table_of(
    rows: &[Vec<&str>],
    line: &dyn Fn(usize, usize) -> u32,
    forms: &[Candidate<'_>],
) -> Option<(Table, Header)> {
    let text = |row: usize, column: usize| {
        rows.get(row).and_then(|fields| fields.get(column)).map_or("", |text| text.trim())
    };
    let width = rows.iter().map(Vec::len).max()?;
    let filled_below =
        |row: usize, column: usize| (row + 1..rows.len()).any(|below| !text(below, column).is_empty());
    let mut cells = Vec::new();
    for row in 0..rows.len() {
        for column in (0..width).filter(|column| !text(row, *column).is_empty()) {
            let blank = |next: &usize| text(row, *next).is_empty() && filled_below(row, *next);
            let wide =
                if filled_below(row, column) { (column + 1..width).take_while(blank).count() } else { 0 };
            let high = if filled_below(row, column) { 1 } else { rows.len() - row };
            let line = line(row, column);
            let read = markup::paragraphs(text(row, column), line);
            let mut cell = document::Cell::new(row, column).spanning(high, 1 + wide);
            cell.place = Place::of_line(line);
            cells.push(read.into_iter().fold(cell, document::Cell::with_block));
        }
    }
    let table = Table::new(rows.len(), width, cells).ok()?;
    let header = header::find(&table, forms)?;
    Some((table, header))
}

/// A line (or several, where each cell has its own) as fields.
#[derive(Clone, Debug)]
pub struct ScanLine {
    /// The number of its first line in the file.
    pub number: u32,
    /// Its fields.
    pub fields: Vec<ScanCell>,
    /// Whether a blank line is before it, as at a page end.
    pub gap: bool,
    /// The original text, for doubts.
    pub text: String,
    /// Whether tabulators part it.
    pub tabbed: bool,
}

impl ScanLine {
    fn new(raw: &Raw<'_>, gap: bool, form: &Form) -> Self {
        let fields = raw.text.split('\t').map(|text| ScanCell::read(text, raw.number, form)).collect();
        Self { number: raw.number, fields, gap, text: shown(&raw.text), tabbed: raw.text.contains('\t') }
    }

    /// The fields that are not blank.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &ScanCell)> {
        self.fields.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
    }

    fn takes(&mut self, raw: &Raw<'_>, form: &Form) {
        self.text = [self.text.as_str(), &shown(&raw.text)].join(" | ");
        let below = ScanCell::read(&raw.text, raw.number, form);
        match self.fields.last_mut().filter(|_| !raw.text.contains('\t')) {
            Some(last) => *last = std::mem::take(last).joined(below, form),
            None => {
                let fields = raw.text.strip_prefix('\t').unwrap_or(&raw.text).split('\t');
                self.fields.extend(fields.map(|text| ScanCell::read(text, raw.number, form)));
                self.tabbed = true;
            }
        }
    }
}

/// A line for a doubt: its non-blank fields, separated by bars.
fn shown(text: &str) -> String {
    let of_field =
        |field| markup::paragraphs(field, 0).iter().map(Paragraph::text).collect::<Vec<_>>().join(" ");
    let fields = text.split('\t').map(|field| squeeze(&of_field(field))).filter(|field| !field.is_empty());
    fields.collect::<Vec<_>>().join(" | ")
}

/// The lines of the table as fields, without blank lines and rules.
pub fn fields(lines: &[Raw<'_>], form: &Form, per_line: Option<usize>) -> Vec<ScanLine> {
    let mut out: Vec<ScanLine> = Vec::new();
    let mut gap = true;
    for raw in lines {
        if raw.is_blank() && !(per_line.is_some() && raw.text.starts_with('\t')) {
            gap = true;
            continue;
        }
        if markup::is_rule(&raw.text) {
            continue;
        }
        match out
            .last_mut()
            .filter(|last| !gap && per_line.is_some_and(|width| is_continuation(last, raw, width, form)))
        {
            Some(last) => last.takes(raw, form),
            None => {
                let mut line = ScanLine::new(raw, gap, form);
                // Here the tabulator precedes each cell and separates nothing.
                if per_line.is_some()
                    && line.fields.len() > 1
                    && line.fields.first().is_some_and(ScanCell::is_blank)
                {
                    line.fields.remove(0);
                }
                out.push(line);
            }
        }
        gap = false;
    }
    out
}

/// Whether a line continues the row before it, where each cell is in a line of its own.
fn is_continuation(row: &ScanLine, raw: &Raw<'_>, width: usize, form: &Form) -> bool {
    if !raw.text.contains('\t') {
        return true;
    }
    let next = ScanCell::read(raw.text.trim_start_matches('\t'), raw.number, form);
    let coded = |cell: &ScanCell| cell.features.depth.is_some() || cell.features.level.is_some();
    let complete = row.fields.len() >= width;
    let several = row.fields.iter().filter(|cell| coded(cell)).count() >= 1 && row.fields.len() > 2;
    !(complete || (several && (next.is_blank() || coded(&next))))
}

/// The end of the table: after its last line with a tabulator, or after the last heading of a goal.
pub fn end(lines: &[Raw<'_>], is_heading: &dyn Fn(&str) -> bool) -> usize {
    let of_table = |raw: &Raw<'_>| (raw.text.contains('\t') && !raw.is_blank()) || is_heading(&raw.text);
    lines.iter().rposition(of_table).map_or(0, |last| last + 1)
}
