//! The content of a file that is to be imported.

use crate::domain::{
    Command, Draft, Plan, PlanEntry,
    slug::{self, TakenSlugs},
};

/// The content of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The file name without its directory.
    pub file: String,
    /// The plan or the part of one that the file describes.
    pub draft: Draft,
    /// Whether it is a document, which is merged into a plan; an exchange file replaces the plan as a whole.
    pub document: bool,
    /// The performer whose filled-in copy of the form it is.
    pub performer: Option<String>,
    /// The slug for the plan, if the user has chosen one.
    pub slug: Option<String>,
}

impl Incoming {
    /// The command that imports the file: a document is merged into an existing plan; an exchange file replaces the
    /// plan as a whole, and what exists in both keeps its id.
    pub fn command(self, plan: &Plan) -> Command {
        let Self { draft, document, performer, slug, .. } = self;
        let mut draft = Box::new(draft);
        if document && plan.exists() {
            return Command::Merge { draft, performer };
        }
        if plan.exists() {
            // An import does not change the slug of an existing plan.
            draft.slug = slug;
            super::adopt::match_ids(&mut draft, plan);
        }
        Command::Import(draft)
    }

    /// The existing plan with the same id, which is the only plan that this file can be imported into.
    pub fn known<'a>(&self, catalog: &'a [PlanEntry]) -> Option<&'a PlanEntry> {
        catalog.iter().find(|entry| Some(entry.id) == self.draft.id)
    }

    /// Gives a new plan its slug: the one that the user has chosen, otherwise its own or one made from its content,
    /// with a number if another plan has that slug.
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
