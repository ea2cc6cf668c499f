//! Compound files (OLE): the small file system that contains the stream of an XLS workbook.
//!
//! Sectors are chained through a table. A chain is followed for no more steps than the file has sectors, because a
//! damaged one may be circular.

/// Sector numbers from here on have a special meaning.
const NONE: u32 = 0xFFFF_FFFA;
/// Shorter streams are stored in the stream of small sectors.
const SMALL: usize = 4096;
const SMALL_SECTOR: usize = 64;

/// An open compound file.
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<DirectoryEntry>,
}

/// A stream of the directory.
struct DirectoryEntry {
    name: String,
    start: u32,
    size: usize,
}

/// The number of two bytes, least first.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

/// The number of four bytes, least first.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// A number as an index.
pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl<'b> Compound<'b> {
    /// Opens the file system; `None` when it is damaged.
    pub fn open(bytes: &'b [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let file = Self {
            bytes,
            sector,
            table: Vec::new(),
            small_table: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        file.with_table()?.with_directory()
    }

    /// The stream of the first of these names that is there.
    pub fn stream(&self, names: &[&str]) -> Option<Vec<u8>> {
        let named = |name: &&str| self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        let entry = names.iter().find_map(named)?;
        let mut bytes =
            if entry.size < SMALL { self.small_chain(entry.start) } else { self.chain(entry.start) };
        bytes.truncate(entry.size);
        Some(bytes)
    }

    fn with_table(mut self) -> Option<Self> {
        let sectors = self.bytes.len() / self.sector + 1;
        let mut parts: Vec<u32> = (0..109).filter_map(|at| u32_at(self.bytes, 76 + at * 4)).collect();
        // Further locations of the table's parts are in a chain of their own sectors.
        let (mut next, mut steps) = (u32_at(self.bytes, 68)?, 0);
        while next < NONE && steps <= sectors && parts.len() <= sectors {
            let numbers = numbers(self.sector(next)?);
            let (last, places) = numbers.split_last()?;
            parts.extend(places);
            (next, steps) = (*last, steps + 1);
        }
        for part in parts.into_iter().filter(|part| *part < NONE) {
            if self.table.len() > sectors {
                break;
            }
            let more = numbers(self.sector(part)?);
            self.table.extend(more);
        }
        Some(self)
    }

    fn with_directory(mut self) -> Option<Self> {
        let directory = self.chain(u32_at(self.bytes, 48)?);
        self.entries = directory.chunks_exact(128).filter_map(DirectoryEntry::of).collect();
        self.small_table = numbers(&self.chain(u32_at(self.bytes, 60)?));
        let root = self.entries.first()?;
        let mut small = self.chain(root.start);
        small.truncate(root.size);
        self.small = small;
        Some(self)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let from = index(number).checked_add(1)?.checked_mul(self.sector)?;
        // The last sector may be cut short.
        let to = from.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(from..to)
    }

    fn chain(&self, start: u32) -> Vec<u8> {
        followed(start, &self.table, |number| self.sector(number))
    }

    fn small_chain(&self, start: u32) -> Vec<u8> {
        followed(start, &self.small_table, |number| {
            let from = index(number).checked_mul(SMALL_SECTOR)?;
            self.small.get(from..from.checked_add(SMALL_SECTOR)?.min(self.small.len()))
        })
    }
}

/// The bytes of a chain of sectors, up to where it breaks off.
fn followed<'b>(start: u32, table: &[u32], sector: impl Fn(u32) -> Option<&'b [u8]>) -> Vec<u8> {
    let (mut bytes, mut next) = (Vec::new(), start);
    for _ in 0..=table.len() {
        let Some(part) = Some(next).filter(|next| *next < NONE).and_then(&sector) else { break };
        bytes.extend_from_slice(part);
        next = table.get(index(next)).copied().unwrap_or(NONE);
    }
    bytes
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0)).collect()
}

impl DirectoryEntry {
    fn of(entry: &[u8]) -> Option<Self> {
        let length = usize::from(u16_at(entry, 64)?).checked_sub(2)?;
        let units = entry.get(..length.min(64))?.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
        let name = String::from_utf16_lossy(&units.collect::<Vec<_>>());
        Some(Self { name, start: u32_at(entry, 116)?, size: index(u32_at(entry, 120)?) })
    }
}
