//! Writing a table of figures to a file, completely or not at all, and never over a file that the user did not mean.

use std::path::Path;

use super::{failure::Failure, private, whole_file::write_whole, words::Words};
use crate::app::figures::{export::TableFormat, table::FigureTable};

/// Writes it in the format of the file name's extension.
///
/// # Errors
/// When no table format has the extension, or the file cannot be written.
pub(super) fn write(words: &Words, table: &FigureTable, file: &Path) -> Result<(), Failure> {
    let name = file.to_string_lossy().into_owned();
    let known = || TableFormat::ALL.iter().map(|format| format.ending().to_owned()).collect();
    let format = TableFormat::of_file(&name).ok_or_else(|| Failure::NoFormat(name.clone(), known()))?;
    private::may_be_written(file, false)?;
    let text = format.write(table, &words.l10n);
    write_whole(file, text.as_bytes()).map_err(|cause| Failure::Write(file.to_owned(), cause))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::{app::figures::table::FigureTable, l10n::Language};

    #[test]
    fn the_ending_is_the_format_and_a_link_of_somebody_else_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let words = Words::new(Language::Uk);
        let table = FigureTable::default();
        for ending in ["md", "csv", "svg"] {
            let file = dir.path().join(format!("табло.{ending}"));
            write(&words, &table, &file).unwrap();
            assert!(file.exists());
        }
        assert!(matches!(write(&words, &table, &dir.path().join("табло.docx")), Err(Failure::NoFormat(..))));
        if rustix::process::geteuid().as_raw() == 0 {
            let target = dir.path().join("чуже.md");
            std::fs::write(&target, "чуже").unwrap();
            std::os::unix::fs::chown(&target, Some(65_534), None).unwrap();
            let link = dir.path().join("link.md");
            symlink(&target, &link).unwrap();
            assert!(matches!(write(&words, &table, &link), Err(Failure::ForeignLink(_))));
            assert_eq!(std::fs::read_to_string(&target).unwrap(), "чуже");
        }
    }
}
