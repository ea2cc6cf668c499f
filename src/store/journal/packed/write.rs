//! Packing a sealed segment: the packed file is written under a temporary name, read back and compared byte for byte;
//! only then it gets its name, and only after that the segment is removed. An interruption leaves one of the two or
//! both, and the next attempt goes on from there.

use std::{
    fs::{File, FileTimes},
    io::{self, BufReader, BufWriter, Read, Seek as _, SeekFrom, Write},
    path::Path,
};

use super::{
    super::{
        super::{StoreError, plain_file::create_temporary, workspace::sync_dir},
        frame::{self, Frame, FrameAt, Hash},
        segment::{self, HEADER},
    },
    BLOCK, BlockPlace, FileHead, HEAD, PackedSegment, Trailer, add_to_parity, block,
};

/// The name under which a packed file is written.
const BESIDE: &str = "pack.tmp";

/// A step of packing that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) enum PackStep {
    /// Another block was written or compared.
    Block,
    /// The temporary file is complete and durable.
    Written,
    /// It was read back and compared.
    Compared,
    /// It has its name, beside the segment.
    Named,
}

/// Packs a sealed segment, unless it is damaged: a damaged one stays as it is. `goes_on` is asked after each step; where
/// it says no, packing is abandoned and nothing is lost. Returns whether it was packed.
///
/// # Errors
/// When the disk fails: the segment stays as it is.
pub(in crate::store) fn pack(
    dir: &Path,
    number: u32,
    goes_on: &dyn Fn(PackStep) -> bool,
) -> Result<bool, StoreError> {
    let (plain, packed) = (segment::path(dir, number), segment::packed_path(dir, number));
    let source = segment::open(&plain)?;
    if !is_same(&source, &plain, &packed, number, goes_on)? {
        if !goes_on(PackStep::Block) {
            return Ok(false);
        }
        let beside = dir.join(BESIDE);
        let Some(head) = write(dir, &source, number, &beside, goes_on)? else { return Ok(false) };
        if !goes_on(PackStep::Written)
            || !matches!(segment::next_before(dir, number), Ok(next) if next == head.last)
            || !is_same(&source, &plain, &beside, number, goes_on)?
            || !goes_on(PackStep::Compared)
        {
            return Ok(false);
        }
        // Whatever else has the name is kept, because it may have what nothing else has.
        if packed.symlink_metadata().is_ok() {
            let mut names = (1..).map(|n| packed.with_extension(format!("other-{n}")));
            if let Some(aside) = names.find(|aside| aside.symlink_metadata().is_err()) {
                std::fs::rename(&packed, &aside).map_err(StoreError::io(&aside))?;
            }
        }
        std::fs::rename(&beside, &packed).map_err(StoreError::io(&packed))?;
        sync_dir(dir)?;
    }
    if !goes_on(PackStep::Named) {
        return Ok(false);
    }
    std::fs::remove_file(&plain).map_err(StoreError::io(&plain))?;
    sync_dir(dir)?;
    Ok(true)
}

/// Whether a packed file gives a segment byte for byte.
fn is_same(
    source: &File,
    plain: &Path,
    packed: &Path,
    number: u32,
    goes_on: &dyn Fn(PackStep) -> bool,
) -> Result<bool, StoreError> {
    let io = StoreError::io(plain);
    let Ok(packed) = PackedSegment::open_at(packed, number) else { return Ok(false) };
    let mut input = BufReader::with_capacity(BLOCK, source);
    let compared = input.seek(SeekFrom::Start(0)).and_then(|_| compare(&mut input, &packed, goes_on));
    compared.map_err(io)
}

fn compare(
    input: &mut impl Read,
    packed: &PackedSegment,
    goes_on: &dyn Fn(PackStep) -> bool,
) -> io::Result<bool> {
    if !packed.faults.is_empty() || packed.damaged_parity().is_some() {
        return Ok(false);
    }
    let mut at = HEADER;
    if !reads_as(input, &segment::header(packed.head.number, &packed.head.before))? {
        return Ok(false);
    }
    for nth in 0..packed.blocks.len() {
        let Ok(block) = packed.unpack(nth) else { return Ok(false) };
        if block.head.at != at || !reads_as(input, &block.bytes)? || !goes_on(PackStep::Block) {
            return Ok(false);
        }
        at += block.bytes.len() as u64;
    }
    Ok(at == packed.head.end && input.read(&mut [0])? == 0)
}

/// Whether the next bytes are these.
fn reads_as(input: &mut impl Read, expected: &[u8]) -> io::Result<bool> {
    let mut bytes = vec![0; expected.len()];
    match input.read_exact(&mut bytes) {
        Ok(()) => Ok(bytes == expected),
        Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(cause) => Err(cause),
    }
}

/// Writes the packed file under its temporary name; none where the segment is damaged or it was abandoned.
fn write(
    dir: &Path,
    source: &File,
    number: u32,
    beside: &Path,
    goes_on: &dyn Fn(PackStep) -> bool,
) -> Result<Option<FileHead>, StoreError> {
    let plain = segment::path(dir, number);
    let length = source.metadata().map_err(StoreError::io(&plain))?.len();
    let mut input = BufReader::with_capacity(BLOCK, source);
    input.seek(SeekFrom::Start(0)).map_err(StoreError::io(&plain))?;
    let Ok(before) = segment::read_header(&mut input, &plain, number) else { return Ok(None) };
    let io = |cause| StoreError::Io { path: beside.to_owned(), cause };
    let mut out = PackWriter::begin(create_temporary(beside).map_err(io)?).map_err(io)?;
    let (mut at, mut hash, mut of_block) = (HEADER, before, OfBlock { frames: Vec::new(), before, size: 0 });
    while at < length {
        let Ok(offset) = u32::try_from(at) else { return Ok(None) };
        let Ok(Some(frame)) = frame::read(&mut input, FrameAt::new(number, offset), Some(&hash)) else {
            return Ok(None);
        };
        // A long frame is alone in its block.
        if frame.len() >= BLOCK as u64 && !of_block.frames.is_empty() {
            out.block(&of_block).map_err(io)?;
            of_block = OfBlock { frames: Vec::new(), before: hash, size: 0 };
        }
        (at, hash) = (at + frame.len(), frame.hash);
        of_block.size += frame.len();
        of_block.frames.push(frame);
        if of_block.size >= BLOCK as u64 || at == length {
            out.block(&of_block).map_err(io)?;
            of_block = OfBlock { frames: Vec::new(), before: hash, size: 0 };
            if !goes_on(PackStep::Block) {
                return Ok(None);
            }
        }
    }
    let head = FileHead { number, before, end: at, last: hash };
    let file = out.finish(head).map_err(io)?;
    // A backup is made when something in the journal is newer than the last one, and packing is no change.
    let modified = source.metadata().and_then(|meta| meta.modified());
    modified
        .and_then(|modified| file.set_times(FileTimes::new().set_modified(modified)))
        .and_then(|()| file.sync_all())
        .map_err(io)?;
    Ok(Some(head))
}

/// The frames of the next block.
struct OfBlock {
    frames: Vec<Frame>,
    /// The hash before the first of them.
    before: Hash,
    size: u64,
}

/// The packed file as far as it is written.
struct PackWriter {
    out: BufWriter<File>,
    blocks: Vec<BlockPlace>,
    parity: Vec<u8>,
    place: u64,
}

impl PackWriter {
    fn begin(file: File) -> io::Result<Self> {
        let mut out = BufWriter::with_capacity(BLOCK, file);
        // The head is known only at the end.
        out.write_all(&[0; HEAD])?;
        Ok(Self { out, blocks: Vec::new(), parity: Vec::new(), place: HEAD as u64 })
    }

    fn block(&mut self, of_block: &OfBlock) -> io::Result<()> {
        let bytes = block::pack(&of_block.frames, &of_block.before)?;
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let at = of_block.frames.first().map_or(HEADER, |frame| frame.at.offset().into());
        self.out.write_all(&bytes)?;
        add_to_parity(&mut self.parity, &bytes);
        self.blocks.push(BlockPlace { place: self.place, length, at });
        self.place += u64::from(length);
        Ok(())
    }

    fn finish(mut self, head: FileHead) -> io::Result<File> {
        let mut index = Vec::new();
        self.blocks.iter().for_each(|block| block.write(&mut index));
        let parity_length = u32::try_from(self.parity.len()).map_err(io::Error::other)?;
        let trailer = Trailer {
            index: self.place + u64::from(parity_length),
            blocks: u32::try_from(self.blocks.len()).map_err(io::Error::other)?,
            parity: self.place,
            parity_length,
            parity_crc: crc32fast::hash(&self.parity),
            index_crc: crc32fast::hash(&index),
        };
        for part in [&self.parity, &index, &head.to_bytes(), &trailer.to_bytes()] {
            self.out.write_all(part)?;
        }
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&head.to_bytes())?;
        self.out.into_inner().map_err(io::IntoInnerError::into_error)
    }
}
