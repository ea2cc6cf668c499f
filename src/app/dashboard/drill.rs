//! What Enter does on a row of the dashboard: it leads to figures, to a measure, or to a quarter.

use jiff::civil::Date;

use super::{
    super::{
        Cx, Notice, Screen, Shared,
        figures::{FigureStep, FigureView},
    },
    CountRow, Dashboard, Panel,
    attention::{self, UnmetWalk},
    lists::{self, DeadlineRow, MeasureGroup},
};
use crate::domain::{FindingKind, Indicator, Level, NodeId, Plan, Quarter, Scope, Span, Tally};

/// The destination of Enter.
enum Way {
    Measure(NodeId),
    Quarter(Quarter),
    Findings(FindingKind),
    Nowhere,
}

impl Dashboard {
    /// Shows the figures that the row under the cursor counts; a row that counts nothing leads to its measure.
    pub(super) fn drill_down(&self, cx: &mut Cx<'_>, panel: Panel) {
        match self.step_down(cx.shared, panel) {
            Some(step) => {
                // The ends of terms are those of the quarter in either view.
                let of_year = self.of_year && panel != Panel::Deadlines;
                cx.jump_to_figures(FigureView::Down, vec![step], of_year);
            }
            None => self.open_measure(cx, panel),
        }
    }

    /// The drill-down step into what the row under the cursor counts.
    fn step_down(&self, shared: &Shared, panel: Panel) -> Option<FigureStep> {
        let plan = shared.plan.as_ref()?;
        let at = self.cursor(panel).at;
        let group = |group: &MeasureGroup| {
            Some(match *group {
                MeasureGroup::Node(node) => FigureStep::Node(node),
                MeasureGroup::Performer(who) => FigureStep::Performer(who),
                MeasureGroup::Unit(at) => FigureStep::Unit(self.units.get(at)?.unit.clone()),
            })
        };
        match panel {
            Panel::Headline => {
                let tally = plan.followed(Scope::Plan, self.span(plan.period(), shared.quarter))?;
                let today = shared.today;
                let (count, step) = match *CountRow::ALL.get(at)? {
                    CountRow::Status(status) => (tally.count(status), FigureStep::Status(status)),
                    // The findings are those of a quarter.
                    CountRow::Notes if self.of_year => (tally.notes_owed_on(today), FigureStep::Notes),
                    CountRow::Overdue if self.of_year => (tally.overdue(today), FigureStep::Overdue),
                    CountRow::Notes | CountRow::Overdue | CountRow::Doubts => return None,
                };
                (count > 0).then_some(step)
            }
            Panel::Groups => self.groups.get(at).and_then(group),
            Panel::Second => self.second.get(at).and_then(group),
            Panel::Heat => self.goals.get(at).copied().map(FigureStep::Node),
            Panel::Deadlines => match *self.deadlines.get(at)? {
                DeadlineRow::Day(day, _) => Some(FigureStep::Due(day, day)),
                DeadlineRow::Before(day, _) => Some(FigureStep::Due(Date::MIN, day)),
                DeadlineRow::Measure(..) | DeadlineRow::QuarterEnd(_) => None,
            },
            Panel::Quarters | Panel::Attention | Panel::Longer | Panel::Measures => None,
        }
    }

    /// Goes to the measure of the row under the cursor; if there are several, to the first one that needs attention.
    pub(super) fn open_measure(&self, cx: &mut Cx<'_>, panel: Panel) {
        match self.way(cx.shared, panel) {
            Way::Measure(node) => {
                cx.focus(node);
                cx.jump(Screen::Outline);
            }
            Way::Quarter(quarter) => cx.go_to_quarter(quarter),
            Way::Findings(kind) => cx.jump_to_findings(kind),
            Way::Nowhere => cx.say(Notice::info("dash-nothing-there")),
        }
    }

    /// The destination of the row under the cursor.
    fn way(&self, shared: &Shared, panel: Panel) -> Way {
        let Some(plan) = &shared.plan else { return Way::Nowhere };
        let span = self.span(plan.period(), shared.quarter);
        let from = Seen { plan, quarter: shared.quarter, span, today: shared.today };
        let at = self.cursor(panel).at;
        let node = match panel {
            Panel::Quarters => {
                let Some(row) = self.quarters.get(at) else { return Way::Nowhere };
                return Way::Quarter(row.last_quarter(plan.period()));
            }
            Panel::Headline => {
                return CountRow::ALL.get(at).map_or(Way::Nowhere, |row| self.counted(&from, *row));
            }
            Panel::Groups => self.groups.get(at).and_then(|group| self.first_in(&from, *group)),
            Panel::Second => self.second.get(at).and_then(|group| self.first_in(&from, *group)),
            Panel::Heat => self.goals.get(at).copied(),
            Panel::Deadlines => self.deadlines.get(at).and_then(|row| self.first_due(&from, row)),
            Panel::Attention => self.attention.rows.get(at).map(|row| row.measure),
            Panel::Longer => self.longer.get(at).and_then(|subject| plan.measure_at(*subject)),
            Panel::Measures => self.measures.get(at).and_then(|subject| plan.measure_at(*subject)),
        };
        node.map_or(Way::Nowhere, Way::Measure)
    }

    /// The destination of a count beside the headline: the first measure with a status, or the findings of a kind.
    fn counted(&self, from: &Seen<'_>, row: CountRow) -> Way {
        let (plan, quarter, today) = (from.plan, from.quarter, from.today);
        let total = |count: &dyn Fn(&Tally) -> bool| plan.tally(Scope::Plan, quarter).is_some_and(count);
        match row {
            CountRow::Status(status) if from.span.as_single().is_none() => {
                let has = |measure: &NodeId| {
                    plan.measure_tally_over(*measure, from.span, today, None).count(status) > 0
                };
                let first = plan.walk().map(|(_, id)| id).filter(|id| is_measure(plan, *id)).find(has);
                first.map_or(Way::Nowhere, Way::Measure)
            }
            CountRow::Status(status) => {
                let first = from.first(
                    |tally| tally.count(status) > 0,
                    |measure| plan.measure_tally(measure, quarter, None).count(status) > 0,
                );
                first.map_or(Way::Nowhere, Way::Measure)
            }
            CountRow::Notes if total(&|tally| tally.notes_owed_on(today) > 0) => {
                Way::Findings(FindingKind::NoteOwed)
            }
            CountRow::Overdue if total(&|tally| tally.overdue(today) > 0) => {
                Way::Findings(FindingKind::Overdue)
            }
            CountRow::Doubts if self.doubts > 0 => Way::Findings(FindingKind::Doubt),
            CountRow::Notes | CountRow::Overdue | CountRow::Doubts => Way::Nowhere,
        }
    }

    /// The node of a group; for a performer or a unit the first measure, preferably one that needs attention.
    fn first_in(&self, from: &Seen<'_>, group: MeasureGroup) -> Option<NodeId> {
        let (plan, quarter) = (from.plan, from.quarter);
        let belongs: Box<dyn Fn(NodeId) -> bool> = match group {
            MeasureGroup::Node(node) => return Some(node),
            MeasureGroup::Performer(who) => Box::new(move |measure| lists::is_of(plan, measure, who)),
            MeasureGroup::Unit(at) => {
                let unit = self.units.get(at)?.unit.clone();
                Box::new(move |measure| {
                    let mut own = plan.indicators(measure);
                    let has = |(_, indicator): (_, &Indicator)| {
                        indicator.unit.as_deref().unwrap_or_default() == unit
                    };
                    own.any(has) || (unit.is_empty() && plan.is_bare(measure))
                })
            }
        };
        let listed = self.attention.rows.iter().map(|row| row.measure).find(|m| belongs(*m));
        listed
            .or_else(|| {
                from.first(attention::has_unmet, |measure| {
                    belongs(measure) && plan.measure_status(measure, quarter).is_unmet()
                })
            })
            .or_else(|| from.first(|_| true, &belongs))
    }

    fn first_due(&self, from: &Seen<'_>, row: &DeadlineRow) -> Option<NodeId> {
        let days = match *row {
            DeadlineRow::Measure(_, measure) => return Some(measure),
            DeadlineRow::QuarterEnd(_) => return self.attention.rows.first().map(|row| row.measure),
            DeadlineRow::Day(day, _) => day..=day,
            DeadlineRow::Before(day, _) => Date::MIN..=day,
        };
        let today = from.today;
        let due = |tally: &Tally| tally.awaited_by_day(today).range(days.clone()).next().is_some();
        from.first(due, |measure| due(&from.plan.measure_tally(measure, from.quarter, None)))
    }
}

fn is_measure(plan: &Plan, node: NodeId) -> bool {
    plan.node(node).is_some_and(|node| node.level == Level::Measure)
}

/// The part of a plan that is searched.
struct Seen<'a> {
    plan: &'a Plan,
    quarter: Quarter,
    /// What the counts cover.
    span: Span,
    today: Date,
}

impl Seen<'_> {
    /// The first measure for which `holds` is true, among those under nodes whose tally allows it.
    fn first(&self, may: impl Fn(&Tally) -> bool, holds: impl Fn(NodeId) -> bool) -> Option<NodeId> {
        // The search is not limited, because a person has asked for this one.
        let mut search = UnmetWalk::new(self.plan, self.quarter, usize::MAX);
        search.first(&may, &holds)
    }
}
