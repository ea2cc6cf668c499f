//! Exact decimal numbers: reading them as people write them, and writing them.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

/// An exact decimal number; the unit belongs to the indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Number(pub Decimal);

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// The most decimals of a number in a plan. With this and [`Number::BOUND`], every sum in a plan is exact.
    pub const DECIMALS: u32 = 6;

    /// Every number of a plan is smaller than this one in absolute value.
    pub const BOUND: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

    /// Reads what people and spreadsheets write: `12`, `12,5`, `1 234,5`, `−3`, `1.234,5`, `65,500,000`; groups
    /// separated by blanks (also no-break ones), apostrophes, commas or points must have three digits. At most 15
    /// whole digits and 6 decimals. A single mark with three digits after it is read as a decimal mark;
    /// [`Number::otherwise`] has the other reading.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let signed = |value: Decimal| Self(if negative { -value } else { value });
        if (1..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
            return Some(signed(Decimal::from(digits.parse::<i64>().ok()?)));
        }
        let (whole, fraction) = parted(digits)?;
        let plain = format!("{whole}{}", fraction.map(|f| format!(".{f}")).unwrap_or_default());
        Some(signed(plain.parse::<Decimal>().ok()?))
    }

    /// The other reading of a number with a single mark and exactly three digits after it: `1.200` is one and a
    /// fifth, or twelve hundred. None where there is only one reading.
    pub fn otherwise(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix(['-', '−']).unwrap_or(text);
        let (whole, rest) = digits.split_once([',', '.'])?;
        let is_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let grouped = (1..=3).contains(&whole.len()) && !whole.starts_with('0') && rest.len() == 3;
        (grouped && is_digits(whole) && is_digits(rest)).then_some(())?;
        Self::parse(&text.replace([',', '.'], ""))
    }

    /// The wording of a number calculated from `inputs`: a decimal comma, and at most two decimals more than they
    /// have, rounded half up.
    #[must_use]
    pub fn made_of(self, inputs: impl IntoIterator<Item = Self>) -> String {
        let decimals = inputs.into_iter().map(|number| number.0.normalize().scale()).max().unwrap_or(0);
        self.rounded(decimals.min(Self::DECIMALS - 2) + 2).worded()
    }

    /// Rounded half up to so many decimals.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        Self(self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize())
    }

    /// The number as documents write it: with a decimal comma, without trailing zeros.
    #[must_use]
    pub fn worded(self) -> String {
        self.to_string().replace('.', ",")
    }

    /// Whether a number in a wording is this one, or this one rounded to the decimals of the wording.
    #[must_use]
    pub fn is_worded_as(self, worded: Self) -> bool {
        let decimals = worded.0.scale();
        self == worded || (decimals > 0 && self.rounded(decimals) == Self(worded.0.normalize()))
    }

    /// The number as its wording rounds it: a third that is worded `0,33` is shown as that, whatever more is kept. The
    /// number itself where the wording is none or another number.
    #[must_use]
    pub fn as_worded(self, wording: &str) -> Self {
        match Self::parse(wording) {
            Some(worded) if self.is_worded_as(worded) => self.rounded(worded.0.scale()),
            _ => self,
        }
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

    /// The product, or the largest number there is when it would not fit.
    #[must_use]
    pub fn times(self, by: Self) -> Self {
        Self(self.0.saturating_mul(by.0))
    }

    /// The number in percent of a whole; none where the whole is zero.
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

/// The whole digits of a number without their separators, and its decimals; none where it is not a number.
fn parted(digits: &str) -> Option<(String, Option<&str>)> {
    let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let marks = digits.matches([',', '.']).count();
    // The last mark is the decimal mark where it is the only one, or differs from the marks before it.
    let last = digits.rfind([',', '.']);
    let mark = last.and_then(|at| digits.get(at..=at));
    let repeated = mark.is_some_and(|mark| digits.matches(mark).count() > 1);
    let (whole, fraction) = match last.filter(|_| !repeated) {
        Some(at) => (digits.get(..at)?, digits.get(at + 1..)),
        None => (digits, None),
    };
    let parting = |c: char| match marks - usize::from(fraction.is_some()) {
        0 => matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’'),
        _ => matches!(c, ',' | '.'),
    };
    let groups: Vec<&str> = whole.split(parting).collect();
    let mixed = whole.contains(',') && whole.contains('.');
    let grouped = groups
        .iter()
        .enumerate()
        .all(|(i, g)| is_digits(g) && (groups.len() == 1 || g.len() == 3 || (i == 0 && g.len() < 3)));
    let joined = groups.concat();
    let exact = joined.len() <= 15 && fraction.is_none_or(|f| f.len() <= Number::DECIMALS as usize);
    (grouped && !mixed && exact && fraction.is_none_or(is_digits)).then_some((joined, fraction))
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
    fn marks_that_can_only_part_groups_do() {
        for (text, value) in [
            ("1.234,5", "1234.5"),
            ("1,234.56", "1234.56"),
            ("65,500,000", "65500000"),
            ("-1.250.000", "-1250000"),
        ] {
            assert_eq!(Number::parse(text).unwrap().to_string(), value, "{text}");
        }
        for text in ["1.2.3", "1.1.3.4", "1,234.567,8", "1 234.567.890", "1234.567,8", "1.23.456", "1.234.56"]
        {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn one_mark_and_three_digits_can_be_two_numbers() {
        for (text, taken, other) in
            [("1.200", "1.2", "1200"), ("14,100", "14.1", "14100"), ("-1,250", "-1.25", "-1250")]
        {
            assert_eq!(Number::parse(text).unwrap().to_string(), taken);
            assert_eq!(Number::otherwise(text).unwrap().to_string(), other);
        }
        for text in ["0,500", "1,20", "1.2345", "1 200,500", "1200,500", "12", "1.234,5", "65,500,000"] {
            assert_eq!(Number::otherwise(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_that_the_program_makes_have_one_wording() {
        let number = |text| Number::parse(text).unwrap();
        let seven_eighths = Number(Decimal::new(875, 3));
        assert_eq!(seven_eighths.made_of([7.into(), 8.into()]), "0,88");
        assert_eq!(Number(Decimal::new(333_333, 6)).made_of([1.into(), 3.into()]), "0,33");
        assert_eq!(number("2,5").made_of([10.into(), 4.into()]), "2,5");
        assert_eq!(number("0,125").made_of([number("0,5"), number("0,25")]), "0,125");
        assert!(seven_eighths.is_worded_as(number("0,88")) && !seven_eighths.is_worded_as(number("0,87")));
        assert!(number("8").is_worded_as(number("8")) && !number("8").is_worded_as(number("7")));
        assert_eq!(Number(Decimal::new(333_333, 6)).as_worded("0,33"), number("0,33"));
        assert_eq!(Number(Decimal::new(333_333, 6)).as_worded("0,34"), Number(Decimal::new(333_333, 6)));
        assert_eq!(number("12").as_worded(""), number("12"));
        assert_eq!(Number::BOUND, Decimal::from(1_000_000_000_000_000u64));
    }
}
