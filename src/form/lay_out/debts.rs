//! The annex with the debts: obligations that were not met in time, and their state.

use jiff::civil::Date;

use crate::{
    document::{Align, Block, Bound, Cell, Table, formatting::mm},
    domain::{Debt, DebtState, FactValue, Span},
    form::labels::labels,
    text::{day::in_digits, normal::squeeze},
};

use super::{LayoutContext, half_points, ink::ParagraphStyle, title, values};

/// The widths of the columns in millimetres.
const WIDTHS: [u32; 9] = [18, 72, 24, 24, 20, 20, 20, 24, 45];

/// The debts of the printed measures that were due before the end of the report, in their state on a day.
pub fn annex(scene: &LayoutContext<'_>, day: Date) -> Result<Vec<Block>, Bound> {
    let size = half_points(scene.writing.table_size);
    let ink = ParagraphStyle { size, align: Align::Left, bold: false, italic: false };
    let words = labels();
    let mut head = ink.bold(true).line(format!("{} {}", words.debts_on, in_digits(day)));
    (head.look.before, head.look.after) = (mm(6), mm(2));
    (head.look.keep_with_next, head.look.heading) = (true, 2);
    let plan = scene.quarters;
    let last = scene.options.span.last;
    let printed = |debt: &Debt| {
        debt.quarter <= last && plan.measure_at(debt.subject).is_some_and(|id| scene.includes(id))
    };
    let debts: Vec<Debt> = plan.debts(day).into_iter().filter(printed).collect();
    if debts.is_empty() {
        return Ok(vec![head.into(), ink.line(words.no_debts.clone()).into()]);
    }
    let mut cells: Vec<Cell> = Vec::new();
    for (column, text) in words.debts_columns.iter().enumerate() {
        let heading = ParagraphStyle { align: Align::Center, ..ink.bold(true) };
        cells.push(Cell::new(0, column).with_block(heading.line(text.clone())));
    }
    for (at, debt) in debts.iter().enumerate() {
        let texts = line(scene, debt).into_iter().enumerate();
        cells.extend(texts.map(|(column, text)| Cell::new(at + 1, column).with_block(ink.line(text))));
    }
    let mut table = Table::new(debts.len() + 1, words.debts_columns.len(), cells)?;
    table.header_rows = 1;
    table.widths = WIDTHS.map(mm).to_vec();
    Ok(vec![head.into(), table.into()])
}

fn line(scene: &LayoutContext<'_>, debt: &Debt) -> [String; 9] {
    let plan = scene.quarters;
    let node = plan.measure_at(debt.subject).and_then(|id| plan.node(id));
    let decision = debt.decision.as_ref();
    let carried = decision.and_then(|decision| decision.outcome.due());
    let due = match carried {
        Some(day) => format!("{} → {}", in_digits(debt.due), in_digits(day)),
        None => in_digits(debt.due),
    };
    let grounds = decision.map(|decision| format!("{}: {}", decision.order, decision.reason));
    [
        plan.subject_address(debt.subject),
        node.map(|node| squeeze(&node.title)).unwrap_or_default(),
        title::period(Span::single(debt.quarter)),
        due,
        debt.target.as_ref().map(values::plain_target).unwrap_or_default(),
        values::plain_fact(&debt.fact),
        debt.short.as_ref().map(|short: &FactValue| values::plain_fact(short)).unwrap_or_default(),
        state(debt.state).to_owned(),
        grounds.unwrap_or_default(),
    ]
}

fn state(state: DebtState) -> &'static str {
    let [open, settled, explained, carried, withdrawn] = &labels().debt_states;
    match state {
        DebtState::Open => open,
        DebtState::Settled => settled,
        DebtState::Explained => explained,
        DebtState::Carried => carried,
        DebtState::Withdrawn => withdrawn,
    }
}
