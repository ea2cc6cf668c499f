//! The loop of the terminal interface: receive, update, run the effects, draw when something changed.
//!
//! | module | subject |
//! |---|---|
//! | [`window`] | the loop, over any terminal and any input |
//! | [`effects`] | every effect answered by a message, out of the store and out of documents |
//! | [`drafts`] | what is half-typed is written down |
//! | [`workers`] | the threads that answer, so that a slow disk never holds up a key |
//! | `stray` | text that came without the marks of a paste |
//! | [`traits`] | what a terminal and an input have to do |
//!
//! The first plan is read before the first frame; everything later arrives as a message.

pub(crate) mod drafts;
pub(crate) mod effects;
mod stray;
pub(crate) mod traits;
mod whereabouts;
pub(crate) mod window;
pub(crate) mod workers;

use std::sync::Arc;

use jiff::civil::Date;

pub use self::{
    drafts::DraftKeeper,
    effects::{DocumentIo, EffectHandler, ReadForms},
    traits::{Display, InputSource, Wake},
    window::{LEFT_BEHIND, Window},
    workers::Mailbox,
};
use crate::{
    app::import::Incoming,
    domain::PlanId,
    keymap::Keymap,
    l10n::{L10n, Language},
    store::{Store, StoreError},
    term::{self, Capabilities, ColourTier, Glyphs, TermError},
    ui::{Colours, Palette, RenderContext, Theme},
};

/// What the interface is started with.
pub struct Options {
    /// Where plans live.
    pub store: Arc<dyn Store>,
    /// The plan to open; the only one, or the list, where none.
    pub plan: Option<PlanId>,
    /// The keys in force.
    pub keymap: Keymap,
    /// The language.
    pub language: Language,
    /// The day that statuses are reckoned on.
    pub today: Date,
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
    /// Sentences to show first, such as what was put right while the workspace was opened.
    pub notices: Vec<String>,
    /// Where drafts are kept; none where they are not.
    pub drafts: Option<Box<dyn DraftKeeper>>,
    /// The colours that were asked for; the terminal decides where none.
    pub palette: Option<Palette>,
    /// The keys in force where they have changed, with what is wrong with them: asked before a key is taken.
    pub keys_again: Option<KeysAgain>,
}

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

/// Runs the interface on the terminal until it is left; answers with the exit code.
///
/// # Errors
/// When there is no terminal, or the store cannot be read at the start.
pub fn run(options: Options, documents: DocumentIo) -> Result<u8, RuntimeError> {
    let capabilities = Capabilities::detect()?;
    let (terminal, input) = term::enter(&capabilities)?;
    let look = RenderContext {
        l10n: L10n::new(options.language),
        theme: theme(&capabilities, options.palette),
        zone: options.zone.clone(),
    };
    let mut window = Window::open(options, documents, look, terminal, input)?;
    // A terminal never runs out of events: it hangs up, which is one of them.
    Ok(window.run()?.unwrap_or(0))
}

fn theme(capabilities: &Capabilities, named: Option<Palette>) -> Theme {
    let colours = match capabilities.colours {
        ColourTier::None => Colours::None,
        ColourTier::Sixteen => Colours::Ansi,
        ColourTier::Indexed => Colours::Indexed,
        ColourTier::True => Colours::True,
    };
    let palette = named.or_else(|| {
        Palette::built_in(match capabilities.light {
            Some(true) => "light",
            Some(false) => "dark",
            None => "auto",
        })
    });
    Theme { colours, ascii: capabilities.glyphs == Glyphs::Ascii, palette: palette.unwrap_or_default() }
}
