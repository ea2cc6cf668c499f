//! The term of a measure: the text of its cell, whether the plan's period contains it, and whether it is missing.

use crate::{
    document::{CellValue, Place},
    domain::{DoubtKind, Level, Span, Term, TermKind},
    form::{
        form::{Covers, Form, Holds},
        period::heading::{self, Of},
        reading::Reading,
        term,
        typed::{self, term::PlanTime},
    },
    text::day::in_digits,
};

use super::{
    outline::{About, Key},
    page,
    parsed::{ParsedRow, joined},
    row::TableRow,
    rows::RowWalk,
};

impl RowWalk<'_> {
    /// Gives a measure the term of its row.
    pub(super) fn term(&mut self, parsed: &ParsedRow<'_>, measure: Key) {
        let term = parsed.cells().and_then(|cells| cells.term.clone());
        let (Some((text, read)), Some(due)) = (term, parsed.row.get(Holds::Term)) else { return };
        self.due(measure, &text, read, due.cell.place);
    }

    /// Gives a measure the term in a text.
    pub(super) fn term_as(&mut self, measure: Key, text: &str, place: Place) {
        let period = self.table.times.period;
        let read = typed::term::read(text, period, plan_time(self.table.form, period));
        self.due(measure, text, read, place);
    }

    /// Gives a measure without a term the period that is all that a heading above it names: «Січень».
    pub(super) fn term_above(&mut self, measure: Key) {
        if self.outline.get(measure).is_none_or(|node| node.term.is_some()) {
            return;
        }
        let named = |text: &str| matches!(heading::only(text), Some(Of::Stretch(_)));
        let Self { open, period_headings, .. } = self;
        let above = open.iter().rev().filter(|(level, ..)| *level < Level::Measure);
        let mut above = above.map(|(_, key, text)| (*key, text));
        let is_period =
            |(key, text): &(Key, &String)| *period_headings.entry(*key).or_insert_with(|| named(text));
        let Some((key, text)) = above.find(is_period) else { return };
        let text = text.clone();
        let place = self.outline.get(key).map(|node| page::place_of(node.source.as_ref()));
        self.term_as(measure, &text, place.unwrap_or_default());
    }

    fn due(&mut self, measure: Key, text: &str, read: Reading<Term>, place: Place) {
        if let Some(node) = self.outline.get_mut(measure) {
            node.term = Some(read.value);
        }
        if let Some(unsure) = read.uncertainty {
            self.outline.doubt(About::Node(measure), place, text, unsure);
        }
    }

    /// Adds performers and a term from a row without a measure's cell and without an indicator to the open measure.
    pub(super) fn duties_alone(&mut self, parsed: &ParsedRow<'_>) {
        let row = &parsed.row;
        if row.fresh(Holds::Indicator).is_some() {
            return;
        }
        let measure = self.measure();
        if let (Some(measure), Some(_)) = (measure, row.fresh(Holds::Performers)) {
            self.add_performers(parsed, measure);
        }
        let known = |key| self.outline.get(key).is_some_and(|node| node.term.is_some());
        let open = measure.filter(|key| !known(*key));
        if let (Some(measure), Some(_)) = (open, row.fresh(Holds::Term)) {
            self.term(parsed, measure);
        }
        let lost = [(Holds::Performers, measure), (Holds::Term, open)];
        for (holds, _) in lost.into_iter().filter(|(_, taken)| taken.is_none()) {
            let Some(seen) = row.fresh(holds) else { continue };
            let (text, place) = (seen.text(), seen.cell.place);
            let about = measure.map_or(About::Plan, About::Node);
            self.outline.doubted(about, place, DoubtKind::LeftOver, text, "", &[]);
        }
    }

    /// Doubts a measure without performers or a term in a plan without figures, which has nothing else about it.
    pub(super) fn unassigned(&mut self, row: &TableRow<'_>, measure: Key) {
        if self.table.form.has_values() {
            return;
        }
        let Some(node) = self.outline.get(measure) else { return };
        let (title, own) = (node.title.clone(), page::place_of(node.source.as_ref()));
        let blanks = [(Holds::Performers, node.performers.is_empty()), (Holds::Term, node.term.is_none())];
        for (holds, blank) in blanks {
            if row.header.has(holds) && blank {
                let cell = row.cell(holds).map(|cell| cell.place);
                let place = cell.unwrap_or(own);
                self.outline.doubted(About::Node(measure), place, DoubtKind::Reading, &title, "", &[]);
            }
        }
    }
}

/// The text of the term's cell in a row; none for a blank or a dash.
pub fn text_of(row: &TableRow<'_>, period: Span) -> Option<String> {
    let due = row.get(Holds::Term)?;
    let text = joined(due.lines());
    // A dash is no term.
    if typed::fact::is_blank(&text) {
        return None;
    }
    if let Some(CellValue::Date(day)) = &due.cell.value
        && term::parse_term(&text, period).value.kind == TermKind::Text
    {
        // A workbook may show days as it likes.
        return Some(in_digits(*day));
    }
    Some(text)
}

/// How much of the plan's time is known: a report on a part of a longer plan has terms of the whole.
pub fn plan_time(form: &Form, period: Span) -> PlanTime {
    let is_part = form.covers == Covers::Years && period.quarters().len() < 4;
    if is_part { PlanTime::Part } else { PlanTime::Whole }
}
