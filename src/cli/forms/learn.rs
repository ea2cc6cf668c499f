//! `kvartal forms --learn`: makes a form from a document; the program proposes the meanings of its columns, and a
//! person confirms them.

use std::{
    io::{self, IsTerminal as _, Write as _},
    path::Path,
};

use super::{
    super::{
        Ended, args::FormsArgs, causes, failure::Failure, input_file, session::Session, whole_file,
        words::Value,
    },
    dialogue::{self, Dialogue},
    files::{all, own_file},
    first_measures::first_measures,
};
use crate::{
    document::{self, Document},
    domain::Quarter,
    form::{
        Form, Options, Recognised,
        form::Holds,
        recognise,
        recognise::{At, LearnError, Learned, learn},
    },
};

/// Learns a form from a document: proposes the meanings of its columns, and asks a person to confirm them.
pub(super) fn learn_one(session: &mut Session, file: &Path, args: &FormsArgs) -> Result<Ended, Failure> {
    let shown = input_file::shown(file);
    let bytes = input_file::read(file)?;
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

/// The document read with the learned form, which is written only if that succeeds.
fn tried(document: &Document, form: &str, name: &str) -> Option<Recognised> {
    let form = Form::parse(form).ok()?;
    // The day is only a placeholder, for a document that does not name its period.
    let day = Quarter::new(2024, 1)?.first_day();
    let options = Options { form: Some(name.to_owned()), ..Options::new(day) };
    recognise(document, &[form], &options).ok()
}

/// Asks on the terminal until a person confirms the columns.
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
    dialogue::on_terminal(&Dialogue { words, learned, read: &read, tell: &tell })
}

/// Parses the meanings of columns in the form of the command line: `ordinal,measure,-,target`.
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
