//! Writes one sheet, from its first row down.

use std::ops::RangeInclusive;

use jiff::civil::DateTime;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Worksheet};

use super::columns::SheetColumns;
use super::ink::StyledText;
use super::pages::{self, Pages};
use crate::document::write::grid::{self, GridPiece};
use crate::document::write::{CELL_CHARACTERS, WriteError, letters};
use crate::document::{Cell, CellValue, PageSetup, Paragraph, Runs, Table};

/// How high Excel lets a row be, in points.
const HIGHEST: f64 = 409.0;
/// The most rows that one row is split into: nine metres, more than any text in a cell needs.
const MOST_PARTS: f64 = 64.0;
/// The significant digits that a number of a spreadsheet has.
const DIGITS: usize = 15;

/// A sheet.
pub(super) struct XlsxSheet<'w> {
    sheet: &'w mut Worksheet,
    columns: SheetColumns,
    widths: Vec<u32>,
    /// The default font size, in half-points.
    size: u16,
    /// The next row, from 0.
    row: u32,
    /// The rows before which a page begins.
    breaks: Vec<u32>,
    has_header: bool,
    pages: Pages,
}

/// A place on the sheet: rows and columns from 0.
struct Area {
    rows: RangeInclusive<u32>,
    columns: RangeInclusive<usize>,
}

impl<'w> XlsxSheet<'w> {
    /// An empty sheet with its paper and columns.
    pub fn new(
        sheet: &'w mut Worksheet,
        name: &str,
        page: &PageSetup,
        columns: SheetColumns,
    ) -> Result<Self, WriteError> {
        sheet.set_name(name)?.set_paper_size(9).set_print_fit_to_pages(1, 0);
        if page.is_landscape() {
            sheet.set_landscape();
        }
        let inches = |twips: u32| f64::from(twips) / 1440.0;
        let header = inches(page.top.saturating_sub(284).min(397));
        sheet.set_margins(
            inches(page.left),
            inches(page.right),
            inches(page.top),
            inches(page.bottom),
            header,
            header,
        );
        if page.numbers {
            sheet.set_header("&C&P");
        }
        let widths = columns.widths();
        for (at, width) in widths.iter().enumerate() {
            // A pixel is 15 twentieths of a point.
            sheet.set_column_width_pixels(column(at), width.div_ceil(15))?;
        }
        let pages = Pages::new(page, &widths);
        let (size, breaks) = (page.size, Vec::new());
        Ok(Self { sheet, columns, widths, size, row: 0, breaks, has_header: false, pages })
    }

    /// Writes what is only known at the end.
    pub fn finish(self) -> Result<(), WriteError> {
        if !self.breaks.is_empty() {
            self.sheet.set_page_breaks(&self.breaks)?;
        }
        Ok(())
    }

    /// Writes a paragraph of the page: a row with its text merged over the columns from its indent on. The text
    /// after each tabulator has its own cells.
    pub fn paragraph(&mut self, paragraph: &Paragraph) -> Result<(), WriteError> {
        if paragraph.look.new_page && self.row > 0 {
            self.breaks.push(self.row);
            self.pages.turn();
        }
        let look = &paragraph.look;
        let mut parts = vec![paragraph.clone()];
        if !look.tabs.is_empty() {
            parts = at_tabulators(paragraph);
        }
        let places = std::iter::once(look.indent).chain(look.tabs.iter().copied());
        let last = self.columns.count() - 1;
        let mut starts: Vec<usize> = Vec::new();
        for (at, place) in places.take(parts.len()).enumerate() {
            let after = starts.last().map_or(0, |start| start + 1);
            // The parts after it need columns too; where there are fewer columns than parts, the last parts get
            // none.
            let latest = (last + 1).saturating_sub(parts.len() - at);
            starts.push(self.columns.nearest(place).max(after).min(latest.max(after)));
        }
        let mut height: f64 = 0.0;
        for (at, part) in parts.iter().enumerate() {
            let Some(from) = starts.get(at).copied() else { break };
            let to = starts.get(at + 1).map_or(last, |next| next - 1).max(from);
            let mut ink = StyledText::of_paragraph(part, look.size.unwrap_or(self.size));
            if look.before > 0 {
                ink.vertical = Some(FormatAlign::Bottom);
            }
            height = height.max(self.needed(&ink, &(from..=to)));
            self.ink(&Area { rows: self.row..=self.row, columns: from..=to }, &ink)?;
        }
        let gaps = f64::from(look.before.saturating_add(look.after)) / 20.0;
        let height = (height + gaps).min(HIGHEST);
        self.sheet.set_row_height(self.row, height)?;
        self.pages.put(height, height);
        self.row += 1;
        Ok(())
    }

    /// Writes a table. A row higher than Excel allows is split into several, over which its cells are merged.
    pub fn table(&mut self, table: &Table) -> Result<(), WriteError> {
        let columns = self.columns.under(table);
        let size = grid::size(table).unwrap_or(self.size);
        let heights = self.heights(table, &columns, size);
        let first = self.row;
        let mut rows: Vec<RangeInclusive<u32>> = Vec::new();
        let keeps: Vec<bool> = (0..table.rows()).map(|row| grid::keeps(table, row)).collect();
        let needs = pages::together(&heights, &keeps);
        let header: f64 = heights.iter().take(table.header_rows).sum();
        for (at, (height, need)) in heights.into_iter().zip(needs).enumerate() {
            if at == table.header_rows && at > 0 && !self.has_header {
                self.pages.repeat(header);
            }
            if self.pages.put(height, need) && at > table.header_rows {
                self.breaks.push(self.row);
            }
            let parts = (height / HIGHEST).ceil().clamp(1.0, MOST_PARTS);
            let from = self.row;
            while f64::from(self.row - from) < parts {
                self.sheet.set_row_height(self.row, (height / parts).min(HIGHEST))?;
                self.row += 1;
            }
            rows.push(from..=self.row - 1);
        }
        for at in 0..table.rows() {
            for slot in grid::row(table, at)? {
                let whole = |first: usize, count: usize| {
                    let from = *rows.get(first)?.start();
                    Some(from..=*rows.get(first + count - 1)?.end())
                };
                let (down, ink) = match slot.piece {
                    GridPiece::Begins(cell) => {
                        (cell.rowspan, StyledText::of_cell(cell, size, !table.unruled))
                    }
                    GridPiece::Hole => {
                        (1, StyledText { ruled: !table.unruled, size, ..StyledText::default() })
                    }
                    GridPiece::Continues(_) => continue,
                };
                let Some(rows) = whole(at, down) else { continue };
                let Some(columns) = across(&columns, slot.col, slot.span) else { continue };
                let area = Area { rows, columns };
                match slot.begins().and_then(|cell| cell.value.as_ref()) {
                    Some(value) => self.value(&area, value, &ink)?,
                    None => self.ink(&area, &ink)?,
                }
            }
        }
        self.header(table, first, &rows)
    }

    /// Freezes the first header on the screen, and repeats it on every page.
    fn header(&mut self, table: &Table, first: u32, rows: &[RangeInclusive<u32>]) -> Result<(), WriteError> {
        let last = table.header_rows.checked_sub(1).and_then(|at| rows.get(at));
        if let Some(last) = last.filter(|_| !self.has_header) {
            self.has_header = true;
            self.sheet.set_repeat_rows(first, *last.end())?;
            self.sheet.set_freeze_panes(*last.end() + 1, 0)?;
        }
        Ok(())
    }

    /// The heights of the rows of a table in points, such that every text is completely visible.
    fn heights(&self, table: &Table, columns: &[RangeInclusive<usize>], size: u16) -> Vec<f64> {
        let asked = |at: usize| f64::from(table.heights.get(at).copied().unwrap_or(0)) / 20.0;
        let least = |at: usize| asked(at).min(HIGHEST);
        let empty = f64::from(size) * 0.6 + 2.0;
        let mut heights: Vec<f64> = (0..table.rows()).map(|at| least(at).max(empty)).collect();
        let mut cells: Vec<&Cell> = table.cells().iter().collect();
        // Cells over several rows come last, because these rows may already be high enough.
        cells.sort_by_key(|cell| cell.rowspan);
        for cell in cells {
            let Some(columns) = across(columns, cell.col, cell.colspan) else { continue };
            let needed = self.needed(&StyledText::of_cell(cell, size, true), &columns);
            let own = heights.get_mut(cell.row..cell.row + cell.rowspan).unwrap_or_default();
            let lacks = needed - own.iter().sum::<f64>();
            if let Some(last) = own.last_mut().filter(|_| lacks > 0.0) {
                *last += lacks;
            }
        }
        heights
    }

    fn needed(&self, ink: &StyledText, columns: &RangeInclusive<usize>) -> f64 {
        let width = grid::span_width(&self.widths, *columns.start(), columns.clone().count());
        letters::height(&ink.text(), ink.points(), ink.is_bold(), width)
    }

    /// Writes a text.
    fn ink(&mut self, area: &Area, ink: &StyledText) -> Result<(), WriteError> {
        let text = ink.text();
        let (row, col) = (*area.rows.start(), column(*area.columns.start()));
        if text.encode_utf16().count() > CELL_CHARACTERS {
            return Err(WriteError::CellTooLong { sheet: self.sheet.name(), row: row + 1, column: col + 1 });
        }
        let format = ink.format();
        self.merge(area, &format)?;
        let rich = ink.rich();
        if rich.len() > 1 {
            let pieces: Vec<(&Format, &str)> = rich.iter().map(|(format, text)| (format, *text)).collect();
            // The library counts the markup of the looks as text, so a long text is written without them.
            if self.sheet.write_rich_string_with_format(row, col, &pieces, &format).is_ok() {
                return Ok(());
            }
        }
        self.sheet.write_string_with_format(row, col, text, &format)?;
        Ok(())
    }

    /// Writes a value; as text where a spreadsheet could not store it exactly.
    fn value(&mut self, area: &Area, value: &CellValue, ink: &StyledText) -> Result<(), WriteError> {
        let (row, col) = (*area.rows.start(), column(*area.columns.start()));
        let format = ink.format();
        match value {
            CellValue::Number(number) => {
                let Some(figure) = kept(*number) else { return self.ink(area, ink) };
                let format = format.set_num_format(number_format(*number, &ink.text()));
                self.merge(area, &format)?;
                self.sheet.write_number_with_format(row, col, figure, &format)?;
            }
            CellValue::Percent(share) => {
                let Some(figure) = kept(*share) else { return self.ink(area, ink) };
                let shown = share.normalize().scale().saturating_sub(2);
                let format = format.set_num_format(format!("{}%", decimals(shown)));
                self.merge(area, &format)?;
                self.sheet.write_number_with_format(row, col, figure, &format)?;
            }
            CellValue::Date(day) => {
                return self.day(area, day.to_datetime(jiff::civil::Time::midnight()), ink, false);
            }
            CellValue::DateTime(at) => return self.day(area, *at, ink, true),
            // No formula from outside is calculated.
            CellValue::Formula(_) => return self.ink(area, ink),
            CellValue::Logical(is) => {
                self.merge(area, &format)?;
                self.sheet.write_boolean_with_format(row, col, *is, &format)?;
            }
        }
        Ok(())
    }

    fn day(&mut self, area: &Area, at: DateTime, ink: &StyledText, timed: bool) -> Result<(), WriteError> {
        let parts = (u16::try_from(at.year()), u8::try_from(at.month()), u8::try_from(at.day()));
        let (Ok(year), Ok(month), Ok(day)) = parts else { return self.ink(area, ink) };
        let clock = (u16::try_from(at.hour()), u8::try_from(at.minute()), u8::try_from(at.second()));
        let (Ok(hour), Ok(minute), Ok(second)) = clock else { return self.ink(area, ink) };
        let known = ExcelDateTime::from_ymd(year, month, day)
            .and_then(|date| date.and_hms(hour, minute, f64::from(second)));
        // Days before 1900 are text in Excel.
        let Ok(known) = known else { return self.ink(area, ink) };
        let format = ink.format().set_num_format(if timed { "dd.mm.yyyy hh:mm" } else { "dd.mm.yyyy" });
        self.merge(area, &format)?;
        let (row, col) = (*area.rows.start(), column(*area.columns.start()));
        self.sheet.write_datetime_with_format(row, col, &known, &format)?;
        Ok(())
    }

    /// Merges an area, if it is more than a cell.
    fn merge(&mut self, area: &Area, format: &Format) -> Result<(), WriteError> {
        let (rows, columns) = (&area.rows, &area.columns);
        if rows.start() != rows.end() || columns.start() != columns.end() {
            let (left, right) = (column(*columns.start()), column(*columns.end()));
            self.sheet.merge_range(*rows.start(), left, *rows.end(), right, "", format)?;
        }
        Ok(())
    }
}

/// A column number for the library. A table has at most 256 columns; where several tables share a sheet, the
/// library refuses columns beyond its limit.
fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// The columns of the sheet that some columns of a table cover.
fn across(columns: &[RangeInclusive<usize>], col: usize, span: usize) -> Option<RangeInclusive<usize>> {
    Some(*columns.get(col)?.start()..=*columns.get(col + span - 1)?.end())
}

/// The number as a spreadsheet stores it; none where it would lose digits.
fn kept(number: Decimal) -> Option<f64> {
    let digits = number.normalize().mantissa().unsigned_abs().to_string().len();
    if digits > DIGITS { None } else { number.to_f64() }
}

/// The number format with as many decimals as the number has, and with groups of thousands where its text has them.
fn number_format(number: Decimal, text: &str) -> String {
    let grouped = text.trim().contains([' ', '\u{a0}', '\u{202f}']);
    match (grouped, number.scale()) {
        (false, 0) => "General".into(),
        (false, scale) => decimals(scale),
        (true, scale) => format!("#,##{}", decimals(scale)),
    }
}

fn decimals(count: u32) -> String {
    if count == 0 { "0".into() } else { format!("0.{}", "0".repeat(count.min(28) as usize)) }
}

/// The parts of a paragraph between its tabulators; at most one more than it has positions for.
fn at_tabulators(paragraph: &Paragraph) -> Vec<Paragraph> {
    let most = paragraph.look.tabs.len() + 1;
    let mut parts = vec![Paragraph { runs: Runs::new(), ..paragraph.clone() }];
    for run in &paragraph.runs {
        for (at, text) in run.text.split('\t').enumerate() {
            if at > 0 && parts.len() < most {
                parts.push(Paragraph { label: None, runs: Runs::new(), ..paragraph.clone() });
            }
            if let Some(part) = parts.last_mut() {
                part.runs.push(crate::document::Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    parts
}
