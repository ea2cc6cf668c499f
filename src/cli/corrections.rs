//! Corrections: changes of a quarter made after it had been closed and reopened, for the history and the report.

use std::collections::BTreeSet;

use super::{clock, failure::Failure, words::Words};
use crate::{
    domain::{ChangeId, HistoryLine, Plan, Span},
    l10n::Language,
    store::Store,
};

/// The changes that are corrections.
///
/// # Errors
/// When the journal cannot be read.
pub(super) fn of_plan(store: &dyn Store, plan: &Plan) -> Result<BTreeSet<ChangeId>, Failure> {
    if !plan.was_reopened(plan.period().quarters()) {
        return Ok(BTreeSet::new());
    }
    let history = store.history(plan.id(), 1)?;
    let found = plan.corrections(history.iter().map(|logged| &logged.change));
    let found = found.iter().filter(|correction| !correction.is_reopening());
    Ok(found.map(|correction| correction.change.id).collect())
}

/// The corrections of a report's quarters, one line each; in Ukrainian, like the report.
///
/// # Errors
/// When the journal cannot be read.
pub(super) fn lines(store: &dyn Store, plan: &Plan, span: Span) -> Result<Vec<String>, Failure> {
    if !plan.was_reopened(span.quarters()) {
        return Ok(Vec::new());
    }
    let words = Words::new(Language::Uk);
    let history = store.history(plan.id(), 1)?;
    let found = plan.corrections(history.iter().map(|logged| &logged.change));
    let found = found.iter().filter(|correction| span.contains(correction.quarter));
    let line = |correction: &crate::domain::Correction<'_>| {
        let change = correction.change;
        let what = words.l10n.change(&HistoryLine::of(change, plan));
        let line = format!("{}, {}: {what}", words.moment(clock::in_kyiv(change.at)), change.author);
        crate::text::safe::harmless(&line).into_owned()
    };
    Ok(found.map(line).collect())
}

/// Their heading.
pub(super) fn heading() -> String {
    Words::new(Language::Uk).say("cli-report-corrections")
}
