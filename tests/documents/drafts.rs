//! Helpers for looking at drafts.

use kvartal::domain::{
    Level, Source,
    draft::{Draft, DraftNode},
};

/// Every node, parents before children.
pub fn nodes(draft: &Draft) -> Vec<&DraftNode> {
    fn walk<'a>(node: &'a DraftNode, all: &mut Vec<&'a DraftNode>) {
        all.push(node);
        node.children.iter().for_each(|child| walk(child, all));
    }
    let mut all = Vec::new();
    draft.outline.iter().for_each(|node| walk(node, &mut all));
    all
}

/// The nodes of a level.
pub fn of_level(draft: &Draft, level: Level) -> Vec<&DraftNode> {
    nodes(draft).into_iter().filter(|node| node.level == level).collect()
}

/// The plan without its places, which differ from file to file.
pub fn placeless(mut draft: Draft) -> Draft {
    fn strip(node: &mut DraftNode) {
        node.source = None;
        node.indicators.iter_mut().for_each(|indicator| indicator.source = None);
        let values = node.indicators.iter_mut().flat_map(|indicator| &mut indicator.values);
        values.for_each(|value| value.source = None);
        node.evidence.iter_mut().for_each(|evidence| evidence.source = None);
        node.children.iter_mut().for_each(strip);
    }
    draft.outline.iter_mut().for_each(strip);
    draft.doubts.iter_mut().for_each(|doubt| doubt.place = Source::default());
    draft
}
