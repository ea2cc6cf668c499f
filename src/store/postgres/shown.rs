//! The columns for the SQL views: words and figures as this program computes them, so that SQL computes nothing. They
//! are written beside each record and never read back.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::{line::LineError, rows};
use crate::domain::{
    ControlSum, Evidence, Fact, FactValue, Indicator, Level, Node, Number, Plan, Quarter, Record, RecordKey,
    Scope, Status, Subject, Tally, Target, TargetValue,
};

/// The view columns of a plan. They are written with each of its changes, so that the figures have no names.
#[derive(Serialize)]
struct PlanInViews<'a> {
    title: &'a str,
    first_quarter: String,
    last_quarter: String,
    form: Option<&'a str>,
    summaries: Vec<SummaryInViews>,
}

/// The figures of a quarter, in the order of the columns of `kvartal.summaries`: the quarter; measures, indicators and
/// measures that are due; the sums of targets and of facts, and whether they mix units; the share met, the capped and
/// the plain mean; how many indicators have which status, without those that none has.
type SummaryInViews = (
    String,
    u32,
    u32,
    u32,
    Option<String>,
    Option<String>,
    bool,
    Option<String>,
    Option<String>,
    Option<String>,
    BTreeMap<&'static str, u32>,
);

/// The view columns of a plan, in JSON; none where it was deleted.
pub(super) fn of_plan(plan: &Plan) -> Result<Option<String>, LineError> {
    let Some(header) = plan.exists().then(|| plan.header()) else { return Ok(None) };
    let none = Tally::default();
    let summary = |quarter| summary(quarter, plan.tally(Scope::Plan, quarter).unwrap_or(&none));
    let shown = PlanInViews {
        title: &header.title,
        first_quarter: header.period.first.to_string(),
        last_quarter: header.period.last.to_string(),
        form: header.form.as_deref(),
        summaries: header.period.quarters().map(summary).collect(),
    };
    serde_json::to_string(&shown).map(Some).map_err(|error| rows::mismatch(plan.id(), &error.to_string()))
}

fn summary(quarter: Quarter, tally: &Tally) -> SummaryInViews {
    let percent = |share: Option<rust_decimal::Decimal>| share.map(|share| share.round_dp(2).to_string());
    let sum = |sum: ControlSum| sum.total().map(|total| total.to_string());
    let statuses = Status::ALL.iter().map(|status| (status.name(), tally.count(*status)));
    (
        quarter.to_string(),
        tally.measures,
        tally.indicators,
        tally.due,
        sum(tally.target_sum),
        sum(tally.fact_sum),
        tally.units_mixed(),
        percent(tally.share_met()),
        percent(tally.mean_capped()),
        percent(tally.mean()),
        statuses.filter(|(_, count)| *count > 0).collect(),
    )
}

/// The view columns of a record; none where no view shows it.
pub(super) fn of(key: &RecordKey, record: &Record) -> Option<Value> {
    Some(match (key, record) {
        (RecordKey::Performer(id), Record::Performer(performer)) => {
            json!({"id": id.to_string(), "name": performer.name, "variants": performer.variants})
        }
        (RecordKey::Node(id), Record::Node(shown)) => node(id.to_string(), shown),
        (RecordKey::Indicator(id), Record::Indicator(shown)) => indicator(id.to_string(), shown),
        (RecordKey::Target(id, span, performer), Record::Target(shown)) => {
            let mut value = target(shown);
            put(&mut value, "indicator", Some(id.to_string()));
            put(&mut value, "first_quarter", Some(span.first.to_string()));
            put(&mut value, "last_quarter", Some(span.last.to_string()));
            put(&mut value, "performer", performer.map(|performer| performer.to_string()));
            value
        }
        (RecordKey::Fact(id, quarter, performer), Record::Fact(shown)) => {
            let mut value = fact(shown);
            put(&mut value, "indicator", Some(id.to_string()));
            put(&mut value, "quarter", Some(quarter.to_string()));
            put(&mut value, "performer", performer.map(|performer| performer.to_string()));
            value
        }
        (RecordKey::Evidence(id), Record::Evidence(shown)) => evidence(id.to_string(), shown),
        (RecordKey::Closing(quarter), Record::Closing(closing)) => {
            let last = closing.last();
            json!({
                "quarter": quarter.to_string(),
                "stage": last.map(|step| step.stage.name()),
                "by": last.map(|step| &step.by),
                "at": last.map(|step| step.at),
                "reason": last.map(|step| &step.reason),
            })
        }
        (RecordKey::Decision(subject, quarter), Record::Decision(decision)) => {
            let (node, indicator) = match subject {
                Subject::Plan => (None, None),
                Subject::Node(id) => (Some(id.to_string()), None),
                Subject::Indicator(id) => (None, Some(id.to_string())),
            };
            json!({
                "measure": node,
                "indicator": indicator,
                "quarter": quarter.to_string(),
                "outcome": decision.outcome.name(),
                "due": decision.outcome.due().map(|day| day.to_string()),
                "reason": decision.reason,
                "order": decision.order,
                "by": decision.by,
                "at": decision.at,
            })
        }
        _ => return None,
    })
}

fn put(value: &mut Value, name: &str, text: Option<String>) {
    if let Some(fields) = value.as_object_mut() {
        fields.insert(name.to_owned(), json!(text));
    }
}

fn node(id: String, node: &Node) -> Value {
    let performers: Vec<String> = node.performers.iter().map(|performer| performer.id.to_string()).collect();
    json!({
        "id": id,
        "level": match node.level {
            Level::Goal => "goal",
            Level::Task => "task",
            Level::Subtask => "subtask",
            Level::Measure => "measure",
        },
        "parent": node.parent.map(|parent| parent.to_string()),
        "code": node.code,
        "title": node.title,
        "objective": node.objective,
        "performers": performers,
        "term": node.term.as_ref().map(|term| &term.raw),
    })
}

fn indicator(id: String, indicator: &Indicator) -> Value {
    json!({
        "id": id,
        "measure": indicator.measure.to_string(),
        "name": indicator.name,
        "unit": indicator.unit,
        "comparator": indicator.comparator.name(),
        "aggregation": indicator.aggregation.name(),
        "baseline": indicator.baseline.map(|number| number.to_string()),
        "counts": indicator.counts,
    })
}

fn numbers(numbers: &[Number]) -> Vec<String> {
    numbers.iter().map(ToString::to_string).collect()
}

fn target(target: &Target) -> Value {
    let (kind, figures, date) = match &target.value {
        TargetValue::Number(number) => ("number", numbers(&[*number]), None),
        TargetValue::Compound(many) => ("compound", numbers(many), None),
        TargetValue::Condition => ("condition", Vec::new(), None),
        TargetValue::Deed => ("deed", Vec::new(), None),
        TargetValue::Date(day) => ("date", Vec::new(), Some(day.to_string())),
    };
    json!({"kind": kind, "raw": target.raw, "numbers": figures, "date": date})
}

fn fact(fact: &Fact) -> Value {
    let (kind, figures, date) = match &fact.value {
        FactValue::None => ("none", Vec::new(), None),
        FactValue::Number(number) => ("number", numbers(&[*number]), None),
        FactValue::Compound(many) => ("compound", numbers(many), None),
        FactValue::Text => ("text", Vec::new(), None),
        FactValue::Done => ("done", Vec::new(), None),
        FactValue::NoOccasion => ("no_occasion", Vec::new(), None),
        FactValue::Date(day) => ("date", Vec::new(), Some(day.to_string())),
        FactValue::Share(part, whole) => ("share", numbers(&[*part, *whole]), None),
    };
    let number = fact.value.number().map(|number| number.to_string());
    json!({"kind": kind, "raw": fact.wording(), "number": number, "numbers": figures, "date": date, "note": fact.note})
}

fn evidence(id: String, evidence: &Evidence) -> Value {
    let links: Vec<Value> = evidence
        .links
        .iter()
        .map(|link| json!({"measure": link.measure.to_string(), "count": evidence.count_for(link.measure)}))
        .collect();
    let dates: Vec<String> = evidence.dates.iter().map(ToString::to_string).collect();
    json!({
        "id": id,
        "quarter": evidence.reported_in().map(|quarter| quarter.to_string()),
        "performer": evidence.performer.map(|performer| performer.to_string()),
        "dates": dates,
        "place": evidence.place,
        "text": evidence.text,
        "link": evidence.link,
        "links": links,
    })
}
