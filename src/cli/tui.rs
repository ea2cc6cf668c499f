//! `kvartal [PLAN]`: starts the terminal UI.

use std::{
    cell::RefCell,
    io::{self, IsTerminal as _},
    rc::Rc,
    sync::Arc,
};

use super::{
    Ended,
    args::Convert,
    backup, causes, clock, config,
    drafts::Drafts,
    failure::Failure,
    figures_file,
    file_names::{self, from_home},
    help, holder, ids, import, keys,
    opened::Opening,
    plans_at::PlansAt,
    progress::Progress,
    report, sample,
    session::Session,
    theme,
    unsent::Unsent,
    words::Words,
    workspace::Workspace,
    written::WrittenFiles,
};
use crate::{
    app::{FiguresRequest, import::Incoming, learn::Columns, report::ReportRequest},
    domain::{Plan, PlanId},
    l10n::Language,
    runtime::{self, Chore, DocumentIo, NotRead, NotWritten, RuntimeError},
    store::{MemoryStore, Store},
};

/// Runs the command.
///
/// # Errors
/// When there is no terminal, the plan does not exist, or the workspace cannot be opened.
pub(super) fn run(session: &mut Session, name: Option<&str>) -> Result<Ended, Failure> {
    // A word that is neither a command nor a plan is reported even without a terminal.
    if name.is_none() {
        needs_terminal()?;
    }
    let workspace = holder::open_window(session)?;
    let plan = match name {
        Some(name) => Some(meant(name, &workspace)?),
        None => None,
    };
    needs_terminal()?;
    start_with(session, workspace, plan, First::Plan)
}

/// The plan that a word names. A word that names none but is similar to a command is reported as such.
fn meant(name: &str, workspace: &Workspace) -> Result<PlanId, Failure> {
    let found = workspace.id(Some(name));
    let near = if matches!(found, Err(Failure::NoPlan(..))) { help::nearest_command(name) } else { None };
    match near {
        Some(near) => Err(Failure::NotACommand(name.to_owned(), near)),
        None => found,
    }
}

/// Checks that standard input and output are a terminal.
///
/// # Errors
/// When one of them is not.
pub(super) fn needs_terminal() -> Result<(), Failure> {
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if terminal { Ok(()) } else { Err(Failure::NoTerminal) }
}

/// What the UI shows first.
pub(super) enum First {
    /// The plan, or the list of plans.
    Plan,
    /// The preview of an import.
    Preview(Box<Incoming>),
    /// The sample plan, with the tour.
    Tour,
}

/// Runs the UI on a workspace.
///
/// # Errors
/// When the keymap does not exist or the terminal fails.
pub(super) fn start_with(
    session: &Session,
    workspace: Workspace,
    plan: Option<PlanId>,
    first: First,
) -> Result<Ended, Failure> {
    let store: Arc<dyn Store> = Arc::from(workspace.store);
    let place = PlansAt::of(session)?;
    let options = runtime::Options {
        plan,
        tour: matches!(first, First::Tour),
        incoming: match first {
            First::Preview(incoming) => Some(*incoming),
            First::Plan | First::Tour => None,
        },
        drafts: Some(Box::new(Drafts::of(&place))),
        pictures: Some(place.own_files().join("screens")),
        unsent: Unsent::of(&place),
        chore: chore(place, session.words.language()),
        ..options(session, store, &workspace.notices)?
    };
    run_window(session, options)
}

/// Shows the columns of a new form, in a window without plans, and why they are shown. Returns the file of the form if
/// it was confirmed.
///
/// # Errors
/// When the keymap does not exist or the terminal fails.
pub(super) fn learn(
    session: &Session,
    columns: Columns,
    why: Option<String>,
) -> Result<(Ended, Option<String>), Failure> {
    let taken = Rc::new(RefCell::new(None));
    let take = Rc::clone(&taken);
    let options = runtime::Options {
        columns: Some(columns),
        take_form: Some(Box::new(move |form| drop(take.replace(Some(form))))),
        ..options(session, Arc::new(MemoryStore::new()), why.as_slice())?
    };
    let ended = run_window(session, options)?;
    Ok((ended, taken.take()))
}

/// The options of a window over a store, in which nothing is open.
fn options(
    session: &Session,
    store: Arc<dyn Store>,
    notices: &[String],
) -> Result<runtime::Options, Failure> {
    // Without random bits nothing can be added, so the failure is reported at the start.
    ids::fresh()?;
    let loaded = keys::in_force(session)?;
    let bad_keys = keys::told(&session.words, &loaded.problems);
    let (palette, bad_theme) = theme::in_force(&session.words);
    let notices: Vec<String> = notices
        .iter()
        .cloned()
        .chain(bad_keys)
        .chain(bad_theme)
        .chain(config::problems(&session.words))
        .collect();
    Ok(runtime::Options {
        store,
        place: PlansAt::of(session)?.name(),
        plan: None,
        keymap: loaded.keymap,
        language: session.words.language(),
        today: session.as_of()?,
        day_goes_on: session.global.as_of.is_none(),
        zone: clock::zone(),
        author: clock::author(),
        from: line_from(),
        now: Box::new(clock::now),
        seed: Box::new(ids::seed),
        tour: false,
        incoming: None,
        columns: None,
        take_form: None,
        store_words: |error, language| causes::store_sentence(&Words::new(language), error),
        notices,
        drafts: None,
        pictures: None,
        unsent: None,
        palette,
        var: Box::new(config::var),
        mouse: config::var("KVARTAL_MOUSE").is_some_and(|value| !["0", "false"].contains(&value.as_str())),
        editor: Box::new(super::editor::editor(session.words.language())),
        chore: None,
        keys_again: Some(keys::changed_in_force(session)),
    })
}

fn run_window(session: &Session, options: runtime::Options) -> Result<Ended, Failure> {
    let store = Arc::clone(&options.store);
    let ended = runtime::run(options, documents(session, &store)?);
    // A store that is still busy with abandoned work is not closed, because that would take too long.
    if !matches!(ended, Ok(runtime::LEFT_BEHIND)) {
        // A failure is ignored, because it only makes the next start slower.
        let _ = store.close();
    }
    match ended {
        Ok(0) => Ok(Ended::Well),
        Ok(code) => Ok(Ended::With(code)),
        Err(RuntimeError::Store(error)) => Err(error.into()),
        Err(RuntimeError::Terminal(error)) => Err(Failure::Terminal(error)),
    }
}

/// Reading and writing documents in the same way as the commands do.
fn documents(session: &Session, store: &Arc<dyn Store>) -> Result<DocumentIo, Failure> {
    let (language, as_of) = (session.words.language(), session.as_of()?);
    let store = Arc::clone(store);
    let read = move |file: &str| {
        let words = Words::new(language);
        // No questions are asked on the terminal, because a screen is shown there.
        let opening = Opening { convert: Convert::Auto, asks: false };
        let told = RefCell::default();
        let forms = super::forms::all();
        let read =
            import::ReadOptions { as_of, quarter: None, form: None, performer: None, opening, told, forms };
        import::incoming(&words, &from_home(file), &read, &Progress::silent()).map_err(|failure| NotRead {
            why: failure.sentence(&words),
            columns: super::forms::columns_of_refused(&failure, &from_home(file), as_of).map(Box::new),
        })
    };
    let written = Arc::new(WrittenFiles::of(&PlansAt::of(session)?.own_files()));
    let figures_written = Arc::clone(&written);
    let write_figures = move |request: &FiguresRequest| {
        let words = Words::new(language);
        let file = from_home(&request.file);
        let write = || figures_file::write(&words, &request.table, &file);
        match figures_written.write(&file, request.replace, write) {
            Ok(Some(())) => Ok(request.file.clone()),
            Ok(None) => Err(NotWritten::NameTaken(file_names::free(&request.file))),
            Err(failure) => Err(NotWritten::Failed(failure.sentence(&words))),
        }
    };
    let write = move |plan: &Plan, request: &ReportRequest| {
        let words = Words::new(language);
        let file = from_home(&request.file);
        let write = || report::write_file(store.as_ref(), plan, &request.form, &request.options, &file);
        match written.write(&file, request.replace, write) {
            Ok(Some(())) => Ok(request.file.clone()),
            Ok(None) => Err(NotWritten::NameTaken(file_names::free(&request.file))),
            Err(failure) => Err(NotWritten::Failed(failure.sentence(&words))),
        }
    };
    Ok(DocumentIo {
        read: Box::new(read),
        write: Box::new(write),
        write_figures: Box::new(write_figures),
        filters: Box::new(move |edit| super::saved_filters::edit(&Words::new(language), edit)),
        forms: Box::new(super::forms::all),
        keep_form: Box::new(move |form| {
            super::forms::keep(form).map(drop).map_err(|failure| failure.sentence(&Words::new(language)))
        }),
        files: Box::new(file_names::beginning),
        demo: Box::new(move || sample::draft().map_err(|failure| failure.sentence(&Words::new(language)))),
    })
}

/// The daily backup of a directory; a server has backups of its own.
fn chore(plans: PlansAt, language: Language) -> Option<Chore> {
    match plans {
        PlansAt::Directory(directory) => Some(Box::new(move || backup::in_words(&directory, language))),
        PlansAt::Server(_) => None,
    }
}

/// The remote address of the session according to `sshd`; empty if there is none.
fn line_from() -> String {
    let said = std::env::var("SSH_CONNECTION").or_else(|_| std::env::var("SSH_CLIENT")).unwrap_or_default();
    said.split_whitespace().next().unwrap_or_default().to_owned()
}
