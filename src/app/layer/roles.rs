//! The roles in the plan. Its actions do the same as `kvartal role`.

use super::{
    Flow,
    choice::{Pick, pick},
};
use crate::{
    app::{Cx, Notice, Shared, prompt::role},
    domain::{Command, Plan, PlanId, Role, RoleKind},
    keymap::Action,
};

/// The list of roles; one more row at its end adds a role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// The roles, the most powerful first.
    pub list: Vec<Role>,
    /// The row under the cursor.
    pub at: usize,
    made_of: Option<(PlanId, u64)>,
}

impl Roles {
    /// The roles of the open plan.
    pub fn of(shared: &Shared) -> Self {
        let mut roles = Self::default();
        roles.sync(shared);
        roles
    }

    /// Reads the roles again if the plan has changed; the cursor stays on the same account.
    pub fn sync(&mut self, shared: &Shared) {
        let Some(plan) = &shared.plan else { return };
        if self.made_of == Some((plan.id(), plan.seq())) {
            return;
        }
        self.made_of = Some((plan.id(), plan.seq()));
        let stood_on = self.role().map(|role| (role.who.clone(), role.performer));
        self.list = sorted(plan);
        let is_it = |role: &Role| stood_on.as_ref() == Some(&(role.who.clone(), role.performer));
        self.at = self.list.iter().position(is_it).unwrap_or(self.at.min(self.list.len()));
    }

    /// The role under the cursor; none on the row that adds one.
    pub fn role(&self) -> Option<&Role> {
        self.list.get(self.at)
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        self.sync(cx.shared);
        if action == Action::AcceptNth {
            if let (Some(role), Some(nth)) = (self.role(), cx.typed_place()) {
                give(cx, role, nth);
            }
        } else {
            match pick(&mut self.at, self.list.len() + 1, cx, action) {
                Pick::Row(at) => match self.list.get(at) {
                    None => role::give(cx),
                    Some(role) if role.kind == RoleKind::Performer => role::performer(cx, role),
                    Some(_) => cx.say(Notice::info("notice-role-digits")),
                },
                Pick::Stay => {}
                Pick::Leave => return Flow::Close,
            }
        }
        self.sync(cx.shared);
        Flow::Stay
    }
}

/// The roles of a plan, the most powerful first, then by name.
fn sorted(plan: &Plan) -> Vec<Role> {
    let mut list: Vec<Role> = plan.roles().map(|(_, role)| role.clone()).collect();
    list.sort_by_key(|role| (std::cmp::Reverse(role.kind), role.who.clone()));
    list
}

/// Changes the role: the first digits stand for the kinds of roles from the least powerful one on, the next digit
/// removes the role.
fn give(cx: &mut Cx<'_>, role: &Role, nth: usize) {
    let kind = RoleKind::ALL.get(nth).copied();
    if kind.is_none() && nth != RoleKind::ALL.len() {
        return;
    }
    let stays = kind.is_none_or(|kind| kind == RoleKind::Performer);
    let performer = role.performer.filter(|_| stays);
    cx.command(&Command::SetRole { who: role.who.clone(), kind, performer, instead_of: None });
}
