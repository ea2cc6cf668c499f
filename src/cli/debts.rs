//! `kvartal debts`: lists the debts, which are missed targets, and the decisions about them.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    Ended,
    args::{DebtsArgs, Format},
    failure::Failure,
    output::{self, Table},
    plan_name,
    session::Session,
    show,
    words::Words,
    workspace::Workspace,
};
use crate::domain::{Debt, Plan, Subject, Target};

/// The format of the debts of one plan.
const FORMAT: &str = "kvartal-debts";

#[derive(Serialize)]
struct DebtsListAnswer {
    plans: Vec<output::Headed<DebtsAnswer>>,
}

#[derive(Serialize)]
struct DebtsAnswer {
    plan: String,
    as_of: String,
    debts: Vec<DebtJson>,
}

#[derive(Serialize)]
struct DebtJson {
    address: String,
    title: String,
    due: String,
    quarter: String,
    state: &'static str,
    target: Option<String>,
    fact: Option<String>,
    short: Option<String>,
    decision: Option<DecisionJson>,
}

#[derive(Serialize)]
struct DecisionJson {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    reason: String,
    order: String,
    by: String,
}

/// Runs the command. Of several plans each has its debts in one table, with its slug, and in JSON an answer of its own.
///
/// # Errors
/// When a plan does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &DebtsArgs) -> Result<Ended, Failure> {
    let as_of = session.as_of()?;
    let workspace = Workspace::read(session)?;
    let Some(name) = args.plans.single() else { return list(session, &workspace, args) };
    let plan = workspace.plan(name)?;
    let debts = plan.debts(as_of);
    if session.format() == Format::Json {
        output::answer(FORMAT, &answer(&plan, &debts, as_of), &mut session.out)?;
        return Ok(Ended::Well);
    }
    let mut table = Table::new(&session.words, COLUMNS);
    rows(session, &plan, &debts).into_iter().for_each(|row| table.row(row));
    print(session, &table)
}

/// The debts of several plans.
fn list(session: &mut Session, workspace: &Workspace, args: &DebtsArgs) -> Result<Ended, Failure> {
    let as_of = session.as_of()?;
    let entries = workspace.plans()?;
    let mut table = Table::new(&session.words, ["cli-col-plan"].into_iter().chain(COLUMNS));
    let mut answers = Vec::new();
    for entry in plan_name::chosen(&args.plans, &entries)? {
        let plan = workspace.plan(Some(&entry.id.to_string()))?;
        let debts = plan.debts(as_of);
        for row in rows(session, &plan, &debts) {
            table.row([entry.slug.clone()].into_iter().chain(row));
        }
        answers.push(output::Headed::new(FORMAT, answer(&plan, &debts, as_of)));
    }
    workspace.tell_news();
    if session.format() == Format::Json {
        output::answer("kvartal-debts-list", &DebtsListAnswer { plans: answers }, &mut session.out)?;
        return Ok(Ended::Well);
    }
    print(session, &table)
}

fn print(session: &mut Session, table: &Table) -> Result<Ended, Failure> {
    if table.is_empty() {
        session.tell_message("cli-debts-none");
    } else {
        session.print(table)?;
    }
    Ok(Ended::Well)
}

fn answer(plan: &Plan, debts: &[Debt], as_of: Date) -> DebtsAnswer {
    DebtsAnswer {
        plan: plan.header().slug.clone(),
        as_of: as_of.to_string(),
        debts: debts.iter().map(|debt| as_json(plan, debt)).collect(),
    }
}

fn title(plan: &Plan, debt: &Debt) -> String {
    let measure = plan.measure_at(debt.subject);
    measure.and_then(|id| plan.node(id)).map(|node| node.title.clone()).unwrap_or_default()
}

/// The columns of a table of debts.
const COLUMNS: [&str; 10] = [
    "cli-col-address",
    "cli-col-title",
    "cli-col-quarter",
    "cli-col-due",
    "cli-col-state",
    "cli-col-target",
    "cli-col-fact",
    "cli-col-short",
    "cli-col-reason",
    "cli-col-order",
];

/// The rows of a plan's debts.
fn rows(session: &Session, plan: &Plan, debts: &[Debt]) -> Vec<[String; COLUMNS.len()]> {
    let words = &session.words;
    let people = session.format().is_for_people();
    let row = |debt: &Debt| {
        let decision = debt.decision.as_ref();
        let due = decision.and_then(|decision| decision.outcome.due()).unwrap_or(debt.due);
        let figures = if people { figures(plan, debt, words, session.format()) } else { codes(debt) };
        let [target, fact, short] = figures.map(Option::unwrap_or_default);
        [
            plan.subject_address(debt.subject),
            output::shortened(&title(plan, debt), session.format()),
            debt.quarter.to_string(),
            if people { words.day(due) } else { due.to_string() },
            if people { words.l10n.debt_state(debt.state) } else { debt.state.name().to_owned() },
            target,
            fact,
            short,
            decision.map(|decision| decision.reason.clone()).unwrap_or_default(),
            decision.map(|decision| decision.order.clone()).unwrap_or_default(),
        ]
    };
    debts.iter().map(row).collect()
}

/// Target, fact and the missing amount, for people.
fn figures(plan: &Plan, debt: &Debt, words: &Words, format: Format) -> [Option<String>; 3] {
    let comparator = match debt.subject {
        Subject::Indicator(id) => plan.indicator(id).map(|indicator| indicator.comparator),
        Subject::Node(_) | Subject::Plan => None,
    };
    let comparator = comparator.unwrap_or_default();
    let compared = |target: &Target| {
        let shown = show::target_text(target, words);
        match format {
            Format::Plain => words.l10n.compared_in_words(comparator, &shown),
            _ => words.l10n.compared(comparator, &target.value, &shown),
        }
    };
    [
        debt.target.as_ref().map(compared),
        show::fact_text(&debt.fact, "", words),
        debt.short.as_ref().and_then(|short| words.l10n.fact_value(short)),
    ]
}

/// The same for programs; words of a deed or of a fact are no figure.
fn codes(debt: &Debt) -> [Option<String>; 3] {
    use crate::domain::{FactValue, Target, TargetValue};
    let code = |value: &FactValue| match value {
        FactValue::Text | FactValue::NoOccasion => None,
        value => show::fact_code(value, ""),
    };
    let target = debt.target.as_ref().map(|target| match &target.value {
        TargetValue::Condition | TargetValue::Deed => target.raw.clone(),
        figure => show::target_code(&Target { value: figure.clone(), raw: String::new() }),
    });
    [target.filter(|text| !text.is_empty()), code(&debt.fact), debt.short.as_ref().and_then(code)]
}

fn as_json(plan: &Plan, debt: &Debt) -> DebtJson {
    let [target, fact, short] = codes(debt);
    DebtJson {
        address: plan.subject_address(debt.subject),
        title: title(plan, debt),
        due: debt.due.to_string(),
        quarter: debt.quarter.to_string(),
        state: debt.state.name(),
        target,
        fact,
        short,
        decision: debt.decision.as_ref().map(|decision| DecisionJson {
            kind: decision.outcome.name(),
            due: decision.outcome.due().map(|day| day.to_string()),
            reason: decision.reason.clone(),
            order: decision.order.clone(),
            by: decision.by.clone(),
        }),
    }
}
