//! What a store did by itself and its user should know, as data.

use std::path::PathBuf;

/// Something that was put right while a workspace was opened or used. Nothing acknowledged was lost in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
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
    /// The state was opened after its small files were removed.
    StateMended {
        /// What was wrong.
        why: String,
    },
    /// The state was made anew from the journal.
    StateRebuilt {
        /// What was wrong.
        why: String,
        /// Where the old one lies; none where there was none, or only its content was replaced.
        aside: Option<PathBuf>,
        /// How many changes the journal gave.
        changes: u64,
    },
    /// The state cannot be used now; the journal goes on alone, and the state follows when it can.
    StateUnusable {
        /// What is wrong.
        why: String,
    },
    /// A plan of version 1 was opened for the first time: its figures follow other rules now.
    FiguresFollowRules {
        /// The plan's slug.
        plan: String,
    },
}
