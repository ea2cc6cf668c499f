//! Addresses by ordinals in a part of a plan: they mean what they mean in the whole plan, of which the rest is not read.

use super::{brief::briefly, *};
use crate::domain::{Level, Node, NodeId, Subject, order::Order};

/// Pseudo-random numbers, the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

fn with(record: Record, alter: impl FnOnce(&mut Node)) -> Record {
    let Record::Node(node) = record else { panic!("no node") };
    let mut node = Node::clone(&node);
    alter(&mut node);
    Record::from(node)
}

/// A plan without codes, as one list.
fn list(measures: u128) -> Change {
    let mut made = create(P, "list", measures);
    made.edits.retain(|edit| edit.key != RecordKey::Node(NodeId(1)));
    let mut places = Order::spread(usize::try_from(measures).unwrap()).into_iter();
    for edit in &mut made.edits {
        if let RecordKey::Node(_) = edit.key {
            let (node, order) = (edit.after.take().unwrap(), places.next().unwrap());
            let node = with(node, |node| (node.parent, node.code, node.order) = (None, None, order));
            edit.after = Some(node);
        }
    }
    made
}

/// A plan of 40 nodes in which some have a code of their own, some share one, and some have none.
fn outline(chance: &mut Chance, codes: usize) -> Change {
    let levels = [Level::Goal, Level::Task, Level::Measure, Level::Measure, Level::Measure];
    let mut edits = create(P, "plan", 0).edits;
    edits.retain(|edit| !matches!(edit.key, RecordKey::Node(_)));
    let mut groups = vec![None];
    for n in 1..=40u128 {
        let level = levels[chance.below(levels.len())];
        let parent = groups[chance.below(groups.len())];
        let code = match chance.below(4) {
            _ if codes == 0 => None,
            0 => Some(format!("1.{n}")),
            1 => Some(format!("{}.", chance.below(codes))),
            2 => Some(chance.below(codes).to_string()),
            _ => None,
        };
        let code = code.map(|code| code.trim_end_matches('.').to_owned());
        // Some stand at the same place, so that their ids decide.
        let order = Order::spread(9)[chance.below(9)].clone();
        let id = measure(n);
        let node = with(node(n, parent, level), |node| (node.code, node.order) = (code, order));
        edits.push(edit(RecordKey::Node(id), None, Some(node)));
        if level == Level::Measure {
            for at in 0..chance.below(3) as u128 {
                let Record::Indicator(indicator_of) = indicator_record(n) else { panic!("no indicator") };
                let key = RecordKey::Indicator(indicator(100 * at + n));
                edits.push(edit(key, None, Some(Record::Indicator(indicator_of))));
            }
        } else {
            groups.push(Some(id));
        }
    }
    change(1, P, edits)
}

fn nodes(plan: &Plan) -> usize {
    plan.records().filter(|(key, _)| matches!(key, RecordKey::Node(_))).count()
}

fn part(store: &DiskStore, address: &str) -> Plan {
    let part = PlanPart { addresses: &[address], evidence: false, groups: false };
    store.load_part(P, &part).unwrap().unwrap()
}

/// What an address means in a plan, with the address of what was found.
fn meaning(plan: &Plan, address: &str) -> (String, String, String) {
    let found = plan.find(address);
    let back = found.as_ref().map(|subject| plan.subject_address(*subject));
    (format!("{found:?}"), format!("{back:?}"), format!("{:?}", plan.find_node(address)))
}

#[test]
fn an_address_means_in_a_part_what_it_means_in_the_whole_plan() {
    let mut chance = Chance(3);
    let mut ordinals = 0;
    for codes in [0, 0, 1, 2, 4, 9, 15, 30] {
        let place = place();
        let made = if codes == 0 && ordinals == 0 { list(40) } else { outline(&mut chance, codes) };
        briefly(&place, |store| store.commit(&made).unwrap());
        let whole = briefly(&place, |store| store.load(P).unwrap().unwrap());
        let subjects = whole.records().filter_map(|(key, _)| match key {
            RecordKey::Node(id) => Some(Subject::Node(id)),
            RecordKey::Indicator(id) => Some(Subject::Indicator(id)),
            _ => None,
        });
        let mut addresses: Vec<String> = subjects.map(|subject| whole.subject_address(subject)).collect();
        addresses.extend(whole.measures().map(|(id, _)| format!("{}#1", whole.address(id))));
        addresses.extend((0..codes).map(|code| code.to_string()));
        briefly(&place, |store| {
            for address in &addresses {
                let known = whole.find_node(address).is_ok();
                let part = part(store, address);
                assert_eq!(meaning(&part, address), meaning(&whole, address), "{address:?}, {codes}");
                assert!(!known || nodes(&part) < 9, "{address:?}: {} nodes", nodes(&part));
                ordinals += usize::from(known && address.contains('/'));
                if !known && nodes(&part) == 40 {
                    break;
                }
            }
        });
        for strange in ["7", "/7", "/999", "/0", "/", "", "1/1", "1.1/2/1", "x/1", "/1/1", "/7#9", "7#x"] {
            briefly(&place, |store| {
                assert_eq!(
                    meaning(&part(store, strange), strange),
                    meaning(&whole, strange),
                    "{strange:?}, {codes}"
                );
            });
        }
    }
    assert!(ordinals > 200, "{ordinals}");
}

#[test]
fn a_change_at_an_ordinal_neither_reads_the_rest_of_the_plan_nor_asks_the_state() {
    let place = place();
    briefly(&place, |store| store.commit(&list(60)).unwrap());
    for (n, address) in [(1, "7"), (2, "/7"), (3, "7#1")] {
        briefly(&place, |store| {
            let plan = part(store, address);
            assert_eq!((nodes(&plan), plan.seq()), (1, u64::from(n)));
            assert_eq!(plan.find(address), Ok(Subject::Indicator(indicator(7))));
            assert_eq!(plan.address(measure(7)), "/7");
            store.commit(&set_fact(1_000 + u128::from(n), &plan, 7, n)).unwrap();
            assert!(store.shared.core().held(P).is_none(), "the whole plan");
        });
    }
    let read = super::super::super::ReadStore::open(&place.path).unwrap();
    let of = PlanPart { addresses: &["60"], evidence: false, groups: false };
    assert_eq!(nodes(&read.load_part(P, &of).unwrap().unwrap()), 1);
    let whole = briefly(&place, |store| store.load(P).unwrap().unwrap());
    assert_eq!((whole.seq(), whole.record(&fact_key(7))), (4, Some(fact(3))));
    assert_eq!(place.verify().faults, vec![]);
}
