//! Carries out effects with the store and with documents, and answers each by a message. Nothing here draws or waits
//! for a key.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

use super::{
    own_changes::OwnChanges,
    places::PlaceIndex,
    unsent::{Failure, UnsentKeeper, is_undecided},
    whereabouts,
};
use crate::{
    app::{
        Effect, FiguresRequest, LastEdit, Msg, Notice, Output,
        dashboard::lists::long_spans,
        import::Incoming,
        learn::Columns,
        outline::saved::{FilterEdit, SavedFilter},
        report::ReportRequest,
    },
    domain::{Change, Conflict, Draft, Plan, PlanId, adjust},
    form::Form,
    l10n::{Arg, L10n, Language},
    store::{CommitError, Logged, Store, StoreError},
};

/// Reads a document from a file.
pub type ReadDocument = Box<dyn Fn(&str) -> Result<Incoming, NotRead> + Send + Sync>;
/// Keeps the file of a learned form among the user's own, for the document that it was learned from; the error is in
/// words.
pub type KeepForm = Box<dyn Fn(&str) -> Result<(), String> + Send + Sync>;
/// Writes a report; returns the name of the file.
pub type WriteReport = Box<dyn Fn(&Plan, &ReportRequest) -> Result<String, NotWritten> + Send + Sync>;
/// Writes a table of figures; returns the name of the file.
pub type WriteFigures = Box<dyn Fn(&FiguresRequest) -> Result<String, NotWritten> + Send + Sync>;
/// Finds the files whose names begin with a text.
pub type FindFiles = Box<dyn Fn(&str) -> Vec<String> + Send + Sync>;
/// Reads the sample plan; the error is in words.
pub type ReadDemo = Box<dyn Fn() -> Result<Draft, String> + Send + Sync>;
/// Changes the saved filters; returns all of them and what is wrong with their file. The error is in words.
pub type EditFilters =
    Box<dyn Fn(&FilterEdit) -> Result<(Vec<SavedFilter>, Option<String>), String> + Send + Sync>;
/// Reads the available forms: the built-in ones and the user's own.
pub type ReadForms = Box<dyn Fn() -> Vec<Form> + Send + Sync>;

/// Why a document was not read.
#[derive(Debug)]
pub struct NotRead {
    /// The reason in words.
    pub why: String,
    /// The columns of its table, where a form could be learned from them.
    pub columns: Option<Box<Columns>>,
}

impl From<String> for NotRead {
    fn from(why: String) -> Self {
        Self { why, columns: None }
    }
}

/// Why a report was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotWritten {
    /// Another file has that name; a free name.
    NameTaken(String),
    /// Another error, in words.
    Failed(String),
}

/// Reading and writing documents.
pub struct DocumentIo {
    /// Reads a document.
    pub read: ReadDocument,
    /// Writes a report.
    pub write: WriteReport,
    /// Writes a table.
    pub write_figures: WriteFigures,
    /// Changes the saved filters of the user.
    pub filters: EditFilters,
    /// Reads the forms.
    pub forms: ReadForms,
    /// Keeps a learned form.
    pub keep_form: KeepForm,
    /// Completes the names of files.
    pub files: FindFiles,
    /// Reads the sample plan.
    pub demo: ReadDemo,
}

/// The thread that carries out an effect. The effects of a lane are carried out in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// The loop itself: effects on the terminal, and quitting.
    Loop,
    /// The store, and effects that depend on earlier changes: all of them are completed before the program ends.
    Store,
    /// Input files: a read that never ends must delay neither a commit nor the end of the program.
    Files,
}

impl Lane {
    /// The lane of an effect.
    pub const fn of(effect: &Effect) -> Self {
        match effect {
            Effect::EditText(_)
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit
            | Effect::TakeForm(_)
            | Effect::Copy(_)
            | Effect::Mouse(_) => Self::Loop,
            Effect::Commit(_)
            | Effect::Open(_)
            | Effect::Reload(_)
            | Effect::LoadCatalog
            | Effect::LoadTrash
            | Effect::LoadHistory(_)
            | Effect::LoadLatest(..)
            | Effect::Filters(_)
            | Effect::Write(_) => Self::Store,
            Effect::LoadForms
            | Effect::LoadPeople
            | Effect::ReadDocument(..)
            | Effect::KeepForm(..)
            | Effect::FindFiles(_)
            | Effect::FindPlaces(_)
            | Effect::ReadDemo => Self::Files,
        }
    }
}

/// Carries out effects. The program and the tests of the loop use the same one.
pub struct EffectHandler {
    /// Where plans live.
    pub store: Arc<dyn Store>,
    /// Reading and writing documents.
    pub documents: DocumentIo,
    /// The date for which figures are computed.
    pub today: Date,
    /// The language of errors.
    pub language: Language,
    /// Words an error of the store.
    pub store_words: fn(&StoreError, Language) -> String,
    /// The latest changes of this window, so that it is not informed of them.
    pub own: Arc<OwnChanges>,
    /// The plan in which a commit failed, and why, until the plan is read again: later changes are based on the failed
    /// one and fail for the same reason.
    pub failed: Mutex<Option<Failure>>,
    /// The places of plans that were read for a search.
    pub(super) places: Mutex<PlaceIndex>,
    /// The storage for changes that have not arrived yet.
    pub unsent: Option<Arc<dyn UnsentKeeper>>,
}

/// How many of the latest changes are searched for the authors of a conflict.
const RIVALS: usize = 50;

/// The authors of larger changes are not collected.
const LARGE: usize = 1_000;

impl EffectHandler {
    /// Carries out an effect and returns the answer. None for effects that the loop carries out itself.
    pub fn answer(&self, effect: Effect) -> Option<Msg> {
        let store = self.store.as_ref();
        let found = match effect {
            Effect::EditText(_)
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit
            | Effect::TakeForm(_)
            | Effect::Copy(_)
            | Effect::Mouse(_) => {
                return None;
            }
            Effect::Commit(change) => {
                let answer = self.commit(&change);
                // The stored copy is removed when the outcome is known.
                if !self.waits(change.plan) {
                    self.unsent.iter().for_each(|unsent| unsent.forget(change.id));
                }
                return Some(answer);
            }
            Effect::LoadPeople => {
                let now = jiff::Timestamp::now().as_millisecond();
                return Some(Msg::People(whereabouts::neighbours(store.people(), now)));
            }
            Effect::LoadForms => return Some(Msg::Forms((self.documents.forms)())),
            Effect::ReadDocument(file, into) => return Some(self.read(&file, into)),
            Effect::KeepForm(form, file, into) => {
                return Some(match (self.documents.keep_form)(&form) {
                    Ok(()) => self.read(&file, into),
                    Err(words) => Msg::Failed(Notice::failed(words)),
                });
            }
            Effect::Write(output) => return Some(self.write(output)),
            Effect::FindFiles(typed) => {
                let found = (self.documents.files)(&typed);
                return Some(Msg::FilesFound(typed, found));
            }
            Effect::Filters(edit) => {
                return Some(match (self.documents.filters)(&edit) {
                    Ok((filters, problem)) => Msg::Filters(filters, problem.map(Notice::failed)),
                    Err(words) => Msg::Failed(Notice::failed(words)),
                });
            }
            Effect::FindPlaces(query) => {
                let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
                return Some(match places.find(store, query) {
                    Ok(found) => Msg::Places(Box::new(found)),
                    Err(error) => Msg::NoPlaces(self.notice(&error)),
                });
            }
            Effect::ReadDemo => {
                let demo = (self.documents.demo)().map(|draft| Msg::Demo(Box::new(draft)));
                return Some(demo.unwrap_or_else(|words| Msg::Failed(Notice::failed(words))));
            }
            Effect::Open(id) => {
                return Some(match store.load(id) {
                    Ok(Some(plan)) => Msg::Opened(Box::new(self.followed(plan))),
                    Ok(None) => Msg::NotOpened(id, Notice::warning("notice-plan-gone")),
                    Err(error) => Msg::NotOpened(id, self.notice(&error)),
                });
            }
            Effect::Reload(id) => self.reload(id).map(|plan| {
                plan.map(|plan| Msg::Reloaded(Box::new(self.followed(plan)), self.last_edits(id)))
            }),
            Effect::LoadCatalog => store.plans().map(|plans| Some(Msg::Catalog(plans))),
            Effect::LoadTrash => store.deleted().map(|plans| Some(Msg::Trash(plans))),
            Effect::LoadHistory(id) => store
                .history(id, 1)
                .map(|logged| Some(Msg::History(id, logged.into_iter().map(|l| l.change).collect()))),
            Effect::LoadLatest(id, at_most) => store
                .latest(id, u64::MAX, at_most)
                .map(|logged| Some(Msg::Latest(id, logged.into_iter().map(|l| l.change).collect()))),
        };
        Some(match found {
            Ok(Some(msg)) => msg,
            Ok(None) => Msg::Failed(Notice::warning("notice-plan-gone")),
            Err(error) => self.failed(&error),
        })
    }

    /// A plan with its figures and the totals of its years, which are computed on this thread so that they delay no key.
    fn followed(&self, mut plan: Plan) -> Plan {
        plan.count_figures();
        plan.follow(self.today, &long_spans(plan.period()), None);
        plan
    }

    fn commit(&self, change: &Change) -> Msg {
        if let Some(failure) = self.failure().as_ref().filter(|failure| failure.plan == change.plan) {
            return Msg::CommitFailed(change.plan, Notice::failed(failure.why.clone()));
        }
        self.own.note(change.id);
        match self.store.commit(change) {
            Ok(_) => Msg::Committed(change.id),
            Err(CommitError::Conflict(found)) => {
                if let Some(adjusted) = self.adjusted(change, &found) {
                    return adjusted;
                }
                let by = self.rivals(change, &found);
                Msg::Conflicted(Box::new(change.clone()), found, by)
            }
            Err(error) => {
                let waits = self.unsent.is_some() && is_undecided(&error);
                let why = self.commit_words(&error, waits);
                if matches!(error, CommitError::Store(_)) {
                    *self.failure() = Some(Failure { plan: change.plan, why: why.clone(), waits });
                }
                Msg::CommitFailed(change.plan, Notice::failed(why))
            }
        }
    }

    /// Commits again a change whose own record nobody else has changed, but whose dependent total has changed: with the
    /// new total.
    fn adjusted(&self, change: &Change, found: &[Conflict]) -> Option<Msg> {
        let plan = self.store.load(change.plan).ok().flatten()?;
        let adjusted = adjust(change, &plan, found)?;
        self.store.commit(&adjusted).ok()?;
        Some(Msg::Adjusted(change.id, change.plan))
    }

    /// The authors of the records that a change conflicts with, found among the latest changes.
    fn rivals(&self, change: &Change, found: &[Conflict]) -> Vec<String> {
        let latest = self.store.latest(change.plan, u64::MAX, RIVALS).unwrap_or_default();
        let by = |conflict: &Conflict| {
            let edits = |logged: &&Logged| logged.change.edits.iter().any(|edit| edit.key == conflict.key);
            latest.iter().find(edits).map(|logged| logged.change.author.clone()).unwrap_or_default()
        };
        found.iter().map(by).collect()
    }

    /// The last authors of the records that the latest changes edited.
    fn last_edits(&self, plan: PlanId) -> Vec<LastEdit> {
        let latest = self.store.latest(plan, u64::MAX, RIVALS).unwrap_or_default();
        let by = |change: &Change| (!self.own.has(change.id)).then(|| change.author.clone());
        let edits = latest.iter().filter(|logged| logged.change.edits.len() <= LARGE).flat_map(|logged| {
            let by = by(&logged.change);
            logged.change.edits.iter().map(move |edit| LastEdit { key: edit.key, by: by.clone() })
        });
        edits.collect()
    }

    fn reload(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        *self.failure() = None;
        self.store.load(plan)
    }

    /// Whether the changes of a plan stay stored, because the server could not decide about them.
    fn waits(&self, plan: PlanId) -> bool {
        self.failure().as_ref().is_some_and(|failure| failure.plan == plan && failure.waits)
    }

    fn failure(&self) -> MutexGuard<'_, Option<Failure>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, file: &str, into: Option<PlanId>) -> Msg {
        let incoming = match (self.documents.read)(file) {
            Ok(incoming) => Box::new(incoming),
            Err(NotRead { why, columns: Some(columns) }) => {
                return Msg::NotRead(Notice::failed(why), columns, (file.to_owned(), into));
            }
            Err(NotRead { why, columns: None }) => return Msg::Failed(Notice::failed(why)),
        };
        match into.map(|id| self.store.load(id)).transpose() {
            Ok(base) => Msg::Incoming(incoming, base.flatten().map(Box::new)),
            Err(error) => self.failed(&error),
        }
    }

    fn write(&self, output: Output) -> Msg {
        let done = match &output {
            Output::Figures(request) => (self.documents.write_figures)(request),
            Output::Report(request) => match self.store.load(request.plan) {
                Ok(Some(plan)) => (self.documents.write)(&plan, request),
                Ok(None) => return Msg::Failed(Notice::warning("notice-plan-gone")),
                Err(error) => return self.failed(&error),
            },
        };
        match done {
            Ok(file) => Msg::Written(file),
            Err(NotWritten::NameTaken(other)) => Msg::NameTaken(output, other),
            Err(NotWritten::Failed(words)) => Msg::Failed(Notice::failed(words)),
        }
    }

    fn failed(&self, error: &StoreError) -> Msg {
        Msg::Failed(self.notice(error))
    }

    fn notice(&self, error: &StoreError) -> Notice {
        Notice::failed((self.store_words)(error, self.language))
    }

    fn commit_words(&self, error: &CommitError, waits: bool) -> String {
        let l10n = L10n::new(self.language);
        match error {
            CommitError::Conflict(conflicts) => {
                l10n.msg_with("commit-conflict", &[("count", Arg::from(conflicts.len()))])
            }
            CommitError::Denied(denied) => l10n.denied(denied),
            CommitError::Malformed => l10n.msg("commit-malformed").into_owned(),
            CommitError::SlugTaken(slug) => l10n.msg_with("commit-slug-taken", &[("slug", Arg::Text(slug))]),
            CommitError::Store(error) => {
                let why = (self.store_words)(error, self.language);
                let id = if waits { "server-commit-waits" } else { "commit-failed" };
                l10n.msg_with(id, &[("why", Arg::Text(&why))])
            }
        }
    }
}
