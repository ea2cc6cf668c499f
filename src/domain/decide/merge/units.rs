//! Values of a document in another unit than the plan's: known scales are converted, everything else is doubted.

use std::{borrow::Cow, sync::Arc};

use rust_decimal::Decimal;

use super::Merge;
use crate::domain::{
    draft::{DraftIndicator, DraftValue},
    id::IndicatorId,
    record::{DoubtKind, Record, RecordKey, Source, Subject},
    unit,
    value::{Comparator, FactValue, Number, Target, TargetValue},
};

/// The factor from the document's unit to the plan's, and the document's unit.
pub(super) struct Scale<'a> {
    by: Decimal,
    unit: &'a str,
}

impl Merge<'_, '_> {
    /// Compares the unit and the comparator of an indicator in the document with the plan's; returns how its values
    /// are converted. A unit that the plan lacks is taken over, where it does not change what the plan's figures mean.
    pub(super) fn scale<'d>(
        &mut self,
        id: IndicatorId,
        draft: &'d DraftIndicator,
        place: &Source,
    ) -> Option<Scale<'d>> {
        let plan = self.builder.plan;
        let known = plan.indicator(id)?;
        self.other_comparator(id, known.comparator, draft, place);
        let unit = draft.unit.as_deref().filter(|unit| !unit.trim().is_empty())?;
        let Some(own) = known.unit.as_deref().filter(|own| !own.trim().is_empty()) else {
            let has_values = plan.targets(id).next().is_some() || plan.facts(id).next().is_some();
            let changes = unit::scale(unit) != Decimal::ONE || unit::is_percentage(Some(unit), "");
            if has_values && changes && !unit::is_percentage(None, &known.name) {
                self.other_unit(id, unit, "", draft, place);
            } else if self.performer.is_none() {
                let key = RecordKey::Indicator(id);
                let Some(Record::Indicator(mut named)) = self.builder.current(&key) else { return None };
                Arc::make_mut(&mut named).unit = Some(unit.to_owned());
                self.builder.set(key, Some(Record::from(named)));
            }
            return None;
        };
        match unit::factor(unit, own) {
            Some(by) => Some(Scale { by, unit }).filter(|scale| scale.by != Decimal::ONE),
            None => {
                let own = own.to_owned();
                self.other_unit(id, unit, &own, draft, place);
                None
            }
        }
    }

    /// Doubts a unit that cannot be converted. The figures are taken as they stand.
    fn other_unit(&mut self, id: IndicatorId, unit: &str, own: &str, draft: &DraftIndicator, place: &Source) {
        if first_figure(draft).is_some() {
            self.figure_doubted(id, unit, own, place);
        }
    }

    /// Doubts figures that the document compares in another way than the plan does: «не більше 5».
    fn other_comparator(&mut self, id: IndicatorId, own: Comparator, draft: &DraftIndicator, place: &Source) {
        if draft.comparator == own || draft.comparator == Comparator::AtLeast {
            return;
        }
        if let Some((raw, number)) = first_figure(draft) {
            self.figure_doubted(id, raw, &number.worded(), place);
        }
    }

    /// Doubts what an indicator's figures mean.
    fn figure_doubted(&mut self, id: IndicatorId, text: &str, reading: &str, place: &Source) {
        let (subject, kind) = (Subject::Indicator(id), DoubtKind::Reading);
        self.doubt_once(subject, kind, place, text, reading, vec![text.to_owned()]);
    }
}

/// The first number among the targets.
fn first_figure(draft: &DraftIndicator) -> Option<(&str, Number)> {
    draft.values.iter().find_map(|value| match value.target.as_ref()? {
        Target { value: TargetValue::Number(number), raw } => Some((raw.as_str(), *number)),
        _ => None,
    })
}

/// A value in the plan's unit. One that cannot be converted exactly stays as it is.
pub(super) fn converted<'d>(value: &'d DraftValue, scale: Option<&Scale<'_>>) -> Cow<'d, DraftValue> {
    let Some(Scale { by, unit }) = scale else { return Cow::Borrowed(value) };
    let number = |number: Number| unit::converted(number, *by);
    let worded = |raw: &str| match Number::parse(raw) {
        Some(_) => format!("{raw} {unit}"),
        None => raw.to_owned(),
    };
    let mut value = value.clone();
    if let Some(target) = &mut value.target
        && let TargetValue::Number(own) = target.value
        && let Some(other) = number(own)
    {
        *target = Target { value: TargetValue::Number(other), raw: worded(&target.raw) };
    }
    if let Some((FactValue::Number(own), raw)) = &value.fact
        && let Some(other) = number(*own)
    {
        value.fact = Some((FactValue::Number(other), worded(raw)));
    }
    Cow::Owned(value)
}
