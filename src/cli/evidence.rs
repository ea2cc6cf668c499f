//! `kvartal evidence`: something that happened, in one line.

use super::{
    Ended, args::EvidenceArgs, failure::Failure, session::Session, words::Value, workspace::Workspace,
};
use crate::domain::{
    Command, EvidenceFields, EvidenceLink, Level, NodeId, Plan, Quarter,
    evidence_line::{self, EvidenceLine},
};

/// Runs it.
///
/// # Errors
/// When the line cannot be read, the plan, a code or the quarter is not there, the quarter is closed, or
/// nothing can be written. In each case nothing changed.
pub(super) fn run(session: &mut Session, args: &EvidenceArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::open(session)?;
    let mut plan = workspace.plan(Some(&args.plan))?;
    let named = args.quarter.as_deref().map(|text| session.quarter(&plan, Some(text))).transpose()?;
    let near = match named {
        Some(quarter) => quarter.last_day(),
        None => {
            let period = plan.period();
            session.as_of()?.clamp(period.first.first_day(), period.last.last_day())
        }
    };
    let line = evidence_line::parse(&args.line, near, |name| plan.performer_named(name).is_some())
        .map_err(Failure::BadEvidence)?;
    let quarter = quarter(session, &plan, named, &line)?;
    let links = links(&plan, &line)?;
    let told = told(session, &line, quarter, links.len());
    let fields = EvidenceFields {
        quarter: Some(quarter),
        performer: line.performer,
        dates: line.dates,
        place: None,
        text: line.text,
        links,
        link: args.link.clone(),
    };
    let command = Command::AddEvidence(Box::new(fields));
    if workspace.carry_out(session, &mut plan, &command, args.dry_run)?.is_some() {
        session.tell(&told);
    }
    Ok(Ended::Well)
}

/// The quarter it is reported in: the one named, that of its first date, or that of the day.
fn quarter(
    session: &Session,
    plan: &Plan,
    named: Option<Quarter>,
    line: &EvidenceLine,
) -> Result<Quarter, Failure> {
    match (named, line.dates.first()) {
        (Some(quarter), _) => Ok(quarter),
        (None, None) => session.quarter(plan, None),
        (None, Some(day)) => {
            let (quarter, period) = (Quarter::of(*day), plan.period());
            if period.contains(quarter) { Ok(quarter) } else { Err(Failure::OutsidePlan(quarter, period)) }
        }
    }
}

fn links(plan: &Plan, line: &EvidenceLine) -> Result<Vec<EvidenceLink>, Failure> {
    let link = |(code, count): &(String, Option<u32>)| {
        Ok(EvidenceLink { measure: measure(plan, code)?, count: *count })
    };
    line.measures.iter().map(link).collect()
}

/// The measure of an address; that of one of its indicators means the measure too.
fn measure(plan: &Plan, address: &str) -> Result<NodeId, Failure> {
    let node = address.split('#').next().unwrap_or(address);
    let id = plan.find_node(node)?;
    match plan.node(id) {
        Some(found) if found.level == Level::Measure => Ok(id),
        _ => Err(Failure::NotAMeasure(address.to_owned())),
    }
}

fn told(session: &Session, line: &EvidenceLine, quarter: Quarter, measures: usize) -> String {
    let words = &session.words;
    let days: Vec<String> = line.dates.iter().map(|day| words.day(*day)).collect();
    let days = if days.is_empty() { words.say("cli-evidence-undated") } else { days.join(", ") };
    words.with(
        "cli-evidence-done",
        &[
            ("days", Value::from(days)),
            ("text", Value::from(crate::text::safe::harmless(&line.text).into_owned())),
            ("quarter", Value::from(words.quarter(quarter))),
            ("measures", Value::from(words.count("count-measures", measures))),
        ],
    )
}
