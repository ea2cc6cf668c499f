//! A short list of fixed choices: how an indicator is compared, and how its quarters are aggregated.

use super::Flow;
use crate::{
    app::{Cx, prompt::indicator},
    domain::{Aggregation, Comparator, IndicatorId, IndicatorPatch},
    keymap::Action,
};

/// The result of an action in a list with digits.
pub(super) enum Pick {
    /// The row was chosen.
    Row(usize),
    /// The list stays open.
    Stay,
    /// The list is closed.
    Leave,
}

/// Moves in a list with digits, chooses a row, or closes the list.
pub(super) fn pick(at: &mut usize, len: usize, cx: &mut Cx<'_>, action: Action) -> Pick {
    match action {
        Action::Up => *at = at.saturating_sub(1),
        Action::Down => *at = (*at + 1).min(len.saturating_sub(1)),
        Action::Accept => return Pick::Row(*at),
        Action::AcceptNth => match cx.typed_place().filter(|nth| *nth < len) {
            Some(nth) => return Pick::Row(nth),
            None => cx.say(cx.shared.no_effect()),
        },
        Action::Cancel => return Pick::Leave,
        _ => {}
    }
    Pick::Stay
}

/// The choice behind a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleChoice {
    /// How fact and target are compared.
    Comparator(Comparator),
    /// How quarters are aggregated.
    Aggregation(Aggregation),
}

/// The rows with their messages.
const RULES: [(&str, RuleChoice); 9] = [
    ("comparator-at-least", RuleChoice::Comparator(Comparator::AtLeast)),
    ("comparator-at-most", RuleChoice::Comparator(Comparator::AtMost)),
    ("comparator-equal", RuleChoice::Comparator(Comparator::Equal)),
    ("comparator-between", RuleChoice::Comparator(Comparator::Between)),
    ("comparator-within", RuleChoice::Comparator(Comparator::Within)),
    ("aggregation-sum", RuleChoice::Aggregation(Aggregation::Sum)),
    ("aggregation-last", RuleChoice::Aggregation(Aggregation::Last)),
    ("aggregation-mean", RuleChoice::Aggregation(Aggregation::Mean)),
    ("aggregation-max", RuleChoice::Aggregation(Aggregation::Max)),
];

/// The list for an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The row under the cursor.
    pub at: usize,
}

impl Choice {
    /// The list for an indicator, with the cursor on its current comparator, so that Enter alone changes nothing.
    pub fn new(indicator: IndicatorId, comparator: Comparator) -> Self {
        let at = RULES.iter().position(|(_, rule)| *rule == RuleChoice::Comparator(comparator));
        Self { indicator, at: at.unwrap_or(0) }
    }

    /// The messages of the rows.
    pub fn rows() -> impl ExactSizeIterator<Item = &'static str> {
        RULES.iter().map(|(message, _)| *message)
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        let picked = match pick(&mut self.at, RULES.len(), cx, action) {
            Pick::Row(picked) => picked,
            Pick::Stay => return Flow::Stay,
            Pick::Leave => return Flow::Close,
        };
        if let Some((_, rule)) = RULES.get(picked) {
            let (comparator, aggregation) = match rule {
                RuleChoice::Comparator(comparator) => (Some(*comparator), None),
                RuleChoice::Aggregation(aggregation) => (None, Some(*aggregation)),
            };
            let patch = IndicatorPatch { comparator, aggregation, ..IndicatorPatch::default() };
            indicator::patch(cx, self.indicator, patch);
        }
        Flow::Close
    }
}
