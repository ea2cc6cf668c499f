//! Finding a row while one types: each screen says by which words its rows are found, and this goes to them.

use super::{Cx, Notice, Screen, Screens, Shared, wanted};
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
    from: Option<usize>,
}

/// The words that a row is found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
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

impl Words {
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

/// Begins to look for something; whether there is anything to be found here.
pub(super) fn begin(screens: &Screens, at: Screen, shared: &mut Shared) -> bool {
    let screen = screens.get(at);
    shared.search.from = Some(screen.row_at(shared));
    !screen.words(shared).is_empty()
}

/// Does a step of a search on a screen.
pub(super) fn step(screens: &mut Screens, at: Screen, cx: &mut Cx<'_>, step: Step) {
    let screen = screens.get_mut(at);
    screen.sync(cx.shared);
    let here = screen.row_at(cx.shared);
    match step {
        Step::Dropped => {
            let from = cx.shared.search.from.unwrap_or(here);
            cx.shared.search = Search::default();
            screen.go_to_row(cx.shared, from);
        }
        Step::Typed(text) | Step::Taken(text) if text.trim().is_empty() => {
            let from = cx.shared.search.from.unwrap_or(here);
            cx.shared.search = Search { from: Some(from), ..Search::default() };
            screen.go_to_row(cx.shared, from);
        }
        Step::Typed(text) => {
            let from = cx.shared.search.from.unwrap_or(here);
            cx.shared.search = Search { text, from: Some(from), hits: (0, 0) };
            if !go(screens, at, cx, from, 0) {
                screens.get_mut(at).go_to_row(cx.shared, from);
            }
        }
        Step::Taken(text) => {
            if cx.shared.search.text != text {
                let from = cx.shared.search.from.unwrap_or(here);
                cx.shared.search = Search { text, from: Some(from), hits: (0, 0) };
                go(screens, at, cx, from, 0);
            }
            if cx.shared.search.hits.1 == 0 {
                cx.say(Notice::info("notice-not-found"));
            }
        }
        Step::Next | Step::Previous if cx.shared.search.text.is_empty() => {
            let keys = cx.typed.map(String::from).unwrap_or_default();
            cx.say(Notice::info("notice-nothing-searched").with("keys", keys));
        }
        Step::Next | Step::Previous => {
            let by = if step == Step::Next { 1 } else { -1 };
            let found = go(screens, at, cx, here, by);
            cx.say(told(&cx.shared.search).filter(|_| found).unwrap_or(Notice::info("notice-not-found")));
        }
    }
}

/// Which of the rows found the cursor is on, in words; none where nothing was found.
pub(super) fn told(search: &Search) -> Option<Notice> {
    let (at, count) = search.hits;
    (count > 0).then(|| Notice::info("notice-found").with("at", at).with("count", count))
}

/// Goes to the nearest row that holds the text, round the ends; `by` 0 begins with the row itself.
fn go(screens: &mut Screens, at: Screen, cx: &mut Cx<'_>, from: usize, by: isize) -> bool {
    let screen = screens.get_mut(at);
    let wanted = wanted(&cx.shared.keymap, &cx.shared.search.text);
    let words = screen.words(cx.shared);
    let hits: Vec<usize> =
        words.iter().enumerate().filter(|(_, words)| words.holds(&wanted)).map(|(at, _)| at).collect();
    let hit = match by {
        0 => hits.iter().position(|hit| *hit >= from).or(Some(0)),
        1.. => hits.iter().position(|hit| *hit > from).or(Some(0)),
        _ => hits.iter().rposition(|hit| *hit < from).or(hits.len().checked_sub(1)),
    };
    let Some((place, row)) = hit.and_then(|place| Some((place, *hits.get(place)?))) else {
        cx.shared.search.hits = (0, 0);
        return false;
    };
    cx.shared.search.hits = (place + 1, hits.len());
    screen.go_to_row(cx.shared, row);
    true
}
