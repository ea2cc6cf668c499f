use std::path::Path;

use super::{frame::Label, *};
use crate::domain::{ChangeId, PlanId};

/// What the disk is made to do.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// It is full after so many bytes.
    Write(usize),
    /// The sync fails.
    Sync,
}

const ROOT: Hash = [7; 32];

fn open(dir: &Path, limit: u64) -> Result<Opened, StoreError> {
    Journal::open(dir, &ROOT, None, limit)
}

fn append(journal: &mut Journal, n: u64) -> Result<FrameAt, StoreError> {
    let label = Label { plan: PlanId(1), seq: n, change: ChangeId(n.into()), previous: FrameAt::NONE };
    journal.append(&label, &payload(n))
}

fn payload(n: u64) -> Vec<u8> {
    vec![n as u8; 20 + n as usize]
}

/// A journal of so many frames, and where each ends.
fn write(dir: &Path, frames: u64, limit: u64) -> Vec<Position> {
    let mut journal = open(dir, limit).unwrap().journal;
    let ends = (1..=frames).map(|n| {
        append(&mut journal, n).unwrap();
        journal.end()
    });
    ends.collect()
}

fn numbers(opened: &Opened) -> Vec<u64> {
    opened.tail.iter().map(|frame| frame.label.seq).collect()
}

#[test]
fn frames_come_back_over_segments() {
    let dir = tempfile::tempdir().unwrap();
    let ends = write(dir.path(), 20, 400);
    assert!(ends[19].segment > 3, "{:?}", ends[19]);
    let reader = Reader::new(dir.path());
    let start = reader.start().unwrap();
    let frames: Vec<Frame> = reader.between(&start, None).unwrap().map(Result::unwrap).collect();
    assert_eq!(frames.iter().map(|f| f.label.seq).collect::<Vec<_>>(), (1..=20).collect::<Vec<_>>());
    assert!(frames.iter().all(|f| f.payload == payload(f.label.seq) && reader.frame_at(f.at).unwrap() == *f));
    assert!(ends.iter().all(|end| reader.holds(end)));
    assert!(!reader.holds(&Position { hash: [0; 32], ..ends[5] }));
    assert!(!reader.holds(&Position { offset: ends[5].offset + 1, ..ends[5] }));
    let opened = Journal::open(dir.path(), &ROOT, Some(&ends[4]), 400).unwrap();
    assert_eq!(numbers(&opened), (6..=20).collect::<Vec<_>>());
    assert_eq!(opened.journal.end(), ends[19]);
}

#[test]
fn a_torn_end_is_cut_off_wherever_it_tears() {
    let dir = tempfile::tempdir().unwrap();
    let ends = write(dir.path(), 3, SEGMENT);
    let path = segment::path(dir.path(), 1);
    let whole = std::fs::read(&path).unwrap();
    for length in ends[1].offset..ends[2].offset {
        std::fs::write(&path, &whole[..length as usize]).unwrap();
        let mut opened = open(dir.path(), SEGMENT).unwrap();
        assert_eq!(numbers(&opened), [1, 2], "{length}");
        assert_eq!(opened.notice.is_some(), length > ends[1].offset);
        append(&mut opened.journal, 3).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), whole);
    }
    // A write whose blocks arrived out of order: the length is right, the bytes are not.
    let mut holed = whole.clone();
    holed[ends[1].offset as usize + 30..].fill(0);
    std::fs::write(&path, &holed).unwrap();
    let opened = open(dir.path(), SEGMENT).unwrap();
    let Some(Notice::TailCut { at, bytes, aside, .. }) = opened.notice else { panic!("no notice") };
    assert_eq!((at, bytes), (ends[1].offset, ends[2].offset - ends[1].offset));
    assert_eq!(std::fs::read(aside).unwrap(), holed[at as usize..]);
}

#[test]
fn damage_before_the_last_frame_is_told_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let ends = write(dir.path(), 4, SEGMENT);
    let path = segment::path(dir.path(), 1);
    let whole = std::fs::read(&path).unwrap();
    for at in 0..ends[2].offset as usize {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x10;
        std::fs::write(&path, &flipped).unwrap();
        let error = open(dir.path(), SEGMENT).unwrap_err();
        let StoreError::Damaged { path: found, at: told, .. } = &error else { panic!("{at}: {error}") };
        assert_eq!(found, &path);
        let begins = ends.iter().map(|e| e.offset).filter(|e| *e <= at as u64).max().unwrap_or(HEADER);
        let begins = if (at as u64) < HEADER { 0 } else { begins };
        assert_eq!(*told, begins, "{at}");
        assert_eq!(std::fs::read(&path).unwrap(), flipped, "nothing is altered");
    }
}

#[test]
fn a_missing_or_foreign_segment_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let ends = write(dir.path(), 20, 400);
    std::fs::remove_file(segment::path(dir.path(), 2)).unwrap();
    let error = Journal::open(dir.path(), &ROOT, Some(&ends[0]), 400).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { path, .. } if path == segment::path(dir.path(), 2)));
    let other = tempfile::tempdir().unwrap();
    Journal::open(other.path(), &[8; 32], None, 400).unwrap();
    let mut journal = Journal::open(other.path(), &[8; 32], None, 400).unwrap().journal;
    (2..=21).for_each(|n| assert!(append(&mut journal, n).is_ok()));
    std::fs::copy(segment::path(other.path(), 2), segment::path(dir.path(), 2)).unwrap();
    let error = Journal::open(dir.path(), &ROOT, Some(&ends[0]), 400).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { path, .. } if path == segment::path(dir.path(), 2)));
}

#[test]
fn a_newer_segment_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), 1, SEGMENT);
    let path = segment::path(dir.path(), 1);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[8] = 2;
    let crc = crc32fast::hash(&bytes[..HEADER as usize - 4]).to_le_bytes();
    bytes[HEADER as usize - 4..HEADER as usize].copy_from_slice(&crc);
    std::fs::write(&path, bytes).unwrap();
    assert!(matches!(open(dir.path(), SEGMENT), Err(StoreError::Newer { found: 2, known: 1, .. })));
}

#[test]
fn a_full_disk_leaves_no_trace_and_the_journal_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = open(dir.path(), SEGMENT).unwrap().journal;
    append(&mut journal, 1).unwrap();
    let before = std::fs::read(segment::path(dir.path(), 1)).unwrap();
    for bytes in 0..120 {
        journal.fault = Some(Fault::Write(bytes));
        assert!(matches!(append(&mut journal, 2), Err(StoreError::Io { .. })));
        assert_eq!(std::fs::read(segment::path(dir.path(), 1)).unwrap(), before);
    }
    journal.fault = None;
    append(&mut journal, 2).unwrap();
    drop(journal);
    assert_eq!(numbers(&open(dir.path(), SEGMENT).unwrap()), [1, 2]);
}

#[test]
fn after_a_failed_sync_nothing_is_written_until_it_is_opened_anew() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = open(dir.path(), SEGMENT).unwrap().journal;
    append(&mut journal, 1).unwrap();
    journal.fault = Some(Fault::Sync);
    assert!(matches!(append(&mut journal, 2), Err(StoreError::Reopen { .. })));
    journal.fault = None;
    assert!(matches!(append(&mut journal, 2), Err(StoreError::Reopen { .. })));
    drop(journal);
    let mut opened = open(dir.path(), SEGMENT).unwrap();
    assert_eq!(numbers(&opened), [1]);
    append(&mut opened.journal, 2).unwrap();
}
