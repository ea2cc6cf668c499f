//! The evidence of the quarter, and entering it in one line.

use crate::{
    domain::{
        Command, Context, Evidence, EvidenceFields, EvidenceId, EvidenceLink, NodeId, Plan, Quarter,
        evidence_line::{self, LineFault},
    },
    keymap::Action,
};

use super::{Effect, Model, Notice, Screen, layer::PromptKind, list::ListCursor};

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
    pub(super) fn act_on_evidence(
        &mut self,
        action: Action,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) {
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
                let (about, text) = (String::new(), line_of(plan, evidence));
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
        let measure =
            measure.filter(|id| plan.node(*id).is_some_and(|n| n.level == crate::domain::Level::Measure));
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
                let mut fields = match self.read_line(plan, text, default) {
                    Ok(fields) => fields,
                    Err(notice) => {
                        self.notice = Some(notice);
                        return false;
                    }
                };
                match kind {
                    PromptKind::EditEvidence(id) => {
                        fields.link = plan.evidence(id).and_then(|old| old.link.clone());
                        Command::EditEvidence(id, Box::new(fields))
                    }
                    _ => Command::AddEvidence(Box::new(fields)),
                }
            }
        };
        let added = match &command {
            Command::AddEvidence(fields) => Some((fields.links.clone(), fields.dates.len())),
            _ => None,
        };
        let taken = self.taken(&command, context, effects);
        if let (true, Some((links, dates)), Some(plan)) = (taken, added, &self.plan) {
            let measures: Vec<String> = links.iter().map(|link| plan.address(link.measure)).collect();
            let notice = Notice::info("evidence-added").with("measures", measures.join(", "));
            self.notice = Some(notice.with("count", dates));
        }
        taken
    }

    /// Reads a line of evidence; without an arrow it is for the measure at hand.
    fn read_line(&self, plan: &Plan, text: &str, default: Option<NodeId>) -> Result<EvidenceFields, Notice> {
        let arrow = ["->", "→", "=>"].iter().any(|arrow| text.contains(arrow));
        let line = match default.filter(|_| !arrow) {
            Some(measure) => format!("{text} -> {}", plan.address(measure)),
            None => text.to_owned(),
        };
        let near = self.quarter.last_day().min(self.today.max(self.quarter.first_day()));
        let known = |name: &str| plan.performer_named(name).is_some();
        let line = evidence_line::parse(&line, near, known).map_err(|fault| fault_notice(&fault))?;
        let mut links = Vec::new();
        for (address, count) in &line.measures {
            let measure = plan
                .find_node(address)
                .map_err(|_| Notice::warning("evidence-no-such-measure").with("address", address))?;
            links.push(EvidenceLink { measure, count: *count });
        }
        Ok(EvidenceFields {
            quarter: Some(self.quarter),
            performer: line.performer,
            dates: line.dates,
            text: line.text,
            links,
            ..EvidenceFields::default()
        })
    }
}

fn fault_notice(fault: &LineFault) -> Notice {
    match fault {
        LineFault::NoArrow | LineFault::NoCodes => Notice::warning("evidence-no-measure"),
        LineFault::NoText => Notice::warning("evidence-no-text"),
        LineFault::NotADay(text) => Notice::warning("notice-bad-date").with("text", text),
        LineFault::NotACount(text) => Notice::warning("evidence-no-count").with("text", text),
    }
}

/// A piece of evidence as the line that would enter it.
fn line_of(plan: &Plan, evidence: &Evidence) -> String {
    let days: Vec<String> = evidence.dates.iter().map(|day| day.strftime("%d.%m.%Y").to_string()).collect();
    let who = evidence.performer.and_then(|id| plan.performer(id)).map(|p| format!("{}: ", p.name));
    let measures = evidence.links.iter().map(|link| {
        let count = link.count.map(|n| format!(" ×{n}")).unwrap_or_default();
        format!("{}{count}", plan.address(link.measure))
    });
    let days = if days.is_empty() { String::new() } else { format!("{} ", days.join(", ")) };
    let measures: Vec<String> = measures.collect();
    format!("{days}{}{} -> {}", who.unwrap_or_default(), evidence.text, measures.join(", "))
}

/// The fields of a piece of evidence as they stand.
fn fields_of(plan: &Plan, old: &Evidence) -> EvidenceFields {
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
