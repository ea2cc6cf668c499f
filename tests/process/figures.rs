//! The figures of a plan's groups, read without its measures, are those of the whole plan.

use std::sync::atomic::{AtomicUsize, Ordering};

use kvartal::{
    domain::{Level, NodeId, Plan, Scope},
    store::{OpenOptions, PlanPart, ReadStore, Store},
};
use proptest::prelude::*;

use crate::{
    opened,
    steps::{Step, play, step},
};

/// How many measures a plan has.
fn measures(plan: &Plan) -> usize {
    plan.measures().count()
}

/// Whether a step changes only values and what is decided about them, so that a snapshot before it serves on.
fn is_of_values(step: &Step) -> bool {
    use Step::{Accept, Decide, Fact, Note, Settle, Target};
    matches!(step, Accept(..) | Decide(..) | Fact(..) | Note(..) | Settle(_) | Target(..))
}

/// Whether a step makes a plan larger.
fn adds(step: &Step) -> bool {
    use Step::{Add, Evidence, Fact, Indicator, Performers, Target};
    matches!(step, Add(..) | Evidence(..) | Fact(..) | Indicator(..) | Performers(..) | Target(..))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn figures_read_without_the_measures_are_those_of_the_plan(
        grown in proptest::collection::vec(step().prop_filter("something new", adds), 60..120),
        changed in proptest::collection::vec(step(), 0..20),
        tail in proptest::collection::vec(step().prop_filter("a value", is_of_values), 0..8),
    ) {
        static IN_PART: AtomicUsize = AtomicUsize::new(0);
        let mut steps = vec![Step::Add(Level::Goal, 0), Step::Add(Level::Task, 0), Step::Add(Level::Subtask, 0)];
        steps.extend(grown.into_iter().chain(changed));
        let early = play(&steps).1.len();
        steps.extend(tail);
        let (_, changes) = play(&steps);
        let (id, dir) = (changes[0].plan, tempfile::tempdir().unwrap());
        let path = dir.path().join("w");
        for part in [&changes[..early], &changes[early..]] {
            let store = opened(&path, &OpenOptions::at(1)).unwrap();
            for change in part {
                store.commit(change).unwrap();
            }
            store.settle().unwrap();
            store.close().unwrap();
        }
        let store = ReadStore::open(&path).unwrap();
        let (whole, part) = (store.load(id).unwrap().unwrap(), store.load_part(id, &PlanPart::FIGURES).unwrap().unwrap());
        if measures(&part) < measures(&whole) {
            IN_PART.fetch_add(1, Ordering::Relaxed);
        }
        prop_assert_eq!(part.header(), whole.header());
        prop_assert_eq!((part.seq(), part.inventory()), (whole.seq(), whole.inventory()));
        let is_group = |id: &NodeId| whole.node(*id).is_some_and(|node| node.level != Level::Measure);
        let groups: Vec<NodeId> = whole.walk().map(|(_, id)| id).filter(is_group).collect();
        let performers = whole.performers().map(|(id, _)| Scope::Performer(Some(id)));
        let scopes = [Scope::Plan, Scope::Performer(None)].into_iter().chain(performers);
        for scope in scopes.chain(groups.iter().map(|id| Scope::Node(*id))) {
            prop_assert_eq!(part.owed_early(scope), whole.owed_early(scope));
            for quarter in whole.period().quarters() {
                prop_assert_eq!(part.tally(scope, quarter), whole.tally(scope, quarter), "{:?} {}", scope, quarter);
            }
        }
        for (_, doubt) in whole.doubts().filter(|(_, doubt)| doubt.settled.is_none()) {
            let above = |plan: &Plan| plan.measure_at(doubt.subject).map(|id| plan.ancestors(id).collect::<Vec<_>>());
            prop_assert_eq!(above(&part), above(&whole));
        }
        // Some cases have to read the whole plan, most may not.
        static CASES: AtomicUsize = AtomicUsize::new(0);
        let cases = CASES.fetch_add(1, Ordering::Relaxed) + 1;
        prop_assert!(cases < 6 || IN_PART.load(Ordering::Relaxed) > 0, "{:?} of {cases}", IN_PART);
    }
}
