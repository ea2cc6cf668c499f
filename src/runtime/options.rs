//! The options of the loop, and the errors that prevent its start.

use std::{path::PathBuf, sync::Arc};

use jiff::civil::Date;

use super::{DraftKeeper, UnsentKeeper};
use crate::{
    app::{import::Incoming, learn::Columns},
    domain::PlanId,
    keymap::Keymap,
    l10n::Language,
    store::{Store, StoreError},
    term::TermError,
    ui::Palette,
};

/// The options of the interface.
pub struct Options {
    /// Where plans live.
    pub store: Arc<dyn Store>,
    /// The name of the directory or server, for showing it.
    pub place: String,
    /// The plan to open; if none, the only plan or the list.
    pub plan: Option<PlanId>,
    /// The keys in force.
    pub keymap: Keymap,
    /// The language.
    pub language: Language,
    /// The date for which statuses are computed.
    pub today: Date,
    /// Whether the date follows the clock; it does not if the user has fixed it with an option.
    pub day_goes_on: bool,
    /// The time zone in which times are shown.
    pub zone: jiff::tz::TimeZone,
    /// The user of this window.
    pub author: String,
    /// Where the session comes from, such as an address; empty for this machine.
    pub from: String,
    /// The clock, in milliseconds since 1970 UTC.
    pub now: Box<dyn Fn() -> i64>,
    /// 128 random bits for the ids of one command.
    pub seed: Box<dyn FnMut() -> u128>,
    /// Words an error of the store.
    pub store_words: fn(&StoreError, Language) -> String,
    /// The document to preview first, for the plan or for a new one.
    pub incoming: Option<Incoming>,
    /// The columns of a new form, which are all that is shown.
    pub columns: Option<Columns>,
    /// Takes the file of the new form when its columns are confirmed.
    pub take_form: Option<TakeForm>,
    /// Whether the plan is the sample, in which the tour starts.
    pub tour: bool,
    /// Sentences to show first, such as repairs made when the workspace was opened.
    pub notices: Vec<String>,
    /// The storage for drafts; none if they are not stored.
    pub drafts: Option<Box<dyn DraftKeeper>>,
    /// The directory for pictures of first screens; none if they are not kept.
    pub pictures: Option<PathBuf>,
    /// The storage for changes that have not arrived yet; none if they arrive at once.
    pub unsent: Option<Arc<dyn UnsentKeeper>>,
    /// The palette that was chosen; if none, the terminal decides.
    pub palette: Option<Palette>,
    /// Opens a text in the user's external editor; returns the edited text, or the error in words.
    pub editor: EditText,
    /// Gives the value of an environment variable, or of its setting in the configuration.
    pub var: FindVariable,
    /// Whether mouse reporting is on at the start.
    pub mouse: bool,
    /// Work for a thread of its own, once the first frame is drawn; none if there is none.
    pub chore: Option<Chore>,
    /// Reads the keymap again if its file has changed; called before a key is handled, at most once a second.
    pub keys_again: Option<KeysAgain>,
}

/// Gives the value of a variable; none if it is not set.
pub type FindVariable = Box<dyn Fn(&str) -> Option<String>>;

/// Takes the file of a learned form.
pub type TakeForm = Box<dyn FnMut(String)>;

/// Opens a text in the user's external editor, which uses the terminal meanwhile; the error is in words.
pub type EditText = Box<dyn FnMut(&str) -> Result<String, String>>;

/// Work whose failure, in words, is shown to the user.
pub type Chore = Box<dyn FnOnce() -> Result<(), String> + Send>;

/// Returns the keymap if it has changed since the last call, with the errors in it.
pub type KeysAgain = Box<dyn FnMut() -> Option<(Keymap, Vec<String>)>>;

/// Why the interface could not start or continue.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// The terminal.
    #[error(transparent)]
    Terminal(#[from] TermError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}
