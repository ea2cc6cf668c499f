//! Tests of the entry points for fuzzers.

use std::time::{Duration, Instant};

use super::{
    super::{MemoryStore, Store as _, answer_bytes, answer_payloads, fixture::*},
    *,
};

#[test]
fn a_payload_is_what_it_was_written_as() {
    let page = codec::encode(&RecordPage { plan: PlanId(7), records: Vec::new() }).unwrap();
    let (_, payload) = codec::open(EnvelopeKind::Page, &page).unwrap();
    assert!(decode_bytes(payload).unwrap() > 0);
    assert_eq!(decode_bytes(&[0xff; 40]), Ok(0));
}

#[test]
fn frames_are_found_between_what_is_damaged() {
    assert_eq!(journal_bytes(b"one\0\0two\0\0three"), (3, 3, 0));
    let (written, found, faults) = journal_bytes(b"one\0damage\0two\0KVF1????????\0three");
    assert_eq!((written, found), (3, 3));
    assert!(faults > 0);
}

#[test]
fn a_payload_of_a_question_gets_through_to_it() {
    let store = MemoryStore::new();
    // The number of the question, and the first of them: what plans there are.
    assert_eq!(answer_payloads(&store, [&[1, 0][..]]), 1);
    assert_eq!(answer_payloads(&store, [&[0xfe; 9][..]]), 0);
}

proptest::proptest! {
    #[test]
    fn no_bytes_hide_a_frame_or_make_the_codec_fall(bytes: Vec<u8>) {
        let (written, found, _) = journal_bytes(&bytes);
        proptest::prop_assert_eq!(found, written);
        proptest::prop_assert!(decode_bytes(&bytes).is_ok());
    }
}

/// A pseudo-random generator with a fixed seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }

    /// Mutates bytes: flips, removes, duplicates some, or inserts bytes of another input.
    fn change(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len());
            match self.below(6) {
                0 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
                1 if !bytes.is_empty() => bytes[at] = u8::try_from(self.below(256)).unwrap(),
                2 => bytes.truncate(at),
                3 => bytes.insert(at, [0, 1, 0x7f, 0x80, 0xfb, 0xfc, 0xfd, 0xff][self.below(8)]),
                4 => {
                    let (from, to) = (self.below(other.len()), self.below(other.len()));
                    let piece = other.get(from.min(to)..from.max(to)).unwrap_or_default().to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => {
                    let end = at + self.below(bytes.len().saturating_sub(at));
                    let piece = bytes[at.min(bytes.len())..end.min(bytes.len())].to_vec();
                    bytes.extend(piece);
                }
            }
            bytes.truncate(1 << 14);
        }
    }
}

/// Mutates inputs for two minutes and keeps those with a new result; returns the number of runs.
fn for_two_minutes(mut corpus: Vec<Vec<u8>>, mut run: impl FnMut(&[u8]) -> usize) -> u64 {
    let (mut chance, mut rounds) = (Chance(7), 0);
    let mut seen = std::collections::BTreeSet::new();
    let end = Instant::now() + Duration::from_secs(120);
    while Instant::now() < end {
        let mut bytes = corpus[chance.below(corpus.len())].clone();
        let other = corpus[chance.below(corpus.len())].clone();
        chance.change(&mut bytes, &other);
        rounds += 1;
        if seen.insert(run(&bytes)) || (rounds % 512 == 0 && corpus.len() < 4096) {
            corpus.push(bytes);
        }
    }
    rounds
}

fn sample() -> MemoryStore {
    let store = MemoryStore::new();
    store.commit(&create(PlanId(7), "plan", 2)).unwrap();
    store
}

/// Does what the fuzz targets do, where no fuzzer is installed: `cargo test --lib -- --ignored two_minutes`.
#[test]
#[ignore = "takes two minutes"]
fn no_bytes_make_the_one_who_serves_fall_in_two_minutes() {
    let store = sample();
    let plan = store.load(PlanId(7)).unwrap().unwrap();
    let change = codec::encode(&set_fact(50, &plan, 1, 5)).unwrap();
    let mut corpus: Vec<Vec<u8>> = (0..20).map(|kind| vec![1, kind, 7, 1, 9, 2]).collect();
    corpus.push([&[1, 2, u8::try_from(change.len() % 251).unwrap()][..], &change].concat());
    let rounds = for_two_minutes(corpus, |bytes| {
        answer_bytes(&store, bytes);
        answer_payloads(&store, bytes.split(|byte| *byte == 0xff))
    });
    eprintln!("{rounds} rounds");
    assert!(store.load(PlanId(7)).unwrap().is_some() && rounds > 100);
}

/// The same for the journal and the codec.
#[test]
#[ignore = "takes two minutes"]
fn no_bytes_hide_a_frame_or_make_the_codec_fall_in_two_minutes() {
    let store = sample();
    let history = store.history(PlanId(7), 1).unwrap();
    let mut corpus: Vec<Vec<u8>> =
        vec![b"one\0damage\0two\0KVF1????????\0three".to_vec(), b"KVF1\0KVF1\0KVF1".to_vec()];
    for logged in history {
        let change = codec::encode(&logged.change).unwrap();
        let (_, payload) = codec::open(EnvelopeKind::Change, &change).unwrap();
        corpus.push(payload.to_vec());
        corpus.push(change);
    }
    let rounds = for_two_minutes(corpus, |bytes| {
        let (written, found, faults) = journal_bytes(bytes);
        assert_eq!(found, written, "{bytes:?}");
        decode_bytes(bytes).unwrap_or_else(|kind| panic!("{kind:?}: {bytes:?}")) * 1000
            + written * 10
            + faults
    });
    eprintln!("{rounds} rounds");
    assert!(rounds > 100);
}
