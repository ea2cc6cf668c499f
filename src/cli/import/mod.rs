//! `kvartal import`: documents and exchange files become plans, each file in one change.

mod difference;
mod incoming;
mod known;
mod report;
mod run;

use std::path::Path;

pub(super) use self::incoming::{ReadOptions, incoming};
use self::run::ImportRun;
use super::{
    Ended,
    args::{Format, ImportArgs},
    failure::Failure,
    forms,
    progress::Progress,
    session::{Session, parse_quarter},
    workspace::Workspace,
};
use crate::app::import::Incoming;

/// Runs the command.
///
/// # Errors
/// When a file cannot be read or contains no plan, the plan exists already, or writing fails. Of several files each is
/// imported or refused separately.
pub(super) fn run(session: &mut Session, args: &ImportArgs) -> Result<Ended, Failure> {
    if args.files.len() > 1 && args.slug.is_some() {
        return Err(Failure::SeveralFilesOneSlug);
    }
    // An invalid option is refused before any file is read.
    args.quarter.as_deref().map(parse_quarter).transpose()?;
    session.as_of()?;
    if let [file] = args.files.as_slice()
        && previews(session, args)
    {
        return preview(session, file, args);
    }
    let mut run = ImportRun::start(session, args)?;
    let (mut answers, mut failures) = (Vec::new(), Vec::new());
    for file in &args.files {
        let taken = run.take(session, file);
        run.progress.hide();
        match taken {
            Ok(taken) if session.format() == Format::Json => answers.push(report::as_json(&taken)),
            Ok(taken) => {
                report::print(session, &taken)?;
                run.let_go(taken);
            }
            Err(failure) if args.files.len() == 1 => return Err(failure),
            Err(failure) => {
                failure.tell(&session.words);
                failures.push(failure.exit());
            }
        }
    }
    run.finish(session);
    if session.format() == Format::Json {
        report::json(session, answers, args.dry_run)?;
    }
    match failures.first() {
        Some(exit) => Err(Failure::SomeFiles(failures.len(), *exit)),
        None => Ok(Ended::Well),
    }
}

/// Whether the user sees a preview before the import: if there is a terminal and no option excludes it.
fn previews(session: &Session, args: &ImportArgs) -> bool {
    let from_input = args.files.first().is_some_and(|file| file == Path::new("-"));
    !args.yes
        && !args.dry_run
        && !from_input
        && session.format() == Format::Table
        && super::tui::needs_terminal().is_ok()
}

/// Shows the preview of a file, where it can be accepted.
fn preview(session: &Session, file: &Path, args: &ImportArgs) -> Result<Ended, Failure> {
    let progress = Progress::start();
    let read = ReadOptions::of(session, args)?;
    let read_once = incoming(&session.words, file, &read, &progress);
    drop(progress);
    let mut incoming = match read_once {
        Ok(incoming) => incoming,
        Err(failure) => learned(session, file, args, failure)?,
    };
    read.tell(session);
    let workspace = Workspace::open_window(session)?;
    let name = incoming.file.clone();
    let plan = run::target(&workspace, &mut None, &name, &mut incoming, args)?;
    let into = plan.exists().then(|| plan.id());
    super::tui::start_with(session, workspace, into, super::tui::First::Preview(Box::new(incoming)))
}

/// Shows the columns of a document that was refused because no form reads it, and reads it with the form that is
/// learned from them.
///
/// # Errors
/// The refusal, where no form can be or is learned; else as reading.
fn learned(session: &Session, file: &Path, args: &ImportArgs, failure: Failure) -> Result<Incoming, Failure> {
    let columns = forms::columns_of_refused(&failure, file, session.as_of()?);
    let Some(columns) = columns.filter(|_| args.form.is_none() && forms::has_screen(session)) else {
        return Err(failure);
    };
    let (_, form) = super::tui::learn(session, columns, Some(failure.sentence(&session.words)))?;
    let Some(form) = form else { return Err(failure) };
    forms::tell_kept(session, &forms::keep(&form)?);
    let read = ReadOptions::of(session, args)?;
    incoming(&session.words, file, &read, &Progress::start())
}
