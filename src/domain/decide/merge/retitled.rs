//! Measures whose title does not say that they are the ones they were matched with. What the plan has about them stays
//! with them, and a doubt names both.

use super::{Merge, likeness::has_other_words};
use crate::{
    domain::{
        draft::DraftNode,
        id::NodeId,
        record::{DoubtKind, Level, Source, Subject},
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
            if !self.is_doubted(subject, kind, &place, &draft.title) {
                self.doubt(subject, kind, place.clone(), &draft.title, &name(id), others);
            }
        }
        let (own, other) = (&known.title, &draft.title);
        if own.is_empty() || other.is_empty() || is_same(own, other) {
            return;
        }
        let Some(key) = self.keys.get(at) else { return };
        let own_key = self.titles.key(id);
        let moved = known.code.is_some() && draft.code.is_some() && known.code != draft.code;
        if *own_key != **key && (moved || has_other_words(own_key, key)) {
            // A copy of the form changes no title; another document changes it each time, whatever was settled before.
            let is_copy = self.performer.is_some();
            let (reading, also) = if is_copy { (own, other) } else { (other, own) };
            if !is_copy || !self.is_doubted(subject, kind, &place, other) {
                self.doubt(subject, kind, place, other, reading, vec![also.clone()]);
            }
        }
    }

    /// Whether the same place of the same document was doubted before.
    fn is_doubted(&self, subject: Subject, kind: DoubtKind, place: &Source, text: &str) -> bool {
        self.doubts_about(subject, kind).iter().any(|doubt| doubt.text == text && doubt.place == *place)
    }
}
