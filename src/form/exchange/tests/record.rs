//! Drafts with identities for everything, and the plans made from them.

use crate::domain::{
    Acceptance, AcceptedFigures, AcceptedPart, Closing, ClosingStep, Command, Context, Decision, DoubtId,
    EvidenceId, FactValue, FindingKind, Flag, IdSource, IndicatorId, NodeId, Number, Outcome, Performer,
    PerformerId, Plan, PlanId, Quarter, RoleId, RoleKind, Stage, TargetValue, decide,
    draft::{Draft, DraftAcceptance, DraftDecision, DraftFlag, DraftNode, DraftRole, DraftSubject},
};

/// The draft with new identities where there were none, and with a list of its performers.
pub fn with_ids(mut draft: Draft) -> Draft {
    let mut next = 0x1000u128;
    let mut draw = || {
        next += 1;
        next
    };
    draft.id.get_or_insert_with(|| PlanId(draw()));
    draft.slug.get_or_insert_with(|| "plan".to_owned());
    let mut names = Vec::new();
    give_ids(&mut draft.outline, &mut draw, &mut names);
    for doubt in &mut draft.doubts {
        doubt.id.get_or_insert_with(|| DoubtId(draw()));
    }
    for (id, performer) in &mut draft.performers {
        id.get_or_insert_with(|| PerformerId(draw()));
        names.retain(|name| *name != performer.name);
    }
    names.sort();
    names.dedup();
    let listed =
        names.into_iter().map(|name| (Some(PerformerId(draw())), Performer { name, ..Performer::default() }));
    draft.performers.extend(listed);
    draft
}

fn give_ids(nodes: &mut [DraftNode], draw: &mut impl FnMut() -> u128, names: &mut Vec<String>) {
    for node in nodes {
        node.id.get_or_insert_with(|| NodeId(draw()));
        names.extend(node.performers.iter().map(|p| p.name.clone()));
        for indicator in &mut node.indicators {
            indicator.id.get_or_insert_with(|| IndicatorId(draw()));
            names.extend(indicator.values.iter().filter_map(|v| v.performer.clone()));
        }
        for evidence in &mut node.evidence {
            evidence.id.get_or_insert_with(|| EvidenceId(draw()));
            names.extend(evidence.performer.clone());
        }
        give_ids(&mut node.children, draw, names);
    }
}

/// The draft in the order in which an export lists its parts.
pub fn sorted(mut draft: Draft) -> Draft {
    draft.performers.sort_by_key(|(id, _)| *id);
    draft.doubts.sort_by_key(|d| d.id);
    draft.closings.sort_by_key(|(q, _)| *q);
    draft.accepted.sort_by_key(|a| format!("{a:?}"));
    draft.decisions.sort_by_key(|d| format!("{d:?}"));
    draft.roles.sort_by_key(|r| r.id);
    sort_values(&mut draft.outline);
    draft
}

fn sort_values(nodes: &mut [DraftNode]) {
    for node in nodes {
        for indicator in &mut node.indicators {
            indicator.values.sort_by_key(|v| (v.span, v.performer.clone()));
        }
        sort_values(&mut node.children);
    }
}

/// The plan made by importing a draft.
pub fn plan(draft: &Draft) -> Plan {
    let mut context = Context { author: "проба".into(), at: 0, ids: IdSource::new(7) };
    let mut plan = Plan::empty(draft.id.unwrap());
    let change = decide(&plan, &Command::Import(Box::new(draft.clone())), &mut context).unwrap();
    plan.apply(&change);
    plan
}

/// Adds one record of each kind outside the outline to a draft, each with a different time.
pub fn beside_outline(draft: &mut Draft, about: &DraftSubject, quarter: Quarter, by: &str, at: i64) {
    let title = draft.title.clone();
    let number = |n: i64| Number::parse(&(n % 1_000).to_string()).unwrap();
    let figures = AcceptedFigures {
        target: Some(TargetValue::Number(number(at))),
        fact: FactValue::Text,
        words: title.clone(),
        evidence: 3,
        parts: vec![AcceptedPart {
            target: Some(TargetValue::Compound(vec![number(at), number(7)])),
            fact: FactValue::Text,
            words: title.clone(),
        }],
        note: by.to_owned(),
    };
    let figures = Some(figures).filter(|_| at % 2 == 0);
    let acceptance = Acceptance { reason: title.clone(), by: by.to_owned(), at, figures };
    let (kind, subject) = (FindingKind::Overdue, about.clone());
    draft.accepted = vec![DraftAcceptance { kind, subject, quarter, acceptance }];
    let mut closing = Closing::closed(by, at);
    if at % 3 == 0 {
        let stage = Stage::Reopened;
        closing.steps.push(ClosingStep { stage, by: by.to_owned(), at, reason: title.clone() });
    }
    draft.closings = vec![(quarter, closing)];
    if *about != DraftSubject::Plan {
        let outcome =
            if at % 2 == 0 { Outcome::Withdrawn } else { Outcome::Carried(quarter.next().last_day()) };
        let decision = Decision { outcome, reason: title, order: "12".to_owned(), by: by.to_owned(), at };
        draft.decisions = vec![DraftDecision { subject: about.clone(), quarter, decision }];
        let flag = Flag { by: by.to_owned(), at };
        draft.flags = vec![DraftFlag { subject: about.clone(), quarter, flag }];
    }
    let id = Some(RoleId(0x77));
    draft.roles =
        vec![DraftRole { id, who: "проба".to_owned(), kind: RoleKind::Approver, performer: None }];
}

/// A quarter for tests.
pub fn quarter(text: &str) -> Quarter {
    Quarter::parse(text).unwrap()
}
