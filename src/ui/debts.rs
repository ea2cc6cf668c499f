//! Draws the debts of a plan: open ones with the missing amount, and ended ones with how they ended.

use jiff::civil::Date;
use ratatui::{layout::Rect, style::Style};

use super::{Pen, empty, import::fitted, pen::cut, values};
use crate::{
    app::{
        Model,
        debts::DebtRow,
        facts::{FactRow, Part, row_assessment},
        layer::{RulingForm, RulingKind},
    },
    domain::{Debt, DebtState, FactValue, Number, Plan, Quarter, Subject, TargetValue},
    l10n::Arg,
};

/// The width of a due day.
const DUE: u16 = 11;
/// The width of an address.
const ADDRESS: u16 = 11;
/// The width of a figure.
const FIGURE: u16 = 9;
/// The width of the days.
const DAYS: u16 = 6;
/// The left edge of the due day, after the cursor and the sign.
const LEFT: u16 = 4;

/// The areas of the list, under the line of headings, and of the details of the current row.
fn parts(body: Rect) -> (Rect, Rect) {
    let rest = body.height.saturating_sub(1);
    let details = if rest >= 16 { 6 } else { rest / 3 };
    let list = Rect { y: body.y + 1.min(body.height), height: rest - details, ..body };
    (list, Rect { y: list.bottom(), height: details, ..body })
}

/// Sets how many rows the list shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let (list, _) = parts(body);
    let debts = &mut model.screens.debts;
    debts.cursor.set_height(usize::from(list.height), debts.rows.len());
}

/// Draws the list, or a text if it is empty.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let Some(plan) = &model.shared.plan else { return };
    let debts = &model.screens.debts;
    let (list, details) = parts(body);
    if debts.rows.is_empty() {
        let id = if debts.list.is_empty() { "empty-debts" } else { "empty-debts-open" };
        return empty::draw(pen, model, list, id);
    }
    headings(pen, body);
    for (y, at) in (list.y..list.bottom()).zip(debts.cursor.shown(debts.rows.len())) {
        let selected = at == debts.cursor.at;
        if selected {
            pen.select_row(y, LEFT, body.width.saturating_sub(1));
        }
        match debts.rows.get(at) {
            Some(DebtRow::Band(id, count)) => {
                let heading = pen.l10n.msg_with(id, &[("number", Arg::from(*count))]);
                let heading = format!("{heading}{}", band(pen, model, plan, id));
                pen.rule(0, y, body.width, &heading);
            }
            Some(DebtRow::Debt(at)) => {
                if let Some(debt) = debts.list.get(*at) {
                    draw_row(pen, plan, debt, model.shared.today, (y, body.width), selected);
                }
            }
            None => {}
        }
    }
    draw_details(pen, model, plan, details);
}

/// What a band is made of: how old the open ones are, and how the others have ended.
fn band(pen: &Pen<'_>, model: &Model, plan: &Plan, id: &str) -> String {
    let debts = &model.screens.debts;
    let count = |is: &dyn Fn(&Debt) -> bool| debts.list.iter().filter(|debt| is(debt)).count();
    if id == "debts-open" {
        let now = plan.period().nearest(Quarter::of(model.shared.today));
        let before = count(&|debt| debt.state == DebtState::Open && debt.quarter < now);
        let quarter = pen.l10n.quarter_short(now);
        let args = [
            ("before", Arg::from(before)),
            ("now", Arg::from(debts.open().saturating_sub(before))),
            ("quarter", Arg::Text(&quarter)),
        ];
        return pen.l10n.msg_with("debts-open-of", &args);
    }
    let ends = [DebtState::Settled, DebtState::Explained, DebtState::Carried, DebtState::Withdrawn];
    let ends = ends.into_iter().map(|state| (state, count(&|debt| debt.state == state)));
    let ends: Vec<String> = ends
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| format!("{} {count}", pen.l10n.debt_state(state)))
        .collect();
    format!(": {}", ends.join(", "))
}

fn headings(pen: &mut Pen<'_>, body: Rect) {
    let dim = pen.theme.dim();
    let say = |pen: &Pen<'_>, id: &str| pen.l10n.msg(id).into_owned();
    for (x, width, id) in [
        (LEFT, DUE - 1, "column-due"),
        (LEFT + DUE, ADDRESS - 1, "column-code"),
        (LEFT + DUE + ADDRESS, 12, "column-measure"),
        (performer_at(body.width), performer_width(body.width), "column-performer"),
    ] {
        let text = say(pen, id);
        pen.text(x, body.y, width, &text, dim);
    }
    for (place, width, id) in figures_at(body.width)
        .into_iter()
        .zip(["column-target", "column-fact", "column-short", "column-days"])
        .map(|((x, width), id)| (x, width, id))
    {
        let text = say(pen, id);
        pen.right(place, body.y, width, &text, dim);
    }
}

/// The positions of the figures: target, fact, missing amount, days.
const fn figures_at(width: u16) -> [(u16, u16); 4] {
    let days = width.saturating_sub(DAYS + 1);
    let short = days.saturating_sub(FIGURE);
    let fact = short.saturating_sub(FIGURE);
    let target = fact.saturating_sub(FIGURE);
    [(target, FIGURE), (fact, FIGURE), (short, FIGURE), (days, DAYS)]
}

/// Cells for the performer; none on a narrow screen.
const fn performer_width(width: u16) -> u16 {
    match width {
        ..110 => 0,
        110..160 => 24,
        _ => 36,
    }
}

/// Where the performer stands, before the figures.
const fn performer_at(width: u16) -> u16 {
    let [(target, _), ..] = figures_at(width);
    target.saturating_sub(performer_width(width))
}

/// Who performs it: the first one, and how many more.
fn performer(plan: &Plan, debt: &Debt) -> String {
    let node = plan.measure_at(debt.subject).and_then(|id| plan.node(id));
    let mut all = node.into_iter().flat_map(|node| &node.performers);
    let first = all.next().and_then(|first| plan.performer(first.id));
    let first = first.map(|performer| performer.name.clone()).unwrap_or_default();
    match all.count() {
        0 => first,
        more => format!("{first} +{more}"),
    }
}

/// The current due day.
fn due(debt: &Debt) -> Date {
    debt.decision.as_ref().and_then(|decision| decision.outcome.due()).unwrap_or(debt.due)
}

fn draw_row(
    pen: &mut Pen<'_>,
    plan: &Plan,
    debt: &Debt,
    today: Date,
    (y, width): (u16, u16),
    selected: bool,
) {
    let ended = debt.state != DebtState::Open;
    let style = match (selected, ended) {
        (true, _) => pen.theme.cursor(),
        (false, true) => pen.theme.dim(),
        (false, false) => Style::new(),
    };
    if let Some(measure) = plan.measure_at(debt.subject) {
        let row = FactRow { subject: debt.subject, measure, group: None, part: Part::Whole };
        let (status, _) = row_assessment(plan, &row, debt.quarter);
        let sign_style = if ended { pen.theme.dim() } else { pen.theme.status(status) };
        let glyph = pen.theme.glyph(status).to_string();
        pen.text(2, y, 1, &glyph, sign_style);
    }
    // How it has ended says the new day, too.
    let day = pen.l10n.date(if ended { debt.due } else { due(debt) });
    pen.text(LEFT, y, DUE - 1, &day, style);
    let address = plan.subject_address(debt.subject);
    pen.text(LEFT + DUE, y, ADDRESS - 1, &address, style);
    let x = LEFT + DUE + ADDRESS;
    let [(target, _), ..] = figures_at(width);
    let who = performer_at(width);
    pen.text(x, y, who.saturating_sub(x + 1), &title(plan, debt.subject), style);
    let name = performer(plan, debt);
    pen.text(who, y, performer_width(width).saturating_sub(1), &name, style);
    if ended {
        let room = width.saturating_sub(target + 1);
        let said = ending(pen, plan, debt);
        pen.right(target, y, room, &cut(&said, room, pen.theme.sign("…", ".")), style);
        return;
    }
    let [planned, fact, short] = figures(pen, plan, debt);
    let days = (today - due(debt)).get_days().to_string();
    for ((x, width), text) in figures_at(width).into_iter().zip([planned, fact, short, days]) {
        // A column keeps a gap to the one before it.
        pen.right(x + 1, y, width - 1, &cut(&text, width - 1, pen.theme.sign("…", ".")), style);
    }
}

/// What was planned, what there is, and what is short.
fn figures(pen: &Pen<'_>, plan: &Plan, debt: &Debt) -> [String; 3] {
    let id = if let Subject::Indicator(id) = debt.subject { Some(id) } else { None };
    let planned = match &debt.target {
        None => pen.l10n.msg("value-deed").into_owned(),
        target => values::signed(pen, target.as_ref(), id.and_then(|id| plan.indicator(id))),
    };
    let said = id.and_then(|id| plan.fact(id, debt.quarter, None)).map(|fact| fact.raw.clone());
    let fact = values::fact(pen.l10n, &debt.fact, &said.unwrap_or_default());
    let short = debt.short.as_ref().and_then(|short| pen.l10n.fact_value(short)).unwrap_or_default();
    [planned, fact, short]
}

/// How a debt ended: «перенесено, наказ № 41», «пояснено: «карантин»», «надолужено, ІІ кв. 2026».
fn ending(pen: &Pen<'_>, plan: &Plan, debt: &Debt) -> String {
    let state = pen.l10n.debt_state(debt.state);
    match (debt.state, &debt.decision) {
        (DebtState::Carried | DebtState::Withdrawn, Some(decision)) => {
            let day = decision.outcome.due().map(|day| pen.l10n.date(day));
            match day {
                Some(day) => {
                    let args = [("day", Arg::Text(&day)), ("order", Arg::Text(&decision.order))];
                    pen.l10n.msg_with("debts-carried-to", &args)
                }
                None => format!("{state}, {}", decision.order),
            }
        }
        (DebtState::Explained, _) => match note(plan, debt) {
            Some(note) => format!("{state}: {note}"),
            None => state,
        },
        (DebtState::Settled, _) => match debt.settled {
            Some(quarter) => format!("{state}, {}", pen.l10n.quarter_short(quarter)),
            None => state,
        },
        _ => state,
    }
}

/// The note at the fact of the quarter in which it was due.
fn note(plan: &Plan, debt: &Debt) -> Option<String> {
    let Subject::Indicator(id) = debt.subject else { return None };
    let note = plan.fact(id, debt.quarter, None).map(|fact| fact.note.clone());
    note.filter(|note| !note.is_empty())
}

fn title(plan: &Plan, subject: Subject) -> String {
    let node = plan.measure_at(subject).and_then(|id| plan.node(id));
    node.map(|node| node.title.clone()).unwrap_or_default()
}

fn draw_details(pen: &mut Pen<'_>, model: &Model, plan: &Plan, area: Rect) {
    if area.height == 0 {
        return;
    }
    let width = area.width.saturating_sub(2);
    let Some(debt) = model.screens.debts.debt() else { return pen.rule(0, area.y, area.width, "") };
    let heading = format!("{} {}", plan.subject_address(debt.subject), title(plan, debt.subject));
    pen.rule(0, area.y, area.width, &cut(&heading, width.saturating_sub(4), "…"));
    let quarter = pen.l10n.quarter(debt.quarter);
    let (due, state) = (pen.l10n.date(debt.due), pen.l10n.debt_state(debt.state));
    let args = [("quarter", Arg::Text(&quarter)), ("due", Arg::Text(&due)), ("state", Arg::Text(&state))];
    let mut lines = vec![pen.l10n.msg_with("debts-due", &args)];
    let shown = |text: String| if text.is_empty() { pen.theme.sign("–", "-").to_owned() } else { text };
    let [target, fact, short] = figures(pen, plan, debt).map(shown);
    let args = [("target", Arg::Text(&target)), ("fact", Arg::Text(&fact)), ("short", Arg::Text(&short))];
    let id = match debt.state {
        DebtState::Open if adds_up_over_quarters(debt) => "debts-figures-so-far",
        DebtState::Open => "debts-figures",
        // What was short when its day was over is short no more, or was decided.
        _ => "debts-figures-then",
    };
    lines.push(pen.l10n.msg_with(id, &args));
    let indicator = if let Subject::Indicator(id) = debt.subject { plan.indicator(id) } else { None };
    lines.extend(indicator.map(|indicator| values::named_rule(pen, indicator, width)));
    if let Some(decision) = &debt.decision {
        let day = decision.outcome.due().map(|day| pen.l10n.date(day)).unwrap_or_default();
        let args = [
            ("day", Arg::Text(&day)),
            ("reason", Arg::Text(&decision.reason)),
            ("order", Arg::Text(&decision.order)),
            ("by", Arg::Text(&decision.by)),
        ];
        let id = if day.is_empty() { "debts-decided-withdrawn" } else { "debts-decided-carried" };
        lines.push(pen.l10n.msg_with(id, &args));
    }
    let names = plan.measure_at(debt.subject).and_then(|id| plan.node(id)).into_iter();
    let names = names.flat_map(|node| &node.performers).filter_map(|who| plan.performer(who.id));
    let names: Vec<&str> = names.map(|performer| performer.name.as_str()).collect();
    if !names.is_empty() {
        let names = names.join("; ");
        lines.push(pen.l10n.msg_with("debts-performers", &[("names", Arg::Text(&names))]));
    }
    let note = note(plan, debt);
    lines.extend(note.map(|note| format!("{} {note}", pen.theme.sign("✎", "*"))));
    let rows = usize::from(area.height.saturating_sub(1));
    for (y, text) in (area.y + 1..).zip(fitted(&lines, width, rows)) {
        pen.text(1, y, width, &text, Style::new());
    }
}

/// Whether more is short than the quarter alone has left: what was short before counts as well.
fn adds_up_over_quarters(debt: &Debt) -> bool {
    let target = match debt.target.as_ref().map(|target| &target.value) {
        Some(TargetValue::Number(number)) => *number,
        _ => return false,
    };
    let (Some(fact), Some(short)) = (debt.fact.number(), debt.short.as_ref().and_then(FactValue::number))
    else {
        return false;
    };
    short != target.minus(fact).max(Number::ZERO)
}

/// The heading of the form for a decision.
pub fn form_heading(pen: &Pen<'_>, model: &Model, form: &RulingForm) -> String {
    let plan = model.shared.plan.as_ref();
    let about = plan.map(|plan| plan.subject_address(form.subject)).unwrap_or_default();
    let id = match form.kind {
        RulingKind::Carry => "form-carry-debt",
        RulingKind::Withdraw => "form-withdraw-debt",
    };
    pen.l10n.msg_with(id, &[("about", Arg::Text(&about))])
}
