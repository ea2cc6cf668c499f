//! Draws the findings of the quarter: a list in groups, and details of the current row under it.

mod columns;

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::{
    Pen,
    empty::{self, under_a_line},
    import,
    pen::{cut, wrap},
    values,
};
use crate::{
    app::{
        Model,
        facts::{FactRow, Part, row_assessment},
        findings::{By, FindingGroup, FindingRow, GroupHead},
        layer::Readings,
    },
    domain::{Acceptance, Detail, Finding, Plan, Subject},
    l10n::Arg,
};

/// The width of an address.
const ADDRESS: u16 = 11;
/// The left edge of the address, after the cursor and the sign.
const LEFT: u16 = 4;

/// The areas of the list, under the line of counts, and of the details of the current row.
fn parts(body: Rect) -> (Rect, Rect) {
    let rest = body.height.saturating_sub(1);
    let details = if rest >= 16 { 7 } else { rest / 3 };
    let list = Rect { y: body.y + 1.min(body.height), height: rest - details, ..body };
    (list, Rect { y: list.bottom(), height: details, ..body })
}

/// Sets how many rows the list shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let (list, _) = parts(body);
    let findings = &mut model.screens.findings;
    findings.set_height(&model.shared, usize::from(list.height));
}

/// Draws the list, or a text if it is empty.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let Some(plan) = &model.shared.plan else { return };
    let findings = &model.screens.findings;
    let (list, details) = parts(body);
    head(pen, model, plan, body);
    if findings.rows.is_empty() {
        let id = match (findings.only, findings.list.is_empty()) {
            (Some(_), _) => "empty-findings-filtered",
            (None, true) => "empty-findings",
            (None, false) => "empty-findings-open",
        };
        return empty::draw(pen, model, under_a_line(list), id);
    }
    for (y, at) in (list.y..list.bottom()).zip(findings.cursor.shown(findings.rows.len())) {
        let selected = at == findings.cursor.at;
        if selected {
            pen.select_row(y, LEFT, body.width.saturating_sub(1));
        }
        match findings.rows.get(at) {
            Some(FindingRow::Band(id, open)) => {
                let heading = pen.l10n.msg_with(id, &[("open", Arg::from(*open))]);
                pen.rule(0, y, body.width, &heading);
            }
            Some(FindingRow::Head(head)) => {
                draw_head(pen, plan, *head, (y, body.width), selected);
                if let (FindingGroup::Kind(kind), false) = (head.group, head.folded) {
                    let texts = columns::headings(kind).map(|id| match id {
                        "" => String::new(),
                        id => pen.l10n.msg(id).into_owned(),
                    });
                    let dim = pen.theme.dim();
                    columns::draw(pen, kind, (y, body.width), texts, dim);
                }
            }
            Some(FindingRow::Finding(at)) => {
                if let Some(finding) = findings.list.get(*at) {
                    draw_row(pen, model, plan, finding, (y, body.width), selected);
                }
            }
            None => {}
        }
    }
    draw_details(pen, model, plan, details);
}

/// Draws the number of findings and the current filter.
fn head(pen: &mut Pen<'_>, model: &Model, plan: &Plan, body: Rect) {
    if body.height == 0 {
        return;
    }
    let findings = &model.screens.findings;
    let (open, hinder) = (findings.open(), findings.hindrances());
    let accepted = findings.list.len().saturating_sub(open);
    let counts = pen.l10n.msg_with(
        "findings-counts",
        &[("open", Arg::from(open)), ("hinder", Arg::from(hinder)), ("accepted", Arg::from(accepted))],
    );
    let by = match findings.by {
        By::Kind => "findings-by-kind",
        By::Measure => "findings-by-measure",
        By::Performer => "findings-by-performer",
    };
    let mut shown = vec![match findings.only {
        Some(kind) => name(pen, plan, FindingGroup::Kind(kind)),
        None => pen.l10n.msg(by).into_owned(),
    }];
    if findings.only_open {
        shown.push(pen.l10n.msg("findings-only-open").into_owned());
    }
    let dot = pen.theme.sign("·", "|");
    let shown = shown.join(&format!(" {dot} "));
    let strong = pen.theme.strong();
    let used = pen.text(1, body.y, body.width.saturating_sub(2), &counts, strong);
    let left = body.width.saturating_sub(used + 4);
    let dim = pen.theme.dim();
    pen.right(used + 3, body.y, left, &shown, dim);
}

/// The name of a group.
fn name(pen: &Pen<'_>, plan: &Plan, group: FindingGroup) -> String {
    match group {
        FindingGroup::Kind(kind) => {
            let name = pen.l10n.finding_kind(kind);
            let mut letters = name.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
        FindingGroup::Node(None) => pen.l10n.msg("import-the-plan").into_owned(),
        FindingGroup::Node(Some(id)) => {
            let title = plan.node(id).map(|node| node.title.as_str()).unwrap_or_default();
            format!("{} {title}", plan.address(id))
        }
        FindingGroup::Performer(who) => match who.and_then(|id| plan.performer(id)) {
            Some(performer) => performer.name.clone(),
            None => pen.l10n.msg("findings-nobody").into_owned(),
        },
    }
}

fn draw_head(pen: &mut Pen<'_>, plan: &Plan, head: GroupHead, (y, width): (u16, u16), selected: bool) {
    let sign = if head.folded { pen.theme.sign("▸", "+") } else { pen.theme.sign("▾", "-") };
    let key = pen.theme.key();
    pen.text(1, y, 2, sign, key);
    let mut text = name(pen, plan, head.group);
    let count = head.open.to_string();
    let figures = match head.group {
        FindingGroup::Kind(kind) if !head.folded => columns::places(kind, width)[0].0,
        _ => width.saturating_sub(8),
    };
    let room = figures.saturating_sub(LEFT + 1);
    if head.accepted > 0 {
        let accepted = pen.l10n.msg_with("findings-accepted", &[("accepted", Arg::from(head.accepted))]);
        let tail = format!(" {} {accepted}", pen.theme.sign("·", "|"));
        let left = room.saturating_sub(u16::try_from(tail.chars().count()).unwrap_or(u16::MAX));
        text = format!("{}{tail}", cut(&text, left, "…"));
    }
    let style = match (selected, head.open) {
        (true, _) => pen.theme.cursor(),
        (false, 0) => pen.theme.dim(),
        (false, _) => pen.theme.strong(),
    };
    pen.text(LEFT, y, room, &text, style);
    pen.right(width.saturating_sub(7), y, 6, &count, style);
}

/// Draws a sign, the address, and the finding with its figures, or how it was accepted.
fn draw_row(
    pen: &mut Pen<'_>,
    model: &Model,
    plan: &Plan,
    finding: &Finding,
    (y, width): (u16, u16),
    selected: bool,
) {
    let settled = finding.accepted.is_some();
    let style = match (selected, settled) {
        (true, _) => pen.theme.cursor(),
        (false, true) => pen.theme.dim(),
        (false, false) => Style::new(),
    };
    let (sign, sign_style) = sign(pen, model, plan, finding);
    pen.text(2, y, 1, &sign, if settled { pen.theme.dim() } else { sign_style });
    let address = plan.subject_address(finding.subject);
    pen.text(LEFT, y, ADDRESS - 1, &address, style);
    if model.screens.findings.by == By::Kind && !settled {
        let ([(figures, _), ..], kind) = (columns::places(finding.kind(), width), finding.kind());
        let room = figures.saturating_sub(LEFT + ADDRESS);
        pen.text(LEFT + ADDRESS, y, room, &title(plan, finding.subject), style);
        let texts = columns::figures(pen, plan, finding);
        return columns::draw(pen, kind, (y, width), texts, style);
    }
    let rest = width.saturating_sub(LEFT + ADDRESS + 1);
    let said = match &finding.accepted {
        Some(acceptance) => acceptance_line(pen, plan, finding, acceptance),
        None => pen.l10n.finding(finding),
    };
    let needed = u16::try_from(said.chars().count()).unwrap_or(u16::MAX);
    let most = if rest >= 80 { rest / 2 } else { rest * 3 / 5 };
    let said_width = needed.min(most.max(rest.saturating_sub(1) / 2));
    let title_width = rest.saturating_sub(said_width + 1);
    pen.text(LEFT + ADDRESS, y, title_width, &title(plan, finding.subject), style);
    pen.right(width.saturating_sub(said_width + 1), y, said_width, &said, style);
}

/// The title of the subject of a finding, with the indicator if there are several.
fn title(plan: &Plan, subject: Subject) -> String {
    let node = plan.measure_at(subject);
    let title = node.and_then(|id| plan.node(id)).map(|node| node.title.as_str()).unwrap_or_default();
    let several = node.is_some_and(|id| plan.indicators(id).nth(1).is_some());
    match subject {
        Subject::Indicator(id) if several => {
            let name = plan.indicator(id).map(|indicator| indicator.name.as_str()).unwrap_or_default();
            format!("{name} · {title}")
        }
        _ => title.to_owned(),
    }
}

/// The sign of the subject's status; `?` for a doubt.
fn sign(pen: &Pen<'_>, model: &Model, plan: &Plan, finding: &Finding) -> (String, Style) {
    let measure = plan.measure_at(finding.subject);
    match (&finding.detail, measure) {
        (Detail::Doubt(..), _) => ("?".to_owned(), pen.theme.key()),
        (_, None) => ("!".to_owned(), pen.theme.warning()),
        (_, Some(measure)) => {
            let row = FactRow { subject: finding.subject, measure, group: None, part: Part::Whole };
            let (status, _) = row_assessment(plan, &row, model.shared.quarter);
            (pen.theme.glyph(status).to_string(), pen.theme.status(status))
        }
    }
}

/// The date, author and reason of an acceptance, after what has changed since where it has lapsed.
fn acceptance_line(pen: &Pen<'_>, plan: &Plan, finding: &Finding, acceptance: &Acceptance) -> String {
    let at = jiff::Timestamp::from_millisecond(acceptance.at).unwrap_or_default();
    let day = pen.l10n.date(at.to_zoned(pen.zone.clone()).date());
    let args = [
        ("date", Arg::Text(&day)),
        ("by", Arg::Text(&acceptance.by)),
        ("reason", Arg::Text(&acceptance.reason)),
    ];
    let Some(changed) = pen.l10n.lapsed(plan, finding) else {
        return pen.l10n.msg_with("findings-accepted-by", &args);
    };
    let args: Vec<_> = args.into_iter().chain([("changed", Arg::Text(&changed))]).collect();
    pen.l10n.msg_with("findings-lapsed", &args)
}

fn draw_details(pen: &mut Pen<'_>, model: &Model, plan: &Plan, area: Rect) {
    if area.height == 0 {
        return;
    }
    let width = area.width.saturating_sub(2);
    let findings = &model.screens.findings;
    let Some(finding) = findings.finding() else {
        return about_group(pen, findings.rows.get(findings.cursor.at), plan, area);
    };
    let heading = format!("{} {}", plan.subject_address(finding.subject), title(plan, finding.subject));
    let heading = cut(heading.trim(), width.saturating_sub(4), "…").into_owned();
    pen.rule(0, area.y, area.width, &heading);
    let mut lines = Vec::new();
    let lapsed = finding.lapsed.as_ref().map(|acceptance| acceptance_line(pen, plan, finding, acceptance));
    match &finding.detail {
        Detail::Doubt(id, ..) => {
            let doubt = plan.doubts().find(|(own, _)| own == id);
            lines.extend(doubt.map(|(_, doubt)| import::doubt_details(pen, doubt)).unwrap_or_default());
        }
        _ => {
            lines.push(pen.l10n.finding(finding));
            // Before the figures, because the last lines may not fit.
            lines.extend(lapsed);
            lines.extend(figures(pen, model, plan, finding, width));
        }
    }
    if let Some(acceptance) = &finding.accepted {
        lines.push(acceptance_line(pen, plan, finding, acceptance));
    }
    let rows = usize::from(area.height.saturating_sub(1));
    for (y, text) in (area.y + 1..).zip(import::fitted(&lines, width, rows)) {
        pen.text(1, y, width, &text, Style::new());
    }
}

/// What a kind means and what helps; of another group how many there are.
fn about_group(pen: &mut Pen<'_>, row: Option<&FindingRow>, plan: &Plan, area: Rect) {
    let Some(FindingRow::Head(head)) = row else { return pen.rule(0, area.y, area.width, "") };
    let width = area.width.saturating_sub(2);
    let heading = name(pen, plan, head.group);
    pen.rule(0, area.y, area.width, &cut(&heading, width.saturating_sub(4), "…"));
    let mut lines = Vec::new();
    if let FindingGroup::Kind(kind) = head.group {
        let id = format!("finding-about-{}", kind.name().replace('_', "-"));
        lines.push(pen.l10n.msg(&id).into_owned());
    }
    let args = [("open", Arg::from(head.open)), ("accepted", Arg::from(head.accepted))];
    lines.push(pen.l10n.msg_with("findings-of-group", &args));
    let rows = usize::from(area.height.saturating_sub(1));
    for (y, text) in (area.y + 1..).zip(import::fitted(&lines, width, rows)) {
        pen.text(1, y, width, &text, Style::new());
    }
}

/// The target, the fact with its status, and the note of the indicator that a finding is about.
fn figures(pen: &Pen<'_>, model: &Model, plan: &Plan, finding: &Finding, width: u16) -> Vec<String> {
    let (Subject::Indicator(id), quarter) = (finding.subject, model.shared.quarter) else {
        return Vec::new();
    };
    let judged = plan.assess(id, quarter, None);
    let fact = plan.fact(id, quarter, None);
    let planned = values::planned(pen, Some(&judged), plan.indicator(id));
    let reported = fact.map(|fact| values::fact(pen.l10n, &fact.value, &fact.raw)).unwrap_or_default();
    let column = |id: &str| pen.l10n.msg(id).into_owned();
    let shown = |text: String| if text.is_empty() { "–".to_owned() } else { text };
    let status = format!("{} {}", pen.theme.glyph(judged.status), pen.l10n.status(judged.status));
    let line = format!(
        "{} {}   {} {}   {status}",
        column("column-target"),
        shown(planned),
        column("column-fact"),
        shown(reported)
    );
    let note = fact.filter(|fact| !fact.note.is_empty());
    let note = note.map(|fact| format!("{} {}", pen.theme.sign("✎", "*"), fact.note));
    let rule = plan.indicator(id).map(|indicator| values::named_rule(pen, indicator, width));
    std::iter::once(line).chain(rule).chain(note).collect()
}

/// Draws the readings of a doubt with their digits, over the bottom of the list.
pub fn draw_readings(pen: &mut Pen<'_>, model: &Model, readings: &Readings, body: Rect) {
    let Some(plan) = &model.shared.plan else { return };
    let doubt = &readings.doubt;
    let about = plan.subject_address(doubt.subject);
    let heading = pen.l10n.msg_with("choice-reading", &[("about", Arg::Text(&about))]);
    let width = body.width.saturating_sub(4);
    let stood = format!("{}: {}", pen.l10n.msg("import-stood"), pen.l10n.doubt_text(&doubt.text));
    let lines = [pen.l10n.doubt_kind(doubt.kind), import::place(pen, &doubt.place), stood];
    let mut rows: Vec<(String, bool)> =
        lines.iter().flat_map(|line| wrap(line, width)).map(|line| (line, false)).collect();
    for (at, reading) in readings.rows().enumerate() {
        let taken = if at == 0 { format!("  ({})", pen.l10n.msg("import-read-as")) } else { String::new() };
        let text = format!("{} {}{taken}", at + 1, pen.l10n.doubt_reading(reading));
        rows.extend(wrap(&text, width).into_iter().map(|line| (line, at == readings.at)));
    }
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inner = super::boxes::foot_box(pen, body, height, heading.trim());
    for ((text, selected), y) in rows.iter().zip(inner.y..inner.bottom()) {
        let style = if *selected { pen.theme.cursor() } else { Style::new() };
        pen.text(inner.x, y, inner.width, text, style);
        if *selected {
            pen.caret = Some(Position::new(inner.x, y));
        }
    }
}
