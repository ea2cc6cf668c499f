//! Findings that hinder the closing of a quarter.

use jiff::civil::Date;

use super::{
    super::{plan::Plan, quarter::Quarter, status::Status},
    Detail, Finding,
};

impl Plan {
    /// The open findings that prevent a quarter from being handed in.
    pub fn hindrances(&self, quarter: Quarter, as_of: Date) -> impl Iterator<Item = Finding> {
        let found = self.findings(quarter, as_of).into_iter();
        found.filter(|finding| finding.accepted.is_none() && !finding.kind().only_informs())
    }
}

impl Finding {
    /// Whether the finding only means that nothing was reported.
    pub const fn is_about_a_blank(&self) -> bool {
        matches!(self.detail, Detail::NoteOwed(Status::NotReported | Status::DeedPending))
    }
}
