//! What is looked for, and the words that rows are found by.

use crate::{
    domain::{NodeId, Plan, Quarter, Subject},
    text::find::Wanted,
};

/// What is looked for, and where the looking began.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The text; empty when nothing is looked for.
    pub text: String,
    /// The place of the row that was found among those found, and how many there are.
    pub hits: (usize, usize),
    /// The row where it was when the text began to be typed.
    pub(super) from: Option<usize>,
}

/// The words that a row is found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowWords {
    /// Its number, which is found from its beginning.
    pub code: String,
    /// All else that is said in it.
    pub text: String,
}

/// A step of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The text as it stands in the line: goes to the first row from where one began.
    Typed(String),
    /// The text is taken.
    Taken(String),
    /// Back to where one began; nothing is looked for any more.
    Dropped,
    /// The next row that holds it.
    Next,
    /// The one before.
    Previous,
}

impl RowWords {
    /// The words of a measure or an indicator: number, titles, names, who carries it out, the note of the quarter.
    pub fn of(plan: &Plan, subject: Subject, quarter: Quarter) -> Self {
        let measure = plan.measure_at(subject);
        let mut parts: Vec<String> = measure.map(|id| of_node(plan, id)).unwrap_or_default();
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

    /// The words of a row alone, where its indicators have rows of their own.
    pub fn of_row(plan: &Plan, id: NodeId) -> Self {
        Self { code: plan.address(id), text: of_node(plan, id).join(" · ") }
    }

    pub(super) fn holds(&self, wanted: &Wanted) -> bool {
        wanted.begins(&self.code) || wanted.is_in(&self.text)
    }
}

/// The title of a row and who carries it out.
fn of_node(plan: &Plan, id: NodeId) -> Vec<String> {
    let Some(node) = plan.node(id) else { return Vec::new() };
    let who = node.performers.iter().filter_map(|who| plan.performer(who.id)).map(|who| who.name.clone());
    std::iter::once(node.title.clone()).chain(who).collect()
}
