//! A finished page: texts and lines at their positions, in points from the upper left corner.

use std::ops::Range;

use super::font::Face;
use super::stack::Stack;

/// The content of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct PdfPage {
    pub(super) texts: Vec<PlacedText>,
    /// Empty cells, which still have their place in the structure.
    pub(super) blanks: Vec<Mark>,
    pub(super) rules: Rules,
}

/// A text at its position.
#[derive(Clone, Debug)]
pub(super) struct PlacedText {
    pub(super) x: f32,
    /// The base line.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) face: Face,
    pub(super) underline: bool,
    pub(super) width: f32,
    pub(super) text: String,
    /// The part of the document that it belongs to.
    pub(super) mark: Mark,
}

/// The part of a document that a drawing belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// None of it: a page number, or a repeated header.
    #[default]
    Artifact,
    /// The paragraph that is this block.
    Paragraph(usize),
    /// A cell of the table that is this block.
    Cell(usize, usize),
}

impl PdfPage {
    /// Puts lines of a stack so that the first of them is at a position.
    pub(super) fn put(&mut self, stack: &Stack, lines: Range<usize>, (x, y): (f32, f32), mark: Mark) {
        let cursor = lines.start;
        let from = stack.from(cursor);
        for row in stack.rows.get(lines).unwrap_or_default() {
            for piece in &row.line.pieces {
                self.texts.push(PlacedText {
                    x: x + piece.x,
                    y: y + row.top - from + row.base(),
                    size: row.size,
                    face: piece.face,
                    underline: piece.underline,
                    width: piece.width,
                    text: piece.text.clone(),
                    mark,
                });
            }
        }
    }

    /// Adds everything of another sheet, moved down by `down`; repeated content is not part of the document.
    pub(super) fn stamp(&mut self, other: &Self, down: f32, repeated: bool) {
        let mark = |mark: Mark| if repeated { Mark::Artifact } else { mark };
        let moved =
            |text: &PlacedText| PlacedText { y: text.y + down, mark: mark(text.mark), ..text.clone() };
        self.texts.extend(other.texts.iter().map(moved));
        if !repeated {
            self.blanks.extend(&other.blanks);
        }
        self.rules
            .level
            .extend(other.rules.level.iter().map(|rule| RuledLine { at: rule.at + down, ..*rule }));
        let moved = |rule: &RuledLine| RuledLine { from: rule.from + down, to: rule.to + down, ..*rule };
        self.rules.upright.extend(other.rules.upright.iter().map(moved));
    }
}

/// The lines of tables.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    pub(super) level: Vec<RuledLine>,
    pub(super) upright: Vec<RuledLine>,
}

/// A horizontal or vertical line: its position, and where it begins and ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RuledLine {
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

impl Rules {
    /// The four edges of a cell.
    pub(super) fn frame(&mut self, (left, right): (f32, f32), (top, bottom): (f32, f32)) {
        self.level.extend([top, bottom].map(|at| RuledLine { at, from: left, to: right }));
        self.upright.extend([left, right].map(|at| RuledLine { at, from: top, to: bottom }));
    }

    /// The same lines, each once: neighbours share their edges.
    pub(super) fn joined(self) -> Self {
        Self { level: join(self.level), upright: join(self.upright) }
    }
}

fn join(mut rules: Vec<RuledLine>) -> Vec<RuledLine> {
    // A hundredth of a point apart is the same line.
    let key = |at: f32| (at * 100.0).round() as i64;
    rules.sort_by_key(|rule| (key(rule.at), key(rule.from)));
    let mut joined: Vec<RuledLine> = Vec::new();
    for rule in rules {
        match joined.last_mut() {
            Some(last) if key(last.at) == key(rule.at) && key(rule.from) <= key(last.to) => {
                last.to = last.to.max(rule.to);
            }
            _ => joined.push(rule),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_edges_are_drawn_once() {
        let mut rules = Rules::default();
        rules.frame((0.0, 10.0), (0.0, 5.0));
        rules.frame((10.0, 30.0), (0.0, 5.0));
        let joined = rules.joined();
        assert_eq!(joined.level, [0.0, 5.0].map(|at| RuledLine { at, from: 0.0, to: 30.0 }));
        assert_eq!(joined.upright, [0.0, 10.0, 30.0].map(|at| RuledLine { at, from: 0.0, to: 5.0 }));
    }
}
