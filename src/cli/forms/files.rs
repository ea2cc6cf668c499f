//! The files of forms: those that are built in, and the user's own in the directory of the settings.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::super::{failure::Failure, workspace};
use crate::form::{Form, built_in};

/// The largest file of a form that is read.
const LARGEST: u64 = 1 << 20;

/// The forms that are compiled in and the user's own, which go before those of the same name. A file that
/// cannot be used is left out here; `forms --check` says why.
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

/// The user's own forms by their files, in the order of their names.
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

/// A form out of its text, or why it is none.
pub(super) fn parse(text: &str) -> Result<Form, String> {
    Form::parse(text).map_err(|error| error.to_string())
}

/// The file of a new own form, which must not be there yet.
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
