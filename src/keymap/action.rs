//! Everything a key can do: one table, one row an action.
//!
//! The help, the hint line, the which-key window and `kvartal keys` are all made from these rows, so an
//! action that is not here exists nowhere, and one that is here cannot lack its help. The rows stand by subject in
//! the files of `action/`; each subject hands its rows on to the next, so that all of them make one enumeration.

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
        /// Something a key can do. The contexts and the ids stand in the tables beside this file.
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

            /// The action with this id, to the letter.
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

    /// Whether it makes sense in `context`.
    pub const fn works_in(self, context: Context) -> bool {
        self.row().contexts.has(context)
    }
}
