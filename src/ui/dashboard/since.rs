//! Draws indicators since the beginning of the year: the year's target, the fact of the quarter and of the year so far,
//! the remainder, and the pace.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::{Pen, values},
    attention::subject_name,
    panel::{Board, say},
    subjects,
};
use crate::domain::{Assessment, IndicatorId, Paced, Status, Subject};

/// The widths of the columns; 0 omits a column.
struct Widths {
    code: u16,
    title: u16,
    rule: u16,
    value: u16,
    each: u16,
    standing: u16,
}

const STATUS: u16 = 2;

impl Widths {
    fn fit(width: u16) -> Self {
        let value = if width < 110 { 9 } else { 11 };
        let standing = if width < 110 { 17 } else { 24 };
        let code = 10;
        let mut left = width.saturating_sub(STATUS + code + 4 * value + standing + 12);
        let mut optional = |wanted: u16| {
            let taken = if left >= wanted { wanted } else { 0 };
            left -= taken;
            taken
        };
        let (rule, each) = (optional(11), optional(9));
        Self { code, title: 12 + left, rule, value, each, standing }
    }
}

/// The data of a row.
struct SinceRow {
    status: Status,
    rule: String,
    planned: String,
    quarter: String,
    so_far: String,
    left: String,
    each: String,
    standing: String,
}

/// Draws the panel.
pub fn draw(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect) {
    subjects::draw(pen, board, area, &Widths::fit(area.width), header, draw_row);
}

fn header(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect, widths: &Widths) {
    let (dim, y) = (pen.theme.dim(), area.y);
    let quarter = pen.l10n.quarter_of_year(board.quarter);
    let word = |pen: &Pen<'_>, id: &str| say(pen, id, &[]);
    let left = [
        (word(pen, "dash-number"), widths.code, dim),
        (word(pen, "dash-indicator"), widths.title, dim),
        (word(pen, "dash-aggregation"), widths.rule, dim),
    ];
    let x = subjects::words(pen, (area.x + STATUS, y), left);
    let right = [
        (word(pen, "dash-planned-year"), widths.value),
        (quarter, widths.value),
        (word(pen, "dash-so-far"), widths.value),
        (word(pen, "dash-left"), widths.value),
        (word(pen, "dash-left-each"), widths.each),
    ];
    let x = subjects::headings(pen, (x, y), right);
    pen.text(x + 2, y, widths.standing.saturating_sub(2), &word(pen, "dash-standing"), dim);
}

fn draw_row(pen: &mut Pen<'_>, board: &Board<'_>, subject: Subject, area: Rect, widths: &Widths) {
    let row = row(pen, board, subject);
    let (y, dim, plain) = (area.y, pen.theme.dim(), Style::new());
    let node = board.plan.measure_at(subject).and_then(|id| board.plan.node(id));
    let code = node.and_then(|node| node.code.as_deref()).unwrap_or_default();
    let glyph = pen.theme.glyph(row.status).to_string();
    let name = subject_name(board, subject);
    let names = [
        (glyph.as_str(), STATUS, pen.theme.status(row.status)),
        (code, widths.code, dim),
        (&name, widths.title, plain),
        (&row.rule, widths.rule, dim),
    ];
    let x = subjects::words(pen, (area.x, y), names);
    let figures = [
        (&row.planned, widths.value, plain),
        (&row.quarter, widths.value, plain),
        (&row.so_far, widths.value, pen.theme.strong()),
        (&row.left, widths.value, plain),
        (&row.each, widths.each, plain),
    ];
    let x = subjects::values(pen, (x, y), figures);
    pen.text(x + 2, y, widths.standing.saturating_sub(2), &row.standing, pen.theme.status_text(row.status));
}

fn row(pen: &Pen<'_>, board: &Board<'_>, subject: Subject) -> SinceRow {
    let plan = board.plan;
    let Subject::Indicator(id) = subject else {
        let status = plan
            .measure_at(subject)
            .map_or(Status::NotPlanned, |measure| plan.measure_status_over(measure, board.span, board.today));
        let dash = || pen.theme.sign("–", "-").to_owned();
        return SinceRow {
            status,
            rule: String::new(),
            planned: pen.l10n.msg("value-deed").into_owned(),
            quarter: dash(),
            so_far: dash(),
            left: dash(),
            each: dash(),
            standing: pen.l10n.status(status),
        };
    };
    let year = plan.period().year_around(board.quarter);
    let judged = plan.assess_over(id, board.span, board.today, None);
    let paced = plan.pace_over(id, year, board.today, None);
    let (left, each) = left(pen, paced.as_ref());
    let quarter = plan.fact(id, board.quarter, None);
    let shown = |text: String| if text.is_empty() { pen.theme.sign("–", "-").to_owned() } else { text };
    SinceRow {
        status: judged.status,
        rule: rule(pen, board, id),
        planned: shown(planned(pen, board, id, &plan.assess_over(id, year, board.today, None))),
        quarter: shown(
            quarter.map(|fact| values::fact(pen.l10n, &fact.value, &fact.raw)).unwrap_or_default(),
        ),
        so_far: shown(values::fact(pen.l10n, &plan.gathered(id, board.span, None).value, "")),
        left,
        each,
        standing: standing(pen, &judged, paced.as_ref()),
    }
}

fn rule(pen: &Pen<'_>, board: &Board<'_>, id: IndicatorId) -> String {
    let aggregation = board.plan.indicator(id).map(|indicator| indicator.aggregation).unwrap_or_default();
    pen.l10n.msg(&format!("aggregation-{}", aggregation.name())).into_owned()
}

fn planned(pen: &Pen<'_>, board: &Board<'_>, id: IndicatorId, over: &Assessment) -> String {
    values::signed(pen, over.target.as_ref(), board.plan.indicator(id))
}

/// The remainder of a target that is summed over quarters, and the amount for each remaining quarter.
fn left(pen: &Pen<'_>, paced: Option<&Paced>) -> (String, String) {
    let dash = || pen.theme.sign("–", "-").to_owned();
    let Some((rest, quarters)) = paced.and_then(|paced| paced.left) else { return (dash(), dash()) };
    let each = pen.l10n.left_each(rest, quarters).unwrap_or_else(dash);
    (pen.l10n.number(rest), each)
}

/// The pace during the year; afterwards, or where there is none, the status.
fn standing(pen: &Pen<'_>, judged: &Assessment, paced: Option<&Paced>) -> String {
    match (&judged.gap, paced) {
        (Some(gap), _) => pen.l10n.gap(gap),
        (None, Some(paced)) => pen.l10n.msg(&format!("pace-{}", paced.pace.name())).into_owned(),
        (None, None) => pen.l10n.status(judged.status),
    }
}
