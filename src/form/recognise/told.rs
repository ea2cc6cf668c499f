//! Doubts about a value that was read, while it is not known which node they belong to.

use crate::{document::Place, domain::DoubtKind, form::reading::Uncertainty};

use super::outline::{About, Outline};

/// Something uncertain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldDoubt {
    /// Its place.
    pub place: Place,
    /// The original text.
    pub text: String,
    /// What is uncertain about it.
    pub unsure: Uncertainty,
}

impl ToldDoubt {
    /// By its parts.
    pub fn new(place: Place, kind: DoubtKind, text: &str, reading: &str, others: &[&str]) -> Self {
        let others = others.iter().map(|text| (*text).to_owned()).collect();
        Self { place, text: text.to_owned(), unsure: Uncertainty::new(kind, reading, others) }
    }
}

impl Outline {
    /// Adds these doubts about a subject.
    pub fn tell(&mut self, about: About, told: Vec<ToldDoubt>) {
        for ToldDoubt { place, text, unsure } in told {
            self.doubt(about, place, &text, unsure);
        }
    }
}
