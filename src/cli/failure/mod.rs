//! Every way a command can fail: a sentence in the user's language and an exit code.

mod exit;
mod sentence;

use std::{io, path::PathBuf};

use super::words::Words;
use crate::{
    document::{
        Bound, ReadError,
        write::{DocumentFormat, WriteError},
    },
    domain::{AddressError, Conflict, Quarter, Refusal, Span, entry::EntryFault},
    form::{LearnError, reading::Cause, typed::evidence::LineFault},
    store::{CommitError, StoreError},
    term::TermError,
};

/// Why a command failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// Standard output cannot be written.
    Output(io::Error),
    /// A file cannot be read.
    Read(PathBuf, io::Error),
    /// A file cannot be written.
    Write(PathBuf, io::Error),
    /// A file that should hold text does not: the line with the first bad byte.
    NotText(String, usize),
    /// The system gives no random bits.
    NoRandomBits(String),
    /// The user has no home directory, and nothing else says where the plans are.
    NoWorkspace,
    /// The plans are on a server, and the command is about a directory.
    NotADirectory,
    /// What is in one place is not what is in the other: which plan.
    CopyDiffers(String),
    /// The plans are in a directory, which has no tables.
    NothingToMigrate,
    /// The workspace.
    Store(StoreError),
    /// A link into somebody else's file.
    ForeignLink(PathBuf),
    /// A file that is protected against writing.
    Protected(PathBuf),
    /// A word that is neither a command nor a plan, and the command that may be meant.
    NotACommand(String, String),
    /// Not a moment.
    NotAMoment(String),
    /// Somebody changed the same records.
    Conflict(Vec<Conflict>),
    /// The name is taken by another plan.
    SlugTaken(String),
    /// The program made a change that cannot be stored.
    MalformedChange,
    /// The domain said no.
    Refused(Refusal),
    /// A document that cannot be read.
    Document(String, ReadError),
    /// An old document that another program did not turn into one that is read: why.
    NotConverted(String, ReadError, String),
    /// A text that is not of the exchange format.
    Exchange(String, String),
    /// No format of that name or ending; these there are.
    NoFormat(String, Vec<String>),
    /// A document breaks a bound.
    TooLarge(Bound),
    /// A document that cannot be written in a format.
    NotWritten(DocumentFormat, WriteError),
    /// A document in which no plan was recognised.
    Unrecognised(String, String),
    /// No form of that name; these there are.
    NoForm(String, Vec<String>),
    /// What a column holds has no such name; these there are.
    NotAColumn(String, Vec<String>),
    /// What the columns hold was not confirmed: what is proposed.
    ColumnsNotConfirmed(String),
    /// No form can be made of a document's columns.
    NotLearned(String, LearnError),
    /// The name of a form holds other characters than a-z, 0-9 and the hyphen.
    BadFormName(String),
    /// The person went away in the middle of a question.
    Interrupted,
    /// No plan of that name; these there are.
    NoPlan(String, Vec<String>),
    /// No deleted plan has this whole name; these there are.
    NotDeleted(String, Vec<String>),
    /// Another plan has the name that a deleted one had; its id.
    SlugTakenSince(String, String),
    /// A beginning of a name where only the whole one will do; the whole one.
    NotInFull(String, String),
    /// Several plans may be meant.
    SeveralPlans(String, Vec<String>),
    /// There is no plan at all.
    NoPlans,
    /// A word before a command.
    PlanBeforeCommand(String),
    /// Nothing in the plan has this address.
    NoAddress(String),
    /// Several things have this address.
    SeveralAddresses(String, Vec<String>),
    /// It is not a measure, and only measures have that.
    NotAMeasure(String),
    /// No performer of that name; these there are.
    NoPerformer(String, Vec<String>),
    /// The quarter lies outside the plan.
    OutsidePlan(Quarter, Span),
    /// Not a quarter.
    NotAQuarter(String),
    /// Not a period.
    NotAPeriod(String),
    /// Not a day.
    NotADay(String),
    /// Not an approval or a signature.
    NotASignature(String),
    /// Not a kind of finding; these there are.
    NotAKind(String, Vec<String>),
    /// There is no such finding.
    NoFinding(String, String, Quarter),
    /// A new due day where the debt is withdrawn.
    DueWithoutCarrying(String),
    /// Nothing with this address is owed any more, or yet.
    NoDebt(String),
    /// Several debts have this address: their quarters.
    SeveralDebts(String, Vec<Quarter>),
    /// A value that cannot be entered there: the value, the address, why, the plan there.
    BadValue(String, String, EntryFault, String),
    /// A value that can be read in several ways: the value, the address, the readings, why.
    TwoReadings(String, String, Vec<String>, Cause),
    /// A decimal comma in a table that commas part: the address, the number that is meant.
    DecimalComma(String, String),
    /// A line of evidence that cannot be read.
    BadEvidence(LineFault),
    /// A file of facts with faults: the sentences, and the exit code of the first.
    BadLines(Vec<String>, u8),
    /// A line of a file of facts has more cells than there are columns: how many of each.
    TooManyCells(usize, usize),
    /// A file of facts with no fact in it.
    NoFacts(String),
    /// The plan with this identity is there already: its name.
    AlreadyThere(String, String),
    /// The next period begins in one that the plan spans already.
    NotLater(Quarter, Span),
    /// Several files cannot have one name.
    SeveralFilesOneSlug,
    /// Some of several files could not be taken in: how many. Each was told by itself.
    SomeFiles(usize, u8),
    /// Only performers report for one performer.
    PerformerOfAnotherRole,
    /// Deleting was not confirmed.
    NotConfirmed,
    /// Nobody can be asked: `--yes` is needed.
    NeedsYes,
    /// Not on a terminal.
    NoTerminal,
    /// The terminal UI failed.
    Terminal(TermError),
    /// No such context of keys; these there are.
    NoContext(String, Vec<String>),
    /// No such keymap, and no such file.
    NoKeymap(String, Vec<String>),
}

impl Failure {
    /// Says it on standard error.
    pub fn tell(&self, words: &Words) {
        use std::io::Write as _;
        let mut err = io::stderr();
        // Nothing can be done when nobody listens.
        let _ = writeln!(err, "kvartal: {}", self.sentence(words));
    }
}

impl From<io::Error> for Failure {
    fn from(cause: io::Error) -> Self {
        Self::Output(cause)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<CommitError> for Failure {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Conflict(conflicts) => Self::Conflict(conflicts),
            CommitError::SlugTaken(slug) => Self::SlugTaken(slug),
            CommitError::Store(error) => Self::Store(error),
            CommitError::Denied(denied) => Self::Refused(Refusal::Denied(denied)),
            CommitError::Malformed => Self::MalformedChange,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<AddressError> for Failure {
    fn from(error: AddressError) -> Self {
        match error {
            AddressError::NotFound(address) => Self::NoAddress(address),
            AddressError::Ambiguous(address, many) => Self::SeveralAddresses(address, many),
        }
    }
}
