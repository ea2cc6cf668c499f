//! The plans that are there while many files are taken in: their list is read once and goes on with what comes.

use rustc_hash::FxHashMap;

use super::super::{failure::Failure, workspace::Workspace};
use crate::{
    domain::{Header, PlanId, Span, slug::TakenSlugs},
    text::key::search_key,
};

/// What is asked of the plans that are there when another comes in.
#[derive(Debug, Default)]
pub(super) struct KnownPlans {
    ids: FxHashMap<PlanId, String>,
    slugs: TakenSlugs,
    /// The plan of an organisation and a period.
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
        // The first one is the one that is told of.
        self.of_offices.entry((search_key(organisation), period)).or_insert_with(|| slug.to_owned());
    }

    /// Takes a new plan into the list.
    pub fn take(&mut self, id: PlanId, header: &Header) {
        self.add(id, &header.slug, &header.organisation, header.period);
    }

    /// The slug of a plan that is there.
    pub fn slug_of(&self, id: PlanId) -> Option<&str> {
        self.ids.get(&id).map(String::as_str)
    }

    /// The slugs that are taken.
    pub const fn slugs(&mut self) -> &mut TakenSlugs {
        &mut self.slugs
    }

    /// The slug of a plan of the same organisation and period: it may be the same document.
    pub fn twin(&self, header: &Header) -> Option<&str> {
        if header.organisation.is_empty() {
            return None;
        }
        self.of_offices.get(&(search_key(&header.organisation), header.period)).map(String::as_str)
    }
}

/// What has to be told of files, once for each kind where there are several: a thousand lines alike hide the one
/// that is not.
#[derive(Debug)]
pub(super) struct ToldKinds {
    together: bool,
    /// The kind, the first sentence, and how many came after it.
    kinds: Vec<(&'static str, String, usize)>,
}

impl ToldKinds {
    /// Of one file each sentence is told at once, of several together at the end.
    pub const fn new(together: bool) -> Self {
        Self { together, kinds: Vec::new() }
    }

    /// Takes a sentence of a kind; gives it back where it is to be told at once.
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

    /// The first sentence of each kind, and how many there were after it.
    pub fn into_sentences(self) -> impl Iterator<Item = (String, usize)> {
        self.kinds.into_iter().map(|(_, sentence, more)| (sentence, more))
    }
}
