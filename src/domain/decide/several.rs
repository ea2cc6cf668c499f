//! Several commands as one intention: each is decided on the plan that the ones before it have made.

use super::decide;
use crate::domain::{
    change::{Change, Context},
    command::Command,
    plan::Plan,
    refusal::Refusal,
};

/// The most addresses that the history lists; for more it gives only their number.
const TOLD: usize = 3;

/// Makes one change of all commands. Commands that change nothing are left out; if one is refused, all are.
pub(super) fn decide_all(
    plan: &Plan,
    commands: &[Command],
    context: &mut Context,
) -> Result<Change, Refusal> {
    let mut so_far = plan.clone();
    let mut whole: Option<Change> = None;
    let mut subjects: Vec<String> = Vec::new();
    for command in commands {
        let change = match decide(&so_far, command, context) {
            Ok(change) => change,
            Err(Refusal::NothingToDo) => continue,
            Err(refusal) => return Err(refusal),
        };
        so_far.apply(&change);
        subjects.push(change.summary.subject.clone());
        whole = Some(match whole {
            Some(first) => first.followed_by(change),
            None => change,
        });
    }
    let mut change = whole.filter(|change| !change.edits.is_empty()).ok_or(Refusal::NothingToDo)?;
    let more = subjects.len().saturating_sub(TOLD);
    change.summary.subject = subjects.into_iter().take(TOLD).collect::<Vec<_>>().join(", ");
    if more > 0 {
        change.summary.subject += &format!(" … +{more}");
    }
    Ok(change)
}
