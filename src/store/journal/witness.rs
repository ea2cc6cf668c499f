//! The witness: a second copy of the journal's latest frames, in a file outside the journal's directory. Each frame is
//! appended there after it was acknowledged, without a sync of its own, so the witness never contains more than the
//! journal did. When the journal is cut, replaced or gone, the witness proves it and contains the missing frames.
//!
//! ```text
//! head:  "KVWITN01" | root 32 | base position 44 | end position 44 | length u64 | crc32 u32
//! then:  place u64 | frame, again and again up to `length`
//! ```

use std::{
    fs::{File, OpenOptions},
    io::{self, Read},
    os::unix::fs::{FileExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use super::{
    super::{
        codec::take,
        plain_file::{create_temporary, open_plain, open_to_read, read_plain},
        stamp::Stamp,
    },
    Position, Reader, SEGMENT,
    frame::{self, Frame, FrameAt, Hash},
};

const MAGIC: [u8; 8] = *b"KVWITN01";
const HEAD: usize = 8 + 32 + 44 + 44 + 8 + 4;
/// Above this size the frames that the state has are removed, as soon as there are any.
pub(in crate::store) const ENOUGH: u64 = SEGMENT;

/// The writer of the witness.
#[derive(Debug)]
pub(in crate::store) struct Witness {
    path: PathBuf,
    file: File,
    head: WitnessHead,
}

#[derive(Clone, Copy, Debug)]
struct WitnessHead {
    root: Hash,
    /// The position in the journal before the first frame of the witness.
    base: Position,
    /// The position after the last one.
    end: Position,
    length: u64,
}

impl WitnessHead {
    fn to_bytes(self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&self.root);
        out.extend_from_slice(&self.base.to_bytes());
        out.extend_from_slice(&self.end.to_bytes());
        out.extend_from_slice(&self.length.to_le_bytes());
        out.extend_from_slice(&crc32fast::hash(&out).to_le_bytes());
        out
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let covered = bytes.get(..HEAD - 4)?;
        let mut rest = bytes;
        let magic = take::<8>(&mut rest)?;
        let root = take::<32>(&mut rest)?;
        let base = Position::from_bytes(&take(&mut rest)?);
        let end = Position::from_bytes(&take(&mut rest)?);
        let length = u64::from_le_bytes(take(&mut rest)?);
        let crc = u32::from_le_bytes(take(&mut rest)?);
        (magic == MAGIC && crc32fast::hash(covered) == crc).then_some(Self { root, base, end, length })
    }
}

/// The position that the journal had reached according to the witness; none where the witness cannot be read.
pub(in crate::store) fn claim(path: &Path) -> Option<Stamp> {
    let mut head = [0; HEAD];
    let read = open_to_read(path).and_then(|mut file| file.read_exact(&mut head));
    if let (Ok(()), Some(head)) = (read, WitnessHead::from_bytes(&head)) {
        return Some(Stamp { root: head.root, position: head.end });
    }
    // If the head is damaged, the last readable frame gives the position but not the workspace.
    let last = frames(path).pop()?;
    let end = u64::from(last.at.offset()) + last.len();
    let position = Position { segment: last.at.segment(), offset: end, hash: last.hash };
    Some(Stamp { root: [0; 32], position })
}

/// Every readable frame of the witness, oldest first.
pub(in crate::store) fn frames(path: &Path) -> Vec<Frame> {
    let Ok(bytes) = read_plain(path) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = HEAD;
    while let Some(rest) = bytes.get(at..) {
        match entry(rest) {
            Some(frame) => {
                at += 8 + usize::try_from(frame.len()).unwrap_or(usize::MAX);
                found.push(frame);
            }
            // Damage is skipped: the next frame is found by its magic.
            None => match frame::next_magic(rest.get(9..).unwrap_or_default()) {
                Some(next) => at += 9 + next - 8,
                None => break,
            },
        }
    }
    found
}

fn entry(bytes: &[u8]) -> Option<Frame> {
    let mut rest = bytes;
    let at = FrameAt::from_raw(u64::from_le_bytes(take(&mut rest)?));
    frame::read(&mut rest, at, None).ok().flatten()
}

impl Witness {
    /// Opens the witness and appends the frames that it lacks. If it cannot be continued, it is rewritten: from the
    /// beginning of the journal while the journal is short, otherwise from the position that the state has durably.
    pub fn open(
        path: &Path,
        root: &Hash,
        reader: &Reader,
        end: &Position,
        state: Option<&Position>,
    ) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false).mode(0o600);
        let file = open_plain(options, path)?;
        let mut head = [0; HEAD];
        let known = file.read_exact_at(&mut head, 0).ok().and_then(|()| WitnessHead::from_bytes(&head));
        let length = file.metadata()?.len();
        let known = known.filter(|head| {
            head.root == *root && head.length <= length && head.end.distance_to(end) <= ENOUGH
        });
        let known = known.filter(|head| reader.holds(&head.end));
        if let Some(head) = known {
            let mut witness = Self { path: path.to_owned(), file, head };
            witness.follow(reader, end)?;
            return Ok(witness);
        }
        drop(file);
        let start = reader.start().ok().filter(|start| start.distance_to(end) <= ENOUGH);
        let base = start.or_else(|| state.copied().filter(|state| reader.holds(state))).unwrap_or(*end);
        let mut witness =
            Self::begin(path, WitnessHead { root: *root, base, end: base, length: HEAD as u64 })?;
        witness.follow(reader, end)?;
        Ok(witness)
    }

    fn begin(path: &Path, head: WitnessHead) -> io::Result<Self> {
        let beside = path.with_extension("tmp");
        let file = create_temporary(&beside)?;
        file.write_all_at(&head.to_bytes(), 0)?;
        std::fs::rename(&beside, path)?;
        Ok(Self { path: path.to_owned(), file, head })
    }

    /// Appends the frames that the journal has after its end.
    fn follow(&mut self, reader: &Reader, end: &Position) -> io::Result<()> {
        if self.head.end == *end {
            return Ok(());
        }
        let mut frames = reader.between(&self.head.end, Some(end)).map_err(io::Error::other)?;
        let mut bytes = Vec::new();
        while let Some(frame) = frames.next().transpose().map_err(io::Error::other)? {
            // The chain's hash at the start of a frame is that of the frame before.
            let before = self.head.end.hash;
            bytes.clear();
            frame::write(&frame.label, &frame.payload, &before, &mut bytes);
            self.append(frame.at, &bytes, &frames.position())?;
        }
        Ok(())
    }

    /// Appends an acknowledged frame.
    pub fn append(&mut self, at: FrameAt, frame: &[u8], end: &Position) -> io::Result<()> {
        let mut bytes = at.raw().to_le_bytes().to_vec();
        bytes.extend_from_slice(frame);
        self.file.write_all_at(&bytes, self.head.length)?;
        self.head.length += bytes.len() as u64;
        self.head.end = *end;
        self.file.write_all_at(&self.head.to_bytes(), 0)
    }

    /// Whether it is long enough to be shortened.
    pub const fn is_long(&self) -> bool {
        self.head.length > ENOUGH
    }

    /// Restarts the witness at a position that the state has durably.
    pub fn cut(&mut self, reader: &Reader, state: &Position) -> io::Result<()> {
        let (root, end) = (self.head.root, self.head.end);
        let mut anew =
            Self::begin(&self.path, WitnessHead { root, base: *state, end: *state, length: HEAD as u64 })?;
        anew.follow(reader, &end)?;
        *self = anew;
        Ok(())
    }
}
