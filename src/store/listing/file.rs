//! A file of the list of plans. Its rows stand in two tables, by id and by slug, so that a plan is found without the
//! others.
//!
//! ```text
//! "KVLIST05" | length of the head u32 | head, in an envelope | zeros up to 4096
//! pages of the table by id | pages of the table by slug | entries, each in an envelope
//! ```
//!
//! A page has 4096 bytes: a checksum u32, the number of its rows u16, the rows, zeros. The checksum is that of the hash in
//! the head's position, of the page's number u32, and of everything after it, so that a page of another file or from
//! another place is noticed. A row is `id u128 | number u64 | last frame u64 | time i64 | place of the entry u64 | its
//! length u32 | kind u8 | length of the slug u16 | slug`; the kind is 0 for a deleted plan, 1, or 2 for an archived one.

use std::{
    fs::File,
    ops::Range,
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
};

use super::super::{
    Harm, StoreError, codec,
    journal::{FrameAt, Hash},
    plain_file::open_to_read,
    rules::RULES,
    wire::CatalogHead,
    workspace::replace_file,
};
use crate::domain::{Header, PlanId};

const MAGIC: [u8; 8] = *b"KVLIST05";
const PAGE: usize = 4096;
/// The length of a page's checksum and number of rows.
const PAGE_HEAD: usize = 6;

/// The index row of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct PlanRow {
    pub plan: PlanId,
    /// The number of its last change.
    pub seq: u64,
    pub last: FrameAt,
    pub changed_at: i64,
    /// The plan's name; none where it was deleted.
    pub name: Option<Name>,
    /// The offset of its entry among those of the file; the length is 0 where the figures were out of date.
    pub at: u64,
    pub length: u32,
}

/// What a plan is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Name {
    pub slug: String,
    pub archived: bool,
}

impl Name {
    /// The name in a header.
    pub fn of(header: &Header) -> Self {
        Self { slug: header.slug.clone(), archived: header.archived }
    }
}

impl PlanRow {
    /// The slug; empty where the plan was deleted.
    fn slug(&self) -> &str {
        self.name.as_ref().map_or("", |name| &name.slug)
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.plan.0.to_le_bytes());
        out.extend_from_slice(&self.seq.to_le_bytes());
        out.extend_from_slice(&self.last.to_bits().to_le_bytes());
        out.extend_from_slice(&self.changed_at.to_le_bytes());
        out.extend_from_slice(&self.at.to_le_bytes());
        out.extend_from_slice(&self.length.to_le_bytes());
        out.push(self.name.as_ref().map_or(0, |name| 1 + u8::from(name.archived)));
        // A slug that is too long for its length is too long for a page, too.
        out.extend_from_slice(&u16::try_from(self.slug().len()).unwrap_or(u16::MAX).to_le_bytes());
        out.extend_from_slice(self.slug().as_bytes());
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let plan = PlanId(u128::from_le_bytes(codec::take(bytes)?));
        let seq = u64::from_le_bytes(codec::take(bytes)?);
        let last = FrameAt::from_bits(u64::from_le_bytes(codec::take(bytes)?));
        let changed_at = i64::from_le_bytes(codec::take(bytes)?);
        let at = u64::from_le_bytes(codec::take(bytes)?);
        let length = u32::from_le_bytes(codec::take(bytes)?);
        let [kind] = codec::take(bytes)?;
        let slug_length = u16::from_le_bytes(codec::take(bytes)?);
        let (slug, rest) = bytes.split_at_checked(slug_length.into())?;
        *bytes = rest;
        let name = match kind {
            0 => None,
            _ => Some(Name { slug: std::str::from_utf8(slug).ok()?.to_owned(), archived: kind == 2 }),
        };
        Some(Self { plan, seq, last, changed_at, name, at, length })
    }
}

/// A part of a file of the list is damaged or cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Unreadable;

/// An open file of the list, whose head is intact.
#[derive(Debug)]
pub(super) struct ListFile {
    file: File,
    pub head: CatalogHead,
}

impl ListFile {
    /// Opens a file of the list; none where it is missing, of another version, or its head is damaged.
    pub fn open(path: &Path) -> Option<Self> {
        let file = open_to_read(path).ok()?;
        let mut bytes = vec![0; PAGE];
        file.read_exact_at(&mut bytes, 0).ok()?;
        let mut rest = bytes.as_slice();
        if codec::take(&mut rest)? != MAGIC {
            return None;
        }
        let length = u32::from_le_bytes(codec::take(&mut rest)?);
        let head = codec::decode(rest.get(..usize::try_from(length).ok()?)?).ok()?;
        Some(Self { file, head })
    }

    /// The row of a plan.
    pub fn row(&self, id: PlanId) -> Result<Option<PlanRow>, Unreadable> {
        Ok(self.with_ids(id, id)?.pop())
    }

    /// The rows of all plans, by id.
    pub fn rows(&self) -> Result<Vec<PlanRow>, Unreadable> {
        self.with_ids(PlanId(0), PlanId(u128::MAX))
    }

    /// The rows of the plans from one id to another.
    pub fn with_ids(&self, from: PlanId, to: PlanId) -> Result<Vec<PlanRow>, Unreadable> {
        self.range(0..self.head.by_id, |row| row.plan < from, |row| row.plan <= to)
    }

    /// The rows of the plans from one slug on, by slug, as long as they match.
    pub fn with_slugs(&self, from: &str, is_in: impl Fn(&str) -> bool) -> Result<Vec<PlanRow>, Unreadable> {
        let table = self.head.by_id..self.head.by_id.saturating_add(self.head.by_slug);
        self.range(table, |row| row.slug() < from, |row| is_in(row.slug()))
    }

    /// The rows of a table that do not come before a key, as long as they match. Of most pages on the way only the first
    /// row is decoded.
    fn range(
        &self,
        table: Range<u32>,
        is_before: impl Fn(&PlanRow) -> bool,
        is_in: impl Fn(&PlanRow) -> bool,
    ) -> Result<Vec<PlanRow>, Unreadable> {
        let (mut low, mut high) = (table.start, table.end);
        while low < high {
            let middle = low + (high - low) / 2;
            let first = self.page(middle)?.next().ok_or(Unreadable)??;
            if is_before(&first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let mut found = Vec::new();
        // The first such row may stand on the page before the first one that begins with such a row.
        for number in low.saturating_sub(1).max(table.start)..table.end {
            for row in self.page(number)? {
                let row = row?;
                if is_before(&row) {
                    continue;
                }
                if !is_in(&row) {
                    return Ok(found);
                }
                found.push(row);
            }
        }
        Ok(found)
    }

    /// The rows of a page.
    fn page(
        &self,
        number: u32,
    ) -> Result<impl Iterator<Item = Result<PlanRow, Unreadable>> + use<>, Unreadable> {
        #[cfg(test)]
        PAGES_READ.set(PAGES_READ.get() + 1);
        let mut page = vec![0; PAGE];
        let at = (u64::from(number) + 1) * PAGE as u64;
        self.file.read_exact_at(&mut page, at).map_err(|_| Unreadable)?;
        let mut rest = page.as_slice();
        let crc = codec::take(&mut rest).map(u32::from_le_bytes);
        if crc != Some(checksum(&self.head.position.hash, number, rest)) {
            return Err(Unreadable);
        }
        let count = codec::take(&mut rest).map_or(0, u16::from_le_bytes);
        let mut left = PAGE - rest.len();
        Ok((0..count).map(move |_| {
            let mut rest = page.get(left..).ok_or(Unreadable)?;
            let row = PlanRow::read(&mut rest).ok_or(Unreadable)?;
            left = PAGE - rest.len();
            Ok(row)
        }))
    }

    /// The bytes of all entries; empty where they cannot be read.
    pub fn entries(&self) -> Vec<u8> {
        #[cfg(test)]
        ENTRIES_READ.set(ENTRIES_READ.get() + 1);
        let tables = u64::from(self.head.by_id) + u64::from(self.head.by_slug);
        let from = (tables + 1) * PAGE as u64;
        let length = self.file.metadata().map_or(0, |metadata| metadata.len().saturating_sub(from));
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        if self.file.read_exact_at(&mut bytes, from).is_err() {
            bytes.clear();
        }
        bytes
    }

    /// Whether the file has figures of a plan that are up to date and follow the rules of this program.
    pub const fn has_figures(&self, row: &PlanRow) -> bool {
        row.length > 0 && self.head.rules == RULES
    }

    /// The bytes of a plan's entry among those of all; none where its figures are out of date or follow other rules.
    pub fn entry<'a>(&self, row: &PlanRow, entries: &'a [u8]) -> Option<&'a [u8]> {
        let at = usize::try_from(row.at).ok()?;
        let entry = entries.get(at..at.checked_add(row.length as usize)?)?;
        self.has_figures(row).then_some(entry)
    }
}

#[cfg(test)]
thread_local! {
    /// How many pages were read.
    pub(super) static PAGES_READ: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
    /// How often all entries of a file were read.
    pub(in crate::store) static ENTRIES_READ: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Makes it a file that was written by other rules.
#[cfg(test)]
pub(in crate::store) fn forget_rules(path: &Path) {
    let head = ListFile::open(path).unwrap().head;
    let mut bytes = std::fs::read(path).unwrap();
    let head = codec::encode(&CatalogHead { rules: RULES.wrapping_add(1), ..head }).unwrap();
    bytes[8..12].copy_from_slice(&u32::try_from(head.len()).unwrap().to_le_bytes());
    bytes[12..12 + head.len()].copy_from_slice(&head);
    std::fs::write(path, bytes).unwrap();
}

fn checksum(hash: &Hash, number: u32, rest: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(hash);
    hasher.update(&number.to_le_bytes());
    hasher.update(rest);
    hasher.finalize()
}

/// Writes the rows, which are in the order of their ids, each with the bytes of its entry. Returns whether they could be
/// written, because a row has to fit on a page.
pub(super) fn write(
    path: &Path,
    head: CatalogHead,
    items: Vec<(PlanRow, &[u8])>,
) -> Result<bool, StoreError> {
    let (mut rows, mut entries) = (Vec::with_capacity(items.len()), Vec::new());
    for (row, bytes) in items {
        let length = u32::try_from(bytes.len()).unwrap_or(0);
        rows.push(PlanRow { at: entries.len() as u64, length, ..row });
        entries.extend_from_slice(bytes);
    }
    let mut out = vec![0; PAGE];
    let hash = head.position.hash;
    let Some(by_id) = write_table(rows.iter(), 0, &hash, &mut out) else { return Ok(false) };
    let mut named: Vec<&PlanRow> = rows.iter().filter(|row| row.name.is_some()).collect();
    named.sort_by(|a, b| a.slug().cmp(b.slug()));
    let Some(by_slug) = write_table(named.into_iter(), by_id, &hash, &mut out) else { return Ok(false) };
    out.extend_from_slice(&entries);
    let plans = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let head = codec::encode(&CatalogHead { plans, by_id, by_slug, ..head })
        .map_err(|cause| StoreError::damaged(path, 0, Harm::Content(cause.to_string())))?;
    let length = u32::try_from(head.len()).unwrap_or(u32::MAX).to_le_bytes();
    let start = MAGIC.into_iter().chain(length).chain(head);
    out.iter_mut().zip(start).for_each(|(byte, value)| *byte = value);
    replace_file(path, &out, false)?;
    Ok(true)
}

/// Appends the pages of a table, whose numbers begin at `first`. Returns how many; none where a row is longer than a page.
fn write_table<'a>(
    rows: impl Iterator<Item = &'a PlanRow>,
    first: u32,
    hash: &Hash,
    out: &mut Vec<u8>,
) -> Option<u32> {
    let (mut pages, mut count, mut page) = (0, 0u16, Vec::with_capacity(PAGE));
    let mut row_bytes = Vec::new();
    let mut finish = |count: &mut u16, page: &mut Vec<u8>| {
        if *count > 0 {
            let mut rest = count.to_le_bytes().to_vec();
            rest.append(page);
            rest.resize(PAGE - 4, 0);
            out.extend_from_slice(&checksum(hash, first + pages, &rest).to_le_bytes());
            out.extend_from_slice(&rest);
            *count = 0;
            pages += 1;
        }
    };
    for row in rows {
        row_bytes.clear();
        row.write(&mut row_bytes);
        if row_bytes.len() > PAGE - PAGE_HEAD {
            return None;
        }
        if page.len() + row_bytes.len() > PAGE - PAGE_HEAD {
            finish(&mut count, &mut page);
        }
        page.extend_from_slice(&row_bytes);
        count += 1;
    }
    finish(&mut count, &mut page);
    Some(pages)
}

/// The file of all plans and that of the plans changed since.
pub(super) fn paths(view: &Path) -> [PathBuf; 2] {
    ["catalog.snap", "since.snap"].map(|name| view.join(name))
}
