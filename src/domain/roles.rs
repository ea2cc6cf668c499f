//! Permission to change a plan. Without roles everybody may do everything; from the first role on, each edit
//! requires one.

use super::{
    change::{Change, Edit},
    deed::{comes_with_a_deed, unnamed_indicators},
    id::{IndicatorId, NodeId, PerformerId},
    plan::Plan,
    record::{Evidence, Indicator, Record, RecordKey, Role, RoleKind, Stage},
};

/// The person who does something: the account and its groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Actor {
    /// The name of the account.
    pub name: String,
    /// The names of its groups.
    pub groups: Vec<String>,
}

/// Why somebody may not make a change. Data: the command line and the screens put it into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denied {
    /// The change requires another role.
    Role {
        /// The least role that is required.
        needs: RoleKind,
        /// The highest role that the person has; none without a role in the plan.
        has: Option<RoleKind>,
        /// Who could: users, and groups with `@`.
        could: Vec<String>,
    },
    /// It is another performer's.
    NotOwn {
        /// Who could.
        could: Vec<String>,
    },
    /// Roles would remain that their author could not change any more.
    LocksOut,
}

impl RoleKind {
    /// All of them, from the least.
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Performer, Self::Planner, Self::Approver];

    /// The name in commands and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Performer => "performer",
            Self::Planner => "planner",
            Self::Approver => "approver",
        }
    }
}

impl Role {
    /// Whether it is a role of somebody, by name or by a group.
    pub fn is_of(&self, actor: &Actor) -> bool {
        match self.who.strip_prefix('@') {
            Some(group) => actor.groups.iter().any(|own| own == group),
            None => self.who == actor.name,
        }
    }
}

impl Plan {
    /// Checks whether somebody may make a change.
    ///
    /// # Errors
    /// The reason why not, and who may.
    pub fn permits(&self, change: &Change, actor: &Actor) -> Result<(), Denied> {
        if self.roles.is_empty() {
            return self.leaves_an_approver(change, actor);
        }
        let own: Vec<&Role> = self.roles().map(|(_, role)| role).filter(|role| role.is_of(actor)).collect();
        let refused =
            change.edits.iter().find(|edit| !own.iter().any(|role| self.allows(role, edit, change)));
        match refused {
            None => self.leaves_an_approver(change, actor),
            Some(edit) => Err(self.denial(&own, edit, change)),
        }
    }

    fn denial(&self, own: &[&Role], edit: &Edit, change: &Change) -> Denied {
        let mut could: Vec<String> = self
            .roles()
            .filter(|(_, role)| self.allows(role, edit, change))
            .map(|(_, role)| role.who.clone())
            .collect();
        could.sort();
        could.dedup();
        let has = own.iter().map(|role| role.kind).max();
        match least(edit, change) {
            RoleKind::Performer if has == Some(RoleKind::Performer) => Denied::NotOwn { could },
            needs => Denied::Role { needs, has, could },
        }
    }

    fn allows(&self, role: &Role, edit: &Edit, change: &Change) -> bool {
        match role.kind {
            RoleKind::Viewer => false,
            RoleKind::Performer => {
                is_reporting(edit, change) && role.performer.is_none_or(|by| self.is_own(edit, change, by))
            }
            RoleKind::Planner => !is_of_approvers(edit),
            RoleKind::Approver => true,
        }
    }

    /// Whether an edit of a report is of a performer's own values.
    fn is_own(&self, edit: &Edit, change: &Change, by: PerformerId) -> bool {
        let own = |measure: Option<NodeId>| measure.is_some_and(|id| self.names(id, by));
        match &edit.key {
            RecordKey::Fact(id, _, who) => match who {
                Some(who) => by == *who,
                None => own(self.measure_in(*id, change)),
            },
            RecordKey::Flag(subject, _) => own(self.measure_at(*subject)),
            RecordKey::Indicator(id) | RecordKey::Target(id, ..) => own(self.measure_in(*id, change)),
            RecordKey::Evidence(_) => [&edit.before, &edit.after].into_iter().flatten().all(
                |record| matches!(record, Record::Evidence(evidence) if self.is_evidence_of(evidence, by)),
            ),
            _ => false,
        }
    }

    /// The measure of an indicator, which the change itself may create or remove.
    fn measure_in(&self, id: IndicatorId, change: &Change) -> Option<NodeId> {
        let made = change.edits.iter().find(|edit| edit.key == RecordKey::Indicator(id));
        let made = made.and_then(|edit| match edit.after.as_ref().or(edit.before.as_ref()) {
            Some(Record::Indicator(indicator)) => Some(indicator.measure),
            _ => None,
        });
        self.measure_of(id).or(made)
    }

    /// Whether a measure is carried out by a performer.
    fn names(&self, measure: NodeId, who: PerformerId) -> bool {
        self.node(measure).is_some_and(|node| node.performers.iter().any(|named| named.id == who))
    }

    /// Whether a piece of evidence belongs to a performer: it names him, or it names nobody and its measures are
    /// his.
    fn is_evidence_of(&self, evidence: &Evidence, who: PerformerId) -> bool {
        match evidence.performer {
            Some(named) => named == who,
            None => evidence.links.iter().all(|link| self.names(link.measure, who)),
        }
    }

    /// Refuses a change of roles after which its author is no approver, because then nobody might be left who can
    /// change them. A change that removes every role is allowed: without roles everybody may do everything.
    fn leaves_an_approver(&self, change: &Change, actor: &Actor) -> Result<(), Denied> {
        let edited = |key: &RecordKey| change.edits.iter().any(|edit| edit.key == *key);
        if !change.edits.iter().any(|edit| matches!(edit.key, RecordKey::Role(_))) {
            return Ok(());
        }
        let kept = self.roles().filter(|(id, _)| !edited(&RecordKey::Role(*id))).map(|(_, role)| role);
        let set = change.edits.iter().filter_map(|edit| match &edit.after {
            Some(Record::Role(role)) => Some(&**role),
            _ => None,
        });
        let mut left = kept.chain(set).peekable();
        let none = left.peek().is_none();
        let approves = left.any(|role| role.kind == RoleKind::Approver && role.is_of(actor));
        if none || approves { Ok(()) } else { Err(Denied::LocksOut) }
    }
}

impl Change {
    /// The least role that the change requires, in whichever plan.
    pub fn needs(&self) -> RoleKind {
        if self.edits.iter().any(is_of_approvers) {
            RoleKind::Approver
        } else if self.edits.iter().all(|edit| is_reporting(edit, self)) {
            RoleKind::Performer
        } else {
            RoleKind::Planner
        }
    }
}

/// The least role that an edit requires.
fn least(edit: &Edit, change: &Change) -> RoleKind {
    match edit {
        edit if is_of_approvers(edit) => RoleKind::Approver,
        edit if is_reporting(edit, change) => RoleKind::Performer,
        _ => RoleKind::Planner,
    }
}

/// Whether an edit reports what was done: facts, notes, evidence, marks for follow-up, and what is created with the
/// first fact.
fn is_reporting(edit: &Edit, change: &Change) -> bool {
    match (&edit.key, &edit.before, &edit.after) {
        (RecordKey::Fact(..) | RecordKey::Flag(..), ..) => true,
        (RecordKey::Indicator(_), before, after) => comes_with_a_fact(before.as_ref(), after.as_ref()),
        (RecordKey::Target(..), ..) => comes_with_a_deed(&unnamed_indicators(&change.edits), edit),
        (RecordKey::Evidence(_), before, after) => {
            [before, after].into_iter().flatten().all(|record| matches!(record, Record::Evidence(_)))
        }
        // A report may name a new performer; its undo removes the performer again.
        (RecordKey::Performer(_), before, after) => (before.is_none() || after.is_none()) && reports(change),
        _ => false,
    }
}

/// Whether an edit requires an approver: roles, and every step of a closing except handing in.
fn is_of_approvers(edit: &Edit) -> bool {
    let stages = |record: &Option<Record>| match record {
        Some(Record::Closing(closing)) => closing.steps.iter().map(|step| step.stage).collect(),
        _ => Vec::new(),
    };
    match edit.key {
        RecordKey::Role(_) => true,
        RecordKey::Closing(_) => {
            let (before, after) = (stages(&edit.before), stages(&edit.after));
            let longer = if after.len() > before.len() { &after } else { &before };
            let same = before.iter().zip(&after).take_while(|(was, is)| was == is).count();
            longer.iter().skip(same).any(|stage| *stage != Stage::Submitted) || before.len() == after.len()
        }
        _ => false,
    }
}

/// Whether an edit comes with a fact: the first fact of a measure creates an indicator, and a number's unit is set
/// for an indicator that has none.
fn comes_with_a_fact(before: Option<&Record>, after: Option<&Record>) -> bool {
    let indicator = |record: Option<&Record>| match record {
        Some(Record::Indicator(indicator)) => Some(Indicator::clone(indicator)),
        _ => None,
    };
    match (indicator(before), indicator(after)) {
        (None, Some(made)) | (Some(made), None) => made.name.is_empty(),
        (Some(before), Some(after)) => {
            let bare = |indicator: Indicator| Indicator { unit: None, ..indicator };
            (before.unit.is_none() || after.unit.is_none()) && bare(before) == bare(after)
        }
        (None, None) => false,
    }
}

/// Whether a change has a fact or a piece of evidence in it.
fn reports(change: &Change) -> bool {
    change.edits.iter().any(|edit| matches!(edit.key, RecordKey::Fact(..) | RecordKey::Evidence(_)))
}

#[cfg(test)]
mod tests;
