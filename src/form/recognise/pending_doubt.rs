//! Doubts about a value that was read, while it is not known which node they belong to.

use crate::{document::Place, domain::DoubtKind, form::reading::Uncertainty};

use super::outline::{About, Outline};

/// Something uncertain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingDoubt {
    /// Its place.
    pub place: Place,
    /// The original text.
    pub text: String,
    /// What is uncertain about it.
    pub unsure: Uncertainty,
}

impl PendingDoubt {
    /// By its parts.
    pub fn new(place: Place, kind: DoubtKind, text: &str, reading: &str, others: &[&str]) -> Self {
        let others = others.iter().map(|text| (*text).to_owned()).collect();
        Self { place, text: text.to_owned(), unsure: Uncertainty::new(kind, reading, others) }
    }
}

impl Outline {
    /// Adds these doubts about a subject.
    pub fn add_doubts(&mut self, about: About, doubts: Vec<PendingDoubt>) {
        for PendingDoubt { place, text, unsure } in doubts {
            self.doubt(about, place, &text, unsure);
        }
    }
}
