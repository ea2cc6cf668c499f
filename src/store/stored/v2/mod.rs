//! Version 2, the one that is written now.

mod change;
mod header;
mod record;
mod state;

pub use change::{Change, Conflicts};
pub use state::{CatalogEntry, CatalogHead, Figures, Head, Listing, Page, Progress, SnapshotHead};
