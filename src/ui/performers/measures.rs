//! What the performer under the cursor has to do: a line for each indicator, as his slice judges it.

use ratatui::{layout::Rect, style::Style};

use super::super::{Pen, columns::FreeEdge, values};
use crate::{
    app::{Model, performers::PerformerRow},
    domain::{Assessment, IndicatorId, NodeId, PerformerId, Plan, Span, Status},
    l10n::Arg,
};

const ADDRESS: u16 = 11;
const FIGURE: u16 = 13;
const PERCENT: u16 = 8;

/// Draws the measures, or as many as have room; the last line says how many more there are.
pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, plan: &Plan, row: &PerformerRow, area: Rect) {
    let span = model.screens.performers.span(&model.shared);
    let all = plan.measures_of(row.id).flat_map(|measure| {
        let mut own = plan.indicators(measure).map(|(id, _)| Some(id)).peekable();
        let bare = own.peek().is_none().then_some(None);
        own.chain(bare).map(move |id| (measure, id)).collect::<Vec<_>>()
    });
    let all: Vec<(NodeId, Option<IndicatorId>)> = all.collect();
    let area = head(pen, area);
    let lines = usize::from(area.height);
    let shown = if all.len() > lines { lines.saturating_sub(1) } else { all.len() };
    for (y, (measure, id)) in (area.y..).zip(all.iter().take(shown)) {
        let line = Rect { y, height: 1, ..area };
        draw_line(pen, (plan, model), row.id, (*measure, *id), line, span);
    }
    if shown < all.len() && lines > 0 {
        let more = pen.l10n.msg_with("dash-more", &[("count", Arg::from(all.len() - shown))]);
        pen.text(area.x + 2, area.bottom() - 1, area.width, &more, pen.theme.dim());
    }
}

/// Draws the headings; answers with what is left below them.
fn head(pen: &mut Pen<'_>, area: Rect) -> Rect {
    if area.height == 0 {
        return area;
    }
    let dim = pen.theme.dim();
    let mut edge = FreeEdge::of(area);
    let (percent, fact, target) = (edge.cut(PERCENT), edge.cut(FIGURE), edge.cut(FIGURE));
    for (x, width, id) in [
        (target, FIGURE, "column-target"),
        (fact, FIGURE, "column-fact"),
        (percent, PERCENT, "column-percent"),
    ] {
        let text = pen.l10n.msg(id).into_owned();
        pen.right(x, area.y, width - 1, &text, dim);
    }
    for (x, id) in [(area.x + 2, "column-code"), (area.x + 2 + ADDRESS, "column-measure")] {
        let text = pen.l10n.msg(id).into_owned();
        pen.text(x, area.y, ADDRESS, &text, dim);
    }
    Rect { y: area.y + 1, height: area.height - 1, ..area }
}

fn draw_line(
    pen: &mut Pen<'_>,
    (plan, model): (&Plan, &Model),
    who: PerformerId,
    (measure, id): (NodeId, Option<IndicatorId>),
    line: Rect,
    span: Span,
) {
    let mut edge = FreeEdge::of(line);
    let (percent, fact, target) = (edge.cut(PERCENT), edge.cut(FIGURE), edge.cut(FIGURE));
    let title_at = line.x + 2 + ADDRESS;
    let room = edge.left_from(title_at);
    let judged = id.map(|id| judge(plan, (id, who), span, model.shared.today));
    let status = judged.as_ref().map_or_else(
        || plan.measure_status_over(measure, span, model.shared.today),
        |(judged, _)| judged.status,
    );
    pen.text(line.x, line.y, 1, &pen.theme.glyph(status).to_string(), pen.theme.status(status));
    let address = id.map_or_else(|| plan.address(measure), |id| plan.indicator_address(id));
    pen.text(line.x + 2, line.y, ADDRESS - 1, &address, Style::new());
    let mut title = plan.node(measure).map(|node| node.title.clone()).unwrap_or_default();
    let shared = judged.as_ref().is_some_and(|(_, is_shared)| *is_shared);
    let mut tail = String::new();
    if shared {
        tail = format!(" {} {}", pen.theme.sign("·", "|"), pen.l10n.msg("column-shared"));
        tail.push_str(&part(pen, plan, (id, who), span));
    }
    let left = room.saturating_sub(u16::try_from(tail.chars().count()).unwrap_or(u16::MAX));
    title = super::super::pen::cut(&title, left, pen.theme.sign("…", ".")).into_owned();
    pen.text(title_at, line.y, room, &format!("{title}{tail}"), Style::new());
    let (planned, reported, ratio) = match &judged {
        Some((judged, _)) => {
            let indicator = id.and_then(|id| plan.indicator(id));
            let raw = id.and_then(|id| plan.fact(id, span.last, None)).map(|fact| fact.raw.clone());
            let reported = values::fact(pen.l10n, &judged.fact, &raw.unwrap_or_default());
            let ratio = judged.ratio.filter(|_| status != Status::NotReported);
            (values::planned(pen, Some(judged), indicator), reported, values::percent(pen.l10n, ratio))
        }
        None => (pen.l10n.msg("value-deed").into_owned(), String::new(), String::new()),
    };
    for (x, width, text) in [(target, FIGURE, planned), (fact, FIGURE, reported), (percent, PERCENT, ratio)] {
        pen.right(x, line.y, width - 1, &text, Style::new());
    }
}

/// How an indicator stands for a performer: by his own target, or by the one that he shares with others.
fn judge(
    plan: &Plan,
    (id, who): (IndicatorId, PerformerId),
    span: Span,
    today: jiff::civil::Date,
) -> (Assessment, bool) {
    let slice = plan.slice_of(id, span, who);
    let judged = match span.as_single() {
        Some(quarter) => plan.assess(id, quarter, slice),
        None => plan.assess_over(id, span, today, slice),
    };
    let is_shared =
        slice.is_none() && plan.measure_of(id).is_some_and(|measure| plan.is_shared(measure, &judged));
    (judged, is_shared)
}

/// «, з них 6»: his own part of what is shared.
fn part(pen: &Pen<'_>, plan: &Plan, (id, who): (Option<IndicatorId>, PerformerId), span: Span) -> String {
    let Some(id) = id else { return String::new() };
    let own = plan.gathered(id, span, Some(who)).value;
    let raw = plan.fact(id, span.last, Some(who)).map(|fact| fact.raw.clone()).unwrap_or_default();
    let value = values::fact(pen.l10n, &own, &raw);
    if value.is_empty() {
        return String::new();
    }
    pen.l10n.msg_with("performers-own-part", &[("value", Arg::Text(&value))])
}
