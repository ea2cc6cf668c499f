//! A piece of evidence in one line: new, or again; and its file or address.

use super::{Outcome, Prompt};
use crate::{
    app::{Cx, Notice, Shared},
    domain::{
        Command, Evidence, EvidenceFields, EvidenceId, EvidenceLink, Level, NodeId, Plan,
        evidence_line::{self, LineFault},
    },
};

/// A new piece of evidence; the measure at hand needs no arrow.
#[derive(Clone, Copy, Debug)]
struct NewEvidence(Option<NodeId>);

impl Prompt for NewEvidence {
    fn heading(&self) -> &'static str {
        "prompt-evidence"
    }

    fn help(&self) -> Option<&'static str> {
        Some("prompt-evidence-help")
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let Some(plan) = &cx.shared.plan else { return Outcome::Taken };
        let fields = match read_line(cx.shared, plan, text, self.0) {
            Ok(fields) => fields,
            Err(notice) => {
                cx.say(notice);
                return Outcome::Refused;
            }
        };
        let measures: Vec<String> = fields.links.iter().map(|link| plan.address(link.measure)).collect();
        let added = Notice::info("evidence-added").with("measures", measures.join(", "));
        let added = added.with("count", fields.dates.len());
        let taken = cx.taken(&Command::AddEvidence(Box::new(fields)));
        if taken {
            cx.say(added);
        }
        taken.into()
    }
}

/// Asks for a piece of evidence in one line.
pub fn add(cx: &mut Cx<'_>, measure: Option<NodeId>) {
    let Some(plan) = &cx.shared.plan else { return };
    let measure = measure.filter(|id| plan.node(*id).is_some_and(|n| n.level == Level::Measure));
    let about = measure.map(|id| plan.address(id)).unwrap_or_default();
    cx.ask(NewEvidence(measure), about, String::new());
}

/// A piece of evidence, edited as the line that would enter it.
#[derive(Clone, Copy, Debug)]
struct EditEvidence(EvidenceId);

impl Prompt for EditEvidence {
    fn heading(&self) -> &'static str {
        "prompt-edit-evidence"
    }

    fn help(&self) -> Option<&'static str> {
        Some("prompt-evidence-help")
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let Some(plan) = &cx.shared.plan else { return Outcome::Taken };
        match read_line(cx.shared, plan, text, None) {
            Ok(mut fields) => {
                fields.link = plan.evidence(self.0).and_then(|old| old.link.clone());
                cx.taken(&Command::EditEvidence(self.0, Box::new(fields))).into()
            }
            Err(notice) => {
                cx.say(notice);
                Outcome::Refused
            }
        }
    }
}

/// Asks for a piece of evidence again.
pub fn edit(cx: &mut Cx<'_>, id: EvidenceId) {
    let Some((plan, old)) = cx.shared.plan.as_ref().and_then(|plan| Some((plan, plan.evidence(id)?))) else {
        return;
    };
    let text = line_of(plan, old);
    cx.ask(EditEvidence(id), String::new(), text);
}

/// The file or address of a piece of evidence.
#[derive(Clone, Copy, Debug)]
struct Link(EvidenceId);

impl Prompt for Link {
    fn heading(&self) -> &'static str {
        "prompt-evidence-link"
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let Some(plan) = &cx.shared.plan else { return Outcome::Taken };
        let Some(old) = plan.evidence(self.0) else { return Outcome::Taken };
        let link = (!text.is_empty()).then(|| text.to_owned());
        let fields = EvidenceFields { link, ..fields_of(plan, old) };
        cx.taken(&Command::EditEvidence(self.0, Box::new(fields))).into()
    }
}

/// Asks for the file or address of a piece of evidence.
pub fn link(cx: &mut Cx<'_>, id: EvidenceId) {
    let Some(old) = cx.shared.plan.as_ref().and_then(|plan| plan.evidence(id)) else { return };
    let (about, link) = (old.text.clone(), old.link.clone().unwrap_or_default());
    cx.ask(Link(id), about, link);
}

/// Reads a line of evidence; without an arrow it is for the measure at hand.
fn read_line(
    shared: &Shared,
    plan: &Plan,
    text: &str,
    default: Option<NodeId>,
) -> Result<EvidenceFields, Notice> {
    let arrow = ["->", "→", "=>"].iter().any(|arrow| text.contains(arrow));
    let line = match default.filter(|_| !arrow) {
        Some(measure) => format!("{text} -> {}", plan.address(measure)),
        None => text.to_owned(),
    };
    let quarter = shared.quarter;
    let near = quarter.last_day().min(shared.today.max(quarter.first_day()));
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
        quarter: Some(quarter),
        performer: line.performer,
        dates: line.dates,
        text: line.text,
        links,
        ..EvidenceFields::default()
    })
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
