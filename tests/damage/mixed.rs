//! Parts of two workspaces in one directory: whichever workspace is chosen, the plans of the other one are reported.

use kvartal::store::accept_loss;

use super::*;

/// The parts that name a workspace; the marker contains no plans.
const VOICES: [&str; 5] = ["kvartal-workspace", "journal", "witness", "state", "view"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Ours,
    Foreign,
    Nobodys,
}

/// Every combination of the parts.
fn ways() -> Vec<[Whose; 5]> {
    let all = [Whose::Ours, Whose::Foreign, Whose::Nobodys];
    (0..3usize.pow(5)).map(|way| std::array::from_fn(|at| all[way / 3usize.pow(at as u32) % 3])).collect()
}

fn put(world: &World, way: &[Whose; 5]) {
    let _ = fs::remove_dir_all(&world.scratch);
    fs::create_dir(&world.scratch).unwrap();
    for (part, whose) in VOICES.iter().zip(way) {
        let from = match whose {
            Whose::Ours => &world.now,
            Whose::Foreign => &world.foreign,
            Whose::Nobodys => continue,
        };
        let (source, target) = (from.join(part), world.scratch.join(part));
        if source.is_dir() {
            copy(&source, &target);
        } else {
            fs::copy(source, target).unwrap();
        }
    }
}

/// The plans that are shown, and the losses that are reported. After a refusal no plans are shown.
fn seen(path: &Path) -> (BTreeMap<PlanId, Plan>, Vec<Loss>) {
    match read(path) {
        Ok((shown, notices)) => (shown, losses(&notices)),
        Err(StoreError::Lost(lost)) => (BTreeMap::new(), lost.losses),
        Err(error) => panic!("{error}"),
    }
}

/// How many of the parts that contain plans belong to a workspace.
fn parts_of(way: &[Whose; 5], whose: Whose) -> usize {
    way[1..].iter().filter(|part| **part == whose).count()
}

/// Whether the only part of a workspace is certain not to belong to the directory.
fn is_outvoted(way: &[Whose; 5], whose: Whose) -> bool {
    let other = if whose == Whose::Ours { Whose::Foreign } else { Whose::Ours };
    parts_of(way, whose) == 1 && parts_of(way, other) + usize::from(way[0] == other) > 2
}

/// Plans of a workspace that are neither shown in their current state nor reported as lost. State and snapshots may be
/// outdated; where they are the only parts of a workspace, the later changes cannot be known.
fn untold(
    way: &[Whose; 5],
    (whose, plans): (Whose, &BTreeMap<PlanId, Plan>),
    shown: &BTreeMap<PlanId, Plan>,
    told: &[Loss],
) -> Vec<PlanId> {
    let has_end = way[1] == whose || way[2] == whose;
    let is_named = |id: &PlanId| {
        let is_it = |loss: &Loss| loss.plan == Some(*id) && loss.name == format!("plan-{}", id.0);
        told.iter().any(|loss| is_it(loss) && loss.count > 0)
    };
    let is_shown = |id: &PlanId, plan: &Plan| shown.get(id).is_some_and(|shown| shown == plan || !has_end);
    plans.iter().filter(|(id, plan)| !is_shown(id, plan) && !is_named(id)).map(|(id, _)| *id).collect()
}

#[test]
fn parts_of_two_workspaces_in_one_directory_are_told_plan_by_plan() {
    // Five shares no factor with three, so every part still has every owner beside every other part's.
    mixtures(5);
}

/// Run with `cargo test --test damage -- --ignored`.
#[test]
#[ignore = "takes a minute"]
fn every_mixture_of_two_workspaces_is_told_plan_by_plan() {
    mixtures(1);
}

/// Tries every so manieth combination of the parts.
fn mixtures(step: usize) {
    let world = World::new(false, false);
    let foreign = read(&world.foreign).unwrap().0;
    let mut next = 1u128 << 91;
    let mut draw = || {
        next += 1;
        next
    };
    for (nth, way) in ways().into_iter().step_by(step).enumerate() {
        let both = [(Whose::Ours, &world.plans), (Whose::Foreign, &foreign)];
        let there = both.map(|(whose, plans)| (whose, plans, parts_of(&way, whose)));
        if there.iter().all(|(_, _, count)| *count == 0) {
            continue;
        }
        put(&world, &way);
        let (shown, told) = seen(&world.scratch);
        for (whose, plans, _) in there.iter().filter(|(_, _, count)| *count > 0) {
            assert_eq!(untold(&way, (*whose, plans), &shown, &told), [], "{whose:?} of {way:?}");
        }
        let is_mixed = there.iter().all(|(_, _, count)| *count > 0);
        let report = verify(&world.scratch, 1).unwrap();
        assert!(!is_mixed || !report.is_well(), "all is said to be well: {way:?}");
        // Repairs take longer and follow the same rules, so only every third mixed combination is repaired.
        if !is_mixed || nth % 3 != 0 {
            continue;
        }
        let opened = DiskStore::open(&world.scratch, &OpenOptions::at(1));
        assert!(matches!(opened, Err(StoreError::Lost(_))), "something may be written: {way:?}");
        let mut mender = Mender { author: "a", at: 5, draw: &mut draw };
        repair(&world.scratch, &mut mender).unwrap_or_else(|error| panic!("{way:?}: {error}"));
        let (shown, told) = seen(&world.scratch);
        for (whose, plans, count) in &there {
            if *count > 0 && !is_outvoted(&way, *whose) {
                assert_eq!(
                    untold(&way, (*whose, plans), &shown, &told),
                    [],
                    "{whose:?} of {way:?} after mending"
                );
            }
        }
        let mut mender = Mender { author: "a", at: 6, draw: &mut draw };
        accept_loss(&world.scratch, &mut mender).unwrap_or_else(|error| panic!("{way:?}: {error}"));
        let report = verify(&world.scratch, 1).unwrap();
        assert!(report.is_well(), "{way:?} after a decision: {report:?}");
    }
}

#[test]
fn a_part_of_another_workspace_that_cannot_be_read_is_told_beside_what_other_parts_have() {
    use Whose::{Foreign, Ours};
    let world = World::new(false, false);
    put(&world, &[Ours, Ours, Ours, Foreign, Foreign]);
    let named = |told: &[Loss]| told.iter().filter_map(|loss| loss.plan).collect::<Vec<_>>();
    let (_, told) = seen(&world.scratch);
    assert_eq!(named(&told), [PlanId(77), PlanId(78)]);
    assert!(told.iter().all(|loss| loss.plan.is_some()), "{told:?}");
    fs::write(world.scratch.join("state/db"), b"").unwrap();
    let (_, told) = seen(&world.scratch);
    assert_eq!(named(&told), [PlanId(77), PlanId(78)]);
    assert!(told.iter().any(|loss| loss.plan.is_none()), "the state may have had others: {told:?}");
}
