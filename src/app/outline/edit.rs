//! Editing in the outline: prompts and immediate edits.

use super::{Outline, OutlineRow, saved::FilterEdit};
use crate::{
    app::{
        Cx, Effect, Layer, Notice, Outcome, Screen, flag,
        layer::{self, Choice, Filters, HeaderForm},
        prompt,
    },
    domain::{Command, Level, NodeId, Plan, Refusal, SiblingPlace, Subject},
    keymap::Action,
};

impl Outline {
    pub(super) fn edit(&mut self, cx: &mut Cx<'_>, action: Action) {
        match action {
            Action::Details | Action::NextPane | Action::PrevPane => self.details = !self.details,
            Action::EnterFacts => cx.go(Screen::Facts),
            Action::EditHeader => {
                if let Some(form) = cx.shared.plan.as_ref().map(|plan| HeaderForm::of(plan.header())) {
                    cx.open(Layer::Header(form));
                }
            }
            Action::Rollover => layer::rollover::open(cx),
            Action::ImportDocument => {
                let into = cx.shared.plan.as_ref().map(Plan::id);
                prompt::file::import(cx, into);
            }
            Action::ToggleMark | Action::MarkDown | Action::MarkUp | Action::MarkLevel => {
                self.act_on_marks(cx, action);
            }
            Action::Cut | Action::Copy | Action::Paste | Action::Duplicate | Action::Renumber => {
                self.act_on_clip(cx, action);
            }
            Action::EditPerformer | Action::EditTerm | Action::EditTarget | Action::EditNote
                if !self.marks.is_empty() =>
            {
                self.edit_all(cx, action);
            }
            Action::FlagFollowUp => self.flag(cx),
            Action::Delete if !self.marks.is_empty() => self.delete_all(cx),
            Action::Filter => prompt::filter::open(cx, self.filter.as_ref()),
            Action::SavedFilters => {
                cx.effects.push(Effect::Filters(FilterEdit::Read));
                let current = self.filter.as_ref().map(|filter| filter.text.clone());
                cx.open(Layer::Filters(Filters { at: 0, current }));
            }
            Action::NewAfter | Action::NewBefore | Action::NewChild => {
                prompt::node::new(cx, action, self.row().map(|row| row.node));
            }
            _ => {
                if let Some(row) = self.row() {
                    self.edit_row(cx, action, row);
                }
            }
        }
    }

    /// Asks once for a value that all marked rows get as one change.
    fn edit_all(&mut self, cx: &mut Cx<'_>, action: Action) {
        let Some(plan) = &cx.shared.plan else { return };
        let all = self.chosen_values(plan);
        let Some((subject, node)) = all.first().copied() else {
            return cx.say(Notice::from(&Refusal::NotAMeasure));
        };
        let indicator = if let Subject::Indicator(id) = subject { Some(id) } else { None };
        cx.also = all;
        self.edit_row(cx, action, OutlineRow { depth: 0, node, indicator, sub: false });
        cx.also.clear();
    }

    /// Marks the chosen measures for follow-up, or removes the marks.
    fn flag(&self, cx: &mut Cx<'_>) {
        let Some(plan) = &cx.shared.plan else { return };
        let is_measure = |id| plan.node(id).is_some_and(|node| node.level == Level::Measure);
        let own = self.row().filter(|row| is_measure(row.node)).map(|row| row.subject());
        let all = match self.chosen_values(plan) {
            all if all.is_empty() => own.into_iter().collect(),
            all => all.into_iter().map(|(subject, _)| subject).collect::<Vec<_>>(),
        };
        if all.is_empty() {
            return cx.say(Notice::from(&Refusal::NotAMeasure));
        }
        flag::toggle(cx, all);
    }

    fn delete_all(&mut self, cx: &mut Cx<'_>) {
        let Some(plan) = &cx.shared.plan else { return };
        let all = self.chosen_nodes(plan);
        let below: usize = all.iter().map(|id| 1 + plan.walk_under(Some(*id)).count()).sum();
        if cx.command(&Command::Several(all.into_iter().map(Command::DeleteNode).collect())) == Outcome::Taken
        {
            self.marks.clear();
            cx.say(Notice::info("notice-deleted-rows").with("count", below));
        }
    }

    fn edit_row(&mut self, cx: &mut Cx<'_>, action: Action, row: OutlineRow) {
        match action {
            Action::EditTitle if row.sub => prompt::indicator::name(cx, row),
            Action::EditTitle => prompt::node::title(cx, row.node),
            Action::EditCode => prompt::node::code(cx, row.node),
            Action::EditPerformer => prompt::performers::open(cx, row.node),
            Action::EditTerm => prompt::term::open(cx, row.node),
            Action::NewIndicator => prompt::indicator::new(cx, row.node),
            Action::EditIndicator => prompt::indicator::name(cx, row),
            Action::EditObjective => prompt::node::objective(cx, row.node),
            Action::EditUnit | Action::EditKind | Action::EditBaseline => {
                edit_unit_or_kind(cx, action, row);
            }
            Action::EditTarget => prompt::target::open(cx, row),
            Action::EditFact => prompt::fact::open(cx, row),
            Action::EditNote => prompt::note::open(cx, row),
            Action::AddEvidence => prompt::evidence::add(cx, Some(row.node)),
            Action::Delete => delete(cx, row),
            Action::MoveUp | Action::MoveDown | Action::Indent | Action::Outdent => {
                self.move_node(cx, action, row.node);
            }
            _ => {}
        }
    }

    fn move_node(&mut self, cx: &mut Cx<'_>, action: Action, id: NodeId) {
        let Some(plan) = &cx.shared.plan else { return };
        match destination(plan, action, id) {
            Some((parent, place, level)) => {
                self.folded.retain(|folded| Some(*folded) != parent);
                cx.command(&Command::MoveNode { node: id, parent, place, level });
                cx.focus(id);
            }
            None => cx.say(Notice::from(&Refusal::NoRoom)),
        }
    }
}

fn edit_unit_or_kind(cx: &mut Cx<'_>, action: Action, row: OutlineRow) {
    let plan = cx.shared.plan.as_ref();
    match row.indicator.and_then(|id| Some((id, plan?.indicator(id)?))) {
        None => cx.say(Notice::warning("notice-no-indicator")),
        Some((id, _)) if action == Action::EditUnit => prompt::indicator::unit(cx, id),
        Some((id, _)) if action == Action::EditBaseline => prompt::indicator::baseline(cx, id),
        Some((id, indicator)) => {
            let choice = Choice::new(id, indicator.comparator);
            cx.open(Layer::Choice(choice));
        }
    }
}

fn delete(cx: &mut Cx<'_>, row: OutlineRow) {
    let Some(plan) = &cx.shared.plan else { return };
    let (address, command, below) = match row.indicator {
        Some(id) if row.sub => (plan.indicator_address(id), Command::DeleteIndicator(id), 0),
        _ => {
            let below = plan.walk_under(Some(row.node)).count();
            (plan.address(row.node), Command::DeleteNode(row.node), below)
        }
    };
    if cx.command(&command) == Outcome::Taken {
        // No confirmation is needed, because undo restores the rows; the notice names them.
        cx.say(Notice::info("notice-deleted").with("subject", address).with("count", below));
    }
}

/// The destination of a move: past a sibling (at the end into the next parent of the same level), under the sibling
/// above, or out to the level of the parent.
fn destination(
    plan: &Plan,
    action: Action,
    id: NodeId,
) -> Option<(Option<NodeId>, SiblingPlace, Option<Level>)> {
    let node = plan.node(id)?;
    let siblings: Vec<NodeId> = plan.children(node.parent).collect();
    let at = siblings.iter().position(|other| *other == id)?;
    let above = at.checked_sub(1).and_then(|at| siblings.get(at)).copied();
    match action {
        Action::MoveUp => match above {
            Some(above) => Some((node.parent, SiblingPlace::Before(above), None)),
            None => Some((Some(aunt(plan, node.parent?, -1)?), SiblingPlace::Last, None)),
        },
        Action::MoveDown => match siblings.get(at + 1) {
            Some(below) => Some((node.parent, SiblingPlace::After(*below), None)),
            None => Some((Some(aunt(plan, node.parent?, 1)?), SiblingPlace::First, None)),
        },
        Action::Indent => {
            let above = above?;
            let level = node.level;
            let fits = level.fits_under(Some(plan.node(above)?.level));
            let lower = Level::ALL.into_iter().find(|l| *l > level);
            let level = if fits { None } else { Some(lower?) };
            // Only groups can be parents of a measure.
            (plan.node(above)?.level != Level::Measure).then_some((Some(above), SiblingPlace::Last, level))
        }
        _ => {
            let parent = node.parent?;
            let above = plan.node(parent)?;
            let level = (node.level != Level::Measure).then_some(above.level);
            Some((above.parent, SiblingPlace::After(parent), level))
        }
    }
}

/// The previous or the next node of the parent's level in the outline.
fn aunt(plan: &Plan, parent: NodeId, by: isize) -> Option<NodeId> {
    let level = plan.node(parent)?.level;
    let same: Vec<NodeId> =
        plan.walk().map(|(_, id)| id).filter(|id| plan.node(*id).is_some_and(|n| n.level == level)).collect();
    let at = same.iter().position(|id| *id == parent)?.checked_add_signed(by)?;
    same.get(at).copied()
}
