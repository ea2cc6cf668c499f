//! Checks whether a document belongs to the plan at all: the same organisation, a period next to the plan's, and
//! measures in common. Where it seems not to, the plan gets a doubt before all others.

use std::sync::Arc;

use super::{Merge, likeness::likeness};
use crate::{
    domain::{
        draft::DraftNode,
        quarter::Span,
        record::{DoubtKind, Level, Source, Subject},
    },
    text::key::name_key,
};

/// The least likeness, in hundredths, at which two names are spellings (or cases) of one organisation's name.
const SAME_NAME: usize = 60;

impl Merge<'_, '_> {
    /// Adds a doubt for each reason why the document may not belong to the plan.
    pub(super) fn kinship(&mut self) {
        self.organisation();
        // A copy of the form belongs to the plan, however little of it was filled in.
        if self.performer.is_none() {
            self.gap();
            self.kind();
        }
    }

    fn organisation(&mut self) {
        let own = self.builder.plan.header().organisation.clone();
        let other = self.draft.organisation.clone();
        let named = !own.trim().is_empty() && !other.trim().is_empty();
        if named && name_key(&own) != name_key(&other) && likeness(&own, &other) < SAME_NAME {
            self.against(DoubtKind::BothClaim, &other, &own, vec![other.clone()]);
        }
    }

    /// Doubts a document whose period leaves a gap between it and the plan's.
    fn gap(&mut self) {
        let (own, other) = (self.builder.plan.period(), self.draft.period);
        let follows = other.first <= own.last.next() && own.first <= other.last.next();
        if !follows {
            let between = match other.first > own.last {
                true => Span::new(own.last.next(), other.first.previous()),
                false => Span::new(other.last.next(), own.first.previous()),
            };
            let between = between.map_or_else(|| own.to_string(), |span| span.to_string());
            let text = format!("{} … {}: {between}", own, other);
            self.against(DoubtKind::Quarter, &text, &other.to_string(), Vec::new());
        }
    }

    /// Doubts a document that has measures, but none of the plan's.
    fn kind(&mut self) {
        fn measures(nodes: &[DraftNode]) -> usize {
            let own = |node: &DraftNode| usize::from(node.level == Level::Measure) + measures(&node.children);
            nodes.iter().map(own).sum()
        }
        let plan = self.builder.plan;
        let known = self
            .matched
            .iter()
            .flatten()
            .filter(|id| plan.node(**id).is_some_and(|node| node.level == Level::Measure));
        let has_own = plan.measures().next().is_some();
        if has_own && known.count() == 0 && measures(&self.draft.outline) > 0 {
            let (title, own) = (self.draft.title.clone(), plan.header().title.clone());
            self.against(DoubtKind::BothClaim, &title, &own, Vec::new());
        }
    }

    fn against(&mut self, kind: DoubtKind, text: &str, reading: &str, alternatives: Vec<String>) {
        let doubts = self.builder.plan.doubts().map(|(_, doubt)| doubt);
        if doubts
            .filter(|doubt| doubt.subject == Subject::Plan)
            .any(|doubt| doubt.kind == kind && doubt.text == text)
        {
            return;
        }
        let source = self.draft.outline.iter().find_map(|node| node.source.as_ref());
        let file = source.map(|source| Arc::clone(&source.file)).unwrap_or_default();
        let place = Source { file, ..Source::default() };
        self.doubt(Subject::Plan, kind, place, text, reading, alternatives);
    }
}
