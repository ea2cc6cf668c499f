//! What is shown of the outline: one row with what is under it, and what stands beside the titles.

use super::{Outline, filter::Filter};
use crate::{
    app::Cx,
    domain::{NodeId, Plan, Quarter},
};

/// So many lines at most tell under what the first row stands.
const STICKY: usize = 3;

/// What stands beside the titles where there is room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// The name of the indicator.
    #[default]
    Indicator,
    /// Who carries the measure out.
    Performer,
    /// When it is due.
    Term,
    /// The unit of the indicator.
    Unit,
}

impl Column {
    /// The next one, round the end.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Indicator => Self::Performer,
            Self::Performer => Self::Term,
            Self::Term => Self::Unit,
            Self::Unit => Self::Indicator,
        }
    }

    /// The message of its heading.
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
    /// Shows the measures that a filter lets through, with what they stand under; all where none.
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

    /// Looks again at what the filter lets through.
    pub(super) fn refilter(&mut self, plan: &Plan, quarter: Quarter) {
        let hits = self.filter.as_ref().map(|filter| filter.hits(plan, quarter)).unwrap_or_default();
        let above = hits.iter().flat_map(|id| plan.ancestors(*id)).collect::<Vec<_>>();
        self.filtered = hits;
        self.filtered.extend(above);
    }

    /// Shows only a row with what is under it, or all; the cursor stays on its row.
    pub(super) fn zoom_to(&mut self, plan: &Plan, zoom: Option<NodeId>) {
        self.zoom = zoom;
        // What is zoomed into is open.
        zoom.into_iter().for_each(|id| {
            self.folded.remove(&id);
        });
        self.list_rows(plan);
    }

    /// The rows that are told above the list because what is shown first stands under them and they are scrolled
    /// away, the outermost first. They take the lines of the first rows, but never that of the cursor.
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

    /// What a row stands under, as far as the outline is zoomed into.
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
