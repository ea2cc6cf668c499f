//! Several quarters as one: every rule with figures calculated by hand.

use serde_json::{Value, json};

use super::small_plans::{in_quarter, in_year, measure, part, plan, quarter};
use kvartal::domain::{Gap, GapWords, IndicatorId, Plan, Quarter, Scope, Span, SpanWords, Status};

fn span(text: &str) -> Span {
    Span::parse(text).unwrap()
}

fn over(plan: &Plan, of: &str) -> Plan {
    plan.over(span(of), &Short)
}

/// The words of a report, as short as possible.
struct Short;

impl SpanWords for Short {
    fn quarter(&self, quarter: Quarter) -> String {
        format!("{}кв", quarter.number())
    }

    fn gap(&self, gap: &Gap) -> GapWords {
        GapWords { value: "—".to_owned(), reason: format!("{gap:?}") }
    }
}

fn only(plan: &Plan) -> IndicatorId {
    plan.indicators(plan.measures().next().unwrap().0).next().unwrap().0
}

/// The target and the fact of the only indicator in the last quarter of a span, as in JSON.
fn values(values: &[Value], fields: Value, of: &str) -> [String; 2] {
    let mut one = measure(values);
    for (name, value) in fields.as_object().unwrap() {
        one["indicators"][0][name] = value.clone();
    }
    let plan = over(&plan(&[one]), of);
    let (id, last) = (only(&plan), span(of).last);
    let said = |text: Option<String>| text.unwrap_or_else(|| "none".to_owned());
    let target = plan.target(id, Span::single(last), None).map(|target| format!("{:?}", target.value));
    let fact = plan.fact(id, last, None).map(|fact| format!("{:?}", fact.value));
    [said(target), said(fact)].map(|text| text.replace("Number(Number(", "").replace("))", ""))
}

#[test]
fn each_rule_makes_one_value_of_three_quarters() {
    let quarters = [
        in_quarter("2026Q1", "2", "3"),
        in_quarter("2026Q2", "4", "1"),
        in_quarter("2026Q3", "6", "8"),
        in_quarter("2026Q4", "100", "100"),
    ];
    for (fields, target, fact) in [
        (json!({"aggregation": "sum"}), "12", "12"),
        (json!({"aggregation": "last"}), "6", "8"),
        (json!({"aggregation": "mean"}), "4", "4"),
        (json!({"aggregation": "max"}), "6", "8"),
        (json!({"aggregation": "sum", "target_aggregation": "last"}), "6", "12"),
        (json!({"aggregation": "max", "target_aggregation": "sum"}), "12", "8"),
    ] {
        assert_eq!(values(&quarters, fields.clone(), "2026Q1..2026Q3"), [target, fact], "{fields}");
    }
}

#[test]
fn a_longer_target_is_no_sum() {
    let sum = json!({});
    let halves = json!({"period": {"first": "2026Q1", "last": "2026Q2"}, "target": {"kind": "number", "raw": "9", "numbers": ["9"]}});
    // A target of exactly these quarters applies to them, whatever targets the quarters have.
    let both = [in_quarter("2026Q1", "2", "1"), in_quarter("2026Q2", "2", "1"), halves];
    assert_eq!(values(&both, sum.clone(), "2026Q1..2026Q2"), ["9", "2"]);
    // In a longer report it applies to its own quarters.
    let more = [both.to_vec(), vec![in_quarter("2026Q3", "5", "5")]].concat();
    assert_eq!(values(&more, sum.clone(), "2026Q1..2026Q3"), ["14", "7"]);
    // A target that extends beyond the report stays as it is.
    let year = plan(&[measure(&[in_year("20"), in_quarter("2026Q1", "", "7")])]);
    let half = over(&year, "2026Q1..2026Q2");
    assert_eq!(half.target(only(&half), Span::single(quarter("2026Q2")), None), None);
    assert!(half.target(only(&half), span("2026"), None).is_some());
    assert_eq!(values(&[in_year("20"), in_quarter("2026Q1", "", "7")], sum, "2026"), ["20", "7"]);
}

#[test]
fn what_is_no_number_is_kept() {
    let mut first = in_quarter("2026Q1", "condition", "text");
    first["note"] = json!("дощі");
    first["fact"]["raw"] = json!("не було");
    let mut second = in_quarter("2026Q2", "condition", "4");
    second["note"] = json!("спека");
    let whole = over(&plan(&[measure(&[first, second])]), "2026Q1..2026Q2");
    let fact = whole.fact(only(&whole), quarter("2026Q2"), None).unwrap();
    // The number is alone, and the words are in the notes, each after its quarter.
    assert_eq!(fact.raw, "");
    assert_eq!(fact.note, "1кв: не було; 1кв: дощі; 2кв: спека");
    let tally = whole.tally(Scope::Plan, quarter("2026Q2")).unwrap();
    assert_eq!(tally.count(Status::ConditionalReported), 1);
    let compound = [in_quarter("2026Q1", "1/10", "2/20"), in_quarter("2026Q2", "3/30", "")];
    let [target, fact] = values(&compound, json!({}), "2026Q1..2026Q2");
    assert!(target.contains('4') && target.contains("40"), "{target}");
    assert!(fact.contains('2') && fact.contains("20"), "{fact}");
}

#[test]
fn each_part_is_its_own_sum() {
    let parts = [
        part("2026Q1", "Відділ", "1", "2"),
        part("2026Q2", "Відділ", "1", "3"),
        in_quarter("2026Q1", "4", "4"),
        in_quarter("2026Q2", "5", "1"),
    ];
    let whole = over(&plan(&[measure(&parts)]), "2026Q1..2026Q2");
    let (id, last) = (only(&whole), quarter("2026Q2"));
    let who = whole.performer_named("Відділ");
    let judged = |who| whole.assess(id, last, who);
    assert_eq!((judged(None).status, judged(who).status), (Status::Partial, Status::Exceeded));
    assert_eq!(judged(None).ratio.unwrap().percent().to_string(), "55.6");
}

#[test]
fn what_makes_no_one_value_is_told_while_a_longer_target_runs() {
    for (rule, target, first, said) in [
        ("mean", "90", "s:45/50", "Mixed"),
        ("sum", "90", "60", "Added"),
        // A condition was reported on, although its facts are not added.
        ("sum", "condition", "60", "Added"),
    ] {
        let mut one =
            measure(&[in_year(target), in_quarter("2026Q1", "", first), in_quarter("2026Q2", "", "80")]);
        one["indicators"][0]["aggregation"] = json!(rule);
        one["indicators"][0]["unit"] = json!("%");
        let plan = plan(&[one]);
        let half = over(&plan, "2026Q1..2026Q2");
        let fact = half.fact(only(&half), quarter("2026Q2"), None).unwrap();
        assert_eq!((fact.raw.as_str(), fact.note.as_str()), ("—", said), "{rule} {target}");
        if target == "condition" {
            assert_eq!(plan.assess(only(&plan), quarter("2026Q4"), None).status, Status::ConditionalReported);
        }
    }
}
