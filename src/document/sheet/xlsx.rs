//! XLSX, cell by cell. The XML is looked through before calamine sees it: see [`super::scan`].

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::build::{self, Look, Looks, Sheet};
use super::scan::{self, Scan};
use super::shown;
use crate::document::error::{Bound, ReadError};
use crate::document::package::Package;
use crate::document::{Block, Value, merges};

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reads the sheets of a workbook that are shown.
///
/// # Errors
/// [`ReadError`]: a part is missing, damaged, locked or too big.
pub(in crate::document) fn read(bytes: &[u8], package: &mut Package<'_>) -> Result<Vec<Block>, ReadError> {
    let scans = scan::workbook(package)?;
    // Whatever the scan has missed: a library that gives up on a file must not take the program with it.
    catch_unwind(AssertUnwindSafe(|| sheets(bytes, &scans)))
        .unwrap_or_else(|_| Err(damaged("xl/workbook.xml", "the reader of workbooks gave up")))
}

fn sheets(bytes: &[u8], scans: &[(String, Scan)]) -> Result<Vec<Block>, ReadError> {
    let mut workbook: Workbook<'_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| in_part("xl/workbook.xml", &error))?;
    let all = workbook.sheets_metadata().to_vec();
    let (mut looks, mut blocks, mut cells) = (None, Vec::new(), 0);
    for (index, sheet) in all.iter().enumerate() {
        if sheet.visible != SheetVisible::Visible || sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let empty = Scan::default();
        let scan = scans.get(index).map_or(&empty, |(_, scan)| scan);
        blocks.extend(self::sheet(&mut workbook, &sheet.name, scan, &mut looks, &mut cells)?);
    }
    Ok(blocks)
}

fn sheet(
    workbook: &mut Workbook<'_>,
    name: &str,
    scan: &Scan,
    looks: &mut Option<Looks>,
    count: &mut usize,
) -> Result<Option<Block>, ReadError> {
    let failed = |error: XlsxError| in_part(name, &error);
    let mut cells = workbook.worksheet_cells_reader(name).map_err(failed)?;
    let looks = looks.get_or_insert_with(|| Looks::of(cells.styles()));
    let mut sheet = Sheet::new(name, *count);
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(failed)? {
        let (row, col) = cell.get_position();
        let (row, col) = (index(row), index(col));
        let look = looks.get(style);
        match cell.get_value() {
            DataRef::Empty => {}
            DataRef::String(text) => add_text(&mut sheet, row, col, text, look)?,
            DataRef::SharedString(text) => add_text(&mut sheet, row, col, text, look)?,
            value => {
                let (text, value) = typed(value, look);
                sheet.add(row, col, &text, value, look)?;
            }
        }
    }
    for formula in &scan.formulas {
        let value = Some(Value::Formula(formula.text.clone()));
        sheet.add(formula.row, formula.col, &formula.text, value, &Look::general())?;
    }
    *count = sheet.count();
    Ok(sheet.finish(scan.regions.clone())?.map(Block::from))
}

fn add_text(sheet: &mut Sheet<'_>, row: usize, col: usize, text: &str, look: &Look) -> Result<(), ReadError> {
    if merges::shows_nothing(text) { Ok(()) } else { sheet.add(row, col, text, None, look) }
}

/// Text and value of a cell that is not text.
fn typed(value: &DataRef<'_>, look: &Look) -> (String, Option<Value>) {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "a workbook has fifteen figures")]
        DataRef::Int(number) => build::number(*number as f64, look),
        DataRef::Float(number) => build::number(*number, look),
        DataRef::Bool(on) => {
            let value = Value::Logical(*on);
            (shown::plain(&value), Some(value))
        }
        DataRef::DateTime(moment) => build::moment(moment, look),
        DataRef::DateTimeIso(text) => match text.trim_end_matches('Z').parse() {
            Ok(moment) => (shown::date(moment, &look.format), Some(Value::DateTime(moment))),
            Err(_) => (text.clone(), None),
        },
        DataRef::DurationIso(text) => (text.clone(), None),
        DataRef::Error(error) => (error.to_string(), None),
        DataRef::String(_) | DataRef::SharedString(_) | DataRef::Empty => (String::new(), None),
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The error of calamine as one of ours.
fn in_part(part: &str, error: &XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        XlsxError::RowNumberOverflow => Bound::Rows.broken_in(part),
        XlsxError::ColumnNumberOverflow => Bound::Columns.broken_in(part),
        error => damaged(part, &error.to_string()),
    }
}

fn damaged(part: &str, why: &str) -> ReadError {
    ReadError::DamagedPart { part: part.to_owned(), why: why.to_owned() }
}
