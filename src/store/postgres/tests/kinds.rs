//! What the kind of a member lets its role change, in the program and in psql.

use super::{
    centres::{Centres, OWN},
    *,
};
use crate::domain::{Closing, Quarter, Record, Role, RoleId, RoleKind};

/// What a change needs, and the change.
type Needed = (RoleKind, fn(u128, &Plan) -> Change);

fn renamed(id: u128, plan: &Plan) -> Change {
    let key = RecordKey::Node(measure(1));
    let before = plan.record(&key);
    let number = u128::from(plan.seq()) + 20;
    change(id, P, vec![edit(key, before, Some(node(number, Some(NodeId(1)), Level::Measure)))])
}

fn closed(id: u128, _: &Plan) -> Change {
    let key = RecordKey::Closing(Quarter::new(2024, u8::try_from(id % 4).unwrap() + 1).unwrap());
    change(id, P, vec![edit(key, None, Some(Record::from(Closing::closed("o", 1))))])
}

fn role_given(id: u128, _: &Plan) -> Change {
    let role = |who: &str, kind| Record::from(Role { who: who.to_owned(), kind, performer: None });
    let edits = [(1, role("@everybody", RoleKind::Approver)), (2, role("x", RoleKind::Viewer))];
    let edits = edits.into_iter().map(|(n, role)| edit(RecordKey::Role(RoleId(id + n)), None, Some(role)));
    change(id, P, edits.collect())
}

fn is_not_allowed(done: &Result<u64, CommitError>) -> bool {
    matches!(done, Err(CommitError::Store(StoreError::Server(ServerFault::NotAllowed { .. }))))
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_member_changes_what_its_kind_may() {
    let scratch = Scratch::new();
    let mut centres = Centres::new(&scratch);
    scratch.open().commit(&create(P, "plan", 3)).unwrap();
    let changes: [Needed; 3] = [
        (RoleKind::Performer, |id, plan| set_fact(id, plan, 1, id as u32)),
        (RoleKind::Planner, renamed),
        (RoleKind::Approver, closed),
    ];
    for (n, kind) in RoleKind::ALL.into_iter().enumerate() {
        let role = centres.admit(kind.name(), OWN, kind.name());
        let store = centres.open(&role);
        for (m, (needs, made)) in changes.iter().enumerate() {
            let change = made(100 * n as u128 + m as u128, &store.load(P).unwrap().unwrap());
            assert_eq!(change.needs(), *needs);
            let done = store.commit(&change);
            assert_eq!(
                (done.is_ok(), is_not_allowed(&done)),
                (kind >= *needs, kind < *needs),
                "{kind:?}: {done:?}"
            );
        }
        // A plan is begun by a planner.
        let done = store.commit(&create(PlanId(20 + n as u128), kind.name(), 1));
        assert_eq!(
            (done.is_ok(), is_not_allowed(&done)),
            (kind >= RoleKind::Planner, kind < RoleKind::Planner)
        );
    }
    let planner = centres.open(&format!("{}_planner", scratch.name));
    let roles = role_given(900, &planner.load(P).unwrap().unwrap());
    let done = planner.commit(&roles);
    assert!(is_not_allowed(&done) || matches!(done, Err(CommitError::Denied(_))), "{done:?}");
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn with_psql_a_performer_changes_no_outline_and_no_role() {
    let scratch = Scratch::new();
    let mut centres = Centres::new(&scratch);
    let owner = scratch.open();
    owner.commit(&create(P, "plan", 3)).unwrap();
    owner.commit(&set_fact(50, &owner.load(P).unwrap().unwrap(), 1, 5)).unwrap();
    let role = centres.admit("entry", OWN, "performer");
    let psql = |sql: &str| centres.psql(&role, sql);
    let records =
        |what: &str| psql(&format!("UPDATE kvartal.records SET revision = 1 WHERE kind = '{what}'"));
    assert_eq!(["header", "node", "fact"].map(records), ["UPDATE 0", "UPDATE 0", "UPDATE 1"]);
    assert_eq!(psql("DELETE FROM kvartal.records WHERE kind IN ('header', 'node')"), "DELETE 0");
    for kind in ["name", "organisation"] {
        let set = if kind == "name" { "slug = 'other'" } else { "organisation = 'Інший центр'" };
        let said = psql(&format!("UPDATE kvartal.plans SET {set}"));
        assert!(said.contains("only a planner") || said.contains("row-level security"), "{said}");
    }
    let copy = |key: &str| {
        format!(
            "INSERT INTO kvartal.records SELECT plan, '{key}', 9, record, kind, shown \
             FROM kvartal.records WHERE kind = 'node' LIMIT 1"
        )
    };
    for key in ["\\x01", "\\x0305", "\\x0c05"] {
        assert!(psql(&copy(key)).contains("row-level security"), "{key}: {}", psql(&copy(key)));
    }
    // A node under the key of a fact gets into the table, and whoever reads the plan is told.
    assert_eq!(psql(&copy("\\x0605")), "INSERT 0 1");
    let damaged =
        |done: Result<(), StoreError>| matches!(done, Err(StoreError::Server(ServerFault::Damaged { .. })));
    assert!(damaged(scratch.open().load(P).map(drop)));
    scratch.run("DELETE FROM kvartal.records WHERE key = '\\x0605'");
    assert!(!damaged(scratch.open().load(P).map(drop)));
    // So is whoever reads a change that says less than it does.
    let forged = |needs: &str| {
        format!(
            "INSERT INTO kvartal.changes (plan, seq, id, author, at, verb, needs, change) \
             SELECT plan, 3, gen_random_uuid(), author, at, verb, {needs}, change FROM kvartal.changes WHERE seq = 1"
        )
    };
    for needs in ["NULL", "'planner'", "'approver'", "'x'"] {
        assert!(psql(&forged(needs)).contains("row-level security"), "{needs}");
    }
    assert_eq!(psql(&forged("'performer'")), "INSERT 0 1");
    assert!(damaged(scratch.open().history(P, 1).map(drop)));
}
