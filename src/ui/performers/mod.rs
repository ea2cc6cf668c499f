//! Draws the list of performers with how much each owes and similar names, and the questions before merging and
//! splitting.

mod measures;

use ratatui::{layout::Rect, style::Style};

use super::{
    Pen,
    boxes::middle_box,
    dashboard::{DashboardFigures, bars},
    empty,
    import::fitted,
    pen::cut,
};
use crate::{
    app::{
        Model,
        layer::{MergeForm, SplitForm, merge::CHOICES},
        performers::PerformerRow,
    },
    domain::{Holdings, PerformerId, Plan, Status},
    keymap::{Action, Atoms, Context, help},
    l10n::Arg,
};

/// The columns of figures from left to right: the message of the heading, and the width. The heading of the
/// unreported is their sign.
const COLUMNS: [(&str, u16); 7] = [
    ("column-measures-count", 9),
    ("column-owed", 8),
    ("column-done-count", 6),
    ("column-percent", 8),
    ("column-shared", 9),
    ("", 4),
    ("column-notes", 4),
];

/// Where names begin.
const LEFT: u16 = 2;

/// How many measures are listed below the list, and how many values that both have in the question.
const NAMED: usize = 12;
const CLASHES: usize = 4;

/// The areas of the list, under the headings, and of the details of the current row.
fn parts(body: Rect, len: usize) -> (Rect, Rect) {
    let rest = body.height.saturating_sub(2);
    let listed = u16::try_from(len).unwrap_or(u16::MAX).saturating_add(1);
    let details = match rest {
        ..16 => rest / 3,
        // A short list leaves its lines to the row at hand.
        16..30 => rest.saturating_sub(listed).max(8),
        _ => rest.saturating_sub(listed).max(rest / 2),
    };
    let list = Rect { y: body.y + 2.min(body.height), height: rest - details, ..body };
    (list, Rect { y: list.bottom(), height: details, ..body })
}

/// Sets how many rows the list shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let performers = &mut model.screens.performers;
    let (list, _) = parts(body, performers.rows.len());
    performers.cursor.set_height(usize::from(list.height), performers.rows.len());
}

/// Draws the list, or a text if it is empty.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let Some(plan) = &model.shared.plan else { return };
    let performers = &model.screens.performers;
    let (list, details) = parts(body, performers.rows.len());
    headings(pen, model, body);
    if performers.rows.is_empty() {
        return empty::draw(pen, model, list, "empty-performers");
    }
    for (y, at) in (list.y..list.bottom()).zip(performers.cursor.shown(performers.rows.len())) {
        if let Some(row) = performers.rows.get(at) {
            draw_row(pen, model, plan, row, (y, body.width), at == performers.cursor.at);
        }
    }
    if let Some(row) = performers.row() {
        draw_details(pen, model, plan, row, details);
    }
}

fn headings(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let performers = &model.screens.performers;
    let args = [("count", Arg::from(performers.rows.len())), ("alike", Arg::from(performers.alike()))];
    let id = if performers.alike() > 0 { "performers-count-alike" } else { "performers-count" };
    let heading = pen.l10n.msg_with(id, &args);
    pen.rule(0, body.y, body.width, &heading);
    let span = pen.l10n.span(performers.span(&model.shared));
    pen.right(0, body.y, body.width.saturating_sub(2), &format!(" {span} "), Style::new());
    let dim = pen.theme.dim();
    let name = pen.l10n.msg("column-performer").into_owned();
    pen.text(LEFT, body.y + 1, body.width.saturating_sub(LEFT), &name, dim);
    for ((x, width), (id, _)) in places(body.width).zip(COLUMNS) {
        let text = if id.is_empty() { unreported(pen) } else { pen.l10n.msg(id).into_owned() };
        pen.right(x, body.y + 1, width, &text, dim);
    }
}

/// The sign of what is not reported.
fn unreported(pen: &Pen<'_>) -> String {
    pen.theme.glyph(Status::NotReported).to_string()
}

/// Cells for the bar of what is owed; none on a narrow screen.
const fn bar_width(width: u16) -> u16 {
    match width {
        ..110 => 0,
        110..160 => 22,
        _ => 50,
    }
}

/// Where the columns of figures stand, before the bar.
fn places(width: u16) -> impl Iterator<Item = (u16, u16)> {
    let all: u16 = COLUMNS.iter().map(|(_, cells)| cells).sum();
    let mut x = width.saturating_sub(all + bar_width(width) + 1);
    COLUMNS.iter().map(move |(_, cells)| {
        let at = x;
        x = x.saturating_add(*cells);
        (at, *cells)
    })
}

fn name(plan: &Plan, id: PerformerId) -> String {
    plan.performer(id).map(|performer| performer.name.clone()).unwrap_or_default()
}

fn draw_row(
    pen: &mut Pen<'_>,
    model: &Model,
    plan: &Plan,
    row: &PerformerRow,
    (y, width): (u16, u16),
    selected: bool,
) {
    let style = if selected { pen.theme.cursor() } else { Style::new() };
    if selected {
        pen.select_row(y, LEFT, width.saturating_sub(bar_width(width) + 1));
    }
    let first = places(width).next().map_or(width, |(x, _)| x);
    let room = first.saturating_sub(LEFT);
    let like = if row.alike.is_empty() { String::new() } else { format!("  {}", pen.theme.sign("≈", "~")) };
    let shown = cut(&name(plan, row.id), room.saturating_sub(3), pen.theme.sign("…", ".")).into_owned();
    pen.text(LEFT, y, room, &format!("{shown}{like}"), style);
    let tally = &row.tally;
    let none = pen.theme.sign("–", "-");
    let count = |n: usize| if n == 0 { none.to_owned() } else { n.to_string() };
    let few = |n: u32| count(usize::try_from(n).unwrap_or(usize::MAX));
    let percent = tally.share_done().map_or_else(|| none.to_owned(), |share| pen.l10n.percent(share));
    let figures = [
        count(row.holdings.measures),
        few(tally.owed()),
        few(tally.done()),
        percent,
        few(tally.shared),
        few(tally.count(Status::NotReported)),
        few(tally.notes_owed_on(model.shared.today)),
    ];
    for ((x, width), text) in places(width).zip(figures) {
        pen.right(x, y, width, &text, style);
    }
    let bar = bar_width(width);
    if bar > 0 {
        let most = model.screens.performers.rows.iter().map(|row| row.tally.owed()).max();
        let load = DashboardFigures::of(Some(tally), model.shared.today);
        let scale = most.unwrap_or(0).max(1);
        bars::stacked(pen, width.saturating_sub(bar - 2), y, bar - 3, &load, scale);
    }
}

fn draw_details(pen: &mut Pen<'_>, model: &Model, plan: &Plan, row: &PerformerRow, area: Rect) {
    if area.height == 0 {
        return;
    }
    let width = area.width.saturating_sub(2);
    // The headings of the last two columns are signs, which are explained here.
    let signs = pen.l10n.msg_with("performers-signs", &[("sign", Arg::Text(&unreported(pen)))]);
    let signs = format!(" {signs} ");
    let legend = u16::try_from(signs.chars().count()).unwrap_or(u16::MAX);
    let room = width.saturating_sub(legend.saturating_add(4));
    let legend = if room < 20 { 0 } else { legend };
    let room = if legend == 0 { width.saturating_sub(4) } else { room };
    pen.rule(0, area.y, area.width, &cut(&name(plan, row.id), room, pen.theme.sign("…", ".")));
    pen.text(area.width.saturating_sub(legend + 2), area.y, legend, &signs, pen.theme.dim());
    let measures: Vec<String> = plan
        .measures_of(row.id)
        .take(NAMED)
        .filter_map(|id| Some(format!("{} {}", plan.address(id), plan.node(id)?.title)))
        .collect();
    let mut lines = Vec::new();
    if let Some(other) = row.alike.first() {
        let key = |action: Action| {
            let keys = help::hints(&model.shared.keymap, Context::Performers, Atoms::NONE, &[action]);
            keys.into_iter().next().map(|(keys, _)| keys).unwrap_or_default()
        };
        let (merge, apart) = (key(Action::MergePerformers), key(Action::TellApart));
        let other = name(plan, *other);
        let args = [("name", Arg::Text(&other)), ("keys", Arg::Text(&merge)), ("apart", Arg::Text(&apart))];
        lines.push(format!("{} {}", pen.theme.sign("≈", "~"), pen.l10n.msg_with("performers-alike", &args)));
    }
    lines.push(holdings_line(pen, row.holdings));
    let variants = plan.performer(row.id).map(|known| known.variants.join("; ")).unwrap_or_default();
    if !variants.is_empty() {
        lines.push(pen.l10n.msg_with("performers-variants", &[("names", Arg::Text(&variants))]));
    }
    let as_table = bar_width(area.width) > 0;
    if !as_table {
        lines.push(measures.join("; "));
    }
    let rows = usize::from(area.height.saturating_sub(1));
    let mut next = area.y + 1;
    for text in fitted(&lines, width, rows) {
        pen.text(1, next, width, &text, Style::new());
        next += 1;
    }
    if as_table {
        let rest = Rect { x: 1, y: next, width, height: area.bottom().saturating_sub(next) };
        measures::draw(pen, model, plan, row, rest);
    }
}

fn holdings_line(pen: &Pen<'_>, holdings: Holdings) -> String {
    let args = [
        ("targets", Arg::from(holdings.targets)),
        ("facts", Arg::from(holdings.facts)),
        ("evidence", Arg::from(holdings.evidence)),
    ];
    pen.l10n.msg_with("performers-holdings", &args)
}

/// The heading of the form for assigning measures.
pub fn split_heading(pen: &Pen<'_>, model: &Model, form: &SplitForm) -> String {
    let about = model.shared.plan.as_ref().map(|plan| name(plan, form.from)).unwrap_or_default();
    pen.l10n.msg_with("form-split-performer", &[("about", Arg::Text(&about))])
}

/// Draws the question before a merge: who stays, what moves, where both have a value.
pub fn draw_merge(pen: &mut Pen<'_>, model: &Model, form: &MergeForm, body: Rect) {
    let (Some(plan), Some(into)) = (&model.shared.plan, form.stays()) else { return };
    let clashes: Vec<String> = clash_lines(pen, plan, form);
    let height = u16::try_from(clashes.len()).unwrap_or(0).saturating_add(14);
    let heading = pen.l10n.msg("merge-heading").into_owned();
    let inner = middle_box(pen, body, 74, height, &heading);
    let label = (inner.width / 4).min(16);
    let place = format!("{}/{}", form.at + 1, form.others.len());
    let names = [
        ("merge-goes", name(plan, form.from), Style::new()),
        ("merge-stays", name(plan, into), pen.theme.strong()),
    ];
    for ((id, text, style), y) in names.into_iter().zip(inner.y + 1..inner.bottom()) {
        let title = pen.l10n.msg(id).into_owned();
        pen.text(inner.x + 1, y, label, &title, pen.theme.dim());
        pen.text(inner.x + 1 + label, y, inner.width.saturating_sub(label + 9), &text, style);
    }
    let others = format!("{} {place}", pen.theme.sign("↑↓", "^v"));
    pen.right(inner.x, inner.y + 2, inner.width.saturating_sub(1), &others, pen.theme.dim());
    draw_holdings(pen, form, Rect { y: inner.y + 4, height: inner.height.saturating_sub(4), ..inner });
    for (text, y) in clashes.iter().zip((inner.y + 10).min(inner.bottom())..inner.bottom()) {
        pen.text(inner.x + 1, y, inner.width.saturating_sub(2), text, Style::new());
    }
    if let Some(last) = inner.bottom().checked_sub(1).filter(|last| *last > inner.y) {
        let text = pen.l10n.msg("merge-not-yet").into_owned();
        pen.text(inner.x + 1, last, inner.width.saturating_sub(2), &text, pen.theme.dim());
    }
}

/// Draws what each has, and both together.
fn draw_holdings(pen: &mut Pen<'_>, form: &MergeForm, area: Rect) {
    let column = (area.width / 5).min(12);
    let x = |at: u16| area.right().saturating_sub(1 + (3 - at) * column);
    let dim = pen.theme.dim();
    for (at, id) in (0..).zip(["merge-goes", "merge-stays", "merge-together"]) {
        let text = pen.l10n.msg(id).into_owned();
        pen.right(x(at), area.y, column, &text, dim);
    }
    let rows = [
        ("merge-measures", form.holdings.map(|all| all.measures)),
        ("merge-targets", form.holdings.map(|all| all.targets)),
        ("merge-facts", form.holdings.map(|all| all.facts)),
        ("merge-evidence", form.holdings.map(|all| all.evidence)),
    ];
    for ((id, counts), y) in rows.into_iter().zip(area.y + 1..area.bottom()) {
        let text = pen.l10n.msg(id).into_owned();
        pen.text(area.x + 1, y, area.width.saturating_sub(3 * column + 2), &text, Style::new());
        for (at, count) in (0..).zip(counts) {
            pen.right(x(at), y, column, &count.to_string(), Style::new());
        }
    }
}

/// The lines with the values that both have, and the choices with their digits.
fn clash_lines(pen: &Pen<'_>, plan: &Plan, form: &MergeForm) -> Vec<String> {
    if form.clashes.is_empty() {
        return vec![pen.l10n.msg("merge-no-clash").into_owned()];
    }
    let mut lines: Vec<String> = form
        .clashes
        .iter()
        .take(CLASHES)
        .map(|clash| {
            let place =
                format!("{}, {}", plan.indicator_address(clash.indicator), pen.l10n.field(clash.field, plan));
            let args = [
                ("place", Arg::Text(&place)),
                ("from", Arg::Text(&clash.from)),
                ("into", Arg::Text(&clash.into)),
            ];
            pen.l10n.msg_with("merge-clash", &args)
        })
        .collect();
    let more = form.clashes.len().saturating_sub(CLASHES);
    if more > 0 {
        lines.push(pen.l10n.msg_with("merge-more-clashes", &[("count", Arg::from(more))]));
    }
    let choices = CHOICES.iter().enumerate().map(|(at, (on_clash, id))| {
        let chosen = *on_clash == form.on_clash;
        let mark = if chosen { pen.theme.sign("●", "*") } else { pen.theme.sign("○", "-") };
        format!("{mark} {} {}", at + 1, pen.l10n.msg(id))
    });
    lines.push(choices.collect::<Vec<_>>().join("   "));
    lines
}
