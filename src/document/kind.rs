//! The kind of a file, recognised by its content and never by its name.

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
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
    /// An archive of another kind: RAR, 7-Zip.
    Archive,
    /// A document with its signatures in a zip archive (`.asice`, `.asics`).
    Asic,
    /// A signed file (`.p7s`, CMS), perhaps with the document inside.
    Signed,
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
    /// HTML, whatever the file's name is (web systems export tables as `.xls`).
    Html,
    /// OpenDocument text in one XML file (`.fodt`).
    FlatOdt,
    /// OpenDocument spreadsheet in one XML file (`.fods`).
    FlatOds,
    /// Word document in one XML file (Word 2003, flat OPC).
    WordXml,
    /// Excel 2003 workbook in one XML file.
    SheetXml,
    /// Another XML file.
    Xml,
    /// A web page with its pictures in one file (`.mht`).
    Mht,
    /// A message of electronic mail.
    Mail,
    /// A picture, such as a scan or a photo of a page.
    Image,
    /// Text without any of these marks: plain text, CSV, Markdown, JSON.
    Text,
    /// Anything else.
    Binary,
}

impl FileKind {
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
            Self::Zip => "a zip archive",
            Self::Archive => "a RAR or 7-Zip archive",
            Self::Asic => "a signed container (.asice)",
            Self::Signed => "a signed file (.p7s)",
            Self::Doc => "an old binary Word document (.doc)",
            Self::Xls => "an old binary Excel workbook (.xls)",
            Self::Encrypted => "an office document with a password",
            Self::Ole => "an old binary office file",
            Self::Rtf => "a Rich Text document (.rtf)",
            Self::Pdf => "a PDF document",
            Self::Html => "an HTML page",
            Self::FlatOdt => "a flat OpenDocument text (.fodt)",
            Self::FlatOds => "a flat OpenDocument spreadsheet (.fods)",
            Self::WordXml => "a Word document in XML (.xml)",
            Self::SheetXml => "an Excel 2003 workbook in XML (.xml)",
            Self::Xml => "an XML file",
            Self::Mht => "a web archive (.mht)",
            Self::Mail => "a message of electronic mail (.eml)",
            Self::Image => "a picture",
            Self::Text => "plain text",
            Self::Binary => "not a document",
        }
    }

    /// The extensions (lower case, without a dot) that belong to this kind; a text may have any.
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
            Self::Archive => &["rar", "7z"],
            Self::Asic => &["asice", "asics", "sce", "scs"],
            Self::Signed => &["p7s", "p7m", "p7b"],
            Self::Doc => &["doc", "dot"],
            Self::Xls => &["xls", "xlt"],
            Self::Encrypted => &["docx", "xlsx", "docm", "xlsm"],
            Self::Ole => &["ppt", "msg", "vsd", "pub"],
            Self::Rtf => &["rtf"],
            Self::Pdf => &["pdf"],
            Self::Html => &["html", "htm", "xhtml"],
            Self::FlatOdt => &["fodt", "xml"],
            Self::FlatOds => &["fods", "xml"],
            Self::WordXml => &["xml", "doc", "docx"],
            Self::SheetXml => &["xml", "xls"],
            Self::Xml => &["xml"],
            Self::Mht => &["mht", "mhtml", "doc", "xls"],
            Self::Mail => &["eml", "msg"],
            Self::Image => &["png", "jpg", "jpeg", "tif", "tiff", "gif", "bmp", "webp"],
            Self::Text => &["txt", "csv", "tsv", "md", "markdown", "json", "text", "tab"],
            Self::Binary => &[],
        }
    }

    /// Whether a file with this name may be read as a document, directly or converted by another program.
    pub(super) fn is_read(file_name: &str) -> bool {
        const READ: [FileKind; 9] = [
            FileKind::Docx,
            FileKind::Xlsx,
            FileKind::Odt,
            FileKind::Ods,
            FileKind::Doc,
            FileKind::Xls,
            FileKind::Rtf,
            FileKind::Html,
            FileKind::Text,
        ];
        let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        READ.iter().any(|kind| kind.endings().contains(&ending.as_str()))
    }

    /// The extension of `file_name`, where it belongs to another office kind than this one.
    pub(super) fn misnamed(self, file_name: &str) -> Option<String> {
        let (_, ending) = file_name.rsplit_once('.')?;
        let ending = ending.to_lowercase();
        let known = ALL.iter().any(|kind| kind.endings().contains(&ending.as_str()));
        (known && !self.endings().contains(&ending.as_str())).then_some(ending)
    }
}

/// What a person can do with a file of a kind that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Advice {
    /// An old or foreign text document: an office program can save it as DOCX.
    SaveAsDocx,
    /// The same with a workbook.
    SaveAsXlsx,
    /// A picture of a page: text recognition can make a text of it.
    RecogniseText,
    /// A page made for printing: the document that it was made from is better, its text is second best.
    TakeItsSource,
    /// Slides have no plan; a table on them may be copied.
    CopyItsTable,
    /// Documents may be inside.
    Unpack,
    /// The signed document is inside, or next to it.
    TakeOut,
    /// The document is attached to the message.
    SaveAttachment,
    /// It needs its password, which only a person can know.
    RemovePassword,
    /// Nothing can be done with it.
    Nothing,
}

impl FileKind {
    /// Its name for messages: `flat-odt`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Presentation => "presentation",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Odf => "odf",
            Self::Zip => "zip",
            Self::Archive => "archive",
            Self::Asic => "asic",
            Self::Signed => "signed",
            Self::Doc => "doc",
            Self::Xls => "xls",
            Self::Encrypted => "encrypted",
            Self::Ole => "ole",
            Self::Rtf => "rtf",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::FlatOdt => "flat-odt",
            Self::FlatOds => "flat-ods",
            Self::WordXml => "word-xml",
            Self::SheetXml => "sheet-xml",
            Self::Xml => "xml",
            Self::Mht => "mht",
            Self::Mail => "mail",
            Self::Image => "image",
            Self::Text => "text",
            Self::Binary => "binary",
        }
    }

    /// What a person can do with a file of this kind, where it is not read.
    pub fn advice(self) -> Advice {
        match self {
            Self::Doc | Self::Rtf | Self::Odf | Self::Docx | Self::Odt | Self::FlatOdt | Self::WordXml => {
                Advice::SaveAsDocx
            }
            Self::Xls | Self::Xlsb | Self::Xlsx | Self::Ods | Self::FlatOds | Self::SheetXml => {
                Advice::SaveAsXlsx
            }
            Self::Mht => Advice::SaveAsDocx,
            Self::Mail => Advice::SaveAttachment,
            Self::Asic | Self::Signed => Advice::TakeOut,
            Self::Image => Advice::RecogniseText,
            Self::Pdf => Advice::TakeItsSource,
            Self::Presentation => Advice::CopyItsTable,
            Self::Zip | Self::Archive => Advice::Unpack,
            Self::Encrypted => Advice::RemovePassword,
            Self::Ole | Self::Xml | Self::Html | Self::Text | Self::Binary => Advice::Nothing,
        }
    }
}

impl Advice {
    /// Every advice.
    pub const ALL: [Self; 10] = [
        Self::SaveAsDocx,
        Self::SaveAsXlsx,
        Self::RecogniseText,
        Self::TakeItsSource,
        Self::CopyItsTable,
        Self::Unpack,
        Self::TakeOut,
        Self::SaveAttachment,
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
            Self::TakeOut => "take-out",
            Self::SaveAttachment => "save-attachment",
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
            Self::TakeOut => "take the document that was signed out of it and import that",
            Self::SaveAttachment => "save the document attached to it and import that",
            Self::RemovePassword => "save it without its password and try again",
            Self::Nothing => "it cannot be read as a document",
        }
    }
}

const ALL: [FileKind; 28] = [
    FileKind::Docx,
    FileKind::Xlsx,
    FileKind::Xlsb,
    FileKind::Presentation,
    FileKind::Odt,
    FileKind::Ods,
    FileKind::Odf,
    FileKind::Zip,
    FileKind::Archive,
    FileKind::Asic,
    FileKind::Signed,
    FileKind::Doc,
    FileKind::Xls,
    FileKind::Encrypted,
    FileKind::Ole,
    FileKind::Rtf,
    FileKind::Pdf,
    FileKind::Html,
    FileKind::FlatOdt,
    FileKind::FlatOds,
    FileKind::WordXml,
    FileKind::SheetXml,
    FileKind::Xml,
    FileKind::Mht,
    FileKind::Mail,
    FileKind::Image,
    FileKind::Text,
    FileKind::Binary,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_promise_that_is_not_kept_is_named() {
        assert_eq!(FileKind::Text.misnamed("план.DOCX"), Some("docx".into()));
        assert_eq!(FileKind::Text.misnamed("план.csv"), None);
        assert_eq!(FileKind::Text.misnamed("план на 2023.11"), None);
        assert_eq!(FileKind::Html.misnamed("звіт.xls"), Some("xls".into()));
    }
}
