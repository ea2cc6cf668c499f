//! The user interface as pure state: model, message, update, effect. No terminal, no clock, no I/O.
//!
//! | module | subject |
//! |---|---|
//! | [`msg`] | messages to the model, and effects that it requests |
//! | `update` | dispatching a message to a screen or layer |
//! | [`screen`], `screen_state`, [`screens`] | the list of screens, their common interface, and the table of their states |
//! | [`shared`], [`cx`] | the state that all screens share; the context of an acting screen |
//! | [`plans`], [`outline`], [`facts`], [`dashboard`], [`evidence`], [`findings`], [`debts`], [`performers`], [`value_history`], [`timeline`] | a screen each: its state, motions, edits |
//! | [`figures`] | tables of figures: down to the evidence, by quarters, side by side |
//! | [`grid`] | the grid of cells for facts and targets: typing, filling, pasting; [`targets`] is its second sheet |
//! | [`import`], [`report`] | the previews of an import and of a report |
//! | [`learn`] | the columns of a new form |
//! | [`layer`], [`prompt`] | layers over a screen; a file for each prompt |
//! | [`tour`] | the tour through the sample plan |
//! | `jump`, `search`, `wanted` | jumps; incremental search; the possible meanings of a typed text |
//! | [`places`] | places of all plans, and how they are found in parts |
//! | `flag` | the mark for follow-up |
//! | [`draft`], `escape`, `history` | drafts of unfinished input; reverting an Esc; undo and redo |
//! | `meanwhile` | changes of others while something is typed here |
//! | [`mod@line`], [`list`], [`notice`] | a line of text, a list cursor, a notice |
//!
//! A screen owns its state and changes nothing else except through a [`Cx`]: by commands, notices, effects, and
//! requests such as "put the cursors on this node", which the model carries out after the screen has acted.
//!
//! # Adding a screen
//!
//! 1. Here: a file with its state and its [`ScreenState`], a variant of [`Screen`] and a row in the table of [`screens`].
//! 2. In `ui/`: a file with `prepare` (how many rows fit) and `draw`, and an arm for each in `ui/mod.rs`.
//! 3. In `keymap/`: a row in the tables of `action/` for each new action, such as `goto-…`; a context in
//!    `context.rs` where its keys differ from those of other screens; keys in `keymaps/*.toml`.
//! 4. In `l10n/`: the title of the screen and the words of its actions, in both languages.
//!
//! Layers over screens are added in [`layer`], prompts for a line of text in [`prompt`].

mod closing_step;
pub(crate) mod cx;
pub(crate) mod dashboard;
pub(crate) mod debts;
pub(crate) mod draft;
mod escape;
pub(crate) mod evidence;
pub mod facts;
pub(crate) mod figures;
pub(crate) mod findings;
mod flag;
mod form_columns;
pub mod grid;
mod half_typed;
mod history;
pub mod import;
mod jump;
mod landing;
pub(crate) mod layer;
pub mod learn;
pub(crate) mod line;
pub(crate) mod list;
pub mod meaning;
mod meanwhile;
pub(crate) mod msg;
pub(crate) mod notice;
mod outcome;
pub(crate) mod outline;
pub(crate) mod performers;
pub mod places;
pub(crate) mod plans;
pub(crate) mod prompt;
pub mod report;
mod report_request;
pub(crate) mod screen;
mod screen_state;
pub(crate) mod screens;
pub(crate) mod search;
pub(crate) mod shared;
mod sought;
mod start;
pub(crate) mod targets;
pub mod timeline;
pub mod tour;
mod undo_list;
mod update;
pub(crate) mod value_history;
mod wanted;

pub use cx::Cx;
pub use dashboard::Panel as DashboardPanel;
pub use layer::Layer;
pub use msg::{Effect, FiguresRequest, LastEdit, Msg, Output, PasteLost, Pointed};
pub use notice::{Notice, Tone};
pub use outcome::{Handled, Outcome};
pub use outline::saved::{FilterEdit, SavedFilter};
pub use screen::Screen;
pub use screen_state::ScreenState;
pub use screens::Screens;
pub use shared::Shared;
pub use start::Start;
pub use tour::Tour;
pub use wanted::wanted;

use crate::{
    domain::{ChangeId, Context},
    keymap::{self, Action, Atom, Atoms, Continuation, Resolver},
};

/// The whole state of the user interface.
#[derive(Debug)]
pub struct Model {
    /// The state that all screens share.
    pub shared: Shared,
    /// The screen under the layers.
    pub screen: Screen,
    /// The state of every screen.
    pub screens: Screens,
    /// The layers over the screen, the topmost last.
    pub layers: Vec<Layer>,
    /// The tour through the sample plan, while it is running.
    pub tour: Option<Tour>,
    /// The chord that is being typed.
    pub chord: Chord,
    /// The screens to return to, the latest last.
    back: Vec<Screen>,
    /// The place before each jump, the latest last.
    trail: Vec<landing::Landing>,
    /// The bookmarks, the one to go to next last.
    bookmarks: Vec<landing::Landing>,
    /// The place to go to as soon as its plan is read.
    destination: Option<landing::Landing>,
    /// The action that opened the lowest layer.
    opened_by: Option<Action>,
    /// Whether the key before this one asked to quit and was told about unsaved input.
    asked_to_quit: bool,
    /// Whether this key asked to quit.
    asking_to_quit: bool,
    /// The state before the latest Esc.
    before_escape: Option<escape::BeforeEscape>,
    /// Whether unfinished input is kept when the window ends, so that quitting need not ask.
    pub keeps_drafts: bool,
}

/// The chord that is being typed, and its possible continuations.
#[derive(Clone, Debug, Default)]
pub struct Chord {
    /// The keys pressed so far.
    pub resolver: Resolver,
    /// The possible next keys.
    pub continuations: Vec<Continuation>,
}

impl Model {
    /// The interface before anything was read.
    pub fn new(start: Start) -> Self {
        Self {
            shared: Shared::new(start),
            screen: Screen::Plans,
            screens: Screens::default(),
            layers: Vec::new(),
            tour: None,
            chord: Chord::default(),
            back: Vec::new(),
            trail: Vec::new(),
            bookmarks: Vec::new(),
            destination: None,
            opened_by: None,
            asked_to_quit: false,
            asking_to_quit: false,
            before_escape: None,
            keeps_drafts: false,
        }
    }

    /// Processes a message: changes the model and returns the effects to carry out.
    ///
    /// `context` provides the author, the time and fresh ids, so that the result depends only on the arguments.
    pub fn update(&mut self, msg: Msg, context: &mut Context) -> Vec<Effect> {
        update::update(self, msg, context)
    }

    /// The context in which keys are looked up now.
    pub fn context(&self) -> keymap::Context {
        self.layers.last().map_or_else(|| self.screen_context(), Layer::context)
    }

    /// The context of the keys of the screen under the layers.
    pub fn screen_context(&self) -> keymap::Context {
        self.screens.get(self.screen).context()
    }

    /// The conditions that hold now, for the keymap.
    pub fn atoms(&self) -> Atoms {
        if let Some(layer) = self.layers.last() {
            return layer.atoms();
        }
        let own = self.screens.get(self.screen).atoms(&self.shared);
        own.with_if(Atom::Jumped, !self.back.is_empty()).with_if(Atom::Tour, self.tour.is_some())
    }

    /// Whether there is input that is not stored.
    fn has_draft(&self) -> bool {
        self.layers.iter().any(Layer::has_draft) || self.screens.get(self.screen).has_draft()
    }

    /// Whether the state after one of this user's changes, or at a save point, is the current one.
    pub fn is_present_state(&self, change: ChangeId) -> bool {
        history::is_at(&self.shared.history, change)
    }

    /// The actions in the hint line, most needed first.
    pub fn hints(&self) -> &'static [Action] {
        self.layers.last().map_or_else(|| self.screens.get(self.screen).hints(), Layer::hints)
    }
}
