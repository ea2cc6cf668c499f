//! When a measure is due: what the cell of its term says, and what a plan of this period cannot keep.

use crate::{
    domain::{DoubtKind, Quarter, Source, Span, Term, TermKind},
    form::{form::Holds, reading::Unsure, term},
};

use super::{
    outline::{About, Key},
    page,
    row::Row,
    rows::{Walk, joined},
};

impl Walk<'_> {
    /// Reads the term of a row for a measure.
    pub(super) fn term(&mut self, row: &Row<'_>, measure: Key) {
        let Some(due) = row.get(Holds::Term) else { return };
        let text = joined(&page::of_cell(self.file, due.cell));
        self.term_as(measure, &text, &page::source(self.file, due.cell.place));
    }

    /// A term as some text says it.
    pub(super) fn term_as(&mut self, measure: Key, text: &str, place: &Source) {
        let period = self.times.period;
        let read = term::parse_term(text, period);
        let unsure = read.unsure.or_else(|| odd(&read.value, period));
        if let Some(node) = self.outline.get_mut(measure) {
            node.term = Some(read.value);
        }
        if let Some(unsure) = unsure {
            self.outline.doubt(About::Node(measure), place, text, unsure);
        }
    }
}

/// Numbers that make no term, and a term that does not end within the plan: what is owed then is due in no
/// quarter of it.
fn odd(term: &Term, period: Span) -> Option<Unsure> {
    let alternatives = Vec::new();
    if term.kind == TermKind::Text {
        let numbers = term.raw.contains(|c: char| c.is_ascii_digit());
        let reading = term.raw.clone();
        return numbers.then_some(Unsure { kind: DoubtKind::Reading, reading, alternatives });
    }
    let end = term.last_day(period);
    let outside = !period.contains(Quarter::of(end));
    outside.then(|| Unsure { kind: DoubtKind::Date, reading: end.to_string(), alternatives })
}
