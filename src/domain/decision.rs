//! Decisions about debts.

use jiff::civil::Date;

/// The outcome of a decision about a debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// It gets a new due day.
    Carried(Date),
    /// It is owed no longer.
    Withdrawn,
}

impl Outcome {
    /// The word for it in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Carried(_) => "carried",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The new due day, where it has one.
    pub const fn due(self) -> Option<Date> {
        match self {
            Self::Carried(day) => Some(day),
            Self::Withdrawn => None,
        }
    }
}

/// A decision about a debt, with the order that it is based on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The outcome.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// Number and date of the order.
    pub order: String,
    /// By whom.
    pub by: String,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
}

impl Decision {
    /// The decision in one line: the new day where there is one, the order, the reason.
    pub fn wording(&self) -> String {
        let day = self.outcome.due().map(|day| day.to_string());
        let parts = [day.unwrap_or_default(), self.order.clone(), self.reason.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}
