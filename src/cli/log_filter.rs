//! The filter of the log: by what a change affected, by author, and by time.

use super::{
    args::{LogArgs, LogKind},
    failure::Failure,
    moment::{self, DayEnd},
};
use crate::domain::{Change, ChangedField, Kin, Plan, RecordKey, Subject, ValueChange, Verb};

/// The conditions that a listed change must meet.
#[derive(Debug)]
pub(super) struct LogFilter {
    place: Option<LogSubject>,
    author: Option<String>,
    since: Option<i64>,
    until: Option<i64>,
    kind: Option<LogKind>,
}

/// What an address refers to.
#[derive(Debug)]
enum LogSubject {
    /// A node or an indicator of the plan.
    Subject(Subject, Kin),
    /// Something that no longer exists: changes whose summary names the address.
    Address(String),
}

/// A listed change with the values that it changed.
#[derive(Debug)]
pub(super) struct Listed<'a> {
    pub logged: &'a crate::store::Logged,
    pub values: Vec<ValueChange>,
}

impl LogFilter {
    /// The filter from the arguments.
    ///
    /// # Errors
    /// When a time is invalid, or neither the plan nor its history has the address.
    pub fn of(args: &LogArgs, plan: &Plan, history: &[crate::store::Logged]) -> Result<Self, Failure> {
        let moment =
            |text: &Option<String>, end| text.as_deref().map(|text| moment::moment(text, end)).transpose();
        let place = args.address.as_deref().map(|address| place(address, plan, history)).transpose()?;
        Ok(Self {
            place,
            author: args.author.as_deref().map(|name| name.trim().to_lowercase()),
            since: moment(&args.since, DayEnd::First)?,
            until: moment(&args.until, DayEnd::Last)?,
            kind: args.kind,
        })
    }

    /// Whether every change is listed, so that only the latest ones need to be read.
    pub const fn is_open(args: &LogArgs) -> bool {
        args.address.is_none()
            && args.author.is_none()
            && args.since.is_none()
            && args.until.is_none()
            && args.kind.is_none()
    }

    /// Whether values are listed one by one, because the history of one address was requested.
    pub const fn is_of_a_place(&self) -> bool {
        matches!(self.place, Some(LogSubject::Subject(..)))
    }

    /// The change with its values, if it passes the filter.
    pub fn takes<'a>(&self, plan: &Plan, logged: &'a crate::store::Logged) -> Option<Listed<'a>> {
        let change = &logged.change;
        let in_time = self.since.is_none_or(|since| change.at >= since)
            && self.until.is_none_or(|until| change.at <= until);
        let by = self.author.as_ref().is_none_or(|name| change.author.to_lowercase() == *name);
        if !in_time || !by {
            return None;
        }
        let mut values = match &self.place {
            None => plan.value_changes(change),
            Some(LogSubject::Subject(subject, kin)) => plan.value_changes_at(change, *subject, kin)?,
            Some(LogSubject::Address(address)) if change.summary.subject == *address => {
                plan.value_changes(change)
            }
            Some(LogSubject::Address(_)) => return None,
        };
        let Some(kind) = self.kind else { return Some(Listed { logged, values }) };
        if self.is_of_a_place() && value_kind(kind) {
            values.retain(|value| is_value_of(kind, value.change.field));
            return (!values.is_empty()).then_some(Listed { logged, values });
        }
        is_of_kind(kind, change, &values).then_some(Listed { logged, values })
    }
}

fn place(address: &str, plan: &Plan, history: &[crate::store::Logged]) -> Result<LogSubject, Failure> {
    let address = address.trim().trim_end_matches('.');
    let found = plan.find(address).or_else(|_| plan.find_node(address).map(Subject::Node));
    if let Ok(subject) = found {
        let kin = Kin::of(history.iter().map(|logged| &logged.change));
        return Ok(LogSubject::Subject(plan.subject_of_history(subject), kin));
    }
    let told = history.iter().any(|logged| logged.change.summary.subject == address);
    if told {
        Ok(LogSubject::Address(address.to_owned()))
    } else {
        Err(Failure::NoAddress(address.to_owned()))
    }
}

/// Whether a kind is one of the values at an address.
const fn value_kind(kind: LogKind) -> bool {
    use LogKind::{Acceptance, Decision, Doubt, Evidence, Fact, Flag, Note, Target};
    matches!(kind, Target | Fact | Note | Evidence | Acceptance | Decision | Doubt | Flag)
}

const fn is_value_of(kind: LogKind, field: ChangedField) -> bool {
    matches!(
        (kind, field),
        (LogKind::Target, ChangedField::Target(..))
            | (LogKind::Fact, ChangedField::Fact(..))
            | (LogKind::Note, ChangedField::Note(..))
            | (LogKind::Evidence, ChangedField::Evidence)
            | (LogKind::Acceptance, ChangedField::Acceptance(..))
            | (LogKind::Decision, ChangedField::Decision(_))
            | (LogKind::Doubt, ChangedField::Doubt)
            | (LogKind::Flag, ChangedField::Flag(_))
    )
}

/// Whether a change is of a kind: by the values it changed, the records it edited, or its intention.
fn is_of_kind(kind: LogKind, change: &Change, values: &[ValueChange]) -> bool {
    let edits = |of: fn(&RecordKey) -> bool| change.edits.iter().any(|edit| of(&edit.key));
    match kind {
        LogKind::Header => edits(|key| matches!(key, RecordKey::Header)),
        LogKind::Node => edits(|key| matches!(key, RecordKey::Node(_))),
        LogKind::Indicator => edits(|key| matches!(key, RecordKey::Indicator(_))),
        LogKind::Performer => edits(|key| matches!(key, RecordKey::Performer(_))),
        LogKind::Closing => edits(|key| matches!(key, RecordKey::Closing(_))),
        LogKind::Role => edits(|key| matches!(key, RecordKey::Role(_))),
        LogKind::Import => matches!(change.summary.verb, Verb::Import | Verb::RollOver),
        LogKind::SavePoint => change.summary.verb == Verb::SavePoint,
        LogKind::Undo => change.origin != crate::domain::Origin::Command,
        _ => values.iter().any(|value| is_value_of(kind, value.change.field)),
    }
}
