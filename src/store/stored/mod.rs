//! The stored layouts of what is in envelopes: types apart from the domain's, one set for each version.
//!
//! A released layout never changes. When the domain changes, the newest layout changes with it as long as it is
//! unreleased; after a release a new version is begun, and the old one keeps its types and gets an `Upgrade` to the new
//! domain.
//!
//! | module | subject |
//! |---|---|
//! | `layout` | how a layout is declared |
//! | `tags` | the numbers of enums without content, the same in every version |
//! | `v1` | the layout of changes in version 1 |
//! | `v2` | the layout that is written now: `header`, `record`, `change`, and `state` for what is derived from the journal |

mod layout;
pub(crate) mod tags;
pub(crate) mod v1;
pub(crate) mod v2;

pub use layout::{Lay, Upgrade};
