//! Typed file names: `~/` stands for the home directory, a prefix is completed, and a free name is found beside a taken
//! one.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The maximal number of names that are listed.
const MOST: usize = 200;

/// The path of a typed name, with `~/` expanded.
pub(super) fn from_home(file: &str) -> PathBuf {
    let home = file.strip_prefix("~/").and_then(|rest| Some((std::env::var_os("HOME")?, rest)));
    home.map_or_else(|| PathBuf::from(file), |(home, rest)| PathBuf::from(home).join(rest))
}

/// The files whose names begin with the typed text, spelled in the same way; directories end with a slash. Hidden files
/// are listed only if their dot was typed.
pub(super) fn beginning(typed: &str) -> Vec<String> {
    let (directory, begun) = typed.split_at(typed.rfind('/').map_or(0, |slash| slash + 1));
    let place = if directory.is_empty() { PathBuf::from(".") } else { from_home(directory) };
    let Ok(entries) = fs::read_dir(&place) else { return Vec::new() };
    let names = entries.filter_map(|entry| {
        let entry = entry.ok()?;
        let name = entry.file_name().into_string().ok()?;
        let hidden = name.starts_with('.') && !begun.starts_with('.');
        let slash = if entry.path().is_dir() { "/" } else { "" };
        (name.starts_with(begun) && !hidden).then(|| format!("{directory}{name}{slash}"))
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.truncate(MOST);
    names
}

/// The name with the lowest number for which there is no file.
pub(super) fn free(file: &str) -> String {
    let path = Path::new(file);
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let stem = file.strip_suffix(&ending).unwrap_or(file);
    let name = |number: usize| format!("{stem}-{number}{ending}");
    (2..MOST)
        .map(name)
        .find(|name| fs::symlink_metadata(from_home(name)).is_err())
        .unwrap_or_else(|| name(MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_completed_as_they_are_typed() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["звіт-1.docx", "звіт-2.docx", ".схований"] {
            fs::write(dir.path().join(name), "x").unwrap();
        }
        fs::create_dir(dir.path().join("звіти")).unwrap();
        let at = |name: &str| format!("{}/{name}", dir.path().display());
        assert_eq!(beginning(&at("звіт-")), [at("звіт-1.docx"), at("звіт-2.docx")]);
        assert_eq!(beginning(&at("звіти")), [at("звіти/")]);
        assert_eq!(beginning(&at("")).len(), 3);
        assert_eq!(beginning(&at(".")), [at(".схований")]);
        assert_eq!(beginning("/немає/такого"), Vec::<String>::new());
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| format!("{}/{name}", dir.path().display());
        fs::write(at("звіт-2.docx"), "x").unwrap();
        assert_eq!(free(&at("звіт.docx")), at("звіт-3.docx"));
        assert_eq!(free(&at("звіт")), at("звіт-2"));
    }
}
