//! The comparison for an approver, shown by `kvartal approve --dry-run`.

use super::{
    failure::Failure,
    output::Table,
    session::Session,
    words::{Value, Words},
};
use crate::{
    domain::{HistoryLine, Plan, Quarter, ReviewFigures, Subject, changed_since_handed_in},
    store::Store,
    text::safe::harmless,
};

/// Shows the quarter beside the previous one, the largest differences, and the changes since the quarter was last
/// handed in.
///
/// # Errors
/// When the journal cannot be read, or writing fails.
pub(super) fn show(
    session: &mut Session,
    store: &dyn Store,
    plan: &Plan,
    quarter: Quarter,
) -> Result<(), Failure> {
    let review = plan.review(quarter, session.as_of()?);
    let words = &session.words;
    let mut table =
        Table::new(words, ["review-heading", "cli-col-quarter", "cli-col-before"]).figures_from(1);
    let name = |id: &str| words.say(id);
    let before = review.before.as_ref();
    for (id, figure) in FIGURES {
        let before = before.map(|before| figure(words, before)).unwrap_or_default();
        table.row([name(id), figure(words, &review.now), before]);
    }
    for far in &review.deviations {
        let subject = Subject::Indicator(far.indicator);
        let title = plan.measure_at(subject).and_then(|id| plan.node(id)).map(|node| node.title.as_str());
        table.row([
            harmless(&format!("{} {}", plan.subject_address(subject), title.unwrap_or_default()))
                .into_owned(),
            words.l10n.number(far.now),
            words.l10n.number(far.before),
        ]);
    }
    session.print(&table)?;
    let history = store.history(plan.id(), 1)?;
    let changes = history.iter().map(|logged| &logged.change);
    if let Some(changed) = changed_since_handed_in(plan, quarter, changes) {
        session.tell(&session.words.with("cli-review-changed", &[("count", Value::from(changed.len()))]));
        for change in changed {
            let what = session.words.l10n.change(&HistoryLine::of(change, plan));
            let at = session.words.moment(super::clock::in_kyiv(change.at));
            session.tell(&harmless(&format!("  {at}, {}: {what}", change.author)));
        }
    }
    Ok(())
}

type ReviewCell = fn(&Words, &ReviewFigures) -> String;

const FIGURES: [(&str, ReviewCell); 5] = [
    ("review-done", |_, of| format!("{}/{}", of.done, of.owed)),
    ("review-mean", |words, of| of.mean.map_or_else(|| "–".to_owned(), |mean| words.l10n.percent(mean.0))),
    ("review-accepted", |words, of| words.l10n.count(of.accepted)),
    ("review-broken", |words, of| words.l10n.count(of.broken)),
    ("review-debts", |words, of| words.l10n.count(of.debts)),
];
