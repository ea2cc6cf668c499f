//! What stands in a line: runs of text, fields, wrappers, text boxes.

use roxmltree::Node;

use super::styles::look_of;
use super::{Reader, alternative, child, shows_prompt, unwrap, value, word};
use crate::document::error::ReadError;
use crate::document::runs::{normalised, push_run};
use crate::document::style_look::StyleLook;
use crate::document::{Block, Runs, xml};

/// A line while it is read.
pub(super) struct Line {
    look: StyleLook,
    runs: Runs,
    boxes: Vec<Block>,
    /// For each open field, whether its instruction is still being given. The stack ends with the
    /// paragraph, so that a field that is never closed cannot swallow the rest of the document.
    fields: Vec<bool>,
}

impl Line {
    pub fn new(look: StyleLook) -> Self {
        Self { look, runs: Runs::new(), boxes: Vec::new(), fields: Vec::new() }
    }

    /// The runs in NFC, and the contents of text boxes.
    pub fn finish(self) -> (Runs, Vec<Block>) {
        (normalised(self.runs), self.boxes)
    }
}

impl Reader<'_> {
    /// Reads the runs inside `node`: a paragraph, a hyperlink, a wrapper.
    pub(super) fn inline(
        &mut self,
        node: Node<'_, '_>,
        depth: usize,
        line: &mut Line,
    ) -> Result<(), ReadError> {
        self.check_depth(depth)?;
        for child in node.children().filter(Node::is_element) {
            match word(child) {
                "r" => self.run(child, depth, line)?,
                "hyperlink" | "fldSimple" | "dir" | "bdo" => self.inline(child, depth + 1, line)?,
                "" if is_math(child) => self.math(child, line),
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

    fn run(&mut self, node: Node<'_, '_>, depth: usize, line: &mut Line) -> Result<(), ReadError> {
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
        line: &mut Line,
    ) -> Result<(), ReadError> {
        self.check_depth(depth)?;
        for part in node.children().filter(Node::is_element) {
            match word(part) {
                "t" => self.text(part.text().unwrap_or_default(), look, line),
                "tab" | "ptab" => self.text("\t", look, line),
                "br" | "cr" => self.put("\n", look, line),
                // An ordinary hyphen, so that the word is found by those who look for it.
                "noBreakHyphen" => self.text("-", look, line),
                "sym" => self.text(symbol(part).encode_utf8(&mut [0; 4]), look, line),
                "fldChar" => match xml::attribute(part, "fldCharType") {
                    Some("begin") => line.fields.push(true),
                    Some("separate") => line.fields.last_mut().into_iter().for_each(|field| *field = false),
                    Some("end") => drop(line.fields.pop()),
                    _ => {}
                },
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

    /// The text boxes of a drawing, at whatever depth of groups they are.
    fn boxes(&mut self, node: Node<'_, '_>, depth: usize, line: &mut Line) -> Result<(), ReadError> {
        self.check_depth(depth)?;
        for part in node.children().filter(Node::is_element) {
            if word(part) == "txbxContent" {
                let blocks = self.blocks(part, depth + 1)?;
                line.boxes.extend(blocks);
            } else {
                let inside = alternative(part).unwrap_or(part);
                self.boxes(inside, depth + 1, line)?;
            }
        }
        Ok(())
    }

    /// Formulas in one line; figures and signs such as ≥ are sometimes typed as such.
    fn math(&self, node: Node<'_, '_>, line: &mut Line) {
        let look = line.look;
        for part in node.descendants().filter(|part| part.tag_name().name() == "t") {
            self.text(part.text().unwrap_or_default(), look, line);
        }
    }

    /// Adds text in which line ends mean no more than spaces do.
    fn text(&self, text: &str, look: StyleLook, line: &mut Line) {
        if text.contains(['\n', '\r', '\u{AD}']) {
            self.put(&text.replace(['\n', '\r'], " ").replace('\u{AD}', ""), look, line);
        } else {
            self.put(text, look, line);
        }
    }

    /// Adds text, unless it is hidden, an instruction, or a prompt.
    fn put(&self, text: &str, look: StyleLook, line: &mut Line) {
        let hidden = look.is_hidden() || self.muted > 0 || line.fields.contains(&true);
        if hidden || text.is_empty() {
            return;
        }
        push_run(&mut line.runs, look.run(text.to_owned()));
    }
}

fn is_math(node: Node<'_, '_>) -> bool {
    let namespace = node.tag_name().namespace().unwrap_or_default();
    namespace.ends_with("/math") && matches!(node.tag_name().name(), "oMath" | "oMathPara")
}

/// A sign of a symbol font. Their codes lie in a private area (`F0B7`); the few that plans are written
/// with are translated, the others become the replacement sign, so that a loss is seen.
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
