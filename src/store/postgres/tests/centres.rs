//! What the rights of the server let a centre see and change, and what its views show.

use std::collections::BTreeSet;

use super::*;

/// The roles of one test, dropped with this value.
pub(super) struct Centres<'a> {
    scratch: &'a Scratch,
    roles: Vec<String>,
}

impl<'a> Centres<'a> {
    pub fn new(scratch: &'a Scratch) -> Self {
        Self { scratch, roles: Vec::new() }
    }

    /// Creates a role with access.
    pub fn admit(&mut self, name: &str, organisation: &str, kind: &str) -> String {
        let role = format!("{}_{name}", self.scratch.name);
        self.scratch.run(&format!(
            "CREATE ROLE {role} LOGIN; SELECT kvartal.admit('{role}', '{organisation}', '{kind}')"
        ));
        self.roles.push(role.clone());
        role
    }

    pub fn open(&self, role: &str) -> PgStore {
        PgStore::open(&self.scratch.address_of(role), &variable, OPTIONS).unwrap()
    }

    /// The output of psql for a role, or its error message.
    pub fn psql(&self, role: &str, sql: &str) -> String {
        let address = self.scratch.address_of(role);
        let asked = std::process::Command::new("psql").args(["-XAtc", sql, &address]).output().unwrap();
        let text = [asked.stdout, asked.stderr].concat();
        String::from_utf8_lossy(&text).trim().to_owned()
    }
}

impl Drop for Centres<'_> {
    fn drop(&mut self) {
        for role in &self.roles {
            self.scratch.run(&format!("DROP OWNED BY {role}; DROP ROLE {role}"));
        }
    }
}

pub(super) const OWN: &str = "Обласний центр зайнятості";
const OTHERS: PlanId = PlanId(8);

/// A plan of another organisation.
fn of_others() -> Change {
    let mut made = create(OTHERS, "others", 2);
    for edit in &mut made.edits {
        if let Some(crate::domain::Record::Header(header)) = &mut edit.after {
            Arc::make_mut(header).organisation = "Інший центр".to_owned();
        }
    }
    made
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_centre_sees_and_changes_its_own_plans_only() {
    let scratch = Scratch::new();
    let mut centres = Centres::new(&scratch);
    let owner = scratch.open();
    owner.commit(&create(P, "plan", 2)).unwrap();
    owner.commit(&of_others()).unwrap();
    let role = centres.admit("centre", OWN, "planner");
    let centre = centres.open(&role);
    assert_eq!(centre.plans().unwrap().iter().map(|plan| plan.id).collect::<Vec<_>>(), [P]);
    assert_eq!(centre.load(OTHERS).unwrap(), None);
    assert_eq!(centre.history(OTHERS, 1).unwrap(), []);
    let plan = centre.load(P).unwrap().unwrap();
    assert_eq!(centre.commit(&set_fact(50, &plan, 1, 5)).unwrap(), 2);
    let not_allowed =
        |done| matches!(done, Err(CommitError::Store(StoreError::Server(ServerFault::NotAllowed { .. }))));
    let theirs = owner.load(OTHERS).unwrap().unwrap();
    assert!(centre.commit(&set_fact(51, &theirs, 1, 5)).is_err());
    // A role can neither create a plan for another organisation nor replace one that it does not see.
    let begun = Change { plan: PlanId(9), ..of_others() };
    assert!(not_allowed(centre.commit(&begun)));
    assert!(not_allowed(centre.commit(&create(OTHERS, "mine", 1))));
    assert_eq!(centre.commit(&create(PlanId(9), "mine", 1)).unwrap(), 1);
    assert_eq!(owner.load(OTHERS).unwrap().unwrap(), theirs);
    // The office sees everything; a viewer changes nothing.
    let office = centres.open(&centres.roles[0].clone());
    assert_eq!(office.plans().unwrap().len(), 2);
    let all = centres.admit("office", "*", "approver");
    assert_eq!(centres.open(&all).plans().unwrap().len(), 3);
    let viewer = centres.admit("viewer", OWN, "viewer");
    let viewer = centres.open(&viewer);
    let plan = viewer.load(P).unwrap().unwrap();
    assert!(not_allowed(viewer.commit(&set_fact(52, &plan, 2, 5))));
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn with_psql_a_centre_gets_no_further() {
    let scratch = Scratch::new();
    let mut centres = Centres::new(&scratch);
    let owner = scratch.open();
    owner.commit(&create(P, "plan", 2)).unwrap();
    owner.commit(&of_others()).unwrap();
    centres.admit("other", "Інший центр", "approver");
    let role = centres.admit("centre", OWN, "planner");
    let psql = |sql: &str| centres.psql(&role, sql);
    for table in ["plans", "all_plans", "summaries", "members"] {
        assert_eq!(psql(&format!("SELECT count(*) FROM kvartal.{table}")), "1", "{table}");
    }
    let others = "'00000000-0000-0000-0000-000000000008'";
    for table in ["records", "changes", "nodes", "measures", "indicators", "targets", "log"] {
        let own = psql(&format!("SELECT count(*) > 0 FROM kvartal.{table}"));
        let theirs = psql(&format!("SELECT count(*) FROM kvartal.{table} WHERE plan = {others}"));
        assert_eq!((own.as_str(), theirs.as_str()), ("t", "0"), "{table}");
    }
    assert_eq!(psql(&format!("UPDATE kvartal.plans SET seq = 9 WHERE id = {others}")), "UPDATE 0");
    assert_eq!(psql(&format!("DELETE FROM kvartal.records WHERE plan = {others}")), "DELETE 0");
    let into = format!("INSERT INTO kvartal.records VALUES ({others}, '\\x01', 1, '', 'header', NULL)");
    assert!(psql(&into).contains("row-level security"), "{}", psql(&into));
    let moved = psql("UPDATE kvartal.plans SET organisation = 'Інший центр'");
    assert!(moved.contains("row-level security"), "{moved}");
    for denied in [
        "DELETE FROM kvartal.changes",
        "UPDATE kvartal.changes SET author = 'x'",
        "DELETE FROM kvartal.plans",
        "INSERT INTO kvartal.members VALUES ('x', '*', 'approver')",
        "SELECT kvartal.admit('x', '*', 'approver')",
    ] {
        assert!(psql(denied).contains("permission denied"), "{denied}: {}", psql(denied));
    }
    let forged = "INSERT INTO kvartal.changes (plan, seq, id, author, by_role, at, verb, change) VALUES \
         ('00000000-0000-0000-0000-000000000007', 9, gen_random_uuid(), 'x', 'kvartal', now(), 'x', '')";
    assert!(psql(forged).contains("row-level security"), "{}", psql(forged));
    assert_eq!(owner.load(OTHERS).unwrap().unwrap().seq(), 1);
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn roles_of_a_plan_are_roles_of_the_server() {
    let scratch = Scratch::new();
    let mut centres = Centres::new(&scratch);
    let owner = scratch.open();
    owner.commit(&create(P, "plan", 2)).unwrap();
    let [entry, planner] = ["entry", "planner"].map(|name| centres.admit(name, OWN, "planner"));
    let give = |id: u128, who: &str, kind| {
        let role = crate::domain::Role { who: who.to_owned(), kind, performer: None };
        let key = RecordKey::Role(crate::domain::RoleId(id));
        edit(key, None, Some(crate::domain::Record::from(role)))
    };
    let roles = vec![
        give(1, "kvartal", crate::domain::RoleKind::Approver),
        give(2, &entry, crate::domain::RoleKind::Viewer),
        give(3, &format!("@{}_group", scratch.name), crate::domain::RoleKind::Planner),
    ];
    owner.commit(&change(40, P, roles)).unwrap();
    scratch.run(&format!("CREATE ROLE {0}_group; GRANT {0}_group TO {planner}", scratch.name));
    centres.roles.push(format!("{}_group", scratch.name));
    let plan = owner.load(P).unwrap().unwrap();
    // The server checks the role of the connection and not the author that the change names.
    let refused = centres.open(&entry).commit(&set_fact(50, &plan, 1, 5));
    assert!(matches!(refused, Err(CommitError::Denied(_))), "{refused:?}");
    assert_eq!(centres.open(&planner).commit(&set_fact(51, &plan, 1, 5)).unwrap(), 3);
    assert_eq!(owner.commit(&set_fact(52, &plan, 2, 5)).unwrap(), 4);
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn views_show_words_and_numbers() {
    let scratch = Scratch::new();
    let mut centres = Centres::new(&scratch);
    let owner = scratch.open();
    owner.commit(&create(P, "plan", 2)).unwrap();
    owner.commit(&set_fact(50, &owner.load(P).unwrap().unwrap(), 1, 5)).unwrap();
    owner.commit(&change(51, P, vec![evidence(5, 1)])).unwrap();
    let role = centres.admit("reader", "*", "viewer");
    let psql = |sql: &str| centres.psql(&role, sql);
    assert_eq!(
        psql("SELECT slug, first_quarter, last_quarter, seq FROM kvartal.all_plans"),
        "plan|2023Q4|2023Q4|3"
    );
    let figures = "SELECT quarter, measures, indicators, fact_sum, share_met, statuses->>'exceeded' \
        FROM kvartal.summaries";
    assert_eq!(psql(figures), "2023Q4|2|2|5|50.0|1");
    let named = psql("SELECT k FROM kvartal.summaries, jsonb_object_keys(statuses) k");
    let names: BTreeSet<&str> = crate::domain::Status::ALL.iter().map(|status| status.name()).collect();
    assert_eq!(named.lines().collect::<BTreeSet<_>>(), names, "also those that no indicator has");
    let joined = "SELECT m.title IS NOT NULL, f.kind, f.number, t.number FROM kvartal.facts f \
        JOIN kvartal.indicators i USING (plan, indicator) JOIN kvartal.measures m USING (plan, measure) \
        JOIN kvartal.targets t USING (plan, indicator)";
    assert_eq!(psql(joined), "t|number|5|2");
    assert_eq!(psql("SELECT count(*) FROM kvartal.evidence WHERE text <> ''"), "1");
    assert_eq!(
        psql("SELECT string_agg(verb, ' ' ORDER BY seq) FROM kvartal.log"),
        "create_plan set_fact set_fact"
    );
    // Every view and every column of it has a comment.
    let without = "SELECT string_agg(c.relname || coalesce('.' || a.attname, ''), ' ') FROM pg_class c \
        JOIN (SELECT attrelid, attnum, attname FROM pg_attribute UNION ALL SELECT oid, 0, NULL FROM pg_class) a \
            ON a.attrelid = c.oid AND a.attnum >= 0 \
        WHERE c.relkind = 'v' AND c.relnamespace = 'kvartal'::regnamespace \
            AND coalesce(col_description(c.oid, a.attnum), CASE a.attnum WHEN 0 THEN \
                obj_description(c.oid, 'pg_class') END) IS NULL";
    assert_eq!(psql(without), "");
}
