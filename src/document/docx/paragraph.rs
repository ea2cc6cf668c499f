//! Paragraphs: properties, automatic labels, and paragraph marks that tracked changes have deleted.

use roxmltree::Node;

use super::inline::DocxLine;
use super::styles::{self, ListRef};
use super::{DocxReader, child, is_on, value};
use crate::document::error::ReadError;
use crate::document::runs::push_run;
use crate::document::style_look::StyleLook;
use crate::document::{Block, Paragraph};

/// The text of paragraphs whose mark is deleted or hidden; it continues in the next paragraph.
#[derive(Default)]
pub(super) struct Carry(Option<Paragraph>);

impl Carry {
    /// What is left when no paragraph follows.
    pub fn finish(self) -> Option<Paragraph> {
        self.0.filter(|paragraph| !paragraph.is_blank())
    }

    /// Puts the carried text in front of this paragraph.
    fn prepend_to(&mut self, mut next: Paragraph) -> Paragraph {
        let Some(mut carried) = self.0.take() else { return next };
        for run in std::mem::take(&mut next.runs) {
            push_run(&mut carried.runs, run);
        }
        next.runs = carried.runs;
        next.label = next.label.or(carried.label);
        next
    }
}

impl DocxReader<'_> {
    /// Reads a paragraph. Its text boxes follow it as separate blocks.
    pub(super) fn paragraph(
        &mut self,
        node: Node<'_, '_>,
        depth: usize,
        blocks: &mut Vec<Block>,
        carry: &mut Carry,
    ) -> Result<(), ReadError> {
        let properties = child(node, "pPr");
        let style = self.styles.paragraph(properties.and_then(|node| value(node, "pStyle")));
        let mark = ParagraphEnd::of(properties);
        let label = if mark == ParagraphEnd::Deleted { None } else { self.label(properties, &style) };
        let ground =
            properties.and_then(styles::ground).or(style.look.coloured_ground).or(self.coloured_ground);
        let mut line = DocxLine::new(StyleLook { coloured_ground: ground, ..style.look });
        self.inline(node, depth, &mut line)?;
        let (runs, boxes) = line.finish();
        let align = properties.and_then(styles::align).or(style.look.align);
        let paragraph =
            carry.prepend_to(Paragraph { label: label.map(Box::new), align, ..Paragraph::of_runs(runs) });
        if mark == ParagraphEnd::Visible {
            blocks.push(paragraph.into());
        } else {
            carry.0 = Some(paragraph);
        }
        blocks.extend(boxes);
        Ok(())
    }

    /// Counts the paragraph in its list, if it belongs to one.
    fn label(
        &mut self,
        properties: Option<Node<'_, '_>>,
        style: &styles::DocxStyle,
    ) -> Option<crate::document::Label> {
        let own = properties.map(ListRef::of).unwrap_or_default();
        let list = own.list.as_ref().or(style.in_list.list.as_ref()).filter(|list| *list != "0")?;
        let by_style = || self.counting.level_of_style(list, style.list_style.as_deref()?);
        let styled = if own.list.is_none() { style.in_list.level.or_else(by_style) } else { None };
        self.counting.next(list, own.level.or(styled).unwrap_or(0))
    }
}

/// The state of the mark that ends a paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ParagraphEnd {
    Visible,
    /// The next paragraph continues the same line.
    Hidden,
    /// A tracked change has joined the two paragraphs.
    Deleted,
}

impl ParagraphEnd {
    fn of(properties: Option<Node<'_, '_>>) -> Self {
        let Some(mark) = properties.and_then(|node| child(node, "rPr")) else { return Self::Visible };
        if child(mark, "del").is_some() || child(mark, "moveFrom").is_some() {
            Self::Deleted
        } else if is_on(mark, "vanish") == Some(true) {
            Self::Hidden
        } else {
            Self::Visible
        }
    }
}
