//! Searching for a row while one types, in the texts that each screen gives for its rows.

pub(super) use super::sought::Step;
pub use super::sought::{RowWords, Search};
use super::{Cx, Notice, Screen, Screens, Shared, wanted};

/// Begins a search; returns whether the screen can be searched.
pub(super) fn begin(screens: &Screens, at: Screen, shared: &mut Shared) -> bool {
    let screen = screens.get(at);
    shared.search.from = Some(screen.row_at(shared));
    !screen.words(shared).is_empty()
}

/// Carries out a step of a search on a screen.
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

/// The notice with the number of the match and of all matches; none where nothing was found.
pub(super) fn told(search: &Search) -> Option<Notice> {
    let (at, count) = search.hits;
    (count > 0).then(|| Notice::info("notice-found").with("at", at).with("count", count))
}

/// Goes to the nearest matching row, wrapping around at the ends; with `by` 0 the starting row counts, too.
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
