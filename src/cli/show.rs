//! `kvartal show`: the outline of a plan with target, fact and status in a quarter.

mod lines;

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
use crate::{
    domain::{
        Aggregation, Assessment, FactValue, IndicatorId, Level, NodeId, PerformerId, Plan, Quarter, Status,
    },
    text::key::search_key,
};

/// A row of the outline: a node above the measures, a measure, or an indicator of it.
#[derive(Serialize)]
struct ShownRow {
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
    comparator: &'static str,
    aggregation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pace: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<PartJson>,
    #[serde(skip)]
    shown_percent: String,
    #[serde(skip)]
    shown_target: String,
    #[serde(skip)]
    shown_rule: String,
}

/// What one performer brought.
#[derive(Serialize)]
struct PartJson {
    performer: String,
    target: Option<String>,
    fact: Option<String>,
    note: String,
}

#[derive(Serialize)]
struct ShowAnswer {
    plan: String,
    quarter: String,
    as_of: String,
    rows: Vec<ShownRow>,
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
    let plan = Workspace::read(session)?.plan(args.plan.as_deref())?;
    let quarter = session.quarter(&plan, args.quarter.as_deref())?;
    let look = RowSource { plan: &plan, as_of, words: &session.words, parts: args.parts };
    let rows = match args.by {
        Some(By::Performer) => look.by_performer(quarter),
        Some(By::Quarter) => plan.period().quarters().flat_map(|quarter| look.outline(quarter)).collect(),
        _ => look.outline(quarter),
    };
    if session.format() == Format::Json {
        let answer = ShowAnswer {
            plan: plan.header().slug.clone(),
            quarter: quarter.to_string(),
            as_of: as_of.to_string(),
            rows,
        };
        output::answer("kvartal-outline", &answer, &mut session.out)?;
        return Ok(Ended::Well);
    }
    if session.format() == Format::Table {
        let header = plan.header();
        for line in [&header.title, &header.organisation, &session.words.quarter(quarter)] {
            let line = crate::text::safe::harmless(line);
            let wide = output::terminal_width().unwrap_or(u16::MAX);
            for line in crate::ui::pen::wrap(&line, wide).iter().filter(|line| !line.is_empty()) {
                writeln!(session.out, "{line}")?;
            }
        }
        writeln!(session.out)?;
    }
    match output::terminal_width().filter(|_| session.format() == Format::Table) {
        Some(width) => {
            let headings = headings(&session.words);
            let lines = rows.into_iter().flat_map(lines_of).collect();
            lines::print(headings, lines, width, &mut session.out)?;
        }
        None => session.print(&table(&session.words, rows, session.format()))?,
    }
    Ok(Ended::Well)
}

fn headings(words: &Words) -> lines::Line {
    lines::Line {
        address: words.say("cli-col-address"),
        text: format!("{} · {}", words.say("cli-col-title"), words.say("cli-col-indicator")),
        target: words.say("cli-col-target"),
        fact: words.say("cli-col-fact"),
        percent: words.say("cli-col-percent"),
        ..lines::Line::default()
    }
}

/// A row for people, and under it what each performer brought.
fn lines_of(row: ShownRow) -> Vec<lines::Line> {
    let late = if row.overdue { "!" } else { "" };
    let sign = row.sign.map(|status| format!("{}{late}", status.glyph())).unwrap_or_default();
    let depth = row.depth;
    let line = lines::Line { sign, address: row.address, depth, ..lines::Line::default() };
    let Some(indicator) = row.indicator else { return vec![lines::Line { text: row.title, ..line }] };
    // «кількість опитаних осіб, осіб» says it twice.
    let told = |unit: &String| search_key(&indicator.name).ends_with(&search_key(unit));
    let unit = indicator.unit.as_ref().filter(|unit| !told(unit));
    let unit = unit.map(|unit| format!(", {unit}")).unwrap_or_default();
    let name = format!("{}{unit}{}", indicator.name, indicator.shown_rule);
    let named = [row.title, name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let note = if indicator.note.is_empty() { String::new() } else { format!("✎ {}", indicator.note) };
    let own = lines::Line {
        text: named.join(" · "),
        target: indicator.shown_target,
        fact: indicator.fact.unwrap_or_default(),
        percent: indicator.shown_percent,
        note,
        ..line
    };
    let parts = indicator.parts.into_iter().map(|part| lines::Line {
        depth: depth + 1,
        text: part.performer,
        target: part.target.unwrap_or_default(),
        fact: part.fact.unwrap_or_default(),
        note: part.note,
        ..lines::Line::default()
    });
    std::iter::once(own).chain(parts).collect()
}

fn table(words: &Words, rows: Vec<ShownRow>, format: Format) -> Table {
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
    let mut table = Table::new(words, headings);
    for row in rows {
        let people = format == Format::Table;
        let indent = if people { "  ".repeat(row.depth) } else { String::new() };
        let late = if people && row.overdue { "!" } else { "" };
        let sign = match row.sign {
            Some(status) if people => format!("{}{late}", status.glyph()),
            Some(status) => status.name().to_owned(),
            None => String::new(),
        };
        let (mut cells, indicator) = (vec![sign, row.address.clone()], row.indicator);
        let mut parts: Vec<PartJson> = Vec::new();
        cells.push(format!("{indent}{}", row.title));
        match indicator {
            None => cells.extend(std::iter::repeat_n(String::new(), 5)),
            Some(indicator) => {
                let name = match &indicator.unit {
                    Some(unit) => format!("{}, {unit}", indicator.name),
                    None => indicator.name,
                };
                parts = indicator.parts;
                cells.extend([
                    // For people a rule that is not the usual one stands where it is read.
                    if people { format!("{name}{}", indicator.shown_rule) } else { name },
                    if people { indicator.shown_target } else { indicator.target.unwrap_or_default() },
                    indicator.fact.unwrap_or_default(),
                    indicator.shown_percent,
                    indicator.note,
                ]);
            }
        }
        table.row(cells);
        for part in parts {
            table.row([
                String::new(),
                if people { String::new() } else { row.address.clone() },
                if people { format!("{indent}  {}", part.performer) } else { part.performer },
                String::new(),
                part.target.unwrap_or_default(),
                part.fact.unwrap_or_default(),
                String::new(),
                part.note,
            ]);
        }
    }
    table
}

/// What the rows are made from.
struct RowSource<'a> {
    plan: &'a Plan,
    as_of: jiff::civil::Date,
    words: &'a Words,
    parts: bool,
}

impl RowSource<'_> {
    fn outline(&self, quarter: Quarter) -> Vec<ShownRow> {
        self.plan.walk().flat_map(|(depth, id)| self.node_rows(quarter, depth, id)).collect()
    }

    /// The measures under each of their performers.
    fn by_performer(&self, quarter: Quarter) -> Vec<ShownRow> {
        let mut names: Vec<(Option<PerformerId>, String)> =
            self.plan.performers().map(|(id, p)| (Some(id), p.name.clone())).collect();
        names.sort_by(|a, b| a.1.cmp(&b.1));
        names.push((None, self.words.say("cli-group-nobody")));
        let mut rows = Vec::new();
        for (who, name) in names {
            let mut own = self
                .plan
                .measures()
                .filter(|(_, node)| match who {
                    Some(who) => node.performers.iter().any(|p| p.id == who),
                    None => node.performers.is_empty(),
                })
                .flat_map(|(id, _)| self.node_rows(quarter, 1, id))
                .peekable();
            if own.peek().is_some() {
                rows.push(ShownRow { title: name, ..ShownRow::heading(quarter, "performer") });
                rows.extend(own);
            }
        }
        rows
    }

    /// One row for a node above the measures; for a measure one for each indicator, or one where it has none.
    fn node_rows(&self, quarter: Quarter, depth: usize, id: NodeId) -> Vec<ShownRow> {
        let plan = self.plan;
        let Some(node) = plan.node(id) else { return Vec::new() };
        let row = ShownRow {
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
            ..ShownRow::heading(quarter, level_name(node.level))
        };
        if node.level != Level::Measure {
            return vec![row];
        }
        let own: Vec<IndicatorId> = plan.indicators(id).map(|(id, _)| id).collect();
        if own.is_empty() {
            let status = plan.measure_status(id, quarter);
            let overdue = plan.measure_tally(id, quarter, None).overdue(self.as_of) > 0;
            return vec![ShownRow { status: status.name(), sign: Some(status), overdue, ..row }];
        }
        let rows = own.into_iter().enumerate().map(|(at, indicator)| {
            let assessment = plan.assess(indicator, quarter, None);
            ShownRow {
                quarter: row.quarter.clone(),
                code: row.code.clone(),
                // The title stands once, beside the first indicator.
                title: if at == 0 { row.title.clone() } else { String::new() },
                address: plan.indicator_address(indicator),
                performers: row.performers.clone(),
                term: row.term.clone(),
                indicator: self.indicator(indicator, quarter, &assessment),
                status: assessment.status.name(),
                sign: Some(assessment.status),
                overdue: assessment.is_overdue(self.as_of),
                ..row
            }
        });
        rows.collect()
    }

    fn indicator(&self, id: IndicatorId, quarter: Quarter, assessment: &Assessment) -> Option<IndicatorJson> {
        use rust_decimal::prelude::ToPrimitive as _;
        let (plan, words) = (self.plan, self.words);
        let indicator = plan.indicator(id)?;
        let percent = assessment.ratio.map(crate::domain::Ratio::percent);
        let fact = plan.fact(id, quarter, None);
        let own_raw = fact.filter(|fact| fact.value == assessment.fact).map(|fact| fact.raw.clone());
        let target = assessment.target.as_ref();
        let rule = words.l10n.aggregation(indicator.aggregation);
        Some(IndicatorJson {
            address: plan.indicator_address(id),
            name: indicator.name.clone(),
            unit: indicator.unit.clone(),
            target: target.map(|target| target_text(target, words)),
            fact: fact_text(&assessment.fact, own_raw.as_deref().unwrap_or_default(), words),
            percent: percent.and_then(|p| p.to_f64()),
            note: fact.map(|fact| fact.note.clone()).unwrap_or_default(),
            comparator: indicator.comparator.name(),
            aggregation: indicator.aggregation.name(),
            pace: plan.pace(id, quarter, self.as_of, None).map(|paced| paced.pace.name()),
            parts: if self.parts { self.parts(id, quarter) } else { Vec::new() },
            shown_percent: percent.map(|p| words.percent(Some(p))).unwrap_or_default(),
            shown_target: target
                .map(|target| {
                    words.l10n.compared(indicator.comparator, &target.value, &target_text(target, words))
                })
                .unwrap_or_default(),
            shown_rule: if indicator.aggregation == Aggregation::Sum {
                String::new()
            } else {
                format!(" ({rule})")
            },
        })
    }

    /// The parts of the performers, in the order in which the measure names them, then those it does not name.
    fn parts(&self, id: IndicatorId, quarter: Quarter) -> Vec<PartJson> {
        let plan = self.plan;
        let named = plan.measure_of(id).and_then(|measure| plan.node(measure));
        let mut order: Vec<PerformerId> = named
            .map(|node| node.performers.iter().map(|performer| performer.id).collect())
            .unwrap_or_default();
        let others =
            plan.performers().map(|(who, _)| who).filter(|who| !order.contains(who)).collect::<Vec<_>>();
        order.extend(others);
        let part = |who: PerformerId| {
            let fact = plan.fact(id, quarter, Some(who));
            let target = plan.target_in(id, quarter, Some(who)).map(|(_, target)| target);
            (fact.is_some() || target.is_some()).then(|| PartJson {
                performer: plan.performer(who).map(|p| p.name.clone()).unwrap_or_default(),
                target: target.map(|target| target_text(target, self.words)),
                fact: fact.and_then(|fact| fact_text(&fact.value, &fact.raw, self.words)),
                note: fact.map(|fact| fact.note.clone()).unwrap_or_default(),
            })
        };
        order.into_iter().filter_map(part).collect()
    }
}

impl ShownRow {
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
