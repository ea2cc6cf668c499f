//! `kvartal forms --learn`: makes a form from a document; the program proposes the meanings of its columns, and a
//! person confirms them: on a screen, in a dialogue of lines, or by naming them in the command.

use std::{
    io::{self, IsTerminal as _, Write as _},
    path::Path,
};

use super::{
    super::{
        Ended, args::FormsArgs, causes, config, failure::Failure, input_file, plain, session::Session, tui,
        whole_file, words::Value,
    },
    column_said::ColumnSaid,
    dialogue::{self, Dialogue},
    files::{all, own_file},
    first_measures::first_measures,
    kept::{learn_step, listed, tell_kept},
};
use crate::{
    app::learn::{Columns, Lesson},
    document,
    form::recognise::{At, Learned, learn},
};

/// Learns a form from a document: proposes the meanings of its columns, and asks a person to confirm them.
pub(super) fn learn_one(session: &mut Session, file: &Path, args: &FormsArgs) -> Result<Ended, Failure> {
    let shown = input_file::shown(file);
    let bytes = input_file::read(file)?;
    let document = document::read(&bytes, &shown).map_err(|error| Failure::Document(shown.clone(), error))?;
    let named_columns = args.columns.as_deref().map(ColumnSaid::list).transpose()?;
    let stem = Path::new(&shown).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = args.name.clone().unwrap_or_else(|| crate::text::translit::slug(&stem.unwrap_or_default()));
    let title = args.title.clone().unwrap_or_else(|| name.clone());
    // A name that is taken is told before anybody is asked about columns.
    let target = match &args.output {
        Some(output) => output.clone(),
        None => own_file(&name)?,
    };
    let lesson = Lesson { document, forms: all(), names: [name, title], day: session.as_of()? };
    let no_header =
        |session: &Session| Failure::Unrecognised(shown.clone(), session.words.say("cli-forms-no-header"));
    if named_columns.is_none() && has_screen(session) {
        let columns = Columns::of(shown.clone(), lesson, args.header_row);
        let (ended, form) = tui::learn(session, columns.ok_or_else(|| no_header(session))?, None)?;
        return match form {
            Some(form) => write(session, &target, &form),
            None => {
                session.tell_message("cli-forms-not-written");
                Ok(ended)
            }
        };
    }
    let at = At { row: args.header_row, columns: named_columns.as_ref().map(Vec::len) };
    let learned = learn(&lesson.document, &lesson.forms, at);
    let learned = learned.ok_or_else(|| match learn_step(&lesson, file) {
        Some(step) => {
            let said = session.words.with("cli-forms-step", &[("command", Value::from(step))]);
            Failure::Unrecognised(shown.clone(), said)
        }
        None => no_header(session),
    })?;
    let said = match named_columns {
        Some(named) => named,
        None if io::stdin().is_terminal() => confirmed(session, &lesson, &learned)?,
        None => {
            let proposed = learned.columns.iter().map(|(_, held)| *held).collect::<Vec<_>>();
            let proved = lesson.proposal().filter(|_| args.header_row.is_none()).map(|proved| proved.columns);
            return Err(Failure::ColumnsNotConfirmed(listed(&proved.unwrap_or(proposed))));
        }
    };
    // The form is written only if it reads the document.
    let (held, periods) = ColumnSaid::parted(&said);
    let trial = lesson.tried(&learned, &held, &periods).map_err(|error| Failure::NotLearned(shown, error))?;
    first_measures(&session.words, &trial).iter().for_each(|line| session.tell(line));
    write(session, &target, &trial.form)
}

/// Whether the columns can be confirmed on a screen.
pub(in crate::cli) fn has_screen(session: &Session) -> bool {
    tui::needs_terminal().is_ok() && !plain::wanted(session.global.plain, config::var)
}

fn write(session: &mut Session, target: &Path, form: &str) -> Result<Ended, Failure> {
    if target == Path::new("-") {
        session.out.write_all(form.as_bytes())?;
        return Ok(Ended::Well);
    }
    whole_file::write_whole(target, form.as_bytes())
        .map_err(|cause| Failure::Write(target.to_owned(), cause))?;
    tell_kept(session, target);
    Ok(Ended::Well)
}

/// Asks in lines until a person confirms the columns.
fn confirmed(session: &Session, lesson: &Lesson, learned: &Learned) -> Result<Vec<ColumnSaid>, Failure> {
    let words = &session.words;
    let read = |said: &[ColumnSaid]| {
        let (held, periods) = ColumnSaid::parted(said);
        let trial = lesson.tried(learned, &held, &periods);
        trial.map(|trial| first_measures(words, &trial)).map_err(|error| causes::learn_cause(words, error))
    };
    let tell = |line: &str| session.tell(line);
    dialogue::on_terminal(&Dialogue { words, learned, read: &read, tell: &tell })
}
