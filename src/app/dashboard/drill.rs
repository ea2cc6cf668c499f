//! Where Enter leads: from any row of the dashboard to a measure, or to a quarter.

use jiff::civil::Date;

use super::{
    super::{Model, Notice, Screen},
    CountRow, Panel,
    lists::{self, DeadlineRow, Group},
    look::{self, Search},
};
use crate::domain::{NodeId, Plan, Quarter, Tally};

/// Where Enter leads.
enum Way {
    Measure(NodeId),
    Quarter(Quarter),
    Nowhere,
}

impl Model {
    pub(super) fn drill_down(&mut self, panel: Panel) {
        match self.way(panel) {
            Way::Measure(node) => {
                self.focus(node);
                self.screen = Screen::Outline;
            }
            Way::Quarter(quarter) => self.go_to_quarter(quarter),
            Way::Nowhere => self.notice = Some(Notice::info("dash-nothing-there")),
        }
    }

    /// Where the row under the cursor leads.
    fn way(&self, panel: Panel) -> Way {
        let Some(plan) = &self.plan else { return Way::Nowhere };
        let dashboard = &self.dashboard;
        let at = dashboard.cursor(panel).at;
        let node = match panel {
            Panel::Quarters => {
                let Some(row) = dashboard.quarters.get(at) else { return Way::Nowhere };
                return Way::Quarter(row.last_quarter(plan.period()));
            }
            Panel::Headline => CountRow::ALL.get(at).and_then(|row| self.first_counted(plan, *row)),
            Panel::Groups => dashboard.groups.get(at).and_then(|group| self.first_in(plan, *group)),
            Panel::Second => dashboard.second.get(at).and_then(|group| self.first_in(plan, *group)),
            Panel::Heat => dashboard.goals.get(at).copied(),
            Panel::Deadlines => dashboard.deadlines.get(at).and_then(|row| self.first_due(plan, row)),
            Panel::Attention => dashboard.attention.rows.get(at).map(|row| row.measure),
            Panel::Measures => dashboard.measures.get(at).and_then(|subject| lists::measure(plan, *subject)),
        };
        node.map_or(Way::Nowhere, Way::Measure)
    }

    /// The first measure that a count beside the headline is about.
    fn first_counted(&self, plan: &Plan, row: CountRow) -> Option<NodeId> {
        let (quarter, today) = (self.quarter, self.today);
        match row {
            CountRow::Status(status) => self.first(
                plan,
                |tally| tally.count(status) > 0,
                |measure| plan.measure_tally(measure, quarter, None).count(status) > 0,
            ),
            CountRow::Notes => {
                let owed = |tally: &Tally| tally.notes_owed_on(quarter, today) > 0;
                self.first(plan, owed, |measure| owed(&plan.measure_tally(measure, quarter, None)))
            }
            CountRow::Overdue => {
                let over = |tally: &Tally| tally.overdue(today) > 0;
                self.first(plan, over, |measure| over(&plan.measure_tally(measure, quarter, None)))
            }
            CountRow::Doubts => {
                let open = plan.doubts().filter(|(_, doubt)| doubt.settled.is_none());
                open.map(|(_, doubt)| doubt.subject).find_map(|subject| lists::measure(plan, subject))
            }
        }
    }

    /// A group's node; the first measure of a performer or with a unit, one that needs a look before others.
    fn first_in(&self, plan: &Plan, group: Group) -> Option<NodeId> {
        let quarter = self.quarter;
        let belongs: Box<dyn Fn(NodeId) -> bool> = match group {
            Group::Node(node) => return Some(node),
            Group::Performer(who) => Box::new(move |measure| lists::is_of(plan, measure, who)),
            Group::Unit(at) => {
                let unit = self.dashboard.units.get(at)?.unit.clone();
                Box::new(move |measure| plan.measure_tally(measure, quarter, None).units.contains_key(&unit))
            }
        };
        let listed = self.dashboard.attention.rows.iter().map(|row| row.measure).find(|m| belongs(*m));
        listed
            .or_else(|| {
                self.first(plan, look::has_unmet, |measure| {
                    belongs(measure) && plan.measure_status(measure, quarter).is_unmet()
                })
            })
            .or_else(|| self.first(plan, |_| true, &belongs))
    }

    fn first_due(&self, plan: &Plan, row: &DeadlineRow) -> Option<NodeId> {
        let days = match *row {
            DeadlineRow::Measure(_, measure) => return Some(measure),
            DeadlineRow::QuarterEnd(_) => {
                return self.dashboard.attention.rows.first().map(|row| row.measure);
            }
            DeadlineRow::Day(day, _) => day..=day,
            DeadlineRow::Before(day, _) => Date::MIN..=day,
        };
        let due = |tally: &Tally| tally.unmet_by_deadline.range(days.clone()).next().is_some();
        self.first(plan, due, |measure| due(&plan.measure_tally(measure, self.quarter, None)))
    }

    /// The first measure for which something holds, among those under nodes whose tally allows it.
    fn first(
        &self,
        plan: &Plan,
        may: impl Fn(&Tally) -> bool,
        holds: impl Fn(NodeId) -> bool,
    ) -> Option<NodeId> {
        // A person waits for this one: it may look as far as it has to.
        let mut search = Search::new(plan, self.quarter, usize::MAX);
        search.first(&may, &holds)
    }
}
