//! The screen of debts: targets that were missed, and the decisions about them. It lists the same debts as `kvartal
//! debts`.

use jiff::civil::Date;

use super::{
    Cx, Handled, Layer, Notice, Screen, ScreenState, Shared,
    layer::{RulingForm, RulingKind},
    list::{Direction, ListCursor},
    prompt,
    search::RowWords,
};
use crate::{
    domain::{Command, Debt, DebtState, NodeId, Plan, PlanId, Subject},
    keymap::{Action, Atom, Atoms, Context},
};

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DebtRow {
    /// The heading of the open or of the ended debts: its message, and how many there are.
    Band(&'static str, usize),
    /// A debt: its index in the list.
    Debt(usize),
}

/// The state of the list.
#[derive(Clone, Debug, Default)]
pub struct Debts {
    /// Every debt: open ones first, then by due day.
    pub list: Vec<Debt>,
    /// The rows shown.
    pub rows: Vec<DebtRow>,
    /// The cursor.
    pub cursor: ListCursor,
    /// Whether only open ones are shown.
    pub only_open: bool,
    made_of: Option<(PlanId, u64, Date)>,
}

impl Debts {
    /// The debt under the cursor.
    pub fn debt(&self) -> Option<&Debt> {
        self.debt_of(self.rows.get(self.cursor.at)?)
    }

    fn debt_of(&self, row: &DebtRow) -> Option<&Debt> {
        match row {
            DebtRow::Debt(at) => self.list.get(*at),
            DebtRow::Band(..) => None,
        }
    }

    /// How many are open.
    pub fn open(&self) -> usize {
        self.list.iter().filter(|debt| debt.state == DebtState::Open).count()
    }

    /// Rebuilds the rows; the cursor stays on its row.
    fn lay_out(&mut self) {
        let open = self.open();
        let ended = self.list.len().saturating_sub(open);
        self.rows.clear();
        for (band, count, places) in
            [("debts-open", open, 0..open), ("debts-ended", ended, open..self.list.len())]
        {
            if count > 0 && !(band == "debts-ended" && self.only_open) {
                self.rows.push(DebtRow::Band(band, count));
                self.rows.extend(places.map(DebtRow::Debt));
            }
        }
        self.cursor.go(self.cursor.at, self.rows.len());
        self.leave_band(Direction::Forward);
    }

    fn leave_band(&mut self, direction: Direction) {
        let rows = &self.rows;
        let is_band = |at: usize| matches!(rows.get(at), Some(DebtRow::Band(..)));
        self.cursor.leave_heading(direction, rows.len(), is_band);
    }

    fn act_on_debt(&self, cx: &mut Cx<'_>, action: Action) {
        let Some(debt) = self.debt() else { return };
        let (subject, quarter) = (debt.subject, debt.quarter);
        match action {
            Action::OpenDebt => {
                let Some(node) = self.node(cx.shared) else { return };
                cx.focus(node);
                if let Subject::Indicator(id) = subject {
                    cx.focus_indicator(id);
                }
                cx.jump(Screen::Outline);
            }
            Action::CarryDebt => cx.open(Layer::Ruling(RulingForm::of(debt, RulingKind::Carry))),
            Action::WithdrawDebt => cx.open(Layer::Ruling(RulingForm::of(debt, RulingKind::Withdraw))),
            Action::EditNote => prompt::note::explain(cx, subject, quarter),
            Action::UndecideDebt if debt.decision.is_none() => cx.say(Notice::info("notice-debt-undecided")),
            Action::UndecideDebt => {
                cx.command(&Command::DecideDebt { subject, quarter, ruling: None });
            }
            _ => {}
        }
    }
}

/// Every debt on a day: open ones first, then by due day.
fn sorted(plan: &Plan, today: Date) -> Vec<Debt> {
    let mut list = plan.debts(today);
    list.sort_by_key(|debt| (debt.state != DebtState::Open, debt.due));
    list
}

impl ScreenState for Debts {
    fn context(&self) -> Context {
        Context::Debts
    }

    fn atoms(&self, _shared: &Shared) -> Atoms {
        Atoms::NONE.with_if(Atom::Empty, self.rows.is_empty())
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{
            CarryDebt, EditNote, GoBack, Help, OpenDebt, ToggleOpen, UndecideDebt, Undo, WithdrawDebt,
        };
        &[OpenDebt, CarryDebt, WithdrawDebt, EditNote, ToggleOpen, UndecideDebt, Undo, GoBack, Help]
    }

    fn sync(&mut self, shared: &Shared) {
        let Some(plan) = &shared.plan else { return };
        let from = (plan.id(), plan.seq(), shared.today);
        if self.made_of != Some(from) {
            self.made_of = Some(from);
            self.list = sorted(plan, shared.today);
            self.lay_out();
        }
    }

    fn words(&self, shared: &Shared) -> Vec<RowWords> {
        let Some(plan) = &shared.plan else { return Vec::new() };
        let about = |row| self.debt_of(row).map(|debt| (debt.subject, debt.quarter));
        RowWords::of_rows(plan, self.rows.iter().map(about))
    }

    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        Some(self.cursor)
    }

    fn list_mut(&mut self) -> Option<(&mut ListCursor, usize)> {
        Some((&mut self.cursor, self.rows.len()))
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        let before = self.cursor.at;
        if self.cursor.act(action, self.rows.len()) == Handled::Yes {
            self.leave_band(Direction::forward_if(self.cursor.at >= before));
        } else if action == Action::ToggleOpen {
            self.only_open = !self.only_open;
            let told = if self.only_open { "notice-only-open" } else { "notice-not-only-open" };
            cx.say(Notice::info(told));
            self.lay_out();
        } else {
            self.act_on_debt(cx, action);
        }
    }

    fn node(&self, shared: &Shared) -> Option<NodeId> {
        shared.plan.as_ref()?.measure_at(self.debt()?.subject)
    }

    fn subject(&self, _shared: &Shared) -> Option<Subject> {
        self.debt().map(|debt| debt.subject)
    }
}
