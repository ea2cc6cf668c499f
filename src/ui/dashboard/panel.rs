//! Parts of all panels: a heading that shows the focus, the row under the cursor, the number of hidden rows.

use jiff::civil::Date;
use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::super::Pen;
use crate::{
    app::dashboard::{Dashboard, Panel},
    domain::{Change, Plan, Quarter, Scope, Span, Tally},
    l10n::Arg,
};

/// The data of the dashboard while it is drawn.
pub struct Board<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The lists of rows and the cursors.
    pub state: &'a Dashboard,
    /// The quarter.
    pub quarter: Quarter,
    /// The quarters that the figures cover.
    pub span: Span,
    /// The date for lateness.
    pub today: Date,
    /// The figures of the whole plan in the quarter.
    pub total: &'a Tally,
    /// What was changed last, the latest first; none before it was read.
    pub latest: Option<&'a [Change]>,
    /// Whether panels have boxes, or rules only.
    pub boxes: bool,
}

/// A message; in ASCII if no other characters may be drawn.
pub fn say(pen: &Pen<'_>, id: &str, args: &[(&str, Arg<'_>)]) -> String {
    let text = if args.is_empty() { pen.l10n.msg(id).into_owned() } else { pen.l10n.msg_with(id, args) };
    if pen.theme.ascii { plain(&text) } else { text }
}

/// Replaces signs in messages by ASCII.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '…' => out.push_str("..."),
            '·' => out.push('|'),
            '×' => out.push('x'),
            'Σ' => out.push('S'),
            '—' | '–' => out.push('-'),
            '\u{a0}' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// The width of a text, assuming one cell for each character.
pub fn width_of(text: &str) -> u16 {
    u16::try_from(text.chars().count()).unwrap_or(u16::MAX)
}

/// The sign of an owed note. In ASCII it is no exclamation mark, because that stands for a condition with a report.
pub const fn note_sign(pen: &Pen<'_>) -> &'static str {
    pen.theme.sign("!", "N")
}

/// The sign of a past term with an unmet target.
pub const fn overdue_sign(pen: &Pen<'_>) -> &'static str {
    pen.theme.sign("✗", "X")
}

/// The inside of a panel.
pub const fn inside(area: Rect, boxes: bool) -> Rect {
    if boxes {
        let (w, h) = (area.width.saturating_sub(4), area.height.saturating_sub(2));
        return Rect { x: area.x + 2, y: area.y + 1, width: w, height: h };
    }
    let (w, h) = (area.width.saturating_sub(2), area.height.saturating_sub(1));
    Rect { x: area.x + 1, y: area.y + 1, width: w, height: h }
}

/// Draws the frame of a panel with its heading on the left and a remark on the right.
pub fn outline(pen: &mut Pen<'_>, area: Rect, boxes: bool, heading: &str, remark: &str, focused: bool) {
    if boxes {
        pen.frame(area, "");
    } else {
        pen.rule(area.x, area.y, area.width, "");
    }
    let room = area.width.saturating_sub(3);
    let style = if focused { pen.theme.strong().patch(pen.theme.cursor()) } else { pen.theme.strong() };
    let used = pen.text(area.x + 1, area.y, room, &format!(" {heading} "), style);
    let wanted = width_of(remark) + 2;
    if !remark.is_empty() && used + wanted < room {
        let x = area.right().saturating_sub(wanted + 1);
        pen.text(x, area.y, wanted, &format!(" {remark} "), pen.theme.dim());
    }
}

impl Board<'_> {
    /// The tally of a group in the quarters that the figures cover.
    pub fn tally(&self, scope: Scope) -> Option<&Tally> {
        self.plan.followed(scope, self.span)
    }

    /// Whether a panel has the cursor.
    pub fn focused(&self, panel: Panel) -> bool {
        self.state.focused() == panel
    }

    /// Marks the row under the cursor, if the panel has the focus. A bar is not marked: its colours would be others.
    pub fn mark(&self, pen: &mut Pen<'_>, panel: Panel, at: usize, row: Rect) {
        if self.focused(panel) && self.state.cursor(panel).at == at {
            pen.tint(row, pen.theme.cursor());
            pen.caret = Some(Position::new(row.x, row.y));
        }
    }

    /// The rows of a panel that are visible in `lines` lines, each with its line.
    pub fn rows(&self, panel: Panel, lines: u16) -> impl Iterator<Item = (usize, u16)> + use<> {
        let mut cursor = self.state.cursor(panel);
        let len = self.state.len(panel);
        // The frame may have another size than the one the model was prepared for.
        cursor.set_height(usize::from(lines), len);
        let shown = if lines == 0 { 0..0 } else { cursor.shown(len) };
        shown.zip(0..lines)
    }

    /// How many rows of a panel are below the visible ones, in words.
    pub fn more(&self, pen: &Pen<'_>, panel: Panel, lines: u16) -> String {
        let below = self.state.len(panel) - self.rows(panel, lines).last().map_or(0, |(at, _)| at + 1);
        let unknown = panel == Panel::Attention && self.state.attention.more;
        match (below, unknown) {
            (0, false) => String::new(),
            (_, true) => say(pen, "dash-many-more", &[("count", Arg::from(below))]),
            (_, false) => say(pen, "dash-more", &[("count", Arg::from(below))]),
        }
    }
}

/// Draws the reason why a panel has no rows.
pub fn empty(pen: &mut Pen<'_>, area: Rect, id: &str) {
    if area.height > 0 {
        let text = say(pen, id, &[]);
        pen.text(area.x, area.y, area.width, &text, pen.theme.dim());
    }
}

/// Draws a count; zero is a dash, so that other counts stand out.
pub fn count(pen: &mut Pen<'_>, x: u16, y: u16, width: u16, count: u32, style: Style) {
    if count == 0 {
        let dash = pen.theme.sign("–", "-");
        pen.right(x, y, width, dash, pen.theme.dim());
    } else {
        let text = pen.l10n.count(usize::try_from(count).unwrap_or(usize::MAX));
        pen.right(x, y, width, &text, style);
    }
}

/// Draws a right-aligned value. If it is too long it becomes an ellipsis, because a cut number would be another number.
pub fn value(pen: &mut Pen<'_>, x: u16, y: u16, width: u16, text: &str, style: Style) {
    let text = super::super::values::fitting(pen, text, width);
    pen.right(x, y, width, &text, style);
}

/// Draws an integer percentage without its sign; a dash where there is none.
pub fn percent(pen: &mut Pen<'_>, x: u16, y: u16, width: u16, percent: Option<i128>, style: Style) {
    match percent {
        Some(percent) => pen.right(x, y, width, &percent.to_string(), style),
        None => {
            let dash = pen.theme.sign("—", "-");
            pen.right(x, y, width, dash, pen.theme.dim());
        }
    }
}

/// An integer percentage with its sign.
pub fn percent_text(pen: &Pen<'_>, percent: Option<i128>) -> String {
    match percent {
        Some(percent) => pen.l10n.percent(rust_decimal::Decimal::from(percent)),
        None => pen.theme.sign("—", "-").to_owned(),
    }
}
