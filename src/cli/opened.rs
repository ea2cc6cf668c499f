//! Opens a file as a document: directly, from an archive or a signed file, or after a conversion.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use super::{
    args::Convert,
    causes::fault_sentence,
    convert,
    failure::Failure,
    words::{Value, Words},
};
use crate::document::{self, Document, FileKind, Inside, ReadError};

/// How a file may be opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    /// Whether another program may convert old documents.
    pub convert: Convert,
    /// Whether a person may be asked which of several documents is meant.
    pub asks: bool,
}

/// A document, and messages about how it was obtained.
pub(super) struct Opened {
    /// The name of the file that contained it.
    pub name: String,
    /// The document.
    pub document: Document,
    /// Messages for the user, such as that another program converted it.
    pub told: Vec<String>,
}

/// The maximal nesting of files: a signed file in an archive, a document in that.
const DEEPEST: usize = 3;

/// Reads a file as a document.
///
/// # Errors
/// When its format is not supported, or it is not known which of several documents is meant.
pub(super) fn open(words: &Words, bytes: &[u8], name: &str, how: Opening) -> Result<Opened, Failure> {
    let mut file = Inside { name: name.to_owned(), bytes: bytes.to_vec() };
    let mut told = Vec::new();
    for _ in 0..DEEPEST {
        let refused = match document::read(&file.bytes, &file.name) {
            Ok(document) => return Ok(Opened { name: file.name, document, told }),
            Err(refused) => refused,
        };
        file = match &refused {
            ReadError::Unsupported { kind, .. } if convert::is_for(*kind) => {
                let docx = converted(words, &file, *kind, how, refused.clone())?;
                told.push(words.with("cli-import-converted", &[("file", Value::from(file.name.clone()))]));
                Inside { bytes: docx, ..file }
            }
            ReadError::Holds { names, .. } if how.asks => {
                let at = chosen(words, &file.name, names)?
                    .ok_or_else(|| Failure::Document(name.to_owned(), refused.clone()))?;
                let inside = document::inside(&file.bytes, &file.name, at);
                let inside = inside.map_err(|error| Failure::Document(file.name.clone(), error))?;
                inside.ok_or_else(|| Failure::Document(name.to_owned(), refused.clone()))?
            }
            _ => return Err(Failure::Document(file.name, refused)),
        };
    }
    let (kind, named) = (FileKind::Zip, None);
    Err(Failure::Document(file.name, ReadError::Unsupported { kind, named }))
}

fn converted(
    words: &Words,
    file: &Inside,
    kind: FileKind,
    how: Opening,
    refused: ReadError,
) -> Result<Vec<u8>, Failure> {
    if how.convert == Convert::Never {
        return Err(Failure::Document(file.name.clone(), refused));
    }
    convert::to_docx(&file.bytes, kind)
        .map_err(|fault| Failure::NotConverted(file.name.clone(), refused, fault_sentence(words, &fault)))
}

/// The document in a file that is meant; none if nobody can be asked or none is chosen.
fn chosen(words: &Words, file: &str, names: &[String]) -> Result<Option<usize>, Failure> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(None);
    }
    let harmless = |text: &str| Value::from(crate::text::safe::harmless(text).into_owned());
    let mut err = io::stderr();
    for (at, name) in (1_usize..).zip(names) {
        let of = [("number", Value::from(at.to_string())), ("name", harmless(name))];
        writeln!(err, "{}", words.with("cli-import-inside-one", &of))?;
    }
    let question = if names.len() == 1 { "cli-import-inside-only" } else { "cli-import-inside-question" };
    write!(err, "{} ", words.with(question, &[("file", harmless(file))])).and_then(|()| err.flush())?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    let answer = answer.trim().to_lowercase();
    let yes = names.len() == 1 && ["y", "yes", "т", "так"].contains(&answer.as_str());
    let number = answer.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    Ok(if yes { Some(0) } else { number.filter(|at| *at < names.len()) })
}
