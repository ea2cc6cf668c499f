//! The first measures of a document as a form reads them, which show at a glance whether it is the right form.

use super::super::words::{Value, Words};
use crate::{
    domain::{
        Level,
        draft::{Draft, DraftNode, DraftValue},
    },
    text::safe::harmless,
};

/// How many measures are shown.
const SHOWN: usize = 3;

/// The first measures as the form reads them, a line each.
pub(super) fn first_measures(words: &Words, draft: &Draft) -> Vec<String> {
    fn measures<'d>(nodes: &'d [DraftNode], found: &mut Vec<&'d DraftNode>) {
        for node in nodes {
            if node.level == Level::Measure {
                found.push(node);
            }
            measures(&node.children, found);
        }
    }
    let mut found = Vec::new();
    measures(&draft.outline, &mut found);
    let mut lines = vec![words.with("cli-forms-tried", &[("count", Value::from(found.len()))])];
    for node in found.into_iter().take(SHOWN) {
        let values = node.indicators.iter().flat_map(|indicator| &indicator.values);
        let value = |value: &DraftValue| {
            let target = value.target.as_ref().map_or("–", |target| target.raw.as_str());
            let fact = value.fact.as_ref().map_or("–", |(_, raw)| raw.as_str());
            format!("{} {target} / {fact}", value.span)
        };
        let values: Vec<String> = values.map(value).collect();
        lines.push(harmless(&format!("  {}: {}", node.title, values.join("; "))).into_owned());
    }
    lines
}
