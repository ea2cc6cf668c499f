use super::WriteError;
use crate::document::Document;

pub(super) fn write(_: &Document) -> Result<Vec<u8>, WriteError> {
    Err(WriteError::NotYet)
}
