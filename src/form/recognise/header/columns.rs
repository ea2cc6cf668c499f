//! Several columns of values, each with its period.

use std::ops::Range;

use crate::{
    domain::Span,
    form::{
        form::Holds,
        period::heading::Of,
        words::{begins, key, words},
    },
};

use super::{Header, placing::Placing};

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
    /// Whether its header names nothing but that period, and it is read as a target because no column is a fact.
    pub unnamed: bool,
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
        !matches!(self.goes, Goes::About | Goes::Again(_) | Goes::Difference | Goes::To(Holds::Note, _))
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
    /// The fact of a period from the beginning of the year, which includes those of the shorter ones beside it.
    Growing(Span),
    /// The fact of a longer period, up to the end of the quarter that it is the only fact of.
    Since(Span),
    /// Nowhere in the plan; it is reported for each measure.
    Nowhere,
    /// Nowhere, because it repeats another column; a cell that differs is doubted.
    Again(Holds),
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
            goes: match unknown.repeats {
                Some(holds) => Goes::Again(holds),
                None if is_difference(&unknown.text) => Goes::Difference,
                None => Goes::About,
            },
            is_to_date: false,
        }));
        if self.valued.iter().all(|valued| valued.of.is_none()) {
            return header;
        }
        let years = Placing { own, valued: &self.valued };
        let values = [Holds::Target, Holds::Fact, Holds::Note];
        header.columns.retain(|(_, holds)| !values.contains(holds));
        for holds in values {
            let growing = holds == Holds::Fact && years.has_growing_facts();
            let principal = years.principal(holds).filter(|_| !growing);
            for (at, valued) in self.valued.iter().enumerate().filter(|(_, valued)| valued.holds == holds) {
                let columns = valued.columns.clone();
                if Some(at) == principal {
                    if years.is_assumed(valued) {
                        header.assumed.push((columns.start, valued.text.clone()));
                    }
                    header.columns.push((columns, holds));
                } else {
                    let grown = years.sum_since_january(valued).filter(|_| growing);
                    let goes = grown.map_or_else(|| years.goes(valued), Goes::Growing);
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
            Goes::Growing(span) => Some(Span::single(span.last)),
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
            Some(Of::Half) => own.quarters().count() != 2,
            // «за звітний квартал» says nothing in a document about several quarters.
            Some(Of::Own) => own.as_single().is_none() && key(&valued.text).contains("квартал"),
            _ => false,
        };
        let reading = |valued: &Valued| {
            let going = self.further.iter().find(|further| further.columns == valued.columns);
            match going.map(|further| further.goes) {
                Some(Goes::To(_, span) | Goes::Check(_, span) | Goes::Growing(span)) => span.to_string(),
                None if matches!(valued.of, Some(Of::Stretch(_) | Of::Own | Of::Half)) => own.to_string(),
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

    /// Reads the columns whose headers name only a period as facts: in a report whose other columns are targets, and in
    /// a sheet that says so. Columns that are expressly parts of the target stay targets.
    pub fn read_unnamed_as_facts(&mut self) {
        let of_target = ["числі", "кварталам", "поквартальн"];
        for valued in self.valued.iter_mut().filter(|valued| valued.unnamed) {
            let text = key(&valued.text);
            if of_target.iter().all(|word| !text.contains(word)) {
                valued.holds = Holds::Fact;
                self.unnamed_are_facts = true;
                let own = self.columns.iter_mut().filter(|(range, _)| *range == valued.columns);
                own.for_each(|(_, holds)| *holds = Holds::Fact);
            }
        }
    }

    /// Reads the facts without a period of their own as sums from the beginning of the year.
    pub fn has_sums_to_date(&mut self) {
        let facts =
            self.valued.iter_mut().filter(|valued| valued.holds == Holds::Fact && valued.of.is_none());
        facts.for_each(|valued| valued.of = Some(Of::ToDate));
    }

    /// Whether a column is named as one of targets.
    pub fn names_targets(&self) -> bool {
        self.valued.iter().any(|valued| valued.holds == Holds::Target && !valued.unnamed)
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
