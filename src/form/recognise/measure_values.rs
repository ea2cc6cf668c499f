//! Values in a table without a column for indicators: they are those of the measure itself, or of the
//! indicators that lines below its title name.

use crate::{
    domain::{DoubtKind, draft::DraftIndicator},
    form::form::Holds,
};

use super::{
    gathered::GatheredValues,
    labelled::Measured,
    outline::{About, Key},
    references,
    row::TableRow,
    rows::RowWalk,
    split_cells::Portion,
};

impl RowWalk<'_> {
    /// An indicator that a line below the measure's title names, where the form has no column for it.
    pub(super) fn indicator_below(&mut self, measure: Key, said: Measured) {
        if let Some(address) = references::address(&said.name) {
            return self.references.push((measure, address.to_owned(), said.place));
        }
        let index = self.outline.get(measure).map_or(0, |node| node.indicators.len());
        let mut indicator = DraftIndicator::new(said.name.clone());
        indicator.source = Some(self.outline.source(said.place));
        (indicator.unit, indicator.baseline) = (said.unit.clone(), said.baseline);
        let mut values = GatheredValues::holding(self.times.values, Vec::new());
        let about = About::Indicator(measure, index);
        if self.form.has_values() {
            // What it should reach stands in its column, or is not said.
            let parts = self.parts(&said.targets, measure);
            self.targets(parts, &mut indicator, &mut values, about);
        } else {
            self.owed(said, &mut indicator, &mut values, measure, about);
        }
        indicator.values = values.finish();
        if let Some(node) = self.outline.get_mut(measure) {
            node.indicators.push(indicator);
        }
    }

    /// The values of a row where no column names an indicator: those of the indicator that the line in the
    /// row's place names, else of an unnamed one, which is the measure itself. That there are more of these
    /// than one is doubted.
    pub(super) fn value_of_measure(
        &mut self,
        row: &TableRow<'_>,
        measure: Key,
        begins: bool,
        portion: Portion,
    ) {
        let values = row.value();
        let Some(seen) = values.or_else(|| row.fresh(Holds::Note)) else { return };
        let Some(node) = self.outline.get(measure) else { return };
        let place = seen.cell.place;
        // Each named indicator has a row of its own, in their order.
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
            return self.indicator(row, measure, None, portion);
        };
        let indicator = self.with_values(row, (measure, nth), indicator, Measured::default(), portion);
        if let Some(slot) = self.outline.get_mut(measure).and_then(|node| node.indicators.get_mut(nth)) {
            *slot = indicator;
        }
    }
}
