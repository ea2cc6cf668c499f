//! The saved filters of the user: `filters.toml` in the configuration directory, one line for each.

use std::{fs, io, path::Path};

use toml::de::{DeTable, DeValue};

use super::{
    whole_file::write_whole,
    words::{Value, Words},
    workspace,
};
use crate::app::outline::saved::{FilterEdit, SavedFilter, is_same_name};

/// The file as it was read.
#[derive(Default)]
struct FilterFile {
    text: String,
    /// Each filter with its line, counted from 0.
    filters: Vec<(SavedFilter, usize)>,
    /// The first line that is no filter, counted from 1.
    bad_line: Option<usize>,
}

/// Carries out a change; returns all filters, and a sentence about a line of the file that is none.
///
/// # Errors
/// A sentence: when the file cannot be read or written, or has a line that a change might destroy.
pub(super) fn edit(words: &Words, edit: &FilterEdit) -> Result<(Vec<SavedFilter>, Option<String>), String> {
    let directory = workspace::config_directory().ok_or_else(|| words.say("cli-filters-no-directory"))?;
    edit_at(words, &directory.join("filters.toml"), edit)
}

fn edit_at(
    words: &Words,
    path: &Path,
    edit: &FilterEdit,
) -> Result<(Vec<SavedFilter>, Option<String>), String> {
    let file = || Value::from(crate::text::safe::harmless(&path.to_string_lossy()).into_owned());
    let failed = |cause: io::Error| {
        words.with("cli-filters-failed", &[("file", file()), ("why", Value::from(cause.to_string()))])
    };
    let bad = |line: usize| {
        words.with("cli-filters-bad-line", &[("file", file()), ("line", Value::from(line.to_string()))])
    };
    let old = read(path).map_err(failed)?;
    let new = match edit {
        FilterEdit::Read => None,
        FilterEdit::Save(saved) => Some(old.with(words, &saved.name, Some(saved))),
        FilterEdit::Delete(name) => Some(old.with(words, name, None)),
    };
    let Some(text) = new else {
        let problem = old.bad_line.map(bad);
        return Ok((old.filters.into_iter().map(|(saved, _)| saved).collect(), problem));
    };
    if let Some(line) = old.bad_line {
        return Err(bad(line));
    }
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory).map_err(failed)?;
    }
    write_whole(path, text.as_bytes()).map_err(failed)?;
    let new = FilterFile::of_text(text);
    Ok((new.filters.into_iter().map(|(saved, _)| saved).collect(), None))
}

fn read(path: &Path) -> io::Result<FilterFile> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(FilterFile::of_text(text)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(FilterFile::default()),
        Err(cause) => Err(cause),
    }
}

impl FilterFile {
    fn of_text(text: String) -> Self {
        let line = |offset: usize| text.bytes().take(offset).filter(|byte| *byte == b'\n').count();
        let (table, faults) = DeTable::parse_recoverable(&text);
        let mut bad: Vec<usize> =
            faults.iter().map(|fault| 1 + line(fault.span().map_or(0, |span| span.start))).collect();
        let mut filters = Vec::new();
        for (key, value) in table.get_ref() {
            let (from, to) = (line(key.span().start), line(value.span().end));
            match value.get_ref() {
                DeValue::String(query) if from == to => {
                    let saved = SavedFilter { name: key.get_ref().to_string(), query: query.to_string() };
                    filters.push((saved, from));
                }
                _ => bad.push(1 + from),
            }
        }
        filters.sort_by_key(|(_, line)| *line);
        let bad_line = bad.into_iter().min();
        Self { text, filters, bad_line }
    }

    /// The text with a filter in place of the one of a name, or without that one. All other lines stay as they are.
    fn with(&self, words: &Words, name: &str, saved: Option<&SavedFilter>) -> String {
        let line = saved.map(|saved| format!("{} = {}", quoted(&saved.name), quoted(&saved.query)));
        let old = self.filters.iter().find(|(own, _)| is_same_name(&own.name, name)).map(|(_, line)| *line);
        let mut lines: Vec<&str> = self.text.lines().collect();
        let comment = format!("# {}", words.say("cli-filters-comment"));
        if lines.is_empty() {
            lines.push(&comment);
        }
        match (old.and_then(|old| lines.get_mut(old)), &line) {
            (Some(old), Some(line)) => *old = line,
            (None, Some(line)) => lines.push(line),
            (Some(_), None) => drop(old.map(|old| lines.remove(old))),
            (None, None) => {}
        }
        lines.join("\n") + "\n"
    }
}

/// A text as a string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.replace('\n', " ")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::Language;

    #[test]
    fn filters_are_kept_line_by_line_beside_what_a_person_wrote() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("kvartal/filters.toml");
        let words = Words::new(Language::Uk);
        let change = |edit: FilterEdit| {
            let all = edit_at(&words, &path, &edit).map(|(all, _)| all)?;
            Ok::<_, String>(all.into_iter().map(|saved| (saved.name, saved.query)).collect::<Vec<_>>())
        };
        let save = |name: &str, query: &str| {
            change(FilterEdit::Save(SavedFilter { name: name.to_owned(), query: query.to_owned() }))
        };
        let pair = |name: &str, query: &str| (name.to_owned(), query.to_owned());
        assert_eq!(change(FilterEdit::Read), Ok(vec![]));
        assert!(!path.exists(), "reading makes no file");
        save("Борги бюро", "є:борг виконавець:«Ясногайське бюро»").expect("it is saved");
        assert_eq!(save("кома \"\\", "стан:частково").expect("it is saved").len(), 2);
        let mut text = fs::read_to_string(&path).expect("a file");
        text.push_str("# власний коментар\n");
        fs::write(&path, text).expect("it is written");
        assert_eq!(
            save("БОРГИ бюро", "є:борг"),
            Ok(vec![pair("БОРГИ бюро", "є:борг"), pair("кома \"\\", "стан:частково")])
        );
        assert_eq!(
            change(FilterEdit::Delete("Борги бюро".to_owned())),
            Ok(vec![pair("кома \"\\", "стан:частково")])
        );
        assert!(fs::read_to_string(&path).expect("a file").contains("# власний коментар"));
        // A file with a slip is read as far as it goes, and not written over.
        fs::write(&path, "\"а\" = \"є:борг\"\nб = 3\n").expect("it is written");
        let (all, problem) = edit_at(&words, &path, &FilterEdit::Read).expect("it is read");
        assert_eq!(all.len(), 1);
        assert!(problem.is_some_and(|problem| problem.contains('2')));
        assert!(save("в", "є:борг").is_err_and(|why| why.contains('2')));
    }
}
