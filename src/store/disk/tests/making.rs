//! Creating a workspace in a directory, and when it is refused.

use super::*;

#[test]
fn what_cannot_be_a_workspace_is_told() {
    let place = place();
    assert!(matches!(
        DiskStore::open(Path::new("/dev/null/w"), &OpenOptions::at(1)),
        Err(StoreError::Io { .. })
    ));
    std::fs::create_dir(&place.path).unwrap();
    std::fs::write(place.file("letter.txt"), "x").unwrap();
    assert!(matches!(
        DiskStore::open(&place.path, &OpenOptions::at(1)),
        Err(StoreError::NotAWorkspace(path)) if path == place.path
    ));
    assert_eq!(std::fs::read_dir(&place.path).unwrap().count(), 1, "nothing was left there");
}

#[test]
fn a_directory_that_cannot_be_written_is_told() {
    let place = place();
    drop(place.open());
    std::fs::set_permissions(&place.path, std::fs::Permissions::from_mode(0o500)).unwrap();
    let opened = DiskStore::open(&place.path, &OpenOptions::at(1));
    // Skipped for the superuser, who may write everywhere.
    if !rustix::process::geteuid().is_root() {
        assert!(matches!(opened, Err(StoreError::Io { .. })));
    }
    drop(opened);
    std::fs::set_permissions(&place.path, std::fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_newer_workspace_is_refused_unaltered() {
    let place = place();
    drop(place.open());
    let marker = place.file("kvartal-workspace");
    let text = std::fs::read_to_string(&marker).unwrap().replace("format 1", "format 3");
    std::fs::write(&marker, &text).unwrap();
    assert!(matches!(
        DiskStore::open(&place.path, &OpenOptions::at(1)),
        Err(StoreError::Newer { found: 3, known: 2, .. })
    ));
    assert_eq!(std::fs::read_to_string(&marker).unwrap(), text);
}

#[test]
fn nobody_else_may_read() {
    let place = place();
    let store = place.open();
    store.commit(&create(P, "plan", 1)).unwrap();
    store.settle().unwrap();
    drop(store);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for dir in ["", "journal", "state", "view"] {
        assert_eq!(mode(&place.file(dir)), 0o700, "{dir}");
    }
    for file in [
        "lock",
        "kvartal-workspace",
        "witness",
        "journal/00000001.kvj",
        "view/catalog.snap",
        "view/stamp",
        "state/stamp",
    ] {
        assert_eq!(mode(&place.file(file)), 0o600, "{file}");
    }
}

#[test]
fn a_workspace_whose_making_was_cut_short_at_any_step_is_made_at_the_next_start() {
    let whole = tempfile::tempdir().unwrap();
    drop(DiskStore::open(whole.path(), &OpenOptions::at(1)).unwrap());
    let segment = std::fs::read(whole.path().join("journal/00000001.kvj")).unwrap();
    let write = |dir: &Path, name: &str, bytes: &[u8]| std::fs::write(dir.join(name), bytes).unwrap();
    for step in 0..6 {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path();
        write(path, "lock", b"");
        if step > 0 {
            std::fs::create_dir(path.join("journal")).unwrap();
        }
        match step {
            2 => write(path, "journal/next.tmp", b""),
            3 => write(path, "journal/next.tmp", &segment[..9]),
            4.. => write(path, "journal/00000001.kvj", &segment),
            _ => {}
        }
        if step > 4 {
            std::fs::create_dir(path.join("view")).unwrap();
            write(path, "kvartal-workspace.tmp", b"A workspace");
        }
        let store = DiskStore::open(path, &OpenOptions::at(1));
        let store = store.unwrap_or_else(|error| panic!("step {step}: {error}"));
        assert_eq!(store.commit(&create(PlanId(1), "plan", 1)).unwrap(), 1, "step {step}");
    }
}
