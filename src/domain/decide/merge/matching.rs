//! Matches the nodes of a document with the nodes of the plan by code and title. A title that contradicts the code
//! prevents a match.
//!
//! Nodes of an outline are numbered from 0 as they are printed: a node, then those under it.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::BuildHasherDefault,
    sync::Arc,
};

use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

use super::{
    likeness::{Alike, likeness_of_keys, only_adds_words},
    titles::{title_key, title_keys},
    twins,
};
use crate::domain::{
    draft::DraftNode,
    id::NodeId,
    id_map::{IdMap, IdSet},
    plan::Plan,
    record::{Level, Node},
};

/// The least likeness, in hundredths, at which two titles with the same code name the same thing.
const SAME_THING: usize = 50;
/// The least likeness, in hundredths, at which two titles without a code name the same thing.
const SAME_TITLE: usize = 70;

/// The plan's node for each node of an outline that has one, by the node's number in the outline.
pub fn matched(plan: &Plan, titles: &PlanTitles, outline: &[DraftNode]) -> Matched {
    counted(plan, titles, outline).0
}

/// As [`matched`], with how many pairs of titles were compared.
pub fn counted(plan: &Plan, titles: &PlanTitles, outline: &[DraftNode]) -> (Matched, usize) {
    let mut drafts = titles.named_in(outline);
    twins::distrust_moved_codes(plan, &mut drafts);
    let mut matching = Matching {
        plan,
        titles,
        found: vec![None; drafts.len()],
        taken: IdSet::with_capacity_and_hasher(drafts.len(), BuildHasherDefault::new()),
        alike: BTreeMap::new(),
        compared: 0,
    };
    for pass in Pass::ALL {
        for (at, titled) in drafts.iter().enumerate() {
            if matching.is_open(at)
                && let Some(id) = matching.find(pass, titled)
            {
                matching.take(at, id);
            }
        }
    }
    let unclear = twins::unclear(plan, &drafts, &matching.found);
    let Matching { found, compared, .. } = matching;
    (Matched { found, unclear, keys: drafts.into_iter().map(|titled| titled.key).collect() }, compared)
}

/// Which node of the plan each node of a document is.
pub struct Matched {
    /// The plan's node, by the node's number in the outline.
    pub found: Vec<Option<NodeId>>,
    /// Nodes with a repeated title, by their numbers, that may as well be these of the plan.
    pub unclear: BTreeMap<usize, Vec<NodeId>>,
    /// The key of each title, by the node's number.
    pub keys: Vec<Arc<str>>,
}

/// A node of the plan with the same level and code that no node of the document is matched with: its title is about
/// something else.
pub fn same_code_other_title(plan: &Plan, draft: &DraftNode, matched: &IdSet<NodeId>) -> Option<NodeId> {
    let code = draft.code.as_ref()?;
    let same = plan.by_code.get(&(draft.level, code.clone()))?;
    same.iter().copied().find(|id| !matched.contains(id))
}

/// All nodes by their numbers. `above` is the number of their parent.
fn list<'a>(nodes: &'a [DraftNode], above: Option<usize>, out: &mut Vec<(&'a DraftNode, Option<usize>)>) {
    for draft in nodes {
        let own = out.len();
        out.push((draft, above));
        list(&draft.children, Some(own), out);
    }
}

#[derive(Clone, Copy)]
enum Pass {
    /// Code, title, and the indicators of a measure, because titles may repeat.
    Whole,
    /// Of several measures of a group with the same title and indicators, the one whose performers, term and targets
    /// are the same, too.
    Detailed,
    /// Title and indicators of a measure under the same parent, or the only title of a group there, whatever the
    /// code, because codes move when something is inserted above.
    Placed,
    /// Code and title; under the same parent where there is no code.
    Both,
    /// As `Placed`, under any parent.
    Measured,
    /// The code, where one of the titles only adds words to the other.
    CodeAndWords,
    /// A title that only adds words to another one, or loses some, under the same parent, whatever the code.
    Words,
    /// The code, where the titles do not contradict it.
    Code,
    /// The title, where only one node has it.
    Title,
    /// Similar titles under the same parent, where a code is missing.
    Likeness,
}

impl Pass {
    const ALL: [Self; 10] = [
        Self::Whole,
        Self::Detailed,
        Self::Placed,
        Self::Both,
        Self::Measured,
        Self::CodeAndWords,
        Self::Words,
        Self::Code,
        Self::Title,
        Self::Likeness,
    ];
}

/// A node of the document with the key of its title.
pub(super) struct Titled<'a> {
    /// It.
    pub draft: &'a DraftNode,
    /// The key of its title.
    pub key: Arc<str>,
    /// The plan's nodes of its level with this title, looked up once for all passes.
    pub same: &'a [NodeId],
    /// The number of its parent; none at the top.
    pub above: Option<usize>,
    /// Whether it has a code that says which of the nodes with this title it is.
    pub coded: bool,
}

/// The plan's nodes, indexed by the keys of their titles.
pub struct PlanTitles {
    keys: IdMap<NodeId, Arc<str>>,
    by_title: FxHashMap<(Level, Arc<str>), SmallVec<[NodeId; 1]>>,
}

impl PlanTitles {
    /// Those of all nodes of a plan.
    pub fn of(plan: &Plan) -> Self {
        let nodes: Vec<(NodeId, &Node)> =
            plan.walk().filter_map(|(_, id)| Some((id, plan.node(id)?))).collect();
        let count = nodes.len();
        let mut keys = IdMap::with_capacity_and_hasher(count, BuildHasherDefault::new());
        let mut by_title: FxHashMap<_, SmallVec<_>> =
            FxHashMap::with_capacity_and_hasher(count, FxBuildHasher);
        for ((id, node), key) in
            nodes.iter().zip(title_keys(nodes.iter().map(|(_, node)| node.title.as_str())))
        {
            keys.insert(*id, Arc::clone(&key));
            by_title.entry((node.level, key)).or_default().push(*id);
        }
        Self { keys, by_title }
    }

    /// The nodes of an outline by their numbers, with those of the plan that have the same title.
    fn named_in<'a>(&'a self, outline: &'a [DraftNode]) -> Vec<Titled<'a>> {
        let mut drafts = Vec::new();
        list(outline, None, &mut drafts);
        let keys = title_keys(drafts.iter().map(|(draft, _)| draft.title.as_str()));
        let titled = |((draft, above), key): ((&'a DraftNode, Option<usize>), Arc<str>)| {
            let key = (draft.level, key);
            let same = self.by_title.get(&key).map(SmallVec::as_slice).unwrap_or_default();
            Titled { draft, key: key.1, same, above, coded: draft.code.is_some() }
        };
        drafts.into_iter().zip(keys).map(titled).collect()
    }

    /// The key of a node's title.
    pub fn key(&self, id: NodeId) -> &str {
        self.keys.get(&id).map(|key| &**key).unwrap_or_default()
    }
}

struct Matching<'a> {
    plan: &'a Plan,
    titles: &'a PlanTitles,
    /// The plan's node for each node of the document.
    found: Vec<Option<NodeId>>,
    taken: IdSet<NodeId>,
    /// The nodes of a level under a parent, indexed by the words of their titles when first needed.
    alike: BTreeMap<(Option<NodeId>, Level), Alike<'a>>,
    compared: usize,
}

impl Matching<'_> {
    /// Whether a node of the document is not matched yet.
    fn is_open(&self, at: usize) -> bool {
        self.found.get(at).is_some_and(Option::is_none)
    }

    fn take(&mut self, at: usize, id: NodeId) {
        if let Some(place) = self.found.get_mut(at) {
            *place = Some(id);
            self.taken.insert(id);
        }
    }

    fn find(&mut self, pass: Pass, titled: &Titled<'_>) -> Option<NodeId> {
        let draft = titled.draft;
        match pass {
            Pass::Detailed | Pass::Placed | Pass::Measured | Pass::Title if draft.title.is_empty() => None,
            Pass::Both | Pass::Whole => {
                let whole = matches!(pass, Pass::Whole) && draft.level == Level::Measure;
                let same = self.of_title(titled).filter(|id| self.code_of(*id) == draft.code.as_ref());
                let same = same.filter(|id| !whole || measures_alike(self.plan, *id, draft));
                match draft.code {
                    Some(_) if titled.coded => self.best_placed(same, titled),
                    Some(_) => None,
                    // Of several with the same title the details tell more.
                    None if whole && !draft.title.is_empty() => None,
                    None => self.placed(same, titled),
                }
            }
            Pass::Detailed
                if draft.level != Level::Measure || !(2..=twins::MOST).contains(&titled.same.len()) =>
            {
                None
            }
            Pass::Detailed => {
                let same = self.of_title(titled).filter(|id| twins::same_details(self.plan, *id, draft));
                self.placed(same, titled)
            }
            Pass::Placed if draft.level == Level::Measure => {
                let same = self.of_title(titled).filter(|id| measures_alike(self.plan, *id, draft));
                self.placed(same, titled)
            }
            Pass::Placed => {
                let parent = self.parent(titled)?;
                let own = |id: &NodeId| self.plan.node(*id).is_some_and(|node| node.parent == parent);
                self.only(self.of_title(titled).filter(own))
            }
            Pass::Measured if draft.level != Level::Measure => self.only(self.of_title(titled)),
            Pass::Measured => {
                self.only(self.of_title(titled).filter(|id| measures_alike(self.plan, *id, draft)))
            }
            Pass::CodeAndWords => self.only(self.of_code(draft).filter(|id| self.has_words(*id, titled))),
            Pass::Code => self.only(self.of_code(draft).filter(|id| self.may_be(*id, titled))),
            Pass::Title => self.only(self.of_title(titled).filter(|id| self.codes_agree(*id, draft))),
            Pass::Words | Pass::Likeness => self.alike(pass, titled),
        }
    }

    fn of_title(&self, titled: &Titled<'_>) -> impl Iterator<Item = NodeId> {
        titled.same.iter().copied().filter(|id| !self.taken.contains(id))
    }

    fn of_code<'s>(&'s self, draft: &DraftNode) -> impl Iterator<Item = NodeId> + use<'s> {
        let code = draft.code.clone();
        let all = code.and_then(|code| self.plan.by_code.get(&(draft.level, code)));
        all.into_iter().flatten().copied().filter(|id| !self.taken.contains(id))
    }

    fn code_of(&self, id: NodeId) -> Option<&String> {
        self.plan.node(id)?.code.as_ref()
    }

    /// Whether titles allow a match. Titles of groups are reworded freely; a measure with the same code may be
    /// another one.
    fn may_be(&self, id: NodeId, titled: &Titled<'_>) -> bool {
        let draft = titled.draft;
        draft.level != Level::Measure
            || self.plan.node(id).is_none_or(|node| node.title.is_empty())
            || draft.title.is_empty()
            || likeness_of_keys(self.titles.key(id), &titled.key) >= SAME_THING
    }

    /// Whether the title of a node only adds words to the document's, or loses some.
    fn has_words(&self, id: NodeId, titled: &Titled<'_>) -> bool {
        let own = self.titles.key(id);
        likeness_of_keys(own, &titled.key) >= SAME_THING && only_adds_words(own, &titled.key)
    }

    /// Whether codes allow a match by title: one side has no code, or no other node of the plan has the
    /// code of the document.
    fn codes_agree(&self, id: NodeId, draft: &DraftNode) -> bool {
        let held = draft.code.as_ref().is_some_and(|code| {
            self.plan.by_code.get(&(draft.level, code.clone())).is_some_and(|same| !same.contains(&id))
        });
        self.code_of(id).is_none() || draft.code.is_none() || !held
    }

    fn alike(&mut self, pass: Pass, titled: &Titled<'_>) -> Option<NodeId> {
        let (plan, titles, taken, parent) = (self.plan, self.titles, &self.taken, self.parent(titled)?);
        let draft = titled.draft;
        let (coded, words) = (draft.code.is_some(), matches!(pass, Pass::Words));
        let fits = |id: NodeId| {
            let both = coded && plan.node(id).is_some_and(|node| node.code.is_some());
            let fits = if words { only_adds_words(titles.key(id), &titled.key) } else { !both };
            fits && !taken.contains(&id)
        };
        let key = (parent, draft.level);
        let alike = self.alike.entry(key).or_insert_with(|| {
            let children = plan.children(parent);
            let named = children.filter(|id| plan.node(*id).is_some_and(|node| node.level == draft.level));
            Alike::of(named.map(|id| (id, titles.key(id))))
        });
        alike.most(&titled.key, SAME_TITLE, fits, &mut self.compared)
    }

    /// The plan's parent for a node: none at the top, else the node that its parent is matched with.
    #[expect(
        clippy::option_option,
        reason = "no parent is the top of the outline; unknown is something else"
    )]
    fn parent(&self, titled: &Titled<'_>) -> Option<Option<NodeId>> {
        let Some(above) = titled.above else { return Some(None) };
        self.found.get(above).copied().flatten().map(Some)
    }

    /// Of several nodes with the same title, the one under the same parent, else the only one.
    fn best_placed(&self, all: impl Iterator<Item = NodeId>, titled: &Titled<'_>) -> Option<NodeId> {
        let all: SmallVec<[NodeId; 4]> = all.collect();
        self.placed(all.iter().copied(), titled).or_else(|| self.only(all.into_iter()))
    }

    /// Of several nodes, the first under the same parent.
    fn placed(&self, mut all: impl Iterator<Item = NodeId>, titled: &Titled<'_>) -> Option<NodeId> {
        let parent = self.parent(titled)?;
        all.find(|id| self.plan.node(*id).is_some_and(|node| node.parent == parent))
    }

    fn only(&self, mut all: impl Iterator<Item = NodeId>) -> Option<NodeId> {
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }
}

/// Whether a measure has the indicators of another: the same names, or none on both sides.
pub(super) fn measures_alike(plan: &Plan, id: NodeId, draft: &DraftNode) -> bool {
    let names = plan.indicators(id).map(|(_, indicator)| indicator.name.as_str());
    // The same wordings are usual, and need no folding.
    if names.eq(draft.indicators.iter().map(|indicator| indicator.name.as_str())) {
        return true;
    }
    let own: BTreeSet<Arc<str>> =
        plan.indicators(id).map(|(_, indicator)| title_key(&indicator.name)).collect();
    let other: BTreeSet<Arc<str>> =
        draft.indicators.iter().map(|indicator| title_key(&indicator.name)).collect();
    own == other
}
