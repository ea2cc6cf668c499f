//! When a measure is due: what the cell of its term says, what a plan of this period cannot keep, and
//! whether anything is said of it at all.

use crate::{
    document::{CellValue, Place},
    domain::{DoubtKind, TermKind},
    form::{
        form::{Covers, Holds},
        term, typed,
    },
};

use super::{
    outline::{About, Key},
    page,
    row::TableRow,
    rows::{RowWalk, joined},
};

impl RowWalk<'_> {
    /// Reads the term of a row for a measure.
    pub(super) fn term(&mut self, row: &TableRow<'_>, measure: Key) {
        let Some(due) = row.get(Holds::Term) else { return };
        let mut text = joined(due.lines());
        // A dash is no term.
        if typed::fact::is_blank(&text) {
            return;
        }
        if let Some(CellValue::Date(day)) = &due.cell.value
            && term::parse_term(&text, self.times.period).value.kind == TermKind::Text
        {
            // A workbook may show days as it likes.
            text = day.strftime("%d.%m.%Y").to_string();
        }
        self.term_as(measure, &text, due.cell.place);
    }

    /// A term as some text says it.
    pub(super) fn term_as(&mut self, measure: Key, text: &str, place: Place) {
        let period = self.times.period;
        // A report on a part of a longer plan has terms of the whole.
        let part = self.form.covers == Covers::Years && period.quarters().len() < 4;
        let read = typed::term::read(text, period, !part);
        if let Some(node) = self.outline.get_mut(measure) {
            node.term = Some(read.value);
        }
        if let Some(unsure) = read.uncertainty {
            self.outline.doubt(About::Node(measure), place, text, unsure);
        }
    }

    /// Who and when, in a row without a measure's cell and without an indicator: it goes on with the measure
    /// that is open.
    pub(super) fn duties_alone(&mut self, row: &TableRow<'_>) {
        if row.fresh(Holds::Indicator).is_some() {
            return;
        }
        let measure = self.measure();
        if let (Some(measure), Some(_)) = (measure, row.fresh(Holds::Performers)) {
            self.add_performers(row, measure);
        }
        let known = |key| self.outline.get(key).is_some_and(|node| node.term.is_some());
        let open = measure.filter(|key| !known(*key));
        if let (Some(measure), Some(_)) = (open, row.fresh(Holds::Term)) {
            self.term(row, measure);
        }
        let lost = [(Holds::Performers, measure), (Holds::Term, open)];
        for (holds, _) in lost.into_iter().filter(|(_, taken)| taken.is_none()) {
            let Some(seen) = row.fresh(holds) else { continue };
            let (text, place) = (seen.text(), seen.cell.place);
            let about = measure.map_or(About::Plan, About::Node);
            self.outline.doubted(about, place, DoubtKind::LeftOver, text, "", &[]);
        }
    }

    /// Where there are no figures, who and when is all that a plan says of a measure: a blank is told.
    pub(super) fn unassigned(&mut self, row: &TableRow<'_>, measure: Key) {
        if self.form.has_values() {
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
