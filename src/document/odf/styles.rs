//! The look of paragraphs, runs and cells, as styles define it.

use std::collections::HashMap;

use roxmltree::Node;

use super::{child, name};
use crate::document::style_look::{StyleLook, is_tiny, is_white_hex};
use crate::document::{Align, Effect, xml};

/// What a style is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Paragraph,
    Text,
    Cell,
    Row,
    Table,
}

/// A style.
#[derive(Default)]
struct OdfStyle {
    look: StyleLook,
    /// The list that paragraphs of this style belong to.
    list: Option<String>,
    /// A table of this style is not shown.
    hidden_table: bool,
    parent: Option<String>,
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    named: HashMap<Family, HashMap<String, OdfStyle>>,
    /// The look of each family where no style defines another.
    defaults: HashMap<Family, StyleLook>,
}

/// How many styles may be based on each other.
const CHAIN: usize = 32;

impl Styles {
    /// Adds the styles in `office:styles` or `office:automatic-styles`; later ones replace earlier ones.
    pub fn add(&mut self, node: Node<'_, '_>) {
        for node in node.children().filter(Node::is_element) {
            let Some(family) = xml::attribute(node, "family").and_then(Family::of) else { continue };
            match (name(node), xml::attribute(node, "name")) {
                (("style", "style"), Some(name)) => {
                    self.named.entry(family).or_default().insert(name.to_owned(), OdfStyle::of(node));
                }
                (("style", "default-style"), _) => drop(self.defaults.insert(family, look_of(node))),
                _ => {}
            }
        }
    }

    /// The look of a style combined with those it is based on; without a style, the defaults of the family.
    pub fn look(&self, family: Family, style: Option<&str>) -> StyleLook {
        let mut sum = StyleLook::default();
        for style in self.chain(family, style) {
            sum = sum.over(style.look);
        }
        sum.over(self.defaults.get(&family).copied().unwrap_or_default())
    }

    /// The list that paragraphs of a style belong to.
    pub fn list_of(&self, paragraph: Option<&str>) -> Option<&str> {
        self.chain(Family::Paragraph, paragraph).find_map(|style| style.list.as_deref())
    }

    /// Whether tables of this style are hidden.
    pub fn hides_table(&self, style: Option<&str>) -> bool {
        self.chain(Family::Table, style).any(|style| style.hidden_table)
    }

    fn chain<'s>(&'s self, family: Family, style: Option<&str>) -> impl Iterator<Item = &'s OdfStyle> {
        let styles = self.named.get(&family);
        let get = move |name: &str| styles.and_then(|styles| styles.get(name));
        let first = style.and_then(get);
        std::iter::successors(first, move |style| style.parent.as_deref().and_then(get)).take(CHAIN)
    }
}

impl Family {
    fn of(name: &str) -> Option<Self> {
        match name {
            "paragraph" => Some(Self::Paragraph),
            "text" => Some(Self::Text),
            "table-cell" => Some(Self::Cell),
            "table-row" => Some(Self::Row),
            "table" => Some(Self::Table),
            _ => None,
        }
    }
}

impl OdfStyle {
    fn of(node: Node<'_, '_>) -> Self {
        let table = child(node, ("style", "table-properties"));
        let named = |name| xml::attribute(node, name).filter(|name| !name.is_empty()).map(str::to_owned);
        Self {
            look: look_of(node),
            list: named("list-style-name"),
            hidden_table: table.and_then(|node| xml::attribute(node, "display")) == Some("false"),
            parent: named("parent-style-name"),
        }
    }
}

/// The look that the properties of a style define.
fn look_of(style: Node<'_, '_>) -> StyleLook {
    let text = child(style, ("style", "text-properties"));
    let paragraph = child(style, ("style", "paragraph-properties"));
    let said = |name| text.and_then(|node| xml::attribute(node, name));
    let usual = || said("use-window-font-color").filter(|usual| *usual == "true").map(|_| false);
    let mut properties = style.children().filter(|node| name(*node).0 == "style");
    StyleLook {
        bold: said("font-weight").map(is_bold),
        italic: said("font-style").map(|style| style != "normal"),
        underline: said("text-underline-style").map(|style| style != "none"),
        hidden: said("display").map(|display| display == "none"),
        struck: said("text-line-through-style")
            .or_else(|| said("text-line-through-type"))
            .map(|s| s != "none"),
        white: said("color").and_then(is_white_hex).or_else(usual),
        tiny: said("font-size").and_then(points).map(is_tiny),
        coloured_ground: properties.find_map(ground),
        small: said("text-position").map(small),
        inserted: false,
        align: paragraph.and_then(|node| xml::attribute(node, "text-align")).and_then(align),
    }
}

/// A size in points; none where it is a share of another size.
fn points(size: &str) -> Option<f64> {
    size.strip_suffix("pt")?.trim().parse().ok()
}

/// Whether the properties of a text, a paragraph, a cell, a row or a table give it a ground of another colour than
/// paper.
fn ground(properties: Node<'_, '_>) -> Option<bool> {
    xml::attribute(properties, "background-color").and_then(is_white_hex).map(|white| !white)
}

/// `super 58%`, `sub`, or how far from the line: `33% 58%`.
fn small(position: &str) -> Effect {
    match position.split_whitespace().next().unwrap_or_default() {
        "super" => Effect::Raised,
        "sub" => Effect::Lowered,
        share => match share.trim_end_matches('%').parse::<f32>() {
            Ok(up) if up > 0.0 => Effect::Raised,
            Ok(down) if down < 0.0 => Effect::Lowered,
            _ => Effect::Plain,
        },
    }
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse().is_ok_and(|weight: u32| weight > 500)
}

fn align(text: &str) -> Option<Align> {
    match text {
        "start" | "left" => Some(Align::Left),
        "center" => Some(Align::Center),
        "end" | "right" => Some(Align::Right),
        "justify" => Some(Align::Justify),
        _ => None,
    }
}
