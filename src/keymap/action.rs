//! The table of actions: everything that a key can do, one row for each action.
//!
//! The help, the hint line, the which-key window and `kvartal keys` are all generated from these rows, so there is no
//! action outside the table, and none without help. The rows are grouped by subject in the files of `action/`; the
//! macro of each subject passes its rows on to the next, so that together they form one enum.

#[macro_use]
mod everywhere;
#[macro_use]
mod plans;
#[macro_use]
mod outline;
#[macro_use]
mod entry;
#[macro_use]
mod text;
#[macro_use]
mod screens;

mod row;

use super::context::{Context, Contexts};
pub use row::ActionRow;

macro_rules! undoable {
    () => {
        false
    };
    (undoable) => {
        true
    };
}

macro_rules! actions {
    ([] $($(#[$doc:meta])+ $name:ident $id:literal [$($context:ident)+] $($undoable:ident)?;)+) => {
        /// An action of a key. Contexts and ids are in the tables beside this file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $($(#[$doc])+ $name,)+
        }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The row of this action.
            pub const fn row(self) -> &'static ActionRow {
                match self {
                    $(Self::$name => const { &ActionRow {
                        action: Self::$name,
                        id: $id,
                        title: concat!("action-", $id),
                        help: concat!("action-", $id, "-help"),
                        contexts: Contexts(0)$(.and(Contexts::$context))+,
                        undoable: undoable!($($undoable)?),
                    } },)+
                }
            }

            /// The action with this exact id.
            pub fn from_id(id: &str) -> Option<Self> {
                match id {
                    $($id => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

everywhere! { [plans outline entry text screens actions] }

impl Action {
    /// Its name in the keymap files.
    pub const fn id(self) -> &'static str {
        self.row().id
    }

    /// Whether it is available in `context`.
    pub const fn works_in(self, context: Context) -> bool {
        self.row().contexts.has(context)
    }
}
