//! `kvartal config`: the settings in force and their sources: a flag, the environment, the file, or the built-in
//! default.
//!
//! | file | subject |
//! |---|---|
//! | `settings` | the table of settings and their possible values |
//! | `file` | the configuration file, which is read once, and its errors |

mod file;
mod settings;

use std::{path::PathBuf, sync::OnceLock};

use file::ConfigFile;
pub use file::ConfigProblem;
use settings::{SETTINGS, Setting};

use super::{
    Ended,
    args::ConfigArgs,
    failure::Failure,
    output::Table,
    session::Session,
    words::{Value, Words},
    workspace,
};

/// The file as it was when the program started.
static FILE: OnceLock<ConfigFile> = OnceLock::new();

/// The path of the file: `config.toml` in the configuration directory.
pub(super) fn path() -> Option<PathBuf> {
    workspace::config_directory().map(|directory| directory.join("config.toml"))
}

/// Reads the file; has to be called once, before any setting is read.
pub(super) fn begin() {
    FILE.get_or_init(|| path().map(|path| ConfigFile::read(&path)).unwrap_or_default());
}

/// An environment variable; if it is not set, the value in the file.
pub(super) fn var(name: &str) -> Option<String> {
    let set = std::env::var(name).ok().filter(|value| !value.is_empty());
    set.or_else(|| FILE.get()?.of_variable(name).map(str::to_owned))
}

/// The environment variables, each with the message about its purpose.
pub(super) fn variables() -> impl Iterator<Item = (&'static str, &'static str)> {
    SETTINGS.iter().map(|setting| (setting.variable, setting.message))
}

/// One sentence for each invalid line of the file.
pub(super) fn problems(words: &Words) -> Vec<String> {
    FILE.get()
        .map(|file| file.problems.iter().map(|problem| sentence(words, file, problem)).collect())
        .unwrap_or_default()
}

fn sentence(words: &Words, file: &ConfigFile, problem: &ConfigProblem) -> String {
    let said = |text: &str| Value::from(crate::text::safe::harmless(text).into_owned());
    let place = format!("{}:{}", file.path.to_string_lossy(), problem.line());
    let text = match problem {
        ConfigProblem::Syntax { why, .. } => words.with("cli-config-syntax", &[("why", said(why))]),
        ConfigProblem::Unreadable { why } => words.with("cli-config-unreadable", &[("why", said(why))]),
        ConfigProblem::Unknown { key, near, .. } => {
            let text = words.with("cli-config-unknown", &[("key", said(key))]);
            match near {
                Some(near) => {
                    format!("{text}. {}", words.with("keymap-did-you-mean", &[("word", said(near))]))
                }
                None => text,
            }
        }
        ConfigProblem::Value { key, value, known, .. } => words
            .with("cli-config-value", &[("key", said(key)), ("value", said(value)), ("known", said(known))]),
    };
    format!("{}: {text}", crate::text::safe::harmless(&place))
}

/// The source of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Provenance {
    /// The built-in default.
    BuiltIn,
    /// This line of the file.
    File(usize),
    /// This environment variable.
    Environment(&'static str),
    /// This flag of the command line.
    Flag(&'static str),
}

/// Runs the command.
///
/// # Errors
/// When writing fails.
pub(super) fn run(session: &mut Session, args: &ConfigArgs) -> Result<Ended, Failure> {
    if args.path {
        let path = path().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        writeln(session, &path)?;
        return Ok(Ended::Well);
    }
    if args.example {
        let text = example(&session.words);
        writeln(session, text.trim_end())?;
        return Ok(Ended::Well);
    }
    let words = &session.words;
    let headings = ["cli-col-setting", "cli-col-value", "cli-col-origin", "cli-col-help"];
    let mut table = Table::new(words, headings);
    for setting in SETTINGS {
        let (value, from) = in_force(session, setting);
        let from = match from {
            Provenance::BuiltIn => words.say("cli-origin-default"),
            Provenance::File(line) => {
                let file =
                    FILE.get().map(|file| file.path.to_string_lossy().into_owned()).unwrap_or_default();
                words.with(
                    "cli-origin-file",
                    &[("file", Value::from(file)), ("line", Value::from(line.to_string()))],
                )
            }
            Provenance::Environment(name) => {
                words.with("cli-origin-environment", &[("name", Value::from(name))])
            }
            Provenance::Flag(flag) => words.with("cli-origin-flag", &[("flag", Value::from(flag))]),
        };
        table.row([setting.key.to_owned(), value, from, words.say(setting.message)]);
    }
    session.print(&table)?;
    session.finish()?;
    let problems = problems(&session.words);
    problems.iter().for_each(|problem| session.warn(problem));
    Ok(if problems.is_empty() { Ended::Well } else { Ended::WithFindings })
}

fn writeln(session: &mut Session, text: &str) -> Result<(), Failure> {
    use std::io::Write as _;
    Ok(writeln!(session.out, "{text}")?)
}

/// The value in force, as it would be written, and its source.
fn in_force(session: &Session, setting: &Setting) -> (String, Provenance) {
    if let Some((flag, value)) = setting.flagged(&session.global) {
        return (value, Provenance::Flag(flag));
    }
    let set = std::env::var(setting.variable).ok().filter(|value| !value.is_empty());
    if let Some(value) = set.filter(|_| !setting.variable.is_empty()) {
        return (value, Provenance::Environment(setting.variable));
    }
    if let Some((value, line)) = FILE.get().and_then(|file| file.of_key(setting.key)) {
        return (value.to_owned(), Provenance::File(line));
    }
    match setting.elsewhere() {
        Some((name, value)) => (value, Provenance::Environment(name)),
        None => (setting.built_in(session), Provenance::BuiltIn),
    }
}

/// An example file with every setting, its meaning and its default, all commented out.
fn example(words: &Words) -> String {
    let mut out = format!("# {}\n", words.say("cli-config-example"));
    for setting in SETTINGS {
        out.push_str(&format!("\n# {}\n", words.say(setting.message)));
        let known = setting.values.told();
        if !known.is_empty() {
            out.push_str(&format!("# {known}\n"));
        }
        out.push_str(&format!("# {} = {}\n", setting.key, setting.values.example()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::Language;

    #[test]
    fn the_example_is_a_file_without_problems_once_it_is_in_force() {
        for language in Language::ALL {
            let text = example(&Words::new(language));
            let live: String = text
                .lines()
                .map(|line| match line.strip_prefix("# ") {
                    Some(rest) if SETTINGS.iter().any(|own| rest.starts_with(&format!("{} = ", own.key))) => {
                        format!("{rest}\n")
                    }
                    _ => format!("{line}\n"),
                })
                .collect();
            let file = ConfigFile::of_text("config.toml".into(), &live);
            assert_eq!(file.problems, [], "{live}");
            assert!(SETTINGS.iter().all(|setting| file.of_key(setting.key).is_some()), "{live}");
        }
    }
}
