//! The outline as a tree table: rows, folding, motions. Editing is in `outline_edit`.

use rustc_hash::FxHashSet;

use crate::{
    domain::{IndicatorId, Level, NodeId, Plan, Subject},
    keymap::{Action, Atom, Atoms},
    text::key::search_key,
};

use super::{Model, list::ListCursor};

/// A row of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineRow {
    /// How deep it stands.
    pub depth: usize,
    /// Its node.
    pub node: NodeId,
    /// Its indicator; on a measure's own row the only one it has.
    pub indicator: Option<IndicatorId>,
    /// Whether it is one of several indicators, on a row of its own under the measure.
    pub sub: bool,
}

impl OutlineRow {
    /// What values and findings on this row are about.
    pub fn subject(&self) -> Subject {
        self.indicator.map_or(Subject::Node(self.node), Subject::Indicator)
    }
}

/// The state of the outline.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The rows that are not folded away.
    pub rows: Vec<OutlineRow>,
    /// The cursor.
    pub cursor: ListCursor,
    /// Nodes whose children are folded away.
    pub folded: FxHashSet<NodeId>,
    /// Whether the details pane is open.
    pub details: bool,
    /// What is looked for; empty when nothing is.
    pub search: String,
}

impl Outline {
    /// The row under the cursor.
    pub fn row(&self) -> Option<OutlineRow> {
        self.rows.get(self.cursor.at).copied()
    }

    /// Makes the rows anew; the cursor stays on what it stood on, or near it.
    pub fn rebuild(&mut self, plan: &Plan) {
        let at = self.row();
        self.rows.clear();
        self.folded.retain(|id| plan.node(*id).is_some());
        let mut hidden_below: Option<usize> = None;
        for (depth, id) in plan.walk() {
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

    /// Unfolds what hides a node and puts the cursor on it.
    pub fn focus(&mut self, plan: &Plan, node: NodeId) {
        if self.row().is_some_and(|row| row.node == node) {
            return;
        }
        let hidden: Vec<NodeId> = plan.ancestors(node).filter(|id| self.folded.contains(id)).collect();
        if !hidden.is_empty() {
            for id in hidden {
                self.folded.remove(&id);
            }
            self.rebuild(plan);
        }
        if let Some(at) = self.rows.iter().position(|row| row.node == node) {
            self.cursor.go(at, self.rows.len());
        }
    }

    /// Puts the cursor on the row of an indicator.
    pub fn focus_indicator(&mut self, id: Option<IndicatorId>) {
        self.go(self.rows.iter().position(|row| id.is_some() && row.indicator == id));
    }

    fn go(&mut self, at: Option<usize>) {
        if let Some(at) = at {
            self.cursor.go(at, self.rows.len());
        }
    }

    /// The nearest row in a direction for which something holds, round the ends.
    fn nearest(&self, forward: bool, holds: impl Fn(&OutlineRow) -> bool) -> Option<usize> {
        let len = self.rows.len();
        (1..=len)
            .map(
                |step| {
                    if forward { (self.cursor.at + step) % len } else { (self.cursor.at + len - step) % len }
                },
            )
            .find(|at| self.rows.get(*at).is_some_and(&holds))
    }
}

impl Model {
    pub(super) fn outline_atoms(&self, atoms: Atoms) -> Atoms {
        let (Some(row), Some(plan)) = (self.outline.row(), &self.plan) else {
            return atoms.with(Atom::Empty);
        };
        let foldable = is_foldable(plan, row);
        atoms
            .with_if(Atom::Folded, foldable && self.outline.folded.contains(&row.node))
            .with_if(Atom::Leaf, !foldable)
            .with_if(Atom::Details, self.outline.details)
            .with_if(Atom::Filtered, !self.outline.search.is_empty())
            .with_if(Atom::Closed, plan.closing(self.quarter).is_some())
    }

    /// Moving and folding; whether the action was that.
    pub(super) fn move_in_outline(&mut self, action: Action) -> bool {
        let len = self.outline.rows.len();
        if self.outline.cursor.act(action, len) {
            return true;
        }
        let Some(plan) = &self.plan else { return false };
        let Some(row) = self.outline.row() else { return false };
        match action {
            Action::Cancel if self.outline.details => self.outline.details = false,
            Action::Cancel => self.outline.search.clear(),
            Action::Parent => {
                let up = if row.sub { Some(row.node) } else { plan.node(row.node).and_then(|n| n.parent) };
                let at = up.and_then(|up| self.outline.rows.iter().position(|r| r.node == up && !r.sub));
                self.outline.go(at);
            }
            Action::FirstChild => {
                let below =
                    self.outline.rows.get(self.outline.cursor.at + 1).is_some_and(|r| r.depth > row.depth);
                self.outline.go(below.then_some(self.outline.cursor.at + 1));
            }
            Action::NextSibling => self.outline.go(self.sibling(row, 1)),
            Action::PrevSibling => self.outline.go(self.sibling(row, -1)),
            Action::Expand => self.fold(|folded, _, row| {
                folded.remove(&row.node);
            }),
            Action::Collapse => self.fold(|folded, plan, row| {
                if is_foldable(plan, row) {
                    folded.insert(row.node);
                }
            }),
            Action::ToggleFold => self.fold(|folded, plan, row| {
                if !folded.remove(&row.node) && is_foldable(plan, row) {
                    folded.insert(row.node);
                }
            }),
            Action::ExpandSubtree => self.fold(|folded, plan, row| {
                folded.remove(&row.node);
                for (_, id) in plan.walk_under(Some(row.node)) {
                    folded.remove(&id);
                }
            }),
            Action::CollapseSubtree => self.fold(|folded, plan, row| {
                let below = plan.walk_under(Some(row.node)).map(|(_, id)| id);
                folded.extend(std::iter::once(row.node).chain(below).filter(|id| has_rows_below(plan, *id)));
            }),
            Action::ExpandAll => self.fold(|folded, _, _| folded.clear()),
            Action::CollapseAll | Action::FoldLevel1 => self.fold_to(Level::Goal),
            Action::FoldLevel2 => self.fold_to(Level::Task),
            Action::FoldLevel3 => self.fold_to(Level::Subtask),
            Action::FoldLevel4 => self.fold_to(Level::Measure),
            Action::NextMatch | Action::PrevMatch => self.find_match(action == Action::NextMatch),
            Action::NextUnreported | Action::PrevUnreported => {
                let forward = action == Action::NextUnreported;
                self.jump(forward, "notice-all-reported", |plan, quarter, row| {
                    row_status(plan, row, quarter).is_some_and(crate::domain::Status::is_unreported)
                });
            }
            Action::NextMissingNote | Action::PrevMissingNote => {
                let (forward, today) = (action == Action::NextMissingNote, self.today);
                self.jump(forward, "notice-no-notes-owed", move |plan, quarter, row| {
                    row.indicator.is_some_and(|id| {
                        plan.judge(id, quarter, None).note_owed.is_some_and(|due| due.is_due(quarter, today))
                    })
                });
            }
            _ => return false,
        }
        true
    }

    fn fold(&mut self, change: impl FnOnce(&mut FxHashSet<NodeId>, &Plan, OutlineRow)) {
        if let (Some(plan), Some(row)) = (&self.plan, self.outline.row()) {
            change(&mut self.outline.folded, plan, row);
            if self.outline.folded.contains(&row.node) && row.sub {
                self.outline.cursor.at = self.outline.cursor.at.saturating_sub(1);
            }
            self.outline.rebuild(plan);
        }
    }

    /// Folds so that nothing below a level is shown.
    fn fold_to(&mut self, level: Level) {
        let Some(plan) = &self.plan else { return };
        // The cursor goes to what will hide it.
        if let Some(row) = self.outline.row()
            && plan.node(row.node).is_some_and(|n| n.level > level)
            && let Some(up) =
                plan.ancestors(row.node).find(|id| plan.node(*id).is_some_and(|n| n.level <= level))
        {
            self.outline.focus(plan, up);
        }
        let deep = plan.walk().map(|(_, id)| id).filter(|id| has_rows_below(plan, *id));
        self.outline.folded = match level {
            Level::Measure => FxHashSet::default(),
            _ => deep.filter(|id| plan.node(*id).is_some_and(|n| n.level >= level)).collect(),
        };
        self.outline.rebuild(plan);
    }

    fn sibling(&self, row: OutlineRow, by: isize) -> Option<usize> {
        let plan = self.plan.as_ref()?;
        let siblings: Vec<NodeId> = plan.children(plan.node(row.node)?.parent).collect();
        let at = siblings.iter().position(|id| *id == row.node)?.checked_add_signed(by)?;
        let id = siblings.get(at)?;
        self.outline.rows.iter().position(|row| row.node == *id)
    }

    /// Goes to the nearest row for which something holds, folded ones too; says so when there is none.
    fn jump(
        &mut self,
        forward: bool,
        none: &'static str,
        holds: impl Fn(&Plan, crate::domain::Quarter, &OutlineRow) -> bool,
    ) {
        let Some(plan) = &self.plan else { return };
        let mut open = Outline { folded: FxHashSet::default(), ..self.outline.clone() };
        open.rebuild(plan);
        match open.nearest(forward, |row| holds(plan, self.quarter, row)) {
            Some(at) => {
                let Some(row) = open.rows.get(at).copied() else { return };
                self.outline.focus(plan, row.node);
                let same =
                    self.outline.rows.iter().position(|r| r.node == row.node && r.indicator == row.indicator);
                self.outline.go(same);
            }
            None => self.notice = Some(super::Notice::info(none)),
        }
    }

    /// Goes to the nearest row whose code or title holds what is looked for.
    pub(super) fn find_match(&mut self, forward: bool) {
        let wanted = search_key(&self.outline.search);
        if wanted.is_empty() {
            return;
        }
        self.jump(forward, "notice-not-found", |plan, _, row| {
            let Some(node) = plan.node(row.node).filter(|_| !row.sub) else { return false };
            let code = node.code.as_deref().unwrap_or_default();
            search_key(code).starts_with(&wanted) || search_key(&node.title).contains(&wanted)
        });
    }
}

/// Whether a row has others that folding would hide.
pub(super) fn is_foldable(plan: &Plan, row: OutlineRow) -> bool {
    !row.sub && has_rows_below(plan, row.node)
}

fn has_rows_below(plan: &Plan, node: NodeId) -> bool {
    plan.children(Some(node)).next().is_some() || plan.indicators(node).nth(1).is_some()
}

/// The status that a row of the outline shows; none above the measures.
pub fn row_status(
    plan: &Plan,
    row: &OutlineRow,
    quarter: crate::domain::Quarter,
) -> Option<crate::domain::Status> {
    match row.indicator {
        Some(id) => Some(plan.judge(id, quarter, None).status),
        None if plan.node(row.node)?.level == Level::Measure => Some(plan.measure_status(row.node, quarter)),
        None => None,
    }
}
