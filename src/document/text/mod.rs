//! The reader of text files: delimited tables, Markdown with tables, and plain text.
//!
//! The content decides between them, never the name of the file:
//!
//! 1. where a delimiter splits nearly every line into the same number of fields, it is a table
//!    ([`delimited`] has the rule in full);
//! 2. else, where there is a Markdown table (a row of pipes above a row of dashes), it is Markdown;
//! 3. else it is plain text: one paragraph for each line, also for blank ones, with its tabulators unchanged.
//!    The raw text of a scan, where prose, shifted rows and tags are mixed, is always this.

mod decode;
mod delimited;
mod markdown;
#[cfg(test)]
mod tests;

pub(super) use decode::{decode, utf16};

use super::error::{Bound, ReadError};
use super::{Block, Document, Paragraph, Place};

/// Reads a text file.
///
/// # Errors
/// [`ReadError::TooBig`] beyond the bounds of a text, a table or its cells.
pub(super) fn read(bytes: &[u8], file_name: &str) -> Result<Document, ReadError> {
    Bound::TextBytes.check(bytes.len()).map_err(too_big)?;
    let text = decode(bytes, None);
    // A pipe table is certain by the line under its header, so semicolons in its cells are ignored.
    let blocks = match markdown::read(&text).map_err(too_big)? {
        Some(blocks) => blocks,
        None => match delimited::read(&text)? {
            Some(table) => vec![table.into()],
            None => plain(&text)?,
        },
    };
    Ok(Document::new(file_name, blocks))
}

/// One paragraph for each line.
fn plain(text: &str) -> Result<Vec<Block>, ReadError> {
    Bound::Lines.check(text.split('\n').count()).map_err(too_big)?;
    let of_line = |(number, line): (u32, &str)| {
        let mut paragraph = Paragraph::new(line);
        paragraph.place = Place::of_line(number);
        Block::Paragraph(paragraph)
    };
    Ok((1..).zip(text.split('\n')).map(of_line).collect())
}

pub(super) fn too_big(bound: Bound) -> ReadError {
    ReadError::TooBig { bound, part: None }
}
