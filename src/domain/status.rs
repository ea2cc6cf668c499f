//! The status of an indicator, and the ratio of a fact to its target.

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::value::Number;
use crate::text::surely::Surely;

/// The status of an indicator in a quarter, from the best to those that are not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Better than the target.
    Exceeded,
    /// The target.
    Met,
    /// Below the target, but begun.
    Partial,
    /// A fact of zero.
    NotStarted,
    /// A target, and no fact.
    NotReported,
    /// A condition, nothing reported.
    Conditional,
    /// A condition, something reported.
    ConditionalReported,
    /// A deed that is done.
    DeedDone,
    /// A deed that is owed.
    DeedPending,
    /// No target.
    NotPlanned,
    /// No target, but a fact.
    UnplannedReported,
    /// Inside a longer target or a term, before the due quarter.
    InProgress,
    /// Done, or reached, after the due day.
    DoneLate,
}

impl Status {
    /// All, in the order of the JSON contract.
    pub const ALL: [Self; 13] = [
        Self::Exceeded,
        Self::Met,
        Self::Partial,
        Self::NotStarted,
        Self::NotReported,
        Self::Conditional,
        Self::ConditionalReported,
        Self::DeedDone,
        Self::DeedPending,
        Self::NotPlanned,
        Self::UnplannedReported,
        Self::InProgress,
        Self::DoneLate,
    ];

    /// The name in JSON and in message ids.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exceeded => "exceeded",
            Self::Met => "met",
            Self::Partial => "partial",
            Self::NotStarted => "not_started",
            Self::NotReported => "not_reported",
            Self::Conditional => "conditional",
            Self::ConditionalReported => "conditional_reported",
            Self::DeedDone => "deed_done",
            Self::DeedPending => "deed_pending",
            Self::NotPlanned => "not_planned",
            Self::UnplannedReported => "unplanned_reported",
            Self::InProgress => "in_progress",
            Self::DoneLate => "done_late",
        }
    }

    /// The sign on a screen that knows Unicode.
    pub const fn glyph(self) -> char {
        match self {
            Self::Exceeded => '▲',
            Self::Met => '✓',
            Self::Partial => '◐',
            Self::NotStarted => '○',
            Self::NotReported => '·',
            Self::Conditional => '◇',
            Self::ConditionalReported => '◆',
            Self::DeedDone => '■',
            Self::DeedPending => '□',
            Self::NotPlanned => '–',
            Self::UnplannedReported => '•',
            Self::InProgress => '▷',
            Self::DoneLate => '▣',
        }
    }

    /// The sign on a screen that knows ASCII only.
    pub const fn ascii(self) -> char {
        match self {
            Self::Exceeded => '+',
            Self::Met => '=',
            Self::Partial => '~',
            Self::NotStarted => '0',
            Self::NotReported => '.',
            Self::Conditional => '?',
            Self::ConditionalReported => '!',
            Self::DeedDone => '#',
            Self::DeedPending => '_',
            Self::NotPlanned => '-',
            Self::UnplannedReported => '*',
            Self::InProgress => '>',
            Self::DoneLate => '%',
        }
    }

    /// How bad it is for the measure: the worst of its indicators gives its status.
    pub const fn severity(self) -> u8 {
        match self {
            Self::NotStarted => 12,
            Self::NotReported => 11,
            Self::Partial => 10,
            Self::DeedPending => 9,
            Self::Conditional => 8,
            Self::InProgress => 7,
            Self::ConditionalReported => 6,
            Self::DoneLate => 5,
            Self::DeedDone => 4,
            Self::Met => 3,
            Self::Exceeded => 2,
            Self::UnplannedReported => 1,
            Self::NotPlanned => 0,
        }
    }

    /// Whether it is the status of an obligation that is due.
    pub const fn is_owed(self) -> bool {
        self.is_unmet() || self.is_done()
    }

    /// Whether the obligation is met, even if late.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Exceeded | Self::Met | Self::DeedDone | Self::DoneLate)
    }

    /// Whether something is owed and not there.
    pub const fn is_unmet(self) -> bool {
        matches!(self, Self::Partial | Self::NotStarted | Self::NotReported | Self::DeedPending)
    }

    /// Whether the person who enters facts still has something to report.
    pub const fn is_unreported(self) -> bool {
        matches!(self, Self::NotReported | Self::Conditional | Self::DeedPending)
    }
}

/// When a note falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Due {
    /// At once.
    Now,
    /// When the day is over.
    After(Date),
}

impl Due {
    /// Whether it is due on a day.
    pub fn is_due(self, as_of: Date) -> bool {
        match self {
            Self::Now => true,
            Self::After(day) => as_of > day,
        }
    }
}

/// The ratio of fact to target in thousand-millionths, so that sums of ratios are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Ratio(pub i128);

impl Ratio {
    /// One: the target is met exactly.
    pub const ONE: Self = Self(1_000_000_000);
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// `a / b`, rounded half up at the ninth decimal; none where `b` is zero.
    pub fn of(a: Number, b: Number) -> Option<Self> {
        let ratio = a.0.checked_div(b.0)?;
        let nano = ratio.checked_mul(Decimal::from(1_000_000_000u32))?;
        let nano = nano.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).try_into().ok()?;
        // A ratio below one stays below one, however small the shortfall is.
        Some(if nano == Self::ONE.0 && ratio < Decimal::ONE { Self(nano - 1) } else { Self(nano) })
    }

    /// In percent with one decimal, rounded half up; less than one is never 100.
    pub fn percent(self) -> Decimal {
        percent(self.0, Self::ONE.0)
    }

    /// In whole percents, rounded half up; less than one is never 100.
    pub fn whole_percent(self) -> i128 {
        whole_percent(self.0, Self::ONE.0).surely()
    }
}

/// `part` of `whole` in percent with one decimal, rounded half up; `whole` is positive. Less than the whole is
/// never 100.
pub(super) fn percent(part: i128, whole: i128) -> Decimal {
    Decimal::try_from_i128_with_scale(rounded(part, whole, 1000), 1).unwrap_or(Decimal::MAX)
}

/// `part` of `whole` in whole percents, rounded half up; none where `whole` is zero. Less than the whole is never
/// 100.
pub fn whole_percent(part: i128, whole: i128) -> Option<i128> {
    (whole > 0).then(|| rounded(part, whole, 100))
}

/// `part` of `whole` in so many parts, rounded half up.
fn rounded(part: i128, whole: i128, parts: i128) -> i128 {
    let twice = part.saturating_mul(2 * parts).saturating_add(whole);
    let rounded = twice.div_euclid(whole.saturating_mul(2));
    if part < whole { rounded.min(parts - 1) } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_never_the_whole() {
        let of = |a: u32, b: u32| Ratio::of(Number::from(a), Number::from(b)).unwrap();
        assert_eq!(of(9999, 10_000).percent().to_string(), "99.9");
        assert_eq!(of(9999, 10_000).whole_percent(), 99);
        assert_eq!(of(u32::MAX - 1, u32::MAX).percent().to_string(), "99.9");
        assert_eq!(of(10_000, 10_000).percent().to_string(), "100.0");
        assert_eq!(of(10_001, 10_000).percent().to_string(), "100.0");
        // Rounding in two steps would give 60.5 and then 61.
        assert_eq!(whole_percent(6046, 10_000), Some(60));
        assert_eq!(whole_percent(605, 1000), Some(61));
        assert_eq!(whole_percent(1, 0), None);
    }
}
