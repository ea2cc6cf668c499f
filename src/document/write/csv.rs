use super::{WriteError, WriteOptions};
use crate::document::Document;

pub(super) fn write(_: &Document, _: &WriteOptions) -> Result<Vec<u8>, WriteError> {
    Err(WriteError::NotYet)
}
