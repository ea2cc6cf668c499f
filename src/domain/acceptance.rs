//! Findings that were accepted: their kinds, the reason, and the figures that the reason was given for.

use super::value::{FactValue, Number, TargetValue};

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
    /// Words stand where a number was planned.
    WordsForNumber,
    /// The term has ended and what it owed is not met.
    Overdue,
    /// A doubt of the import is not settled.
    Doubt,
    /// Figures in percent would be added up.
    PercentSummed,
    /// Some facts of a share are bare percentages, so that there is no aggregate.
    ShareIncomplete,
    /// Parts that do not make a total stand without one.
    TotalMissing,
    /// A longer target is behind what the quarters that have ended should have brought.
    BehindPace,
    /// A limit over several quarters is passed before they are over.
    LimitBroken,
    /// A count below zero.
    Negative,
    /// A piece of evidence has a date after the due day.
    EvidenceLate,
    /// The same thing stands twice, or two performers claim it.
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

    /// Whether it only informs: it keeps nobody from handing a quarter in.
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
    /// The figures it was given for; none where they were not kept, and then nothing makes it lapse.
    pub figures: Option<AcceptedFigures>,
}

/// What a finding looked at. An acceptance holds as long as all of them stay.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AcceptedFigures {
    /// The target.
    pub target: Option<TargetValue>,
    /// The fact.
    pub fact: FactValue,
    /// The fact's wording where it is words; empty otherwise, because `12` and `12,0` are one figure.
    pub words: String,
    /// What the evidence adds up to.
    pub evidence: u32,
    /// What the parts of the performers add up to, where there are any.
    pub parts: Option<Number>,
    /// The note.
    pub note: String,
}
