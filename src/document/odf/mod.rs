//! The readers of OpenDocument: texts (ODT) and spreadsheets (ODS), as blocks.
//!
//! Tracked changes are read as accepted. Deleted and hidden runs are kept with their [`super::Effect`], so that
//! readings which depend on them can be reported. Annotations and footnotes are not text.
//!
//! Hidden sheets of a spreadsheet are not read, because they contain old versions and lists for other sheets, and
//! nobody who looks at the file sees them; only their names are reported. Hidden rows are read, because a filter
//! hides rows for a while only, and they are still part of the plan.

mod changes;
mod counting;
mod field;
mod inline;
mod lists;
mod objects;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod value;

use std::collections::HashMap;

use roxmltree::Node;

use self::changes::Changes;
use self::counting::{Counting, ListAt};
use self::lists::Lists;
use self::objects::Objects;
use self::styles::Styles;
use super::error::{Bound, ReadError};
use super::package::Package;
use super::style_look::StyleLook;
use super::{Block, xml};

/// The part with the text.
const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";

/// The kind of document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// A text (ODT).
    Text,
    /// A spreadsheet (ODS), in which empty cells are holes, and cells have values.
    Sheets,
}

/// Reads the content of a package.
///
/// # Errors
/// [`ReadError`]: a part is missing, damaged, locked or too big.
pub(super) fn read(package: &mut Package<'_>, of: Of) -> Result<Vec<Block>, ReadError> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ReadError::Encrypted);
    }
    let missing = || ReadError::NoMainPart { part: Some(CONTENT.to_owned()) };
    let text = package.text(CONTENT)?.ok_or_else(missing)?;
    let tree = xml::parse(CONTENT, &text)?;
    let (mut styles, mut lists) = (Styles::default(), Lists::default());
    if let Some(text) = package.text(STYLES)? {
        let tree = xml::parse(STYLES, &text)?;
        let common = child(tree.root_element(), ("office", "styles"));
        common.into_iter().for_each(|node| add_styles(node, &mut styles, &mut lists));
    }
    let equations = objects::equations(tree.root_element(), package)?;
    of_root(tree.root_element(), of, styles, lists, equations)
}

/// Reads a document in one XML file.
///
/// # Errors
/// [`ReadError`]: damaged or too big.
pub(super) fn read_flat(bytes: &[u8], of: Of) -> Result<Vec<Block>, ReadError> {
    Bound::PartBytes.check(bytes.len()).map_err(|bound| bound.broken_in(CONTENT))?;
    let text = xml::decode(CONTENT, bytes.to_vec())?;
    let tree = xml::parse(CONTENT, &text)?;
    let (mut styles, mut lists) = (Styles::default(), Lists::default());
    let common = child(tree.root_element(), ("office", "styles"));
    common.into_iter().for_each(|node| add_styles(node, &mut styles, &mut lists));
    of_root(tree.root_element(), of, styles, lists, HashMap::new())
}

fn of_root(
    root: Node<'_, '_>,
    of: Of,
    mut styles: Styles,
    mut lists: Lists,
    equations: HashMap<String, String>,
) -> Result<Vec<Block>, ReadError> {
    let wanted = if of == Of::Text { "text" } else { "spreadsheet" };
    let body = child(root, ("office", "body")).and_then(|body| child(body, ("office", wanted)));
    let body = body.ok_or_else(|| ReadError::NoBody { part: CONTENT.to_owned() })?;
    let own = child(root, ("office", "automatic-styles"));
    own.into_iter().for_each(|node| add_styles(node, &mut styles, &mut lists));
    let counting = Counting::new(lists);
    let changes = Changes::of(body);
    let objects = Objects::of(body, equations);
    let base = StyleLook::default();
    let mut reader = OdfReader { of, styles, counting, changes, objects, base, cells: 0, repeated: 0 };
    match of {
        Of::Text => reader.blocks(body, 0),
        Of::Sheets => reader.sheets(body),
    }
}

fn add_styles(node: Node<'_, '_>, styles: &mut Styles, lists: &mut Lists) {
    styles.add(node);
    lists.add(node);
}

/// The state of the reader.
struct OdfReader {
    of: Of,
    styles: Styles,
    counting: Counting,
    changes: Changes,
    objects: Objects,
    /// The look of the text of the present cell.
    base: StyleLook,
    /// How many cells were read.
    cells: usize,
    /// The bytes of text in repeated cells.
    repeated: usize,
}

impl OdfReader {
    /// The blocks of a container: body, cell, text box.
    fn blocks(&mut self, node: Node<'_, '_>, depth: usize) -> Result<Vec<Block>, ReadError> {
        let mut blocks = Vec::new();
        self.collect(node, depth, None, &mut blocks)?;
        Ok(blocks)
    }

    /// Adds the content of `node`, also inside wrappers. The first paragraph gets the label of the open list item.
    fn collect(
        &mut self,
        node: Node<'_, '_>,
        depth: usize,
        mut item: Option<&mut ListAt>,
        blocks: &mut Vec<Block>,
    ) -> Result<(), ReadError> {
        check_depth(depth)?;
        for child in node.children().filter(Node::is_element) {
            match name(child) {
                ("text", "p" | "h") => {
                    let label = match item.as_deref_mut() {
                        Some(item) => self.item_label(child, item),
                        None => self.heading_label(child),
                    };
                    self.paragraph(child, depth, label, blocks)?;
                }
                ("text", "list") => self.list(child, depth + 1, item.as_deref(), blocks)?,
                ("table", "table") => blocks.extend(self.table(child, depth + 1)?.map(Block::from)),
                ("text", "section") if is_hidden_section(child) => {}
                ("text", "section" | "index-body" | "numbered-paragraph") => {
                    self.collect(child, depth + 1, item.as_deref_mut(), blocks)?;
                }
                ("text", rest)
                    if rest.ends_with("-index") || rest == "table-of-content" || rest == "bibliography" =>
                {
                    self.collect(child, depth + 1, None, blocks)?;
                }
                ("draw", _) if self.of == Of::Text => self.drawing(child, depth + 1, blocks)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// A list: its items one by one.
    fn list(
        &mut self,
        node: Node<'_, '_>,
        depth: usize,
        outer: Option<&ListAt>,
        blocks: &mut Vec<Block>,
    ) -> Result<(), ReadError> {
        check_depth(depth)?;
        let list = self.counting.open(node, outer);
        for child in node.children().filter(Node::is_element) {
            match name(child) {
                ("text", "list-item") => {
                    let mut item = list.item(xml::attribute(child, "start-value"));
                    self.collect(child, depth + 1, Some(&mut item), blocks)?;
                }
                ("text", "list-header") => {
                    let mut header = list.header();
                    self.collect(child, depth + 1, Some(&mut header), blocks)?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Limits recursion, so that the stack cannot overflow.
fn check_depth(depth: usize) -> Result<(), ReadError> {
    Bound::Depth.check(depth).map_err(|bound| bound.broken_in(CONTENT))
}

fn is_hidden_section(section: Node<'_, '_>) -> bool {
    xml::attribute(section, "display") == Some("none")
}

/// The name of an element: the usual prefix of its namespace (whatever the file uses; `""` for unknown namespaces)
/// and the local name.
fn name<'a>(node: Node<'a, '_>) -> (&'static str, &'a str) {
    let namespace = node.tag_name().namespace().unwrap_or_default();
    let known = namespace.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:");
    let known = known.or_else(|| namespace.split_once(":xmlns:").map(|(_, name)| name)).unwrap_or_default();
    let prefix = match known.split(':').next().unwrap_or_default() {
        "field" => "field",
        "form" => "form",
        "loext" => "loext",
        "office" => "office",
        "style" => "style",
        "text" => "text",
        "table" => "table",
        "drawing" => "draw",
        _ => "",
    };
    (prefix, node.tag_name().name())
}

/// The first child of this name.
fn child<'a, 'i>(node: Node<'a, 'i>, wanted: (&str, &str)) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.is_element() && name(*child) == wanted)
}
