//! The parts of the package around the text, and the package itself.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::document::write::WriteError;
use crate::document::{Document, PageSetup};
use crate::text::safe::printable;

/// The relationship by which the section names its header.
pub(super) const HEADER: &str = "rId3";

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const ROLES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>";
const TYPED_PARTS: [(&str, &str); 4] = [
    ("word/document.xml", "wordprocessingml.document.main+xml"),
    ("word/styles.xml", "wordprocessingml.styles+xml"),
    ("word/settings.xml", "wordprocessingml.settings+xml"),
    ("word/header1.xml", "wordprocessingml.header+xml"),
];

/// Packs the body together with the other parts of a document.
pub(super) fn pack(document: &Document, body: &str) -> Result<Vec<u8>, WriteError> {
    let main = format!("<w:document {WORD} xmlns:r=\"{ROLES}\"><w:body>{body}</w:body></w:document>");
    let parts = [
        ("[Content_Types].xml", types()),
        ("_rels/.rels", package_relationships()),
        ("docProps/core.xml", core(&document.title)),
        ("word/_rels/document.xml.rels", relationships()),
        ("word/document.xml", main),
        ("word/styles.xml", styles(&document.page)),
        ("word/settings.xml", settings()),
        ("word/header1.xml", header()),
    ];
    zipped(&parts).map_err(|why| WriteError::Packing { why: why.to_string() })
}

fn zipped(parts: &[(&str, String)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Without the time, so that the same document gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, text) in parts {
        archive.start_file(*name, options)?;
        archive.write_all(XML.as_bytes())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn types() -> String {
    let office = "application/vnd.openxmlformats-officedocument";
    let parts: String = TYPED_PARTS
        .iter()
        .map(|(part, kind)| format!("<Override PartName=\"/{part}\" ContentType=\"{office}.{kind}\"/>"))
        .collect();
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    format!("{TYPES}{parts}<Override PartName=\"/docProps/core.xml\" ContentType=\"{core}\"/></Types>")
}

fn relations(list: &[(&str, &str, &str)]) -> String {
    let all: String = list
        .iter()
        .map(|(id, role, target)| format!("<Relationship Id=\"{id}\" Type=\"{role}\" Target=\"{target}\"/>"))
        .collect();
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    format!("<Relationships xmlns=\"{namespace}\">{all}</Relationships>")
}

fn package_relationships() -> String {
    let main = format!("{ROLES}/officeDocument");
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relations(&[("rId1", &main, "word/document.xml"), ("rId2", core, "docProps/core.xml")])
}

fn relationships() -> String {
    let role = |name: &str| format!("{ROLES}/{name}");
    relations(&[
        ("rId1", &role("styles"), "styles.xml"),
        ("rId2", &role("settings"), "settings.xml"),
        (HEADER, &role("header"), "header1.xml"),
    ])
}

fn core(title: &str) -> String {
    let mut text = String::new();
    escape(&printable(title).replace('\n', " "), &mut text);
    let properties = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    let dublin_core = "http://purl.org/dc/elements/1.1/";
    format!(
        "<cp:coreProperties xmlns:cp=\"{properties}\" xmlns:dc=\"{dublin_core}\">\
         <dc:title>{text}</dc:title><dc:language>uk-UA</dc:language></cp:coreProperties>"
    )
}

fn styles(page: &PageSetup) -> String {
    let font = "Times New Roman";
    let size = page.size;
    format!(
        "<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:eastAsia=\"{font}\" w:cs=\"{font}\"/>\
         <w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>\
         <w:lang w:val=\"uk-UA\" w:eastAsia=\"uk-UA\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>\
         </w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
         <w:qFormat/></w:style></w:styles>"
    )
}

/// Without this setting Word opens the document in the compatibility mode of 2007 and shows that in its title bar.
fn settings() -> String {
    let uri = "http://schemas.microsoft.com/office/word";
    format!(
        "<w:settings {WORD}><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"{uri}\" \
         w:val=\"15\"/></w:compat></w:settings>"
    )
}

fn header() -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "<w:hdr {WORD}><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}\
         <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>{}<w:r><w:t>2</w:t></w:r>{}\
         </w:p></w:hdr>",
        mark("begin"),
        mark("separate"),
        mark("end")
    )
}

/// Text as XML has it.
pub(super) fn escape(text: &str, xml: &mut String) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            c => xml.push(c),
        }
    }
}
