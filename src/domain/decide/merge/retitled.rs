//! Measures whose title does not say that they are the ones they were matched with. What the plan has about them stays
//! with them, and a doubt names both.

use super::{Merge, likeness::has_other_words, matching::title_key};
use crate::{
    domain::{
        draft::DraftNode,
        id::NodeId,
        record::{DoubtKind, Level, Subject},
    },
    text::key::is_same,
};

impl Merge<'_, '_> {
    /// Doubts a measure of the plan that the document, where it has this number, calls otherwise: a word of its title is
    /// gone, or it has another code, too; and one of several with the same title, of which nothing says which it is.
    pub(super) fn doubtful_match(&mut self, id: NodeId, draft: &DraftNode, at: usize) {
        let plan = self.builder.plan;
        let Some(known) = plan.node(id).filter(|_| draft.level == Level::Measure) else { return };
        let (kind, subject) = (DoubtKind::BothClaim, Subject::Node(id));
        let place = draft.source.clone().unwrap_or_default();
        if let Some(others) = self.unclear.get(&at) {
            let name = |id: NodeId| {
                let title = plan.node(id).map(|node| node.title.as_str()).unwrap_or_default();
                format!("{} {title}", plan.address(id))
            };
            let others = others.iter().map(|id| name(*id)).collect();
            self.doubt_once(subject, kind, &place, &draft.title, &name(id), others);
        }
        let (own, other) = (&known.title, &draft.title);
        if own.is_empty() || other.is_empty() || is_same(own, other) {
            return;
        }
        let (own_key, key) = (self.titles.key(id), title_key(other));
        let moved = known.code.is_some() && draft.code.is_some() && known.code != draft.code;
        if *own_key != *key && (moved || has_other_words(own_key, &key)) {
            // A copy of the form changes no title.
            let (reading, also) = if self.performer.is_some() { (own, other) } else { (other, own) };
            self.doubt_once(subject, kind, &place, other, reading, vec![also.clone()]);
        }
    }
}
