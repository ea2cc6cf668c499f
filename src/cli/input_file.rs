//! Input files: their bytes, their names in messages, and their text.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use super::failure::Failure;
use crate::{document, text::surely::Surely};

/// The largest input file; no office document is nearly as large.
const LARGEST: u64 = 512 << 20;

/// The bytes of a file, or of standard input for `-`.
///
/// # Errors
/// When it cannot be read, or is too large.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let fault = |cause: io::Error| Failure::Read(file.to_owned(), cause);
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|open| open.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    let size = read.map_err(fault)?;
    if u64::try_from(size).is_ok_and(|size| size > LARGEST) {
        return Err(fault(io::ErrorKind::FileTooLarge.into()));
    }
    Ok(bytes)
}

/// The name of a file in messages and places, without its directory.
pub(super) fn shown(file: &Path) -> String {
    file.file_name().map_or_else(|| file.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
}

/// A file as text.
///
/// # Errors
/// When it is not UTF-8; the failure names the line.
pub(super) fn as_text<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, Failure> {
    std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).surely();
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        Failure::NotText(name.to_owned(), line)
    })
}

/// Decodes a text table in any encoding that spreadsheets write.
///
/// # Errors
/// When it is no text; the failure names the line.
pub(super) fn text_of(name: &str, bytes: &[u8]) -> Result<String, Failure> {
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    match bytes.iter().position(|byte| *byte == 0).filter(|_| !marked) {
        Some(at) => {
            let before = bytes.get(..at).surely();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(Failure::NotText(name.to_owned(), line))
        }
        None => Ok(document::text_of(bytes)),
    }
}
