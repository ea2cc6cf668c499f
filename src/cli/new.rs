//! `kvartal new`: creates an empty plan.

use std::io::Write as _;

use super::{
    Ended,
    args::NewArgs,
    failure::Failure,
    ids,
    session::{Session, parse_period},
    words::Value,
    workspace::Workspace,
};
use crate::domain::{Command, Header, Plan, PlanId, slug};

/// Runs the command.
///
/// # Errors
/// When the title, the period or the slug is invalid, or writing fails.
pub(super) fn run(session: &mut Session, args: NewArgs) -> Result<Ended, Failure> {
    let period = parse_period(&args.period)?;
    let workspace = if args.dry_run { Workspace::open(session)? } else { Workspace::open_or_make(session)? };
    let entries = workspace.store.plans()?;
    let slug = match args.slug {
        Some(slug) if entries.iter().any(|entry| entry.slug == slug) => return Err(Failure::SlugTaken(slug)),
        Some(slug) => slug,
        None => slug::suggest(&args.organisation, &args.title, period, &entries),
    };
    let mut plan = Plan::empty(PlanId(ids::fresh()?.draw()));
    let header = Header {
        slug,
        title: crate::text::normal::squeeze(&args.title),
        organisation: crate::text::normal::squeeze(&args.organisation),
        organisation_genitive: None,
        period,
        ..plan.header().clone()
    };
    let slug = header.slug.clone();
    workspace.carry_out(session, &mut plan, &Command::CreatePlan(header), args.dry_run)?;
    session.tell(&session.words.with("cli-new-done", &[("slug", Value::from(slug.as_str()))]));
    writeln!(session.out, "{slug}")?;
    Ok(Ended::Well)
}
