//! `kvartal edit`: the header of a plan.

use super::{
    Ended,
    args::EditArgs,
    failure::Failure,
    session::{Session, parse_period},
    words::Value,
    workspace::Workspace,
};
use crate::{
    domain::{Command, HeaderPatch, Signature},
    form::typed::header,
    text::normal::squeeze,
};

/// Runs the command.
///
/// # Errors
/// When a field is invalid, the plan does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: EditArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::open(session)?;
    let mut plan = workspace.plan(args.plan.as_deref())?;
    let patch = patch(&args)?;
    let slug = patch.slug.clone().unwrap_or_else(|| plan.header().slug.clone());
    if slug != plan.header().slug && workspace.store.plans()?.iter().any(|entry| entry.slug == slug) {
        return Err(Failure::SlugTaken(slug));
    }
    let command = Command::EditHeader(Box::new(patch));
    if workspace.carry_out(session, &mut plan, &command, args.dry_run)?.is_some() {
        session.tell(&session.words.with("cli-edit-done", &[("slug", Value::from(slug))]));
    }
    Ok(Ended::Well)
}

fn patch(args: &EditArgs) -> Result<HeaderPatch, Failure> {
    let signatures = args.signature.iter().map(|text| signature(text, 4));
    let signatures: Vec<Option<Signature>> = signatures.collect::<Result<_, _>>()?;
    Ok(HeaderPatch {
        slug: args.slug.clone(),
        title: args.title.clone(),
        organisation: args.organisation.clone(),
        organisation_genitive: args.genitive.clone().map(Some),
        period: args.period.as_deref().map(parse_period).transpose()?,
        approval: args.approval.as_deref().map(|text| signature(text, 5)).transpose()?,
        signatures: (!signatures.is_empty()).then(|| signatures.into_iter().flatten().collect()),
    })
}

/// Parses `heading|role|name|date|number`, of which the last parts may be omitted; none for an empty text.
fn signature(text: &str, most: usize) -> Result<Option<Signature>, Failure> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let fault = || Failure::NotASignature(text.to_owned());
    let mut parts = text.split('|').map(squeeze);
    let mut next = || parts.next().unwrap_or_default();
    let (heading, role, name, date, number) = (next(), next(), next(), next(), next());
    if text.split('|').count() > most {
        return Err(fault());
    }
    header::signature([&heading, &role, &name], &date, Some(&number)).map_err(|_| fault())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_approval_is_read_from_its_parts() {
        let read = signature("ЗАТВЕРДЖЕНО| Директор |О. Яснова|01.02.2026|12-о", 5).unwrap().unwrap();
        assert_eq!((read.role.as_str(), read.number.as_deref()), ("Директор", Some("12-о")));
        assert!(read.date.is_some());
        assert!(signature("", 5).unwrap().is_none());
        assert!(signature("a|b|c|колись", 5).is_err());
        assert!(signature("a|b|c||n", 4).is_err());
    }
}
