//! Marked rows, which an edit applies to together.

use super::{Outline, OutlineRow};
use crate::{
    app::{Cx, Notice},
    domain::{IndicatorId, Level, NodeId, Plan, Subject},
    keymap::Action,
};

/// A row that is marked: a node, or one of its several indicators.
pub(super) type Mark = (NodeId, Option<IndicatorId>);

impl OutlineRow {
    fn mark(&self) -> Mark {
        (self.node, self.indicator.filter(|_| self.sub))
    }
}

impl Outline {
    /// Whether a row is marked.
    pub fn is_marked(&self, row: &OutlineRow) -> bool {
        self.marks.contains(&row.mark())
    }

    /// Marks or unmarks rows.
    pub(super) fn act_on_marks(&mut self, cx: &mut Cx<'_>, action: Action) {
        let Some(row) = self.row() else { return };
        match action {
            Action::ToggleMark => {
                if !self.marks.remove(&row.mark()) {
                    self.marks.insert(row.mark());
                }
                self.cursor.act(Action::Down, self.rows.len());
            }
            Action::MarkDown | Action::MarkUp => {
                self.marks.insert(row.mark());
                let step = if action == Action::MarkDown { Action::Down } else { Action::Up };
                self.cursor.act(step, self.rows.len());
                self.marks.extend(self.row().map(|row| row.mark()));
            }
            _ => {
                let level = |row: &OutlineRow| cx.shared.plan.as_ref()?.node(row.node).map(|node| node.level);
                let wanted = level(&row);
                let same = self.rows.iter().filter(|row| !row.sub && level(row) == wanted);
                self.marks.extend(same.map(OutlineRow::mark));
            }
        }
        if !self.marks.is_empty() {
            cx.say(Notice::info("notice-marked").with("count", self.marks.len()));
        }
    }

    /// The marked nodes in their order, or the node under the cursor. A node that lies under another marked one is left
    /// out.
    pub(super) fn chosen_nodes(&self, plan: &Plan) -> Vec<NodeId> {
        if self.marks.is_empty() {
            return self.row().map(|row| row.node).into_iter().collect();
        }
        let is_marked = |id: &NodeId| self.marks.contains(&(*id, None));
        let all = plan.walk().map(|(_, id)| id).filter(is_marked);
        all.filter(|id| !plan.ancestors(*id).any(|above| is_marked(&above))).collect()
    }

    /// The marked measures and indicators, and the measures under marked groups, in their order, for an edit of all of
    /// them. Empty where nothing is marked.
    pub(super) fn chosen_values(&self, plan: &Plan) -> Vec<(Subject, NodeId)> {
        let mut chosen = Vec::new();
        for (_, id) in plan.walk() {
            let above = || plan.ancestors(id).any(|above| self.marks.contains(&(above, None)));
            let own: Vec<IndicatorId> = plan.indicators(id).map(|(id, _)| id).collect();
            let subs = own.iter().filter(|indicator| self.marks.contains(&(id, Some(**indicator))));
            chosen.extend(subs.map(|indicator| (Subject::Indicator(*indicator), id)));
            let is_measure = plan.node(id).is_some_and(|node| node.level == Level::Measure);
            if is_measure && (self.marks.contains(&(id, None)) || above()) {
                chosen.extend(own.is_empty().then_some((Subject::Node(id), id)));
                chosen.extend(own.iter().map(|indicator| (Subject::Indicator(*indicator), id)));
            }
        }
        chosen
    }
}
