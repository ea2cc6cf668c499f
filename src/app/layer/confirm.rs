//! A question before what undo does not bring back. The key that asked, pressed again, does it; any other does not.

use super::Flow;
use crate::{
    app::{Cx, Effect, Notice, Screen},
    domain::{Command, PlanId},
    keymap::Action,
};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmKind {
    /// Delete a plan with everything in it.
    DeletePlan(PlanId),
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// What is asked.
    pub kind: ConfirmKind,
    /// What it is about.
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

    fn delete_plan(&self, cx: &mut Cx<'_>, id: PlanId) {
        let slug = cx.shared.plan.as_ref().map(|plan| plan.header().slug.clone()).unwrap_or_default();
        if cx.shared.is_open(id) && cx.command(&Command::DeletePlan) {
            cx.shared.plan = None;
            cx.shared.reshape();
            cx.shared.catalog.retain(|entry| entry.id != id);
            let notice = Notice::info("notice-plan-deleted").with("subject", &self.about);
            cx.say(notice.with("slug", slug));
            cx.show(Screen::Plans);
            cx.effects.push(Effect::LoadCatalog);
        }
    }
}
