//! What was read out of a file, on its way into a plan.

use crate::domain::{
    Command, Draft, Plan, PlanEntry,
    slug::{self, TakenSlugs},
};

/// What was read out of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The name of the file without its directory.
    pub file: String,
    /// What it says.
    pub draft: Draft,
    /// A document, which is merged into a plan; an exchange file says a plan as a whole.
    pub document: bool,
    /// Whose filled-in copy of the form it is.
    pub performer: Option<String>,
    /// The name that the plan is to have from now on, where the user wants another one.
    pub slug: Option<String>,
}

impl Incoming {
    /// What a plan becomes by it: a document is merged into a plan that is there; an exchange file says a
    /// plan as a whole, in which what the plan has already keeps its identity.
    pub fn command(self, plan: &Plan) -> Command {
        let Self { draft, document, performer, slug, .. } = self;
        let mut draft = Box::new(draft);
        if document && plan.exists() {
            return Command::Merge { draft, performer };
        }
        if plan.exists() {
            // What comes into a plan does not rename it.
            draft.slug = slug;
            super::adopt::match_ids(&mut draft, plan);
        }
        Command::Import(draft)
    }

    /// The plan that is there already as what comes in: only into it can that be taken.
    pub fn known<'a>(&self, catalog: &'a [PlanEntry]) -> Option<&'a PlanEntry> {
        catalog.iter().find(|entry| Some(entry.id) == self.draft.id)
    }

    /// Gives a new plan its name: the one that the user wants, else its own or one made of what it says, with
    /// a number where another plan has that.
    pub fn name(&mut self, taken: &mut TakenSlugs) {
        let draft = &self.draft;
        let suggested = || slug::wanted(&draft.organisation, &draft.title, draft.period);
        let name = match &self.slug {
            Some(name) => name.clone(),
            None => taken.free(&draft.slug.clone().unwrap_or_else(suggested)),
        };
        self.draft.slug = Some(name);
    }
}
