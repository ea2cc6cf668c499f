//! The formats of lists. [`super::counting`] counts with them.

use std::collections::HashMap;

use roxmltree::Node;

use super::name;
use crate::document::numeral::{LONGEST_LABEL, NumeralFormat};
use crate::document::xml;

/// The list styles of a document by name.
#[derive(Default)]
pub(super) struct Lists {
    styles: HashMap<String, HashMap<u8, OdfListLevel>>,
    /// How headings are numbered.
    outline: HashMap<u8, OdfListLevel>,
}

/// A level of a list.
pub(super) struct OdfListLevel {
    pub start: u32,
    pub format: NumeralFormat,
    pub text: LabelText,
    pub gap: bool,
}

/// The text of a label around its numbers.
pub(super) enum LabelText {
    /// `%1%.%2%.`, in which each `%n%` is the number of a level; LibreOffice writes it next to the older form.
    Pattern(String),
    /// The numbers of the last `levels` levels, joined by dots.
    Parts { prefix: String, suffix: String, levels: u8 },
}

impl Lists {
    /// Adds the list styles in `office:styles` or `office:automatic-styles`.
    pub fn add(&mut self, node: Node<'_, '_>) {
        for node in node.children().filter(Node::is_element) {
            match (name(node), xml::attribute(node, "name")) {
                (("text", "list-style"), Some(name)) => {
                    self.styles.insert(name.to_owned(), levels(node));
                }
                (("text", "outline-style"), _) => self.outline = levels(node),
                _ => {}
            }
        }
    }

    /// The levels of a list style, from 0; without a name, those of headings.
    pub fn levels(&self, style: Option<&str>) -> Option<&HashMap<u8, OdfListLevel>> {
        match style {
            Some(style) => self.styles.get(style),
            None => Some(&self.outline),
        }
    }
}

fn levels(style: Node<'_, '_>) -> HashMap<u8, OdfListLevel> {
    style.children().filter(Node::is_element).filter_map(OdfListLevel::of).collect()
}

impl OdfListLevel {
    fn of(node: Node<'_, '_>) -> Option<(u8, Self)> {
        let number: u8 = xml::attribute(node, "level")?.parse().ok()?;
        let said = |name| xml::attribute(node, name);
        let short = |name| said(name).unwrap_or_default().chars().take(LONGEST_LABEL).collect::<String>();
        let format = match name(node) {
            ("text", "list-level-style-number" | "outline-level-style") => format(said("num-format")),
            ("text", "list-level-style-bullet" | "list-level-style-image") => NumeralFormat::Bullet,
            _ => return None,
        };
        let text = match said("num-list-format") {
            Some(_) => LabelText::Pattern(short("num-list-format")),
            None => LabelText::Parts {
                prefix: short("num-prefix"),
                suffix: short("num-suffix"),
                levels: said("display-levels").and_then(|levels| levels.parse().ok()).unwrap_or(1),
            },
        };
        let mut followed = node.descendants().filter_map(|node| xml::attribute(node, "label-followed-by"));
        let start = said("start-value").and_then(|start| start.parse().ok()).unwrap_or(1);
        Some((number.checked_sub(1)?, Self { start, format, text, gap: followed.next() != Some("nothing") }))
    }
}

fn format(said: Option<&str>) -> NumeralFormat {
    match said.unwrap_or_default() {
        "" => NumeralFormat::Nothing,
        "I" => NumeralFormat::UpperRoman,
        "i" => NumeralFormat::LowerRoman,
        "A" => NumeralFormat::UpperLatin,
        "a" => NumeralFormat::LowerLatin,
        // LibreOffice shows the first members: «А, Б, .., Аа».
        said if said.starts_with('А') => NumeralFormat::UpperCyrillic,
        said if said.starts_with('а') => NumeralFormat::LowerCyrillic,
        said if said.starts_with("01") => NumeralFormat::Decimal(2),
        _ => NumeralFormat::Decimal(1),
    }
}
