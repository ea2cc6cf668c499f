//! Motions in the outline, and folding.

use rustc_hash::FxHashSet;

use super::{Outline, OutlineRow, has_rows_below, is_foldable, row_status};
use crate::{
    app::{Cx, Handled, Notice, list::Direction, search::Search},
    domain::{Level, NodeId, Plan, Quarter, Status},
    keymap::{Action, Context},
};

/// Whether an action folds or unfolds rows.
const fn is_folding(action: Action) -> bool {
    matches!(
        action,
        Action::Expand
            | Action::Collapse
            | Action::ToggleFold
            | Action::ExpandSubtree
            | Action::CollapseSubtree
            | Action::ExpandAll
            | Action::CollapseAll
            | Action::FoldLevel1
            | Action::FoldLevel2
            | Action::FoldLevel3
            | Action::FoldLevel4
    )
}

impl Outline {
    /// Runs an action that moves or folds.
    pub(super) fn move_about(&mut self, cx: &mut Cx<'_>, action: Action) -> Handled {
        let len = self.rows.len();
        if self.cursor.act(action, len) == Handled::Yes {
            return Handled::Yes;
        }
        let (Some(plan), Some(row)) = (&cx.shared.plan, self.row()) else { return Handled::No };
        let folded = if is_folding(action) { self.folded.clone() } else { FxHashSet::default() };
        match action {
            Action::Cancel if !self.marks.is_empty() => self.marks.clear(),
            Action::Cancel if self.details => self.details = false,
            Action::Cancel if !cx.shared.search.text.is_empty() => cx.shared.search = Search::default(),
            Action::Cancel if self.filter.is_some() => cx.filter(None),
            Action::Cancel if self.zoom.is_some() => self.zoom_to(plan, None),
            Action::ZoomIn => self.zoom_to(plan, Some(row.node)),
            Action::ZoomOut if self.zoom.is_none() => cx.shared.notice = Some(cx.shared.no_effect()),
            Action::ZoomOut => {
                let up = self.zoom.and_then(|zoom| plan.node(zoom)?.parent);
                self.zoom_to(plan, up);
            }
            Action::NextColumn => {
                self.column = self.column.next();
                // Where there is no room for the column, only its name tells that it has changed.
                cx.shared.notice = Some(Notice::info(self.column.told()));
            }
            Action::Cancel => cx.shared.notice = cx.shared.how_to_quit(Context::Outline),
            Action::Parent => {
                let up = if row.sub { Some(row.node) } else { plan.node(row.node).and_then(|n| n.parent) };
                let at = up.and_then(|up| self.rows.iter().position(|r| r.node == up && !r.sub));
                self.go(at);
            }
            Action::FirstChild => {
                let below = self.rows.get(self.cursor.at + 1).is_some_and(|r| r.depth > row.depth);
                self.go(below.then_some(self.cursor.at + 1));
            }
            Action::NextSibling => self.go(self.sibling(plan, row, 1)),
            Action::PrevSibling => self.go(self.sibling(plan, row, -1)),
            Action::Expand => self.fold(plan, row, |folded, _, row| {
                folded.remove(&row.node);
            }),
            Action::Collapse => self.fold(plan, row, |folded, plan, row| {
                if is_foldable(plan, row) {
                    folded.insert(row.node);
                }
            }),
            Action::ToggleFold => self.fold(plan, row, |folded, plan, row| {
                if !folded.remove(&row.node) && is_foldable(plan, row) {
                    folded.insert(row.node);
                }
            }),
            Action::ExpandSubtree => self.fold(plan, row, |folded, plan, row| {
                folded.remove(&row.node);
                for (_, id) in plan.walk_under(Some(row.node)) {
                    folded.remove(&id);
                }
            }),
            Action::CollapseSubtree => self.fold(plan, row, |folded, plan, row| {
                let below = plan.walk_under(Some(row.node)).map(|(_, id)| id);
                folded.extend(std::iter::once(row.node).chain(below).filter(|id| has_rows_below(plan, *id)));
            }),
            Action::ExpandAll => self.fold(plan, row, |folded, _, _| folded.clear()),
            Action::CollapseAll | Action::FoldLevel1 => self.fold_to(plan, Level::Goal),
            Action::FoldLevel2 => self.fold_to(plan, Level::Task),
            Action::FoldLevel3 => self.fold_to(plan, Level::Subtask),
            Action::FoldLevel4 => self.fold_to(plan, Level::Measure),
            Action::NextUnreported | Action::PrevUnreported => {
                let direction = Direction::forward_if(action == Action::NextUnreported);
                self.jump(cx, direction, "notice-all-reported", |plan, quarter, row| {
                    row_status(plan, row, quarter).is_some_and(Status::is_unreported)
                });
            }
            Action::NextMissingNote | Action::PrevMissingNote => {
                let direction = Direction::forward_if(action == Action::NextMissingNote);
                let today = cx.shared.today;
                self.jump(cx, direction, "notice-no-notes-owed", move |plan, quarter, row| {
                    row.indicator.is_some_and(|id| plan.assess(id, quarter, None).owes_note(today))
                });
            }
            _ => return Handled::No,
        }
        if is_folding(action) && self.folded == folded {
            cx.say(cx.shared.no_effect());
        }
        Handled::Yes
    }

    fn fold(
        &mut self,
        plan: &Plan,
        row: OutlineRow,
        change: impl FnOnce(&mut FxHashSet<NodeId>, &Plan, OutlineRow),
    ) {
        change(&mut self.folded, plan, row);
        if self.folded.contains(&row.node) && row.sub {
            self.cursor.at = self.cursor.at.saturating_sub(1);
        }
        self.list_rows(plan);
    }

    /// Folds everything below a level.
    fn fold_to(&mut self, plan: &Plan, level: Level) {
        // The cursor moves to the ancestor that will hide its row.
        if let Some(row) = self.row()
            && plan.node(row.node).is_some_and(|n| n.level > level)
            && let Some(up) =
                plan.ancestors(row.node).find(|id| plan.node(*id).is_some_and(|n| n.level <= level))
        {
            self.focus_node(plan, up);
        }
        let deep = plan.walk().map(|(_, id)| id).filter(|id| has_rows_below(plan, *id));
        self.folded = match level {
            Level::Measure => FxHashSet::default(),
            _ => deep.filter(|id| plan.node(*id).is_some_and(|n| n.level >= level)).collect(),
        };
        self.list_rows(plan);
    }

    fn sibling(&self, plan: &Plan, row: OutlineRow, by: isize) -> Option<usize> {
        let siblings: Vec<NodeId> = plan.children(plan.node(row.node)?.parent).collect();
        let at = siblings.iter().position(|id| *id == row.node)?.checked_add_signed(by)?;
        let id = siblings.get(at)?;
        self.rows.iter().position(|row| row.node == *id)
    }

    /// The outline without folding and zoom; its cursor is on the same row.
    pub(super) fn unfolded(&self, plan: &Plan) -> Self {
        let mut open = Self { folded: FxHashSet::default(), zoom: None, ..self.clone() };
        open.list_rows(plan);
        open
    }

    /// Goes to the nearest row, including folded ones, for which `holds` is true, or shows a notice if there is none.
    fn jump(
        &mut self,
        cx: &mut Cx<'_>,
        direction: Direction,
        none: &'static str,
        holds: impl Fn(&Plan, Quarter, &OutlineRow) -> bool,
    ) {
        let Some(plan) = &cx.shared.plan else { return };
        let open = self.unfolded(plan);
        match open.nearest(direction, |row| holds(plan, cx.shared.quarter, row)) {
            Some(at) => {
                let Some(row) = open.rows.get(at).copied() else { return };
                self.focus_node(plan, row.node);
                let same = self.rows.iter().position(|r| r.node == row.node && r.indicator == row.indicator);
                self.go(same);
            }
            None => cx.say(Notice::info(none)),
        }
    }

    /// The nearest row in a direction for which `holds` is true, wrapping around at the ends.
    fn nearest(&self, direction: Direction, holds: impl Fn(&OutlineRow) -> bool) -> Option<usize> {
        direction.round(self.cursor.at, self.rows.len()).find(|at| self.rows.get(*at).is_some_and(&holds))
    }
}
