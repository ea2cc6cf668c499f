//! Maps and sets by id in which what was created together lies together.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

/// A map by id, or by an id and little else.
pub type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// A set of ids.
pub type IdSet<K> = HashSet<K, BuildHasherDefault<IdHasher>>;

/// How many bits of an id give the place within a run of places.
const PLACE: u32 = 6;
const PLACES: u64 = (1 << PLACE) - 1;

/// Hashes ids so that those that one source gives one after the other have places one after the other: 64 of them in
/// a run, the runs scattered.
///
/// A plan is gone through in the order in which it was created much more often than in any other. With scattered
/// places each step would wait for memory, the longer, the larger the plan.
#[derive(Clone, Copy, Debug, Default)]
pub struct IdHasher {
    run: u64,
    place: u64,
}

/// A multiplier with good spectral properties for 64 bits (Steele and Vigna, 2021).
const MULTIPLIER: u64 = 0xf135_7aea_2e62_a9c5;
/// Moves bits that a product mixed well to where a map takes the place from.
const ROTATE: u32 = 26;
/// Which bits say where a run begins.
const BEGIN: u32 = 40;
/// Where a map takes its check of 7 bits from.
const CHECK: u32 = 57;

impl Hasher for IdHasher {
    fn write_u64(&mut self, part: u64) {
        self.run = self.run.wrapping_add(part).wrapping_mul(MULTIPLIER);
    }

    fn write_u128(&mut self, id: u128) {
        // The last id of a key gives the place; an earlier one belongs to the run as a whole.
        self.write_u64(self.place);
        self.place = id as u64 & PLACES;
        self.write_u64((id >> PLACE) as u64);
        self.write_u64((id >> 64) as u64);
    }

    fn write_u32(&mut self, part: u32) {
        self.write_u64(u64::from(part));
    }

    fn write_u16(&mut self, part: u16) {
        self.write_u64(u64::from(part));
    }

    fn write_u8(&mut self, part: u8) {
        self.write_u64(u64::from(part));
    }

    fn write_usize(&mut self, part: usize) {
        self.write_u64(part as u64);
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn finish(&self) -> u64 {
        let run = self.run.rotate_left(ROTATE);
        // A run begins at any of its places, because the sources of most commands give a few ids each.
        let place = self.place.wrapping_add(run >> BEGIN) & PLACES;
        // The check differs within a run, so that a map compares few ids.
        (run & !PLACES | place) ^ (self.place << CHECK)
    }
}

#[cfg(test)]
mod tests {
    use std::hash::BuildHasher;

    use super::*;
    use crate::domain::id::{IdSource, NodeId};

    fn places(ids: &[u128], size: u64) -> Vec<u64> {
        let hasher = BuildHasherDefault::<IdHasher>::default();
        ids.iter().map(|id| hasher.hash_one(NodeId(*id)) % size).collect()
    }

    #[test]
    fn ids_of_one_source_lie_one_after_the_other() {
        let mut source = IdSource::new(7);
        let ids: Vec<u128> = (0..10_000).map(|_| source.draw()).collect();
        let places = places(&ids, 1 << 14);
        let next = places.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
        assert!(next > 9_600, "{next} of 9,999 follow the one before");
    }

    #[test]
    fn keys_of_two_ids_differ_by_each_of_them() {
        let (hasher, mut source) = (BuildHasherDefault::<IdHasher>::default(), IdSource::new(7));
        let ids: Vec<NodeId> = (0..64).map(|_| NodeId(source.draw())).collect();
        for second in [|_: NodeId| NodeId(1 << 80), |first| first] {
            let hashes: HashSet<u64> = ids.iter().map(|id| hasher.hash_one((*id, second(*id)))).collect();
            assert_eq!(hashes.len(), ids.len());
        }
    }

    #[test]
    fn runs_and_ids_of_many_sources_are_scattered() {
        let sources: Vec<u128> = (0..16_384).map(|seed| IdSource::new(seed).draw()).collect();
        let mut source = IdSource::new(7);
        let runs: Vec<u128> = (0..16_384 * 64).map(|_| source.draw()).step_by(64).collect();
        for (ids, size) in [(sources, 1 << 14), (runs, 1 << 20)] {
            let mut places = places(&ids, size);
            places.sort_unstable();
            places.dedup();
            // Chance leaves 63 of a hundred apart.
            assert!(places.len() > ids.len() * 60 / 100, "{} of {} are apart", places.len(), ids.len());
        }
    }
}
