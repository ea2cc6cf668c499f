//! Recognises the kind of a file by its first bytes.

use super::{FileKind, signed, text};

/// The kind that the first bytes show; [`FileKind::Zip`] may be any document in a zip archive.
pub(super) fn of_outside(bytes: &[u8]) -> FileKind {
    const PICTURES: [&[u8]; 6] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*", b"BM"];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return FileKind::Zip;
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return of_ole(bytes);
    }
    if bytes.starts_with(b"{\\rtf") {
        return FileKind::Rtf;
    }
    if bytes.starts_with(b"Rar!\x1A\x07") || bytes.starts_with(b"7z\xBC\xAF\x27\x1C") {
        return FileKind::Archive;
    }
    if signed::is_signed(bytes) {
        return FileKind::Signed;
    }
    let head = bytes.get(..1024).unwrap_or(bytes);
    if contains(head, b"%PDF-") {
        return FileKind::Pdf;
    }
    if text::utf16(bytes).is_none() && head.contains(&0) && !has_stray_zeros(head) {
        return if PICTURES.iter().any(|mark| bytes.starts_with(mark)) {
            FileKind::Image
        } else {
            FileKind::Binary
        };
    }
    of_text(head)
}

/// Whether its zero bytes were left by some program in a text: few, and without other bytes that no text has.
fn has_stray_zeros(head: &[u8]) -> bool {
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    let other = |byte: &&u8| matches!(**byte, 1..=8 | 0xE..=0x19 | 0x1B..=0x1F);
    zeros * 50 <= head.len() && !head.iter().any(|byte| other(&byte))
}

/// The kind of an OLE file. It is a small file system; its directory entries are 128 bytes long, aligned, and begin
/// with the name in UTF-16.
fn of_ole(bytes: &[u8]) -> FileKind {
    const NAMES: [(&str, FileKind); 6] = [
        ("EncryptedPackage", FileKind::Encrypted),
        ("WordDocument", FileKind::Doc),
        ("Workbook", FileKind::Xls),
        ("Book", FileKind::Xls),
        ("PowerPoint Document", FileKind::Presentation),
        ("__properties_version1.0", FileKind::Mail),
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
    FileKind::Ole
}

fn of_text(head: &[u8]) -> FileKind {
    // Without its zeros, UTF-16 is close enough to ASCII for the marks.
    let plain: Vec<u8> = head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let start: Vec<u8> = plain
        .iter()
        .copied()
        .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF | 0xFE | 0xFF))
        .collect();
    let page: [&[u8]; 2] = [b"<html", b"<!doctype html"];
    // Pieces of pages, as web systems name them .xls.
    let piece: [&[u8]; 6] = [b"<table", b"<head", b"<body", b"<meta", b"<style", b"<div"];
    // A message may have a page in it.
    if let kind @ (FileKind::Mht | FileKind::Mail) = of_headers(&start) {
        return kind;
    }
    let is_piece = |mark: &&[u8]| start.starts_with(mark);
    // The text of a scan may have tags, but never those of a table.
    let tables: [&[u8]; 2] = [b"<table>", b"<table "];
    let has_table = || start.starts_with(b"<") && tables.iter().any(|mark| contains(&start, mark));
    if page.iter().any(|mark| contains(&start, mark)) || piece.iter().any(is_piece) {
        FileKind::Html
    } else if start.starts_with(b"<?xml") || start.starts_with(b"<office:document") {
        of_xml(&start)
    } else if has_table() {
        FileKind::Html
    } else {
        FileKind::Text
    }
}

/// The kind of an XML file, by its first element or by the program that it names.
fn of_xml(start: &[u8]) -> FileKind {
    const MARKS: [(&[u8], FileKind); 7] = [
        (b"opendocument.spreadsheet", FileKind::FlatOds),
        (b"opendocument.text", FileKind::FlatOdt),
        (b"progid=\"word.document\"", FileKind::WordXml),
        (b"<w:worddocument", FileKind::WordXml),
        (b"<pkg:package", FileKind::WordXml),
        (b"progid=\"excel.sheet\"", FileKind::SheetXml),
        (b"schemas-microsoft-com:office:spreadsheet", FileKind::SheetXml),
    ];
    MARKS.iter().find(|(mark, _)| contains(start, mark)).map_or(FileKind::Xml, |(_, kind)| *kind)
}

/// The kind of a text that begins with headers like a message: lines with a name before a colon, one of which gives
/// the content type.
fn of_headers(start: &[u8]) -> FileKind {
    let first = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let name = first.split(|byte| *byte == b':').next().unwrap_or_default();
    let named = name.len() < first.len()
        && !name.is_empty()
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    let says = |mark: &[u8]| contains(start, mark);
    let is_message =
        says(b"mime-version:") || (says(b"\nfrom:") && says(b"\nsubject:")) || says(b"\nreceived:");
    match named && is_message {
        true if says(b"multipart/related") || says(b"snapshot-content-location") => FileKind::Mht,
        true => FileKind::Mail,
        false => FileKind::Text,
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
        let cases: [(&[u8], FileKind); 27] = [
            (b"PK\x03\x04....", FileKind::Zip),
            (b"{\\rtf1\\ansi", FileKind::Rtf),
            (b"\r\n%PDF-1.7\n%\xE2\xE3\0", FileKind::Pdf),
            (b"\xEF\xBB\xBF  <!DOCTYPE HTML><p>", FileKind::Html),
            (b"<?xml version=\"1.0\"?><html>", FileKind::Html),
            (b"<p>Plan</p>\n<table border=1><tr>", FileKind::Html),
            (b"<p><b>1.1</b></p> | 5 | 6", FileKind::Text),
            (b"<table><tr>", FileKind::Html),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", FileKind::Html),
            (b"<?xml version=\"1.0\"?><office:document>", FileKind::Xml),
            ("№;Захід\r\n".as_bytes(), FileKind::Text),
            (b"\xB9;\xC7\xE0\xF5\xB3\xE4", FileKind::Text),
            (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", FileKind::Image),
            (b"<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.text\">", FileKind::FlatOdt),
            (b"<?xml version='1.0'?><?mso-application progid=\"Excel.Sheet\"?>", FileKind::SheetXml),
            (b"<?xml version='1.0'?><w:wordDocument>", FileKind::WordXml),
            (b"<?xml version='1.0'?><plan/>", FileKind::Xml),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", FileKind::Mht),
            (b"From: <Saved by x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n<html>", FileKind::Mht),
            (b"From: a\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><table>", FileKind::Mail),
            (b"Received: from mx\r\nFrom: a\r\nSubject: x\r\nMIME-Version: 1.0\r\n", FileKind::Mail),
            (b"Rar!\x1A\x07\x01\0", FileKind::Archive),
            (b"0\x82\x02\x10\x06\x09*\x86H\x86\xF7\x0D\x01\x07\x02", FileKind::Signed),
            (b"-----BEGIN PKCS7-----\nMIIB", FileKind::Signed),
            (b"1;\0a;5\n2;b;7\n3;c;8;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;\n", FileKind::Text),
            (b"1\0;\0\x17\x04;\x005\0\r\0\n\0", FileKind::Text),
            (b"\x7FELF\x02\x01\x01\0", FileKind::Binary),
        ];
        for (bytes, kind) in cases {
            assert_eq!(of_outside(bytes), kind, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn the_directory_of_an_ole_file_tells_the_kind() {
        assert_eq!(of_outside(&ole_with("WordDocument")), FileKind::Doc);
        assert_eq!(of_outside(&ole_with("EncryptedPackage")), FileKind::Encrypted);
        assert_eq!(of_outside(&ole_with("Workbook")), FileKind::Xls);
        assert_eq!(of_outside(&ole_with("__properties")), FileKind::Ole);
    }
}
