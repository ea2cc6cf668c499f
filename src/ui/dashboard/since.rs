//! Indicators over the time since the year, or a longer target, began: planned for all of it, brought in the quarter
//! and so far, what is left, and how that stands.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::{Pen, values},
    attention::subject_name,
    panel::{Board, say},
    subjects,
};
use crate::{
    app::dashboard::{Panel, lists::longer_span},
    domain::{Assessment, IndicatorId, Paced, Span, Status, Subject, TargetValue},
};

/// The widths of the columns; 0 omits a column.
struct Widths {
    code: u16,
    title: u16,
    rule: u16,
    planned: u16,
    value: u16,
    each: u16,
    standing: u16,
    /// Whether rows are about different spans, so that each says its own.
    is_named: bool,
}

const STATUS: u16 = 2;

impl Widths {
    fn fit(width: u16, is_named: bool) -> Self {
        let value = if width < 130 { 9 } else { 11 };
        // «півр. 160,5» needs more than the number alone.
        let planned = if is_named { value + 3 } else { value };
        let standing = if width < 130 { 17 } else { 24 };
        let code = 11;
        let mut left = width.saturating_sub(STATUS + code + planned + 3 * value + standing + 12);
        let mut optional = |wanted: u16| {
            let taken = if left >= wanted { wanted } else { 0 };
            left -= taken;
            taken
        };
        let (rule, each) = (optional(11), optional(9));
        Self { code, title: 12 + left, rule, planned, value, each, standing, is_named }
    }
}

/// The time that a row is about.
#[derive(Clone, Copy)]
struct Stretch {
    /// From its beginning to the quarter.
    so_far: Span,
    /// All of it.
    whole: Span,
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

/// Draws the panel of longer targets.
pub fn draw_longer(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect) {
    let widths = Widths::fit(area.width, true);
    subjects::draw(pen, board, Panel::Longer, area, &widths, header, draw_row);
}

/// Draws the panel.
pub fn draw(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect) {
    let widths = Widths::fit(area.width, false);
    subjects::draw(pen, board, Panel::Measures, area, &widths, header, draw_row);
}

/// The time that a row is about: the span of the longer target around the quarter, or the year.
fn stretch(board: &Board<'_>, subject: Subject, widths: &Widths) -> Stretch {
    let own = match subject {
        Subject::Indicator(id) if widths.is_named => longer_span(board.plan, id, board.quarter),
        _ => None,
    };
    match own {
        Some(whole) => Stretch { so_far: Span { last: board.quarter, ..whole }, whole },
        None => Stretch { so_far: board.span, whole: board.plan.period().year_around(board.quarter) },
    }
}

fn header(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect, widths: &Widths) {
    let planned = if widths.is_named { "dash-planned" } else { "dash-planned-year" };
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
        (word(pen, planned), widths.planned),
        (quarter, widths.value),
        (word(pen, "dash-so-far"), widths.value),
        (word(pen, "dash-left"), widths.value),
        (word(pen, "dash-left-each"), widths.each),
    ];
    let x = subjects::headings(pen, (x, y), right);
    pen.text(x + 2, y, widths.standing.saturating_sub(2), &word(pen, "dash-standing"), dim);
}

fn draw_row(pen: &mut Pen<'_>, board: &Board<'_>, subject: Subject, area: Rect, widths: &Widths) {
    let row = row(pen, board, subject, stretch(board, subject, widths), widths.is_named);
    let (y, dim, plain) = (area.y, pen.theme.dim(), Style::new());
    let code = board.plan.subject_address(subject);
    let glyph = pen.theme.glyph(row.status).to_string();
    let name = subject_name(board, subject);
    let names = [
        (glyph.as_str(), STATUS, pen.theme.status(row.status)),
        (&code, widths.code, dim),
        (&name, widths.title, plain),
        (&row.rule, widths.rule, dim),
    ];
    let x = subjects::words(pen, (area.x, y), names);
    let figures = [
        (&row.planned, widths.planned, plain),
        (&row.quarter, widths.value, plain),
        (&row.so_far, widths.value, pen.theme.strong()),
        (&row.left, widths.value, plain),
        (&row.each, widths.each, plain),
    ];
    let x = subjects::values(pen, (x, y), figures);
    pen.text(x + 2, y, widths.standing.saturating_sub(2), &row.standing, pen.theme.status_text(row.status));
}

fn row(pen: &Pen<'_>, board: &Board<'_>, subject: Subject, stretch: Stretch, is_named: bool) -> SinceRow {
    let plan = board.plan;
    let Subject::Indicator(id) = subject else {
        let status = plan.measure_at(subject).map_or(Status::NotPlanned, |measure| {
            plan.measure_status_over(measure, stretch.so_far, board.today)
        });
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
    let Stretch { so_far, whole } = stretch;
    let judged = plan.assess_over(id, so_far, board.today, None);
    let paced = plan.pace_over(id, whole, board.today, None);
    let over = plan.assess_over(id, whole, board.today, None);
    let (left, each) = left(pen, paced.as_ref());
    let quarter = plan.fact(id, board.quarter, None);
    let shown = |text: String| if text.is_empty() { pen.theme.sign("–", "-").to_owned() } else { text };
    SinceRow {
        status: judged.status,
        rule: rule(pen, board, id, &over),
        planned: shown(match is_named {
            true => values::planned(pen, Some(&over), plan.indicator(id)),
            false => values::signed(pen, over.target.as_ref(), plan.indicator(id)),
        }),
        quarter: shown(
            quarter.map(|fact| values::fact(pen.l10n, &fact.value, &fact.raw)).unwrap_or_default(),
        ),
        so_far: shown(values::fact(pen.l10n, &plan.gathered(id, so_far, None).value, "")),
        left,
        each,
        standing: standing(pen, &judged, paced.as_ref()),
    }
}

/// How it adds up; nothing for deeds and conditions, which do not.
fn rule(pen: &Pen<'_>, board: &Board<'_>, id: IndicatorId, over: &Assessment) -> String {
    let target = over.target.as_ref().map(|target| &target.value);
    if matches!(target, Some(TargetValue::Deed | TargetValue::Condition | TargetValue::Date(_))) {
        return String::new();
    }
    let aggregation = board.plan.indicator(id).map(|indicator| indicator.aggregation).unwrap_or_default();
    pen.l10n.msg(&format!("aggregation-{}", aggregation.name())).into_owned()
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
