//! The mark for follow-up: somebody wants to come back to what is reported here.

/// A mark on what a measure or an indicator reports in a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// By whom.
    pub by: String,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
}
