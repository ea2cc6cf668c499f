//! Numbers, percents, dates, months, quarters, spans and times as people of each language write them.

use jiff::civil::{Date, DateTime, Time};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{L10n, Language};
use crate::domain::{ControlSum, Month, Number, Quarter, Span};

/// Separates groups of three digits, and a number from its unit, because a line must not break there.
const NO_BREAK: char = '\u{a0}';

impl L10n {
    /// `1 234,5` in Ukrainian, `1 234.5` in English, with no-break spaces between the groups.
    ///
    /// English has no comma between groups because what is shown can be typed back: a person who sees `1,234` types
    /// `1,234`, and [`Number::parse`] reads that as one and a fraction.
    pub fn number(&self, number: Number) -> String {
        // Numbers of a plan have at most six decimals; one with more was calculated.
        let made = number.0.normalize().scale() > Number::DECIMALS;
        let number = if made { number.rounded(2) } else { number };
        grouped(&number.to_string(), self.decimal_sign())
    }

    /// A control sum; a dash where there is none, because percentages are not added.
    pub fn sum(&self, sum: ControlSum) -> String {
        sum.total().map_or_else(|| "–".to_owned(), |total| self.number(total))
    }

    /// A count, with its groups separated.
    pub fn count(&self, count: usize) -> String {
        grouped(&count.to_string(), self.decimal_sign())
    }

    const fn decimal_sign(&self) -> char {
        match self.language() {
            Language::Uk => ',',
            Language::En => '.',
        }
    }

    /// Whole percents, rounded half up: `61 %` in Ukrainian, `61%` in English.
    pub fn percent(&self, percent: Decimal) -> String {
        self.percent_with(percent, 0)
    }

    /// Percents with exactly so many decimals.
    pub fn percent_with(&self, percent: Decimal, decimals: u32) -> String {
        let mut rounded = percent.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(decimals);
        let digits = grouped(&rounded.to_string(), self.decimal_sign());
        match self.language() {
            Language::Uk => format!("{digits}{NO_BREAK}%"),
            Language::En => format!("{digits}%"),
        }
    }

    /// `27.01.2022` in Ukrainian, `2022-01-27` in English (where 27/01 and 01/27 are both read).
    pub fn date(&self, date: Date) -> String {
        match self.language() {
            Language::Uk => format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()),
            Language::En => date.to_string(),
        }
    }

    /// «27 січня 2022 року», `27 January 2022`.
    pub fn date_long(&self, date: Date) -> String {
        let month = self.msg(month_id("of", date.month())).into_owned();
        match self.language() {
            Language::Uk => format!("{} {month} {} року", date.day(), date.year()),
            Language::En => format!("{} {month} {}", date.day(), date.year()),
        }
    }

    /// A day of a year that is clear from the context: `28.09`, `28 Sep`.
    pub fn day(&self, date: Date) -> String {
        match self.language() {
            Language::Uk => format!("{:02}.{:02}", date.day(), date.month()),
            Language::En => {
                let month: String = self.msg(month_id("month", date.month())).chars().take(3).collect();
                format!("{} {month}", date.day())
            }
        }
    }

    /// «липень 2018 року», `July 2018`.
    pub fn month(&self, month: Month) -> String {
        let name = self.msg(month_id("month", month.number())).into_owned();
        match self.language() {
            Language::Uk => format!("{name} {} року", month.year()),
            Language::En => format!("{name} {}", month.year()),
        }
    }

    /// «ІV квартал 2023 року», `Q4 2023`.
    pub fn quarter(&self, quarter: Quarter) -> String {
        match self.language() {
            Language::Uk => format!("{} квартал {} року", roman(quarter.number()), quarter.year()),
            Language::En => format!("Q{} {}", quarter.number(), quarter.year()),
        }
    }

    /// «ІV кв. 2023», `Q4 2023`.
    pub fn quarter_short(&self, quarter: Quarter) -> String {
        match self.language() {
            Language::Uk => format!("{} кв. {}", roman(quarter.number()), quarter.year()),
            Language::En => self.quarter(quarter),
        }
    }

    /// A quarter of a year that is clear from the context: «ІV кв.», `Q4`.
    pub fn quarter_of_year(&self, quarter: Quarter) -> String {
        match self.language() {
            Language::Uk => format!("{} кв.", roman(quarter.number())),
            Language::En => format!("Q{}", quarter.number()),
        }
    }

    /// The number of a quarter alone, above a column: «ІV», `Q4`.
    pub fn quarter_number(&self, quarter: Quarter) -> String {
        match self.language() {
            Language::Uk => roman(quarter.number()).to_owned(),
            Language::En => format!("Q{}", quarter.number()),
        }
    }

    /// «2023 рік», «2017–2020 роки», «ІІ–ІІІ квартали 2023 року»; `2023`, `2017–2020`, `Q2–Q3 2023`.
    pub fn span(&self, span: Span) -> String {
        let (first, last) = (span.first, span.last);
        let whole_years = first.number() == 1 && last.number() == 4;
        let same_year = first.year() == last.year();
        match (self.language(), span.as_single()) {
            (_, Some(quarter)) => self.quarter(quarter),
            (Language::Uk, _) if whole_years && same_year => format!("{} рік", first.year()),
            (Language::En, _) if whole_years && same_year => first.year().to_string(),
            (Language::Uk, _) if whole_years => format!("{}–{} роки", first.year(), last.year()),
            (Language::En, _) if whole_years => format!("{}–{}", first.year(), last.year()),
            (Language::Uk, _) if same_year => {
                format!("{}–{} квартали {} року", roman(first.number()), roman(last.number()), first.year())
            }
            (Language::En, _) if same_year => {
                format!("Q{}–Q{} {}", first.number(), last.number(), first.year())
            }
            _ => format!("{} – {}", self.quarter(first), self.quarter(last)),
        }
    }

    /// As [`L10n::span`] beside a value: one quarter is «ІV кв. 2026», `Q4 2026`.
    pub fn span_short(&self, span: Span) -> String {
        span.as_single().map_or_else(|| self.span(span), |quarter| self.quarter_short(quarter))
    }

    /// `14:02`.
    pub fn time(&self, time: Time) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// `14:02:11`.
    pub fn time_with_seconds(&self, time: Time) -> String {
        format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }

    /// Date and time: `27.01.2022 14:02`.
    pub fn moment(&self, moment: DateTime) -> String {
        format!("{} {}", self.date(moment.date()), self.time(moment.time()))
    }
}

/// The message id of a month: `of` asks for the genitive («січня»), `month` for the nominative.
fn month_id(form: &str, month: i8) -> &'static str {
    const NOMINATIVE: [&str; 12] = [
        "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
        "month-10", "month-11", "month-12",
    ];
    const GENITIVE: [&str; 12] = [
        "of-month-1",
        "of-month-2",
        "of-month-3",
        "of-month-4",
        "of-month-5",
        "of-month-6",
        "of-month-7",
        "of-month-8",
        "of-month-9",
        "of-month-10",
        "of-month-11",
        "of-month-12",
    ];
    let ids = if form == "of" { &GENITIVE } else { &NOMINATIVE };
    usize::try_from(month - 1).ok().and_then(|at| ids.get(at)).copied().unwrap_or_default()
}

/// The number of a quarter as typists write it: Cyrillic І, Latin V.
const fn roman(number: u8) -> &'static str {
    match number {
        1 => "І",
        2 => "ІІ",
        3 => "ІІІ",
        _ => "ІV",
    }
}

/// A plain decimal with its groups separated and with `decimal_sign`. Numbers of four digits are grouped too, because
/// years do not come here.
pub(super) fn grouped(plain: &str, decimal_sign: char) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("−", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(NO_BREAK);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push(decimal_sign);
        out.push_str(fraction);
    }
    out
}
