//! The fields (columns) of a row.

/// A field of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The fact.
    #[default]
    Fact,
    /// The note.
    Note,
    /// The evidence: Tab or Enter adds a piece.
    Evidence,
    /// The target of a quarter of the year, 1 to 4.
    Quarter(u8),
    /// The target of the year.
    Year,
}
