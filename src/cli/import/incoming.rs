//! Reads a file for an import: an exchange file, or a document in which a plan is recognised.

use std::{cell::RefCell, path::Path};

use jiff::civil::Date;

use super::super::{
    args::ImportArgs,
    failure::Failure,
    forms,
    input_file::{self, as_text, shown},
    opened::{self, Opened, Opening},
    progress::Progress,
    session::{Session, parse_quarter},
    words::{Value, Words},
};
use crate::{
    app::import::Incoming,
    document::{self, ReadError},
    domain::Quarter,
    form::{
        Form,
        exchange::{self, ExchangeError, Problem},
        may_be_reported,
        recognise::{Options, RecogniseError, is_row_of_values, recognise},
    },
};

/// How many headings are quoted if no known form has them, and how many characters of each.
const MOST_HEADINGS: usize = 6;
const LONGEST_HEADING: usize = 30;

/// How a file is read.
pub(in crate::cli) struct ReadOptions {
    /// The day that determines the quarter if nothing else does.
    pub as_of: Date,
    /// The quarter that the user gave.
    pub quarter: Option<Quarter>,
    /// The form that the user gave.
    pub form: Option<String>,
    /// The performer whose filled-in copy of the form it is, given by the user.
    pub performer: Option<String>,
    /// How archives and old documents are opened.
    pub opening: Opening,
    /// Messages about how the document was obtained.
    pub told: RefCell<Vec<String>>,
    /// The forms in which a document may be written.
    pub forms: Vec<Form>,
}

impl ReadOptions {
    /// The options from the arguments of `import`.
    ///
    /// # Errors
    /// When a quarter or a date is invalid.
    pub fn of(session: &Session, args: &ImportArgs) -> Result<Self, Failure> {
        Ok(Self {
            as_of: session.as_of()?,
            quarter: args.quarter.as_deref().map(parse_quarter).transpose()?,
            form: args.form.clone(),
            performer: args.performer.clone(),
            opening: Opening { convert: args.convert, asks: true },
            told: RefCell::default(),
            forms: forms::all(),
        })
    }

    /// Prints the messages about how the document was obtained.
    pub fn tell(&self, session: &Session) {
        self.told.borrow().iter().for_each(|sentence| session.tell(sentence));
    }
}

/// Reads a file and recognises what it says.
///
/// # Errors
/// When it cannot be read, contains no plan, or one that is too large for any report.
pub(in crate::cli) fn incoming(
    words: &Words,
    file: &Path,
    read: &ReadOptions,
    progress: &Progress,
) -> Result<Incoming, Failure> {
    let incoming = recognised(words, file, read, progress)?;
    may_be_reported(&incoming.draft)
        .map_err(|bound| Failure::Document(incoming.file.clone(), ReadError::TooBig { bound, part: None }))?;
    Ok(incoming)
}

fn recognised(
    words: &Words,
    file: &Path,
    read: &ReadOptions,
    progress: &Progress,
) -> Result<Incoming, Failure> {
    let name = shown(file);
    progress.step(file_message(words, "cli-import-reading", &name));
    let bytes = input_file::read(file)?;
    let body = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let json = body.trim_ascii_start().starts_with(b"{") && !body.starts_with(b"{\\rtf");
    let performer = read.performer.clone();
    if json {
        let draft = exchange::import(as_text(&name, body)?)
            .map_err(|error| Failure::Exchange(name.clone(), exchange_cause(words, &error)))?;
        return Ok(Incoming { file: name, draft, document: false, performer, slug: None });
    }
    let Opened { name, document, told } = opened::open(words, &bytes, &name, read.opening)?;
    read.told.borrow_mut().extend(told);
    progress.step(file_message(words, "cli-import-recognising", &name));
    let options = Options { quarter: read.quarter, form: read.form.clone(), ..Options::new(read.as_of) };
    match recognise(&document, &read.forms, &options) {
        Ok(recognised) => Ok(Incoming {
            file: name,
            draft: recognised.draft,
            document: true,
            performer: performer.or(recognised.performer),
            slug: None,
        }),
        Err(error) => {
            // The step that helps is tried on the document before it is advised; a document inside another file cannot
            // be learned from.
            let learnable = matches!(error, RecogniseError::NoForm { .. })
                && name == shown(file)
                && read.told.borrow().is_empty();
            let lesson = learnable.then(|| forms::lesson(document, &name, read.forms.clone(), read.as_of));
            let step = lesson.flatten().and_then(|lesson| forms::learn_step(&lesson, file));
            Err(unrecognised(words, (&name, &bytes), error, step.as_deref()))
        }
    }
}

/// The failure for a document in which no plan is recognised, with the command that makes it readable.
fn unrecognised(
    words: &Words,
    (name, bytes): (&str, &[u8]),
    error: RecogniseError,
    step: Option<&str>,
) -> Failure {
    let cause = |id: &str| Failure::Unrecognised(name.to_owned(), words.say(id));
    match error {
        RecogniseError::NoTable if document::kind_of(bytes) == Ok(Some(document::FileKind::Text)) => {
            cause("cli-recognise-plain-text")
        }
        RecogniseError::NoTable => cause("cli-recognise-no-table"),
        // A form cannot be learned where there is no header.
        RecogniseError::NoForm { headers }
            if step.is_none() && headers.iter().any(|texts| is_row_of_values(texts)) =>
        {
            cause("cli-recognise-no-header")
        }
        RecogniseError::NoForm { headers } => no_form(words, name, &headers, step),
        RecogniseError::NoMeasures { .. } => cause("cli-recognise-no-measures"),
        RecogniseError::UnknownForm { name, known } => Failure::NoForm(name, known),
    }
}

/// The failure for unknown headings, which quotes them, because often a single word differs, with the command that
/// makes the document readable.
fn no_form(words: &Words, name: &str, headers: &[Vec<String>], step: Option<&str>) -> Failure {
    let short = |text: &String| {
        let mut short: String = text.chars().take(LONGEST_HEADING).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        short
    };
    let found: Vec<String> = headers.iter().flatten().take(MOST_HEADINGS).map(short).collect();
    let found = crate::text::safe::harmless(&found.join(", ")).into_owned();
    let said = match step {
        _ if found.is_empty() => words.say("cli-recognise-no-form"),
        Some(step) => words.with(
            "cli-recognise-learnable",
            &[("found", Value::from(found)), ("command", Value::from(step.to_owned()))],
        ),
        None => words.with("cli-recognise-other-form", &[("found", Value::from(found))]),
    };
    Failure::Unrecognised(name.to_owned(), said)
}

/// Why a text in the exchange format is refused, with the position.
fn exchange_cause(words: &Words, error: &ExchangeError) -> String {
    let variables: Vec<(&'static str, Value)> = error
        .problem
        .arguments()
        .into_iter()
        .map(|(name, text)| match (&error.problem, name) {
            (Problem::Malformed { .. }, "expected") => {
                (name, Value::from(words.say(&format!("exchange-expected-{text}"))))
            }
            _ => (name, Value::from(crate::text::safe::harmless(&text).into_owned())),
        })
        .collect();
    let what = words.with(&format!("exchange-{}", error.problem.name()), &variables);
    if error.path.is_empty() {
        return what;
    }
    words.with("exchange-at", &[("path", Value::from(error.path.as_str())), ("what", Value::from(what))])
}

/// A message about a file.
pub(super) fn file_message(words: &Words, id: &str, file: &str) -> String {
    said_of(words, id, "file", file)
}

/// A message with one text, which is made harmless.
pub(super) fn said_of(words: &Words, id: &str, name: &'static str, text: &str) -> String {
    words.with(id, &[(name, Value::from(crate::text::safe::harmless(text).into_owned()))])
}
