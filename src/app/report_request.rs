//! A report that is to be written.

use crate::{
    domain::PlanId,
    form::{Form, LayOut},
};

/// A report and its destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRequest {
    /// The plan.
    pub plan: PlanId,
    /// The form.
    pub form: Box<Form>,
    /// The quarters, and whether facts are included.
    pub options: LayOut,
    /// The file; its extension determines the format.
    pub file: String,
    /// Whether an existing file that this program did not write is replaced.
    pub replace: bool,
}
