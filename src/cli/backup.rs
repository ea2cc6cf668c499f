//! `kvartal backup` writes every change to one file; `kvartal restore` makes a workspace from it.

use std::path::Path;

use super::{
    Ended,
    args::{BackupArgs, RestoreArgs},
    causes, clock,
    failure::Failure,
    moment,
    session::Session,
    words::{Value, Words},
    workspace,
};
use crate::{l10n::Language, store};

/// Runs `backup`.
///
/// # Errors
/// When the workspace is damaged, or the file cannot be written.
pub(super) fn run(session: &Session, args: &BackupArgs) -> Result<Ended, Failure> {
    let directory = workspace::directory(session)?;
    if !directory.exists() {
        return Err(Failure::Read(directory, std::io::ErrorKind::NotFound.into()));
    }
    let count = store::back_up(&directory, &args.output, clock::now())?;
    let path = Value::from(args.output.to_string_lossy().into_owned());
    let count = Value::from(usize::try_from(count).unwrap_or(usize::MAX));
    session.tell(&session.words.with("trust-backup-done", &[("count", count), ("path", path)]));
    Ok(Ended::Well)
}

/// Runs `restore`.
///
/// # Errors
/// When the backup is damaged, or the directory holds something or cannot be written.
pub(super) fn restore(session: &Session, args: &RestoreArgs) -> Result<Ended, Failure> {
    let at = args.at.as_deref().map(|text| moment::moment(text, moment::DayEnd::Last)).transpose()?;
    let directory = workspace::directory(session)?;
    let into = (!args.dry_run).then_some(directory.as_path());
    let restored = store::restore(&args.file, into, at, clock::now())?;
    let words = &session.words;
    let when = |at: i64| Value::from(words.moment(clock::in_kyiv(at).filter(|_| at != 0)));
    let said = [
        ("path", Value::from(directory.to_string_lossy().into_owned())),
        ("count", Value::from(usize::try_from(restored.changes).unwrap_or(usize::MAX))),
        ("of", Value::from(usize::try_from(restored.of).unwrap_or(usize::MAX))),
        ("until", when(restored.until)),
        ("made", when(restored.made_at)),
    ];
    let id = match (restored.changes, args.dry_run) {
        (0, true) => "trust-restore-would-nothing",
        (0, false) => "trust-restore-nothing",
        (_, true) => "trust-restore-would",
        (_, false) => "trust-restore-done",
    };
    session.tell(&words.with(id, &said));
    Ok(if restored.faults.is_empty() { Ended::Well } else { Ended::WithFindings })
}

/// Makes the daily backup in the background. Only a failure is reported.
pub(super) fn daily(directory: &Path) -> Result<(), store::StoreError> {
    store::back_up_daily(directory, clock::now()).map(|_| ())
}

/// As [`daily`], with the failure as a sentence.
///
/// # Errors
/// When the backup could not be made.
pub(super) fn in_words(directory: &Path, language: Language) -> Result<(), String> {
    daily(directory).map_err(|error| {
        let words = Words::new(language);
        let why = Value::from(causes::store_sentence(&words, &error));
        words.with("trust-backup-failed", &[("why", why)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_daily_backup_that_cannot_be_made_says_where_and_why() {
        let dir = tempfile::tempdir().unwrap();
        let store = store::DiskStore::open(dir.path(), &store::OpenOptions::at(1)).unwrap();
        drop(store);
        std::fs::write(dir.path().join("backups"), "not a directory").unwrap();
        let said = in_words(dir.path(), Language::En).unwrap_err();
        assert!(said.starts_with("No backup could be made: ") && said.contains("/backups"), "{said}");
        std::fs::remove_file(dir.path().join("backups")).unwrap();
        assert_eq!(in_words(dir.path(), Language::En), Ok(()));
        assert_eq!(std::fs::read_dir(dir.path().join("backups")).unwrap().count(), 1);
    }
}
