//! Walking a plan: parents, children, values, and the addresses people use.

use std::borrow::Cow;

use super::{
    address::{Addressed, Astray},
    id::{DoubtId, EvidenceId, IndicatorId, NodeId, PerformerId, RoleId},
    plan::Plan,
    quarter::{Quarter, Span},
    record::{
        Acceptance, Closing, Decision, Doubt, Evidence, FindingKind, Flag, Indicator, Level, Node, Performer,
        Role, Subject,
    },
    value::{Fact, Target},
};

/// No outline is as deep; the limit ends a walk upwards in damaged data.
const DEPTH_LIMIT: usize = 64;

/// Why an address leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing in the plan has this address.
    #[error("nothing has the address {0}")]
    NotFound(String),
    /// Several nodes have it; with the addresses that distinguish them.
    #[error("{0} is ambiguous: {1:?}")]
    Ambiguous(String, Vec<String>),
}

impl Plan {
    /// A node.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(&id).map(|s| &*s.value)
    }

    /// The nodes right under another (or at the top), in order.
    pub fn children(
        &self,
        parent: Option<NodeId>,
    ) -> impl DoubleEndedIterator<Item = NodeId> + ExactSizeIterator + '_ {
        self.children.get(&parent).map_or(&[][..], Vec::as_slice).iter().map(|(_, id)| *id)
    }

    /// Every node below the top, parents before children, with its depth.
    pub fn walk(&self) -> Walk<'_> {
        self.walk_under(None)
    }

    /// Every descendant of a node, parents before children, with its depth below the node.
    pub fn walk_under(&self, parent: Option<NodeId>) -> Walk<'_> {
        Walk { plan: self, stack: self.children(parent).rev().map(|id| (0, id)).collect() }
    }

    /// The measures at or under a node, in order.
    pub fn measures_under(&self, id: NodeId) -> Vec<NodeId> {
        let itself = std::iter::once(id);
        let below = self.walk_under(Some(id)).map(|(_, id)| id);
        itself.chain(below).filter(|id| self.node(*id).is_some_and(|n| n.level == Level::Measure)).collect()
    }

    /// The measures of the plan, in order.
    pub fn measures(&self) -> impl Iterator<Item = (NodeId, &Node)> + '_ {
        self.walk()
            .filter_map(|(_, id)| Some((id, self.node(id)?)))
            .filter(|(_, n)| n.level == Level::Measure)
    }

    /// The nodes above a node, nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).and_then(|n| n.parent), |id| {
            self.node(*id).and_then(|n| n.parent)
        })
        .take(DEPTH_LIMIT)
    }

    /// The nearest node of a level at or above a node.
    pub fn at_level(&self, id: NodeId, level: Level) -> Option<NodeId> {
        std::iter::once(id)
            .chain(self.ancestors(id))
            .find(|id| self.node(*id).is_some_and(|n| n.level == level))
    }

    /// The indicators of a measure, in order. A shared indicator belongs to its first measure.
    pub fn indicators(&self, measure: NodeId) -> impl Iterator<Item = (IndicatorId, &Indicator)> + '_ {
        let list = self.indicators_of.get(&measure).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(|(_, id)| Some((*id, self.indicator(*id)?)))
    }

    /// An indicator.
    pub fn indicator(&self, id: IndicatorId) -> Option<&Indicator> {
        self.indicators.get(&id).map(|s| &*s.value)
    }

    /// The measure an indicator belongs to.
    pub fn measure_of(&self, id: IndicatorId) -> Option<NodeId> {
        self.indicator(id).map(|i| i.measure)
    }

    /// The evidence of a measure, in order.
    pub fn evidence_of(&self, measure: NodeId) -> impl Iterator<Item = (EvidenceId, &Evidence)> + '_ {
        let list = self.evidence_of.get(&measure).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(|(_, id)| Some((*id, self.evidence(*id)?)))
    }

    /// A piece of evidence.
    pub fn evidence(&self, id: EvidenceId) -> Option<&Evidence> {
        self.evidence.get(&id).map(|s| &*s.value)
    }

    /// All evidence, in the order of the measures it belongs to.
    pub fn all_evidence(&self) -> impl Iterator<Item = (EvidenceId, &Evidence)> + '_ {
        self.walk().flat_map(move |(_, measure)| {
            self.evidence_of(measure)
                .filter(move |(_, e)| e.links.first().is_some_and(|l| l.measure == measure))
        })
    }

    /// The target that is set for exactly this span.
    pub fn target(&self, id: IndicatorId, span: Span, who: Option<PerformerId>) -> Option<&Target> {
        self.values.get(&id)?.targets.get(&(span, who)).map(|s| &*s.value)
    }

    /// The targets of an indicator, by span.
    pub fn targets(
        &self,
        id: IndicatorId,
    ) -> impl Iterator<Item = (Span, Option<PerformerId>, &Target)> + '_ {
        self.values.get(&id).into_iter().flat_map(|v| v.targets.iter().map(|((s, w), t)| (*s, *w, &*t.value)))
    }

    /// A fact.
    pub fn fact(&self, id: IndicatorId, quarter: Quarter, who: Option<PerformerId>) -> Option<&Fact> {
        self.values.get(&id)?.facts.get(&(quarter, who)).map(|s| &*s.value)
    }

    /// The facts of an indicator, by quarter.
    pub fn facts(&self, id: IndicatorId) -> impl Iterator<Item = (Quarter, Option<PerformerId>, &Fact)> + '_ {
        self.values.get(&id).into_iter().flat_map(|v| v.facts.iter().map(|((q, w), f)| (*q, *w, &*f.value)))
    }

    /// A performer.
    pub fn performer(&self, id: PerformerId) -> Option<&Performer> {
        self.performers.get(&id).map(|s| &*s.value)
    }

    /// All performers, by id.
    pub fn performers(&self) -> impl Iterator<Item = (PerformerId, &Performer)> + '_ {
        self.performers.iter().map(|(id, s)| (*id, &*s.value))
    }

    /// The performers that a measure names, in its order, then the given ones, each once: the order of parts wherever
    /// they are shown.
    pub fn named_first(
        &self,
        measure: Option<NodeId>,
        others: impl IntoIterator<Item = PerformerId>,
    ) -> Vec<PerformerId> {
        let named = measure.and_then(|measure| self.node(measure)).map_or(&[][..], |node| &node.performers);
        let mut all: Vec<PerformerId> = named.iter().map(|who| who.id).collect();
        for who in others {
            if !all.contains(&who) {
                all.push(who);
            }
        }
        all
    }

    /// The performer with a spelling that folds to the same search key, else to the same name key.
    pub fn performer_named(&self, name: &str) -> Option<PerformerId> {
        let named = |fold: fn(&str) -> String| {
            let key = fold(name);
            let same = |p: &Performer| std::iter::once(&p.name).chain(&p.variants).any(|n| fold(n) == key);
            self.performers().find(|(_, p)| same(p)).map(|(id, _)| id)
        };
        named(crate::text::key::search_key).or_else(|| named(crate::text::key::name_key))
    }

    /// All doubts, by id.
    pub fn doubts(&self) -> impl Iterator<Item = (DoubtId, &Doubt)> + '_ {
        self.doubts.iter().map(|(id, s)| (*id, &*s.value))
    }

    /// Why a finding was accepted, if it was.
    pub fn acceptance(&self, kind: FindingKind, subject: Subject, quarter: Quarter) -> Option<&Acceptance> {
        self.accepted.get(&(kind, subject, quarter)).map(|s| &*s.value)
    }

    /// The lock of a quarter, if it is closed.
    pub fn closing(&self, quarter: Quarter) -> Option<&Closing> {
        self.stages(quarter).filter(|closing| closing.is_locked())
    }

    /// The closing that locks a quarter: it is closed, or was handed in and not returned.
    pub fn hold(&self, quarter: Quarter) -> Option<&Closing> {
        self.stages(quarter).filter(|closing| closing.is_held())
    }

    /// The closing of a quarter, whether it is closed or not; none where nobody has handed it in.
    pub fn stages(&self, quarter: Quarter) -> Option<&Closing> {
        self.closings.get(&quarter).map(|s| &*s.value)
    }

    /// The decision about the debt of a quarter.
    pub fn decision(&self, subject: Subject, due: Quarter) -> Option<&Decision> {
        self.decisions.get(&(subject, due)).map(|s| &*s.value)
    }

    /// All decisions about debts, with their subjects.
    pub fn decisions(&self) -> impl Iterator<Item = (Subject, Quarter, &Decision)> + '_ {
        self.decisions.iter().map(|((subject, due), s)| (*subject, *due, &*s.value))
    }

    /// The mark for follow-up on a quarter's facts. An indicator without a mark of its own has the mark of its
    /// measure, because a measure without an indicator gets one with its first value.
    pub fn flag(&self, subject: Subject, quarter: Quarter) -> Option<&Flag> {
        let measure = || match subject {
            Subject::Indicator(id) => self.measure_of(id),
            Subject::Plan | Subject::Node(_) => None,
        };
        let own = |subject| self.flags.get(&(subject, quarter)).map(|s| &*s.value);
        own(subject).or_else(|| own(Subject::Node(measure()?)))
    }

    /// Whether a measure or one of its indicators is marked for follow-up in a quarter.
    pub fn is_flagged(&self, measure: NodeId, quarter: Quarter) -> bool {
        let mut indicators = self.indicators(measure);
        self.flag(Subject::Node(measure), quarter).is_some()
            || indicators.any(|(id, _)| self.flag(Subject::Indicator(id), quarter).is_some())
    }

    /// All marks for follow-up, with their subjects.
    pub fn flags(&self) -> impl Iterator<Item = (Subject, Quarter, &Flag)> + '_ {
        self.flags.iter().map(|((subject, quarter), s)| (*subject, *quarter, &*s.value))
    }

    /// The roles of all users and groups.
    pub fn roles(&self) -> impl Iterator<Item = (RoleId, &Role)> + '_ {
        self.roles.iter().map(|(id, s)| (*id, &*s.value))
    }

    /// The address of a node: its code where no other node has it, else its parent's address and its ordinal
    /// (`1.1.1/2`).
    pub fn address(&self, id: NodeId) -> String {
        let mut tail = String::new();
        let mut at = Some(id);
        for _ in 0..DEPTH_LIMIT {
            let Some((id, node)) = at.and_then(|id| Some((id, self.node(id)?))) else { break };
            let known = self.places.as_ref().and_then(|places| places.nodes.get(&id));
            if let Some(code) = &node.code
                && self.coded(node.level, code).len() < 2
                && known.is_none_or(|(.., is_shared)| !is_shared)
            {
                return format!("{code}{tail}");
            }
            // Siblings are sorted, so a binary search finds one among thousands.
            let siblings = self.children.get(&node.parent);
            let found = || siblings.and_then(|all| all.binary_search(&(node.order.clone(), id)).ok());
            let place = known.map(|(_, place, _)| *place).or_else(found);
            let ordinal = place.map_or(0, |at| at + 1);
            tail.insert_str(0, &format!("/{ordinal}"));
            at = node.parent;
        }
        tail
    }

    /// The address of an indicator: its measure's address, with `#n` where the measure has several.
    pub fn indicator_address(&self, id: IndicatorId) -> String {
        let Some(measure) = self.measure_of(id) else { return String::new() };
        let address = self.address(measure);
        let all: Vec<_> = self.indicators(measure).map(|(id, _)| id).collect();
        match all.iter().position(|other| *other == id) {
            Some(at) if all.len() > 1 => format!("{address}#{}", at + 1),
            _ => address,
        }
    }

    /// The node that a doubt or a finding is about; none for the plan itself.
    pub fn measure_at(&self, subject: Subject) -> Option<NodeId> {
        match subject {
            Subject::Plan => None,
            Subject::Node(id) => Some(id),
            Subject::Indicator(id) => self.measure_of(id),
        }
    }

    /// The address of what a doubt or a finding is about; empty for the plan itself.
    pub fn subject_address(&self, subject: Subject) -> String {
        match subject {
            Subject::Plan => String::new(),
            Subject::Node(id) => self.address(id),
            Subject::Indicator(id) => self.indicator_address(id),
        }
    }

    /// The node with an address, measures before higher levels.
    ///
    /// # Errors
    /// When no node has it, or several nodes of one level do.
    pub fn find_node(&self, address: &str) -> Result<NodeId, AddressError> {
        self.node_at(address).map_err(|astray| match astray {
            Astray::Nowhere(address) => AddressError::NotFound(address),
            Astray::Several(address, many) => {
                let mut named: Vec<String> = many.iter().map(|id| self.address(*id)).collect();
                named.sort();
                AddressError::Ambiguous(address, named)
            }
        })
    }

    /// The measure or indicator with an address (`1.3.10`, `1.3.10#2`).
    ///
    /// # Errors
    /// When nothing has it, several have it, or it belongs to a level above the measures.
    pub fn find(&self, address: &str) -> Result<Subject, AddressError> {
        let not_found = || AddressError::NotFound(address.to_owned());
        let (node, ordinal) = match address.rsplit_once('#') {
            Some((node, ordinal)) => (node, Some(ordinal.parse::<usize>().map_err(|_| not_found())?)),
            None => (address, None),
        };
        let measure = self.find_node(node)?;
        if self.node(measure).is_none_or(|n| n.level != Level::Measure) {
            return Err(not_found());
        }
        let indicators: Vec<_> = self.indicators(measure).map(|(id, _)| id).collect();
        match (ordinal, indicators.as_slice()) {
            (None, []) => Ok(Subject::Node(measure)),
            (None, [one]) => Ok(Subject::Indicator(*one)),
            (None, many) => {
                let named = many.iter().map(|id| self.indicator_address(*id)).collect();
                Err(AddressError::Ambiguous(address.to_owned(), named))
            }
            (Some(n), many) => n
                .checked_sub(1)
                .and_then(|at| many.get(at))
                .map(|id| Subject::Indicator(*id))
                .ok_or_else(not_found),
        }
    }
}

impl Addressed for Plan {
    fn coded(&self, level: Level, code: &str) -> Cow<'_, [NodeId]> {
        let found = self.by_code.get(&(level, code.to_owned()));
        Cow::Borrowed(found.map_or(&[], Vec::as_slice))
    }

    fn nth_child(&self, parent: Option<NodeId>, place: usize) -> Option<NodeId> {
        match &self.places {
            Some(places) => places.nth_child(parent, place),
            None => self.children(parent).nth(place),
        }
    }

    fn is_list(&self) -> bool {
        let is_list = || self.by_code.is_empty() && self.children.len() == 1;
        self.places.as_ref().map_or_else(is_list, |places| places.is_list)
    }
}

/// See [`Plan::walk`].
pub struct Walk<'a> {
    plan: &'a Plan,
    stack: Vec<(usize, NodeId)>,
}

impl Iterator for Walk<'_> {
    type Item = (usize, NodeId);

    fn next(&mut self) -> Option<Self::Item> {
        let (depth, id) = self.stack.pop()?;
        if depth < DEPTH_LIMIT {
            self.stack.extend(self.plan.children(Some(id)).rev().map(|child| (depth + 1, child)));
        }
        Some((depth, id))
    }
}
