//! What was read, and whether it was certain.

use crate::domain::DoubtKind;

/// A value out of a text, with what was uncertain about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    /// The reading taken.
    pub value: T,
    /// Why another one is possible.
    pub unsure: Option<Unsure>,
}

/// An uncertain reading: it becomes a doubt once its place is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsure {
    /// What kind of doubt it is.
    pub kind: DoubtKind,
    /// The reading taken.
    pub reading: String,
    /// The other readings.
    pub alternatives: Vec<String>,
}

impl<T> Reading<T> {
    /// A reading without doubt.
    pub const fn sure(value: T) -> Self {
        Self { value, unsure: None }
    }

    /// A reading with a doubt.
    pub fn unsure(value: T, kind: DoubtKind, reading: impl Into<String>, alternatives: Vec<String>) -> Self {
        Self { value, unsure: Some(Unsure { kind, reading: reading.into(), alternatives }) }
    }
}
