//! The prompts for the account or group that gets a role, and for the performer whose facts it enters.

use super::{Outcome, Prompt, PromptWords, performers};
use crate::{
    app::{Cx, Notice, Shared},
    domain::{Command, Role, RoleKind},
    form::typed::performer as typed,
};

/// The account or group that gets a role.
#[derive(Clone, Copy, Debug)]
struct NewRole;

impl Prompt for NewRole {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-role", "prompt-role-help")
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let is_first = cx.shared.plan.as_ref().is_some_and(|plan| plan.roles().next().is_none());
        let who = text.trim().to_owned();
        let role = Command::SetRole { who, kind: Some(RoleKind::Viewer), performer: None, instead_of: None };
        let outcome = cx.command(&role);
        if outcome == Outcome::Taken {
            cx.say(Notice::info(if is_first { "notice-role-first" } else { "notice-role-digits" }));
        }
        outcome
    }
}

/// Asks for an account, which first gets the role of a viewer.
pub(in crate::app) fn give(cx: &mut Cx<'_>) {
    cx.ask(NewRole, String::new(), String::new());
}

/// The prompt for the performer whose facts an account enters.
#[derive(Clone, Debug)]
struct OwnPerformer(Role);

impl Prompt for OwnPerformer {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-role-performer", "prompt-role-performer-help")
    }

    fn complete(&self, shared: &Shared, text: &str) -> Option<String> {
        performers::begun(shared, text).map(str::to_owned)
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let performer = cx.shared.plan.as_ref().and_then(|plan| typed::found(plan, text));
        if performer.is_none() && !text.trim().is_empty() {
            cx.say(Notice::warning("notice-no-performer").with("name", text.trim()));
            return Outcome::Refused;
        }
        if performer == self.0.performer {
            return Outcome::Taken;
        }
        // The typed performer replaces the existing one.
        let role = Command::SetRole {
            who: self.0.who.clone(),
            kind: Some(RoleKind::Performer),
            performer,
            instead_of: self.0.performer,
        };
        cx.command(&role)
    }
}

/// Asks for the performer whose facts an account enters.
pub(in crate::app) fn performer(cx: &mut Cx<'_>, role: &Role) {
    let known = role.performer.and_then(|id| cx.shared.plan.as_ref()?.performer(id));
    let text = known.map(|performer| performer.name.clone()).unwrap_or_default();
    cx.ask(OwnPerformer(role.clone()), role.who.clone(), text);
}
