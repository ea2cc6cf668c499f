//! Reads an indicator with its values from the cells of one row, independently of other rows. Doubts are returned
//! with what was read.

use std::{borrow::Cow, cell::Cell, collections::HashSet, sync::Arc};

use crate::{
    document::Place,
    domain::{
        DoubtKind, Source, Span,
        draft::{DraftIndicator, DraftPerformer},
    },
    form::{
        form::{Form, Holds},
        performer_fold::folded,
        reading::Uncertainty,
        typed::{baseline, fact, figure::is_figure, marks::Marks},
        words::key,
    },
};

use super::{
    effects::StruckCells,
    figures,
    gathered::GatheredValues,
    labelled::{self, Measured},
    page::{self, PageLine},
    pending_doubt::PendingDoubt,
    period::Times,
    row::{SeenCell, TableRow},
    split_cells::{self, Portion},
    spreadsheet_values,
    value_parts::{self, ValuePart},
};

/// What every row of a table is read with.
#[derive(Clone, Copy)]
pub struct ReaderOfTable<'a> {
    /// The form of the document.
    pub form: &'a Form,
    /// Which quarters the plan and its values are about.
    pub times: Times,
    /// The number marks in the table's columns of values.
    pub marks: Marks,
    /// The name of the file.
    pub file: &'a Arc<str>,
    /// The cells of which nothing counts.
    pub struck: &'a StruckCells,
}

/// What is known about the measure of an indicator.
pub enum Around<'a> {
    /// Only its row. Whether more was asked for is recorded, because the reading is then not valid.
    Row(Cell<bool>),
    /// The measure.
    Measure {
        /// The units that a colon names somewhere in the document.
        units: &'a HashSet<String>,
        /// Who carries the measure out.
        performers: &'a [DraftPerformer],
        /// When a deed is owed.
        owed: Span,
    },
}

/// An indicator that was read, with its doubts.
#[derive(Debug)]
pub struct ReadIndicator {
    /// The indicator.
    pub indicator: DraftIndicator,
    /// What is uncertain.
    pub doubts: Vec<PendingDoubt>,
}

/// Reads one indicator.
pub struct IndicatorReader<'a> {
    pub(super) table: ReaderOfTable<'a>,
    pub(super) around: Around<'a>,
    pub(super) doubts: Vec<PendingDoubt>,
}

impl<'a> IndicatorReader<'a> {
    /// A reader for an indicator of a measure, or of a row whose measure is not known.
    pub fn new(table: ReaderOfTable<'a>, around: Around<'a>) -> Self {
        Self { table, around, doubts: Vec::new() }
    }

    /// The indicator in a row, read by the row alone; none where its measure is needed.
    pub fn of_row(
        table: ReaderOfTable<'a>,
        row: &TableRow<'_>,
        name: &SeenCell<'_>,
    ) -> Option<ReadIndicator> {
        let mut reader = Self::new(table, Around::Row(Cell::new(false)));
        let (mut indicator, measured) = named(table.form, row, Some(name), Portion::WHOLE);
        indicator.source = Some(reader.source(name.cell.place));
        let indicator = reader.with_values(row, indicator, measured, Portion::WHOLE);
        let Self { around, doubts, .. } = reader;
        let asked = matches!(around, Around::Row(asked) if asked.get());
        (!asked).then_some(ReadIndicator { indicator, doubts })
    }

    /// The indicator in a cell, or an unnamed one, with the values of its row.
    pub fn read(
        mut self,
        row: &TableRow<'_>,
        name: Option<&SeenCell<'_>>,
        portion: Portion,
    ) -> ReadIndicator {
        let (mut indicator, measured) = named(self.table.form, row, name, portion);
        let cell = name.or_else(|| row.value());
        indicator.source = cell.map(|seen| self.source(seen.cell.place));
        let indicator = self.with_values(row, indicator, measured, portion);
        ReadIndicator { indicator, doubts: self.doubts }
    }

    /// An indicator in a line below the measure's title, for a form without a column for it.
    pub fn below(mut self, measured: Measured) -> ReadIndicator {
        let mut indicator = DraftIndicator::new(measured.name.clone());
        indicator.source = Some(self.source(measured.place));
        (indicator.unit, indicator.baseline) = (measured.unit.clone(), measured.baseline);
        indicator.about.clone_from(&measured.about);
        let mut values = GatheredValues::holding(self.table.times.values, Vec::new());
        if self.table.form.has_values() {
            // Its target is in the target's column, or missing.
            let parts = self.parts(&measured.targets);
            self.targets(parts, &mut indicator, &mut values);
        } else {
            self.owed(&measured, &mut indicator, &mut values);
        }
        indicator.values = values.finish();
        ReadIndicator { indicator, doubts: self.doubts }
    }

    /// An existing indicator with the values that a row has for it.
    pub fn more(mut self, row: &TableRow<'_>, indicator: DraftIndicator, portion: Portion) -> ReadIndicator {
        let indicator = self.with_values(row, indicator, Measured::default(), portion);
        ReadIndicator { indicator, doubts: self.doubts }
    }

    fn with_values(
        &mut self,
        row: &TableRow<'_>,
        mut indicator: DraftIndicator,
        measured: Measured,
        portion: Portion,
    ) -> DraftIndicator {
        let own = self.table.times.values;
        let mut values = GatheredValues::holding(own, std::mem::take(&mut indicator.values));
        self.measured_in(row, &mut indicator);
        let targets = self.value_parts(row, row.get(Holds::Target), &indicator, portion);
        self.targets(targets, &mut indicator, &mut values);
        if !self.table.form.has_values() {
            self.owed(&measured, &mut indicator, &mut values);
        } else if values.whole(own).target.is_none() {
            let target = self.target_in_name(row, &mut indicator);
            values.whole(own).target = target;
        }
        let facts = self.value_parts(row, row.get(Holds::Fact), &indicator, portion);
        self.facts(facts, &mut indicator, &mut values);
        for part in self.notes(row.fresh(Holds::Note)) {
            values.of(&part).note.clone_from(&part.text);
        }
        self.further(row, &mut indicator, &mut values, portion);
        indicator.values = values.finish();
        indicator
    }

    /// Reads the unit and the baseline from their own columns.
    fn measured_in(&mut self, row: &TableRow<'_>, indicator: &mut DraftIndicator) {
        let text = |holds| row.get(holds).filter(|seen| !fact::is_blank(seen.text()));
        if let Some(seen) = text(Holds::Unit).filter(|_| indicator.unit.is_none()) {
            indicator.unit = Some(seen.text().to_owned());
        }
        let named = row.header.units.first().map(|(_, unit)| unit);
        indicator.unit = indicator.unit.take().or_else(|| named.cloned());
        if let Some(seen) = text(Holds::Baseline).filter(|seen| seen.fresh) {
            match baseline::read(seen.text(), &figures::held(indicator, &self.table)) {
                Some(read) => {
                    indicator.baseline = read.value;
                    self.unsure(seen.cell.place, seen.text(), read.uncertainty);
                }
                None => self.left(seen.cell.place, seen.text()),
            }
        }
    }

    /// The parts of a value's cell. A performer who is named nowhere else is doubted.
    pub(super) fn value_parts(
        &mut self,
        row: &TableRow<'_>,
        seen: Option<&SeenCell<'_>>,
        indicator: &DraftIndicator,
        portion: Portion,
    ) -> Vec<ValuePart> {
        let lines = seen.and_then(|seen| self.value_lines(row, seen, portion));
        let Some((lines, place)) = lines else { return Vec::new() };
        let mut parts = self.parts(&lines);
        if let Some(unit) = seen.and_then(|seen| row.header.unit_of(seen.cell.col)) {
            parts.iter_mut().for_each(|part| figures::in_unit(part, unit, indicator));
        }
        for part in parts.iter().filter(|part| !part.certain) {
            let reading = part.performer.clone().unwrap_or_default();
            self.doubted(place, DoubtKind::Reading, &part.text, &reading, &[]);
        }
        parts
    }

    pub(super) fn parts(&self, lines: &[PageLine]) -> Vec<ValuePart> {
        value_parts::read(lines, &|name| self.is_known(name))
    }

    /// Whether a performer or a unit of the measure has this name.
    fn is_known(&self, name: &str) -> bool {
        match &self.around {
            Around::Row(asked) => {
                asked.set(true);
                false
            }
            Around::Measure { units, performers, .. } => {
                let named = key(&folded(name));
                units.contains(&key(name)) || performers.iter().any(|one| key(&one.name) == named)
            }
        }
    }

    /// The lines of a value's cell; none, with a doubt, for a formula without a stored result.
    fn lines_as_typed<'r>(&mut self, seen: &'r SeenCell<'_>) -> Option<Cow<'r, [PageLine]>> {
        let read = spreadsheet_values::value(seen);
        let by_signs = read.uncertainty.as_ref().is_some_and(|unsure| unsure.kind == DoubtKind::Formatting);
        self.unsure(seen.cell.place, seen.text(), read.uncertainty);
        let reading = read.value?;
        match seen.lines() {
            [line] if line.text != reading => {
                Some(vec![PageLine { text: reading.into_owned(), ..line.clone() }].into())
            }
            // Boxes below each other are one value.
            [first, ..] if by_signs => {
                Some(vec![PageLine { text: reading.into_owned(), gapped: None, ..first.clone() }].into())
            }
            lines => Some(lines.into()),
        }
    }

    /// The lines of a value's cell. Where the cell has one figure for each row or portion, only the own one, with a
    /// doubt. Any other cell from above belongs to the row where it begins, so it is not read again, and doubted.
    fn value_lines<'r>(
        &mut self,
        row: &TableRow<'_>,
        seen: &'r SeenCell<'_>,
        portion: Portion,
    ) -> Option<(Cow<'r, [PageLine]>, Place)> {
        let (text, place) = (seen.text(), seen.cell.place);
        let figures = split_cells::figures(seen.lines());
        let own = match portion.of {
            1 => split_cells::of_row(row.index, seen),
            of => figures.get(portion.at).copied().filter(|_| figures.len() == of),
        };
        let alone = |text: &str| Some((vec![PageLine::new(text, place)].into(), place));
        if let Some(own) = own {
            self.doubted(place, portion.kind, text, own, &[]);
            return alone(own);
        }
        if seen.fresh && portion.at == 0 {
            if row.is_spread(seen) {
                self.doubted(place, DoubtKind::SharedCell, text, "", &[text]);
            }
            let lines = self.lines_as_typed(seen)?;
            // Several figures that cannot be assigned must not become one number.
            let apart = lines.len() == 1 && (text.contains([',', ';']) || !is_figure(text));
            return if figures.is_empty() || apart {
                Some((lines, place))
            } else {
                alone(&figures.join("; "))
            };
        }
        self.doubted(place, DoubtKind::SharedCell, text, "", &[text]);
        None
    }

    /// The notes of a cell: the whole, and those of performers.
    pub(super) fn notes(&self, seen: Option<&SeenCell<'_>>) -> Vec<ValuePart> {
        let lines = seen.map(|seen| seen.lines()).unwrap_or_default();
        let mut parts = value_parts::read_notes(lines, &|name| self.is_known(name));
        parts.retain(|part| !fact::is_blank(&part.text));
        parts
    }

    pub(super) fn source(&self, place: Place) -> Source {
        page::source(self.table.file, place)
    }

    pub(super) fn unsure(&mut self, place: Place, text: &str, unsure: Option<Uncertainty>) {
        self.doubts.extend(unsure.map(|unsure| PendingDoubt { place, text: text.to_owned(), unsure }));
    }

    pub(super) fn doubted(
        &mut self,
        place: Place,
        kind: DoubtKind,
        text: &str,
        reading: &str,
        others: &[&str],
    ) {
        self.doubts.push(PendingDoubt::new(place, kind, text, reading, others));
    }

    pub(super) fn left(&mut self, place: Place, text: &str) {
        self.doubted(place, DoubtKind::LeftOver, text, "", &[]);
    }
}

/// The indicator in a cell, with the labelled lines below its name.
fn named(
    form: &Form,
    row: &TableRow<'_>,
    name: Option<&SeenCell<'_>>,
    portion: Portion,
) -> (DraftIndicator, Measured) {
    let Some(seen) = name else { return (DraftIndicator::new(""), Measured::default()) };
    let (_, measured) = labelled::measured(seen);
    let mut indicator = DraftIndicator::new(split_cells::name(row, form, portion));
    (indicator.unit, indicator.baseline) = (measured.unit.clone(), measured.baseline);
    indicator.about.clone_from(&measured.about);
    (indicator, measured)
}
