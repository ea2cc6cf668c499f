//! `kvartal import`: documents and exchange files become plans, each file in one change.

mod difference;
mod incoming;
mod report;

use std::path::Path;

pub(super) use self::incoming::{ReadOptions, incoming};
use self::{
    incoming::{file_message, said_of},
    report::ImportedFile,
};
use super::{
    Ended,
    args::{Format, ImportArgs},
    clock,
    failure::Failure,
    ids,
    input_file::shown,
    performers::{named, names_others},
    progress::Progress,
    session::{Session, parse_quarter},
    words::Words,
    workspace::Workspace,
};
use crate::{
    app::import::Incoming,
    domain::{Change, Difference, Plan, PlanEntry, PlanId, Record, Refusal, decide},
    text::key::search_key,
};

/// Runs it.
///
/// # Errors
/// When a file cannot be read or is no plan, the plan is there already, or nothing can be written. Of
/// several files each is taken in or refused by itself.
pub(super) fn run(session: &mut Session, args: &ImportArgs) -> Result<Ended, Failure> {
    if args.files.len() > 1 && args.slug.is_some() {
        return Err(Failure::SeveralFilesOneSlug);
    }
    // A malformed option is refused before any file is read.
    args.quarter.as_deref().map(parse_quarter).transpose()?;
    session.as_of()?;
    if let [file] = args.files.as_slice()
        && previews(session, args)
    {
        return preview(session, file, args);
    }
    // The workspace is opened, and made, when there is something to bring into it.
    let mut workspace = None;
    let (mut taken, mut failures) = (Vec::new(), Vec::new());
    for file in &args.files {
        match import_file(session, &mut workspace, file, args) {
            Ok(plan) => taken.push(plan),
            Err(failure) if args.files.len() == 1 => return Err(failure),
            Err(failure) => {
                failure.tell(&session.words);
                failures.push(failure.exit());
            }
        }
    }
    if session.format() == Format::Json {
        report::json(session, &taken, args.dry_run)?;
    } else {
        taken.iter().try_for_each(|taken| report::print(session, taken))?;
    }
    match failures.first() {
        Some(exit) => Err(Failure::SomeFiles(failures.len(), *exit)),
        None => Ok(Ended::Well),
    }
}

/// Whether the person looks at what comes in before it is taken in: where there is a terminal to show it on,
/// and nothing said that it is not wanted.
fn previews(session: &Session, args: &ImportArgs) -> bool {
    let from_input = args.files.first().is_some_and(|file| file == Path::new("-"));
    !args.yes
        && !args.dry_run
        && !from_input
        && session.format() == Format::Table
        && super::tui::needs_terminal().is_ok()
}

/// Shows what a file says on the screen, to be taken in there.
fn preview(session: &Session, file: &Path, args: &ImportArgs) -> Result<Ended, Failure> {
    let progress = Progress::start();
    let read = ReadOptions::of(session, args)?;
    let mut incoming = incoming(&session.words, file, &read, &progress)?;
    drop(progress);
    read.tell(session);
    let workspace = Workspace::open_window(session)?;
    let name = incoming.file.clone();
    let plan = target(&workspace, &name, &mut incoming, args)?;
    let into = plan.exists().then(|| plan.id());
    super::tui::start(session, workspace, into, Some(incoming))
}

/// An import changes much at once: what was there before is kept. Where that fails, the import goes on.
fn back_up(session: &Session) -> Result<(), Failure> {
    let directory = super::workspace::directory(session)?;
    if let Err(error) = super::backup::daily(&directory)
        && crate::store::is_workspace(&directory)
    {
        let why = super::causes::store_sentence(&session.words, &error);
        session.warn(&session.words.with("trust-backup-failed", &[("why", why.into())]));
    }
    Ok(())
}

fn import_file(
    session: &Session,
    workspace: &mut Option<Workspace>,
    file: &Path,
    args: &ImportArgs,
) -> Result<ImportedFile, Failure> {
    let name = shown(file);
    let progress = Progress::start();
    let read = ReadOptions::of(session, args)?;
    let mut incoming = incoming(&session.words, file, &read, &progress)?;
    read.tell(session);
    progress.step(file_message(&session.words, "cli-import-saving", &name));
    let workspace = match workspace {
        Some(open) => open,
        None if args.dry_run => workspace.insert(Workspace::open(session)?),
        None => {
            back_up(session)?;
            workspace.insert(Workspace::open_or_make(session)?)
        }
    };
    let mut plan = target(workspace, &name, &mut incoming, args)?;
    if let Some(name) = incoming.performer.as_ref().filter(|name| names_others(&plan, name)) {
        session.tell(&said_of(&session.words, "cli-import-new-performer", "name", name));
    }
    let change = match decide(&plan, &incoming.command(&plan), &mut session.context()?) {
        Ok(change) => Some(change),
        Err(Refusal::NothingToDo) => None,
        Err(refusal) => return Err(refused(&session.words, &name, args, refusal)),
    };
    let existed = plan.exists();
    let difference = existed.then(|| match &change {
        Some(change) => Difference::of(&plan, change),
        None => Difference { untouched: plan.measures().count(), ..Difference::default() },
    });
    let new_doubts = change.as_ref().map(Change::new_doubts).unwrap_or_default();
    drop(progress);
    if let Some(change) = &change {
        if !existed {
            tell_twin(session, workspace, change)?;
        }
        workspace.commit(session, &mut plan, change, args.dry_run)?;
    }
    Ok(ImportedFile { file: name, plan, difference, new_doubts })
}

/// Says when a plan of the same organisation and period is there already: it may be the same document.
fn tell_twin(session: &Session, workspace: &Workspace, change: &Change) -> Result<(), Failure> {
    let header = change.edits.iter().find_map(|edit| match &edit.after {
        Some(Record::Header(header)) => Some(header),
        _ => None,
    });
    let Some(header) = header.filter(|header| !header.organisation.is_empty()) else { return Ok(()) };
    let entries = workspace.store.plans()?;
    let same = |entry: &&PlanEntry| {
        entry.period == header.period && search_key(&entry.organisation) == search_key(&header.organisation)
    };
    if let Some(twin) = entries.iter().find(same) {
        session.tell(&said_of(&session.words, "cli-import-same-plan", "slug", &twin.slug));
    }
    Ok(())
}

/// A refusal of what a file says: the fault is the file's, unless the user asked for it.
fn refused(words: &Words, file: &str, args: &ImportArgs, refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Closed(..) => refusal.into(),
        Refusal::BadSlug(_) if args.slug.is_some() => refusal.into(),
        _ => Failure::Exchange(file.to_owned(), words.l10n.refusal(&refusal, &clock::zone())),
    }
}

/// The plan that becomes what comes in: the one named, or a new one, which gets its name.
fn target(
    workspace: &Workspace,
    file: &str,
    incoming: &mut Incoming,
    args: &ImportArgs,
) -> Result<Plan, Failure> {
    incoming.slug.clone_from(&args.slug);
    if let Some(name) = &args.into {
        let plan = workspace.plan(Some(name))?;
        // Facts of somebody whom the plan does not name would count beside those of the one who is meant.
        if let Some(name) = &mut incoming.performer {
            *name = named(&plan, name);
        }
        return Ok(plan);
    }
    let entries = workspace.store.plans()?;
    if let Some(known) = incoming.known(&entries) {
        return Err(Failure::AlreadyThere(file.to_owned(), known.slug.clone()));
    }
    if let Some(slug) = args.slug.as_ref().filter(|slug| entries.iter().any(|entry| entry.slug == **slug)) {
        return Err(Failure::SlugTaken(slug.clone()));
    }
    incoming.name(&entries);
    let id = match incoming.draft.id {
        Some(id) => id,
        None => PlanId(ids::fresh()?.draw()),
    };
    Ok(Plan::empty(id))
}
