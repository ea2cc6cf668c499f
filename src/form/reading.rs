//! What was read, and whether it was certain.

use crate::domain::{DoubtKind, TypedDoubt};

/// A value out of a text, with what was uncertain about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    /// The reading taken.
    pub value: T,
    /// Why another one is possible.
    pub uncertainty: Option<Uncertainty>,
}

/// Why a reading is uncertain: what is only told in a document is asked or refused where somebody types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Cause {
    /// It can be read in another way.
    #[default]
    Readings,
    /// Words that are no known condition.
    Words,
    /// One mark with three digits after it: a decimal mark, or one between thousands.
    Marks,
    /// Another unit than the indicator's.
    Unit,
    /// A part of one where percents are counted.
    PartOfOne,
    /// A number below zero.
    Negative,
    /// A dash where a number may be meant.
    Dash,
    /// A day that the calendar does not have, or a term that nothing can be reckoned from.
    NoDay,
    /// A term that ends outside the plan.
    Outside,
    /// A day without its year that has not come yet.
    Future,
    /// Somebody whom the plan does not know.
    Unknown,
}

/// An uncertain reading: it becomes a doubt once its place is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncertainty {
    /// What kind of doubt it is.
    pub kind: DoubtKind,
    /// Why.
    pub cause: Cause,
    /// The reading taken.
    pub reading: String,
    /// The other readings.
    pub alternatives: Vec<String>,
}

impl Uncertainty {
    /// The reading taken and the others.
    pub fn new(kind: DoubtKind, reading: impl Into<String>, alternatives: Vec<String>) -> Self {
        Self { kind, cause: Cause::default(), reading: reading.into(), alternatives }
    }

    /// As it is kept beside a text that somebody typed.
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

    /// The same doubt about what is made of the value.
    pub fn map<U>(self, made: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { value: made(self.value), uncertainty: self.uncertainty }
    }
}
