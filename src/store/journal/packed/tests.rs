//! Tests of packed segments: they give their segments byte for byte, damage is never accepted in silence, and packing
//! may be interrupted anywhere.

use std::{cell::Cell, io::Read as _, path::Path};

use proptest::prelude::*;

use super::{
    super::{
        super::StoreError, Claims, Frame, FrameAt, Journal, Label, Opened, Position, Reader, SEGMENT,
        has_packed, scan, segment, unpacked,
    },
    *,
};
use crate::{
    domain::{ChangeId, PlanId},
    store::codec::{EnvelopeKind, envelope},
};

const ROOT: Hash = [7; 32];

fn open(dir: &Path, from: Option<&Position>) -> Opened {
    Journal::open(dir, &ROOT, from, SEGMENT, &Claims::default()).unwrap()
}

fn always(_: PackStep) -> bool {
    true
}

/// Writes a sealed segment with these frames, and a further one with one frame. Returns the bytes of the first.
fn write(dir: &Path, frames: &[(Label, Vec<u8>)]) -> Vec<u8> {
    let mut journal = Journal::begin_whole(dir, &ROOT, SEGMENT).unwrap();
    for (label, payload) in frames {
        journal.append(label, payload).unwrap();
    }
    journal.rotate().unwrap();
    journal.append(&label(1, 1, 1, FrameAt::NONE), b"after").unwrap();
    std::fs::read(segment::path(dir, 1)).unwrap()
}

fn label(plan: u128, seq: u64, change: u128, previous: FrameAt) -> Label {
    Label { plan: PlanId(plan), seq, change: ChangeId(change), previous }
}

/// What readers make of the first segment.
fn bytes(dir: &Path) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut reader = Reader::new(dir).segment(1, 0).map_err(std::io::Error::other)?;
    reader.read_to_end(&mut out).map(|_| out)
}

/// Frames like those of facts of two plans, in several blocks.
fn facts(count: u64) -> Vec<(Label, Vec<u8>)> {
    let mut at = [FrameAt::NONE; 2];
    let mut offset = segment::HEADER as u32;
    let frames = (0..count).map(|n| {
        let (plan, change) =
            ((n % 2) as usize, u128::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835));
        let mut content = vec![254];
        content.extend_from_slice(&change.to_le_bytes());
        content.extend_from_slice(format!("Олена {n} 1.1.3.4 від {} до {}", n % 7, n % 11).as_bytes());
        let payload = envelope(2, EnvelopeKind::Change, &content);
        let label = label(plan as u128 + 5, n / 2 + 1, change, at[plan]);
        at[plan] = FrameAt::new(1, offset);
        offset += payload.len() as u32 + 92;
        (label, payload)
    });
    frames.collect()
}

fn frames_of(dir: &Path) -> Vec<Frame> {
    let reader = Reader::new(dir);
    reader.between(&reader.start().unwrap(), None).unwrap().map(Result::unwrap).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_packed_segment_gives_its_segment_byte_for_byte(
        frames in prop::collection::vec(
            (0u128..4, any::<u64>(), any::<u128>(), any::<u64>(), 0usize..5, prop::collection::vec(any::<u8>(), 0..60)),
            0..60,
        ),
        big in prop::option::of(1usize..200_000),
        starts in prop::collection::vec(0usize..20_000, 1..20),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let mut last = [(0u64, FrameAt::NONE); 4];
        let mut frames: Vec<_> = frames.into_iter().map(|(plan, seq, change, previous, kind, content)| {
            let (number, at) = last[plan as usize];
            // Some follow each other as changes of a plan do, others are anything.
            let (seq, previous) = if kind > 0 { (number.wrapping_add(1), at) } else { (seq, FrameAt::from_raw(previous)) };
            last[plan as usize] = (seq, previous);
            let of_change = [&[254][..], &change.to_le_bytes(), &content].concat();
            let payload = match kind {
                0 | 1 => content,
                2 => envelope(1, EnvelopeKind::Change, &content),
                3 => envelope(2, EnvelopeKind::Change, &of_change),
                _ => envelope(u16::MAX, EnvelopeKind::Page, &of_change),
            };
            (label(plan, seq, change, previous), payload)
        }).collect();
        if let Some(size) = big {
            frames.push((label(9, u64::MAX, u128::MAX, FrameAt::NONE), (0..size).map(|n| ((n * n) >> 7) as u8).collect()));
        }
        let whole = write(dir.path(), &frames);
        let before = frames_of(dir.path());
        prop_assert!(pack(dir.path(), 1, &always).unwrap());
        prop_assert!(segment::is_packed(dir.path(), 1) && has_packed(dir.path()));
        prop_assert_eq!(bytes(dir.path()).unwrap(), &whole[..]);
        let reader = Reader::new(dir.path());
        for start in starts {
            let mut part = [0; 40];
            let read = reader.segment(1, start as u64).unwrap().read(&mut part).unwrap();
            let rest = whole.get(start..).unwrap_or_default();
            prop_assert!(read > 0 || rest.is_empty());
            prop_assert_eq!(&part[..read], &rest[..read]);
        }
        prop_assert_eq!(frames_of(dir.path()), before.clone());
        for frame in &before {
            let Label { plan, seq, .. } = frame.label;
            prop_assert_eq!(reader.link(plan, seq, frame.at).unwrap(), frame.hash);
        }
        let scan = scan(dir.path(), &Claims::default()).unwrap();
        prop_assert!(scan.faults.is_empty() && scan.unread.is_empty() && scan.frames == before);
    }

    #[test]
    fn any_bytes_in_place_of_a_packed_segment_are_refused_or_told(
        junk in prop::collection::vec(any::<u8>(), 0..3000),
        splice in 0usize..3000,
        keep in any::<bool>(),
    ) {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &facts(40));
        pack(dir.path(), 1, &always).unwrap();
        let path = segment::packed_path(dir.path(), 1);
        let whole = std::fs::read(&path).unwrap();
        let mut changed = whole.clone();
        let at = splice.min(changed.len());
        changed.splice(at..if keep { changed.len().min(at + junk.len()) } else { at }, junk);
        prop_assume!(changed != whole);
        std::fs::write(&path, changed).unwrap();
        prop_assert!(!scan(dir.path(), &Claims::default()).unwrap().faults.is_empty());
        let _ = bytes(dir.path());
    }
}

#[test]
fn every_damaged_byte_is_told_and_read_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let whole = write(dir.path(), &facts(700));
    pack(dir.path(), 1, &always).unwrap();
    let path = segment::packed_path(dir.path(), 1);
    let packed = std::fs::read(&path).unwrap();
    assert!(packed.len() * 4 < whole.len(), "{} of {}", packed.len(), whole.len());
    // Every byte of the fixed parts, and some of the blocks.
    let steps = (0..300)
        .step_by(13)
        .chain((300..packed.len() - 300).step_by(1997))
        .chain((packed.len() - 300..packed.len()).step_by(7));
    for at in steps {
        let mut flipped = packed.clone();
        flipped[at] ^= 0x10;
        std::fs::write(&path, &flipped).unwrap();
        let found = scan(dir.path(), &Claims::default()).unwrap();
        assert!(!found.faults.is_empty(), "{at}");
        assert_eq!(found.frames.len(), 701, "{at}: {:?}", found.faults);
        assert_eq!(bytes(dir.path()).unwrap(), whole, "{at}");
    }
    for length in (0..packed.len()).step_by(1613) {
        std::fs::write(&path, &packed[..length]).unwrap();
        assert!(!scan(dir.path(), &Claims::default()).unwrap().faults.is_empty(), "{length}");
        if let Ok(read) = bytes(dir.path()) {
            assert_eq!(read, whole, "{length}");
        }
    }
}

#[test]
fn two_damaged_blocks_are_lost_with_the_names_of_their_changes_and_the_others_are_read() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &facts(1_500));
    pack(dir.path(), 1, &always).unwrap();
    let path = segment::packed_path(dir.path(), 1);
    let mut packed = std::fs::read(&path).unwrap();
    let blocks = PackedSegment::open(dir.path(), 1).unwrap().blocks.clone();
    assert!(blocks.len() > 3);
    for block in &blocks[1..3] {
        packed[block.next() as usize - 20] ^= 1;
    }
    std::fs::write(&path, packed).unwrap();
    let found = scan(dir.path(), &Claims::default()).unwrap();
    assert_eq!(found.faults.len(), 2);
    assert!(found.faults.iter().all(|fault| fault.path == path && fault.what == crate::store::Harm::Block));
    let count = |from: u64, to: u64| frames_before(&found.frames, from, to);
    assert!(
        count(0, blocks[1].at) > 200
            && count(blocks[1].at, blocks[3].at) == 0
            && count(blocks[3].at, u64::MAX) > 0
    );
    // Each block names the last change that it had of each plan.
    assert_eq!(found.unread.len(), 4);
    let next = found.frames.iter().find(|frame| u64::from(frame.at.offset()) == blocks[3].at).unwrap();
    let highest =
        found.unread.iter().filter(|label| label.plan == next.label.plan).map(|label| label.seq).max();
    assert_eq!(highest, Some(next.label.seq - 1));
    // Reading what is lost is an error with the file's name, not the end of the journal.
    let start = Reader::new(dir.path()).start().unwrap();
    let error = Journal::open(dir.path(), &ROOT, Some(&start), SEGMENT, &Claims::default()).unwrap_err();
    assert!(matches!(&error, StoreError::Damaged { path: found, .. } if *found == path), "{error}");
    // What is not written is not packed, and what is damaged stays.
    assert_eq!(unpacked(dir.path()).unwrap(), [0u32; 0]);
}

fn frames_before(frames: &[Frame], from: u64, to: u64) -> usize {
    let within = |frame: &&Frame| frame.at.segment() == 1 && (from..to).contains(&frame.at.offset().into());
    frames.iter().filter(within).count()
}

#[test]
fn packing_may_be_interrupted_anywhere() {
    let dir = tempfile::tempdir().unwrap();
    let frames = facts(900);
    let whole = write(dir.path(), &frames);
    let all = frames_of(dir.path());
    for stopped in 0.. {
        let left = Cell::new(stopped);
        let goes_on = |_| left.replace(left.get() - 1) > 0;
        let done = pack(dir.path(), 1, &goes_on).unwrap();
        assert_eq!(segment::numbers(dir.path()).unwrap(), [1, 2]);
        assert_eq!(bytes(dir.path()).unwrap(), whole, "{stopped}");
        assert_eq!(frames_of(dir.path()), all);
        assert!(scan(dir.path(), &Claims::default()).unwrap().faults.is_empty());
        assert_eq!(open(dir.path(), None).journal.end().segment, 2);
        assert_eq!(done, segment::is_packed(dir.path(), 1));
        if done {
            assert!(stopped > 6, "{stopped}");
            break;
        }
    }
    assert_eq!(bytes(dir.path()).unwrap(), whole);
}

#[test]
fn a_file_that_is_not_the_packed_segment_is_replaced_and_the_plain_one_is_read_meanwhile() {
    let dir = tempfile::tempdir().unwrap();
    let whole = write(dir.path(), &facts(50));
    let path = segment::packed_path(dir.path(), 1);
    for (wrong, kept) in [(&b"no packed segment"[..], 1), (&whole, 2)] {
        std::fs::write(segment::path(dir.path(), 1), &whole).unwrap();
        std::fs::write(&path, wrong).unwrap();
        assert_eq!(bytes(dir.path()).unwrap(), whole);
        assert!(pack(dir.path(), 1, &always).unwrap());
        assert_eq!(bytes(dir.path()).unwrap(), whole);
        assert_eq!(std::fs::read(path.with_extension(format!("other-{kept}"))).unwrap(), wrong);
    }
}

#[test]
fn a_long_frame_is_known_without_unpacking_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut frames = facts(60);
    frames.insert(30, (label(77, 9, 1, FrameAt::NONE), vec![7; BLOCK]));
    frames.push((label(77, 10, 2, FrameAt::NONE), vec![7; BLOCK + 1]));
    write(dir.path(), &frames);
    let frames = frames_of(dir.path());
    pack(dir.path(), 1, &always).unwrap();
    let packed = PackedSegment::open(dir.path(), 1).unwrap();
    assert_eq!(packed.blocks.len(), 4);
    let reader = Reader::new(dir.path());
    for (nth, frame) in frames.iter().enumerate().filter(|(_, frame)| frame.at.segment() == 1) {
        let alone =
            packed.alone_at(frame.at.offset().into()).map(|alone| (alone.plan, alone.seq, alone.hash));
        let Label { plan, seq, .. } = frame.label;
        assert_eq!(alone, (plan == PlanId(77)).then_some((plan, seq, frame.hash)), "{nth}");
        assert_eq!(reader.link(plan, seq, frame.at).unwrap(), frame.hash);
        assert!(reader.link(plan, seq + 1, frame.at).is_err());
    }
    let last = frames[61].at;
    let (walked, at) = reader.of_plan(PlanId(77), last, 10, 5).unwrap().unwrap();
    assert!(walked.is_empty() && at == last);
}

#[test]
fn a_damaged_segment_is_not_packed() {
    let dir = tempfile::tempdir().unwrap();
    let whole = write(dir.path(), &facts(50));
    let path = segment::path(dir.path(), 1);
    for at in [0, 20, 47, 60, 100, 400, whole.len() - 1] {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        std::fs::write(&path, &flipped).unwrap();
        assert!(!pack(dir.path(), 1, &always).unwrap(), "{at}");
        assert_eq!(std::fs::read(&path).unwrap(), flipped);
        assert!(!segment::packed_path(dir.path(), 1).exists());
    }
    // It is intact, but does not end where the next one begins.
    let end = whole.len() - frames_of_length(dir.path(), &whole);
    std::fs::write(&path, &whole[..end]).unwrap();
    assert!(!pack(dir.path(), 1, &always).unwrap());
}

/// The length of the last frame.
fn frames_of_length(dir: &Path, whole: &[u8]) -> usize {
    std::fs::write(segment::path(dir, 1), whole).unwrap();
    let last = frames_of(dir).into_iter().rfind(|frame| frame.at.segment() == 1).unwrap();
    last.len() as usize
}

#[test]
fn readers_go_on_while_a_segment_is_packed() {
    // A segment is packed once and never unpacked, so each round has its own.
    for _ in 0..10 {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &facts(200));
        let held = Reader::new(dir.path());
        let start = held.start().unwrap();
        let mut frames = held.between(&start, None).unwrap();
        frames.next().unwrap().unwrap();
        let begun = std::sync::Barrier::new(4);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    begun.wait();
                    for _ in 0..5 {
                        assert_eq!(frames_of(dir.path()).len(), 201);
                        assert!(scan(dir.path(), &Claims::default()).unwrap().faults.is_empty());
                    }
                });
            }
            begun.wait();
            assert!(pack(dir.path(), 1, &always).unwrap());
        });
        assert_eq!(frames.map(Result::unwrap).count(), 200);
    }
}

#[test]
fn a_journal_whose_last_segment_is_packed_goes_on_in_a_new_one() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &facts(50));
    pack(dir.path(), 1, &always).unwrap();
    let last = frames_of(dir.path()).into_iter().rfind(|frame| frame.at.segment() == 1).unwrap();
    std::fs::remove_file(segment::path(dir.path(), 2)).unwrap();
    let mut opened = open(dir.path(), None);
    assert_eq!(opened.journal.end(), Position { segment: 2, offset: segment::HEADER, hash: last.hash });
    opened.journal.append(&label(5, 26, 1, FrameAt::NONE), b"x").unwrap();
    assert_eq!(frames_of(dir.path()).len(), 51);
    assert!(scan(dir.path(), &Claims::default()).unwrap().faults.is_empty());
}

#[test]
fn a_newer_packed_segment_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &facts(5));
    pack(dir.path(), 1, &always).unwrap();
    let path = segment::packed_path(dir.path(), 1);
    let mut packed = std::fs::read(&path).unwrap();
    packed[8] = 2;
    let crc = crc32fast::hash(&packed[..HEAD - 4]).to_le_bytes();
    packed[HEAD - 4..HEAD].copy_from_slice(&crc);
    std::fs::write(&path, packed).unwrap();
    let opened = Journal::open(dir.path(), &ROOT, None, SEGMENT, &Claims::default());
    assert!(matches!(opened, Err(StoreError::Newer { found: 2, known: 1, .. })));
    assert!(matches!(scan(dir.path(), &Claims::default()), Err(StoreError::Newer { .. })));
}

#[test]
fn the_beginning_of_a_packed_journal_is_checked_at_each_start() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &facts(50));
    let end = open(dir.path(), None).journal.end();
    pack(dir.path(), 1, &always).unwrap();
    assert!(open(dir.path(), Some(&end)).from_found);
    let path = segment::packed_path(dir.path(), 1);
    let mut packed = std::fs::read(&path).unwrap();
    packed[HEAD + 200] ^= 1;
    std::fs::write(&path, packed).unwrap();
    let opened = Journal::open(dir.path(), &ROOT, Some(&end), SEGMENT, &Claims::default());
    assert!(matches!(opened, Err(StoreError::Damaged { path: found, .. }) if found == path));
}
