//! Documents inside other files: archives, signature containers, signed files.

use super::error::ReadError;
use super::package::Package;
use super::{FileKind, signed, sniff};

/// A document inside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// Its name without folders.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The names of the documents inside a file; none where it is a document itself.
fn names(bytes: &[u8], file_name: &str) -> Vec<String> {
    match sniff::of_outside(bytes) {
        FileKind::Zip => Package::open(bytes).map(|mut package| package.documents()).unwrap_or_default(),
        FileKind::Signed if signed::content(bytes).is_some() => vec![unsigned(file_name)],
        _ => Vec::new(),
    }
}

/// A document inside a file, by its position in [`ReadError::Holds`].
///
/// # Errors
/// [`ReadError`]: damaged, locked or too big.
pub fn inside(bytes: &[u8], file_name: &str, at: usize) -> Result<Option<Inside>, ReadError> {
    let Some(name) = names(bytes, file_name).into_iter().nth(at) else { return Ok(None) };
    let content = match sniff::of_outside(bytes) {
        FileKind::Signed => signed::content(bytes),
        _ => Package::open(bytes)?.document(&name)?,
    };
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    Ok(content.map(|bytes| Inside { name, bytes }))
}

/// Why a file that may contain documents is not read itself.
pub(super) fn refusal(bytes: &[u8], kind: FileKind, file_name: &str) -> ReadError {
    match names(bytes, file_name) {
        names if names.is_empty() => ReadError::Unsupported { kind, named: kind.misnamed(file_name) },
        names => ReadError::Holds { kind, names },
    }
}

/// `План.docx.p7s` without its last ending.
fn unsigned(file_name: &str) -> String {
    let ending = |ending: &str| FileKind::Signed.endings().contains(&ending.to_lowercase().as_str());
    match file_name.rsplit_once('.') {
        Some((name, last)) if ending(last) => name.to_owned(),
        _ => file_name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{read, testing::archive};
    use super::*;

    #[test]
    fn documents_of_an_archive_are_named_and_taken_out() {
        let bytes = archive(&[("читай.png", "x"), ("2024/Звіт.csv", "1;2"), ("META-INF/a.txt", "x")]);
        let refused = read(&bytes, "архів.zip");
        assert_eq!(
            refused,
            Err(ReadError::Holds { kind: FileKind::Zip, names: vec!["2024/Звіт.csv".into()] })
        );
        let document = inside(&bytes, "архів.zip", 0).unwrap().unwrap();
        assert_eq!((document.name.as_str(), &*document.bytes), ("Звіт.csv", &b"1;2"[..]));
        assert_eq!(inside(&bytes, "архів.zip", 1), Ok(None));
        let asic = archive(&[("mimetype", "application/vnd.etsi.asic-e+zip"), ("План.docx", "x")]);
        assert_eq!(
            read(&asic, "a.asice"),
            Err(ReadError::Holds { kind: FileKind::Asic, names: vec!["План.docx".into()] })
        );
        assert_eq!(unsigned("План.docx.p7s"), "План.docx");
    }
}
