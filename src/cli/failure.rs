//! Every way a command can fail: a sentence in the user's language and an exit code.

use std::{io, path::PathBuf};

use super::{
    causes::{self, document_cause, evidence_sentence, io_cause, learn_cause, store_sentence},
    clock,
    words::{Value, Words},
};
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
            | Self::NoTerminal => 2,
            Self::BadEvidence(_) => 2,
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

    /// Says it on standard error.
    pub fn tell(&self, words: &Words) {
        use std::io::Write as _;
        let mut err = io::stderr();
        // Nothing can be done when nobody listens.
        let _ = writeln!(err, "kvartal: {}", self.sentence(words));
    }

    /// One sentence, with a list under it where there is a choice.
    pub fn sentence(&self, words: &Words) -> String {
        let say = |id: &str| words.say(id);
        let with = |id: &str, variables: &[(&'static str, &str)]| {
            let variables: Vec<(&'static str, Value)> = variables
                .iter()
                .map(|(name, value)| (*name, Value::from(crate::text::safe::harmless(value).into_owned())))
                .collect();
            words.with(id, &variables)
        };
        let one = |id: &str, text: &str| with(id, &[("text", text)]);
        let path = |id: &str, path: &PathBuf, cause: &io::Error| {
            with(id, &[("path", &path.to_string_lossy()), ("cause", &io_cause(words, cause))])
        };
        match self {
            Self::Output(cause) => with("cli-fail-output", &[("cause", &io_cause(words, cause))]),
            Self::Read(file, cause) => path("cli-fail-read", file, cause),
            Self::Write(file, cause) => path("cli-fail-write", file, cause),
            Self::NotText(file, line) => {
                with("cli-fail-not-text", &[("file", file), ("line", &line.to_string())])
            }
            Self::NoRandomBits(cause) => with("cli-fail-no-random-bits", &[("cause", cause)]),
            Self::NoWorkspace => say("cli-fail-no-workspace"),
            Self::Store(error) => store_sentence(words, error),
            Self::Conflict(conflicts) => {
                words.with("commit-conflict", &[("count", Value::from(conflicts.len()))])
            }
            Self::SlugTaken(slug) => with("commit-slug-taken", &[("slug", slug)]),
            Self::MalformedChange => say("cli-fail-malformed-change"),
            Self::Refused(refusal) => {
                crate::text::safe::harmless(&words.l10n.refusal(refusal, &clock::zone())).into_owned()
            }
            Self::Document(file, error) => {
                with("cli-fail-document", &[("file", file), ("cause", &document_cause(words, error))])
            }
            Self::NotConverted(file, error, why) => {
                let cause = format!("{} {why}", document_cause(words, error));
                with("cli-fail-document", &[("file", file), ("cause", &cause)])
            }
            Self::Exchange(file, cause) => with("cli-fail-exchange", &[("file", file), ("cause", cause)]),
            Self::Unrecognised(file, cause) => {
                with("cli-fail-unrecognised", &[("file", file), ("cause", cause)])
            }
            Self::NoFormat(text, known) => words.listed(one("cli-fail-no-format", text), known),
            Self::TooLarge(bound) => one("cli-fail-too-large", &causes::bound(words, *bound)),
            Self::NotWritten(format, error) => causes::write_sentence(words, *format, error),
            Self::NoForm(name, known) => words.listed(one("cli-fail-no-form", name), known),
            Self::NotAColumn(name, known) => words.listed(one("cli-fail-not-a-column", name), known),
            Self::ColumnsNotConfirmed(proposed) => one("cli-fail-columns-not-confirmed", proposed),
            Self::NotLearned(file, error) => {
                with("cli-fail-not-learned", &[("file", file), ("cause", &learn_cause(words, *error))])
            }
            Self::BadFormName(name) => one("cli-fail-bad-form-name", name),
            Self::Interrupted => say("cli-fail-interrupted"),
            Self::NotInFull(name, whole) => with("cli-fail-not-in-full", &[("name", name), ("slug", whole)]),
            Self::SlugTakenSince(slug, id) => {
                with("cli-fail-slug-taken-since", &[("slug", slug), ("id", id)])
            }
            Self::NotDeleted(name, known) if known.is_empty() => one("cli-fail-trash-empty", name),
            Self::NotDeleted(name, known) => words.listed(one("cli-fail-not-deleted", name), known),
            Self::NoPlan(name, known) if known.is_empty() => one("cli-fail-no-plan", name),
            Self::NoPlan(name, known) => words.listed(one("cli-fail-no-plan-but", name), known),
            Self::SeveralPlans(name, many) if name.is_empty() => {
                words.listed(say("cli-fail-name-a-plan"), many)
            }
            Self::SeveralPlans(name, many) => words.listed(one("cli-fail-several-plans", name), many),
            Self::NoPlans => say("cli-fail-no-plans"),
            Self::PlanBeforeCommand(name) => one("cli-fail-plan-before-command", name),
            Self::NoAddress(address) => one("cli-fail-no-address", address),
            Self::SeveralAddresses(address, many) => {
                words.listed(one("cli-fail-several-addresses", address), many)
            }
            Self::NotAMeasure(address) => one("cli-fail-not-a-measure", address),
            Self::NoPerformer(name, known) if known.is_empty() => one("cli-fail-no-performers", name),
            Self::NoPerformer(name, known) => words.listed(one("cli-fail-no-performer", name), known),
            Self::OutsidePlan(quarter, span) => with(
                "refusal-outside-plan",
                &[("quarter", &words.quarter(*quarter)), ("period", &words.span(*span))],
            ),
            Self::NotLater(quarter, span) => with(
                "cli-fail-not-later",
                &[("quarter", &words.quarter(*quarter)), ("period", &words.span(*span))],
            ),
            Self::NotAQuarter(text) => one("cli-fail-not-a-quarter", text),
            Self::NotAPeriod(text) => one("cli-fail-not-a-period", text),
            Self::NotADay(text) => one("cli-fail-not-a-day", text),
            Self::ForeignLink(file) => with("trust-file-is-link", &[("path", &file.to_string_lossy())]),
            Self::Protected(file) => with("trust-file-is-protected", &[("path", &file.to_string_lossy())]),
            Self::NotACommand(word, near) => {
                with("cli-fail-not-a-command", &[("word", word), ("suggestion", near)])
            }
            Self::NotAMoment(text) => one("trust-not-a-moment", text),
            Self::NotASignature(text) => one("cli-fail-not-a-signature", text),
            Self::NotAKind(text, known) => words.listed(one("cli-fail-not-a-kind", text), known),
            Self::DueWithoutCarrying(due) => {
                words.with("cli-decide-due", &[("due", Value::from(due.as_str()))])
            }
            Self::NoDebt(address) => {
                words.with("cli-decide-no-debt", &[("address", Value::from(address.as_str()))])
            }
            Self::SeveralDebts(address, quarters) => {
                let quarters: Vec<String> = quarters.iter().map(ToString::to_string).collect();
                let said = [
                    ("address", Value::from(address.as_str())),
                    ("quarters", Value::from(quarters.join(", "))),
                ];
                words.with("cli-decide-several", &said)
            }
            Self::NoFinding(address, kind, quarter) => {
                let place = if address.is_empty() { say("cli-the-plan-itself") } else { address.clone() };
                with(
                    "cli-fail-no-finding",
                    &[("address", &place), ("kind", kind), ("quarter", &words.quarter(*quarter))],
                )
            }
            Self::BadValue(value, address, fault, target) => with(
                if target.is_empty() { "cli-fail-bad-value" } else { "cli-fail-bad-value-for" },
                &[
                    ("value", value),
                    ("address", address),
                    ("cause", &words.l10n.entry_fault(*fault)),
                    ("target", target),
                ],
            ),
            Self::TwoReadings(value, address, readings, cause) => {
                let id = match cause {
                    Cause::PartOfOne => "cli-fail-part-of-one",
                    _ => "cli-fail-two-readings",
                };
                let [first, second] = [0, 1].map(|at| readings.get(at).map_or("", String::as_str));
                with(id, &[("value", value), ("address", address), ("first", first), ("second", second)])
            }
            Self::DecimalComma(address, number) => {
                with("cli-facts-decimal-comma", &[("address", address), ("number", number)])
            }
            Self::BadEvidence(fault) => evidence_sentence(words, fault),
            Self::BadLines(sentences, _) => {
                let count = Value::from(sentences.len());
                words.listed(words.with("cli-fail-bad-lines", &[("count", count)]), sentences)
            }
            Self::TooManyCells(found, wanted) => with(
                "cli-facts-too-many-cells",
                &[("found", &found.to_string()), ("wanted", &wanted.to_string())],
            ),
            Self::NoFacts(file) => one("cli-fail-no-facts", file),
            Self::AlreadyThere(file, slug) => {
                with("cli-fail-already-there", &[("file", file), ("slug", slug)])
            }
            Self::SeveralFilesOneSlug => say("cli-fail-several-files-one-slug"),
            Self::SomeFiles(count, _) => words.with("cli-fail-some-files", &[("count", Value::from(*count))]),
            Self::PerformerOfAnotherRole => say("cli-fail-performer-of-another-role"),
            Self::NotConfirmed => say("cli-fail-not-confirmed"),
            Self::NeedsYes => say("cli-fail-needs-yes"),
            Self::NoTerminal => say("cli-fail-no-terminal"),
            Self::Terminal(TermError::NotATerminal(_)) => say("cli-fail-no-terminal"),
            Self::Terminal(TermError::Dumb) => say("cli-fail-dumb-terminal"),
            Self::Terminal(TermError::HungUp) => say("cli-fail-hung-up"),
            Self::Terminal(TermError::Io { source, .. }) => {
                with("cli-fail-terminal", &[("cause", &io_cause(words, source))])
            }
            Self::NoContext(name, known) => words.listed(one("cli-fail-no-context", name), known),
            Self::NoKeymap(name, known) => words.listed(one("cli-fail-no-keymap", name), known),
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
        | Refusal::NoHistory => 4,
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
