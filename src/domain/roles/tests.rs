use super::*;
use crate::domain::{
    Command, Context, Draft, EvidenceFields, EvidenceLink, FactValue, FindingKind, IdSource, Number, PlanId,
    Quarter, Refusal, SetFact, SiblingPlace, Span, Subject, UndoTree, decide,
    draft::{DraftIndicator, DraftNode, DraftPerformer},
    record::Level,
};

fn quarter() -> Quarter {
    Quarter::new(2026, 1).unwrap()
}

fn context(author: &str) -> Context {
    static SEED: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    let seed = SEED.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    Context { author: author.to_owned(), at: 1_790_000_000_000, ids: IdSource::new(u128::from(seed)) }
}

/// Measure 1 is carried out by А, measure 2 by Б, measure 3 by both; 4 has no indicator and is А's.
fn plan() -> Plan {
    let mut draft = Draft::new(Span::single(quarter()));
    (draft.title, draft.slug) = ("План".to_owned(), Some("plan".to_owned()));
    for (code, performers, has_indicator) in
        [("1", &["А"][..], true), ("2", &["Б"], true), ("3", &["А", "Б"], true), ("4", &["А"], false)]
    {
        let mut measure = DraftNode::new(Level::Measure, Some(code.to_owned()), "Захід");
        let named = |name: &&str| DraftPerformer { name: (*name).to_owned(), by_consent: false };
        measure.performers = performers.iter().map(named).collect();
        measure.indicators.extend(has_indicator.then(|| DraftIndicator::new("осіб")));
        draft.outline.push(measure);
    }
    let mut plan = Plan::empty(PlanId(1));
    plan.apply(&decide(&plan, &Command::Import(Box::new(draft)), &mut context("olena")).unwrap());
    plan
}

fn set(plan: &mut Plan, by: &str, who: &str, kind: RoleKind, performer: Option<&str>) {
    let performer = performer.map(|name| plan.performer_named(name).unwrap());
    let command = Command::SetRole { who: who.to_owned(), kind: Some(kind), performer, instead_of: None };
    let change = decide(plan, &command, &mut context(by)).unwrap();
    plan.permits(&change, &actor(by)).unwrap();
    plan.apply(&change);
}

fn actor(name: &str) -> Actor {
    let groups = if name == "hryts" { vec!["starosty".to_owned(), "buro".to_owned()] } else { Vec::new() };
    Actor { name: name.to_owned(), groups }
}

fn fact(plan: &Plan, address: &str, performer: Option<&str>) -> Command {
    Command::SetFact(SetFact {
        subject: plan.find(address).unwrap(),
        quarter: quarter(),
        performer: performer.map(|name| plan.performer_named(name).unwrap()),
        value: Some((FactValue::Number(Number::from(5)), "5".to_owned())),
        unit: None,
        note: None,
    })
}

fn evidence(plan: &Plan, address: &str, performer: Option<&str>) -> Command {
    let Subject::Node(measure) = Subject::Node(plan.find_node(address).unwrap()) else { unreachable!() };
    Command::AddEvidence(Box::new(EvidenceFields {
        dates: vec![jiff::civil::date(2026, 2, 3)],
        text: "семінар".to_owned(),
        performer: performer.map(str::to_owned),
        links: vec![EvidenceLink { measure, count: None }],
        ..EvidenceFields::default()
    }))
}

fn step(to: Stage) -> Command {
    Command::StepClosing { quarter: quarter(), to, reason: "бо".to_owned(), as_of: quarter().last_day() }
}

/// The plan with olena approving, petro planning, ivan performing for А, hanna for all, and starosty looking.
fn with_roles() -> Plan {
    let mut plan = plan();
    set(&mut plan, "olena", "petro", RoleKind::Planner, None);
    set(&mut plan, "olena", "ivan", RoleKind::Performer, Some("А"));
    set(&mut plan, "olena", "hanna", RoleKind::Performer, None);
    set(&mut plan, "olena", "@starosty", RoleKind::Viewer, None);
    plan
}

#[test]
fn each_role_may_what_it_may_and_nothing_else() {
    let plan = with_roles();
    let accept = Command::AcceptFinding(
        FindingKind::NoteOwed,
        plan.find("1").unwrap(),
        quarter(),
        Some("журнал".to_owned()),
    );
    let delete = Command::DeleteNode(plan.find_node("2").unwrap());
    let role = Command::SetRole {
        who: "x".to_owned(),
        kind: Some(RoleKind::Viewer),
        performer: None,
        instead_of: None,
    };
    let copy = Command::CopyNodes {
        nodes: plan.copy_of(plan.find_node("1").unwrap()).into_iter().collect(),
        parent: None,
        place: SiblingPlace::Last,
    };
    let mixed = Command::Several(vec![fact(&plan, "1", None), delete.clone()]);
    let own = Command::Several(vec![fact(&plan, "1", None), fact(&plan, "3", Some("А"))]);
    // Each command, and whether olena, petro, ivan, hanna, hryts (of starosty) and a stranger may give it.
    let table: [(&str, Command, [bool; 6]); 17] = [
        ("own fact", fact(&plan, "1", None), [true, true, true, true, false, false]),
        ("another's fact", fact(&plan, "2", None), [true, true, false, true, false, false]),
        ("own part", fact(&plan, "3", Some("А")), [true, true, true, true, false, false]),
        ("another's part", fact(&plan, "3", Some("Б")), [true, true, false, true, false, false]),
        ("a deed's first fact", fact(&plan, "4", None), [true, true, true, true, false, false]),
        ("own evidence", evidence(&plan, "2", Some("А")), [true, true, true, true, false, false]),
        ("evidence of own measure", evidence(&plan, "1", None), [true, true, true, true, false, false]),
        ("another's evidence", evidence(&plan, "1", Some("Б")), [true, true, false, true, false, false]),
        (
            "evidence of a new one",
            evidence(&plan, "1", Some("Нова")),
            [true, true, false, true, false, false],
        ),
        ("accepting", accept, [true, true, false, false, false, false]),
        ("deleting a measure", delete, [true, true, false, false, false, false]),
        ("copying a measure", copy, [true, true, false, false, false, false]),
        ("own facts as one", own, [true, true, true, true, false, false]),
        ("an own fact and a deletion as one", mixed, [true, true, false, false, false, false]),
        ("closing", step(Stage::Closed), [true, false, false, false, false, false]),
        ("giving a role", role, [true, false, false, false, false, false]),
        ("deleting the plan", Command::DeletePlan, [true, false, false, false, false, false]),
    ];
    for (what, command, may) in table {
        // Of those who are bound to no performer.
        let [_, planner, _, performer, ..] = may;
        let least = if performer {
            RoleKind::Performer
        } else if planner {
            RoleKind::Planner
        } else {
            RoleKind::Approver
        };
        for (who, may) in ["olena", "petro", "ivan", "hanna", "hryts", "nobody"].into_iter().zip(may) {
            let change = decide(&plan, &command, &mut context(who)).unwrap();
            assert_eq!(plan.permits(&change, &actor(who)).is_ok(), may, "{what}: {who}");
            assert_eq!(change.needs(), least, "{what}");
        }
    }
}

#[test]
fn a_planner_hands_in_and_only_an_approver_goes_on() {
    let mut plan = with_roles();
    let steps = [
        (Stage::Submitted, true),
        (Stage::Returned, false),
        (Stage::Submitted, true),
        (Stage::Approved, false),
        (Stage::Closed, false),
        (Stage::Reopened, false),
    ];
    for (to, planner) in steps {
        let change = decide(&plan, &step(to), &mut context("petro")).unwrap();
        assert_eq!(plan.permits(&change, &actor("petro")).is_ok(), planner, "{to:?}");
        assert!(plan.permits(&change, &actor("olena")).is_ok(), "{to:?}");
        assert!(plan.permits(&change, &actor("ivan")).is_err(), "{to:?}");
        assert_eq!(change.needs(), if planner { RoleKind::Planner } else { RoleKind::Approver }, "{to:?}");
        plan.apply(&change);
    }
}

#[test]
fn a_refusal_says_what_it_takes_and_who_could() {
    let plan = with_roles();
    let denied = |who: &str, command: &Command| {
        plan.permits(&decide(&plan, command, &mut context(who)).unwrap(), &actor(who)).unwrap_err()
    };
    let could = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let (needs, has) = (RoleKind::Approver, Some(RoleKind::Planner));
    assert_eq!(denied("petro", &step(Stage::Closed)), Denied::Role { needs, has, could: could(&["olena"]) });
    let all = could(&["hanna", "olena", "petro"]);
    assert_eq!(denied("ivan", &fact(&plan, "2", None)), Denied::NotOwn { could: all });
    let all = could(&["hanna", "ivan", "olena", "petro"]);
    let (needs, has) = (RoleKind::Performer, Some(RoleKind::Viewer));
    assert_eq!(denied("hryts", &fact(&plan, "1", None)), Denied::Role { needs, has, could: all.clone() });
    assert_eq!(denied("nobody", &fact(&plan, "1", None)), Denied::Role { needs, has: None, could: all });
}

#[test]
fn undo_asks_for_the_role_of_what_it_changes() {
    let mut plan = with_roles();
    let mut done = Vec::new();
    for command in [fact(&plan, "4", None), evidence(&plan, "1", None)] {
        let change = decide(&plan, &command, &mut context("ivan")).unwrap();
        plan.apply(&change);
        done.push(change);
    }
    for _ in 0..2 {
        let undo = UndoTree::of("ivan", &done).undo(&plan, &mut context("ivan")).unwrap();
        assert_eq!(plan.permits(&undo, &actor("ivan")), Ok(()));
        assert!(plan.permits(&undo, &actor("hryts")).is_err());
        plan.apply(&undo);
        done.push(undo);
    }
}

#[test]
fn who_gives_the_first_role_becomes_an_approver_and_the_last_approver_removes_all() {
    let mut plan = plan();
    assert_eq!(plan.roles().count(), 0);
    set(&mut plan, "olena", "petro", RoleKind::Planner, None);
    let of = |plan: &Plan, who: &str| {
        plan.roles().filter(|(_, role)| role.who == who).map(|(_, role)| role.kind).collect::<Vec<_>>()
    };
    assert_eq!(of(&plan, "olena"), [RoleKind::Approver]);
    assert_eq!(of(&plan, "petro"), [RoleKind::Planner]);
    let remove = |who: &str, plan: &Plan| {
        let command = Command::SetRole { who: who.to_owned(), kind: None, performer: None, instead_of: None };
        decide(plan, &command, &mut context("olena")).unwrap()
    };
    let own = remove("olena", &plan);
    assert_eq!(plan.permits(&own, &actor("olena")), Err(Denied::LocksOut));
    plan.apply(&remove("petro", &plan));
    let last = remove("olena", &plan);
    assert_eq!(plan.permits(&last, &actor("olena")), Ok(()));
    plan.apply(&last);
    let change = decide(&plan, &fact(&plan, "1", None), &mut context("nobody")).unwrap();
    assert_eq!(plan.permits(&change, &actor("nobody")), Ok(()));
    // The author of the first role becomes an approver, even where that role is his own and a lower one.
    set(&mut plan, "olena", "olena", RoleKind::Viewer, None);
    assert_eq!(of(&plan, "olena"), [RoleKind::Approver]);
}

#[test]
fn one_may_report_for_several_performers_and_has_no_other_role_beside() {
    let mut plan = with_roles();
    set(&mut plan, "olena", "ivan", RoleKind::Performer, Some("Б"));
    let own = |plan: &Plan| plan.roles().filter(|(_, role)| role.who == "ivan").count();
    assert_eq!(own(&plan), 2);
    let both = decide(&plan, &fact(&plan, "2", None), &mut context("ivan")).unwrap();
    assert!(plan.permits(&both, &actor("ivan")).is_ok());
    set(&mut plan, "olena", "ivan", RoleKind::Viewer, None);
    assert_eq!(own(&plan), 1);
    assert!(plan.permits(&both, &actor("ivan")).is_err());
}

#[test]
fn a_name_is_that_of_an_account() {
    let plan = plan();
    let named = |who: &str| {
        let command = Command::SetRole {
            who: who.to_owned(),
            kind: Some(RoleKind::Viewer),
            performer: None,
            instead_of: None,
        };
        decide(&plan, &command, &mut context("olena"))
    };
    assert_eq!(named(" @ "), Err(Refusal::Empty));
    for bad in ["a:b", "a\u{1b}[2J", "@a@b"] {
        assert_eq!(named(bad), Err(Refusal::NotAnAccount(bad.to_owned())));
    }
    assert!(named(&"x".repeat(65)).is_err() && named("@starosty").is_ok());
}
