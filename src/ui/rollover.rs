//! Draws the question before a roll-over: the period and name of the next plan, what is copied, cleared and owed.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::{Pen, boxes::middle_box, pen::wrap};
use crate::{
    app::layer::{RolloverForm, rollover::CHOICES},
    l10n::Arg,
};

/// Draws the question.
pub fn draw(pen: &mut Pen<'_>, form: &RolloverForm, body: Rect) {
    let (lines, chosen) = lines(pen, form, 72);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let heading = pen.l10n.msg("rollover-heading").into_owned();
    let inner = middle_box(pen, body, 76, height, &heading);
    for ((text, style), y) in lines.iter().zip(inner.y..inner.bottom()) {
        pen.text(inner.x + 1, y, inner.width.saturating_sub(2), text, *style);
    }
    let y = inner.y.saturating_add(u16::try_from(chosen).unwrap_or(u16::MAX));
    pen.caret = Some(Position::new(inner.x + 1, y.min(inner.bottom().saturating_sub(1))));
}

/// The lines, and which of them is the choice that is taken.
fn lines(pen: &Pen<'_>, form: &RolloverForm, width: u16) -> (Vec<(String, Style)>, usize) {
    let preview = &form.preview;
    let draft = &preview.draft;
    let number = |n: usize| Arg::from(n);
    let span = pen.l10n.span(draft.period);
    let slug = draft.slug.clone().unwrap_or_default();
    let (plain, dim, strong) = (Style::new(), pen.theme.dim(), pen.theme.strong());
    let mut out: Vec<(String, Style)> = Vec::new();
    let add = |out: &mut Vec<(String, Style)>, text: String, style: Style| {
        out.extend(wrap(&text, width).into_iter().map(|line| (line, style)));
    };
    add(
        &mut out,
        pen.l10n.msg_with("rollover-period", &[("period", Arg::Text(&span)), ("slug", Arg::Text(&slug))]),
        strong,
    );
    add(&mut out, draft.title.clone(), plain);
    add(&mut out, String::new(), plain);
    add(
        &mut out,
        pen.l10n.msg_with(
            "rollover-copied",
            &[
                ("measures", number(preview.measures)),
                ("above", number(preview.above)),
                ("indicators", number(preview.indicators)),
                ("performers", number(preview.performers)),
            ],
        ),
        plain,
    );
    let all = preview.targets + preview.targets_left;
    let planned = [("targets", number(preview.targets)), ("all", number(all))];
    add(&mut out, pen.l10n.msg_with("rollover-targets", &planned), plain);
    let mut chosen = 0;
    for (at, (carry, id)) in CHOICES.iter().enumerate() {
        if *carry == form.carry {
            chosen = out.len();
        }
        let mark = if *carry == form.carry { pen.theme.sign("●", "*") } else { pen.theme.sign("○", "-") };
        add(
            &mut out,
            format!("{mark} {} {}", at + 1, pen.l10n.msg(id)),
            if *carry == form.carry { strong } else { plain },
        );
    }
    let cleared = [
        ("facts", number(preview.facts)),
        ("notes", number(preview.notes)),
        ("evidence", number(preview.evidence)),
    ];
    add(&mut out, pen.l10n.msg_with("rollover-cleared", &cleared), plain);
    add(&mut out, debts(pen, form), plain);
    add(&mut out, String::new(), plain);
    add(&mut out, pen.l10n.msg("rollover-nothing-yet").into_owned(), dim);
    (out, chosen)
}

/// The line about debts.
fn debts(pen: &Pen<'_>, form: &RolloverForm) -> String {
    let (open, carried) = (form.preview.debts, form.preview.carried);
    let id = match (open, form.plans_debts_again()) {
        (0, _) => "rollover-no-debts",
        (_, true) => "rollover-debts-planned",
        _ => "rollover-debts",
    };
    let mut text = pen.l10n.msg_with(id, &[("count", Arg::from(open))]);
    if carried > 0 {
        text = format!("{text} {}", pen.l10n.msg_with("rollover-carried", &[("count", Arg::from(carried))]));
    }
    text
}
