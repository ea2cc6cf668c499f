//! The workspace of a run, and the operations that commands have in common.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use etcetera::BaseStrategy as _;

use super::{
    causes, clock,
    failure::Failure,
    plan_name,
    plans_at::PlansAt,
    session::Session,
    words::{Value, Words},
};
use crate::{
    domain::{Change, Command, Deleted, Plan, PlanEntry, PlanId, Refusal, catalog::Means, decide},
    l10n::Language,
    store::{self, AttachOptions, MemoryStore, PlanPart, ReadStore, SharedStore, Store},
};

/// An open workspace.
pub(super) struct Workspace {
    /// Where plans live.
    pub store: Box<dyn Store>,
    /// The notices of the store about repairs when it was opened, in sentences.
    pub notices: Vec<String>,
    language: Language,
}

/// The directory of the workspace, for commands that work on its files.
///
/// # Errors
/// When the plans are on a server, or there is no home directory.
pub(super) fn directory(session: &Session) -> Result<PathBuf, Failure> {
    match PlansAt::of(session)? {
        PlansAt::Directory(directory) => Ok(directory),
        PlansAt::Server(_) => Err(Failure::NotADirectory),
    }
}

/// How long a command waits for a locked workspace.
pub(super) fn patience(session: &Session) -> Duration {
    Duration::try_from_secs_f64(session.wait().clamp(0.0, 3_600.0)).unwrap_or_default()
}

/// The configuration directory of the user.
pub(super) fn config_directory() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|xdg| xdg.config_dir().join("kvartal"))
}

/// Whether there is no workspace but one could be created.
fn is_vacant(directory: &Path) -> bool {
    match std::fs::read_dir(directory) {
        Ok(mut entries) => entries.next().is_none(),
        Err(cause) => cause.kind() == std::io::ErrorKind::NotFound,
    }
}

impl Workspace {
    /// Opens the workspace for a window, which serves other processes while it is open, and creates it if there is
    /// none.
    ///
    /// # Errors
    /// When it is locked, damaged, or cannot be read or written.
    pub fn open_window(session: &Session) -> Result<Self, Failure> {
        match PlansAt::of(session)? {
            PlansAt::Server(server) => Ok(Self::of(session, server.open_window()?)),
            PlansAt::Directory(_) => Self::attach(session, AttachOptions::window(clock::now())),
        }
    }

    /// Uses the workspace through the process that has it open, or opens it for the duration of the command.
    fn open_quietly(session: &Session) -> Result<Self, Failure> {
        let patience = patience(session);
        match PlansAt::of(session)? {
            PlansAt::Server(server) => Ok(Self::of(session, server.open(patience)?)),
            PlansAt::Directory(_) => {
                Self::attach(session, AttachOptions { patience, ..AttachOptions::command(clock::now()) })
            }
        }
    }

    /// Attaches to the workspace of a run.
    ///
    /// # Errors
    /// When it is locked, damaged, or cannot be read or written.
    pub fn attach(session: &Session, options: AttachOptions) -> Result<Self, Failure> {
        let store = SharedStore::attach(&directory(session)?, options)?;
        Ok(Self::of(session, Box::new(store)))
    }

    /// As [`Workspace::open_quietly`], and prints the notices about repairs.
    ///
    /// # Errors
    /// When it is locked, damaged, or cannot be read or written.
    pub fn open_or_make(session: &Session) -> Result<Self, Failure> {
        let workspace = Self::open_quietly(session)?;
        workspace.notices.iter().for_each(|notice| session.warn(notice));
        Ok(workspace)
    }

    fn of(session: &Session, store: Box<dyn Store>) -> Self {
        let notices = store.notices();
        let notices = notices.iter().map(|notice| causes::notice_sentence(&session.words, notice)).collect();
        Self { notices, store, language: session.words.language() }
    }

    /// Opens the workspace for reading, without a lock and without writing. Missing or damaged parts are reported.
    ///
    /// # Errors
    /// When it cannot be read, or a newer version made it.
    pub fn read(session: &Session) -> Result<Self, Failure> {
        let PlansAt::Directory(directory) = PlansAt::of(session)? else {
            return Self::open_quietly(session);
        };
        if is_vacant(&directory) {
            if !directory.exists() {
                let path = Value::from(directory.to_string_lossy().into_owned());
                session.warn(&session.words.with("trust-no-workspace", &[("path", path)]));
            }
            return Ok(Self::of(session, Box::new(MemoryStore::new())));
        }
        // If this account may not read the files, the serving process is asked.
        let closed = std::fs::read_dir(&directory)
            .is_err_and(|cause| cause.kind() == std::io::ErrorKind::PermissionDenied);
        if closed {
            return Self::open_quietly(session);
        }
        let workspace = Self::of(session, Box::new(ReadStore::open(&directory)?));
        workspace.notices.iter().for_each(|notice| session.warn(notice));
        Ok(workspace)
    }

    /// Prints the notices since the workspace was opened, because damage may be found only when a plan is read.
    pub fn tell_news(&self) {
        use std::io::Write as _;
        let notices = self.store.notices();
        if notices.is_empty() {
            return;
        }
        let words = Words::new(self.language);
        for notice in &notices {
            // A failure to print is ignored, because nobody reads the output.
            let _ = writeln!(std::io::stderr(), "{}", causes::notice_sentence(&words, notice));
        }
    }

    /// The changes of a plan, oldest first.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn history(&self, plan: PlanId) -> Result<Vec<store::Logged>, Failure> {
        let history = self.store.history(plan, 1)?;
        self.tell_news();
        Ok(history)
    }

    /// Every plan.
    ///
    /// # Errors
    /// When the state cannot be read.
    pub fn plans(&self) -> Result<Vec<PlanEntry>, Failure> {
        let entries = self.store.plans()?;
        self.tell_news();
        Ok(entries)
    }

    /// As [`Workspace::open_or_make`], but does not create a workspace: where there is none, it has no plans. For
    /// commands that read, change an existing plan, or make a dry run.
    ///
    /// # Errors
    /// When it is locked, damaged, or cannot be read or written.
    pub fn open(session: &Session) -> Result<Self, Failure> {
        if matches!(PlansAt::of(session)?, PlansAt::Directory(directory) if is_vacant(&directory)) {
            return Ok(Self::of(session, Box::new(MemoryStore::new())));
        }
        Self::open_or_make(session)
    }

    /// The id of the plan with a name.
    ///
    /// # Errors
    /// When none or several match, or the state cannot be read.
    pub fn id(&self, name: Option<&str>) -> Result<PlanId, Failure> {
        match self.store.find(name)? {
            Means::One(id) => Ok(id),
            // The failure lists the candidates.
            Means::Nothing | Means::Several(_) => Ok(plan_name::find(name, &self.store.plans()?)?.id),
        }
    }

    /// The plan with a name.
    ///
    /// # Errors
    /// When none or several match, or the state cannot be read.
    pub fn plan(&self, name: Option<&str>) -> Result<Plan, Failure> {
        let id = self.id(name)?;
        let plan = self.store.load(id)?;
        self.tell_news();
        plan.ok_or_else(|| Failure::NoPlan(id.to_string(), Vec::new()))
    }

    /// As [`Workspace::plan`], for a command that only changes the given addresses: the rest of the plan may be
    /// missing.
    ///
    /// # Errors
    /// When none or several match, or the state cannot be read.
    pub fn part(&self, name: Option<&str>, part: &PlanPart<'_>) -> Result<Plan, Failure> {
        let id = self.id(name)?;
        let plan = self.store.load_part(id, part)?;
        self.tell_news();
        plan.ok_or_else(|| Failure::NoPlan(id.to_string(), Vec::new()))
    }

    /// The deleted plan with a full name: its slug or its id. If several had the slug, the id is required.
    ///
    /// # Errors
    /// When none or several match.
    pub fn deleted(&self, name: &str) -> Result<Deleted, Failure> {
        let all = self.store.deleted()?;
        let whole = name.trim().to_lowercase();
        let id: Option<PlanId> = whole.replace('-', "").parse().ok();
        let line = |plan: &Deleted| format!("{}  {}  {}", plan.header.slug, plan.id(), plan.header.title);
        let lines = all.iter().map(line).collect();
        let mut found: Vec<Deleted> =
            all.into_iter().filter(|plan| plan.header.slug == whole || id == Some(plan.id())).collect();
        match (found.pop(), found.is_empty()) {
            (Some(plan), true) => Ok(plan),
            (Some(last), false) => {
                found.push(last);
                Err(Failure::SeveralPlans(name.to_owned(), found.iter().map(line).collect()))
            }
            (None, _) => Err(Failure::NotDeleted(name.to_owned(), lines)),
        }
    }

    /// As [`Workspace::plan`], but the full slug or id of a deleted plan also matches and gives a plan without records.
    ///
    /// # Errors
    /// When none or several match, or the state cannot be read.
    pub fn plan_or_gone(&self, name: Option<&str>) -> Result<Plan, Failure> {
        match (self.plan(name), name) {
            (Err(failure @ Failure::NoPlan(..)), Some(name)) => match self.deleted(name) {
                Ok(deleted) => Ok(Plan::empty(deleted.id())),
                Err(Failure::NotDeleted(..)) => Err(failure),
                Err(several) => Err(several),
            },
            (found, _) => found,
        }
    }

    /// Decides a command and, unless it is a dry run, makes its change durable. The change is applied to `plan`, too.
    ///
    /// A command that would change nothing is no failure: the user is told so, and there is no change.
    ///
    /// # Errors
    /// When it is refused, conflicts with other changes, or cannot be made durable: in each case nothing was changed.
    pub fn carry_out(
        &self,
        session: &Session,
        plan: &mut Plan,
        command: &Command,
        dry_run: bool,
    ) -> Result<Option<Change>, Failure> {
        let change = match decide(plan, command, &mut session.context()?) {
            Ok(change) => change,
            Err(Refusal::NothingToDo) => {
                session.tell_message("refusal-nothing-to-do");
                return Ok(None);
            }
            Err(refusal) => return Err(refusal.into()),
        };
        self.commit(session, plan, &change, dry_run)?;
        Ok(Some(change))
    }

    /// Applies a change to the plan in memory only.
    ///
    /// # Errors
    /// When the user lacks the role for it.
    pub fn try_out(plan: &mut Plan, change: &Change) -> Result<(), Failure> {
        plan.permits(change, &store::actor(&change.author)).map_err(Refusal::Denied)?;
        plan.apply(change);
        Ok(())
    }

    /// Makes a change durable, unless it is a dry run, and applies it to `plan`.
    ///
    /// # Errors
    /// When it conflicts with other changes, or cannot be made durable: in each case nothing was changed.
    pub fn commit(
        &self,
        session: &Session,
        plan: &mut Plan,
        change: &Change,
        dry_run: bool,
    ) -> Result<(), Failure> {
        if dry_run {
            plan.permits(change, &self.store.actor(&change.author)).map_err(Refusal::Denied)?;
            plan.apply(change);
            session.tell_message("cli-dry-run");
        } else {
            let seq = self.store.commit(change)?;
            plan.apply_at(change, seq);
        }
        Ok(())
    }
}
