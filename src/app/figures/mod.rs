//! The figures screen: one table at a time, from goals down to the evidence of an indicator, goals by quarters,
//! cumulative figures over the year, the trend, and a comparison of two quarters or plans. Rows lead to further tables
//! or screens; a table can be sorted, filtered, copied and saved.
//!
//! | module | subject |
//! |---|---|
//! | [`table`] | a table as data: columns, rows, cells |
//! | `build` | the tables of a drill-down path |
//! | `views` | quarters, cumulative figures, the trend, two side by side |
//! | [`export`] | a table as Markdown, CSV, SVG, and as lines for the clipboard |

mod build;
pub(crate) mod export;
pub(crate) mod table;
#[cfg(test)]
mod tests;
mod views;

use jiff::civil::Date;

use self::table::{Door, FigureRow, FigureTable};
use super::{
    Cx, Effect, Handled, Notice, Screen, ScreenState, Shared, list::ListCursor, prompt, search::RowWords,
};
use crate::{
    domain::{NodeId, PerformerId, Plan, PlanId, Quarter, Span, Status, Subject},
    keymap::{Action, Atom, Atoms, Context},
};

/// A step of a drill-down path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureStep {
    /// A goal, task, subtask or measure.
    Node(NodeId),
    /// The measures of a performer, or of nobody.
    Performer(Option<PerformerId>),
    /// The targets in a unit.
    Unit(String),
    /// The indicators with a status.
    Status(Status),
    /// What owes a note.
    Notes,
    /// What is overdue.
    Overdue,
    /// The measures due from one day to another.
    Due(Date, Date),
    /// The evidence for an indicator, or for a measure.
    Evidence(Subject),
}

/// The kind of table that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FigureView {
    /// The drill-down from the goals.
    #[default]
    Down,
    /// Goals by quarters.
    Quarters,
    /// Owed and done targets, cumulative quarter by quarter.
    BurnUp,
    /// Quarters, years, and the preceding plans.
    Trend,
    /// Two quarters or two plans, side by side.
    Beside,
}

impl FigureView {
    /// All views, in the order in which they follow each other.
    pub const ALL: [Self; 5] = [Self::Down, Self::Quarters, Self::BurnUp, Self::Trend, Self::Beside];

    fn step(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|view| *view == self).unwrap_or(0);
        Self::ALL.get((at + by) % Self::ALL.len()).copied().unwrap_or_default()
    }
}

/// The order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FigureOrder {
    /// That of the plan.
    #[default]
    Plan,
    /// The lowest percentage first.
    Worst,
    /// The largest number of open targets first.
    MostOpen,
    /// The largest number of owed notes first.
    MostNotes,
}

impl FigureOrder {
    const ALL: [Self; 4] = [Self::Plan, Self::Worst, Self::MostOpen, Self::MostNotes];

    /// The message that names it.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Plan => "figures-order-plan",
            Self::Worst => "figures-order-worst",
            Self::MostOpen => "figures-order-open",
            Self::MostNotes => "figures-order-notes",
        }
    }

    fn next(self) -> Self {
        let at = Self::ALL.iter().position(|order| *order == self).unwrap_or(0);
        Self::ALL.get((at + 1) % Self::ALL.len()).copied().unwrap_or_default()
    }
}

/// What the quarter, or the plan, is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherSide {
    /// Another quarter of the plan.
    Quarter(Quarter),
    /// Another plan.
    Plan(PlanId),
}

/// The inputs from which a table was built.
#[derive(Clone, Debug, PartialEq)]
struct MadeOf {
    plan: PlanId,
    seq: u64,
    quarter: Quarter,
    view: FigureView,
    path: Vec<FigureStep>,
    order: FigureOrder,
    only_open: bool,
    other: Option<OtherSide>,
    today: Date,
    of_year: bool,
    catalog: usize,
}

/// The state of the screen.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The current view.
    pub view: FigureView,
    /// The drill-down path.
    pub path: Vec<FigureStep>,
    /// The order of the rows.
    pub order: FigureOrder,
    /// Whether only rows with open targets are shown.
    pub only_open: bool,
    /// The other side of the comparison.
    pub other: Option<OtherSide>,
    /// Whether a drill-down path covers the year up to the quarter, rather than the quarter.
    pub of_year: bool,
    /// The table.
    pub table: FigureTable,
    /// The cursor.
    pub cursor: ListCursor,
    /// The row of the cursor on each level above.
    above: Vec<usize>,
    made_of: Option<MadeOf>,
}

impl Figures {
    /// Shows a view from its beginning, or a drill-down path.
    pub(super) fn show(&mut self, view: FigureView, path: Vec<FigureStep>) {
        let height = self.cursor.height;
        let (other, of_year) = (self.other, self.of_year);
        *self = Self { view, above: vec![0; path.len()], path, other, of_year, ..Self::default() };
        self.cursor.height = height;
    }

    /// Compares the quarter or the plan with another one.
    pub(super) fn compare(&mut self, other: OtherSide) {
        self.show(FigureView::Beside, Vec::new());
        self.other = Some(other);
    }

    /// The row under the cursor.
    pub fn row(&self) -> Option<&FigureRow> {
        self.table.rows.get(self.cursor.at)
    }

    /// The quarters that a drill-down path covers.
    fn span(&self, plan: &Plan, quarter: Quarter) -> Span {
        if self.of_year { plan.period().year_so_far(quarter) } else { Span::single(quarter) }
    }

    fn rebuild(&mut self, shared: &Shared) {
        let Some(plan) = &shared.plan else { return };
        let made_of = MadeOf {
            plan: plan.id(),
            seq: plan.seq(),
            quarter: shared.quarter,
            view: self.view,
            path: self.path.clone(),
            order: self.order,
            only_open: self.only_open,
            other: self.other,
            today: shared.today,
            of_year: self.of_year,
            catalog: shared.catalog.len(),
        };
        if self.made_of.as_ref() == Some(&made_of) {
            return;
        }
        if self.made_of.as_ref().is_some_and(|before| before.plan != made_of.plan) {
            self.show(FigureView::Down, Vec::new());
            self.other = None;
        }
        let mut table = match self.view {
            FigureView::Down => build::down(shared, plan, self.span(plan, shared.quarter), &self.path),
            FigureView::Quarters => views::quarters(shared, plan),
            FigureView::BurnUp => views::burn_up(shared, plan),
            FigureView::Trend => views::trend(shared, plan),
            FigureView::Beside => views::beside(shared, plan, self.other),
        };
        if self.only_open {
            table.rows.retain(|row| row.standing.open > 0);
        }
        match self.order {
            FigureOrder::Plan => {}
            FigureOrder::Worst => {
                table.rows.sort_by_key(|row| (row.standing.share.is_none(), row.standing.share))
            }
            FigureOrder::MostOpen => table.rows.sort_by_key(|row| std::cmp::Reverse(row.standing.open)),
            FigureOrder::MostNotes => table.rows.sort_by_key(|row| std::cmp::Reverse(row.standing.notes)),
        }
        self.table = table;
        self.made_of =
            Some(MadeOf { view: self.view, path: self.path.clone(), other: self.other, ..made_of });
        self.cursor.go(self.cursor.at, self.table.rows.len());
    }

    /// Follows the link of the row under the cursor.
    fn open(&mut self, cx: &mut Cx<'_>) {
        match self.row().map(|row| row.door.clone()) {
            Some(Door::Down(step)) => {
                self.above.push(self.cursor.at);
                self.path.push(step);
                self.cursor = ListCursor { height: self.cursor.height, ..ListCursor::default() };
            }
            Some(Door::Quarter(quarter)) => {
                cx.go_to_quarter(quarter);
                if self.view != FigureView::Beside {
                    self.show(FigureView::Down, Vec::new());
                }
            }
            Some(Door::Plan(plan)) => cx.effects.push(Effect::Open(plan)),
            Some(Door::Evidence(measure)) => {
                cx.focus(measure);
                cx.jump(Screen::Evidence);
            }
            Some(Door::Shut) | None => cx.say(Notice::info("dash-nothing-there")),
        }
    }

    fn up(&mut self) {
        self.path.pop();
        let at = self.above.pop().unwrap_or(0);
        // The position is not clamped, because the rows are rebuilt before they are drawn.
        self.cursor =
            ListCursor { at, top: at.saturating_sub(self.cursor.height / 2), height: self.cursor.height };
    }
}

impl ScreenState for Figures {
    fn context(&self) -> Context {
        Context::Dashboard
    }

    fn atoms(&self, _shared: &Shared) -> Atoms {
        Atoms::NONE.with_if(Atom::Filtered, !self.path.is_empty())
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{
            Compare, CopyTable, DrillDown, Help, NextBreakdown, NextOrder, OpenMeasure, SaveTable, ToggleOpen,
        };
        &[DrillDown, NextBreakdown, NextOrder, ToggleOpen, Compare, CopyTable, SaveTable, OpenMeasure, Help]
    }

    fn sync(&mut self, shared: &Shared) {
        self.rebuild(shared);
    }

    fn words(&self, _shared: &Shared) -> Vec<RowWords> {
        let of = |row: &FigureRow| RowWords { code: row.code.clone(), text: row.name.plain() };
        self.table.rows.iter().map(of).collect()
    }

    fn node(&self, _shared: &Shared) -> Option<NodeId> {
        self.row()?.node
    }

    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        Some(self.cursor)
    }

    fn list_mut(&mut self) -> Option<(&mut ListCursor, usize)> {
        Some((&mut self.cursor, self.table.rows.len()))
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        if self.cursor.act(action, self.table.rows.len()) == Handled::Yes {
            return;
        }
        match action {
            Action::DrillDown => self.open(cx),
            Action::Cancel if !self.path.is_empty() => self.up(),
            Action::NextBreakdown | Action::PrevBreakdown => {
                let by = if action == Action::NextBreakdown { 1 } else { FigureView::ALL.len() - 1 };
                self.show(self.view.step(by), Vec::new());
            }
            Action::ToggleYear if self.view == FigureView::Down => self.of_year = !self.of_year,
            Action::NextOrder => self.order = self.order.next(),
            Action::ToggleOpen => self.only_open = !self.only_open,
            Action::Compare => prompt::compare::open(cx, self.other),
            Action::CopyTable => cx.effects.push(Effect::Copy(Box::new(self.table.clone()))),
            Action::SaveTable => prompt::file::figures(cx, self.table.clone()),
            Action::OpenMeasure => match self.node(cx.shared) {
                Some(node) => {
                    cx.focus(node);
                    cx.jump(Screen::Outline);
                }
                None => cx.say(Notice::info("dash-nothing-there")),
            },
            _ => {}
        }
    }
}
