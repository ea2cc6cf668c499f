//! A report that is to be written.

use crate::{
    domain::PlanId,
    form::{Form, LayOut},
};

/// What is to be written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRequest {
    /// The plan.
    pub plan: PlanId,
    /// The form.
    pub form: Box<Form>,
    /// The quarters, and whether with facts.
    pub options: LayOut,
    /// The file, by whose ending the format is chosen.
    pub file: String,
    /// Whether a file of that name that is not one's own is replaced.
    pub replace: bool,
}
