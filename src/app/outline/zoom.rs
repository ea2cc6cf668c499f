//! The visible part of the outline: zooming into a row, and the column beside the titles.

use super::{Outline, filter::Filter};
use crate::{
    app::Cx,
    domain::{NodeId, Plan, Quarter},
};

/// The maximal number of lines with ancestors of the first row.
const STICKY: usize = 3;

/// The column beside the titles, shown if there is room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// The name of the indicator.
    #[default]
    Indicator,
    /// The performers of the measure.
    Performer,
    /// When it is due.
    Term,
    /// The unit of the indicator.
    Unit,
}

impl Column {
    /// The next one; the last is followed by the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Indicator => Self::Performer,
            Self::Performer => Self::Term,
            Self::Term => Self::Unit,
            Self::Unit => Self::Indicator,
        }
    }

    /// The notice that it is shown now.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Indicator => "notice-column-indicator",
            Self::Performer => "notice-column-performer",
            Self::Term => "notice-column-term",
            Self::Unit => "notice-column-unit",
        }
    }

    /// The message id of its heading.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Indicator => "column-indicator",
            Self::Performer => "column-performer",
            Self::Term => "column-term",
            Self::Unit => "column-unit",
        }
    }
}

impl Outline {
    /// Filters the measures, which are shown with their ancestors; none shows all of them.
    pub(in crate::app) fn set_filter(&mut self, cx: &mut Cx<'_>, filter: Option<Filter>) {
        let Some(plan) = &cx.shared.plan else { return };
        self.filter = filter;
        if self.filter.is_some() {
            self.folded.clear();
            self.zoom = None;
        }
        self.refilter(plan, cx.shared.quarter);
        self.list_rows(plan);
    }

    /// Removes the filter if it hides a row.
    pub(in crate::app) fn show_filtered(&mut self, cx: &mut Cx<'_>, node: NodeId) {
        if self.filter.is_some() && !self.filtered.contains(&node) {
            self.set_filter(cx, None);
        }
    }

    /// Computes again which measures pass the filter.
    pub(super) fn refilter(&mut self, plan: &Plan, quarter: Quarter) {
        let hits = self.filter.as_ref().map(|filter| filter.hits(plan, quarter)).unwrap_or_default();
        let above = hits.iter().flat_map(|id| plan.ancestors(*id)).collect::<Vec<_>>();
        self.filtered = hits;
        self.filtered.extend(above);
    }

    /// Shows only a row with everything under it, or all rows; the cursor stays on its row.
    pub(super) fn zoom_to(&mut self, plan: &Plan, zoom: Option<NodeId>) {
        self.zoom = zoom;
        // The row that is zoomed into is unfolded.
        zoom.into_iter().for_each(|id| {
            self.folded.remove(&id);
        });
        self.list_rows(plan);
    }

    /// The ancestors of the first visible row that are scrolled out of view, outermost first. They cover the first
    /// rows, but never the one with the cursor.
    pub fn hidden_above(&self, plan: &Plan) -> Vec<NodeId> {
        let top = self.cursor.top;
        let most = STICKY.min(self.cursor.at.saturating_sub(top)).min(self.cursor.height / 3);
        if top == 0 {
            return Vec::new();
        }
        let mut above = (1..=most).rev().filter_map(|lines| {
            let above = self.above(plan, top + lines);
            let nearest = above.len().checked_sub(lines)?;
            above.get(nearest..).map(<[NodeId]>::to_vec)
        });
        above.next().unwrap_or_default()
    }

    /// The ancestors of a row, up to the zoomed one.
    fn above(&self, plan: &Plan, at: usize) -> Vec<NodeId> {
        let Some(row) = self.rows.get(at) else { return Vec::new() };
        let mut above: Vec<NodeId> = if row.sub { vec![row.node] } else { Vec::new() };
        if self.zoom != Some(row.node) {
            for id in plan.ancestors(row.node) {
                above.push(id);
                if self.zoom == Some(id) {
                    break;
                }
            }
        }
        above.reverse();
        above
    }
}
