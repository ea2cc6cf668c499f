//! The prompts for the reason why findings are accepted, and why a quarter is returned or reopened.

use super::{Outcome, Prompt, PromptWords};
use crate::{
    app::{Cx, Notice, closing_step},
    domain::{Command, FindingKind, Stage, Subject},
};

/// The prompt for the reason of accepting findings.
#[derive(Clone, Debug)]
struct Reason(Vec<(FindingKind, Subject)>);

impl Prompt for Reason {
    fn words(&self) -> PromptWords {
        let heading = if self.0.len() == 1 { "prompt-accept" } else { "prompt-accept-all" };
        PromptWords::with_help(heading, "prompt-accept-help")
    }

    fn is_long(&self) -> bool {
        true
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let quarter = cx.shared.quarter;
        let command = match self.0.as_slice() {
            [(kind, subject)] => Command::AcceptFinding(*kind, *subject, quarter, Some(text.to_owned())),
            all => Command::AcceptFindings(all.to_vec(), quarter, text.to_owned()),
        };
        let outcome = cx.command(&command);
        if outcome == Outcome::Taken {
            cx.say(Notice::info("notice-findings-accepted").with("count", self.0.len()));
        }
        outcome
    }
}

/// Asks for the reason; the heading names a single finding and counts several.
pub fn accept(cx: &mut Cx<'_>, about: Vec<(FindingKind, Subject)>) {
    let Some(plan) = &cx.shared.plan else { return };
    let name = match about.as_slice() {
        [(_, subject)] => plan.subject_address(*subject),
        several => several.len().to_string(),
    };
    cx.ask(Reason(about), name, String::new());
}

/// The prompt for the reason of returning or reopening a quarter.
#[derive(Clone, Copy, Debug)]
struct StepReason(Stage);

impl Prompt for StepReason {
    fn words(&self) -> PromptWords {
        let heading = if self.0 == Stage::Reopened { "prompt-reopen" } else { "prompt-return" };
        PromptWords::with_help(heading, "prompt-step-help")
    }

    fn is_long(&self) -> bool {
        true
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        closing_step::step(cx, self.0, text.to_owned())
    }
}

/// Asks for the reason of a step back.
pub(in crate::app) fn step(cx: &mut Cx<'_>, to: Stage) {
    cx.ask(StepReason(to), String::new(), String::new());
}
