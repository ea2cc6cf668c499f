//! Whatever happens to the files of a workspace, no outdated or missing figure is shown without a message, and
//! everything that can be restored is restored.
//!
//! Each round copies a workspace, damages one to three of its parts randomly (bytes changed, zeroed, truncated,
//! swapped, replaced by older ones or by those of another workspace, deleted), reads it, repairs it, and writes a fact.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stderr, missing_docs)]

#[path = "shared/files.rs"]
mod files;
#[path = "damage/misplaced.rs"]
mod misplaced;
#[path = "damage/mixed.rs"]
mod mixed;
#[path = "shared/plans.rs"]
mod plans;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use files::copy;
use kvartal::{
    domain::{Plan, PlanId},
    store::{
        CommitError, DiskStore, Loss, Mender, OpenOptions, ReadStore, Store, StoreError, StoreNotice,
        back_up_daily, repair, verify,
    },
};
use plans::{Random, create, set_fact};

const PLANS: u128 = 3;
/// The segments of the journal are short, so that there are several.
const OPTIONS: OpenOptions = OpenOptions { segment: 1_500, ..OpenOptions::at(1) };

/// A workspace, an earlier state of it, another workspace, and the current plans.
struct World {
    _dir: tempfile::TempDir,
    now: PathBuf,
    older: PathBuf,
    foreign: PathBuf,
    scratch: PathBuf,
    plans: BTreeMap<PlanId, Plan>,
}

impl World {
    fn new(with_backup: bool, is_packed: bool) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        let world = Self {
            now: path("now"),
            older: path("older"),
            foreign: path("foreign"),
            scratch: path("scratch"),
            plans: BTreeMap::new(),
            _dir: dir,
        };
        let ids: Vec<PlanId> = (1..=PLANS).map(PlanId).collect();
        work(&world.now, &ids, 12, true);
        if with_backup {
            back_up_daily(&world.now, 1_700_000_000_000).unwrap().unwrap();
        }
        if is_packed {
            pack(&world.now);
        }
        copy(&world.now, &world.older);
        work(&world.now, &ids, 9, true);
        if is_packed {
            pack(&world.now);
        }
        // The last changes are made by commands, which leave state and snapshots out of date.
        work(&world.now, &ids, 4, false);
        work(&world.foreign, &[PlanId(77), PlanId(78)], 10, true);
        let plans = read(&world.now).unwrap().0;
        assert_eq!(plans.len(), ids.len());
        Self { plans, ..world }
    }

    /// Plans that are shown differently from how they are.
    fn wrong(&self, shown: &BTreeMap<PlanId, Plan>) -> Vec<PlanId> {
        self.plans.iter().filter(|(id, plan)| shown.get(id) != Some(*plan)).map(|(id, _)| *id).collect()
    }
}

/// Commits facts, as a window or as a command.
fn work(path: &Path, ids: &[PlanId], count: u32, settle: bool) {
    let options = if settle { OPTIONS } else { OpenOptions::brief(1) };
    let store = DiskStore::open(path, &options).unwrap();
    for id in ids {
        if store.load(*id).unwrap().is_none() {
            store.commit(&create(*id)).unwrap();
        }
    }
    for n in 0..count {
        let id = ids[n as usize % ids.len()];
        let plan = store.load(id).unwrap().unwrap();
        store.commit(&set_fact(&plan)).unwrap();
    }
    if settle {
        store.settle().unwrap();
    }
}

/// Packs the journal, whose segments are short.
fn pack(path: &Path) {
    let store = DiskStore::open(path, &OPTIONS).unwrap();
    let packed = store.pack().unwrap();
    assert!(packed.after < packed.before && packed.left == 0, "{packed:?}");
}

type Shown = (BTreeMap<PlanId, Plan>, Vec<StoreNotice>);

/// What a reading command shows and reports.
fn read(path: &Path) -> Result<Shown, StoreError> {
    let store = ReadStore::open(path)?;
    let mut plans = BTreeMap::new();
    for entry in store.plans()? {
        plans.extend(store.load(entry.id)?.map(|plan| (entry.id, plan)));
        store.history(entry.id, 1)?;
    }
    Ok((plans, store.notices()))
}

fn losses(notices: &[StoreNotice]) -> Vec<Loss> {
    let lost = notices.iter().filter_map(|notice| match notice {
        StoreNotice::Lacks(lost) => Some(lost.losses.clone()),
        _ => None,
    });
    lost.flatten().collect()
}

fn is_told(notices: &[StoreNotice], id: PlanId) -> bool {
    let name = format!("plan-{}", id.0);
    let names =
        |loss: &Loss| loss.plan.is_none_or(|plan| plan == id) && (loss.name == name || loss.count > 0);
    losses(notices).iter().any(names)
}

/// The files of a part of the workspace.
fn files(root: &Path, part: &str) -> Vec<PathBuf> {
    let path = root.join(part);
    if path.is_file() {
        return vec![path];
    }
    let Ok(entries) = fs::read_dir(path) else { return Vec::new() };
    let mut found: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|p| p.is_file()).collect();
    found.sort();
    found
}

const PARTS: [&str; 6] = ["journal", "state", "view", "kvartal-workspace", "lock", "witness"];

/// Damages one part; returns a description.
fn damage(world: &World, random: &mut Random, part: &str) -> String {
    let root = &world.scratch;
    let target = root.join(part);
    let how = random.below(7);
    match how {
        4 | 5 => {
            let other = if how == 4 { &world.older } else { &world.foreign };
            let source = other.join(part);
            if source.is_dir() {
                let _ = fs::remove_file(&target);
                copy(&source, &target);
            } else if source.exists() {
                fs::copy(source, &target).unwrap();
            }
        }
        6 => {
            if target.is_dir() {
                fs::remove_dir_all(&target).unwrap();
            } else {
                let _ = fs::remove_file(&target);
            }
        }
        _ => {
            let files = files(root, part);
            if files.is_empty() {
                return format!("{part}: nothing");
            }
            let file = &files[random.below(files.len() as u64) as usize];
            let mut bytes = fs::read(file).unwrap();
            let at = random.below(bytes.len().max(1) as u64) as usize;
            match how {
                0 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
                1 => {
                    let to = (at + 512).min(bytes.len());
                    bytes[at..to].fill(0);
                }
                2 => bytes.truncate(at),
                _ => {
                    // Two blocks are swapped.
                    let length = bytes.len() / 4;
                    let half = bytes.len() / 2;
                    let (a, b) = bytes.split_at_mut(half);
                    a[..length].swap_with_slice(&mut b[..length]);
                }
            }
            fs::write(file, bytes).unwrap();
        }
    }
    format!(
        "{part}: {}",
        ["turned", "zeroed", "truncated", "swapped", "older", "foreign", "deleted"][how as usize]
    )
}

#[derive(Default, Debug)]
struct Tally {
    unharmed: u32,
    healed: u32,
    told: u32,
    refused: u32,
}

fn round(world: &World, seed: u64, tally: &mut Tally) {
    let mut random = Random(seed);
    copy(&world.now, &world.scratch);
    let mut parts: Vec<&str> = Vec::new();
    for _ in 0..=random.below(3) {
        parts.push(PARTS[random.below(PARTS.len() as u64) as usize]);
    }
    // If the journal and its witness are lost at once, the changes that only they had are lost.
    if parts.contains(&"journal") {
        parts.retain(|part| *part != "witness");
    }
    let how: Vec<String> = parts.iter().map(|part| damage(world, &mut random, part)).collect();
    let place = format!("round {seed}: {how:?}");
    let start = Instant::now();
    let seen = read(&world.scratch);
    // It takes milliseconds; a run of this length hangs on any machine.
    assert!(start.elapsed() < Duration::from_secs(120), "{place}: {:?}", start.elapsed());
    let (shown, notices) = match seen {
        Ok(seen) => seen,
        Err(StoreError::Lost(lost)) => (BTreeMap::new(), vec![StoreNotice::Lacks(lost)]),
        Err(_) => {
            tally.refused += 1;
            assert!(verify(&world.scratch, 1).is_err(), "{place}: the doctor sees what reading does not");
            return;
        }
    };
    let wrong = world.wrong(&shown);
    for id in &wrong {
        assert!(is_told(&notices, *id), "{place}: plan {} is shown otherwise, and nobody says so", id.0);
    }
    let report = verify(&world.scratch, 1).unwrap();
    assert!(!report.is_well() || wrong.is_empty(), "{place}: all is said to be well");
    if losses(&notices).is_empty() {
        tally.unharmed += 1;
    }
    mend(world, &place, tally, wrong.is_empty() && losses(&notices).is_empty());
}

fn mend(world: &World, place: &str, tally: &mut Tally, was_well: bool) {
    let mut next = 1u128 << 90;
    let mut draw = || {
        next += 1;
        next
    };
    let mut mender = Mender { author: "a", at: 5, draw: &mut draw };
    let mended = repair(&world.scratch, &mut mender).unwrap_or_else(|error| panic!("{place}: {error}"));
    let (shown, notices) = match read(&world.scratch) {
        Err(StoreError::Lost(lost)) => (BTreeMap::new(), vec![StoreNotice::Lacks(lost)]),
        other => other.unwrap_or_else(|error| panic!("{place}: {error}")),
    };
    // A repair is recorded as a change, so only the content of the plan has to be the same.
    let differs = |id: &PlanId| shown.get(id).is_none_or(|plan| plan != &world.plans[id]);
    let wrong: Vec<PlanId> = world.plans.keys().copied().filter(differs).collect();
    for id in &wrong {
        assert!(is_told(&notices, *id) || !mended.open.is_empty(), "{place}: {} after mending", id.0);
    }
    if !was_well {
        if wrong.is_empty() { tally.healed += 1 } else { tally.told += 1 }
    }
    let report = verify(&world.scratch, 1).unwrap();
    assert_eq!(report.faults, [], "{place} after mending");
    assert_eq!(report.lost.is_none(), mended.open.is_empty(), "{place}: {:?}", report.lost);
    writes(world, place, &wrong);
}

/// Asserts that the workspace accepts a fact.
fn writes(world: &World, place: &str, but: &[PlanId]) {
    let store = DiskStore::open(&world.scratch, &OpenOptions::at(1))
        .unwrap_or_else(|error| panic!("{place}: {error}"));
    for id in world.plans.keys() {
        let Some(plan) = store.load(*id).unwrap() else { continue };
        match store.commit(&set_fact(&plan)) {
            Ok(_) => {}
            Err(CommitError::Store(StoreError::Lost(_))) if but.contains(id) => {}
            Err(error) => panic!("{place}: {error}"),
        }
    }
}

fn rounds(count: u64) {
    let mut tally = Tally::default();
    let worlds =
        [World::new(false, false), World::new(true, true), World::new(false, true), World::new(true, false)];
    for seed in 0..count {
        round(
            &worlds[seed as usize % worlds.len()],
            seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 7,
            &mut tally,
        );
    }
    eprintln!("{count} rounds: {tally:?}");
}

#[test]
fn nothing_older_is_shown_without_a_word() {
    rounds(9);
}

/// Two blocks of a segment changed places, so that frames lie some bytes beside where they belong, and the bytes around
/// them are more pieces than frames are missing.
#[test]
fn pieces_of_moved_frames_are_no_further_losses() {
    round(&World::new(true, false), 4_390_091_853_066_659_662, &mut Tally::default());
}

/// Run with `cargo test --test damage -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn nothing_older_is_shown_without_a_word_in_500_rounds() {
    rounds(500);
}
