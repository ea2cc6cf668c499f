//! Reads the data for the first frame: a document, the plan that was named or is the only one, or the list of plans.

use super::Window;
use crate::{
    app::{Msg, Screen, Tour, draft::WindowDraft, import::Incoming},
    domain::{Plan, PlanId},
    runtime::{Display, InputSource, Options},
    store::StoreError,
};

impl<T: Display, I: InputSource> Window<T, I> {
    /// Whether a plan or the list of plans is shown first, and nothing else.
    pub(super) const fn is_plain_start(&self) -> bool {
        let Options { incoming, columns, tour, .. } = &self.options;
        incoming.is_none() && columns.is_none() && !*tour
    }

    /// The draft of a window that ended, if it is shown first.
    pub(super) fn draft_found(&mut self) -> Option<WindowDraft> {
        if self.options.incoming.is_some() || self.options.columns.is_some() {
            return None;
        }
        let named = self.options.plan;
        let found = self.options.drafts.as_mut().and_then(|drafts| drafts.found());
        found.filter(|draft| named.is_none() || draft.plan == named)
    }

    /// Reads the data for the first frame.
    pub(super) fn read_first(&mut self, draft: Option<WindowDraft>) -> Result<(), StoreError> {
        if let Some(incoming) = self.options.incoming.take() {
            return self.preview_first(incoming);
        }
        if let Some(columns) = self.options.columns.take() {
            self.model.screen = Screen::Learn;
            self.model.screens.learn.columns = Some(columns);
            return Ok(());
        }
        let plan = match self.options.plan.or_else(|| draft.as_ref().and_then(|draft| draft.plan)) {
            Some(id) => Some(id),
            None => {
                let catalog = self.options.store.plans()?;
                let live: Vec<PlanId> =
                    catalog.iter().filter(|entry| !entry.archived).map(|entry| entry.id).collect();
                self.tell(Msg::Catalog(catalog));
                if let [one] = live.as_slice() { Some(*one) } else { None }
            }
        };
        if let Some(plan) = self.load(plan)? {
            self.tell(Msg::Opened(Box::new(plan)));
        }
        if let Some(draft) = draft {
            self.model.go_back_to(draft);
        }
        if self.options.tour {
            self.model.tour = Some(Tour::default());
        }
        Ok(())
    }

    /// Shows the preview of a document first.
    fn preview_first(&mut self, incoming: Incoming) -> Result<(), StoreError> {
        let catalog = self.options.store.plans()?;
        self.tell(Msg::Catalog(catalog));
        let base = self.load(self.options.plan)?.map(Box::new);
        self.model.screen = Screen::Import;
        self.tell(Msg::Incoming(Box::new(incoming), base));
        Ok(())
    }

    fn load(&self, plan: Option<PlanId>) -> Result<Option<Plan>, StoreError> {
        Ok(plan.map(|id| self.options.store.load(id)).transpose()?.flatten())
    }
}
