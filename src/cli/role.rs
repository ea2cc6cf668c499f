//! `kvartal role`: lists or changes the roles in a plan.

use serde::Serialize;

use super::{
    Ended,
    args::{Format, RoleArgs, RoleWord},
    failure::Failure,
    output::{self, Table},
    performers::performer,
    session::Session,
    workspace::Workspace,
};
use crate::domain::{Command, HistoryLine, Plan, Role, RoleKind};

#[derive(Serialize)]
struct RolesAnswer<'a> {
    format: &'static str,
    version: u32,
    plan: &'a str,
    roles: Vec<RoleJson<'a>>,
}

#[derive(Serialize)]
struct RoleJson<'a> {
    who: &'a str,
    role: &'static str,
    performer: Option<&'a str>,
}

/// Runs the command.
///
/// # Errors
/// When the plan or the performer does not exist, the user may not change roles, or writing fails.
pub(super) fn run(session: &mut Session, args: &RoleArgs) -> Result<Ended, Failure> {
    let (Some(who), true) = (&args.who, args.role.is_some() || args.remove) else {
        return list(session, args);
    };
    let workspace = Workspace::open(session)?;
    let mut plan = workspace.plan(args.plan.as_deref())?;
    let kind = args.role.map(RoleWord::kind);
    if args.performer.is_some() && !matches!(kind, None | Some(RoleKind::Performer)) {
        return Err(Failure::PerformerOfAnotherRole);
    }
    let performer = args.performer.as_deref().map(|name| performer(&plan, name)).transpose()?;
    let is_first = plan.roles().next().is_none();
    let command = Command::SetRole { who: who.clone(), kind, performer, instead_of: None };
    let Some(change) = workspace.carry_out(session, &mut plan, &command, args.dry_run)? else {
        return Ok(Ended::Well);
    };
    let line = session.words.l10n.change(&HistoryLine::of(&change, &plan));
    session.tell(&crate::text::safe::harmless(&line));
    if is_first {
        session.tell_message("cli-role-first");
    } else if plan.roles().next().is_none() {
        session.tell_message("cli-role-none");
    }
    Ok(Ended::Well)
}

/// Lists the roles of a plan, or those of a single user or group.
fn list(session: &mut Session, args: &RoleArgs) -> Result<Ended, Failure> {
    let plan = Workspace::read(session)?.plan(args.plan.as_deref())?;
    let mut roles: Vec<&Role> = plan.roles().map(|(_, role)| role).collect();
    roles.retain(|role| args.who.as_ref().is_none_or(|who| role.who == *who));
    roles.sort_by_key(|role| (std::cmp::Reverse(role.kind), role.who.clone()));
    if session.format() == Format::Json {
        let roles = roles
            .iter()
            .map(|role| RoleJson { who: &role.who, role: role.kind.name(), performer: name(&plan, role) })
            .collect();
        let answer = RolesAnswer { format: "kvartal-roles", version: 1, plan: &plan.header().slug, roles };
        output::json(&answer, &mut session.out)?;
        return Ok(Ended::Well);
    }
    if roles.is_empty() {
        session.tell_message("cli-role-none");
        return Ok(Ended::Well);
    }
    let words = &session.words;
    let people = session.format().is_for_people();
    let mut table = Table::new(words, ["cli-col-user", "cli-col-role", "cli-col-performer"]);
    for role in roles {
        let kind = if people { words.l10n.role(role.kind) } else { role.kind.name().to_owned() };
        table.row([role.who.clone(), kind, name(&plan, role).unwrap_or_default().to_owned()]);
    }
    session.print(&table)?;
    Ok(Ended::Well)
}

fn name<'a>(plan: &'a Plan, role: &Role) -> Option<&'a str> {
    role.performer.and_then(|id| plan.performer(id)).map(|performer| performer.name.as_str())
}
