//! Figures over several quarters, kept up to date while a screen shows them.
//!
//! Unlike the tally of a quarter they depend on the day, because what is not due yet is in progress. So they are
//! kept for one day, and only for the spans that were asked for. A change updates them by the difference in the
//! measures it touches.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{
    id::{NodeId, PerformerId},
    plan::Plan,
    quarter::Span,
    record::Level,
    rollup::Scope,
    tally::Tally,
};

/// A span that is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FollowedSpan {
    span: Span,
    /// Whether every group is followed, or the whole plan only.
    groups: bool,
}

/// The followed spans, and their figures.
#[derive(Clone, Debug, Default)]
pub(super) struct Followed {
    as_of: Option<Date>,
    spans: Vec<FollowedSpan>,
    tallies: FxHashMap<(Scope, Span), Tally>,
}

impl Followed {
    /// Drops the figures, so that they are calculated again; returns whether there are spans to calculate them for.
    pub fn begin_anew(&mut self) -> bool {
        self.tallies.clear();
        !self.spans.is_empty()
    }
}

impl Plan {
    /// Starts keeping figures over several quarters up to date for a day: those of the whole plan over some spans,
    /// and those of every group over one span. Figures that are no longer asked for are dropped.
    pub fn follow(&mut self, as_of: Date, whole: &[Span], groups: Option<Span>) {
        let mut wanted: Vec<FollowedSpan> =
            whole.iter().map(|span| FollowedSpan { span: *span, groups: groups == Some(*span) }).collect();
        if let Some(span) = groups.filter(|span| !whole.contains(span)) {
            wanted.push(FollowedSpan { span, groups: true });
        }
        wanted.retain(|one| one.span.as_single().is_none());
        if self.followed.as_of == Some(as_of) && self.followed.spans == wanted {
            return;
        }
        if self.followed.as_of != Some(as_of) {
            self.followed = Followed { as_of: Some(as_of), ..Followed::default() };
        }
        let new: Vec<FollowedSpan> =
            wanted.iter().filter(|one| !self.followed.spans.contains(one)).copied().collect();
        let stays = |span: &Span| wanted.iter().any(|one| one.span == *span && !new.contains(one));
        self.followed.tallies.retain(|(_, span), _| stays(span));
        self.followed.spans = wanted;
        let measures: Vec<NodeId> = self.measures().map(|(id, _)| id).collect();
        for measure in measures {
            self.move_over(measure, &new, Tally::add);
        }
    }

    /// Whether figures over several quarters are kept for a day.
    pub fn follows(&self, as_of: Date) -> bool {
        self.followed.as_of == Some(as_of)
    }

    /// The figures of a group over a span: the tally, which is always kept, for one quarter, else the followed
    /// figures.
    pub fn followed(&self, scope: Scope, span: Span) -> Option<&Tally> {
        match span.as_single() {
            Some(quarter) => self.tally(scope, quarter),
            None => self.followed.tallies.get(&(scope, span)),
        }
    }

    /// Adds a measure to all followed figures that it belongs to, or subtracts it.
    pub(super) fn move_followed(&mut self, measure: NodeId, by: fn(&mut Tally, &Tally)) {
        if !self.followed.spans.is_empty() {
            let spans = self.followed.spans.clone();
            self.move_over(measure, &spans, by);
        }
    }

    fn move_over(&mut self, measure: NodeId, spans: &[FollowedSpan], by: fn(&mut Tally, &Tally)) {
        let Some(as_of) = self.followed.as_of else { return };
        let Some(node) = self.node(measure).filter(|node| node.level == Level::Measure) else { return };
        let performers: BTreeSet<PerformerId> = node.performers.iter().map(|who| who.id).collect();
        let above: Vec<NodeId> = self.ancestors(measure).collect();
        for FollowedSpan { span, groups } in spans.iter().copied() {
            let of = |who: Option<PerformerId>| self.measure_tally_over(measure, span, as_of, who);
            let mut whole = of(None);
            let mut parts: Vec<(Scope, Tally)> = Vec::new();
            if groups {
                parts.extend(performers.iter().map(|who| (Scope::Performer(Some(*who)), of(Some(*who)))));
                parts.extend(performers.is_empty().then(|| (Scope::Performer(None), whole.clone())));
            }
            for (who, tally) in span.quarters().flat_map(|quarter| self.evidence_tallies(measure, quarter)) {
                whole.add(&tally);
                parts.extend(groups.then_some((Scope::Performer(who), tally)));
            }
            if groups {
                parts.extend(above.iter().map(|node| (Scope::Node(*node), whole.clone())));
            }
            parts.push((Scope::Plan, whole));
            for (scope, part) in parts {
                let tally = self.followed.tallies.entry((scope, span)).or_default();
                by(tally, &part);
                if tally.is_empty() {
                    self.followed.tallies.remove(&(scope, span));
                }
            }
        }
    }
}
