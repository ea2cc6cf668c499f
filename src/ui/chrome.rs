//! Draws the frame of every screen: the title line, the status line, the hints.

use ratatui::{layout::Rect, style::Style};

use super::{Pen, pen::wrap, which_key};
use crate::{
    app::{Model, Notice, Tone, notice::NoticeText},
    domain::Closing,
    keymap::{Action, help},
    l10n::{Arg, L10n, Language},
};

/// Between two hints.
const GAP: u16 = 2;

/// The maximal number of rows of a notice.
const NOTICE_ROWS: u16 = 3;

/// The area between the title line and the two bottom lines.
pub fn body(area: Rect) -> Rect {
    let top = u16::from(area.height > 2);
    let foot = match area.height {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    Rect::new(0, top, area.width, area.height.saturating_sub(top + foot))
}

/// Draws the title line: the plan, the quarter, whether everything is saved.
pub fn title(pen: &mut Pen<'_>, model: &Model, area: Rect) {
    if area.height <= 2 {
        return;
    }
    let style = pen.theme.title();
    pen.tint(Rect::new(0, 0, area.width, 1), style);
    let dot = pen.theme.sign("·", "|");
    let screen = pen.l10n.msg(model.screen.title()).into_owned();
    let line = model
        .shared
        .line_lost
        .then(|| pen.l10n.msg_with("server-line-lost", &[("count", Arg::from(model.shared.unsaved.len()))]));
    let shows_plan = model.screens.get(model.screen).shows_plan();
    let Some(plan) = model.shared.plan.as_ref().filter(|_| shows_plan) else {
        let lost = line.map(|line| format!(" {dot} {line}")).unwrap_or_default();
        pen.text(1, 0, area.width.saturating_sub(2), &format!("kvartal {dot} {screen}{lost}"), style);
        return;
    };
    let quarter = pen.l10n.quarter(model.shared.quarter);
    let saved = if model.shared.unsaved.is_empty() { "saved" } else { "saving" };
    let held = plan.hold(model.shared.quarter).and_then(Closing::last);
    let held = held.map(|step| pen.l10n.stage(Some(step.stage)));
    let state = line.or(held).unwrap_or_else(|| pen.l10n.msg(saved).into_owned());
    let state = match model.shared.people.len() {
        here @ 2.. => {
            let here = pen.l10n.msg_with("people-here", &[("count", Arg::from(here))]);
            format!("{here} {dot} {state}")
        }
        _ => state,
    };
    let right = if area.width >= 60 {
        format!("{quarter} {dot} {state} ")
    } else {
        format!("{} ", model.shared.quarter)
    };
    let width = u16::try_from(right.chars().count()).unwrap_or(0).min(area.width);
    pen.right(area.width - width, 0, width, &right, style);
    let left = format!("{screen} {dot} {}", plan.header().title);
    pen.text(1, 0, area.width.saturating_sub(width + 2), &left, style);
}

/// Draws the two bottom lines: the notice (or the possible next keys of a chord), and hints. Returns how many rows of
/// the body a long notice covers.
pub fn foot(pen: &mut Pen<'_>, model: &Model, area: Rect) -> u16 {
    if area.height <= 3 {
        return 0;
    }
    let mut used = 1;
    let last = area.height - 1;
    let said = if area.height > 7 { last - 1 } else { last };
    let width = area.width.saturating_sub(2);
    let is_chord = !model.chord.continuations.is_empty() || !model.chord.resolver.pending().is_empty();
    if is_chord {
        used = chord(pen, model, Rect::new(0, 1, area.width, said));
    } else if !model.shared.briefing.is_empty() {
        used = briefing(pen, &model.shared.briefing, Rect::new(0, 1, area.width, said));
    } else if let Some(notice) = &model.shared.notice {
        let style = tone(pen, notice.tone);
        let text = words(pen, notice);
        // A notice is shown completely, over the list if there is room.
        let rows = if area.height >= 12 { NOTICE_ROWS } else { 1 };
        used = whole(pen, &text, Rect::new(0, said + 1 - rows, area.width, rows), style);
    } else if said == last {
        hints(pen, model, last, width);
    }
    if said != last && is_chord {
        let text = pen.l10n.msg("chord-help").into_owned();
        pen.text(1, last, width, &text, pen.theme.dim());
    } else if said != last {
        hints(pen, model, last, width);
    }
    used.saturating_sub(1)
}

/// Draws the notices of the start, over the list if necessary. If not all fit, the number of the others is shown.
fn briefing(pen: &mut Pen<'_>, notices: &[Notice], area: Rect) -> u16 {
    let width = area.width.saturating_sub(2);
    let most = usize::from(area.height.max(1));
    let mut lines = Vec::new();
    for (at, notice) in notices.iter().enumerate() {
        let wrapped = wrap(&words(pen, notice), width);
        // The number of the others needs a line as long as there are others.
        let last = at + 1 == notices.len();
        if lines.len() + wrapped.len() + usize::from(!last) > most && at > 0 {
            let left = pen.l10n.msg_with("notice-more", &[("count", Arg::from(notices.len() - at))]);
            lines.push((left, pen.theme.warning()));
            break;
        }
        lines.extend(wrapped.into_iter().map(|line| (line, tone(pen, notice.tone))));
    }
    for ((line, style), y) in lines.iter().rev().zip((area.y..area.bottom()).rev()) {
        pen.clear(Rect::new(area.x, y, area.width, 1));
        pen.text(1, y, width, line, *style);
    }
    u16::try_from(lines.len()).unwrap_or(area.height).min(area.height)
}

/// Writes a text over the last rows of an area, as many as it needs; what does not fit is cut. Returns how many rows it
/// needed.
fn whole(pen: &mut Pen<'_>, text: &str, area: Rect, style: Style) -> u16 {
    let width = area.width.saturating_sub(2);
    let mut lines = wrap(text, width);
    let rows = usize::from(area.height.max(1));
    let rest = lines.split_off(rows.saturating_sub(1).min(lines.len()));
    lines.extend((!rest.is_empty()).then(|| rest.join(" ")));
    for (line, y) in lines.iter().rev().zip((area.y..area.bottom()).rev()) {
        if area.height > 1 {
            pen.clear(Rect::new(area.x, y, area.width, 1));
        }
        pen.text(1, y, width, line, style);
    }
    u16::try_from(lines.len()).unwrap_or(area.height)
}

/// The style for a tone.
pub fn tone(pen: &Pen<'_>, tone: Tone) -> Style {
    match tone {
        Tone::Warning => pen.theme.warning(),
        Tone::Info => pen.theme.dim(),
    }
}

/// A reading with the decimal marks of the language; a comma between figures is always one there.
fn with_own_marks(l10n: &L10n, reading: &str) -> String {
    if l10n.language() != Language::En {
        return reading.to_owned();
    }
    let chars: Vec<char> = reading.chars().collect();
    let figure = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let mark = |(at, c): (usize, &char)| match c {
        ',' if figure(at.checked_sub(1)) && figure(Some(at + 1)) => '.',
        c => *c,
    };
    chars.iter().enumerate().map(mark).collect()
}

/// A notice in words.
pub fn words(pen: &Pen<'_>, notice: &Notice) -> String {
    match &notice.text {
        NoticeText::Words(words) => words.clone(),
        NoticeText::Refusal(refusal) => pen.l10n.refusal(refusal, pen.zone),
        NoticeText::Entry(text, fault) => {
            let cause = pen.l10n.entry_fault(*fault);
            pen.l10n.msg_with("entry-refused", &[("text", Arg::Text(text)), ("cause", Arg::Text(&cause))])
        }
        NoticeText::Change(line) => pen.l10n.change(line),
        NoticeText::Message(id, args) => {
            // A quarter is written in the user's language.
            let told = |(name, value): &(&'static str, String)| match crate::domain::Quarter::parse(value) {
                Some(quarter) if *name == "quarter" => (*name, pen.l10n.quarter(quarter)),
                _ if ["reading", "other"].contains(name) => (*name, with_own_marks(pen.l10n, value)),
                _ => (*name, value.clone()),
            };
            let args: Vec<(&str, String)> = args.iter().map(told).collect();
            let args: Vec<(&str, Arg<'_>)> = args
                .iter()
                .map(|(name, value)| match (*name, value.parse::<u64>()) {
                    ("count", Ok(count)) => (*name, Arg::Count(count)),
                    _ => (*name, Arg::Text(value)),
                })
                .collect();
            pen.l10n.msg_with(id, &args)
        }
    }
}

/// Draws the possible next keys of a chord, in several rows if there is room; returns how many rows of the body and of
/// the notice line they cover.
fn chord(pen: &mut Pen<'_>, model: &Model, area: Rect) -> u16 {
    let taken = which_key::draw(pen, model, area);
    if taken > 0 {
        return taken;
    }
    let (y, width) = (area.bottom().saturating_sub(1), area.width.saturating_sub(2));
    let begun = format!("{} ", which_key::begun(model));
    let mut x = 1 + pen.text(1, y, width, &begun, pen.theme.warning());
    for next in &model.chord.continuations {
        let left = width.saturating_sub(x);
        if left < 8 {
            break;
        }
        x += pen.text(x + 1, y, left, &format!("{} ", next.key), pen.theme.key()) + 1;
        let title = match next.action {
            Some(action) => pen.l10n.msg(action.row().title).into_owned(),
            None => "…".to_owned(),
        };
        x += pen.text(x, y, width.saturating_sub(x), &format!("{title} "), pen.theme.dim());
    }
    1
}

fn hints(pen: &mut Pen<'_>, model: &Model, y: u16, width: u16) {
    let offered = help::hints(&model.shared.keymap, model.context(), model.atoms(), model.hints());
    let hints: Vec<(String, String, Action)> = offered
        .into_iter()
        .map(|(keys, action)| {
            let title = model.layers.last().and_then(|layer| layer.title(action));
            (keys, pen.l10n.msg(title.unwrap_or(action.row().title)).into_owned(), action)
        })
        .collect();
    // The width of a key and its title with the gap between them.
    let wanted = |keys: &str, title: &str| {
        u16::try_from(keys.chars().count() + title.chars().count() + 1).unwrap_or(u16::MAX)
    };
    // The hint for the help gets its room first, because it leads to all others.
    let help = hints.iter().find(|(.., action)| *action == Action::Help);
    let mut kept = help.map_or(0, |(keys, title, _)| wanted(keys, title).saturating_add(GAP));
    let mut x = 1;
    for (keys, title, action) in &hints {
        if *action == Action::Help {
            kept = 0;
        }
        if x + wanted(keys, title) + kept > width + 1 {
            continue;
        }
        x += pen.text(x, y, width, keys, pen.theme.key()) + 1;
        x += pen.text(x, y, width, title, pen.theme.dim()) + GAP;
    }
}
