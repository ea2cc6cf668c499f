//! The list of plans when its files are damaged: what is found out is the same, and they are written anew.

use super::{
    super::super::{ReadStore, journal::Position, listing, state::State},
    *,
};

fn make(place: &Place) -> Vec<PlanEntry> {
    let store = place.open();
    for n in 1..=90 {
        store.commit(&create(PlanId(n), &format!("plan-{n}"), 1)).unwrap();
    }
    store.settle().unwrap();
    assert_eq!(store.plans().unwrap().len(), 90, "all figures are known, so that they are written");
    drop(store);
    let store = place.open();
    let load = |n| store.load(PlanId(n)).unwrap().unwrap();
    store.commit(&set_fact(1_001, &load(5), 1, 7)).unwrap();
    store.commit(&delete(1_002, &load(6))).unwrap();
    let mut entries = store.plans().unwrap();
    drop(store);
    // Few changes are not always worth a file of their own.
    for n in 2_000..2_100_u32 {
        if place.file("view/since.snap").exists() {
            break;
        }
        let store = place.open();
        store.commit(&set_fact(n.into(), &store.load(PlanId(9)).unwrap().unwrap(), 1, n)).unwrap();
        store.settle().unwrap();
        entries = store.plans().unwrap();
    }
    entries
}

#[test]
fn whatever_part_of_the_list_is_damaged_the_plans_are_the_same_and_the_list_is_written_anew() {
    let place = place();
    let entries = make(&place);
    place.copy("view", "kept");
    let is_read = |file: &str, page: usize| {
        let bytes = std::fs::read(place.file(&file.replace("view", "kept"))).unwrap();
        bytes.get(page * 4096..(page + 1) * 4096).is_some()
    };
    let mut given_up = 0;
    for file in ["view/catalog.snap", "view/since.snap"] {
        for page in (0..6).take_while(|page| is_read(file, *page)) {
            // On the first page everything is tried, on each other one something else.
            let parts = ["find", "change", "make", "list"];
            for part in if page == 0 { &parts[..] } else { &parts[page % 4..][..1] } {
                place.copy("kept", "view");
                let mut bytes = std::fs::read(place.file(file)).unwrap();
                bytes[page * 4096 + 5] ^= 1;
                std::fs::write(place.file(file), bytes).unwrap();
                let what = format!("{file}, page {page}, {part}");
                let read = ReadStore::open(&place.path).unwrap();
                assert_eq!(read.find(Some("plan-8")).unwrap(), Means::One(PlanId(8)), "{what}");
                assert_eq!(read.plans().unwrap(), entries, "{what}");
                assert_eq!(read.gone().unwrap(), [PlanId(6)], "{what}");
                drop(read);
                let store = place.open();
                let plan = |n| store.load(PlanId(n)).unwrap().unwrap();
                match *part {
                    "find" => {
                        assert_eq!(store.find(Some("plan-5")).unwrap(), Means::One(PlanId(5)), "{what}")
                    }
                    "change" => {
                        let part = PlanPart { addresses: &["1.1"], evidence: false, groups: false };
                        let plan = store.load_part(PlanId(5), &part).unwrap().unwrap();
                        let refused =
                            store.commit(&change(9, PlanId(5), vec![edit(fact_key(1), None, None)]));
                        assert!(matches!(refused, Err(CommitError::Conflict(_))), "{what}");
                        assert_eq!(plan.record(&fact_key(1)), Some(fact(7)), "{what}");
                    }
                    "make" => {
                        let taken = store.commit(&create(PlanId(200), "plan-9", 1));
                        assert!(matches!(taken, Err(CommitError::SlugTaken(_))), "{what}");
                    }
                    _ => assert_eq!(store.gone().unwrap(), [PlanId(6)], "{what}"),
                }
                assert_eq!(plan(7).header().slug, "plan-7", "{what}");
                assert_eq!(store.plans().unwrap(), entries, "{what}");
                drop(store);
                given_up += usize::from(!place.file("view/since.snap").exists());
                assert_eq!(ReadStore::open(&place.path).unwrap().plans().unwrap(), entries, "{what}");
                let list = Catalog::read(&place.open().shared.layout).unwrap().0;
                assert_eq!(list.rows().unwrap().len(), 90, "{what}");
            }
        }
    }
    assert!(given_up > 8, "{given_up}");
    assert_eq!(place.verify().faults, vec![]);
}

#[test]
fn figures_that_the_state_keeps_by_other_rules_are_counted_anew() {
    let place = place();
    let store = place.open();
    store.commit(&create(P, "plan", 3)).unwrap();
    facts(&store, 0, 5);
    store.commit(&create(PlanId(8), "other", 2)).unwrap();
    let gone = store.load(PlanId(8)).unwrap().unwrap();
    store.commit(&delete(900, &gone)).unwrap();
    store.settle().unwrap();
    let (layout, reader) = (store.shared.layout.clone(), store.shared.reader.clone());
    let (entries, end) = (store.plans().unwrap(), store.shared.core().journal.end());
    drop(store);
    let with_figures = |end: &Position| {
        let (state, _) = State::open(&layout, &reader, end).unwrap();
        let entries = state.entries().unwrap();
        assert_eq!(entries.len(), 2);
        let figures = entries.iter().filter(|entry| entry.has_figures()).count();
        (figures, state)
    };
    let (figures, state) = with_figures(&end);
    assert_eq!(figures, 2, "its own rules; the deleted plan needs none");
    state.forget_rules();
    state.end();
    assert_eq!(place.verify().faults, vec![], "other rules are no fault");
    let (figures, state) = with_figures(&end);
    assert_eq!(figures, 1);
    state.end();
    std::fs::remove_dir_all(&layout.view).unwrap();
    let store = place.open();
    assert_eq!(store.plans().unwrap(), entries);
    facts(&store, 5, 1);
    store.settle().unwrap();
    let end = store.shared.core().journal.end();
    drop(store);
    let (figures, state) = with_figures(&end);
    assert_eq!(figures, 2, "a changed plan has figures again");
    state.end();
    assert_eq!(place.verify().faults, vec![]);
}

#[test]
fn figures_that_the_list_keeps_by_other_rules_are_counted_anew_and_written() {
    let place = place();
    let entries = make(&place);
    let counted = |ask: &dyn Fn() -> Vec<PlanEntry>| {
        listing::ENTRIES_READ.set(0);
        assert_eq!(ask(), entries);
        listing::ENTRIES_READ.get()
    };
    let read = || ReadStore::open(&place.path).unwrap().plans().unwrap();
    assert_eq!(counted(&read), 2, "both files");
    ["catalog", "since"]
        .iter()
        .for_each(|name| listing::forget_rules(&place.file(&format!("view/{name}.snap"))));
    assert_eq!(counted(&read), 2, "not again for each plan");
    let (mut list, _) = Catalog::read(&place.open().shared.layout).unwrap();
    assert_eq!(list.stale().unwrap().len(), 89);
    assert!(counted(&|| place.open().plans().unwrap()) < 5);
    let (mut list, _) = Catalog::read(&place.open().shared.layout).unwrap();
    assert!(list.stale().unwrap().is_empty(), "written with the figures of this program");
}
