//! A value that was read, with what is uncertain about it.

use crate::domain::{DoubtKind, TypedDoubt};

/// A value read from a text, with what is uncertain about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    /// The chosen reading.
    pub value: T,
    /// Why there are other readings.
    pub uncertainty: Option<Uncertainty>,
}

/// Why a reading is uncertain. In a document it becomes a doubt; a person who types is asked, or the entry is
/// refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Cause {
    /// It can be read in another way.
    #[default]
    Readings,
    /// Words that are not a known condition.
    Words,
    /// A single mark with three digits after it, which may be a decimal mark or a thousands separator.
    Marks,
    /// Another unit than the indicator's.
    Unit,
    /// A fraction of one where percents are counted.
    PartOfOne,
    /// A number below zero.
    Negative,
    /// A dash where a number may have been meant.
    Dash,
    /// A date that does not exist, or a term without a due day.
    NoDay,
    /// A term that ends outside the plan.
    Outside,
    /// A day without its year that has not come yet.
    Future,
    /// A performer whom the plan does not know.
    Unknown,
    /// A number with a number as its note, which may be a product: `12*3`.
    Product,
    /// A compound with a nought among its parts.
    Nought,
}

/// An uncertain reading, which becomes a doubt once its place is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncertainty {
    /// What kind of doubt it is.
    pub kind: DoubtKind,
    /// Why.
    pub cause: Cause,
    /// The chosen reading.
    pub reading: String,
    /// The other readings.
    pub alternatives: Vec<String>,
}

impl Uncertainty {
    /// An uncertainty with the chosen reading and the others.
    pub fn new(kind: DoubtKind, reading: impl Into<String>, alternatives: Vec<String>) -> Self {
        Self { kind, cause: Cause::default(), reading: reading.into(), alternatives }
    }

    /// The doubt about a text that somebody typed.
    #[must_use]
    pub fn typed(self) -> TypedDoubt {
        let Self { kind, cause: _, reading, alternatives } = self;
        TypedDoubt { kind, reading, alternatives }
    }

    /// For this reason.
    #[must_use]
    pub const fn because(mut self, cause: Cause) -> Self {
        self.cause = cause;
        self
    }
}

impl<T> Reading<T> {
    /// A reading without doubt.
    pub const fn sure(value: T) -> Self {
        Self { value, uncertainty: None }
    }

    /// A reading with a doubt.
    pub fn unsure(value: T, kind: DoubtKind, reading: impl Into<String>, alternatives: Vec<String>) -> Self {
        Self::with(value, Uncertainty::new(kind, reading, alternatives))
    }

    /// A reading with a doubt that is made already.
    pub const fn with(value: T, unsure: Uncertainty) -> Self {
        Self { value, uncertainty: Some(unsure) }
    }

    /// The same uncertainty about another value made from this one.
    pub fn map<U>(self, made: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { value: made(self.value), uncertainty: self.uncertainty }
    }
}
