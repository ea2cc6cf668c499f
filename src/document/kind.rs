//! What a file is, told by its content and never by its name.

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Word document, OOXML (`.docx`, `.docm`, `.dotx`).
    Docx,
    /// Excel workbook, OOXML (`.xlsx`, `.xlsm`).
    Xlsx,
    /// Excel workbook in binary parts (`.xlsb`).
    Xlsb,
    /// A presentation of any format.
    Presentation,
    /// OpenDocument text.
    Odt,
    /// OpenDocument spreadsheet.
    Ods,
    /// Another OpenDocument file: drawing, formula.
    Odf,
    /// A zip archive that is no office document.
    Zip,
    /// Word document in an OLE file (`.doc`, Word 97 to 2003).
    Doc,
    /// Excel workbook in an OLE file (`.xls`).
    Xls,
    /// An OOXML document with a password, which Office wraps in an OLE file.
    Encrypted,
    /// Another OLE file.
    Ole,
    /// Rich Text Format.
    Rtf,
    /// PDF.
    Pdf,
    /// HTML, whatever its name says (web systems export tables as `.xls`).
    Html,
    /// Another XML file: flat OpenDocument, Word 2003 XML.
    Xml,
    /// A picture, such as a scan or a photo of a page.
    Image,
    /// Text without any of these marks: plain text, CSV, Markdown, JSON.
    Text,
    /// Anything else.
    Binary,
}

impl Kind {
    /// The kind in English, with its article, for a sentence.
    pub fn description(self) -> &'static str {
        match self {
            Self::Docx => "a Word document (.docx)",
            Self::Xlsx => "an Excel workbook (.xlsx)",
            Self::Xlsb => "a binary Excel workbook (.xlsb)",
            Self::Presentation => "a presentation",
            Self::Odt => "an OpenDocument text (.odt)",
            Self::Ods => "an OpenDocument spreadsheet (.ods)",
            Self::Odf => "an OpenDocument file without text",
            Self::Zip => "a zip archive without a document",
            Self::Doc => "an old binary Word document (.doc)",
            Self::Xls => "an old binary Excel workbook (.xls)",
            Self::Encrypted => "an office document with a password",
            Self::Ole => "an old binary office file",
            Self::Rtf => "a Rich Text document (.rtf)",
            Self::Pdf => "a PDF document",
            Self::Html => "an HTML page",
            Self::Xml => "an XML file",
            Self::Image => "a picture",
            Self::Text => "plain text",
            Self::Binary => "not a document",
        }
    }

    /// Endings of names (lower case, no dot) that promise this kind; a text may be named anyhow.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Docx => &["docx", "docm", "dotx", "dotm"],
            Self::Xlsx => &["xlsx", "xlsm", "xltx", "xltm"],
            Self::Xlsb => &["xlsb"],
            Self::Presentation => &["pptx", "ppt", "pps", "ppsx", "pptm", "odp"],
            Self::Odt => &["odt", "ott"],
            Self::Ods => &["ods", "ots"],
            Self::Odf => &["odg", "odf", "odp"],
            Self::Zip => &["zip"],
            Self::Doc => &["doc", "dot"],
            Self::Xls => &["xls", "xlt"],
            Self::Encrypted => &["docx", "xlsx", "docm", "xlsm"],
            Self::Ole => &["ppt", "msg", "vsd", "pub"],
            Self::Rtf => &["rtf"],
            Self::Pdf => &["pdf"],
            Self::Html => &["html", "htm", "xhtml"],
            Self::Xml => &["xml", "fodt", "fods"],
            Self::Image => &["png", "jpg", "jpeg", "tif", "tiff", "gif", "bmp", "webp"],
            Self::Text => &["txt", "csv", "tsv", "md", "markdown", "json", "text", "tab"],
            Self::Binary => &[],
        }
    }

    /// The ending of `file_name`, when an office kind is promised by it and this is another one.
    pub(super) fn misnamed(self, file_name: &str) -> Option<String> {
        let (_, ending) = file_name.rsplit_once('.')?;
        let ending = ending.to_lowercase();
        let known = ALL.iter().any(|kind| kind.endings().contains(&ending.as_str()));
        (known && !self.endings().contains(&ending.as_str())).then_some(ending)
    }
}

/// What to do with a file of a kind that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Advice {
    /// An old or foreign text document: an office program saves it as one that is read.
    SaveAsDocx,
    /// The same with a workbook.
    SaveAsXlsx,
    /// A picture of a page: a program for that makes text of it.
    RecogniseText,
    /// A page as it is printed: the document that it was made of is better, its text the next best.
    TakeItsSource,
    /// Slides have no plan; a table on them may be copied.
    CopyItsTable,
    /// Documents may be inside.
    Unpack,
    /// It can be opened without its password only by those who know it.
    RemovePassword,
    /// Nothing can be made of it.
    Nothing,
}

impl Kind {
    /// What to do with a file of this kind when it is not read.
    pub fn advice(self) -> Advice {
        match self {
            Self::Doc | Self::Rtf | Self::Odf | Self::Docx | Self::Odt => Advice::SaveAsDocx,
            Self::Xls | Self::Xlsb | Self::Xlsx | Self::Ods => Advice::SaveAsXlsx,
            Self::Image => Advice::RecogniseText,
            Self::Pdf => Advice::TakeItsSource,
            Self::Presentation => Advice::CopyItsTable,
            Self::Zip => Advice::Unpack,
            Self::Encrypted => Advice::RemovePassword,
            Self::Ole | Self::Xml | Self::Html | Self::Text | Self::Binary => Advice::Nothing,
        }
    }
}

impl Advice {
    /// Every advice.
    pub const ALL: [Self; 8] = [
        Self::SaveAsDocx,
        Self::SaveAsXlsx,
        Self::RecogniseText,
        Self::TakeItsSource,
        Self::CopyItsTable,
        Self::Unpack,
        Self::RemovePassword,
        Self::Nothing,
    ];

    /// Its name for messages: `save-as-docx`.
    pub fn name(self) -> &'static str {
        match self {
            Self::SaveAsDocx => "save-as-docx",
            Self::SaveAsXlsx => "save-as-xlsx",
            Self::RecogniseText => "recognise-text",
            Self::TakeItsSource => "take-its-source",
            Self::CopyItsTable => "copy-its-table",
            Self::Unpack => "unpack",
            Self::RemovePassword => "remove-password",
            Self::Nothing => "nothing",
        }
    }

    /// The end of an English sentence.
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::SaveAsDocx => "open it in Word or LibreOffice, save it as .docx and try again",
            Self::SaveAsXlsx => "open it in Excel or LibreOffice, save it as .xlsx and try again",
            Self::RecogniseText => {
                "it has no text to read; recognise its text with another program and import that as .txt"
            }
            Self::TakeItsSource => "import the document that it was made of, or its text saved as .txt",
            Self::CopyItsTable => "copy its table into a .docx document and import that",
            Self::Unpack => "unpack it and import the documents in it one by one",
            Self::RemovePassword => "save it without its password and try again",
            Self::Nothing => "it cannot be read as a document",
        }
    }
}

const ALL: [Kind; 19] = [
    Kind::Docx,
    Kind::Xlsx,
    Kind::Xlsb,
    Kind::Presentation,
    Kind::Odt,
    Kind::Ods,
    Kind::Odf,
    Kind::Zip,
    Kind::Doc,
    Kind::Xls,
    Kind::Encrypted,
    Kind::Ole,
    Kind::Rtf,
    Kind::Pdf,
    Kind::Html,
    Kind::Xml,
    Kind::Image,
    Kind::Text,
    Kind::Binary,
];

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
    let head = bytes.get(..1024).unwrap_or(bytes);
    if contains(head, b"%PDF-") {
        return Kind::Pdf;
    }
    let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if !utf16 && head.contains(&0) {
        return if PICTURES.iter().any(|mark| bytes.starts_with(mark)) { Kind::Image } else { Kind::Binary };
    }
    of_text(head)
}

/// An OLE file is a small file system; its directory entries are 128 bytes long, aligned, and begin with
/// the name in UTF-16.
fn of_ole(bytes: &[u8]) -> Kind {
    const NAMES: [(&str, Kind); 5] = [
        ("EncryptedPackage", Kind::Encrypted),
        ("WordDocument", Kind::Doc),
        ("Workbook", Kind::Xls),
        ("Book", Kind::Xls),
        ("PowerPoint Document", Kind::Presentation),
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
    } else if start.starts_with(b"<?xml") {
        Kind::Xml
    } else {
        Kind::Text
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
        let cases: [(&[u8], Kind); 12] = [
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

    #[test]
    fn only_a_promise_that_is_not_kept_is_named() {
        assert_eq!(Kind::Text.misnamed("план.DOCX"), Some("docx".into()));
        assert_eq!(Kind::Text.misnamed("план.csv"), None);
        assert_eq!(Kind::Text.misnamed("план на 2023.11"), None);
        assert_eq!(Kind::Html.misnamed("звіт.xls"), Some("xls".into()));
    }
}
