//! The sample plan, which is compiled in.

use super::failure::Failure;
use crate::{domain::Draft, form::exchange};

/// The sample: an invented organisation.
const SAMPLE: &str = include_str!("sample.json");

/// Reads the sample plan.
///
/// # Errors
/// Never: a test reads it.
pub(super) fn draft() -> Result<Draft, Failure> {
    exchange::import(SAMPLE).map_err(|error| Failure::Exchange("sample.json".to_owned(), error.to_string()))
}
