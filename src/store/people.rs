//! Accounts and groups of the system, and the check of roles. Every commit passes through it, whoever makes it: a
//! window, a command, an import, undo, or a client on the socket, whose name comes from the system.

use super::CommitError;
use crate::domain::{Actor, Change, Plan, RecordKey};

/// Whether roles have to be checked for a change: the plan has roles, or the change gives it some.
pub(super) fn asks_for_roles(plan: &Plan, change: &Change) -> bool {
    plan.roles().next().is_some() || change.edits.iter().any(|edit| matches!(edit.key, RecordKey::Role(_)))
}

/// Checks whether the author of a change may make it.
///
/// # Errors
/// The reason why not.
pub(super) fn admit(plan: &Plan, change: &Change) -> Result<(), CommitError> {
    if !asks_for_roles(plan, change) {
        return Ok(());
    }
    plan.permits(change, &actor(&change.author)).map_err(CommitError::Denied)
}

/// An account with its groups according to the system; an account that the system does not know has no groups.
pub fn actor(name: &str) -> Actor {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let groups = groups_of(name, &read("/etc/passwd"), &read("/etc/group"));
    Actor { name: name.to_owned(), groups }
}

/// The name of an account, or its number where it has none.
pub fn account(uid: u32) -> String {
    let number = uid.to_string();
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let mut lines = accounts.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let found = lines.find(|fields| fields.get(2) == Some(&number.as_str()));
    found.and_then(|fields| fields.first().map(|name| (*name).to_owned())).unwrap_or(number)
}

/// The groups of an account: its primary group, and those that list it.
fn groups_of(name: &str, accounts: &str, groups: &str) -> Vec<String> {
    let fields = |line: &'_ str| line.split(':').map(str::to_owned).collect::<Vec<String>>();
    let account = accounts.lines().map(fields).find(|fields| fields.first().is_some_and(|own| own == name));
    let own = account.and_then(|fields| fields.get(3).cloned());
    let is_in = |fields: &[String]| {
        let lists =
            fields.get(3).is_some_and(|members| members.split(',').any(|member| member.trim() == name));
        lists || (own.is_some() && fields.get(2) == own.as_ref())
    };
    groups
        .lines()
        .map(fields)
        .filter(|fields| is_in(fields))
        .filter_map(|mut fields| fields.drain(..).next())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_has_its_own_group_and_those_that_list_it() {
        let accounts = "root:x:0:0::/root:/bin/sh\nolena:x:1001:1001::/home/olena:/bin/sh\n";
        let groups = "root:x:0:\nolena:x:1001:\nplan:x:2000:petro,olena\nstarosty:x:2001:petro\nbad\n";
        assert_eq!(groups_of("olena", accounts, groups), ["olena", "plan"]);
        assert_eq!(groups_of("petro", accounts, groups), ["plan", "starosty"]);
        assert!(groups_of("ole", accounts, groups).is_empty());
        assert!(groups_of("", "", "").is_empty());
    }
}
