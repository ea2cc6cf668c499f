//! Measures of the plan that the document leaves out. A new measure may be one of them in other words.

use super::{
    Merge,
    likeness::{Alike, likeness_of_keys},
    titles::title_key,
};
use crate::domain::{
    draft::DraftNode,
    id::NodeId,
    record::{DoubtKind, Level, Subject},
};

/// The least likeness, in hundredths, at which a measure without a number may be one of its group in other words.
const REWORDED: usize = 30;
/// The least likeness, in hundredths, at which it may be any measure of the plan in other words.
const LIKELY: usize = 50;
/// The least likeness, in hundredths, at which a measure with a number of its own may be one of its group.
const NUMBERED: usize = 70;
/// Of more measures left out the document is not about this part of the plan, and they are not looked at.
const MOST: usize = 500;
/// The most titles that are named.
const NAMED: usize = 3;

/// The measures under a parent, or of the whole plan, that the document leaves out.
#[derive(Default)]
pub(super) struct LeftOut<'a> {
    alike: Alike<'a>,
    /// The first of those that are planned in the document's quarters.
    planned: Vec<NodeId>,
}

impl<'a> Merge<'a, '_> {
    /// Doubts a new measure that may be one left out: the most similar one, else the one in whose place it stands,
    /// else those of its group that are planned in the document's quarters.
    pub(super) fn doubt_instead(
        &mut self,
        (id, new): (NodeId, &DraftNode),
        parent: Option<NodeId>,
        next: Option<NodeId>,
    ) {
        if new.level != Level::Measure || new.title.is_empty() {
            return;
        }
        let others = self.instead_of(new, parent, next);
        let titles =
            others.iter().filter_map(|id| self.builder.plan.node(*id)).map(|node| node.title.clone());
        let titles: Vec<String> = titles.collect();
        if !titles.is_empty() {
            // No number says whether it is the measure that stood here, reworded.
            let place = new.source.clone().unwrap_or_default();
            let (kind, text) = (DoubtKind::BothClaim, &new.title);
            self.doubt(Subject::Node(id), kind, place, text, text, titles);
        }
    }

    fn instead_of(&mut self, new: &DraftNode, parent: Option<NodeId>, next: Option<NodeId>) -> Vec<NodeId> {
        let key = title_key(&new.title);
        if new.code.is_some() {
            // A number of its own says that it is another one, unless the titles are very much alike.
            return self
                .left_out_of(Some(parent))
                .alike
                .most(&key, NUMBERED, |_| true, &mut 0)
                .into_iter()
                .collect();
        }
        let next = next.filter(|id| self.may_be_reworded(*id, &key));
        let most = |left: &LeftOut<'_>, least: usize| left.alike.most(&key, least, |_| true, &mut 0);
        let group = self.left_out_of(Some(parent));
        let same = most(group, LIKELY);
        let (reworded, planned) = (most(group, REWORDED), group.planned.clone());
        if let Some(one) = same.or(next).or(reworded) {
            return vec![one];
        }
        if !planned.is_empty() {
            return planned;
        }
        most(self.left_out_of(None), LIKELY).into_iter().collect()
    }

    /// Whether a measure of the plan is left out, and a new one in its place, given by the key of its title, may be the
    /// same: it is planned in the document's quarters, or the titles are alike.
    fn may_be_reworded(&self, id: NodeId, key: &str) -> bool {
        self.is_left_out(id)
            && (self.is_planned(id) || likeness_of_keys(self.titles.key(id), key) >= REWORDED)
    }

    fn is_left_out(&self, id: NodeId) -> bool {
        let Some(node) = self.builder.plan.node(id) else { return false };
        node.level == Level::Measure && !node.title.is_empty() && !self.known.contains(&id)
    }

    /// The measures left out under a parent, or of the whole plan where no parent is given; collected once.
    fn left_out_of(&mut self, parent: Option<Option<NodeId>>) -> &LeftOut<'a> {
        if !self.left_out.contains_key(&parent) {
            let found = self.collect_left_out(parent);
            self.left_out.insert(parent, found);
        }
        self.left_out.entry(parent).or_default()
    }

    fn collect_left_out(&self, parent: Option<Option<NodeId>>) -> LeftOut<'a> {
        let plan = self.builder.plan;
        let all: Vec<NodeId> = match parent {
            Some(parent) => plan.children(parent).filter(|id| self.is_left_out(*id)).take(MOST + 1).collect(),
            None => {
                plan.measures().map(|(id, _)| id).filter(|id| self.is_left_out(*id)).take(MOST + 1).collect()
            }
        };
        if all.len() > MOST {
            return LeftOut::default();
        }
        let titles = self.titles;
        let planned = all.iter().copied().filter(|id| self.is_planned(*id)).take(NAMED).collect();
        LeftOut { alike: Alike::of(all.iter().map(|id| (*id, titles.key(*id)))), planned }
    }
}
