//! The trash: `kvartal plans --deleted` lists it, `kvartal undelete` restores a plan from it.

use serde::Serialize;

use super::{
    Ended,
    args::{Format, UndeleteArgs},
    clock,
    failure::Failure,
    output::{self, Table, shortened},
    session::Session,
    words::Value,
    workspace::Workspace,
};
use crate::domain::{Deleted, Plan};

#[derive(Serialize)]
struct TrashAnswer {
    plans: Vec<DeletedJson>,
}

#[derive(Serialize)]
struct DeletedJson {
    slug: String,
    id: String,
    title: String,
    organisation: String,
    deleted_at: String,
    deleted_by: String,
    changes: u64,
}

/// `kvartal undelete`.
///
/// # Errors
/// When no deleted plan has that full name, another plan has its slug now, or writing fails.
pub(super) fn undelete(session: &mut Session, args: &UndeleteArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::open(session)?;
    let deleted = workspace.deleted(&args.plan)?;
    let slug = args.slug.as_deref().unwrap_or(&deleted.header.slug).to_owned();
    if !crate::domain::Header::is_slug(&slug) {
        return Err(crate::domain::Refusal::BadSlug(slug).into());
    }
    let entries = workspace.store.plans()?;
    if entries.iter().any(|entry| entry.slug == slug) {
        return Err(Failure::SlugTakenSince(slug, deleted.id().to_string()));
    }
    let change = deleted.undelete(args.slug.as_deref(), &mut session.context()?);
    let mut plan = Plan::empty(deleted.id());
    workspace.commit(session, &mut plan, &change, args.dry_run)?;
    let title = crate::text::safe::harmless(&deleted.header.title).into_owned();
    let named = [("slug", Value::from(slug)), ("title", Value::from(title))];
    session.tell(&session.words.with("cli-undelete-done", &named));
    Ok(Ended::Well)
}

/// `kvartal plans --deleted`.
///
/// # Errors
/// When the state or the journal cannot be read, or writing fails.
pub(super) fn list(session: &mut Session) -> Result<Ended, Failure> {
    let deleted = Workspace::read(session)?.store.deleted()?;
    if session.format() == Format::Json {
        let plans = deleted.iter().map(as_json).collect();
        output::answer("kvartal-trash", &TrashAnswer { plans }, &mut session.out)?;
        return Ok(Ended::Well);
    }
    if deleted.is_empty() {
        session.tell_message("cli-trash-empty");
        return Ok(Ended::Well);
    }
    let words = &session.words;
    let headings = ["cli-col-plan", "cli-col-title", "cli-col-deleted", "cli-col-who", "cli-col-id"];
    let mut table = Table::new(words, headings);
    for plan in &deleted {
        let title = &plan.header.title;
        table.row([
            plan.header.slug.clone(),
            shortened(title, session.format()),
            session.moment(plan.at()),
            plan.author().to_owned(),
            plan.id().to_string(),
        ]);
    }
    session.print(&table)?;
    Ok(Ended::Well)
}

fn as_json(plan: &Deleted) -> DeletedJson {
    DeletedJson {
        slug: plan.header.slug.clone(),
        id: plan.id().to_string(),
        title: plan.header.title.clone(),
        organisation: plan.header.organisation.clone(),
        deleted_at: clock::in_utc(plan.at()),
        deleted_by: plan.author().to_owned(),
        changes: plan.seq,
    }
}
