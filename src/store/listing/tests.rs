//! Tests of the list of plans in its files.

use std::{cell::Cell, path::Path};

use super::{
    super::{
        fixture::{self, change, create, edit},
        rules::RULES,
        wire::Standing,
    },
    *,
};
use crate::domain::{Header, Plan};

const PAGE: usize = 4096;

fn position(n: u8) -> Position {
    Position { segment: 1, offset: 50, hash: [n; 32] }
}

/// Ids are scattered as those of a workspace are.
fn id(n: u128) -> PlanId {
    PlanId(n.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
}

fn row(n: u128) -> PlanRow {
    let name =
        (!n.is_multiple_of(7)).then(|| Name { slug: format!("plan-{n}"), archived: n.is_multiple_of(5) });
    PlanRow { plan: id(n), seq: 3, last: FrameAt::new(2, 77), changed_at: -5, name, at: 0, length: 0 }
}

fn written(path: &Path, position: Position, plans: u128) -> BTreeMap<PlanId, PlanRow> {
    let rows: BTreeMap<_, _> = (1..=plans).map(|n| (id(n), row(n))).collect();
    let items = rows.values().map(|row| (row.clone(), &[][..])).collect();
    assert!(file::write(path, CatalogHead::stamp(None, position), items).unwrap());
    rows
}

fn slugs(file: &ListFile, from: &str, is_in: impl Fn(&str) -> bool) -> Result<Vec<String>, Unreadable> {
    let rows = file.with_slugs(from, is_in)?;
    Ok(rows.into_iter().filter_map(|row| row.name).map(|name| name.slug).collect())
}

#[test]
fn one_plan_among_many_is_found_on_few_pages() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list");
    for plans in [0, 1, 60, 5_000] {
        let rows = written(&path, position(1), plans);
        let file = ListFile::open(&path).unwrap();
        assert_eq!((file.head.plans, file.head.position), (plans as u32, position(1)));
        assert_eq!(file.rows().unwrap(), rows.values().cloned().collect::<Vec<_>>());
        let most = Cell::new(0);
        let counted = |ask: &dyn Fn()| {
            file::PAGES_READ.set(0);
            ask();
            most.set(most.get().max(file::PAGES_READ.get()));
        };
        for n in 0..=plans + 1 {
            let there = rows.get(&id(n));
            counted(&|| assert_eq!(file.row(id(n)).unwrap().as_ref(), there, "{n}"));
            let slug = format!("plan-{n}");
            let named = there.and_then(|row| row.name.as_ref()).map(|name| name.slug.clone());
            counted(&|| {
                let found = slugs(&file, &slug, |other| other == slug).unwrap();
                assert_eq!(found.first(), named.as_ref(), "{n}");
            });
        }
        assert!(most.get() <= 9, "{plans} plans: {} pages", most.get());
        let begins = |n: &u128| !n.is_multiple_of(7) && n.to_string().starts_with("12");
        let expected = (1..=plans).filter(begins).count();
        assert_eq!(slugs(&file, "plan-12", |slug| slug.starts_with("plan-12")).unwrap().len(), expected);
    }
}

#[test]
fn no_damaged_page_and_none_of_another_file_or_place_is_believed() {
    let dir = tempfile::tempdir().unwrap();
    let [path, other] = ["list", "other"].map(|name| dir.path().join(name));
    let rows = written(&path, position(1), 300);
    written(&other, position(2), 300);
    let (good, foreign) = (std::fs::read(&path).unwrap(), std::fs::read(&other).unwrap());
    let by_id = ListFile::open(&path).unwrap().head.by_id as usize;
    assert!(by_id > 2);
    let check = |bytes: &[u8], what: &str| {
        std::fs::write(&path, bytes).unwrap();
        let file = ListFile::open(&path).unwrap();
        assert_eq!(file.rows(), Err(Unreadable), "{what}");
        for n in 0..300 {
            let found = file.row(id(n));
            assert!(found == Err(Unreadable) || found == Ok(rows.get(&id(n)).cloned()), "{what}: {n}");
        }
    };
    for page in 1..=by_id {
        for at in [0, 4, 60, PAGE - 1] {
            let mut bytes = good.clone();
            bytes[page * PAGE + at] ^= 4;
            check(&bytes, "altered");
        }
        let mut bytes = good.clone();
        let range = page * PAGE..(page + 1) * PAGE;
        bytes[range.clone()].copy_from_slice(&foreign[range.clone()]);
        check(&bytes, "of another file");
        bytes[range.clone()].copy_from_slice(&good[(page % by_id + 1) * PAGE..][..PAGE]);
        check(&bytes, "of another place");
        bytes[range].fill(0);
        check(&bytes, "empty");
        check(&good[..page * PAGE + 7], "cut");
    }
    for at in 0..100 {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let head = ListFile::open(&path).map(|file| file.head);
        assert!(head.is_none_or(|head| head.by_id as usize == by_id), "{at}");
    }
}

#[test]
fn a_name_that_is_longer_than_a_page_is_not_written() {
    let dir = tempfile::tempdir().unwrap();
    let layout = WorkspacePaths::of(dir.path());
    std::fs::create_dir(&layout.view).unwrap();
    let mut list = Catalog::default();
    for length in [80, 5_000, 70_000] {
        let made = create(PlanId(1), &"x".repeat(length), 1);
        list.follow(&made, 1, FrameAt::NONE).unwrap();
        assert_eq!(list.write(&layout, position(1)).unwrap(), length == 80);
    }
}

/// Pseudo-random numbers, the same in each run.
fn next(state: &mut u64, below: u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % below
}

#[test]
fn a_list_in_files_says_what_a_list_in_memory_says() {
    let dir = tempfile::tempdir().unwrap();
    let layout = WorkspacePaths::of(dir.path());
    std::fs::create_dir(&layout.view).unwrap();
    let (mut in_files, mut in_memory) = (Catalog::default(), Catalog::default());
    let mut chance = 5;
    let mut both_files = 0;
    for step in 1..500u32 {
        let plan = id(u128::from(next(&mut chance, 300)) + 1);
        let name = next(&mut chance, 400);
        let after = (name > 20).then(|| Header {
            archived: name.is_multiple_of(4),
            ..fixture::header(&format!("{}-{name}", ["kyiv", "lviv", "9e"][name as usize % 3]))
        });
        let edit = edit(RecordKey::Header, None, after.map(Record::from));
        let change = change(step.into(), plan, if step.is_multiple_of(3) { vec![] } else { vec![edit] });
        let at = FrameAt::new(1, step);
        for list in [&mut in_files, &mut in_memory] {
            list.follow(&change, step.into(), at).unwrap();
        }
        if step.is_multiple_of(31) {
            assert!(in_files.write(&layout, position(step as u8)).unwrap());
            assert!(in_files.changed.is_empty());
            both_files += usize::from(in_files.files.len() == 2);
        }
        if step.is_multiple_of(17) {
            assert_eq!(in_files.rows(), in_memory.rows());
            assert_eq!(in_files.gone(), in_memory.gone());
        }
        let row = |list: &Catalog| list.row(plan).unwrap().map(|row| (row.seq, row.last, row.name));
        assert_eq!(row(&in_files), row(&in_memory));
        if !step.is_multiple_of(9) {
            continue;
        }
        let hex = plan.to_string();
        let slug = format!("lviv-{name}");
        for typed in ["kyiv", "9e-1", "LVIV-3", "", " 9e-100 ", "9e", &hex, &hex[..5], &slug] {
            assert_eq!(in_files.means(Some(typed)), in_memory.means(Some(typed)), "{typed:?}, {step}");
        }
        assert_eq!(in_files.owner_of(&slug, plan), in_memory.owner_of(&slug, plan));
    }
    assert!(both_files > 9, "{both_files}");
    assert_eq!(in_files.means(None), in_memory.means(None));
}

#[test]
fn figures_by_other_rules_are_out_of_date() {
    let dir = tempfile::tempdir().unwrap();
    let layout = WorkspacePaths::of(dir.path());
    std::fs::create_dir(&layout.view).unwrap();
    let mut plan = Plan::empty(PlanId(7));
    plan.apply(&create(PlanId(7), "plan", 3));
    let entry = CatalogEntry::of(&plan, &Standing::start());
    let bytes = codec::encode(&entry).unwrap();
    for (rules, expected) in [(RULES, vec![entry.clone()]), (RULES.wrapping_add(1), vec![])] {
        let head = CatalogHead { rules, ..CatalogHead::stamp(None, position(expected.len() as u8)) };
        let items = vec![(PlanRow::of(&entry), bytes.as_slice())];
        assert!(file::write(&paths(&layout.view)[0], head, items).unwrap());
        let (mut list, _) = Catalog::read(&layout).unwrap();
        assert_eq!(list.entries().unwrap(), expected);
        assert_eq!(list.stale().unwrap().len(), 1 - expected.len());
        assert_eq!(list.means(Some("plan")), Ok(Means::One(PlanId(7))), "the name is not reckoned");
        // What was not counted anew is still out of date when the list is written.
        let other = CatalogEntry { plan: PlanId(8), live: None, ..entry.clone() };
        list.put(other);
        assert!(list.write(&layout, position(9)).unwrap());
        assert_eq!(list.stale().unwrap().len(), 1 - expected.len());
    }
}
