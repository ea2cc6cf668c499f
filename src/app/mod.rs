//! The terminal interface as pure state: model, message, update, effect. No terminal, no clock, no I/O.
//!
//! | module | subject |
//! |---|---|
//! | [`msg`] | what comes in, what is wanted outside |
//! | `update` | a message to the screen or layer it is for |
//! | [`screen`], `screen_state`, [`screens`] | which screens there are and what each can be asked; the table of their states |
//! | [`shared`], [`cx`] | what all of them share; what one is given while it acts |
//! | [`plans`], [`outline`], [`facts`], [`dashboard`], [`evidence`], [`findings`], [`debts`], [`performers`], [`value_history`], [`timeline`] | a screen each: its state, motions, edits |
//! | [`figures`] | the figures as one table at a time: down to the evidence, by quarters, side by side |
//! | [`grid`] | what facts and targets are: cells of addresses, typed, filled, pasted; [`targets`] is the other sheet |
//! | [`import`], [`report`] | the previews of what comes in and of what goes out |
//! | [`layer`], [`prompt`] | what lies over a screen; a file for each prompt |
//! | [`tour`] | the sample plan is shown round in |
//! | `jump`, `search`, `wanted` | finding a row while one types; what a typed text may mean |
//! | `flag` | the mark for follow-up |
//! | [`draft`], `escape`, `history` | what is half-typed outlives the window; an Esc that was none; undo and redo |
//! | `meanwhile` | what others change while something is typed here |
//! | [`mod@line`], [`list`], [`notice`] | the small parts |
//!
//! A screen owns its state and changes nothing else but through a [`Cx`]: commands, notices, effects, and
//! requests such as "put the cursors on this node", which the model carries out when the screen has acted.
//!
//! # Adding a screen
//!
//! 1. Here: a file with its state and its [`ScreenState`], a variant of [`Screen`] and a row in the table of [`screens`].
//! 2. In `ui/`: a file with `prepare` (how many rows fit) and `draw`, and an arm for each in `ui/mod.rs`.
//! 3. In `keymap/`: a row in the tables of `action/` for each new action, such as `goto-…`; a context in
//!    `context.rs` where its keys differ from those of other screens; keys in `keymaps/*.toml`.
//! 4. In `l10n/`: the title of the screen and the words of its actions, in both languages.
//!
//! What lies over screens is added in [`layer`], a line of text that is asked for in [`prompt`].

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
pub mod grid;
mod half_typed;
mod history;
pub mod import;
mod jump;
pub(crate) mod layer;
pub(crate) mod line;
pub(crate) mod list;
mod meanwhile;
pub(crate) mod msg;
pub(crate) mod notice;
pub(crate) mod outline;
pub(crate) mod performers;
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

pub use cx::{Cx, Handled};
pub use dashboard::Panel as DashboardPanel;
pub use layer::Layer;
pub use msg::{Effect, FiguresRequest, Msg, Output, PasteLost, Pointed};
pub use notice::{Notice, Tone};
pub use screen::Screen;
pub use screen_state::ScreenState;
pub use screens::Screens;
pub use shared::Shared;
pub use start::Start;
pub use tour::Tour;
pub use wanted::wanted;

use crate::{
    domain::{ChangeId, Context, NodeId},
    keymap::{self, Action, Atom, Atoms, Continuation, Resolver},
};

/// Everything the interface knows.
#[derive(Debug)]
pub struct Model {
    /// What all screens share.
    pub shared: Shared,
    /// The screen under the layers.
    pub screen: Screen,
    /// The state of every screen.
    pub screens: Screens,
    /// What lies over the screen, the topmost last.
    pub layers: Vec<Layer>,
    /// The tour through the sample plan, while it lasts.
    pub tour: Option<Tour>,
    /// The chord that has begun.
    pub chord: Chord,
    /// The screens that a row has led away from, the latest last.
    back: Vec<Screen>,
    /// Where one was before each jump, the latest last.
    trail: Vec<(Screen, Option<NodeId>)>,
    /// What opened the lowest layer.
    opened_by: Option<Action>,
    /// The key before this one asked to leave, and was told that something typed is not stored.
    asked_to_quit: bool,
    /// This one did.
    asking_to_quit: bool,
    /// What there was before the Esc that came last.
    before_escape: Option<escape::BeforeEscape>,
    /// Whether what is half-typed is kept when the window ends: then nobody has to be asked.
    pub keeps_drafts: bool,
}

/// The keys of a chord that has begun, and those that lead on in it.
#[derive(Clone, Debug, Default)]
pub struct Chord {
    /// What was pressed so far.
    pub resolver: Resolver,
    /// The keys that lead on.
    pub continuations: Vec<Continuation>,
}

impl Model {
    /// An interface before anything was read.
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
            opened_by: None,
            asked_to_quit: false,
            asking_to_quit: false,
            before_escape: None,
            keeps_drafts: false,
        }
    }

    /// Answers a message: changes the model and says what is wanted outside.
    ///
    /// `context` brings the author, the time and fresh ids, so that this is a function.
    pub fn update(&mut self, msg: Msg, context: &mut Context) -> Vec<Effect> {
        update::update(self, msg, context)
    }

    /// Where keys are looked up now.
    pub fn context(&self) -> keymap::Context {
        self.layers.last().map_or_else(|| self.screen_context(), Layer::context)
    }

    /// Where keys are looked up on the screen under the layers.
    pub fn screen_context(&self) -> keymap::Context {
        self.screens.get(self.screen).context()
    }

    /// What holds now, for the conditions of the keymap.
    pub fn atoms(&self) -> Atoms {
        if !self.layers.is_empty() {
            return Atoms::NONE;
        }
        let own = self.screens.get(self.screen).atoms(&self.shared);
        own.with_if(Atom::Jumped, !self.back.is_empty()).with_if(Atom::Tour, self.tour.is_some())
    }

    /// Whether something is typed that is not stored.
    fn has_draft(&self) -> bool {
        self.layers.iter().any(Layer::has_draft) || self.screens.get(self.screen).has_draft()
    }

    /// Whether the state that one's own change led to, or that a save point has named, is the present one.
    pub fn is_present_state(&self, change: ChangeId) -> bool {
        history::is_at(&self.shared.history, change)
    }

    /// What the hint line offers, most needed first.
    pub fn hints(&self) -> &'static [Action] {
        self.layers.last().map_or_else(|| self.screens.get(self.screen).hints(), Layer::hints)
    }
}
