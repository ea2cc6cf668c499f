//! `kvartal check`: findings that a person should look at before the report is handed in.

use std::collections::HashSet;

use serde::Serialize;

use super::{
    Ended,
    args::{By, CheckArgs, Format},
    failure::Failure,
    output::{self, Table},
    plan_name,
    session::Session,
    words::{Value, Words},
    workspace::Workspace,
};
use crate::domain::{Detail, Finding, PerformerId, Plan, Quarter, Subject};

/// The format of the findings of one plan.
const FORMAT: &str = "kvartal-findings";

#[derive(Serialize)]
struct CheckListAnswer {
    plans: Vec<PlanFindings>,
}

/// The findings of one of several plans.
#[derive(Serialize)]
struct PlanFindings {
    plan: String,
    #[serde(flatten)]
    answer: output::Headed<CheckAnswer>,
}

#[derive(Serialize)]
struct CheckAnswer {
    findings: Vec<FindingJson>,
}

#[derive(Serialize)]
struct FindingJson {
    kind: &'static str,
    address: String,
    quarter: String,
    message: String,
    accepted: Option<AcceptedJson>,
}

#[derive(Serialize)]
struct AcceptedJson {
    reason: String,
    by: String,
    at: String,
}

/// The findings of a plan that are meant.
struct Checked {
    plan: Plan,
    /// The quarter that was checked; all where none.
    only: Option<Quarter>,
    findings: Vec<Finding>,
}

impl Checked {
    /// Checks a plan.
    fn of(session: &Session, plan: Plan, args: &CheckArgs) -> Result<Self, Failure> {
        let as_of = session.as_of()?;
        let all = args.all_quarters || (args.by == Some(By::Quarter) && args.quarter.is_none());
        let only = if all { None } else { Some(session.quarter(&plan, args.quarter.as_deref())?) };
        let mut findings = match only {
            None => plan.all_findings(as_of),
            Some(quarter) => plan.findings(quarter, as_of),
        };
        if args.by == Some(By::Performer) {
            by_performer(&plan, &mut findings);
        }
        Ok(Self { plan, only, findings })
    }

    /// How many of the findings nobody accepted.
    fn open(&self) -> usize {
        self.findings.iter().filter(|finding| finding.accepted.is_none()).count()
    }

    fn answer(&self, words: &Words) -> CheckAnswer {
        let findings = self.findings.iter().map(|finding| as_json(words, &self.plan, finding));
        CheckAnswer { findings: findings.collect() }
    }
}

/// Runs the command. Of several plans each has its findings in one table, with its slug, and in JSON an answer of its
/// own.
///
/// # Errors
/// When a plan or the quarter does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &CheckArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::read(session)?;
    let Some(name) = args.plans.single() else { return list(session, &workspace, args) };
    let checked = Checked::of(session, workspace.plan(name)?, args)?;
    if session.format() == Format::Json {
        output::answer(FORMAT, &checked.answer(&session.words), &mut session.out)?;
    } else {
        let table = table(&session.words, &checked.plan, &checked.findings);
        print(session, &table, checked.open(), checked.findings.len())?;
        if let Some(flagged) = flagged(&session.words, &checked.plan, checked.only) {
            session.tell(&flagged);
        }
    }
    Ok(if checked.open() > 0 { Ended::WithFindings } else { Ended::Well })
}

/// The findings of several plans.
fn list(session: &mut Session, workspace: &Workspace, args: &CheckArgs) -> Result<Ended, Failure> {
    let entries = workspace.plans()?;
    let mut table = Table::new(&session.words, ["cli-col-plan"].into_iter().chain(COLUMNS));
    let (mut answers, mut open, mut all) = (Vec::new(), 0, 0);
    for entry in plan_name::chosen(&args.plans, &entries)? {
        let plan = workspace.plan(Some(&entry.id.to_string()))?;
        let checked = plan_name::within(session, entry, &args.plans, Checked::of(session, plan, args))?;
        let Some(checked) = checked else { continue };
        (open, all) = (open + checked.open(), all + checked.findings.len());
        for row in rows(&session.words, &checked.plan, &checked.findings) {
            table.row([entry.slug.clone()].into_iter().chain(row));
        }
        let answer = output::Headed::new(FORMAT, checked.answer(&session.words));
        answers.push(PlanFindings { plan: entry.slug.clone(), answer });
    }
    workspace.tell_news();
    if session.format() == Format::Json {
        output::answer("kvartal-findings-list", &CheckListAnswer { plans: answers }, &mut session.out)?;
    } else {
        print(session, &table, open, all)?;
    }
    Ok(if open > 0 { Ended::WithFindings } else { Ended::Well })
}

/// Prints findings, and how many there are.
fn print(session: &mut Session, table: &Table, open: usize, all: usize) -> Result<(), Failure> {
    if !table.is_empty() {
        session.print(table)?;
    }
    let counts = [("open", Value::from(open)), ("accepted", Value::from(all.saturating_sub(open)))];
    session.finish()?;
    session.tell(&session.words.with("cli-check-summary", &counts));
    Ok(())
}

/// Groups the findings by performer, in the order of the outline; those about the plan come first, those without a
/// performer last.
fn by_performer(plan: &Plan, findings: &mut [Finding]) {
    let first = |measure| plan.node(measure).and_then(|node| Some(node.performers.first()?.id));
    let mut order: Vec<PerformerId> = Vec::new();
    for performer in plan.measures().filter_map(|(id, _)| first(id)) {
        if !order.contains(&performer) {
            order.push(performer);
        }
    }
    let rank = |finding: &Finding| {
        if finding.subject == Subject::Plan {
            return 0;
        }
        let place = plan
            .measure_at(finding.subject)
            .and_then(first)
            .and_then(|who| order.iter().position(|other| *other == who));
        place.map_or(usize::MAX, |place| place + 1)
    };
    findings.sort_by_key(rank);
}

/// Says which rows are marked for follow-up, in a quarter or in all; none if no row is.
pub(super) fn flagged(words: &Words, plan: &Plan, only: Option<Quarter>) -> Option<String> {
    let marks: HashSet<(Subject, Quarter)> =
        plan.flags().map(|(subject, quarter, _)| (subject, quarter)).collect();
    let rows: Vec<Subject> = plan
        .measures()
        .flat_map(|(id, _)| {
            let indicators = plan.indicators(id).map(|(id, _)| Subject::Indicator(id));
            std::iter::once(Subject::Node(id)).chain(indicators)
        })
        .collect();
    let mut told = Vec::new();
    for quarter in plan.period().quarters().filter(|quarter| only.is_none_or(|only| only == *quarter)) {
        for subject in rows.iter().filter(|subject| marks.contains(&(**subject, quarter))) {
            let address = plan.subject_address(*subject);
            told.push(if only.is_some() { address } else { format!("{address} {quarter}") });
        }
    }
    (!told.is_empty())
        .then(|| words.with("cli-check-flagged", &[("addresses", Value::from(told.join(", ")))]))
}

/// The columns of a table of findings.
const COLUMNS: [&str; 5] =
    ["cli-col-address", "cli-col-quarter", "cli-col-kind", "cli-col-finding", "cli-col-accepted"];

/// Findings as a table.
pub(super) fn table(words: &Words, plan: &Plan, findings: &[Finding]) -> Table {
    let mut table = Table::new(words, COLUMNS);
    rows(words, plan, findings).into_iter().for_each(|row| table.row(row));
    table
}

fn rows(words: &Words, plan: &Plan, findings: &[Finding]) -> Vec<[String; COLUMNS.len()]> {
    let row = |finding: &Finding| {
        let address = plan.subject_address(finding.subject);
        [
            if address.is_empty() { "-".to_owned() } else { address },
            finding.quarter.to_string(),
            finding.kind().name().to_owned(),
            message(words, plan, finding),
            finding.accepted.as_ref().map(|accepted| accepted.reason.clone()).unwrap_or_default(),
        ]
    };
    findings.iter().map(row).collect()
}

fn as_json(words: &Words, plan: &Plan, finding: &Finding) -> FindingJson {
    let accepted = finding.accepted.as_ref().map(|accepted| AcceptedJson {
        reason: accepted.reason.clone(),
        by: accepted.by.clone(),
        at: jiff::Timestamp::from_millisecond(accepted.at).map(|at| at.to_string()).unwrap_or_default(),
    });
    FindingJson {
        kind: finding.kind().name(),
        address: plan.subject_address(finding.subject),
        quarter: finding.quarter.to_string(),
        message: message(words, plan, finding),
        accepted,
    }
}

/// A finding in a sentence.
pub(super) fn message(words: &Words, plan: &Plan, finding: &Finding) -> String {
    let said = words.l10n.finding(finding);
    if let Some(lapsed) = words.l10n.lapsed(plan, finding) {
        return format!("{said} ({lapsed})");
    }
    let Detail::Doubt(id, ..) = &finding.detail else { return said };
    let doubt = plan.doubts().find(|(other, _)| other == id).map(|(_, doubt)| doubt);
    match doubt.map(|doubt| place(words, &doubt.place)).filter(|place| !place.is_empty()) {
        Some(place) => format!("{said} ({place})"),
        None => said,
    }
}

/// A place in a file: `звіт.docx, таблиця 1, рядок 4`.
pub(super) fn place(words: &Words, source: &crate::domain::Source) -> String {
    let numbers = [
        ("cli-place-table", source.table),
        ("cli-place-row", source.row),
        ("cli-place-column", source.column),
        ("cli-place-line", source.line),
    ];
    let file = Some(source.file.to_string()).filter(|file| !file.is_empty());
    let parts =
        numbers.into_iter().filter_map(|(id, n)| Some(words.with(id, &[("n", Value::from(n?.to_string()))])));
    file.into_iter().chain(parts).collect::<Vec<_>>().join(", ")
}

/// Whether an address names the subject; an empty one or `-` names the plan itself.
pub(super) fn is_about(plan: &Plan, subject: Subject, address: &str) -> bool {
    let address = if address == "-" { "" } else { address };
    let own = plan.subject_address(subject);
    own == address || address.strip_suffix("#1").is_some_and(|measure| measure == own)
}
