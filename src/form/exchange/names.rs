//! The words of the contract for levels, kinds and rules, and back.

use crate::domain::{Aggregation, Comparator, DoubtKind, Level, RoleKind, Stage};

/// The levels, from the top.
pub(super) const LEVELS: [(&str, Level); 4] =
    [("goal", Level::Goal), ("task", Level::Task), ("subtask", Level::Subtask), ("measure", Level::Measure)];

/// How fact and target are compared.
pub(super) const COMPARATORS: [(&str, Comparator); 5] = [
    (Comparator::AtLeast.name(), Comparator::AtLeast),
    (Comparator::AtMost.name(), Comparator::AtMost),
    (Comparator::Equal.name(), Comparator::Equal),
    (Comparator::Between.name(), Comparator::Between),
    (Comparator::Within.name(), Comparator::Within),
];

/// How values of several quarters are aggregated.
pub(super) const AGGREGATIONS: [(&str, Aggregation); 4] = [
    (Aggregation::Sum.name(), Aggregation::Sum),
    (Aggregation::Last.name(), Aggregation::Last),
    (Aggregation::Mean.name(), Aggregation::Mean),
    (Aggregation::Max.name(), Aggregation::Max),
];

/// Kinds of doubt.
pub(super) const DOUBTS: [(&str, DoubtKind); 18] = [
    (DoubtKind::Reading.name(), DoubtKind::Reading),
    (DoubtKind::DamagedLabel.name(), DoubtKind::DamagedLabel),
    (DoubtKind::ShiftedColumns.name(), DoubtKind::ShiftedColumns),
    (DoubtKind::LooseValue.name(), DoubtKind::LooseValue),
    (DoubtKind::SharedCell.name(), DoubtKind::SharedCell),
    (DoubtKind::MisplacedNumber.name(), DoubtKind::MisplacedNumber),
    (DoubtKind::MissingNumber.name(), DoubtKind::MissingNumber),
    (DoubtKind::RepeatedNumber.name(), DoubtKind::RepeatedNumber),
    (DoubtKind::Date.name(), DoubtKind::Date),
    (DoubtKind::UnknownCondition.name(), DoubtKind::UnknownCondition),
    (DoubtKind::Quarter.name(), DoubtKind::Quarter),
    (DoubtKind::LookAlikes.name(), DoubtKind::LookAlikes),
    (DoubtKind::LeftOver.name(), DoubtKind::LeftOver),
    (DoubtKind::BothClaim.name(), DoubtKind::BothClaim),
    (DoubtKind::Withdrawn.name(), DoubtKind::Withdrawn),
    (DoubtKind::Aggregation.name(), DoubtKind::Aggregation),
    (DoubtKind::Formatting.name(), DoubtKind::Formatting),
    (DoubtKind::Hidden.name(), DoubtKind::Hidden),
];

/// The stages of a closing.
pub(super) const STAGES: [(&str, Stage); 5] = [
    ("submitted", Stage::Submitted),
    ("returned", Stage::Returned),
    ("approved", Stage::Approved),
    ("closed", Stage::Closed),
    ("reopened", Stage::Reopened),
];

/// The roles.
pub(super) const ROLES: [(&str, RoleKind); 4] = [
    ("viewer", RoleKind::Viewer),
    ("performer", RoleKind::Performer),
    ("planner", RoleKind::Planner),
    ("approver", RoleKind::Approver),
];

/// The word for a value, from a table that has all values.
pub(super) fn name<T: PartialEq>(table: &[(&'static str, T)], value: &T) -> &'static str {
    table.iter().find(|(_, known)| known == value).map_or("", |(name, _)| name)
}

/// The value for a word.
pub(super) fn value<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

/// The words of a table, for messages.
pub(super) fn words<T>(table: &[(&str, T)]) -> String {
    table.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
