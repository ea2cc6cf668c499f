//! A line of text that is edited: the caret moves by graphemes, and the line has its own undo. It may contain line
//! breaks; a long line is folded into rows where it is shown, and the caret moves up and down by rows.

mod select;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr as _;

use super::{list::Direction, outcome::Handled};
use crate::{
    keymap::Action,
    text::{
        fold::{FoldedRow, fold},
        normal::nfc,
        surely::Surely,
    },
};

/// How many undo steps a line keeps.
const UNDO_DEPTH: usize = 200;

/// The maximal length of a line in bytes. No title or note in a document is as long, and any edit of a line of this
/// length is faster than the next key.
const LONGEST: usize = 1 << 15;

/// The maximal length of what is searched for, in bytes. Everything is compared with it at each key, and no title is
/// found by more.
const LONGEST_SEARCH: usize = 256;

/// Whether a text fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// It fitted.
    Enough,
    /// It was too long: the line is unchanged.
    None,
}

/// A line of text with a caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    /// A byte offset at a grapheme boundary.
    caret: usize,
    /// Where a selection began that reaches to the caret, as a byte offset at a grapheme boundary.
    anchor: Option<usize>,
    undo: Vec<(String, usize)>,
    redo: Vec<(String, usize)>,
    /// Whether the user inserted or deleted anything.
    edited: bool,
    /// The width of a row in cells; none where the line is not folded.
    width: Option<u16>,
    /// The column that the caret keeps when it moves up and down.
    goal: Option<usize>,
    /// Whether it is something to search for, which is shorter.
    is_search: bool,
    /// Whether a text that is inserted keeps its line breaks.
    keeps_breaks: bool,
}

impl Line {
    /// A line with the caret at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { caret: text.len(), text, ..Self::default() }
    }

    /// The same line as something to search for.
    #[must_use]
    pub fn for_search(mut self) -> Self {
        self.is_search = true;
        self
    }

    /// Sets whether a text that is inserted keeps its line breaks.
    pub const fn keep_breaks(&mut self, keeps: bool) {
        self.keeps_breaks = keeps;
    }

    const fn longest(&self) -> usize {
        if self.is_search { LONGEST_SEARCH } else { LONGEST }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the caret and the text after it.
    pub fn split(&self) -> (&str, &str) {
        self.text.split_at_checked(self.caret).unwrap_or((&self.text, ""))
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Types a character; a combining mark joins the letter before it.
    pub fn insert(&mut self, c: char) -> Room {
        self.insert_str(c.encode_utf8(&mut [0; 4]))
    }

    /// Inserts a text at the caret, or in place of what is selected. Tabs become spaces, and so do line ends unless the
    /// line keeps them; control characters are removed.
    pub fn insert_str(&mut self, text: &str) -> Room {
        let kept = if self.keeps_breaks { '\n' } else { ' ' };
        let clean: String = text
            .replace("\r\n", "\n")
            .chars()
            .map(|c| if matches!(c, '\n' | '\r') { kept } else { c })
            .map(|c| if c == '\t' { ' ' } else { c })
            .filter(|c| *c == '\n' || is_shown(*c))
            .collect();
        if self.text.len() + clean.len() > self.longest() {
            return Room::None;
        }
        if clean.is_empty() {
            return Room::Enough;
        }
        let selected = self.selection();
        self.remember();
        self.drop_range(selected);
        // Only the grapheme before the caret can join with the new text, so the cost does not depend on the length of
        // the line.
        let from = self.caret - self.split().0.graphemes(true).next_back().map_or(0, str::len);
        let joined = nfc(&format!("{}{clean}", self.text.get(from..self.caret).surely()));
        self.text.replace_range(from..self.caret, &joined);
        self.caret = from + joined.len();
        Room::Enough
    }

    /// Inserts a line break.
    pub fn insert_break(&mut self) {
        if self.text.len() < self.longest() {
            let selected = self.selection();
            self.remember();
            self.drop_range(selected);
            self.text.insert(self.caret, '\n');
            self.caret += 1;
        }
    }

    /// Replaces the whole text by one from outside; control characters are removed, line breaks are kept.
    pub fn take_text(&mut self, text: &str) -> Room {
        let text = text.replace("\r\n", "\n").replace(['\t', '\r'], " ");
        let lines = text.trim_end().split('\n').map(without_controls);
        let clean = nfc(&lines.collect::<Vec<_>>().join("\n"));
        if clean.len() > self.longest() {
            return Room::None;
        }
        if clean != self.text {
            self.replace(&clean);
        }
        Room::Enough
    }

    /// Its rows when folded at this width in cells.
    pub fn rows(&self, width: u16) -> Vec<FoldedRow> {
        fold(&self.text, usize::from(width))
    }

    /// Whether it is shown in more than one row.
    pub fn is_folded(&self) -> bool {
        self.width.is_some_and(|width| self.text.contains('\n') || self.rows(width).len() > 1)
    }

    /// Sets the width of a row in cells.
    pub const fn set_width(&mut self, width: u16) {
        self.width = Some(width);
    }

    /// The row of the caret and its column in cells.
    pub fn caret_in(&self, rows: &[FoldedRow]) -> (usize, usize) {
        let row = rows.iter().rposition(|row| row.from <= self.caret).unwrap_or(0);
        let from = rows.get(row).map_or(0, |row| row.from);
        (row, self.text.get(from..self.caret).surely().width())
    }

    /// The caret one row up or down, as near to its column as it can, where there is such a row; nothing is selected
    /// any longer.
    pub fn by_row(&mut self, direction: Direction) -> Handled {
        self.anchor = None;
        self.row_step(direction)
    }

    fn row_step(&mut self, direction: Direction) -> Handled {
        let rows = self.rows(self.width.unwrap_or(u16::MAX));
        let (at, column) = self.caret_in(&rows);
        let next = match direction {
            Direction::Forward => Some(at + 1),
            Direction::Back => at.checked_sub(1),
        };
        let Some(row) = next.and_then(|next| rows.get(next)) else { return Handled::No };
        let goal = self.goal.unwrap_or(column);
        let (mut caret, mut used) = (row.from, 0);
        for grapheme in self.text.get(row.from..row.to).surely().graphemes(true) {
            if used >= goal {
                break;
            }
            used += grapheme.width();
            caret += grapheme.len();
        }
        // At the end of a folded row the caret would belong to the next one.
        if caret == row.to && rows.iter().any(|other| other.from == caret && caret > row.from) {
            caret -= self.text.get(row.from..caret).surely().graphemes(true).next_back().map_or(0, str::len);
        }
        (self.caret, self.goal) = (caret, Some(goal));
        Handled::Yes
    }

    /// Whether the user inserted or deleted anything.
    pub const fn is_edited(&self) -> bool {
        self.edited
    }

    /// Replaces the whole text; the caret goes to the end.
    pub fn replace(&mut self, text: &str) {
        self.remember();
        text.clone_into(&mut self.text);
        self.caret = self.text.len();
    }

    /// Moves the caret by one grapheme to the left.
    pub fn left(&mut self) {
        self.caret -= self.split().0.graphemes(true).next_back().map_or(0, str::len);
    }

    /// Moves the caret by one grapheme to the right.
    pub fn right(&mut self) {
        self.caret += self.split().1.graphemes(true).next().map_or(0, str::len);
    }

    /// Moves the caret to the start of the word before it.
    pub fn word_left(&mut self) {
        self.caret = self.word_start();
    }

    /// Moves the caret to the end of the word after it.
    pub fn word_right(&mut self) {
        self.caret = self.word_end();
    }

    /// Moves the caret to the start of its row.
    pub fn start(&mut self) {
        let rows = self.rows(self.width.unwrap_or(u16::MAX));
        let (at, _) = self.caret_in(&rows);
        self.caret = rows.get(at).map_or(0, |row| row.from);
    }

    /// Moves the caret to the end of its row.
    pub fn end(&mut self) {
        let rows = self.rows(self.width.unwrap_or(u16::MAX));
        let (at, _) = self.caret_in(&rows);
        let Some(row) = rows.get(at) else { return };
        let folded = rows.get(at + 1).is_some_and(|next| next.from == row.to);
        self.caret = row.to;
        if folded {
            self.left();
        }
    }

    /// Deletes the grapheme before the caret.
    pub fn delete_back(&mut self) {
        let from = self.caret - self.split().0.graphemes(true).next_back().map_or(0, str::len);
        self.cut(from, self.caret);
    }

    /// Deletes the grapheme after the caret.
    pub fn delete_forward(&mut self) {
        let to = self.caret + self.split().1.graphemes(true).next().map_or(0, str::len);
        self.cut(self.caret, to);
    }

    /// Deletes the word before the caret and returns it.
    pub fn kill_word_back(&mut self) -> String {
        self.cut(self.word_start(), self.caret)
    }

    /// Deletes the word after the caret and returns it.
    pub fn kill_word_forward(&mut self) -> String {
        self.cut(self.caret, self.word_end())
    }

    /// Deletes everything before the caret and returns it.
    pub fn kill_to_start(&mut self) -> String {
        self.cut(0, self.caret)
    }

    /// Deletes everything after the caret and returns it.
    pub fn kill_to_end(&mut self) -> String {
        self.cut(self.caret, self.text.len())
    }

    /// Takes back the last step of typing, where there was one.
    pub fn undo(&mut self) {
        let Some(state) = self.undo.pop() else { return };
        self.redo.push((std::mem::replace(&mut self.text, state.0), self.caret));
        self.caret = state.1;
    }

    /// Does again what was taken back last, where anything was.
    pub fn redo(&mut self) {
        let Some(state) = self.redo.pop() else { return };
        self.undo.push((std::mem::replace(&mut self.text, state.0), self.caret));
        self.caret = state.1;
    }

    /// Does what an action does to a line, where it is one of those. What is killed, cut or copied goes to `yank`.
    pub fn act(&mut self, action: Action, yank: &mut String) -> Handled {
        if self.select(action, yank) == Handled::Yes {
            return Handled::Yes;
        }
        let handled = self.edit(action, yank);
        if handled == Handled::Yes {
            self.anchor = None;
        }
        handled
    }

    fn edit(&mut self, action: Action, yank: &mut String) -> Handled {
        let mut killed = String::new();
        let goal = self.goal.take();
        match action {
            Action::NewLine => self.insert_break(),
            Action::CaretUp | Action::CaretDown => {
                self.goal = goal;
                self.row_step(if action == Action::CaretUp { Direction::Back } else { Direction::Forward });
            }
            Action::CaretLeft => self.left(),
            Action::CaretRight => self.right(),
            Action::CaretWordLeft => self.word_left(),
            Action::CaretWordRight => self.word_right(),
            Action::CaretStart => self.start(),
            Action::CaretEnd => self.end(),
            Action::DeleteBack => self.delete_back(),
            Action::DeleteForward => self.delete_forward(),
            Action::Yank => {
                self.insert_str(yank);
            }
            Action::KillWordBack => killed = self.kill_word_back(),
            Action::KillWordForward => killed = self.kill_word_forward(),
            Action::KillToStart => killed = self.kill_to_start(),
            Action::KillToEnd => killed = self.kill_to_end(),
            Action::TextUndo => self.undo(),
            Action::TextRedo => self.redo(),
            _ => return Handled::No,
        }
        if !killed.is_empty() {
            *yank = killed;
        }
        Handled::Yes
    }

    fn remember(&mut self) {
        (self.goal, self.anchor) = (None, None);
        if self.undo.len() == UNDO_DEPTH {
            self.undo.remove(0);
        }
        self.undo.push((self.text.clone(), self.caret));
        self.redo.clear();
        self.edited = true;
    }

    fn cut(&mut self, from: usize, to: usize) -> String {
        if from >= to {
            return String::new();
        }
        self.remember();
        self.caret = from;
        self.text.drain(from..to).collect()
    }

    fn word_start(&self) -> usize {
        let before = self.split().0;
        let mut words = before.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty());
        words.next_back().map_or(0, |(at, _)| at)
    }

    fn word_end(&self) -> usize {
        let after = self.split().1;
        let word = after.split_word_bound_indices().find(|(_, word)| !word.trim().is_empty());
        word.map_or(self.text.len(), |(at, word)| self.caret + at + word.len())
    }
}

fn without_controls(line: &str) -> String {
    line.chars().filter(|c| is_shown(*c)).collect()
}

fn is_shown(c: char) -> bool {
    !c.is_control() && !crate::text::safe::is_bidi_control(c)
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
