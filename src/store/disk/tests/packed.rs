//! A packed journal: everything is read from it as before, and it is small.

use crate::{
    domain::IdSource,
    store::{
        Harm, Mender, ReadStore, back_up,
        identity::identify,
        journal::{self, Journal, SEGMENT},
        paths::UNPACKED,
        repair, restore,
    },
};

use super::*;

const Q: PlanId = PlanId(8);

impl Place {
    /// A store with short segments, with two plans that were changed in turn.
    fn with_segments(&self, count: u32) -> DiskStore {
        let store =
            DiskStore::open(&self.path, &OpenOptions { segment: 2_000, ..OpenOptions::at(5) }).unwrap();
        store.commit(&create(P, "plan", 3)).unwrap();
        store.commit(&create(Q, "other", 3)).unwrap();
        many(&store, count);
        store
    }

    /// The format that the marker names.
    fn format(&self) -> String {
        let marker = std::fs::read_to_string(self.file("kvartal-workspace")).unwrap();
        marker.lines().find(|line| line.starts_with("format ")).unwrap().to_owned()
    }

    /// How many bytes the files of the workspace take.
    fn size(&self) -> u64 {
        fn of(dir: &Path) -> u64 {
            let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
            entries.map(|path| if path.is_dir() { of(&path) } else { path.metadata().unwrap().len() }).sum()
        }
        of(&self.path)
    }

    fn packed(&self) -> Vec<PathBuf> {
        let files = std::fs::read_dir(self.file("journal")).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> =
            files.filter(|path| path.extension().is_some_and(|end| end == "kvp")).collect();
        files.sort();
        files
    }
}

/// Commits facts of both plans in turn.
fn many(store: &DiskStore, count: u32) {
    let mut plans = [P, Q].map(|id| store.load(id).unwrap().unwrap());
    for n in 0..count {
        let plan = &mut plans[(n % 2) as usize];
        let change = nth_change(plan, n);
        store.commit(&change).unwrap();
        plan.apply(&change);
    }
}

/// A plan, its history, the later part of it, and ten changes backwards.
type PlanStory = (Plan, Vec<Logged>, Vec<Logged>, Vec<Logged>);

fn story(store: &dyn Store) -> Vec<PlanStory> {
    let of = |id| {
        let latest = store.latest(id, 40, 10).unwrap();
        (
            store.load(id).unwrap().unwrap(),
            store.history(id, 1).unwrap(),
            store.history(id, 30).unwrap(),
            latest,
        )
    };
    [P, Q].map(of).into()
}

#[test]
fn what_is_packed_is_read_as_before_and_the_plans_go_on() {
    let place = place();
    let store = place.with_segments(120);
    let before = story(&store);
    assert_eq!(place.format(), format!("format {UNPACKED}"));
    let packed = store.pack().unwrap();
    assert!(packed.after < packed.before && packed.left == 0, "{packed:?}");
    assert_eq!(packed.after, journal::size(&place.file("journal")).unwrap());
    assert!(place.packed().len() > 5);
    // An older version refuses the workspace by its format.
    assert_eq!(place.format(), "format 2");
    assert!(identify(&store.shared.layout).unwrap().unwrap().is_marked);
    assert!(story(&store) == before);
    assert!(story(&ReadStore::open(&place.path).unwrap()) == before);
    let twice = before[0].1[20].change.clone();
    assert_eq!(store.commit(&twice).unwrap(), 21, "a repeated change is found in its packed segment");
    many(&store, 30);
    let after = story(&store);
    drop(store);
    assert!(place.verify().is_well(), "{:?}", place.verify());
    // Without state, views and witness everything comes from packed segments.
    for part in ["state", "view"] {
        std::fs::remove_dir_all(place.file(part)).unwrap();
    }
    std::fs::remove_file(place.file("witness")).unwrap();
    let store = place.open();
    assert!(story(&store) == after);
    drop(store);
    // A backup has everything, and what is restored from it can be read by an older version.
    let (file, other) = (place.file("b"), self::place());
    assert_eq!(back_up(&place.path, &file, 5).unwrap(), 152);
    assert_eq!(restore(&file, Some(&other.path), None, 5).unwrap().faults, []);
    assert_eq!(other.format(), "format 1");
    let restored = story(&other.open());
    assert!(restored.iter().zip(&after).all(|(a, b)| (&a.0, &a.1) == (&b.0, &b.1)));
}

fn mended(place: &Place) -> crate::store::Mended {
    let mut next = 1u128 << 90;
    let mut draw = || {
        next += 1;
        next
    };
    repair(&place.path, &mut Mender { author: "a", at: 9, draw: &mut draw }).unwrap()
}

#[test]
fn damage_in_a_packed_segment_is_told_with_what_it_had_and_mended() {
    let place = place();
    let store = place.with_segments(60);
    store.pack().unwrap();
    let before = story(&store);
    store.settle().unwrap();
    drop(store);
    // One damaged block is made again: everything is read, and the doctor tells the file.
    let path = place.packed().remove(1);
    let whole = std::fs::read(&path).unwrap();
    let turn = |at: usize| {
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[at] ^= 1;
        std::fs::write(&path, bytes).unwrap();
    };
    turn(400);
    let report = place.verify();
    assert!(report.faults.iter().all(|fault| fault.path == path && fault.what == Harm::Block));
    assert_eq!((report.faults.len(), report.changes), (1, 62));
    assert!(story(&ReadStore::open(&place.path).unwrap()) == before);
    // With the parity gone, too, the block is lost: its changes are named, and the plans are as before.
    turn(whole.len() - 250);
    let report = place.verify();
    let lost = report.lost.clone().unwrap();
    let (of_p, of_q) =
        (lost.losses.iter().find(|l| l.plan == Some(P)), lost.losses.iter().find(|l| l.plan == Some(Q)));
    let count: u64 = lost.losses.iter().map(|loss| loss.count).sum();
    assert!(of_p.is_some() && of_q.is_some() && report.changes + count == 62, "{lost:?}");
    let shown = ReadStore::open(&place.path).unwrap();
    assert!(
        [P, Q].iter().zip(&before).all(|(id, (plan, ..))| shown.load(*id).unwrap().as_ref() == Some(plan))
    );
    let repaired = mended(&place);
    assert!(repaired.journal && repaired.open.is_empty(), "{repaired:?}");
    assert_eq!(place.verify().faults, []);
    let store = place.open();
    assert!(
        [P, Q].iter().zip(&before).all(|(id, (plan, ..))| store.load(*id).unwrap().as_ref() == Some(plan))
    );
    many(&store, 3);
}

#[test]
fn a_long_last_segment_of_an_older_workspace_is_sealed_and_packed() {
    let place = place();
    let store =
        DiskStore::open(&place.path, &OpenOptions { segment: 1 << 30, ..OpenOptions::at(5) }).unwrap();
    store.commit(&create(P, "plan", 3)).unwrap();
    store.commit(&create(Q, "other", 3)).unwrap();
    many(&store, 400);
    let before = story(&store);
    drop(store);
    let store = place.open();
    let packed = store.pack().unwrap();
    assert!(packed.after * 4 < packed.before, "{packed:?}");
    assert!(place.file("journal/00000001.kvp").exists() && !place.file("journal/00000001.kvj").exists());
    many(&store, 2);
    drop(store);
    assert!(place.verify().is_well());
    let histories = story(&place.open()).into_iter().map(|(_, history, ..)| history);
    assert!(histories.zip(&before).all(|(now, (_, earlier, ..))| now.starts_with(earlier)));
}

#[test]
fn a_window_packs_while_nobody_wants_anything() {
    let place = place();
    let store = place.with_segments(1);
    let before = story(&store);
    let deadline = Instant::now() + Duration::from_secs(60);
    while !journal::unpacked(&place.file("journal")).unwrap().is_empty() {
        assert!(Instant::now() < deadline, "nothing is packed");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(!place.packed().is_empty() && place.format() == "format 2");
    assert!(story(&store) == before);
}

/// The change of one of two plans, with an id and a time as one-shot commands make them.
fn nth_change(plan: &Plan, n: u32) -> Change {
    let id = IdSource::new(u128::from(n) << 64 | u128::from(plan.seq())).draw();
    let mut change = set_fact(id, plan, 1 + u128::from(n * 7 % 3), n.wrapping_mul(2_654_435_761) % 300);
    change.at = 1_790_000_000_000 + i64::from(n) * 41_000 + i64::from(n.wrapping_mul(40_503) % 30_000);
    change
}

#[test]
fn a_packed_journal_takes_few_bytes_a_change() {
    const COUNT: u32 = 5_000;
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::begin_whole(dir.path(), &[7; 32], SEGMENT).unwrap();
    let mut plans = [P, Q].map(|id| {
        let mut plan = Plan::empty(id);
        plan.apply(&create(id, "plan", 3));
        (plan, FrameAt::NONE)
    });
    for n in 0..COUNT {
        let (plan, previous) = &mut plans[(n % 2) as usize];
        let change = nth_change(plan, n);
        let label = Label { plan: plan.id(), seq: plan.seq() + 1, change: change.id, previous: *previous };
        *previous = journal.append(&label, &codec::encode(&change).unwrap()).unwrap();
        plan.apply(&change);
    }
    journal.seal().unwrap();
    for number in journal::unpacked(dir.path()).unwrap() {
        assert!(journal::pack(dir.path(), number, &|_| true).unwrap());
    }
    let each = journal::size(dir.path()).unwrap() as f64 / f64::from(COUNT);
    assert!((20.0..40.0).contains(&each), "{each} bytes a change");
}

/// Prints how many bytes a change takes.
///
/// Run with `cargo test --release --lib few_bytes_for -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn few_bytes_for_each_of_100_000_changes() {
    const COUNT: u32 = 100_000;
    let place = place();
    drop(place.with_segments(0));
    let fresh = place.size();
    let store = place.open();
    many(&store, COUNT);
    store.settle().unwrap();
    let packed = store.pack().unwrap();
    store.settle().unwrap();
    drop(store);
    let each = |bytes: u64| bytes as f64 / f64::from(COUNT);
    let grown = each(place.size() - fresh);
    eprintln!(
        "{COUNT} changes: the journal took {:.1} bytes a change and takes {:.1}; the whole workspace grew by {grown:.1}",
        each(packed.before),
        each(packed.after),
    );
    assert!(grown <= 64.0);
}
