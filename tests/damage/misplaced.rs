//! Something of another type stands where a file or a directory of the workspace belongs: nothing waits for it, nothing
//! older is shown without a message, and a repair sets it aside and restores what it can.

use std::{sync::mpsc::channel, thread};

use kvartal::store::{Harm, StoreError};

use super::*;

/// Everything in a workspace that has a type, except what has no data.
const PLACES: [&str; 18] = [
    "journal",
    "journal/00000001.kvj",
    "kvartal-workspace",
    "lock",
    "witness",
    "witness.tmp",
    "state",
    "state/stamp",
    "state/db",
    "state/conf",
    "state.unsynced",
    "view",
    "view/stamp",
    "view/catalog.snap",
    "view/since.snap",
    "untold",
    "lost.json",
    "backups",
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Directory,
    Pipe,
    Device,
    File,
}

fn put(path: &Path, kind: Kind) {
    let _ = fs::remove_dir_all(path);
    let _ = fs::remove_file(path);
    match kind {
        Kind::Directory => {
            fs::create_dir(path).unwrap();
            fs::write(path.join("figures"), "mine").unwrap();
        }
        Kind::Pipe => {
            let fifo = rustix::fs::FileType::Fifo;
            rustix::fs::mknodat(rustix::fs::CWD, path, fifo, 0o600.into(), 0).unwrap();
        }
        Kind::Device => std::os::unix::fs::symlink("/dev/zero", path).unwrap(),
        Kind::File => fs::write(path, "mine").unwrap(),
    }
}

/// Runs something that may not wait.
fn promptly<T: Send + 'static>(place: &str, act: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, result) = channel();
    thread::spawn(move || done.send(act()));
    result.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| panic!("{place}: hangs"))
}

fn shown(path: &Path) -> Shown {
    match read(path) {
        Ok(shown) => shown,
        Err(StoreError::Lost(lost)) => (BTreeMap::new(), vec![StoreNotice::Lacks(lost)]),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn whatever_stands_in_the_place_of_a_file_is_told_set_aside_and_made_anew() {
    let world = World::new(false, false);
    for place in PLACES {
        let is_directory = ["journal", "state", "view", "backups"].contains(&place);
        stands(&world, place, if is_directory { Kind::File } else { Kind::Directory });
    }
}

#[test]
fn nothing_waits_for_a_pipe_or_a_device_in_the_place_of_a_file() {
    let world = World::new(false, false);
    for place in PLACES {
        // A device never ends, where a pipe never begins.
        let device = place.ends_with(".kvj") || place == "witness";
        stands(&world, place, if device { Kind::Device } else { Kind::Pipe });
    }
}

/// Puts something in the place of a file, and looks, verifies, opens and mends.
fn stands(world: &World, place: &str, kind: Kind) {
    let said = format!("{kind:?} in place of {place}");
    copy(&world.now, &world.scratch);
    put(&world.scratch.join(place), kind);
    let path = world.scratch.clone();
    let (plans, notices) = promptly(&said, move || shown(&path));
    for id in world.wrong(&plans) {
        assert!(is_told(&notices, id), "{said}: {id:?}");
    }
    let path = world.scratch.clone();
    let report = promptly(&said, move || verify(&path, 1).unwrap());
    let is_known = |fault: &kvartal::store::Fault| fault.what == Harm::Misplaced;
    assert!(place == "witness.tmp" || report.faults.iter().any(is_known), "{said}: {:?}", report.faults);
    // A window may refuse, but it does not wait.
    let path = world.scratch.clone();
    promptly(&said, move || drop(DiskStore::open(&path, &OpenOptions::at(1)).map(|store| store.settle())));
    if kind != Kind::Pipe || place == "lock" {
        heals(world, &said, place, kind);
    }
}

/// Whether the content of a directory that was put in the workspace is still there.
fn has_figures(below: &Path) -> bool {
    let entries = fs::read_dir(below).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.into_iter().any(|path| path.ends_with("figures") || (path.is_dir() && has_figures(&path)))
}

fn heals(world: &World, said: &str, place: &str, kind: Kind) {
    let path = world.scratch.clone();
    let mended = promptly(said, move || {
        let mut next = 1u128 << 90;
        let mut draw = || {
            next += 1;
            next
        };
        repair(&path, &mut Mender { author: "a", at: 5, draw: &mut draw }).unwrap()
    });
    assert_eq!(mended.open, [], "{said}");
    let (plans, notices) = shown(&world.scratch);
    assert_eq!(world.wrong(&plans), [], "{said}");
    assert_eq!(losses(&notices), [], "{said}");
    assert!(verify(&world.scratch, 1).unwrap().is_well(), "{said}");
    // Nothing that may have been somebody's was removed.
    if kind == Kind::Directory && place != "witness.tmp" {
        assert!(has_figures(&world.scratch.join("aside")), "{said}: {:?}", mended.aside);
    }
    writes(world, said, &[]);
}
