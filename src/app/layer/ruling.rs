//! The form for a decision about a debt: the new due day, the reason, the order.

use super::{Flow, fields::Fields};
use crate::{
    app::{Cx, Notice, prompt::told},
    domain::{Command, Debt, Outcome, Quarter, Ruling, Subject},
    form::typed,
    keymap::Action,
};

/// The state of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulingForm {
    /// The fields.
    pub fields: Fields,
    /// Whether the debt gets a new due day; otherwise it is written off.
    pub carries: bool,
    /// The subject of the debt.
    pub subject: Subject,
    quarter: Quarter,
}

impl RulingForm {
    /// The form for a debt, with the previous decision.
    pub fn of(debt: &Debt, carries: bool) -> Self {
        let before = debt.decision.as_ref();
        let due = before.and_then(|decision| decision.outcome.due());
        let due = due.map(|day| day.strftime("%d.%m.%Y").to_string()).unwrap_or_default();
        let reason = before.map(|decision| decision.reason.clone()).unwrap_or_default();
        let order = before.map(|decision| decision.order.clone()).unwrap_or_default();
        let day = carries.then_some(("field-new-day", due));
        let fields = day.into_iter().chain([("field-reason", reason), ("field-order", order)]);
        Self { fields: Fields::new(fields), carries, subject: debt.subject, quarter: debt.quarter }
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        self.fields.step(cx, action, true).unwrap_or_else(|| Flow::after(self.commit(cx)))
    }

    /// How the day is read.
    pub fn preview(&self) -> Option<Notice> {
        let text = self.fields.text("field-new-day");
        if !self.carries || text.is_empty() {
            return None;
        }
        Some(match typed::date::day(&text) {
            Some(day) => told::read_as(day.strftime("%d.%m.%Y")),
            None => Notice::warning("notice-bad-date").with("text", text),
        })
    }

    /// Commits the decision; returns whether it was accepted. A refused form stays open with its texts.
    fn commit(&self, cx: &mut Cx<'_>) -> bool {
        let outcome = if self.carries {
            let text = self.fields.text("field-new-day");
            let Some(day) = typed::date::day(&text) else {
                cx.say(Notice::warning("notice-bad-date").with("text", text));
                return false;
            };
            Outcome::Carried(day)
        } else {
            Outcome::Withdrawn
        };
        let (reason, order) = (self.fields.text("field-reason"), self.fields.text("field-order"));
        let ruling = Some(Ruling { outcome, reason, order });
        let taken = cx.command(&Command::DecideDebt { subject: self.subject, quarter: self.quarter, ruling });
        if taken {
            cx.say(Notice::info("notice-debt-decided"));
        }
        taken
    }
}
