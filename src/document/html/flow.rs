//! Text that flows into paragraphs: on the page or in a cell.

use super::super::style_look::StyleLook;
use super::super::{Align, Block, Effect, Label, Paragraph, Run};
use super::look::Looks;
use crate::text::normal;

/// The text of a page or a cell while it is read.
#[derive(Default)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    runs: Vec<Run>,
    looks: Looks,
    align: Option<Align>,
    label: Option<Label>,
    lists: Vec<List>,
    /// Inside `pre`, where white space counts.
    kept: usize,
}

/// A list that is open.
struct List {
    /// The number of its next item; none in a list of bullets.
    next: Option<u32>,
}

impl Flow {
    /// A flow inside something that gives it a look.
    pub fn inside(around: StyleLook) -> Self {
        let mut flow = Self::default();
        flow.put_inside(around);
        flow
    }

    /// The look of what is around the text.
    pub fn around(&self) -> StyleLook {
        self.looks.around
    }

    /// Gives the text from here on the look of what is around it.
    pub fn put_inside(&mut self, around: StyleLook) {
        self.looks.around = around;
    }

    /// Adds text with its white space handled as HTML requires.
    pub fn text(&mut self, text: &str) {
        let mut new = String::new();
        for c in text.chars() {
            match c {
                '\n' if self.kept > 0 => new.push('\n'),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    let before = new.chars().last().or_else(|| self.last());
                    if self.kept > 0 || before.is_some_and(|c| !matches!(c, ' ' | '\n')) {
                        new.push(' ');
                    }
                }
                // A character reference may name a control character.
                c if c.is_control() => new.push('\u{fffd}'),
                c => new.push(c),
            }
        }
        let run = self.looks.run(normal::nfc(&new));
        self.push_run(run);
    }

    /// Adds the text of a form field or an equation.
    pub fn add(&mut self, text: &str, effect: Effect) {
        let run = self.looks.run(normal::nfc(text.trim()));
        self.push_run(Run { effect: if run.effect.leaves_out() { run.effect } else { effect }, ..run });
    }

    fn push_run(&mut self, run: Run) {
        match self.runs.last_mut() {
            Some(last) if last.looks_like(&run) => last.text.push_str(&run.text),
            _ if run.text.is_empty() => {}
            _ => self.runs.push(run),
        }
    }

    fn last(&self) -> Option<char> {
        self.runs.iter().rev().find_map(|run| run.text.chars().last())
    }

    /// A line break inside a paragraph.
    pub fn line_break(&mut self) {
        self.trim_end(&[' ']);
        match self.runs.last_mut() {
            Some(run) if run.effect == Effect::Plain => run.text.push('\n'),
            _ => self.runs.push(Run::plain("\n")),
        }
    }

    /// Ends the paragraph, if one is open, because a block begins or ends here.
    pub fn end_paragraph(&mut self) {
        // A line break at the very end of a block is not shown.
        self.trim_end(&[' ', '\n']);
        self.looks.end_paragraph();
        let paragraph = Paragraph::of_runs(std::mem::take(&mut self.runs));
        let blank = paragraph.runs.iter().all(|run| run.text.trim_matches([' ', '\n']).is_empty());
        if blank && self.label.is_none() {
            return;
        }
        let label = self.label.take();
        self.blocks.push(Paragraph { align: self.align, label: label.map(Box::new), ..paragraph }.into());
    }

    fn trim_end(&mut self, what: &[char]) {
        while let Some(run) = self.runs.last_mut() {
            run.text.truncate(run.text.trim_end_matches(what).len());
            if !run.text.is_empty() {
                break;
            }
            self.runs.pop();
        }
    }

    /// Begins a paragraph with the alignment of its tag.
    pub fn begin_paragraph(&mut self, align: Option<&str>) {
        self.end_paragraph();
        self.align = match align {
            Some("center" | "middle") => Some(Align::Center),
            Some("right") => Some(Align::Right),
            Some("left") => Some(Align::Left),
            Some("justify") => Some(Align::Justify),
            _ => None,
        };
    }

    /// A tag that may change the look of text begins, perhaps with a style.
    pub fn begin(&mut self, tag: &str, style: Option<&str>) {
        self.looks.begin(tag, style);
    }

    /// A tag that may change the look of text ends.
    pub fn end(&mut self, tag: &str) {
        self.looks.end(tag);
    }

    /// The style of a paragraph that begins.
    pub fn style_paragraph(&mut self, style: &str) {
        self.looks.begin_paragraph(style);
    }

    /// White space begins or ceases to count.
    pub fn keep(&mut self, begins: bool) {
        self.end_paragraph();
        self.kept = if begins { self.kept + 1 } else { self.kept.saturating_sub(1) };
    }

    /// A list begins.
    pub fn begin_list(&mut self, numbered: bool, start: Option<u32>) {
        self.end_paragraph();
        self.lists.push(List { next: numbered.then(|| start.unwrap_or(1)) });
    }

    /// A list ends.
    pub fn end_list(&mut self) {
        self.end_paragraph();
        self.lists.pop();
    }

    /// An item of a list begins.
    pub fn begin_item(&mut self) {
        self.end_paragraph();
        let level = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let number = self.lists.last_mut().and_then(|list| {
            let number = list.next?;
            list.next = Some(number.saturating_add(1));
            Some(number)
        });
        let text = number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
        self.label = Some(Label { text, bullet: number.is_none(), level, gap: true });
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.end_paragraph();
        self.blocks.push(block);
    }

    /// The blocks.
    pub fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        self.blocks
    }
}
