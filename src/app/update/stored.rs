//! Messages from the store: plans that were read, changes of others, conflicts.

use super::Update;
use crate::{
    app::{Effect, LastEdit, Layer, Notice, Screen, ScreenState, cx::is_value, layer, meanwhile},
    domain::{Change, Conflict, Plan, PlanId, Record, RecordKey, Refusal},
};

impl Update<'_> {
    /// Shows a plan that was read, or continues the action that it was read for.
    pub(in crate::app) fn opened(&mut self, plan: Plan) {
        self.model.back.clear();
        let id = plan.id();
        self.model.shared.take_plan(plan);
        if let Some(landing) = self.model.destination.take().filter(|landing| landing.plan == Some(id)) {
            let shared = &mut self.model.shared;
            if shared.plan.as_ref().is_some_and(|plan| plan.period().contains(landing.quarter)) {
                shared.go_to_quarter(landing.quarter);
            }
            return self.land(landing);
        }
        match self.model.screens.plans.after_open.take().filter(|(plan, _)| *plan == id) {
            Some((_, action)) => self.with(None, |screens, cx| screens.plans.act(cx, action)),
            None if self.model.screen == Screen::Plans => self.model.screen = Screen::Outline,
            None => {}
        }
    }

    /// A plan could not be read: what was to follow is forgotten, so that it does not happen when the plan is opened
    /// for something else.
    pub(in crate::app) fn not_opened(&mut self, plan: PlanId, notice: Notice) {
        self.model.destination.take_if(|landing| landing.plan == Some(plan));
        self.model.screens.plans.after_open.take_if(|(id, _)| *id == plan);
        self.say(notice);
    }

    /// Takes over a plan that was read again, unless this window has changed it meanwhile: that change is on its way to
    /// the store, and the plan is read again after it.
    pub(in crate::app) fn reloaded(&mut self, plan: Plan, edits: &[LastEdit]) {
        if !self.model.shared.is_open(plan.id()) {
            return;
        }
        if self.model.shared.unsaved.is_empty() {
            if self.model.has_draft() {
                self.note_differences(&plan, edits);
            }
            self.model.shared.take_plan(plan);
        } else {
            self.effects.push(Effect::Reload(plan.id()));
        }
    }

    /// Records what others have changed in a plan that is read again while the user types. Records of an open conflict
    /// are left out, because the conflict shows them.
    fn note_differences(&mut self, plan: &Plan, edits: &[LastEdit]) {
        let layers = &self.model.layers;
        let is_shown = |key: &RecordKey| {
            let edits = |layer: &Layer| match layer {
                Layer::Conflict(shown) => shown.change.edits.iter().any(|edit| edit.key == *key),
                _ => false,
            };
            layers.iter().any(edits)
        };
        let shared = &mut self.model.shared;
        let Some(old) = &shared.plan else { return };
        meanwhile::note_differences(&mut shared.meanwhile, (old, plan), edits, is_shown);
    }

    /// Reads again what is shown of a plan that was changed elsewhere.
    pub(in crate::app) fn changed(&mut self, plan: PlanId) {
        if self.model.shared.is_open(plan) {
            self.effects.push(Effect::Reload(plan));
        }
        if self.model.screen == Screen::Plans {
            self.effects.push(Effect::LoadCatalog);
        }
    }

    /// Applies somebody else's change if it is the next one of the plan; otherwise the plan is read again.
    pub(in crate::app) fn arrived(&mut self, change: &Change, seq: u64) {
        let is_typing = self.model.has_draft();
        let shared = &mut self.model.shared;
        let open = shared.plan.as_mut().filter(|plan| plan.id() == change.plan);
        match open.filter(|plan| shared.unsaved.is_empty() && plan.seq() + 1 == seq) {
            Some(plan) => {
                plan.apply_at(change, seq);
                shared.history.saw(change);
                if is_typing {
                    meanwhile::note(&mut shared.meanwhile, change);
                }
                let exists = plan.exists();
                if exists && change.edits.iter().all(|edit| is_value(&edit.key)) {
                    return;
                }
                shared.reshape();
                if !exists {
                    shared.plan = None;
                    self.model.screen = Screen::Plans;
                    self.say(Notice::warning("notice-plan-gone"));
                }
                if self.model.screen == Screen::Plans {
                    self.effects.push(Effect::LoadCatalog);
                }
            }
            None => self.changed(change.plan),
        }
    }

    /// Shows a conflict with a faster change of somebody else; nothing is overwritten before the user has chosen.
    pub(in crate::app) fn conflicted(&mut self, change: Change, found: Vec<Conflict>, by: Vec<String>) {
        let count = found.len();
        let held = found.iter().find_map(|conflict| match (conflict.key, &conflict.now) {
            (RecordKey::Closing(quarter), Some(Record::Closing(closing))) if closing.is_held() => {
                Some(Refusal::Closed(quarter, (**closing).clone()))
            }
            _ => None,
        });
        self.model.shared.unsaved.clear();
        self.effects.push(Effect::Reload(change.plan));
        let is_told = self.model.layers.iter().any(|layer| matches!(layer, Layer::Conflict(_)));
        let layer = layer::Conflict::of(change, found, by).filter(|_| !is_told);
        match layer {
            Some(layer) => self.model.layers.push(Layer::Conflict(layer)),
            None if held.is_some() => held.iter().for_each(|refusal| self.say(Notice::from(refusal))),
            None => self.say(Notice::warning("commit-conflict").with("count", count)),
        }
    }

    /// Reads again what is shown, because changes may have been missed.
    pub(in crate::app) fn anew(&mut self) {
        self.effects.extend(self.model.shared.plan.as_ref().map(|plan| Effect::Reload(plan.id())));
        self.effects.push(Effect::LoadCatalog);
    }

    /// The version of a plan in this window, if it is open, because its latest changes may still be on their way to the
    /// store.
    pub(in crate::app) fn newest(&self, plan: Plan) -> Plan {
        let open = self.model.shared.plan.as_ref().filter(|open| open.id() == plan.id());
        open.cloned().unwrap_or(plan)
    }
}
