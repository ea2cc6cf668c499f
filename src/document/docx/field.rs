//! Fields of forms: what is chosen in a list, whether a box is ticked.

use roxmltree::Node;

use super::{child, value, word};
use crate::document::xml;

/// A field that is open.
#[derive(Clone, Copy)]
pub(super) struct DocxField {
    /// Whether what stands in it is not shown: its instruction, or what was read from the field itself.
    pub silent: bool,
    /// Whether it is a list or a box of a form.
    pub chosen: bool,
}

/// The entry that is chosen in a field of the older kind, or its box; `None` for every other field.
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
