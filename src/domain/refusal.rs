//! Why a command cannot be carried out.

use jiff::civil::Date;

use super::{
    quarter::{Quarter, Span},
    record::{Closing, Level, Stage},
    roles::Denied,
};

/// Why a command was refused. Data: the command line and the screens put it into words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The plan does not exist.
    #[error("the plan does not exist")]
    NoPlan,
    /// A plan with this id already exists.
    #[error("the plan exists already")]
    PlanExists,
    /// The subject of the command no longer exists.
    #[error("it is not there any more")]
    Gone,
    /// A title, a name or a text may not be empty.
    #[error("it may not be empty")]
    Empty,
    /// The slug is empty, or has characters other than a-z, 0-9 and the hyphen.
    #[error("{0:?} cannot be a plan's name")]
    BadSlug(String),
    /// The quarter lies outside the plan's period.
    #[error("{0} lies outside {1}")]
    OutsidePlan(Quarter, Span),
    /// The quarter is closed, or was handed in and not returned; the last step says which.
    #[error("{0} is closed")]
    Closed(Quarter, Closing),
    /// The quarter is at this stage already.
    #[error("{0} is already so")]
    AlreadySo(Quarter, Stage),
    /// This stage cannot follow the present one (none: nobody has handed the quarter in).
    #[error("{0} cannot become {2:?}")]
    NoStep(Quarter, Option<Stage>, Stage),
    /// The number of open findings that prevent the quarter from being handed in.
    #[error("{1} findings of {0} are open")]
    OpenFindings(Quarter, usize),
    /// A node of this level does not fit there.
    #[error("{child:?} does not fit under {parent:?}")]
    DoesNotFit {
        /// The level of the node.
        child: Level,
        /// The level that it would be under.
        parent: Level,
    },
    /// A node would be its own ancestor.
    #[error("a node cannot stand under itself")]
    Cycle,
    /// The node cannot be moved further in that direction.
    #[error("there is no place further that way")]
    NoRoom,
    /// Only measures have indicators, facts and evidence.
    #[error("only a measure has that")]
    NotAMeasure,
    /// The measure has several indicators; one must be named.
    #[error("the measure has several indicators")]
    SeveralIndicators,
    /// Targets would lie outside the new period.
    #[error("values stand outside the new period")]
    ValuesOutside(Span),
    /// Two things of a draft have the same identity.
    #[error("the identity {0} stands twice")]
    RepeatedId(String),
    /// Who wants it has not the role for it.
    #[error("it takes another role")]
    Denied(Denied),
    /// It cannot be the name of an account or of a group.
    #[error("{0:?} cannot be the name of an account")]
    NotAnAccount(String),
    /// Nothing would change.
    #[error("nothing would change")]
    NothingToDo,
    /// The change cannot be undone any more, because somebody has changed the record since.
    #[error("somebody changed it since")]
    ChangedSince,
    /// Nothing that was due in the quarter is owed.
    #[error("nothing is owed for {0}")]
    NoDebt(Quarter),
    /// A debt would be carried to a day that is not after its due day.
    #[error("{0} is not after the day it was due on")]
    NotAfterDue(Date),
    /// Another performer has this name.
    #[error("there is a performer {0:?} already")]
    PerformerExists(String),
    /// Two values of the indicator with this address do not add up, so one of them has to be chosen.
    #[error("the parts of {0} do not add up")]
    NoSum(String),
    /// There is nothing to redo.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// There is nothing to undo.
    #[error("there is nothing to take back")]
    NoHistory,
    /// The undo would take back the creation of the plan with this slug, and nothing of it would be left.
    #[error("the making of {0:?} is taken back only when asked")]
    UndoesMaking(String),
    /// Doing it again would delete the plan with this name.
    #[error("{0:?} would be deleted again")]
    DeletesAgain(String),
}
