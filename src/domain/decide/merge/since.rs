//! Facts of the document that were read as those of a quarter, although their column names a longer period: «Факт з
//! початку року». Each has a doubt that names that period.

use rustc_hash::FxHashMap;

use super::numbered::Numbered;
use crate::domain::{
    draft::{Draft, DraftSubject},
    quarter::{Quarter, Span},
    record::DoubtKind,
};

/// The longer periods, by the number of the node, the position of the indicator and the quarter that the fact was
/// read for.
#[derive(Default)]
pub(super) struct LongerFacts(FxHashMap<(usize, usize, Quarter), Span>);

impl LongerFacts {
    /// Those of a document.
    pub fn of(draft: &Draft, nodes: &[Numbered<'_>]) -> Self {
        let found =
            draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::Quarter).filter_map(|doubt| {
                let DraftSubject::Indicator(path, indicator) = &doubt.subject else { return None };
                let quarter = Span::parse(&doubt.reading)?.as_single()?;
                let longer = doubt.alternatives.iter().filter_map(|other| Span::parse(other));
                let span = longer.into_iter().find(|span| span.last == quarter && span.first < quarter)?;
                Some(((Numbered::number(nodes, path)?, *indicator, quarter), span))
            });
        Self(found.collect())
    }

    /// The longer period of a fact; none for an ordinary one.
    pub fn at(&self, node: usize, indicator: usize, quarter: Quarter) -> Option<Span> {
        // Most documents have none.
        if self.0.is_empty() { None } else { self.0.get(&(node, indicator, quarter)).copied() }
    }
}
