//! Roles: who may do what in a plan.

use super::Builder;
use crate::domain::{
    change::{Summary, Verb},
    id::{PerformerId, RoleId},
    record::{Record, RecordKey, Role, RoleKind},
    refusal::Refusal,
};

/// The longest name of an account or a group.
const LONGEST: usize = 64;

/// Gives a user or a group a role, or removes it. Whoever sets the first role becomes an approver, because nobody
/// may lock himself out.
pub(super) fn set(
    builder: &mut Builder<'_>,
    who: &str,
    kind: Option<RoleKind>,
    performer: Option<PerformerId>,
    instead_of: Option<PerformerId>,
) -> Result<Summary, Refusal> {
    let who = account(who)?;
    let before: Vec<(RoleId, Role)> = builder.plan.roles().map(|(id, role)| (id, role.clone())).collect();
    let of_who = before.iter().filter(|(_, role)| role.who == who);
    let from: Vec<&str> = of_who.clone().map(|(_, role)| role.kind.name()).collect();
    let summary = Summary::new(Verb::SetRole, &who)
        .with_values(from.first().copied().unwrap_or_default(), kind.map_or("", RoleKind::name));
    // A user may report for several performers; any other role replaces the roles before it.
    let stays = |role: &Role| {
        let other = role.kind == RoleKind::Performer
            && role.performer.is_some()
            && role.performer != performer
            && role.performer != instead_of;
        other && performer.is_some() && kind.is_none_or(|kind| kind == RoleKind::Performer)
    };
    let replaced: Vec<RoleId> = of_who.filter(|(_, role)| !stays(role)).map(|(id, _)| *id).collect();
    let wanted = kind.map(|kind| Role { who: who.clone(), kind, performer });
    let mut ids = replaced.into_iter();
    if let Some(role) = wanted {
        let id = ids.next().unwrap_or_else(|| RoleId(builder.context.ids.draw()));
        builder.set(RecordKey::Role(id), Some(Record::from(role)));
    }
    ids.for_each(|id| builder.set(RecordKey::Role(id), None));
    if before.is_empty() && kind.is_some() {
        keep_an_approver(builder);
    }
    Ok(summary)
}

/// Makes the author of the first roles of a plan an approver, unless these roles do, because otherwise nobody could
/// change them.
pub(super) fn keep_an_approver(builder: &mut Builder<'_>) {
    let who = builder.context.author.clone();
    let (mut own, mut approves) = (None, false);
    for edit in &builder.edits {
        if let (RecordKey::Role(id), Some(Record::Role(role))) = (edit.key, &edit.after)
            && role.who == who
        {
            own = Some(id);
            approves |= role.kind == RoleKind::Approver;
        }
    }
    if !approves {
        let id = own.unwrap_or_else(|| RoleId(builder.context.ids.draw()));
        let role = Role { who, kind: RoleKind::Approver, performer: None };
        builder.set(RecordKey::Role(id), Some(Record::from(role)));
    }
}

/// The name of an account, or of a group with `@`.
fn account(who: &str) -> Result<String, Refusal> {
    let who = who.trim();
    let name = who.strip_prefix('@').unwrap_or(who);
    if name.is_empty() {
        return Err(Refusal::Empty);
    }
    let bad = |c: char| c.is_control() || matches!(c, ':' | ',' | '@');
    if name.len() > LONGEST || name.contains(bad) {
        return Err(Refusal::NotAnAccount(who.to_owned()));
    }
    Ok(who.to_owned())
}
