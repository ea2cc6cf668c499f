//! Doubts about the scanned texts, settled on the other reading: figures only.

use std::fs;

use kvartal::domain::{Command, Context, DoubtKind, Draft, IdSource, Plan, PlanId, decide};

use super::{reading::read, seeds::seed};

/// Settles every doubt of some kinds that has another reading on that reading. Returns how many of these choices
/// changed more than the doubt, and how many there were.
fn settled_otherwise(number: &str, kinds: &[DoubtKind]) -> (usize, usize) {
    let draft = read(&fs::read(seed(number)).unwrap(), "seed.txt");
    let draft = Draft { slug: Some("plan".to_owned()), ..draft };
    let mut context = Context { author: "проба".into(), at: 0, ids: IdSource::new(5) };
    let mut plan = Plan::empty(PlanId(1));
    let change = decide(&plan, &Command::Import(Box::new(draft)), &mut context).unwrap();
    plan.apply(&change);
    let others = plan.doubts().filter(|(_, doubt)| kinds.contains(&doubt.kind));
    let others: Vec<_> =
        others.filter_map(|(id, doubt)| Some((id, doubt.alternatives.first().cloned()?))).collect();
    let figures = |plan: &Plan| -> usize {
        plan.measures().flat_map(|(id, _)| plan.indicators(id)).map(|(id, _)| plan.targets(id).count()).sum()
    };
    let before = figures(&plan);
    let mut changed = 0;
    for (id, other) in &others {
        let change = decide(&plan, &Command::SettleDoubt(*id, Some(other.clone())), &mut context).unwrap();
        changed += usize::from(change.edits.len() > 1);
        plan.apply(&change);
    }
    if kinds == [DoubtKind::ShiftedColumns] {
        assert_eq!(figures(&plan), before, "{number}: what moves is not lost");
    }
    (changed, others.len())
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn another_reading_of_a_moved_value_moves_it() {
    let moved = settled_otherwise("000", &[DoubtKind::ShiftedColumns]);
    assert_eq!(moved, (3, 3));
    let moved = settled_otherwise("001", &[DoubtKind::ShiftedColumns]);
    assert_eq!(moved, (1, 2));
    // A figure that was split from a name goes back into it. Performers who may be two are only told.
    let glued = settled_otherwise("001", &[DoubtKind::Reading]);
    assert_eq!(glued, (7, 21));
}
