//! What is refused, and where the refusal points.

use serde_json::{Value, json};

use super::*;

fn plan(outline: Value) -> Value {
    json!({"format": "kvartal-plan", "version": 1, "title": "План",
           "period": {"first": "2023Q3", "last": "2023Q4"}, "outline": outline})
}

fn measure(extra: Value) -> Value {
    let mut measure = json!({"level": "measure", "title": "Захід"});
    extra.as_object().unwrap().iter().for_each(|(k, v)| measure[k] = v.clone());
    plan(json!([{"level": "goal", "title": "Ціль", "children": [measure]}]))
}

fn value(value: Value) -> Value {
    measure(json!({"indicators": [{"name": "к", "values": [value]}]}))
}

fn refusal(text: &Value) -> (String, &'static str) {
    let error = import(&text.to_string()).unwrap_err();
    assert!(!error.to_string().is_empty());
    (error.path, error.problem.name())
}

#[track_caller]
fn refused(text: &Value, path: &str, problem: &str) {
    assert_eq!(refusal(text), (path.to_owned(), problem));
}

const MEASURE: &str = "outline[0].children[0]";

#[test]
fn other_texts_and_other_versions() {
    assert_eq!(import("{").unwrap_err().problem.name(), "syntax");
    assert_eq!(import(&"[".repeat(100_000)).unwrap_err().problem.name(), "syntax");
    assert_eq!(import(&" ".repeat(MAX_BYTES + 1)).unwrap_err().problem.name(), "too-long");
    refused(&json!([]), "", "malformed");
    refused(&json!({}), "", "not-a-plan");
    refused(&json!({"format": "kvartal-status", "version": 1}), "", "not-a-plan");
    refused(&json!({"format": "kvartal-plan"}), "", "missing");
    for version in [json!(3), json!(0), json!("1"), json!(1.5)] {
        refused(&json!({"format": "kvartal-plan", "version": version}), "version", "unknown-version");
    }
    assert!(import(&format!("\u{feff}{}", plan(json!([])))).is_ok());
}

#[test]
fn what_is_unknown_is_ignored_and_what_is_missing_is_named() {
    let mut text = measure(json!({"future": {"a": [1]}}));
    assert!(import(&text.to_string()).is_ok());
    text.as_object_mut().unwrap().remove("outline");
    refused(&text, "", "missing");
    refused(&plan(json!([{"title": "без рівня"}])), "outline[0]", "missing");
}

#[test]
fn malformed_words_and_numbers() {
    for quarter in [json!("2023Q5"), json!("IV квартал 2023"), json!("2023q4"), json!(4)] {
        let text = value(json!({"quarter": quarter}));
        refused(&text, &format!("{MEASURE}.indicators[0].values[0].quarter"), "malformed");
    }
    for decimal in ["1,5", "1 000", "1e3", "+1", "", ".", "--1", "1.1234567", "1'000"] {
        let target = json!({"kind": "number", "numbers": [decimal]});
        let text = value(json!({"quarter": "2023Q4", "target": target}));
        refused(&text, &format!("{MEASURE}.indicators[0].values[0].target.numbers[0]"), "malformed");
    }
    let unquoted = value(json!({"quarter": "2023Q4", "target": {"kind": "number", "numbers": [1]}}));
    refused(&unquoted, &format!("{MEASURE}.indicators[0].values[0].target.numbers[0]"), "malformed");
    for day in ["08.11.2023", "2023-02-30", "20231108", "2023-11-08T10:00"] {
        let text = measure(json!({"evidence": [{"dates": ["2023-11-08", day], "text": "т"}]}));
        refused(&text, &format!("{MEASURE}.evidence[0].dates[1]"), "malformed");
    }
    for id in ["1", "+000000000000000000000000000000f", "g0000000000000000000000000000000"] {
        refused(&measure(json!({"id": id})), &format!("{MEASURE}.id"), "malformed");
    }
    refused(&measure(json!({"performers": {"name": "а"}})), &format!("{MEASURE}.performers"), "malformed");
}

#[test]
fn numbers_agree_with_their_kind() {
    let at = format!("{MEASURE}.indicators[0].values[0]");
    for (kind, numbers) in [
        ("number", json!([])),
        ("number", json!(["1", "2"])),
        ("compound", json!(["1"])),
        ("condition", json!(["1"])),
        ("deed", json!(["1"])),
        ("none", json!(["1"])),
    ] {
        let text = value(json!({"quarter": "2023Q4", "target": {"kind": kind, "numbers": numbers}}));
        refused(&text, &format!("{at}.target"), "numbers-for-kind");
    }
    for kind in ["text", "done", "no_occasion"] {
        let text = value(json!({"quarter": "2023Q4", "fact": {"kind": kind, "numbers": ["1"]}}));
        refused(&text, &format!("{at}.fact"), "numbers-for-kind");
    }
    let text = value(json!({"quarter": "2023Q4", "fact": {"kind": "maybe"}}));
    refused(&text, &format!("{at}.fact.kind"), "unknown-word");
    let fact = json!({"kind": "number", "numbers": ["1"]});
    let text = value(json!({"period": {"first": "2023Q3", "last": "2023Q4"}, "fact": fact}));
    refused(&text, &at, "fact-for-period");
    let value_for = |value: &str| json!({"quarter": "2023Q4", "note": value});
    let period = json!({"period": {"first": "2023Q3", "last": "2023Q4"}, "note": "н"});
    let two = |note| measure(json!({"indicators": [{"name": "к", "values": [value_for(note), period]}]}));
    refused(&two("інша"), &format!("{MEASURE}.indicators[0]"), "two-notes");
    let draft = import(&two("н").to_string()).unwrap();
    assert_eq!(draft.outline[0].children[0].indicators[0].values.len(), 1);
    refused(&value(json!({"note": "н"})), &at, "quarter-or-period");
    refused(
        &value(json!({"period": {"first": "2023Q4", "last": "2023Q3"}})),
        &format!("{at}.period"),
        "backwards",
    );
}

#[test]
fn terms_say_what_their_kind_needs() {
    let at = format!("{MEASURE}.term");
    let term = |term: Value| measure(json!({"term": term}));
    refused(&term(json!({"kind": "month", "raw": "липень"})), &at, "missing");
    refused(&term(json!({"kind": "month", "month": "2018-7"})), &format!("{at}.month"), "malformed");
    refused(&term(json!({"kind": "months", "months": ["2018-07"]})), &format!("{at}.months"), "malformed");
    refused(&term(json!({"kind": "years", "from": "2021", "to": "2020"})), &at, "backwards");
    refused(&term(json!({"kind": "soon"})), &format!("{at}.kind"), "unknown-word");
}

#[test]
fn the_outline_holds_together() {
    let goal = json!([{"level": "measure", "title": "З", "children": [{"level": "goal", "title": "Ц"}]}]);
    refused(&plan(goal), "outline[0].children[0]", "level-under");
    let goal = json!([{"level": "goal", "title": "Ц", "evidence": [{"text": "т"}]}]);
    refused(&plan(goal), "outline[0]", "only-measures");
    let id = format!("{:032x}", 7);
    let twice = json!([{"level": "goal", "title": "Ц", "id": id}, {"level": "goal", "title": "Ц", "id": id}]);
    refused(&plan(twice), "outline[1]", "twice");
    refused(&measure(json!({"shares": [id]})), MEASURE, "unresolved");
    let value = json!({"quarter": "2023Q4", "note": "а"});
    let twice = measure(json!({"indicators": [{"values": [value, value]}]}));
    refused(&twice, &format!("{MEASURE}.indicators[0].values[1]"), "twice");
    let measures: Vec<Value> = ["одне", "інше"]
        .map(|text| json!({"level": "measure", "title": "З", "evidence": [{"id": id, "text": text}]}))
        .into();
    refused(&plan(json!(measures)), "outline[1]", "evidence-differs");
}

#[test]
fn addresses_lead_somewhere() {
    let with_doubt = |address: &str| {
        let mut text = plan(json!([
            {"level": "goal", "code": "1", "title": "Ц", "children": [
                {"level": "measure", "code": "1", "title": "З", "indicators": [{"name": "а"}, {"name": "б"}]},
                {"level": "measure", "title": "З"}]},
            {"level": "task", "code": "2", "title": "Т"}, {"level": "task", "code": "2", "title": "Т"}]));
        text["doubts"] = json!([{"address": address, "text": "т"}]);
        text
    };
    let subject = |address| import(&with_doubt(address).to_string()).unwrap().doubts[0].subject.clone();
    assert_eq!(subject(""), DraftSubject::Plan);
    assert_eq!(subject("1"), DraftSubject::Node(vec![0, 0]));
    assert_eq!(subject("1/2"), DraftSubject::Node(vec![0, 1]));
    assert_eq!(subject("/3"), DraftSubject::Node(vec![2]));
    assert_eq!(subject("1#2"), DraftSubject::Indicator(vec![0, 0], 1));
    for address in ["3", "1/3", "1#3", "1#0", "/0"] {
        refused(&with_doubt(address), "doubts[0].address", "unresolved");
    }
    refused(&with_doubt("2"), "doubts[0].address", "ambiguous");
}

#[test]
fn what_contradicts_itself_is_refused_with_its_path() {
    let plan = |quarter: &str, raw: &str, numbers: &str| {
        let fact = format!(r#"{{"kind":"number","raw":"{raw}","numbers":["{numbers}"]}}"#);
        let values = format!(r#"[{{"quarter":"{quarter}","fact":{fact}}}]"#);
        let measure = format!(
            r#"{{"level":"measure","title":"Лекції","indicators":[{{"name":"к","values":{values}}}]}}"#
        );
        let period = r#"{"first":"2025Q1","last":"2025Q2"}"#;
        import(&format!(
            r#"{{"format":"kvartal-plan","version":1,"title":"П","period":{period},"outline":[{measure}]}}"#
        ))
    };
    let same = [
        ("7", "7"),
        ("0,33", "0.333333"),
        ("1.200", "1200"),
        ("1.200", "1.2"),
        ("2500 грн", "2.5"),
        ("2 тис.", "2000"),
        ("7 заходів", "7"),
        ("5 (п’ять)", "5"),
        ("1 раз на місяць", "3"),
        ("5 з 6", "5"),
        ("5 з 6", "83.3"),
        ("липень – 2, серпень – 3", "5"),
        ("2 тис. 500 осіб", "2500"),
    ];
    for (raw, numbers) in same {
        assert!(plan("2025Q1", raw, numbers).is_ok(), "{raw} {numbers}");
    }
    for (raw, numbers) in [("7 заходів", "8"), ("не менше 7", "9"), ("5 (п’ять)", "6"), ("5 з 6", "7")]
    {
        let error = plan("2025Q1", raw, numbers).unwrap_err();
        assert!(matches!(error.problem, Problem::RawDiffers { .. }), "{raw} {numbers}: {error}");
    }
    let error = plan("2025Q1", "7", "8").unwrap_err();
    assert_eq!(error.problem, Problem::RawDiffers { raw: "7".into(), numbers: "8".into() });
    assert!(error.path.starts_with("outline[0].indicators[0].values[0].fact"), "{}", error.path);
    let error = plan("2025Q3", "7", "7").unwrap_err();
    assert!(
        matches!(error.problem, Problem::OutsidePeriod { .. }) && error.path.contains("outline[0]"),
        "{error}"
    );
}

#[test]
fn an_id_of_two_kinds_is_refused() {
    let plan = |id: &str| {
        import(&format!(
            r#"{{"format":"kvartal-plan","version":1,"title":"T","period":{{"first":"2025Q1","last":"2025Q1"}},
            "outline":[{{"id":"{0:032x}","level":"measure","title":"M","indicators":[{{"id":"{id}","name":"I"}}]}}]}}"#,
            7
        ))
    };
    assert!(plan(&format!("{:032x}", 8)).is_ok(), "{:?}", plan(&format!("{:032x}", 8)));
    let error = plan(&format!("{:032x}", 7)).unwrap_err();
    assert!(matches!(error.problem, Problem::Twice { .. }), "{error}");
    assert_eq!(error.path, "outline[0]");
}

#[test]
fn a_day_in_figures_that_is_not_the_date_is_refused() {
    let plan = |raw: &str| {
        let term = format!(r#"{{"kind":"date","raw":"{raw}","date":"2025-03-31"}}"#);
        let measure = format!(r#"{{"level":"measure","title":"Лекції","term":{term}}}"#);
        let period = r#"{"first":"2025Q1","last":"2025Q2"}"#;
        import(&format!(
            r#"{{"format":"kvartal-plan","version":1,"title":"П","period":{period},"outline":[{measure}]}}"#
        ))
    };
    for raw in ["31.03.2025", "до 31.03.2025", "до кінця березня", "до 30 березня 2025 року", ""]
    {
        assert!(plan(raw).is_ok(), "{raw}");
    }
    let error = plan("до 30.03.2025").unwrap_err();
    assert!(matches!(error.problem, Problem::DayDiffers { .. }), "{error}");
    assert_eq!(error.path, "outline[0].term.raw");
}

#[test]
fn months_in_the_wording_that_are_not_those_of_the_term_are_refused() {
    let at = format!("{MEASURE}.term");
    let term = |term: Value| measure(json!({"term": term}));
    let month = |raw: &str| term(json!({"kind": "month", "month": "2018-09", "raw": raw}));
    let quarter = |raw: &str| term(json!({"kind": "range", "from": "2018-07", "to": "2018-09", "raw": raw}));
    for raw in ["вересень", "вересень 2018 року", "09.2018", "15.09.2018", "до 1 жовтня", "за графіком", ""]
    {
        assert!(import(&month(raw).to_string()).is_ok(), "{raw}");
    }
    for raw in ["жовтень", "вересень 2019", "15.10.2018", "ІІ квартал", "серпень–вересень"]
    {
        refused(&month(raw), &format!("{at}.raw"), "term-differs");
    }
    for raw in ["ІІІ квартал", "липень-вересень"] {
        assert!(import(&quarter(raw).to_string()).is_ok(), "{raw}");
    }
    refused(&quarter("липень-серпень"), &format!("{at}.raw"), "term-differs");
    refused(
        &term(json!({"kind": "years", "from": 2018, "to": 2018, "raw": "2019 рік"})),
        &format!("{at}.raw"),
        "term-differs",
    );
}

#[test]
fn a_range_that_is_not_its_numbers_is_refused() {
    let plan = |raw: &str| {
        import(&format!(
            r#"{{"format":"kvartal-plan","version":1,"title":"T","period":{{"first":"2025Q1","last":"2025Q1"}},
            "outline":[{{"level":"measure","title":"M","indicators":[{{"name":"I","comparator":"between","values":[
            {{"quarter":"2025Q1","target":{{"kind":"compound","raw":"{raw}","numbers":["10","12"]}}}}]}}]}}]}}"#
        ))
    };
    for same in ["10–12", "10-12", "10 — 12", "від 10 до 12"] {
        assert!(plan(same).is_ok(), "{same}: {:?}", plan(same));
    }
    for other in ["10–13", "10-13", "10/13"] {
        let error = plan(other).unwrap_err();
        assert!(matches!(error.problem, Problem::RawDiffers { .. }), "{other}");
    }
}

#[test]
fn measures_without_end_are_refused_with_their_path() {
    let measures = [r#"{"level":"measure","title":"a"}"#; MAX_NODES + 1].join(",");
    let text = format!(
        r#"{{"format":"kvartal-plan","version":1,"title":"T","period":{{"first":"2025Q1","last":"2025Q1"}},
        "outline":[{measures}]}}"#
    );
    let error = import(&text).unwrap_err();
    assert_eq!((error.path.as_str(), error.problem), ("outline", Problem::TooMany { limit: MAX_NODES }));
}

#[test]
fn the_place_of_what_contradicts_itself_is_told() {
    let quarter = |extra: Value| {
        let mut own = json!({"quarter": "2023Q4"});
        extra.as_object().unwrap().iter().for_each(|(k, v)| own[k] = v.clone());
        value(own)
    };
    let at = format!("{MEASURE}.indicators[0].values[0]");
    refused(&value(json!({"quarter": "2024Q1", "note": "х"})), &at, "outside-period");
    let year = json!({"period": {"first": "2025Q1", "last": "2025Q4"}, "target": {"kind": "number", "numbers": ["1"]}});
    refused(&value(year), &at, "outside-period");
    let spelled = json!({"target": {"kind": "number", "raw": "п'ять", "numbers": ["6"]}});
    refused(&quarter(spelled), &format!("{at}.target.raw"), "raw-differs");
    let day = json!({"target": {"kind": "date", "raw": "до 15.08", "date": "2023-09-15"}});
    refused(&quarter(day), &format!("{at}.target.raw"), "day-differs");
    let twice = json!([{"id": "0".repeat(31) + "1", "name": "А"}, {"id": "0".repeat(31) + "1", "name": "Б"}]);
    let mut performers = plan(json!([]));
    performers["performers"] = twice;
    refused(&performers, "performers[1]", "twice");
}

#[test]
fn a_field_that_is_there_twice_is_refused() {
    let text = plan(json!([])).to_string().replacen("\"title\"", "\"title\": \"Інший\", \"title\"", 1);
    let error = import(&text).unwrap_err();
    assert_eq!(error.problem, Problem::Twice { what: "title".to_owned() });
    assert!(error.path.starts_with("1:"), "{error}");
}
