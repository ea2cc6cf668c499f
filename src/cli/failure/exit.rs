//! The exit code of every failure.

use super::Failure;
use crate::{domain::Refusal, store::StoreError};

impl Failure {
    /// The exit code.
    pub fn exit(&self) -> u8 {
        match self {
            Self::PlanBeforeCommand(_)
            | Self::NotAQuarter(_)
            | Self::NotAPeriod(_)
            | Self::NotADay(_)
            | Self::NotAMoment(_)
            | Self::NotASignature(_)
            | Self::NotAKind(..)
            | Self::NoFormat(..)
            | Self::NotAColumn(..)
            | Self::ColumnsNotConfirmed(_)
            | Self::NotLearned(..)
            | Self::BadFormName(_)
            | Self::BadValue(..)
            | Self::TwoReadings(..)
            | Self::DecimalComma(..)
            | Self::NoFacts(_)
            | Self::SeveralFilesOneSlug
            | Self::TooManyCells(..)
            | Self::NotConfirmed
            | Self::PerformerOfAnotherRole
            | Self::NeedsYes
            | Self::DueWithoutCarrying(_)
            | Self::NotADirectory
            | Self::NothingToMigrate
            | Self::NoTerminal => 2,
            Self::BadEvidence(..) => 2,
            Self::Interrupted => 130,
            Self::NoForm(..)
            | Self::NoPlan(..)
            | Self::NotInFull(..)
            | Self::NotDeleted(..)
            | Self::NotACommand(..)
            | Self::SeveralPlans(..)
            | Self::NoPlans
            | Self::NoAddress(_)
            | Self::SeveralAddresses(..)
            | Self::NotAMeasure(_)
            | Self::NoPerformer(..)
            | Self::OutsidePlan(..)
            | Self::NotLater(..)
            | Self::NoFinding(..)
            | Self::NoDebt(_)
            | Self::SeveralDebts(..)
            | Self::NoContext(..)
            | Self::NoKeymap(..) => 4,
            Self::Conflict(_)
            | Self::CopyDiffers(_)
            | Self::SlugTaken(_)
            | Self::SlugTakenSince(..)
            | Self::AlreadyThere(..)
            | Self::Store(StoreError::Locked { .. } | StoreError::Silent { .. }) => 5,
            Self::Refused(refusal) => refusal_exit(refusal),
            Self::BadLines(_, exit) | Self::SomeFiles(_, exit) => *exit,
            Self::Output(_)
            | Self::Read(..)
            | Self::Write(..)
            | Self::ForeignLink(_)
            | Self::Protected(_)
            | Self::NotText(..)
            | Self::NoRandomBits(_)
            | Self::NoWorkspace
            | Self::Store(_)
            | Self::Document(..)
            | Self::NotConverted(..)
            | Self::TooLarge(_)
            | Self::NotWritten(..)
            | Self::Exchange(..)
            | Self::Unrecognised(..)
            | Self::MalformedChange => 1,
            Self::Terminal(error) => error.exit_code(),
        }
    }
}

const fn refusal_exit(refusal: &Refusal) -> u8 {
    match refusal {
        Refusal::Empty | Refusal::BadSlug(_) | Refusal::NotAnAccount(_) | Refusal::NotAfterDue(_) => 2,
        Refusal::OpenFindings(..) => 3,
        Refusal::NoPlan
        | Refusal::NoDebt(_)
        | Refusal::Gone
        | Refusal::OutsidePlan(..)
        | Refusal::NotAMeasure
        | Refusal::SeveralIndicators
        | Refusal::NoHistory
        | Refusal::NothingToRedo => 4,
        Refusal::PlanExists
        | Refusal::Closed(..)
        | Refusal::AlreadySo(..)
        | Refusal::NoStep(..)
        | Refusal::Denied(_)
        | Refusal::ValuesOutside(_)
        | Refusal::PerformerExists(_)
        | Refusal::NoSum(_)
        | Refusal::UndoesMaking(_)
        | Refusal::DeletesAgain(_)
        | Refusal::ChangedSince => 5,
        Refusal::DoesNotFit { .. }
        | Refusal::Cycle
        | Refusal::NoRoom
        | Refusal::RepeatedId(_)
        | Refusal::NothingToDo => 1,
    }
}
