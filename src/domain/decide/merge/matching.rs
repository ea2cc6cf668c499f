//! Matches the nodes of a document with the nodes of the plan by code and title. A title that contradicts the code
//! prevents a match.
//!
//! Nodes of an outline are numbered from 0 as they are printed: a node, then those under it.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::BuildHasherDefault,
    rc::Rc,
};

use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

use super::likeness::{Alike, likeness_of_keys};
use crate::{
    domain::{
        draft::DraftNode,
        id::NodeId,
        id_map::{IdMap, IdSet},
        plan::Plan,
        record::Level,
    },
    text::key::{is_alphanumeric, search_key},
};

/// The least likeness, in hundredths, at which two titles with the same code name the same thing.
const SAME_THING: usize = 50;
/// The least likeness, in hundredths, at which two titles without a code name the same thing.
const SAME_TITLE: usize = 70;

/// The plan's node for each node of an outline that has one, by the node's number in the outline.
pub fn matched(plan: &Plan, titles: &PlanTitles, outline: &[DraftNode]) -> Vec<Option<NodeId>> {
    counted(plan, titles, outline).0
}

/// As [`matched`], with how many pairs of titles were compared.
pub fn counted(plan: &Plan, titles: &PlanTitles, outline: &[DraftNode]) -> (Vec<Option<NodeId>>, usize) {
    let mut drafts = Vec::new();
    list(outline, None, titles, &mut drafts);
    let mut matching = Matching {
        plan,
        titles,
        found: vec![None; drafts.len()],
        taken: IdSet::with_capacity_and_hasher(drafts.len(), BuildHasherDefault::new()),
        alike: BTreeMap::new(),
        compared: 0,
    };
    for pass in [Pass::Whole, Pass::Measured, Pass::Both, Pass::Code, Pass::Title, Pass::Likeness] {
        for (at, titled) in drafts.iter().enumerate() {
            if matching.is_open(at)
                && let Some(id) = matching.find(pass, titled)
            {
                matching.take(at, id);
            }
        }
    }
    (matching.found, matching.compared)
}

/// A node of the plan with the same level and code that no node of the document is matched with: its title is about
/// something else.
pub fn same_code_other_title(plan: &Plan, draft: &DraftNode, matched: &IdSet<NodeId>) -> Option<NodeId> {
    let code = draft.code.as_ref()?;
    let same = plan.by_code.get(&(draft.level, code.clone()))?;
    same.iter().copied().find(|id| !matched.contains(id))
}

/// All nodes by their numbers. `above` is the number of their parent.
fn list<'a>(nodes: &'a [DraftNode], above: Option<usize>, titles: &'a PlanTitles, out: &mut Vec<Titled<'a>>) {
    for draft in nodes {
        let own = out.len();
        let key = (draft.level, title_key(&draft.title));
        let same = titles.by_title.get(&key).map(SmallVec::as_slice).unwrap_or_default();
        out.push(Titled { draft, key: key.1, same, above });
        list(&draft.children, Some(own), titles, out);
    }
}

#[derive(Clone, Copy)]
enum Pass {
    /// Code, title, and the indicators of a measure, because titles may repeat.
    Whole,
    /// Title and indicators of a measure, or the only title of a group, whatever the code, because codes move when
    /// something is inserted above.
    Measured,
    /// Code and title.
    Both,
    /// The code, where the titles do not contradict it.
    Code,
    /// The title, where only one node has it.
    Title,
    /// Similar titles under the same parent, where a code is missing.
    Likeness,
}

/// A node of the document with the key of its title.
struct Titled<'a> {
    draft: &'a DraftNode,
    key: Rc<str>,
    /// The plan's nodes of its level with this title, looked up once for all passes.
    same: &'a [NodeId],
    /// The number of its parent; none at the top.
    above: Option<usize>,
}

/// The plan's nodes, indexed by the keys of their titles.
pub struct PlanTitles {
    keys: IdMap<NodeId, Rc<str>>,
    by_title: FxHashMap<(Level, Rc<str>), SmallVec<[NodeId; 1]>>,
}

impl PlanTitles {
    /// Those of all nodes of a plan.
    pub fn of(plan: &Plan) -> Self {
        let count = plan.nodes.len();
        let mut keys = IdMap::with_capacity_and_hasher(count, BuildHasherDefault::new());
        let mut by_title: FxHashMap<_, SmallVec<_>> =
            FxHashMap::with_capacity_and_hasher(count, FxBuildHasher);
        for (_, id) in plan.walk() {
            if let Some(node) = plan.node(id) {
                let key = title_key(&node.title);
                keys.insert(id, Rc::clone(&key));
                by_title.entry((node.level, key)).or_default().push(id);
            }
        }
        Self { keys, by_title }
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
            Pass::Both | Pass::Whole => {
                let whole = matches!(pass, Pass::Whole) && draft.level == Level::Measure;
                let same = self.of_title(titled).filter(|id| self.code_of(*id) == draft.code.as_ref());
                self.best_placed(same.filter(|id| !whole || self.measures_alike(*id, draft)), titled)
            }
            Pass::Measured if draft.title.is_empty() => None,
            Pass::Measured if draft.level != Level::Measure => self.only(self.of_title(titled)),
            Pass::Measured => {
                self.best_placed(self.of_title(titled).filter(|id| self.measures_alike(*id, draft)), titled)
            }
            Pass::Code => self.only(self.of_code(draft).filter(|id| self.may_be(*id, titled))),
            Pass::Title if draft.title.is_empty() => None,
            Pass::Title => self.only(self.of_title(titled).filter(|id| self.codes_agree(*id, draft))),
            Pass::Likeness => self.alike(titled),
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

    /// Whether a measure has the indicators of another: the same names, or none on both sides.
    fn measures_alike(&self, id: NodeId, draft: &DraftNode) -> bool {
        let names = self.plan.indicators(id).map(|(_, indicator)| indicator.name.as_str());
        // The same wordings are usual, and need no folding.
        if names.eq(draft.indicators.iter().map(|indicator| indicator.name.as_str())) {
            return true;
        }
        let own: BTreeSet<Rc<str>> =
            self.plan.indicators(id).map(|(_, indicator)| title_key(&indicator.name)).collect();
        let other: BTreeSet<Rc<str>> =
            draft.indicators.iter().map(|indicator| title_key(&indicator.name)).collect();
        own == other
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

    /// Whether codes allow a match by title: one side has no code, or no other node of the plan has the
    /// code of the document.
    fn codes_agree(&self, id: NodeId, draft: &DraftNode) -> bool {
        let held = draft.code.as_ref().is_some_and(|code| {
            self.plan.by_code.get(&(draft.level, code.clone())).is_some_and(|same| !same.contains(&id))
        });
        self.code_of(id).is_none() || draft.code.is_none() || !held
    }

    fn alike(&mut self, titled: &Titled<'_>) -> Option<NodeId> {
        let (plan, titles, taken, parent) = (self.plan, self.titles, &self.taken, self.parent(titled)?);
        let draft = titled.draft;
        let coded = draft.code.is_some();
        let fits = |id: NodeId| {
            let both = coded && plan.node(id).is_some_and(|node| node.code.is_some());
            !both && !taken.contains(&id)
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
        let parent = self.parent(titled);
        let placed = all.iter().find(|id| {
            self.plan.node(**id).is_some_and(|node| parent.is_some_and(|parent| parent == node.parent))
        });
        placed.copied().or_else(|| self.only(all.into_iter()))
    }

    fn only(&self, mut all: impl Iterator<Item = NodeId>) -> Option<NodeId> {
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }
}

/// A title for comparing: letters and digits only.
pub(super) fn title_key(title: &str) -> Rc<str> {
    let folded = search_key(title);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split(|c| !is_alphanumeric(c)).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key.into()
}
