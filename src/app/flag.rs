//! Setting and removing the mark for follow-up.

use super::{Cx, Outcome};
use crate::domain::{Command, Subject};

/// Marks the rows for follow-up in the current quarter; if all are marked already, removes the marks.
pub(super) fn toggle(cx: &mut Cx<'_>, mut subjects: Vec<Subject>) -> Outcome {
    let quarter = cx.shared.quarter;
    let Some(plan) = &cx.shared.plan else { return Outcome::Refused };
    let is_marked = |subject: &Subject| match subject {
        Subject::Node(id) => plan.is_flagged(*id, quarter),
        Subject::Indicator(_) | Subject::Plan => plan.flag(*subject, quarter).is_some(),
    };
    let on = !subjects.iter().all(is_marked);
    subjects.retain(|subject| is_marked(subject) != on);
    cx.command(&Command::Flag { subjects, quarter, on })
}
