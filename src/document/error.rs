//! Why a document could not be read, as data; `Display` gives one plain English sentence.

use thiserror::Error;

use super::FileKind;

/// Why a document could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The file has no content at all.
    #[error("the file is empty")]
    Empty,
    /// The file is of a kind that is not read.
    #[error("{}", unsupported(*kind, named.as_deref()))]
    Unsupported {
        /// What the file is, by its content.
        kind: FileKind,
        /// The extension of the name in lower case, where it belongs to another kind than `kind`.
        named: Option<String>,
    },
    /// The file is not a document, but contains documents.
    #[error("the file is {}, and in it {}: {}", kind.description(), names.join(", "), kind.advice().sentence())]
    Holds {
        /// What the file is.
        kind: FileKind,
        /// The documents in it, at most a hundred.
        names: Vec<String>,
    },
    /// The document is locked with a password.
    #[error("the document is protected with a password: save it without one and try again")]
    Encrypted,
    /// The file begins as a zip archive, but the archive cannot be opened.
    #[error("the file is damaged or incomplete: its zip archive cannot be opened ({why})")]
    DamagedZip {
        /// What is wrong with it, where a person can do something about it.
        fault: ZipFault,
        /// The message of the zip reader.
        why: String,
    },
    /// The package has no part with the document's text.
    #[error("the file has no document in it{}", named_part(part.as_deref()))]
    NoMainPart {
        /// The part that should be there, when the package names it.
        part: Option<String>,
    },
    /// A part of the package cannot be unpacked.
    #[error("the file is damaged: its part {part} cannot be unpacked ({why})")]
    DamagedPart {
        /// The part.
        part: String,
        /// The message of the zip reader.
        why: String,
    },
    /// A part is not well-formed XML.
    #[error("the file is damaged: its part {part} is broken at line {line}, column {column} ({why})")]
    BrokenXml {
        /// The part.
        part: String,
        /// The line of the part, from 1.
        line: u32,
        /// The column in that line, from 1.
        column: u32,
        /// The message of the XML reader.
        why: String,
    },
    /// A part defines entities of its own, which no office program does and attacks do.
    #[error(
        "the file was refused: its part {part} has a document type definition, as no office program writes it"
    )]
    ForbiddenDtd {
        /// The part.
        part: String,
    },
    /// The main part is XML, but has no text body.
    #[error("the file is damaged: its part {part} has no document body")]
    NoBody {
        /// The part.
        part: String,
    },
    /// Reading it would take more memory or time than any real document needs.
    #[error("the file was refused as too big: more than {} {}{}", bound.limit(), bound.of_what(), in_part(part.as_deref()))]
    TooBig {
        /// The bound that was broken.
        bound: Bound,
        /// The part of the package, where it is known.
        part: Option<String>,
    },
}

/// What is wrong with a zip archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ZipFault {
    /// Its end is missing, because the transfer was cut off.
    CutOff,
    /// It uses a compression that is not supported.
    Unsupported,
    /// It contradicts itself.
    Damaged,
}

impl ZipFault {
    /// Every fault.
    pub const ALL: [Self; 3] = [Self::CutOff, Self::Unsupported, Self::Damaged];

    /// Its name for messages: `cut-off`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CutOff => "cut-off",
            Self::Unsupported => "unsupported",
            Self::Damaged => "damaged",
        }
    }
}

/// The bounds within which documents are read, so that no file can use up memory or time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Bytes of one inflated part, counted while it is inflated.
    PartBytes,
    /// Rows of a table.
    Rows,
    /// Columns of a table.
    Columns,
    /// Cells with content, because a few bytes in a small file can ask for many.
    Cells,
    /// Bytes of text in the cells of sheets, because many cells that share one text can turn a small file into
    /// gigabytes.
    CellBytes,
    /// The sum, over all cells of a table, of the rows that each cell covers.
    Covered,
    /// Bytes of a text file.
    TextBytes,
    /// Lines of a text file.
    Lines,
    /// Tables, text boxes and content controls inside each other.
    Depth,
    /// XML elements inside each other.
    XmlDepth,
    /// XML nodes of one part.
    XmlNodes,
    /// XML attributes of one part.
    XmlAttributes,
    /// XML attributes of one element.
    XmlElementAttributes,
    /// XML namespace declarations of one part.
    XmlNamespaces,
}

impl Bound {
    /// Every bound.
    pub const ALL: [Self; 14] = [
        Self::PartBytes,
        Self::Rows,
        Self::Columns,
        Self::Cells,
        Self::CellBytes,
        Self::Covered,
        Self::TextBytes,
        Self::Lines,
        Self::Depth,
        Self::XmlDepth,
        Self::XmlNodes,
        Self::XmlAttributes,
        Self::XmlElementAttributes,
        Self::XmlNamespaces,
    ];

    /// Its name for messages: `part-bytes`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PartBytes => "part-bytes",
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Cells => "cells",
            Self::CellBytes => "cell-bytes",
            Self::Covered => "covered",
            Self::TextBytes => "text-bytes",
            Self::Lines => "lines",
            Self::Depth => "depth",
            Self::XmlDepth => "xml-depth",
            Self::XmlNodes => "xml-nodes",
            Self::XmlAttributes => "xml-attributes",
            Self::XmlElementAttributes => "xml-element-attributes",
            Self::XmlNamespaces => "xml-namespaces",
        }
    }

    /// The largest figure that is still read.
    pub const fn limit(self) -> usize {
        match self {
            Self::PartBytes => 64 * 1024 * 1024,
            // A plan imported from JSON must also be exported again: 50,000 measures with the rows above them, and
            // a reserve.
            Self::Rows => 100_000,
            Self::Columns => 256,
            // What was exported must be read again: 50,000 measures in twelve columns, and a reserve. Every cell is a
            // block with a paragraph and a run: some 500 bytes of memory.
            Self::Cells => 800_000,
            Self::CellBytes => 48 * 1024 * 1024,
            // A merged cell costs eight bytes a row.
            Self::Covered => 4_000_000,
            // A table of 50,000 measures with titles of a hundred letters, and a reserve.
            Self::TextBytes => 48 * 1024 * 1024,
            Self::Lines => 250_000,
            Self::Depth => 64,
            // A nested table is three elements deeper, a text box more than ten.
            Self::XmlDepth => 512,
            // These bounds limit what the XML reader builds from a part to a few hundred megabytes.
            Self::XmlNodes => 3_000_000,
            Self::XmlAttributes => 4_000_000,
            Self::XmlElementAttributes => 256,
            Self::XmlNamespaces => 100_000,
        }
    }

    /// What is counted, for a sentence.
    pub(super) fn of_what(self) -> &'static str {
        match self {
            Self::PartBytes => "bytes",
            Self::Rows => "rows in a table",
            Self::Columns => "columns in a table",
            Self::Cells => "cells in a table",
            Self::CellBytes => "bytes of text in cells",
            Self::Covered => "rows under its merged cells",
            Self::TextBytes => "bytes of text",
            Self::Lines => "lines of text",
            Self::Depth => "tables, boxes and wrappers inside each other",
            Self::XmlDepth => "XML elements inside each other",
            Self::XmlNodes => "XML nodes",
            Self::XmlAttributes => "XML attributes",
            Self::XmlElementAttributes => "attributes on one XML element",
            Self::XmlNamespaces => "XML namespaces",
        }
    }

    /// Compares a number with the bound.
    ///
    /// # Errors
    /// The bound itself when `figure` is above it.
    pub fn check(self, figure: usize) -> Result<(), Self> {
        if figure > self.limit() { Err(self) } else { Ok(()) }
    }

    /// The error for this bound in this part.
    pub(super) fn broken_in(self, part: &str) -> ReadError {
        ReadError::TooBig { bound: self, part: Some(part.to_owned()) }
    }
}

fn named_part(part: Option<&str>) -> String {
    part.map(|part| format!(": its part {part} is missing")).unwrap_or_default()
}

fn in_part(part: Option<&str>) -> String {
    part.map(|part| format!(" in its part {part}")).unwrap_or_default()
}

fn unsupported(kind: FileKind, named: Option<&str>) -> String {
    let name = named.map(|ending| format!(", though its name ends in .{ending}")).unwrap_or_default();
    format!("the file is {}{name}: {}", kind.description(), kind.advice().sentence())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_one_sentence() {
        let wrong = ReadError::Unsupported { kind: FileKind::Doc, named: Some("docx".into()) };
        assert_eq!(
            wrong.to_string(),
            "the file is an old binary Word document (.doc), though its name ends in .docx: \
             open it in Word or LibreOffice, save it as .docx and try again"
        );
        assert_eq!(
            Bound::PartBytes.broken_in("word/document.xml").to_string(),
            "the file was refused as too big: more than 67108864 bytes in its part word/document.xml"
        );
        assert_eq!(
            ReadError::NoMainPart { part: Some("word/document.xml".into()) }.to_string(),
            "the file has no document in it: its part word/document.xml is missing"
        );
    }
}
