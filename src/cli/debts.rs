//! `kvartal debts`: lists the debts, which are missed targets, and the decisions about them.

use serde::Serialize;

use super::{
    Ended,
    args::{DebtsArgs, Format},
    failure::Failure,
    output::{self, Table},
    session::Session,
    show,
    words::Words,
    workspace::Workspace,
};
use crate::domain::{Debt, Plan, Subject, Target};

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

/// Runs the command.
///
/// # Errors
/// When the plan does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &DebtsArgs) -> Result<Ended, Failure> {
    let as_of = session.as_of()?;
    let plan = Workspace::read(session)?.plan(args.plan.as_deref())?;
    let debts = plan.debts(as_of);
    if session.format() == Format::Json {
        let answer = DebtsAnswer {
            plan: plan.header().slug.clone(),
            as_of: as_of.to_string(),
            debts: debts.iter().map(|debt| as_json(&plan, debt)).collect(),
        };
        output::answer("kvartal-debts", &answer, &mut session.out)?;
        return Ok(Ended::Well);
    }
    if debts.is_empty() {
        session.tell_message("cli-debts-none");
    } else {
        let table = table(session, &plan, &debts);
        session.print(&table)?;
    }
    Ok(Ended::Well)
}

fn title(plan: &Plan, debt: &Debt) -> String {
    let measure = plan.measure_at(debt.subject);
    measure.and_then(|id| plan.node(id)).map(|node| node.title.clone()).unwrap_or_default()
}

fn table(session: &Session, plan: &Plan, debts: &[Debt]) -> Table {
    let columns = [
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
    let words = &session.words;
    let people = session.format().is_for_people();
    let mut table = Table::new(words, columns);
    for debt in debts {
        let decision = debt.decision.as_ref();
        let due = decision.and_then(|decision| decision.outcome.due()).unwrap_or(debt.due);
        let figures = if people { figures(plan, debt, words, session.format()) } else { codes(debt) };
        let [target, fact, short] = figures.map(Option::unwrap_or_default);
        table.row([
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
        ]);
    }
    table
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
