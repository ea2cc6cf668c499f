//! The content of a line: runs of text, fields, wrappers, text boxes, equations.

use roxmltree::Node;

use super::field::{self, DocxField};
use super::styles::look_of;
use super::{DocxReader, alternative, child, shows_prompt, unwrap, value, word};
use crate::document::error::ReadError;
use crate::document::runs::{normalised, push_run};
use crate::document::style_look::StyleLook;
use crate::document::{Block, Effect, Run, Runs, equation, xml};

/// A line while it is read.
pub(super) struct DocxLine {
    look: StyleLook,
    runs: Runs,
    boxes: Vec<Block>,
    /// The open fields. The list ends with the paragraph, because a field that is never closed must not hide the
    /// rest of the document.
    fields: Vec<DocxField>,
    /// What the enclosing tracked change does to the text.
    change: Effect,
}

impl DocxLine {
    pub fn new(look: StyleLook) -> Self {
        Self { look, runs: Runs::new(), boxes: Vec::new(), fields: Vec::new(), change: Effect::Plain }
    }

    /// The runs in NFC, and the contents of text boxes.
    pub fn finish(self) -> (Runs, Vec<Block>) {
        (normalised(self.runs), self.boxes)
    }
}

impl DocxReader<'_> {
    /// Reads the runs inside `node`: a paragraph, a hyperlink or a wrapper.
    pub(super) fn inline(
        &mut self,
        node: Node<'_, '_>,
        depth: usize,
        line: &mut DocxLine,
    ) -> Result<(), ReadError> {
        self.check_depth(depth)?;
        for child in node.children().filter(Node::is_element) {
            match word(child) {
                "r" => self.run(child, depth, line)?,
                "hyperlink" | "fldSimple" | "dir" | "bdo" => self.inline(child, depth + 1, line)?,
                "ins" => self.changed(child, Effect::Inserted, depth + 1, line)?,
                "del" => self.changed(child, Effect::Deleted, depth + 1, line)?,
                "" if is_math(child) => self.with_effect(&equation::in_line(child), Effect::Equation, line),
                _ => {
                    if let Some(inside) = unwrap(child) {
                        let mute = usize::from(shows_prompt(child));
                        self.muted += mute;
                        self.inline(inside, depth + 1, line)?;
                        self.muted -= mute;
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads text that a tracked change has added or removed.
    fn changed(
        &mut self,
        node: Node<'_, '_>,
        change: Effect,
        depth: usize,
        line: &mut DocxLine,
    ) -> Result<(), ReadError> {
        let outer = line.change;
        if outer != Effect::Deleted {
            line.change = change;
        }
        let read = self.inline(node, depth, line);
        line.change = outer;
        read
    }

    fn run(&mut self, node: Node<'_, '_>, depth: usize, line: &mut DocxLine) -> Result<(), ReadError> {
        let properties = child(node, "rPr");
        let style = self.styles.character(properties.and_then(|node| value(node, "rStyle")));
        let look = properties.map(look_of).unwrap_or_default().over(style).over(line.look);
        self.run_content(node, look, depth, line)
    }

    fn run_content(
        &mut self,
        node: Node<'_, '_>,
        look: StyleLook,
        depth: usize,
        line: &mut DocxLine,
    ) -> Result<(), ReadError> {
        self.check_depth(depth)?;
        for part in node.children().filter(Node::is_element) {
            match word(part) {
                "t" | "delText" => self.text(part.text().unwrap_or_default(), look, line),
                "tab" | "ptab" => self.text("\t", look, line),
                "br" | "cr" => self.put("\n", look, line),
                // An ordinary hyphen, so that a search finds the word.
                "noBreakHyphen" => self.text("-", look, line),
                "sym" => self.text(symbol(part).encode_utf8(&mut [0; 4]), look, line),
                "fldChar" => self.field(part, line),
                "instrText" => {
                    let piece = part.text().unwrap_or_default();
                    line.fields.last_mut().into_iter().for_each(|field| field.instruct(piece));
                }
                // The small text above it only gives the pronunciation.
                "ruby" => {
                    if let Some(base) = child(part, "rubyBase") {
                        self.inline(base, depth + 1, line)?;
                    }
                }
                "drawing" | "pict" | "object" => self.boxes(part, depth + 1, line)?,
                _ => {
                    if let Some(branch) = alternative(part) {
                        self.run_content(branch, look, depth + 1, line)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads the text boxes of a drawing, also those in nested groups.
    fn boxes(&mut self, node: Node<'_, '_>, depth: usize, line: &mut DocxLine) -> Result<(), ReadError> {
        self.check_depth(depth)?;
        for part in node.children().filter(Node::is_element) {
            if word(part) == "txbxContent" {
                // The colour of a box is not read, so that no text in it is taken as unseen.
                let blocks = self.on_ground(Some(true), |reader| reader.blocks(part, depth + 1))?;
                line.boxes.extend(blocks);
            } else {
                let inside = alternative(part).unwrap_or(part);
                self.boxes(inside, depth + 1, line)?;
            }
        }
        Ok(())
    }

    /// Begins a field, begins its result, or ends it. The choice in a form field is part of the field itself.
    fn field(&self, part: Node<'_, '_>, line: &mut DocxLine) {
        match xml::attribute(part, "fldCharType") {
            Some("begin") => {
                let chosen = field::chosen(part);
                if let Some(text) = &chosen {
                    self.with_effect(text, Effect::Chosen, line);
                }
                line.fields.push(DocxField {
                    silent: true,
                    chosen: chosen.is_some(),
                    ..DocxField::default()
                });
            }
            // The choice has been read already.
            Some("separate") => {
                line.fields.last_mut().into_iter().for_each(|field| field.silent = field.chosen)
            }
            Some("end") => {
                // The result of such a field, where it has one, is only a picture of the equation.
                let fraction = line.fields.pop().and_then(|field| field.fraction());
                fraction.into_iter().for_each(|text| self.with_effect(&text, Effect::Equation, line));
            }
            _ => {}
        }
    }

    /// Adds text with an effect.
    fn with_effect(&self, text: &str, effect: Effect, line: &mut DocxLine) {
        let run = line.look.run(text.to_owned());
        self.add(Run { effect: if run.effect.leaves_out() { run.effect } else { effect }, ..run }, line);
    }

    /// Adds text in which line ends mean no more than spaces do.
    fn text(&self, text: &str, look: StyleLook, line: &mut DocxLine) {
        if text.contains(['\n', '\r', '\u{AD}']) {
            self.put(&text.replace(['\n', '\r'], " ").replace('\u{AD}', ""), look, line);
        } else {
            self.put(text, look, line);
        }
    }

    fn put(&self, text: &str, look: StyleLook, line: &mut DocxLine) {
        self.add(look.run(text.to_owned()), line);
    }

    /// Adds a run, unless it is an instruction or a prompt.
    fn add(&self, run: Run, line: &mut DocxLine) {
        let silent = self.muted > 0 || line.fields.iter().any(|field| field.silent);
        if silent || run.text.is_empty() {
            return;
        }
        let effect = match (line.change, run.effect) {
            (Effect::Deleted, _) => Effect::Deleted,
            (Effect::Inserted, Effect::Plain) => Effect::Inserted,
            (_, own) => own,
        };
        push_run(&mut line.runs, Run { effect, ..run });
    }
}

fn is_math(node: Node<'_, '_>) -> bool {
    let namespace = node.tag_name().namespace().unwrap_or_default();
    namespace.ends_with("/math") && matches!(node.tag_name().name(), "oMath" | "oMathPara")
}

/// A character of a symbol font. Their codes are in a private area (`F0B7`). The few that occur in plans are
/// translated; the others become the replacement character, so that the loss is visible.
fn symbol(node: Node<'_, '_>) -> char {
    let code = xml::attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0);
    let font = xml::attribute(node, "font").unwrap_or_default();
    let known = match (font, code & 0xFF) {
        ("Symbol", 0xA3) => '≤',
        ("Symbol", 0xB3) => '≥',
        ("Symbol", 0xB1) => '±',
        ("Symbol", 0xB4) => '×',
        ("Symbol", 0xB0) => '°',
        ("Symbol", 0xB9) => '≠',
        ("Symbol", 0xBB) => '≈',
        ("Symbol", 0x2D) => '-',
        ("Symbol", 0xB7) => '•',
        ("Wingdings", 0xFC) => '✓',
        ("Wingdings", 0xFB) => '✗',
        ("Wingdings", 0xFE) => '☑',
        ("Wingdings", 0xFD) => '☒',
        ("Wingdings", 0x6F | 0xA8) => '☐',
        ("Wingdings", 0x6C | 0x9F | 0xA7 | 0x6E) => '•',
        _ => char::REPLACEMENT_CHARACTER,
    };
    let private = (0xE000..0xF900).contains(&code) || code < 0x100 && matches!(font, "Symbol" | "Wingdings");
    if private { known } else { char::from_u32(code).filter(|sign| !sign.is_control()).unwrap_or(known) }
}
