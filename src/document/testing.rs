//! Small packages for tests, made in memory.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Document, ReadError, read};

const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const NAMESPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
     xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
     xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' xmlns:x='urn:other'";

/// A zip archive of these entries.
pub(super) fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A part of a document: a root element with the usual namespaces.
pub(super) fn part(root: &str, inside: &str) -> String {
    format!("<?xml version='1.0'?>\n<w:{root} {NAMESPACES}>{inside}</w:{root}>")
}

/// A Word package with this main part, and further parts.
pub(super) fn package(main: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let types = format!("<Types><Override PartName='/word/document.xml' ContentType='{TYPE}'/></Types>");
    let rels = "<Relationships><Relationship Id='r1' Type='http://x/officeDocument' \
                Target='word/document.xml'/></Relationships>";
    let mut entries =
        vec![("[Content_Types].xml", types.as_str()), ("_rels/.rels", rels), ("word/document.xml", main)];
    entries.extend(more);
    archive(&entries)
}

/// Reads a document with this body, and further parts.
pub(super) fn try_body(body: &str, more: &[(&str, &str)]) -> Result<Document, ReadError> {
    let main = part("document", &format!("<w:body>{body}</w:body>"));
    read(&package(&main, more), "план.docx")
}

/// Reads a document with this body.
pub(super) fn body(body: &str) -> Document {
    try_body(body, &[]).unwrap()
}
