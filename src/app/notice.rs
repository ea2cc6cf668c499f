//! What is said to the person, as data: a message and its arguments. The view puts it into words.

use crate::domain::{Refusal, entry::EntryFault};

/// How it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// For information.
    Info,
    /// Something did not happen.
    Warning,
}

/// A message for the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The message.
    pub id: String,
    /// Its arguments.
    pub args: Vec<(&'static str, String)>,
    /// How it is meant.
    pub tone: Tone,
}

impl Notice {
    /// For information.
    pub fn info(id: impl Into<String>) -> Self {
        Self { id: id.into(), args: Vec::new(), tone: Tone::Info }
    }

    /// Something did not happen.
    pub fn warning(id: impl Into<String>) -> Self {
        Self { id: id.into(), args: Vec::new(), tone: Tone::Warning }
    }

    /// With an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl From<&Refusal> for Notice {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::NoPlan => Self::warning("refusal-no-plan"),
            Refusal::PlanExists => Self::warning("refusal-plan-exists"),
            Refusal::Gone => Self::warning("refusal-gone"),
            Refusal::Empty => Self::warning("refusal-empty"),
            Refusal::BadSlug(slug) => Self::warning("refusal-bad-slug").with("slug", slug),
            Refusal::OutsidePlan(quarter, span) => {
                Self::warning("refusal-outside-plan").with("quarter", quarter).with("span", span)
            }
            Refusal::Closed(quarter, closing) => {
                Self::warning("refusal-closed").with("quarter", quarter).with("by", &closing.by)
            }
            Refusal::AlreadySo(quarter) => Self::warning("refusal-already-so").with("quarter", quarter),
            Refusal::DoesNotFit { .. } => Self::warning("refusal-does-not-fit"),
            Refusal::Cycle => Self::warning("refusal-cycle"),
            Refusal::NoRoom => Self::warning("refusal-no-room"),
            Refusal::NotAMeasure => Self::warning("refusal-not-a-measure"),
            Refusal::SeveralIndicators => Self::warning("refusal-several-indicators"),
            Refusal::ValuesOutside(span) => Self::warning("refusal-values-outside").with("span", span),
            Refusal::RepeatedId(id) => Self::warning("refusal-repeated-id").with("id", id),
            Refusal::NothingToDo => Self::info("refusal-nothing-to-do"),
            Refusal::ChangedSince => Self::warning("refusal-changed-since"),
            Refusal::NoHistory => Self::info("refusal-no-history"),
        }
    }
}

impl From<EntryFault> for Notice {
    fn from(fault: EntryFault) -> Self {
        Self::warning(match fault {
            EntryFault::NotANumber => "entry-not-a-number",
            EntryFault::NotAnExpression => "entry-not-an-expression",
            EntryFault::NoResult => "entry-no-result",
            EntryFault::NothingPlanned => "entry-nothing-planned",
            EntryFault::NotACondition => "entry-not-a-condition",
            EntryFault::NoSuchNumber => "entry-no-such-number",
            EntryFault::WrongParts => "entry-wrong-parts",
            EntryFault::NothingToAddTo => "entry-nothing-to-add-to",
        })
    }
}
