//! The other tables: goals by quarters, cumulative figures over the year, the trend, and two quarters or plans side by
//! side.

use rust_decimal::Decimal;

use super::{
    super::{
        Shared,
        dashboard::lists::{self, QuarterRow},
    },
    FigureStep, OtherSide,
    table::{Door, FigureCell, FigureName, FigureRow, FigureStanding, FigureTable},
};
use crate::{
    domain::{Plan, PlanEntry, Quarter, Scope, Span, Tally},
    text::key::search_key,
};

/// Whether a quarter has no meaningful figures, because it has not begun and nothing is reported in it.
fn is_ahead(shared: &Shared, quarter: Quarter, tally: &Tally) -> bool {
    let facts = tally.facts;
    let reported = facts.numeric + facts.compound + facts.text + facts.done + facts.no_occasion;
    quarter.first_day() > shared.today && reported == 0
}

fn tally_of(plan: &Plan, scope: Scope, quarter: Quarter) -> Tally {
    plan.tally(scope, quarter).cloned().unwrap_or_default()
}

/// The scopes of the goals, and the whole plan at the end.
fn goals(plan: &Plan) -> Vec<(Scope, Option<crate::domain::NodeId>)> {
    let goals = lists::goals(plan).into_iter().map(|goal| (Scope::Node(goal), Some(goal)));
    goals.chain([(Scope::Plan, None)]).collect()
}

/// The row of a goal, or of the whole plan.
fn row_of(
    plan: &Plan,
    node: Option<crate::domain::NodeId>,
    cells: Vec<FigureCell>,
    standing: FigureStanding,
) -> FigureRow {
    let Some(id) = node else {
        return FigureRow {
            total: true,
            ..FigureRow::new(FigureName::Message("dash-total"), cells, standing)
        };
    };
    let title = plan.node(id).map(|node| node.title.clone()).unwrap_or_default();
    let row = FigureRow::new(FigureName::Words(title), cells, standing);
    FigureRow { code: plan.address(id), node, ..row.leading(Door::Down(FigureStep::Node(id))) }
}

/// Goals by quarters: the share done.
pub(super) fn quarters(shared: &Shared, plan: &Plan) -> FigureTable {
    let all: Vec<Quarter> = plan.period().quarters().collect();
    let row = |(scope, node)| {
        let cell = |quarter: &Quarter| {
            let tally = tally_of(plan, scope, *quarter);
            let share = tally.share_done().filter(|_| !is_ahead(shared, *quarter, &tally));
            FigureCell::Percent(share)
        };
        let now = tally_of(plan, scope, shared.quarter);
        row_of(plan, node, all.iter().map(cell).collect(), FigureStanding::of(&now, shared.today))
    };
    FigureTable {
        heading: vec![FigureName::Message("figures-quarters")],
        first: Some(FigureName::Message("dash-goal")),
        columns: all.iter().map(|quarter| FigureName::Quarter(*quarter)).collect(),
        rows: goals(plan).into_iter().map(row).collect(),
        bar: None,
    }
}

/// The quarters of the plan in the year of a quarter.
fn year_of(plan: &Plan, quarter: Quarter) -> Vec<Quarter> {
    plan.period().quarters().filter(|other| other.year() == quarter.year()).collect()
}

/// Owed and done targets, cumulative over the quarters of the year.
pub(super) fn burn_up(shared: &Shared, plan: &Plan) -> FigureTable {
    let (mut owed, mut done) = (0, 0);
    let mut rows = Vec::new();
    for quarter in year_of(plan, shared.quarter) {
        let tally = tally_of(plan, Scope::Plan, quarter);
        let ahead = is_ahead(shared, quarter, &tally);
        owed += tally.owed();
        done += tally.done();
        let share = (owed > 0).then(|| Decimal::from(done) * Decimal::ONE_HUNDRED / Decimal::from(owed));
        let told = |cell: FigureCell| if ahead { FigureCell::Blank } else { cell };
        let cells = vec![
            FigureCell::Count(tally.owed()),
            told(FigureCell::Count(tally.done())),
            FigureCell::Count(owed),
            told(FigureCell::Count(done)),
            told(FigureCell::Percent(share)),
        ];
        let standing = FigureStanding::of(&tally, shared.today);
        rows.push(
            FigureRow::new(FigureName::Quarter(quarter), cells, standing).leading(Door::Quarter(quarter)),
        );
    }
    FigureTable {
        heading: vec![FigureName::Message("figures-burn-up")],
        first: Some(FigureName::Message("dash-quarter")),
        columns: [
            "figures-owed",
            "figures-done",
            "figures-owed-so-far",
            "figures-done-so-far",
            "figures-percent",
        ]
        .map(FigureName::Message)
        .to_vec(),
        rows,
        bar: Some((2, 3)),
    }
}

/// The quarters and years of the plan, after those of the preceding plans.
pub(super) fn trend(shared: &Shared, plan: &Plan) -> FigureTable {
    let mut rows = Vec::new();
    for entry in before(shared, plan) {
        for (quarter, tally) in &entry.summaries {
            let slug = FigureName::Words(entry.slug.clone());
            let name = FigureName::Both(Box::new(FigureName::Quarter(*quarter)), Box::new(slug));
            let standing = FigureStanding::of(tally, shared.today);
            rows.push(
                FigureRow::new(name, trend_cells(tally, standing), standing).leading(Door::Plan(entry.id)),
            );
        }
    }
    for row in lists::quarters(plan.period()) {
        let (name, tally, total) = match row {
            QuarterRow::Quarter(quarter) => {
                (FigureName::Quarter(quarter), tally_of(plan, Scope::Plan, quarter), false)
            }
            QuarterRow::Year(span) | QuarterRow::Plan(span) => {
                (FigureName::Span(span), plan.tally_over(Scope::Plan, span, shared.today), true)
            }
        };
        let standing = FigureStanding::of(&tally, shared.today);
        let last = row.last_quarter(plan.period());
        let ahead = matches!(row, QuarterRow::Quarter(quarter) if is_ahead(shared, quarter, &tally));
        let cells = if ahead {
            let mut cells = vec![FigureCell::Blank; TREND.len()];
            cells.iter_mut().take(1).for_each(|cell| *cell = FigureCell::Count(tally.owed()));
            cells
        } else {
            trend_cells(&tally, standing)
        };
        let row = FigureRow::new(name, cells, standing).leading(Door::Quarter(last));
        rows.push(FigureRow { total, ..row });
    }
    FigureTable {
        heading: vec![FigureName::Message("figures-trend")],
        first: Some(FigureName::Message("dash-quarter")),
        columns: TREND.map(FigureName::Message).to_vec(),
        rows,
        bar: Some((0, 1)),
    }
}

/// The columns of the trend.
const TREND: [&str; 5] = ["figures-owed", "figures-done", "figures-percent", "figures-mean", "figures-notes"];

fn trend_cells(tally: &Tally, standing: FigureStanding) -> Vec<FigureCell> {
    vec![
        FigureCell::Count(tally.owed()),
        FigureCell::Count(tally.done()),
        FigureCell::Percent(tally.share_done()),
        FigureCell::Percent(tally.mean_capped()),
        FigureCell::Count(standing.notes),
    ]
}

/// The earlier plans of the same organisation, the oldest first.
fn before<'a>(shared: &'a Shared, plan: &Plan) -> Vec<&'a PlanEntry> {
    let own = search_key(&plan.header().organisation);
    let earlier = |entry: &&PlanEntry| {
        entry.id != plan.id()
            && entry.period.last < plan.period().first
            && !own.is_empty()
            && search_key(&entry.organisation) == own
    };
    let mut found: Vec<&PlanEntry> = shared.catalog.iter().filter(earlier).collect();
    found.sort_by_key(|entry| (entry.period.first, entry.period.last));
    found
}

/// Two quarters of the plan, goal by goal, or two plans, quarter by quarter.
pub(super) fn beside(shared: &Shared, plan: &Plan, other: Option<OtherSide>) -> FigureTable {
    match other.unwrap_or_else(|| OtherSide::Quarter(plan.period().nearest(shared.quarter.previous()))) {
        OtherSide::Quarter(other) => two_quarters(shared, plan, other),
        OtherSide::Plan(id) => match shared.catalog.iter().find(|entry| entry.id == id) {
            Some(entry) => two_plans(shared, plan, entry),
            None => {
                FigureTable { heading: vec![FigureName::Message("figures-beside")], ..FigureTable::default() }
            }
        },
    }
}

/// The cells of one side: owed, done, percent.
fn side(tally: &Tally) -> [FigureCell; 3] {
    [
        FigureCell::Count(tally.owed()),
        FigureCell::Count(tally.done()),
        FigureCell::Percent(tally.share_done()),
    ]
}

/// The cells of both sides and the difference between them.
fn both(one: &Tally, two: &Tally) -> Vec<FigureCell> {
    let change = one.share_done().zip(two.share_done()).map(|(one, two)| two.round() - one.round());
    side(one).into_iter().chain(side(two)).chain([FigureCell::Change(change)]).collect()
}

/// The headings for both sides.
fn both_columns(one: &FigureName, two: &FigureName) -> Vec<FigureName> {
    let of = |side: &FigureName| {
        ["figures-owed", "figures-done", "figures-percent"]
            .map(|id| FigureName::Both(Box::new(side.clone()), Box::new(FigureName::Message(id))))
    };
    of(one).into_iter().chain(of(two)).chain([FigureName::Message("figures-change")]).collect()
}

fn two_quarters(shared: &Shared, plan: &Plan, other: Quarter) -> FigureTable {
    let row = |(scope, node)| {
        let (one, two) = (tally_of(plan, scope, other), tally_of(plan, scope, shared.quarter));
        row_of(plan, node, both(&one, &two), FigureStanding::of(&two, shared.today))
    };
    let (one, two) = (FigureName::Quarter(other), FigureName::Quarter(shared.quarter));
    FigureTable {
        heading: vec![FigureName::Message("figures-beside"), one.clone(), two.clone()],
        first: Some(FigureName::Message("dash-goal")),
        columns: both_columns(&one, &two),
        rows: goals(plan).into_iter().map(row).collect(),
        bar: None,
    }
}

/// The quarter at an index of a period, for pairing the quarters of two plans.
fn nth(period: Span, at: usize) -> Option<Quarter> {
    period.quarters().nth(at)
}

fn two_plans(shared: &Shared, plan: &Plan, entry: &PlanEntry) -> FigureTable {
    let (one, two) = (entry.period, plan.period());
    let most = one.quarters().len().max(two.quarters().len());
    let known =
        |quarter: Quarter| entry.summaries.iter().find(|(own, _)| *own == quarter).map(|(_, tally)| tally);
    let mut rows = Vec::new();
    for at in 0..most {
        let (first, second) = (nth(one, at), nth(two, at));
        let one = first.and_then(known).cloned().unwrap_or_default();
        let two = second.map(|quarter| tally_of(plan, Scope::Plan, quarter)).unwrap_or_default();
        let name = |quarter: Option<Quarter>| {
            quarter.map_or(FigureName::Message("figures-none"), FigureName::Quarter)
        };
        let name = FigureName::Both(Box::new(name(first)), Box::new(name(second)));
        let row = FigureRow::new(name, both(&one, &two), FigureStanding::of(&two, shared.today));
        rows.push(row.leading(second.map_or(Door::Plan(entry.id), Door::Quarter)));
    }
    let (one, two) = (FigureName::Words(entry.slug.clone()), FigureName::Words(plan.header().slug.clone()));
    FigureTable {
        heading: vec![FigureName::Message("figures-beside"), one.clone(), two.clone()],
        first: Some(FigureName::Message("dash-quarter")),
        columns: both_columns(&one, &two),
        rows,
        bar: None,
    }
}
