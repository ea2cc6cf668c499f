//! The protocol on the socket: a greeting of a fixed format, then frames.
//!
//! ```text
//! greeting: "KVARTSOC" | protocol u16 | length u8 | the program's version
//! frame:    length u32 | an envelope of the codec: a request, or a message
//! ```
//!
//! Numbers are little-endian. The client greets first. The format of the greeting never changes, so that two
//! incompatible versions can still tell each other which they are.

use std::{
    fmt,
    io::{self, Read, Write},
};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeOwned},
};

use super::super::{
    Person, StoreError, StoreNotice, Whereabouts,
    codec::{self, EnvelopeKind, Stored},
    journal::MAX_PAYLOAD,
    stored::tags::RoleKind,
};
use crate::text::surely::Surely;

/// The version of the protocol, which must be the same on both sides.
pub(super) const PROTOCOL: u16 = 3;

const MAGIC: [u8; 8] = *b"KVARTSOC";

/// The largest frame: the largest change of the journal and its surroundings.
const LONGEST: usize = MAX_PAYLOAD + (1 << 16);

/// An envelope of the codec, which defines the layout of its content.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Envelope(Vec<u8>);

impl Envelope {
    pub fn of<T: Stored>(value: &T) -> io::Result<Self> {
        codec::encode(value).map(Self).map_err(|cause| invalid(&cause.to_string()))
    }

    pub fn open<T: Stored>(&self) -> io::Result<T> {
        codec::decode(&self.0).map_err(|cause| invalid(&cause.to_string()))
    }
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Envelope({} bytes)", self.0.len())
    }
}

impl Serialize for Envelope {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Envelope {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl de::Visitor<'_> for Bytes {
            type Value = Envelope;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Envelope, E> {
                Ok(Envelope(bytes))
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Envelope, E> {
                Ok(Envelope(bytes.to_vec()))
            }
        }
        from.deserialize_byte_buf(Bytes)
    }
}

/// A request of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Ask {
    /// See [`crate::store::Store::plans`].
    Plans,
    /// See [`crate::store::Store::load`]; the plan's id.
    Load(u128),
    /// See [`crate::store::Store::commit`]; a change.
    Commit(Envelope),
    /// See [`crate::store::Store::history`]; the plan's id and the first number.
    History(u128, u64),
    /// See [`crate::store::Store::latest`]; the plan's id, the number and how many.
    Latest(u128, u64, u64),
    /// Send every change from now on.
    Watch,
    /// See [`crate::store::Store::gone`].
    Gone,
    /// See [`crate::store::Store::notices_from`].
    Notices(u64),
    /// See [`crate::store::Store::announce`].
    Here(Whereabouts),
    /// See [`crate::store::Store::people`].
    People,
}

/// A request with the number that its answer will repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NumberedAsk {
    pub number: u32,
    pub ask: Ask,
}

/// A message of the server.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Message {
    /// The answer to the request with that number.
    Answer(u32, Answer),
    /// Somebody made a change: the change with its number.
    Changed(u64, Envelope),
    /// Somebody has come or gone.
    People(Vec<Person>),
}

/// The answer to an [`Ask`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// A [`crate::store::wire::Listing`].
    Plans(Envelope),
    /// The plan's number and a [`crate::store::wire::RecordPage`] with all its records.
    Plan(Option<(u64, Envelope)>),
    Committed(u64),
    /// [`crate::store::wire::Conflicts`].
    Conflict(Envelope),
    SlugTaken(String),
    /// The required role, the actor's role, and who may make the change.
    Denied(RoleKind, Option<RoleKind>, Vec<String>),
    /// Who may make the change.
    NotOwn(Vec<String>),
    LocksOut,
    Malformed,
    /// Changes with their numbers.
    History(Vec<(u64, Envelope)>),
    Watching,
    Notices(Vec<StoreNotice>),
    Noted,
    People(Vec<Person>),
    Failed(StoreError),
    /// The ids of plans.
    Gone(Vec<u128>),
}

/// A type that can be sent over the socket.
pub(super) trait Sent: Serialize + DeserializeOwned {
    const KIND: EnvelopeKind;
}

impl Sent for NumberedAsk {
    const KIND: EnvelopeKind = EnvelopeKind::Request;
}

impl Sent for Message {
    const KIND: EnvelopeKind = EnvelopeKind::Message;
}

/// The protocol and the program version of one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Greeting {
    pub protocol: u16,
    pub version: String,
}

impl Greeting {
    /// The greeting of this program.
    pub fn own() -> Self {
        Self { protocol: PROTOCOL, version: env!("CARGO_PKG_VERSION").to_owned() }
    }

    pub fn write(&self, output: &mut impl Write) -> io::Result<()> {
        let text = self.version.as_bytes();
        let text = text.get(..text.len().min(usize::from(u8::MAX))).surely();
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&self.protocol.to_le_bytes());
        bytes.push(u8::try_from(text.len()).unwrap_or(u8::MAX));
        bytes.extend_from_slice(text);
        output.write_all(&bytes)
    }

    pub fn read(input: &mut impl Read) -> io::Result<Self> {
        let mut head = [0; 11];
        input.read_exact(&mut head)?;
        let mut rest = head.as_slice();
        let parts = (|| {
            let magic = codec::take::<8>(&mut rest)?;
            let protocol = u16::from_le_bytes(codec::take(&mut rest)?);
            let [length] = codec::take::<1>(&mut rest)?;
            (magic == MAGIC).then_some((protocol, length))
        })();
        let (protocol, length) = parts.ok_or_else(|| invalid("it does not greet"))?;
        let mut text = vec![0; usize::from(length)];
        input.read_exact(&mut text)?;
        Ok(Self { protocol, version: String::from_utf8_lossy(&text).into_owned() })
    }
}

/// A value encoded as a frame.
pub(super) fn frame<T: Sent>(value: &T) -> io::Result<Vec<u8>> {
    let envelope = codec::seal(T::KIND, value).map_err(|cause| invalid(&cause.to_string()))?;
    if envelope.len() > LONGEST {
        return Err(invalid("it is longer than a frame may be"));
    }
    let length = u32::try_from(envelope.len()).map_err(|_| invalid("it is longer than a frame may be"))?;
    let mut bytes = Vec::with_capacity(4 + envelope.len());
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&envelope);
    Ok(bytes)
}

/// A frame around arbitrary bytes.
pub(super) fn around<T: Sent>(payload: &[u8]) -> Vec<u8> {
    let envelope = codec::envelope(codec::VERSION, T::KIND, payload);
    let length = u32::try_from(envelope.len()).unwrap_or(u32::MAX);
    [length.to_le_bytes().as_slice(), &envelope].concat()
}

/// Reads a frame; none where the stream ends before one begins.
pub(super) fn read<T: Sent>(input: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    let (first, others) = length.split_at_mut(1);
    if input.read(first)? == 0 {
        return Ok(None);
    }
    input.read_exact(others)?;
    let length = u32::from_le_bytes(length) as usize;
    if length > LONGEST {
        return Err(invalid("a frame is longer than any may be"));
    }
    let envelope = codec::read_bytes(input, length)?;
    codec::unseal(T::KIND, &envelope).map(Some).map_err(|cause| invalid(&cause.to_string()))
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_is_read_back_whatever_its_version() {
        let long = Greeting { protocol: 700, version: "9".repeat(300) };
        for greeting in [Greeting::own(), long] {
            let mut bytes = Vec::new();
            greeting.write(&mut bytes).unwrap();
            let read = Greeting::read(&mut bytes.as_slice()).unwrap();
            assert_eq!(read.protocol, greeting.protocol);
            assert!(greeting.version.starts_with(&read.version) && read.version.len() <= 255);
        }
        assert!(Greeting::read(&mut &b"GET / HTTP/1.1\r\n\r\n"[..]).is_err());
    }

    #[test]
    fn a_frame_is_read_back_and_a_stream_may_end_only_between_two() {
        let request = NumberedAsk { number: 7, ask: Ask::History(5, 3) };
        let mut bytes = frame(&request).unwrap();
        bytes.extend(frame(&request).unwrap());
        let mut rest = bytes.as_slice();
        assert_eq!(read(&mut rest).unwrap(), Some(request.clone()));
        assert_eq!(read(&mut rest).unwrap(), Some(request));
        assert!(matches!(read::<NumberedAsk>(&mut rest), Ok(None)));
        for cut in 1..bytes.len() / 2 {
            assert!(read::<NumberedAsk>(&mut &bytes[..cut]).is_err(), "{cut}");
        }
    }

    #[test]
    fn a_length_alone_asks_for_no_memory_and_too_much_is_refused() {
        let mut huge = u32::MAX.to_le_bytes().to_vec();
        huge.extend_from_slice(b"KVRT");
        assert_eq!(read::<NumberedAsk>(&mut huge.as_slice()).unwrap_err().kind(), io::ErrorKind::InvalidData);
        let mut claimed = (LONGEST as u32).to_le_bytes().to_vec();
        claimed.extend_from_slice(b"KVRT");
        let refused = read::<NumberedAsk>(&mut claimed.as_slice()).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::UnexpectedEof);
    }

    #[test]
    fn a_message_is_no_request() {
        let bytes = frame(&Message::Answer(1, Answer::Watching)).unwrap();
        assert!(read::<NumberedAsk>(&mut bytes.as_slice()).is_err());
    }
}
