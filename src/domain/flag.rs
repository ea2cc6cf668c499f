//! The mark for follow-up: a person wants to come back to the facts of a measure or an indicator.

/// A mark on the facts of a measure or an indicator in a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// By whom.
    pub by: String,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
}
