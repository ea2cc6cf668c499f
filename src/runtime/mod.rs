//! The loop of the terminal interface: receive messages, update the model, carry out effects, draw if something
//! changed.
//!
//! | module | subject |
//! |---|---|
//! | [`window`] | the loop, for any terminal and any input |
//! | `options` | the options of the loop, and the errors that prevent its start |
//! | [`effects`] | carrying out effects with the store and with documents |
//! | [`own_changes`] | the latest changes of the window |
//! | [`drafts`] | storing unfinished input |
//! | [`unsent`] | storing changes until they have arrived |
//! | [`workers`] | the threads that carry out effects, so that a slow disk never delays a key |
//! | `picture` | the picture of the first screen, kept for the next start |
//! | `places` | searching the places of all plans |
//! | `stray` | text that arrived without the marks of a paste |
//! | [`traits`] | what the loop requires of a terminal and an input |
//!
//! The first plan is read before the first frame, or behind a picture of it; everything later arrives as a message.

mod day;
pub(crate) mod drafts;
pub(crate) mod effects;
mod options;
pub(crate) mod own_changes;
mod picture;
mod places;
mod stray;
pub(crate) mod traits;
pub(crate) mod unsent;
mod whereabouts;
pub(crate) mod window;
pub(crate) mod workers;

pub use self::{
    drafts::DraftKeeper,
    effects::{DocumentIo, EffectHandler, NotRead, NotWritten, ReadForms},
    options::{Chore, KeysAgain, Options, RuntimeError},
    traits::{Display, InputSource, Wake},
    unsent::UnsentKeeper,
    window::{LEFT_BEHIND, Window},
    workers::Mailbox,
};
use crate::{
    l10n::L10n,
    term::{self, Capabilities, ColourTier, Glyphs},
    ui::{Colours, Palette, RenderContext, Theme},
};

/// Runs the interface on the terminal until the user quits; returns the exit code.
///
/// # Errors
/// When there is no terminal, or the store cannot be read at the start.
pub fn run(options: Options, documents: DocumentIo) -> Result<u8, RuntimeError> {
    let capabilities = Capabilities::detect(&options.var)?;
    let (terminal, input) = term::enter(&capabilities)?;
    let look = RenderContext {
        l10n: L10n::new(options.language),
        theme: theme(&capabilities, options.palette),
        zone: options.zone.clone(),
    };
    let mut window = Window::open(options, documents, look, terminal, input)?;
    // A terminal does not run out of events: its end is an event, too.
    let code = window.run()?.unwrap_or(0);
    if code == 0 {
        window.end();
    }
    Ok(code)
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
