//! Tests of the journal: damage, failures of the disk, the witness.

use std::path::Path;

use super::{
    super::{Harm, StoreNotice},
    frame::Label,
    *,
};
use crate::domain::{ChangeId, PlanId};

/// A failure of the disk, for tests.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// The disk is full after this many bytes.
    Write(usize),
    /// The sync fails.
    Sync,
}

const ROOT: Hash = [7; 32];

fn open(dir: &Path, limit: u64) -> Result<Opened, StoreError> {
    Journal::open(dir, &ROOT, None, limit, &Claims::default())
}

fn append(journal: &mut Journal, n: u64) -> Result<FrameAt, StoreError> {
    let label = Label { plan: PlanId(1), seq: n, change: ChangeId(n.into()), previous: FrameAt::NONE };
    journal.append(&label, &payload(n))
}

fn claim(position: Position) -> Claims {
    Claims { view: Some(position), ..Claims::default() }
}

fn payload(n: u64) -> Vec<u8> {
    vec![n as u8; 20 + n as usize]
}

/// Writes a journal of `frames` frames and returns the position after each.
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
    let opened = Journal::open(dir.path(), &ROOT, Some(&ends[4]), 400, &Claims::default()).unwrap();
    assert_eq!(numbers(&opened), (6..=20).collect::<Vec<_>>());
    assert_eq!(opened.journal.end(), ends[19]);
}

#[test]
fn of_a_frame_beyond_the_beginning_only_the_length_is_checked() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = open(dir.path(), u64::MAX).unwrap().journal;
    for n in [1, 2 << 20, 2] {
        append(&mut journal, n).unwrap();
    }
    let end = journal.end();
    let path = segment::path(dir.path(), 1);
    let whole = std::fs::read(&path).unwrap();
    let second = HEADER as usize + frame::HEAD + payload(1).len() + frame::HASH;
    let with = |at: usize| {
        let mut harmed = whole.clone();
        harmed[at] ^= 1;
        std::fs::write(&path, &harmed).unwrap();
        Reader::new(dir.path()).onwards(&end).map(|found| found.is_some())
    };
    assert!(with(second + 5_000).unwrap());
    let damage = |found: Result<bool, StoreError>| matches!(found, Err(StoreError::Damaged { .. }));
    // The first frame, and the length and the magic of the second one.
    assert!([second - 40, second + 4, second].into_iter().all(|at| damage(with(at))));
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
    std::fs::write(&path, &whole[..whole.len() - 7]).unwrap();
    let opened = open(dir.path(), SEGMENT).unwrap();
    let Some(StoreNotice::TailCut { at, bytes, aside, .. }) = opened.notice else { panic!("no notice") };
    assert_eq!((at, bytes), (ends[1].offset, ends[2].offset - ends[1].offset - 7));
    assert_eq!(std::fs::read(aside).unwrap(), whole[at as usize..whole.len() - 7]);
}

#[test]
fn what_is_as_long_as_it_says_is_damage_and_so_is_an_end_that_somebody_knows_better() {
    let dir = tempfile::tempdir().unwrap();
    let ends = write(dir.path(), 3, SEGMENT);
    let path = segment::path(dir.path(), 1);
    let whole = std::fs::read(&path).unwrap();
    let mut holed = whole.clone();
    holed[ends[1].offset as usize + 70..].fill(0);
    std::fs::write(&path, &holed).unwrap();
    assert!(matches!(open(dir.path(), SEGMENT), Err(StoreError::Damaged { what: Harm::Checksum, .. })));
    // A journal cut inside the last frame is told from one cut after a complete frame only by what other places know.
    for length in [ends[2].offset - 7, ends[1].offset] {
        std::fs::write(&path, &whole[..length as usize]).unwrap();
        let known = Journal::open(dir.path(), &ROOT, None, SEGMENT, &claim(ends[2]));
        assert!(matches!(known, Err(StoreError::Damaged { what: Harm::Shortened, .. })), "{length}");
        assert_eq!(std::fs::metadata(&path).unwrap().len(), length, "nothing was cut");
        let known = Journal::open(dir.path(), &ROOT, None, SEGMENT, &claim(ends[1])).unwrap();
        assert_eq!(numbers(&known), [1, 2]);
    }
    std::fs::write(&path, &whole).unwrap();
    let foreign = Journal::open(dir.path(), &[8; 32], None, SEGMENT, &Claims::default());
    assert!(matches!(foreign, Err(StoreError::Damaged { what: Harm::Foreign, .. })));
}

#[test]
fn zeros_after_the_end_are_no_damage_where_somebody_knows_the_end() {
    let dir = tempfile::tempdir().unwrap();
    let ends = write(dir.path(), 3, SEGMENT);
    let path = segment::path(dir.path(), 1);
    let whole = std::fs::read(&path).unwrap();
    let lagging = |is_witnessed| Claims { witness: Some(ends[0]), is_witnessed, ..Claims::default() };
    let admitted = [claim(ends[2]), lagging(true)];
    let refused = [Claims::default(), claim(ends[0]), lagging(false)];
    for zeros in [1, 59, 60, 4096] {
        let longer = [&whole[..], &vec![0; zeros]].concat();
        for claims in refused {
            std::fs::write(&path, &longer).unwrap();
            let opened = Journal::open(dir.path(), &ROOT, None, SEGMENT, &claims);
            assert!(matches!(opened, Err(StoreError::Damaged { .. })), "{zeros} {claims:?}");
            let scan = scan(dir.path(), &claims).unwrap();
            assert_eq!((scan.faults.len(), scan.gaps.len(), scan.torn.is_some()), (1, 1, false));
            assert_eq!(scan.end.unwrap().offset, longer.len() as u64, "nothing is written over");
        }
        for claims in admitted {
            std::fs::write(&path, &longer).unwrap();
            let scan = scan(dir.path(), &claims).unwrap();
            assert_eq!((scan.faults.len(), scan.gaps.len(), scan.end), (0, 0, Some(ends[2])));
            let reader = Reader::new(dir.path());
            let tail = reader.onwards(&ends[0]).unwrap().unwrap().tail(&claims).unwrap();
            assert_eq!((tail.0.len(), tail.1), (2, ends[2]));
            let opened = Journal::open(dir.path(), &ROOT, None, SEGMENT, &claims).unwrap();
            assert!(
                matches!(opened.notice, Some(StoreNotice::TailCut { bytes, .. }) if bytes == zeros as u64)
            );
            assert_eq!(std::fs::read(&path).unwrap(), whole);
        }
    }
    // The last frame is zeroed, and the place that knows it says so.
    let mut zeroed = whole.clone();
    zeroed[ends[1].offset as usize..].fill(0);
    std::fs::write(&path, &zeroed).unwrap();
    let claims = Claims { witness: Some(ends[2]), is_witnessed: true, ..Claims::default() };
    let opened = Journal::open(dir.path(), &ROOT, None, SEGMENT, &claims);
    assert!(matches!(opened, Err(StoreError::Damaged { what: Harm::Shortened, .. })));
    assert_eq!(std::fs::read(&path).unwrap(), zeroed);
}

#[test]
fn a_journal_that_somebody_replaced_or_wrote_to_is_not_written() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = open(dir.path(), SEGMENT).unwrap().journal;
    append(&mut journal, 1).unwrap();
    let path = segment::path(dir.path(), 1);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, [&whole[..], b"x"].concat()).unwrap();
    assert!(matches!(append(&mut journal, 2), Err(StoreError::Replaced(_))));
    std::fs::write(&path, &whole).unwrap();
    append(&mut journal, 2).unwrap();
    std::fs::rename(&path, dir.path().join("old")).unwrap();
    std::fs::copy(dir.path().join("old"), &path).unwrap();
    assert!(matches!(append(&mut journal, 3), Err(StoreError::Replaced(_))));
}

/// For each damaged byte of a journal, all other frames are found and the damage is reported.
#[test]
fn a_scan_finds_every_whole_frame_whatever_is_damaged() {
    let dir = tempfile::tempdir().unwrap();
    let ends = write(dir.path(), 6, 400);
    assert!(ends[5].segment > 1);
    let whole = scan(dir.path(), &Claims::default()).unwrap();
    assert_eq!((whole.frames.len(), whole.faults.len(), whole.end), (6, 0, Some(ends[5])));
    let path = segment::path(dir.path(), 1);
    let bytes = std::fs::read(&path).unwrap();
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x10;
        std::fs::write(&path, flipped).unwrap();
        let scan = scan(dir.path(), &Claims::default()).unwrap();
        assert!(scan.frames.len() + 1 >= 6, "{at}: {}", scan.frames.len());
        assert!(!scan.faults.is_empty(), "{at}");
    }
    std::fs::remove_dir_all(dir.path()).unwrap();
    assert!(scan(dir.path(), &Claims::default()).unwrap().end.is_none());
}

#[test]
fn a_witness_has_what_was_appended_and_tells_when_the_journal_is_cut() {
    let dir = tempfile::tempdir().unwrap();
    let (journal_dir, file) = (dir.path().join("journal"), dir.path().join("witness"));
    std::fs::create_dir(&journal_dir).unwrap();
    let mut journal = open(&journal_dir, SEGMENT).unwrap().journal;
    append(&mut journal, 1).unwrap();
    let up =
        |journal: &Journal| Witness::open(&file, &ROOT, &journal.reader(), &journal.end(), None).unwrap();
    journal.set_witness(Some(up(&journal)));
    append(&mut journal, 2).unwrap();
    // A witness that missed a frame is brought up to date at the next start.
    journal.set_witness(None);
    append(&mut journal, 3).unwrap();
    drop(up(&journal));
    let frames = scan(&journal_dir, &Claims::default()).unwrap().frames;
    assert_eq!(witness::frames(&file), frames);
    assert_eq!(witness::claim(&file).map(|stamp| stamp.position), Some(journal.end()));
    // A damaged entry hides no other entry, and a damaged head hides none.
    let bytes = std::fs::read(&file).unwrap();
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        std::fs::write(&file, flipped).unwrap();
        assert!(witness::frames(&file).len() >= 2, "{at}");
        assert!(witness::claim(&file).is_some());
    }
    std::fs::write(&file, &bytes).unwrap();
    // Cut to the frames that the state lacks.
    let mut witness = up(&journal);
    let second = Position { hash: frames[1].hash, offset: frames[2].at.offset().into(), segment: 1 };
    witness.cut(&journal.reader(), &second).unwrap();
    assert_eq!(witness::frames(&file), frames[2..]);
}

#[test]
fn damage_is_told_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let ends = write(dir.path(), 4, SEGMENT);
    let path = segment::path(dir.path(), 1);
    let whole = std::fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x10;
        std::fs::write(&path, &flipped).unwrap();
        let Err(error) = open(dir.path(), SEGMENT) else {
            // A damaged length can make the last frame look unfinished; a witness of that frame proves the damage.
            let length = ends[2].offset as usize + 4..ends[2].offset as usize + 8;
            assert!(length.contains(&at), "{at}");
            continue;
        };
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
    let error = Journal::open(dir.path(), &ROOT, Some(&ends[0]), 400, &Claims::default()).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { path, .. } if path == segment::path(dir.path(), 2)));
    let other = tempfile::tempdir().unwrap();
    Journal::open(other.path(), &[8; 32], None, 400, &Claims::default()).unwrap();
    let mut journal = Journal::open(other.path(), &[8; 32], None, 400, &Claims::default()).unwrap().journal;
    (2..=21).for_each(|n| assert!(append(&mut journal, n).is_ok()));
    std::fs::copy(segment::path(other.path(), 2), segment::path(dir.path(), 2)).unwrap();
    let error = Journal::open(dir.path(), &ROOT, Some(&ends[0]), 400, &Claims::default()).unwrap_err();
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
