//! What an import does to a plan that was there: added, changed, withdrawn, untouched.

use serde::Serialize;

use super::words::{Value, Words};
use crate::{
    domain::{Difference, DifferenceKind, Field, Level, NodeDifference, Plan},
    text::safe::harmless,
};

/// For a program.
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
    /// The difference, with the names of performers as the plan has them.
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
        field: name(change.field),
        quarter: quarter(change.field),
        performer: performer(change.field, plan),
        from: change.from.clone(),
        to: change.to.clone(),
    });
    NodeJson { address: node.address.clone(), title: node.title.clone(), fields: fields.collect() }
}

/// The name of a field, in JSON and at the end of its message.
const fn name(field: Field) -> &'static str {
    match field {
        Field::Code => "code",
        Field::Title => "title",
        Field::Objective => "objective",
        Field::Performers => "performers",
        Field::Term => "term",
        Field::Indicator => "indicator",
        Field::Target(..) => "target",
        Field::Fact(..) => "fact",
        Field::Note(..) => "note",
        Field::Evidence => "evidence",
    }
}

fn quarter(field: Field) -> Option<String> {
    match field {
        Field::Target(span, _) => Some(span.to_string()),
        Field::Fact(quarter, _) | Field::Note(quarter, _) => Some(quarter.to_string()),
        _ => None,
    }
}

fn performer(field: Field, plan: &Plan) -> Option<String> {
    let (Field::Target(_, who) | Field::Fact(_, who) | Field::Note(_, who)) = field else { return None };
    who.and_then(|id| plan.performer(id)).map(|known| known.name.clone())
}

/// For a person: a line of counts, then a line for each node and one for each of its values.
pub(super) fn lines(words: &Words, difference: &Difference, plan: &Plan) -> Vec<String> {
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
    let mut lines = vec![counts];
    for node in &difference.nodes {
        lines.push(node_line(node));
        lines.extend(node.fields.iter().map(|change| {
            let label = words.say(&format!("differs-{}", name(change.field)));
            let beside = [quarter(change.field), performer(change.field, plan)].into_iter().flatten();
            let label = std::iter::once(label).chain(beside).collect::<Vec<_>>().join(" ");
            let [from, to] = [&change.from, &change.to].map(|text| words.l10n.quote(text));
            harmless(&format!("    {label}: {from} → {to}")).into_owned()
        }));
    }
    lines
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
