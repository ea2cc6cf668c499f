//! The screen of evidence: the log of the quarter.

use super::{
    Cx, Handled, Notice, Outcome, Screen, ScreenState, Shared,
    list::ListCursor,
    prompt,
    search::RowWords,
    shared::{MadeOfPlan, Stamp},
};
use crate::{
    domain::{Command, EvidenceId, IndicatorId, NodeId, Plan, Quarter, Subject},
    keymap::{Action, Atom, Atoms, Context},
};

/// The state of the evidence log.
#[derive(Clone, Debug, Default)]
pub struct EvidenceLog {
    /// The evidence of the quarter, by date; undated pieces come last.
    pub rows: Vec<EvidenceId>,
    /// The cursor.
    pub cursor: ListCursor,
    made_of: Stamp,
}

impl EvidenceLog {
    fn at_cursor(&self) -> Option<EvidenceId> {
        self.rows.get(self.cursor.at).copied()
    }
}

impl MadeOfPlan for EvidenceLog {
    fn made_of(&mut self) -> &mut Stamp {
        &mut self.made_of
    }

    fn rebuild(&mut self, plan: &Plan, quarter: Quarter) {
        let at = self.at_cursor();
        let mut rows: Vec<_> = plan
            .all_evidence()
            .filter(|(_, e)| plan.evidence_quarter(e) == Some(quarter))
            .map(|(id, e)| (e.dates.is_empty(), e.dates.first().copied(), id))
            .collect();
        // The sort is stable, so pieces of one day stay in the order of the outline.
        rows.sort_by_key(|(undated, day, _)| (*undated, *day));
        self.rows = rows.into_iter().map(|(_, _, id)| id).collect();
        let found = at.and_then(|at| self.rows.iter().position(|id| *id == at));
        self.cursor.go(found.unwrap_or(self.cursor.at), self.rows.len());
    }
}

impl ScreenState for EvidenceLog {
    fn context(&self) -> Context {
        Context::Evidence
    }

    fn atoms(&self, _shared: &Shared) -> Atoms {
        Atoms::NONE.with_if(Atom::Empty, self.rows.is_empty())
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{
            AddEvidence, Delete, EditEvidence, EvidenceIndicator, GotoOutline, Help, OpenMeasure, Undo,
        };
        &[AddEvidence, EditEvidence, OpenMeasure, EvidenceIndicator, Delete, GotoOutline, Undo, Help]
    }

    fn sync(&mut self, shared: &Shared) {
        self.renew(shared);
    }

    fn words(&self, shared: &Shared) -> Vec<RowWords> {
        let Some(plan) = &shared.plan else { return Vec::new() };
        let of = |id: &EvidenceId| {
            let Some(evidence) = plan.evidence(*id) else { return RowWords::default() };
            let who = evidence.performer.and_then(|who| plan.performer(who)).map(|who| who.name.clone());
            let measures = evidence
                .links
                .iter()
                .map(|link| RowWords::of(plan, Subject::Node(link.measure), shared.quarter));
            let mut parts: Vec<String> = vec![evidence.text.clone()];
            parts.extend(evidence.place.clone().into_iter().chain(who));
            let mut code = String::new();
            for words in measures {
                if code.is_empty() {
                    code = words.code;
                }
                parts.push(words.text);
            }
            RowWords { code, text: parts.join(" · ") }
        };
        self.rows.iter().map(of).collect()
    }

    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        Some(self.cursor)
    }

    fn list_mut(&mut self) -> Option<(&mut ListCursor, usize)> {
        Some((&mut self.cursor, self.rows.len()))
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        if self.cursor.act(action, self.rows.len()) == Handled::Yes {
            return;
        }
        let Some(plan) = &cx.shared.plan else { return };
        let at = self.at_cursor().and_then(|id| Some((id, plan.evidence(id)?)));
        let measure = at.and_then(|(_, evidence)| evidence.links.first().map(|link| link.measure));
        match (action, at) {
            (Action::AddEvidence, _) => prompt::evidence::add(cx, measure),
            (Action::EditEvidence, Some((id, _))) => prompt::evidence::edit(cx, id),
            (Action::EditLink, Some((id, _))) => prompt::evidence::link(cx, id),
            (Action::Delete, Some((id, evidence))) => {
                let deleted = Notice::info("notice-deleted").with("subject", &evidence.text).with("count", 0);
                if cx.command(&Command::DeleteEvidence(id)) == Outcome::Taken {
                    cx.say(deleted);
                }
            }
            (Action::EvidenceIndicator, Some(_)) => {
                if let Some(measure) = measure {
                    count_for_next(cx, measure);
                }
            }
            (Action::OpenMeasure, Some(_)) => {
                if let Some(measure) = measure {
                    cx.focus(measure);
                    cx.jump(Screen::Outline);
                }
            }
            _ => {}
        }
    }

    /// Puts the cursor on the first piece of evidence of a measure.
    fn focus(&mut self, shared: &Shared, node: NodeId) {
        self.sync(shared);
        let Some(plan) = &shared.plan else { return };
        let serves = |id: &EvidenceId| {
            plan.evidence(*id).is_some_and(|evidence| evidence.links.iter().any(|link| link.measure == node))
        };
        if !self.at_cursor().is_some_and(|id| serves(&id))
            && let Some(at) = self.rows.iter().position(serves)
        {
            self.cursor.go(at, self.rows.len());
        }
    }

    fn node(&self, shared: &Shared) -> Option<NodeId> {
        let evidence = shared.plan.as_ref()?.evidence(self.at_cursor()?)?;
        evidence.links.first().map(|link| link.measure)
    }
}

/// Assigns the evidence of a measure to its next indicator, after the last one to the first.
pub(super) fn count_for_next(cx: &mut Cx<'_>, measure: NodeId) {
    let Some(plan) = &cx.shared.plan else { return };
    let all: Vec<IndicatorId> =
        plan.indicators(measure).filter(|(_, indicator)| indicator.counts).map(|(id, _)| id).collect();
    let at = plan.counted_indicator(measure).and_then(|id| all.iter().position(|other| *other == id));
    let next = at.map_or(0, |at| if at + 1 < all.len() { at + 1 } else { 0 });
    let Some(id) = all.get(next).copied().filter(|_| all.len() > 1) else {
        return cx.say(Notice::info("notice-one-indicator"));
    };
    let name = plan.indicator(id).map(|indicator| indicator.name.clone()).unwrap_or_default();
    let told = Notice::info("notice-evidence-counted").with("address", plan.indicator_address(id));
    if cx.command(&Command::CountEvidenceFor(id)) == Outcome::Taken {
        cx.say(told.with("name", name));
    }
}
