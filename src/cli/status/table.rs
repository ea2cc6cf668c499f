//! The groups of a plan, or several plans, as a table with a total.

use super::super::{
    args::Format,
    figures::{Figures, NamedFigures},
    output::{Table, shortened},
    words::Words,
};
use crate::domain::{ControlSum, Span, Status};

/// The columns of statuses that count as owed, in their order.
const OWED: [(Status, &str); 8] = [
    (Status::Exceeded, "cli-col-exceeded"),
    (Status::Met, "cli-col-met"),
    (Status::Partial, "cli-col-partial"),
    (Status::NotStarted, "cli-col-not-started"),
    (Status::NotReported, "cli-col-not-reported"),
    (Status::DeedDone, "cli-col-deed-done"),
    (Status::DeedPending, "cli-col-deed-pending"),
    (Status::DoneLate, "cli-col-done-late"),
];

/// The groups as a table; the last row is the total, which is named by the span if the groups are quarters.
pub(super) fn table(
    words: &Words,
    total: &Figures,
    groups: &[NamedFigures],
    asked: bool,
    format: Format,
    span: Option<Span>,
) -> Table {
    let people = format.is_for_people();
    // A group may have a single unit although the plan has several, and vice versa.
    let summed = |figures: &Figures| asked || figures.tally.adds_up();
    // A program expects the same columns whatever the plan has.
    let sums = !people || summed(total);
    let mut headings = vec!["cli-col-group", "cli-col-title", "cli-col-measures", "cli-col-owed"];
    headings.extend(OWED.iter().map(|(_, id)| *id));
    headings.extend([
        "cli-col-in-progress",
        "cli-col-notes-owed",
        "cli-col-share-done",
        "cli-col-mean-capped",
    ]);
    if sums {
        headings.extend(["cli-col-target-sum", "cli-col-fact-sum", "cli-col-weighted"]);
    }
    let mut table = Table::new(words, headings).figures_from(2);
    let percent = |value: Option<rust_decimal::Decimal>| match value {
        Some(value) if !people => value.to_string(),
        None if !people => String::new(),
        value => words.percent(value),
    };
    let mut add = |key: String, title: String, figures: &Figures| {
        let tally = &figures.tally;
        let mut row = vec![key, title];
        row.extend([tally.measures, tally.owed()].iter().map(u32::to_string));
        row.extend(OWED.iter().map(|(status, _)| tally.count(*status).to_string()));
        row.extend([tally.count(Status::InProgress), figures.notes_owed()].iter().map(u32::to_string));
        row.extend([percent(tally.share_done()), percent(tally.mean_capped())]);
        if sums && !summed(figures) {
            row.extend(std::iter::repeat_n(String::new(), 3));
        } else if sums {
            let sum = |sum: ControlSum| match sum.total() {
                Some(total) if !people => total.to_string(),
                None if !people => String::new(),
                _ => words.sum(sum),
            };
            row.extend([sum(tally.target_sum), sum(tally.fact_sum_on_targets)]);
            row.push(percent(tally.weighted()));
        }
        table.row(row);
    };
    for group in groups {
        let title = shortened(&group.title, format);
        // A performer's key and title are the same name.
        let key = if people && group.key == group.title { String::new() } else { group.key.clone() };
        let title = if title.is_empty() && people { words.say("cli-group-nobody") } else { title };
        add(key, title, &group.figures);
    }
    let all = match span {
        Some(span) if people => words.span(span),
        Some(span) => span.to_string(),
        None if people => words.say("cli-col-total"),
        None => "total".to_owned(),
    };
    add(String::new(), all, total);
    table
}
