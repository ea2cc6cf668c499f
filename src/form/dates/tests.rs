use jiff::civil::date;

use super::*;

fn read(text: &str) -> (Vec<String>, &str) {
    let found = leading(text, Quarter::parse("2023Q4").unwrap()).unwrap_or_default();
    (found.dates.iter().map(ToString::to_string).collect(), &text[found.rest..])
}

#[test]
fn one_or_several_dates_lead_a_line() {
    for (text, dates, rest) in [
        ("08.11.2023 лекція", vec!["2023-11-08"], "лекція"),
        ("8.11.23р. лекція", vec!["2023-11-08"], "лекція"),
        ("8.1.2023 лекція", vec!["2023-01-08"], "лекція"),
        ("08.11.2023р лекція", vec!["2023-11-08"], "лекція"),
        ("16.11.2023, 24.11.2023 лекції", vec!["2023-11-16", "2023-11-24"], "лекції"),
        ("3, 10 та 17.11.2023 – лекції", vec!["2023-11-03", "2023-11-10", "2023-11-17"], "лекції"),
        ("16.11.2023 24.11.2023: лекції", vec!["2023-11-16", "2023-11-24"], "лекції"),
        ("14 листопада 2023 року лекція", vec!["2023-11-14"], "лекція"),
        ("05.12 лекція", vec!["2023-12-05"], "лекція"),
        ("31.10.2023 2 лекції", vec!["2023-10-31"], "2 лекції"),
        ("31.10.2023 «Тема»", vec!["2023-10-31"], "«Тема»"),
        ("31.10.2023 та інші", vec!["2023-10-31"], "та інші"),
    ] {
        assert_eq!(read(text), (dates.into_iter().map(str::to_owned).collect(), rest), "{text}");
    }
    for text in
        ["5 заходів", "10, 11 класи", "лекція 05.12.2023", "", "1.2.3 код", "1.2.9999 код", "2023 рік"]
    {
        assert_eq!(leading(text, Quarter::parse("2023Q4").unwrap()), None, "{text}");
    }
}

#[test]
fn words_for_years_are_short() {
    assert!(words().years.iter().all(|word| word.len() + 6 <= 16));
}

#[test]
fn an_impossible_date_is_told() {
    let found = leading("31.11.2023, 01.12.2023 лекції", Quarter::parse("2023Q4").unwrap()).unwrap();
    assert_eq!((found.impossible, found.dates), (vec!["31.11.2023".to_owned()], vec![date(2023, 12, 1)]));
}

#[test]
fn a_dash_between_dates_is_told() {
    let quarter = Quarter::parse("2023Q4").unwrap();
    assert!(leading("02.10.2023 – 06.12.2023 місяці права", quarter).unwrap().range);
    assert!(!leading("02.10.2023 – тиждень права", quarter).unwrap().range);
}

#[test]
fn a_range_of_days_is_its_days() {
    for (text, dates) in [
        ("1–3.02 ярмарок", vec!["2023-02-01", "2023-02-02", "2023-02-03"]),
        ("28.02-02.03.2024 ярмарок", vec!["2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02"]),
        ("03.10 – 04.10, 09.10 ярмарок", vec!["2023-10-03", "2023-10-04", "2023-10-09"]),
        ("2023-11-17 ярмарок", vec!["2023-11-17"]),
    ] {
        assert_eq!(read(text), (dates.into_iter().map(str::to_owned).collect(), "ярмарок"), "{text}");
    }
}

#[test]
fn a_day_of_no_year_is_a_day_and_a_month() {
    for (text, found) in [
        ("15 серпня", Some((15, 8))),
        ("30.09", Some((30, 9))),
        ("30.09.2024", None),
        ("08.2024", None),
        ("5 заходів", None),
    ] {
        assert_eq!(day_and_month(text), found, "{text}");
    }
}

#[test]
fn a_line_of_its_own_is_a_date() {
    for text in ["«01» січня 2024 року", "« 1 » січня 2024 р.", "01.01.2024", "«01» 01 2024 року"]
    {
        assert_eq!(date_line(text).unwrap().date, Some(date(2024, 1, 1)), "{text}");
    }
    let order = date_line("від 08.12.2020 № 85-р").unwrap();
    assert_eq!((order.date, order.number.as_deref()), (Some(date(2020, 12, 8)), Some("85-р")));
    assert_eq!(date_line("«___» ________ 2024 року").unwrap().date, None);
    for text in ["директор", "08.12.2020 Київ", "____________ Зірка О.О.", "2024"] {
        assert_eq!(date_line(text), None, "{text}");
    }
}
