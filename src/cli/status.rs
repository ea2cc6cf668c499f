//! `kvartal status`: the figures of a plan in a quarter.

use std::io::Write as _;

use serde::Serialize;

use super::{
    Ended,
    args::{Format, StatusArgs},
    failure::Failure,
    figures::{Figures, Group, Json, Reckoner},
    output::{self, Table},
    session::Session,
    words::{Value, Words},
    workspace::Workspace,
};
use crate::domain::{Plan, Quarter, Status};

#[derive(Serialize)]
struct Answer {
    format: &'static str,
    version: u32,
    plan: String,
    quarter: String,
    as_of: String,
    by: &'static str,
    total: Json,
    groups: Vec<GroupJson>,
}

#[derive(Serialize)]
struct GroupJson {
    key: String,
    title: String,
    #[serde(flatten)]
    figures: Json,
}

/// Runs it.
///
/// # Errors
/// When the plan or the quarter is not there, or nothing can be written.
pub(super) fn run(session: &mut Session, args: &StatusArgs) -> Result<Ended, Failure> {
    let as_of = session.as_of()?;
    let plan = Workspace::open(session)?.plan(args.plan.as_deref())?;
    let quarter = session.quarter(&plan, args.quarter.as_deref())?;
    let reckoner = Reckoner::new(&plan, quarter, as_of);
    let (total, groups) = (reckoner.total(), reckoner.groups(args.by, &session.words));
    if session.format() == Format::Json {
        let groups = groups.iter().map(|group| GroupJson {
            key: group.key.clone(),
            title: group.title.clone(),
            figures: Json::from(&group.figures),
        });
        let answer = Answer {
            format: "kvartal-status",
            version: 1,
            plan: plan.header().slug.clone(),
            quarter: quarter.to_string(),
            as_of: as_of.to_string(),
            by: args.by.name(),
            total: Json::from(&total),
            groups: groups.collect(),
        };
        output::json(&answer, &mut session.out)?;
        return Ok(Ended::Well);
    }
    let sums = args.sums || !total.tally.units_mixed();
    if session.format() == Format::Table {
        let day = session.words.day(as_of);
        for line in headline(&session.words, &plan, quarter, &day, &total, sums) {
            writeln!(session.out, "{}", crate::text::safe::harmless(&line))?;
        }
    }
    let table = table(&session.words, &total, &groups, args.sums, session.format());
    session.print(&table)?;
    Ok(Ended::Well)
}

/// What stands above the groups: the rule that leads, the one beside it, and the counts.
fn headline(
    words: &Words,
    plan: &Plan,
    quarter: Quarter,
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
            "cli-status-when",
            &[("quarter", text(words.quarter(quarter))), ("day", text(day.to_owned()))],
        ),
        String::new(),
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
        let sum = |number| text(words.number(number));
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

fn table(words: &Words, total: &Figures, groups: &[Group], asked: bool, format: Format) -> Table {
    // A group of one unit has sums though the plan has several, and the other way round.
    let summed = |figures: &Figures| asked || !figures.tally.units_mixed();
    let sums = summed(total);
    let mut headings = vec![
        "cli-col-group",
        "cli-col-title",
        "cli-col-measures",
        "cli-col-indicators",
        "cli-col-exceeded",
        "cli-col-met",
        "cli-col-partial",
        "cli-col-not-started",
        "cli-col-not-reported",
        "cli-col-notes-owed",
        "cli-col-share-met",
        "cli-col-mean-capped",
    ];
    if sums {
        headings.extend(["cli-col-target-sum", "cli-col-fact-sum", "cli-col-weighted"]);
    }
    let mut table = Table::new(headings.iter().map(|id| words.say(id))).figures_from(2);
    let people = format == Format::Table;
    let percent = |value: Option<rust_decimal::Decimal>| match value {
        Some(value) if !people => value.to_string(),
        None if !people => String::new(),
        value => words.percent(value),
    };
    let mut add = |key: String, title: String, figures: &Figures| {
        let tally = &figures.tally;
        let mut row = vec![key, title];
        let counts = [
            tally.measures,
            tally.indicators,
            tally.count(Status::Exceeded),
            tally.count(Status::Met),
            tally.count(Status::Partial),
            tally.count(Status::NotStarted),
            tally.count(Status::NotReported),
            figures.notes_owed(),
        ];
        row.extend(counts.iter().map(u32::to_string));
        row.extend([percent(tally.share_met()), percent(tally.mean_capped())]);
        if sums && !summed(figures) {
            row.extend(std::iter::repeat_n(String::new(), 3));
        } else if sums {
            let number = |n| if people { words.number(n) } else { n.to_string() };
            row.extend([number(tally.target_sum), number(tally.fact_sum_on_targets)]);
            row.push(percent(tally.weighted()));
        }
        table.row(row);
    };
    for group in groups {
        let title = if people { shortened(&group.title) } else { group.title.clone() };
        // A performer's key and title are one name.
        let key = if people && group.key == group.title { String::new() } else { group.key.clone() };
        let title = if title.is_empty() && people { words.say("cli-group-nobody") } else { title };
        add(key, title, &group.figures);
    }
    add(String::new(), words.say("cli-col-total"), total);
    table
}

/// A title short enough to leave room for the figures.
pub(super) fn shortened(title: &str) -> String {
    const WIDEST: usize = 48;
    if title.chars().count() <= WIDEST {
        return title.to_owned();
    }
    title.chars().take(WIDEST - 1).chain(std::iter::once('…')).collect()
}
