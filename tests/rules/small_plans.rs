//! Small plans for 2026, written in few words.

use jiff::civil::Date;
use kvartal::domain::{
    Command, Context, FindingKind, IdSource, IndicatorId, Plan, PlanId, Quarter, Scope, Status, Tally, decide,
};
use kvartal::form::exchange;
use serde_json::{Value, json};

/// A plan of the year 2026 with these measures under one goal, as `1.1`, `1.2`…
pub fn plan(measures: &[Value]) -> Plan {
    let measures: Vec<Value> = measures
        .iter()
        .enumerate()
        .map(|(at, measure)| {
            let mut measure = measure.clone();
            measure["level"] = json!("measure");
            measure["code"] = json!(format!("1.{}", at + 1));
            measure["title"] = json!("захід");
            measure
        })
        .collect();
    let text = json!({"format": "kvartal-plan", "version": 2, "title": "План", "slug": "plan",
        "period": {"first": "2026Q1", "last": "2026Q4"},
        "outline": [{"level": "goal", "code": "1", "title": "ціль", "children": measures}]});
    let draft = exchange::import(&text.to_string()).unwrap();
    let mut plan = Plan::empty(PlanId(1));
    let mut context = Context { author: "olena".into(), at: 0, ids: IdSource::new(7) };
    let change = decide(&plan, &Command::Import(Box::new(draft)), &mut context).unwrap();
    plan.apply(&change);
    plan
}

pub fn quarter(text: &str) -> Quarter {
    Quarter::parse(text).unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn tally(plan: &Plan, at: &str) -> Tally {
    plan.tally(Scope::Plan, quarter(at)).cloned().unwrap_or_default()
}

pub fn statuses(plan: &Plan, at: &str) -> Vec<Status> {
    let tally = tally(plan, at);
    Status::ALL.into_iter().filter(|status| tally.count(*status) > 0).collect()
}

pub fn findings(plan: &Plan, at: &str, on: &str) -> Vec<(FindingKind, String)> {
    let found = plan.findings(quarter(at), day(on));
    found.iter().map(|finding| (finding.kind(), plan.subject_address(finding.subject))).collect()
}

/// Target or fact: digits make a number, a stroke a compound, `d:` a day, `s:` a share, a word its kind.
pub fn amount(text: &str) -> Value {
    if let Some(day) = text.strip_prefix("d:") {
        return json!({"kind": "date", "date": day});
    }
    if let Some(share) = text.strip_prefix("s:") {
        return json!({"kind": "share", "raw": share, "numbers": share.split('/').collect::<Vec<_>>()});
    }
    if text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return json!({"kind": text, "raw": "слова"});
    }
    let numbers: Vec<&str> = text.split('/').collect();
    let kind = if numbers.len() > 1 { "compound" } else { "number" };
    json!({"kind": kind, "raw": text, "numbers": numbers})
}

/// The values of a quarter; an empty text means none.
pub fn in_quarter(at: &str, target: &str, fact: &str) -> Value {
    let mut value = json!({"quarter": at});
    for (field, text) in [("target", target), ("fact", fact)] {
        if !text.is_empty() {
            value[field] = amount(text);
        }
    }
    value
}

pub fn in_year(target: &str) -> Value {
    json!({"period": {"first": "2026Q1", "last": "2026Q4"}, "target": amount(target)})
}

pub fn part(at: &str, who: &str, target: &str, fact: &str) -> Value {
    let mut value = in_quarter(at, target, fact);
    value["performer"] = json!(who);
    value
}

pub fn measure(values: &[Value]) -> Value {
    json!({"indicators": [{"name": "події", "unit": "заходів", "values": values}]})
}

/// A plan for the year with facts by quarter and one target for the year.
pub fn year_of(target: &str, rule: &str, comparator: &str, facts: &[&str]) -> (Plan, IndicatorId) {
    let quarters = ["2026Q1", "2026Q2", "2026Q3", "2026Q4"];
    let facts = quarters.into_iter().zip(facts).map(|(at, fact)| in_quarter(at, "", fact));
    let values: Vec<Value> = std::iter::once(in_year(target)).chain(facts).collect();
    let mut one = measure(&values);
    one["indicators"][0]["aggregation"] = json!(rule);
    one["indicators"][0]["comparator"] = json!(comparator);
    let plan = plan(&[one]);
    let id = plan.indicators(plan.measures().next().unwrap().0).next().unwrap().0;
    (plan, id)
}
