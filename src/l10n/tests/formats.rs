//! Numbers, percents, dates, quarters and spans.

use jiff::civil::{date, time};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::super::*;
use crate::domain::{Month, Quarter, Span};

fn both() -> [L10n; 2] {
    [L10n::new(Language::Uk), L10n::new(Language::En)]
}

fn quarter(text: &str) -> Quarter {
    Quarter::parse(text).unwrap()
}

#[test]
fn numbers() {
    let [uk, en] = both();
    for (plain, in_uk, in_en) in [
        ("0", "0", "0"),
        ("999", "999", "999"),
        ("1234.5", "1\u{a0}234,5", "1\u{a0}234.5"),
        ("-1234567", "−1\u{a0}234\u{a0}567", "−1\u{a0}234\u{a0}567"),
        ("0.05", "0,05", "0.05"),
        ("2.50", "2,5", "2.5"),
    ] {
        let number = Number::parse(plain).unwrap();
        assert_eq!((uk.number(number).as_str(), en.number(number).as_str()), (in_uk, in_en));
    }
    assert_eq!(uk.count(12345), "12\u{a0}345");
}

proptest! {
    #[test]
    fn what_is_shown_can_be_typed_back(digits in -999_999_999_999i64..999_999_999_999, scale in 0u32..7) {
        let number = Number(Decimal::new(digits, scale));
        for l10n in both() {
            prop_assert_eq!(Number::parse(&l10n.number(number)), Some(number));
        }
    }
}

#[test]
fn percents() {
    let [uk, en] = both();
    let percent = |text: &str| text.parse::<Decimal>().unwrap();
    assert_eq!(
        (uk.percent(percent("61.4")), en.percent(percent("61.5"))),
        ("61\u{a0}%".into(), "62%".into())
    );
    assert_eq!(uk.percent(percent("0.5")), "1\u{a0}%");
    assert_eq!(uk.percent_with(percent("250.45"), 1), "250,5\u{a0}%");
    assert_eq!(en.percent_with(percent("100"), 1), "100.0%");
    assert_eq!(uk.percent(percent("1234")), "1\u{a0}234\u{a0}%");
}

#[test]
fn dates_and_times() {
    let [uk, en] = both();
    let day = date(2022, 1, 27);
    assert_eq!([uk.date(day), uk.date_long(day), uk.day(day)], ["27.01.2022", "27 січня 2022 року", "27.01"]);
    assert_eq!([en.date(day), en.date_long(day), en.day(day)], ["2022-01-27", "27 January 2022", "27 Jan"]);
    let month = Month::new(2018, 7).unwrap();
    assert_eq!([uk.month(month), en.month(month)], ["липень 2018 року", "July 2018"]);
    assert_eq!(uk.moment(day.to_datetime(time(9, 5, 7, 0))), "27.01.2022 09:05");
    assert_eq!(uk.time_with_seconds(time(14, 2, 11, 0)), "14:02:11");
}

#[test]
fn quarters_and_spans() {
    let [uk, en] = both();
    let q4 = quarter("2023Q4");
    // Cyrillic І and Latin V, nothing else.
    assert_eq!(uk.quarter(q4), "\u{406}V квартал 2023 року");
    assert_eq!([uk.quarter_short(q4), uk.quarter_of_year(q4)], ["\u{406}V кв. 2023", "\u{406}V кв."]);
    assert_eq!([en.quarter(q4), en.quarter_short(q4)], ["Q4 2023", "Q4 2023"]);
    for n in 0..4 {
        let q = quarter("2023Q1").shift(n);
        for text in [uk.quarter(q), uk.quarter_short(q), en.quarter(q)] {
            assert_eq!(Quarter::parse(&text), Some(q), "{text}");
        }
    }
    let span = |first, last| Span::new(quarter(first), quarter(last)).unwrap();
    for (span, in_uk, in_en) in [
        (Span::single(q4), "ІV квартал 2023 року", "Q4 2023"),
        (span("2023Q1", "2023Q4"), "2023 рік", "2023"),
        (span("2017Q1", "2020Q4"), "2017–2020 роки", "2017–2020"),
        (span("2023Q2", "2023Q3"), "ІІ–ІІІ квартали 2023 року", "Q2–Q3 2023"),
        (span("2023Q4", "2024Q1"), "ІV квартал 2023 року – І квартал 2024 року", "Q4 2023 – Q1 2024"),
    ] {
        assert_eq!((uk.span(span).as_str(), en.span(span).as_str()), (in_uk, in_en));
    }
}

#[test]
fn doubts_say_days_and_quarters_as_people_do() {
    let [uk, en] = both();
    assert_eq!(uk.doubt_reading("2027-06-01"), "«01.06.2027»");
    assert_eq!(uk.doubt_reading("2023-11-08, 2023-11-09"), "«08.11.2023, 09.11.2023»");
    assert_eq!(uk.doubt_text("2024Q3: 7"), format!("«{}: 7»", uk.quarter(quarter("2024Q3"))));
    assert_eq!(uk.doubt_reading("2024Q1..2024Q4"), "«2024 рік»");
    assert!(en.doubt_reading("2024Q1..2024Q4").contains("2024"));
    for text in ["до 10", "Q4", "12-06-2027", "5, 6"] {
        assert_eq!(uk.doubt_reading(text), format!("«{text}»"));
    }
}
