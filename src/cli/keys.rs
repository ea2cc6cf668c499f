//! `kvartal keys`: lists the keys in force, and the errors in the user's own keymap.

use std::{fs, path::PathBuf};

use serde::Serialize;

use super::{
    Ended,
    args::{Format, KeysArgs},
    failure::Failure,
    output::{self, Table},
    session::Session,
    words::{Value, Words},
    workspace,
};
use crate::keymap::{Context, Keymap, KeymapSource, Loaded, Preset, Problem, help};

#[derive(Serialize)]
struct KeysAnswer {
    keymap: String,
    keys: Vec<KeyJson>,
    problems: Vec<ProblemJson>,
}

#[derive(Serialize)]
struct KeyJson {
    context: &'static str,
    action: &'static str,
    title: String,
    keys: Vec<String>,
}

#[derive(Serialize)]
struct ProblemJson {
    file: String,
    line: usize,
    message: String,
}

/// Runs the command.
///
/// # Errors
/// When the keymap or the context does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &KeysArgs) -> Result<Ended, Failure> {
    let Loaded { keymap, problems } = match &args.check {
        Some(Some(file)) => from_file(&file.to_string_lossy())?,
        _ => in_force(session)?,
    };
    let contexts = match &args.context {
        None => Context::ALL.to_vec(),
        Some(id) => vec![Context::from_id(id).ok_or_else(|| {
            Failure::NoContext(id.clone(), Context::ALL.iter().map(|c| c.id().to_owned()).collect())
        })?],
    };
    if session.format() == Format::Json {
        let answer = as_json(&session.words, &keymap, &contexts, &problems);
        output::answer("kvartal-keys", &answer, &mut session.out)?;
    } else if args.check.is_none() {
        let words = &session.words;
        let headings = ["cli-col-context", "cli-col-keys", "cli-col-action", "cli-col-help"];
        let mut table = Table::new(words, headings);
        for row in contexts.iter().flat_map(|context| help::rows(&keymap, *context)) {
            let shown = if session.format().is_for_people() {
                words.say(row.context.title())
            } else {
                row.context.id().to_owned()
            };
            let action = row.action.row();
            table.row([shown, row.keys.join("  "), words.say(action.title), words.say(action.help)]);
        }
        session.print(&table)?;
    }
    session.finish()?;
    for problem in &problems {
        session.tell(&sentence(&session.words, problem));
    }
    if args.check.is_some() && problems.is_empty() {
        session.tell_message("cli-keys-well");
    }
    Ok(if args.check.is_some() && !problems.is_empty() { Ended::WithFindings } else { Ended::Well })
}

fn as_json(words: &Words, keymap: &Keymap, contexts: &[Context], problems: &[Problem]) -> KeysAnswer {
    let rows = contexts.iter().flat_map(|context| help::rows(keymap, *context));
    let keys = rows.map(|row| KeyJson {
        context: row.context.id(),
        action: row.action.id(),
        title: words.say(row.action.row().title),
        keys: row.keys,
    });
    let problems = problems.iter().map(|problem| ProblemJson {
        file: problem.file.clone(),
        line: problem.line,
        message: message(words, problem),
    });
    KeysAnswer { keymap: keymap.name().to_owned(), keys: keys.collect(), problems: problems.collect() }
}

/// The keymap in force: `--keymap`, otherwise `$KVARTAL_KEYMAP`, otherwise the default. The user's own keys override a
/// built-in keymap that was given, unless they name another base.
///
/// # Errors
/// When there is no such keymap, or a file cannot be read.
pub(super) fn in_force(session: &Session) -> Result<Loaded, Failure> {
    read_in_force(named(session).as_deref())
}

/// The keymap that was given.
fn named(session: &Session) -> Option<String> {
    let set = super::config::var("KVARTAL_KEYMAP");
    session.global.keymap.clone().or(set)
}

/// Returns the keymap again whenever its file has changed since the last call, with the errors in it. A call only reads
/// the modification time and the length of the file.
pub(super) fn changed_in_force(session: &Session) -> Box<dyn FnMut() -> Option<(Keymap, Vec<String>)>> {
    let named = named(session);
    let is_file = named.as_deref().is_some_and(|name| Preset::from_id(name).is_none());
    let path = if is_file { named.clone().map(PathBuf::from) } else { own_path() };
    let stamp = move || {
        let meta = fs::metadata(path.as_ref()?).ok()?;
        Some((meta.modified().ok()?, meta.len()))
    };
    let (mut last, language) = (stamp(), session.words.language());
    Box::new(move || {
        let now = stamp();
        if now == last {
            return None;
        }
        last = now;
        // If the file is just being written, it is read at the next call.
        let Loaded { keymap, problems } = read_in_force(named.as_deref()).ok()?;
        let words = Words::new(language);
        Some((keymap, told(&words, &problems)))
    })
}

fn read_in_force(named: Option<&str>) -> Result<Loaded, Failure> {
    let preset = named.map(|name| (name, Preset::from_id(name)));
    match preset {
        Some((name, None)) => from_file(name),
        Some((_, Some(preset))) => {
            let own = own_keys()?.filter(|(_, text)| !names_a_base(text));
            Ok(load(preset, own))
        }
        None => Ok(load(Preset::Default, own_keys()?)),
    }
}

fn load(base: Preset, own: Option<(String, String)>) -> Loaded {
    let source = own.as_ref().map(|(name, text)| KeymapSource { name, text });
    Keymap::load(base, source)
}

fn from_file(name: &str) -> Result<Loaded, Failure> {
    let path = PathBuf::from(name);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(load(Preset::Default, Some((name.to_owned(), text)))),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            let known = Preset::ALL.iter().map(|preset| preset.id().to_owned()).collect();
            Err(Failure::NoKeymap(name.to_owned(), known))
        }
        Err(cause) => Err(Failure::Read(path, cause)),
    }
}

fn own_path() -> Option<PathBuf> {
    workspace::config_directory().map(|dir| dir.join("keymap.toml"))
}

/// The user's own keys: `keymap.toml` in the configuration directory.
fn own_keys() -> Result<Option<(String, String)>, Failure> {
    let Some(path) = own_path() else { return Ok(None) };
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path.to_string_lossy().into_owned(), text))),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Failure::Read(path, cause)),
    }
}

fn names_a_base(text: &str) -> bool {
    text.parse::<toml::Table>().is_ok_and(|table| table.contains_key("inherit"))
}

/// The messages about the user's keys at the start: how many lines are invalid, then each of them.
pub(super) fn told(words: &Words, problems: &[Problem]) -> Vec<String> {
    let mut lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    lines.dedup();
    let count = words.count("cli-keys-bad", lines.len());
    let head = (!problems.is_empty()).then_some(count);
    head.into_iter().chain(problems.iter().map(|problem| sentence(words, problem))).collect()
}

/// A problem with its file and line, as a sentence.
pub(super) fn sentence(words: &Words, problem: &Problem) -> String {
    format!("{}:{}: {}", crate::text::safe::harmless(&problem.file), problem.line, message(words, problem))
}

fn message(words: &Words, problem: &Problem) -> String {
    let harmless = |text: &str| Value::from(crate::text::safe::harmless(text).into_owned());
    let variables: Vec<(&'static str, Value)> =
        problem.kind.args().into_iter().map(|(name, text)| (name, harmless(&text))).collect();
    let said = words.with(problem.kind.message(), &variables);
    match problem.kind.suggestion() {
        Some(word) => format!("{said} {}", words.with("keymap-did-you-mean", &[("word", harmless(word))])),
        None => said,
    }
}
