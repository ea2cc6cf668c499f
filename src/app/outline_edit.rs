//! Editing on the outline: what an action asks for, and what is done at once.

use crate::{
    domain::{Command, Context, Level, NodeId, Place, Plan, Refusal},
    keymap::Action,
};

use super::{
    Effect, Layer, Model, Notice, Screen,
    layer::{Choice, ChoiceKind, Prompt, PromptKind},
    line::Line,
    outline::OutlineRow,
};

/// A node that is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewNode {
    /// Its level.
    pub level: Level,
    /// Its parent.
    pub parent: Option<NodeId>,
    /// Its place.
    pub place: Place,
}

impl Model {
    pub(super) fn act_on_outline(
        &mut self,
        action: Action,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) {
        if self.move_in_outline(action) {
            return;
        }
        match action {
            Action::Details | Action::NextPane | Action::PrevPane => {
                self.outline.details = !self.outline.details
            }
            Action::EnterFacts => self.go(Screen::Facts),
            Action::EditHeader => self.edit_header(),
            Action::ImportDocument => {
                let into = self.plan.as_ref().map(Plan::id);
                self.ask_for_document(into);
            }
            Action::Search => self.prompt(PromptKind::Search, String::new(), String::new()),
            Action::NewAfter | Action::NewBefore | Action::NewChild => self.new_node(action),
            _ => {
                if let Some(row) = self.outline.row() {
                    self.act_on_row(action, row, context, effects);
                }
            }
        }
    }

    fn act_on_row(
        &mut self,
        action: Action,
        row: OutlineRow,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) {
        match action {
            Action::EditTitle if row.sub => self.edit_indicator(row),
            Action::EditTitle => self.edit_node(row.node, PromptKind::Title),
            Action::EditCode => self.edit_node(row.node, PromptKind::Code),
            Action::EditPerformer => self.edit_node(row.node, PromptKind::Performers),
            Action::EditTerm => self.edit_node(row.node, PromptKind::Term),
            Action::NewIndicator => self.edit_node(row.node, PromptKind::NewIndicator),
            Action::EditIndicator => self.edit_indicator(row),
            Action::EditUnit | Action::EditKind => self.edit_unit_or_kind(action, row),
            Action::EditTarget => self.edit_value(row, PromptKind::Target(row.subject())),
            Action::EditFact => self.edit_value(row, PromptKind::Fact(row.subject())),
            Action::EditNote => self.edit_value(row, PromptKind::Note(row.subject())),
            Action::AddEvidence => self.add_evidence(Some(row.node)),
            Action::Delete => self.delete_row(row, context, effects),
            Action::MoveUp | Action::MoveDown | Action::Indent | Action::Outdent => {
                self.move_node(action, row.node, context, effects);
            }
            _ => {}
        }
    }

    /// Opens a prompt with a text in it.
    pub(super) fn prompt(&mut self, kind: PromptKind, about: String, text: String) {
        // A value is replaced, as in fact entry; a text is gone on with.
        let selected = matches!(kind, PromptKind::Target(_) | PromptKind::Fact(_)) && !text.is_empty();
        self.layers.push(Layer::Prompt(Prompt { kind, about, line: Line::new(text), selected }));
    }

    fn new_node(&mut self, action: Action) {
        let Some(plan) = &self.plan else { return };
        let new = match self.outline.row() {
            None => NewNode { level: Level::Goal, parent: None, place: Place::Last },
            Some(row) => {
                let Some(node) = plan.node(row.node) else { return };
                match action {
                    Action::NewBefore => {
                        NewNode { level: node.level, parent: node.parent, place: Place::Before(row.node) }
                    }
                    Action::NewChild => match child_level(plan, row.node) {
                        Some(level) => NewNode { level, parent: Some(row.node), place: Place::Last },
                        None => return self.notice = Some(Notice::warning("notice-no-children")),
                    },
                    _ => NewNode { level: node.level, parent: node.parent, place: Place::After(row.node) },
                }
            }
        };
        let about = super::prompts::next_code(plan, &new);
        self.prompt(PromptKind::NewNode(new), about, String::new());
    }

    fn edit_node(&mut self, id: NodeId, kind: fn(NodeId) -> PromptKind) {
        let Some(plan) = &self.plan else { return };
        let Some(node) = plan.node(id) else { return };
        let kind = kind(id);
        let for_measure =
            matches!(kind, PromptKind::Performers(_) | PromptKind::Term(_) | PromptKind::NewIndicator(_));
        if for_measure && node.level != Level::Measure {
            self.notice = Some(Notice::from(&Refusal::NotAMeasure));
            return;
        }
        let text = match kind {
            PromptKind::Title(_) => node.title.clone(),
            PromptKind::Code(_) => node.code.clone().unwrap_or_default(),
            PromptKind::Performers(_) => super::prompts::performers_text(plan, node),
            PromptKind::Term(_) => node.term.as_ref().map(|t| t.raw.clone()).unwrap_or_default(),
            _ => String::new(),
        };
        self.prompt(kind, plan.address(id), text);
    }

    fn edit_indicator(&mut self, row: OutlineRow) {
        let Some(plan) = &self.plan else { return };
        match row.indicator.and_then(|id| Some((id, plan.indicator(id)?))) {
            Some((id, indicator)) => {
                let (about, name) = (plan.indicator_address(id), indicator.name.clone());
                self.prompt(PromptKind::IndicatorName(id), about, name);
            }
            None => self.edit_node(row.node, PromptKind::NewIndicator),
        }
    }

    fn edit_unit_or_kind(&mut self, action: Action, row: OutlineRow) {
        let Some(plan) = &self.plan else { return };
        let Some((id, indicator)) = row.indicator.and_then(|id| Some((id, plan.indicator(id)?))) else {
            self.notice = Some(Notice::warning("notice-no-indicator"));
            return;
        };
        if action == Action::EditUnit {
            let (about, unit) = (plan.indicator_address(id), indicator.unit.clone().unwrap_or_default());
            self.prompt(PromptKind::Unit(id), about, unit);
        } else {
            let rows = super::layer_keys::KINDS.iter().map(|(message, _)| (*message).to_owned()).collect();
            self.layers.push(Layer::Choice(Choice { kind: ChoiceKind::Kind(id), rows, at: 0 }));
        }
    }

    fn edit_value(&mut self, row: OutlineRow, kind: PromptKind) {
        let Some(plan) = &self.plan else { return };
        if plan.node(row.node).is_none_or(|n| n.level != Level::Measure) {
            self.notice = Some(Notice::from(&Refusal::NotAMeasure));
            return;
        }
        let several = row.indicator.is_none() && plan.indicators(row.node).nth(1).is_some();
        if several {
            self.notice = Some(Notice::from(&Refusal::SeveralIndicators));
            return;
        }
        let own = crate::domain::Span::single(self.quarter);
        let fact = row.indicator.and_then(|id| plan.fact(id, self.quarter, None));
        let text = match kind {
            PromptKind::Target(_) => row
                .indicator
                .and_then(|id| plan.target(id, own, None))
                .map(|t| t.raw.clone())
                .unwrap_or_default(),
            PromptKind::Note(_) => fact.map(|f| f.note.clone()).unwrap_or_default(),
            _ => fact.map(|f| f.raw.clone()).unwrap_or_default(),
        };
        let about = plan.subject_address(row.subject());
        self.prompt(kind, about, text);
    }

    fn delete_row(&mut self, row: OutlineRow, context: &mut Context, effects: &mut Vec<Effect>) {
        let Some(plan) = &self.plan else { return };
        let (address, command, below) = match row.indicator {
            Some(id) if row.sub => (plan.indicator_address(id), Command::DeleteIndicator(id), 0),
            _ => {
                let below = plan.walk_under(Some(row.node)).count();
                (plan.address(row.node), Command::DeleteNode(row.node), below)
            }
        };
        if self.command(&command, context, effects) {
            // Undo brings it back, so nothing is asked; what went is said.
            self.notice = Some(Notice::info("notice-deleted").with("subject", address).with("count", below));
        }
    }

    fn move_node(&mut self, action: Action, id: NodeId, context: &mut Context, effects: &mut Vec<Effect>) {
        let Some(plan) = &self.plan else { return };
        match destination(plan, action, id) {
            Some((parent, place, level)) => {
                self.outline.folded.retain(|folded| Some(*folded) != parent);
                self.command(&Command::MoveNode { node: id, parent, place, level }, context, effects);
                self.focus(id);
            }
            None => self.notice = Some(Notice::from(&Refusal::NoRoom)),
        }
    }
}

/// The level of a new child: that of the children there are, or the next one down.
fn child_level(plan: &Plan, parent: NodeId) -> Option<Level> {
    if let Some(child) = plan.children(Some(parent)).last().and_then(|id| plan.node(id)) {
        return Some(child.level);
    }
    match plan.node(parent)?.level {
        Level::Goal => Some(Level::Task),
        Level::Task | Level::Subtask => Some(Level::Measure),
        Level::Measure => None,
    }
}

/// Where a move leads: past a sibling (into the next parent of the same level at the end), under the sibling
/// above, or out to the parent's level.
fn destination(plan: &Plan, action: Action, id: NodeId) -> Option<(Option<NodeId>, Place, Option<Level>)> {
    let node = plan.node(id)?;
    let siblings: Vec<NodeId> = plan.children(node.parent).collect();
    let at = siblings.iter().position(|other| *other == id)?;
    let above = at.checked_sub(1).and_then(|at| siblings.get(at)).copied();
    match action {
        Action::MoveUp => match above {
            Some(above) => Some((node.parent, Place::Before(above), None)),
            None => Some((Some(aunt(plan, node.parent?, -1)?), Place::Last, None)),
        },
        Action::MoveDown => match siblings.get(at + 1) {
            Some(below) => Some((node.parent, Place::After(*below), None)),
            None => Some((Some(aunt(plan, node.parent?, 1)?), Place::First, None)),
        },
        Action::Indent => {
            let above = above?;
            let level = node.level;
            let fits = level.fits_under(Some(plan.node(above)?.level));
            let lower = Level::ALL.into_iter().find(|l| *l > level);
            let level = if fits { None } else { Some(lower?) };
            // A measure stands under groups only.
            (plan.node(above)?.level != Level::Measure).then_some((Some(above), Place::Last, level))
        }
        _ => {
            let parent = node.parent?;
            let above = plan.node(parent)?;
            let level = (node.level != Level::Measure).then_some(above.level);
            Some((above.parent, Place::After(parent), level))
        }
    }
}

/// The parent's nearest sibling that can take what the parent holds.
fn aunt(plan: &Plan, parent: NodeId, by: isize) -> Option<NodeId> {
    let level = plan.node(parent)?.level;
    let same: Vec<NodeId> =
        plan.walk().map(|(_, id)| id).filter(|id| plan.node(*id).is_some_and(|n| n.level == level)).collect();
    let at = same.iter().position(|id| *id == parent)?.checked_add_signed(by)?;
    same.get(at).copied()
}
