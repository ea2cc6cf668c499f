//! The prompts for a new piece of evidence, for editing one, and for its file or address.

use jiff::civil::Date;

use super::{Outcome, Prompt, PromptWords, evidence_completion, told};
use crate::{
    app::{Cx, Notice, Shared},
    domain::{Command, Evidence, EvidenceFields, EvidenceId, EvidencePatch, Level, NodeId, Plan, Refusal},
    form::{
        reading::Reading,
        typed::evidence::{self, LineFault, Setting},
    },
    text::day::in_digits,
};

/// A new piece of evidence; for the given measure no arrow has to be typed.
#[derive(Clone, Copy, Debug)]
struct NewEvidence(Option<NodeId>);

impl Prompt for NewEvidence {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-evidence", "prompt-evidence-help")
    }

    fn is_long(&self) -> bool {
        true
    }

    fn complete(&self, shared: &Shared, text: &str) -> Option<String> {
        evidence_completion::complete(shared, text)
    }

    fn preview(&self, shared: &Shared, text: &str) -> Vec<Notice> {
        told_of(shared, text, self.0)
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let Some(plan) = &cx.shared.plan else { return Outcome::Taken };
        let Reading { value: fields, uncertainty: unsure } = match read_line(cx.shared, plan, text, self.0) {
            Ok(read) => read,
            Err(notice) => {
                cx.say(notice);
                return Outcome::Refused;
            }
        };
        let measures: Vec<String> = fields.links.iter().map(|link| plan.address(link.measure)).collect();
        let added = Notice::info("evidence-added").with("measures", measures.join(", "));
        let added = added.with("count", fields.dates.len());
        let doubt = unsure.map(|unsure| told::doubt(&unsure, text, ""));
        let said = doubt.or_else(|| other_quarter(cx.shared, &fields)).unwrap_or(added);
        let outcome = cx.enter(&Command::AddEvidence(Box::new(fields)));
        if outcome == Outcome::Taken {
            cx.say(said);
        }
        outcome
    }
}

/// Asks for a piece of evidence in one line.
pub fn add(cx: &mut Cx<'_>, measure: Option<NodeId>) {
    let Some(plan) = &cx.shared.plan else { return };
    let measure = measure.filter(|id| plan.node(*id).is_some_and(|n| n.level == Level::Measure));
    let about = measure.map(|id| plan.address(id)).unwrap_or_default();
    cx.ask(NewEvidence(measure), about, String::new());
}

/// The prompt for editing a piece of evidence, as the line that would enter it.
#[derive(Clone, Copy, Debug)]
struct EditEvidence(EvidenceId);

impl Prompt for EditEvidence {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-edit-evidence", "prompt-evidence-help")
    }

    fn is_long(&self) -> bool {
        true
    }

    fn complete(&self, shared: &Shared, text: &str) -> Option<String> {
        evidence_completion::complete(shared, text)
    }

    fn preview(&self, shared: &Shared, text: &str) -> Vec<Notice> {
        told_of(shared, text, None)
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let Some(plan) = &cx.shared.plan else { return Outcome::Taken };
        match read_line(cx.shared, plan, text, None) {
            Ok(read) => {
                let elsewhere = other_quarter(cx.shared, &read.value);
                let patch = evidence::patch(read.value);
                let outcome = cx.enter(&Command::EditEvidence(self.0, Box::new(patch)));
                if let Some(notice) = elsewhere.filter(|_| outcome == Outcome::Taken) {
                    cx.say(notice);
                }
                outcome
            }
            Err(notice) => {
                cx.say(notice);
                Outcome::Refused
            }
        }
    }
}

/// Opens the prompt for editing a piece of evidence.
pub fn edit(cx: &mut Cx<'_>, id: EvidenceId) {
    let Some((plan, old)) = cx.shared.plan.as_ref().and_then(|plan| Some((plan, plan.evidence(id)?))) else {
        return;
    };
    let text = line_of(plan, old);
    cx.ask(EditEvidence(id), String::new(), text);
}

/// The prompt for the file or address of a piece of evidence.
#[derive(Clone, Copy, Debug)]
struct Link(EvidenceId);

impl Prompt for Link {
    fn words(&self) -> PromptWords {
        PromptWords::new("prompt-evidence-link")
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let Some(plan) = &cx.shared.plan else { return Outcome::Taken };
        if plan.evidence(self.0).is_none() {
            return Outcome::Taken;
        }
        let link = Some((!text.is_empty()).then(|| text.to_owned()));
        let patch = EvidencePatch { link, ..EvidencePatch::default() };
        cx.enter(&Command::EditEvidence(self.0, Box::new(patch)))
    }
}

/// Opens the prompt for the file or address of a piece of evidence.
pub fn link(cx: &mut Cx<'_>, id: EvidenceId) {
    let Some(old) = cx.shared.plan.as_ref().and_then(|plan| plan.evidence(id)) else { return };
    let (about, link) = (old.text.clone(), old.link.clone().unwrap_or_default());
    cx.ask(Link(id), about, link);
}

/// Reads a line of evidence; without an arrow it belongs to the given measure.
fn read_line(
    shared: &Shared,
    plan: &Plan,
    text: &str,
    measure: Option<NodeId>,
) -> Result<Reading<EvidenceFields>, Notice> {
    let setting = Setting { today: shared.today, quarter: shared.quarter, named: None, measure };
    evidence::read(text, plan, &setting).map_err(|fault| fault_notice(&fault, text))
}

/// The notices about the reading of a line and its uncertainty.
fn told_of(shared: &Shared, text: &str, measure: Option<NodeId>) -> Vec<Notice> {
    let Some(plan) = shared.plan.as_ref().filter(|_| !text.trim().is_empty()) else { return Vec::new() };
    match read_line(shared, plan, text, measure) {
        Err(notice) => vec![notice],
        Ok(Reading { value, uncertainty: unsure }) => {
            let measures: Vec<String> = value.links.iter().map(|link| plan.address(link.measure)).collect();
            let days = days(&value.dates);
            let said = [days.as_str(), value.text.as_str()].into_iter().filter(|part| !part.is_empty());
            let said = format!("{} → {}", said.collect::<Vec<_>>().join(" · "), measures.join(", "));
            let elsewhere = other_quarter(shared, &value);
            let doubt = unsure.map(|unsure| told::doubt(&unsure, text, ""));
            [Some(told::read_as(said)), elsewhere, doubt].into_iter().flatten().collect()
        }
    }
}

/// A notice if the event is in another quarter than the one shown.
fn other_quarter(shared: &Shared, fields: &EvidenceFields) -> Option<Notice> {
    let quarter = fields.quarter.filter(|quarter| *quarter != shared.quarter)?;
    Some(Notice::warning("evidence-other-quarter").with("quarter", quarter))
}

fn days(dates: &[Date]) -> String {
    let days: Vec<String> = dates.iter().copied().map(in_digits).collect();
    days.join(", ")
}

fn fault_notice(fault: &LineFault, text: &str) -> Notice {
    match fault {
        LineFault::NoArrow | LineFault::NoCodes => Notice::warning("evidence-no-measure").with("text", text),
        LineFault::NoText => Notice::warning("evidence-no-text").with("text", text),
        LineFault::NotADay(text) => Notice::warning("notice-bad-date").with("text", text),
        LineFault::NotACount(text) => Notice::warning("evidence-no-count").with("text", text),
        LineFault::Address(address, _) | LineFault::NotAMeasure(address) => {
            Notice::warning("evidence-no-such-measure").with("address", address)
        }
        LineFault::OutsidePlan(quarter, period) => Notice::from(&Refusal::OutsidePlan(*quarter, *period)),
    }
}

/// The line that would enter a piece of evidence.
fn line_of(plan: &Plan, evidence: &Evidence) -> String {
    let days = days(&evidence.dates);
    let who = evidence.performer.and_then(|id| plan.performer(id)).map(|p| format!("{}: ", p.name));
    let measures = evidence.links.iter().map(|link| {
        let count = link.count.map(|n| format!(" ×{n}")).unwrap_or_default();
        format!("{}{count}", plan.address(link.measure))
    });
    let days = if days.is_empty() { String::new() } else { format!("{days} ") };
    let measures: Vec<String> = measures.collect();
    format!("{days}{}{} -> {}", who.unwrap_or_default(), evidence.text, measures.join(", "))
}
