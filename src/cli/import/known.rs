//! The existing plans during an import of many files: their list is read once and extended by each imported plan.

use rustc_hash::FxHashMap;

use super::super::{failure::Failure, workspace::Workspace};
use crate::{
    domain::{Header, PlanId, Span, slug::TakenSlugs},
    text::key::search_key,
};

/// What an import needs to know of the existing plans.
#[derive(Debug, Default)]
pub(super) struct KnownPlans {
    ids: FxHashMap<PlanId, String>,
    slugs: TakenSlugs,
    /// The slug of the plan with an organisation and a period.
    of_offices: FxHashMap<(String, Span), String>,
}

impl KnownPlans {
    /// Those of a workspace.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn of(workspace: &Workspace) -> Result<Self, Failure> {
        let mut known = Self::default();
        for entry in workspace.store.plans()? {
            known.add(entry.id, &entry.slug, &entry.organisation, entry.period);
        }
        Ok(known)
    }

    fn add(&mut self, id: PlanId, slug: &str, organisation: &str, period: Span) {
        self.ids.insert(id, slug.to_owned());
        self.slugs.take(slug);
        // The first plan is kept, because it is the one that is reported.
        self.of_offices.entry((search_key(organisation), period)).or_insert_with(|| slug.to_owned());
    }

    /// Adds a new plan to the list.
    pub fn take(&mut self, id: PlanId, header: &Header) {
        self.add(id, &header.slug, &header.organisation, header.period);
    }

    /// The slug of an existing plan.
    pub fn slug_of(&self, id: PlanId) -> Option<&str> {
        self.ids.get(&id).map(String::as_str)
    }

    /// The slugs that are taken.
    pub const fn slugs(&mut self) -> &mut TakenSlugs {
        &mut self.slugs
    }

    /// The slug of a plan with the same organisation and period, which may come from the same document.
    pub fn twin(&self, header: &Header) -> Option<&str> {
        if header.organisation.is_empty() {
            return None;
        }
        self.of_offices.get(&(search_key(&header.organisation), header.period)).map(String::as_str)
    }
}

/// Collects messages about files. Of several files each kind is reported once, because a thousand similar lines would
/// hide a different one.
#[derive(Debug)]
pub(super) struct ToldKinds {
    together: bool,
    /// The kind, its first message, and how many followed.
    kinds: Vec<(&'static str, String, usize)>,
}

impl ToldKinds {
    /// With `together` messages are printed at the end, otherwise at once.
    pub const fn new(together: bool) -> Self {
        Self { together, kinds: Vec::new() }
    }

    /// Adds a message of a kind; returns it if it has to be printed at once.
    pub fn add(&mut self, kind: &'static str, sentence: String) -> Option<String> {
        if !self.together {
            return Some(sentence);
        }
        match self.kinds.iter_mut().find(|(known, ..)| *known == kind) {
            Some((_, _, more)) => *more += 1,
            None => self.kinds.push((kind, sentence, 0)),
        }
        None
    }

    /// The first message of each kind, and how many followed.
    pub fn into_sentences(self) -> impl Iterator<Item = (String, usize)> {
        self.kinds.into_iter().map(|(_, sentence, more)| (sentence, more))
    }
}
