//! Draws the preview of an import: doubts, then changes or what was read, and details of the current row.

use ratatui::{layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr as _;

use super::{
    Pen,
    pen::{cut, wrap},
};
use crate::{
    app::{
        Model,
        import::{ImportPreview, ImportRow},
    },
    domain::{
        Aggregation, ChangedField, Difference, DifferenceKind, Doubt, FieldChange, Indicator, Level,
        NodeDifference, NodeId, PerformerId, Plan, Source, Span,
    },
    l10n::Arg,
};

/// The maximal width of a title before its changes.
const TITLE_BESIDE_CHANGES: u16 = 30;
/// The column up to which the row under the cursor is marked.
const MARKED: u16 = 13;
/// What stands between two changes of a node.
const BETWEEN_CHANGES: &str = "; ";
/// The number of lines above the list.
const HEAD: u16 = 3;

/// The areas of the list, and of the details of the current row.
fn parts(body: Rect) -> (Rect, Rect) {
    let rest = body.height.saturating_sub(HEAD);
    let details = if rest >= 12 { 7 } else { rest / 2 };
    let list = Rect { y: body.y + HEAD.min(body.height), height: rest - details, ..body };
    (list, Rect { y: list.bottom(), height: details, ..body })
}

/// Sets how many rows the list shows.
pub fn prepare(model: &mut Model, body: Rect) {
    if let Some(preview) = &mut model.screens.import.preview {
        let (list, _) = parts(body);
        preview.cursor.set_height(usize::from(list.height), preview.rows.len());
    }
}

/// Draws the preview.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let Some(preview) = &model.screens.import.preview else { return };
    let (list, details) = parts(body);
    head(pen, preview, body);
    for (line, at) in preview.cursor.shown(preview.rows.len()).enumerate() {
        let y = list.y + u16::try_from(line).unwrap_or(u16::MAX);
        let Some(row) = preview.rows.get(at).filter(|_| y < list.bottom()) else { continue };
        draw_row(pen, preview, *row, (y, list.width), at == preview.cursor.at);
    }
    draw_details(pen, preview, details);
}

fn head(pen: &mut Pen<'_>, preview: &ImportPreview, body: Rect) {
    let width = body.width.saturating_sub(2);
    let slug = &preview.plan.header().slug;
    let id = if preview.difference.is_some() { "import-into" } else { "import-new" };
    let file = pen.l10n.msg_with(id, &[("file", Arg::Text(&preview.file)), ("slug", Arg::Text(slug))]);
    let count = |id: &str, n: usize| pen.l10n.msg_with(id, &[("count", Arg::from(n))]);
    let measures = count("import-measures", preview.plan.measures().count());
    let indicators = preview.plan.measures().map(|(id, _)| preview.plan.indicators(id).count()).sum();
    let indicators = count("import-indicators", indicators);
    let doubts = count("import-open-doubts", preview.open_doubts());
    let counts = [
        ("measures", Arg::Text(measures.as_str())),
        ("indicators", Arg::Text(&indicators)),
        ("doubts", Arg::Text(&doubts)),
    ];
    let counts = pen.l10n.msg_with("import-counts", &counts);
    let strong = pen.theme.strong();
    pen.text(1, body.y, width, &format!("{file} · {counts}"), strong);
    let header = preview.plan.header();
    // A long name is cut, because the period is more important.
    let period = pen.l10n.span(header.period);
    let left = width.saturating_sub(u16::try_from(period.chars().count() + 3).unwrap_or(width));
    let whose = cut(&header.organisation, left, "…");
    let glue = if whose.is_empty() { "" } else { " · " };
    pen.text(1, body.y + 1, width, &format!("{whose}{glue}{period}"), Style::new());
    let third = match &preview.difference {
        Some(difference) => difference_line(pen, difference),
        None => header.title.clone(),
    };
    let dim = pen.theme.dim();
    pen.text(1, body.y + 2, width, &third, dim);
}

fn difference_line(pen: &Pen<'_>, difference: &Difference) -> String {
    let count = |kind| Arg::from(difference.measures(kind));
    pen.l10n.msg_with(
        "import-difference",
        &[
            ("added", count(DifferenceKind::Added)),
            ("changed", count(DifferenceKind::Changed)),
            ("withdrawn", count(DifferenceKind::Withdrawn)),
            ("untouched", Arg::from(difference.untouched)),
        ],
    )
}

fn draw_row(pen: &mut Pen<'_>, preview: &ImportPreview, row: ImportRow, at: (u16, u16), selected: bool) {
    let (y, width) = at;
    let width = width.saturating_sub(2);
    draw_text(pen, preview, row, (y, width));
    if selected {
        // Only the beginning, because a whole row would be sent again for each move.
        pen.select_row(y, 1, MARKED);
    }
}

fn draw_text(pen: &mut Pen<'_>, preview: &ImportPreview, row: ImportRow, (y, width): (u16, u16)) {
    match row {
        ImportRow::Heading(id) => {
            let heading = pen.l10n.msg(id).into_owned();
            pen.rule(1, y, width, &heading);
        }
        ImportRow::Doubt(id) => {
            let Some((_, doubt)) = preview.plan.doubts().find(|(known, _)| *known == id) else { return };
            let sign = if doubt.settled.is_some() { pen.theme.sign("✓", "=") } else { "?" };
            pen.text(1, y, 2, sign, pen.theme.key());
            let line = doubt_line(pen, &preview.plan, doubt);
            pen.text(3, y, width.saturating_sub(2), &line, Style::new());
        }
        ImportRow::Changed(at) => {
            let Some(node) = preview.difference.as_ref().and_then(|all| all.nodes.get(at)) else { return };
            let sign = match node.kind {
                DifferenceKind::Added => "+",
                DifferenceKind::Changed => "~",
                DifferenceKind::Withdrawn => "-",
            };
            pen.text(1, y, 2, sign, pen.theme.key());
            let line = changed_line(pen, &preview.plan, node);
            pen.text(3, y, width.saturating_sub(2), &line, Style::new());
        }
        ImportRow::Node(id, depth) => {
            let indent = indent(depth, width);
            let style = if is_measure(&preview.plan, id) { Style::new() } else { pen.theme.strong() };
            let room = width.saturating_sub(indent);
            pen.text(1 + indent, y, room, &beside_its_values(pen, &preview.plan, id, room), style);
        }
    }
}

fn indent(depth: usize, width: u16) -> u16 {
    u16::try_from(depth).unwrap_or(0).min(width / 4)
}

fn is_measure(plan: &Plan, id: NodeId) -> bool {
    plan.node(id).is_some_and(|node| node.level == Level::Measure)
}

fn doubt_line(pen: &Pen<'_>, plan: &Plan, doubt: &Doubt) -> String {
    let address = match plan.subject_address(doubt.subject) {
        empty if empty.is_empty() => pen.l10n.msg("import-the-plan").into_owned(),
        address => address,
    };
    let reading = doubt.settled.as_ref().unwrap_or(&doubt.reading);
    let arrow =
        if reading.is_empty() { String::new() } else { format!(" → {}", pen.l10n.doubt_reading(reading)) };
    let text = pen.l10n.doubt_text(&doubt.text);
    format!("{address} · {}: {text}{arrow}", pen.l10n.doubt_kind(doubt.kind))
}

/// The changes of a node. A long title is cut, because the address identifies the node.
fn changed_line(pen: &Pen<'_>, plan: &Plan, node: &NodeDifference) -> String {
    let changes: Vec<String> = node.fields.iter().map(|change| field_line(pen, plan, change)).collect();
    if changes.is_empty() {
        return format!("{} {}", node.address, node.title);
    }
    format!("{}{}", changed_title(node), changes.join(BETWEEN_CHANGES))
}

/// What stands before the changes of a node.
fn changed_title(node: &NodeDifference) -> String {
    format!("{} {}: ", node.address, cut(&node.title, TITLE_BESIDE_CHANGES, "…"))
}

fn field_line(pen: &Pen<'_>, plan: &Plan, change: &FieldChange) -> String {
    let [from, to] = [&change.from, &change.to].map(|text| pen.l10n.quote(text));
    format!("{} {from} → {to}", pen.l10n.field(change.field, plan))
}

/// An indicator with its unit, and how quarters add up where that is no sum.
fn about(pen: &Pen<'_>, indicator: &Indicator) -> String {
    let unit = indicator.unit.clone().filter(|unit| !indicator.name.contains(unit.as_str()));
    let rule = (indicator.aggregation != Aggregation::Sum)
        .then(|| pen.l10n.msg(&format!("aggregation-{}", indicator.aggregation.name())).into_owned());
    let said = std::iter::once(indicator.name.clone()).chain(unit).chain(rule);
    said.filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(", ")
}

/// A node as it was read in one line. A long title is cut, so that the figures behind it are seen.
fn beside_its_values(pen: &Pen<'_>, plan: &Plan, id: NodeId, room: u16) -> String {
    let (title, said) = node_parts(pen, plan, id);
    let title = cut(&title, room_of_title(&title, &said, room), "…");
    format!("{title}{said}")
}

/// The room for a title before what is printed behind it, which gets at most half of the line.
fn room_of_title(title: &str, said: &str, room: u16) -> u16 {
    if cells(title) + cells(said) <= room { room } else { room.saturating_sub(cells(said).min(room / 2)) }
}

/// A node as it was read: its name, and for a measure its indicators with targets and facts, its term and performers.
fn node_line(pen: &Pen<'_>, plan: &Plan, id: NodeId) -> String {
    let (title, said) = node_parts(pen, plan, id);
    format!("{title}{said}")
}

/// The name of a node, and what is printed behind it.
fn node_parts(pen: &Pen<'_>, plan: &Plan, id: NodeId) -> (String, String) {
    let Some(node) = plan.node(id) else { return <(String, String)>::default() };
    let code = node.code.as_deref().map(|code| format!("{code} ")).unwrap_or_default();
    let values = plan.indicators(id).map(|(id, indicator)| {
        let targets = plan.targets(id).map(|(span, who, target)| {
            let wording = target.wording();
            let said = pen.l10n.compared(indicator.comparator, &target.value, &wording);
            (span, who, if wording.is_empty() { wording } else { said })
        });
        let facts = plan.facts(id).map(|(quarter, who, fact)| (Span::single(quarter), who, fact.wording()));
        let name = about(pen, indicator);
        let name = if name.is_empty() { name } else { format!("{name}: ") };
        match (listed(pen, plan, targets), listed(pen, plan, facts)) {
            (target, fact) if target.is_empty() && fact.is_empty() => about(pen, indicator),
            (target, fact) if fact.is_empty() => format!("{name}{target}"),
            (target, fact) => format!("{name}{target} / {fact}"),
        }
    });
    let values = values.filter(|said| !said.is_empty()).collect::<Vec<_>>().join("; ");
    let term = node.term.as_ref().map(|term| term.raw.clone()).unwrap_or_default();
    let performers = node.performers.iter().filter_map(|named| plan.performer(named.id));
    let performers = performers.map(|performer| performer.name.as_str()).collect::<Vec<_>>().join(", ");
    let said = [values, term, performers].into_iter().filter(|part| !part.is_empty());
    (format!("{code}{}", node.title), said.map(|part| format!(" · {part}")).collect())
}

/// Values, each with its quarters where these are not those of the plan, and with whose it is where it is a part.
fn listed(
    pen: &Pen<'_>,
    plan: &Plan,
    values: impl Iterator<Item = (Span, Option<PerformerId>, String)>,
) -> String {
    let period = plan.period();
    let one_year = period.first.year() == period.last.year();
    let said = values.filter(|(.., wording)| !wording.is_empty()).map(|(span, who, wording)| {
        let when = match span.as_single() {
            _ if span == period => None,
            Some(quarter) if one_year => Some(pen.l10n.quarter_of_year(quarter)),
            _ => Some(pen.l10n.span_short(span)),
        };
        let whose = who.and_then(|id| plan.performer(id)).map(|performer| performer.name.clone());
        let before: Vec<String> = when.into_iter().chain(whose).collect();
        if before.is_empty() { wording } else { format!("{}: {wording}", before.join(", ")) }
    });
    said.collect::<Vec<_>>().join("; ")
}

fn draw_details(pen: &mut Pen<'_>, preview: &ImportPreview, area: Rect) {
    if area.height == 0 {
        return;
    }
    pen.rule(1, area.y, area.width.saturating_sub(2), "");
    let width = area.width.saturating_sub(2);
    let room = width.saturating_sub(2);
    let lines = match preview.rows.get(preview.cursor.at) {
        Some(ImportRow::Doubt(_)) => {
            let doubt = preview.doubt().map(|(_, doubt)| doubt);
            let mut lines = doubt.map(|doubt| doubt_details(pen, doubt)).unwrap_or_default();
            // The row as it was read, so that the user need not search for it below.
            let measure = doubt.and_then(|doubt| preview.plan.measure_at(doubt.subject));
            let row = measure.map(|measure| node_line(pen, &preview.plan, measure));
            lines.splice(lines.len().min(1)..lines.len().min(1), row);
            lines
        }
        Some(ImportRow::Changed(at)) => {
            let node = preview.difference.as_ref().and_then(|all| all.nodes.get(*at));
            node.map(|node| changed_details(pen, &preview.plan, node, room)).unwrap_or_default()
        }
        Some(ImportRow::Node(id, depth)) => {
            let (title, said) = node_parts(pen, &preview.plan, *id);
            let room = width.saturating_sub(indent(*depth, width));
            let before = room_of_title(&title, &said, room);
            let shown = room.saturating_sub(cells(&title).min(before));
            let left_out = [pen.left_out(&title, before), pen.left_out(&said, shown)];
            left_out.into_iter().filter(|rest| !rest.is_empty()).collect()
        }
        Some(ImportRow::Heading(_)) | None => Vec::new(),
    };
    let rows = area.height.saturating_sub(1);
    for (y, text) in (area.y + 1..).zip(fitted(&lines, width, rows.into())) {
        pen.text(1, y, width, &text, Style::new());
    }
}

/// Wraps lines into a number of rows. If they do not fit, the longest lines are cut, so that what follows a long text
/// (the reading, and the keys for the others) remains visible.
pub(super) fn fitted(lines: &[String], width: u16, rows: usize) -> Vec<String> {
    let mut wrapped: Vec<Vec<String>> = lines.iter().map(|line| wrap(line, width)).collect();
    let taken = |most: usize| wrapped.iter().map(|line| line.len().min(most)).sum::<usize>();
    let most = (1..=rows).rev().find(|most| taken(*most) <= rows).unwrap_or(1);
    for line in wrapped.iter_mut().filter(|line| line.len() > most) {
        line.truncate(most);
        if let Some(last) = line.last_mut() {
            *last = cut(&format!("{last} …"), width, "…").into_owned();
        }
    }
    wrapped.into_iter().flatten().take(rows).collect()
}

/// The details of a doubt.
pub(super) fn doubt_details(pen: &Pen<'_>, doubt: &Doubt) -> Vec<String> {
    let say = |id: &str| pen.l10n.msg(id).into_owned();
    let mut lines = vec![
        place(pen, &doubt.place),
        format!("{}: {}", say("import-stood"), pen.l10n.doubt_text(&doubt.text)),
        format!("{}: {}", say("import-read-as"), pen.l10n.doubt_reading(&doubt.reading)),
    ];
    if !doubt.alternatives.is_empty() {
        let others = doubt.alternatives.iter().enumerate();
        let others = others.map(|(at, other)| format!("{} {}", at + 1, pen.l10n.doubt_reading(other)));
        lines.push(format!("{}: {}", say("import-others"), others.collect::<Vec<_>>().join("  ")));
    }
    if let Some(settled) = &doubt.settled {
        lines.push(format!("{}: {}", say("import-settled"), pen.l10n.doubt_reading(settled)));
    }
    lines
}

/// A place in a document.
pub(super) fn place(pen: &Pen<'_>, place: &Source) -> String {
    let numbers = [
        ("import-place-table", "table", place.table),
        ("import-place-row", "row", place.row),
        ("import-place-column", "column", place.column),
        ("import-place-line", "line", place.line.filter(|_| place.table.is_none())),
    ];
    let parts = numbers.into_iter().filter_map(|(id, name, number)| {
        let number = number?.to_string();
        Some(pen.l10n.msg_with(id, &[(name, Arg::Text(&number))]))
    });
    std::iter::once(place.file.to_string()).chain(parts).collect::<Vec<_>>().join(", ")
}

/// What the row of a node leaves out: of its title, and of its changes.
fn changed_details(pen: &Pen<'_>, plan: &Plan, node: &NodeDifference, room: u16) -> Vec<String> {
    if node.fields.is_empty() {
        return vec![pen.left_out(&changed_line(pen, plan, node), room)];
    }
    // A new title stands among the changes.
    let renamed = node.fields.iter().any(|change| change.field == ChangedField::Title);
    let title = (!renamed).then(|| pen.left_out(&node.title, TITLE_BESIDE_CHANGES));
    let mut left = room.saturating_sub(cells(&changed_title(node)));
    let changes = node.fields.iter().map(|change| {
        let line = field_line(pen, plan, change);
        let rest = pen.left_out(&line, left);
        left = left.saturating_sub(cells(&line) + cells(BETWEEN_CHANGES));
        rest
    });
    title.into_iter().chain(changes).filter(|line| !line.is_empty()).collect()
}

fn cells(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_long_text_is_seen_too() {
        let lines = ["місце", "дуже довгий текст на п'ять рядків", "читання", "1 так"].map(String::from);
        assert_eq!(
            fitted(&lines, 8, 9),
            ["місце", "дуже", "довгий", "текст на", "п'ять", "рядків", "читання", "1 так"]
        );
        assert_eq!(fitted(&lines, 8, 5), ["місце", "дуже", "довгий …", "читання", "1 так"]);
        assert_eq!(fitted(&lines, 8, 2), ["місце", "дуже …"]);
        assert!(fitted(&lines, 8, 0).is_empty());
    }
}
