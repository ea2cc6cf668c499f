//! The sentence about each failure, with a list of choices under it if there are any.

use std::{io, path::PathBuf};

use super::{
    super::{
        causes::{self, document_cause, evidence_sentence, io_cause, learn_cause, store_sentence},
        clock,
        words::{Value, Words},
    },
    Failure,
};
use crate::{
    domain::{Number, entry::EntryFault},
    form::reading::Cause,
    term::TermError,
};

impl Failure {
    /// The sentence, with a list of choices under it if there are any.
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
            Self::NotADirectory => say("server-not-a-directory"),
            Self::CopyDiffers(name) => with("server-copy-differs", &[("name", name)]),
            Self::NothingToMigrate => say("server-nothing-to-migrate"),
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
                    ("cause", &cause_of(*fault, words)),
                    ("target", target),
                ],
            ),
            Self::TwoReadings(value, address, readings, cause) => {
                let id = match cause {
                    Cause::PartOfOne => "cli-fail-part-of-one",
                    Cause::Product => "cli-fail-product",
                    Cause::Marks => "cli-fail-two-readings",
                    _ if readings.len() < 2 => "cli-fail-unsure",
                    _ => "cli-fail-readings",
                };
                let shown = |at: usize| {
                    let reading = readings.get(at).map_or("", String::as_str);
                    Number::parse(reading).map_or_else(|| reading.to_owned(), |number| words.number(number))
                };
                let (first, second) = (shown(0), shown(1));
                with(id, &[("value", value), ("address", address), ("first", &first), ("second", &second)])
            }
            Self::DecimalComma(address, number) => {
                with("cli-facts-decimal-comma", &[("address", address), ("number", number)])
            }
            Self::BadEvidence(line, fault) => evidence_sentence(words, line, fault),
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

/// Why a value is not taken; what the window tells with a key, the command line tells with its option.
fn cause_of(fault: EntryFault, words: &Words) -> String {
    match fault {
        EntryFault::NotANumber => words.say("cli-fail-not-a-number"),
        fault => words.l10n.entry_fault(fault),
    }
}
