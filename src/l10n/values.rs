//! The words of the history: the name of a value, and a change together with its note.

use super::L10n;
use crate::domain::{Change, ChangedField, FieldChange, HistoryLine, Origin, Plan, Record, RecordKey, Verb};

impl L10n {
    /// The name of a value, with its quarters and its performer: «факт І кв. 2026 Відділ».
    pub fn field(&self, field: ChangedField, plan: &Plan) -> String {
        let label = self.msg(&format!("differs-{}", field.name())).into_owned();
        let span = field.span().map(|span| self.span_short(span));
        let whose = field.performer().and_then(|id| plan.performer(id)).map(|known| known.name.clone());
        std::iter::once(label).chain(span).chain(whose).collect::<Vec<_>>().join(" ")
    }

    /// A change as a line of the history. A note that was entered together with its fact is shown too, because the
    /// line would otherwise say only «12 → 12».
    pub fn change_with_note(&self, change: &Change, plan: &Plan) -> String {
        let line = self.change(&HistoryLine::of(change, plan));
        let note = if change.summary.verb == Verb::SetFact { note_of(change) } else { None };
        let Some(FieldChange { from, to, .. }) = note else { return line };
        let id = match (from.is_empty(), to.is_empty()) {
            (true, _) => "change-with-note-new",
            (_, true) => "change-with-note-cleared",
            _ => "change-with-note",
        };
        self.msg_with(id, &[("change", (&line).into()), ("from", (&from).into()), ("to", (&to).into())])
    }
}

/// The note that a change of a fact changes. The inverse of a change has its values exchanged, so they are exchanged
/// back.
fn note_of(change: &Change) -> Option<FieldChange> {
    let note = |side: &Option<Record>| match side {
        Some(Record::Fact(fact)) => fact.note.clone(),
        _ => String::new(),
    };
    change.edits.iter().find_map(|edit| {
        let RecordKey::Fact(_, quarter, who) = edit.key else { return None };
        let (mut from, mut to) = (note(&edit.before), note(&edit.after));
        if matches!(change.origin, Origin::Undo(_)) {
            std::mem::swap(&mut from, &mut to);
        }
        (from != to).then_some(FieldChange { field: ChangedField::Note(quarter, who), from, to })
    })
}
