//! Draws the layers over a screen: prompts, forms, choices, questions, help.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::{
    Pen, all_actions,
    boxes::{foot_box, middle_box},
    chrome::{tone, words},
    closing, conflict, debts, filters, findings, go_to, learn, paste, people, performers, proposal, roles,
    rollover,
};
use crate::{
    app::{
        Layer, Model, Notice,
        layer::{Choice, Confirm, DraftOffer, Help, fields::Fields, header::FormKind},
        prompt::PromptLayer,
    },
    keymap::{Action, Atoms, Context, help},
    l10n::Arg,
};

/// Sets how many rows the topmost layer shows.
pub fn prepare(model: &mut Model, body: Rect) {
    match model.layers.last_mut() {
        Some(Layer::Prompt(prompt)) => prompt.line.set_width(body.width.saturating_sub(3)),
        Some(Layer::Paste(preview)) => paste::prepare(preview, body),
        Some(Layer::Proposal(preview)) => proposal::prepare(preview, body),
        Some(Layer::Actions(actions)) => all_actions::prepare(actions, body),
        Some(Layer::GoTo(prompt)) => go_to::prepare(prompt, body),
        Some(Layer::Meanings(meanings)) => learn::prepare_meanings(meanings, body),
        Some(Layer::Help(help)) => {
            let above = 2 + u16::from(help.is_searched());
            help.set_height(usize::from(body.height.saturating_sub(above)));
        }
        Some(Layer::Closing(closing)) => closing.sync(&model.shared),
        Some(Layer::Roles(roles)) => roles.sync(&model.shared),
        _ => {}
    }
}

/// Draws the topmost layer over the body.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    match model.layers.last() {
        None => {}
        Some(Layer::Help(help)) => draw_help(pen, model, help, body),
        Some(Layer::Prompt(prompt)) => draw_prompt(pen, model, prompt, body),
        Some(Layer::Header(form)) => {
            let id = match form.kind {
                FormKind::NewPlan => "form-new-plan",
                FormKind::Header => "form-header",
            };
            let heading = pen.l10n.msg(id).into_owned();
            draw_form(pen, &heading, (&form.fields, form.preview()), body);
        }
        Some(Layer::Ruling(form)) => {
            let heading = debts::form_heading(pen, model, form);
            draw_form(pen, &heading, (&form.fields, form.preview()), body);
        }
        Some(Layer::Merge(form)) => performers::draw_merge(pen, model, form, body),
        Some(Layer::Split(form)) => {
            let heading = performers::split_heading(pen, model, form);
            let preview = form.preview(model.shared.plan.as_ref());
            draw_form(pen, &heading, (&form.fields, preview), body);
        }
        Some(Layer::Rollover(form)) => rollover::draw(pen, form, body),
        Some(Layer::Actions(actions)) => all_actions::draw(pen, actions, body),
        Some(Layer::GoTo(prompt)) => go_to::draw(pen, prompt, body),
        Some(Layer::Meanings(meanings)) => learn::draw_meanings(pen, meanings, body),
        Some(Layer::Choice(choice)) => draw_choice(pen, choice, body),
        Some(Layer::Readings(readings)) => findings::draw_readings(pen, model, readings, body),
        Some(Layer::Proposal(preview)) => proposal::draw(pen, preview, body),
        Some(Layer::Paste(paste)) => paste::draw(pen, paste, body),
        Some(Layer::Confirm(confirm)) => draw_confirm(pen, model, confirm, body),
        Some(Layer::Draft(draft)) => draw_draft(pen, draft, body),
        Some(Layer::Closing(form)) => closing::draw(pen, model, form, body),
        Some(Layer::People(_)) => people::draw(pen, model, body),
        Some(Layer::Roles(list)) => roles::draw(pen, model, list, body),
        Some(Layer::Filters(list)) => filters::draw(pen, model, list, body),
        Some(Layer::Conflict(layer)) => conflict::draw(pen, model, layer, body),
    }
}

/// Draws the line, under it how it is read, and the help for typing if there is room.
fn draw_prompt(pen: &mut Pen<'_>, model: &Model, prompt: &PromptLayer, body: Rect) {
    let heading = pen.l10n.msg_with(prompt.heading(), &[("about", Arg::Text(&prompt.about))]);
    let preview = prompt.preview(&model.shared).into_iter();
    let mut lines: Vec<(String, Style)> =
        preview.map(|notice| (words(pen, &notice), tone(pen, notice.tone))).collect();
    if let Some(help) = prompt.help().filter(|_| body.height > 8) {
        lines.push((pen.l10n.msg(help).into_owned(), pen.theme.dim()));
    }
    let rows = Pen::folded_rows(&prompt.line, body.width.saturating_sub(2)).min((body.height / 2).max(1));
    // Notices under the line are shown completely.
    let width = body.width.saturating_sub(2);
    let whole = |(text, style): (String, Style)| {
        super::pen::wrap(&text, width).into_iter().map(move |line| (line, style))
    };
    let lines: Vec<(String, Style)> = lines.into_iter().flat_map(whole).collect();
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2 + rows);
    let inner = foot_box(pen, body, height, heading.trim_end_matches([' ', '·']));
    let style = if prompt.selected { pen.theme.cursor() } else { Style::new() };
    let rows = rows.min(inner.height);
    pen.folded(Rect { height: rows, ..inner }, &prompt.line, style);
    for ((text, style), y) in lines.iter().zip(inner.y + rows..inner.bottom()) {
        pen.text(inner.x, y, inner.width, text, *style);
    }
}

/// Draws the fields of a form with their labels, and how the one with the caret is read.
fn draw_form(pen: &mut Pen<'_>, heading: &str, (form, preview): (&Fields, Option<Notice>), body: Rect) {
    let fields = u16::try_from(form.list.len()).unwrap_or(u16::MAX);
    let inner = middle_box(pen, body, 100, fields.saturating_add(3), heading);
    let label_width = (inner.width / 3).min(28);
    let rows = inner.height.saturating_sub(1).max(1);
    let at = u16::try_from(form.at).unwrap_or(0);
    let top = at.saturating_sub(rows - 1);
    for (line, (label, text)) in form.list.iter().enumerate().skip(usize::from(top)).take(usize::from(rows)) {
        let y = inner.y + u16::try_from(line).unwrap_or(0) - top;
        let label = pen.l10n.msg(label).into_owned();
        let dim = pen.theme.dim();
        pen.text(inner.x, y, label_width.saturating_sub(1), &label, dim);
        let (x, width) = (inner.x + label_width, inner.width - label_width);
        if line == form.at {
            pen.line(x, y, width, text, pen.theme.strong());
        } else {
            pen.text(x, y, width, text.text(), Style::new());
        }
    }
    if inner.height > 1 {
        let (text, style) = match preview {
            Some(notice) => (words(pen, &notice), tone(pen, notice.tone)),
            None => (pen.l10n.msg("form-help").into_owned(), pen.theme.dim()),
        };
        pen.text(inner.x, inner.bottom() - 1, inner.width, &text, style);
    }
}

fn draw_choice(pen: &mut Pen<'_>, choice: &Choice, body: Rect) {
    let heading = pen.l10n.msg("choice-kind").into_owned();
    let rows = u16::try_from(Choice::rows().len()).unwrap_or(u16::MAX);
    let inner = middle_box(pen, body, 60, rows.saturating_add(2), &heading);
    for (line, row) in Choice::rows().enumerate() {
        let y = inner.y + u16::try_from(line).unwrap_or(0);
        if y >= inner.bottom() {
            break;
        }
        let style = if line == choice.at { pen.theme.cursor() } else { Style::new() };
        let text = format!("{} {}", line + 1, pen.l10n.msg(row));
        pen.text(inner.x, y, inner.width, &text, style);
        if line == choice.at {
            pen.caret = Some(Position::new(inner.x, y));
        }
    }
}

/// Draws the whole text, as far as it fits, and the possible actions.
fn draw_draft(pen: &mut Pen<'_>, draft: &DraftOffer, body: Rect) {
    let heading = pen.l10n.msg("draft-heading").into_owned();
    let text = super::pen::wrap(&draft.typed.words(), body.width.saturating_sub(4));
    let height = u16::try_from(text.len()).unwrap_or(u16::MAX).saturating_add(3);
    let inner = foot_box(pen, body, height, &heading);
    let strong = pen.theme.strong();
    for (line, y) in text.iter().zip(inner.y..inner.bottom()) {
        pen.text(inner.x, y, inner.width, line, strong);
    }
    let help = pen.l10n.msg("draft-help").into_owned();
    let dim = pen.theme.dim();
    pen.text(inner.x, inner.bottom().saturating_sub(1), inner.width, &help, dim);
}

fn draw_confirm(pen: &mut Pen<'_>, model: &Model, confirm: &Confirm, body: Rect) {
    let hints = help::hints(&model.shared.keymap, Context::Confirm, Atoms::NONE, &[Action::Confirm]);
    let keys = hints.into_iter().next().map(|(keys, _)| keys).unwrap_or_default();
    let args = [("about", Arg::Text(&confirm.about)), ("keys", Arg::Text(&keys))];
    let text = pen.l10n.msg_with("confirm-delete-plan", &args);
    let inner = middle_box(pen, body, 70, 6, "");
    for (line, text) in super::pen::wrap(&text, inner.width).iter().enumerate() {
        let y = inner.y + u16::try_from(line).unwrap_or(0);
        if y < inner.bottom() {
            pen.text(inner.x, y, inner.width, text, pen.theme.warning());
        }
    }
}

/// Draws the keys of the context, from the table of actions and the current keymap, under what is searched for.
fn draw_help(pen: &mut Pen<'_>, model: &Model, help: &Help, body: Rect) {
    let cursor = help.cursor;
    pen.clear(body);
    let title = pen.l10n.msg(help.context.title()).into_owned();
    let heading = pen.l10n.msg_with(
        "help-heading",
        &[("context", Arg::Text(&title)), ("keymap", Arg::Text(model.shared.keymap.name()))],
    );
    let inner = pen.frame(body, &heading);
    let above = u16::from(help.is_searched()).min(inner.height);
    let first = inner.y + above;
    if help.rows().len() == 0 {
        let text = pen.l10n.msg("palette-nothing").into_owned();
        pen.text(inner.x + 1, first, inner.width.saturating_sub(1), &text, pen.theme.dim());
    }
    for ((at, row), y) in help.rows().enumerate().skip(cursor.top).zip(first..inner.bottom()) {
        if at == cursor.at {
            pen.mark_row(inner.x, y);
        }
        let line = Rect { x: inner.x + 1, y, width: inner.width.saturating_sub(1), height: 1 };
        help_row(pen, row, line);
    }
    let reads = pen.caret;
    if above > 0 {
        let sign = pen.text(inner.x, inner.y, 2, "/ ", pen.theme.key());
        pen.line(inner.x + sign, inner.y, inner.width.saturating_sub(sign), &help.line, Style::new());
    }
    // Once the search is taken, the cursor is on the line that is read.
    if help.keys() == Context::Help {
        pen.caret = reads;
    }
}

/// As many of the keys as fit, at least the first one.
fn keys_that_fit(keys: &[String], width: usize) -> String {
    let mut shown = String::new();
    for key in keys {
        let glue = if shown.is_empty() { "" } else { ", " };
        if !shown.is_empty() && shown.chars().count() + glue.len() + key.chars().count() > width {
            break;
        }
        shown = format!("{shown}{glue}{key}");
    }
    shown
}

/// Draws the keys of an action and its help, with its title if there is room.
fn help_row(pen: &mut Pen<'_>, row: &help::HelpRow, line: Rect) {
    let Rect { x, y, width, .. } = line;
    let keys_width = (width / 4).clamp(8, 26).min(width);
    let title_width = if width >= 90 { 26 } else { 0 };
    pen.right(x, y, keys_width, &keys_that_fit(&row.keys, usize::from(keys_width)), pen.theme.key());
    let x = x + keys_width + 2;
    let width = width.saturating_sub(keys_width + 2);
    let help = pen.l10n.msg(row.action.row().help).into_owned();
    if title_width > 0 {
        let title = pen.l10n.msg(row.action.row().title).into_owned();
        pen.text(x, y, title_width - 1, &title, Style::new());
        let dim = pen.theme.dim();
        pen.text(x + title_width, y, width.saturating_sub(title_width), &help, dim);
    } else {
        pen.text(x, y, width, &help, Style::new());
    }
}
