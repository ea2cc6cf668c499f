//! The changes of an import to an existing plan: added, changed, withdrawn, unchanged.

use serde::Serialize;

use super::super::words::{Value, Words};
use crate::{
    domain::{ChangedField, Difference, DifferenceKind, Level, NodeDifference, Plan},
    text::safe::harmless,
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
    let of_node = move |node: &'a NodeDifference| {
        let fields = node.fields.iter().map(move |change| {
            let label = words.l10n.field(change.field, plan);
            let [from, to] = [&change.from, &change.to].map(|text| words.l10n.quote(text));
            harmless(&format!("    {label}: {from} → {to}")).into_owned()
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
    let address = if node.address.is_empty() { String::new() } else { format!("{} ", node.address) };
    let group = if node.level == Level::Measure { "" } else { "§ " };
    harmless(&format!("  {sign} {group}{address}{}", node.title)).into_owned()
}
