//! Paragraphs and the content of their lines.

use roxmltree::Node;

use super::styles::Family;
use super::{OdfReader, check_depth, field, name};
use crate::document::error::ReadError;
use crate::document::runs::{normalised, push_run};
use crate::document::style_look::StyleLook;
use crate::document::{Block, Effect, Label, Paragraph, Run, Runs, xml};

/// More spaces in a row (`text:s`) than this have no meaning.
const MOST_SPACES: usize = 100;

/// A line while it is read.
struct OdfLine {
    runs: Runs,
    boxes: Vec<Block>,
    /// The text is empty or ends with white space, so white space that follows is ignored.
    spaced: bool,
    /// Inside a form field whose choice was already read.
    silent: bool,
}

impl OdfReader {
    /// Reads a paragraph. Its text boxes follow it as separate blocks.
    pub(super) fn paragraph(
        &mut self,
        node: Node<'_, '_>,
        depth: usize,
        label: Option<Label>,
        blocks: &mut Vec<Block>,
    ) -> Result<(), ReadError> {
        let look = self.styles.look(Family::Paragraph, xml::attribute(node, "style-name")).over(self.base);
        let mut line = OdfLine { runs: Runs::new(), boxes: Vec::new(), spaced: true, silent: false };
        self.inline(node, depth, look, &mut line)?;
        let paragraph = Paragraph::of_runs(normalised(line.runs));
        blocks.push(Paragraph { label: label.map(Box::new), align: look.align, ..paragraph }.into());
        blocks.append(&mut line.boxes);
        Ok(())
    }

    fn inline(
        &mut self,
        node: Node<'_, '_>,
        depth: usize,
        look: StyleLook,
        line: &mut OdfLine,
    ) -> Result<(), ReadError> {
        check_depth(depth)?;
        for child in node.children() {
            let look = StyleLook { inserted: look.inserted || self.changes.is_adding(), ..look };
            if let Some(text) = child.text().filter(|_| child.is_text()) {
                line.text(text, look);
                continue;
            }
            match name(child) {
                ("text", "s") => line.put(&" ".repeat(spaces(child)), look),
                ("text", "tab") => line.put("\t", look),
                ("text", "line-break") => line.put("\n", look),
                ("text", "span") => {
                    let style = xml::attribute(child, "style-name");
                    let look = self.styles.look(Family::Text, style).over(look);
                    self.inline(child, depth + 1, look, line)?;
                }
                ("text", "note" | "ruby-text" | "number" | "hidden-text" | "hidden-paragraph" | "script") => {
                }
                ("text", "change" | "change-start" | "change-end") => self.changed(child, look, line),
                ("field", "fieldmark" | "fieldmark-start") => {
                    if let Some(text) = field::chosen(child) {
                        line.add(look, text, Effect::Chosen);
                        line.silent = name(child).1 == "fieldmark-start";
                    }
                }
                ("field", "fieldmark-end") => line.silent = false,
                // Content controls, and other wrappers of newer versions.
                ("loext" | "field", _) => self.inline(child, depth + 1, look, line)?,
                // Fields, links, bookmarks, ruby: their visible text.
                ("text", _) => self.inline(child, depth + 1, look, line)?,
                ("draw", "a") => self.inline(child, depth + 1, look, line)?,
                ("draw", _) if self.object(child, look, line) => {}
                ("draw", _) => self.drawing(child, depth + 1, &mut line.boxes)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// A place where tracked changes have deleted text, or where an insertion begins or ends.
    fn changed(&mut self, mark: Node<'_, '_>, look: StyleLook, line: &mut OdfLine) {
        let Some(id) = xml::attribute(mark, "change-id") else { return };
        if let Some(text) = self.changes.at(name(mark).1, id) {
            line.add(look, text, Effect::Deleted);
        }
    }

    /// Adds the equation in a frame, or the box of a form; false for every other drawing.
    fn object(&self, drawing: Node<'_, '_>, look: StyleLook, line: &mut OdfLine) -> bool {
        if let Some(text) = self.objects.choice(drawing) {
            line.add(look, text.to_owned(), Effect::Chosen);
            return true;
        }
        let equation = self.objects.equation(drawing);
        let is_one = equation.is_some();
        equation.into_iter().for_each(|text| line.add(look, text, Effect::Equation));
        is_one
    }

    /// Reads the text boxes of a drawing and the texts in its shapes. Of the alternatives in a frame only the first
    /// one is read.
    pub(super) fn drawing(
        &mut self,
        node: Node<'_, '_>,
        depth: usize,
        blocks: &mut Vec<Block>,
    ) -> Result<(), ReadError> {
        check_depth(depth)?;
        // The colour of a box is not read, so that no text in it is taken as unseen.
        let outer = self.base;
        self.base.coloured_ground = Some(true);
        let read = self.in_drawing(node, depth, blocks);
        self.base = outer;
        read
    }

    fn in_drawing(
        &mut self,
        node: Node<'_, '_>,
        depth: usize,
        blocks: &mut Vec<Block>,
    ) -> Result<(), ReadError> {
        match name(node) {
            ("draw", "frame") => {
                let inside = node.children().find(|child| name(*child) == ("draw", "text-box"));
                inside.map_or(Ok(()), |inside| self.collect(inside, depth + 1, None, blocks))
            }
            ("draw", "g" | "a") => node
                .children()
                .filter(Node::is_element)
                .try_for_each(|child| self.drawing(child, depth + 1, blocks)),
            ("draw", _) => self.collect(node, depth + 1, None, blocks),
            _ => Ok(()),
        }
    }
}

fn spaces(node: Node<'_, '_>) -> usize {
    let said = xml::attribute(node, "c").map_or(Some(1), |count| count.parse().ok());
    said.unwrap_or(MOST_SPACES).min(MOST_SPACES)
}

impl OdfLine {
    /// Adds text with XML's rule for white space: any run of it is one space.
    fn text(&mut self, text: &str, look: StyleLook) {
        let mut plain = String::with_capacity(text.len());
        for sign in text.chars().filter(|sign| *sign != '\u{AD}') {
            if !matches!(sign, ' ' | '\t' | '\n' | '\r') {
                plain.push(sign);
                self.spaced = false;
            } else if !self.spaced {
                plain.push(' ');
                self.spaced = true;
            }
        }
        self.push(plain, look);
    }

    /// Adds text as it is.
    fn put(&mut self, text: &str, look: StyleLook) {
        self.spaced = false;
        self.push(text.to_owned(), look);
    }

    fn push(&mut self, text: String, look: StyleLook) {
        let run = look.run(text);
        self.add_run(run);
    }

    /// Adds text with an effect.
    fn add(&mut self, look: StyleLook, text: String, effect: Effect) {
        let run = look.run(text);
        self.spaced = false;
        self.add_run(Run { effect: if run.effect.leaves_out() { run.effect } else { effect }, ..run });
    }

    fn add_run(&mut self, run: Run) {
        if !run.text.is_empty() && !self.silent {
            push_run(&mut self.runs, run);
        }
    }
}
