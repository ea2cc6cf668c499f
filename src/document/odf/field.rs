//! Form fields from Word documents, as LibreOffice stores them.

use roxmltree::Node;

use super::name;
use crate::document::xml;

/// The chosen entry of a list, or the sign of a box; `None` for other fields.
pub(super) fn chosen(mark: Node<'_, '_>) -> Option<String> {
    let kind = xml::attribute(mark, "type")?;
    let params = || mark.children().filter(|node| name(*node) == ("field", "param"));
    let valued = |wanted: &str| {
        let mut found =
            params().filter(|node| xml::attribute(*node, "name").is_some_and(|name| name.ends_with(wanted)));
        found.next().and_then(|node| xml::attribute(node, "value"))
    };
    if kind.ends_with("FORMDROPDOWN") {
        let nth: usize = valued("Dropdown_Selected").map_or(Some(0), |n| n.trim().parse().ok())?;
        let entries = params().filter(|node| {
            xml::attribute(*node, "name").is_some_and(|name| name.contains("Dropdown_ListEntry"))
        });
        return entries
            .filter_map(|node| xml::attribute(node, "value"))
            .nth(nth)
            .map(|text| text.trim().to_owned());
    }
    kind.ends_with("FORMCHECKBOX").then(|| {
        let on = valued("Checkbox_Checked").is_some_and(|value| matches!(value, "true" | "1"));
        if on { "☒" } else { "☐" }.to_owned()
    })
}
