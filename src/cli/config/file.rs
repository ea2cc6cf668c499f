//! The configuration file: one TOML file of settings. An invalid line is reported and ignored; the others apply.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use toml::de::{DeTable, DeValue};

use super::settings::{SETTINGS, Setting, SettingValues};
use crate::keymap::near::nearest;

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigProblem {
    /// The file cannot be read.
    Unreadable {
        /// The system's error message.
        why: String,
    },
    /// It is not valid TOML.
    Syntax {
        /// The line.
        line: usize,
        /// The error message of the TOML reader.
        why: String,
    },
    /// The setting does not exist.
    Unknown {
        /// The line.
        line: usize,
        /// The unknown name.
        key: String,
        /// The most similar name.
        near: Option<&'static str>,
    },
    /// The setting has an invalid value.
    Value {
        /// The line.
        line: usize,
        /// The setting.
        key: &'static str,
        /// The invalid value.
        value: String,
        /// The possible values.
        known: String,
    },
}

impl ConfigProblem {
    /// The line, counted from 1.
    pub const fn line(&self) -> usize {
        match self {
            Self::Unreadable { .. } => 1,
            Self::Syntax { line, .. } | Self::Unknown { line, .. } | Self::Value { line, .. } => *line,
        }
    }
}

/// A configuration file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigFile {
    /// Where it is.
    pub path: PathBuf,
    /// Setting, value and line.
    values: Vec<(&'static str, String, usize)>,
    /// The invalid lines.
    pub problems: Vec<ConfigProblem>,
}

impl ConfigFile {
    /// Reads the file; a missing file has no settings.
    pub fn read(path: &Path) -> Self {
        match fs::read_to_string(path) {
            Ok(text) => Self::of_text(path.to_owned(), &text),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                Self { path: path.to_owned(), ..Self::default() }
            }
            Err(cause) => {
                let problems = vec![ConfigProblem::Unreadable { why: cause.to_string() }];
                Self { path: path.to_owned(), problems, ..Self::default() }
            }
        }
    }

    /// Parses a text.
    pub fn of_text(path: PathBuf, text: &str) -> Self {
        let mut file = Self { path, ..Self::default() };
        let line = |offset: usize| 1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count();
        let (table, faults) = DeTable::parse_recoverable(text);
        for fault in faults {
            let at = fault.span().map_or(0, |span| span.start);
            file.problems.push(ConfigProblem::Syntax { line: line(at), why: fault.message().to_owned() });
        }
        let mut entries: Vec<_> = table.into_inner().into_iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let at = line(key.span().start);
            let name = key.get_ref().as_ref();
            let Some(setting) = SETTINGS.iter().find(|setting| setting.key == name) else {
                let near = nearest(name, SETTINGS.iter().map(|setting| setting.key));
                file.problems.push(ConfigProblem::Unknown { line: at, key: name.to_owned(), near });
                continue;
            };
            match meant(setting, value.get_ref()) {
                Ok(value) => file.values.push((setting.key, value, at)),
                Err(value) => {
                    let known = setting.values.told();
                    file.problems.push(ConfigProblem::Value { line: at, key: setting.key, value, known });
                }
            }
        }
        file.problems.sort_by_key(ConfigProblem::line);
        file.problems.dedup_by(|a, b| {
            matches!((&a, &b), (ConfigProblem::Syntax { .. }, ConfigProblem::Syntax { .. }))
                && a.line() == b.line()
        });
        file
    }

    /// The value of a setting, and its line.
    pub fn of_key(&self, key: &str) -> Option<(&str, usize)> {
        self.values.iter().find(|(own, ..)| *own == key).map(|(_, value, line)| (value.as_str(), *line))
    }

    /// The value of the setting with this environment variable.
    pub fn of_variable(&self, variable: &str) -> Option<&str> {
        let setting = SETTINGS.iter().find(|setting| setting.variable == variable)?;
        self.of_key(setting.key).map(|(value, _)| value)
    }
}

/// The value in the form of the environment variable; the error is the invalid value as written.
fn meant(setting: &Setting, value: &DeValue<'_>) -> Result<String, String> {
    let written = match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(on) => on.to_string(),
        other => return Err(other.type_str().to_owned()),
    };
    let number = matches!(value, DeValue::Integer(_) | DeValue::Float(_));
    match setting.values {
        // An empty word is refused, because an empty variable counts as unset.
        _ if written.is_empty() => Err(written),
        SettingValues::Words(words) if words.contains(&written.as_str()) => Ok(written),
        SettingValues::Switch if matches!(value, DeValue::Boolean(_)) => {
            Ok(if written == "true" { "1" } else { "0" }.to_owned())
        }
        SettingValues::Text(_) if matches!(value, DeValue::String(_)) => Ok(written),
        SettingValues::Seconds(_) if number && written.parse::<f64>().is_ok_and(|seconds| seconds >= 0.0) => {
            Ok(written)
        }
        SettingValues::Words(_)
        | SettingValues::Switch
        | SettingValues::Text(_)
        | SettingValues::Seconds(_) => Err(written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> ConfigFile {
        ConfigFile::of_text("config.toml".into(), text)
    }

    #[test]
    fn good_lines_hold_and_each_bad_one_is_told() {
        let read = file(
            "language = \"en\"\nmouze = true\ncolor = \"pink\"\nmouse = true\nplain = \"yes\"\nwait = 5\n",
        );
        assert_eq!(read.of_key("language"), Some(("en", 1)));
        assert_eq!(read.of_variable("KVARTAL_MOUSE"), Some("1"));
        assert_eq!(read.of_key("wait"), Some(("5", 6)));
        assert_eq!(read.of_key("color"), None);
        let lines: Vec<usize> = read.problems.iter().map(ConfigProblem::line).collect();
        assert_eq!(lines, [2, 3, 5]);
        assert!(matches!(&read.problems[0], ConfigProblem::Unknown { near: Some("mouse"), .. }));
        assert!(matches!(&read.problems[1], ConfigProblem::Value { known, .. } if known.contains("256")));
    }

    #[test]
    fn what_is_no_toml_hides_nothing_that_is() {
        let read = file("language = \"en\"\ntheme = \"dark\nglyphs = \"ascii\"\n");
        assert_eq!(read.problems.first().map(ConfigProblem::line), Some(2));
        assert_eq!(read.of_key("language"), Some(("en", 1)));
    }
}
