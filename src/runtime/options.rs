//! The options of the loop, and the errors that prevent its start.

use std::sync::Arc;

use jiff::civil::Date;

use super::{DraftKeeper, UnsentKeeper};
use crate::{
    app::import::Incoming,
    domain::PlanId,
    keymap::Keymap,
    l10n::Language,
    store::{Store, StoreError},
    term::TermError,
    ui::Palette,
};

/// What the interface is started with.
pub struct Options {
    /// Where plans live.
    pub store: Arc<dyn Store>,
    /// The directory of that, as a person is told of it.
    pub place: String,
    /// The plan to open; the only one, or the list, where none.
    pub plan: Option<PlanId>,
    /// The keys in force.
    pub keymap: Keymap,
    /// The language.
    pub language: Language,
    /// The day that statuses are reckoned on.
    pub today: Date,
    /// Whether the day goes on with the clock; it does not where somebody has said which day it is.
    pub day_goes_on: bool,
    /// The time zone that moments are told in.
    pub zone: jiff::tz::TimeZone,
    /// Who sits here.
    pub author: String,
    /// Where the line comes from, such as an address; empty where it is this machine.
    pub from: String,
    /// The clock, in milliseconds since 1970 UTC.
    pub now: Box<dyn Fn() -> i64>,
    /// 128 random bits for the ids of one command.
    pub seed: Box<dyn FnMut() -> u128>,
    /// An error of the store in words.
    pub store_words: fn(&StoreError, Language) -> String,
    /// A document to show first, to be accepted into the plan (or to become a new one).
    pub incoming: Option<Incoming>,
    /// Whether the plan is the sample, in which the tour begins.
    pub tour: bool,
    /// Sentences to show first, such as what was put right while the workspace was opened.
    pub notices: Vec<String>,
    /// Where drafts are kept; none where they are not.
    pub drafts: Option<Box<dyn DraftKeeper>>,
    /// Where changes are kept that are on their way; none where they arrive at once.
    pub unsent: Option<Arc<dyn UnsentKeeper>>,
    /// The colours that were asked for; the terminal decides where none.
    pub palette: Option<Palette>,
    /// Opens a text in the person's own editor; answers with what became of it, or why not, in words.
    pub editor: EditText,
    /// A variable of the environment, or what the configuration says for it.
    pub var: FindVariable,
    /// Whether the mouse is listened to at first.
    pub mouse: bool,
    /// The keys in force where they have changed, with what is wrong with them: asked before a key is taken, once a second at most.
    pub keys_again: Option<KeysAgain>,
}

/// Finds what a variable says; none where nothing is said.
pub type FindVariable = Box<dyn Fn(&str) -> Option<String>>;

/// Opens a text in the person's own editor, while the terminal is lent to it; a failure is in words.
pub type EditText = Box<dyn FnMut(&str) -> Result<String, String>>;

/// Says which keys are in force where they have changed since it was asked last, and what is wrong with them.
pub type KeysAgain = Box<dyn FnMut() -> Option<(Keymap, Vec<String>)>>;

/// Why the interface could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// The terminal.
    #[error(transparent)]
    Terminal(#[from] TermError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}
