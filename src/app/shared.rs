//! What all screens share: the open plan, the quarter, the day, and what is said to the person.

use jiff::civil::Date;

use super::{
    Notice, Start, meanwhile::Meanwhile, msg::Neighbour, outline::Clip, search::Search, undo_list::History,
};
use crate::{
    domain::{Actor, ChangeId, Deleted, Plan, PlanEntry, PlanId, Quarter, Span},
    keymap::{Action, Atoms, Context, Keymap, help},
};

/// How many cancelled texts can be brought back.
const RECALL_DEPTH: usize = 20;

/// What every screen and layer may read, and change through a [`Cx`](super::Cx).
#[derive(Debug)]
pub struct Shared {
    /// The plans of the workspace.
    pub catalog: Vec<PlanEntry>,
    /// The open plan.
    pub plan: Option<Plan>,
    /// The quarter that is looked at.
    pub quarter: Quarter,
    /// The day that statuses are reckoned on.
    pub today: Date,
    /// Who sits here.
    pub actor: Actor,
    /// The keys in force.
    pub keymap: Keymap,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Where the data lie; empty where that is not told.
    pub place: String,
    /// Who has the workspace open, in the order in which they came.
    pub people: Vec<Neighbour>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// What was last said.
    pub notice: Option<Notice>,
    /// What the start had to say: all of it is shown until the first key.
    pub briefing: Vec<Notice>,
    /// Changes that are not acknowledged yet.
    pub unsaved: Vec<ChangeId>,
    /// The line to the server is lost: what is entered waits.
    pub line_lost: bool,
    /// Cancelled texts that can be brought back, the latest last.
    pub recall: Vec<String>,
    /// The directory out of which a document was taken last, as it was typed.
    pub folder: String,
    /// What is looked for.
    pub search: Search,
    /// What was last killed in a line.
    pub yank: String,
    /// The plan that was deleted here last, while no other is open.
    pub deleted: Option<Deleted>,
    /// A row was made with the key before: Enter makes the next one.
    pub(super) fresh: bool,
    /// Rows that were cut or copied.
    pub(super) clip: Option<Clip>,
    /// What others have changed since something was begun to be typed here.
    pub(super) meanwhile: Vec<Meanwhile>,
    /// What undo would take back.
    pub(super) history: History,
    shape: u64,
}

/// What the rows of a screen were made of. Rows with another stamp than [`Shared::stamp`] are made again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    plan: Option<PlanId>,
    shape: u64,
}

/// What has to be made again on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// Nothing.
    Nothing,
    /// The rows: records came or went, or another quarter is looked at.
    Rows,
    /// All: another plan is open.
    Plan,
}

impl Stamp {
    /// Takes the present stamp over; answers with what has to be made again because of it.
    pub fn renew(&mut self, shared: &Shared) -> Stale {
        let now = shared.stamp();
        let before = std::mem::replace(self, now);
        if before == now {
            Stale::Nothing
        } else if before.plan == now.plan {
            Stale::Rows
        } else {
            Stale::Plan
        }
    }
}

/// A screen whose rows are made of the open plan and the quarter.
pub(super) trait MadeOfPlan: Default {
    /// What its rows were made of.
    fn made_of(&mut self) -> &mut Stamp;

    /// Makes its rows again.
    fn rebuild(&mut self, plan: &Plan, quarter: Quarter);

    /// What it is when another plan is opened.
    fn fresh(&self) -> Self {
        Self::default()
    }

    /// Makes the rows again where what they are made of has changed.
    fn renew(&mut self, shared: &Shared) {
        let stale = self.made_of().renew(shared);
        if stale == Stale::Plan {
            let made_of = *self.made_of();
            *self = self.fresh();
            *self.made_of() = made_of;
        }
        if let Some(plan) = shared.plan.as_ref().filter(|_| stale != Stale::Nothing) {
            self.rebuild(plan, shared.quarter);
        }
    }
}

impl Shared {
    /// What is known before anything was read.
    pub(super) fn new(start: Start) -> Self {
        Self {
            catalog: Vec::new(),
            plan: None,
            quarter: Quarter::of(start.today),
            today: start.today,
            actor: start.actor,
            keymap: start.keymap,
            size: start.size,
            place: start.place,
            people: Vec::new(),
            mouse: false,
            notice: None,
            briefing: start.briefing,
            unsaved: Vec::new(),
            line_lost: false,
            recall: Vec::new(),
            folder: String::new(),
            search: Search::default(),
            yank: String::new(),
            deleted: None,
            fresh: false,
            clip: None,
            meanwhile: Vec::new(),
            history: History::default(),
            shape: 0,
        }
    }

    /// What rows that are made now are made of.
    pub fn stamp(&self) -> Stamp {
        Stamp { plan: self.plan.as_ref().map(Plan::id), shape: self.shape }
    }

    /// Notes that records came or went: every screen makes its rows again before they are used.
    pub(super) const fn reshape(&mut self) {
        self.shape += 1;
    }

    /// Whether this plan is the open one.
    pub fn is_open(&self, id: PlanId) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.id() == id)
    }

    /// Takes over a plan that was read or made.
    pub(super) fn take_plan(&mut self, plan: Plan) {
        self.quarter = plan.period().nearest(self.quarter);
        self.history = History::default();
        self.plan = Some(plan);
        self.reshape();
    }

    /// Looks at another quarter of the plan; says so when there is none.
    pub(super) fn go_to_quarter(&mut self, quarter: Quarter) {
        let period = self.plan.as_ref().map_or(Span::single(quarter), Plan::period);
        if period.contains(quarter) {
            self.quarter = quarter;
            self.reshape();
        } else {
            self.notice = Some(Notice::info("notice-no-such-quarter").with("quarter", quarter));
        }
    }

    /// How the program is left from here; none where no key does it.
    pub(super) fn how_to_quit(&self, context: Context) -> Option<Notice> {
        let hints = help::hints(&self.keymap, context, Atoms::NONE, &[Action::Quit]);
        let (keys, _) = hints.into_iter().next()?;
        Some(Notice::info("notice-how-to-quit").with("keys", keys))
    }

    /// Keeps a cancelled text: over a slow line a split arrow key can arrive as Esc.
    pub(super) fn remember_text(&mut self, text: String) {
        if !text.is_empty() {
            if self.recall.len() == RECALL_DEPTH {
                self.recall.remove(0);
            }
            self.recall.push(text);
        }
    }
}
