//! The rows of the outline: nodes, measures and indicators with their values in a quarter.

use serde::Serialize;

use super::{
    super::words::Words,
    values::{fact_code, fact_text, target_code, target_text},
};
use crate::domain::{
    Aggregation, Assessment, FactValue, IndicatorId, Level, NodeId, PerformerId, Plan, Quarter, Status,
    Subject, Target, TargetValue,
};

/// A row of the outline: a node above the measures, a measure, or one of its indicators.
#[derive(Serialize)]
pub(super) struct ShownRow {
    pub quarter: String,
    pub depth: usize,
    pub level: &'static str,
    pub code: Option<String>,
    pub address: String,
    pub title: String,
    pub performers: Vec<String>,
    pub term: Option<String>,
    pub indicator: Option<IndicatorJson>,
    pub status: &'static str,
    pub overdue: bool,
    /// Whether it is marked for follow-up.
    pub flagged: bool,
    #[serde(skip)]
    pub sign: Option<Status>,
}

#[derive(Serialize)]
pub(super) struct IndicatorJson {
    pub address: String,
    pub name: String,
    pub unit: Option<String>,
    pub target: Option<String>,
    pub fact: Option<String>,
    pub percent: Option<f64>,
    pub note: String,
    pub comparator: &'static str,
    pub aggregation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pace: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartJson>,
    #[serde(skip)]
    pub shown_percent: String,
    #[serde(skip)]
    pub shown_target: String,
    /// The same with its comparator in words.
    #[serde(skip)]
    pub spoken_target: String,
    #[serde(skip)]
    pub shown_rule: String,
    /// The pace of a longer target, and what is left of it.
    #[serde(skip)]
    pub shown_pace: String,
}

/// The part of a performer.
#[derive(Serialize)]
pub(super) struct PartJson {
    pub performer: String,
    pub target: Option<String>,
    pub fact: Option<String>,
    pub note: String,
}

const fn level_name(level: Level) -> &'static str {
    match level {
        Level::Goal => "goal",
        Level::Task => "task",
        Level::Subtask => "subtask",
        Level::Measure => "measure",
    }
}

/// The inputs of the rows.
pub(super) struct RowSource<'a> {
    pub plan: &'a Plan,
    pub as_of: jiff::civil::Date,
    pub words: &'a Words,
    pub parts: bool,
    /// Whether people read it; programs get the same in every language.
    pub people: bool,
}

impl RowSource<'_> {
    /// The whole outline in a quarter.
    pub fn outline(&self, quarter: Quarter) -> Vec<ShownRow> {
        self.plan.walk().flat_map(|(depth, id)| self.node_rows(quarter, depth, id)).collect()
    }

    /// The measures under each of their performers.
    pub fn by_performer(&self, quarter: Quarter) -> Vec<ShownRow> {
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

    /// The row of a node above the measures; for a measure one row for each indicator, or one if it has none.
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
            let flagged = plan.is_flagged(id, quarter);
            return vec![ShownRow { status: status.name(), sign: Some(status), overdue, flagged, ..row }];
        }
        let rows = own.into_iter().enumerate().map(|(at, indicator)| {
            let assessment = plan.assess(indicator, quarter, None);
            ShownRow {
                quarter: row.quarter.clone(),
                code: row.code.clone(),
                // The title is printed only beside the first indicator.
                title: if at == 0 { row.title.clone() } else { String::new() },
                address: plan.indicator_address(indicator),
                performers: row.performers.clone(),
                term: row.term.clone(),
                indicator: self.indicator(indicator, quarter, &assessment),
                status: assessment.status.name(),
                sign: Some(assessment.status),
                overdue: assessment.is_overdue(self.as_of),
                flagged: plan.flag(Subject::Indicator(indicator), quarter).is_some(),
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
        let paced = plan.pace(id, quarter, self.as_of, None);
        // The figure of a longer target is not that of the quarter.
        let of_span = |target: &Target, shown: String| {
            let figure = matches!(target.value, TargetValue::Number(_) | TargetValue::Compound(_));
            match assessment.span.as_single() {
                None if figure => words.l10n.of_span(assessment.span, &shown),
                _ => shown,
            }
        };
        Some(IndicatorJson {
            address: plan.indicator_address(id),
            name: indicator.name.clone(),
            unit: indicator.unit.clone(),
            target: target.map(|target| self.target(target)),
            fact: self.fact(&assessment.fact, own_raw.as_deref().unwrap_or_default()),
            percent: percent.and_then(|p| p.to_f64()),
            note: fact.map(|fact| fact.note.clone()).unwrap_or_default(),
            comparator: indicator.comparator.name(),
            aggregation: indicator.aggregation.name(),
            pace: paced.as_ref().map(|paced| paced.pace.name()),
            parts: if self.parts { self.parts(id, quarter) } else { Vec::new() },
            shown_percent: match percent {
                Some(percent) if self.people => words.percent(Some(percent)),
                Some(percent) => percent.to_string(),
                None => String::new(),
            },
            shown_pace: paced.map(|paced| words.l10n.pace(&paced)).unwrap_or_default(),
            shown_target: target
                .map(|target| {
                    let shown = target_text(target, words);
                    of_span(target, words.l10n.compared(indicator.comparator, &target.value, &shown))
                })
                .unwrap_or_default(),
            spoken_target: target
                .map(|target| {
                    let shown = target_text(target, words);
                    of_span(target, words.l10n.compared_in_words(indicator.comparator, &shown))
                })
                .unwrap_or_default(),
            shown_rule: if indicator.aggregation == Aggregation::Sum {
                String::new()
            } else {
                format!(" ({rule})")
            },
        })
    }

    fn target(&self, target: &Target) -> String {
        if self.people { target_text(target, self.words) } else { target_code(target) }
    }

    fn fact(&self, value: &FactValue, raw: &str) -> Option<String> {
        if self.people { fact_text(value, raw, self.words) } else { fact_code(value, raw) }
    }

    /// The parts of the performers: first those that the measure names, in its order, then others.
    fn parts(&self, id: IndicatorId, quarter: Quarter) -> Vec<PartJson> {
        let plan = self.plan;
        let order = plan.named_first(plan.measure_of(id), plan.performers().map(|(who, _)| who));
        let part = |who: PerformerId| {
            let fact = plan.fact(id, quarter, Some(who));
            let target = plan.target_in(id, quarter, Some(who)).map(|(_, target)| target);
            (fact.is_some() || target.is_some()).then(|| PartJson {
                performer: plan.performer(who).map(|p| p.name.clone()).unwrap_or_default(),
                target: target.map(|target| {
                    let shown = self.target(target);
                    let comparator = plan.indicator(id).map(|indicator| indicator.comparator);
                    match comparator.filter(|_| self.people) {
                        Some(comparator) => self.words.l10n.compared(comparator, &target.value, &shown),
                        None => shown,
                    }
                }),
                fact: fact.and_then(|fact| self.fact(&fact.value, &fact.raw)),
                note: fact.map(|fact| fact.note.clone()).unwrap_or_default(),
            })
        };
        order.into_iter().filter_map(part).collect()
    }
}

impl ShownRow {
    /// The sign of the status for people, with marks for what is overdue and for follow-up.
    pub fn signs(&self) -> String {
        let Some(status) = self.sign else { return String::new() };
        let late = if self.overdue { "✗" } else { "" };
        let flag = if self.flagged { "⚑" } else { "" };
        format!("{}{late}{flag}", status.glyph())
    }

    /// The same in words.
    pub fn status_in_words(&self, words: &Words, status: Status) -> String {
        let late = self.overdue.then(|| words.say("status-overdue"));
        let flag = self.flagged.then(|| words.say("plain-flagged"));
        [Some(words.status(status)), late, flag].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

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
            flagged: false,
            sign: None,
        }
    }
}
