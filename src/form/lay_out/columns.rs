//! Removes columns that are empty in the whole plan, because a report is handed in without them.

use crate::{
    domain::{Level, Node, NodeId, Plan},
    form::form::Holds,
    text::normal::squeeze,
};

use super::LayoutContext;

/// Removes the columns that are empty in this plan. Columns of values and notes always stay, and so do all columns
/// in a form to be filled in, in the document that the plan was imported from, and where the form keeps them.
pub fn leave_out_empty(scene: &mut LayoutContext<'_>) {
    if scene.options.blank || scene.has_own_form() || !scene.is_report_on_plan() {
        return;
    }
    let columns = std::mem::take(&mut scene.columns);
    let (kept, left_out): (Vec<_>, Vec<_>) = columns
        .into_iter()
        .partition(|column| scene.writing.keeps.contains(&column.holds) || is_filled(scene, column.holds));
    let width: u32 = left_out.iter().map(|column| column.mm).sum();
    scene.columns = kept;
    // The column of measures gets their width.
    if let Some(column) = scene.columns.iter_mut().find(|column| column.holds == Holds::Measure) {
        column.mm += width;
    }
}

/// Whether a plan has nodes of a level.
pub fn has_level(plan: &Plan, level: Level) -> bool {
    plan.walk().any(|(_, id)| plan.node(id).is_some_and(|node| node.level == level))
}

/// Whether every measure is of a level, or under a node of it.
pub fn are_all_under(plan: &Plan, level: Level) -> bool {
    let of_level = |id: NodeId| plan.node(id).is_some_and(|node| node.level == level);
    plan.measures().all(|(id, _)| of_level(id) || plan.ancestors(id).any(of_level))
}

/// Whether the plan has any content for a column.
fn is_filled(scene: &LayoutContext<'_>, holds: Holds) -> bool {
    let plan = scene.plan;
    let measures = || plan.measures();
    let level = |level| has_level(plan, level);
    match holds {
        Holds::Measure | Holds::Target | Holds::Fact | Holds::Note => true,
        Holds::Ordinal => level(scene.counts.0),
        Holds::Code => measures().any(|(_, node)| node.code.is_some()),
        Holds::Goal => level(Level::Goal),
        Holds::Task => level(Level::Task),
        Holds::Subtask => level(Level::Subtask),
        Holds::Objective => level(Level::Subtask),
        Holds::Performers => measures().any(|(_, node)| !node.performers.is_empty()),
        Holds::Term => measures().any(|(_, node)| node.term.is_some()),
        Holds::Indicator => measures().any(|(id, node)| is_named(scene, id, node)),
        // A unit is written below the indicator's name, and the others are derived from other columns.
        Holds::Unit | Holds::Baseline | Holds::Share | Holds::Mark | Holds::Nothing => false,
    }
}

/// Whether a measure has an indicator with a name, or a shared one.
fn is_named(scene: &LayoutContext<'_>, id: NodeId, node: &Node) -> bool {
    let below = scene.writing.columns.iter().any(|column| column.performers_below);
    !node.shares.is_empty()
        || (below && !node.performers.is_empty())
        || scene.plan.indicators(id).any(|(_, indicator)| !squeeze(&indicator.name).is_empty())
}
