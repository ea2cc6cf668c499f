//! Writes text into cells: widths, cutting, wrapping; control characters are made harmless.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{RenderContext, Theme};
use crate::{
    l10n::L10n,
    text::{safe::harmless, surely::Surely},
};

/// A writer of text into a frame's buffer.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    /// Words and formats.
    pub l10n: &'a L10n,
    /// Colours and glyphs.
    pub theme: Theme,
    /// The time zone in which times are shown.
    pub zone: &'a jiff::tz::TimeZone,
    /// The position of the terminal's cursor, which screen readers follow.
    pub caret: Option<Position>,
}

impl<'a> Pen<'a> {
    /// A pen on a buffer.
    pub const fn new(buffer: &'a mut Buffer, look: &'a RenderContext) -> Self {
        Self { buffer, l10n: &look.l10n, theme: look.theme, zone: &look.zone, caret: None }
    }

    /// Writes a text into at most `width` cells, cut with an ellipsis; returns the number of cells used.
    pub fn text(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() || width == 0 {
            return 0;
        }
        let width = width.min(area.right() - x);
        if text.chars().all(is_simple) {
            return self.simple_text(x, y, width, text, style);
        }
        let text = harmless(text);
        let cut = cut(&text, width, self.theme.sign("…", "."));
        let (end, _) = self.buffer.set_stringn(x, y, &cut, usize::from(width), style);
        end.saturating_sub(x)
    }

    /// As [`Pen::text`], for characters of one cell each, without the search for graphemes and widths, which would be
    /// most of the cost of a frame.
    fn simple_text(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let long = text.chars().nth(usize::from(width)).is_some();
        let kept = if long { usize::from(width) - 1 } else { usize::from(width) };
        let ellipsis = self.theme.sign("…", ".").chars().filter(|_| long);
        let mut at = x;
        for c in text.chars().take(kept).chain(ellipsis) {
            if let Some(cell) = self.buffer.cell_mut(Position::new(at, y)) {
                cell.set_char(c).set_style(style);
            }
            at += 1;
        }
        at - x
    }

    /// What a field of `width` cells leaves out of a text, after an ellipsis; empty if the text fits. Panes that follow
    /// the cursor show this instead of the whole text, which would be most of the bytes of a move.
    pub fn left_out(&self, text: &str, width: u16) -> String {
        match left_out(text, width) {
            "" => String::new(),
            rest if rest.len() == text.len() => rest.to_owned(),
            rest => format!("{} {rest}", self.theme.sign("…", "...")),
        }
    }

    /// Writes a text right-aligned in `width` cells; a longer one is cut.
    pub fn right(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        let used = u16::try_from(harmless(text).width()).unwrap_or(u16::MAX).min(width);
        self.text(x + (width - used), y, used, text, style);
    }

    /// Marks the row under the cursor, and puts the terminal's cursor on the mark.
    pub fn mark_row(&mut self, x: u16, y: u16) {
        self.text(x, y, 1, self.theme.sign("▌", ">"), self.theme.strong());
        self.caret = Some(Position::new(x, y));
    }

    /// Marks the row under the cursor with all that stands in it from one column up to another.
    pub fn select_row(&mut self, y: u16, from: u16, to: u16) {
        self.mark_row(0, y);
        self.tint(Rect::new(from, y, to.saturating_sub(from), 1), self.theme.cursor());
    }

    /// Draws the mark for follow-up.
    pub fn flag(&mut self, x: u16, y: u16) {
        self.text(x, y, 1, self.theme.sign("⚑", "f"), self.theme.key());
    }

    /// Sets the style of cells without changing their text.
    pub fn tint(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// Empties cells.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// Draws a horizontal rule with a heading in it.
    pub fn rule(&mut self, x: u16, y: u16, width: u16, heading: &str) {
        let line = self.theme.sign("─", "-").repeat(usize::from(width));
        self.text(x, y, width, &line, self.theme.dim());
        if !heading.is_empty() && width > 4 {
            self.text(x + 1, y, width - 2, &format!(" {heading} "), self.theme.strong());
        }
    }

    /// Draws a box with a heading and returns the area inside it.
    pub fn frame(&mut self, area: Rect, heading: &str) -> Rect {
        if area.width < 2 || area.height < 2 {
            return area;
        }
        let dim = self.theme.dim();
        let [h, v, tl, tr, bl, br] = if self.theme.ascii {
            ["-", "|", "+", "+", "+", "+"]
        } else {
            ["─", "│", "┌", "┐", "└", "┘"]
        };
        let line = h.repeat(usize::from(area.width - 2));
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        self.text(area.x, area.y, area.width, &format!("{tl}{line}{tr}"), dim);
        self.text(area.x, bottom, area.width, &format!("{bl}{line}{br}"), dim);
        for y in area.y + 1..bottom {
            self.text(area.x, y, 1, v, dim);
            self.text(right, y, 1, v, dim);
        }
        if !heading.is_empty() && area.width > 6 {
            self.text(area.x + 2, area.y, area.width - 4, &format!(" {heading} "), self.theme.strong());
        }
        Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 2)
    }

    /// Draws a text being edited, folded into the rows of an area and scrolled to its caret, and puts the cursor there.
    pub fn folded(&mut self, area: Rect, line: &crate::app::line::Line, style: Style) {
        let rows = line.rows(area.width.saturating_sub(1));
        let (at, column) = line.caret_in(&rows);
        let top = (at + 1).saturating_sub(usize::from(area.height));
        for ((n, row), y) in rows.iter().enumerate().skip(top).zip(area.y..area.bottom()) {
            let text = line.text().get(row.from..row.to).surely().trim_end_matches(' ');
            let used = self.text(area.x, y, area.width, text, style);
            self.show_selection((area.x, y, area.width), line, row.from..row.to);
            if row.hyphen {
                self.text(area.x + used, y, 1, "-", self.theme.dim());
            }
            if n == at {
                let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
                self.caret = Some(Position::new(area.x + column, y));
            }
        }
    }

    /// How many rows a text being edited takes at a width.
    pub fn folded_rows(line: &crate::app::line::Line, width: u16) -> u16 {
        u16::try_from(line.rows(width.saturating_sub(1)).len()).unwrap_or(u16::MAX)
    }

    /// Draws a line being edited, scrolled to its caret, and puts the cursor there.
    pub fn line(&mut self, x: u16, y: u16, width: u16, line: &crate::app::line::Line, style: Style) {
        let (before, after) = line.split();
        let room = usize::from(width.saturating_sub(1));
        let mut shown = before;
        while shown.width() > room {
            let first = shown.graphemes(true).next().map_or(shown.len(), str::len).max(1);
            shown = shown.get(first..).surely();
        }
        let used = self.text(x, y, width, shown, style);
        self.caret = Some(Position::new(x + used, y));
        self.text(x + used, y, width.saturating_sub(used), after, style);
        let first = before.len() - shown.len();
        self.show_selection((x, y, width), line, first..line.text().len());
    }

    /// Marks what is selected among the bytes of a line that a row shows from its first cell on.
    fn show_selection(
        &mut self,
        (x, y, width): (u16, u16, u16),
        line: &crate::app::line::Line,
        shown: std::ops::Range<usize>,
    ) {
        let Some(selected) = line.selection() else { return };
        let cells = |from: usize, to: usize| {
            let text = line.text().get(from..to).unwrap_or_default();
            u16::try_from(text.width()).unwrap_or(u16::MAX).min(width)
        };
        let from = cells(shown.start, selected.start.clamp(shown.start, shown.end));
        let to = cells(shown.start, selected.end.clamp(shown.start, shown.end));
        self.tint(Rect::new(x.saturating_add(from), y, to - from, 1), self.theme.cursor());
    }
}

/// Whether a character takes one cell, does not combine with others and is no control character, as in nearly all
/// texts.
const fn is_simple(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{17f}'
        | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '–' | '—' | '‘' | '’' | '“' | '”' | '„' | '…' | '№' | '•' | '›' | '→' | '✓' | '✎' | 'Σ'
        | '\u{2500}'..='\u{25af}')
}

/// Cuts a text to a width in cells, with an ellipsis if it is shortened.
pub fn cut<'t>(text: &'t str, width: u16, ellipsis: &str) -> std::borrow::Cow<'t, str> {
    let width = usize::from(width);
    // Cyrillic letters have two bytes each and one cell, so the byte length already decides for most texts.
    if text.len() <= width || text.width() <= width {
        return text.into();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let cells = grapheme.width();
        if used + cells + 1 > width {
            break;
        }
        out.push_str(grapheme);
        used += cells;
    }
    if width > 0 {
        out.push_str(ellipsis);
    }
    out.into()
}

/// What [`cut`] leaves out of a text, from the beginning of the word that it cuts; empty if the text fits.
fn left_out(text: &str, width: u16) -> &str {
    let shown = cut(text, width, "");
    let rest = text.get(shown.len()..).surely();
    if rest.is_empty() || rest.starts_with(' ') {
        return rest.trim_start();
    }
    let word = shown.rfind(' ').map_or(shown.len(), |space| space + 1);
    text.get(word..).surely()
}

/// Breaks a text into lines of at most `width` cells: at spaces, or inside a word that is too long.
pub fn wrap(text: &str, width: u16) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap_line(line, width)).collect()
}

fn wrap_line(text: &str, width: u16) -> Vec<String> {
    let width = usize::from(width.max(1));
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let mut word = word;
        let glue = usize::from(!line.is_empty());
        if line.width() + glue + word.width() <= width {
            if glue > 0 {
                line.push(' ');
            }
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        while word.width() > width {
            let mut end = 0;
            let mut used = 0;
            for grapheme in word.graphemes(true) {
                if used + grapheme.width() > width && end > 0 {
                    break;
                }
                used += grapheme.width();
                end += grapheme.len();
            }
            let (head, tail) = word.split_at_checked(end).unwrap_or((word, ""));
            lines.push(head.to_owned());
            word = tail;
        }
        line.push_str(word);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_field_leaves_out_begins_with_the_word_that_is_cut() {
        assert_eq!(left_out("Друк буклетів про послуги", 25), "");
        assert_eq!(left_out("Друк буклетів про послуги", 24), "послуги");
        assert_eq!(left_out("Друк буклетів про послуги", 14), "про послуги");
        assert_eq!(left_out("Друк буклетів про послуги", 13), "буклетів про послуги");
        assert_eq!(left_out("Відеозв’язок", 5), "озв’язок");
        assert_eq!(left_out("Друк", 0), "Друк");
    }

    #[test]
    fn the_short_way_draws_what_the_long_way_does() {
        let simple: Vec<char> = ('\u{20}'..'\u{2a00}').filter(|c| is_simple(*c)).collect();
        for c in &simple {
            let mut text = [0; 4];
            let text = c.encode_utf8(&mut text);
            assert_eq!(text.width(), 1, "{c:?}");
            assert_eq!(harmless(text), *text, "{c:?}");
        }
        for pair in simple.windows(2) {
            let text: String = pair.iter().collect();
            assert_eq!(text.graphemes(true).count(), 2, "{text:?}");
        }
    }

    #[test]
    fn texts_are_cut_and_wrapped_by_cells() {
        assert_eq!(cut("захід", 5, "…"), "захід");
        assert_eq!(cut("заходи", 5, "…"), "захо…");
        assert_eq!(cut("漢字漢字", 5, "…"), "漢字…");
        assert_eq!(cut("а", 0, "…"), "");
        assert_eq!(wrap("один два три", 8), ["один два", "три"]);
        assert_eq!(wrap("найдовшеслово", 5), ["найдо", "вшесл", "ово"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("один два\nтри", 20), ["один два", "три"]);
    }
}
