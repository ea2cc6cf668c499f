//! Obligations: what a measure owes by a day. Everything that is counted, is due or needs a note is one.

use jiff::civil::Date;

use super::{
    id::{IndicatorId, NodeId, PerformerId},
    plan::Plan,
    quarter::{Quarter, Span},
    value::{Target, TargetValue},
};

/// How an obligation is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObligationKind {
    /// By a figure.
    Numeric,
    /// By a day.
    Date,
    /// By being done.
    Deed,
}

/// One thing that a measure owes by a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Obligation<'a> {
    /// How it is met.
    pub kind: ObligationKind,
    /// The span its target is set for; the plan's period for a measure without indicators.
    pub span: Span,
    /// Its target; none for a measure without indicators.
    pub target: Option<&'a Target>,
    /// The last day on which it is met in time.
    pub due: Date,
}

impl Obligation<'_> {
    /// The only quarter in which it is owed.
    pub fn quarter(&self) -> Quarter {
        Quarter::of(self.due)
    }

    /// Whether its target is set for more than one quarter.
    pub fn is_long(&self) -> bool {
        self.span.as_single().is_none()
    }

    /// From the first quarter of the target to the target's last quarter or the due quarter, whichever is later.
    pub(super) fn reach(&self) -> Span {
        Span { first: self.span.first, last: self.span.last.max(self.quarter()) }
    }
}

/// What the targets around a quarter mean for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaking<'a> {
    /// Something is owed in it.
    Due(Obligation<'a>),
    /// An obligation that is in progress and due later.
    Running(Obligation<'a>),
    /// A condition, which owes nothing, in the last quarter of its span.
    Condition(Span, &'a Target),
    /// A longer condition that continues after the quarter.
    Waiting(Span, &'a Target),
    /// Nothing is planned.
    Nothing,
}

impl Plan {
    /// The obligation that a target makes; none where it is a condition.
    pub(super) fn obligation<'a>(
        &self,
        id: IndicatorId,
        span: Span,
        target: &'a Target,
    ) -> Option<Obligation<'a>> {
        let measure = self.measure_of(id)?;
        let (kind, due) = match target.value {
            TargetValue::Number(_) | TargetValue::Compound(_) => {
                (ObligationKind::Numeric, self.due_within(measure, span))
            }
            TargetValue::Date(day) => (ObligationKind::Date, day),
            // A deed over the whole plan is due on the same day as the deed of a measure without indicators.
            TargetValue::Deed if span == self.period() && span.as_single().is_none() => {
                (ObligationKind::Deed, self.term_end(measure))
            }
            TargetValue::Deed => (ObligationKind::Deed, self.due_within(measure, span)),
            TargetValue::Condition => return None,
        };
        Some(Obligation { kind, span, target: Some(target), due })
    }

    /// The last day of the measure's term where it lies within a span, else the last day of the span.
    fn due_within(&self, measure: NodeId, span: Span) -> Date {
        let end = self.node(measure).and_then(|node| node.term.as_ref());
        let end = end.map(|term| term.last_day(self.period()));
        let inside = |day: &Date| span.first.first_day() <= *day && *day <= span.last.last_day();
        end.filter(inside).unwrap_or_else(|| span.last.last_day())
    }

    /// The obligations that an indicator's targets make, by their span. A control sum has them too, but they are
    /// not counted, because it repeats what others owe.
    pub fn obligations(
        &self,
        id: IndicatorId,
        who: Option<PerformerId>,
    ) -> impl Iterator<Item = Obligation<'_>> + '_ {
        let own = self.targets(id).filter(move |(_, whose, _)| *whose == who);
        own.filter_map(move |(span, _, target)| self.obligation(id, span, target))
    }

    /// The obligation of a measure without indicators.
    pub fn bare_obligation(&self, measure: NodeId) -> Obligation<'_> {
        let (kind, span) = (ObligationKind::Deed, self.period());
        Obligation { kind, span, target: None, due: self.term_end(measure) }
    }

    /// Whether a measure owes a deed because it neither has nor shares an indicator.
    pub fn is_bare(&self, measure: NodeId) -> bool {
        self.indicators(measure).next().is_none()
            && self.node(measure).is_some_and(|node| node.shares.is_empty())
    }

    /// The last day of the term of a measure, or of the plan.
    pub fn term_end(&self, measure: NodeId) -> Date {
        let term = self.node(measure).and_then(|n| n.term.as_ref());
        term.map_or_else(|| self.period().last.last_day(), |t| t.last_day(self.period()))
    }

    /// The quarter in which the term of a measure begins.
    pub(super) fn term_begin(&self, measure: NodeId) -> Quarter {
        let term = self.node(measure).and_then(|n| n.term.as_ref());
        term.map_or(self.period().first, |t| t.first_quarter(self.period()))
    }

    /// What the targets of an indicator mean for a quarter: its own target applies, else the narrowest longer one.
    pub(super) fn speaking(
        &self,
        id: IndicatorId,
        quarter: Quarter,
        who: Option<PerformerId>,
    ) -> Speaking<'_> {
        let own = Span::single(quarter);
        let target = self.target(id, own, who);
        if let Some(target) = target {
            match self.obligation(id, own, target) {
                None => return Speaking::Condition(own, target),
                Some(owed) if owed.quarter() == quarter => return Speaking::Due(owed),
                Some(owed) if owed.quarter() > quarter => return Speaking::Running(owed),
                // Its day was over before its quarter began.
                Some(_) => {}
            }
        }
        let around = self.targets(id).filter(|(span, whose, _)| *whose == who && *span != own);
        let around = around.filter_map(|(span, _, target)| {
            let owed = self.obligation(id, span, target);
            let reach = owed.map_or(span, |owed| owed.reach());
            let last = owed.map_or(span.last, |owed| owed.quarter());
            let speaks = (reach.contains(quarter) && quarter <= last) || quarter == last;
            speaks.then_some((span.first.distance_to(span.last), span, target, owed))
        });
        match around.min_by_key(|(length, span, ..)| (*length, *span)) {
            None => Speaking::Nothing,
            Some((_, span, target, None)) if span.last == quarter => Speaking::Condition(span, target),
            Some((_, span, target, None)) => Speaking::Waiting(span, target),
            Some((.., Some(owed))) if owed.quarter() == quarter => Speaking::Due(owed),
            Some((.., Some(owed))) if self.has_begun(id, quarter) => Speaking::Running(owed),
            Some(_) => Speaking::Nothing,
        }
    }

    /// The target that applies to a quarter: its own, or the narrowest longer one around it.
    pub fn target_in(
        &self,
        id: IndicatorId,
        quarter: Quarter,
        who: Option<PerformerId>,
    ) -> Option<(Span, &Target)> {
        let own = Span::single(quarter);
        self.target(id, own, who).map(|t| (own, t)).or_else(|| {
            let around = self.targets(id).filter(|(span, of, _)| *of == who && span.contains(quarter));
            around.min_by_key(|(span, _, _)| span.first.distance_to(span.last)).map(|(span, _, t)| (span, t))
        })
    }

    /// Whether the term of an indicator's measure has begun in a quarter.
    pub(super) fn has_begun(&self, id: IndicatorId, quarter: Quarter) -> bool {
        self.measure_of(id).is_none_or(|measure| self.term_begin(measure) <= quarter)
    }

    /// What a quarter means for a measure without indicators.
    pub(super) fn speaking_bare(&self, measure: NodeId, quarter: Quarter) -> Speaking<'_> {
        let owed = self.bare_obligation(measure);
        if owed.quarter() == quarter {
            Speaking::Due(owed)
        } else if self.term_begin(measure) <= quarter && quarter < owed.quarter() {
            Speaking::Running(owed)
        } else {
            Speaking::Nothing
        }
    }
}
