//! Version 2: what is written now.

mod change;
mod record;
mod state;

pub use change::Change;
pub use state::{CatalogEntry, CatalogSnapshot, Head, Page, Progress, Snapshot};
