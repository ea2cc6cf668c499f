//! Draws the panel of all measures with fact and target, the quarters of the year and the note.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::Pen,
    attention::{subject_name, target_and_fact},
    bars,
    panel::{Board, empty, note_sign, percent, say, value},
    quarters,
};
use crate::{
    app::dashboard::{Panel, attention::judged},
    domain::{FactValue, IndicatorId, Quarter, Ratio, Status, Subject, status::whole_percent},
};

/// The widths of the columns; 0 omits a column.
struct Widths {
    code: u16,
    title: u16,
    performer: u16,
    unit: u16,
    value: u16,
    bullet: u16,
    quarter: u16,
    note: u16,
}

const STATUS: u16 = 2;
const PERCENT: u16 = 5;

impl Widths {
    fn fit(width: u16) -> Self {
        // In a single panel on a narrow screen, only the percentage is shown.
        let value = match width {
            ..50 => 0,
            50..150 => 9,
            150..180 => 11,
            _ => 13,
        };
        let mut widths =
            Self { code: 9, title: 0, performer: 0, unit: 0, value, bullet: 0, quarter: 0, note: 0 };
        let least = width.min(16);
        let mut left = width.saturating_sub(STATUS + widths.code + 2 * value + PERCENT + least);
        for (column, wanted, cost) in [
            (&mut widths.bullet, 22, 22),
            (&mut widths.performer, 20, 20),
            (&mut widths.unit, 10, 10),
            (&mut widths.note, 20, 20),
            (&mut widths.quarter, 7, 28),
        ] {
            if left >= cost {
                *column = wanted;
                left -= cost;
            }
        }
        widths.title = least + left.min(30);
        left = left.saturating_sub(30);
        if widths.bullet > 0 {
            let more = left.min(18);
            widths.bullet += more;
            left -= more;
        }
        widths.note += if widths.note > 0 { left } else { 0 };
        widths
    }
}

/// How many measures are shown.
pub const fn rows(area: Rect) -> u16 {
    area.height.saturating_sub(1)
}

/// Draws the panel.
pub fn draw(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect) {
    if board.state.measures.is_empty() {
        empty(pen, area, "dash-no-measures");
        return;
    }
    let widths = Widths::fit(area.width);
    header(pen, board, area, &widths);
    for (at, line) in board.rows(Panel::Measures, rows(area)) {
        let Some(subject) = board.state.measures.get(at) else { break };
        let place = Rect::new(area.x, area.y + 1 + line, area.width, 1);
        draw_row(pen, board, *subject, place, &widths);
        board.mark(pen, Panel::Measures, at, place);
    }
}

fn header(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect, widths: &Widths) {
    let (dim, y) = (pen.theme.dim(), area.y);
    let mut x = area.x + STATUS;
    for (id, width, right) in [
        ("dash-number", widths.code, false),
        ("dash-measure", widths.title, false),
        ("dash-performer", widths.performer, false),
        ("dash-unit", widths.unit, false),
        ("dash-planned", widths.value, true),
        ("dash-fact", widths.value, true),
    ] {
        let text = say(pen, id, &[]);
        if right {
            pen.right(x, y, width, &text, dim);
        } else {
            pen.text(x, y, width.saturating_sub(1), &text, dim);
        }
        x += width;
    }
    pen.right(x, y, PERCENT, "%", dim);
    x += PERCENT + widths.bullet;
    for quarter in year(board).filter(|_| widths.quarter > 0) {
        let style = if quarter == board.quarter { pen.theme.strong() } else { dim };
        let text = quarters::short(pen, quarter);
        pen.right(x, y, widths.quarter, &text, style);
        x += widths.quarter;
    }
    let text = say(pen, "dash-note", &[]);
    pen.text(x + 1, y, widths.note.saturating_sub(1), &text, dim);
}

/// The quarters of the current year.
fn year(board: &Board<'_>) -> impl Iterator<Item = Quarter> + use<> {
    let year = board.quarter.year();
    (1..=4).filter_map(move |number| Quarter::new(year, number))
}

fn draw_row(pen: &mut Pen<'_>, board: &Board<'_>, subject: Subject, area: Rect, widths: &Widths) {
    let plan = board.plan;
    let (status, assessment) = judged(plan, subject, board.quarter);
    let colour = pen.theme.status(status);
    let mut x = names(pen, board, subject, area, widths, status);
    let (target, fact) = target_and_fact(pen, board, subject, assessment.as_ref());
    for (text, style) in [(target, Style::new()), (fact, pen.theme.strong())] {
        value(pen, x + 1, area.y, widths.value.saturating_sub(1), &text, style);
        x += widths.value;
    }
    let ratio = assessment.as_ref().and_then(|j| j.ratio);
    // An unreported value counts as 0 in the mean, but no percentage is shown, because the value is unknown.
    if let Some(ratio) = ratio.filter(|_| status != Status::NotReported) {
        let whole = whole_percent(ratio.0, Ratio::ONE.0);
        percent(pen, x, area.y, PERCENT, whole, Style::new());
    }
    x += PERCENT;
    if widths.bullet > 2 {
        bars::bullet(pen, x + 1, area.y, widths.bullet - 2, ratio, colour);
        x += widths.bullet;
    }
    let indicator = indicator_of(subject);
    if widths.quarter > 0 {
        x = past(pen, board, indicator, (x, area.y), widths.quarter);
    }
    if widths.note > 1 {
        let note = indicator.and_then(|id| plan.fact(id, board.quarter, None)).map(|f| f.note.as_str());
        let owed = assessment.is_some_and(|assessment| assessment.owes_note(board.today));
        draw_note(pen, Rect::new(x + 1, area.y, widths.note - 1, 1), note.unwrap_or_default(), owed);
    }
}

const fn indicator_of(subject: Subject) -> Option<IndicatorId> {
    match subject {
        Subject::Indicator(id) => Some(id),
        _ => None,
    }
}

/// Draws the columns of text; returns where the figures begin.
fn names(
    pen: &mut Pen<'_>,
    board: &Board<'_>,
    subject: Subject,
    area: Rect,
    widths: &Widths,
    status: Status,
) -> u16 {
    let (plan, dim) = (board.plan, pen.theme.dim());
    let node = plan.measure_at(subject).and_then(|id| plan.node(id));
    let glyph = pen.theme.glyph(status).to_string();
    let code = node.and_then(|n| n.code.as_deref()).unwrap_or_default();
    let title = subject_name(board, subject);
    let first = node.and_then(|n| n.performers.first()).and_then(|p| plan.performer(p.id));
    let performer = first.map(|p| p.name.as_str()).unwrap_or_default();
    let unit = indicator_of(subject).and_then(|id| plan.indicator(id)).and_then(|i| i.unit.as_deref());
    let mut x = area.x;
    for (text, width, style) in [
        (glyph.as_str(), STATUS, pen.theme.status(status)),
        (code, widths.code, dim),
        (title.as_str(), widths.title, Style::new()),
        (performer, widths.performer, Style::new()),
        (unit.unwrap_or_default(), widths.unit, dim),
    ] {
        pen.text(x, area.y, width.saturating_sub(1), text, style);
        x += width;
    }
    x
}

/// Draws the facts of the year's quarters; returns where they end.
fn past(
    pen: &mut Pen<'_>,
    board: &Board<'_>,
    indicator: Option<IndicatorId>,
    (mut x, y): (u16, u16),
    width: u16,
) -> u16 {
    for quarter in year(board) {
        let fact = indicator.and_then(|id| board.plan.fact(id, quarter, None));
        let text = match fact.map(|f| &f.value) {
            Some(FactValue::Number(number)) => pen.l10n.number(*number),
            Some(FactValue::Done) => pen.theme.glyph(Status::DeedDone).to_string(),
            Some(value) if *value != FactValue::None => {
                pen.theme.glyph(Status::ConditionalReported).to_string()
            }
            _ => pen.theme.sign("–", "-").to_owned(),
        };
        let style = if quarter == board.quarter { Style::new() } else { pen.theme.dim() };
        value(pen, x + 1, y, width.saturating_sub(1), &text, style);
        x += width;
    }
    x
}

fn draw_note(pen: &mut Pen<'_>, area: Rect, note: &str, owed: bool) {
    if !note.is_empty() {
        pen.text(area.x, area.y, area.width, note, pen.theme.dim());
    } else if owed {
        let text = format!("{} {}", note_sign(pen), say(pen, "dash-why-unexplained", &[]));
        pen.text(area.x, area.y, area.width, &text, pen.theme.warning());
    }
}
