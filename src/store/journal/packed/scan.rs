//! A packed segment in the scan of a damaged journal: every block that can be read gives its frames, and one that cannot
//! be read says, if its head is intact, which changes it had.

use std::path::Path;

use super::{
    super::{
        super::{Harm, StoreError},
        Position, Scan,
        frame::{self, FrameAt, Hash, Label},
        scan::Gap,
        segment::{self, HEADER},
    },
    PackedSegment,
    read::Unpacked,
};
use crate::domain::ChangeId;

impl Scan {
    /// Reads a packed segment and returns its last hash. The hash of the segment before is checked where it is known.
    pub(in crate::store::journal) fn packed_segment(
        &mut self,
        dir: &Path,
        number: u32,
        before: Option<Hash>,
    ) -> Result<Hash, StoreError> {
        let path = segment::packed_path(dir, number);
        let packed = match PackedSegment::open(dir, number) {
            Ok(packed) => packed,
            Err(StoreError::Damaged { what, .. }) => {
                self.fault(&path, 0, what);
                self.gaps.push(gap(number, HEADER));
                let hash = before.unwrap_or_default();
                self.end = Some(Position { segment: number, offset: HEADER, hash });
                return Ok(hash);
            }
            Err(other) => return Err(other),
        };
        let head = packed.head;
        packed.faults.iter().for_each(|(at, what)| self.fault(&path, *at, what.clone()));
        if let Some(at) = packed.damaged_parity() {
            self.fault(&path, at, Harm::Block);
        }
        if before.is_some_and(|before| before != head.before) {
            self.fault(&path, 0, Harm::NotTheNextSegment);
        }
        if number == 1 {
            self.root = Some(head.before);
        }
        let (mut link, mut at) = (Some(head.before), HEADER);
        for (nth, place) in packed.blocks.iter().enumerate() {
            if place.at > at {
                self.fault(&path, place.place, Harm::Block);
                self.gaps.push(gap(number, at));
                link = None;
            }
            let unpacked = packed.unpack(nth).or_else(|harm| {
                self.fault(&path, place.place, harm);
                packed.remade(nth)
            });
            let end = packed.blocks.get(nth + 1).map_or(head.end, |next| next.at);
            (link, at) = match unpacked {
                Ok(block) => {
                    if link.is_some_and(|link| link != block.head.before) {
                        self.fault(&path, place.place, Harm::Chain);
                    }
                    self.frames_of(number, &block);
                    (Some(block.last), block.head.at + block.bytes.len() as u64)
                }
                Err(_) => {
                    self.unread_of(&packed, nth);
                    (None, end)
                }
            };
        }
        if at < head.end {
            self.fault(&path, packed.length, Harm::Short);
            self.gaps.push(gap(number, at));
        }
        self.end = Some(Position { segment: number, offset: head.end, hash: head.last });
        Ok(head.last)
    }

    fn frames_of(&mut self, number: u32, block: &Unpacked) {
        let (mut rest, mut at) = (block.bytes.as_slice(), block.head.at);
        while let Ok(place) = u32::try_from(at)
            && let Ok(Some(frame)) = frame::read(&mut rest, FrameAt::new(number, place), None)
        {
            at += frame.len();
            self.frames.push(frame);
        }
    }

    /// Records what a block had that cannot be read.
    fn unread_of(&mut self, packed: &PackedSegment, nth: usize) {
        let (number, at) = (packed.head.number, packed.blocks.get(nth).map_or(HEADER, |block| block.at));
        match packed.head_of(nth) {
            Some(head) => self.unread.extend(head.plans.iter().map(|(plan, highest)| Label {
                plan: *plan,
                seq: *highest,
                change: ChangeId(0),
                previous: FrameAt::NONE,
            })),
            None => self.gaps.push(gap(number, at)),
        }
    }
}

/// A place where frames are missing.
fn gap(number: u32, at: u64) -> Gap {
    Gap { at: FrameAt::new(number, u32::try_from(at).unwrap_or(u32::MAX)), label: None, is_rest: false }
}
