//! Form fields: the chosen entry of a list, and whether a box is ticked.

use roxmltree::Node;

use super::{child, value, word};
use crate::document::xml;

/// The longest instruction of a field, in bytes; a longer one is not one of those that are read.
const LONGEST: usize = 200;

/// A field that is open.
#[derive(Default)]
pub(super) struct DocxField {
    /// Whether its text is not shown, because it is the instruction, or because the field itself was read.
    pub silent: bool,
    /// Whether it is a list or a box of a form.
    pub chosen: bool,
    /// Its instruction, as far as it has been read.
    pub instruction: String,
}

impl DocxField {
    /// Adds a piece of the instruction.
    pub fn instruct(&mut self, piece: &str) {
        if self.silent && self.instruction.len() + piece.len() <= LONGEST {
            self.instruction.push_str(piece);
        }
    }

    /// The fraction drawn by an equation of the older kind: `EQ \f(3;4)` is 3/4.
    pub fn fraction(&self) -> Option<String> {
        let inside = self.instruction.trim().strip_prefix("EQ")?.trim_start();
        let inside = inside.strip_prefix("\\f(").or_else(|| inside.strip_prefix("\\F("))?;
        let (above, below) = inside.split_once(')')?.0.split_once([';', ','])?;
        Some(format!("{}/{}", above.trim(), below.trim()))
    }
}

/// The chosen entry, or the box, of a form field of the older kind; `None` for every other field.
pub(super) fn chosen(begin: Node<'_, '_>) -> Option<String> {
    let data = child(begin, "ffData")?;
    if let Some(list) = child(data, "ddList") {
        let nth = value(list, "result")
            .or_else(|| value(list, "default"))
            .map_or(Some(0), |n| n.trim().parse().ok());
        let entries = list.children().filter(|entry| word(*entry) == "listEntry");
        let entry = entries.filter_map(|entry| xml::attribute(entry, "val")).nth(nth?)?;
        return Some(entry.trim().to_owned());
    }
    let ticked = |name| {
        let node = child(child(data, "checkBox")?, name)?;
        Some(!matches!(xml::attribute(node, "val"), Some("0" | "false" | "off")))
    };
    child(data, "checkBox")?;
    let on = ticked("checked").or_else(|| ticked("default")).unwrap_or(false);
    Some(if on { "☒" } else { "☐" }.to_owned())
}
