//! Moving a quarter to another stage of its closing, for every place that offers it.

use super::{Cx, Notice, Outcome};
use crate::domain::{Command, Stage};

/// Takes the quarter to another stage.
pub(in crate::app) fn step(cx: &mut Cx<'_>, to: Stage, reason: String) -> Outcome {
    let quarter = cx.shared.quarter;
    let plan = cx.shared.plan.as_ref();
    let skips = plan.is_some_and(|plan| to == Stage::Closed && !plan.is_approved(quarter));
    let open = plan.filter(|_| skips).map_or(0, |plan| plan.hindrances(quarter, cx.shared.today).count());
    let outcome = cx.command(&Command::StepClosing { quarter, to, reason, as_of: cx.shared.today });
    if outcome == Outcome::Taken {
        let said = match to {
            Stage::Submitted => "notice-quarter-submitted",
            Stage::Returned => "notice-quarter-returned",
            Stage::Approved => "notice-quarter-approved",
            Stage::Closed if skips => "notice-quarter-closed-unapproved",
            Stage::Closed => "notice-quarter-closed",
            Stage::Reopened => "notice-quarter-reopened",
        };
        cx.say(Notice::info(said).with("quarter", quarter).with("count", open));
    }
    outcome
}
