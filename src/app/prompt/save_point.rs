//! The prompt for the name of a save point.

use super::{Outcome, Prompt};
use crate::{
    app::{Cx, Notice},
    domain::Command,
};

/// The prompt.
#[derive(Clone, Copy, Debug)]
struct SavePointName;

impl Prompt for SavePointName {
    fn heading(&self) -> &'static str {
        "prompt-save-point"
    }

    fn help(&self) -> Option<&'static str> {
        Some("prompt-save-point-help")
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        cx.taken(&Command::SavePoint(text.to_owned())).into()
    }
}

/// Asks for a name for the current state of the plan.
pub fn open(cx: &mut Cx<'_>) {
    if cx.shared.plan.is_none() {
        return cx.say(Notice::info("notice-open-a-plan"));
    }
    cx.ask(SavePointName, String::new(), String::new());
}
