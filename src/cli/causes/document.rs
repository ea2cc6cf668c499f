//! Sentences about documents that cannot be read, converted or written.

use super::{
    super::{
        convert::ConvertFault,
        words::{Value, Words},
    },
    system::io_cause,
};
use crate::{
    document::{
        Bound, ReadError,
        write::{CELL_CHARACTERS, DocumentFormat, WriteError},
    },
    text::safe::harmless,
};

/// How many documents of an archive a sentence names.
const MOST_NAMES: usize = 5;

/// Why a document cannot be read.
pub(in crate::cli) fn document_cause(words: &Words, error: &ReadError) -> String {
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

/// Why an old document was not converted.
pub(in crate::cli) fn fault_sentence(words: &Words, fault: &ConvertFault) -> String {
    match fault {
        ConvertFault::NotInstalled => words.say("cli-convert-not-installed"),
        ConvertFault::TooLong => words.say("cli-convert-too-long"),
        ConvertFault::NoDocument => words.say("cli-convert-no-document"),
        ConvertFault::Io(cause) => {
            words.with("cli-convert-io", &[("cause", Value::from(io_cause(words, cause)))])
        }
    }
}

/// A limit that was exceeded: how much of what is allowed.
pub(in crate::cli) fn bound(words: &Words, bound: Bound) -> String {
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

/// The advice about a document that exceeds a limit: it has too much content, or no office program wrote it.
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

/// A number of bytes in megabytes, rounded up.
pub(super) fn megabytes(words: &Words, bytes: u64) -> String {
    let count = usize::try_from(bytes.div_ceil(1 << 20)).unwrap_or(usize::MAX);
    words.with("cli-megabytes", &[("count", Value::from(words.l10n.count(count)))])
}

/// Why a document cannot be written.
pub(in crate::cli) fn write_sentence(words: &Words, format: DocumentFormat, error: &WriteError) -> String {
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
