//! Opens the sample plan and starts the tour through it.

use super::Update;
use crate::{
    app::{Effect, Notice, Screen, Tour},
    domain::{Command, Draft, Plan, PlanId, decide, slug::TakenSlugs},
};

impl Update<'_> {
    /// Imports the sample plan, or opens the one imported before, and starts the tour.
    pub(super) fn demo(&mut self, mut draft: Draft) {
        let id = draft.id.unwrap_or_else(|| PlanId(self.context.ids.draw()));
        let catalog = &self.model.shared.catalog;
        if catalog.iter().any(|entry| entry.id == id) {
            self.model.tour = Some(Tour::default());
            return self.effects.push(Effect::Open(id));
        }
        draft.slug = draft.slug.map(|slug| TakenSlugs::of(catalog).free(&slug));
        let base = Plan::empty(id);
        match decide(&base, &Command::Import(Box::new(draft)), self.context) {
            Ok(change) => {
                let quarter = self.model.shared.quarter;
                self.model.shared.take_plan(base);
                self.model.tour = Some(Tour::default());
                self.with(None, |_, cx| {
                    cx.apply(change);
                    let period = cx.shared.plan.as_ref().map(Plan::period);
                    cx.shared.quarter = period.map_or(quarter, |period| period.nearest(quarter));
                    cx.show(Screen::Outline);
                });
                self.effects.push(Effect::LoadCatalog);
            }
            Err(refusal) => self.say(Notice::from(&refusal)),
        }
    }
}
