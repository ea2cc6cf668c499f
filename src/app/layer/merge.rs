//! Two performers become one: who stays, what moves, and what becomes of values that both have.

use super::Flow;
use crate::{
    app::{Cx, Notice},
    domain::{Clash, Command, Holdings, OnClash, PerformerId, Plan},
    keymap::Action,
};

/// The choices for values that both have, in the order of their digits, with their messages.
pub const CHOICES: [(OnClash, &str); 3] = [
    (OnClash::Add, "merge-add"),
    (OnClash::KeepInto, "merge-keep-into"),
    (OnClash::KeepFrom, "merge-keep-from"),
];

/// What is known of a merge before it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeForm {
    /// Who goes.
    pub from: PerformerId,
    /// Who may stay, the likeliest first.
    pub others: Vec<PerformerId>,
    /// Which of them stays.
    pub at: usize,
    /// What becomes of values that both have.
    pub on_clash: OnClash,
    /// What the one who goes has, the one who stays, and both together.
    pub holdings: [Holdings; 3],
    /// The values that both have.
    pub clashes: Vec<Clash>,
}

impl MergeForm {
    /// A form for a performer; none where there is no other.
    pub fn of(plan: &Plan, from: PerformerId, others: Vec<PerformerId>) -> Option<Self> {
        let into = *others.first()?;
        let (holdings, clashes) = known(plan, from, into);
        Some(Self { from, others, at: 0, on_clash: OnClash::Add, holdings, clashes })
    }

    /// Who stays.
    pub fn stays(&self) -> Option<PerformerId> {
        self.others.get(self.at).copied()
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        match action {
            Action::Up => self.choose(cx, self.at.saturating_sub(1)),
            Action::Down => self.choose(cx, (self.at + 1).min(self.others.len().saturating_sub(1))),
            Action::AcceptNth => {
                let chosen = cx.typed_place().and_then(|at| CHOICES.get(at));
                self.on_clash = chosen.map_or(self.on_clash, |(on_clash, _)| *on_clash);
                Flow::Stay
            }
            Action::Accept if self.merge(cx) => Flow::Close,
            Action::Cancel => Flow::Close,
            _ => Flow::Stay,
        }
    }

    fn choose(&mut self, cx: &Cx<'_>, at: usize) -> Flow {
        self.at = at;
        if let (Some(plan), Some(into)) = (&cx.shared.plan, self.stays()) {
            (self.holdings, self.clashes) = known(plan, self.from, into);
        }
        Flow::Stay
    }

    /// Makes one of the two; whether it was taken.
    fn merge(&self, cx: &mut Cx<'_>) -> bool {
        let Some(into) = self.stays() else { return true };
        let command = Command::MergePerformers { from: self.from, into, on_clash: self.on_clash };
        let taken = cx.command(&command);
        if taken {
            cx.say(Notice::info("notice-performers-merged"));
        }
        taken
    }
}

fn known(plan: &Plan, from: PerformerId, into: PerformerId) -> ([Holdings; 3], Vec<Clash>) {
    let holdings = [plan.holdings(&[from]), plan.holdings(&[into]), plan.holdings(&[from, into])];
    (holdings, plan.clashes(from, into))
}
