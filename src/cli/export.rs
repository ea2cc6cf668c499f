//! `kvartal export`: the plan in the exchange format.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{
    Ended, args::ExportArgs, failure::Failure, output, session::Session, words::Value, workspace::Workspace,
};
use crate::form::exchange;

/// Runs it.
///
/// # Errors
/// When the plan is not there, or nothing can be written.
pub(super) fn run(session: &mut Session, args: &ExportArgs) -> Result<Ended, Failure> {
    let plan = Workspace::open(session)?.plan(args.plan.as_deref())?;
    let mut text = output::harmless_json(&exchange::export(&plan)).into_owned();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        None => session.out.write_all(text.as_bytes())?,
        Some(path) => {
            write_whole(path, text.as_bytes()).map_err(|cause| Failure::Write(path.to_owned(), cause))?;
            let path = Value::from(path.to_string_lossy().into_owned());
            session.tell(&session.words.with("cli-export-done", &[("path", path)]));
        }
    }
    Ok(Ended::Well)
}

/// Writes a file beside its place, makes it durable and moves it there: nobody ever sees half of it.
///
/// # Errors
/// What the system said; the old file stands as it was.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // A link stays a link: what it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // A pipe or a device is written as it is.
    if fs::metadata(&target).is_ok_and(|meta| !meta.is_file()) {
        return fs::OpenOptions::new().write(true).open(&target)?.write_all(bytes);
    }
    let directory: PathBuf = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let beside = directory.join(format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id()));
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        if let Ok(meta) = fs::metadata(&target) {
            file.set_permissions(meta.permissions())?;
        }
        file.sync_all()
    });
    let moved = written.and_then(|()| fs::rename(&beside, &target));
    if moved.is_err() {
        // The fault that is told is the first one.
        let _ = fs::remove_file(&beside);
        return moved;
    }
    // The name is durable once its directory is; some file systems cannot do that.
    if let Ok(directory) = File::open(&directory) {
        let _ = directory.sync_all();
    }
    Ok(())
}
