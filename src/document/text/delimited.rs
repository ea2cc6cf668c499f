//! Reads delimited text: CSV and similar formats, with their delimiter detected.
//!
//! **The rule.** The text is split by each delimiter in turn, with quotes as `csv` reads them (and also without,
//! where their number is odd). The width is the commonest number of fields, at least two. The body extends from the
//! first record with several fields to the last; the lines around it are a title or a signature that was not
//! padded. The text is a table when
//!
//! - the body has at least half of the records, and few of the body's records have a single field (at most 1 in 20,
//!   or half where a semicolon or a comma gives three columns or more, because a heading may not have been
//!   padded);
//! - enough records have the width: half with a semicolon or a comma; nine of ten with a tabulator, because the raw
//!   text of a scan has tabulators too, in rows of different length;
//! - and, where nothing is quoted, the delimiter is seldom followed by a space, as it is in prose.
//!
//! Of several delimiters that fit, the one that gives most records the same width is chosen. A comma that does only
//! as well as another delimiter is not chosen, because in Ukrainian it also precedes decimals and separates
//! clauses.
//!
//! Merged cells are restored where this program has marked them (see [`merges`]).
//!
//! A bar is a delimiter where nearly every line of the body has the width, which must be at least three.
//!
//! With a tabulator no lines may be around the body, because prose around rows is typical of a scan; and its first
//! column must not be entirely empty, because then every cell is a line of its own.

use std::{collections::HashMap, ops::Range};

use csv::{ReaderBuilder, StringRecord};

use super::super::error::{Bound, ReadError};
use super::super::merges::{self, Places};
use super::super::{Block, Cell, Paragraph, Place, Table};
use super::too_big;
use crate::text::{formula::as_written, surely::Surely};

const DELIMITERS: [u8; 4] = [b';', b'\t', b',', b'|'];

/// Reads a text as a table, if it is one.
pub(super) fn read(text: &str) -> Result<Option<Table>, ReadError> {
    let (declared, body) = declared(text);
    let quotings: &[bool] = if body.matches('"').count() % 2 == 0 { &[true] } else { &[true, false] };
    let mut found = Vec::new();
    for quoting in quotings {
        for delimiter in DELIMITERS.into_iter().filter(|one| declared.is_none_or(|only| only == *one)) {
            found.extend(Parted::by(delimiter, *quoting, body));
        }
    }
    let fitting = found.into_iter().filter(|parted| declared.is_some() || parted.is_table());
    let best = fitting.max_by_key(Parted::fitness);
    // The line that declares the delimiter is the first one.
    best.map(|parted| parted.table(u64::from(declared.is_some()))).transpose().map_err(too_big)
}

/// The delimiter that the first line declares (`sep=;`, which spreadsheets write and read), and the rest.
fn declared(text: &str) -> (Option<u8>, &str) {
    let Some((line, rest)) = text.split_once('\n') else { return (None, text) };
    let named = line.trim_matches('"').strip_prefix("sep=").map(str::as_bytes);
    match named {
        Some([delimiter]) if DELIMITERS.contains(delimiter) => (Some(*delimiter), rest),
        _ => (None, text),
    }
}

/// Records in one piece of memory, because a table has many and each is read several times.
#[derive(Default)]
struct Records {
    /// The fields, one after another.
    text: String,
    /// Where each field ends in the text.
    ends: Vec<usize>,
    /// How many fields there are after each record.
    counts: Vec<usize>,
}

impl Records {
    fn push(&mut self, record: &StringRecord) {
        for field in record {
            self.text.push_str(field);
            self.ends.push(self.text.len());
        }
        self.counts.push(self.ends.len());
    }

    fn len(&self) -> usize {
        self.counts.len()
    }

    /// The numbers of the fields of a record.
    fn numbers(&self, record: usize) -> Range<usize> {
        let until = |record: usize| self.counts.get(record).copied().unwrap_or_default();
        record.checked_sub(1).map_or(0, until)..until(record)
    }

    /// How many fields a record has.
    fn width(&self, record: usize) -> usize {
        self.numbers(record).len()
    }

    fn field(&self, number: usize) -> &str {
        let end = |number: usize| self.ends.get(number).copied().unwrap_or_default();
        self.text.get(number.checked_sub(1).map_or(0, end)..end(number)).surely()
    }

    fn fields(&self, record: usize) -> impl Iterator<Item = &str> {
        self.numbers(record).map(|number| self.field(number))
    }

    /// The fields of all records.
    fn all(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|number| self.field(number))
    }
}

/// A text split by a delimiter.
struct Parted {
    delimiter: u8,
    quoting: bool,
    /// The records that are not blank.
    records: Records,
    /// The line of the text where each record begins.
    lines: Vec<u64>,
    /// The commonest number of fields.
    width: usize,
    /// Whether it has more cells than are read.
    too_many: bool,
}

impl Parted {
    /// Splits a text; `None` when the delimiter does not split it.
    fn by(delimiter: u8, quoting: bool, text: &str) -> Option<Self> {
        // Every line then is one field.
        if !text.as_bytes().contains(&delimiter) {
            return None;
        }
        // A line of nothing but delimiters would take eight bytes a field, and twice as much while it grows.
        let is_crowded = |line: &str| {
            let fields = || line.bytes().filter(|byte| *byte == delimiter).count();
            line.len() > Bound::Cells.limit() && fields() > Bound::Cells.limit()
        };
        if text.lines().any(is_crowded) {
            return None;
        }
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(delimiter).quoting(quoting);
        let (mut records, mut lines) = (Records::default(), Vec::new());
        let mut counts: HashMap<usize, usize> = HashMap::new();
        // Reading stops at the bound; what was read so far shows whether the text is a table.
        let (mut fields, mut too_many) = (0, false);
        let marked = merges::may_be_in(text);
        let is_blank =
            |field: &str| if marked { merges::shows_nothing(field) } else { field.trim().is_empty() };
        // A text in memory that is UTF-8 has no errors to read past.
        let (mut reader, mut record) = (builder.from_reader(text.as_bytes()), StringRecord::new());
        while reader.read_record(&mut record).unwrap_or_default() {
            if record.iter().all(is_blank) {
                continue;
            }
            fields += record.len();
            if fields > Bound::Cells.limit() {
                too_many = true;
                break;
            }
            *counts.entry(record.len()).or_default() += 1;
            lines.push(line_of(text, &record));
            records.push(&record);
        }
        let parting = counts.into_iter().filter(|(width, _)| *width > 1);
        let (width, _) = parting.max_by_key(|(width, count)| (*count, *width))?;
        Some(Self { delimiter, quoting, records, lines, width, too_many })
    }

    /// The records from the first to the last one with several fields.
    fn body(&self) -> Range<usize> {
        let parted = |record: &usize| self.records.width(*record) > 1;
        let all = 0..self.records.len();
        let from = all.clone().find(parted).unwrap_or_default();
        from..all.rev().find(parted).map_or(0, |last| last + 1)
    }

    /// The share of these records that have the common width, in thousandths.
    fn share(&self, records: Range<usize>) -> usize {
        let count = records.len();
        let wide = records.filter(|record| self.records.width(*record) == self.width).count();
        (wide * 1000).checked_div(count).unwrap_or(0)
    }

    /// The criteria for the best delimiter, the most important first; a comma comes last.
    fn fitness(&self) -> (usize, bool, bool, usize) {
        (self.share(0..self.records.len()), self.quoting, self.delimiter != b',', self.width)
    }

    /// The rule at the head of this file.
    fn is_table(&self) -> bool {
        let body = self.body();
        let unparted = body.clone().filter(|record| self.records.width(*record) == 1).count();
        let padded = unparted * 20 <= body.len();
        let most = body.len() * 2 >= self.records.len();
        match self.delimiter {
            b'\t' => {
                let alone = body.len() == self.records.len();
                let mut first = body.clone().filter_map(|record| self.records.fields(record).next());
                let led = first.any(|field| !field.is_empty());
                padded && most && alone && led && self.share(body) >= 900
            }
            // Lines of a scan have some too.
            b'|' => padded && most && self.width > 2 && self.share(body) >= 950,
            _ => {
                let headings = self.width > 2 && unparted * 2 <= body.len();
                (padded || headings) && most && self.share(body) >= 500 && !self.is_prose()
            }
        }
    }

    /// Whether the delimiters are probably punctuation, because most of them are followed by a space.
    fn is_prose(&self) -> bool {
        let later = || self.body().flat_map(|record| self.records.fields(record).skip(1));
        later().filter(|field| field.starts_with(' ')).count() * 2 > later().count()
    }

    /// The records as a table, in which a blank field is a hole. `skipped` lines came before.
    fn table(self, skipped: u64) -> Result<Table, Bound> {
        if self.too_many {
            return Err(Bound::Cells);
        }
        Bound::Rows.check(self.records.len())?;
        // A list of cells that grows step by step is copied again and again.
        let filled = self.records.all().filter(|field| !field.is_empty()).count();
        let (mut cells, mut places) = (Vec::with_capacity(filled), Places::default());
        for (row, line) in self.lines.iter().enumerate() {
            let mut line = line + skipped;
            for (col, field) in self.records.fields(row).enumerate() {
                Bound::Columns.check(col + 1)?;
                let text = places.add(row, col, field);
                if !text.trim().is_empty() {
                    cells.push(cell(row, col, text, line));
                }
                line += u64::try_from(field.matches('\n').count()).unwrap_or(0);
            }
        }
        places.merge(&mut cells);
        let columns = (0..self.records.len()).map(|record| self.records.width(record)).max().unwrap_or(0);
        Table::new(self.records.len(), columns, cells)
    }
}

/// The line where a record begins; the position that `csv` gives is before the blank lines that it skips.
fn line_of(text: &str, record: &StringRecord) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let from = usize::try_from(position.byte()).ok().and_then(|byte| text.get(byte..)).unwrap_or_default();
    let skipped = from.len() - from.trim_start_matches('\n').len();
    position.line() + u64::try_from(skipped).unwrap_or(0)
}

/// The cell of a field that begins in this line, with a paragraph for each of its lines.
fn cell(row: usize, col: usize, field: &str, line: u64) -> Cell {
    let lines = as_written(field).trim_end_matches('\n').split('\n');
    let paragraph = |(number, text): (u64, &str)| {
        let mut paragraph = Paragraph::new(text);
        paragraph.place = Place::of_line(u32::try_from(number).unwrap_or(u32::MAX));
        Block::Paragraph(paragraph)
    };
    let mut cell = Cell::new(row, col);
    cell.blocks = (line..).zip(lines).map(paragraph).collect();
    cell
}
