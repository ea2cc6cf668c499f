//! The targets and facts of an indicator, from the lines of their cells.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::{
    domain::{DoubtKind, FactValue, Number, Quarter, Target, TargetValue, draft::DraftIndicator, unit},
    form::{
        form::Holds,
        typed::{ValueContext, fact, target},
    },
};

use super::{
    condition::{condition_in, deed},
    gathered::GatheredValues,
    labelled::Measured,
    page,
    reader::{Around, IndicatorReader, ReaderOfTable},
    row::TableRow,
    split_cells,
    value_parts::ValuePart,
};

impl IndicatorReader<'_> {
    /// Reads facts from lines, with what they imply for the indicator.
    pub(super) fn facts(
        &mut self,
        parts: Vec<ValuePart>,
        indicator: &mut DraftIndicator,
        values: &mut GatheredValues,
    ) {
        for part in parts {
            // A performer without a target of his own is judged by the shared one.
            let shared = values.planned().filter(|_| part.performer.is_some()).cloned();
            let value = values.of(&part);
            let target = value.target.as_ref().or(shared.as_ref());
            let read = fact::in_document(&part.text, &held(indicator, &self.table).with(target));
            if let (Some((known, _)), Some((new, _))) = (&value.fact, &read.value.value) {
                // The first of two facts of a quarter stands.
                if known != new {
                    self.left(part.place, &part.text);
                }
                continue;
            }
            let day = match &read.value.value {
                Some((FactValue::Date(day), _)) if read.uncertainty.is_none() => Some(*day),
                _ => None,
            };
            value.fact = read.value.value.or(value.fact.take());
            value.source = value.fact.as_ref().map(|_| self.source(part.place));
            indicator.unit = indicator.unit.take().or(read.value.unit);
            self.unsure(part.place, &part.text, read.uncertainty);
            if let Some(day) = day {
                self.day_outside(day, &part);
            }
        }
    }

    /// Reads targets from lines, with what they imply for the indicator.
    pub(super) fn targets(
        &mut self,
        parts: Vec<ValuePart>,
        indicator: &mut DraftIndicator,
        values: &mut GatheredValues,
    ) {
        for part in parts {
            let read = target::read(&part.text, &held(indicator, &self.table).with(values.planned()));
            if let Some(read) = read.value {
                // The first of two targets of a period stands.
                if let Some(known) = &values.of(&part).target {
                    if known.value != read.target.value {
                        self.left(part.place, &part.text);
                    }
                    continue;
                }
                if let Some(comparator) = read.comparator {
                    indicator.comparator = comparator;
                }
                indicator.unit = indicator.unit.take().or(read.unit);
                if let TargetValue::Date(day) = read.target.value {
                    self.day_outside(day, &part);
                }
                values.of(&part).target = Some(read.target);
            }
            self.unsure(part.place, &part.text, read.uncertainty);
        }
    }

    /// Doubts a day outside the plan, because it may be a number that a spreadsheet shows as a date.
    fn day_outside(&mut self, day: Date, part: &ValuePart) {
        if !self.table.times.period.contains(Quarter::of(day)) {
            self.doubted(part.place, DoubtKind::Date, &part.text, &day.to_string(), &[]);
        }
    }

    /// Reads a condition or a figure from an indicator's name, where the target's column is blank.
    pub(super) fn target_in_name(
        &mut self,
        row: &TableRow<'_>,
        indicator: &mut DraftIndicator,
    ) -> Option<Target> {
        let condition = condition_in(&indicator.name);
        if condition.is_some() || row.get(Holds::Target).is_some() || !row.header.has(Holds::Target) {
            return condition;
        }
        let name = indicator.name.clone();
        let (own, figure) = split_cells::glued(&name)?;
        own.clone_into(&mut indicator.name);
        let place = page::place_of(indicator.source.as_ref());
        self.doubted(place, DoubtKind::ShiftedColumns, &name, figure, &[&name]);
        target::read(figure, &ValueContext::default()).value.map(|read| read.target)
    }

    /// Sets the target in a form without figures: that of labelled lines, else a deed.
    pub(super) fn owed(
        &mut self,
        measured: &Measured,
        indicator: &mut DraftIndicator,
        values: &mut GatheredValues,
    ) {
        let parts = self.parts(&measured.targets);
        if parts.is_empty() {
            let owed = match &self.around {
                Around::Row(asked) => {
                    asked.set(true);
                    self.table.times.values
                }
                Around::Measure { owed, .. } => *owed,
            };
            values.whole(owed).target = Some(deed());
        }
        self.targets(parts, indicator, values);
    }
}

/// The context in which the values of an indicator are read.
pub(super) fn held<'a>(indicator: &'a DraftIndicator, table: &ReaderOfTable<'_>) -> ValueContext<'a> {
    ValueContext {
        name: &indicator.name,
        unit: indicator.unit.as_deref(),
        comparator: indicator.comparator,
        target: None,
        marks: table.marks,
        period: Some(table.times.period),
    }
}

/// Adds the unit in a column's header to a figure without one, where the indicator has the unit at another scale.
pub(super) fn in_unit(part: &mut ValuePart, unit: &str, indicator: &DraftIndicator) {
    let by = indicator.unit.as_deref().and_then(|own| unit::factor(unit, own));
    let bare = part.text.split('/').all(|figure| Number::parse(figure).is_some());
    if bare && by.is_some_and(|by| by != Decimal::ONE) {
        part.text = format!("{} {unit}", part.text);
    }
}
