//! The search text, and the texts by which rows are found.

use crate::{
    domain::{NodeId, Plan, Quarter, Subject},
    text::find::Wanted,
};

/// The current search, and where it began.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The text; empty when there is no search.
    pub text: String,
    /// The number of the current match, and the number of matches.
    pub hits: (usize, usize),
    /// The row of the cursor when the search began.
    pub(super) from: Option<usize>,
}

/// The texts by which a row is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowWords {
    /// Its number, which is matched from its beginning.
    pub code: String,
    /// All other text of the row.
    pub text: String,
}

/// A step of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The text was changed: go to the first match from the starting row.
    Typed(String),
    /// The search was accepted.
    Taken(String),
    /// The search was cancelled: go back to the starting row.
    Dropped,
    /// Go to the next match.
    Next,
    /// Go to the previous match.
    Previous,
}

impl RowWords {
    /// The texts of a measure or an indicator: number, titles, names, performers, the note of the quarter.
    pub fn of(plan: &Plan, subject: Subject, quarter: Quarter) -> Self {
        let measure = plan.measure_at(subject);
        let mut parts: Vec<String> = measure.map(|id| plan.node_words(id)).unwrap_or_default();
        let indicators = match subject {
            Subject::Indicator(id) => vec![id],
            _ => measure.into_iter().flat_map(|id| plan.indicators(id)).map(|(id, _)| id).collect(),
        };
        for id in indicators {
            parts.extend(plan.indicator(id).map(|own| own.name.clone()));
            parts.extend(plan.fact(id, quarter, None).map(|fact| fact.note.clone()));
        }
        Self { code: plan.subject_address(subject), text: parts.join(" · ") }
    }

    /// The texts of a node without its indicators, which have rows of their own.
    pub fn of_row(plan: &Plan, id: NodeId) -> Self {
        Self { code: plan.address(id), text: plan.node_words(id).join(" · ") }
    }

    /// The words of rows, each about a subject in a quarter; none for a heading.
    pub fn of_rows(plan: &Plan, about: impl Iterator<Item = Option<(Subject, Quarter)>>) -> Vec<Self> {
        let of = |(subject, quarter)| Self::of(plan, subject, quarter);
        about.map(|about| about.map(of).unwrap_or_default()).collect()
    }

    /// Whether a row with these words is found.
    pub fn holds(&self, wanted: &Wanted) -> bool {
        wanted.begins(&self.code) || wanted.is_in(&self.text)
    }
}
