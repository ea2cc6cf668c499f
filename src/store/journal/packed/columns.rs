//! Frames in columns: what a frame says about itself, the ids of its change, and its payload, each without what follows
//! from the rest. Columns compress better than frames, because like stands beside like.
//!
//! For each frame the first column has variable-length integers (seven bits in a byte, lowest first):
//! the plan's place in the table of the block × 16 + flags, the number and `previous` where they are not the predicted
//! ones, the version of the envelope where there is one, and the length of the rest of the payload. The second has, for
//! each of the sixteen bytes of an id, that byte of all frames: of the difference to the id before, lowest byte first.
//! The third has the rests of the payloads.

use std::collections::BTreeMap;

use super::super::{
    super::{
        Harm,
        codec::{self, EnvelopeKind, take},
    },
    frame::{self, Frame, FrameAt, HASH, HEAD, Hash, Label, MAX_PAYLOAD},
};
use crate::domain::{ChangeId, PlanId};

/// The number is one more than that of the plan's frame before in the block.
const NEXT_NUMBER: u64 = 1;
/// `previous` is the plan's frame before in the block.
const NEXT_LINK: u64 = 2;
/// The payload is an intact envelope with a change.
const ENVELOPE: u64 = 4;
/// The content of the envelope begins with the id of the change.
const BEGINS_WITH_ID: u64 = 8;
const FLAGS: u32 = 4;
/// What stands before an integer of 128 bits.
const WIDE: u8 = 254;
/// An upper bound for what the first column takes for a frame: five integers.
pub(super) const MOST_OF_HEAD: u64 = 5 * 10;
/// The bytes of an id.
pub(super) const ID: usize = 16;

/// The plans of a block, each with the highest number of its changes there.
pub(super) type Plans = Vec<(PlanId, u64)>;

/// The columns of a block.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrameColumns {
    pub heads: Vec<u8>,
    pub ids: Vec<u8>,
    pub payloads: Vec<u8>,
}

/// The number and the address of the plan's last frame so far.
type Before = BTreeMap<u64, (u64, FrameAt)>;

/// Splits frames into columns.
pub(super) fn split(frames: &[Frame]) -> (Plans, FrameColumns) {
    let (mut plans, mut columns) = (Plans::new(), FrameColumns::default());
    let mut places: BTreeMap<PlanId, u64> = BTreeMap::new();
    let (mut before, mut last_id, mut differences) = (Before::new(), 0u128, Vec::new());
    for frame in frames {
        let Label { plan, seq, change, previous } = frame.label;
        let place = *places.entry(plan).or_insert_with(|| {
            plans.push((plan, 0));
            plans.len() as u64 - 1
        });
        if let Some((_, highest)) = usize::try_from(place).ok().and_then(|place| plans.get_mut(place)) {
            *highest = seq.max(*highest);
        }
        let known = before.insert(place, (seq, frame.at));
        let is_next = known.is_some_and(|(number, _)| number.checked_add(1) == Some(seq));
        let is_linked = known.is_some_and(|(_, at)| at == previous);
        let (version, rest) = match codec::open(EnvelopeKind::Change, &frame.payload) {
            Ok((version, content)) => (Some(version), content),
            Err(_) => (None, frame.payload.as_slice()),
        };
        let without_id = version.and_then(|_| rest.strip_prefix(id_of(change).as_slice()));
        let flags = [
            (is_next, NEXT_NUMBER),
            (is_linked, NEXT_LINK),
            (version.is_some(), ENVELOPE),
            (without_id.is_some(), BEGINS_WITH_ID),
        ];
        let flags: u64 = flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| flag).sum();
        let rest = without_id.unwrap_or(rest);
        write_integer(&mut columns.heads, place << FLAGS | flags);
        if !is_next {
            write_integer(&mut columns.heads, seq);
        }
        if !is_linked {
            write_integer(&mut columns.heads, previous.raw());
        }
        if let Some(version) = version {
            write_integer(&mut columns.heads, version.into());
        }
        write_integer(&mut columns.heads, rest.len() as u64);
        differences.push(change.0.wrapping_sub(last_id).to_le_bytes());
        last_id = change.0;
        columns.payloads.extend_from_slice(rest);
    }
    columns.ids =
        (0..ID).flat_map(|byte| differences.iter().filter_map(move |id| id.get(byte))).copied().collect();
    (plans, columns)
}

/// The frames of columns, with their hashes, and the hash of the last one. `at` is the first frame's address; the result
/// has exactly `size` bytes.
pub(super) fn join(
    columns: &FrameColumns,
    plans: &Plans,
    at: FrameAt,
    size: usize,
    before: &Hash,
) -> Result<(Vec<u8>, Hash), Harm> {
    let (mut heads, mut payloads) = (columns.heads.as_slice(), columns.payloads.as_slice());
    let count = columns.ids.len() / ID;
    let (mut out, mut link, mut last_id) = (Vec::with_capacity(size.min(1 << 20)), *before, 0u128);
    let mut known = Before::new();
    for n in 0..count {
        let first = read_integer(&mut heads)?;
        let (place, has) = (first >> FLAGS, |flag: u64| first & flag != 0);
        let (plan, _) = usize::try_from(place).ok().and_then(|place| plans.get(place)).ok_or(Harm::Block)?;
        let earlier = known.get(&place).copied();
        let seq = match earlier.filter(|_| has(NEXT_NUMBER)) {
            Some((number, _)) => number.checked_add(1).ok_or(Harm::Block)?,
            None if has(NEXT_NUMBER) => return Err(Harm::Block),
            None => read_integer(&mut heads)?,
        };
        let previous = match earlier.filter(|_| has(NEXT_LINK)) {
            Some((_, at)) => at,
            None if has(NEXT_LINK) => return Err(Harm::Block),
            None => FrameAt::from_raw(read_integer(&mut heads)?),
        };
        let version = if has(ENVELOPE) { Some(read_integer(&mut heads)?) } else { None };
        let length = usize::try_from(read_integer(&mut heads)?).map_err(|_| Harm::Block)?;
        let (rest, further) = payloads.split_at_checked(length).ok_or(Harm::Block)?;
        payloads = further;
        let mut difference = [0; ID];
        for (byte, value) in difference.iter_mut().enumerate() {
            *value = *columns.ids.get(byte * count + n).ok_or(Harm::Block)?;
        }
        last_id = last_id.wrapping_add(u128::from_le_bytes(difference));
        let change = ChangeId(last_id);
        let payload = payload(version, change, has(BEGINS_WITH_ID), rest)?;
        if payload.len() > MAX_PAYLOAD || out.len() + HEAD + payload.len() + HASH > size {
            return Err(Harm::Block);
        }
        let offset = u32::try_from(out.len()).ok().and_then(|by| at.offset().checked_add(by));
        known.insert(place, (seq, FrameAt::new(at.segment(), offset.ok_or(Harm::Block)?)));
        link = frame::write(&Label { plan: *plan, seq, change, previous }, &payload, &link, &mut out);
    }
    if heads.is_empty() && payloads.is_empty() && out.len() == size {
        Ok((out, link))
    } else {
        Err(Harm::Block)
    }
}

/// The payload from its rest.
fn payload(version: Option<u64>, change: ChangeId, has_id: bool, rest: &[u8]) -> Result<Vec<u8>, Harm> {
    let mut content = if has_id { id_of(change).to_vec() } else { Vec::new() };
    content.extend_from_slice(rest);
    let Some(version) = version else { return if has_id { Err(Harm::Block) } else { Ok(content) } };
    let version = u16::try_from(version).map_err(|_| Harm::Block)?;
    Ok(codec::envelope(version, EnvelopeKind::Change, &content))
}

/// An id as it stands at the beginning of a change.
fn id_of(change: ChangeId) -> [u8; ID + 1] {
    let mut out = [WIDE; ID + 1];
    out.iter_mut().skip(1).zip(change.0.to_le_bytes()).for_each(|(to, byte)| *to = byte);
    out
}

fn write_integer(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn read_integer(rest: &mut &[u8]) -> Result<u64, Harm> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let [byte] = take::<1>(rest).ok_or(Harm::Block)?;
        let bits = u64::from(byte & 0x7f);
        if bits << shift >> shift != bits {
            return Err(Harm::Block);
        }
        value |= bits << shift;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    Err(Harm::Block)
}
