//! Draws the panel of all measures with fact and target, the quarters of the year and the note.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::Pen,
    attention::{subject_name, target_and_fact},
    bars,
    panel::{Board, note_sign, percent, say},
    quarters, subjects,
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
        // In a single panel on a narrow screen, only the percentage is shown: both values, the code and the least title
        // take 52 columns.
        let value = match width {
            ..52 => 0,
            52..150 => 9,
            150..180 => 11,
            _ => 13,
        };
        let mut widths =
            Self { code: 11, title: 0, performer: 0, unit: 0, value, bullet: 0, quarter: 0, note: 0 };
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

/// Draws the panel.
pub fn draw(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect) {
    subjects::draw(pen, board, Panel::Measures, area, &Widths::fit(area.width), header, draw_row);
}

fn header(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect, widths: &Widths) {
    let (dim, y) = (pen.theme.dim(), area.y);
    let left = [
        (say(pen, "dash-number", &[]), widths.code, dim),
        (say(pen, "dash-measure", &[]), widths.title, dim),
        (say(pen, "dash-performer", &[]), widths.performer, dim),
        (say(pen, "dash-unit", &[]), widths.unit, dim),
    ];
    let x = subjects::words(pen, (area.x + STATUS, y), left);
    let right = [
        (say(pen, "dash-planned", &[]), widths.value),
        (say(pen, "dash-fact", &[]), widths.value),
        ("%".to_owned(), PERCENT),
    ];
    let mut x = subjects::headings(pen, (x, y), right) + widths.bullet;
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
    let x = names(pen, board, subject, area, widths, status);
    let (target, fact) = target_and_fact(pen, board, subject, assessment.as_ref());
    let figures = [(target, widths.value, Style::new()), (fact, widths.value, pen.theme.strong())];
    let mut x = subjects::values(pen, (x, area.y), figures);
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
    let code = board.plan.subject_address(subject);
    let title = subject_name(board, subject);
    let first = node.and_then(|n| n.performers.first()).and_then(|p| plan.performer(p.id));
    let performer = first.map(|p| p.name.as_str()).unwrap_or_default();
    let unit = indicator_of(subject).and_then(|id| plan.indicator(id)).and_then(|i| i.unit.as_deref());
    let cells = [
        (glyph.as_str(), STATUS, pen.theme.status(status)),
        (&code, widths.code, dim),
        (title.as_str(), widths.title, Style::new()),
        (performer, widths.performer, Style::new()),
        (unit.unwrap_or_default(), widths.unit, dim),
    ];
    subjects::words(pen, (area.x, area.y), cells)
}

/// Draws the facts of the year's quarters; returns where they end.
fn past(
    pen: &mut Pen<'_>,
    board: &Board<'_>,
    indicator: Option<IndicatorId>,
    at: (u16, u16),
    width: u16,
) -> u16 {
    let mut cells = Vec::new();
    for quarter in year(board) {
        let fact = indicator.and_then(|id| board.plan.fact(id, quarter, None));
        let text = match fact.map(|f| &f.value) {
            Some(value @ (FactValue::Number(_) | FactValue::Compound(_) | FactValue::Share(..))) => {
                pen.l10n.fact_value(value).unwrap_or_default()
            }
            Some(FactValue::Done) => pen.theme.glyph(Status::DeedDone).to_string(),
            Some(value) if *value != FactValue::None => {
                pen.theme.glyph(Status::ConditionalReported).to_string()
            }
            _ => pen.theme.sign("–", "-").to_owned(),
        };
        let style = if quarter == board.quarter { Style::new() } else { pen.theme.dim() };
        cells.push((text, width, style));
    }
    subjects::values(pen, at, cells)
}

fn draw_note(pen: &mut Pen<'_>, area: Rect, note: &str, owed: bool) {
    if !note.is_empty() {
        pen.text(area.x, area.y, area.width, note, pen.theme.dim());
    } else if owed {
        let text = format!("{} {}", note_sign(pen), say(pen, "dash-why-unexplained", &[]));
        pen.text(area.x, area.y, area.width, &text, pen.theme.warning());
    }
}
