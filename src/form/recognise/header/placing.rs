//! Which of several columns of values has the document's own period, and where the others belong.

use crate::{
    domain::{Quarter, Span},
    form::{
        form::Holds,
        period::{self, heading::Of},
    },
};

use super::columns::{Goes, Valued};

/// Whether there are several periods, and none overlaps another.
fn is_sequence(mut parts: Vec<Span>) -> bool {
    parts.sort_unstable_by_key(|part| (part.first, part.last));
    parts.dedup();
    parts.len() > 1 && parts.windows(2).all(|pair| matches!(pair, [a, b] if a.last < b.first))
}

/// The columns of values of a table about some quarters.
pub(super) struct Placing<'a> {
    /// The quarters.
    pub own: Span,
    /// The columns.
    pub valued: &'a [Valued],
}

impl Placing<'_> {
    fn span(&self, of: Option<Of>) -> Option<Span> {
        let year = self.own.last.year();
        match of? {
            Of::Stretch(when) => when.within(self.own),
            Of::Years(years) => {
                let (first, last) = years.unwrap_or((self.own.first.year(), year));
                period::of_years(first, last)
            }
            Of::ToDate => Span::new(Quarter::new(year, 1)?, self.own.last),
            Of::Own => Some(self.own),
            Of::Half => self.half(),
            Of::Earlier | Of::Unclear => None,
        }
    }

    /// «за півріччя»: the document's own, else the one around its quarter; the first one in a longer document, and where
    /// longer sums from the beginning of the year stand beside it.
    fn half(&self) -> Option<Span> {
        if self.own.quarters().count() == 2 {
            return Some(self.own);
        }
        let longer = |valued: &Valued| match valued.of {
            Some(Of::Stretch(when)) => when.quarters.0 == 1 && when.quarters.1 > 2,
            Some(Of::Years(_)) => valued.holds == Holds::Fact,
            _ => false,
        };
        let second =
            self.own.as_single().is_some_and(|own| own.number() > 2) && !self.valued.iter().any(longer);
        let year = self.own.last.year();
        let quarter = |number| Quarter::new(year, number);
        if second { Span::new(quarter(3)?, quarter(4)?) } else { Span::new(quarter(1)?, quarter(2)?) }
    }

    fn holding(&self, holds: Holds) -> impl Iterator<Item = (usize, &Valued)> {
        self.valued.iter().enumerate().filter(move |(_, valued)| valued.holds == holds)
    }

    /// The column of the document's own period: one that names it, else one without a period, else (where facts and
    /// targets are under the same heading) that of the year around it.
    pub fn principal(&self, holds: Holds) -> Option<usize> {
        let of = |fits: &dyn Fn(&Valued) -> bool| {
            self.holding(holds).find(|(_, valued)| fits(valued)).map(|(at, _)| at)
        };
        let exact = |valued: &Valued| {
            matches!(valued.of, Some(Of::Stretch(_) | Of::Years(_) | Of::Own | Of::Half))
                && self.span(valued.of) == Some(self.own)
                && valued.of.and_then(Of::months).is_none()
        };
        let since = |valued: &Valued| valued.of == Some(Of::ToDate) && self.span(valued.of) == Some(self.own);
        let found = of(&exact).or_else(|| of(&|valued| valued.of.is_none())).or_else(|| of(&since));
        if let Some(at) = found {
            // The sum of quarters in other columns is not a value of its own.
            let sum = holds == Holds::Fact && self.own.as_single().is_none() && self.has_quarters(self.own);
            return (!sum).then_some(at);
        }
        let year = |valued: &Valued| {
            matches!(valued.of, Some(Of::Years(Some(_)))) && self.holds_own(self.span(valued.of))
        };
        let both = [Holds::Target, Holds::Fact].into_iter().all(|holds| {
            self.holding(holds).any(|(_, valued)| year(valued))
                && self
                    .holding(holds)
                    .all(|(_, valued)| matches!(valued.of, Some(Of::Years(Some(_)) | Of::Earlier)))
        });
        if both { of(&year) } else { None }
    }

    /// Whether a column with a longer period is read as that of the document's own period.
    pub fn is_assumed(&self, valued: &Valued) -> bool {
        valued.of.is_some() && self.span(valued.of) != Some(self.own)
    }

    fn holds_own(&self, span: Option<Span>) -> bool {
        span.is_some_and(|span| span.contains(self.own.first) && span.contains(self.own.last))
    }

    /// The periods of facts inside a longer one.
    fn parts(&self, within: Span) -> Vec<Span> {
        let inside =
            |part: &Span| within.contains(part.first) && within.contains(part.last) && *part != within;
        self.holding(Holds::Fact).filter_map(|(_, valued)| self.span(valued.of)).filter(inside).collect()
    }

    /// Whether there are facts of single quarters beside a longer one, or of several parts of it that follow each
    /// other.
    fn has_quarters(&self, within: Span) -> bool {
        let parts = self.parts(within);
        parts.iter().any(|part| part.as_single().is_some()) || is_sequence(parts)
    }

    /// The period of a fact from the beginning of the document's last year: «за І півріччя», «за рік».
    pub fn sum_since_january(&self, valued: &Valued) -> Option<Span> {
        let whole = match valued.of? {
            Of::Stretch(when) => when.months.is_none(),
            Of::Years(_) | Of::Half => true,
            _ => false,
        };
        let span = self.span(valued.of).filter(|_| whole)?;
        let year = self.own.last.year();
        ((span.first.year(), span.first.number(), span.last.year()) == (year, 1, year)).then_some(span)
    }

    /// Whether the facts of the document's last year are in columns that all begin with it and end with different
    /// quarters: «за І квартал», «за І півріччя», «за 9 місяців».
    pub fn has_growing_facts(&self) -> bool {
        let year = self.own.last.year();
        let of_year = |valued: &&Valued| {
            let other = self.span(valued.of).is_some_and(|span| span.last.year() < year);
            valued.of != Some(Of::Earlier) && !other
        };
        let facts = self.holding(Holds::Fact).map(|(_, valued)| valued).filter(of_year);
        let spans: Option<Vec<Span>> = facts.map(|valued| self.sum_since_january(valued)).collect();
        let mut ends: Vec<_> = spans.unwrap_or_default().into_iter().map(|span| span.last).collect();
        ends.sort_unstable();
        ends.len() > 1 && ends.windows(2).all(|pair| matches!(pair, [a, b] if a < b))
    }

    /// Whether a fact of a longer period stands beside a target of the same one, apart from every other fact and
    /// from the document's own period: «І півріччя», «ІІ півріччя» in the plan of a year.
    fn is_of_its_target(&self, valued: &Valued, span: Span) -> bool {
        let overlap = |a: Span, b: Span| a.first <= b.last && b.first <= a.last;
        let facts = self.holding(Holds::Fact).filter(|(_, other)| other.columns != valued.columns);
        let targets = self.holding(Holds::Target);
        valued.holds == Holds::Fact
            && span.as_single().is_none()
            && (!overlap(span, self.own) || (self.own.contains(span.first) && self.own.contains(span.last)))
            && targets.map(|(_, other)| self.span(other.of)).any(|other| other == Some(span))
            && facts.filter_map(|(_, other)| self.span(other.of)).all(|other| {
                // The sum of several parts is checked against them.
                let is_sum = || self.parts(other).contains(&span) && is_sequence(self.parts(other));
                !overlap(other, span) || is_sum()
            })
    }

    /// Whether it is about the year up to the end of the document's own quarter: «за 9 місяців».
    pub fn is_up_to_own(&self, valued: &Valued) -> bool {
        let own = self.own.as_single();
        self.span(valued.of).is_some_and(|span| {
            span.as_single().is_none() && Some(span.last) == own && span.first.number() == 1
        })
    }

    pub fn goes(&self, valued: &Valued) -> Goes {
        let Some(span) = self.span(valued.of.or(Some(Of::Own))) else { return Goes::Nowhere };
        let holds = valued.holds;
        let years = self.own.first.year()..=self.own.last.year();
        let near = years.contains(&span.first.year()) && years.contains(&span.last.year());
        let summed = valued.of == Some(Of::ToDate)
            || (holds == Holds::Fact && span.as_single().is_none() && self.has_quarters(span));
        let months = valued.of.and_then(Of::months).is_some() && holds != Holds::Note;
        let since = valued.of == Some(Of::ToDate) || self.is_up_to_own(valued);
        if holds == Holds::Fact && since && near && self.holding(Holds::Fact).count() == 1 {
            return Goes::Since(span);
        }
        if months && near {
            Goes::Part(holds, span)
        } else if summed {
            Goes::Check(holds, span)
        } else if near && self.is_of_its_target(valued, span) {
            // As a fact of the year stands in its last quarter.
            Goes::To(holds, Span::single(span.last))
        } else if !near || (holds != Holds::Target && span.as_single().is_none()) {
            Goes::Nowhere
        } else {
            Goes::To(holds, span)
        }
    }
}
