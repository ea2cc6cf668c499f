//! `kvartal status`: the figures of a plan in a quarter, or over several.

use std::io::Write as _;

use serde::Serialize;

use jiff::civil::Date;

use super::{
    Ended,
    args::{By, Format, StatusArgs},
    failure::Failure,
    figures::{Figures, Json, NamedFigures, Reckoner},
    output::{self, Table},
    session::{Session, parse_quarter},
    words::{Value, Words},
    workspace::Workspace,
};
use crate::domain::{DebtCounts, Plan, Span, Status, Tally};

/// The name of the shape of [`StatusAnswer`].
pub(super) const FORMAT: &str = "kvartal-status";

/// The figures of one plan as JSON prints them.
#[derive(Serialize)]
pub(super) struct StatusAnswer {
    plan: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
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

impl StatusAnswer {
    /// The answer for a plan in a quarter, or over several.
    pub fn new(
        plan: &Plan,
        span: Span,
        as_of: Date,
        by: By,
        total: &Figures,
        groups: &[NamedFigures],
    ) -> Self {
        let groups = groups.iter().map(|group| GroupJson {
            key: group.key.clone(),
            title: group.title.clone(),
            figures: Json::from(&group.figures),
        });
        Self {
            plan: plan.header().slug.clone(),
            from: span.as_single().is_none().then(|| span.first.to_string()),
            quarter: span.last.to_string(),
            as_of: as_of.to_string(),
            by: by.name(),
            total: Json::from(total),
            groups: groups.collect(),
        }
    }
}

/// Runs it.
///
/// # Errors
/// When the plan or the quarter is not there, or nothing can be written.
pub(super) fn run(session: &mut Session, args: &StatusArgs) -> Result<Ended, Failure> {
    if args.all || args.plans.len() > 1 {
        return super::status_list::run(session, args);
    }
    let as_of = session.as_of()?;
    let plan = Workspace::read(session)?.plan(args.plans.first().map(String::as_str))?;
    let span = span(session, &plan, args)?;
    let reckoner = Reckoner::new(&plan, span, as_of);
    let (total, groups) = (reckoner.total(), reckoner.groups(args.by, &session.words));
    if session.format() == Format::Json {
        let answer = StatusAnswer::new(&plan, span, as_of, args.by, &total, &groups);
        output::answer(FORMAT, &answer, &mut session.out)?;
        return Ok(Ended::Well);
    }
    let sums = args.sums || !total.tally.units_mixed();
    if session.format() == Format::Table {
        let day = session.words.day(as_of);
        for line in headline(&session.words, &plan, span, &day, &total, sums) {
            writeln!(session.out, "{}", crate::text::safe::harmless(&line))?;
        }
    }
    let last = (args.by == By::Quarter).then_some(span);
    let table = table(&session.words, &total, &groups, args.sums, session.format(), last);
    session.print(&table)?;
    Ok(Ended::Well)
}

/// The quarter that is meant, or the quarters: from `--from` on, or all of them where each is a row.
pub(super) fn span(session: &Session, plan: &Plan, args: &StatusArgs) -> Result<Span, Failure> {
    let period = plan.period();
    let last = match (&args.quarter, args.by) {
        (None, By::Quarter) => period.last,
        (named, _) => session.quarter(plan, named.as_deref())?,
    };
    let first = match (&args.from, args.by) {
        (None, By::Quarter) => period.first,
        (None, _) => last,
        (Some(text), _) => parse_quarter(text)?,
    };
    if !period.contains(first) {
        return Err(Failure::OutsidePlan(first, period));
    }
    Span::new(first, last).ok_or_else(|| Failure::NotAPeriod(format!("{first}..{last}")))
}

/// What stands above the groups: the rule that leads, the one beside it, and the counts.
fn headline(words: &Words, plan: &Plan, span: Span, day: &str, total: &Figures, sums: bool) -> Vec<String> {
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

/// What leads: «Виконано 8 з 37 · 22 %».
fn done_of_owed(words: &Words, tally: &Tally) -> String {
    let Some(share) = tally.share_done() else { return words.say("cli-status-nothing-owed") };
    let said = [
        ("done", Value::from(tally.done())),
        ("owed", Value::from(tally.owed())),
        ("percent", Value::from(words.percent(Some(share)))),
    ];
    words.with("cli-status-share-done", &said)
}

/// The pace of longer targets and the debts of before, where there are any.
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

/// The status columns that add up to what is owed, in their order.
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

/// The groups as a table, the total last; under quarters it bears the name of their span.
pub(super) fn table(
    words: &Words,
    total: &Figures,
    groups: &[NamedFigures],
    asked: bool,
    format: Format,
    span: Option<Span>,
) -> Table {
    // A group of one unit has sums though the plan has several, and the other way round.
    let summed = |figures: &Figures| asked || !figures.tally.units_mixed();
    let sums = summed(total);
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
    let people = format == Format::Table;
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
    let all = match span {
        Some(span) if people => words.span(span),
        Some(span) => span.to_string(),
        None if people => words.say("cli-col-total"),
        None => "total".to_owned(),
    };
    add(String::new(), all, total);
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
