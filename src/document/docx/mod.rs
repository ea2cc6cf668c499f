//! The DOCX reader: reads the main part of the package, with its styles and numbering, as blocks.
//!
//! Tracked changes are read as accepted: what is inserted or moved here is text, what is deleted or moved away is
//! not. Deleted and hidden runs are kept with their [`super::Effect`], so that readings which depend on them can be
//! reported. Comments, instructions of fields and prompts of empty content controls are not text.

mod counting;
mod field;
mod inline;
mod numbering;
mod paragraph;
mod styles;
mod table;
#[cfg(test)]
mod tests;

use roxmltree::Node;

use self::counting::Counting;
use self::paragraph::Carry;
use self::styles::Styles;
use super::error::{Bound, ReadError};
use super::package::Package;
use super::style_look::is_white_hex;
use super::{Block, xml};

/// Reads the main part of a Word package.
///
/// # Errors
/// [`ReadError`]: a part is missing, damaged or too big.
pub(super) fn read(package: &mut Package<'_>) -> Result<Vec<Block>, ReadError> {
    let Some(part) = package.main_part()? else { return Err(ReadError::NoMainPart { part: None }) };
    let Some(text) = package.text(&part)? else { return Err(ReadError::NoMainPart { part: Some(part) }) };
    let tree = xml::parse(&part, &text)?;
    let body = child(tree.root_element(), "body").ok_or_else(|| ReadError::NoBody { part: part.clone() })?;
    let styles = beside(package, &part, "styles", Styles::of_part)?;
    let numbering = beside(package, &part, "numbering", numbering::Numbering::of_part)?;
    let counting = Counting::new(numbering, &styles);
    let coloured_ground = child(tree.root_element(), "background")
        .and_then(|page| is_white_hex(xml::attribute(page, "color")?))
        .map(|white| !white);
    let mut reader = DocxReader { part: &part, styles, counting, muted: 0, coloured_ground };
    reader.blocks(body, 0)
}

/// Reads a part that belongs to the main one, by its role; the default where a document has none.
fn beside<T: Default>(
    package: &mut Package<'_>,
    main: &str,
    role: &str,
    read: fn(Node<'_, '_>) -> T,
) -> Result<T, ReadError> {
    let said = package.relationships(main)?.into_iter().find(|to| to.role == role).map(|to| to.target);
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = said.unwrap_or_else(|| format!("{folder}/{role}.xml"));
    let Some(text) = package.text(&part)? else { return Ok(T::default()) };
    Ok(read(xml::parse(&part, &text)?.root_element()))
}

/// The state of the reader.
struct DocxReader<'p> {
    part: &'p str,
    styles: Styles,
    counting: Counting,
    /// The number of open content controls that show only their prompt; their content is not text.
    muted: usize,
    /// Whether the page, or the open cell or box, has a ground of another colour than paper.
    coloured_ground: Option<bool>,
}

impl DocxReader<'_> {
    /// Reads something on a ground of its own; on that around it where none is known.
    fn on_ground<T>(&mut self, own: Option<bool>, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.coloured_ground;
        self.coloured_ground = own.or(outer);
        let found = read(self);
        self.coloured_ground = outer;
        found
    }

    /// The blocks of a container: body, cell, text box.
    fn blocks(&mut self, node: Node<'_, '_>, depth: usize) -> Result<Vec<Block>, ReadError> {
        let (mut blocks, mut carry) = (Vec::new(), Carry::default());
        self.collect(node, depth, &mut blocks, &mut carry)?;
        if let Some(paragraph) = carry.finish() {
            blocks.push(paragraph.into());
        }
        Ok(blocks)
    }

    /// Adds the blocks in `node`, also those inside wrappers.
    fn collect(
        &mut self,
        node: Node<'_, '_>,
        depth: usize,
        blocks: &mut Vec<Block>,
        carry: &mut Carry,
    ) -> Result<(), ReadError> {
        self.check_depth(depth)?;
        for child in node.children().filter(Node::is_element) {
            match word(child) {
                "p" => self.paragraph(child, depth, blocks, carry)?,
                "tbl" => blocks.extend(self.table(child, depth + 1)?.map(Block::from)),
                _ => {
                    if let Some(inside) = unwrap(child) {
                        let mute = usize::from(shows_prompt(child));
                        self.muted += mute;
                        self.collect(inside, depth + 1, blocks, carry)?;
                        self.muted -= mute;
                    }
                }
            }
        }
        Ok(())
    }

    /// Limits recursion, so that the stack cannot overflow.
    fn check_depth(&self, depth: usize) -> Result<(), ReadError> {
        Bound::Depth.check(depth).map_err(|bound| bound.broken_in(self.part))
    }
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const WORD_STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// The local name of a WordprocessingML element with any prefix; `""` for other elements.
fn word<'a>(node: Node<'a, '_>) -> &'a str {
    match node.tag_name().namespace() {
        Some(WORD | WORD_STRICT) => node.tag_name().name(),
        _ => "",
    }
}

/// The element whose content a wrapper contributes: content controls, custom XML, accepted insertions, the chosen
/// alternative. `None` for deleted and moved text and for unknown elements.
fn unwrap<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    match word(node) {
        "sdt" => child(node, "sdtContent"),
        "customXml" | "smartTag" | "ins" | "moveTo" => Some(node),
        "" => alternative(node),
        _ => None,
    }
}

/// The branch of an `mc:AlternateContent` that is read: the first choice that has text, else the last branch. Only
/// one may be read, because all have the same content.
fn alternative<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let is = |node: &Node<'_, '_>, name: &str| node.has_tag_name((COMPATIBILITY, name));
    if !is(&node, "AlternateContent") {
        return None;
    }
    let mut branches = node.children().filter(|branch| is(branch, "Choice") || is(branch, "Fallback"));
    let last = branches.clone().next_back();
    branches.find(|branch| branch.descendants().any(|inner| word(inner) == "t")).or(last)
}

/// Whether nobody has filled in a content control, so that it shows its prompt.
fn shows_prompt(sdt: Node<'_, '_>) -> bool {
    word(sdt) == "sdt"
        && child(sdt, "sdtPr").is_some_and(|properties| is_on(properties, "showingPlcHdr") == Some(true))
}

/// The first child with this WordprocessingML name.
fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| word(*child) == name)
}

/// The `val` of the child with this name.
fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|child| xml::attribute(child, "val"))
}

/// A switch such as `w:b`: on when it has no value, `None` when it is absent.
fn is_on(properties: Node<'_, '_>, name: &str) -> Option<bool> {
    let node = child(properties, name)?;
    Some(!matches!(xml::attribute(node, "val"), Some("0" | "false" | "off" | "none")))
}
