//! The counts beside the headline.

use crate::domain::Status;

/// A figure beside the headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountRow {
    /// Indicators with a status.
    Status(Status),
    /// Notes that are owed today.
    Notes,
    /// Measures whose term has ended with an unmet target.
    Overdue,
    /// Doubts of the import that are not settled.
    Doubts,
}

impl CountRow {
    /// All of them: first those that count towards the percentages, then the others.
    pub const ALL: [Self; 16] = [
        Self::Status(Status::Met),
        Self::Status(Status::Exceeded),
        Self::Status(Status::Partial),
        Self::Status(Status::NotStarted),
        Self::Status(Status::NotReported),
        Self::Notes,
        Self::Overdue,
        Self::Doubts,
        Self::Status(Status::DeedDone),
        Self::Status(Status::DoneLate),
        Self::Status(Status::DeedPending),
        Self::Status(Status::InProgress),
        Self::Status(Status::Conditional),
        Self::Status(Status::ConditionalReported),
        Self::Status(Status::NotPlanned),
        Self::Status(Status::UnplannedReported),
    ];
}
