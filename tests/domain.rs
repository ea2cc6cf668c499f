//! Properties of the domain for random sequences of commands: incremental totals equal a recount, a change and its
//! inverse restore the plan, and the records alone suffice to rebuild the plan.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at its first surprise"
)]

#[path = "domain/performers.rs"]
mod performers;
#[path = "domain/steps.rs"]
mod steps;
#[path = "domain/summaries.rs"]
mod summaries;
#[path = "domain/sums.rs"]
mod sums;
#[path = "domain/together.rs"]
mod together;

use kvartal::domain::{
    ChangeId, Command, Context, HeaderPatch, Level, LookBack, NodeId, Origin, Plan, PlanId, Record,
    RecordKey, Refusal, Scope, SiblingPlace, Tally, UndoTree, decide,
};
use proptest::prelude::*;

use steps::{Step, command, context, play, quarter, step};

fn records(plan: &Plan) -> impl Iterator<Item = (RecordKey, u64, Record)> {
    plan.records().map(|(key, revision)| (key, revision, plan.record(&key).unwrap()))
}

fn reloaded(plan: &Plan) -> Plan {
    Plan::from_records(plan.id(), plan.seq(), records(plan))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_moved_roll_up_equals_a_recount(steps in proptest::collection::vec(step(), 1..60)) {
        let (plan, changes) = play(&steps);
        prop_assert!(plan == plan.recounted());
        // Nobody asks this one before the end.
        let mut unasked = Plan::empty(plan.id());
        changes.iter().for_each(|change| unasked.apply(change));
        prop_assert!(plan == unasked);
        prop_assert!(plan == reloaded(&plan));
        let kept = plan.kept_figures();
        prop_assert!(plan == Plan::with_figures(0, plan.id(), plan.seq(), records(&plan), kept));
    }

    #[test]
    fn the_tally_of_a_performer_is_the_sum_of_the_slices_of_his_measures(
        steps in proptest::collection::vec(step(), 1..60),
    ) {
        let (plan, _) = play(&steps);
        for (who, _) in plan.performers() {
            for quarter in plan.period().quarters() {
                let mut sum = Tally::default();
                let own = plan.measures().filter(|(_, node)| node.performers.iter().any(|one| one.id == who));
                own.for_each(|(id, _)| sum.add(&plan.measure_tally(id, quarter, Some(who))));
                let kept = plan.tally(Scope::Performer(Some(who)), quarter).cloned().unwrap_or_default();
                // Evidence is counted apart from what is assessed.
                prop_assert_eq!(Tally { evidence_items: 0, evidence_dates: 0, ..kept }, sum);
            }
        }
    }

    #[test]
    fn looking_back_finds_what_undo_takes_back(steps in proptest::collection::vec(step(), 1..60)) {
        let (_, changes) = play(&steps);
        let author = changes[0].author.clone();
        let mut list = UndoTree::default();
        for (n, change) in changes.iter().enumerate() {
            list.note(change);
            let mut look = LookBack::of(&author);
            let found = changes[..=n].iter().rev().find(|change| look.finds(change));
            prop_assert_eq!(found, list.next_undo());
        }
    }

    #[test]
    fn any_walk_over_the_tree_of_undo_ends_at_the_state_it_was_for(
        steps in proptest::collection::vec(step(), 1..50),
        stops in proptest::collection::vec(any::<proptest::sample::Index>(), 1..6),
    ) {
        let (mut plan, mut changes) = play(&steps);
        let author = changes[0].author.clone();
        let mut tree = UndoTree::of(&author, &changes);
        let mut state = Plan::empty(PlanId(1));
        let mut states = Vec::new();
        for change in &changes {
            state.apply(change);
            if change.origin == Origin::Command {
                states.push((change.id, state.clone()));
            }
        }
        let mut context = context(9);
        for stop in stops {
            let (id, state) = &states[stop.index(states.len())];
            for step in tree.walk(&plan, *id, &mut context).unwrap() {
                prop_assert_eq!(plan.check(&step), Ok(()));
                plan.apply(&step);
                tree.note(&step);
                changes.push(step);
            }
            prop_assert!(plan == *state && tree.is_at(*id));
            // The tree rebuilt from the list of changes is the same.
            prop_assert!(UndoTree::of(&author, &changes) == tree);
        }
    }

    #[test]
    fn undoing_everything_restores_every_state(steps in proptest::collection::vec(step(), 1..40)) {
        let (_, changes) = play(&steps);
        let mut plan = Plan::empty(PlanId(1));
        let mut states = Vec::new();
        for change in &changes {
            states.push(plan.clone());
            plan.apply(change);
        }
        let mut context = context(8);
        for (change, before) in changes.iter().zip(states).rev() {
            let inverse = change.inverse(&mut context, Origin::Undo(change.id));
            prop_assert_eq!(plan.check(&inverse), Ok(()));
            plan.apply(&inverse);
            prop_assert!(plan == before);
        }
    }
}

#[test]
fn undo_is_refused_when_somebody_changed_the_record_since() {
    let (mut plan, _) = play(&[]);
    let mut mine = context(20);
    let mut theirs = Context { author: "petro".into(), ..context(21) };
    let rename = |plan: &Plan, title: &str, context: &mut Context| {
        let patch = HeaderPatch { title: Some(title.into()), ..HeaderPatch::default() };
        decide(plan, &Command::EditHeader(Box::new(patch)), context).unwrap()
    };
    let first = rename(&plan, "Мій", &mut mine);
    plan.apply(&first);
    let undo = UndoTree::of("olena", [&first]);
    let second = rename(&plan, "Його", &mut theirs);
    plan.apply(&second);
    assert_eq!(undo.undo(&plan, &mut mine), Err(Refusal::ChangedSince));
    assert_eq!(UndoTree::of("petro", [&first, &second]).next_undo().map(|c| c.id), Some(second.id));
    assert_eq!(UndoTree::default().undo(&plan, &mut mine), Err(Refusal::NoHistory));
    let mut mended = first.clone();
    mended.summary.verb = kvartal::domain::Verb::Restore;
    assert_eq!(
        UndoTree::of("olena", [&mended]).next_undo(),
        None,
        "what became of the journal is not undone"
    );
    assert_ne!(ChangeId(0), first.id);
}

#[test]
fn two_moves_that_would_make_a_cycle_do_not_both_pass() {
    let (mut plan, _) = play(&[]);
    let mut context = context(30);
    for _ in 0..2 {
        let add = Command::AddNode {
            level: Level::Goal,
            parent: None,
            place: SiblingPlace::Last,
            code: None,
            title: "ціль".into(),
        };
        let change = decide(&plan, &add, &mut context).unwrap();
        plan.apply(&change);
    }
    let ids: Vec<NodeId> = plan.children(None).collect();
    let under = |node, parent, context: &mut Context| {
        let level = Some(Level::Task);
        decide(
            &plan,
            &Command::MoveNode { node, parent: Some(parent), place: SiblingPlace::Last, level },
            context,
        )
        .unwrap()
    };
    let a = under(ids[0], ids[1], &mut context);
    let b = under(ids[1], ids[0], &mut context);
    plan.apply(&a);
    assert!(plan.check(&b).is_err(), "the second move leans on a goal that has moved");
}

#[test]
fn a_closed_quarter_refuses_facts_and_their_undo() {
    let steps = [
        Step::Add(Level::Measure, 0),
        Step::Indicator(0, 0),
        Step::Target(0, 0, 5, None),
        Step::Fact(0, 0, 6, None),
    ];
    let (mut plan, changes) = play(&steps);
    let mut context = context(40);
    let undo = UndoTree::of("olena", &changes);
    let close = decide(
        &plan,
        &Command::StepClosing {
            quarter: quarter("2025Q1"),
            to: kvartal::domain::Stage::Closed,
            reason: String::new(),
            as_of: quarter("2025Q1").last_day(),
        },
        &mut context,
    )
    .unwrap();
    plan.apply(&close);
    let again = command(&plan, &Step::Fact(0, 0, 5, None)).unwrap();
    assert!(
        matches!(decide(&plan, &again, &mut context), Err(Refusal::Closed(q, _)) if q == quarter("2025Q1"))
    );
    assert!(matches!(undo.undo(&plan, &mut context), Err(Refusal::Closed(..))));
}
