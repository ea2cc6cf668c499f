//! What is wrong with stored bytes, as data; the command line and the screens put it into words.

use serde::{Deserialize, Serialize};

/// What is wrong with a file or a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Harm {
    /// A frame ends with the file.
    #[error("it ends inside a frame")]
    Short,
    /// The checksum of a frame is not that of its content.
    #[error("a frame's checksum does not match")]
    Checksum,
    /// Something else stands where a frame should begin.
    #[error("no frame begins here")]
    NoFrame,
    /// A frame says that it is longer than any may be.
    #[error("a frame is longer than any may be")]
    TooLong,
    /// A frame does not follow the one before it.
    #[error("a frame does not follow the one before it")]
    Chain,
    /// A frame holds another change than was looked for.
    #[error("it is another change than was looked for")]
    OtherChange,
    /// A change of a plan is not the one after its last.
    #[error("it is not the next change of its plan")]
    Order,
    /// The header of a segment is damaged.
    #[error("its header is not that of a journal")]
    Header,
    /// A segment is another than its name says.
    #[error("it is another segment than its name says")]
    OtherSegment,
    /// A segment does not go on where the one before it ends.
    #[error("it does not follow the segment before it")]
    NotTheNextSegment,
    /// A segment is not there.
    #[error("the segment is missing")]
    SegmentMissing,
    /// The journal ends before what other places know of it.
    #[error("it ends before what other places know")]
    Shortened,
    /// The journal is another workspace's.
    #[error("it does not begin with the workspace's first segment")]
    Foreign,
    /// The marker of the workspace cannot be read.
    #[error("the marker cannot be read")]
    Marker,
    /// A backup is damaged, or no backup at all.
    #[error("it is no whole backup")]
    Backup,
    /// What is stored does not decode.
    #[error("{0}")]
    Content(String),
    /// The state does not say how far it follows the journal.
    #[error("it does not say how far it goes")]
    StateSilent,
    /// The state was made from another journal.
    #[error("it does not belong to the journal")]
    StateForeign,
    /// Parts of the state are missing or old.
    #[error("parts of it are missing or old")]
    StateMixed,
    /// The state is not what the journal makes.
    #[error("it is not what the journal makes")]
    StateDiffers,
    /// The machine stopped while the state was written.
    #[error("the machine stopped while it was written")]
    PowerCut,
    /// An older version made it.
    #[error("an older version made it")]
    Outgrown,
    /// It was not there.
    #[error("it was not there")]
    Absent,
    /// It is not open any longer.
    #[error("it was closed")]
    Closed,
    /// What the engine behind the state says.
    #[error("{0}")]
    Engine(String),
    /// What the system says.
    #[error("{0}")]
    System(String),
}

impl Harm {
    /// The last word of its message.
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
            Self::Content(_) => "content",
            Self::StateSilent => "state-silent",
            Self::StateForeign => "state-foreign",
            Self::StateMixed => "state-mixed",
            Self::StateDiffers => "state-differs",
            Self::PowerCut => "power-cut",
            Self::Outgrown => "outgrown",
            Self::Absent => "absent",
            Self::Closed => "closed",
            Self::Engine(_) => "engine",
            Self::System(_) => "system",
        }
    }
}
