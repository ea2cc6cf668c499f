//! `kvartal decide`: records a decision about a debt, or revokes it.

use super::{
    Ended,
    args::{DecideArgs, RulingArg},
    failure::Failure,
    session::{Session, parse_quarter},
    words::Value,
    workspace::Workspace,
};
use crate::{
    domain::{Command, Debt, DebtState, Outcome, Plan, Quarter, Ruling, Subject},
    form::typed,
};

/// Runs the command.
///
/// # Errors
/// When the plan, the address or the debt does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &DecideArgs) -> Result<Ended, Failure> {
    let as_of = session.as_of()?;
    let ruling = ruling(args)?;
    let named = args.quarter.as_deref().map(parse_quarter).transpose()?;
    let workspace = Workspace::open(session)?;
    let mut plan = workspace.plan(Some(&args.plan))?;
    let debts = plan.debts(as_of);
    let debt = debt(&plan, &args.address, named, ruling.is_none(), &debts)?;
    let (subject, quarter) = (debt.subject, debt.quarter);
    let withdrawn = ruling.is_none();
    let command = Command::DecideDebt { subject, quarter, ruling };
    if workspace.carry_out(session, &mut plan, &command, args.dry_run)?.is_some() {
        let said = [
            ("address", Value::from(plan.subject_address(subject))),
            ("quarter", Value::from(session.words.quarter(quarter))),
        ];
        let message = if withdrawn { "cli-decide-withdrawn" } else { "cli-decide-done" };
        session.tell(&session.words.with(message, &said));
    }
    Ok(Ended::Well)
}

/// The decision; none if it is revoked.
fn ruling(args: &DecideArgs) -> Result<Option<Ruling>, Failure> {
    let Some(ruling) = args.ruling else { return Ok(None) };
    let due = args.due.as_deref();
    let outcome = match (ruling, due) {
        (RulingArg::Withdrawn, None) => Outcome::Withdrawn,
        (RulingArg::Withdrawn, Some(due)) => return Err(Failure::DueWithoutCarrying(due.to_owned())),
        (RulingArg::Carried, due) => {
            let text = due.unwrap_or_default();
            Outcome::Carried(typed::date::day(text).ok_or_else(|| Failure::NotADay(text.to_owned()))?)
        }
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Ok(Some(Ruling { outcome, reason: text(&args.reason), order: text(&args.order) }))
}

/// The debt: that of the given quarter, otherwise the only open one, otherwise the only one.
fn debt<'a>(
    plan: &Plan,
    address: &str,
    quarter: Option<Quarter>,
    decided: bool,
    debts: &'a [Debt],
) -> Result<&'a Debt, Failure> {
    let address = address.trim().trim_end_matches('.');
    // An unknown address is reported as such.
    let subject = match plan.find(address) {
        Ok(subject) => subject,
        Err(error) => match plan.find_node(address) {
            Ok(measure) => Subject::Node(measure),
            Err(_) => return Err(error.into()),
        },
    };
    let about = |debt: &&Debt| {
        debt.subject == subject || plan.measure_at(debt.subject).map(Subject::Node) == Some(subject)
    };
    let of_quarter = |debt: &&Debt| quarter.is_none_or(|quarter| debt.quarter == quarter);
    let all: Vec<&Debt> = debts.iter().filter(about).filter(of_quarter).collect();
    let open: Vec<&Debt> = all
        .iter()
        .copied()
        .filter(|debt| if decided { debt.decision.is_some() } else { debt.state == DebtState::Open })
        .collect();
    let several = |debts: &[&Debt]| {
        Failure::SeveralDebts(address.to_owned(), debts.iter().map(|debt| debt.quarter).collect())
    };
    match (open.as_slice(), all.as_slice()) {
        ([one], _) => Ok(one),
        (many @ [_, _, ..], _) => Err(several(many)),
        ([], [one]) if !decided && one.state != DebtState::Settled => Ok(one),
        ([], _) => Err(Failure::NoDebt(address.to_owned())),
    }
}
