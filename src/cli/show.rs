//! `kvartal show`: the outline of a plan with target, fact and status in a quarter.

use std::io::Write as _;

use serde::Serialize;

use super::{
    Ended,
    args::{By, Format, ShowArgs},
    failure::Failure,
    output::{self, Table},
    session::Session,
    words::Words,
    workspace::Workspace,
};
use crate::domain::{FactValue, IndicatorId, Judgement, Level, NodeId, Plan, Quarter, Status};

/// A row of the outline: a node above the measures, a measure, or an indicator of it.
#[derive(Serialize)]
struct Row {
    quarter: String,
    depth: usize,
    level: &'static str,
    code: Option<String>,
    address: String,
    title: String,
    performers: Vec<String>,
    term: Option<String>,
    indicator: Option<IndicatorJson>,
    status: &'static str,
    overdue: bool,
    #[serde(skip)]
    sign: Option<Status>,
}

#[derive(Serialize)]
struct IndicatorJson {
    address: String,
    name: String,
    unit: Option<String>,
    target: Option<String>,
    fact: Option<String>,
    percent: Option<f64>,
    note: String,
    #[serde(skip)]
    shown_percent: String,
}

#[derive(Serialize)]
struct Answer {
    format: &'static str,
    version: u32,
    plan: String,
    quarter: String,
    as_of: String,
    rows: Vec<Row>,
}

const fn level_name(level: Level) -> &'static str {
    match level {
        Level::Goal => "goal",
        Level::Task => "task",
        Level::Subtask => "subtask",
        Level::Measure => "measure",
    }
}

/// Runs it.
///
/// # Errors
/// When the plan or the quarter is not there, or nothing can be written.
pub(super) fn run(session: &mut Session, args: &ShowArgs) -> Result<Ended, Failure> {
    let as_of = session.as_of()?;
    let plan = Workspace::open(session)?.plan(args.plan.as_deref())?;
    let quarter = session.quarter(&plan, args.quarter.as_deref())?;
    let rows = match args.by {
        Some(By::Performer) => by_performer(&plan, quarter, as_of, &session.words),
        Some(By::Quarter) => {
            let quarters = plan.period().quarters();
            quarters.flat_map(|quarter| outline(&plan, quarter, as_of, &session.words)).collect()
        }
        _ => outline(&plan, quarter, as_of, &session.words),
    };
    if session.format() == Format::Json {
        let answer = Answer {
            format: "kvartal-outline",
            version: 1,
            plan: plan.header().slug.clone(),
            quarter: quarter.to_string(),
            as_of: as_of.to_string(),
            rows,
        };
        output::json(&answer, &mut session.out)?;
        return Ok(Ended::Well);
    }
    if session.format() == Format::Table {
        let header = plan.header();
        for line in [&header.title, &header.organisation, &session.words.quarter(quarter)] {
            if !line.is_empty() {
                writeln!(session.out, "{}", crate::text::safe::harmless(line))?;
            }
        }
        writeln!(session.out)?;
    }
    let table = table(&session.words, rows, session.format());
    session.print(&table)?;
    Ok(Ended::Well)
}

fn table(words: &Words, rows: Vec<Row>, format: Format) -> Table {
    let headings = [
        "cli-col-status",
        "cli-col-address",
        "cli-col-title",
        "cli-col-indicator",
        "cli-col-target",
        "cli-col-fact",
        "cli-col-percent",
        "cli-col-note",
    ];
    let mut table = Table::new(headings.map(|id| words.say(id)));
    for row in rows {
        let people = format == Format::Table;
        let indent = if people { "  ".repeat(row.depth) } else { String::new() };
        let late = if people && row.overdue { "!" } else { "" };
        let sign = match row.sign {
            Some(status) if people => format!("{}{late}", status.glyph()),
            Some(status) => status.name().to_owned(),
            None => String::new(),
        };
        let (mut cells, indicator) = (vec![sign, row.address], row.indicator);
        cells.push(format!("{indent}{}", row.title));
        match indicator {
            None => cells.extend(std::iter::repeat_n(String::new(), 5)),
            Some(indicator) => {
                let name = match &indicator.unit {
                    Some(unit) => format!("{}, {unit}", indicator.name),
                    None => indicator.name,
                };
                cells.extend([
                    name,
                    indicator.target.unwrap_or_default(),
                    indicator.fact.unwrap_or_default(),
                    indicator.shown_percent,
                    indicator.note,
                ]);
            }
        }
        table.row(cells);
    }
    table
}

fn outline(plan: &Plan, quarter: Quarter, as_of: jiff::civil::Date, words: &Words) -> Vec<Row> {
    plan.walk().flat_map(|(depth, id)| node_rows(plan, quarter, as_of, words, depth, id)).collect()
}

/// The measures under each of their performers.
fn by_performer(plan: &Plan, quarter: Quarter, as_of: jiff::civil::Date, words: &Words) -> Vec<Row> {
    let mut names: Vec<(Option<crate::domain::PerformerId>, String)> =
        plan.performers().map(|(id, p)| (Some(id), p.name.clone())).collect();
    names.sort_by(|a, b| a.1.cmp(&b.1));
    names.push((None, words.say("cli-group-nobody")));
    let mut rows = Vec::new();
    for (who, name) in names {
        let mut own = plan
            .measures()
            .filter(|(_, node)| match who {
                Some(who) => node.performers.iter().any(|p| p.id == who),
                None => node.performers.is_empty(),
            })
            .flat_map(|(id, _)| node_rows(plan, quarter, as_of, words, 1, id))
            .peekable();
        if own.peek().is_some() {
            rows.push(Row { title: name, ..Row::heading(quarter, "performer") });
            rows.extend(own);
        }
    }
    rows
}

impl Row {
    fn heading(quarter: Quarter, level: &'static str) -> Self {
        Self {
            quarter: quarter.to_string(),
            depth: 0,
            level,
            code: None,
            address: String::new(),
            title: String::new(),
            performers: Vec::new(),
            term: None,
            indicator: None,
            status: "",
            overdue: false,
            sign: None,
        }
    }
}

/// One row for a node above the measures; for a measure one for each indicator, or one where it has none.
fn node_rows(
    plan: &Plan,
    quarter: Quarter,
    as_of: jiff::civil::Date,
    words: &Words,
    depth: usize,
    id: NodeId,
) -> Vec<Row> {
    let Some(node) = plan.node(id) else { return Vec::new() };
    let row = Row {
        depth,
        code: node.code.clone(),
        address: plan.address(id),
        title: node.title.clone(),
        performers: node
            .performers
            .iter()
            .filter_map(|p| plan.performer(p.id))
            .map(|p| p.name.clone())
            .collect(),
        term: node.term.as_ref().map(|term| term.raw.clone()),
        ..Row::heading(quarter, level_name(node.level))
    };
    if node.level != Level::Measure {
        return vec![row];
    }
    let late = |status: Status| status.is_unmet() && plan.term_end(id) < as_of;
    let own: Vec<IndicatorId> = plan.indicators(id).map(|(id, _)| id).collect();
    if own.is_empty() {
        let status = plan.measure_status(id, quarter);
        return vec![Row { status: status.name(), sign: Some(status), overdue: late(status), ..row }];
    }
    let mut rows: Vec<Row> = Vec::new();
    for (at, indicator) in own.into_iter().enumerate() {
        let judgement = plan.judge(indicator, quarter, None);
        let status = judgement.status;
        rows.push(Row {
            quarter: row.quarter.clone(),
            code: row.code.clone(),
            // The title stands once, beside the first indicator.
            title: if at == 0 { row.title.clone() } else { String::new() },
            address: plan.indicator_address(indicator),
            performers: row.performers.clone(),
            term: row.term.clone(),
            indicator: Some(indicator_json(plan, indicator, quarter, &judgement, words)),
            status: status.name(),
            sign: Some(status),
            overdue: late(status) && plan.owes(indicator, quarter, None, status),
            ..row
        });
    }
    rows
}

fn indicator_json(
    plan: &Plan,
    id: IndicatorId,
    quarter: Quarter,
    judgement: &Judgement,
    words: &Words,
) -> IndicatorJson {
    use rust_decimal::prelude::ToPrimitive as _;
    let indicator = plan.indicator(id);
    let percent = judgement.ratio.map(crate::domain::Ratio::percent);
    let fact = plan.fact(id, quarter, None);
    let own_raw = fact.filter(|fact| fact.value == judgement.fact).map(|fact| fact.raw.clone());
    IndicatorJson {
        address: plan.indicator_address(id),
        name: indicator.map(|i| i.name.clone()).unwrap_or_default(),
        unit: indicator.and_then(|i| i.unit.clone()),
        target: judgement.target.as_ref().map(|target| target_text(target, words)),
        fact: fact_text(&judgement.fact, own_raw.as_deref().unwrap_or_default(), words),
        percent: percent.and_then(|p| p.to_f64()),
        note: fact.map(|fact| fact.note.clone()).unwrap_or_default(),
        shown_percent: percent.map(|p| words.percent(Some(p))).unwrap_or_default(),
    }
}

/// A target as it was worded, or as what it is.
pub(super) fn target_text(target: &crate::domain::Target, words: &Words) -> String {
    use crate::domain::TargetValue;
    match &target.value {
        _ if !target.raw.is_empty() => target.raw.clone(),
        TargetValue::Number(n) => words.number(*n),
        TargetValue::Compound(parts) => parts.iter().map(|n| words.number(*n)).collect::<Vec<_>>().join("/"),
        TargetValue::Condition => words.say("cli-value-condition"),
        TargetValue::Deed => words.say("cli-value-deed"),
        TargetValue::Date(day) => words.day(*day),
    }
}

/// A fact as it was worded, or as what it is; none where nothing was reported.
pub(super) fn fact_text(value: &FactValue, raw: &str, words: &Words) -> Option<String> {
    Some(match value {
        FactValue::None => return None,
        _ if !raw.is_empty() => raw.to_owned(),
        FactValue::Number(n) => words.number(*n),
        FactValue::Compound(parts) => parts.iter().map(|n| words.number(*n)).collect::<Vec<_>>().join("/"),
        FactValue::Share(part, whole) => format!("{}/{}", words.number(*part), words.number(*whole)),
        FactValue::Text => words.say("cli-value-text"),
        FactValue::Done => words.say("status-deed-done"),
        FactValue::NoOccasion => words.say("cli-value-no-occasion"),
        FactValue::Date(day) => words.day(*day),
    })
}
