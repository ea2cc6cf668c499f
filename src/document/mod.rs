//! Office documents as data, with their readers and writers.
//!
//! A [`Document`] is a list of [`Block`]s: paragraphs and tables, with the formatting that a plan's meaning depends
//! on (merged cells, bold, automatic numbers, places). No module here depends on plans, and no other module depends
//! on the format of a file.
//!
//! [`read`] recognises the kind of a file by its content. Any input gives a document or a [`ReadError`], within the
//! [`Bound`]s.

mod aside;
mod cover;
mod docx;
mod effect;
#[cfg(test)]
mod effect_tests;
mod equation;
mod error;
pub mod formatting;
mod html;
mod inside;
mod kind;
mod merges;
mod model;
mod numeral;
mod odf;
mod package;
mod place;
mod runs;
mod sheet;
mod signed;
mod sniff;
mod style_look;
mod table;
#[cfg(test)]
mod testing;
mod text;
pub mod write;
mod xml;

pub use aside::{Aside, AsideOf};
pub use effect::{Effect, Effects, raised_figure};
pub use error::{Bound, ReadError, ZipFault};
pub use formatting::{BoxedLook, CellLook, PageSetup, ParagraphLook};
pub use inside::{Inside, inside};
pub use kind::{Advice, FileKind};
pub use model::{Align, Block, Blocks, Document, Label, Paragraph, Run, Runs};
pub use place::Place;
pub use table::{Cell, CellValue, Table};

use package::Package;

/// The text of a file in any encoding; its lines are separated by `\n`.
pub fn text_of(bytes: &[u8]) -> String {
    text::decode(bytes, None)
}

/// Reads a document. `file_name` goes into [`Document::file`] and makes errors clearer ("though its name ends in
/// .docx"); it does not decide how the bytes are read.
///
/// # Errors
/// [`ReadError`]: of another kind, damaged, protected, or too big.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Document, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let mut kind = sniff::of_outside(bytes);
    if kind == FileKind::Zip {
        let mut package = Package::open(bytes)?;
        kind = package.kind()?;
        let blocks = match kind {
            FileKind::Docx => Some(docx::read(&mut package)?),
            FileKind::Odt => Some(odf::read(&mut package, odf::Of::Text)?),
            FileKind::Ods => Some(odf::read(&mut package, odf::Of::Sheets)?),
            FileKind::Xlsx => Some(sheet::read_xlsx(bytes, &mut package)?),
            _ => None,
        };
        if let Some(blocks) = blocks {
            return Ok(Document::new(file_name, blocks));
        }
    }
    match kind {
        FileKind::Text => text::read(bytes, file_name),
        FileKind::Html => html::read(bytes, file_name),
        FileKind::Xls => sheet::read_xls(bytes).map(|blocks| Document::new(file_name, blocks)),
        FileKind::FlatOdt => {
            odf::read_flat(bytes, odf::Of::Text).map(|blocks| Document::new(file_name, blocks))
        }
        FileKind::FlatOds => {
            odf::read_flat(bytes, odf::Of::Sheets).map(|blocks| Document::new(file_name, blocks))
        }
        FileKind::Encrypted => Err(ReadError::Encrypted),
        FileKind::Zip | FileKind::Asic | FileKind::Signed => Err(inside::refusal(bytes, kind, file_name)),
        _ => Err(ReadError::Unsupported { kind, named: kind.misnamed(file_name) }),
    }
}

/// The kind of a file; `None` when it is empty.
///
/// # Errors
/// [`ReadError`] when a zip archive is too damaged to recognise.
pub fn kind_of(bytes: &[u8]) -> Result<Option<FileKind>, ReadError> {
    match sniff::of_outside(bytes) {
        _ if bytes.is_empty() => Ok(None),
        FileKind::Zip => Package::open(bytes)?.kind().map(Some),
        kind => Ok(Some(kind)),
    }
}
