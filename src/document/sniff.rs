//! What a file is by its first bytes.

use super::{Kind, signed, text};

/// What the outside of a file shows: [`Kind::Zip`] may be any document that lives in a zip archive.
pub(super) fn of_outside(bytes: &[u8]) -> Kind {
    const PICTURES: [&[u8]; 6] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*", b"BM"];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return of_ole(bytes);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Kind::Rtf;
    }
    if bytes.starts_with(b"Rar!\x1A\x07") || bytes.starts_with(b"7z\xBC\xAF\x27\x1C") {
        return Kind::Archive;
    }
    if signed::is_signed(bytes) {
        return Kind::Signed;
    }
    let head = bytes.get(..1024).unwrap_or(bytes);
    if contains(head, b"%PDF-") {
        return Kind::Pdf;
    }
    if text::utf16(bytes).is_none() && head.contains(&0) && !has_stray_zeros(head) {
        return if PICTURES.iter().any(|mark| bytes.starts_with(mark)) { Kind::Image } else { Kind::Binary };
    }
    of_text(head)
}

/// Whether the zeros in it are what some program has left in a text: few, and beside no other sign that no
/// text has.
fn has_stray_zeros(head: &[u8]) -> bool {
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    let other = |byte: &&u8| matches!(**byte, 1..=8 | 0xE..=0x19 | 0x1B..=0x1F);
    zeros * 50 <= head.len() && !head.iter().any(|byte| other(&byte))
}

/// An OLE file is a small file system; its directory entries are 128 bytes long, aligned, and begin with
/// the name in UTF-16.
fn of_ole(bytes: &[u8]) -> Kind {
    const NAMES: [(&str, Kind); 6] = [
        ("EncryptedPackage", Kind::Encrypted),
        ("WordDocument", Kind::Doc),
        ("Workbook", Kind::Xls),
        ("Book", Kind::Xls),
        ("PowerPoint Document", Kind::Presentation),
        ("__properties_version1.0", Kind::Mail),
    ];
    for entry in bytes.chunks_exact(128) {
        let units = entry.chunks_exact(2).take(32);
        let name: Vec<u16> = units
            .map(|pair| pair.iter().rev().fold(0, |unit, byte| unit << 8 | u16::from(*byte)))
            .take_while(|unit| *unit != 0)
            .collect();
        let name = String::from_utf16_lossy(&name);
        if let Some((_, kind)) = NAMES.iter().find(|(known, _)| *known == name) {
            return *kind;
        }
    }
    Kind::Ole
}

fn of_text(head: &[u8]) -> Kind {
    // UTF-16 becomes ASCII enough for the marks by leaving out the zeros.
    let plain: Vec<u8> = head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let start: Vec<u8> = plain
        .iter()
        .copied()
        .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF | 0xFE | 0xFF))
        .collect();
    let page: [&[u8]; 2] = [b"<html", b"<!doctype html"];
    // Pieces of pages, as web systems name them .xls.
    let piece: [&[u8]; 6] = [b"<table", b"<head", b"<body", b"<meta", b"<style", b"<div"];
    if page.iter().any(|mark| contains(&start, mark)) || piece.iter().any(|mark| start.starts_with(mark)) {
        Kind::Html
    } else if start.starts_with(b"<?xml") || start.starts_with(b"<office:document") {
        of_xml(&start)
    } else {
        of_headers(&start)
    }
}

/// An XML file by its first element, or by the program that it names.
fn of_xml(start: &[u8]) -> Kind {
    const MARKS: [(&[u8], Kind); 7] = [
        (b"opendocument.spreadsheet", Kind::FlatOds),
        (b"opendocument.text", Kind::FlatOdt),
        (b"progid=\"word.document\"", Kind::WordXml),
        (b"<w:worddocument", Kind::WordXml),
        (b"<pkg:package", Kind::WordXml),
        (b"progid=\"excel.sheet\"", Kind::SheetXml),
        (b"schemas-microsoft-com:office:spreadsheet", Kind::SheetXml),
    ];
    MARKS.iter().find(|(mark, _)| contains(start, mark)).map_or(Kind::Xml, |(_, kind)| *kind)
}

/// A text that begins as messages do: lines with a name before a colon, one of which says its kind.
fn of_headers(start: &[u8]) -> Kind {
    let first = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let name = first.split(|byte| *byte == b':').next().unwrap_or_default();
    let named = name.len() < first.len()
        && !name.is_empty()
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    let says = |mark: &[u8]| contains(start, mark);
    let is_message =
        says(b"mime-version:") || (says(b"\nfrom:") && says(b"\nsubject:")) || says(b"\nreceived:");
    match named && is_message {
        true if says(b"multipart/related") || says(b"snapshot-content-location") => Kind::Mht,
        true => Kind::Mail,
        false => Kind::Text,
    }
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ole_with(name: &str) -> Vec<u8> {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.resize(1024, 0);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(2048, 0);
        bytes
    }

    #[test]
    fn the_content_tells_the_kind() {
        let cases: [(&[u8], Kind); 23] = [
            (b"PK\x03\x04....", Kind::Zip),
            (b"{\\rtf1\\ansi", Kind::Rtf),
            (b"\r\n%PDF-1.7\n%\xE2\xE3\0", Kind::Pdf),
            (b"\xEF\xBB\xBF  <!DOCTYPE HTML><p>", Kind::Html),
            (b"<?xml version=\"1.0\"?><html>", Kind::Html),
            (b"<table><tr>", Kind::Html),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", Kind::Html),
            (b"<?xml version=\"1.0\"?><office:document>", Kind::Xml),
            ("№;Захід\r\n".as_bytes(), Kind::Text),
            (b"\xB9;\xC7\xE0\xF5\xB3\xE4", Kind::Text),
            (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", Kind::Image),
            (b"<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.text\">", Kind::FlatOdt),
            (b"<?xml version='1.0'?><?mso-application progid=\"Excel.Sheet\"?>", Kind::SheetXml),
            (b"<?xml version='1.0'?><w:wordDocument>", Kind::WordXml),
            (b"<?xml version='1.0'?><plan/>", Kind::Xml),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", Kind::Mht),
            (b"Received: from mx\r\nFrom: a\r\nSubject: x\r\nMIME-Version: 1.0\r\n", Kind::Mail),
            (b"Rar!\x1A\x07\x01\0", Kind::Archive),
            (b"0\x82\x02\x10\x06\x09*\x86H\x86\xF7\x0D\x01\x07\x02", Kind::Signed),
            (b"-----BEGIN PKCS7-----\nMIIB", Kind::Signed),
            (b"1;\0a;5\n2;b;7\n3;c;8;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;\n", Kind::Text),
            (b"1\0;\0\x17\x04;\x005\0\r\0\n\0", Kind::Text),
            (b"\x7FELF\x02\x01\x01\0", Kind::Binary),
        ];
        for (bytes, kind) in cases {
            assert_eq!(of_outside(bytes), kind, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn the_directory_of_an_ole_file_tells_the_kind() {
        assert_eq!(of_outside(&ole_with("WordDocument")), Kind::Doc);
        assert_eq!(of_outside(&ole_with("EncryptedPackage")), Kind::Encrypted);
        assert_eq!(of_outside(&ole_with("Workbook")), Kind::Xls);
        assert_eq!(of_outside(&ole_with("__properties")), Kind::Ole);
    }
}
