//! What the layers below report, in the user's words: the store, the system, documents, lines of evidence.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    clock,
    convert::Fault,
    trust_words,
    words::{Value, Words},
};
use crate::{
    document::{
        Bound, ReadError,
        write::{CELL_CHARACTERS, DocumentFormat, WriteError},
    },
    form::{LearnError, typed::evidence::LineFault},
    store::{Harm, StoreError, StoreNotice},
    text::safe::harmless,
};

/// What went wrong with a workspace.
pub(super) fn store_sentence(words: &Words, error: &StoreError) -> String {
    let path = |path: &PathBuf| ("path", Value::from(path.to_string_lossy().into_owned()));
    match error {
        StoreError::Locked { path: at, pid, since } => {
            if *pid == 0 {
                return words.with("store-locked-unknown", &[path(at)]);
            }
            let since = if *since == 0 { None } else { clock::in_kyiv(*since) };
            let since = Value::from(words.moment(since));
            words.with("store-locked", &[path(at), ("pid", Value::from(pid.to_string())), ("since", since)])
        }
        StoreError::Silent { path: at, pid: 0 } => words.with("store-silent-unknown", &[path(at)]),
        StoreError::Silent { path: at, pid } => {
            words.with("store-silent", &[path(at), ("pid", Value::from(pid.to_string()))])
        }
        StoreError::AnotherName { name, said } => {
            let [name, said] = [name, said].map(|text| Value::from(harmless(text).into_owned()));
            words.with("store-another-name", &[("name", name), ("said", said)])
        }
        StoreError::OtherVersion { path: at, theirs, ours } => {
            let (theirs, ours) = (harmless(theirs).into_owned(), ours.clone());
            let said = [path(at), ("theirs", Value::from(theirs)), ("ours", Value::from(ours))];
            words.with("store-other-version", &said)
        }
        StoreError::Io { path: at, cause } => {
            let advice = ("advice", Value::from(trust_words::io_advice(words, cause)));
            words.with("store-io", &[path(at), ("cause", Value::from(io_cause(words, cause))), advice])
        }
        StoreError::Newer { path: at, found, known } => {
            let (found, known) = (Value::from(found.to_string()), Value::from(known.to_string()));
            words.with("store-newer", &[path(at), ("found", found), ("known", known)])
        }
        StoreError::Outgrown { path: at } => words.with("cli-store-outgrown", &[path(at)]),
        StoreError::NotAWorkspace(at) => words.with("store-not-a-workspace", &[path(at)]),
        StoreError::TooLarge { bytes, limit } => {
            let [size, limit] = [*bytes, *limit].map(|size| Value::from(megabytes(words, size)));
            words.with("cli-store-too-large", &[("size", size), ("limit", limit)])
        }
        StoreError::Reopen { path: file, what } => words
            .with("cli-store-reopen", &[path(file), ("what", Value::from(trust_words::system(words, what)))]),
        StoreError::State { path: file, what } => words
            .with("cli-store-state", &[path(file), ("what", Value::from(trust_words::harm(words, what)))]),
        StoreError::Damaged { path: file, what: Harm::Backup, .. } => {
            words.with("store-backup-damaged", &[path(file)])
        }
        StoreError::Lost(lost) => trust_words::lost(words, lost),
        StoreError::Replaced(file) => words.with("store-replaced", &[path(file)]),
        StoreError::NotEmpty(at) => words.with("store-not-empty", &[path(at)]),
        StoreError::Damaged { path: file, at, what } => {
            let (at, what) = (Value::from(at.to_string()), Value::from(trust_words::harm(words, what)));
            words.with("store-damaged", &[path(file), ("at", at), ("what", what)])
        }
    }
}

/// What the store put right by itself.
pub(super) fn notice_sentence(words: &Words, notice: &StoreNotice) -> String {
    let text = |text: &str| Value::from(harmless(text).into_owned());
    let path = |path: &Path| text(&path.to_string_lossy());
    let harm = |why: &Harm| text(&trust_words::harm(words, why));
    match notice {
        StoreNotice::TailCut { path: file, bytes, aside, .. } => words.with(
            "cli-notice-tail-cut",
            &[("path", path(file)), ("bytes", text(&bytes.to_string())), ("aside", path(aside))],
        ),
        StoreNotice::FiguresFollowRules { plan } => {
            words.with("cli-notice-figures-follow-rules", &[("plan", text(plan))])
        }
        StoreNotice::StateMended { why } => words.with("cli-notice-state-mended", &[("why", harm(why))]),
        StoreNotice::StateRebuilt { why, aside: None, .. } => {
            words.with("cli-notice-state-rebuilt", &[("why", harm(why))])
        }
        StoreNotice::StateRebuilt { why, aside: Some(aside), .. } => {
            words.with("cli-notice-state-aside", &[("why", harm(why)), ("aside", path(aside))])
        }
        StoreNotice::StateUnusable { why } => words.with("cli-notice-state-unusable", &[("why", harm(why))]),
        StoreNotice::Lacks(lost) => trust_words::lost(words, lost),
        StoreNotice::MarkerLost => words.say("lost-marker"),
        StoreNotice::MarkerMade => words.say("lost-marker-made"),
        StoreNotice::TailTorn { path: file, bytes } => {
            words.with("lost-torn", &[("path", path(file)), ("bytes", text(&bytes.to_string()))])
        }
    }
}

/// What the system said, in the user's words where they are known.
pub(super) fn io_cause(words: &Words, cause: &io::Error) -> String {
    if let Some(name) = trust_words::io_name(cause) {
        return words.say(&format!("trust-io-{name}"));
    }
    let id = match cause.kind() {
        io::ErrorKind::NotFound => "cli-io-not-found",
        io::ErrorKind::PermissionDenied => "cli-io-permission-denied",
        io::ErrorKind::IsADirectory => "cli-io-is-a-directory",
        io::ErrorKind::NotADirectory => "cli-io-not-a-directory",
        io::ErrorKind::ReadOnlyFilesystem => "cli-io-read-only",
        io::ErrorKind::StorageFull => "cli-io-storage-full",
        io::ErrorKind::AlreadyExists => "cli-io-already-exists",
        io::ErrorKind::FileTooLarge => "cli-io-too-large",
        _ => return cause.to_string(),
    };
    words.say(id)
}

/// Why a document cannot be read.
pub(super) fn document_cause(words: &Words, error: &ReadError) -> String {
    let one =
        |id: &str, name: &'static str, value: &str| words.with(id, &[(name, Value::from(value.to_owned()))]);
    match error {
        ReadError::Empty => words.say("cli-document-empty"),
        ReadError::Holds { kind, names } => {
            let said = Value::from(words.say(&format!("cli-kind-{}", kind.name())));
            let advice = Value::from(words.say(&format!("cli-advice-{}", kind.advice().name())));
            let names: Vec<String> =
                names.iter().take(MOST_NAMES).map(|name| words.l10n.quote(name)).collect();
            let names = Value::from(names.join(", "));
            words.with("cli-document-holds", &[("kind", said), ("names", names), ("advice", advice)])
        }
        ReadError::Encrypted => words.say("cli-document-encrypted"),
        ReadError::DamagedZip { fault, .. } => words.say(&format!("cli-zip-{}", fault.name())),
        ReadError::NoMainPart { .. } => words.say("cli-document-no-main-part"),
        ReadError::DamagedPart { part, .. } => one("cli-document-damaged-part", "part", part),
        ReadError::BrokenXml { part, line, column, .. } => words.with(
            "cli-document-broken-xml",
            &[
                ("part", Value::from(part.clone())),
                ("line", Value::from(line.to_string())),
                ("column", Value::from(column.to_string())),
            ],
        ),
        ReadError::ForbiddenDtd { part } => one("cli-document-forbidden-dtd", "part", part),
        ReadError::NoBody { part } => one("cli-document-no-body", "part", part),
        ReadError::TooBig { bound, .. } => words.with(
            "cli-document-too-big",
            &[
                ("bound", Value::from(self::bound(words, *bound))),
                ("advice", Value::from(words.say(too_big_advice(*bound)))),
            ],
        ),
        ReadError::Unsupported { kind, named } => {
            let said = Value::from(words.say(&format!("cli-kind-{}", kind.name())));
            let advice = Value::from(words.say(&format!("cli-advice-{}", kind.advice().name())));
            let ending = named.clone().map(Value::from);
            match ending {
                Some(ending) => words.with(
                    "cli-document-unsupported-named",
                    &[("kind", said), ("ending", ending), ("advice", advice)],
                ),
                None => words.with("cli-document-unsupported", &[("kind", said), ("advice", advice)]),
            }
        }
    }
}

/// Why an old document was not turned into another one.
pub(super) fn fault_sentence(words: &Words, fault: &Fault) -> String {
    match fault {
        Fault::NotInstalled => words.say("cli-convert-not-installed"),
        Fault::TooLong => words.say("cli-convert-too-long"),
        Fault::NoDocument => words.say("cli-convert-no-document"),
        Fault::Io(cause) => words.with("cli-convert-io", &[("cause", Value::from(io_cause(words, cause)))]),
    }
}

/// How many documents of an archive are named in a sentence.
const MOST_NAMES: usize = 5;

/// A bound that is broken: more than how much of what.
pub(super) fn bound(words: &Words, bound: Bound) -> String {
    let limit = match bound {
        Bound::PartBytes | Bound::TextBytes | Bound::CellBytes => {
            megabytes(words, u64::try_from(bound.limit()).unwrap_or(u64::MAX))
        }
        Bound::Rows
        | Bound::Columns
        | Bound::Cells
        | Bound::Covered
        | Bound::Lines
        | Bound::Depth
        | Bound::XmlDepth
        | Bound::XmlNodes
        | Bound::XmlAttributes
        | Bound::XmlElementAttributes
        | Bound::XmlNamespaces => words.l10n.count(bound.limit()),
    };
    words.with(&format!("cli-bound-{}", bound.name()), &[("limit", Value::from(limit))])
}

/// What to do about a document that breaks a bound: much in it, or what no office program writes.
const fn too_big_advice(bound: Bound) -> &'static str {
    match bound {
        Bound::Depth | Bound::XmlDepth | Bound::XmlElementAttributes | Bound::XmlNamespaces => {
            "cli-too-big-resave"
        }
        Bound::PartBytes
        | Bound::Rows
        | Bound::Columns
        | Bound::Cells
        | Bound::CellBytes
        | Bound::Covered
        | Bound::TextBytes
        | Bound::Lines
        | Bound::XmlNodes
        | Bound::XmlAttributes => "cli-too-big-split",
    }
}

/// Bytes as people say them, rounded up.
fn megabytes(words: &Words, bytes: u64) -> String {
    let count = usize::try_from(bytes.div_ceil(1 << 20)).unwrap_or(usize::MAX);
    words.with("cli-megabytes", &[("count", Value::from(words.l10n.count(count)))])
}

/// Why a document cannot be written.
pub(super) fn write_sentence(words: &Words, format: DocumentFormat, error: &WriteError) -> String {
    let cause = match error {
        WriteError::Overlap { table, row, column } => words.with(
            "cli-write-overlap",
            &[
                ("table", Value::from(table.to_string())),
                ("row", Value::from(row.to_string())),
                ("column", Value::from(column.to_string())),
            ],
        ),
        WriteError::CellTooLong { sheet, row, column } => words.with(
            "cli-write-cell-too-long",
            &[
                ("sheet", Value::from(harmless(sheet).into_owned())),
                ("row", Value::from(row.to_string())),
                ("column", Value::from(column.to_string())),
                ("limit", Value::from(CELL_CHARACTERS.to_string())),
            ],
        ),
        WriteError::TooBig(bound) => {
            words.with("cli-write-too-big", &[("bound", Value::from(self::bound(words, *bound)))])
        }
        WriteError::Packing { .. } | WriteError::Pdf(_) => words.say("cli-write-packing"),
    };
    words.with(
        "cli-fail-not-written",
        &[("format", Value::from(format.ending())), ("cause", Value::from(cause))],
    )
}

/// Why a line of evidence says nothing.
pub(super) fn evidence_sentence(words: &Words, fault: &LineFault) -> String {
    match fault {
        LineFault::NoArrow => words.say("cli-evidence-no-arrow"),
        LineFault::NoText => words.say("cli-evidence-no-text"),
        LineFault::NoCodes => words.say("cli-evidence-no-codes"),
        LineFault::NotADay(text) => {
            words.with("cli-evidence-not-a-day", &[("text", Value::from(text.clone()))])
        }
        LineFault::NotACount(text) => {
            words.with("cli-evidence-not-a-count", &[("text", Value::from(text.clone()))])
        }
        LineFault::Address(address, _) => {
            words.with("cli-fail-no-address", &[("text", Value::from(harmless(address).into_owned()))])
        }
        LineFault::NotAMeasure(address) => {
            words.with("cli-fail-not-a-measure", &[("text", Value::from(harmless(address).into_owned()))])
        }
        LineFault::OutsidePlan(quarter, span) => words.with(
            "refusal-outside-plan",
            &[("quarter", Value::from(words.quarter(*quarter))), ("period", Value::from(words.span(*span)))],
        ),
    }
}

/// Why no form can be made of a document's columns.
pub(super) fn learn_cause(words: &Words, error: LearnError) -> String {
    match error {
        LearnError::Count { columns, said } => {
            words.with("cli-forms-count", &[("columns", Value::from(columns)), ("said", Value::from(said))])
        }
        LearnError::Unread => words.say("cli-forms-unread"),
        LearnError::NoMeasures => words.say("cli-forms-no-measures"),
        LearnError::Twice(holds) => {
            let word = words.say(&format!("cli-holds-{}", holds.name()));
            words.with("cli-forms-twice", &[("holds", Value::from(word))])
        }
    }
}
