//! The look and the list of paragraphs and runs, as styles define them.

use std::collections::HashMap;

use roxmltree::Node;

use super::{child, is_on, value, word};
use crate::document::style_look::{StyleLook, is_tiny, is_white_hex};
use crate::document::{Align, Effect, xml};

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, DocxStyle>,
    /// The paragraph style of paragraphs that name none.
    default: Option<String>,
    /// The look where no style defines another.
    look: StyleLook,
}

/// Which list a paragraph belongs to.
#[derive(Clone, Default)]
pub(super) struct ListRef {
    /// The number of the list (`w:numId`); `0` removes the paragraph from any list.
    pub list: Option<String>,
    /// The level in it, from 0.
    pub level: Option<u8>,
}

/// A style, or a chain of styles combined.
#[derive(Clone, Default)]
pub(super) struct DocxStyle {
    pub look: StyleLook,
    pub in_list: ListRef,
    /// The style that defines the list, because levels may belong to styles.
    pub list_style: Option<String>,
    based_on: Option<String>,
}

/// The longest chain of styles based on each other; Word itself allows much fewer.
const CHAIN: usize = 32;

impl Styles {
    /// Reads `word/styles.xml`.
    pub fn of_part(root: Node<'_, '_>) -> Self {
        let mut all = Self::default();
        let defaults = child(root, "docDefaults").and_then(|node| child(node, "rPrDefault"));
        all.look = defaults.and_then(|node| child(node, "rPr")).map(look_of).unwrap_or_default();
        for node in root.children().filter(|node| word(*node) == "style") {
            let Some(id) = xml::attribute(node, "styleId") else { continue };
            let is_default = matches!(xml::attribute(node, "default"), Some("1" | "true" | "on"));
            if is_default && xml::attribute(node, "type") == Some("paragraph") {
                all.default = Some(id.to_owned());
            }
            all.styles.insert(id.to_owned(), DocxStyle::of(node));
        }
        all
    }

    /// The style of a paragraph; without an id, the default one.
    pub fn paragraph(&self, id: Option<&str>) -> DocxStyle {
        let known = id.filter(|id| self.styles.contains_key(*id));
        let mut style = self.chain(known.or(self.default.as_deref()));
        style.look = style.look.over(self.look);
        style
    }

    /// What a character style adds.
    pub fn character(&self, id: Option<&str>) -> StyleLook {
        self.chain(id).look
    }

    /// The list that a numbering style defines.
    pub fn list_of(&self, id: &str) -> Option<String> {
        self.chain(Some(id)).in_list.list
    }

    /// A style together with those it is based on.
    fn chain(&self, id: Option<&str>) -> DocxStyle {
        let mut sum = DocxStyle::default();
        let mut next = id;
        for _ in 0..CHAIN {
            let Some((id, style)) = next.and_then(|id| self.styles.get_key_value(id)) else { break };
            sum.look = sum.look.over(style.look);
            sum.in_list.level = sum.in_list.level.or(style.in_list.level);
            if sum.in_list.list.is_none() && style.in_list.list.is_some() {
                sum.in_list.list.clone_from(&style.in_list.list);
                sum.list_style = Some(id.clone());
            }
            next = style.based_on.as_deref();
        }
        sum
    }
}

impl DocxStyle {
    fn of(node: Node<'_, '_>) -> Self {
        let paragraph = child(node, "pPr");
        let look = child(node, "rPr").map(look_of).unwrap_or_default();
        // The style of a table may shade some of its rows only; which ones is not known.
        let shaded = || node.descendants().any(|inner| ground(inner) == Some(true)).then_some(true);
        let ground = match xml::attribute(node, "type") {
            Some("table") => shaded(),
            _ => look.coloured_ground.or_else(|| paragraph.and_then(ground)),
        };
        Self {
            look: StyleLook { align: paragraph.and_then(align), coloured_ground: ground, ..look },
            in_list: paragraph.map(ListRef::of).unwrap_or_default(),
            list_style: None,
            based_on: value(node, "basedOn").map(str::to_owned),
        }
    }
}

/// The look that run properties (`w:rPr`) define.
pub(super) fn look_of(properties: Node<'_, '_>) -> StyleLook {
    StyleLook {
        bold: is_on(properties, "b"),
        italic: is_on(properties, "i"),
        underline: is_on(properties, "u"),
        hidden: is_on(properties, "vanish"),
        struck: struck(properties),
        // A colour that is not given in figures is that of ordinary text.
        white: value(properties, "color").map(|colour| is_white_hex(colour).unwrap_or(false)),
        tiny: half_points(properties).map(|size| is_tiny(size / 2.0)),
        coloured_ground: ground(properties),
        small: small(properties),
        ..StyleLook::default()
    }
}

fn half_points(properties: Node<'_, '_>) -> Option<f64> {
    value(properties, "sz")?.trim().parse().ok()
}

/// Whether the properties of a run, a paragraph, a cell or a table give it a ground of another colour than paper.
pub(super) fn ground(properties: Node<'_, '_>) -> Option<bool> {
    let marked = value(properties, "highlight").map(|colour| !matches!(colour, "none" | "white"));
    let shaded = || {
        let shade = child(properties, "shd")?;
        match xml::attribute(shade, "val") {
            // Only the colour behind the pattern, which is none.
            Some("clear" | "nil") | None => is_white_hex(xml::attribute(shade, "fill")?).map(|white| !white),
            Some(_) => Some(true),
        }
    };
    marked.filter(|marked| *marked).or_else(shaded)
}

/// Whether text is struck out with one line or with two.
fn struck(properties: Node<'_, '_>) -> Option<bool> {
    let lines = [is_on(properties, "strike"), is_on(properties, "dstrike")];
    lines.into_iter().flatten().reduce(|one, two| one || two)
}

/// From so many half-points above or below the base line on, text counts as raised or lowered.
const OFF_THE_LINE: i32 = 6;

/// Whether text is raised or lowered, by its kind or by its position.
fn small(properties: Node<'_, '_>) -> Option<Effect> {
    match value(properties, "vertAlign") {
        Some("superscript") => return Some(Effect::Raised),
        Some("subscript") => return Some(Effect::Lowered),
        Some(_) => return Some(Effect::Plain),
        None => {}
    }
    match value(properties, "position")?.trim().parse::<i32>().ok()? {
        up if up >= OFF_THE_LINE => Some(Effect::Raised),
        down if down <= -OFF_THE_LINE => Some(Effect::Lowered),
        _ => Some(Effect::Plain),
    }
}

impl ListRef {
    /// Reads paragraph properties (`w:pPr`).
    pub fn of(properties: Node<'_, '_>) -> Self {
        let Some(node) = child(properties, "numPr") else { return Self::default() };
        Self {
            list: value(node, "numId").map(str::to_owned),
            level: value(node, "ilvl").and_then(|level| level.trim().parse().ok()),
        }
    }
}

/// The alignment that paragraph properties (`w:pPr`) name.
pub(super) fn align(properties: Node<'_, '_>) -> Option<Align> {
    match value(properties, "jc")? {
        "left" | "start" => Some(Align::Left),
        "center" => Some(Align::Center),
        "right" | "end" => Some(Align::Right),
        "both" | "distribute" | "thaiDistribute" | "lowKashida" | "mediumKashida" | "highKashida" => {
            Some(Align::Justify)
        }
        _ => None,
    }
}
