//! Targets and facts as values. Blank is not zero, and zero is not "no occasion arose".

use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;

/// An exact decimal number; the unit belongs to the indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Number(pub Decimal);

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Reads what people and spreadsheets write: `12`, `12,5`, `1 234,5`, `−3`; groups parted by spaces
    /// (also no-break ones) or apostrophes must have three digits. At most 15 whole digits and 6 decimals:
    /// within these bounds every sum that a plan can hold is exact.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match digits.split_once([',', '.']) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let is_digits = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_digit());
        if fraction.is_none() && whole.len() <= 15 && is_digits(whole) {
            let value = Decimal::from(whole.parse::<i64>().ok()?);
            return Some(Self(if negative { -value } else { value }));
        }
        let groups: Vec<&str> = whole.split([' ', '\u{a0}', '\u{202f}', '\'', '’']).collect();
        let grouped = groups
            .iter()
            .enumerate()
            .all(|(i, g)| is_digits(g) && (groups.len() == 1 || g.len() == 3 || (i == 0 && g.len() < 3)));
        let exact = whole.chars().count() <= 20
            && groups.concat().len() <= 15
            && fraction.is_none_or(|f| f.len() <= 6);
        if !grouped || !exact || !fraction.is_none_or(is_digits) {
            return None;
        }
        let plain = format!("{}{}", groups.concat(), fraction.map(|f| format!(".{f}")).unwrap_or_default());
        let value = plain.parse::<Decimal>().ok()?;
        Some(Self(if negative { -value } else { value }))
    }

    /// Whether the number is zero.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The sum, or the largest number there is when it would not fit.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What it is of a whole, in percent; none where the whole is zero.
    #[must_use]
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        self.0.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.0).map(Self)
    }

    /// The difference, or the smallest number there is when it would not fit.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(Decimal::from(value))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

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

/// A target as it stands in a plan. A missing target is the absence of the record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// What it means.
    pub value: TargetValue,
    /// The wording of the document or of the user.
    pub raw: String,
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
    /// So many of so many, as in `45/50`: a percentage that knows what it is made of.
    Share(Number, Number),
}

impl FactValue {
    /// The figure that a fact of one number is held against its target with: the number itself, or a share in
    /// percent.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Share(part, whole) => part.percent_of(*whole),
            _ => None,
        }
    }
}

/// A fact with its note, one record for an indicator, a quarter and a performer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fact {
    /// What it means.
    pub value: FactValue,
    /// The wording of the document or of the user; empty where nothing was reported.
    pub raw: String,
    /// Why it fell short (примітка у разі недовиконання), or any remark.
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
}

/// How a fact is held against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Comparator {
    /// More is better; the default.
    #[default]
    AtLeast,
    /// Less is better.
    AtMost,
    /// Just the target.
    Equal,
    /// Between the two numbers of a compound target, both included.
    Between,
    /// Within so much (the second number of a compound target) of the first.
    Within,
}

/// How the values of an indicator over several quarters make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Aggregation {
    /// They add up; the default.
    #[default]
    Sum,
    /// The last one stands.
    Last,
    /// Their mean.
    Mean,
    /// The largest.
    Max,
}

impl Aggregation {
    /// The one value for several, in the order of their quarters; none for none.
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
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in
            [("12", "12"), ("12,5", "12.5"), ("1 234,5", "1234.5"), ("1\u{a0}000", "1000"), ("−3", "-3")]
        {
            assert_eq!(Number::parse(text).unwrap().to_string(), value, "{text}");
        }
        for text in ["", "12 5", "1,2,3", "12a", "25/250", "1 23", "-", ",5"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

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
