//! Merging two performers: which one stays, what moves, and which value is kept where both have one.

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

/// The state of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeForm {
    /// The performer that is removed.
    pub from: PerformerId,
    /// Performers that may stay, the most similar name first.
    pub others: Vec<PerformerId>,
    /// The index of the chosen one.
    pub at: usize,
    /// Which value is kept where both have one.
    pub on_clash: OnClash,
    /// What the removed performer has, what the other has, and both together.
    pub holdings: [Holdings; 3],
    /// The values that both have.
    pub clashes: Vec<Clash>,
}

impl MergeForm {
    /// The form for a performer; none where there is no other performer.
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
            Action::Accept => self.merge(cx),
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

    /// Makes one of the two.
    fn merge(&self, cx: &mut Cx<'_>) -> Flow {
        let Some(into) = self.stays() else { return Flow::Close };
        let command = Command::MergePerformers { from: self.from, into, on_clash: self.on_clash };
        let flow = Flow::after(cx.command(&command));
        if flow == Flow::Close {
            cx.say(Notice::info("notice-performers-merged"));
        }
        flow
    }
}

fn known(plan: &Plan, from: PerformerId, into: PerformerId) -> ([Holdings; 3], Vec<Clash>) {
    let holdings = [plan.holdings(&[from]), plan.holdings(&[into]), plan.holdings(&[from, into])];
    (holdings, plan.clashes(from, into))
}
