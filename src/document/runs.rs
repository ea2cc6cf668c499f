//! Runs of text while a line is read.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Run, Runs};

/// Adds a run, joined to the last one where their looks are the same.
pub(super) fn push_run(runs: &mut Runs, run: Run) {
    match runs.last_mut().filter(|last| last.looks_like(&run)) {
        Some(last) => last.text.push_str(&run.text),
        None => runs.push(run),
    }
}

/// Converts a whole line to NFC, because an accent at the start of a run belongs to the letter before it.
pub(super) fn normalised(runs: Runs) -> Runs {
    let mut out = Runs::with_capacity(runs.len());
    for mut run in runs {
        if let Some(before) = out.last_mut() {
            let rest = run.text.trim_start_matches(is_combining_mark);
            let marks = run.text.len() - rest.len();
            let rest = rest.to_owned();
            run.text.truncate(marks);
            before.text.push_str(&run.text);
            run.text = rest;
        }
        out.push(run);
    }
    for run in &mut out {
        run.text = run.text.nfc().collect();
    }
    out
}
