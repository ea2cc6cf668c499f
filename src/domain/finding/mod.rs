//! Findings: what `check` reports about a plan in a quarter, as data.
//!
//! | module | subject |
//! |---|---|
//! | `values` | findings about an indicator's targets and facts |
//! | `parts` | parts of performers and their total |
//! | `evidence` | findings about evidence, compared with the facts |
//! | `hindrance` | findings that prevent a quarter from being handed in |
//! | `figures` | the figures of an acceptance, and whether it still applies |

mod evidence;
mod figures;
mod hindrance;
mod parts;
mod values;

use jiff::civil::Date;

use super::{
    debt::Owing,
    id::{DoubtId, NodeId},
    pace::Paced,
    plan::Plan,
    quarter::Quarter,
    record::{Acceptance, AcceptedFigures, FindingKind, Level, Subject},
    status::Status,
    value::{FactValue, Number},
};

/// Something that a person ought to look at before the report is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What the finding is about.
    pub subject: Subject,
    /// The quarter it was found in.
    pub quarter: Quarter,
    /// What was found.
    pub detail: Detail,
    /// The figures that it is based on; none where it has none.
    pub figures: Option<AcceptedFigures>,
    /// The acceptance, where the finding was accepted and its figures are unchanged.
    pub accepted: Option<Acceptance>,
    /// The acceptance that lapsed because the figures have changed since.
    pub lapsed: Option<Acceptance>,
}

/// What was found, with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A note is owed for this status.
    NoteOwed(Status),
    /// A numeric fact without dated evidence.
    FactWithoutEvidence(Number),
    /// The fact, and the sum of the evidence.
    EvidenceDiffers(Number, u32),
    /// A date of a piece of evidence outside the quarter it is reported in, and the evidence's text.
    EvidenceOutsideQuarter(Date, String),
    /// The total, and the sum of the parts.
    SplitDiffers(FactValue, FactValue),
    /// The words.
    WordsForNumber(String),
    /// The day it was due, or was carried to.
    Overdue(Date),
    /// The doubt, its text and the chosen reading.
    Doubt(DoubtId, String, String),
    /// Percentages that would be added up.
    PercentSummed,
    /// A bare percentage among shares.
    ShareIncomplete(Number),
    /// The number of parts that make no total, where no total was entered.
    TotalMissing(u32),
    /// A longer target that is behind.
    BehindPace(Box<Paced>),
    /// A limit that is passed before the end of its span.
    LimitBroken(Box<Paced>),
    /// A count below zero.
    Negative(Number),
    /// A date of a piece of evidence after the due day, that day, and the evidence's text.
    EvidenceLate(Date, Date, String),
    /// A date that occurs twice, and the evidence's text.
    EvidenceDuplicate(Date, String),
}

impl Finding {
    /// Its kind.
    pub const fn kind(&self) -> FindingKind {
        self.detail.kind()
    }
}

impl Detail {
    /// The kind of finding.
    pub const fn kind(&self) -> FindingKind {
        match self {
            Self::NoteOwed(_) => FindingKind::NoteOwed,
            Self::FactWithoutEvidence(_) => FindingKind::FactWithoutEvidence,
            Self::EvidenceDiffers(..) => FindingKind::EvidenceDiffers,
            Self::EvidenceOutsideQuarter(..) => FindingKind::EvidenceOutsideQuarter,
            Self::SplitDiffers(..) => FindingKind::SplitDiffers,
            Self::WordsForNumber(_) => FindingKind::WordsForNumber,
            Self::Overdue(_) => FindingKind::Overdue,
            Self::Doubt(..) => FindingKind::Doubt,
            Self::PercentSummed => FindingKind::PercentSummed,
            Self::ShareIncomplete(_) => FindingKind::ShareIncomplete,
            Self::TotalMissing(_) => FindingKind::TotalMissing,
            Self::BehindPace(_) => FindingKind::BehindPace,
            Self::LimitBroken(_) => FindingKind::LimitBroken,
            Self::Negative(_) => FindingKind::Negative,
            Self::EvidenceLate(..) => FindingKind::EvidenceLate,
            Self::EvidenceDuplicate(..) => FindingKind::EvidenceDuplicate,
        }
    }
}

impl FindingKind {
    /// Whether it is about an indicator or a doubt in general, so that it is reported once for any number of
    /// quarters.
    pub const fn is_timeless(self) -> bool {
        matches!(self, Self::Doubt | Self::PercentSummed)
    }

    /// Whether it is about the parts of performers, so that each of them is among its figures.
    pub(super) const fn is_about_parts(self) -> bool {
        matches!(self, Self::SplitDiffers | Self::TotalMissing | Self::ShareIncomplete | Self::Negative)
    }

    /// Whether it is about the pace of a longer target, for which only the latest quarter matters.
    pub const fn is_pace(self) -> bool {
        matches!(self, Self::BehindPace | Self::LimitBroken)
    }
}

impl Plan {
    /// All findings in a quarter on a day, in the order of the outline; doubts about the plan itself come first.
    pub fn findings(&self, quarter: Quarter, as_of: Date) -> Vec<Finding> {
        let twice = evidence::twice(self, quarter);
        let mut found = Findings { plan: self, quarter, as_of, list: Vec::new() };
        found.doubts(Subject::Plan);
        for (_, id) in self.walk() {
            found.doubts(Subject::Node(id));
            if self.node(id).is_some_and(|n| n.level == Level::Measure) {
                found.measure(id);
                for (_, day, text) in twice.iter().filter(|(measure, ..)| *measure == id) {
                    found.push(Subject::Node(id), Detail::EvidenceDuplicate(*day, text.clone()));
                }
            }
        }
        found.list
    }

    /// All findings in all quarters of the plan. Those that belong to no quarter are listed once, and those about a
    /// pace only in the current quarter.
    pub fn all_findings(&self, as_of: Date) -> Vec<Finding> {
        let now = self.period().nearest(Quarter::of(as_of));
        let mut all: Vec<Finding> = Vec::new();
        for quarter in self.period().quarters() {
            for finding in self.findings(quarter, as_of) {
                let kind = finding.kind();
                let same =
                    |other: &Finding| other.subject == finding.subject && other.detail == finding.detail;
                let known = kind.is_timeless() && all.iter().any(same);
                if !known && (!kind.is_pace() || quarter == now) {
                    all.push(finding);
                }
            }
        }
        all
    }
}

struct Findings<'a> {
    plan: &'a Plan,
    quarter: Quarter,
    as_of: Date,
    list: Vec<Finding>,
}

impl Findings<'_> {
    fn push(&mut self, subject: Subject, detail: Detail) {
        let kind = detail.kind();
        let figures = self.plan.figures_of(kind, subject, self.quarter);
        let acceptance = self.plan.accepted_as(kind, subject, self.quarter);
        let (accepted, lapsed) = match acceptance {
            Some(acceptance) if !acceptance.holds(figures.as_ref()) => (None, Some(acceptance.clone())),
            acceptance => (acceptance.cloned(), None),
        };
        self.list.push(Finding { subject, quarter: self.quarter, detail, figures, accepted, lapsed });
    }

    fn doubts(&mut self, subject: Subject) {
        let plan = self.plan;
        for (id, doubt) in plan.doubts().filter(|(_, d)| d.subject == subject && d.settled.is_none()) {
            self.push(subject, Detail::Doubt(id, doubt.text.clone(), doubt.reading.clone()));
        }
    }

    fn measure(&mut self, measure: NodeId) {
        let plan = self.plan;
        for (id, _) in plan.indicators(measure) {
            self.doubts(Subject::Indicator(id));
            self.indicator(id);
        }
        if plan.is_bare(measure) {
            let status = plan.bare_status(measure, self.quarter);
            self.owing(Subject::Node(measure), status, plan.owing_of_bare(measure, self.quarter));
        }
        self.evidence(measure);
    }

    /// Reports a note that is owed, and an overdue obligation that was due in this quarter or carried into it.
    fn owing(&mut self, subject: Subject, status: Status, owing: Option<Owing>) {
        if let Some(owing) = owing {
            if owing.owes_note(self.as_of) {
                self.push(subject, Detail::NoteOwed(status));
            }
            if owing.outcome.is_none() && owing.is_overdue(self.as_of) {
                self.push(subject, Detail::Overdue(owing.due));
            }
        }
        let as_of = self.as_of;
        for owing in self.plan.carried_into(subject, self.quarter, None).filter(|o| o.is_overdue(as_of)) {
            self.push(subject, Detail::Overdue(owing.current_due().unwrap_or(owing.due)));
        }
    }
}
