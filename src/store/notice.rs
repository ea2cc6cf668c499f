//! What a store did by itself and its user should know, as data.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Harm, Lost};

/// Something that was put right while a workspace was opened or used. Nothing acknowledged was lost in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StoreNotice {
    /// The journal ended inside a frame, which was never acknowledged: it was cut off and kept aside.
    TailCut {
        /// The file.
        path: PathBuf,
        /// Where it ends now.
        at: u64,
        /// How many bytes were cut off.
        bytes: u64,
        /// Where they are kept.
        aside: PathBuf,
    },
    /// The journal ends inside a frame, which was never acknowledged. The next writer cuts it off.
    TailTorn {
        /// The file.
        path: PathBuf,
        /// How many bytes there are of it.
        bytes: u64,
    },
    /// The state was opened after its small files were removed.
    StateMended {
        /// What was wrong.
        why: Harm,
    },
    /// The state was made anew from the journal.
    StateRebuilt {
        /// What was wrong.
        why: Harm,
        /// Where the old one lies; none where there was none, or only its content was replaced.
        aside: Option<PathBuf>,
        /// How many changes the journal gave.
        changes: u64,
    },
    /// The journal lacks what other places know, or is damaged.
    Lacks(Box<Lost>),
    /// The marker is missing or damaged; what the workspace is was told by the rest of it.
    MarkerLost,
    /// The marker was made anew.
    MarkerMade,
    /// The state cannot be used now; the journal goes on alone, and the state follows when it can.
    StateUnusable {
        /// What is wrong.
        why: Harm,
    },
    /// A plan of version 1 was opened for the first time: its figures follow other rules now.
    FiguresFollowRules {
        /// The plan's slug.
        plan: String,
    },
}
