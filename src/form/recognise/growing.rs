//! Facts in columns that each begin with the year («за І квартал», «за І півріччя», «за 9 місяців», «за рік»): every
//! figure includes the one before, so a quarter has what was added to it, with a doubt.

use crate::{
    document::Place,
    domain::{
        Aggregation, DoubtKind, FactValue, Number, Span,
        draft::{DraftIndicator, DraftValue},
    },
};

use super::{checks, gathered::GatheredValues, pending_doubt::PendingDoubt};

/// The facts of an indicator in such columns, from the first to the last.
#[derive(Default)]
pub struct GrowingFacts {
    columns: Vec<GrownColumn>,
}

struct GrownColumn {
    span: Span,
    /// The cell with its header.
    text: String,
    place: Place,
    values: Vec<DraftValue>,
}

impl GrowingFacts {
    /// Adds the facts of a column.
    pub fn add(&mut self, span: Span, text: String, place: Place, values: Vec<DraftValue>) {
        self.columns.push(GrownColumn { span, text, place, values });
    }

    /// Adds what each column adds to the one before to the values of the indicator, in a document about some
    /// quarters. What is no growing sum, such as a percentage, is the fact of the column's last quarter.
    pub fn settle(
        mut self,
        own: Span,
        indicator: &DraftIndicator,
        values: &mut GatheredValues,
    ) -> Vec<PendingDoubt> {
        self.columns.sort_by_key(|column| column.span.last);
        let mut performers: Vec<Option<String>> = Vec::new();
        for value in self.columns.iter().flat_map(|column| &column.values) {
            if !performers.contains(&value.performer) {
                performers.push(value.performer.clone());
            }
        }
        let mut doubts = Vec::new();
        for performer in performers {
            doubts.extend(self.settle_of(performer, own, indicator, values));
        }
        doubts
    }

    fn settle_of(
        &self,
        performer: Option<String>,
        own: Span,
        indicator: &DraftIndicator,
        values: &mut GatheredValues,
    ) -> Vec<PendingDoubt> {
        let known = self.columns.iter().filter_map(|column| {
            let value = column.values.iter().find(|value| value.performer == performer)?;
            Some((column, value, value.fact.as_ref()?))
        });
        let known: Vec<_> = known.collect();
        let numbers: Option<Vec<Number>> = known.iter().map(|(.., (fact, _))| fact.number()).collect();
        let adds_up = indicator.aggregation == Aggregation::Sum && !checks::is_averaged(indicator);
        let numbers = numbers.filter(|numbers| adds_up && numbers.is_sorted());
        let mut doubts = Vec::new();
        let mut before: Option<(Number, &str)> = None;
        for (at, (column, value, (fact, raw))) in known.into_iter().enumerate() {
            let quarter = Span::single(column.span.last);
            let number = numbers.as_ref().and_then(|numbers| numbers.get(at)).copied();
            let (fact, raw, unsure) = match (number, before) {
                (Some(number), Some((less, earlier))) => {
                    let added = number.minus(less);
                    let text = format!("{earlier}; {}", column.text);
                    let doubt = (DoubtKind::Reading, text, added.worded(), raw.clone());
                    (FactValue::Number(added), added.worded(), Some(doubt))
                }
                _ if column.span.as_single().is_some() => (fact.clone(), raw.clone(), None),
                _ => {
                    let other = column.span.to_string();
                    let doubt = (DoubtKind::Quarter, column.text.clone(), quarter.to_string(), other);
                    (fact.clone(), raw.clone(), Some(doubt))
                }
            };
            let first = before.is_none();
            before = number.map(|number| (number, column.text.as_str())).or(before);
            // In a document about one quarter, the sum before it only shows what was added.
            let is_base = first && number.is_some() && own.as_single().is_some() && quarter != own;
            if is_base && column.span.as_single().is_none() {
                continue;
            }
            let slot = values.at(quarter, performer.clone());
            if slot.fact.is_none() {
                (slot.fact, slot.source) = (Some((fact, raw)), value.source.clone());
                doubts.extend(unsure.map(|(kind, text, reading, other)| {
                    PendingDoubt::new(column.place, kind, &text, &reading, &[&other])
                }));
            }
        }
        doubts
    }
}
