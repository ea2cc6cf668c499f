//! The list of plans.

use crate::{
    domain::{Command, Context, Plan, PlanEntry, PlanId},
    keymap::{Action, Atom, Atoms},
};

use super::{Effect, Layer, Model, layer, list::ListCursor};

/// The state of the list.
#[derive(Clone, Debug, Default)]
pub struct Plans {
    /// The rows: places in the catalog.
    pub rows: Vec<usize>,
    /// The cursor.
    pub cursor: ListCursor,
    /// Whether plans that were put away are shown.
    pub archived: bool,
    /// What to do with the plan that is being read, instead of showing it.
    pub after_open: Option<Action>,
}

impl Model {
    /// The plan under the cursor of the list.
    pub fn plan_at_cursor(&self) -> Option<&PlanEntry> {
        self.plans.rows.get(self.plans.cursor.at).and_then(|at| self.catalog.get(*at))
    }

    pub(super) fn plans_atoms(&self, atoms: Atoms) -> Atoms {
        atoms
            .with_if(Atom::Empty, self.plans.rows.is_empty())
            .with_if(Atom::Archived, self.plan_at_cursor().is_some_and(|entry| entry.archived))
    }

    pub(super) fn take_catalog(&mut self, catalog: Vec<PlanEntry>) {
        let at = self.plan_at_cursor().map(|entry| entry.id);
        self.catalog = catalog;
        self.list_plans(at.or_else(|| self.plan.as_ref().map(Plan::id)));
    }

    fn list_plans(&mut self, at: Option<PlanId>) {
        let shown = |entry: &PlanEntry| self.plans.archived || !entry.archived;
        let rows: Vec<usize> =
            self.catalog.iter().enumerate().filter(|(_, entry)| shown(entry)).map(|(at, _)| at).collect();
        let found = rows.iter().position(|row| self.catalog.get(*row).map(|entry| entry.id) == at);
        self.plans.rows = rows;
        let to = found.unwrap_or(self.plans.cursor.at);
        self.plans.cursor.go(to, self.plans.rows.len());
    }

    pub(super) fn act_on_plans(&mut self, action: Action, context: &mut Context, effects: &mut Vec<Effect>) {
        if self.plans.cursor.act(action, self.plans.rows.len()) {
            return;
        }
        let entry = self.plan_at_cursor().map(|entry| (entry.id, entry.title.clone(), entry.archived));
        let at = entry.as_ref().map(|(id, _, _)| *id);
        match (action, entry) {
            (Action::ImportDocument, _) => self.ask_for_document(None),
            (Action::NewPlan, _) => self.layers.push(Layer::Form(self.new_plan_form())),
            (Action::ToggleArchived, _) => {
                self.plans.archived = !self.plans.archived;
                self.list_plans(at);
            }
            (Action::Open, Some((id, _, _))) => {
                if self.is_open(id) {
                    self.screen = super::Screen::Outline;
                } else {
                    effects.push(Effect::Open(id));
                }
            }
            (Action::EditHeader | Action::Archive | Action::Delete, Some((id, _, _)))
                if !self.is_open(id) =>
            {
                // These edit the plan itself, so it is read first; the action goes on when it is there.
                self.plans.after_open = Some(action);
                effects.push(Effect::Open(id));
            }
            (Action::EditHeader, Some(_)) => self.edit_header(),
            (Action::Archive, Some((_, _, archived)))
                if self.command(&Command::Archive(!archived), context, effects) =>
            {
                effects.push(Effect::LoadCatalog);
            }
            (Action::Delete, Some((id, about, _))) => {
                let kind = layer::ConfirmKind::DeletePlan(id);
                self.layers.push(Layer::Confirm(layer::Confirm { kind, about }));
            }
            _ => {}
        }
    }

    fn is_open(&self, id: PlanId) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.id() == id)
    }
}
