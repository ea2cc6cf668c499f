//! The dashboard: plan against fact in a quarter. This file has its state, its lists and its actions.
//!
//! | module | subject |
//! |---|---|
//! | [`lists`] | the lists of groups, quarters, units and term ends |
//! | [`CountRow`] | the counts beside the headline |
//! | `drill` | the destinations of Enter |
//! | [`attention`] | measures that need attention, found by descending only where tallies show some |
//!
//! No figure is stored here: each is read from the plan's tallies when it is drawn, so an entered fact shows in the
//! same frame. Only the lists of rows are stored. Rows that depend on the outline are rebuilt when records are added or
//! removed; rows that depend on values are rebuilt when the plan's sequence number changes, and only while the screen
//! is shown. Neither visits more than [`attention::MOST_VISITS`] nodes, so a plan of a hundred thousand measures costs
//! no more than one of five thousand.

pub(crate) mod attention;
mod counts;
mod drill;
pub(crate) mod lists;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use self::counts::CountRow;
use self::{
    attention::Attention,
    lists::{DeadlineRow, MeasureGroup, QuarterRow, UnitRow},
};
use super::{
    Cx, Effect, Handled, ScreenState, Shared,
    figures::FigureView,
    list::{Direction, ListCursor},
    shared::{Stale, Stamp},
};
use crate::{
    domain::{NodeId, Plan, PlanId, Quarter, Span, Subject},
    keymap::{Action, Context},
};

/// From so many columns and rows on there is room for what was changed last.
pub const ROOM_FOR_LATEST: (u16, u16) = (100, 32);

/// A panel that can have the cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// The percentages, and the counts by status.
    Headline,
    /// The quarters of the plan, and their totals.
    Quarters,
    /// The groups of the chosen breakdown.
    #[default]
    Groups,
    /// Performers; goals while the groups are the performers.
    Second,
    /// Goals by quarters.
    Heat,
    /// Ends of terms.
    Deadlines,
    /// Measures that need attention.
    Attention,
    /// Targets for longer spans, with their pace.
    Longer,
    /// Every measure.
    Measures,
}

impl Panel {
    /// All panels, in the order of Tab.
    pub const ALL: [Self; 9] = [
        Self::Headline,
        Self::Quarters,
        Self::Groups,
        Self::Heat,
        Self::Second,
        Self::Deadlines,
        Self::Attention,
        Self::Longer,
        Self::Measures,
    ];
}

/// What the figures are broken down by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Breakdown {
    /// By goal.
    #[default]
    Goal,
    /// By task.
    Task,
    /// By performer.
    Performer,
    /// By unit of measurement.
    Unit,
}

impl Breakdown {
    /// All of them, in the order in which they follow each other.
    pub const ALL: [Self; 4] = [Self::Goal, Self::Task, Self::Performer, Self::Unit];

    fn step(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|b| *b == self).unwrap_or(0);
        Self::ALL.get((at + by) % Self::ALL.len()).copied().unwrap_or_default()
    }
}

/// The state of the dashboard.
#[derive(Clone, Debug, Default)]
pub struct Dashboard {
    /// The panel chosen last; see [`Dashboard::focused`].
    pub panel: Panel,
    /// What the figures are broken down by.
    pub breakdown: Breakdown,
    /// The panels that the layout shows.
    pub shown: Vec<Panel>,
    /// The goals, or the topmost nodes.
    pub goals: Vec<NodeId>,
    /// The groups of the breakdown.
    pub groups: Vec<MeasureGroup>,
    /// The groups of [`Panel::Second`].
    pub second: Vec<MeasureGroup>,
    /// The quarters, and their totals.
    pub quarters: Vec<QuarterRow>,
    /// Units of measurement, while they are the breakdown.
    pub units: Vec<UnitRow>,
    /// Ends of terms.
    pub deadlines: Vec<DeadlineRow>,
    /// Measures that need attention.
    pub attention: Attention,
    /// Indicators with a target for a longer span that runs, those first that are behind, while the layout shows them.
    pub longer: Vec<Subject>,
    /// Every indicator, and every measure without one, while the layout shows them.
    pub measures: Vec<Subject>,
    /// The number of doubts that are not settled.
    pub doubts: u32,
    /// Whether figures cover the year up to the quarter, rather than the quarter.
    pub of_year: bool,
    /// The number of findings that are not accepted; computed only if no measure needs attention.
    pub open_findings: usize,
    cursors: [ListCursor; Panel::ALL.len()],
    /// Whether the rows that depend on the outline are up to date.
    built: bool,
    /// The quarter to whose row the cursor of the quarters panel was last moved.
    quarter: Option<Quarter>,
    /// Whether that row still has to be centred in its panel.
    centre: bool,
    /// The plan, sequence number, quarter and day from which the rows that depend on values were built.
    reckoned: Option<(PlanId, u64, Quarter, Date)>,
    made_of: Stamp,
}

impl Dashboard {
    /// Rebuilds the rows that are out of date; costs nothing when none are.
    pub fn refresh(&mut self, plan: &Plan, quarter: Quarter, today: Date) {
        if !self.built {
            self.built = true;
            self.goals = lists::goals(plan);
            self.quarters = lists::quarters(plan.period());
            self.groups = lists::groups(plan, self.breakdown, quarter);
            self.second = match self.breakdown {
                Breakdown::Performer => self.goals.iter().map(|id| MeasureGroup::Node(*id)).collect(),
                _ => lists::groups(plan, Breakdown::Performer, quarter),
            };
            let wanted = self.shown.contains(&Panel::Measures);
            self.measures = match wanted {
                true if self.of_year => lists::by_pace(plan, quarter, today),
                true => lists::subjects(plan),
                false => Vec::new(),
            };
        }
        let from = (plan.id(), plan.seq(), quarter, today);
        if self.reckoned != Some(from) {
            self.reckoned = Some(from);
            self.attention = Attention::find(plan, quarter, today);
            self.deadlines = lists::deadlines(plan, quarter, today);
            let wanted = self.shown.contains(&Panel::Longer);
            self.longer = if wanted { lists::longer(plan, quarter, today) } else { Vec::new() };
            self.open_findings = if self.attention.rows.is_empty() {
                plan.findings(quarter, today).iter().filter(|finding| finding.accepted.is_none()).count()
            } else {
                0
            };
            let open = plan.doubts().filter(|(_, doubt)| doubt.settled.is_none()).count();
            self.doubts = u32::try_from(open).unwrap_or(u32::MAX);
            if self.breakdown == Breakdown::Unit {
                self.units = lists::units(plan, self.span(plan.period(), quarter), today);
                self.groups = (0..self.units.len()).map(MeasureGroup::Unit).collect();
            }
        }
        if self.quarter != Some(quarter) {
            self.quarter = Some(quarter);
            self.centre = true;
            let at = self.quarters.iter().position(|row| *row == QuarterRow::Quarter(quarter));
            let len = self.quarters.len();
            self.cursor_mut(Panel::Quarters).go(at.unwrap_or(0), len);
        }
    }

    /// The quarters that the figures cover.
    pub fn span(&self, period: Span, quarter: Quarter) -> Span {
        if self.of_year { period.year_so_far(quarter) } else { Span::single(quarter) }
    }

    /// Makes the plan keep the shown totals over several quarters: of its years and of the whole of it, and of every
    /// group while the year is shown. In a large plan computing them would delay a key, so the thread that reads plans
    /// has already done it.
    pub fn follow(&self, plan: &mut Plan, quarter: Quarter, today: Date) {
        let groups = self.of_year.then(|| plan.period().year_so_far(quarter));
        if groups.is_some() || plan.follows(today) || lists::is_added_up(plan) {
            plan.follow(today, &lists::long_spans(plan.period()), groups);
        }
    }

    /// The panel with the cursor: the chosen one, or the first one if that is not shown.
    pub fn focused(&self) -> Panel {
        let chosen = self.shown.iter().find(|panel| **panel == self.panel);
        chosen.or_else(|| self.shown.first()).copied().unwrap_or(self.panel)
    }

    /// The cursor of a panel.
    pub fn cursor(&self, panel: Panel) -> ListCursor {
        self.cursors.get(panel as usize).copied().unwrap_or_default()
    }

    const fn cursor_mut(&mut self, panel: Panel) -> &mut ListCursor {
        let [headline, quarters, groups, second, heat, deadlines, attention, longer, measures] =
            &mut self.cursors;
        match panel {
            Panel::Headline => headline,
            Panel::Quarters => quarters,
            Panel::Groups => groups,
            Panel::Second => second,
            Panel::Heat => heat,
            Panel::Deadlines => deadlines,
            Panel::Attention => attention,
            Panel::Longer => longer,
            Panel::Measures => measures,
        }
    }

    /// How many rows a panel has.
    pub fn len(&self, panel: Panel) -> usize {
        match panel {
            Panel::Headline => CountRow::ALL.len(),
            Panel::Quarters => self.quarters.len(),
            Panel::Groups => self.groups.len(),
            Panel::Second => self.second.len(),
            Panel::Heat => self.goals.len(),
            Panel::Deadlines => self.deadlines.len(),
            Panel::Attention => self.attention.rows.len(),
            Panel::Longer => self.longer.len(),
            Panel::Measures => self.measures.len(),
        }
    }

    /// Sets which panels the layout shows.
    pub fn set_shown(&mut self, shown: Vec<Panel>) {
        let comes = |panel| shown.contains(&panel) && !self.shown.contains(&panel);
        if comes(Panel::Measures) {
            self.built = false;
        }
        if comes(Panel::Longer) {
            self.reckoned = None;
        }
        self.shown = shown;
    }

    /// Sets how many rows a panel shows.
    pub fn set_height(&mut self, panel: Panel, height: usize) {
        let len = self.len(panel);
        let centre = panel == Panel::Quarters && std::mem::take(&mut self.centre);
        let cursor = self.cursor_mut(panel);
        if centre {
            // The row is centred, because earlier quarters are looked at as often as later ones.
            cursor.top = cursor.at.saturating_sub(height / 2);
        }
        cursor.set_height(height, len);
    }

    /// Puts the cursor on a row of a panel.
    pub(in crate::app) fn point_at(&mut self, panel: Panel, row: usize) {
        if self.shown.contains(&panel) {
            self.panel = panel;
            let len = self.len(panel);
            self.cursor_mut(panel).go(row, len);
        }
    }

    fn next_panel(&mut self, direction: Direction) {
        let Some(at) = self.shown.iter().position(|panel| *panel == self.focused()) else { return };
        let next = direction.round(at, self.shown.len()).next();
        self.panel = next.and_then(|next| self.shown.get(next)).copied().unwrap_or_default();
    }

    fn break_down(&mut self, by: usize) {
        self.breakdown = self.breakdown.step(by);
        self.built = false;
        self.reckoned = None;
        *self.cursor_mut(Panel::Groups) = ListCursor::default();
        *self.cursor_mut(Panel::Second) = ListCursor::default();
    }
}

impl ScreenState for Dashboard {
    fn context(&self) -> Context {
        Context::Dashboard
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{
            DrillDown, GotoFacts, GotoOutline, Help, NextBreakdown, NextPanel, NextQuarter, OpenFigures,
            ToggleYear,
        };
        &[
            DrillDown,
            NextPanel,
            ToggleYear,
            NextBreakdown,
            OpenFigures,
            NextQuarter,
            GotoFacts,
            GotoOutline,
            Help,
        ]
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        // The plan is read again on the thread that reads plans, which also computes the totals of its years.
        if let Some(plan) = &cx.shared.plan
            && !plan.follows(cx.shared.today)
            && !lists::is_added_up(plan)
        {
            cx.effects.push(Effect::Reload(plan.id()));
        }
    }

    fn sync(&mut self, shared: &Shared) {
        match self.made_of.renew(shared) {
            Stale::Nothing => {}
            Stale::Rows => (self.built, self.reckoned) = (false, None),
            Stale::Plan => *self = Self { made_of: self.made_of, of_year: self.of_year, ..Self::default() },
        }
        if let Some(plan) = &shared.plan {
            self.refresh(plan, shared.quarter, shared.today);
        }
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        let panel = self.focused();
        let len = self.len(panel);
        if self.cursor_mut(panel).act(action, len) == Handled::Yes {
            return;
        }
        match action {
            Action::NextPanel => self.next_panel(Direction::Forward),
            Action::PrevPanel => self.next_panel(Direction::Back),
            Action::NextBreakdown => self.break_down(1),
            Action::PrevBreakdown => self.break_down(Breakdown::ALL.len() - 1),
            Action::DrillDown => self.drill_down(cx, panel),
            Action::ToggleYear => {
                self.of_year = !self.of_year;
                (self.built, self.reckoned) = (false, None);
            }
            Action::OpenMeasure => self.open_measure(cx, panel),
            Action::OpenFigures => cx.jump_to_figures(FigureView::Down, Vec::new(), self.of_year),
            Action::NextOrder | Action::ToggleOpen | Action::CopyTable | Action::SaveTable => {
                cx.jump_to_figures(FigureView::Down, Vec::new(), self.of_year);
                cx.run(action);
            }
            Action::Compare => {
                cx.jump_to_figures(FigureView::Beside, Vec::new(), self.of_year);
                cx.run(action);
            }
            _ => {}
        }
    }
}
