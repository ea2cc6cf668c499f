//! Checks that need the whole draft: unique identities, targets of shares, and the addresses in doubts. Addresses
//! are resolved as in [`crate::domain::Plan::find_node`].

use std::collections::{BTreeMap, BTreeSet};

use super::{
    cursor::{Cursor, Read},
    error::{ExchangeError, Problem},
};
use crate::domain::{
    EvidenceId, IndicatorId, Level, NodeId, Span,
    draft::{Draft, DraftEvidence, DraftNode, DraftShare, DraftSubject},
};

/// The positions of a draft's nodes, indicators and evidence.
#[derive(Default)]
pub(super) struct Index {
    nodes: BTreeMap<NodeId, Vec<usize>>,
    indicators: BTreeMap<IndicatorId, (Vec<usize>, usize)>,
    evidence: BTreeMap<EvidenceId, DraftEvidence>,
    /// What each id is of.
    kinds: BTreeMap<u128, IdOf>,
    by_code: BTreeMap<(Level, String), Vec<Vec<usize>>>,
    /// The number of children and of indicators of each node; the top is the empty path.
    sizes: BTreeMap<Vec<usize>, (usize, usize)>,
}

/// A kind of things with ids.
#[derive(Clone, Copy, PartialEq, Eq)]
enum IdOf {
    Node,
    Indicator,
    Evidence,
}

/// Whether a quarter is in a period, or a longer span has quarters of it.
fn is_within(span: Span, period: Span) -> bool {
    match span.as_single() {
        Some(quarter) => period.contains(quarter),
        None => span.first <= period.last && period.first <= span.last,
    }
}

/// Refuses values for a quarter outside the plan's period, because no screen and no report would show them. A
/// target for a longer span may extend beyond it, as the target of a year does in the plan of a quarter.
fn within(period: Span, nodes: &[DraftNode], above: &[usize]) -> Read<()> {
    for (at, node) in nodes.iter().enumerate() {
        let path = [above, &[at]].concat();
        let outside = node.indicators.iter().enumerate().find_map(|(i, indicator)| {
            let v = indicator.values.iter().position(|value| !is_within(value.span, period))?;
            Some((i, v, indicator.values.get(v)?.span))
        });
        if let Some((indicator, value, span)) = outside {
            let (found, period) = (span.to_string(), period.to_string());
            let mut refused = refuse(&path, Problem::OutsidePeriod { found, period });
            refused.path.push_str(&format!(".indicators[{indicator}].values[{value}]"));
            return Err(refused);
        }
        within(period, &node.children, &path)?;
    }
    Ok(())
}

impl Index {
    /// The index of a draft with a complete outline.
    pub(super) fn of(draft: &Draft) -> Read<Self> {
        let mut index = Self::default();
        index.sizes.insert(Vec::new(), (draft.outline.len(), 0));
        index.take_all(&draft.outline, &[])?;
        within(draft.period, &draft.outline, &[])?;
        index.check_shares(&draft.outline, &[])?;
        Ok(index)
    }

    fn take_all(&mut self, nodes: &[DraftNode], above: &[usize]) -> Read<()> {
        nodes.iter().enumerate().try_for_each(|(at, node)| {
            let path = [above, &[at]].concat();
            self.take(node, &path)?;
            self.take_all(&node.children, &path)
        })
    }

    fn take(&mut self, node: &DraftNode, path: &[usize]) -> Read<()> {
        self.sizes.insert(path.to_vec(), (node.children.len(), node.indicators.len()));
        if let Some(code) = &node.code {
            self.by_code.entry((node.level, code.clone())).or_default().push(path.to_vec());
        }
        if let Some(id) = node.id
            && self.nodes.insert(id, path.to_vec()).is_some()
        {
            return Err(refuse(path, Problem::Twice { what: id.to_string() }));
        }
        node.id.map_or(Ok(()), |id| self.claim(id.0, IdOf::Node, path))?;
        for (at, indicator) in node.indicators.iter().enumerate() {
            indicator.id.map_or(Ok(()), |id| self.claim(id.0, IdOf::Indicator, path))?;
            if let Some(id) = indicator.id
                && self.indicators.insert(id, (path.to_vec(), at)).is_some()
            {
                return Err(refuse(path, Problem::Twice { what: id.to_string() }));
            }
        }
        self.take_evidence(node, path)
    }

    /// Refuses an id that something of another kind has.
    fn claim(&mut self, id: u128, of: IdOf, path: &[usize]) -> Read<()> {
        if *self.kinds.entry(id).or_insert(of) == of {
            return Ok(());
        }
        Err(refuse(path, Problem::Twice { what: NodeId(id).to_string() }))
    }

    /// Adds evidence. It may occur under several measures with the same content and a separate count for each.
    fn take_evidence(&mut self, node: &DraftNode, path: &[usize]) -> Read<()> {
        let mut here = BTreeSet::new();
        for evidence in &node.evidence {
            let Some(id) = evidence.id else { continue };
            self.claim(id.0, IdOf::Evidence, path)?;
            if !here.insert(id) {
                return Err(refuse(path, Problem::Twice { what: id.to_string() }));
            }
            let content = DraftEvidence { count: None, ..evidence.clone() };
            if *self.evidence.entry(id).or_insert_with(|| content.clone()) != content {
                return Err(refuse(path, Problem::EvidenceDiffers { id: id.to_string() }));
            }
        }
        Ok(())
    }

    fn check_shares(&self, nodes: &[DraftNode], above: &[usize]) -> Read<()> {
        for (at, node) in nodes.iter().enumerate() {
            let path = [above, &[at]].concat();
            let unknown = node.shares.iter().find_map(|share| match share {
                DraftShare::Id(id) if !self.indicators.contains_key(id) => Some(id),
                _ => None,
            });
            if let Some(id) = unknown {
                return Err(refuse(&path, Problem::Unresolved { found: id.to_string() }));
            }
            self.check_shares(&node.children, &path)?;
        }
        Ok(())
    }

    /// The node or indicator with an identity.
    pub(super) fn by_id(&self, at: &Cursor<'_>) -> Read<DraftSubject> {
        if let Some(path) = self.nodes.get(&at.id()?) {
            return Ok(DraftSubject::Node(path.clone()));
        }
        let indicator = self.indicators.get(&at.id()?);
        let subject = indicator.map(|(path, at)| DraftSubject::Indicator(path.clone(), *at));
        subject.ok_or_else(|| at.refuse(Problem::Unresolved { found: at.text().unwrap_or_default() }))
    }

    /// The subject with an address: the plan where it is empty, a node, or an indicator where it ends in `#n`.
    pub(super) fn by_address(&self, at: &Cursor<'_>) -> Read<DraftSubject> {
        let address = at.text()?;
        let found = match address.rsplit_once('#') {
            None if address.is_empty() => return Ok(DraftSubject::Plan),
            None => self.node(&address).map(DraftSubject::Node),
            Some((measure, ordinal)) => self.node(measure).and_then(|path| {
                let count = self.sizes.get(&path).map_or(0, |(_, indicators)| *indicators);
                let ordinal = nth(ordinal, count).ok_or(Lookup::Nothing)?;
                Ok(DraftSubject::Indicator(path, ordinal))
            }),
        };
        found.map_err(|why| {
            at.refuse(match why {
                Lookup::Nothing => Problem::Unresolved { found: address.clone() },
                Lookup::Several => Problem::Ambiguous { found: address.clone() },
            })
        })
    }

    fn node(&self, address: &str) -> Result<Vec<usize>, Lookup> {
        for level in Level::ALL.into_iter().rev() {
            match self.by_code.get(&(level, address.to_owned())).map(Vec::as_slice) {
                Some([one]) => return Ok(one.clone()),
                Some([_, ..]) => return Err(Lookup::Several),
                _ => {}
            }
        }
        let (parent, ordinal) = address.rsplit_once('/').ok_or(Lookup::Nothing)?;
        let parent = if parent.is_empty() { Vec::new() } else { self.parent(parent)? };
        let count = self.sizes.get(&parent).map_or(0, |(children, _)| *children);
        let ordinal = nth(ordinal, count).ok_or(Lookup::Nothing)?;
        Ok([parent.as_slice(), &[ordinal]].concat())
    }

    /// As [`Index::node`], but levels above the measures come before measures.
    fn parent(&self, address: &str) -> Result<Vec<usize>, Lookup> {
        let mut groups = Level::ALL.into_iter().rev().skip(1);
        match groups.find_map(|level| self.by_code.get(&(level, address.to_owned()))).map(Vec::as_slice) {
            Some([one]) => Ok(one.clone()),
            _ => self.node(address),
        }
    }
}

enum Lookup {
    Nothing,
    Several,
}

/// The index of an ordinal that counts from 1; none where there are fewer.
fn nth(ordinal: &str, count: usize) -> Option<usize> {
    ordinal.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < count)
}

/// A refusal at a node of the outline.
fn refuse(path: &[usize], problem: Problem) -> ExchangeError {
    let steps: Vec<String> = path.iter().map(|at| format!("[{at}]")).collect();
    ExchangeError { path: format!("outline{}", steps.join(".children")), problem }
}
