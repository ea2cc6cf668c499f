//! The XLS reader (BIFF5 and BIFF8), record by record.
//!
//! calamine reads XLS too, but builds a dense grid of the size that a sheet declares, panics on records that are
//! too short, and drops number formats, so that a code 1.10 becomes 1.1. Of 300 damaged copies of one workbook,
//! calamine 0.38 panicked on three and built a grid of more than five million cells for two.

use std::collections::{HashMap, HashSet};

use calamine::{ExcelDateTime, ExcelDateTimeType};
use encoding_rs::{Encoding, WINDOWS_1252};

use super::build::{self, CellStyle, Region, RichText, SheetBuilder, WorkbookUsage};
use super::compound::{Compound, index, u16_at, u32_at};
use super::format::Section;
use super::records::{Record, Records, encoding};
use super::shown;
use super::xls_looks::{Tables, XlsStyle, font};
use crate::document::{AsideOf, Block, CellValue, Effect, FileKind, Run, aside, merges};
use crate::{
    document::error::{Bound, ReadError},
    text::surely::Surely,
};

const STREAM: &str = "Workbook";

/// Reads the visible sheets of a workbook.
///
/// # Errors
/// [`ReadError`]: damaged, locked, of a version before 1993, or too big.
pub(in crate::document) fn read(bytes: &[u8]) -> Result<Vec<Block>, ReadError> {
    Bound::PartBytes.check(bytes.len()).map_err(|bound| bound.broken_in(STREAM))?;
    let damaged = |why: &str| ReadError::DamagedPart { part: STREAM.to_owned(), why: why.to_owned() };
    let file = Compound::open(bytes).ok_or_else(|| damaged("its file system is broken"))?;
    let stream =
        file.stream(&[STREAM, "Book"]).ok_or(ReadError::NoMainPart { part: Some(STREAM.to_owned()) })?;
    let book = Book::of(&stream)?;
    let (mut blocks, mut cells, mut seen) = (Vec::new(), WorkbookUsage::default(), HashSet::new());
    for (name, at) in &book.sheets {
        let Some(records) = stream.get(*at..).filter(|_| seen.insert(*at)) else { continue };
        let mut reader = SheetReader {
            book: &book,
            sheet: SheetBuilder::new(name, cells),
            regions: Vec::new(),
            awaited: None,
        };
        reader.read(Records(records))?;
        cells = reader.sheet.taken();
        blocks.extend(reader.sheet.finish(reader.regions)?.map(Block::from));
    }
    Ok(aside::with_hidden(blocks, book.hidden))
}

/// The data of the workbook that all sheets use.
struct Book {
    wide: bool,
    encoding: &'static Encoding,
    from_1904: bool,
    texts: Vec<String>,
    /// The pieces of those that have several, by their numbers: where each begins, and what its font does.
    pieces: HashMap<usize, Vec<(usize, Effect)>>,
    looks: Vec<CellStyle>,
    none: CellStyle,
    /// The sheets that are shown, with where they begin.
    sheets: Vec<(String, usize)>,
    /// The names of the hidden sheets.
    hidden: Vec<String>,
}

impl Book {
    fn of(stream: &[u8]) -> Result<Self, ReadError> {
        let version =
            Records(stream).next().filter(|record| record.kind == 0x0809).and_then(|bof| u16_at(bof.data, 0));
        let wide = match version {
            Some(0x0600) => true,
            Some(0x0500) => false,
            _ => return Err(ReadError::Unsupported { kind: FileKind::Xls, named: None }),
        };
        let none = CellStyle::general();
        let mut book = Self {
            wide,
            encoding: WINDOWS_1252,
            from_1904: false,
            texts: Vec::new(),
            pieces: HashMap::new(),
            looks: Vec::new(),
            none,
            sheets: Vec::new(),
            hidden: Vec::new(),
        };
        let mut tables = Tables::default();
        for record in Records(stream).take_while(|record| record.kind != 0x000A) {
            if record.kind == 0x002F {
                return Err(ReadError::Encrypted);
            }
            book.global(&record, &mut tables);
        }
        book.looks = tables.styles.iter().map(|style| tables.look(style)).collect();
        Ok(book)
    }

    /// Reads a record about the whole workbook; one that is too short is ignored.
    fn global(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let data = record.data;
        match record.kind {
            0x0042 => self.encoding = encoding(u16_at(data, 0)?),
            0x0022 => self.from_1904 = u16_at(data, 0)? == 1,
            0x0031 => tables.fonts.push(font(data)?),
            0x041E => {
                let mut texts = record.texts(2, self.encoding, self.wide);
                let code = if self.wide { texts.long() } else { texts.short() };
                tables.formats.insert(u16_at(data, 0)?, code?);
            }
            0x00E0 => tables.styles.push(XlsStyle::of(data)?),
            0x00FC => {
                let mut texts = record.texts(8, self.encoding, self.wide);
                for (at, pieced) in std::iter::from_fn(|| texts.pieced()).enumerate() {
                    let pieces: Vec<(usize, Effect)> =
                        pieced.pieces.into_iter().map(|(begin, font)| (begin, tables.piece(font))).collect();
                    if !pieces.is_empty() {
                        self.pieces.insert(at, pieces);
                    }
                    self.texts.push(pieced.text);
                }
            }
            0x0085 => {
                let name = record.texts(6, self.encoding, self.wide).short()?;
                let (visible, of_cells) = (data.get(4)? & 3 == 0, *data.get(5)? == 0);
                match (visible, of_cells) {
                    (true, true) => self.sheets.push((name, index(u32_at(data, 0)?))),
                    (false, true) => self.hidden.push(name),
                    (_, false) => {}
                }
            }
            _ => {}
        }
        Some(())
    }

    fn look(&self, style: u16) -> &CellStyle {
        self.looks.get(usize::from(style)).unwrap_or(&self.none)
    }
}

/// A sheet while its records are read.
struct SheetReader<'b> {
    book: &'b Book,
    sheet: SheetBuilder<'b>,
    regions: Vec<Region>,
    /// The cell of a formula whose text follows in the next record: row, column, style.
    awaited: Option<(u16, u16, u16)>,
}

impl SheetReader<'_> {
    fn read(&mut self, mut records: Records<'_>) -> Result<(), ReadError> {
        let _ = records.next().filter(|bof| bof.kind == 0x0809);
        let mut charts = 0_usize;
        for record in records {
            match record.kind {
                // Charts inside a sheet have records that look like cells.
                0x0809 => charts += 1,
                0x000A if charts == 0 => break,
                0x000A => charts -= 1,
                _ if charts > 0 => {}
                0x00E5 => self.merged(record.data)?,
                0x0208 | 0x007D => self.hidden(&record).unwrap_or_default(),
                _ => self.cell(&record).unwrap_or(Ok(()))?,
            }
        }
        Ok(())
    }

    /// A row or some columns, where they are hidden.
    fn hidden(&mut self, record: &Record<'_>) -> Option<()> {
        let data = record.data;
        if record.kind == 0x0208 {
            let row = usize::from(u16_at(data, 0)?);
            (u16_at(data, 12)? & 0x20 != 0).then(|| self.sheet.hide(AsideOf::HiddenRow, row))
        } else {
            let (first, last) = (usize::from(u16_at(data, 0)?), usize::from(u16_at(data, 2)?));
            let last = last.min(Bound::Columns.limit());
            let hidden = u16_at(data, 8)? & 1 != 0;
            hidden.then(|| (first..=last).for_each(|at| self.sheet.hide(AsideOf::HiddenColumn, at)))
        }
    }

    /// Reads a record with one or more cells; one that is too short is ignored.
    fn cell(&mut self, record: &Record<'_>) -> Option<Result<(), ReadError>> {
        let data = record.data;
        if record.kind == 0x0207 {
            let (row, col, style) = self.awaited.take()?;
            let text = record.texts(0, self.book.encoding, self.book.wide).long()?;
            return Some(self.text(row, col, style, &text));
        }
        let (row, col, style) = (u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?);
        Some(match record.kind {
            0x0203 => self.number(row, col, style, f64_at(data, 6)?),
            0x027E => self.number(row, col, style, rk(u32_at(data, 6)?)),
            0x00BD => {
                let pairs = data.get(4..data.len().saturating_sub(2))?.chunks_exact(6);
                (col..=u16::MAX).zip(pairs).try_for_each(|(col, pair)| {
                    let (style, figure) = (u16_at(pair, 0).unwrap_or(0), u32_at(pair, 2).unwrap_or(0));
                    self.number(row, col, style, rk(figure))
                })
            }
            0x00FD => {
                let at = index(u32_at(data, 6)?);
                let text = self.book.texts.get(at)?;
                match self.book.pieces.get(&at) {
                    Some(pieces) => self.pieces(row, col, style, text, pieces),
                    None => self.text(row, col, style, text),
                }
            }
            0x0204 | 0x00D6 => {
                let text = record.texts(6, self.book.encoding, self.book.wide).long()?;
                self.text(row, col, style, &text)
            }
            0x0205 => self.bool_or_error(row, col, style, *data.get(6)?, *data.get(7)? == 1),
            0x0006 => match data.get(6..14)? {
                [0, .., 0xFF, 0xFF] => {
                    self.awaited = Some((row, col, style));
                    Ok(())
                }
                [kind @ (1 | 2), _, value, .., 0xFF, 0xFF] => {
                    self.bool_or_error(row, col, style, *value, *kind == 2)
                }
                [.., 0xFF, 0xFF] => Ok(()),
                _ => self.number(row, col, style, f64_at(data, 6)?),
            },
            _ => Ok(()),
        })
    }

    fn text(&mut self, row: u16, col: u16, style: u16, text: &str) -> Result<(), ReadError> {
        if merges::shows_nothing(text) {
            return Ok(());
        }
        self.sheet.add(row.into(), col.into(), text.to_owned(), None, self.book.look(style))
    }

    /// A text in pieces, of which the first has the font of the cell.
    fn pieces(
        &mut self,
        row: u16,
        col: u16,
        style: u16,
        text: &str,
        pieces: &[(usize, Effect)],
    ) -> Result<(), ReadError> {
        let look = self.book.look(style);
        let units: Vec<u16> = text.encode_utf16().collect();
        let ends = pieces.iter().map(|(begin, _)| *begin).chain([units.len()]);
        let effects = std::iter::once(look.effect).chain(pieces.iter().map(|(_, effect)| *effect));
        let mut from = 0;
        let runs = effects.zip(ends).filter_map(|(effect, end)| {
            let piece = units.get(from..end.max(from)).map(String::from_utf16_lossy);
            from = end.max(from);
            let (bold, italic, underline) = (look.bold, look.italic, look.underline);
            piece.filter(|text| !text.is_empty()).map(|text| Run { text, bold, italic, underline, effect })
        });
        let runs: Vec<Run> = runs.collect();
        if runs.iter().all(|run| run.effect == Effect::Plain) || merges::shows_nothing(text) {
            return self.text(row, col, style, text);
        }
        let whole = look.plain();
        self.sheet.add(row.into(), col.into(), text.to_owned(), None, &whole)?;
        self.sheet.part(RichText { row: row.into(), col: col.into(), runs });
        Ok(())
    }

    fn number(&mut self, row: u16, col: u16, style: u16, figure: f64) -> Result<(), ReadError> {
        let look = self.book.look(style);
        let (text, value) = if matches!(look.format.sections.first(), Some(Section::Date(_))) {
            let kind = match look.format.elapsed {
                true => ExcelDateTimeType::TimeDelta,
                false => ExcelDateTimeType::DateTime,
            };
            build::moment(&ExcelDateTime::new(figure, kind, self.book.from_1904), look)
        } else {
            build::number(figure, look)
        };
        self.sheet.add(row.into(), col.into(), text, value, look)
    }

    fn bool_or_error(
        &mut self,
        row: u16,
        col: u16,
        style: u16,
        byte: u8,
        is_error: bool,
    ) -> Result<(), ReadError> {
        let value = (!is_error).then_some(CellValue::Logical(byte != 0));
        let text = value.as_ref().map_or_else(|| error(byte).to_owned(), shown::plain);
        self.sheet.add(row.into(), col.into(), text, value, self.book.look(style))
    }

    fn merged(&mut self, data: &[u8]) -> Result<(), ReadError> {
        let found = data.get(2..).surely().chunks_exact(8).filter_map(|region| {
            let at = |at| u16_at(region, at).map(usize::from);
            Some(Region { row: at(0)?, last_row: at(2)?, col: at(4)?, last_col: at(6)? })
        });
        self.regions.extend(found);
        Bound::Cells.check(self.regions.len()).map_err(|bound| bound.broken_in(STREAM))
    }
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    data.get(at..at + 8)?.try_into().ok().map(f64::from_le_bytes)
}

/// A number in four bytes: the upper half of a float or a whole number, either possibly multiplied by a hundred.
fn rk(bits: u32) -> f64 {
    let figure = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { figure } else { figure / 100.0 }
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
