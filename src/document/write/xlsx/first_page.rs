//! Removes the page number from the first page, which workbooks allow and the library does not support.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter, result::ZipError};

/// The part with the page; later sheets number all of their pages.
const SHEET: &str = "xl/worksheets/sheet1.xml";
/// The header as the library begins it, and with a separate, blank one for the first page.
const HEADER: &str = "<headerFooter>";
const OWN_FIRST: &str = "<headerFooter differentFirst=\"1\">";

/// The workbook without a header on the first page of its first sheet.
pub(super) fn unnumbered(book: &[u8]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(book))?;
    let sheet = archive.index_for_name(SHEET);
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(book.len())));
    for at in 0..archive.len() {
        if Some(at) != sheet {
            out.raw_copy_file(archive.by_index_raw(at)?)?;
            continue;
        }
        let mut xml = String::new();
        archive.by_index(at)?.read_to_string(&mut xml)?;
        // Without the time, so that the same document gives the same bytes.
        out.start_file(SHEET, SimpleFileOptions::default().last_modified_time(DateTime::default()))?;
        let header = xml.rfind(HEADER);
        let (before, after) = header.and_then(|at| xml.split_at_checked(at)).unwrap_or((&xml, ""));
        out.write_all(before.as_bytes())?;
        if let Some(after) = after.strip_prefix(HEADER) {
            out.write_all(OWN_FIRST.as_bytes())?;
            out.write_all(after.as_bytes())?;
        }
    }
    Ok(out.finish()?.into_inner())
}
