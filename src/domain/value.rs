//! The values of targets and facts. Blank is not zero, and zero is not "no occasion arose".

use jiff::civil::Date;
use rust_decimal::Decimal;

pub use super::number::Number;

/// What an indicator should reach.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetValue {
    /// One number.
    Number(Number),
    /// Several numbers that belong together, as in `25/250`; at least two.
    Compound(Vec<Number>),
    /// Words such as «за потреби»: nothing is owed, but what happened is reported.
    Condition,
    /// No figure: done or not by the end of the term.
    Deed,
    /// A day: on or before it is met.
    Date(Date),
}

/// A target of a plan. Where there is no target, there is no record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// Its meaning.
    pub value: TargetValue,
    /// The wording of the document or of the user.
    pub raw: String,
}

impl Target {
    /// Its own wording, else the wording of its value.
    pub fn wording(&self) -> String {
        let numbers = |all: &[Number]| all.iter().map(|n| n.worded()).collect::<Vec<_>>().join("/");
        match &self.value {
            _ if !self.raw.is_empty() => self.raw.clone(),
            TargetValue::Number(number) => number.worded(),
            TargetValue::Compound(all) => numbers(all),
            TargetValue::Date(day) => day.to_string(),
            TargetValue::Condition | TargetValue::Deed => String::new(),
        }
    }
}

/// What an indicator reached.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FactValue {
    /// Nothing was reported; the record exists for its note.
    None,
    /// One number.
    Number(Number),
    /// Several numbers; at least two.
    Compound(Vec<Number>),
    /// Words.
    Text,
    /// A deed was done.
    Done,
    /// No occasion for a condition arose.
    NoOccasion,
    /// The day on which it happened.
    Date(Date),
    /// A part and its whole, as in `45/50`: a percentage with its two numbers.
    Share(Number, Number),
}

impl FactValue {
    /// The figure of a fact that is compared with the target: the number itself, or a share in percent.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Share(part, whole) => part.percent_of(*whole),
            _ => None,
        }
    }

    /// The value as documents write it; empty for nothing and for words, which only their own wording tells.
    pub fn worded(&self) -> String {
        let numbers = |all: &[Number]| all.iter().map(|n| n.worded()).collect::<Vec<_>>().join("/");
        match self {
            Self::None | Self::Text => String::new(),
            Self::Number(number) => number.worded(),
            Self::Compound(all) => numbers(all),
            Self::Share(part, whole) => numbers(&[*part, *whole]),
            Self::Date(day) => day.to_string(),
            Self::Done => "✓".to_owned(),
            Self::NoOccasion => "–".to_owned(),
        }
    }
}

/// A fact with its note, one record for an indicator, a quarter and a performer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fact {
    /// Its meaning.
    pub value: FactValue,
    /// The wording of the document or of the user; empty where nothing was reported, and for a total that follows its
    /// parts.
    pub raw: String,
    /// Why it fell short (примітка у разі недовиконання), or any other remark.
    pub note: String,
}

impl Fact {
    /// A fact that is only a note.
    pub fn note_only(note: String) -> Self {
        Self { value: FactValue::None, raw: String::new(), note }
    }

    /// Whether anything was reported.
    pub fn is_reported(&self) -> bool {
        self.value != FactValue::None
    }

    /// Its own wording, else the wording of its value.
    pub fn wording(&self) -> String {
        if self.raw.is_empty() { self.value.worded() } else { self.raw.clone() }
    }
}

/// How a fact is compared with its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Comparator {
    /// More is better; the default.
    #[default]
    AtLeast,
    /// Less is better.
    AtMost,
    /// Exactly the target.
    Equal,
    /// Between the two numbers of a compound target, both included.
    Between,
    /// At most so far (the second number of a compound target) from the first number.
    Within,
}

/// How the values of an indicator over several quarters are aggregated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Aggregation {
    /// They add up; the default.
    #[default]
    Sum,
    /// The last value.
    Last,
    /// Their mean.
    Mean,
    /// The largest.
    Max,
}

impl Comparator {
    /// The word of the exchange format.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Equal => "equal",
            Self::Between => "between",
            Self::Within => "within",
        }
    }
}

impl Aggregation {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Sum, Self::Last, Self::Mean, Self::Max];

    /// The word for it in documents and in the readings of doubts about an aggregation.
    pub const fn document_word(self) -> &'static str {
        match self {
            Self::Sum => "сума",
            Self::Last => "останнє значення",
            Self::Mean => "середнє",
            Self::Max => "найбільше",
        }
    }

    /// The aggregation with this word in documents.
    pub fn of_document_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.document_word() == word)
    }

    /// The word of the exchange format.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Last => "last",
            Self::Mean => "mean",
            Self::Max => "max",
        }
    }

    /// The aggregate of several values, in the order of their quarters; none where there are no values.
    pub fn over(self, values: &[Number]) -> Option<Number> {
        let sum = || values.iter().fold(Number::ZERO, |a, b| a.plus(*b));
        match self {
            _ if values.is_empty() => None,
            Self::Sum => Some(sum()),
            Self::Last => values.last().copied(),
            Self::Mean => sum().0.checked_div(Decimal::from(values.len())).map(Number),
            Self::Max => values.iter().max().copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aggregation_follows_its_rule() {
        let values = [Number::from(2), Number::from(6), Number::from(4)];
        let over = |a: Aggregation| a.over(&values).unwrap().to_string();
        assert_eq!(
            [
                over(Aggregation::Sum),
                over(Aggregation::Last),
                over(Aggregation::Mean),
                over(Aggregation::Max)
            ],
            ["12", "4", "4", "6"]
        );
        assert_eq!(Aggregation::Sum.over(&[]), None);
    }
}
