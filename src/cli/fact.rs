//! `kvartal fact`: sets one fact, or many from a file.

use super::{
    Ended,
    args::FactArgs,
    fact_file,
    failure::Failure,
    session::Session,
    show,
    typed_fact::{ReadTypedFact, TypedFact},
    words::{Value, Words},
    workspace::Workspace,
};
use crate::{
    app::grid::rows::facts_divided,
    domain::{Command, Plan, SetFact, Status},
    store::PlanPart,
    ui::values::division,
};

/// Runs the command.
///
/// # Errors
/// When the plan, the code, the performer or the quarter does not exist, a value is invalid, the quarter is closed, or
/// writing fails. In each case nothing was changed.
pub(super) fn run(session: &mut Session, args: &FactArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::open(session)?;
    if let Some(file) = &args.from {
        let mut plan = workspace.plan(Some(&args.plan))?;
        return fact_file::run(session, &workspace, &mut plan, file, args);
    }
    let addresses = [args.code.as_deref().unwrap_or_default()];
    let part = PlanPart { addresses: &addresses, evidence: false, groups: false };
    let mut plan = workspace.part(Some(&args.plan), &part)?;
    let quarter = session.quarter(&plan, args.quarter.as_deref())?;
    let typed = TypedFact {
        code: args.code.as_deref().unwrap_or_default(),
        quarter,
        performer: args.performer.as_deref(),
        value: args.value.as_deref(),
        note: args.note.as_deref(),
        words: args.text,
        table: None,
    };
    let ReadTypedFact { fact, told } = typed.read(&plan, &session.words)?;
    let before = said(&plan, &fact, &session.words);
    let set = Command::SetFact(fact.clone());
    if workspace.carry_out(session, &mut plan, &set, args.dry_run)?.is_some() {
        tell(session, &plan, typed.code, &fact, &before);
    }
    if let Some(told) = told {
        session.tell(&told);
    }
    Ok(Ended::Well)
}

/// The current fact in words; a dash if there is none.
fn said(plan: &Plan, fact: &SetFact, words: &Words) -> String {
    let stands =
        plan.value_indicator(fact.subject).and_then(|id| plan.fact(id, fact.quarter, fact.performer));
    stands.and_then(|fact| show::fact_text(&fact.value, &fact.raw, words)).unwrap_or_else(|| "–".to_owned())
}

/// Reports what was changed, and the new status of the indicator.
fn tell(session: &Session, plan: &Plan, code: &str, fact: &SetFact, before: &str) {
    let words = &session.words;
    // A measure without an indicator has one now.
    let subject = plan.find(code).unwrap_or(fact.subject);
    let set = SetFact { subject, ..fact.clone() };
    let mut status = String::new();
    if let Some(id) = plan.value_indicator(subject) {
        let assessment = plan.assess(id, fact.quarter, None);
        status = format!("{} {}", assessment.status.glyph(), words.status(assessment.status));
        // No percentage is shown where nothing is reported, because the value is unknown and not 0.
        let ratio = assessment.ratio.filter(|_| assessment.status != Status::NotReported);
        if let Some(percent) = ratio {
            status = format!("{status}, {}", words.percent(Some(percent.percent())));
        }
    }
    let text = |text: &str| Value::from(crate::text::safe::harmless(text).into_owned());
    session.tell(&words.with(
        "cli-fact-done",
        &[
            ("address", text(code)),
            ("quarter", Value::from(words.quarter(fact.quarter))),
            ("before", text(before)),
            ("after", text(&said(plan, &set, words))),
            ("status", Value::from(status)),
        ],
    ));
    // For a part, the new total is reported, as in the window.
    let id = plan.value_indicator(subject).filter(|_| fact.performer.is_some());
    if let Some(said) = id.and_then(|id| division(&words.l10n, facts_divided(plan, id, fact.quarter))) {
        session.tell(&said);
    }
}
