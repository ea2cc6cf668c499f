//! The terminal interface as pure state: model, message, update, effect. No terminal, no clock, no I/O.
//!
//! | module | subject |
//! |---|---|
//! | [`msg`] | what comes in, what is wanted outside |
//! | `update` | a message to the screen or layer it is for |
//! | [`plans`], [`outline`], [`facts`], [`dashboard`], [`evidence`] | a screen each: state and motions |
//! | [`import`], [`report`] | the previews of what comes in and of what goes out |
//! | `adopt` | what comes in gets the identities that the plan has |
//! | `outline_edit`, `cell`, `layer_keys`, `prompts`, `header_form` | editing on those screens |
//! | [`layer`], [`mod@line`], [`list`], [`notice`] | what lies over a screen; the small parts |

mod adopt;
pub mod cell;
pub mod dashboard;
pub mod evidence;
pub mod facts;
mod header_form;
pub mod import;
pub mod layer;
mod layer_keys;
pub mod line;
pub mod list;
pub mod msg;
pub mod notice;
pub mod outline;
pub mod outline_edit;
pub mod plans;
mod prompts;
pub mod report;
mod update;

use jiff::civil::Date;

pub use layer::Layer;
pub use msg::{Effect, Msg, PasteLost};
pub use notice::{Notice, Tone};

use crate::{
    domain::{Change, ChangeId, Command, Context, Plan, PlanEntry, Quarter, UndoList, decide},
    form,
    keymap::{self, Atom, Atoms, Continuation, Keymap, Resolver},
};

/// The screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The plans of the workspace.
    Plans,
    /// The outline of a plan.
    Outline,
    /// Quick fact entry.
    Facts,
    /// Plan against fact.
    Dashboard,
    /// What happened in the quarter.
    Evidence,
    /// What a document says, before it is taken in.
    Import,
    /// The report, before it is written.
    Report,
}

/// What is known when the interface starts.
#[derive(Clone, Debug)]
pub struct Start {
    /// Who sits here.
    pub author: String,
    /// The day that statuses are reckoned on.
    pub today: Date,
    /// The keys in force.
    pub keymap: Keymap,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
}

/// Everything the interface knows.
#[derive(Clone, Debug)]
pub struct Model {
    /// The screen under the layers.
    pub screen: Screen,
    /// What lies over it, the topmost last.
    pub layers: Vec<Layer>,
    /// The plans of the workspace.
    pub catalog: Vec<PlanEntry>,
    /// The open plan.
    pub plan: Option<Plan>,
    /// The quarter that is looked at.
    pub quarter: Quarter,
    /// The day that statuses are reckoned on.
    pub today: Date,
    /// Who sits here.
    pub author: String,
    /// The keys in force.
    pub keymap: Keymap,
    /// The keys of a chord that has begun.
    pub resolver: Resolver,
    /// The keys that lead on in it.
    pub continuations: Vec<Continuation>,
    /// The list of plans.
    pub plans: plans::Plans,
    /// The outline.
    pub outline: outline::Outline,
    /// Quick fact entry.
    pub facts: facts::Facts,
    /// The dashboard.
    pub dashboard: dashboard::Dashboard,
    /// The evidence of the quarter.
    pub evidence: evidence::EvidenceLog,
    /// What a document says, before it is taken in.
    pub import: Option<import::ImportPreview>,
    /// The report, before it is written.
    pub report: report::ReportPreview,
    /// The forms there are: asked for when the first report is shown.
    pub forms: fn() -> Vec<form::Form>,
    /// What was last said.
    pub notice: Option<Notice>,
    /// Changes that are not acknowledged yet.
    pub unsaved: Vec<ChangeId>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Cancelled texts that can be brought back, the latest last.
    pub recall: Vec<String>,
    /// What was last killed in a line.
    pub yank: String,
    /// What undo would take back, once it has been read or begun.
    undo: Option<UndoList>,
    /// What to do when the history has been read.
    after_history: Option<keymap::Action>,
}

impl Model {
    /// An interface before anything was read.
    pub fn new(start: Start) -> Self {
        Self {
            screen: Screen::Plans,
            layers: Vec::new(),
            catalog: Vec::new(),
            plan: None,
            quarter: Quarter::of(start.today),
            today: start.today,
            author: start.author,
            keymap: start.keymap,
            resolver: Resolver::default(),
            continuations: Vec::new(),
            plans: plans::Plans::default(),
            outline: outline::Outline::default(),
            facts: facts::Facts::default(),
            dashboard: dashboard::Dashboard::default(),
            evidence: evidence::EvidenceLog::default(),
            import: None,
            report: report::ReportPreview::default(),
            forms: form::built_in,
            notice: None,
            unsaved: Vec::new(),
            size: start.size,
            recall: Vec::new(),
            yank: String::new(),
            undo: None,
            after_history: None,
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
        match self.layers.last() {
            Some(layer) => layer.context(),
            None => self.screen_context(),
        }
    }

    /// Where keys are looked up on the screen under the layers.
    pub fn screen_context(&self) -> keymap::Context {
        match self.screen {
            Screen::Plans => keymap::Context::Plans,
            Screen::Outline => keymap::Context::Outline,
            Screen::Facts if self.facts.edit.is_some() => keymap::Context::Cell,
            Screen::Facts => keymap::Context::Grid,
            Screen::Dashboard => keymap::Context::Dashboard,
            Screen::Evidence => keymap::Context::Evidence,
            Screen::Import => keymap::Context::Import,
            Screen::Report => keymap::Context::Report,
        }
    }

    /// What holds now, for the conditions of the keymap.
    pub fn atoms(&self) -> Atoms {
        let atoms = Atoms::NONE;
        if !self.layers.is_empty() {
            return atoms;
        }
        match self.screen {
            Screen::Plans => self.plans_atoms(atoms),
            Screen::Outline => self.outline_atoms(atoms),
            Screen::Facts => self.facts_atoms(atoms),
            Screen::Dashboard | Screen::Import | Screen::Report => atoms,
            Screen::Evidence => atoms.with_if(Atom::Empty, self.evidence.rows.is_empty()),
        }
    }

    /// Decides a command, applies its change at once and asks for it to be made durable. A refusal is said.
    pub(crate) fn command(
        &mut self,
        command: &Command,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some(plan) = &self.plan else { return false };
        match decide(plan, command, context) {
            Ok(change) => {
                self.apply(change, effects);
                true
            }
            Err(refusal) => {
                self.notice = Some(Notice::from(&refusal));
                false
            }
        }
    }

    /// Applies a change of mine in memory, so that every screen shows it in the next frame.
    pub(crate) fn apply(&mut self, change: Change, effects: &mut Vec<Effect>) {
        let Some(plan) = &mut self.plan else { return };
        plan.apply(&change);
        if let Some(undo) = &mut self.undo {
            undo.note(&change);
        }
        self.unsaved.push(change.id);
        let only_values = change.edits.iter().all(|edit| {
            use crate::domain::RecordKey::{Accepted, Closing, Decision, Doubt, Fact, Role, Target};
            let key = &edit.key;
            matches!(
                key,
                Fact(..) | Target(..) | Doubt(_) | Accepted(..) | Closing(_) | Decision(..) | Role(_)
            )
        });
        if !only_values {
            self.rebuild();
        }
        effects.push(Effect::Commit(Box::new(change)));
    }

    /// Makes the rows of every screen anew, cursors kept on what they stood on.
    pub(crate) fn rebuild(&mut self) {
        let Some(plan) = &self.plan else { return };
        self.outline.rebuild(plan);
        self.facts.rebuild(plan, self.quarter);
        self.evidence.rebuild(plan, self.quarter);
        self.dashboard.rebuild(plan, self.quarter, self.today);
    }

    /// Looks at another quarter of the plan; says so when there is none.
    pub(crate) fn go_to_quarter(&mut self, quarter: Quarter) {
        let period = match &self.plan {
            Some(plan) => plan.period(),
            None => crate::domain::Span::single(quarter),
        };
        if self.plan.is_some() && !period.contains(quarter) {
            self.notice = Some(Notice::info("notice-no-such-quarter").with("quarter", quarter));
            return;
        }
        self.quarter = quarter;
        self.rebuild();
    }

    /// Takes over a plan that was read.
    pub(crate) fn take_plan(&mut self, plan: Plan) {
        let same = self.plan.as_ref().is_some_and(|old| old.id() == plan.id());
        if !same {
            self.outline = outline::Outline { details: self.outline.details, ..outline::Outline::default() };
            self.facts = facts::Facts::default();
            self.evidence = evidence::EvidenceLog::default();
            self.dashboard = dashboard::Dashboard::default();
            self.quarter = plan.period().nearest(self.quarter);
        }
        self.undo = None;
        self.plan = Some(plan);
        self.quarter = self.plan.as_ref().map_or(self.quarter, |p| p.period().nearest(self.quarter));
        self.rebuild();
    }
}
