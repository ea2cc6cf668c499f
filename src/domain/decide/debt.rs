//! Decisions about debts.

use super::Builder;
use crate::domain::{
    change::{Summary, Verb},
    command::Ruling,
    quarter::Quarter,
    record::{Decision, Outcome, Record, RecordKey, Subject},
    refusal::Refusal,
};

/// Records what becomes of a debt; `None` withdraws the decision.
pub(super) fn decide(
    builder: &mut Builder<'_>,
    subject: Subject,
    quarter: Quarter,
    ruling: Option<&Ruling>,
) -> Result<Summary, Refusal> {
    let plan = builder.plan;
    let key = RecordKey::Decision(subject, quarter);
    let summary = Summary::new(Verb::DecideDebt, plan.subject_address(subject)).in_quarter(quarter);
    let Some(ruling) = ruling else {
        builder.set(key, None);
        return Ok(summary);
    };
    let owing = match subject {
        Subject::Plan => None,
        Subject::Node(measure) => plan.owing_of_bare(measure, quarter).filter(|_| plan.is_bare(measure)),
        Subject::Indicator(id) => plan.assess(id, quarter, None).owing,
    };
    let owing = owing.ok_or(Refusal::NoDebt(quarter))?;
    if let Outcome::Carried(day) = ruling.outcome
        && day <= owing.due
    {
        return Err(Refusal::NotAfterDue(day));
    }
    let squeeze = crate::text::normal::squeeze;
    let (reason, order) = (squeeze(&ruling.reason), squeeze(&ruling.order));
    if reason.is_empty() || order.is_empty() {
        return Err(Refusal::Empty);
    }
    builder.guard(RecordKey::Closing(quarter));
    let (by, at) = (builder.context.author.clone(), builder.context.at);
    let summary = summary.with_values("", &reason);
    let decision = Decision { outcome: ruling.outcome, reason, order, by, at };
    builder.set(key, Some(Record::from(decision)));
    Ok(summary)
}
