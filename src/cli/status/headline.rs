//! The lines above the groups of a plan.

use super::super::{
    figures::Figures,
    words::{Value, Words},
};
use crate::domain::{DebtCounts, Plan, Span, Status, Tally};

/// The lines above the groups: the main percentage, the second one, and the counts.
pub(super) fn headline(
    words: &Words,
    plan: &Plan,
    span: Span,
    day: &str,
    total: &Figures,
    sums: bool,
) -> Vec<String> {
    let tally = &total.tally;
    let count = |n: u32| Value::from(n);
    let text = |text: String| Value::from(text);
    let mut lines = vec![
        plan.header().title.clone(),
        words.with(
            if span.as_single().is_some() { "cli-status-when" } else { "cli-status-when-span" },
            &[("quarter", text(words.span(span))), ("day", text(day.to_owned()))],
        ),
        String::new(),
        done_of_owed(words, tally),
        words.with(
            "cli-status-share-met",
            &[
                ("percent", text(words.percent(tally.share_met()))),
                ("reached", count(tally.reached)),
                ("numeric", count(tally.targets.numeric)),
            ],
        ),
        words.with("cli-status-mean-capped", &[("percent", text(words.percent(tally.mean_capped())))]),
    ];
    if sums {
        let sum = |sum| text(words.sum(sum));
        lines.push(words.with(
            "cli-status-weighted",
            &[
                ("percent", text(words.percent(tally.weighted()))),
                ("facts", sum(tally.fact_sum_on_targets)),
                ("targets", sum(tally.target_sum)),
            ],
        ));
    }
    lines.push(String::new());
    let statuses = Status::ALL.iter().filter(|status| tally.count(**status) > 0);
    lines.extend(statuses.map(|status| {
        let name = words.status(*status);
        format!("  {} {:>4}  {name}", status.glyph(), tally.count(*status))
    }));
    lines.push(String::new());
    lines.extend(beside(words, total));
    lines.push(words.with(
        "cli-status-counts",
        &[
            ("measures", count(tally.measures)),
            ("indicators", count(tally.indicators)),
            ("due", count(tally.due)),
            ("overdue", count(total.overdue())),
            ("notes", count(total.notes_owed())),
            ("doubts", Value::from(total.doubts)),
            ("items", count(tally.evidence_items)),
            ("dates", count(tally.evidence_dates)),
        ],
    ));
    lines.push(String::new());
    lines
}

/// The main percentage: «Виконано 8 з 37 · 22 %».
fn done_of_owed(words: &Words, tally: &Tally) -> String {
    let Some(share) = tally.share_done() else { return words.say("cli-status-nothing-owed") };
    let said = [
        ("done", Value::from(tally.done())),
        ("owed", Value::from(tally.owed())),
        ("percent", Value::from(words.percent(Some(share)))),
    ];
    words.with("cli-status-share-done", &said)
}

/// The pace of targets over several quarters and the debts from before, if there are any.
fn beside(words: &Words, total: &Figures) -> Vec<String> {
    let count = |n: u32| Value::from(n);
    let (pace, debts) = (total.pace, total.debts);
    let running = pace.ahead + pace.on + pace.behind + pace.broken;
    let paces = [
        ("running", count(running)),
        ("ahead", count(pace.ahead)),
        ("on", count(pace.on)),
        ("behind", count(pace.behind)),
        ("broken", count(pace.broken)),
    ];
    let states = [
        ("open", count(debts.open)),
        ("settled", count(debts.settled)),
        ("carried", count(debts.carried)),
        ("withdrawn", count(debts.withdrawn)),
    ];
    let mut lines = Vec::new();
    if running > 0 {
        lines.push(words.with("cli-status-pace", &paces));
    }
    if debts != DebtCounts::default() {
        lines.push(words.with("cli-status-debts", &states));
    }
    lines
}
