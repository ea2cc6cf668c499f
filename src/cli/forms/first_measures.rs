//! The first measures of a document as a form reads them, which show at a glance whether it is the right form.

use super::super::words::{Value, Words};
use crate::{form::recognise::Trial, text::safe::harmless};

/// How many rows are shown.
const SHOWN: usize = 3;

/// The first rows as the form reads them, a line each.
pub(super) fn first_measures(words: &Words, trial: &Trial) -> Vec<String> {
    let rows = trial.rows.iter().take(SHOWN).map(|row| {
        let or_dash = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
        let span = row.span.map(|span| format!("{span} ")).unwrap_or_default();
        let line = format!("  {}: {span}{} / {}", row.title, or_dash(&row.target), or_dash(&row.fact));
        harmless(&line).into_owned()
    });
    std::iter::once(words.with("cli-forms-tried", &[("count", Value::from(trial.measures))]))
        .chain(rows)
        .collect()
}
