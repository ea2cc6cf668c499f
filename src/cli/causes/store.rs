//! Errors of a workspace, and notices of the store, as sentences.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    super::{
        clock,
        words::{Value, Words},
    },
    document::megabytes,
    loss,
    server::server_sentence,
    system::{io_advice, io_cause, system},
};
use crate::{
    store::{self, Harm, StoreError, StoreNotice},
    text::safe::harmless,
};

/// The sentence about an error of a workspace.
pub(in crate::cli) fn store_sentence(words: &Words, error: &StoreError) -> String {
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
            let advice = closed_to_us(at, cause).map_or_else(
                || io_advice(words, cause),
                |owner| words.with("trust-advice-served", &[("account", Value::from(owner))]),
            );
            let advice = ("advice", Value::from(advice));
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
        StoreError::Reopen { path: file, what } => {
            words.with("cli-store-reopen", &[path(file), ("what", Value::from(system(words, what)))])
        }
        StoreError::State { path: file, what } => {
            words.with("cli-store-state", &[path(file), ("what", Value::from(loss::harm(words, what)))])
        }
        StoreError::Server(fault) => server_sentence(words, fault),
        StoreError::Lost(lost) => loss::lost(words, lost),
        StoreError::Replaced(file) => words.with("store-replaced", &[path(file)]),
        StoreError::NotEmpty(at) => words.with("store-not-empty", &[path(at)]),
        StoreError::Damaged { path: file, at, what } => damaged(words, file, *at, what),
    }
}

/// The sentence about a damaged file.
pub(in crate::cli) fn damaged(words: &Words, file: &Path, at: u64, what: &Harm) -> String {
    let path = ("path", Value::from(file.to_string_lossy().into_owned()));
    match what {
        Harm::Backup => words.with("store-backup-damaged", &[path]),
        Harm::Misplaced => words.with("store-misplaced", &[path]),
        what => {
            let (at, what) = (Value::from(at.to_string()), Value::from(loss::harm(words, what)));
            words.with("store-damaged", &[path, ("at", at), ("what", what)])
        }
    }
}

/// The account that owns the workspace of a file, if access was denied because only that account may open its files.
fn closed_to_us(file: &Path, cause: &io::Error) -> Option<String> {
    let is_denied = cause.kind() == io::ErrorKind::PermissionDenied;
    let directory = file.parent().filter(|_| is_denied)?;
    store::serving_account(directory).or_else(|| store::serving_account(file)).map(store::account)
}

/// The sentence about a notice of the store.
pub(in crate::cli) fn notice_sentence(words: &Words, notice: &StoreNotice) -> String {
    let text = |text: &str| Value::from(harmless(text).into_owned());
    let path = |path: &Path| text(&path.to_string_lossy());
    let harm = |why: &Harm| text(&loss::harm(words, why));
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
        StoreNotice::Lacks(lost) => loss::lost(words, lost),
        StoreNotice::MarkerLost => words.say("lost-marker"),
        StoreNotice::MarkerMade => words.say("lost-marker-made"),
        StoreNotice::TailTorn { path: file, bytes } => {
            words.with("lost-torn", &[("path", path(file)), ("bytes", text(&bytes.to_string()))])
        }
    }
}
