//! Imports files one after the other: each is committed before the next is read, so that ten thousand files need no
//! more memory than one.

use std::{cell::OnceCell, path::Path};

use super::{
    super::{
        args::ImportArgs,
        backup, clock,
        failure::Failure,
        ids,
        input_file::shown,
        performers::{named, names_others},
        plans_at::PlansAt,
        progress::Progress,
        session::Session,
        words::{Value, Words},
        workspace::{self, Workspace},
    },
    incoming::{ReadOptions, file_message, incoming, said_of},
    known::{KnownPlans, ToldKinds},
    report::ImportedFile,
};
use crate::{
    app::import::Incoming,
    domain::{Change, Difference, Header, Plan, PlanId, Record, Refusal, catalog::Means, decide},
    store::{self, ReadStore, Store as _},
};

/// What the files of one import share.
pub(super) struct ImportRun<'a> {
    args: &'a ImportArgs,
    read: ReadOptions,
    /// The workspace, opened (and created) when the first file is imported.
    workspace: OnceCell<Workspace>,
    known: Option<KnownPlans>,
    told: ToldKinds,
    /// How many files are still to be read.
    left: usize,
    /// The progress display.
    pub progress: Progress,
}

impl<'a> ImportRun<'a> {
    /// Prepares an import.
    ///
    /// # Errors
    /// When an option is invalid.
    pub fn start(session: &Session, args: &'a ImportArgs) -> Result<Self, Failure> {
        let read = ReadOptions::of(session, args)?;
        let left = args.files.len();
        let (told, progress) = (ToldKinds::new(left > 1), Progress::of(left));
        Ok(Self { args, read, workspace: OnceCell::new(), known: None, told, left, progress })
    }

    /// Imports a file, or finds out what the import would do.
    ///
    /// # Errors
    /// When it cannot be read or contains no plan, the plan exists already, or writing fails.
    pub fn take(&mut self, session: &Session, file: &Path) -> Result<ImportedFile, Failure> {
        let name = shown(file);
        self.left = self.left.saturating_sub(1);
        self.progress.next();
        let (incoming, ahead) = std::thread::scope(|scope| {
            let ahead = self.args.into.as_deref().zip(workspace::directory(session).ok());
            let ahead = ahead.map(|(name, directory)| scope.spawn(move || read_ahead(&directory, name)));
            let incoming = incoming(&session.words, file, &self.read, &self.progress);
            // A panic is none of the import's: the plan is then read as usual.
            (incoming, ahead.and_then(|ahead| ahead.join().ok().flatten()))
        });
        let mut incoming = incoming?;
        for sentence in self.read.told.take() {
            self.tell(session, "opened", sentence);
        }
        self.progress.step(file_message(&session.words, "cli-import-saving", &name));
        let workspace = opened(&self.workspace, session, self.args)?;
        let mut plan = match ahead {
            Some(plan) => into(plan, &mut incoming, self.args),
            None => target(workspace, &mut self.known, &name, &mut incoming, self.args)?,
        };
        if let Some(performer) = incoming.performer.as_ref().filter(|name| names_others(&plan, name)) {
            let said = said_of(&session.words, "cli-import-new-performer", "name", performer);
            self.tell(session, "performer", said);
        }
        let command = incoming.command(&plan);
        let change = match decide(&plan, &command, &mut session.context()?) {
            Ok(change) => Some(change),
            Err(Refusal::NothingToDo) => None,
            Err(refusal) => return Err(refused(&session.words, &name, self.args, refusal)),
        };
        let new_doubts = change.as_ref().map(Change::new_doubts).unwrap_or_default();
        let existed = plan.exists();
        let difference = match &change {
            Some(change) => {
                let before = existed.then(|| plan.clone());
                self.commit(session, &mut plan, change)?;
                let difference = before.as_ref().map(|before| Difference::between(before, &plan, change));
                self.let_go(before);
                difference
            }
            None => {
                existed.then(|| Difference { untouched: plan.measures().count(), ..Difference::default() })
            }
        };
        self.let_go((command, change));
        Ok(ImportedFile { file: name, plan, difference, new_doubts })
    }

    /// Frees what a file needed. After the last file the process ends, so that its memory is left to it: freeing a
    /// large plan record by record takes a tenth of the time of importing it.
    pub fn let_go<T>(&self, needed: T) {
        if self.left > 0 { drop(needed) } else { std::mem::forget(needed) }
    }

    /// Prints the messages that were kept for the end.
    pub fn finish(self, session: &Session) {
        drop(self.progress);
        for (sentence, more) in self.told.into_sentences() {
            let count = [("count", Value::from(more))];
            let more =
                if more > 0 { session.words.with("cli-import-and-more", &count) } else { String::new() };
            session.tell(&format!("{sentence}{more}"));
        }
    }

    fn tell(&mut self, session: &Session, kind: &'static str, sentence: String) {
        if let Some(sentence) = self.told.add(kind, sentence) {
            self.progress.hide();
            session.tell(&sentence);
        }
    }

    fn commit(&mut self, session: &Session, plan: &mut Plan, change: &Change) -> Result<(), Failure> {
        let header = header(change).filter(|_| !plan.exists());
        let twin = header.and_then(|header| self.known.as_ref()?.twin(header));
        if let Some(said) = twin.map(|twin| said_of(&session.words, "cli-import-same-plan", "slug", twin)) {
            self.tell(session, "twin", said);
        }
        if self.args.dry_run {
            Workspace::try_out(plan, change)?;
            self.tell(session, "dry-run", session.words.say("cli-dry-run"));
        } else {
            opened(&self.workspace, session, self.args)?.commit(session, plan, change, false)?;
        }
        if let (Some(header), Some(known)) = (header, &mut self.known) {
            known.take(plan.id(), header);
        }
        Ok(())
    }
}

/// The plan to import into, read on a core of its own while the document is read; none where anything is unusual about
/// the workspace, which is then opened and told of first. As every plan in memory, it may be out of date when
/// the change is committed, which the commit checks.
fn read_ahead(directory: &Path, name: &str) -> Option<Plan> {
    let store = ReadStore::open(directory).ok()?;
    let Means::One(id) = store.find(Some(name)).ok()? else { return None };
    let plan = store.load(id).ok()?;
    plan.filter(|_| store.notices().is_empty())
}

/// The workspace, opened at its first use.
fn opened<'w>(
    workspace: &'w OnceCell<Workspace>,
    session: &Session,
    args: &ImportArgs,
) -> Result<&'w Workspace, Failure> {
    if let Some(open) = workspace.get() {
        return Ok(open);
    }
    let open = if args.dry_run {
        Workspace::open(session)?
    } else {
        back_up(session)?;
        Workspace::open_or_make(session)?
    };
    Ok(workspace.get_or_init(|| open))
}

/// The header that a change writes.
fn header(change: &Change) -> Option<&Header> {
    change.edits.iter().find_map(|edit| match &edit.after {
        Some(Record::Header(header)) => Some(&**header),
        _ => None,
    })
}

/// The plan to import into: the given one, or a new one, whose slug differs from all known ones and becomes known.
pub(super) fn target(
    workspace: &Workspace,
    known: &mut Option<KnownPlans>,
    file: &str,
    incoming: &mut Incoming,
    args: &ImportArgs,
) -> Result<Plan, Failure> {
    if let Some(name) = &args.into {
        return Ok(into(workspace.plan(Some(name))?, incoming, args));
    }
    incoming.slug.clone_from(&args.slug);
    let known = match known {
        Some(known) => known,
        None => known.insert(KnownPlans::of(workspace)?),
    };
    if let Some(slug) = incoming.draft.id.and_then(|id| known.slug_of(id)) {
        return Err(Failure::AlreadyThere(file.to_owned(), slug.to_owned()));
    }
    if let Some(slug) = args.slug.as_ref().filter(|slug| known.slugs().has(slug)) {
        return Err(Failure::SlugTaken(slug.clone()));
    }
    incoming.name(known.slugs());
    let id = match incoming.draft.id {
        Some(id) => id,
        None => PlanId(ids::fresh()?.draw()),
    };
    Ok(Plan::empty(id))
}

/// A given plan to import into.
fn into(plan: Plan, incoming: &mut Incoming, args: &ImportArgs) -> Plan {
    incoming.slug.clone_from(&args.slug);
    // The name is adjusted, because facts of a performer whom the plan does not name would count beside those of the one
    // who is meant.
    if let Some(name) = &mut incoming.performer {
        *name = named(&plan, name);
    }
    plan
}

/// The failure for a refused import: the file is at fault, unless the user's options are.
fn refused(words: &Words, file: &str, args: &ImportArgs, refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Closed(..) => refusal.into(),
        Refusal::BadSlug(_) if args.slug.is_some() => refusal.into(),
        _ => Failure::Exchange(file.to_owned(), words.l10n.refusal(&refusal, &clock::zone())),
    }
}

/// Backs the workspace up before an import, because it changes much at once. If the backup fails, the import continues.
fn back_up(session: &Session) -> Result<(), Failure> {
    // A server has its own backups.
    let PlansAt::Directory(directory) = PlansAt::of(session)? else { return Ok(()) };
    if let Err(said) = backup::in_words(&directory, session.words.language())
        && store::is_workspace(&directory)
    {
        session.warn(&said);
    }
    Ok(())
}
