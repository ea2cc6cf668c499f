//! A form that is learned from a document whose import was refused.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{
    super::{failure::Failure, input_file, session::Session, whole_file, words::Value},
    files::{all, own_file},
};
use crate::{
    app::learn::{Columns, Lesson},
    document::{self, Document},
    form::{Form, form::Holds},
};

/// The columns of a document that was refused because no form reads it; none where no form can be learned from it.
pub(in crate::cli) fn columns_of_refused(failure: &Failure, file: &Path, day: Date) -> Option<Columns> {
    let Failure::Unrecognised(..) = failure else { return None };
    let shown = input_file::shown(file);
    let document = document::read(&input_file::read(file).ok()?, &shown).ok()?;
    Columns::of(shown.clone(), lesson(document, &shown, all(), day)?, None)
}

/// A document to learn from. Its form gets the name of the file, with a number where that is taken.
pub(in crate::cli) fn lesson(document: Document, shown: &str, forms: Vec<Form>, day: Date) -> Option<Lesson> {
    let stem = Path::new(shown).file_stem().map(|stem| stem.to_string_lossy().into_owned())?;
    let slug = crate::text::translit::slug(&stem);
    let is_free = |name: &String| forms.iter().all(|form| form.name != *name) && own_file(name).is_ok();
    let numbered = (2..100).map(|n| format!("{slug}-{n}"));
    let name = std::iter::once(slug.clone()).chain(numbered).find(is_free)?;
    Some(Lesson { document, forms, names: [name, stem], day })
}

/// The command that learns a form with which this very document can be read; none where no proposal reads it.
pub(in crate::cli) fn learn_step(lesson: &Lesson, file: &Path) -> Option<String> {
    let proposal = lesson.proposal()?;
    let [name, _] = &lesson.names;
    let usual = file.file_stem().map(|stem| crate::text::translit::slug(&stem.to_string_lossy()));
    let name = if usual.as_ref() == Some(name) { String::new() } else { format!(" {name}") };
    let file = file.to_str().filter(|file| *file != "-")?;
    let plain = |c: char| c.is_alphanumeric() || "._-/\\:".contains(c);
    let file = if file.chars().all(plain) { file.to_owned() } else { format!("\"{file}\"") };
    let row = proposal.row.map(|row| format!(" --header-row {row}")).unwrap_or_default();
    Some(format!("kvartal forms{name} --learn {file}{row} --columns {}", listed(&proposal.columns)))
}

/// Contents of columns as they are given on the command line.
pub(super) fn listed(columns: &[Option<Holds>]) -> String {
    columns.iter().map(|held| held.map_or("-", Holds::name)).collect::<Vec<_>>().join(",")
}

/// Writes a learned form into the directory of the user's own forms, and returns its path.
///
/// # Errors
/// When there is already such a file, or it cannot be written.
pub(in crate::cli) fn keep(form: &str) -> Result<PathBuf, Failure> {
    let name = Form::parse(form).map(|form| form.name).unwrap_or_default();
    let target = own_file(&name)?;
    whole_file::write_whole(&target, form.as_bytes())
        .map_err(|cause| Failure::Write(target.clone(), cause))?;
    Ok(target)
}

/// Says where a form was written.
pub(in crate::cli) fn tell_kept(session: &Session, target: &Path) {
    let path = Value::from(target.to_string_lossy().into_owned());
    session.tell(&session.words.with("cli-forms-learned", &[("path", path)]));
}
