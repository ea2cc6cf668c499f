//! The screen of the outline: its rows and actions. Motions and folding are in `motion`, the visible part in `zoom`,
//! editing in `edit`, marked rows in `marks`, cutting and pasting in `clip`.

mod clip;
mod clipped;
mod edit;
pub(crate) mod filter;
mod filter_words;
mod marks;
mod motion;
mod row;
pub(crate) mod saved;
mod zoom;

pub use clip::Clip;
pub use row::OutlineRow;
pub use zoom::Column;

use filter::Filter;

use rustc_hash::FxHashSet;

use crate::{
    domain::{IndicatorId, Level, NodeId, Plan, Quarter, Subject},
    keymap::{Action, Atom, Atoms, Context},
};

use super::{
    Cx, Handled, ScreenState, Shared,
    list::ListCursor,
    search::RowWords,
    shared::{MadeOfPlan, Stamp},
};

/// The state of the outline.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The rows that are not hidden by folding.
    pub rows: Vec<OutlineRow>,
    /// The cursor.
    pub cursor: ListCursor,
    /// Nodes whose children are hidden.
    pub folded: FxHashSet<NodeId>,
    /// Whether the details pane is open.
    pub details: bool,
    /// The only row that is shown with everything under it; none for all rows.
    pub zoom: Option<NodeId>,
    /// The column beside the titles, shown if there is room.
    pub column: Column,
    /// The rows that the next edit applies to, instead of the one under the cursor.
    marks: FxHashSet<marks::Mark>,
    /// The filter of measures.
    pub filter: Option<Filter>,
    /// The measures that pass the filter, with their ancestors.
    filtered: FxHashSet<NodeId>,
    made_of: Stamp,
}

impl Outline {
    /// The row under the cursor.
    pub fn row(&self) -> Option<OutlineRow> {
        self.rows.get(self.cursor.at).copied()
    }

    fn list_rows(&mut self, plan: &Plan) {
        let at = self.row();
        self.rows.clear();
        self.folded.retain(|id| plan.node(*id).is_some());
        self.marks.retain(|(id, indicator)| {
            plan.node(*id).is_some() && indicator.is_none_or(|id| plan.indicator(id).is_some())
        });
        self.zoom = self.zoom.filter(|id| plan.node(*id).is_some());
        let mut hidden_below: Option<usize> = None;
        let zoomed = self.zoom.map(|id| (0, id));
        let step = usize::from(zoomed.is_some());
        let below = plan.walk_under(self.zoom).map(|(depth, id)| (depth + step, id));
        for (depth, id) in zoomed.into_iter().chain(below) {
            if self.filter.is_some() && !self.filtered.contains(&id) {
                continue;
            }
            if hidden_below.is_some_and(|limit| depth > limit) {
                continue;
            }
            hidden_below = self.folded.contains(&id).then_some(depth);
            self.push_node(plan, depth, id);
        }
        let found = at.and_then(|at| {
            let same = self.rows.iter().position(|row| row.node == at.node && row.indicator == at.indicator);
            same.or_else(|| self.rows.iter().position(|row| row.node == at.node))
        });
        self.cursor.go(found.unwrap_or(self.cursor.at), self.rows.len());
    }

    fn push_node(&mut self, plan: &Plan, depth: usize, node: NodeId) {
        let indicators: Vec<IndicatorId> = plan.indicators(node).map(|(id, _)| id).collect();
        let only = if let [one] = indicators.as_slice() { Some(*one) } else { None };
        self.rows.push(OutlineRow { depth, node, indicator: only, sub: false });
        if indicators.len() > 1 && !self.folded.contains(&node) {
            let subs = indicators.into_iter();
            self.rows.extend(subs.map(|id| OutlineRow {
                depth: depth + 1,
                node,
                indicator: Some(id),
                sub: true,
            }));
        }
    }

    /// Unfolds the ancestors of a node and puts the cursor on it.
    fn focus_node(&mut self, plan: &Plan, node: NodeId) {
        if self.row().is_some_and(|row| row.node == node) {
            return;
        }
        let zoomed_away =
            self.zoom.is_some_and(|zoom| zoom != node && !plan.ancestors(node).any(|id| id == zoom));
        if zoomed_away {
            self.zoom = None;
            self.list_rows(plan);
        }
        let hidden: Vec<NodeId> = plan.ancestors(node).filter(|id| self.folded.contains(id)).collect();
        if !hidden.is_empty() {
            for id in hidden {
                self.folded.remove(&id);
            }
            self.list_rows(plan);
        }
        if let Some(at) = self.rows.iter().position(|row| row.node == node) {
            self.cursor.go(at, self.rows.len());
        }
    }

    /// Puts the cursor on the row of an indicator.
    pub(super) fn focus_indicator(&mut self, shared: &Shared, id: IndicatorId) {
        self.sync(shared);
        self.go(self.rows.iter().position(|row| row.indicator == Some(id)));
    }

    fn go(&mut self, at: Option<usize>) {
        if let Some(at) = at {
            self.cursor.go(at, self.rows.len());
        }
    }
}

impl MadeOfPlan for Outline {
    fn made_of(&mut self) -> &mut Stamp {
        &mut self.made_of
    }

    fn rebuild(&mut self, plan: &Plan, quarter: Quarter) {
        self.refilter(plan, quarter);
        self.list_rows(plan);
    }

    /// The details pane stays open, because it is a preference of the user and not a property of the plan.
    fn fresh(&self) -> Self {
        Self { details: self.details, column: self.column, ..Self::default() }
    }
}

impl ScreenState for Outline {
    fn context(&self) -> Context {
        Context::Outline
    }

    fn atoms(&self, shared: &Shared) -> Atoms {
        let (Some(row), Some(plan)) = (self.row(), &shared.plan) else {
            return Atoms::NONE.with(Atom::Empty);
        };
        let foldable = is_foldable(plan, row);
        Atoms::NONE
            .with_if(Atom::Folded, foldable && self.folded.contains(&row.node))
            .with_if(Atom::Leaf, !foldable)
            .with_if(Atom::Details, self.details)
            .with_if(Atom::Fresh, shared.fresh)
            .with_if(
                Atom::Filtered,
                !shared.search.text.is_empty()
                    || self.filter.is_some()
                    || self.zoom.is_some()
                    || !self.marks.is_empty(),
            )
            .with_if(Atom::Closed, plan.closing(shared.quarter).is_some())
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{
            Details, EditTarget, EditTitle, EnterFacts, GotoDashboard, GotoEvidence, GotoPlans, GotoReport,
            Help, NewAfter, Quit, ToggleFold, Undo,
        };
        &[
            EnterFacts,
            GotoDashboard,
            EditTitle,
            EditTarget,
            NewAfter,
            ToggleFold,
            Details,
            Undo,
            GotoEvidence,
            GotoReport,
            GotoPlans,
            Help,
            Quit,
        ]
    }

    fn sync(&mut self, shared: &Shared) {
        self.renew(shared);
    }

    /// The search covers all rows, including folded ones.
    fn words(&self, shared: &Shared) -> Vec<RowWords> {
        let Some(plan) = &shared.plan else { return Vec::new() };
        self.unfolded(plan).rows.iter().map(|row| words_of(plan, row, shared.quarter)).collect()
    }

    fn row_at(&self, shared: &Shared) -> usize {
        let open = shared.plan.as_ref().map(|plan| self.unfolded(plan));
        open.map_or(0, |open| open.cursor.at)
    }

    fn go_to_row(&mut self, shared: &Shared, at: usize) {
        let Some(plan) = &shared.plan else { return };
        if let Some(row) = self.unfolded(plan).rows.get(at).copied() {
            self.focus_node(plan, row.node);
            self.go(self.rows.iter().position(|r| r.node == row.node && r.indicator == row.indicator));
        }
    }

    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        Some(self.cursor)
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        if self.move_about(cx, action) == Handled::No {
            self.edit(cx, action);
        }
    }

    fn node(&self, _shared: &Shared) -> Option<NodeId> {
        self.row().map(|row| row.node)
    }

    fn subject(&self, _shared: &Shared) -> Option<Subject> {
        self.row().map(|row| row.subject())
    }

    fn focus(&mut self, shared: &Shared, node: NodeId) {
        self.sync(shared);
        if let Some(plan) = &shared.plan {
            self.focus_node(plan, node);
        }
    }
}

/// Whether folding the row would hide others.
fn is_foldable(plan: &Plan, row: OutlineRow) -> bool {
    !row.sub && has_rows_below(plan, row.node)
}

fn has_rows_below(plan: &Plan, node: NodeId) -> bool {
    plan.children(Some(node)).next().is_some() || plan.indicators(node).nth(1).is_some()
}

/// The status that a row of the outline shows; none for nodes above measures.
pub fn row_status(plan: &Plan, row: &OutlineRow, quarter: Quarter) -> Option<crate::domain::Status> {
    match row.indicator {
        Some(id) => Some(plan.assess(id, quarter, None).status),
        None if plan.node(row.node)?.level == Level::Measure => Some(plan.measure_status(row.node, quarter)),
        None => None,
    }
}

/// The texts by which a row is found; a separate row of an indicator has its own.
fn words_of(plan: &Plan, row: &OutlineRow, quarter: Quarter) -> RowWords {
    match row.indicator.filter(|_| row.sub) {
        None if row.indicator.is_none() => RowWords::of_row(plan, row.node),
        None => RowWords::of(plan, row.subject(), quarter),
        Some(id) => {
            let name = plan.indicator(id).map(|own| own.name.clone()).unwrap_or_default();
            let note = plan.fact(id, quarter, None).map(|fact| fact.note.clone()).unwrap_or_default();
            RowWords { code: String::new(), text: format!("{name} · {note}") }
        }
    }
}
