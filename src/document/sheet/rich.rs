//! Texts of a workbook in pieces of different looks, where a piece is struck out, raised, lowered or not seen. calamine
//! joins the pieces and drops their looks.

use std::collections::HashMap;

use roxmltree::Node;

use super::build::RichText;
use super::scan::{self, CellPart};
use crate::document::error::ReadError;
use crate::document::style_look::{StyleLook, is_tiny, is_white_hex};
use crate::document::{Effect, Run, xml};

/// The shared texts whose pieces change their meaning, by their number.
#[derive(Default)]
pub(super) struct Rich(HashMap<usize, Vec<Run>>);

/// Whether a part may have such a piece. Most parts have none, so that no tree is built.
pub(super) fn may_be_in(text: &str) -> bool {
    ["strike", "vertAlign", "FFFFFFFF", "theme=\"0\"", "sz val=\"1\"", "sz val=\"0"]
        .iter()
        .any(|sign| text.contains(sign))
}

impl Rich {
    /// Reads them from the part with the shared texts.
    ///
    /// # Errors
    /// [`ReadError`]: damaged or too big.
    pub fn of(part: &str, text: &str) -> Result<Self, ReadError> {
        if !may_be_in(text) {
            return Ok(Self::default());
        }
        let tree = xml::parse(part, text)?;
        let texts = tree.root_element().children().filter(|node| node.tag_name().name() == "si");
        Ok(Self(texts.enumerate().filter_map(|(at, text)| Some((at, pieces(text)?))).collect()))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The cells of a sheet with such a text, shared or inline.
    ///
    /// # Errors
    /// [`ReadError`]: damaged or too big.
    pub fn cells(&self, part: &str, text: &str) -> Result<Vec<RichText>, ReadError> {
        let (mut found, mut shared) = (Vec::new(), false);
        scan::walk(part, text, |held, open| {
            let runs = match held {
                CellPart::Start { is_shared } => {
                    shared = is_shared;
                    None
                }
                CellPart::Value(number) if shared => {
                    let number = number.trim().parse::<usize>().ok();
                    number.and_then(|number| self.0.get(&number).cloned())
                }
                CellPart::Value(_) => None,
                CellPart::Text(inside) => own(inside),
            };
            found.extend(runs.map(|runs| RichText { row: open.row, col: open.col, runs }));
        })?;
        Ok(found)
    }
}

/// The pieces of an inline text.
fn own(inside: &str) -> Option<Vec<Run>> {
    if !may_be_in(inside) {
        return None;
    }
    let whole = format!("<is xmlns:x='x' xmlns:xml='http://www.w3.org/XML/1998/namespace'>{inside}</is>");
    pieces(xml::parse("is", &whole).ok()?.root_element())
}

/// The pieces of a text; `None` where none of them changes its meaning.
fn pieces(text: Node<'_, '_>) -> Option<Vec<Run>> {
    let nodes = || text.children().filter(|node| node.tag_name().name() == "r");
    // Where every piece is white, the cell has another ground.
    let beside_others = nodes().any(|node| !is_white(node));
    let runs = nodes().map(|node| piece(node, beside_others));
    let runs: Vec<Run> = runs.filter(|run| !run.text.is_empty()).collect();
    runs.iter().any(|run| run.effect != Effect::Plain).then_some(runs)
}

fn named(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}

/// A property in the look of a piece.
fn property<'a, 'i>(piece: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    let look = piece.children().find(|node| named(*node, "rPr"))?;
    look.children().find(|node| named(*node, name))
}

/// Whether a piece has the colour of paper: as figures with their opacity before them, or as the first of a theme.
fn is_white(piece: Node<'_, '_>) -> bool {
    let Some(colour) = property(piece, "color") else { return false };
    let figures = xml::attribute(colour, "rgb").and_then(|figures| figures.get(2..));
    figures.and_then(is_white_hex).unwrap_or(xml::attribute(colour, "theme") == Some("0"))
}

fn piece(node: Node<'_, '_>, may_be_unseen: bool) -> Run {
    let has = |name: &str| property(node, name);
    let on = |name: &str| {
        has(name).is_some_and(|node| !matches!(xml::attribute(node, "val"), Some("0" | "false" | "none")))
    };
    let value = |name: &str| has(name).and_then(|node| xml::attribute(node, "val"));
    let look = StyleLook {
        bold: Some(on("b")),
        italic: Some(on("i")),
        underline: Some(on("u")),
        struck: Some(on("strike")),
        white: Some(may_be_unseen && is_white(node)),
        tiny: value("sz").and_then(|size| size.parse().ok()).map(is_tiny),
        small: match value("vertAlign") {
            Some("superscript") => Some(Effect::Raised),
            Some("subscript") => Some(Effect::Lowered),
            _ => None,
        },
        ..StyleLook::default()
    };
    let texts = node.children().filter(|node| named(*node, "t")).filter_map(|node| node.text());
    // Line ends as calamine gives them: one character each.
    let text = texts.collect::<String>().replace("\r\n", "\n").replace("_x000D_", "");
    look.run(text)
}
