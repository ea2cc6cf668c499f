//! What a line of the history says of a change: its summary, all of its quarters, and whose value it changed.

use super::{
    change::{Change, Origin, Summary, Verb},
    plan::Plan,
    quarter::Span,
    record::RecordKey,
};

/// A change as a line of the history tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// What was wanted.
    pub summary: Summary,
    /// Whether it is an undo or a redo.
    pub origin: Origin,
    /// The quarters it was about. The summary of a target for several quarters names only the last of them.
    pub span: Option<Span>,
    /// The performer whose part was changed; none where the value is the whole one, or the plan does not know him.
    pub performer: Option<String>,
}

impl HistoryLine {
    /// The line of a change of a plan.
    pub fn of(change: &Change, plan: &Plan) -> Self {
        let summary = change.summary.clone();
        let span = span_of(change).or_else(|| summary.quarter.map(Span::single));
        let part = change.edits.iter().filter(|_| summary.verb.is_of_one_value());
        let mut whose = part.filter_map(|edit| match edit.key {
            RecordKey::Fact(.., who) | RecordKey::Target(.., who) => who,
            _ => None,
        });
        let performer = whose.next().and_then(|id| Some(plan.performer(id)?.name.clone()));
        Self { summary, origin: change.origin, span, performer }
    }
}

/// The quarters of a target for several of them, where a change sets one.
fn span_of(change: &Change) -> Option<Span> {
    let last = change.summary.quarter.filter(|_| change.summary.verb == Verb::SetTarget)?;
    change.edits.iter().find_map(|edit| match edit.key {
        RecordKey::Target(_, span, _) if span.last == last && span.as_single().is_none() => Some(span),
        _ => None,
    })
}
