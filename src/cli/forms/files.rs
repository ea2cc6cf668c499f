//! The files of forms: the built-in ones, and the user's own in the configuration directory.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::super::{failure::Failure, workspace};
use crate::form::{Form, built_in};

/// The largest file of a form that is read.
const LARGEST: u64 = 1 << 20;

/// The built-in forms and the user's own, which take precedence over built-in ones with the same name. An invalid file
/// is ignored here; `forms --check` reports why.
pub(in crate::cli) fn all() -> Vec<Form> {
    let mut forms = built_in();
    for form in own().into_iter().filter_map(|(_, form)| form.ok()) {
        forms.retain(|known| known.name != form.name);
        forms.push(form);
    }
    forms
}

/// The directory of the user's own forms.
fn directory() -> Option<PathBuf> {
    workspace::config_directory().map(|config| config.join("forms"))
}

/// The user's own forms with their files, sorted by name.
pub(super) fn own() -> Vec<(PathBuf, Result<Form, String>)> {
    let entries = directory().and_then(|directory| fs::read_dir(directory).ok());
    let files = entries.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    files.into_iter().map(|file| (file.clone(), text(&file).and_then(|text| parse(&text)))).collect()
}

/// The text of a form's file.
pub(super) fn text(file: &Path) -> Result<String, String> {
    let size = fs::metadata(file).map_err(|cause| cause.to_string())?.len();
    if size > LARGEST {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge).to_string());
    }
    fs::read_to_string(file).map_err(|cause| cause.to_string())
}

/// Parses a form, or returns why it is invalid.
pub(super) fn parse(text: &str) -> Result<Form, String> {
    Form::parse(text).map_err(|error| error.to_string())
}

/// The path for a new own form; the file must not exist yet.
pub(super) fn own_file(name: &str) -> Result<PathBuf, Failure> {
    if !crate::domain::Header::is_slug(name) {
        return Err(Failure::BadFormName(name.to_owned()));
    }
    let directory = directory().ok_or(Failure::NoWorkspace)?;
    fs::create_dir_all(&directory).map_err(|cause| Failure::Write(directory.clone(), cause))?;
    let file = directory.join(format!("{name}.toml"));
    if file.exists() {
        return Err(Failure::Write(file, io::ErrorKind::AlreadyExists.into()));
    }
    Ok(file)
}
