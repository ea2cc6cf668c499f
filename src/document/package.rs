//! Zip packages: their parts (within bounds), relationships and content types.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::{Bound, ReadError, ZipFault};
use super::{FileKind, xml};

/// An open package. Parts are read into memory only, so their names cannot reach any directory.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The entries by their names in lower case with `/` between folders, because names in packages are
    /// case-insensitive.
    names: HashMap<String, usize>,
}

/// A relationship from one part to another.
pub(super) struct Relationship {
    /// Its id within the part.
    pub id: String,
    /// The last segment of its type: `officeDocument`, `numbering`, `styles`.
    pub role: String,
    /// The other part, from the root of the package.
    pub target: String,
}

impl<'b> Package<'b> {
    /// Opens the package.
    ///
    /// # Errors
    /// [`ReadError::DamagedZip`].
    pub fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let damaged =
            |error: ZipError| ReadError::DamagedZip { fault: fault(bytes, &error), why: error.to_string() };
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let named = archive.file_names().enumerate();
        let names = named.filter_map(|(at, name)| Some((key(&name.ok()?), at))).collect();
        Ok(Self { archive, names })
    }

    /// The documents in an archive that are of a kind that is read, by their names as a person sees them.
    pub fn documents(&mut self) -> Vec<String> {
        let names = (0..self.archive.len()).filter_map(|at| {
            let file = self.archive.by_index_raw(at).ok()?;
            (!file.is_dir()).then(|| named(file.name_raw()))
        });
        let inside =
            |name: &String| !key(name).starts_with("meta-inf/") && !key(name).starts_with("__macosx/");
        names.filter(|name| inside(name) && FileKind::is_read(name)).take(MOST_NAMED).collect()
    }

    /// The bytes of a document in an archive, by its name in [`Package::documents`].
    ///
    /// # Errors
    /// [`ReadError`]: damaged, locked or too big.
    pub fn document(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let is = |at: &usize, archive: &mut ZipArchive<Cursor<&'b [u8]>>| {
            archive.by_index_raw(*at).is_ok_and(|file| named(file.name_raw()) == name)
        };
        let at = (0..self.archive.len()).find(|at| is(at, &mut self.archive));
        at.map(|at| self.bytes_at(at, name)).transpose()
    }

    /// Whether the package has such a part.
    pub fn has(&self, part: &str) -> bool {
        self.names.contains_key(&key(part))
    }

    /// The text of an XML part, or `None` when there is no such part.
    ///
    /// # Errors
    /// [`ReadError::DamagedPart`], [`ReadError::Encrypted`], [`ReadError::TooBig`], and those of [`xml::decode`].
    pub fn text(&mut self, part: &str) -> Result<Option<String>, ReadError> {
        self.bytes(part)?.map(|bytes| xml::decode(part, bytes)).transpose()
    }

    /// The size of a part in bytes as the archive declares it; 0 where there is no such part.
    pub fn declared_size(&mut self, part: &str) -> usize {
        let at = self.names.get(&key(part)).copied();
        let file = at.and_then(|at| self.archive.by_index_raw(at).ok());
        file.map_or(0, |file| usize::try_from(file.size()).unwrap_or(usize::MAX))
    }

    /// The bytes of a part. They are counted while they are inflated, because the size that the archive declares
    /// may be wrong.
    fn bytes(&mut self, part: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let at = self.names.get(&key(part)).copied();
        at.map(|at| self.bytes_at(at, part)).transpose()
    }

    fn bytes_at(&mut self, at: usize, part: &str) -> Result<Vec<u8>, ReadError> {
        let damaged = |why: String| ReadError::DamagedPart { part: part.to_owned(), why };
        let file = self.archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Encrypted,
            error => damaged(error.to_string()),
        })?;
        let limit = u64::try_from(Bound::PartBytes.limit()).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        let read = file.take(limit.saturating_add(1)).read_to_end(&mut bytes);
        Bound::PartBytes.check(bytes.len()).map_err(|bound| bound.broken_in(part))?;
        read.map_err(|error| damaged(error.to_string()))?;
        Ok(bytes)
    }

    /// The total size of all XML parts except `but`, counted while they are inflated and not kept.
    ///
    /// # Errors
    /// [`ReadError::DamagedPart`] and, as soon as the limit of one part is exceeded, [`ReadError::TooBig`].
    pub fn size_of_xml(&mut self, but: &[String]) -> Result<usize, ReadError> {
        let but: Vec<String> = but.iter().map(|part| key(part)).collect();
        let is_xml = |name: &str| name.ends_with(".xml") || name.ends_with(".rels");
        let wanted = self.names.iter().filter(|(name, _)| is_xml(name) && !but.contains(name));
        let mut total: u64 = 0;
        let limit = u64::try_from(Bound::PartBytes.limit()).unwrap_or(u64::MAX);
        for (part, at) in wanted {
            let damaged = |why: String| ReadError::DamagedPart { part: part.clone(), why };
            let file = self.archive.by_index(*at).map_err(|error| damaged(error.to_string()))?;
            let room = limit.saturating_sub(total).saturating_add(1);
            let read = std::io::copy(&mut file.take(room), &mut std::io::sink());
            total = total.saturating_add(read.map_err(|error| damaged(error.to_string()))?);
            if total > limit {
                return Err(Bound::PartBytes.broken_in(part));
            }
        }
        Ok(usize::try_from(total).unwrap_or(usize::MAX))
    }

    /// The relationships of a part (the empty name: of the package itself), in order.
    ///
    /// # Errors
    /// The errors of [`Package::text`] and [`xml::parse`].
    pub fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, ReadError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = resolve(folder, &format!("_rels/{name}.rels"));
        let Some(text) = self.text(&path)? else { return Ok(Vec::new()) };
        let tree = xml::parse(&path, &text)?;
        let nodes = tree.root_element().children().filter(|node| node.tag_name().name() == "Relationship");
        let inside = nodes.filter(|node| node.attribute("TargetMode") != Some("External"));
        let all = inside.filter_map(|node| {
            let role = node.attribute("Type")?.rsplit('/').next()?.to_owned();
            let id = node.attribute("Id").unwrap_or_default().to_owned();
            Some(Relationship { id, role, target: resolve(folder, node.attribute("Target")?) })
        });
        Ok(all.collect())
    }

    /// The main part, by the package's relationships or else by its usual name.
    ///
    /// # Errors
    /// The errors of [`Package::relationships`].
    pub fn main_part(&mut self) -> Result<Option<String>, ReadError> {
        let named = self.relationships("")?.into_iter().find(|to| to.role == "officeDocument");
        let usual = ["word/document.xml", "xl/workbook.xml", "xl/workbook.bin", "ppt/presentation.xml"];
        let found = || usual.into_iter().find(|part| self.has(part)).map(str::to_owned);
        Ok(named.map(|to| to.target).or_else(found))
    }

    /// The kind of the package.
    ///
    /// # Errors
    /// [`ReadError::NoMainPart`] when it declares itself an office document and does not contain one, and the
    /// errors of [`Package::text`] and [`xml::parse`].
    pub fn kind(&mut self) -> Result<FileKind, ReadError> {
        if let Some(bytes) = self.bytes("mimetype")? {
            return Ok(of_media_type(&String::from_utf8_lossy(&bytes)));
        }
        if self.names.keys().any(|name| name.starts_with("meta-inf/") && name.contains("signature")) {
            return Ok(FileKind::Asic);
        }
        if self.has("META-INF/manifest.xml") && self.has("content.xml") {
            return Ok(FileKind::Odf);
        }
        let Some(part) = self.main_part()? else {
            let office =
                self.has("[Content_Types].xml") && !self.names.keys().any(|name| FileKind::is_read(name));
            return if office { Err(ReadError::NoMainPart { part: None }) } else { Ok(FileKind::Zip) };
        };
        if !self.has(&part) {
            return Err(ReadError::NoMainPart { part: Some(part) });
        }
        if key(&part).starts_with("xl/") && key(&part).ends_with(".bin") {
            return Ok(FileKind::Xlsb);
        }
        let said = self.content_type(&part)?.unwrap_or_default();
        Ok(of_content_type(&said).or_else(|| of_folder(&part)).unwrap_or(FileKind::Zip))
    }

    /// The content type of exactly this part, because defaults by extension do not identify XML parts.
    fn content_type(&mut self, part: &str) -> Result<Option<String>, ReadError> {
        let list = "[Content_Types].xml";
        let Some(text) = self.text(list)? else { return Ok(None) };
        let tree = xml::parse(list, &text)?;
        let about = |node: &roxmltree::Node<'_, '_>| {
            node.attribute("PartName").is_some_and(|name| key(name) == key(part))
        };
        let node = tree.root_element().children().find(about);
        Ok(node.and_then(|node| node.attribute("ContentType")).map(str::to_owned))
    }
}

/// How many documents of an archive are named.
const MOST_NAMED: usize = 100;

/// The name of a file in an archive: UTF-8, or the encoding that Windows uses for Cyrillic names.
fn named(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::IBM866.decode_without_bom_handling(raw).0.into_owned(),
    }
}

/// The signature of the record at the end of every archive.
const END: &[u8] = b"PK\x05\x06";

fn fault(bytes: &[u8], error: &ZipError) -> ZipFault {
    match error {
        _ if !bytes.windows(END.len()).any(|window| window == END) => ZipFault::CutOff,
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => ZipFault::Unsupported,
        _ => ZipFault::Damaged,
    }
}

fn of_media_type(text: &str) -> FileKind {
    if text.trim().starts_with("application/vnd.etsi.asic") {
        return FileKind::Asic;
    }
    match text.trim().strip_prefix("application/vnd.oasis.opendocument.") {
        Some(rest) if rest.starts_with("text") => FileKind::Odt,
        Some(rest) if rest.starts_with("spreadsheet") => FileKind::Ods,
        Some(rest) if rest.starts_with("presentation") => FileKind::Presentation,
        Some(_) => FileKind::Odf,
        None => FileKind::Zip,
    }
}

fn of_content_type(said: &str) -> Option<FileKind> {
    let words = [
        ("wordprocessingml", FileKind::Docx),
        ("ms-word", FileKind::Docx),
        ("spreadsheetml", FileKind::Xlsx),
        ("ms-excel.sheet.binary", FileKind::Xlsb),
        ("ms-excel", FileKind::Xlsx),
        ("presentationml", FileKind::Presentation),
        ("ms-powerpoint", FileKind::Presentation),
    ];
    words.into_iter().find(|(word, _)| said.contains(word)).map(|(_, kind)| kind)
}

fn of_folder(part: &str) -> Option<FileKind> {
    let folders = [("word/", FileKind::Docx), ("xl/", FileKind::Xlsx), ("ppt/", FileKind::Presentation)];
    folders.into_iter().find(|(folder, _)| key(part).starts_with(folder)).map(|(_, kind)| kind)
}

/// A name for comparison: lower case, `/` between folders (some programs write `\`), none in front.
fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// The target of a relationship, relative to a folder or to the root, as a name from the root. It cannot leave the
/// root.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{archive, package, part};
    use super::super::{kind_of, read};
    use super::*;

    #[test]
    fn the_main_part_is_found_wherever_it_is() {
        let main = part("document", "<w:body><w:p/></w:body>");
        let rels =
            "<Relationships><Relationship Type='x/officeDocument' Target='/Word/Main.xml'/></Relationships>";
        let bytes = archive(&[("_rels/.rels", rels), ("word\\main.xml", &main)]);
        assert_eq!(read(&bytes, "a.docx").unwrap().blocks.len(), 1);
        let bytes = archive(&[("word/document.xml", &main)]);
        assert_eq!(read(&bytes, "a.docx").unwrap().file, "a.docx");
    }

    #[test]
    fn other_packages_are_named() {
        let rels =
            "<Relationships><Relationship Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>";
        let sheet = archive(&[("_rels/.rels", rels), ("xl/workbook.xml", "<workbook/>")]);
        assert_eq!(kind_of(&sheet), Ok(Some(FileKind::Xlsx)));
        let slides = archive(&[("mimetype", "application/vnd.oasis.opendocument.presentation")]);
        let error = read(&slides, "план.docx").unwrap_err();
        assert_eq!(
            error,
            ReadError::Unsupported { kind: FileKind::Presentation, named: Some("docx".into()) }
        );
        assert_eq!(kind_of(&archive(&[("xl/workbook.bin", "\u{1}")])), Ok(Some(FileKind::Xlsb)));
        assert_eq!(kind_of(&archive(&[("a.txt", "а")])), Ok(Some(FileKind::Zip)));
        assert_eq!((kind_of(b""), read(b"", "a.docx")), (Ok(None), Err(ReadError::Empty)));
    }

    #[test]
    fn damaged_packages_say_what_is_wrong() {
        let whole = package(&part("document", "<w:body/>"), &[]);
        let fault = |bytes: &[u8]| match read(bytes, "a.docx") {
            Err(ReadError::DamagedZip { fault, .. }) => fault,
            other => panic!("{other:?}"),
        };
        for end in [5, whole.len() / 2, whole.len() - 30] {
            assert_eq!(fault(&whole[..end]), ZipFault::CutOff, "{end}");
        }
        assert_eq!(fault(&whole[..whole.len() - 1]), ZipFault::Damaged);
        let none = archive(&[("[Content_Types].xml", "<Types/>")]);
        assert_eq!(read(&none, "a.docx"), Err(ReadError::NoMainPart { part: None }));
        let no_body = package(&part("document", ""), &[]);
        assert_eq!(read(&no_body, "a.docx"), Err(ReadError::NoBody { part: "word/document.xml".into() }));
        let broken = package("<w:document>", &[]);
        assert!(matches!(read(&broken, "a.docx"), Err(ReadError::BrokenXml { line: 1, .. })));
        let numbering = package(&part("document", "<w:body/>"), &[("word/numbering.xml", "<a>\n<b></a>")]);
        assert!(matches!(read(&numbering, "a.docx"), Err(ReadError::BrokenXml { line: 2, .. })));
    }

    #[test]
    fn any_flipped_byte_gives_an_answer() {
        let whole =
            package(&part("document", "<w:body><w:p><w:r><w:t>Захід</w:t></w:r></w:p></w:body>"), &[]);
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xFF;
            drop(read(&bytes, "a.docx"));
        }
    }

    #[test]
    fn a_part_is_counted_while_it_is_inflated() {
        let huge = " ".repeat(Bound::PartBytes.limit() + 1);
        let error = read(&package(&huge, &[]), "a.docx").unwrap_err();
        assert_eq!(error, Bound::PartBytes.broken_in("word/document.xml"));
    }

    #[test]
    fn targets_are_resolved_inside_the_package() {
        assert_eq!(resolve("word", "numbering.xml"), "word/numbering.xml");
        assert_eq!(resolve("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolve("", "../../etc/passwd"), "etc/passwd");
        assert_eq!(resolve("", "word\\document.xml"), "word/document.xml");
    }

    #[test]
    fn media_types_tell_open_documents_apart() {
        assert_eq!(of_media_type("application/vnd.oasis.opendocument.text"), FileKind::Odt);
        assert_eq!(of_media_type("application/vnd.oasis.opendocument.spreadsheet-template"), FileKind::Ods);
        assert_eq!(of_media_type("application/vnd.oasis.opendocument.graphics"), FileKind::Odf);
        assert_eq!(of_media_type("application/epub+zip"), FileKind::Zip);
    }
}
