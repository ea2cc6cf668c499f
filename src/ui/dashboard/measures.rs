//! Every measure with its fact against its plan, the quarters of the year and the note.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::Pen,
    attention::{fits, subject_name, target_and_fact},
    bars,
    panel::{Board, empty, percent, say},
    quarters,
};
use crate::{
    app::dashboard::{Panel, look::judged},
    domain::{FactValue, Quarter, Status, Subject},
};

/// The columns with their widths; a width of 0 leaves one out.
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
        let mut widths =
            Self { code: 9, title: 0, performer: 0, unit: 0, value: 9, bullet: 0, quarter: 0, note: 0 };
        let mut left = width.saturating_sub(STATUS + widths.code + 2 * widths.value + PERCENT + 16);
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
        widths.title = 16 + left.min(30);
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

/// The quarters of the year that is looked at.
fn year(board: &Board<'_>) -> impl Iterator<Item = Quarter> + use<> {
    let year = board.quarter.year();
    (1..=4).filter_map(move |number| Quarter::new(year, number))
}

fn draw_row(pen: &mut Pen<'_>, board: &Board<'_>, subject: Subject, area: Rect, widths: &Widths) {
    let plan = board.plan;
    let (status, judgement) = judged(plan, subject, board.quarter);
    let colour = pen.theme.status(status);
    let (y, plain, dim) = (area.y, Style::new(), pen.theme.dim());
    let mut x = area.x;
    let glyph = pen.theme.glyph(status).to_string();
    pen.text(x, y, 1, &glyph, colour);
    x += STATUS;
    let node = crate::app::dashboard::lists::measure(plan, subject).and_then(|id| plan.node(id));
    let code = node.and_then(|n| n.code.as_deref()).unwrap_or_default();
    pen.text(x, y, widths.code.saturating_sub(1), code, dim);
    x += widths.code;
    pen.text(x, y, widths.title.saturating_sub(1), &subject_name(board, subject), plain);
    x += widths.title;
    if widths.performer > 0 {
        let first = node.and_then(|n| n.performers.first()).and_then(|p| plan.performer(p.id));
        let name = first.map(|p| p.name.as_str()).unwrap_or_default();
        pen.text(x, y, widths.performer - 1, name, plain);
        x += widths.performer;
    }
    let indicator = if let Subject::Indicator(id) = subject { Some(id) } else { None };
    if widths.unit > 0 {
        let unit = indicator.and_then(|id| plan.indicator(id)).and_then(|i| i.unit.as_deref());
        pen.text(x, y, widths.unit - 1, unit.unwrap_or_default(), dim);
        x += widths.unit;
    }
    let (target, fact) = target_and_fact(pen, board, subject, judgement.as_ref());
    for (text, style) in [(target, plain), (fact, pen.theme.strong())] {
        // A space before the value; what does not fit is cut on the right by the pen, words only.
        pen.right(x + 1, y, widths.value - 1, &text, style);
        x += widths.value;
    }
    let ratio = judgement.as_ref().and_then(|j| j.ratio);
    // What is not reported counts as 0 in the mean, but it has not reached 0 %: nobody knows.
    if let Some(ratio) = ratio.filter(|_| status != Status::NotReported) {
        let whole = super::figures::whole_percent(ratio.0, crate::domain::Ratio::ONE.0);
        percent(pen, x, y, PERCENT, whole, plain);
    }
    x += PERCENT;
    if widths.bullet > 2 {
        bars::bullet(pen, x + 1, y, widths.bullet - 2, ratio, colour);
        x += widths.bullet;
    }
    if widths.quarter > 0 {
        for quarter in year(board) {
            let fact = indicator.and_then(|id| plan.fact(id, quarter, None));
            let text = match fact.map(|f| &f.value) {
                Some(FactValue::Number(number)) => pen.l10n.number(*number),
                Some(FactValue::Done) => pen.theme.sign("■", "#").to_owned(),
                Some(value) if *value != FactValue::None => pen.theme.sign("◆", "!").to_owned(),
                _ => pen.theme.sign("–", "-").to_owned(),
            };
            let text = if fits(&text, widths.quarter - 1) { text } else { pen.theme.sign("…", "..").to_owned() };
            let style = if quarter == board.quarter { plain } else { dim };
            pen.right(x, y, widths.quarter, &text, style);
            x += widths.quarter;
        }
    }
    let note = indicator.and_then(|id| plan.fact(id, board.quarter, None)).map(|f| f.note.as_str());
    let note = note.unwrap_or_default();
    let owed = judgement.and_then(|j| j.note_owed).is_some_and(|due| due.is_due(board.quarter, board.today));
    if widths.note > 1 && !note.is_empty() {
        pen.text(x + 1, y, widths.note - 1, note, dim);
    } else if widths.note > 1 && owed {
        let text = format!("{} {}", pen.theme.sign("✎", "N"), say(pen, "dash-why-unexplained", &[]));
        pen.text(x + 1, y, widths.note - 1, &text, pen.theme.warning());
    }
}
