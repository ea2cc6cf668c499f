//! The tour through the sample plan: one thing to press at a time, over the real screens. It goes on when that was
//! done, one step can be skipped, and it can be left at any time.

use super::{Model, Notice};
use crate::keymap::{Action, Atoms, Context, help};

/// What is to be pressed, where, and the message that says why.
#[derive(Debug)]
pub struct TourStep {
    /// What it says; its argument `keys` are the keys of the first action.
    pub message: &'static str,
    /// Where the keys are pressed.
    context: Context,
    /// One of these goes on; the first is named.
    awaits: &'static [Action],
}

/// The steps in their order.
const STEPS: &[TourStep] = {
    use Action::{
        CommitDown, CommitNextField, CommitNextUnreported, CommitStay, Details, Down, EnterFacts,
        GotoDashboard, GotoFacts, GotoFindings, Help, NextSibling, NextUnreported, Undo,
    };
    &[
        TourStep { message: "tour-outline", context: Context::Outline, awaits: &[Down, NextSibling] },
        TourStep { message: "tour-details", context: Context::Outline, awaits: &[Details] },
        TourStep { message: "tour-facts", context: Context::Outline, awaits: &[EnterFacts, GotoFacts] },
        TourStep { message: "tour-next", context: Context::Grid, awaits: &[NextUnreported] },
        TourStep {
            message: "tour-entry",
            context: Context::Cell,
            awaits: &[CommitDown, CommitNextField, CommitNextUnreported, CommitStay],
        },
        TourStep { message: "tour-undo", context: Context::Grid, awaits: &[Undo] },
        TourStep { message: "tour-findings", context: Context::Grid, awaits: &[GotoFindings] },
        TourStep { message: "tour-dashboard", context: Context::Findings, awaits: &[GotoDashboard] },
        TourStep { message: "tour-help", context: Context::Dashboard, awaits: &[Help] },
    ]
};

/// Where one is in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tour {
    at: usize,
}

impl Tour {
    /// How many steps there are.
    pub const LENGTH: usize = STEPS.len();

    /// The number of the step, counted from 1.
    pub const fn number(self) -> usize {
        self.at + 1
    }

    /// What is to be done.
    pub fn step(self) -> Option<&'static TourStep> {
        STEPS.get(self.at)
    }
}

impl Model {
    /// The keys that the step of the tour waits for; as they are where one is, or where they belong.
    pub fn tour_keys(&self) -> Option<(&'static TourStep, String)> {
        let step = self.tour?.step()?;
        let keys = |context| {
            let hints = help::hints(&self.shared.keymap, context, Atoms::NONE, step.awaits);
            hints.into_iter().next().map(|(keys, _)| keys)
        };
        Some((step, keys(step.context).or_else(|| keys(self.context())).unwrap_or_default()))
    }

    /// Something was done: the tour goes on where it waited for that.
    pub(super) fn tour_goes_on(&mut self, action: Action) {
        let step = self.tour.and_then(Tour::step);
        if step.is_some_and(|step| step.awaits.contains(&action)) {
            self.skip_step();
        }
    }

    /// The next step; after the last one the tour is over.
    pub(super) fn skip_step(&mut self) {
        let Some(tour) = &mut self.tour else {
            self.shared.notice = Some(Notice::info("notice-no-tour"));
            return;
        };
        tour.at += 1;
        if tour.step().is_none() {
            self.tour = None;
            self.shared.notice = Some(Notice::info("notice-tour-over"));
        }
    }

    /// Leaves the tour; the plan stays.
    pub(super) fn leave_tour(&mut self) {
        let message = if self.tour.take().is_some() { "notice-tour-left" } else { "notice-no-tour" };
        self.shared.notice = Some(Notice::info(message));
    }
}
