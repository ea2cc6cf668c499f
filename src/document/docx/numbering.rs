//! Reads `word/numbering.xml`: the formats of lists. [`super::counting`] counts with them.

use std::collections::{BTreeMap, HashMap};

use roxmltree::Node;

use super::{alternative, child, is_on, value, word};
use crate::document::numeral::{LONGEST_LABEL, NumeralFormat};
use crate::document::xml;

/// The lists of a document.
#[derive(Default)]
pub(super) struct Numbering {
    /// The definitions that lists share, by `w:abstractNumId`.
    pub patterns: HashMap<String, Pattern>,
    /// The lists, by `w:numId`.
    pub lists: HashMap<String, ListDefinition>,
}

/// A definition that several lists may share, together with its counters.
#[derive(Default)]
pub(super) struct Pattern {
    pub levels: BTreeMap<u8, DocxListLevel>,
    /// A numbering style that has the actual definition.
    pub style: Option<String>,
}

/// A list.
pub(super) struct ListDefinition {
    pub pattern: String,
    pub overrides: BTreeMap<u8, Override>,
}

/// What one list overrides in its pattern.
pub(super) struct Override {
    pub start: Option<u32>,
    pub level: Option<DocxListLevel>,
}

/// A level of a list.
pub(super) struct DocxListLevel {
    pub start: u32,
    pub format: NumeralFormat,
    /// The text of the label, in which `%1` to `%9` are the numbers of the levels.
    pub text: String,
    /// The level (from 1) whose use restarts this one; 0: none. `None`: any higher level.
    pub restart: Option<u32>,
    /// All numbers in Arabic figures.
    pub legal: bool,
    pub gap: bool,
    /// The paragraph style that belongs to this level.
    pub style: Option<String>,
}

impl Numbering {
    /// Reads `word/numbering.xml`.
    pub fn of_part(root: Node<'_, '_>) -> Self {
        let mut all = Self::default();
        for node in root.children() {
            match word(node) {
                "abstractNum" => {
                    if let Some(id) = xml::attribute(node, "abstractNumId") {
                        all.patterns.insert(id.to_owned(), Pattern::of(node));
                    }
                }
                "num" => {
                    if let (Some(id), Some(list)) = (xml::attribute(node, "numId"), ListDefinition::of(node))
                    {
                        all.lists.insert(id.to_owned(), list);
                    }
                }
                _ => {}
            }
        }
        all
    }
}

impl Pattern {
    fn of(node: Node<'_, '_>) -> Self {
        let levels =
            node.children().filter(|child| word(*child) == "lvl").filter_map(DocxListLevel::of).collect();
        Self { levels, style: value(node, "numStyleLink").map(str::to_owned) }
    }
}

impl ListDefinition {
    fn of(node: Node<'_, '_>) -> Option<Self> {
        let changes = node.children().filter(|child| word(*child) == "lvlOverride");
        let overrides = changes.filter_map(|change| {
            let level = xml::attribute(change, "ilvl")?.parse().ok()?;
            let start = value(change, "startOverride").and_then(|start| start.parse().ok());
            let other = child(change, "lvl").and_then(DocxListLevel::of).map(|(_, level)| level);
            Some((level, Override { start, level: other }))
        });
        Some(Self { pattern: value(node, "abstractNumId")?.to_owned(), overrides: overrides.collect() })
    }
}

impl DocxListLevel {
    fn of(node: Node<'_, '_>) -> Option<(u8, Self)> {
        let number = xml::attribute(node, "ilvl")?.parse().ok()?;
        let level = Self {
            // Without a start Word begins with 0.
            start: value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(0),
            format: format(node),
            text: value(node, "lvlText").unwrap_or_default().chars().take(LONGEST_LABEL).collect(),
            restart: value(node, "lvlRestart").and_then(|restart| restart.parse().ok()),
            legal: is_on(node, "isLgl") == Some(true),
            gap: value(node, "suff") != Some("nothing"),
            style: value(node, "pStyle").map(str::to_owned),
        };
        Some((number, level))
    }
}

/// The format of a level.
fn format(level: Node<'_, '_>) -> NumeralFormat {
    // Word writes a custom format next to a plain one for older programs.
    let direct = child(level, "numFmt");
    let inside = || level.children().filter_map(alternative).find_map(|branch| child(branch, "numFmt"));
    let Some(node) = direct.or_else(inside) else { return NumeralFormat::Decimal(1) };
    match xml::attribute(node, "val").unwrap_or("decimal") {
        "upperRoman" => NumeralFormat::UpperRoman,
        "lowerRoman" => NumeralFormat::LowerRoman,
        "upperLetter" => NumeralFormat::UpperLatin,
        "lowerLetter" => NumeralFormat::LowerLatin,
        "russianUpper" => NumeralFormat::UpperCyrillic,
        "russianLower" => NumeralFormat::LowerCyrillic,
        "decimalZero" => NumeralFormat::Decimal(2),
        "custom" => NumeralFormat::Decimal(custom_width(node)),
        "bullet" => NumeralFormat::Bullet,
        "none" => NumeralFormat::Nothing,
        _ => NumeralFormat::Decimal(1),
    }
}

/// A custom format gives its first numbers: `001, 002, 003, ...`.
fn custom_width(node: Node<'_, '_>) -> usize {
    let first =
        xml::attribute(node, "format").and_then(|format| format.split(',').next()).unwrap_or_default();
    first.trim().len().clamp(1, 9)
}
