//! The form for a decision about a debt: the new due day, the reason, the order.

use super::{
    Flow,
    fields::{Enter, Fields},
};
use crate::{
    app::{Cx, Notice, prompt::told},
    domain::{Command, Debt, Outcome, Quarter, Ruling, Subject},
    form::typed,
    keymap::Action,
    text::day::in_digits,
};

/// The kind of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulingKind {
    /// The debt gets a new due day.
    Carry,
    /// The debt is written off.
    Withdraw,
}

/// The state of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulingForm {
    /// The fields.
    pub fields: Fields,
    /// The kind of the decision.
    pub kind: RulingKind,
    /// The subject of the debt.
    pub subject: Subject,
    quarter: Quarter,
}

impl RulingForm {
    /// The form for a debt, with the previous decision.
    pub fn of(debt: &Debt, kind: RulingKind) -> Self {
        let before = debt.decision.as_ref();
        let due = before.and_then(|decision| decision.outcome.due());
        let due = due.map(in_digits).unwrap_or_default();
        let reason = before.map(|decision| decision.reason.clone()).unwrap_or_default();
        let order = before.map(|decision| decision.order.clone()).unwrap_or_default();
        let day = (kind == RulingKind::Carry).then_some(("field-new-day", due));
        let fields = day.into_iter().chain([("field-reason", reason), ("field-order", order)]);
        Self { fields: Fields::new(fields), kind, subject: debt.subject, quarter: debt.quarter }
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        self.fields.step(cx, action, Enter::Next).unwrap_or_else(|| self.commit(cx))
    }

    /// How the day is read.
    pub fn preview(&self) -> Option<Notice> {
        let text = self.fields.text("field-new-day");
        if self.kind == RulingKind::Withdraw || text.is_empty() {
            return None;
        }
        Some(match typed::date::day(&text) {
            Some(day) => told::read_as(in_digits(day)),
            None => Notice::warning("notice-bad-date").with("text", text),
        })
    }

    /// Decides. What is refused stays open, as it was typed.
    fn commit(&self, cx: &mut Cx<'_>) -> Flow {
        let outcome = match self.kind {
            RulingKind::Carry => {
                let text = self.fields.text("field-new-day");
                let Some(day) = typed::date::day(&text) else {
                    cx.say(Notice::warning("notice-bad-date").with("text", text));
                    return Flow::Stay;
                };
                Outcome::Carried(day)
            }
            RulingKind::Withdraw => Outcome::Withdrawn,
        };
        let (reason, order) = (self.fields.text("field-reason"), self.fields.text("field-order"));
        let ruling = Some(Ruling { outcome, reason, order });
        let command = Command::DecideDebt { subject: self.subject, quarter: self.quarter, ruling };
        let flow = Flow::after(cx.command(&command));
        if flow == Flow::Close {
            cx.say(Notice::info("notice-debt-decided"));
        }
        flow
    }
}
