//! The text that a person sees in a cell.

use jiff::civil;
use rust_decimal::{Decimal, RoundingStrategy};

use super::format::{NumberShape, ParsedFormat, Section, Token};
use crate::{document::CellValue, text::day::in_digits};

/// Figures are grouped as Ukrainian print does it.
const GROUP: char = '\u{A0}';

/// The month in the genitive, as in dates, and in the nominative, as it is alone.
const MONTHS: [(&str, &str); 12] = [
    ("січень", "січня"),
    ("лютий", "лютого"),
    ("березень", "березня"),
    ("квітень", "квітня"),
    ("травень", "травня"),
    ("червень", "червня"),
    ("липень", "липня"),
    ("серпень", "серпня"),
    ("вересень", "вересня"),
    ("жовтень", "жовтня"),
    ("листопад", "листопада"),
    ("грудень", "грудня"),
];

/// The text of a value without a format.
pub(in crate::document) fn plain(value: &CellValue) -> String {
    match value {
        CellValue::Number(number) => number.normalize().to_string(),
        CellValue::Percent(share) => format!("{}%", hundredfold(*share).normalize()),
        CellValue::Date(day) => in_digits(*day),
        CellValue::DateTime(moment) => moment.strftime("%d.%m.%Y %H:%M").to_string(),
        CellValue::Logical(true) => "ІСТИНА".to_owned(),
        CellValue::Logical(false) => "ХИБНІСТЬ".to_owned(),
        CellValue::Formula(formula) => formula.clone(),
    }
}

/// The section of a format that applies only to numbers with this sign.
fn of_sign(number: Decimal, format: &ParsedFormat) -> Option<&Section> {
    match () {
        () if number.is_zero() => format.sections.get(2),
        () if number.is_sign_negative() => format.sections.get(1),
        () => None,
    }
}

/// Whether a format shows nothing for a number: `0;-0;` hides zeros, `;;;` everything.
pub(super) fn shows_nothing(number: Decimal, format: &ParsedFormat) -> bool {
    format.sections.len() > 1
        && of_sign(number, format).or_else(|| format.sections.first()) == Some(&Section::Nothing)
}

/// A number in its format.
pub(super) fn number(number: Decimal, format: &ParsedFormat) -> String {
    let sections = &format.sections;
    let of_sign = of_sign(number, format);
    // The section for negative numbers itself has the sign.
    let written = if of_sign.is_some() { number.abs() } else { number };
    match of_sign.or_else(|| sections.first()) {
        Some(Section::Number(shape)) => in_shape(written, shape),
        _ => general(number),
    }
}

/// A date or a time in its format, or as an office prints it where the format is not for dates.
pub(super) fn date(moment: civil::DateTime, format: &ParsedFormat) -> String {
    let Some(Section::Date(tokens)) = format.sections.first() else {
        let bare = moment.time() == civil::Time::midnight();
        return plain(&if bare { CellValue::Date(moment.date()) } else { CellValue::DateTime(moment) });
    };
    let day = tokens.iter().any(|token| matches!(token, Token::Part('d', 1 | 2)));
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::Part(sign, count) => text.push_str(&part(moment, *sign, *count, day)),
            Token::Text(piece) => text.push_str(piece),
        }
    }
    text.trim_end().to_owned()
}

fn part(moment: civil::DateTime, sign: char, count: usize, with_day: bool) -> String {
    let two = |number: i8| if count == 1 { number.to_string() } else { format!("{number:02}") };
    match (sign, count) {
        ('y', 1 | 2) => format!("{:02}", moment.year().rem_euclid(100)),
        ('y', _) => moment.year().to_string(),
        ('m', 1 | 2) => two(moment.month()),
        ('m', _) => {
            let index = usize::try_from(moment.month() - 1).unwrap_or(0);
            let (alone, of_day) = MONTHS.get(index).copied().unwrap_or_default();
            match count {
                3 => alone.chars().take(3).collect(),
                _ => if with_day { of_day } else { alone }.to_owned(),
            }
        }
        ('d', 1 | 2) => two(moment.day()),
        ('h', _) => two(moment.hour()),
        ('n', _) => two(moment.minute()),
        ('s', _) => two(moment.second()),
        // Names of weekdays are left out, because they add nothing to the date.
        _ => String::new(),
    }
}

/// The number unformatted, with as many digits as fit into a cell.
fn general(number: Decimal) -> String {
    number.round_dp(10).normalize().to_string()
}

fn in_shape(number: Decimal, shape: &NumberShape) -> String {
    if shape.whole == 0
        && shape.most == 0
        && !shape.grouped
        && shape.after.is_empty()
        && !shape.before.is_empty()
    {
        return shape.before.trim().to_owned();
    }
    let number = if shape.percent { hundredfold(number) } else { number };
    let number = (0..shape.thousands).fold(number, |number, _| number / Decimal::ONE_THOUSAND);
    let most = u32::try_from(shape.most).unwrap_or(0);
    let rounded = number.round_dp_with_strategy(most, RoundingStrategy::MidpointAwayFromZero);
    let text = rounded.abs().normalize().to_string();
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let zero = whole == "0" && shape.whole == 0 && !(rest.is_empty() && shape.least == 0);
    let whole = if zero { String::new() } else { format!("{whole:0>width$}", width = shape.whole) };
    let whole = if shape.grouped { grouped(&whole) } else { whole };
    let minus = if rounded.is_sign_negative() && !rounded.is_zero() { "-" } else { "" };
    let (point, rest) = match format!("{rest:0<least$}", least = shape.least) {
        rest if rest.is_empty() => ("", rest),
        rest => (".", rest),
    };
    format!("{minus}{}{whole}{point}{rest}{}", shape.before, shape.after).trim().to_owned()
}

fn grouped(whole: &str) -> String {
    let length = whole.len();
    let mut out = String::with_capacity(length + length / 2);
    for (at, figure) in whole.chars().enumerate() {
        if at > 0 && (length - at).is_multiple_of(3) {
            out.push(GROUP);
        }
        out.push(figure);
    }
    out
}

fn hundredfold(share: Decimal) -> Decimal {
    share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(share)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    fn shown(figure: &str, code: &str) -> String {
        number(figure.parse().unwrap(), &ParsedFormat::of(code))
    }

    #[test]
    fn numbers_look_as_their_format_says() {
        for (figure, code, text) in [
            ("1.1", "General", "1.1"),
            ("1.10", "General", "1.1"),
            ("1.1", "0.00", "1.10"),
            ("1.25", "0.0", "1.3"),
            ("-1.25", "0.0", "-1.3"),
            ("1250", "#,##0", "1\u{A0}250"),
            ("1234567.5", "#,##0.00", "1\u{A0}234\u{A0}567.50"),
            ("0", "#,##0", "0"),
            ("0.5", "#.##", ".5"),
            ("7", "000", "007"),
            ("0.75", "0%", "75%"),
            ("0.805", "0.0%", "80.5%"),
            ("9", "0\" заходів\"", "9 заходів"),
            ("9", "#,##0.00\\ [$₴-422]", "9.00 ₴"),
            ("-5", "0;[Red](0)", "(5)"),
            ("0", "0;-0;\"-\"", "-"),
            ("3", "@", "3"),
            ("0.5", "# ?/?", "0.5"),
            ("1200", "0.00E+00", "1200"),
            ("1200000", "0,,", "1"),
            ("1234567", "#,##0.0,", "1\u{A0}234.6"),
            ("1234567", "0.0,\" тис.\"", "1234.6 тис."),
            ("3", "[>=100]0;0.0", "3"),
            ("0.33333333333333331", "General", "0.3333333333"),
        ] {
            assert_eq!(shown(figure, code), text, "{figure} {code}");
        }
    }

    #[test]
    fn days_look_as_their_format_says() {
        let moment = day(2018, 3, 1).at(9, 5, 0, 0);
        for (code, text) in [
            ("dd.mm.yyyy", "01.03.2018"),
            ("mm-dd-yy", "03-01-18"),
            ("[$-422]d mmmm yyyy\"р.\"", "1 березня 2018р."),
            ("mmmm yyyy", "березень 2018"),
            ("d.mmm", "1.бер"),
            ("d/m/yyyy h:mm", "1/3/2018 9:05"),
            ("hh:mm:ss", "09:05:00"),
            ("[h]:mm", "9:05"),
            ("General", "01.03.2018 09:05"),
        ] {
            assert_eq!(date(moment, &ParsedFormat::of(code)), text, "{code}");
        }
        assert_eq!(date(day(2018, 3, 1).at(0, 0, 0, 0), &ParsedFormat::of("0")), "01.03.2018");
    }

    #[test]
    fn values_without_a_format_look_plain() {
        assert_eq!(plain(&CellValue::Percent("0.8050".parse().unwrap())), "80.5%");
        assert_eq!(plain(&CellValue::Date(day(2018, 9, 30))), "30.09.2018");
        assert_eq!(plain(&CellValue::Logical(true)), "ІСТИНА");
    }
}
