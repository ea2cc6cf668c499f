//! Findings that were accepted: their kinds, the reason, and the figures that the reason was given for.

use super::value::{FactValue, TargetValue};

/// Kinds of finding, with the names that `check --format json` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingKind {
    /// A note is owed.
    NoteOwed,
    /// A numeric fact has no dated evidence.
    FactWithoutEvidence,
    /// The evidence does not add up to the fact.
    EvidenceDiffers,
    /// A piece of evidence has a date outside its quarter.
    EvidenceOutsideQuarter,
    /// The split by performer does not add up to the total.
    SplitDiffers,
    /// Words were reported where a number was planned.
    WordsForNumber,
    /// The due day is past and the obligation is not met.
    Overdue,
    /// A doubt of the import is not settled.
    Doubt,
    /// Figures in percent would be added up.
    PercentSummed,
    /// Some facts of a share are bare percentages, so that there is no aggregate.
    ShareIncomplete,
    /// Parts that cannot be added up have no total beside them.
    TotalMissing,
    /// A longer target is behind what the quarters that have ended should have brought.
    BehindPace,
    /// A limit over several quarters is passed before they are over.
    LimitBroken,
    /// A count below zero.
    Negative,
    /// A piece of evidence has a date after the due day.
    EvidenceLate,
    /// The same event is entered twice, or two performers claim it.
    EvidenceDuplicate,
}

impl FindingKind {
    /// All kinds.
    pub const ALL: [Self; 16] = [
        Self::NoteOwed,
        Self::FactWithoutEvidence,
        Self::EvidenceDiffers,
        Self::EvidenceOutsideQuarter,
        Self::SplitDiffers,
        Self::WordsForNumber,
        Self::Overdue,
        Self::Doubt,
        Self::PercentSummed,
        Self::ShareIncomplete,
        Self::TotalMissing,
        Self::BehindPace,
        Self::LimitBroken,
        Self::Negative,
        Self::EvidenceLate,
        Self::EvidenceDuplicate,
    ];

    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoteOwed => "note_owed",
            Self::FactWithoutEvidence => "fact_without_evidence",
            Self::EvidenceDiffers => "evidence_differs",
            Self::EvidenceOutsideQuarter => "evidence_outside_quarter",
            Self::SplitDiffers => "split_differs",
            Self::WordsForNumber => "words_for_number",
            Self::Overdue => "overdue",
            Self::Doubt => "doubt",
            Self::PercentSummed => "percent_summed",
            Self::ShareIncomplete => "share_incomplete",
            Self::TotalMissing => "total_missing",
            Self::BehindPace => "behind_pace",
            Self::LimitBroken => "limit_broken",
            Self::Negative => "negative",
            Self::EvidenceLate => "evidence_late",
            Self::EvidenceDuplicate => "evidence_duplicate",
        }
    }

    /// Whether the finding only informs, so that a quarter can be handed in although it is open.
    pub const fn only_informs(self) -> bool {
        matches!(self, Self::BehindPace | Self::LimitBroken | Self::Overdue)
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Why a finding was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The reason given.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// The figures that the reason was given for; none where they were not recorded, and then the acceptance never
    /// lapses.
    pub figures: Option<AcceptedFigures>,
}

/// The figures that a finding was based on. An acceptance lapses as soon as one of them changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AcceptedFigures {
    /// The target.
    pub target: Option<TargetValue>,
    /// The fact.
    pub fact: FactValue,
    /// The wording of a fact in words; empty for figures, because `12` and `12,0` are the same figure.
    pub words: String,
    /// The sum of the evidence.
    pub evidence: u32,
    /// Each performer's part, in the order in which the measure names its performers; empty where the finding is not
    /// about parts.
    pub parts: Vec<AcceptedPart>,
    /// The note.
    pub note: String,
}

/// The part of one performer that a finding was based on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AcceptedPart {
    /// His own target; none where he has none.
    pub target: Option<TargetValue>,
    /// His fact.
    pub fact: FactValue,
    /// The wording of a fact in words; empty for figures.
    pub words: String,
}
