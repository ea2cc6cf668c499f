//! A paragraph as letters with their widths, from which lines are broken.

use super::font::Face;
use crate::document::{Paragraph, Run};
use crate::text::safe::is_bidi_control;

/// A letter that is not in a line yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub(super) c: char,
    pub(super) face: Face,
    pub(super) underline: bool,
    /// Its width in points; zero for a tabulator, whose width depends on its position, and for a soft hyphen.
    pub(super) width: f32,
}

/// The mark where a word may be broken with a hyphen.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';
const ZERO_WIDTH_SPACE: char = '\u{200b}';
const FORBIDDEN: char = '\u{fffd}';

/// The letters of a paragraph, as a list for each line of the document; the automatic label comes first.
pub(super) fn of_paragraph(paragraph: &Paragraph, size: f32) -> Vec<Vec<Letter>> {
    let mut lines = Lines { size, lines: vec![Vec::new()], after_return: false };
    if let Some(label) = &paragraph.label {
        let first = paragraph.runs.first().cloned().unwrap_or_default();
        let gap = if label.gap && !paragraph.text().is_empty() { " " } else { "" };
        lines.add(&Run { text: format!("{}{gap}", label.text), underline: false, ..first });
    }
    for run in &paragraph.runs {
        lines.add(run);
    }
    lines.lines
}

/// Whether a line may end after the letter at `at`.
pub(super) fn may_break_after(letters: &[Letter], at: usize) -> bool {
    let (Some(letter), Some(next)) = (letters.get(at), letters.get(at + 1)) else { return false };
    let before = at.checked_sub(1).and_then(|at| letters.get(at)).map_or(' ', |letter| letter.c);
    match letter.c {
        '\t' | SOFT_HYPHEN | ZERO_WIDTH_SPACE => true,
        c if is_space(c) => true,
        '-' | '\u{2010}' => before.is_alphanumeric() && next.c.is_alphabetic(),
        '/' | '–' | '—' => before.is_alphanumeric() && !is_space(next.c),
        _ => false,
    }
}

/// Whether a line may end at this space; not at a no-break space.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\t')
}

struct Lines {
    size: f32,
    lines: Vec<Vec<Letter>>,
    after_return: bool,
}

impl Lines {
    fn add(&mut self, run: &Run) {
        let face = Face::of(run);
        for c in run.text.chars() {
            let second_half = c == '\n' && self.after_return;
            self.after_return = c == '\r';
            match c {
                _ if second_half || is_unseen(c) => {}
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    self.lines.push(Vec::new());
                }
                c => {
                    let letter = self.letter(harmless(c), face, run.underline);
                    if let Some(line) = self.lines.last_mut() {
                        line.push(letter);
                    }
                }
            }
        }
    }

    fn letter(&self, c: char, face: Face, underline: bool) -> Letter {
        let width = match c {
            '\t' | SOFT_HYPHEN | ZERO_WIDTH_SPACE => 0.0,
            c => face.glyph(c).advance * self.size,
        };
        Letter { c, face, underline, width }
    }
}

/// Whether a character is invisible and has no effect on line breaks.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Replaces a character that would control a viewer, or that PDF/A forbids.
fn harmless(c: char) -> char {
    let noncharacter = u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    if (c.is_control() && c != '\t') || is_bidi_control(c) || noncharacter { FORBIDDEN } else { c }
}
