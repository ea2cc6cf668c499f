//! Draws the details pane: everything about the row under the cursor, wrapped.

use ratatui::{layout::Rect, style::Style};

use super::{Pen, pen::wrap, values};
use crate::{
    app::{
        Model,
        grid::rows::{self, FactRow, Part},
    },
    domain::{IndicatorId, Level, NodeId, Plan, Scope, Status, Subject},
    l10n::Arg,
};

/// Draws the details of a node; those of an indicator come first.
pub fn draw(
    pen: &mut Pen<'_>,
    model: &Model,
    plan: &Plan,
    node: NodeId,
    indicator: Option<IndicatorId>,
    area: Rect,
) {
    let beside = area.x > 0;
    let inner = if beside {
        for y in area.top()..area.bottom() {
            pen.text(area.x, y, 1, pen.theme.sign("│", "|"), pen.theme.dim());
        }
        Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area }
    } else {
        let address = plan.address(node);
        pen.rule(area.x, area.y, area.width, &address);
        Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height - 1 }
    };
    let mut y = inner.y;
    for (text, style) in lines(pen, model, plan, node, indicator) {
        for line in wrap(&text, inner.width) {
            if y >= inner.bottom() {
                return;
            }
            pen.text(inner.x, y, inner.width, &line, style);
            y += 1;
        }
    }
}

fn lines(
    pen: &Pen<'_>,
    model: &Model,
    plan: &Plan,
    id: NodeId,
    indicator: Option<IndicatorId>,
) -> Vec<(String, Style)> {
    let mut lines = Vec::new();
    let Some(node) = plan.node(id) else { return lines };
    let labelled = |label: &str, text: &str| format!("{}: {text}", pen.l10n.msg(label));
    lines.push((format!("{} {}", node.code.as_deref().unwrap_or_default(), node.title), pen.theme.strong()));
    if node.level != Level::Measure {
        group_lines(pen, model, plan, id, &mut lines);
    }
    if let Some(objective) = &node.objective {
        lines.push((labelled("detail-objective", objective), Style::new()));
    }
    let all: Vec<IndicatorId> = match indicator {
        Some(id) => vec![id],
        None => plan.indicators(id).map(|(id, _)| id).chain(node.shares.iter().copied()).collect(),
    };
    for id in all {
        indicator_lines(pen, model, plan, id, &mut lines);
    }
    let consent = pen.l10n.msg("detail-by-consent");
    let named = |who: &crate::domain::PerformerRef| {
        let name = &plan.performer(who.id)?.name;
        Some(if who.by_consent { format!("{name} ({consent})") } else { name.clone() })
    };
    let performers: Vec<String> = node.performers.iter().filter_map(named).collect();
    if !performers.is_empty() {
        lines.push((labelled("detail-performers", &performers.join("; ")), Style::new()));
    }
    if let Some(term) = &node.term {
        lines.push((labelled("detail-term", &term.raw), Style::new()));
    }
    let subject = indicator.map_or(Subject::Node(id), Subject::Indicator);
    if let Some(flag) = plan.flag(subject, model.shared.quarter) {
        let day = jiff::Timestamp::from_millisecond(flag.at).unwrap_or_default();
        let day = pen.l10n.date(pen.zone.to_datetime(day).date());
        lines.push((labelled("detail-flag", &format!("{}, {day}", flag.by)), pen.theme.key()));
    }
    for (_, doubt) in
        plan.doubts().filter(|(_, d)| plan.subject_address(d.subject).starts_with(&plan.address(id)))
    {
        if doubt.settled.is_none() {
            lines.push((labelled("detail-doubt", &doubt.text), pen.theme.warning()));
        }
    }
    evidence_lines(pen, model, plan, id, &mut lines);
    lines
}

/// The figures of a goal or a task; each percentage is shown with its rule.
fn group_lines(pen: &Pen<'_>, model: &Model, plan: &Plan, id: NodeId, lines: &mut Vec<(String, Style)>) {
    let Some(tally) = plan.tally(Scope::Node(id), model.shared.quarter) else { return };
    if let Some(share) = tally.share_done() {
        let args = [
            ("done", Arg::from(tally.done())),
            ("owed", Arg::from(tally.owed())),
            ("share", Arg::Text(&pen.l10n.percent(share))),
        ];
        lines.push((pen.l10n.msg_with("detail-share-done", &args), Style::new()));
    }
    if let (Some(share), Some(mean)) = (tally.share_met(), tally.mean_capped()) {
        let args = [
            ("done", Arg::from(tally.reached)),
            ("planned", Arg::from(tally.targets.numeric)),
            ("share", Arg::Text(&pen.l10n.percent(share))),
            ("mean", Arg::Text(&pen.l10n.percent(mean))),
        ];
        lines.push((pen.l10n.msg_with("detail-share-met", &args), Style::new()));
    }
    for status in Status::ALL {
        let count = tally.count(status);
        if count > 0 {
            let text = format!("{} {} {count}", pen.theme.glyph(status), pen.l10n.status(status));
            lines.push((text, pen.theme.status_text(status)));
        }
    }
}

fn indicator_lines(
    pen: &Pen<'_>,
    model: &Model,
    plan: &Plan,
    id: IndicatorId,
    lines: &mut Vec<(String, Style)>,
) {
    let Some(indicator) = plan.indicator(id) else { return };
    let assessment = plan.assess(id, model.shared.quarter, None);
    let rule = values::rule(pen.l10n, indicator);
    let name = if indicator.name.is_empty() { rule } else { format!("{} · {rule}", indicator.name) };
    lines.push((name, Style::new()));
    let fact = plan.fact(id, model.shared.quarter, None);
    let raw = fact.map(|f| f.raw.as_str()).unwrap_or_default();
    let (target, shown) = (
        values::planned(pen, Some(&assessment), Some(indicator)),
        values::fact(pen.l10n, &assessment.fact, raw),
    );
    let status = pen.l10n.status(assessment.status);
    let dash = |text: String| if text.is_empty() { "—".to_owned() } else { text };
    let line = format!(
        "{} {}   {} {}   {} {status}",
        pen.l10n.msg("column-target"),
        dash(target),
        pen.l10n.msg("column-fact"),
        dash(shown),
        pen.theme.glyph(assessment.status),
    );
    lines.push((line, pen.theme.status_text(assessment.status)));
    if let Some(fact) = fact.filter(|f| !f.note.is_empty()) {
        lines.push((format!("{} {}", pen.theme.sign("✎", "*"), fact.note), Style::new()));
    } else if assessment.owes_note(model.shared.today) {
        lines.push((pen.l10n.msg("detail-note-owed").into_owned(), pen.theme.warning()));
    }
    part_lines(pen, model, plan, id, lines);
}

/// The target and fact of each performer of an indicator, and the remainder of the total.
fn part_lines(pen: &Pen<'_>, model: &Model, plan: &Plan, id: IndicatorId, lines: &mut Vec<(String, Style)>) {
    let (Some(measure), quarter) = (plan.measure_of(id), model.shared.quarter) else { return };
    let row = FactRow { subject: Subject::Indicator(id), measure, group: None, part: Part::Whole };
    let mut parts = Vec::new();
    for who in rows::performers(plan, &row) {
        let target = plan.target_in(id, quarter, Some(who)).map(|(_, target)| target);
        let fact = plan.fact(id, quarter, Some(who)).filter(|fact| fact.is_reported());
        let Some(name) = plan.performer(who).map(|performer| performer.name.as_str()) else { continue };
        let fact = fact.map(|fact| values::fact(pen.l10n, &fact.value, &fact.raw));
        let target = target.map(|target| values::signed(pen, Some(target), plan.indicator(id)));
        let said = match (fact, target) {
            (None, None) => continue,
            (Some(fact), None) => fact,
            (None, Some(target)) => format!("{} {target}", pen.l10n.msg("column-target")),
            (Some(fact), Some(target)) => {
                pen.l10n.msg_with("part-of", &[("fact", Arg::Text(&fact)), ("target", Arg::Text(&target))])
            }
        };
        parts.push(format!("{name}: {said}"));
    }
    if parts.is_empty() {
        return;
    }
    lines.push((format!("{}: {}", pen.l10n.msg("detail-parts"), parts.join("; ")), Style::new()));
    let division = rows::facts_divided(plan, id, quarter);
    if let Some(said) = values::division(pen.l10n, division) {
        lines.push((said, Style::new()));
    }
}

fn evidence_lines(pen: &Pen<'_>, model: &Model, plan: &Plan, id: NodeId, lines: &mut Vec<(String, Style)>) {
    let here = plan
        .evidence_of(id)
        .map(|(_, e)| e)
        .filter(|e| plan.evidence_quarter(e) == Some(model.shared.quarter));
    for (at, item) in here.enumerate() {
        if at == 0 {
            lines.push((pen.l10n.msg("detail-evidence").into_owned(), pen.theme.strong()));
        }
        lines.push((format!("- {}", super::evidence::one_line(pen.l10n, plan, item)), Style::new()));
    }
}
