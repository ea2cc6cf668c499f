//! The rows of the dashboard's panels: groups, quarters, units, term ends. The figures in them are read when drawn.

use std::{collections::BTreeMap, ops::ControlFlow};

use jiff::civil::Date;

use super::{
    Breakdown,
    attention::{MOST_VISITS, UnmetWalk},
};
use crate::domain::{
    IndicatorId, Level, NodeId, Pace, PerformerId, Plan, Quarter, Scope, Span, Subject, Tally,
};

/// How many measures that end on one day are listed; if there are more, only their number is shown.
const NAMED_PER_DAY: u32 = 3;

/// The largest plan (in measures) for which figures without a kept tally are summed, because summing must not delay a
/// key.
const MOST_ADDED: usize = 20_000;

/// How many future days with term ends are listed.
const DAYS_AHEAD: usize = 40;

/// How many past days are listed separately; earlier ones share one row.
const DAYS_BEHIND: usize = 3;

/// A group of measures or indicators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureGroup {
    /// A goal, task or subtask.
    Node(NodeId),
    /// The measures of a performer, or of nobody.
    Performer(Option<PerformerId>),
    /// The unit at this index in [`super::Dashboard::units`].
    Unit(usize),
}

impl MeasureGroup {
    /// The scope of its tally; none for units, which have no tallies of their own.
    pub const fn scope(self) -> Option<Scope> {
        match self {
            Self::Node(id) => Some(Scope::Node(id)),
            Self::Performer(who) => Some(Scope::Performer(who)),
            Self::Unit(_) => None,
        }
    }
}

/// A row among the quarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuarterRow {
    /// A quarter.
    Quarter(Quarter),
    /// The quarters of a year.
    Year(Span),
    /// All quarters of the plan.
    Plan(Span),
}

impl QuarterRow {
    /// The quarters that the row sums up.
    pub const fn span(self) -> Span {
        match self {
            Self::Quarter(quarter) => Span::single(quarter),
            Self::Year(span) | Self::Plan(span) => span,
        }
    }

    /// The last quarter of the row within a period.
    pub fn last_quarter(self, period: Span) -> Quarter {
        period.nearest(self.span().last)
    }
}

/// A unit of measurement and the figures in it.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitRow {
    /// The unit; empty where an indicator has none.
    pub unit: String,
    /// How many targets are owed in it.
    pub count: u32,
    /// Their figures; none where the plan is too large to sum them for a screen.
    pub tally: Option<Tally>,
}

/// A row among the ends of terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineRow {
    /// The number of measures that ended on this day or earlier and are not met.
    Before(Date, u32),
    /// A measure that ends on a day and is not met.
    Measure(Date, NodeId),
    /// The number of measures that end on a day and are not met.
    Day(Date, u32),
    /// The quarter ends.
    QuarterEnd(Date),
}

/// The goals, or the topmost nodes above measures.
pub fn goals(plan: &Plan) -> Vec<NodeId> {
    plan.children(None).filter(|id| plan.node(*id).is_some_and(|n| n.level != Level::Measure)).collect()
}

/// The groups of a breakdown: nodes in the order of the outline, performers by how many targets they owe.
pub fn groups(plan: &Plan, by: Breakdown, quarter: Quarter) -> Vec<MeasureGroup> {
    match by {
        Breakdown::Goal => goals(plan).into_iter().map(MeasureGroup::Node).collect(),
        Breakdown::Task => tasks(plan).into_iter().map(MeasureGroup::Node).collect(),
        Breakdown::Performer => performers(plan, quarter),
        Breakdown::Unit => Vec::new(),
    }
}

/// The tasks; for a goal without tasks, its children, or the goal itself.
fn tasks(plan: &Plan) -> Vec<NodeId> {
    let mut tasks = Vec::new();
    for goal in goals(plan) {
        let before = tasks.len();
        let below = plan.children(Some(goal));
        tasks.extend(below.filter(|id| plan.node(*id).is_some_and(|n| n.level != Level::Measure)));
        if tasks.len() == before {
            tasks.push(goal);
        }
    }
    tasks
}

fn performers(plan: &Plan, quarter: Quarter) -> Vec<MeasureGroup> {
    let all = plan.performers().map(|(id, p)| (Some(id), p.name.as_str())).chain([(None, "")]);
    let mut rows: Vec<_> = all
        .filter_map(|(id, name)| {
            let measures = plan.tally(Scope::Performer(id), quarter)?.measures;
            (measures > 0).then_some((id.is_none(), std::cmp::Reverse(measures), name, id))
        })
        .collect();
    rows.sort_unstable();
    rows.into_iter().map(|(.., id)| MeasureGroup::Performer(id)).collect()
}

/// The quarters of a period. Each year of several quarters is followed by its total, and several years by the total of
/// all.
pub fn quarters(period: Span) -> Vec<QuarterRow> {
    let mut rows = Vec::new();
    let mut first = period.first;
    for quarter in period.quarters() {
        rows.push(QuarterRow::Quarter(quarter));
        if quarter.number() == 4 || quarter == period.last {
            if first != quarter {
                rows.push(QuarterRow::Year(Span { first, last: quarter }));
            }
            first = quarter.next();
        }
    }
    if period.first.year() != period.last.year() {
        rows.push(QuarterRow::Plan(period));
    }
    rows
}

/// Every indicator that counts, and every measure without an indicator, in the order of the outline.
pub fn subjects(plan: &Plan) -> Vec<Subject> {
    plan.measures().flat_map(|(id, _)| subjects_of(plan, id)).collect()
}

/// The indicators of a measure that count; the measure itself if it has no indicator and shares none.
pub fn subjects_of(plan: &Plan, measure: NodeId) -> impl Iterator<Item = Subject> + '_ {
    let bare = plan.indicators(measure).next().is_none()
        && plan.node(measure).is_some_and(|node| node.shares.is_empty());
    let counted = plan.indicators(measure).filter(|(_, indicator)| indicator.counts);
    let own = bare.then_some(Subject::Node(measure));
    own.into_iter().chain(counted.map(|(id, _)| Subject::Indicator(id)))
}

/// Whether a measure names a performer; for none, whether it names nobody.
pub fn is_of(plan: &Plan, measure: NodeId, who: Option<PerformerId>) -> bool {
    plan.node(measure).is_some_and(|node| match who {
        Some(who) => node.performers.iter().any(|p| p.id == who),
        None => node.performers.is_empty(),
    })
}

/// The units of the owed targets with their figures, the most frequent first; together they give the plan's total.
///
/// No tallies are kept by unit, so they are summed here; in a plan too large for that, only the targets of each unit
/// are counted.
pub fn units(plan: &Plan, span: Span, today: Date) -> Vec<UnitRow> {
    let mut rows: Vec<UnitRow> = if is_added_up(plan) {
        let units = plan.unit_tallies(span, today).into_iter();
        let rows = units.map(|(unit, figures)| UnitRow {
            unit,
            count: figures.tally.owed(),
            tally: Some(figures.tally),
        });
        rows.filter(|row| row.count > 0).collect()
    } else {
        let counted = plan.followed(Scope::Plan, span).map(|total| &total.units).into_iter().flatten();
        counted.map(|(unit, count)| UnitRow { unit: unit.clone(), count: *count, tally: None }).collect()
    };
    rows.sort_by(|a, b| (a.unit.is_empty(), b.count, &a.unit).cmp(&(b.unit.is_empty(), a.count, &b.unit)));
    rows
}

/// Whether a plan is small enough to sum figures for which no tally is kept.
pub fn is_added_up(plan: &Plan) -> bool {
    plan.measures().nth(MOST_ADDED).is_none()
}

/// The years and the whole plan: all rows of the quarters panel that span several quarters.
pub fn long_spans(period: Span) -> Vec<Span> {
    quarters(period).into_iter().map(QuarterRow::span).filter(|span| span.as_single().is_none()).collect()
}

/// As [`subjects`], but those behind their pace for the year come first.
pub fn by_pace(plan: &Plan, quarter: Quarter, today: Date) -> Vec<Subject> {
    let mut all = subjects(plan);
    if is_added_up(plan) {
        let year = plan.period().year_around(quarter);
        all.sort_by_cached_key(|subject| match subject {
            Subject::Indicator(id) => match plan.pace_over(*id, year, today, None).map(|paced| paced.pace) {
                Some(Pace::Broken | Pace::Behind) => 0,
                _ => 1,
            },
            Subject::Node(_) | Subject::Plan => 1,
        });
    }
    all
}

/// The indicators with a target for a longer span that a quarter lies in, those first that are behind.
pub fn longer(plan: &Plan, quarter: Quarter, today: Date) -> Vec<Subject> {
    if !is_added_up(plan) {
        return Vec::new();
    }
    let all = plan.measures().flat_map(|(measure, _)| plan.indicators(measure)).map(|(id, _)| id);
    let mut rows: Vec<IndicatorId> = all.filter(|id| longer_span(plan, *id, quarter).is_some()).collect();
    rows.sort_by_cached_key(|id| {
        let paced = longer_span(plan, *id, quarter).and_then(|span| plan.pace_over(*id, span, today, None));
        match paced.map(|paced| paced.pace) {
            Some(Pace::Broken) => 0,
            Some(Pace::Behind) => 1,
            _ => 2,
        }
    });
    rows.into_iter().map(Subject::Indicator).collect()
}

/// The span of the narrowest of the longer targets of an indicator that a quarter lies in.
pub fn longer_span(plan: &Plan, id: IndicatorId, quarter: Quarter) -> Option<Span> {
    let shared = plan.targets(id).filter(|(_, who, _)| who.is_none()).map(|(span, ..)| span);
    let around = shared.filter(|span| span.as_single().is_none() && span.contains(quarter));
    around.min_by_key(|span| span.first.distance_to(span.last))
}

/// Ends of terms with something unmet in a quarter: past ones, future ones, and the end of the quarter itself.
pub fn deadlines(plan: &Plan, quarter: Quarter, today: Date) -> Vec<DeadlineRow> {
    let unmet =
        plan.tally(Scope::Plan, quarter).map_or_else(BTreeMap::new, |tally| tally.awaited_by_day(today));
    let mut search = UnmetWalk::new(plan, quarter, MOST_VISITS);
    let mut rows = Vec::new();
    let passed: Vec<_> = unmet.range(..today).map(|(day, count)| (*day, *count)).collect();
    let (before, behind) = passed.split_at(passed.len().saturating_sub(DAYS_BEHIND));
    if let Some((last, _)) = before.last() {
        rows.push(DeadlineRow::Before(*last, before.iter().map(|(_, count)| count).sum()));
    }
    for (day, count) in behind {
        name_or_count(plan, (quarter, today), *day, *count, &mut search, &mut rows);
    }
    let end = quarter.last_day();
    let mut marked = end < today;
    for (day, count) in unmet.range(today..).take(DAYS_AHEAD) {
        if !marked && *day >= end {
            marked = true;
            rows.push(DeadlineRow::QuarterEnd(end));
        }
        name_or_count(plan, (quarter, today), *day, *count, &mut search, &mut rows);
    }
    if !marked {
        rows.push(DeadlineRow::QuarterEnd(end));
    }
    rows
}

fn name_or_count(
    plan: &Plan,
    (quarter, today): (Quarter, Date),
    day: Date,
    count: u32,
    search: &mut UnmetWalk<'_>,
    rows: &mut Vec<DeadlineRow>,
) {
    let before = rows.len();
    if count <= NAMED_PER_DAY {
        let awaited = |tally: &Tally| tally.awaited_by_day(today).get(&day).copied().unwrap_or(0);
        let _ = search.each(&|tally| awaited(tally) > 0, &mut |measure| {
            let own = awaited(&plan.measure_tally(measure, quarter, None));
            rows.extend((0..own).map(|_| DeadlineRow::Measure(day, measure)));
            ControlFlow::Continue(())
        });
    }
    if u32::try_from(rows.len() - before).ok() != Some(count) {
        rows.truncate(before);
        rows.push(DeadlineRow::Day(day, count));
    }
}
