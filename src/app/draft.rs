//! Drafts: unfinished input and its place. A draft survives the end of the window, whatever the reason, and is offered
//! at the next start.

pub use super::half_typed::{Typed, WindowDraft};
use super::{
    Layer, Model, Screen,
    facts::Field,
    layer::{DraftOffer as Offer, HeaderForm, RulingForm, fields::Fields},
};
impl Model {
    /// The current place and the unfinished input.
    pub fn draft(&self) -> WindowDraft {
        let shared = &self.shared;
        let (row, field) = match self.screen {
            Screen::Facts => (self.screens.facts.row(), self.screens.facts.field),
            Screen::Targets => (self.screens.targets.row(), self.screens.targets.field),
            _ => (None, Field::Fact),
        };
        WindowDraft {
            plan: shared.plan.as_ref().map(crate::domain::Plan::id),
            screen: self.screen,
            quarter: shared.quarter,
            node: self.screens.get(self.screen).node(shared),
            indicator: row.and_then(|row| row.indicator()),
            field,
            typed: self.typed(),
        }
    }

    fn typed(&self) -> Option<Typed> {
        let shared = &self.shared;
        let (texts, at) = match self.layers.last() {
            Some(Layer::Draft(offer)) => return Some(offer.typed.clone()),
            Some(Layer::Prompt(prompt)) if prompt.is_touched() => (vec![prompt.line.text().to_owned()], 0),
            Some(Layer::Header(HeaderForm { fields, .. }) | Layer::Ruling(RulingForm { fields, .. })) => {
                (texts_of(fields), fields.at)
            }
            Some(_) => return None,
            None => {
                let text = match self.screen {
                    Screen::Facts => self.screens.facts.half_typed(shared)?,
                    Screen::Targets => self.screens.targets.half_typed(shared)?,
                    _ => return None,
                };
                return Some(Typed { texts: vec![text.to_owned()], ..Typed::default() }).filter(has_words);
            }
        };
        Some(Typed { opened_by: self.opened_by, texts, at }).filter(has_words)
    }

    /// The address of the row under the cursor and whether input is unfinished there, for other windows.
    pub fn row_and_typing(&self) -> (String, bool) {
        let node = self.screens.get(self.screen).node(&self.shared);
        let row = self.shared.plan.as_ref().zip(node).map(|(plan, node)| plan.address(node));
        (row.unwrap_or_default(), self.has_draft())
    }

    /// Goes to the place of a draft, as far as it still exists, and offers its input. The draft's plan is open.
    pub fn go_back_to(&mut self, draft: WindowDraft) {
        let shared = &mut self.shared;
        if shared.plan.as_ref().is_some_and(|plan| plan.period().contains(draft.quarter)) {
            shared.go_to_quarter(draft.quarter);
        }
        // What shows a document cannot be restored, because it is not read again.
        let gone = matches!(draft.screen, Screen::Import | Screen::Learn)
            || (draft.plan.is_some() && self.shared.plan.is_none());
        if !gone {
            self.screen = draft.screen;
        }
        for screen in Screen::ALL {
            let screen = self.screens.get_mut(*screen);
            screen.sync(&self.shared);
            draft.node.into_iter().for_each(|node| screen.focus(&self.shared, node));
        }
        match self.screen {
            Screen::Facts => self.screens.facts.go_to_field(draft.indicator, draft.field),
            Screen::Targets => self.screens.targets.go_to_field(draft.indicator, draft.field),
            _ => {}
        }
        if let Some(typed) = draft.typed {
            self.layers.push(Layer::Draft(Offer { typed }));
        }
    }
}

fn has_words(typed: &Typed) -> bool {
    !typed.words().is_empty()
}

fn texts_of(fields: &Fields) -> Vec<String> {
    fields.list.iter().map(|(_, line)| line.text().to_owned()).collect()
}
