//! Records outside the outline: accepted findings, closings, decisions, roles and marks for follow-up, both ways.

use jiff::Timestamp;

use super::{
    cursor::{Cursor, Read},
    error::Problem,
    names,
    read::subject,
    resolve::Index,
    value, wire, write,
};
use crate::domain::{
    Acceptance, AcceptedFigures, AcceptedPart, Closing, ClosingStep, Decision, FactValue, FindingKind, Flag,
    Outcome, Plan, Quarter, RecordKey, Stage, Subject,
    draft::{DraftAcceptance, DraftDecision, DraftFlag, DraftRole, DraftSubject},
};

const OUTCOMES: &str = "carried, withdrawn";

pub(super) fn read_accepted(at: &Cursor<'_>, index: &Index) -> Read<DraftAcceptance> {
    at.object()?;
    let kinds = FindingKind::ALL.map(|kind| (kind.name(), kind));
    Ok(DraftAcceptance {
        kind: at.need("kind")?.word(&kinds)?,
        subject: subject(at, index)?,
        quarter: at.need("quarter")?.quarter()?,
        acceptance: Acceptance {
            reason: at.need("reason")?.text()?,
            by: at.text_or_empty("by")?,
            at: at.need("at")?.moment()?,
            figures: at.maybe("figures", read_figures)?,
        },
    })
}

fn read_figures(at: &Cursor<'_>) -> Read<AcceptedFigures> {
    at.object()?;
    let (fact, words) = read_accepted_fact(at)?;
    Ok(AcceptedFigures {
        target: at.maybe("target", value::target)?.flatten().map(|target| target.value),
        fact,
        words,
        evidence: at.maybe("evidence", Cursor::count)?.unwrap_or(0),
        parts: at.each("parts", read_part)?,
        note: at.text_or_empty("note")?,
    })
}

fn read_part(at: &Cursor<'_>) -> Read<AcceptedPart> {
    at.object()?;
    let (fact, words) = read_accepted_fact(at)?;
    let target = at.maybe("target", value::target)?.flatten().map(|target| target.value);
    Ok(AcceptedPart { target, fact, words })
}

/// A fact, and its wording where it is in words.
fn read_accepted_fact(at: &Cursor<'_>) -> Read<(FactValue, String)> {
    let (fact, raw) = at.maybe("fact", value::fact)?.flatten().unwrap_or((FactValue::None, String::new()));
    let words = if fact == FactValue::Text { raw } else { String::new() };
    Ok((fact, words))
}

pub(super) fn accepted(plan: &Plan) -> Vec<wire::Accepted<'_>> {
    let keys = plan.records().filter_map(|(key, _)| match key {
        RecordKey::Accepted(kind, subject, quarter) => Some((kind, subject, quarter)),
        _ => None,
    });
    keys.filter_map(|(kind, about, quarter)| acceptance(plan, kind, about, quarter)).collect()
}

fn acceptance(
    plan: &Plan,
    kind: FindingKind,
    about: Subject,
    quarter: Quarter,
) -> Option<wire::Accepted<'_>> {
    let acceptance = plan.acceptance(kind, about, quarter)?;
    let subject = write::subject(plan, about);
    // The acceptance of a deleted subject is left out, because it would be read as one of the plan.
    (subject.is_some() || about == Subject::Plan).then(|| wire::Accepted {
        kind: kind.name(),
        address: plan.subject_address(about),
        subject,
        quarter: quarter.to_string(),
        reason: &acceptance.reason,
        by: &acceptance.by,
        at: moment(acceptance.at),
        figures: acceptance.figures.as_ref().map(figures),
    })
}

fn figures(figures: &AcceptedFigures) -> wire::FiguresJson<'_> {
    wire::FiguresJson {
        target: figures.target.as_ref().map(|target| write::target_value_amount(target, "")),
        fact: write::fact_value_amount(&figures.fact, &figures.words),
        evidence: figures.evidence,
        parts: figures.parts.iter().map(part).collect(),
        note: &figures.note,
    }
}

fn part(part: &AcceptedPart) -> wire::AcceptedPartJson<'_> {
    wire::AcceptedPartJson {
        target: part.target.as_ref().map(|target| write::target_value_amount(target, "")),
        fact: write::fact_value_amount(&part.fact, &part.words),
    }
}

pub(super) fn read_closing(at: &Cursor<'_>) -> Read<(Quarter, Closing)> {
    at.object()?;
    let steps = at.each("steps", read_step)?;
    let closing = if steps.is_empty() {
        Closing::closed(at.text_or_empty("by")?, at.need("at")?.moment()?)
    } else {
        Closing { steps }
    };
    Ok((at.need("quarter")?.quarter()?, closing))
}

fn read_step(at: &Cursor<'_>) -> Read<ClosingStep> {
    at.object()?;
    Ok(ClosingStep {
        stage: at.need("stage")?.word(&names::STAGES)?,
        by: at.text_or_empty("by")?,
        at: at.need("at")?.moment()?,
        reason: at.text_or_empty("reason")?,
    })
}

/// Whether version 1 can express a closing: one step without a reason.
pub(super) fn is_plain(closing: &Closing) -> bool {
    matches!(closing.steps.as_slice(), [one] if one.stage == Stage::Closed && one.reason.is_empty())
}

pub(super) fn closings(plan: &Plan) -> Vec<wire::ClosingJson<'_>> {
    let keys = plan.records().filter_map(|(key, _)| match key {
        RecordKey::Closing(quarter) => Some(quarter),
        _ => None,
    });
    keys.filter_map(|quarter| {
        let closing = plan.stages(quarter)?;
        let last = closing.last()?;
        let steps = if is_plain(closing) { &[][..] } else { &closing.steps };
        Some(wire::ClosingJson {
            quarter: quarter.to_string(),
            by: &last.by,
            at: moment(last.at),
            steps: steps.iter().map(step).collect(),
        })
    })
    .collect()
}

fn step(step: &ClosingStep) -> wire::ClosingStep<'_> {
    wire::ClosingStep {
        stage: names::name(&names::STAGES, &step.stage),
        by: &step.by,
        at: moment(step.at),
        reason: &step.reason,
    }
}

pub(super) fn read_decision(at: &Cursor<'_>, index: &Index) -> Read<DraftDecision> {
    at.object()?;
    let outcome = match at.need("kind")?.text()?.as_str() {
        "carried" => Outcome::Carried(at.need("due")?.date()?),
        "withdrawn" => Outcome::Withdrawn,
        _ => return Err(at.need("kind")?.unknown_word(OUTCOMES.to_owned())),
    };
    Ok(DraftDecision {
        subject: row(at, index)?,
        quarter: at.need("quarter")?.quarter()?,
        decision: Decision {
            outcome,
            reason: at.need("reason")?.text()?,
            order: at.text_or_empty("order")?,
            by: at.text_or_empty("by")?,
            at: at.need("at")?.moment()?,
        },
    })
}

/// A subject that must be a measure or an indicator, not the whole plan.
fn row(at: &Cursor<'_>, index: &Index) -> Read<DraftSubject> {
    match subject(at, index)? {
        DraftSubject::Plan => Err(at.refuse(Problem::Missing { field: "address" })),
        found => Ok(found),
    }
}

pub(super) fn decisions(plan: &Plan) -> Vec<wire::Decision<'_>> {
    let standing = plan.decisions().filter_map(|(about, quarter, decision)| {
        // The subject may have been deleted.
        Some((about, quarter, decision, write::subject(plan, about)?))
    });
    standing
        .map(|(about, quarter, decision, subject)| wire::Decision {
            address: plan.subject_address(about),
            subject: Some(subject),
            quarter: quarter.to_string(),
            kind: decision.outcome.name(),
            due: decision.outcome.due().map(|day| day.to_string()),
            reason: &decision.reason,
            order: &decision.order,
            by: &decision.by,
            at: moment(decision.at),
        })
        .collect()
}

pub(super) fn read_flag(at: &Cursor<'_>, index: &Index) -> Read<DraftFlag> {
    at.object()?;
    Ok(DraftFlag {
        subject: row(at, index)?,
        quarter: at.need("quarter")?.quarter()?,
        flag: Flag { by: at.text_or_empty("by")?, at: at.need("at")?.moment()? },
    })
}

pub(super) fn flags(plan: &Plan) -> Vec<wire::Flag<'_>> {
    let marked = plan.flags().filter_map(|(about, quarter, flag)| {
        // The subject may have been deleted.
        Some(wire::Flag {
            subject: write::subject(plan, about)?,
            address: plan.subject_address(about),
            quarter: quarter.to_string(),
            by: &flag.by,
            at: moment(flag.at),
        })
    });
    marked.collect()
}

pub(super) fn read_role(at: &Cursor<'_>) -> Read<DraftRole> {
    at.object()?;
    Ok(DraftRole {
        id: at.maybe("id", Cursor::id)?,
        who: at.need("who")?.name()?,
        kind: at.need("role")?.word(&names::ROLES)?,
        performer: at.maybe("performer", Cursor::text)?,
    })
}

pub(super) fn roles(plan: &Plan) -> Vec<wire::Role<'_>> {
    plan.roles()
        .map(|(id, role)| wire::Role {
            id: id.to_string(),
            who: &role.who,
            role: names::name(&names::ROLES, &role.kind),
            performer: role.performer.map(|id| write::performer_name(plan, id)),
        })
        .collect()
}

/// A moment in UTC as ISO 8601; a moment outside the calendar becomes the nearest one inside it.
fn moment(milliseconds: i64) -> String {
    let bound = if milliseconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(milliseconds).unwrap_or(bound).to_string()
}
