//! A confirmation of an action that undo cannot revert. The key that asked, pressed again, confirms; any other key
//! cancels.

use super::Flow;
use crate::{
    app::{Cx, Effect, Notice, Outcome, Screen},
    domain::{Command, Deleted, PlanId, decide},
    keymap::Action,
};

/// The action to confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmKind {
    /// Delete a plan with everything in it.
    DeletePlan(PlanId),
}

/// A confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// The action to confirm.
    pub kind: ConfirmKind,
    /// The name of what it is about.
    pub about: String,
}

impl Confirm {
    pub(super) fn act(&self, cx: &mut Cx<'_>, action: Action) -> Flow {
        if action == Action::Confirm {
            let ConfirmKind::DeletePlan(id) = self.kind;
            self.delete_plan(cx, id);
        }
        Flow::Close
    }

    /// Deletes the plan and remembers it, so that the undo key can restore it.
    fn delete_plan(&self, cx: &mut Cx<'_>, id: PlanId) {
        let Some(plan) = cx.shared.plan.as_ref().filter(|plan| plan.id() == id) else { return };
        let (slug, seq) = (plan.header().slug.clone(), plan.seq() + 1);
        let change = match decide(plan, &Command::DeletePlan, cx.context) {
            Ok(change) => change,
            Err(refusal) => return cx.say(Notice::from(&refusal)),
        };
        if cx.apply(change.clone()) == Outcome::Refused {
            return;
        }
        cx.shared.deleted = Deleted::of(seq, change);
        cx.shared.plan = None;
        cx.shared.reshape();
        cx.shared.catalog.retain(|entry| entry.id != id);
        cx.say(Notice::info("notice-plan-deleted").with("subject", &self.about).with("slug", slug));
        cx.show(Screen::Plans);
        cx.effects.push(Effect::LoadCatalog);
    }
}
