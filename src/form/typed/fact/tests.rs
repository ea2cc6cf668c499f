use super::*;

fn planned(value: TargetValue, raw: &str) -> EntryContext {
    EntryContext {
        target: Some(Target { value, raw: raw.to_owned() }),
        fact: Some(FactValue::Number(Number::from(4))),
        previous: Some(FactValue::Number(Number::from(9))),
        whole: None,
        words: false,
    }
}

fn ten() -> EntryContext {
    planned(TargetValue::Number(Number::from(10)), "10")
}

fn typed(text: &str, context: &EntryContext) -> Result<Reading<ReadFact>, EntryFault> {
    entry(text, &ValueContext::default(), context, Manner::Typed)
}

fn value(text: &str, context: &EntryContext) -> Option<FactValue> {
    typed(text, context).unwrap().value.value.map(|(value, _)| value)
}

fn number(text: &str, manner: Manner) -> Result<String, EntryFault> {
    let read = entry(text, &ValueContext::default(), &ten(), manner)?;
    assert_eq!(read.uncertainty, None, "{text}");
    Ok(match read.value.value {
        Some((FactValue::Number(n), _)) => n.to_string(),
        other => format!("{other:?}"),
    })
}

#[test]
fn numbers_and_expressions() {
    for (text, value) in [
        ("6", "6"),
        ("12,5", "12.5"),
        ("1 234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("=", "10"),
        ("=4+2", "6"),
        ("=п*50%", "5"),
        ("+3", "7"),
        ("-1", "3"),
        ("=-5", "-5"),
        ("95 осіб", "95"),
    ] {
        assert_eq!(number(text, Manner::Typed), Ok(value.to_owned()), "{text}");
    }
}

#[test]
fn a_table_is_data() {
    for (text, value) in [("-5", "-5"), ("−5", "-5"), ("+3", "3"), ("12,5", "12.5")] {
        assert_eq!(number(text, Manner::Table), Ok(value.to_owned()), "{text}");
    }
}

#[test]
fn two_readings_are_a_doubt() {
    let read = typed("1.200", &ten()).unwrap();
    assert_eq!(read.value.value.unwrap().0, FactValue::Number(Number::parse("1,2").unwrap()));
    assert_eq!(read.uncertainty.unwrap().alternatives, ["1200"]);
}

#[test]
fn another_unit_is_refused() {
    let entered = |text, unit| {
        let held = ValueContext { name: "кількість", unit, ..ValueContext::default() };
        entry(text, &held, &ten(), Manner::Typed).map(|read| read.value.unit)
    };
    assert_eq!(entered("5%", None), Err(EntryFault::PercentOfPieces));
    assert_eq!(entered("5 грн", Some("заходів")), Err(EntryFault::OtherUnit));
    assert_eq!(entered("5 заходів", Some("заходів")), Ok(None));
    assert_eq!(entered("5 осіб", None), Ok(Some("осіб".to_owned())));
}

#[test]
fn a_note_follows_the_star() {
    let read = typed("12* графік зсунуто", &ten()).unwrap().value;
    assert_eq!(read.note.as_deref(), Some("графік зсунуто"));
    assert!(matches!(read.value, Some((FactValue::Number(_), _))));
    assert_eq!(typed("* лише примітка", &ten()).unwrap().value.value, None);
}

#[test]
fn blank_zero_and_no_occasion_are_three_things() {
    let condition = planned(TargetValue::Condition, "за потреби");
    assert!(typed("", &condition).unwrap().value.is_empty());
    assert_eq!(value("0", &condition), Some(FactValue::Number(Number::ZERO)));
    assert_eq!(value("-", &condition), Some(FactValue::NoOccasion));
    assert_eq!(typed("-", &ten()), Err(EntryFault::NotACondition));
    assert_eq!(value("не залучались", &condition), Some(FactValue::Text));
}

#[test]
fn faults_say_why() {
    for (text, fault) in [
        ("abc", EntryFault::NotANumber),
        ("=1/0", EntryFault::NoResult),
        ("=1+", EntryFault::NotAnExpression),
        ("25/250", EntryFault::WrongParts),
    ] {
        assert_eq!(typed(text, &ten()), Err(fault), "{text}");
    }
}

#[test]
fn compounds_deeds_and_days() {
    let pair = planned(TargetValue::Compound(vec![Number::from(25), Number::from(250)]), "25/250");
    assert!(matches!(value("20/200", &pair), Some(FactValue::Compound(_))));
    assert_eq!(typed("20", &pair), Err(EntryFault::WrongParts));
    let deed = planned(TargetValue::Deed, "");
    assert_eq!(value("=", &deed), Some(FactValue::Done));
    for text in ["виконано", "+", "✓", "v"] {
        assert_eq!(value(text, &deed), Some(FactValue::Done), "{text}");
    }
    let day = jiff::civil::date(2025, 2, 28);
    assert_eq!(
        value("28.02.2025", &planned(TargetValue::Date(day), "28.02.2025")),
        Some(FactValue::Date(day))
    );
}

#[test]
fn a_calculation_with_an_ambiguous_mark_has_two_readings() {
    let doubt = |text: &str| typed(text, &ten()).unwrap().uncertainty;
    for (text, other) in [("+1.250", "1254"), ("-1,250", "-1246"), ("=1.250+1", "1251"), ("1.200", "1200")] {
        let unsure = doubt(text).unwrap();
        assert_eq!((unsure.cause, unsure.alternatives), (Cause::Marks, vec![other.to_owned()]), "{text}");
    }
    for text in ["+1,25", "=1250+1", "=п/2"] {
        assert_eq!(doubt(text), None, "{text}");
    }
}

#[test]
fn the_day_of_a_deed_is_filled_in_and_an_impossible_one_refused() {
    let deed = planned(TargetValue::Deed, "вручено");
    let day = Some(FactValue::Date(jiff::civil::date(2026, 4, 27)));
    for text in ["27042026", "27.04.2026", "27.4.2026"] {
        assert_eq!(value(text, &deed), day, "{text}");
    }
    let condition = planned(TargetValue::Condition, "за потреби");
    for (text, context) in [("31022026", &deed), ("31.02.2026", &deed), ("31.02.2026", &condition)] {
        assert_eq!(typed(text, context).unwrap_err(), EntryFault::NoSuchDay, "{text}");
    }
    assert_eq!(value("1.2.3", &condition), Some(FactValue::Text));
}

#[test]
fn a_document_is_read_by_the_same_rules() {
    let fact = |text| in_document(text, &ValueContext::default());
    assert!(fact(" ").value.is_empty() && fact(" ").uncertainty.is_none());
    assert_eq!(fact("–").uncertainty.unwrap().cause, Cause::Dash);
    for (text, other) in [("-3", "3"), ("−3,5 %", "3,5 %"), ("25/-250", "25/250")] {
        let unsure = fact(text).uncertainty.unwrap();
        assert_eq!((unsure.reading.as_str(), unsure.alternatives), (text, vec![other.to_owned()]));
    }
    assert_eq!(fact("0").uncertainty, None);
    assert!(fact("з початку року 50").value.is_empty(), "the sum so far is no fact of the quarter");
    assert_eq!(fact("3, з початку року 12").value.value.unwrap().1, "3");
    for text in ["Не залучались", "проведено 5 заходів", "за потреби", "≥ 8"]
    {
        assert_eq!(fact(text).value.value.unwrap().0, FactValue::Text, "{text}");
    }
    let target = Target { value: TargetValue::Number(5.into()), raw: "5".to_owned() };
    let planned = |text| in_document(text, &ValueContext::default().with(Some(&target))).uncertainty;
    for (text, others) in [("виконано 5 з 6", &["5", "6"][..]), ("перенесено", &[])] {
        let unsure = planned(text).unwrap();
        assert_eq!((unsure.reading.as_str(), unsure.cause), (text, Cause::Words));
        assert_eq!(unsure.alternatives, others, "{text}");
    }
    assert_eq!(planned("5"), None);
    let marked = planned("5*").unwrap();
    assert_eq!((marked.reading.as_str(), marked.cause), ("5", Cause::Readings));
    let deed = Target { value: TargetValue::Deed, raw: String::new() };
    let done = in_document("+", &ValueContext::default().with(Some(&deed)));
    assert_eq!(done.value.value.unwrap().0, FactValue::Done);
    assert_eq!(done.uncertainty.unwrap().alternatives, ["+"]);
    assert_eq!(fact(" Не\u{a0}залучались ").value.value.unwrap().1, "Не залучались");
}

#[test]
fn money_and_percents_beside_a_bare_target_are_doubted() {
    let planned = Target { value: TargetValue::Number(5.into()), raw: "5".into() };
    let read = |name: &str, text: &str| {
        let held = ValueContext { name, ..ValueContext::default() }.with(Some(&planned));
        let read = in_document(text, &held);
        (read.value.unit, read.uncertainty.map(|unsure| unsure.cause))
    };
    for text in ["2,5 тис. грн", "100 %"] {
        assert_eq!(read("обсяг роботи", text), (None, Some(Cause::Unit)), "{text}");
    }
    assert_eq!(read("обсяг роботи", "6 заходів"), (Some("заходів".into()), None));
    assert_eq!(read("сума, грн", "2 грн").1, None);
}

/// A plan of 2026 in which ten of something is planned.
fn of_ten<'a>(name: &'a str) -> ValueContext<'a> {
    ValueContext { name, period: crate::domain::Span::parse("2026"), ..ValueContext::default() }
}

/// A value with the cause of its doubt.
type Said = (Option<FactValue>, Option<Cause>);

/// The value of a text as typed and in a document.
fn both(text: &str, context: &EntryContext) -> [Result<Said, EntryFault>; 2] {
    let said = |read: Reading<ReadFact>| {
        (read.value.value.map(|(value, _)| value), read.uncertainty.map(|unsure| unsure.cause))
    };
    let held = of_ten("скарги");
    [
        entry(text, &held, context, Manner::Typed).map(said),
        Ok(said(in_document(text, &held.with(context.target.as_ref())))),
    ]
}

#[test]
fn percents_and_money_beside_a_bare_target_are_refused_at_entry_as_a_document_doubts_them() {
    let [typed, document] = both("5 %", &ten());
    assert_eq!(typed, Err(EntryFault::PercentOfPieces));
    assert_eq!(document.unwrap().1, Some(Cause::Unit));
    let [typed, document] = both("5 грн", &ten());
    assert_eq!(typed, Err(EntryFault::OtherUnit));
    assert_eq!(document.unwrap().1, Some(Cause::Unit));
}

#[test]
fn a_number_that_may_be_a_day_is_doubted_wherever_it_comes_from() {
    for text in ["14.11", "3.12"] {
        let [typed, document] = both(text, &ten());
        assert_eq!(typed, document, "{text}");
        assert_eq!(typed.unwrap().1, Some(Cause::Readings), "{text}");
    }
    for text in ["14,11", "14.5", "32.12"] {
        let [typed, document] = both(text, &ten());
        assert_eq!(typed, document, "{text}");
        assert_eq!(typed.unwrap().1, None, "{text}");
    }
}

#[test]
fn words_and_days_instead_of_a_number_are_doubted_where_words_are_allowed_and_refused_elsewhere() {
    let allowed = EntryContext { words: true, ..ten() };
    for text in ["п'ять", "5 (шість)", "5.", "31.02.2026", "14 листопада", "5 осіб і більше"]
    {
        let [typed, document] = both(text, &allowed);
        assert_eq!(typed, document, "{text}");
        assert_eq!(typed.unwrap().1, Some(Cause::Words), "{text}");
        assert_eq!(both(text, &ten())[0], Err(EntryFault::NotANumber), "{text}");
    }
}

#[test]
fn a_deed_and_a_day_are_reached_in_any_wording_and_an_impossible_day_is_told() {
    let day = jiff::civil::date(2026, 12, 15);
    for context in [planned(TargetValue::Deed, ""), planned(TargetValue::Date(day), "до 15.12.2026")] {
        for text in ["виконано", "Виконано.", "так", "✓"] {
            let [typed, document] = both(text, &context);
            assert_eq!(typed.unwrap().0, Some(FactValue::Done), "{text}");
            if text != "✓" {
                assert_eq!(document.unwrap(), (Some(FactValue::Done), None), "{text}");
            }
        }
        let met = Some(FactValue::Date(jiff::civil::date(2026, 11, 14)));
        for text in ["14.11.2026", "14112026", "14.11.26", "14 листопада", "виконано 14.11.2026"]
        {
            let [typed, document] = both(text, &context);
            assert_eq!(typed.as_ref().unwrap(), &(met.clone(), None), "{text}");
            assert_eq!(typed, document, "{text}");
        }
        for text in ["31.11.2026", "31 листопада", "31 листопада 2026 року"] {
            let [typed, document] = both(text, &context);
            assert_eq!(typed, Err(EntryFault::NoSuchDay), "{text}");
            assert_eq!(document.unwrap(), (Some(FactValue::Text), Some(Cause::NoDay)), "{text}");
        }
        assert_eq!(both("х", &context)[0], Err(EntryFault::NotACondition));
        let done = typed("=", &context).unwrap().value.value.unwrap();
        assert_eq!(done, (FactValue::Done, "виконано".to_owned()));
    }
    let raw = |text| typed(text, &planned(TargetValue::Date(day), "")).unwrap().value.value.unwrap().1;
    assert_eq!((raw("14112026"), raw("14.11.26")), ("14.11.2026".to_owned(), "14.11.26".to_owned()));
}
