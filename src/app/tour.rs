//! The tour through the sample plan: one key to press at a time, on the real screens. It continues when the key was
//! pressed; a step can be skipped, and the tour can be left at any time.

use super::{Model, Notice};
use crate::keymap::{Action, Atoms, Context, help};

/// A step of the tour: the key to press, its context, and the message that says why.
#[derive(Debug)]
pub struct TourStep {
    /// The message; its argument `keys` has the keys of the first action.
    pub message: &'static str,
    /// The context in which the keys are pressed.
    context: Context,
    /// Each of these actions completes the step; the message names the first.
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

/// The current step of the tour.
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

    /// The current step.
    pub fn step(self) -> Option<&'static TourStep> {
        STEPS.get(self.at)
    }
}

impl Model {
    /// The current step and its keys: those in the step's context, otherwise those in the current one.
    pub fn tour_keys(&self) -> Option<(&'static TourStep, String)> {
        let step = self.tour?.step()?;
        let keys = |context| {
            let hints = help::hints(&self.shared.keymap, context, Atoms::NONE, step.awaits);
            hints.into_iter().next().map(|(keys, _)| keys)
        };
        Some((step, keys(step.context).or_else(|| keys(self.context())).unwrap_or_default()))
    }

    /// Continues the tour if its step waits for this action.
    pub(super) fn tour_goes_on(&mut self, action: Action) {
        let step = self.tour.and_then(Tour::step);
        if step.is_some_and(|step| step.awaits.contains(&action)) {
            self.skip_step();
        }
    }

    /// Goes to the next step; after the last one the tour ends.
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

    /// Leaves the tour; the plan is kept.
    pub(super) fn leave_tour(&mut self) {
        let message = if self.tour.take().is_some() { "notice-tour-left" } else { "notice-no-tour" };
        self.shared.notice = Some(Notice::info(message));
    }
}
