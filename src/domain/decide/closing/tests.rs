use crate::domain::{
    Command, Context, Draft, FindingKind, IdSource, Plan, PlanId, Quarter, Refusal, SetFact, SiblingPlace,
    Span, Stage, Subject, UndoTree, decide,
    draft::{DraftIndicator, DraftNode, DraftValue},
    record::{Level, RecordKey},
    value::{FactValue, Number, Target, TargetValue},
};

fn quarter(n: u8) -> Quarter {
    Quarter::new(2026, n).unwrap()
}

fn context() -> Context {
    static SEED: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    let seed = SEED.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    Context { author: "olena".into(), at: 1_790_000_000_000, ids: IdSource::new(u128::from(seed)) }
}

/// One measure with a target of 5 in both quarters of a half-year.
fn plan() -> Plan {
    let mut draft = Draft::new(Span::new(quarter(1), quarter(2)).unwrap());
    (draft.title, draft.slug) = ("План".to_owned(), Some("plan".to_owned()));
    let mut indicator = DraftIndicator::new("осіб");
    for n in [1, 2] {
        let target = Target { value: TargetValue::Number(Number::from(5)), raw: "5".to_owned() };
        let value = DraftValue { target: Some(target), ..DraftValue::new(Span::single(quarter(n)), None) };
        indicator.values.push(value);
    }
    let measure = DraftNode::new(Level::Measure, Some("1".to_owned()), "Захід");
    draft.outline.push(DraftNode { indicators: vec![indicator], ..measure });
    let mut plan = Plan::empty(PlanId(1));
    plan.apply(&decide(&plan, &Command::Import(Box::new(draft)), &mut context()).unwrap());
    plan
}

fn try_step(plan: &Plan, to: Stage, reason: &str) -> Result<crate::domain::Change, Refusal> {
    let as_of = quarter(1).last_day().tomorrow().unwrap();
    let command = Command::StepClosing { quarter: quarter(1), to, reason: reason.to_owned(), as_of };
    decide(plan, &command, &mut context())
}

fn step(plan: &mut Plan, to: Stage) {
    plan.apply(&try_step(plan, to, "бо так").unwrap());
}

fn fact(plan: &Plan, n: u8, value: u32) -> Result<crate::domain::Change, Refusal> {
    let set = SetFact {
        subject: plan.find("1").unwrap(),
        quarter: quarter(n),
        performer: None,
        value: Some((FactValue::Number(Number::from(value)), value.to_string())),
        unit: None,
        note: None,
    };
    decide(plan, &Command::SetFact(set), &mut context())
}

#[test]
fn steps_lead_on_in_their_order_and_not_otherwise() {
    use Stage::{Approved, Closed, Reopened, Returned, Submitted};
    let all = [Submitted, Returned, Approved, Closed, Reopened];
    let may = |now: Option<Stage>| all.into_iter().filter(|to| to.follows(now)).collect::<Vec<_>>();
    assert_eq!(may(None), [Submitted, Closed]);
    assert_eq!(may(Some(Submitted)), [Returned, Approved, Closed]);
    assert_eq!(may(Some(Returned)), [Submitted, Closed]);
    assert_eq!(may(Some(Approved)), [Returned, Closed]);
    assert_eq!(may(Some(Closed)), [Reopened]);
    assert_eq!(may(Some(Reopened)), [Submitted, Closed]);
}

#[test]
fn what_is_taken_back_needs_a_reason() {
    let mut plan = plan();
    step(&mut plan, Stage::Closed);
    assert_eq!(try_step(&plan, Stage::Reopened, "  "), Err(Refusal::Empty));
    let change = try_step(&plan, Stage::Reopened, "помилка в 1").unwrap();
    assert_eq!(change.summary.to, "помилка в 1");
    plan.apply(&change);
    let steps = &plan.stages(quarter(1)).unwrap().steps;
    assert_eq!((steps.len(), steps[1].reason.as_str(), steps[0].by.as_str()), (2, "помилка в 1", "olena"));
}

#[test]
fn open_findings_keep_a_quarter_from_being_handed_in_until_they_are_accepted() {
    let mut plan = plan();
    let open = try_step(&plan, Stage::Submitted, "");
    assert!(matches!(open, Err(Refusal::OpenFindings(q, n)) if q == quarter(1) && n > 0), "{open:?}");
    let as_of = quarter(1).last_day().tomorrow().unwrap();
    let about: Vec<(FindingKind, Subject)> =
        plan.hindrances(quarter(1), as_of).map(|finding| (finding.kind(), finding.subject)).collect();
    let accept = |reason: &str| Command::AcceptFindings(about.clone(), quarter(1), reason.to_owned());
    assert_eq!(decide(&plan, &accept(" "), &mut context()), Err(Refusal::Empty));
    let change = decide(&plan, &accept("немає даних"), &mut context()).unwrap();
    plan.apply(&change);
    step(&mut plan, Stage::Submitted);
    step(&mut plan, Stage::Approved);
}

#[test]
fn what_was_handed_in_is_not_changed_until_it_is_returned() {
    let mut plan = plan();
    plan.apply(&fact(&plan, 1, 5).unwrap());
    let as_of = quarter(1).last_day();
    let about: Vec<_> = plan.hindrances(quarter(1), as_of).map(|f| (f.kind(), f.subject)).collect();
    let accept = Command::AcceptFindings(about, quarter(1), "журнал".to_owned());
    plan.apply(&decide(&plan, &accept, &mut context()).unwrap());
    let refused = |plan: &Plan, stage: Stage| {
        matches!(fact(plan, 1, 6), Err(Refusal::Closed(q, closing))
            if q == quarter(1) && closing.last().is_some_and(|step| step.stage == stage))
    };
    step(&mut plan, Stage::Submitted);
    assert!(refused(&plan, Stage::Submitted) && fact(&plan, 2, 6).is_ok());
    step(&mut plan, Stage::Approved);
    assert!(refused(&plan, Stage::Approved));
    step(&mut plan, Stage::Returned);
    assert!(fact(&plan, 1, 6).is_ok());
}

#[test]
fn a_closed_quarter_refuses_and_the_others_go_on() {
    let mut plan = plan();
    let set = fact(&plan, 1, 4).unwrap();
    plan.apply(&set);
    step(&mut plan, Stage::Closed);
    let refused = |result: Result<crate::domain::Change, Refusal>| {
        matches!(result, Err(Refusal::Closed(q, closing))
            if q == quarter(1) && closing.last().is_some_and(|step| step.by == "olena"))
    };
    assert!(refused(fact(&plan, 1, 5)));
    assert!(fact(&plan, 2, 5).is_ok());
    let about = vec![(FindingKind::NoteOwed, plan.find("1").unwrap())];
    let accept = Command::AcceptFindings(about, quarter(1), "бо".to_owned());
    assert!(refused(decide(&plan, &accept, &mut context())));
    let history = [set, try_step(&plan, Stage::Reopened, "бо").unwrap()];
    let undo = UndoTree::of("olena", &history);
    assert!(refused(undo.undo(&plan, &mut context())), "the step is not what undo takes back");
}

#[test]
fn what_was_decided_before_the_quarter_was_closed_does_not_fit_afterwards() {
    let mut plan = plan();
    let set = fact(&plan, 1, 4).unwrap();
    plan.apply(&set);
    let note_owed = vec![(FindingKind::NoteOwed, plan.find("1").unwrap())];
    let accept = Command::AcceptFindings(note_owed, quarter(1), "бо".to_owned());
    let decided = [
        fact(&plan, 1, 5).unwrap(),
        UndoTree::of("olena", [&set]).undo(&plan, &mut context()).unwrap(),
        decide(&plan, &accept, &mut context()).unwrap(),
    ];
    assert!(decided.iter().all(|change| plan.check(change).is_ok()));
    step(&mut plan, Stage::Closed);
    for change in decided {
        let conflicts = plan.check(&change).unwrap_err();
        assert_eq!(conflicts.iter().map(|c| c.key).collect::<Vec<_>>(), [RecordKey::Closing(quarter(1))]);
    }
}

#[test]
fn a_document_does_not_unlock_a_quarter() {
    let mut plan = plan();
    step(&mut plan, Stage::Closed);
    let mut draft = Draft::new(plan.period());
    (draft.title, draft.slug) = ("Інша назва".to_owned(), Some("plan".to_owned()));
    draft.closings = vec![(quarter(1), crate::domain::Closing::closed("хтось", 5))];
    let refused = decide(&plan, &Command::Import(Box::new(draft)), &mut context());
    assert!(matches!(refused, Err(Refusal::Closed(..))), "{refused:?}");
}

#[test]
fn what_is_changed_after_reopening_is_a_correction() {
    let mut plan = plan();
    let mut history = vec![fact(&plan, 1, 4).unwrap()];
    plan.apply(&history[0]);
    for to in [Stage::Closed, Stage::Reopened] {
        let change = try_step(&plan, to, "помилка").unwrap();
        plan.apply(&change);
        history.push(change);
    }
    for (n, value) in [(1, 5), (2, 6)] {
        let change = fact(&plan, n, value).unwrap();
        plan.apply(&change);
        history.push(change);
    }
    assert!(plan.was_reopened(plan.period().quarters()));
    let found = plan.corrections(&history);
    let ids: Vec<_> = found.iter().map(|correction| (correction.quarter, correction.change.id)).collect();
    assert_eq!(ids, [(quarter(1), history[2].id), (quarter(1), history[3].id)]);
    assert!(found[0].is_reopening() && !found[1].is_reopening());
}

#[test]
fn the_first_fact_of_a_deed_in_an_open_quarter_is_not_kept_back_by_a_closed_one() {
    let mut plan = plan();
    let add = Command::AddNode {
        level: Level::Measure,
        parent: None,
        place: SiblingPlace::Last,
        code: Some("2".to_owned()),
        title: "Захід без показника".to_owned(),
    };
    plan.apply(&decide(&plan, &add, &mut context()).unwrap());
    step(&mut plan, Stage::Closed);
    let done = |n: u8| {
        Command::SetFact(SetFact {
            subject: plan.find("2").unwrap(),
            quarter: quarter(n),
            performer: None,
            value: Some((FactValue::Done, String::new())),
            unit: None,
            note: None,
        })
    };
    let refused = decide(&plan, &done(1), &mut context());
    assert!(matches!(refused, Err(Refusal::Closed(q, _)) if q == quarter(1)), "{refused:?}");
    let change = decide(&plan, &done(2), &mut context()).unwrap();
    let mut after = plan.clone();
    after.apply(&change);
    let undo = UndoTree::of("olena", [&change]).undo(&after, &mut context());
    assert!(undo.is_ok(), "{undo:?}");
}

#[test]
fn several_things_as_one_and_a_copy_keep_out_of_a_closed_quarter() {
    let mut plan = plan();
    step(&mut plan, Stage::Closed);
    let refused = |command: &Command| matches!(decide(&plan, command, &mut context()), Err(Refusal::Closed(q, _)) if q == quarter(1));
    let set = |n: u8| {
        let (subject, quarter) = (plan.find("1").unwrap(), quarter(n));
        let value = Some((FactValue::Number(Number::from(5)), "5".to_owned()));
        Command::SetFact(SetFact { subject, quarter, performer: None, value, unit: None, note: None })
    };
    assert!(refused(&Command::Several(vec![set(2), set(1)])));
    assert!(!refused(&Command::Several(vec![set(2)])));
    let nodes = vec![plan.copy_of(plan.find_node("1").unwrap()).unwrap()];
    let copy = Command::CopyNodes { nodes, parent: None, place: SiblingPlace::Last };
    assert!(refused(&copy), "the copy would plan for the closed quarter");
}

#[test]
fn an_approver_sees_the_quarter_beside_the_one_before_and_what_was_changed_since() {
    use crate::domain::{ReviewFigures, changed_since_handed_in};
    let mut plan = plan();
    let mut changes: Vec<crate::domain::Change> = Vec::new();
    let make = |plan: &mut Plan, all: &mut Vec<_>, change: Result<crate::domain::Change, Refusal>| {
        let change = change.unwrap();
        plan.apply(&change);
        all.push(change);
    };
    for (n, value) in [(2, 2), (1, 5)] {
        let change = fact(&plan, n, value);
        make(&mut plan, &mut changes, change);
    }
    let mut counts = Vec::new();
    for step in [Stage::Submitted, Stage::Returned, Stage::Submitted] {
        if step == Stage::Submitted {
            let day = quarter(1).last_day().tomorrow().unwrap();
            let about = plan.hindrances(quarter(1), day).map(|found| (found.kind(), found.subject)).collect();
            let accept = Command::AcceptFindings(about, quarter(1), "облік у журналі".to_owned());
            let change = decide(&plan, &accept, &mut context());
            make(&mut plan, &mut changes, change);
        }
        let change = try_step(&plan, step, "бо так");
        make(&mut plan, &mut changes, change);
        if step == Stage::Returned {
            let change = fact(&plan, 1, 6);
            make(&mut plan, &mut changes, change);
        }
        counts.push(changes.len());
    }
    let since = |count: usize| {
        changed_since_handed_in(&plan, quarter(1), changes.iter().take(count)).map(|changed| changed.len())
    };
    assert_eq!(counts.into_iter().map(since).collect::<Vec<_>>(), [None, None, Some(2)]);
    let as_of = quarter(2).last_day().tomorrow().unwrap();
    let review = plan.review(quarter(2), as_of);
    let figures = |of: ReviewFigures| (of.owed, of.done, of.debts);
    assert_eq!((figures(review.now), review.before.map(figures)), ((1, 0, 1), Some((1, 1, 0))));
    let far: Vec<(u32, u32)> = review
        .deviations
        .iter()
        .map(|far| (far.before.to_string().parse().unwrap(), far.now.to_string().parse().unwrap()))
        .collect();
    assert_eq!(far, [(6, 2)]);
    assert_eq!(plan.review(quarter(1), as_of).before, None, "the plan begins with it");
}
