//! Terms as documents and people write them.

use jiff::civil::date;

use super::*;

fn read_in(first: &str, last: &str, text: &str) -> Reading<Term> {
    parse_term(text, Span::new(Quarter::parse(first).unwrap(), Quarter::parse(last).unwrap()).unwrap())
}

fn kind(text: &str) -> TermKind {
    let read = read_in("2018Q3", "2018Q3", text);
    assert_eq!(read.uncertainty, None, "{text}");
    assert_eq!(read.value.raw, squeeze(text));
    read.value.kind
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

#[test]
fn a_whole_quarter() {
    for text in [
        "III квартал",
        "ІІІ квартал 2018 року",
        "Протягом кварталу",
        "3 кв. 2018 р.",
        "впродовж III кварталу",
    ] {
        assert_eq!(kind(text), TermKind::Quarter, "{text}");
    }
    assert_eq!(kind("І квартал 2018"), TermKind::Range(month("2018-01"), month("2018-03")));
    assert_eq!(kind("І-ІІ квартал 2019"), TermKind::Range(month("2019-01"), month("2019-06")));
}

#[test]
fn months_in_any_case() {
    assert_eq!(kind("Вересень"), TermKind::Month(month("2018-09")));
    assert_eq!(kind("у вересні 2019 року"), TermKind::Month(month("2019-09")));
    let list = TermKind::Months(vec![month("2018-07"), month("2018-08"), month("2018-09")]);
    for text in ["Липень Серпень Вересень", "липень, серпень та вересень", "липень\nсерпень\nвересень 2018"]
    {
        assert_eq!(kind(text), list, "{text}");
    }
    for text in ["січень–грудень 2021 року", "січень– грудень 2021", "з січня по грудень 2021 року"]
    {
        assert_eq!(kind(text), TermKind::Range(month("2021-01"), month("2021-12")), "{text}");
    }
}

#[test]
fn days_years_and_words() {
    for text in ["31.12.2021", "до 31.12.2021", "до 31 грудня 2021 року", "до кінця 2021 року"]
    {
        assert_eq!(kind(text), TermKind::Date(date(2021, 12, 31)), "{text}");
    }
    assert_eq!(kind("2017-2020 роки"), TermKind::Years(2017, 2020));
    assert_eq!(kind("2018"), TermKind::Years(2018, 2018));
    assert_eq!(kind("протягом 2018 року"), TermKind::Years(2018, 2018));
    assert_eq!(kind("Постійно"), TermKind::Ongoing);
    assert_eq!(kind("протягом року"), TermKind::Ongoing);
    for text in ["після ремонту", "", "до ремонту", "грудень-січень 2021", "2020-2017"]
    {
        assert_eq!(kind(text), TermKind::Text, "{text}");
    }
}

#[test]
fn the_plan_gives_a_day_its_year() {
    for (text, day) in [
        ("15 серпня", date(2018, 8, 15)),
        ("до 30 вересня", date(2018, 9, 30)),
        ("до 30.09", date(2018, 9, 30)),
    ] {
        assert_eq!(kind(text), TermKind::Date(day), "{text}");
    }
    assert_eq!(kind("08.2024"), TermKind::Month(month("2024-08")));
    let read = read_in("2018Q1", "2019Q4", "до 1 червня");
    assert_eq!(read.value.kind, TermKind::Date(date(2018, 6, 1)));
    assert_eq!(read.uncertainty.unwrap().alternatives, ["2019-06-01"]);
    for text in ["12.05", "31 листопада", "до 31.11.2018"] {
        assert_eq!(kind(text), TermKind::Text, "{text}");
    }
}

#[test]
fn several_days_are_due_on_the_last() {
    for (text, day) in [
        ("15.08", date(2018, 8, 15)),
        ("15-20.08", date(2018, 8, 20)),
        ("01.08–15.09", date(2018, 9, 15)),
        ("від 01.08 до 15.09", date(2018, 9, 15)),
        ("15 серпня - 20 вересня", date(2018, 9, 20)),
        ("8-10.09.2018", date(2018, 9, 10)),
        ("15.08, 20.09", date(2018, 9, 20)),
        ("30 вер.", date(2018, 9, 30)),
        ("30.9.18", date(2018, 9, 30)),
        ("до 30-09-2018", date(2018, 9, 30)),
    ] {
        assert_eq!(kind(text), TermKind::Date(day), "{text}");
    }
    assert_eq!(kind("01.07–31.08"), TermKind::Range(month("2018-07"), month("2018-08")));
    assert_eq!(kind("серпень-2018"), TermKind::Month(month("2018-08")));
    assert_eq!(kind("у кінці серпня"), TermKind::Date(date(2018, 8, 31)));
    assert_eq!(kind("2018р."), TermKind::Years(2018, 2018));
    assert_eq!(kind("друга половина року"), TermKind::Range(month("2018-07"), month("2018-12")));
    for text in ["20.08-15.08", "1.2.3 код"] {
        assert_eq!(kind(text), TermKind::Text, "{text}");
    }
}

#[test]
fn when_something_begins_is_not_surely_when_it_is_due() {
    for text in ["з 15 серпня", "з серпня"] {
        let read = read_in("2018Q3", "2018Q4", text);
        assert_eq!(read.uncertainty.unwrap().alternatives, ["2018-12-31"], "{text}");
    }
    assert_eq!(kind("з липня по серпень"), TermKind::Range(month("2018-07"), month("2018-08")));
}

#[test]
fn a_month_of_several_years_is_doubted() {
    let read = read_in("2018Q1", "2019Q4", "травень");
    assert_eq!(read.value.kind, TermKind::Month(month("2018-05")));
    assert_eq!(read.uncertainty.unwrap().alternatives, ["2019"]);
    assert!(read_in("2021Q1", "2021Q4", "до грудня 2021").uncertainty.is_some());
}

proptest::proptest! {
    /// The wording of any text is kept.
    #[test]
    fn any_text_keeps_its_wording(
        text in "(до|з|по|кінця|та|,|-|–|І|ІІ|4|31[.]12[.]2021|2018|2020|9999|року|рр[.]|квартал|липень|грудня|[ \n]|\\PC){0,12}",
        length in 0..40,
    ) {
        let first = Quarter::parse("2018Q1").unwrap();
        let read = parse_term(&text, Span::new(first, first.shift(length)).unwrap());
        proptest::prop_assert_eq!(read.value.raw, squeeze(&text));
    }
}
