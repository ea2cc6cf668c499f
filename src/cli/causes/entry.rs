//! Sentences about input that cannot be read: a line of evidence, or the columns of a learned form.

use super::super::words::{Value, Words};
use crate::{
    form::{LearnError, typed::evidence::LineFault},
    text::safe::harmless,
};

/// Why a line of evidence cannot be read.
pub(in crate::cli) fn evidence_sentence(words: &Words, line: &str, fault: &LineFault) -> String {
    let quoted = |id: &str| words.with(id, &[("text", Value::from(harmless(line).into_owned()))]);
    match fault {
        LineFault::NoArrow => quoted("cli-evidence-no-arrow"),
        LineFault::NoText => quoted("cli-evidence-no-text"),
        LineFault::NoCodes => quoted("cli-evidence-no-codes"),
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

/// Why no form can be learned from a document's columns.
pub(in crate::cli) fn learn_cause(words: &Words, error: LearnError) -> String {
    crate::ui::learn_fault(&words.l10n, error)
}
