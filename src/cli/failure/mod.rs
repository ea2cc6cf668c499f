//! All failures of commands: each has a sentence in the user's language and an exit code.

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
    /// A text file is not UTF-8: the line with the first invalid byte.
    NotText(String, usize),
    /// The system provides no random bits.
    NoRandomBits(String),
    /// There is no home directory, and no workspace was given.
    NoWorkspace,
    /// The plans are on a server, but the command needs a directory.
    NotADirectory,
    /// A copied plan differs from its original.
    CopyDiffers(String),
    /// The plans are in a directory, which has no tables to migrate.
    NothingToMigrate,
    /// An error of the store.
    Store(StoreError),
    /// A link to a file of another user.
    ForeignLink(PathBuf),
    /// A file that is protected against writing.
    Protected(PathBuf),
    /// A word that is neither a command nor a plan, and the most similar command.
    NotACommand(String, String),
    /// The text is not a date or time.
    NotAMoment(String),
    /// Another user has changed the same records.
    Conflict(Vec<Conflict>),
    /// The name is taken by another plan.
    SlugTaken(String),
    /// The program made a change that cannot be stored.
    MalformedChange,
    /// The domain refused the command.
    Refused(Refusal),
    /// A document that cannot be read.
    Document(String, ReadError),
    /// An old document was not converted to a readable format, and why.
    NotConverted(String, ReadError, String),
    /// A text is not in the exchange format.
    Exchange(String, String),
    /// An unknown format or file name extension, and the known ones.
    NoFormat(String, Vec<String>),
    /// A document exceeds a limit.
    TooLarge(Bound),
    /// A document that cannot be written in a format.
    NotWritten(DocumentFormat, WriteError),
    /// No plan was recognised in a document.
    Unrecognised(String, String),
    /// An unknown form, and the known ones.
    NoForm(String, Vec<String>),
    /// An unknown meaning of a column, and the known ones.
    NotAColumn(String, Vec<String>),
    /// The proposed meanings of columns were not confirmed.
    ColumnsNotConfirmed(String),
    /// No form can be learned from a document's columns.
    NotLearned(String, LearnError),
    /// The name of a form holds other characters than a-z, 0-9 and the hyphen.
    BadFormName(String),
    /// The input ended in the middle of a question.
    Interrupted,
    /// An unknown plan, and the existing ones.
    NoPlan(String, Vec<String>),
    /// No deleted plan has this full name, and the deleted plans.
    NotDeleted(String, Vec<String>),
    /// Another plan, with this id, has the slug of the deleted one now.
    SlugTakenSince(String, String),
    /// An abbreviated name where the full name is required, and the full name.
    NotInFull(String, String),
    /// The name matches several plans.
    SeveralPlans(String, Vec<String>),
    /// There are no plans.
    NoPlans,
    /// A plan was named before a command.
    PlanBeforeCommand(String),
    /// Nothing in the plan has this address.
    NoAddress(String),
    /// Several nodes or indicators have this address.
    SeveralAddresses(String, Vec<String>),
    /// The address is not that of a measure.
    NotAMeasure(String),
    /// An unknown performer, and the existing ones.
    NoPerformer(String, Vec<String>),
    /// The quarter lies outside the plan.
    OutsidePlan(Quarter, Span),
    /// The text is not a quarter.
    NotAQuarter(String),
    /// The text is not a period.
    NotAPeriod(String),
    /// The text is not a date.
    NotADay(String),
    /// The text is not an approval or a signature.
    NotASignature(String),
    /// An unknown kind of finding, and the known ones.
    NotAKind(String, Vec<String>),
    /// The finding does not exist.
    NoFinding(String, String, Quarter),
    /// A new due day was given although the debt is written off.
    DueWithoutCarrying(String),
    /// There is no debt at this address.
    NoDebt(String),
    /// Several debts have this address: their quarters.
    SeveralDebts(String, Vec<Quarter>),
    /// An invalid value: the value, the address, the reason, the target.
    BadValue(String, String, EntryFault, String),
    /// An ambiguous value: the value, the address, the readings, the reason.
    TwoReadings(String, String, Vec<String>, Cause),
    /// A decimal comma in a table separated by commas: the address, and the number that was meant.
    DecimalComma(String, String),
    /// A line of evidence that cannot be read.
    BadEvidence(String, LineFault),
    /// A file of facts with invalid lines: the sentences, and the exit code of the first.
    BadLines(Vec<String>, u8),
    /// A line of a file of facts has more cells than there are columns: how many of each.
    TooManyCells(usize, usize),
    /// A file of facts without any fact.
    NoFacts(String),
    /// A plan with this id exists already: its slug.
    AlreadyThere(String, String),
    /// The next period does not begin after the plan's own.
    NotLater(Quarter, Span),
    /// One slug was given for several files.
    SeveralFilesOneSlug,
    /// Some of several files were not imported: how many. Each was reported separately.
    SomeFiles(usize, u8),
    /// Only the role of a performer can be limited to a performer.
    PerformerOfAnotherRole,
    /// The deletion was not confirmed.
    NotConfirmed,
    /// There is no terminal to ask for confirmation, so `--yes` is needed.
    NeedsYes,
    /// The command needs a terminal.
    NoTerminal,
    /// The terminal UI failed.
    Terminal(TermError),
    /// An unknown keymap context, and the known ones.
    NoContext(String, Vec<String>),
    /// An unknown keymap, and the known ones.
    NoKeymap(String, Vec<String>),
}

impl Failure {
    /// Prints the failure to standard error.
    pub fn tell(&self, words: &Words) {
        use std::io::Write as _;
        let mut err = io::stderr();
        // A failure to print is ignored, because nobody reads the output.
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
