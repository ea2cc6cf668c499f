//! The envelope around every stored value: magic, version, kind, checksum, payload.
//!
//! Two in thirteen damaged records decode without an error, so nothing is decoded whose checksum is wrong.
//! A version is never read as another: each has layouts of its own in `stored`, and the golden bytes of each
//! stay readable for ever.

use serde::{Serialize, de::DeserializeOwned};

use super::stored::{Lay, Upgrade};

/// The newest version this program reads, and the one it writes.
pub const VERSION: u16 = 2;

const MAGIC: [u8; 4] = *b"KVRT";
/// Magic, version, kind, checksum.
const HEAD: usize = 4 + 2 + 1 + 4;
/// What one value may claim in memory while it is decoded.
const LIMIT: usize = 256 << 20;

/// What an envelope holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum EnvelopeKind {
    /// Records that lie together.
    Page = 1,
    /// What the list of plans shows of one.
    Entry = 2,
    /// What a frame of the journal carries.
    Change = 3,
    /// A whole plan.
    Snapshot = 4,
    /// How far the state follows the journal.
    Progress = 5,
    /// The seal over the pages of a plan.
    Head = 6,
    /// The whole list of plans.
    Catalog = 7,
    /// What a process asks of the one that serves; never on a disk.
    Request = 64,
    /// What it answers; never on a disk.
    Message = 65,
    /// The list of plans in an answer; never on a disk.
    Listing = 66,
    /// What stood in the way of a change, in an answer; never on a disk.
    Conflicts = 67,
}

/// Something that may lie in an envelope.
pub trait Stored: Sized + 'static {
    /// What the envelope says it is.
    const KIND: EnvelopeKind;

    /// How version 2 lays it out.
    type Layout<'a>: Serialize + DeserializeOwned + Upgrade<Self> + Lay<&'a Self>;

    /// What version 1 wrote. What can be made anew from the journal is not read.
    ///
    /// # Errors
    /// When it does not decode, or is not read.
    fn from_v1(_payload: &[u8]) -> Result<Self, CodecError> {
        Err(CodecError::Outgrown(1))
    }

    /// Whether its parts fit each other.
    fn is_sound(&self) -> bool {
        true
    }
}

/// Why an envelope was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// Too short, or it does not begin like one.
    #[error("not an envelope")]
    NotAnEnvelope,
    /// The checksum does not match.
    #[error("the checksum does not match")]
    Checksum,
    /// A newer version wrote it.
    #[error("it has version {0}; this program reads up to {VERSION}")]
    Newer(u16),
    /// An older version wrote it, and it has to be made anew from the journal.
    #[error("version {0} wrote it, whose figures followed other rules")]
    Outgrown(u16),
    /// It holds something else.
    #[error("it holds kind {found}, not {wanted:?}")]
    Kind {
        /// What it holds.
        found: u8,
        /// What was looked for.
        wanted: EnvelopeKind,
    },
    /// The payload does not decode, or bytes are left over.
    #[error("the payload does not decode: {0}")]
    Payload(String),
    /// A record under the key of another kind.
    #[error("a record does not fit its key")]
    Misfit,
}

fn config() -> impl bincode::config::Config {
    bincode::config::standard().with_limit::<LIMIT>()
}

fn checksum(version: u16, kind: u8, payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&version.to_le_bytes());
    hasher.update(&[kind]);
    hasher.update(payload);
    hasher.finalize()
}

/// Puts a value into its envelope.
///
/// # Errors
/// When it cannot be written as bytes, which no value of this program's types is known to do.
pub fn encode<T: Stored>(value: &T) -> Result<Vec<u8>, CodecError> {
    seal(T::KIND, &T::Layout::lay(value))
}

/// Puts what never lies on a disk into an envelope as it is: who reads it has the same version.
///
/// # Errors
/// When it cannot be written as bytes.
pub fn seal<T: Serialize>(kind: EnvelopeKind, value: &T) -> Result<Vec<u8>, CodecError> {
    let payload = bincode::serde::encode_to_vec(value, config())
        .map_err(|cause| CodecError::Payload(cause.to_string()))?;
    Ok(envelope(VERSION, kind, &payload))
}

/// A payload in its envelope.
pub fn envelope(version: u16, kind: EnvelopeKind, payload: &[u8]) -> Vec<u8> {
    let kind = kind as u8;
    let mut out = Vec::with_capacity(HEAD + payload.len());
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&version.to_le_bytes());
    out.push(kind);
    out.extend_from_slice(&checksum(version, kind, payload).to_le_bytes());
    out.extend_from_slice(payload);
    out
}

/// Takes out what [`seal`] put in.
///
/// # Errors
/// When the envelope is damaged, of another version or kind, or holds what does not fit.
pub fn unseal<T: DeserializeOwned>(kind: EnvelopeKind, bytes: &[u8]) -> Result<T, CodecError> {
    let (version, payload) = open(kind, bytes)?;
    if version < VERSION {
        return Err(CodecError::Outgrown(version));
    }
    whole(payload)
}

/// Takes a value out of its envelope.
///
/// # Errors
/// When the envelope is damaged, newer, of another kind, or holds what does not fit.
pub fn decode<T: Stored>(bytes: &[u8]) -> Result<T, CodecError> {
    let (version, rest) = open(T::KIND, bytes)?;
    let value = match version {
        1 => T::from_v1(rest)?,
        _ => payload::<T::Layout<'static>, T>(rest)?,
    };
    if value.is_sound() { Ok(value) } else { Err(CodecError::Misfit) }
}

/// The version and the payload of an envelope that is whole.
///
/// # Errors
/// When the envelope is damaged, newer, or of another kind.
pub fn open(wanted: EnvelopeKind, bytes: &[u8]) -> Result<(u16, &[u8]), CodecError> {
    let mut rest = bytes;
    let magic = take::<4>(&mut rest).ok_or(CodecError::NotAnEnvelope)?;
    let version = take::<2>(&mut rest).map(u16::from_le_bytes).ok_or(CodecError::NotAnEnvelope)?;
    let [kind] = take::<1>(&mut rest).ok_or(CodecError::NotAnEnvelope)?;
    let crc = take::<4>(&mut rest).map(u32::from_le_bytes).ok_or(CodecError::NotAnEnvelope)?;
    if magic != MAGIC {
        return Err(CodecError::NotAnEnvelope);
    }
    if checksum(version, kind, rest) != crc || version == 0 {
        return Err(CodecError::Checksum);
    }
    if version > VERSION {
        return Err(CodecError::Newer(version));
    }
    if kind != wanted as u8 {
        return Err(CodecError::Kind { found: kind, wanted });
    }
    Ok((version, rest))
}

/// Which version wrote an envelope; none where it is none.
pub fn version_of(bytes: &[u8]) -> Option<u16> {
    let mut rest = bytes;
    (take::<4>(&mut rest)? == MAGIC).then_some(u16::from_le_bytes(take(&mut rest)?))
}

/// Takes a value out of a payload of which the layout is known.
///
/// # Errors
/// When it does not decode, or bytes are left over.
pub fn payload<S: DeserializeOwned + Upgrade<T>, T>(bytes: &[u8]) -> Result<T, CodecError> {
    whole::<S>(bytes)?.upgrade().ok_or_else(|| CodecError::Payload("its parts make no such value".to_owned()))
}

fn whole<S: DeserializeOwned>(bytes: &[u8]) -> Result<S, CodecError> {
    let (stored, used) = bincode::serde::decode_from_slice::<S, _>(bytes, config())
        .map_err(|cause| CodecError::Payload(cause.to_string()))?;
    if used != bytes.len() {
        return Err(CodecError::Payload(format!("{} bytes are left over", bytes.len() - used)));
    }
    Ok(stored)
}

/// Takes the first bytes off a slice.
pub(super) fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*head)
}

#[cfg(test)]
#[path = "codec_tests.rs"]
mod tests;
