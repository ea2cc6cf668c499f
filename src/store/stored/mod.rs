//! What lies in the envelopes: layouts of its own, apart from the domain's types, one set for each version.
//!
//! A layout that was released stays as it is for ever. When the domain changes, the newest layout that was
//! not yet released changes with it; after a release a new version is begun, and the one before it keeps its
//! types and gets an `Upgrade` to the domain as it is then.
//!
//! | module | subject |
//! |---|---|
//! | `layout` | how a layout is declared |
//! | `tags` | the numbers of names without content, the same in every version |
//! | `v1` | changes as version 1 wrote them |
//! | `v2` | what is written now: `record`, `change`, and `state` for what is made from the journal |

mod layout;
pub(crate) mod tags;
pub(crate) mod v1;
pub(crate) mod v2;

pub use layout::{Lay, Upgrade};
