//! The values that an edit changes, in their wording.

use std::borrow::Cow;

use super::{
    change::Edit,
    id::{NodeId, PerformerId},
    plan::Plan,
    quarter::{Quarter, Span},
    record::{FindingKind, Node, Record, RecordKey},
};

/// A value before and after; empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Which value.
    pub field: ChangedField,
    /// The wording before.
    pub from: String,
    /// The wording after.
    pub to: String,
}

/// A value of a measure that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangedField {
    /// The number.
    Code,
    /// The name.
    Title,
    /// Aim and main result.
    Objective,
    /// Who carries it out.
    Performers,
    /// When it is due.
    Term,
    /// An indicator's name or kind.
    Indicator,
    /// A target for a span, of a performer or the total.
    Target(Span, Option<PerformerId>),
    /// A fact of a quarter, of a performer or the total.
    Fact(Quarter, Option<PerformerId>),
    /// The note beside it.
    Note(Quarter, Option<PerformerId>),
    /// A piece of evidence.
    Evidence,
    /// The reason for which a finding of a quarter is accepted.
    Acceptance(FindingKind, Quarter),
    /// The decision about a debt of a quarter.
    Decision(Quarter),
    /// Who has marked a quarter for follow-up.
    Flag(Quarter),
    /// The reading of a doubt.
    Doubt,
}

impl ChangedField {
    /// Its name in JSON, and at the end of its message.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Title => "title",
            Self::Objective => "objective",
            Self::Performers => "performers",
            Self::Term => "term",
            Self::Indicator => "indicator",
            Self::Target(..) => "target",
            Self::Fact(..) => "fact",
            Self::Note(..) => "note",
            Self::Evidence => "evidence",
            Self::Acceptance(..) => "acceptance",
            Self::Decision(_) => "decision",
            Self::Flag(_) => "flag",
            Self::Doubt => "doubt",
        }
    }

    /// The quarters that the value belongs to; none where it belongs to the whole plan.
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::Target(span, _) => Some(span),
            Self::Fact(quarter, _)
            | Self::Note(quarter, _)
            | Self::Acceptance(_, quarter)
            | Self::Decision(quarter)
            | Self::Flag(quarter) => Some(Span::single(quarter)),
            _ => None,
        }
    }

    /// The performer whose part it is; none for the total.
    pub const fn performer(self) -> Option<PerformerId> {
        match self {
            Self::Target(_, who) | Self::Fact(_, who) | Self::Note(_, who) => who,
            _ => None,
        }
    }
}

/// The values that an edit of a record changes, in their wording; empty where only the record's source changes.
pub(super) fn field_changes(edit: &Edit, before: &Plan, after: &Plan) -> Vec<FieldChange> {
    if let (Some(Record::Node(old)), Some(Record::Node(new))) = (&edit.before, &edit.after) {
        return node_fields(old, new, before, after);
    }
    let text =
        |record: &Option<Record>, of: fn(&Record) -> String| record.as_ref().map(of).unwrap_or_default();
    let mut changes = Vec::new();
    let mut add = |field: ChangedField, of: fn(&Record) -> String| {
        let (from, to) = (text(&edit.before, of), text(&edit.after, of));
        if from != to {
            changes.push(FieldChange { field, from, to });
        }
    };
    match edit.key {
        RecordKey::Node(_) => add(ChangedField::Title, wording),
        RecordKey::Indicator(_) => add(ChangedField::Indicator, wording),
        RecordKey::Target(_, span, who) => add(ChangedField::Target(span, who), wording),
        RecordKey::Fact(_, quarter, who) => {
            add(ChangedField::Fact(quarter, who), if is_read_anew(edit) { value } else { wording });
            add(ChangedField::Note(quarter, who), note);
        }
        RecordKey::Evidence(_) => add(ChangedField::Evidence, wording),
        RecordKey::Accepted(kind, _, quarter) => add(ChangedField::Acceptance(kind, quarter), wording),
        RecordKey::Decision(_, quarter) => add(ChangedField::Decision(quarter), wording),
        RecordKey::Flag(_, quarter) => add(ChangedField::Flag(quarter), wording),
        RecordKey::Doubt(_) => add(ChangedField::Doubt, wording),
        RecordKey::Header | RecordKey::Performer(_) | RecordKey::Closing(_) | RecordKey::Role(_) => {}
    }
    changes
}

/// Whether the wording of a fact stays and its meaning changes, as when a doubt about it is settled.
fn is_read_anew(edit: &Edit) -> bool {
    match (&edit.before, &edit.after) {
        (Some(Record::Fact(old)), Some(Record::Fact(new))) => {
            old.value != new.value && old.wording() == new.wording()
        }
        _ => false,
    }
}

fn node_fields(old: &Node, new: &Node, before: &Plan, after: &Plan) -> Vec<FieldChange> {
    fn names(plan: &Plan, node: &Node) -> Cow<'static, str> {
        let name = |id| plan.performer(id).map(|known| known.name.as_str());
        Cow::Owned(node.performers.iter().filter_map(|who| name(who.id)).collect::<Vec<_>>().join("; "))
    }
    fn text(value: Option<&String>) -> Cow<'_, str> {
        Cow::Borrowed(value.map_or("", String::as_str))
    }
    fn term(node: &Node) -> Cow<'_, str> {
        text(node.term.as_ref().map(|term| &term.raw))
    }
    let mut changes: Vec<FieldChange> = [
        (ChangedField::Code, text(old.code.as_ref()), text(new.code.as_ref())),
        (ChangedField::Title, text(Some(&old.title)), text(Some(&new.title))),
        (ChangedField::Objective, text(old.objective.as_ref()), text(new.objective.as_ref())),
        (ChangedField::Performers, names(before, old), names(after, new)),
        (ChangedField::Term, term(old), term(new)),
    ]
    .into_iter()
    .filter(|(_, from, to)| from != to)
    .map(|(field, from, to)| FieldChange { field, from: from.into_owned(), to: to.into_owned() })
    .collect();
    // An import lists the changes of every measure at once, and most have one.
    changes.shrink_to_fit();
    changes
}

/// The wording of a record.
fn wording(record: &Record) -> String {
    match record {
        Record::Node(node) => node.title.clone(),
        Record::Indicator(indicator) => indicator.name.clone(),
        Record::Target(target) => target.wording(),
        Record::Fact(fact) => fact.wording(),
        Record::Accepted(acceptance) => acceptance.reason.clone(),
        Record::Decision(decision) => decision.wording(),
        Record::Flag(flag) => flag.by.clone(),
        Record::Doubt(doubt) => doubt.settled.clone().unwrap_or_else(|| doubt.reading.clone()),
        Record::Evidence(evidence) => {
            let days = evidence.dates.iter().map(ToString::to_string);
            days.chain(Some(evidence.text.clone())).collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    }
}

fn value(record: &Record) -> String {
    match record {
        Record::Fact(fact) => fact.value.worded(),
        _ => String::new(),
    }
}

fn note(record: &Record) -> String {
    match record {
        Record::Fact(fact) => fact.note.clone(),
        _ => String::new(),
    }
}

/// The measures that a piece of evidence is linked with before or after an edit, each once.
pub(super) fn measures_of(edit: &Edit) -> Vec<NodeId> {
    let sides = [&edit.before, &edit.after].into_iter().flatten();
    let links = sides.flat_map(|side| match side {
        Record::Evidence(evidence) => evidence.links.as_slice(),
        _ => &[],
    });
    links.map(|link| link.measure).collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}
