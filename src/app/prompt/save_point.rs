//! The prompt for the name of a save point.

use super::{Outcome, Prompt, PromptWords};
use crate::{
    app::{Cx, Notice},
    domain::Command,
};

/// The prompt.
#[derive(Clone, Copy, Debug)]
struct SavePointName;

impl Prompt for SavePointName {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-save-point", "prompt-save-point-help")
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        cx.enter(&Command::SavePoint(text.to_owned()))
    }
}

/// Asks for a name for the current state of the plan.
pub fn open(cx: &mut Cx<'_>) {
    if cx.shared.plan.is_none() {
        return cx.say(Notice::info("notice-open-a-plan"));
    }
    cx.ask(SavePointName, String::new(), String::new());
}
