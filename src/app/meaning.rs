//! What a column of a new form is said to be: its content, or its period.

use crate::form::{form::Holds, recognise::ColumnPeriod};

/// What a column is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Its content; none where it is not needed.
    Holds(Option<Holds>),
    /// Its period; none for that of the header.
    Period(Option<ColumnPeriod>),
}

impl Meaning {
    /// The message id of its words.
    pub fn message(self) -> String {
        match self {
            Self::Holds(holds) => message(holds),
            Self::Period(period) => {
                format!("column-period-{}", period.map_or("header", ColumnPeriod::name))
            }
        }
    }
}

/// The message id of a column's content.
pub fn message(holds: Option<Holds>) -> String {
    format!("holds-{}", holds.unwrap_or(Holds::Nothing).name())
}
