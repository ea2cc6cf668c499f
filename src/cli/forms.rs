//! `kvartal forms`: the forms there are, one of them as a file, the check of an own one, and learning one from
//! a document.

use std::{
    fs,
    io::{self, IsTerminal as _, Write as _},
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{
    Ended,
    args::{Format, FormsArgs},
    causes,
    failure::Failure,
    forms_dialogue::{self, Dialogue},
    import,
    output::{self, Table},
    session::Session,
    whole_file,
    words::{Value, Words},
    workspace,
};
use crate::{
    document::{self, Document},
    domain::{
        Level, Quarter,
        draft::{Draft, DraftNode, DraftValue},
    },
    form::{
        Form, Options, Recognised, built_in, built_in_file,
        form::Holds,
        recognise,
        recognise::{At, LearnError, Learned, learn},
    },
    text::safe::harmless,
};

/// How many measures are shown as a learned form reads them.
const SHOWN: usize = 3;
/// The largest file of a form that is read.
const LARGEST: u64 = 1 << 20;

#[derive(Serialize)]
struct FormsAnswer {
    forms: Vec<FormJson>,
}

#[derive(Serialize)]
struct FormJson {
    name: String,
    title: String,
    own: bool,
    columns: Vec<&'static str>,
}

/// The forms that are compiled in and the user's own, which go before those of the same name. A file that
/// cannot be used is left out here; `forms --check` says why.
pub(super) fn all() -> Vec<Form> {
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
fn own() -> Vec<(PathBuf, Result<Form, String>)> {
    let entries = directory().and_then(|directory| fs::read_dir(directory).ok());
    let files = entries.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    files.into_iter().map(|file| (file.clone(), text(&file).and_then(|text| parse(&text)))).collect()
}

fn text(file: &Path) -> Result<String, String> {
    let size = fs::metadata(file).map_err(|cause| cause.to_string())?.len();
    if size > LARGEST {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge).to_string());
    }
    fs::read_to_string(file).map_err(|cause| cause.to_string())
}

fn parse(text: &str) -> Result<Form, String> {
    Form::parse(text).map_err(|error| error.to_string())
}

/// Runs it.
///
/// # Errors
/// When a form or a document is not there, or nothing can be written.
pub(super) fn run(session: &mut Session, args: &FormsArgs) -> Result<Ended, Failure> {
    match (&args.check, &args.learn, &args.name) {
        (Some(file), ..) => check(session, file),
        (None, Some(document), _) => learn_one(session, document, args),
        (None, None, Some(name)) => show(session, name),
        (None, None, None) => list(session),
    }
}

fn list(session: &mut Session) -> Result<Ended, Failure> {
    let own = own();
    let is_own =
        |form: &Form| own.iter().any(|(_, read)| read.as_ref().is_ok_and(|own| own.name == form.name));
    let english = session.words.language() == crate::l10n::Language::En;
    let title = |form: &Form| if english { form.title.en.clone() } else { form.title.uk.clone() };
    let columns = |form: &Form| form.columns.iter().map(|column| column.holds.name()).collect::<Vec<_>>();
    let forms = all();
    if session.format() == Format::Json {
        let forms = forms.iter().map(|form| FormJson {
            name: form.name.clone(),
            title: title(form),
            own: is_own(form),
            columns: columns(form),
        });
        let answer = FormsAnswer { forms: forms.collect() };
        output::answer("kvartal-forms", &answer, &mut session.out)?;
    } else {
        let headings = ["cli-col-form", "cli-col-title", "cli-col-columns"];
        let mut table = Table::new(&session.words, headings);
        for form in &forms {
            let held = form.columns.iter().map(|column| holds_word(&session.words, column.holds));
            table.row([form.name.clone(), title(form), held.collect::<Vec<_>>().join(", ")]);
        }
        session.print(&table)?;
    }
    for (file, read) in &own {
        if let Err(why) = read {
            tell_bad(session, file, why);
        }
    }
    Ok(Ended::Well)
}

pub(super) fn holds_word(words: &Words, holds: Holds) -> String {
    words.say(&format!("cli-holds-{}", holds.name()))
}

fn tell_bad(session: &Session, file: &Path, why: &str) {
    let told = [("file", file.to_string_lossy().into_owned()), ("why", why.trim_end().to_owned())];
    let told = told.map(|(name, text)| (name, Value::from(harmless(&text).into_owned())));
    session.tell(&session.words.with("cli-forms-bad", &told));
}

fn show(session: &mut Session, name: &str) -> Result<Ended, Failure> {
    let own = own().into_iter().find(|(_, read)| read.as_ref().is_ok_and(|form| form.name == name));
    let shown = match own {
        Some((file, _)) => text(&file).ok(),
        None => built_in_file(name).map(str::to_owned),
    };
    let Some(shown) = shown else {
        return Err(Failure::NoForm(name.to_owned(), all().into_iter().map(|form| form.name).collect()));
    };
    // Its line breaks are its form.
    let lines: Vec<_> = shown.lines().map(|line| harmless(line).into_owned()).collect();
    writeln!(session.out, "{}", lines.join("\n"))?;
    Ok(Ended::Well)
}

fn check(session: &mut Session, file: &Path) -> Result<Ended, Failure> {
    let text = fs::read_to_string(file).map_err(|cause| Failure::Read(file.to_owned(), cause))?;
    match parse(&text) {
        Ok(form) => {
            let told = [("form", Value::from(form.name.as_str()))];
            session.tell(&session.words.with("cli-forms-well", &told));
            Ok(Ended::Well)
        }
        Err(why) => {
            tell_bad(session, file, &why);
            Ok(Ended::WithFindings)
        }
    }
}

/// Learns a form from a document: what the columns hold is proposed, and a person confirms it.
fn learn_one(session: &mut Session, file: &Path, args: &FormsArgs) -> Result<Ended, Failure> {
    let shown = import::shown(file);
    let bytes = import::read(file)?;
    let document = document::read(&bytes, &shown).map_err(|error| Failure::Document(shown.clone(), error))?;
    let named_columns = args.columns.as_deref().map(named).transpose()?;
    let at = At { row: args.header_row, columns: named_columns.as_ref().map(Vec::len) };
    let Some(learned) = learn(&document, &all(), at) else {
        return Err(Failure::Unrecognised(shown, session.words.say("cli-forms-no-header")));
    };
    let stem = Path::new(&shown).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = args.name.clone().unwrap_or_else(|| crate::text::translit::slug(&stem.unwrap_or_default()));
    let said = match named_columns {
        Some(named) => named,
        None if io::stdin().is_terminal() => confirmed(session, &document, &learned, &name)?,
        None => {
            let proposed = learned.columns.iter().map(|(_, held)| held.map_or("-", Holds::name));
            return Err(Failure::ColumnsNotConfirmed(proposed.collect::<Vec<_>>().join(",")));
        }
    };
    let title = args.title.clone().unwrap_or_else(|| name.clone());
    let failed = |error| Failure::NotLearned(shown.clone(), error);
    let form = learned.file(&name, &title, &said).map_err(failed)?;
    let read = tried(&document, &form, &name).ok_or_else(|| failed(LearnError::Unread))?;
    first_measures(&session.words, &read.draft).iter().for_each(|line| session.tell(line));
    let target = match &args.output {
        Some(output) => output.clone(),
        None => own_file(&name)?,
    };
    if target == Path::new("-") {
        session.out.write_all(form.as_bytes())?;
        return Ok(Ended::Well);
    }
    whole_file::write_whole(&target, form.as_bytes())
        .map_err(|cause| Failure::Write(target.clone(), cause))?;
    let path = Value::from(target.to_string_lossy().into_owned());
    session.tell(&session.words.with("cli-forms-learned", &[("path", path)]));
    Ok(Ended::Well)
}

/// The document read by the form that was learned from it: it is not written before it does.
fn tried(document: &Document, form: &str, name: &str) -> Option<Recognised> {
    let form = Form::parse(form).ok()?;
    // The day only stands for a period that the document does not name.
    let day = Quarter::new(2024, 1)?.first_day();
    let options = Options { form: Some(name.to_owned()), ..Options::new(day) };
    recognise(document, &[form], &options).ok()
}

/// Shows the columns and the first measures on the terminal, until a person confirms them.
fn confirmed(
    session: &Session,
    document: &Document,
    learned: &Learned,
    name: &str,
) -> Result<Vec<Option<Holds>>, Failure> {
    let words = &session.words;
    let read = |said: &[Option<Holds>]| {
        let unread = |error| causes::learn_cause(words, error);
        let form = learned.file(name, name, said).map_err(unread)?;
        let read = tried(document, &form, name).ok_or_else(|| unread(LearnError::Unread))?;
        Ok(first_measures(words, &read.draft))
    };
    let tell = |line: &str| session.tell(line);
    forms_dialogue::on_terminal(&Dialogue { words, learned, read: &read, tell: &tell })
}

/// The first measures as the form reads them, a line each.
pub(super) fn first_measures(words: &Words, draft: &Draft) -> Vec<String> {
    fn measures<'d>(nodes: &'d [DraftNode], found: &mut Vec<&'d DraftNode>) {
        for node in nodes {
            if node.level == Level::Measure {
                found.push(node);
            }
            measures(&node.children, found);
        }
    }
    let mut found = Vec::new();
    measures(&draft.outline, &mut found);
    let mut lines = vec![words.with("cli-forms-tried", &[("count", Value::from(found.len()))])];
    for node in found.into_iter().take(SHOWN) {
        let values = node.indicators.iter().flat_map(|indicator| &indicator.values);
        let value = |value: &DraftValue| {
            let target = value.target.as_ref().map_or("–", |target| target.raw.as_str());
            let fact = value.fact.as_ref().map_or("–", |(_, raw)| raw.as_str());
            format!("{} {target} / {fact}", value.span)
        };
        let values: Vec<String> = values.map(value).collect();
        lines.push(harmless(&format!("  {}: {}", node.title, values.join("; "))).into_owned());
    }
    lines
}

/// The file of a new own form, which must not be there yet.
fn own_file(name: &str) -> Result<PathBuf, Failure> {
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

/// What the columns hold, as the command line names it: `ordinal,measure,-,target`.
fn named(text: &str) -> Result<Vec<Option<Holds>>, Failure> {
    let known = || Holds::ALL.iter().map(|holds| holds.name().to_owned()).collect();
    text.split(',')
        .map(str::trim)
        .map(|name| match name {
            "-" => Ok(None),
            name => Holds::parse(name).map(Some).ok_or_else(|| Failure::NotAColumn(name.to_owned(), known())),
        })
        .collect()
}
