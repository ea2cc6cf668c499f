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
    /// There is a plan of this identity already.
    #[error("the plan exists already")]
    PlanExists,
    /// What the command is about is gone.
    #[error("it is not there any more")]
    Gone,
    /// A title, a name or a text may not be empty.
    #[error("it may not be empty")]
    Empty,
    /// A slug holds other characters than a-z, 0-9 and the hyphen, or none.
    #[error("{0:?} cannot be a plan's name")]
    BadSlug(String),
    /// The quarter lies outside the plan's period.
    #[error("{0} lies outside {1}")]
    OutsidePlan(Quarter, Span),
    /// The quarter is closed, or was handed in and not returned: its last step says which.
    #[error("{0} is closed")]
    Closed(Quarter, Closing),
    /// The quarter is at this stage already.
    #[error("{0} is already so")]
    AlreadySo(Quarter, Stage),
    /// From where the quarter stands (none: nobody has handed it in) no step leads to that stage.
    #[error("{0} cannot become {2:?}")]
    NoStep(Quarter, Option<Stage>, Stage),
    /// So many findings of the quarter are open that must not be when it is handed in.
    #[error("{1} findings of {0} are open")]
    OpenFindings(Quarter, usize),
    /// A node of this level does not fit there.
    #[error("{child:?} does not fit under {parent:?}")]
    DoesNotFit {
        /// The level of the node.
        child: Level,
        /// The level it would stand under.
        parent: Level,
    },
    /// A node would stand under itself.
    #[error("a node cannot stand under itself")]
    Cycle,
    /// There is no place further that way.
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
    /// The same change cannot be taken back any more: somebody changed the record since.
    #[error("somebody changed it since")]
    ChangedSince,
    /// Nothing that was due in the quarter is short.
    #[error("nothing is owed for {0}")]
    NoDebt(Quarter),
    /// A debt is carried to a day that is not after the one it was due on.
    #[error("{0} is not after the day it was due on")]
    NotAfterDue(Date),
    /// Another performer has this name.
    #[error("there is a performer {0:?} already")]
    PerformerExists(String),
    /// Two values of the indicator with this address do not add up: one of them has to be chosen.
    #[error("the parts of {0} do not add up")]
    NoSum(String),
    /// There is nothing to take back, or to do again.
    #[error("there is nothing to take back")]
    NoHistory,
    /// What would be taken back is the making of the plan with this name: nothing would be left of it.
    #[error("the making of {0:?} is taken back only when asked")]
    UndoesMaking(String),
    /// Doing it again would delete the plan with this name.
    #[error("{0:?} would be deleted again")]
    DeletesAgain(String),
}
