//! Several columns of values: which of them has the document's own period, and where the others belong.

use std::ops::Range;

use crate::{
    domain::Span,
    form::{
        form::Holds,
        period::{self, heading::Of},
        words::{begins, words},
    },
};

use super::Header;

/// A column of values with the period in its header.
#[derive(Clone, Debug)]
pub struct Valued {
    /// Its columns of the table.
    pub columns: Range<usize>,
    /// Its content.
    pub holds: Holds,
    /// Its header.
    pub text: String,
    /// The period in its header.
    pub of: Option<Of>,
}

/// A further column of a table.
#[derive(Clone, Debug)]
pub struct Further {
    /// Its columns of the table.
    pub columns: Range<usize>,
    /// Its header.
    pub text: String,
    /// Where its content belongs.
    pub goes: Goes,
    /// Whether it has figures from the beginning of the year.
    pub is_to_date: bool,
}

impl Further {
    /// Whether it has targets or facts.
    pub const fn is_value(&self) -> bool {
        !matches!(self.goes, Goes::About | Goes::Difference | Goes::To(Holds::Note, _))
    }
}

/// Where the content of a further column belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goes {
    /// A target, a fact or a note of other quarters.
    To(Holds, Span),
    /// A target or a fact of some months of a quarter, which together make the quarter's value.
    Part(Holds, Span),
    /// A sum that is compared with the other columns.
    Check(Holds, Span),
    /// The fact of a longer period, up to the end of the quarter that it is the only fact of.
    Since(Span),
    /// Nowhere in the plan; it is reported for each measure.
    Nowhere,
    /// To the indicator, which keeps the text under the column's header.
    About,
    /// The fact less the target, which is checked; words in it go to the indicator.
    Difference,
}

/// A column whose quarters are uncertain.
pub struct UnsureColumn<'a> {
    /// Its first column of the table.
    pub column: usize,
    /// Its header.
    pub text: &'a str,
    /// The chosen reading.
    pub reading: String,
    /// The other reading.
    pub other: Option<String>,
}

/// Whether a column has the fact less the target: «Відхилення», «Різниця (+/-)».
fn is_difference(header: &str) -> bool {
    !header.contains('%') && begins(header, &words().differences).is_some()
}

impl Header {
    /// The header for a table about these quarters: of the columns with the same content, the one for this period
    /// is the main one, and the others become further columns.
    pub fn about(&self, own: Span) -> Self {
        let mut header = self.clone();
        header.further.extend(self.unknown.iter().map(|unknown| Further {
            columns: unknown.column..unknown.column + 1,
            text: unknown.text.clone(),
            goes: if is_difference(&unknown.text) { Goes::Difference } else { Goes::About },
            is_to_date: false,
        }));
        if self.valued.iter().all(|valued| valued.of.is_none()) {
            return header;
        }
        let years = Placing { own, valued: &self.valued };
        let values = [Holds::Target, Holds::Fact, Holds::Note];
        header.columns.retain(|(_, holds)| !values.contains(holds));
        for holds in values {
            let principal = years.principal(holds);
            for (at, valued) in self.valued.iter().enumerate().filter(|(_, valued)| valued.holds == holds) {
                let columns = valued.columns.clone();
                if Some(at) == principal {
                    if years.is_assumed(valued) {
                        header.assumed.push((columns.start, valued.text.clone()));
                    }
                    header.columns.push((columns, holds));
                } else {
                    let goes = years.goes(valued);
                    let is_to_date = valued.of == Some(Of::ToDate) || years.is_up_to_own(valued);
                    header.further.push(Further { columns, text: valued.text.clone(), goes, is_to_date });
                }
            }
        }
        header.columns.sort_by_key(|(range, _)| range.start);
        header.further.sort_by_key(|further| further.columns.start);
        header
    }

    /// The other quarters in the headers of columns, where they belong to the document's plan.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.further.iter().filter_map(|further| match further.goes {
            Goes::To(Holds::Target | Holds::Fact, span) if span.as_single().is_some() => Some(span),
            Goes::Part(_, span) => Some(span),
            _ => None,
        })
    }

    /// Whether every quarter of a span has a column of its own in this table about some quarters, so that a sum of
    /// them says nothing new.
    pub fn has_all_of(&self, span: Span, own: Span) -> bool {
        let known: Vec<Span> = self.spans().chain([own]).collect();
        span.quarters().all(|quarter| known.contains(&Span::single(quarter)))
    }

    /// Columns whose quarters are misspelled or not whole quarters, with the chosen reading, in a table about some
    /// quarters.
    pub fn unsure(&self, own: Span) -> Vec<UnsureColumn<'_>> {
        let odd = |valued: &&Valued| match valued.of {
            Some(Of::Stretch(when)) => !when.is_certain_in(own) && when.months.is_none(),
            Some(Of::Unclear) => true,
            _ => false,
        };
        let reading = |valued: &Valued| {
            let going = self.further.iter().find(|further| further.columns == valued.columns);
            match going.map(|further| further.goes) {
                Some(Goes::To(_, span) | Goes::Check(_, span)) => span.to_string(),
                None if matches!(valued.of, Some(Of::Stretch(_))) => own.to_string(),
                _ => String::new(),
            }
        };
        let other = |valued: &Valued| match valued.of {
            Some(Of::Stretch(when)) => when.otherwise(own).map(|span| span.to_string()),
            _ => None,
        };
        let found = self.valued.iter().filter(odd).map(|valued| UnsureColumn {
            column: valued.columns.start,
            text: &valued.text,
            reading: reading(valued),
            other: other(valued),
        });
        found.collect()
    }

    /// Whether several columns of values name quarters and none of them names the year.
    pub fn is_by_quarter(&self) -> bool {
        let quarters = self.valued.iter().filter_map(|valued| match valued.of {
            Some(Of::Stretch(when)) => Some(when.quarters),
            _ => None,
        });
        let mut quarters: Vec<(u8, u8)> = quarters.collect();
        quarters.sort_unstable();
        quarters.dedup();
        quarters.len() > 1
    }

    /// Whether a column of values names a period.
    pub fn names_periods(&self) -> bool {
        self.valued.iter().any(|valued| valued.of.is_some())
    }

    /// The years that columns of values name.
    pub fn years(&self) -> impl Iterator<Item = (i16, i16)> {
        self.valued.iter().filter_map(|valued| valued.of.and_then(Of::years))
    }
}

/// Whether there are several periods, and none overlaps another.
fn is_sequence(mut parts: Vec<Span>) -> bool {
    parts.sort_unstable_by_key(|part| (part.first, part.last));
    parts.dedup();
    parts.len() > 1 && parts.windows(2).all(|pair| matches!(pair, [a, b] if a.last < b.first))
}

struct Placing<'a> {
    own: Span,
    valued: &'a [Valued],
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
            Of::ToDate => Span::new(crate::domain::Quarter::new(year, 1)?, self.own.last),
            Of::Own => Some(self.own),
            Of::Earlier | Of::Unclear => None,
        }
    }

    fn holding(&self, holds: Holds) -> impl Iterator<Item = (usize, &Valued)> {
        self.valued.iter().enumerate().filter(move |(_, valued)| valued.holds == holds)
    }

    /// The column of the document's own period: one that names it, else one without a period, else (where facts and
    /// targets are under the same heading) that of the year around it.
    fn principal(&self, holds: Holds) -> Option<usize> {
        let of = |fits: &dyn Fn(&Valued) -> bool| {
            self.holding(holds).find(|(_, valued)| fits(valued)).map(|(at, _)| at)
        };
        let exact = |valued: &Valued| {
            matches!(valued.of, Some(Of::Stretch(_) | Of::Years(_) | Of::Own))
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
    fn is_assumed(&self, valued: &Valued) -> bool {
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
    fn is_up_to_own(&self, valued: &Valued) -> bool {
        let own = self.own.as_single();
        self.span(valued.of).is_some_and(|span| {
            span.as_single().is_none() && Some(span.last) == own && span.first.number() == 1
        })
    }

    fn goes(&self, valued: &Valued) -> Goes {
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
