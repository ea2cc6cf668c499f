//! The effect of a change on a plan, listed by measure. The preview of an import shows it; it is made from the same
//! edits that the import commits and undo takes back.

use smallvec::{SmallVec, smallvec};

use super::{
    change::{Change, Edit},
    field_change::{FieldChange, field_changes, measures_of},
    id::NodeId,
    id_map::IdMap,
    plan::Plan,
    record::{Level, RecordKey},
    workers::{PIECE, in_parallel, workers_for},
};

/// The effect of a change on a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The touched nodes: first those that stay, in the order of the plan, then those that are removed.
    pub nodes: Vec<NodeDifference>,
    /// How many measures it leaves as they are.
    pub untouched: usize,
    /// Whether the plan's header changes.
    pub header: bool,
}

/// The effect of a change on a node and its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeDifference {
    /// Which.
    pub node: NodeId,
    /// Its level.
    pub level: Level,
    /// How people name it, after the change where it is there.
    pub address: String,
    /// Its title, after the change where it is there.
    pub title: String,
    /// The effect on the node as a whole.
    pub kind: DifferenceKind,
    /// The fields that change; empty for a node that is new or removed.
    pub fields: Vec<FieldChange>,
}

/// The effect on a node as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// It is new.
    Added,
    /// Something in it changes.
    Changed,
    /// The node, or its last target, is removed.
    Withdrawn,
}

impl Difference {
    /// The effect of a change, from the plan that it was decided for to the one to which it was applied.
    pub fn between(before: &Plan, after: &Plan, change: &Change) -> Self {
        let mut by_node: IdMap<NodeId, SmallVec<[&Edit; 2]>> = IdMap::default();
        for edit in &change.edits {
            for node in nodes_of(edit, before, after) {
                by_node.entry(node).or_default().push(edit);
            }
        }
        let stays = after.walk().map(|(_, id)| id).filter(|id| by_node.contains_key(id));
        let goes = before
            .walk()
            .map(|(_, id)| id)
            .filter(|id| by_node.contains_key(id) && after.node(*id).is_none());
        let touched: Vec<NodeId> = stays.chain(goes).collect();
        let pieces: Vec<&[NodeId]> = touched.chunks(PIECE).collect();
        let of_piece = |piece: &&[NodeId]| -> Vec<NodeDifference> {
            let of_node = |id: &NodeId| node_difference(*id, by_node.get(id)?, before, after);
            piece.iter().filter_map(of_node).collect()
        };
        let nodes = in_parallel(workers_for(touched.len()), &pieces, of_piece);
        let nodes: Vec<NodeDifference> = nodes.into_iter().flatten().collect();
        let stay = |one: &&NodeDifference| one.level == Level::Measure && after.node(one.node).is_some();
        let untouched = after.measures().count() - nodes.iter().filter(stay).count();
        let header = change.edits.iter().any(|edit| edit.key == RecordKey::Header && edit.before.is_some());
        Self { nodes, untouched, header }
    }

    /// The number of measures with this kind of difference.
    pub fn measures(&self, kind: DifferenceKind) -> usize {
        self.nodes.iter().filter(|node| node.level == Level::Measure && node.kind == kind).count()
    }
}

/// The nodes that the record of an edit belongs to.
fn nodes_of(edit: &Edit, before: &Plan, after: &Plan) -> SmallVec<[NodeId; 1]> {
    match edit.key {
        RecordKey::Node(id) => smallvec![id],
        RecordKey::Indicator(id) | RecordKey::Target(id, ..) | RecordKey::Fact(id, ..) => {
            after.measure_of(id).or_else(|| before.measure_of(id)).into_iter().collect()
        }
        RecordKey::Evidence(_) => measures_of(edit).into(),
        RecordKey::Header
        | RecordKey::Performer(_)
        | RecordKey::Doubt(_)
        | RecordKey::Accepted(..)
        | RecordKey::Closing(_)
        | RecordKey::Decision(..)
        | RecordKey::Role(_)
        | RecordKey::Flag(..) => SmallVec::new(),
    }
}

fn node_difference(id: NodeId, edits: &[&Edit], before: &Plan, after: &Plan) -> Option<NodeDifference> {
    let (old, new) = (before.node(id), after.node(id));
    let (plan, node) = new.map(|node| (after, node)).or_else(|| old.map(|node| (before, node)))?;
    let kind = match (old, new) {
        (None, _) => DifferenceKind::Added,
        (_, None) => DifferenceKind::Withdrawn,
        _ if loses_target(edits) && !has_target(after, id) => DifferenceKind::Withdrawn,
        _ => DifferenceKind::Changed,
    };
    let mut fields: Vec<FieldChange> = Vec::new();
    if kind != DifferenceKind::Added && new.is_some() {
        fields = match edits {
            [edit] => field_changes(edit, before, after),
            edits => edits.iter().flat_map(|edit| field_changes(edit, before, after)).collect(),
        };
        if fields.is_empty() {
            return None;
        }
    }
    Some(NodeDifference {
        node: id,
        level: node.level,
        address: plan.address(id),
        title: node.title.clone(),
        kind,
        fields,
    })
}

/// Whether a target is among what is removed.
fn loses_target(edits: &[&Edit]) -> bool {
    edits.iter().any(|edit| matches!(edit.key, RecordKey::Target(..)) && edit.after.is_none())
}

fn has_target(plan: &Plan, measure: NodeId) -> bool {
    plan.indicators(measure).any(|(id, _)| plan.targets(id).next().is_some())
}
