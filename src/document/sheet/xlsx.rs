//! The XLSX reader, cell by cell. [`super::scan`] scans the XML before calamine reads it.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use calamine::{Data, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::build::{self, CellStyle, Looks, SheetBuilder, WorkbookUsage};
use super::conditional;
use super::scan::{self, Scan};
use super::shown;
use crate::document::error::{Bound, ReadError};
use crate::document::package::Package;
use crate::document::{AsideOf, Block, CellValue, aside, merges};

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;
type CellsReader<'w, 'b> = XlsxCellReader<'w, Cursor<&'b [u8]>>;

/// From how many bytes on a second core pays.
const LARGE: usize = 100_000;
/// From how many cells on it does.
const LONG: usize = 4_000;
/// How many cells are sent to it at once.
const BATCH: usize = 1_000;
/// How many bytes of text are.
const BATCH_BYTES: usize = 1 << 20;
/// How many such batches wait at most.
const WAITING: usize = 4;

/// Reads the visible sheets of a workbook.
///
/// # Errors
/// [`ReadError`]: a part is missing, damaged, locked or too big.
pub(in crate::document) fn read(bytes: &[u8], package: &mut Package<'_>) -> Result<Vec<Block>, ReadError> {
    let large = scan::workbook(package)?;
    // The sheets are scanned while the shared texts are scanned and read.
    let look = || scan::sheets(&mut Package::open(bytes)?, &large);
    let mut open = || scan::shared_texts(package, &large).and_then(|rich| Ok((rich, open(bytes)?)));
    let (scans, workbook) = match bytes.len() < LARGE {
        true => (look(), open()),
        false => thread::scope(|scope| {
            let scans = scope.spawn(look);
            let workbook = open();
            (scans.join().unwrap_or_else(|panic| resume_unwind(panic)), workbook)
        }),
    };
    let ((rich, mut workbook), mut scans) = (workbook?, scans?);
    let pieces = scan::pieces(package, &large, &rich, &scans)?;
    scans.iter_mut().zip(pieces).for_each(|(scan, pieces)| scan.pieces = pieces);
    let styles = large.shared.replace("sharedStrings", "styles");
    conditional::keep_white(package, &styles, scans.iter_mut().map(|scan| &mut scan.conditions))?;
    unless_given_up(|| sheets(&mut workbook, scans))
}

/// Turns a panic of the library into an error, in case the scan has missed something.
fn unless_given_up<T>(read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    let given_up = |_| Err(damaged("xl/workbook.xml", "the reader of workbooks gave up"));
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(given_up)
}

fn open(bytes: &[u8]) -> Result<Workbook<'_>, ReadError> {
    unless_given_up(|| Xlsx::new(Cursor::new(bytes)).map_err(|error| in_part("xl/workbook.xml", &error)))
}

fn sheets(workbook: &mut Workbook<'_>, mut scans: Vec<Scan>) -> Result<Vec<Block>, ReadError> {
    let all = workbook.sheets_metadata().to_vec();
    let (mut looks, mut blocks, mut cells) = (None, Vec::new(), WorkbookUsage::default());
    let mut hidden = Vec::new();
    for (index, sheet) in all.iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        if sheet.visible != SheetVisible::Visible {
            hidden.push(sheet.name.clone());
            continue;
        }
        let scan = scans.get_mut(index).map(std::mem::take).unwrap_or_default();
        blocks.extend(self::sheet(workbook, &sheet.name, scan, &mut looks, &mut cells)?);
    }
    Ok(aside::with_hidden(blocks, hidden))
}

fn sheet(
    workbook: &mut Workbook<'_>,
    name: &str,
    scan: Scan,
    looks: &mut Option<Looks>,
    taken: &mut WorkbookUsage,
) -> Result<Option<Block>, ReadError> {
    let failed = |error: XlsxError| in_part(name, &error);
    let mut cells = workbook.worksheet_cells_reader(name).map_err(failed)?;
    let looks = looks.get_or_insert_with(|| Looks::of(cells.styles()));
    let sheet = SheetBuilder::new(name, *taken).with_conditions(scan.conditions);
    let mut sheet = match scan.cells < LONG {
        true => one_by_one(&mut cells, sheet, looks),
        false => side_by_side(&mut cells, sheet, looks),
    }?;
    for formula in &scan.formulas {
        let value = Some(CellValue::Formula(formula.text.clone()));
        sheet.add(formula.row, formula.col, formula.text.clone(), value, &CellStyle::general())?;
    }
    *taken = sheet.taken();
    scan.hidden_columns.iter().for_each(|at| sheet.hide(AsideOf::HiddenColumn, *at));
    scan.hidden_rows.iter().for_each(|at| sheet.hide(AsideOf::HiddenRow, *at));
    scan.pieces.into_iter().for_each(|pieces| sheet.part(pieces));
    Ok(sheet.finish(scan.regions)?.map(Block::from))
}

/// A cell from calamine.
struct Given {
    row: usize,
    col: usize,
    style: usize,
    data: Data,
}

impl Given {
    fn next(cells: &mut CellsReader<'_, '_>) -> Result<Option<Self>, XlsxError> {
        Ok(cells.next_cell_with_style_id()?.map(|(cell, style)| {
            let (row, col) = cell.get_position();
            Self { row: index(row), col: index(col), style, data: cell.get_value().clone().into() }
        }))
    }
}

/// Reads a sheet and makes its cells, one after the other.
fn one_by_one<'n>(
    cells: &mut CellsReader<'_, '_>,
    mut sheet: SheetBuilder<'n>,
    looks: &Looks,
) -> Result<SheetBuilder<'n>, ReadError> {
    while let Some(given) = Given::next(cells).map_err(|error| in_part(sheet.name(), &error))? {
        put(&mut sheet, given, looks)?;
    }
    Ok(sheet)
}

/// Reads a sheet while its cells are made on another core.
fn side_by_side<'n>(
    cells: &mut CellsReader<'_, '_>,
    mut sheet: SheetBuilder<'n>,
    looks: &Looks,
) -> Result<SheetBuilder<'n>, ReadError> {
    let name = sheet.name();
    thread::scope(|scope| {
        let (sender, batches) = sync_channel::<Vec<Given>>(WAITING);
        let made = scope.spawn(move || {
            batches.into_iter().flatten().try_for_each(|given| put(&mut sheet, given, looks))?;
            Ok(sheet)
        });
        let read = send(cells, &sender).map_err(|error| in_part(name, &error));
        drop(sender);
        let made = made.join().unwrap_or_else(|panic| resume_unwind(panic));
        read.and(made)
    })
}

/// Sends all cells of a sheet, until the receiver stops.
fn send(cells: &mut CellsReader<'_, '_>, sender: &SyncSender<Vec<Given>>) -> Result<(), XlsxError> {
    let (mut batch, mut bytes) = (Vec::with_capacity(BATCH), 0);
    while let Some(given) = Given::next(cells)? {
        bytes += if let Data::String(text) = &given.data { text.len() } else { 0 };
        batch.push(given);
        if batch.len() < BATCH && bytes < BATCH_BYTES {
            continue;
        }
        bytes = 0;
        if sender.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_err() {
            return Ok(());
        }
    }
    // The receiver reports its own error.
    sender.send(batch).or(Ok(()))
}

/// Adds a cell to its sheet.
fn put(sheet: &mut SheetBuilder<'_>, given: Given, looks: &Looks) -> Result<(), ReadError> {
    let Given { row, col, style, data } = given;
    let look = looks.get(style);
    match data {
        Data::Empty => Ok(()),
        Data::String(text) if merges::shows_nothing(&text) => Ok(()),
        Data::String(text) => sheet.add(row, col, text, None, look),
        data => {
            let (text, value) = typed(data, look);
            sheet.add(row, col, text, value, look)
        }
    }
}

/// Text and value of a cell that is not text.
fn typed(data: Data, look: &CellStyle) -> (String, Option<CellValue>) {
    match data {
        #[expect(clippy::cast_precision_loss, reason = "a workbook has fifteen figures")]
        Data::Int(number) => build::number(number as f64, look),
        Data::Float(number) => build::number(number, look),
        Data::Bool(on) => {
            let value = CellValue::Logical(on);
            (shown::plain(&value), Some(value))
        }
        Data::DateTime(moment) => build::moment(&moment, look),
        Data::DateTimeIso(text) => match text.trim_end_matches('Z').parse() {
            Ok(moment) => (shown::date(moment, &look.format), Some(CellValue::DateTime(moment))),
            Err(_) => (text, None),
        },
        Data::String(text) | Data::DurationIso(text) => (text, None),
        Data::Error(error) => (error.to_string(), None),
        Data::Empty => (String::new(), None),
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Converts an error of calamine.
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
