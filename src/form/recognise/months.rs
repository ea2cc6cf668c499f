//! Months of a quarter, in columns or in separate tables. A plan counts by quarters, so the values of the months
//! are aggregated, with a doubt, because a document does not say how.

use crate::{
    document::Place,
    domain::{
        DoubtKind, FactValue, Number, Span, Target, TargetValue,
        draft::{DraftIndicator, DraftValue},
    },
    form::{
        reading::Uncertainty,
        words::{key, words},
    },
};

use super::{
    gathered::GatheredValues,
    outline::{About, Key, Outline},
    page::place_of,
    pending_doubt::PendingDoubt,
};

/// The values of an indicator by months.
#[derive(Debug, Default)]
pub struct Months {
    quarters: Vec<MonthsOfQuarter>,
}

#[derive(Debug)]
struct MonthsOfQuarter {
    span: Span,
    performer: Option<String>,
    /// The values of the months by name, with their places.
    of_months: Vec<(String, DraftValue, Place)>,
}

/// What is uncertain about a value made from months: the chosen number or text, and the others.
type OtherReadings = Option<(String, Vec<String>)>;

impl Months {
    /// Adds the values of a month.
    pub fn add(&mut self, month: &str, values: Vec<DraftValue>, place: Place) {
        for value in values {
            let (span, performer) = (value.span, value.performer.clone());
            let of_months = (month.to_owned(), value, place);
            let same =
                |quarter: &&mut MonthsOfQuarter| quarter.span == span && quarter.performer == performer;
            match self.quarters.iter_mut().find(same) {
                Some(quarter) => quarter.of_months.push(of_months),
                None => self.quarters.push(MonthsOfQuarter { span, performer, of_months: vec![of_months] }),
            }
        }
    }

    /// Adds all of another table's months.
    pub fn extend(&mut self, other: Self) {
        for (month, value, place) in other.quarters.into_iter().flat_map(|quarter| quarter.of_months) {
            self.add(&month, vec![value], place);
        }
    }

    /// Adds the aggregated months to the values of their indicator. A value for the whole quarter is kept.
    pub fn settle(self, indicator: &DraftIndicator, values: &mut GatheredValues) -> Vec<PendingDoubt> {
        let mut doubts = Vec::new();
        for MonthsOfQuarter { span, performer, of_months } in self.quarters {
            let value = values.at(span, performer);
            let targets = of_months.iter().filter_map(|(month, value, _)| {
                let target = value.target.as_ref()?;
                let number = match target.value {
                    TargetValue::Number(number) => Some(number),
                    _ => None,
                };
                Some(OfMonth { month, value: &target.value, raw: &target.raw, number })
            });
            let targets: Vec<OfMonth<'_, TargetValue>> = targets.collect();
            let facts = of_months.iter().filter_map(|(month, value, _)| {
                let (fact, raw) = value.fact.as_ref()?;
                Some(OfMonth { month, value: fact, raw, number: fact.number() })
            });
            let facts: Vec<OfMonth<'_, FactValue>> = facts.collect();
            let place = of_months.first().map(|(.., place)| *place).unwrap_or_default();
            let mut add = |text: String, choice: OtherReadings| {
                doubts.extend(choice.map(|(reading, others)| PendingDoubt {
                    place,
                    text,
                    unsure: Uncertainty::new(DoubtKind::Reading, reading, others),
                }));
            };
            if let Some((made, raw, choice)) = together(&targets, indicator, TargetValue::Number) {
                let own = value.target.take().map(|own| (own.value, own.raw));
                let (kept, choice) = kept(own, (made, raw), choice);
                value.target = Some(Target { value: kept.0, raw: kept.1 });
                add(listed(&targets), choice);
            }
            if let Some((made, raw, choice)) = together(&facts, indicator, FactValue::Number) {
                let (kept, choice) = kept(value.fact.take(), (made, raw), choice);
                value.fact = Some(kept);
                value.source =
                    of_months.iter().find_map(|(_, value, _)| value.source.clone()).or(value.source.take());
                add(listed(&facts), choice);
            }
            for note in of_months.iter().map(|(_, value, _)| &value.note).filter(|note| !note.is_empty()) {
                if !value.note.contains(note.as_str()) {
                    value.note = [value.note.as_str(), note].join(" ").trim().to_owned();
                }
            }
        }
        doubts
    }
}

/// The target or the fact of a month.
struct OfMonth<'a, T> {
    month: &'a str,
    value: &'a T,
    raw: &'a str,
    number: Option<Number>,
}

/// The values of the months as a list.
fn listed<T>(of_months: &[OfMonth<'_, T>]) -> String {
    of_months.iter().map(|one| format!("{}: {}", one.month, one.raw)).collect::<Vec<_>>().join("; ")
}

/// Aggregates the values of several months: numbers add up, percentages and averages have a mean, an equal value
/// stays, and of different texts the last one is chosen.
fn together<T: Clone + PartialEq>(
    of_months: &[OfMonth<'_, T>],
    indicator: &DraftIndicator,
    number: fn(Number) -> T,
) -> Option<(T, String, OtherReadings)> {
    let (first, last) = (of_months.first()?, of_months.last()?);
    // Words are the same only by their wording.
    let same = of_months
        .iter()
        .all(|one| one.value == first.value && (one.number.is_some() || key(one.raw) == key(first.raw)));
    let rated = super::checks::is_averaged(indicator);
    let numbers: Option<Vec<Number>> = of_months.iter().map(|one| one.number).collect();
    match numbers {
        Some(numbers) if of_months.len() > 1 && !(rated && same) => {
            let sum = numbers.iter().fold(Number::ZERO, |sum, one| sum.plus(*one));
            let mean = || sum.0.checked_div(rust_decimal::Decimal::from(numbers.len())).map(Number);
            let made = if rated { mean().unwrap_or(sum) } else { sum };
            let raw = made.made_of(numbers.iter().copied());
            let made = Number::parse(&raw).unwrap_or(made);
            Some((number(made), raw.clone(), Some((raw, vec![last.raw.to_owned()]))))
        }
        _ if same => Some((first.value.clone(), first.raw.to_owned(), None)),
        _ => {
            let others = of_months.iter().rev().skip(1).map(|one| one.raw.to_owned()).collect();
            Some((last.value.clone(), last.raw.to_owned(), Some((last.raw.to_owned(), others))))
        }
    }
}

/// The value of the whole quarter where there is one; it is compared with the months.
fn kept<T: PartialEq>(
    own: Option<(T, String)>,
    made: (T, String),
    choice: OtherReadings,
) -> ((T, String), OtherReadings) {
    match own {
        None => (made, choice),
        Some(own) if own.0 == made.0 => (own, None),
        Some(own) => {
            let choice = Some((own.1.clone(), vec![made.1]));
            (own, choice)
        }
    }
}

/// The name of a month, or of the first and the last of several.
pub fn name((first, last): (i8, i8)) -> String {
    let name = |month: i8| {
        let at = usize::try_from(month - 1).ok()?;
        words().months.get(at)?.first().cloned()
    };
    let (first, last) = (name(first).unwrap_or_default(), name(last).unwrap_or_default());
    if first == last { first } else { format!("{first}–{last}") }
}

impl Outline {
    /// Moves the values of a quarter to those of one of its months.
    pub fn in_month(&mut self, month: &str, span: Span) {
        for (key, entry) in self.entries.iter_mut().enumerate() {
            let around = place_of(entry.node.source.as_ref());
            for (at, indicator) in entry.node.indicators.iter_mut().enumerate() {
                let place = indicator.source.as_ref().map_or(around, |source| place_of(Some(source)));
                let all = std::mem::take(&mut indicator.values);
                let (own, others) = all.into_iter().partition(|value| value.span == span);
                indicator.values = others;
                self.months.entry((key, at)).or_default().add(month, own, place);
            }
        }
    }

    /// Aggregates the values of months into those of quarters.
    pub fn settle_months(&mut self) {
        let mut months: Vec<((Key, usize), Months)> = std::mem::take(&mut self.months).into_iter().collect();
        months.sort_by_key(|(at, _)| *at);
        for ((key, at), months) in months {
            let found = self.get_mut(key).and_then(|node| node.indicators.get_mut(at));
            let (Some(indicator), Some(first)) = (found, months.quarters.first().map(|first| first.span))
            else {
                continue;
            };
            let mut values = GatheredValues::holding(first, std::mem::take(&mut indicator.values));
            let doubts = months.settle(indicator, &mut values);
            indicator.values = values.finish();
            self.add_doubts(About::Indicator(key, at), doubts);
        }
    }
}
