//! A snapshot: a plan in a file of its own, divided into pages, so that a part of it can be read without the rest.
//!
//! ```text
//! "KVPLAN05" | length of the head u32 | head, in an envelope | tables | figures, in an envelope | pages, each in an
//! envelope
//! ```
//!
//! The tables are arrays of little-endian numbers under one checksum, which are searched without being decoded: the
//! location of each page (byte u64, length u32), the node of each node's page (u128, ascending), the codes (hash u64,
//! number of the node's page u32, ascending), the indicators (u128, number of the node's page u32, ascending), the nodes
//! above the measures (number of the page u32, and of its children the place of the first one in the next table u32 and
//! how many there are u32), and the pages of the nodes at the top and right under those above the measures, in their order
//! (u32). Pages are in the order of [`PageKey`]: those of the plan as a whole,
//! those of nodes, those of evidence. The figures are those of all groups, which to count anew takes as long as to read
//! the pages.

mod part;

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::Path,
};

use super::{
    Harm, StoreError,
    cached_plan::CachedPlan,
    codec,
    page::{self, PageKey},
    plain_file::open_to_read,
    rules::RULES,
    wire::{RecordPage, SnapshotHead, StoredRecord},
    workspace::replace_file,
};
use crate::domain::{KeptFigures, Level, NodeId, Plan, RecordKey};

const MAGIC: [u8; 8] = *b"KVPLAN05";
/// The length of the magic and the head's length field.
const START: usize = 12;
const PLACE: usize = 12;
const NODE: usize = 16;
const CODE: usize = 12;
const INDICATOR: usize = 20;
const GROUP: usize = 12;
const CHILD: usize = 4;
/// Writes a plan's snapshot with the stamp in `head`. Returns the size of the file.
pub(super) fn write(path: &Path, head: SnapshotHead, plan: &Plan) -> Result<usize, StoreError> {
    write_with(path, SnapshotHead { rules: RULES, ..head }, plan, &plan.kept_figures())
}

fn write_with(
    path: &Path,
    mut head: SnapshotHead,
    plan: &Plan,
    figures: &KeptFigures,
) -> Result<usize, StoreError> {
    let refused = |cause: codec::CodecError| StoreError::damaged(path, 0, Harm::Content(cause.to_string()));
    let (mut places, mut nodes, mut codes, mut pages) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut indicators, mut groups, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    (head.whole, head.nodes, head.evidence) = (0, 0, 0);
    for (key, records) in page::paged(plan) {
        match key {
            PageKey::Node(id) => {
                nodes.extend_from_slice(&id.0.to_le_bytes());
                let node = plan.node(id);
                codes.extend(node.and_then(|node| Some((hash(node.code.as_deref()?), head.nodes))));
                groups.extend(node.filter(|node| node.level != Level::Measure).map(|_| (id, head.nodes)));
                ids.push(id);
                indicators.extend(records.iter().filter_map(|stored| match stored.key {
                    RecordKey::Indicator(id) => Some((id.0, head.nodes)),
                    _ => None,
                }));
                head.nodes += 1;
            }
            PageKey::Evidence(_) => head.evidence += 1,
            _ => head.whole += 1,
        }
        let page = codec::encode(&RecordPage { plan: plan.id(), records }).map_err(refused)?;
        places.extend_from_slice(&(pages.len() as u64).to_le_bytes());
        places.extend_from_slice(&u32::try_from(page.len()).unwrap_or(u32::MAX).to_le_bytes());
        pages.extend_from_slice(&page);
    }
    codes.sort_unstable();
    indicators.sort_unstable();
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    (head.codes, head.indicators, head.groups) =
        (count(codes.len()), count(indicators.len()), count(groups.len()));
    let mut tables = places;
    tables.extend_from_slice(&nodes);
    for (hash, node) in codes {
        tables.extend_from_slice(&hash.to_le_bytes());
        tables.extend_from_slice(&node.to_le_bytes());
    }
    for (indicator, node) in indicators {
        tables.extend_from_slice(&indicator.to_le_bytes());
        tables.extend_from_slice(&node.to_le_bytes());
    }
    // The pages of nodes are in the order of their ids.
    let number_of = |id: NodeId| ids.binary_search(&id).ok().and_then(|at| u32::try_from(at).ok());
    let mut children: Vec<u32> = plan.children(None).filter_map(number_of).collect();
    head.top = count(children.len());
    for (id, node) in groups {
        let first = children.len();
        children.extend(plan.children(Some(id)).filter_map(number_of));
        for number in [node, count(first), count(children.len() - first)] {
            tables.extend_from_slice(&number.to_le_bytes());
        }
    }
    head.children = count(children.len());
    children.iter().for_each(|node| tables.extend_from_slice(&node.to_le_bytes()));
    head.tables = crc32fast::hash(&tables);
    let figures = codec::encode(figures).map_err(refused)?;
    head.figures = u32::try_from(figures.len()).unwrap_or(u32::MAX);
    let head = codec::encode(&head).map_err(refused)?;
    let mut out = Vec::with_capacity(START + head.len() + tables.len() + figures.len() + pages.len());
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&u32::try_from(head.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(&head);
    out.extend_from_slice(&tables);
    out.extend_from_slice(&figures);
    out.extend_from_slice(&pages);
    replace_file(path, &out, false)?;
    Ok(out.len())
}

/// A plan from its snapshot; none where it is damaged, or the head does not fit.
///
/// The records of a page go into the plan before the next page is read, while they are still in the cache.
pub(super) fn read(path: &Path, fits: impl FnOnce(&SnapshotHead) -> bool) -> Option<CachedPlan> {
    let mut file = OpenSnapshot::at(path)?;
    if !fits(&file.head) {
        return None;
    }
    let figures = file.figures();
    let mut rest = Vec::new();
    file.file.seek(SeekFrom::Start(file.pages)).ok()?;
    file.file.read_to_end(&mut rest).ok()?;
    let size = usize::try_from(file.pages).ok()? + rest.len();
    let page = |number| {
        let (at, length) = file.place(number)?;
        let at = usize::try_from(at).ok()?;
        file.records(rest.get(at..at.checked_add(length)?)?)
    };
    let SnapshotHead { whole, nodes, evidence, .. } = file.head;
    let mut damaged = false;
    let pages = (0..whole + nodes + evidence).map_while(|number| {
        let read = page(number);
        damaged |= read.is_none();
        read
    });
    let held = CachedPlan::from_snapshot(file.head.clone(), pages, figures, nodes, size);
    (!damaged).then_some(held)
}

/// A snapshot whose head fits, to read a part of it.
pub(super) fn open(path: &Path, fits: impl FnOnce(&SnapshotHead) -> bool) -> Option<OpenSnapshot> {
    OpenSnapshot::at(path).filter(|file| fits(&file.head))
}

/// An open snapshot whose head and tables are intact.
pub(super) struct OpenSnapshot {
    file: File,
    pub head: SnapshotHead,
    tables: Vec<u8>,
    /// The offset of the first page in the file.
    pages: u64,
}

impl OpenSnapshot {
    fn at(path: &Path) -> Option<Self> {
        let mut file = open_to_read(path).ok()?;
        let (mut magic, mut length) = ([0; 8], [0; 4]);
        file.read_exact(&mut magic).ok()?;
        file.read_exact(&mut length).ok()?;
        if magic != MAGIC {
            return None;
        }
        let length = u64::from(u32::from_le_bytes(length));
        let take = |file: &mut File, length: u64| codec::read_bytes(file, usize::try_from(length).ok()?).ok();
        let head: SnapshotHead = codec::decode(&take(&mut file, length)?).ok()?;
        let all = u64::from(head.whole) + u64::from(head.nodes) + u64::from(head.evidence);
        let size = all * PLACE as u64
            + [
                (head.nodes, NODE),
                (head.codes, CODE),
                (head.indicators, INDICATOR),
                (head.groups, GROUP),
                (head.children, CHILD),
            ]
            .into_iter()
            .map(|(count, width)| u64::from(count) * width as u64)
            .sum::<u64>();
        let tables = take(&mut file, size)?;
        if crc32fast::hash(&tables) != head.tables {
            return None;
        }
        let figures = START as u64 + length + size;
        Some(Self { file, pages: figures + u64::from(head.figures), head, tables })
    }

    /// The size of the file in bytes.
    pub fn size(&self) -> Option<usize> {
        usize::try_from(self.file.metadata().ok()?.len()).ok()
    }

    /// The offset of a page after the tables, and its length.
    fn place(&self, number: u32) -> Option<(u64, usize)> {
        let mut bytes = self.tables.get(number as usize * PLACE..)?;
        let at = codec::take(&mut bytes).map(u64::from_le_bytes)?;
        Some((at, codec::take(&mut bytes).map(u32::from_le_bytes)? as usize))
    }

    fn records(&self, bytes: &[u8]) -> Option<Vec<StoredRecord>> {
        let page: RecordPage = codec::decode(bytes).ok()?;
        (page.plan == self.head.plan).then_some(page.records)
    }

    /// The figures; none where they are damaged or follow other rules. The records can be counted anew, so they are no
    /// reason to give up the records, which may be the last ones there are.
    fn figures(&mut self) -> Option<KeptFigures> {
        if self.head.rules != RULES {
            return None;
        }
        self.file.seek(SeekFrom::Start(self.pages - u64::from(self.head.figures))).ok()?;
        codec::decode(&codec::read_bytes(&mut self.file, self.head.figures as usize).ok()?).ok()
    }

    fn page(&self, number: u32) -> Option<Vec<StoredRecord>> {
        let (at, length) = self.place(number)?;
        let mut file = &self.file;
        file.seek(SeekFrom::Start(self.pages + at)).ok()?;
        let bytes = codec::read_bytes(&mut file, length).ok()?;
        self.records(&bytes)
    }

    fn table(&self, from: usize, count: u32, width: usize) -> Option<&[u8]> {
        self.tables.get(from..from + count as usize * width)
    }

    fn places(&self) -> usize {
        (self.head.whole + self.head.nodes + self.head.evidence) as usize * PLACE
    }

    /// The number of a node's page.
    fn number_of(&self, id: NodeId) -> Option<u32> {
        let table = self.table(self.places(), self.head.nodes, NODE)?;
        let (rows, _) = table.as_chunks::<NODE>();
        rows.binary_search_by_key(&id.0, |row| u128::from_le_bytes(*row)).ok()?.try_into().ok()
    }

    /// The page numbers of the nodes with a code. Others may be among them, because only hashes are compared.
    fn with_code(&self, code: &str) -> Option<Vec<u32>> {
        let from = self.places() + self.head.nodes as usize * NODE;
        let (rows, _) = self.table(from, self.head.codes, CODE)?.as_chunks::<CODE>();
        let read = |row: &[u8; CODE]| {
            let mut bytes = row.as_slice();
            let hash = codec::take(&mut bytes).map_or(0, u64::from_le_bytes);
            (hash, codec::take(&mut bytes).map_or(0, u32::from_le_bytes))
        };
        let wanted = hash(code);
        let first = rows.partition_point(|row| read(row).0 < wanted);
        Some(rows.iter().skip(first).map(read).take_while(|row| row.0 == wanted).map(|row| row.1).collect())
    }
}

/// FNV-1a: a hash in a file must not change with a library.
fn hash(code: &str) -> u64 {
    code.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{fixture::*, wire::Standing},
        *,
    };
    use crate::domain::PlanId;

    /// The figures of a plan, and those that a snapshot gives in which none are kept, by its rules, after `harm`.
    fn with_none_kept(rules: u64, harm: impl FnOnce(&mut Vec<u8>)) -> (KeptFigures, KeptFigures) {
        let mut plan = Plan::empty(PlanId(7));
        plan.apply(&create(PlanId(7), "plan", 3));
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("plan.snap");
        let head = SnapshotHead { rules, ..SnapshotHead::stamp(PlanId(7), Standing::start(), [0; 32]) };
        write_with(&path, head, &plan, &KeptFigures::default()).unwrap();
        let mut bytes = std::fs::read(&path).unwrap();
        harm(&mut bytes);
        std::fs::write(&path, bytes).unwrap();
        (plan.kept_figures(), read(&path, |_| true).unwrap().plan.kept_figures())
    }

    #[test]
    fn figures_by_other_rules_are_counted_anew() {
        assert_ne!(RULES, 0);
        let (own, read) = with_none_kept(RULES, |_| {});
        assert!(!own.tallies.is_empty());
        assert_eq!(read, KeptFigures::default(), "what is kept is taken");
        let (own, read) = with_none_kept(RULES.wrapping_add(1), |_| {});
        assert_eq!(read, own);
    }

    #[test]
    fn damaged_figures_are_counted_anew() {
        let kept = codec::encode(&KeptFigures::default()).unwrap();
        let (own, read) = with_none_kept(RULES, |bytes| {
            let at = bytes.windows(kept.len()).position(|window| window == kept).unwrap();
            bytes[at + kept.len() - 1] ^= 1;
        });
        assert_eq!(read, own);
    }
}
