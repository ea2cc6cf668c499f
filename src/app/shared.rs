//! The state that all screens share: the open plan, the quarter, the date, and notices to the user.

use jiff::civil::Date;

use super::{
    Notice, Start,
    meanwhile::Meanwhile,
    msg::Neighbour,
    outline::{Clip, saved::SavedFilter},
    search::Search,
    undo_list::History,
};
use crate::{
    domain::{Actor, Change, ChangeId, Deleted, Plan, PlanEntry, PlanId, Quarter, Span},
    keymap::{Action, Atoms, Context, Keymap, help},
};

/// How many cancelled texts can be brought back.
const RECALL_DEPTH: usize = 20;

/// The state that every screen and layer may read, and change through a [`Cx`](super::Cx).
#[derive(Debug)]
pub struct Shared {
    /// The plans of the workspace.
    pub catalog: Vec<PlanEntry>,
    /// The open plan.
    pub plan: Option<Plan>,
    /// The current quarter.
    pub quarter: Quarter,
    /// The date for which statuses are computed.
    pub today: Date,
    /// The user of this window.
    pub actor: Actor,
    /// The keys in force.
    pub keymap: Keymap,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The directory or server of the data; empty where it is not shown.
    pub place: String,
    /// Who has the workspace open, in the order in which they came.
    pub people: Vec<Neighbour>,
    /// Whether mouse reporting is on.
    pub mouse: bool,
    /// The latest notice.
    pub notice: Option<Notice>,
    /// The notices of the start; all of them are shown until the first key.
    pub briefing: Vec<Notice>,
    /// Changes that are not acknowledged yet.
    pub unsaved: Vec<ChangeId>,
    /// Whether the store is unreachable, so that changes wait.
    pub line_lost: bool,
    /// Cancelled texts that can be brought back, the latest last.
    pub recall: Vec<String>,
    /// The directory of the last imported document, as it was typed.
    pub folder: String,
    /// The saved filters of this user.
    pub filters: Vec<SavedFilter>,
    /// The current search.
    pub search: Search,
    /// The text deleted last in a line.
    pub yank: String,
    /// The plan that was deleted last in this window, while no other plan is open.
    pub deleted: Option<Deleted>,
    /// The names of the keys that were pressed last, for the notice that they do nothing.
    pub(super) pressed: String,
    /// Whether the key before created a row, so that Enter creates the next one.
    pub(super) fresh: bool,
    /// Rows that were cut or copied.
    pub(super) clip: Option<Clip>,
    /// The changes of others since the user began to type here.
    pub(super) meanwhile: Vec<Meanwhile>,
    /// The changes that undo can revert.
    pub(super) history: History,
    shape: u64,
}

/// The version of the inputs from which the rows of a screen were built. Rows with another stamp than [`Shared::stamp`]
/// are rebuilt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    plan: Option<PlanId>,
    shape: u64,
}

/// What has to be rebuilt on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// Nothing.
    Nothing,
    /// The rows, because records were added or removed or the quarter has changed.
    Rows,
    /// Everything, because another plan is open.
    Plan,
}

impl Stamp {
    /// Updates the stamp; returns what has to be rebuilt.
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

/// A screen whose rows are built from the open plan and the quarter.
pub(super) trait MadeOfPlan: Default {
    /// The stamp of its rows.
    fn made_of(&mut self) -> &mut Stamp;

    /// Rebuilds its rows.
    fn rebuild(&mut self, plan: &Plan, quarter: Quarter);

    /// Its state when another plan is opened.
    fn fresh(&self) -> Self {
        Self::default()
    }

    /// Rebuilds the rows if their stamp is out of date.
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
    /// The state before anything was read.
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
            filters: Vec::new(),
            search: Search::default(),
            yank: String::new(),
            deleted: None,
            pressed: String::new(),
            fresh: false,
            clip: None,
            meanwhile: Vec::new(),
            history: History::default(),
            shape: 0,
        }
    }

    /// The stamp for rows that are built now.
    pub fn stamp(&self) -> Stamp {
        Stamp { plan: self.plan.as_ref().map(Plan::id), shape: self.shape }
    }

    /// Records that records were added or removed, so that every screen rebuilds its rows before they are used.
    pub(super) const fn reshape(&mut self) {
        self.shape += 1;
    }

    /// What was changed last in the open plan, by whomever, the latest first; none before it was read.
    pub fn latest_changes(&self) -> Option<&[Change]> {
        self.history.latest()
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

    /// Switches to another quarter of the plan; shows a notice if the plan does not have it.
    pub(super) fn go_to_quarter(&mut self, quarter: Quarter) {
        let period = self.plan.as_ref().map_or(Span::single(quarter), Plan::period);
        if period.contains(quarter) {
            self.quarter = quarter;
            self.reshape();
        } else {
            self.notice = Some(Notice::info("notice-no-such-quarter").with("quarter", quarter));
        }
    }

    /// The notice about the keys for quitting; none where no key is bound to it.
    pub(super) fn how_to_quit(&self, context: Context) -> Option<Notice> {
        let hints = help::hints(&self.keymap, context, Atoms::NONE, &[Action::Quit]);
        let (keys, _) = hints.into_iter().next()?;
        Some(Notice::info("notice-how-to-quit").with("keys", keys))
    }

    /// The notice that the keys do nothing here.
    pub(super) fn no_effect(&self) -> Notice {
        Notice::info("notice-key-unbound").with("keys", &self.pressed)
    }

    /// Keeps a cancelled text, because over a slow connection the first byte of an arrow key can arrive as Esc.
    pub(super) fn remember_text(&mut self, text: String) {
        if !text.is_empty() {
            if self.recall.len() == RECALL_DEPTH {
                self.recall.remove(0);
            }
            self.recall.push(text);
        }
    }
}
