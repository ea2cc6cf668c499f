//! Paragraphs in the form's look.

use crate::{
    document::{Align, Paragraph, Run},
    form::writing::{Bold, ColumnLook, LevelLook, Side},
    text::normal::squeeze,
};

/// How a paragraph of a table is set.
#[derive(Clone, Copy, Debug)]
pub struct ParagraphStyle {
    /// Half points.
    pub size: u16,
    /// How it is aligned.
    pub align: Align,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

impl ParagraphStyle {
    /// The look of a column's text.
    pub fn of(column: &ColumnLook, size: u16) -> Self {
        Self { size, align: align(column.align), bold: column.bold, italic: column.italic }
    }

    /// The same look, italic or not.
    pub const fn italic(self, italic: bool) -> Self {
        Self { italic, ..self }
    }

    /// The same look, bold or not.
    pub const fn bold(self, bold: bool) -> Self {
        Self { bold, ..self }
    }

    /// A run of text.
    pub fn run(self, text: impl Into<String>) -> Run {
        Run { text: text.into(), bold: self.bold, italic: self.italic, ..Run::default() }
    }

    /// A paragraph with one run.
    pub fn line(self, text: impl Into<String>) -> Paragraph {
        self.runs(vec![self.run(text)])
    }

    /// A paragraph of these runs.
    pub fn runs(self, runs: Vec<Run>) -> Paragraph {
        let mut paragraph = Paragraph::of_runs(runs).aligned(self.align);
        paragraph.look.size = Some(self.size);
        paragraph
    }
}

/// How a document aligns it.
pub const fn align(side: Side) -> Align {
    match side {
        Side::Left => Align::Left,
        Side::Center => Align::Center,
    }
}

/// The text before the title of a node: its code with the label of its level, its number, or nothing.
pub fn prefix(look: &LevelLook, code: Option<&str>, n: usize) -> String {
    match (code, &look.counted) {
        (Some(code), _) => look.coded.replace("{code}", code),
        (None, Some(counted)) => counted.replace("{n}", &n.to_string()),
        (None, None) => String::new(),
    }
}

/// The paragraph of a node: its prefix and its title.
pub fn heading(look: &LevelLook, before: &str, title: &str, ink: ParagraphStyle) -> Paragraph {
    let title = squeeze(title);
    let ink = ink.italic(ink.italic || look.italic);
    let code = ink.bold(ink.bold || look.bold != Bold::No);
    let rest = ink.bold(ink.bold || look.bold == Bold::All);
    let gap = if before.is_empty() || title.is_empty() { "" } else { " " };
    let (code, rest) = (code.run(before), rest.run(format!("{gap}{title}")));
    if code.looks_like(&rest) {
        return ink.runs(vec![Run { text: code.text + &rest.text, ..rest }]);
    }
    ink.runs(vec![code, rest])
}
