//! Assigns the values of a row to its measures: an indicator with a row of its own, a merged cell that several
//! measures share, values without an indicator.

use crate::{
    domain::{
        DoubtKind, Span, TargetValue,
        draft::{DraftIndicator, DraftValue},
    },
    form::{
        form::Holds,
        typed::{ValueContext, fact, target},
    },
};

use super::{
    labelled::Measured,
    outline::{About, Key},
    page::cell_text,
    parsed::ParsedRow,
    reader::{Around, IndicatorReader, ReadIndicator},
    references,
    row::{SeenCell, TableRow},
    rows::RowWalk,
    split_cells::{self, Portion},
};

impl RowWalk<'_> {
    /// Adds the values of a row to the measures that begin in it (or to the open one, when none does).
    pub(super) fn values(&mut self, parsed: &ParsedRow<'_>, new: &[Key]) {
        let row = &parsed.row;
        let Some(measure) = new.first().copied().or_else(|| self.measure()) else { return };
        let portions = split_cells::portions(row, self.table.form, new.len());
        for portion in &portions {
            let of = new.get(portion.at).copied().filter(|_| portion.of > 1).unwrap_or(measure);
            self.values_of(parsed, of, !new.is_empty(), *portion);
        }
        let own = portions.len() > 1 && new.len() > 1;
        for other in new.iter().skip(1).filter(|_| !own) {
            self.share_doubted(row, *other);
        }
        if new.is_empty() && row.fresh(Holds::Indicator).is_some() {
            self.add_performers(parsed, measure);
        }
        self.mark(row, measure);
        self.beside(row, measure);
    }

    /// Adds the values of one portion of a row. `begins` means that its measure begins in the row.
    fn values_of(&mut self, parsed: &ParsedRow<'_>, measure: Key, begins: bool, portion: Portion) {
        let row = &parsed.row;
        let name = row.get(Holds::Indicator);
        let columns = [Holds::Target, Holds::Fact];
        let own = row.value();
        let parted = |seen: &SeenCell<'_>| split_cells::of_row(row.index, seen).is_some();
        let merged = || columns.into_iter().filter_map(|holds| row.get(holds)).any(parted);
        match (name, own) {
            (Some(name), _) if name.fresh => self.indicator(parsed, measure, Some(name), portion),
            // A name over several rows with their own values: one indicator for each measure.
            (Some(name), Some(_)) if begins => self.indicator(parsed, measure, Some(name), portion),
            (Some(name), None) if begins && merged() => self.indicator(parsed, measure, Some(name), portion),
            (Some(name), None) if begins => self.share_cell(measure, name),
            (None, _) if !row.header.has(Holds::Indicator) => {
                self.value_of_measure(parsed, measure, begins, portion)
            }
            (None, Some(value)) => {
                let (text, place) = (value.text(), value.cell.place);
                let about = About::Node(measure);
                // «виконати» needs no indicator.
                let read = target::read(text, &ValueContext::default()).value;
                if read.is_none_or(|read| read.target.value != TargetValue::Deed) {
                    self.outline.doubted(about, place, DoubtKind::LooseValue, text, text, &[]);
                }
                self.indicator(parsed, measure, None, portion);
            }
            (Some(name), Some(value)) => {
                // The rows of one indicator differ by something that was not read, such as a quarter.
                let (at, place) = (name.cell.row, value.cell.place);
                let own = row.cells.iter().filter(|cell| cell.row > at).map(|cell| cell_text(cell));
                let text = own.collect::<Vec<_>>().join(" ");
                self.outline.doubted(About::Node(measure), place, DoubtKind::LeftOver, &text, "", &[]);
                self.note_alone(row, measure);
            }
            _ => self.note_alone(row, measure),
        }
    }

    /// Shares the indicator of a merged cell with a measure that has no values of its own.
    fn share_cell(&mut self, measure: Key, name: &SeenCell<'_>) {
        if let Some((of, index)) = self.indicators.get(&name.at()).copied() {
            self.outline.share(measure, of, index);
        }
    }

    /// Shares the indicator with another measure in the same cell, with a doubt.
    fn share_doubted(&mut self, row: &TableRow<'_>, measure: Key) {
        let name = row.get(Holds::Indicator).filter(|name| self.indicators.contains_key(&name.at()));
        let Some(seen) = name else { return };
        self.share_cell(measure, seen);
        let text = split_cells::name(row, self.table.form, Portion::WHOLE);
        let place = seen.cell.place;
        self.outline.doubted(About::Node(measure), place, DoubtKind::SharedCell, &text, &text, &[]);
    }

    /// A reader for an indicator of a measure, with everything that is known about the measure.
    pub(super) fn reader(&self, measure: Key) -> IndicatorReader<'_> {
        let node = self.outline.get(measure);
        let performers = node.map(|node| node.performers.as_slice()).unwrap_or_default();
        let around = Around::Measure { units: self.units, performers, owed: self.owed_in(measure) };
        IndicatorReader::new(self.table, around)
    }

    fn indicator(
        &mut self,
        parsed: &ParsedRow<'_>,
        measure: Key,
        name: Option<&SeenCell<'_>>,
        portion: Portion,
    ) {
        let row = &parsed.row;
        let fresh = name.is_some_and(|name| name.fresh);
        let read = match parsed.indicator.take().filter(|_| portion.of == 1 && fresh) {
            Some(read) => *read,
            None => {
                let address = name.map(|_| split_cells::name(row, self.table.form, portion));
                let address = address.as_deref().and_then(references::address);
                if let Some((seen, address)) = name.zip(address) {
                    return self.references.push((measure, address.to_owned(), seen.cell.place));
                }
                self.reader(measure).read(row, name, portion)
            }
        };
        let index = self.add(measure, read);
        if let Some(name) = name {
            self.indicators.entry(name.at()).or_insert((measure, index));
        }
    }

    /// Adds an indicator to a measure, with its doubts.
    pub(super) fn add(&mut self, measure: Key, read: ReadIndicator) -> usize {
        let Some(node) = self.outline.get_mut(measure) else { return 0 };
        let index = node.indicators.len();
        node.indicators.reserve_exact(1);
        node.indicators.push(read.indicator);
        self.outline.add_doubts(About::Indicator(measure, index), read.doubts);
        index
    }

    /// Adds an indicator from a line below the measure's title, where the form has no column for it.
    pub(super) fn indicator_below(&mut self, measure: Key, measured: Measured) {
        if let Some(address) = references::address(&measured.name) {
            return self.references.push((measure, address.to_owned(), measured.place));
        }
        let read = self.reader(measure).below(measured);
        self.add(measure, read);
    }

    /// Adds the values of a row in a form without a column for indicators: to the indicator in the corresponding
    /// line of the measure's cell, else to an unnamed one, which is the measure itself. A second unnamed one is
    /// doubted.
    fn value_of_measure(&mut self, parsed: &ParsedRow<'_>, measure: Key, begins: bool, portion: Portion) {
        let row = &parsed.row;
        let values = row.value();
        if !row.header.has(Holds::Target) && !row.header.has(Holds::Fact) {
            // A table without values says whether a measure was carried out.
            return;
        }
        let Some(seen) = values.or_else(|| row.fresh(Holds::Note)) else { return };
        let Some(node) = self.outline.get(measure) else { return };
        let place = seen.cell.place;
        // Each named indicator has a row of its own, in the same order.
        let first = node.source.as_ref().and_then(|source| source.row);
        let nth = first.zip(place.row).map_or(0, |(first, row)| row.saturating_sub(first));
        let nth = usize::try_from(nth).unwrap_or(usize::MAX);
        let named = node.indicators.get(nth).filter(|indicator| indicator.values.is_empty()).cloned();
        let Some(indicator) = named.filter(|_| portion.of == 1) else {
            if values.is_none() && !begins {
                return self.note_alone(row, measure);
            }
            let (text, more) = (seen.text(), !node.indicators.is_empty());
            if more {
                let about = About::Node(measure);
                self.outline.doubted(about, place, DoubtKind::LooseValue, text, text, &[]);
            }
            return self.indicator(parsed, measure, None, portion);
        };
        let read = self.reader(measure).more(row, indicator, portion);
        if let Some(slot) = self.outline.get_mut(measure).and_then(|node| node.indicators.get_mut(nth)) {
            *slot = read.indicator;
        }
        self.outline.add_doubts(About::Indicator(measure, nth), read.doubts);
    }

    /// When a deed is owed: from its term's first quarter on.
    pub(super) fn owed_in(&self, measure: Key) -> Span {
        let period = self.table.times.period;
        let term = self.outline.get(measure).and_then(|node| node.term.as_ref());
        let first = term.map_or(period.first, |term| term.first_quarter(period));
        Span { first: period.nearest(first), last: period.last }
    }

    /// Appends a note without a value to the note of the measure's last indicator.
    fn note_alone(&mut self, row: &TableRow<'_>, measure: Key) {
        let note = row.fresh(Holds::Note).map(|seen| seen.text()).filter(|text| !fact::is_blank(text));
        let Some(note) = note else { return };
        let span = self.table.times.values;
        let Some(node) = self.outline.get_mut(measure) else { return };
        if node.indicators.is_empty() {
            node.indicators.push(DraftIndicator::new(""));
        }
        let Some(indicator) = node.indicators.last_mut() else { return };
        if indicator.values.is_empty() {
            indicator.values.push(DraftValue::new(span, None));
        }
        if let Some(value) = indicator.values.last_mut() {
            value.note = [value.note.as_str(), note].join(" ").trim().to_owned();
        }
    }
}
