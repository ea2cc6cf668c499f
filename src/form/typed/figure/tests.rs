use super::*;

fn held<'a>(name: &'a str, unit: Option<&'a str>) -> ValueContext<'a> {
    ValueContext { name, unit, ..ValueContext::default() }
}

fn said(text: &str, held: &ValueContext<'_>) -> (String, Option<Comparator>, Option<String>, Option<Cause>) {
    told(read(text, held))
}

fn told(read: Option<Reading<Figure>>) -> (String, Option<Comparator>, Option<String>, Option<Cause>) {
    let Some(read) = read else { return ("-".into(), None, None, None) };
    let Figure { numbers, comparator, unit } = read.value;
    (joined(&numbers), comparator, unit, read.uncertainty.map(|unsure| unsure.cause))
}

#[test]
fn a_unit_is_taken_converted_or_doubted() {
    let (money, plain, pieces) =
        (held("сума", Some("тис. грн")), held("", None), held("кількість заходів", None));
    for (text, held, number, takes, cause) in [
        ("1,2 млн грн", &money, "1200", None, None),
        ("950 тис. грн", &money, "950", None, None),
        ("2500 грн", &money, "2,5", None, None),
        ("5 заходів", &money, "5", None, Some(Cause::Unit)),
        ("3 заходи", &held("кількість", None), "3", Some("заходи"), None),
        ("5 (п'ять)", &plain, "5", None, None),
        ("5 (шість)", &plain, "-", None, None),
        ("5 %", &money, "5", None, Some(Cause::Unit)),
        ("5 %", &plain, "5", Some("%"), None),
        ("5 %", &pieces, "5", None, Some(Cause::Unit)),
        ("5 тис. грн", &pieces, "5", None, Some(Cause::Unit)),
        ("5 тис.", &pieces, "5000", None, None),
        ("5 заходів", &pieces, "5", Some("заходів"), None),
        ("5 грн", &held("", Some("заходів")), "5", None, Some(Cause::Unit)),
        ("2,1 тис.", &plain, "2100", None, None),
        ("40 на рік", &pieces, "-", None, None),
    ] {
        let (numbers, _, unit, why) = told(read_fact(text, held));
        assert_eq!((numbers.as_str(), unit.as_deref(), why), (number, takes, cause), "{text} {}", held.name);
    }
}

#[test]
fn a_unit_at_the_end_of_a_name_is_that_of_the_number() {
    for (name, text, number) in [
        ("сума, тис. грн", "95 500 грн", "95,5"),
        ("сума (млн грн)", "950 тис. грн", "0,95"),
        ("сума, тис. грн", "95,5 тис. грн", "95,5"),
        ("лекції, зустрічі", "5 грн", "5"),
    ] {
        assert_eq!(told(read_fact(text, &held(name, None))).0, number, "{name}: {text}");
    }
}

#[test]
fn another_measure_than_the_one_in_the_name_is_doubted() {
    for (name, text) in [("Тривалість, год", "120 хв"), ("Зібрано, кг", "0,1 т"), ("Довжина (км)", "1500 м")]
    {
        assert_eq!(said(text, &held(name, None)).3, Some(Cause::Unit), "{name}: {text}");
    }
    for (name, text) in
        [("Кількість лекцій, од.", "5 шт"), ("Тривалість, год", "5 годин"), ("Лекції, раз", "5 лекцій")]
    {
        assert_eq!(said(text, &held(name, None)).3, None, "{name}: {text}");
    }
}

#[test]
fn a_target_in_percent_makes_percents_of_what_has_no_unit() {
    let pieces = held("кількість заходів", None);
    assert_eq!(said("5 %", &pieces), ("5".into(), None, Some("%".into()), None));
    assert_eq!(said("5 %", &held("", Some("шт."))).3, Some(Cause::Unit));
}

#[test]
fn a_range_is_ordered_in_the_reading_that_is_taken() {
    let other = |text: &str| {
        let read = read(text, &held("", None)).unwrap();
        read.uncertainty.filter(|unsure| unsure.cause == Cause::Marks).map(|unsure| unsure.alternatives)
    };
    for (text, numbers, others) in [
        // Ordered in one reading only.
        ("500–1.250", "500/1250", None),
        ("від 500 до 1,250", "500/1250", None),
        ("1.250-20", "1,25/20", None),
        ("-1.250--1.100", "-1,25/-1,1", Some("-1250/-1100")),
        // Ordered in both.
        ("1.250–2.500", "1,25/2,5", Some("1250/2500")),
        ("1.250-1500", "1,25/1500", Some("1250/1500")),
        ("-1.250–5", "-1,25/5", Some("-1250/5")),
        ("1.250 ± 1.100", "1,25/1,1", Some("1250/1100")),
        ("-5–10", "-5/10", None),
        ("від 5 до 5", "5/5", None),
        ("від 20 до 10", "20/10", None),
    ] {
        assert_eq!(said(text, &held("", None)).0, numbers, "{text}");
        assert_eq!(other(text), others.map(|other| vec![other.to_owned()]), "{text}");
    }
    for text in ["20–10", "1.250–1.100", "2.500-20/30", "-1.250", "5--"] {
        let figure = read(text, &held("", None));
        assert!(figure.is_none_or(|read| read.value.comparator.is_none()), "{text}");
    }
}

#[test]
fn comparators_and_ranges_belong_to_the_indicator() {
    for (text, numbers, comparator) in [
        ("не більше 5", "5", Comparator::AtMost),
        ("не менше 5 %", "5", Comparator::AtLeast),
        ("рівно 3", "3", Comparator::Equal),
        ("10–20", "10/20", Comparator::Between),
        ("10 - 20 %", "10/20", Comparator::Between),
        ("від 5 до 10", "5/10", Comparator::Between),
        ("10 ± 2", "10/2", Comparator::Within),
    ] {
        let read = said(text, &ValueContext::default());
        assert_eq!((read.0.as_str(), read.1, read.3), (numbers, Some(comparator), None), "{text}");
    }
    for text in ["20–10", "-5-", "10-20-30", "3 --- 5", "5-5"] {
        assert_eq!(said(text, &ValueContext::default()).0, "-", "{text}");
    }
}

#[test]
fn letters_for_digits_and_days_are_no_figures() {
    for (text, figures) in [("l0", "10"), ("1O", "10"), ("З", "3"), ("12 з 15", "12 15"), ("Зошит", "")]
    {
        assert_eq!(figures_in(text).join(" "), figures, "{text}");
    }
    assert!(read_fact("05/09/2024", &ValueContext::default()).is_none());
    assert!(read_fact("5/9/24", &ValueContext::default()).is_some());
}

#[test]
fn both_readings_of_a_mark_and_of_a_part_of_one_are_told() {
    let read = read("1.200 грн", &ValueContext::default()).unwrap();
    assert_eq!(read.uncertainty.unwrap().alternatives, ["1200"]);
    let percent = held("частка", Some("%"));
    let read = read_fact("0,95", &percent).unwrap();
    assert_eq!(
        (read.value.numbers.len(), read.uncertainty.unwrap().alternatives),
        (1, vec!["95".to_owned()])
    );
    assert_eq!(read_fact("0,95 %", &percent).unwrap().uncertainty, None);
}

/// A context in which so much is planned, in words.
fn planning(raw: &str) -> Target {
    let read = read(raw, &held("", None)).unwrap().value;
    let by = read.numbers[0];
    Target { value: TargetValue::Number(by), raw: raw.to_owned() }
}

#[test]
fn a_currency_may_stand_before_its_number() {
    for (text, number, unit) in [
        ("₴2 000,50", "2000,5", "₴"),
        ("$ 150", "150", "$"),
        ("USD 150", "150", "USD"),
        ("150 €", "150", "€"),
        ("$2 млн", "2", "млн $"),
        ("200 дол. США", "200", "дол. США"),
    ] {
        let (numbers, _, takes, why) = said(text, &held("обсяг", None));
        assert_eq!((numbers.as_str(), takes.as_deref(), why), (number, Some(unit), None), "{text}");
    }
    assert_eq!(said("$150", &held("обсяг", Some("грн"))).3, Some(Cause::Unit));
    for text in ["№150", "п. 5"] {
        assert_eq!(read(text, &held("обсяг", None)), None, "{text}");
    }
}

#[test]
fn a_bare_number_beside_a_scaled_plan_may_be_at_another_scale() {
    for (planned, unit, fact, other) in [
        ("1 тис. осіб", Some("тис. осіб"), "987", Some("0,987")),
        ("2 тис. грн", Some("тис. грн"), "1500", Some("1,5")),
        ("2 тис. грн", Some("тис. грн"), "1,5", None),
        ("2 тис. грн", Some("тис. грн"), "0", None),
        ("2 млн", None, "1,5", Some("1500000")),
        ("2 тис.", None, "1500", None),
        ("20 осіб", Some("осіб"), "987", None),
    ] {
        let target = planning(planned);
        let read = read_fact(fact, &held("обсяг", unit).with(Some(&target))).unwrap();
        let others = read.uncertainty.map(|unsure| unsure.alternatives).unwrap_or_default();
        assert_eq!(others, other.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{planned}: {fact}");
    }
}

#[test]
fn a_scaled_fact_beside_a_bare_plan_is_doubted_with_both_readings() {
    for (planned, fact, taken, other) in
        [("1500", "1,2 тис. осіб", "1200", "1,2"), ("2,5", "2,4 тис. осіб", "2,4", "2400")]
    {
        let target = planning(planned);
        let read = read_fact(fact, &held("учасники", None).with(Some(&target))).unwrap();
        let unsure = read.uncertainty.unwrap();
        assert_eq!((joined(&read.value.numbers), unsure.cause), (taken.to_owned(), Cause::Unit), "{fact}");
        assert_eq!(unsure.alternatives, [other], "{fact}");
    }
}

#[test]
fn figures_between_slashes_are_a_day_only_where_they_look_like_one() {
    let numbers = |text: &str| read(text, &ValueContext::default()).map(|read| read.value.numbers.len());
    for text in ["5/10/15", "10/11/12", "6/11"] {
        assert_eq!(numbers(text), Some(text.matches('/').count() + 1), "{text}");
    }
    for text in ["05/09/2024", "05/09/24"] {
        assert_eq!(numbers(text), None, "{text}");
    }
}
