//! The quarters of a part of a year in a document about some quarters.

use crate::domain::{Quarter, Span};

use super::When;

impl When {
    /// Its quarters, in this year where it names none.
    pub fn span(self, year: i16) -> Option<Span> {
        let (first, last) = self.years.unwrap_or((year, year));
        if self.semester && first < last {
            // «І семестр» of «2025/2026 навчальний рік»
            let year = if self.quarters.0 == 1 { first } else { last };
            return Self { years: Some((year, year)), ..self.in_school() }.span(year);
        }
        Span::new(Quarter::new(first, self.quarters.0)?, Quarter::new(last, self.quarters.1)?)
    }

    /// Its quarters in a document about these. Where it names no year, it is in the only year in which the document
    /// has it: the third quarter of a school year is in its first year.
    pub fn within(self, own: Span) -> Option<Span> {
        self.readings(own).next().or_else(|| self.span(own.last.year()))
    }

    /// The other reading that a document about these quarters leaves open.
    pub fn otherwise(self, own: Span) -> Option<Span> {
        self.readings(own).nth(1)
    }

    /// Whether there is nothing to ask in a document about these quarters.
    pub fn is_certain_in(self, own: Span) -> bool {
        self.certain && (!self.semester || self.readings(own).count() == 1)
    }

    /// Its readings that are inside some quarters: one, or of a semester two.
    fn readings(self, own: Span) -> impl Iterator<Item = Span> {
        let inside = move |span: &Span| own.contains(span.first) && own.contains(span.last);
        let in_years = move |when: Self| {
            let last = when.span(own.last.year()).filter(inside);
            let first = || when.span(own.first.year()).filter(inside);
            last.or_else(first)
        };
        let school = Some(self.in_school()).filter(|_| self.semester && !self.is_of_school_year());
        // A plan that begins in autumn and ends in the next year is one of a school year.
        let in_school = school.is_some() && own.first.number() == 3 && own.first.year() < own.last.year();
        [Some(self).filter(|_| !in_school), school].into_iter().flatten().filter_map(in_years)
    }

    /// Whether it names a school year.
    fn is_of_school_year(self) -> bool {
        self.years.is_some_and(|(first, last)| first < last)
    }

    /// The quarters of the same semester in a school.
    fn in_school(self) -> Self {
        let quarters = if self.quarters.0 == 1 { (3, 4) } else { (1, 2) };
        Self { quarters, semester: false, ..self }
    }
}
