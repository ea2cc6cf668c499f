//! Builds a sheet: the text, look and value of each cell become a cell of a table.

use calamine::{Color, ExcelDateTime, Fill, FillPattern, HorizontalAlignment, NumberFormat, Style};
use jiff::civil;
use rust_decimal::Decimal;
use smallvec::smallvec;

use super::conditional::Condition;
use super::format::{ParsedFormat, Section, builtin};
use super::{Covered, fit_spans, shown};
use crate::document::error::{Bound, ReadError};
use crate::document::style_look::{self, StyleLook};
use crate::document::{
    Align, Aside, AsideOf, Block, Blocks, Cell, CellValue, Effect, Paragraph, Run, Runs, Table, merges,
};
use crate::text::normal::in_nfc;

/// The memory that a further line of a cell takes, in bytes, because it is a paragraph.
const LINE: usize = 128;

/// The look of the cells of one style.
pub(super) struct CellStyle {
    pub format: ParsedFormat,
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
    /// Whether its text is struck out.
    pub effect: Effect,
    pub align: Option<Align>,
    /// Whether the cell has a ground on which white text is seen.
    pub coloured_ground: bool,
}

/// A cell's text in pieces of different looks, with its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RichText {
    pub row: usize,
    pub col: usize,
    pub runs: Vec<Run>,
}

/// A merged region: rows and columns from 0, including the last ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Region {
    pub row: usize,
    pub col: usize,
    pub last_row: usize,
    pub last_col: usize,
}

/// The looks of a workbook, by the number of the style.
pub(super) struct Looks {
    all: Vec<CellStyle>,
    /// For a style that does not exist.
    none: CellStyle,
}

/// How much of a workbook was read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WorkbookUsage {
    cells: usize,
    bytes: usize,
}

/// A sheet while it is read.
pub(super) struct SheetBuilder<'n> {
    name: &'n str,
    cells: Vec<Cell>,
    /// What the sheets before it use.
    before: WorkbookUsage,
    /// The bytes of its texts.
    bytes: usize,
    /// Whether a cell may have a mark, or be blank.
    marked: bool,
    /// Texts whose pieces change their meaning.
    pieces: Vec<RichText>,
    asides: Vec<Aside>,
    /// The conditional formats that make a text white.
    conditions: Vec<Condition>,
}

impl CellStyle {
    /// The style without a number format or a look.
    pub fn general() -> Self {
        let format = ParsedFormat { sections: vec![Section::General], elapsed: false };
        Self {
            format,
            bold: false,
            italic: false,
            underline: false,
            effect: Effect::Plain,
            align: None,
            coloured_ground: false,
        }
    }

    /// The same for a text of which only the pieces have an effect.
    pub fn plain(&self) -> Self {
        let Self { bold, italic, underline, align, .. } = *self;
        Self { bold, italic, underline, align, ..Self::general() }
    }

    fn of(style: &Style) -> Self {
        let font = style.font.as_ref();
        let code = match &style.number_format {
            None => "General",
            // Excel shows dates in the format of the office's language; calamine would give the American format.
            Some(NumberFormat { format_id: Some(id @ 14..=22), .. }) => {
                builtin(u16::try_from(*id).unwrap_or(0))
            }
            Some(format) => format.format_code.as_str(),
        };
        let align = style.alignment.as_ref().map(|alignment| alignment.horizontal);
        Self {
            format: ParsedFormat::of(code),
            bold: font.is_some_and(|font| font.is_bold()),
            italic: font.is_some_and(|font| font.is_italic()),
            underline: font.is_some_and(|font| font.has_underline()),
            effect: StyleLook {
                struck: font.map(|font| font.has_strikethrough()),
                white: font.and_then(|font| font.color.as_ref()).map(is_white),
                tiny: font.and_then(|font| font.size).map(style_look::is_tiny),
                coloured_ground: style.fill.as_ref().map(is_coloured),
                ..StyleLook::default()
            }
            .effect(),
            coloured_ground: style.fill.as_ref().is_some_and(is_coloured),
            align: match align {
                Some(HorizontalAlignment::Left) => Some(Align::Left),
                Some(HorizontalAlignment::Center | HorizontalAlignment::CenterContinuous) => {
                    Some(Align::Center)
                }
                Some(HorizontalAlignment::Right) => Some(Align::Right),
                Some(HorizontalAlignment::Justify) => Some(Align::Justify),
                _ => None,
            },
        }
    }
}

fn is_white(colour: &Color) -> bool {
    style_look::is_white([colour.red, colour.green, colour.blue])
}

/// Whether a cell with this fill has a ground of another colour than paper.
fn is_coloured(fill: &Fill) -> bool {
    match fill.pattern {
        FillPattern::None => false,
        FillPattern::Solid => fill.foreground_color.as_ref().is_some_and(|colour| !is_white(colour)),
        _ => true,
    }
}

impl Looks {
    /// The looks of these styles.
    pub fn of(styles: &[Style]) -> Self {
        Self { all: styles.iter().map(CellStyle::of).collect(), none: CellStyle::general() }
    }

    /// The look of a style.
    pub fn get(&self, style: usize) -> &CellStyle {
        self.all.get(style).unwrap_or(&self.none)
    }
}

impl<'n> SheetBuilder<'n> {
    /// A sheet without cells, with what the sheets before it use.
    pub fn new(name: &'n str, before: WorkbookUsage) -> Self {
        let (cells, pieces, asides) = (Vec::new(), Vec::new(), Vec::new());
        let conditions = Vec::new();
        Self { name, cells, before, bytes: 0, marked: false, pieces, asides, conditions }
    }

    /// With conditional formats that make a text white.
    pub fn with_conditions(self, conditions: Vec<Condition>) -> Self {
        Self { conditions, ..self }
    }

    /// A row or column is hidden.
    pub fn hide(&mut self, what: AsideOf, at: usize) {
        self.asides.push(Aside { what, at, text: String::new() });
    }

    /// The pieces of a text that is added as a whole.
    pub fn part(&mut self, pieces: RichText) {
        self.pieces.push(pieces);
    }

    /// Its name.
    pub fn name(&self) -> &'n str {
        self.name
    }

    /// What it uses together with the sheets before it.
    pub fn taken(&self) -> WorkbookUsage {
        WorkbookUsage { cells: self.before.cells + self.cells.len(), bytes: self.before.bytes + self.bytes }
    }

    /// Adds a cell with text.
    ///
    /// # Errors
    /// [`ReadError::TooBig`] beyond the bounds of a table.
    pub fn add(
        &mut self,
        row: usize,
        col: usize,
        text: String,
        value: Option<CellValue>,
        look: &CellStyle,
    ) -> Result<(), ReadError> {
        self.check(Bound::Rows, row.saturating_add(1))?;
        self.check(Bound::Columns, col.saturating_add(1))?;
        self.bytes = self.bytes.saturating_add(text.len()).saturating_add(lines(&text) * LINE);
        let taken = self.taken();
        self.check(Bound::Cells, taken.cells + 1)?;
        self.check(Bound::CellBytes, taken.bytes)?;
        self.marked |= merges::may_end_in_mark(&text);
        let mut cell = Cell::new(row, col);
        let number = match &value {
            Some(CellValue::Number(number) | CellValue::Percent(number)) => Some(*number),
            _ => None,
        };
        let mut conditions = self.conditions.iter().filter(|_| !look.coloured_ground);
        let unseen = number.is_some_and(|number| shown::shows_nothing(number, &look.format))
            || conditions.any(|condition| condition.applies_to((row, col), value.as_ref(), &text));
        cell.value = value;
        if text.contains('\n') {
            // Capacity for exactly as many, because a growing vector reserves four, which most cells never need.
            cell.blocks = Blocks::with_capacity(text.lines().count());
            cell.blocks.extend(text.lines().map(|line| paragraph(line.to_owned(), look)));
        } else if !text.is_empty() {
            cell.blocks = smallvec![paragraph(text, look)];
        }
        if unseen && let Some(Block::Paragraph(only)) = cell.blocks.first_mut() {
            only.runs.iter_mut().for_each(|run| run.effect = Effect::Hidden);
        }
        self.cells.push(cell);
        Ok(())
    }

    fn check(&self, bound: Bound, figure: usize) -> Result<(), ReadError> {
        bound.check(figure).map_err(|bound| bound.broken_in(self.name))
    }

    /// The table with its merged regions; `None` when there is no cell.
    ///
    /// # Errors
    /// [`ReadError::TooBig`] beyond the bounds of a table.
    pub fn finish(mut self, mut regions: Vec<Region>) -> Result<Option<Table>, ReadError> {
        if self.cells.is_empty() {
            return Ok(None);
        }
        regions.sort_unstable();
        self.cells.sort_by_key(|cell| (cell.row, cell.col));
        if self.marked {
            merges::restore(&mut self.cells);
        }
        for RichText { row, col, runs } in std::mem::take(&mut self.pieces) {
            let found = self.cells.binary_search_by_key(&(row, col), |cell| (cell.row, cell.col));
            if let Some(cell) = found.ok().and_then(|at| self.cells.get_mut(at)) {
                in_pieces(cell, runs);
            }
        }
        let used = self.cells.last().map_or(0, |cell| cell.row);
        let mut empty = Vec::new();
        for region in regions.iter().filter(|region| region.row <= used) {
            let span = |from: usize, to: usize| to.saturating_sub(from).saturating_add(1);
            let (down, right) = (span(region.row, region.last_row), span(region.col, region.last_col));
            let found =
                self.cells.binary_search_by_key(&(region.row, region.col), |cell| (cell.row, cell.col));
            match found.ok().and_then(|at| self.cells.get_mut(at)) {
                Some(cell) => (cell.rowspan, cell.colspan) = (down, right),
                None => empty.push(Cell::new(region.row, region.col).spanning(down, right)),
            }
        }
        self.check(Bound::Cells, self.taken().cells + empty.len())?;
        self.cells.append(&mut empty);
        fit_spans(&mut self.cells, Covered::Go);
        let mut table = Table::new(0, 0, self.cells).map_err(|bound| bound.broken_in(self.name))?;
        table.name = Some(self.name.to_owned());
        table.asides = self.asides;
        Ok(Some(table))
    }
}

/// Splits the text of a cell into its pieces; the look of the whole cell is kept.
fn in_pieces(cell: &mut Cell, runs: Vec<Run>) {
    let mut paragraph = cell.paragraphs().next().cloned().unwrap_or_default();
    let whole = paragraph.runs.first().map_or(Effect::Plain, |run| run.effect);
    paragraph.runs.clear();
    let mut blocks = Blocks::new();
    for run in runs {
        for (at, line) in run.text.split('\n').enumerate() {
            if at > 0 {
                let next = Paragraph { runs: Runs::new(), ..paragraph.clone() };
                blocks.push(Block::Paragraph(std::mem::replace(&mut paragraph, next)));
            }
            if !line.is_empty() {
                let effect = if run.effect == Effect::Plain { whole } else { run.effect };
                paragraph.runs.push(Run { text: in_nfc(line.to_owned()), effect, ..run.clone() });
            }
        }
    }
    blocks.push(Block::Paragraph(paragraph));
    cell.blocks = blocks;
}

/// The number of lines after the first one.
fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

fn paragraph(line: String, look: &CellStyle) -> Block {
    let text = in_nfc(line);
    let runs = match text.is_empty() {
        true => Runs::new(),
        false => {
            let CellStyle { bold, italic, underline, effect, .. } = *look;
            smallvec![Run { text, bold, italic, underline, effect }]
        }
    };
    Block::Paragraph(Paragraph { runs, align: look.align, ..Paragraph::default() })
}

/// A number of a workbook with its fifteen significant digits: 0.1 + 0.2 is 0.3.
pub(super) fn decimal(number: f64) -> Option<Decimal> {
    #[expect(clippy::cast_possible_truncation, reason = "whole and below 1e15: nothing is lost")]
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return Some(Decimal::from(number as i64));
    }
    if !number.is_finite() || number.abs() >= 1e28 {
        return None;
    }
    Decimal::from_scientific(&format!("{number:.14e}")).ok().map(|number| number.normalize())
}

/// Text and value of a number.
pub(super) fn number(figure: f64, look: &CellStyle) -> (String, Option<CellValue>) {
    let Some(exact) = decimal(figure) else { return (format!("{figure:e}"), None) };
    let percent = matches!(look.format.sections.first(), Some(Section::Number(shape)) if shape.percent);
    let value = if percent { CellValue::Percent(exact) } else { CellValue::Number(exact) };
    (shown::number(exact, &look.format), Some(value))
}

/// The hours of a duration of more than a day.
fn whole_hours(moment: &ExcelDateTime) -> Option<u32> {
    let days =
        u32::try_from(Decimal::try_from(moment.as_f64()).ok()?.trunc()).ok().filter(|days| *days > 0)?;
    let (.., hour, _, _, _) = moment.to_ymd_hms_milli();
    days.checked_mul(24)?.checked_add(hour.into())
}

/// Text and value of a day or a time.
pub(super) fn moment(moment: &ExcelDateTime, look: &CellStyle) -> (String, Option<CellValue>) {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let small = |number: u8| i8::try_from(number).unwrap_or(0);
    let date =
        i16::try_from(year).ok().and_then(|year| civil::Date::new(year, small(month), small(day)).ok());
    let time = civil::Time::new(small(hour), small(minute), small(second), 0).ok();
    let (Some(date), Some(time)) = (date, time) else {
        return number(moment.as_f64(), &CellStyle::general());
    };
    let text = match whole_hours(moment).filter(|_| moment.is_duration()) {
        Some(hours) => format!("{hours}:{minute:02}:{second:02}"),
        None => shown::date(date.to_datetime(time), &look.format),
    };
    // Neither a time of day without a date nor a duration is a moment.
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return (text, None);
    }
    let value = if time == civil::Time::midnight() {
        CellValue::Date(date)
    } else {
        CellValue::DateTime(date.to_datetime(time))
    };
    (text, Some(value))
}
