//! The stages of closing a quarter, and what a closed quarter refuses.

use jiff::civil::Date;

use super::Builder;
use crate::domain::{
    change::{Edit, Summary, Verb},
    plan::Plan,
    quarter::Quarter,
    record::{Closing, ClosingStep, FindingKind, Record, RecordKey, Stage, Subject},
    refusal::Refusal,
};

/// Takes a quarter to another stage.
pub(super) fn step(
    builder: &mut Builder<'_>,
    quarter: Quarter,
    to: Stage,
    reason: &str,
    as_of: Date,
) -> Result<Summary, Refusal> {
    let plan = builder.plan;
    if !plan.period().contains(quarter) {
        return Err(Refusal::OutsidePlan(quarter, plan.period()));
    }
    let reason = crate::text::normal::squeeze(reason);
    if reason.is_empty() && to.needs_reason() {
        return Err(Refusal::Empty);
    }
    let now = plan.stages(quarter).and_then(Closing::last).map(|step| step.stage);
    if now == Some(to) {
        return Err(Refusal::AlreadySo(quarter, to));
    }
    if !to.follows(now) {
        return Err(Refusal::NoStep(quarter, now, to));
    }
    if to == Stage::Submitted {
        let open = plan.hindrances(quarter, as_of).count();
        if open > 0 {
            return Err(Refusal::OpenFindings(quarter, open));
        }
    }
    let step = ClosingStep { stage: to, by: builder.context.author.clone(), at: builder.context.at, reason };
    let summary =
        Summary::new(verb(to), &plan.header().title).with_values("", &step.reason).in_quarter(quarter);
    let mut closing = plan.stages(quarter).cloned().unwrap_or_else(|| Closing { steps: Vec::new() });
    closing.steps.push(step);
    builder.set(RecordKey::Closing(quarter), Some(Record::from(closing)));
    Ok(summary)
}

const fn verb(to: Stage) -> Verb {
    match to {
        Stage::Submitted => Verb::SubmitQuarter,
        Stage::Returned => Verb::ReturnQuarter,
        Stage::Approved => Verb::ApproveQuarter,
        Stage::Closed => Verb::CloseQuarter,
        Stage::Reopened => Verb::ReopenQuarter,
    }
}

/// Accepts several findings with one reason, as one change.
pub(super) fn accept_all(
    builder: &mut Builder<'_>,
    about: &[(FindingKind, Subject)],
    quarter: Quarter,
    reason: &str,
) -> Result<Summary, Refusal> {
    let reason = crate::text::normal::squeeze(reason);
    if reason.is_empty() {
        return Err(Refusal::Empty);
    }
    for (kind, subject) in about {
        super::header::accept(builder, *kind, *subject, quarter, Some(reason.clone()));
    }
    let kinds: std::collections::BTreeSet<&str> = about.iter().map(|(kind, _)| kind.name()).collect();
    let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
    Ok(Summary::new(Verb::AcceptFinding, "").with_values(kinds, reason).in_quarter(quarter))
}

/// The quarters whose figures an edit touches. A closed quarter refuses such edits; in a quarter that was opened
/// again they are corrections.
pub(in crate::domain) fn quarters_of(plan: &Plan, edit: &Edit) -> Vec<Quarter> {
    let mut touched: Vec<Quarter> = match edit.key {
        RecordKey::Fact(_, quarter, _) | RecordKey::Accepted(_, _, quarter) => vec![quarter],
        RecordKey::Target(_, span, _) => span.quarters().collect(),
        _ => Vec::new(),
    };
    for side in [&edit.before, &edit.after] {
        if let Some(Record::Evidence(evidence)) = side {
            touched.extend(plan.evidence_quarter(evidence));
        }
    }
    touched
}

/// Refuses a document that would change the closing of a quarter that is closed, or handed in and not returned.
pub(super) fn not_by_document(plan: &Plan, edits: &[Edit]) -> Result<(), Refusal> {
    for edit in edits {
        if let RecordKey::Closing(quarter) = edit.key
            && let Some(closing) = plan.hold(quarter)
        {
            return Err(Refusal::Closed(quarter, closing.clone()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
