//! XML parts: decoding, limits that are checked before a tree is built, and small helpers.

use roxmltree::{Document, Node, ParsingOptions};

use super::error::{Bound, ReadError};
use crate::text::surely::Surely;

/// The bytes of a part as text: UTF-8, or UTF-16 with a byte order mark, as the package format allows.
///
/// # Errors
/// [`ReadError::BrokenXml`] with the place of the first wrong byte.
pub(super) fn decode(part: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..2) {
        Some(b"\xFF\xFE") => u16::from_le_bytes,
        Some(b"\xFE\xFF") => u16::from_be_bytes,
        _ => return utf8(part, bytes),
    };
    let pairs = bytes.chunks_exact(2).skip(1).filter_map(|pair| pair.try_into().ok()).map(unit);
    char::decode_utf16(pairs).collect::<Result<String, _>>().map_err(|_| broken(part, 1, 1, "not UTF-16"))
}

fn utf8(part: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).surely();
        let lines = good.iter().filter(|byte| **byte == b'\n').count();
        let column = good.iter().rev().take_while(|byte| **byte != b'\n').count();
        broken(part, lines + 1, column + 1, "not UTF-8")
    })
}

fn broken(part: &str, line: usize, column: usize, why: &str) -> ReadError {
    let number = |figure| u32::try_from(figure).unwrap_or(u32::MAX);
    let (line, column) = (number(line), number(column));
    ReadError::BrokenXml { part: part.to_owned(), line, column, why: why.to_owned() }
}

/// Parses a part. Entities are never defined or fetched.
///
/// # Errors
/// [`ReadError::BrokenXml`], [`ReadError::ForbiddenDtd`], or [`ReadError::TooBig`].
pub(super) fn parse<'t>(part: &str, text: &'t str) -> Result<Document<'t>, ReadError> {
    scan(text.as_bytes()).map_err(|bound| bound.broken_in(part))?;
    let nodes_limit = u32::try_from(Bound::XmlNodes.limit()).unwrap_or(u32::MAX);
    let options = ParsingOptions { allow_dtd: false, nodes_limit, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => ReadError::ForbiddenDtd { part: part.to_owned() },
        roxmltree::Error::NodesLimitReached => Bound::XmlNodes.broken_in(part),
        roxmltree::Error::AttributesLimitReached => Bound::XmlAttributes.broken_in(part),
        roxmltree::Error::NamespacesLimitReached => Bound::XmlNamespaces.broken_in(part),
        error => {
            let (place, why) = (error.pos(), error.to_string());
            // The message of the XML reader ends with the same place.
            let why = why.rsplit_once(" at ").map_or(why.as_str(), |(why, _)| why);
            ReadError::BrokenXml {
                part: part.to_owned(),
                line: place.row,
                column: place.col,
                why: why.to_owned(),
            }
        }
    })
}

/// The counts of [`scan`].
#[derive(Default)]
struct Counts {
    depth: usize,
    elements: usize,
    attributes: usize,
    namespaces: usize,
}

/// Counts elements, depth, attributes and namespaces in one pass over the bytes. The XML reader compares the
/// attributes of an element with each other and copies the namespaces in force for each declaration, so a small
/// file could keep it busy for hours; these counts limit both, and with too many elements no tree is built. XML
/// that is not well-formed is left for the XML reader to report.
fn scan(mut rest: &[u8]) -> Result<(), Bound> {
    let mut counts = Counts::default();
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = rest.get(at + 1..).surely();
        if let Some(inside) = rest.strip_prefix(b"!--") {
            rest = after(inside, b"-->");
        } else if let Some(inside) = rest.strip_prefix(b"![CDATA[") {
            rest = after(inside, b"]]>");
        } else if rest.starts_with(b"?") {
            rest = after(rest, b"?>");
        } else if rest.starts_with(b"!") {
            rest = after(rest, b">");
        } else if rest.starts_with(b"/") {
            counts.depth = counts.depth.saturating_sub(1);
            rest = after(rest, b">");
        } else {
            rest = scan_tag(rest, &mut counts)?;
        }
    }
    Ok(())
}

/// Counts one opening tag, and returns the rest after it.
fn scan_tag<'b>(tag: &'b [u8], counts: &mut Counts) -> Result<&'b [u8], Bound> {
    let (mut quote, mut own, mut last) = (None, 0, b' ');
    counts.depth += 1;
    counts.elements += 1;
    Bound::XmlNodes.check(counts.elements)?;
    for (at, byte) in tag.iter().copied().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => own += 1,
            (None, b'x') if last.is_ascii_whitespace() => {
                counts.namespaces +=
                    usize::from(tag.get(at..).is_some_and(|name| name.starts_with(b"xmlns")));
            }
            (None, b'>') => {
                Bound::XmlDepth.check(counts.depth)?;
                counts.depth -= usize::from(last == b'/');
                counts.attributes += own;
                Bound::XmlElementAttributes.check(own)?;
                Bound::XmlAttributes.check(counts.attributes)?;
                Bound::XmlNamespaces.check(counts.namespaces)?;
                return Ok(tag.get(at + 1..).surely());
            }
            _ => {}
        }
        last = byte;
    }
    Ok(&[])
}

fn after<'b>(bytes: &'b [u8], mark: &[u8]) -> &'b [u8] {
    let found = bytes.windows(mark.len()).position(|window| window == mark);
    found.and_then(|at| bytes.get(at + mark.len()..)).unwrap_or_default()
}

/// The attribute with this local name and any prefix, because some programs leave the prefix out.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> ReadError {
        parse("word/document.xml", text).map(|_| ()).unwrap_err()
    }

    #[test]
    fn broken_xml_says_where() {
        let ReadError::BrokenXml { line, part, .. } = error("<a>\n<b>\n</a>") else {
            panic!("another error")
        };
        assert_eq!((part.as_str(), line), ("word/document.xml", 3));
        let bytes = b"<a>\n\xFF</a>".to_vec();
        let ReadError::BrokenXml { line, column, .. } = decode("p", bytes).unwrap_err() else {
            panic!("another error")
        };
        assert_eq!((line, column), (2, 1));
    }

    #[test]
    fn definitions_of_entities_are_refused() {
        let text = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/hostname\">]><a>&f;</a>";
        assert_eq!(error(text), ReadError::ForbiddenDtd { part: "word/document.xml".into() });
    }

    #[test]
    fn bounds_hold_before_the_tree_is_built() {
        let bound = |text: String| match error(&text) {
            ReadError::TooBig { bound, .. } => bound,
            other => panic!("{other}"),
        };
        assert_eq!(bound("<a>".repeat(513)), Bound::XmlDepth);
        let many: String = (0..300).map(|n| format!(" a{n}='>'")).collect();
        assert_eq!(bound(format!("<a{many}/>")), Bound::XmlElementAttributes);
        let spaces = "<b xmlns:n='u'/>".repeat(100_001);
        assert_eq!(bound(format!("<a>{spaces}</a>")), Bound::XmlNamespaces);
        let flat = "<b x='/'/><!-- <c> --><![CDATA[<d>]]>".repeat(1000);
        assert!(parse("p", &format!("<a>{flat}</a>")).is_ok());
    }

    #[test]
    fn utf_16_is_read() {
        let bytes: Vec<u8> = "\u{FEFF}<a>Їжак</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode("p", bytes).unwrap(), "<a>Їжак</a>");
    }
}
