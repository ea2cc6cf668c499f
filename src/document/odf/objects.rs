//! The content of frames: equations, which are separate parts, and form controls.

use std::collections::HashMap;

use roxmltree::Node;

use super::{child, name};
use crate::document::error::ReadError;
use crate::document::package::Package;
use crate::document::{equation, xml};

/// The most equations of a document; further ones are not read.
const MOST: usize = 500;

/// The equations of a document, and the choices in its form controls.
#[derive(Default)]
pub(super) struct Objects {
    /// By the folder of their part.
    equations: HashMap<String, String>,
    /// By the name of the control.
    chosen: HashMap<String, String>,
}

/// The equations that are separate parts of a package, by their folders.
///
/// # Errors
/// [`ReadError`]: a part cannot be unpacked or is too big.
pub(super) fn equations(
    root: Node<'_, '_>,
    package: &mut Package<'_>,
) -> Result<HashMap<String, String>, ReadError> {
    let mut found = HashMap::new();
    let frames = root.descendants().filter(|node| name(*node) == ("draw", "object"));
    for folder in frames.filter_map(folder).take(MOST) {
        let part = format!("{folder}/content.xml");
        let Some(text) = package.text(&part)? else { continue };
        let Ok(tree) = xml::parse(&part, &text) else { continue };
        if is_equation(tree.root_element()) {
            found.insert(folder, equation::in_line(tree.root_element()));
        }
    }
    Ok(found)
}

fn is_equation(node: Node<'_, '_>) -> bool {
    node.tag_name().name() == "math"
}

impl Objects {
    /// The objects of a body, with the equations that are separate parts.
    pub fn of(body: Node<'_, '_>, equations: HashMap<String, String>) -> Self {
        let mut objects = Self { equations, chosen: HashMap::new() };
        let forms = child(body, ("office", "forms"));
        for control in forms.into_iter().flat_map(|forms| forms.descendants()) {
            if let Some((id, text)) = xml::attribute(control, "id").zip(chosen(control)) {
                objects.chosen.insert(id.to_owned(), text);
            }
        }
        objects
    }

    /// The equation in a frame: a separate part, or an element in the frame.
    pub fn equation(&self, frame: Node<'_, '_>) -> Option<String> {
        let object = frame.descendants().find(|node| name(*node) == ("draw", "object"))?;
        let own = object.children().find(|node| is_equation(*node)).map(equation::in_line);
        own.or_else(|| self.equations.get(&folder(object)?).cloned()).filter(|text| !text.is_empty())
    }

    /// What is chosen in the control that a drawing shows.
    pub fn choice(&self, drawing: Node<'_, '_>) -> Option<&str> {
        (name(drawing) == ("draw", "control")).then_some(())?;
        self.chosen.get(xml::attribute(drawing, "control")?).map(String::as_str)
    }
}

/// The folder of the part that an object is.
fn folder(object: Node<'_, '_>) -> Option<String> {
    let target = xml::attribute(object, "href")?.trim_start_matches("./").trim_end_matches('/');
    (!target.is_empty() && !target.contains(':')).then(|| target.to_owned())
}

/// The sign of a box, or the entry chosen in a list.
fn chosen(control: Node<'_, '_>) -> Option<String> {
    match name(control) {
        ("form", "checkbox" | "radio") => {
            let on = |name| xml::attribute(control, name).map(|state| matches!(state, "checked" | "true"));
            let on = on("current-state").or_else(|| on("current-selected")).or_else(|| on("state"));
            Some(if on.unwrap_or(false) { "☒" } else { "☐" }.to_owned())
        }
        ("form", "listbox") => {
            let options = control.children().filter(|node| name(*node) == ("form", "option"));
            let is_on = |node: &Node<'_, '_>, said| xml::attribute(*node, said) == Some("true");
            let mut on = options.filter(|node| is_on(node, "current-selected") || is_on(node, "selected"));
            on.next_back().and_then(|node| xml::attribute(node, "label")).map(str::to_owned)
        }
        ("form", "combobox" | "text") => {
            let text = xml::attribute(control, "current-value").or_else(|| xml::attribute(control, "value"));
            text.filter(|text| !text.trim().is_empty()).map(str::to_owned)
        }
        _ => None,
    }
}
