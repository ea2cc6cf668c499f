//! The closing of the quarter: its stage, what is open in it, and the next steps. The steps are those of `kvartal
//! submit`, `return`, `approve`, `close` and `reopen`.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Flow,
    choice::{Pick, pick},
};
use crate::{
    app::{Cx, Shared, closing_step, prompt::reason},
    domain::{Closing as Steps, ClosingStep, Finding, FindingKind, Plan, PlanId, Quarter, Review, Stage},
    keymap::Action,
};

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosingRow {
    /// The number of open findings of a kind, and whether they prevent the quarter from being handed in.
    Open(FindingKind, usize, bool),
    /// The number of those which only say that nothing was reported, and can be accepted with one reason.
    Blank(usize),
    /// A possible next step.
    Step(Stage),
}

impl ClosingRow {
    /// Whether a digit chooses it.
    pub const fn has_digit(self) -> bool {
        !matches!(self, Self::Open(..))
    }
}

/// The closing of the current quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    /// The rows.
    pub rows: Vec<ClosingRow>,
    /// The one under the cursor.
    pub at: usize,
    /// The latest step, if there is one.
    pub last: Option<ClosingStep>,
    /// How many findings prevent the quarter from being handed in.
    pub hindrances: usize,
    /// What an approver compares, while the quarter waits for approval.
    pub review: Option<Box<Review>>,
    /// How many changes were made since the quarter was last handed in; none before the first time.
    pub changed: Option<usize>,
    made_of: Option<(PlanId, u64, Quarter, Date)>,
}

impl Closing {
    /// The closing of the quarter, with the cursor on the first step if nothing prevents it.
    pub fn of(shared: &Shared) -> Self {
        let mut closing = Self::default();
        closing.sync(shared);
        closing
    }

    /// Rebuilds the rows if the plan has changed.
    pub fn sync(&mut self, shared: &Shared) {
        use Stage::{Approved, Closed, Reopened, Returned, Submitted};
        let Some(plan) = &shared.plan else { return };
        self.changed = shared.history.changed(plan, shared.quarter);
        let from = (plan.id(), plan.seq(), shared.quarter, shared.today);
        if self.made_of == Some(from) {
            return;
        }
        self.made_of = Some(from);
        self.last = plan.stages(shared.quarter).and_then(Steps::last).cloned();
        let now = self.last.as_ref().map(|step| step.stage);
        let waits = plan.stages(shared.quarter).is_some_and(Steps::waits);
        self.review = waits.then(|| Box::new(plan.review(shared.quarter, shared.today)));
        self.rows.clear();
        self.hindrances = 0;
        if Submitted.follows(now) {
            self.list_open(plan, shared.quarter, shared.today);
        }
        let steps = [Submitted, Approved, Returned, Closed, Reopened];
        let steps = steps.into_iter().filter(|to| to.follows(now));
        self.rows.extend(steps.map(ClosingRow::Step));
        let first_step = self.rows.iter().position(|row| matches!(row, ClosingRow::Step(_)));
        self.at = if self.hindrances > 0 { 0 } else { first_step.unwrap_or(0) };
    }

    fn list_open(&mut self, plan: &Plan, quarter: Quarter, today: Date) {
        let open: Vec<Finding> =
            plan.findings(quarter, today).into_iter().filter(|found| found.accepted.is_none()).collect();
        let mut kinds: BTreeMap<(bool, FindingKind), usize> = BTreeMap::new();
        for found in &open {
            *kinds.entry((found.kind().only_informs(), found.kind())).or_default() += 1;
        }
        let rows = kinds.iter().map(|((informs, kind), count)| ClosingRow::Open(*kind, *count, !informs));
        self.rows.extend(rows);
        self.hindrances = kinds.iter().filter(|((informs, _), _)| !informs).map(|(_, count)| count).sum();
        let blank = open.iter().filter(|found| found.is_about_a_blank()).count();
        self.rows.extend((blank > 0).then_some(ClosingRow::Blank(blank)));
    }

    /// The rows, each with its digit.
    pub fn numbered(&self) -> impl Iterator<Item = (Option<usize>, ClosingRow)> + '_ {
        let mut next = 0;
        self.rows.iter().map(move |row| {
            next += usize::from(row.has_digit());
            (row.has_digit().then_some(next), *row)
        })
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        self.sync(cx.shared);
        let row = if action == Action::AcceptNth {
            let digit = cx.typed_place().map(|place| place + 1);
            self.numbered().find(|(number, _)| number.is_some() && *number == digit).map(|(_, row)| row)
        } else {
            match pick(&mut self.at, self.rows.len(), cx, action) {
                Pick::Row(at) => self.rows.get(at).copied(),
                Pick::Stay => None,
                Pick::Leave => return Flow::Close,
            }
        };
        let Some(row) = row else { return Flow::Stay };
        let flow = take(cx, row);
        self.sync(cx.shared);
        flow
    }
}

fn take(cx: &mut Cx<'_>, row: ClosingRow) -> Flow {
    match row {
        ClosingRow::Open(kind, ..) => {
            cx.jump_to_findings(kind);
            return Flow::Close;
        }
        ClosingRow::Blank(_) => {
            let Some(plan) = &cx.shared.plan else { return Flow::Close };
            let blank = plan.hindrances(cx.shared.quarter, cx.shared.today).filter(Finding::is_about_a_blank);
            let about = blank.map(|found| (found.kind(), found.subject)).collect();
            reason::accept(cx, about);
        }
        ClosingRow::Step(to) if to.needs_reason() => reason::step(cx, to),
        ClosingRow::Step(to) => drop(closing_step::step(cx, to, String::new())),
    }
    Flow::Stay
}
