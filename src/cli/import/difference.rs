//! The changes of an import to an existing plan: added, changed, withdrawn, unchanged.

use std::{collections::HashMap, rc::Rc};

use serde::Serialize;
use smallvec::SmallVec;

use super::super::words::{Value, Words};
use crate::{
    domain::{ChangedField, Difference, DifferenceKind, Level, NodeDifference, Plan},
    text::safe::made_harmless,
};

/// The difference in JSON.
#[derive(Serialize)]
pub(super) struct DifferenceJson {
    added: Vec<NodeJson>,
    changed: Vec<NodeJson>,
    withdrawn: Vec<NodeJson>,
    untouched: usize,
}

#[derive(Serialize)]
struct NodeJson {
    address: String,
    title: String,
    fields: Vec<FieldJson>,
}

#[derive(Serialize)]
struct FieldJson {
    field: &'static str,
    quarter: Option<String>,
    performer: Option<String>,
    from: String,
    to: String,
}

impl DifferenceJson {
    /// Converts a difference; the names of performers come from the plan.
    pub fn of(difference: &Difference, plan: &Plan) -> Self {
        let list = |kind| difference.nodes.iter().filter(move |node| node.kind == kind);
        let nodes = |kind| list(kind).map(|node| node_json(node, plan)).collect();
        Self {
            added: nodes(DifferenceKind::Added),
            changed: nodes(DifferenceKind::Changed),
            withdrawn: nodes(DifferenceKind::Withdrawn),
            untouched: difference.untouched,
        }
    }
}

fn node_json(node: &NodeDifference, plan: &Plan) -> NodeJson {
    let fields = node.fields.iter().map(|change| FieldJson {
        field: change.field.name(),
        quarter: change.field.span().map(|span| span.to_string()),
        performer: performer(change.field, plan),
        from: change.from.clone(),
        to: change.to.clone(),
    });
    NodeJson { address: node.address.clone(), title: node.title.clone(), fields: fields.collect() }
}

/// The performer of a part.
fn performer(field: ChangedField, plan: &Plan) -> Option<String> {
    field.performer().and_then(|id| plan.performer(id)).map(|known| known.name.clone())
}

/// The difference as text: a line of counts, then a line for each node and for each of its values.
pub(super) fn lines<'a>(
    words: &'a Words,
    difference: &'a Difference,
    plan: &'a Plan,
) -> impl Iterator<Item = String> {
    let count = |kind| Value::from(difference.measures(kind));
    let counts = words.with(
        "cli-import-difference",
        &[
            ("added", count(DifferenceKind::Added)),
            ("changed", count(DifferenceKind::Changed)),
            ("withdrawn", count(DifferenceKind::Withdrawn)),
            ("untouched", Value::from(difference.untouched)),
        ],
    );
    // Thousands of measures change in the same few fields.
    let mut labels: HashMap<ChangedField, Rc<str>> = HashMap::new();
    let of_node = move |node: &'a NodeDifference| {
        let label =
            |field| Rc::clone(labels.entry(field).or_insert_with(|| words.l10n.field(field, plan).into()));
        let named: SmallVec<[Rc<str>; 2]> =
            node.fields.iter().map(|change| change.field).map(label).collect();
        let fields = node.fields.iter().zip(named).map(|(change, label)| {
            let [from, to] = [&change.from, &change.to].map(|text| words.l10n.quote(text));
            made_harmless(format!("    {label}: {from} → {to}"))
        });
        std::iter::once(node_line(node)).chain(fields)
    };
    std::iter::once(counts).chain(difference.nodes.iter().flat_map(of_node))
}

fn node_line(node: &NodeDifference) -> String {
    let sign = match node.kind {
        DifferenceKind::Added => '+',
        DifferenceKind::Changed => '~',
        DifferenceKind::Withdrawn => '-',
    };
    let gap = if node.address.is_empty() { "" } else { " " };
    let group = if node.level == Level::Measure { "" } else { "§ " };
    made_harmless(format!("  {sign} {group}{}{gap}{}", node.address, node.title))
}
