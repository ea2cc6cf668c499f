//! A control sum: numbers added up to be compared with a paper sheet. Percentages are never added (docs/rules.md).

use super::value::Number;

/// A sum of figures, and the percentages that are kept out of it. It adds and subtracts exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ControlSum {
    /// How many figures are added up.
    pub figures: u32,
    /// The sum of the figures.
    pub sum: Number,
    /// How many percentages there are beside them.
    pub percentages: u32,
    /// The percentage, where there is only one. That of several is meaningless, but needed to subtract them again.
    pub percent: Number,
}

impl ControlSum {
    /// Counts one number, which is a percentage or not.
    pub(super) fn count(&mut self, number: Number, is_percentage: bool) {
        // Rounded to the decimals of a plan's numbers, because sums of numbers with 28 decimals, such as the share
        // 97/150, do not subtract exactly.
        let number = Number(number.0.round_dp(Number::DECIMALS));
        let (count, sum) = if is_percentage {
            (&mut self.percentages, &mut self.percent)
        } else {
            (&mut self.figures, &mut self.sum)
        };
        *count += 1;
        *sum = sum.plus(number);
    }

    /// Adds or subtracts another one.
    pub(super) fn combine(
        &mut self,
        other: Self,
        count: fn(u32, u32) -> u32,
        number: fn(Number, Number) -> Number,
    ) {
        let Self { figures, sum, percentages, percent } = other;
        self.figures = count(self.figures, figures);
        self.sum = number(self.sum, sum);
        self.percentages = count(self.percentages, percentages);
        self.percent = number(self.percent, percent);
    }

    /// The sum of the figures; where there are none, the only percentage. None where there are several percentages
    /// and no figure, because they have no sum.
    #[must_use]
    pub const fn total(self) -> Option<Number> {
        match (self.figures, self.percentages) {
            (0, 0 | 1) => Some(self.percent),
            (0, _) => None,
            _ => Some(self.sum),
        }
    }

    /// How many percentages the total leaves out.
    #[must_use]
    pub const fn left_out(self) -> u32 {
        match (self.figures, self.percentages) {
            (0, 1) => 0,
            (_, left_out) => left_out,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(figures: &[u32], percentages: &[u32]) -> ControlSum {
        let mut sum = ControlSum::default();
        figures.iter().for_each(|number| sum.count(Number::from(*number), false));
        percentages.iter().for_each(|number| sum.count(Number::from(*number), true));
        sum
    }

    #[test]
    fn percentages_are_never_added() {
        let total = |figures: &[u32], percentages: &[u32]| {
            let sum = sum(figures, percentages);
            (sum.total().map(|total| total.to_string()), sum.left_out())
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(total(&[], &[]), (some("0"), 0));
        assert_eq!(total(&[5, 7], &[]), (some("12"), 0));
        assert_eq!(total(&[], &[80]), (some("80"), 0));
        assert_eq!(total(&[], &[80, 100]), (None, 2));
        assert_eq!(total(&[5], &[80]), (some("5"), 1));
        assert_eq!(total(&[0], &[80, 90]), (some("0"), 2));
    }

    #[test]
    fn what_was_added_is_subtracted_exactly() {
        let mut all = sum(&[5, 7], &[80]);
        all.combine(sum(&[1], &[20, 30]), u32::saturating_add, Number::plus);
        all.combine(sum(&[5, 7], &[80]), u32::saturating_sub, Number::minus);
        assert_eq!(all, sum(&[1], &[20, 30]));
    }
}
