//! The envelope around every stored value: magic, version, kind, checksum, payload.
//!
//! A wrong checksum is refused before decoding, because two in thirteen damaged records would decode without an error.
//! A version is never read as another one: each has its own layouts in `stored`, and the golden bytes of each stay
//! readable for ever.

use std::io::{self, Read};

use serde::{Serialize, de::DeserializeOwned};

use super::stored::{Lay, Upgrade};

/// The newest version this program reads, and the one it writes.
pub const VERSION: u16 = 2;

const MAGIC: [u8; 4] = *b"KVRT";
/// Magic, version, kind, checksum.
const HEAD: usize = 4 + 2 + 1 + 4;
/// How much memory one value may claim while it is decoded.
const LIMIT: usize = 256 << 20;

/// The kinds of values that an envelope can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum EnvelopeKind {
    /// Records that are stored together.
    Page = 1,
    /// The entry of a plan in the list of plans.
    Entry = 2,
    /// The payload of a journal frame.
    Change = 3,
    /// A whole plan.
    Snapshot = 4,
    /// How far the state has followed the journal.
    Progress = 5,
    /// The seal (count and digest) of the pages of a plan.
    Head = 6,
    /// The whole list of plans.
    Catalog = 7,
    /// The figures of the groups of a plan.
    Figures = 8,
    /// A request of a client to the serving process; never on a disk.
    Request = 64,
    /// A message of the serving process; never on a disk.
    Message = 65,
    /// The list of plans in an answer of the serving process; never on a disk.
    Listing = 66,
    /// The conflicts of a rejected change, in an answer of the serving process; never on a disk.
    Conflicts = 67,
}

/// A type that can be stored in an envelope.
pub trait Stored: Sized + 'static {
    /// The kind that the envelope names.
    const KIND: EnvelopeKind;

    /// The layout of the type in version 2.
    type Layout<'a>: Serialize + DeserializeOwned + Upgrade<Self> + Lay<&'a Self>;

    /// Reads what version 1 wrote. Types that can be rebuilt from the journal do not support this.
    ///
    /// # Errors
    /// When it does not decode, or version 1 of this type is not read.
    fn from_v1(_payload: &[u8]) -> Result<Self, CodecError> {
        Err(CodecError::Outgrown(1))
    }

    /// Whether the parts of the value are consistent with each other.
    fn is_sound(&self) -> bool {
        true
    }
}

/// Why an envelope was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// The bytes are too short or do not begin with the magic of an envelope.
    #[error("not an envelope")]
    NotAnEnvelope,
    /// The checksum does not match.
    #[error("the checksum does not match")]
    Checksum,
    /// A newer version wrote it.
    #[error("it has version {0}; this program reads up to {VERSION}")]
    Newer(u16),
    /// An older version wrote it, and it has to be rebuilt from the journal.
    #[error("version {0} wrote it, whose figures followed other rules")]
    Outgrown(u16),
    /// The envelope holds a value of another kind.
    #[error("it holds kind {found}, not {wanted:?}")]
    Kind {
        /// The kind that was found.
        found: u8,
        /// The kind that was expected.
        wanted: EnvelopeKind,
    },
    /// The payload does not decode, or bytes are left over.
    #[error("the payload does not decode: {0}")]
    Payload(String),
    /// A record and its key are of different kinds.
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

/// Encodes a value into an envelope.
///
/// # Errors
/// When the value cannot be serialised, which no value of this program's types is known to cause.
pub fn encode<T: Stored>(value: &T) -> Result<Vec<u8>, CodecError> {
    seal(T::KIND, &T::Layout::lay(value))
}

/// Encodes a value that never lies on a disk, without a versioned layout, because its reader has the same version.
///
/// # Errors
/// When the value cannot be serialised.
pub fn seal<T: Serialize>(kind: EnvelopeKind, value: &T) -> Result<Vec<u8>, CodecError> {
    let payload = bincode::serde::encode_to_vec(value, config())
        .map_err(|cause| CodecError::Payload(cause.to_string()))?;
    Ok(envelope(VERSION, kind, &payload))
}

/// Wraps a payload in an envelope.
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

/// Decodes what [`seal`] encoded.
///
/// # Errors
/// When the envelope is damaged, of another version or kind, or its payload does not decode.
pub fn unseal<T: DeserializeOwned>(kind: EnvelopeKind, bytes: &[u8]) -> Result<T, CodecError> {
    let (version, payload) = open(kind, bytes)?;
    if version < VERSION {
        return Err(CodecError::Outgrown(version));
    }
    whole(payload)
}

/// Decodes a value from its envelope.
///
/// # Errors
/// When the envelope is damaged, newer, of another kind, or its payload does not decode.
pub fn decode<T: Stored>(bytes: &[u8]) -> Result<T, CodecError> {
    let (version, rest) = open(T::KIND, bytes)?;
    let value = match version {
        1 => T::from_v1(rest)?,
        _ => payload::<T::Layout<'static>, T>(rest)?,
    };
    if value.is_sound() { Ok(value) } else { Err(CodecError::Misfit) }
}

/// The version and the payload of an intact envelope.
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

/// The version that wrote an envelope; none where the bytes are no envelope.
pub fn version_of(bytes: &[u8]) -> Option<u16> {
    let mut rest = bytes;
    (take::<4>(&mut rest)? == MAGIC).then_some(u16::from_le_bytes(take(&mut rest)?))
}

/// Decodes a payload whose layout is known.
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

/// Reads so many bytes. At first only a small part of their memory is allocated and the rest as they arrive, so that a
/// damaged length cannot allocate too much.
pub(super) fn read_bytes(input: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(length.min(1 << 16));
    let read = input.by_ref().take(length as u64).read_to_end(&mut bytes)?;
    if read < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(bytes) }
}

/// Splits the first bytes off a slice.
pub(super) fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*head)
}

#[cfg(test)]
#[path = "codec_tests.rs"]
mod tests;
