//! What a store did on its own and its user should know, as data.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Harm, Lost};

/// A repair made while a workspace was opened or used, or a fact that its user should know. No acknowledged change was
/// lost by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StoreNotice {
    /// The journal ended in an unfinished frame, which was never acknowledged: it was cut off and kept in a file.
    TailCut {
        /// The file.
        path: PathBuf,
        /// The end of the journal now.
        at: u64,
        /// How many bytes were cut off.
        bytes: u64,
        /// The file with the bytes that were cut off.
        aside: PathBuf,
    },
    /// The journal ends in an unfinished frame, which was never acknowledged. The next writer cuts it off.
    TailTorn {
        /// The file.
        path: PathBuf,
        /// How many bytes of the frame there are.
        bytes: u64,
    },
    /// The state could be opened after its small files were removed.
    StateMended {
        /// What was wrong.
        why: Harm,
    },
    /// The state was rebuilt from the journal.
    StateRebuilt {
        /// What was wrong.
        why: Harm,
        /// Where the old one was moved; none where there was none, or only its content was replaced.
        aside: Option<PathBuf>,
        /// How many changes were replayed.
        changes: u64,
    },
    /// The journal lacks what other places know, or is damaged.
    Lacks(Box<Lost>),
    /// The marker is missing or damaged; the workspace was identified by its other parts.
    MarkerLost,
    /// The marker was rebuilt.
    MarkerMade,
    /// The state cannot be used now; only the journal is written, and the state catches up when it can.
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
