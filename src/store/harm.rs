//! Kinds of damage to stored bytes, as data; the command line and the screens put them into words.

use serde::{Deserialize, Serialize};

/// What is wrong with a file or a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Harm {
    /// The file ends inside a frame.
    #[error("it ends inside a frame")]
    Short,
    /// The checksum of a frame does not match its content.
    #[error("a frame's checksum does not match")]
    Checksum,
    /// Other bytes stand where a frame should begin.
    #[error("no frame begins here")]
    NoFrame,
    /// The length of a frame exceeds the maximum.
    #[error("a frame is longer than any may be")]
    TooLong,
    /// The hash of a frame does not continue the chain.
    #[error("a frame does not follow the one before it")]
    Chain,
    /// A frame holds another change than the expected one.
    #[error("it is another change than was looked for")]
    OtherChange,
    /// The number of a change does not follow the number of the plan's previous one.
    #[error("it is not the next change of its plan")]
    Order,
    /// The header of a segment is damaged.
    #[error("its header is not that of a journal")]
    Header,
    /// The header of a segment has another number than the file's name.
    #[error("it is another segment than its name says")]
    OtherSegment,
    /// The hash of a segment does not continue that of the previous segment.
    #[error("it does not follow the segment before it")]
    NotTheNextSegment,
    /// A segment is missing.
    #[error("the segment is missing")]
    SegmentMissing,
    /// The journal ends before a position that other places know.
    #[error("it ends before what other places know")]
    Shortened,
    /// The journal belongs to another workspace.
    #[error("it does not begin with the workspace's first segment")]
    Foreign,
    /// The marker of the workspace cannot be read.
    #[error("the marker cannot be read")]
    Marker,
    /// A backup is damaged, or the file is no backup.
    #[error("it is no whole backup")]
    Backup,
    /// Frames of a packed segment cannot be unpacked.
    #[error("a packed block is damaged")]
    Block,
    /// The index of a packed segment is damaged.
    #[error("the index of the packed blocks is damaged")]
    Index,
    /// A stored value does not decode.
    #[error("{0}")]
    Content(String),
    /// The state does not record how far it follows the journal.
    #[error("it does not say how far it goes")]
    StateSilent,
    /// The state was made from another journal.
    #[error("it does not belong to the journal")]
    StateForeign,
    /// Pages of the state are missing or outdated.
    #[error("parts of it are missing or old")]
    StateMixed,
    /// The state differs from what the journal gives.
    #[error("it is not what the journal makes")]
    StateDiffers,
    /// The machine stopped while the state was being written.
    #[error("the machine stopped while it was written")]
    PowerCut,
    /// An older version made it.
    #[error("an older version made it")]
    Outgrown,
    /// Something other than a file, or than a directory, stands in its place.
    #[error("something else stands in its place")]
    Misplaced,
    /// The file did not exist.
    #[error("it was not there")]
    Absent,
    /// The state is closed already.
    #[error("it was closed")]
    Closed,
    /// An error of the key-value engine behind the state.
    #[error("{0}")]
    Engine(String),
    /// An error of the operating system.
    #[error("{0}")]
    System(String),
}

impl Harm {
    /// The last word of the message id.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Checksum => "checksum",
            Self::NoFrame => "no-frame",
            Self::TooLong => "too-long",
            Self::Chain => "chain",
            Self::OtherChange => "other-change",
            Self::Order => "order",
            Self::Header => "header",
            Self::OtherSegment => "other-segment",
            Self::NotTheNextSegment => "not-the-next-segment",
            Self::SegmentMissing => "segment-missing",
            Self::Shortened => "shortened",
            Self::Foreign => "foreign",
            Self::Marker => "marker",
            Self::Backup => "backup",
            Self::Block => "block",
            Self::Index => "index",
            Self::Content(_) => "content",
            Self::StateSilent => "state-silent",
            Self::StateForeign => "state-foreign",
            Self::StateMixed => "state-mixed",
            Self::StateDiffers => "state-differs",
            Self::PowerCut => "power-cut",
            Self::Outgrown => "outgrown",
            Self::Misplaced => "misplaced",
            Self::Absent => "absent",
            Self::Closed => "closed",
            Self::Engine(_) => "engine",
            Self::System(_) => "system",
        }
    }
}
