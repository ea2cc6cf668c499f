//! The evidence of the quarter, and entering it in one line.

use crate::{
    domain::{
        Command, Context, EvidenceFields, EvidenceId, EvidenceLink, NodeId, Plan, Quarter,
    },
    keymap::Action,
};

use super::{
    Effect, Model, Notice, Screen,
    layer::PromptKind,
    list::ListCursor,
};

/// The state of the log of evidence.
#[derive(Clone, Debug, Default)]
pub struct EvidenceLog {
    /// The evidence of the quarter, by date, what has none last.
    pub rows: Vec<EvidenceId>,
    /// The cursor.
    pub cursor: ListCursor,
}

impl EvidenceLog {
    /// Makes the rows anew; the cursor stays on what it stood on.
    pub fn rebuild(&mut self, plan: &Plan, quarter: Quarter) {
        let at = self.rows.get(self.cursor.at).copied();
        let mut rows: Vec<_> = plan
            .all_evidence()
            .filter(|(_, e)| plan.evidence_quarter(e) == Some(quarter))
            .map(|(id, e)| (e.dates.is_empty(), e.dates.first().copied(), id))
            .collect();
        // A stable sort: what happened on one day stays in the order of the outline.
        rows.sort_by_key(|(undated, day, _)| (*undated, *day));
        self.rows = rows.into_iter().map(|(_, _, id)| id).collect();
        let found = at.and_then(|at| self.rows.iter().position(|id| *id == at));
        self.cursor.go(found.unwrap_or(self.cursor.at), self.rows.len());
    }
}

impl Model {
    pub(super) fn act_on_evidence(&mut self, action: Action, context: &mut Context, effects: &mut Vec<Effect>) {
        if self.evidence.cursor.act(action, self.evidence.rows.len()) {
            return;
        }
        let Some(plan) = &self.plan else { return };
        let id = self.evidence.rows.get(self.evidence.cursor.at).copied();
        let at = id.and_then(|id| Some((id, plan.evidence(id)?)));
        match (action, at) {
            (Action::AddEvidence, at) => {
                let measure = at.and_then(|(_, e)| e.links.first().map(|l| l.measure));
                self.add_evidence(measure);
            }
            (Action::EditEvidence, Some((id, evidence))) => {
                let (about, text) = (String::new(), crate::domain::evidence_line::format(plan, evidence));
                self.prompt(PromptKind::EditEvidence(id), about, text);
            }
            (Action::EditLink, Some((id, evidence))) => {
                let (about, link) = (evidence.text.clone(), evidence.link.clone().unwrap_or_default());
                self.prompt(PromptKind::EvidenceLink(id), about, link);
            }
            (Action::Delete, Some((id, evidence))) => {
                let subject = evidence.text.clone();
                if self.command(&Command::DeleteEvidence(id), context, effects) {
                    self.notice =
                        Some(Notice::info("notice-deleted").with("subject", subject).with("count", 0));
                }
            }
            (Action::OpenMeasure, Some((_, evidence))) => {
                if let Some(measure) = evidence.links.first().map(|l| l.measure) {
                    self.focus(measure);
                    self.screen = Screen::Outline;
                }
            }
            _ => {}
        }
    }

    /// Asks for a piece of evidence in one line; the measure at hand needs no arrow.
    pub(super) fn add_evidence(&mut self, measure: Option<NodeId>) {
        let Some(plan) = &self.plan else { return };
        let measure = measure.filter(|id| plan.node(*id).is_some_and(|n| n.level == crate::domain::Level::Measure));
        let about = measure.map(|id| plan.address(id)).unwrap_or_default();
        self.prompt(PromptKind::Evidence(measure), about, String::new());
    }

    pub(super) fn commit_evidence(
        &mut self,
        kind: PromptKind,
        text: &str,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some(plan) = &self.plan else { return true };
        let command = match kind {
            PromptKind::EvidenceLink(id) => {
                let Some(old) = plan.evidence(id) else { return true };
                let link = (!text.is_empty()).then(|| text.to_owned());
                Command::EditEvidence(id, Box::new(EvidenceFields { link, ..fields_of(plan, old) }))
            }
            _ => {
                let default = if let PromptKind::Evidence(measure) = kind { measure } else { None };
                let parsed = crate::domain::evidence_line::parse(plan, text, self.quarter);
                let mut fields = match parsed {
                    Ok(fields) => fields,
                    Err(fault) => {
                        self.notice = Some(evidence_notice(&fault));
                        return false;
                    }
                };
                if fields.links.is_empty() {
                    fields.links.extend(default.map(|measure| EvidenceLink { measure, count: None }));
                }
                if fields.links.is_empty() {
                    self.notice = Some(Notice::warning("evidence-no-measure"));
                    return false;
                }
                fields.quarter = Some(self.quarter);
                match kind {
                    PromptKind::EditEvidence(id) => {
                        fields.link = plan.evidence(id).and_then(|old| old.link.clone());
                        Command::EditEvidence(id, Box::new(fields))
                    }
                    _ => Command::AddEvidence(Box::new(fields)),
                }
            }
        };
        self.taken(&command, context, effects)
    }
}

/// The fields of a piece of evidence as they stand.
fn fields_of(plan: &Plan, old: &crate::domain::Evidence) -> EvidenceFields {
    EvidenceFields {
        quarter: old.quarter,
        performer: old.performer.and_then(|id| Some(plan.performer(id)?.name.clone())),
        dates: old.dates.clone(),
        place: old.place.clone(),
        text: old.text.clone(),
        links: old.links.clone(),
        link: old.link.clone(),
    }
}
