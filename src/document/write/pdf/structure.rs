//! The structure of a document for screen readers: headings, paragraphs, tables with their header cells; and the
//! bookmarks, which are its headings.

use std::collections::BTreeMap;
use std::num::{NonZeroU16, NonZeroU32};

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagTree};

use super::grid::{Grid, PlacedCell};
use super::sheet::{Mark, PdfPage};
use crate::document::Paragraph;
use crate::text::normal::squeeze;

/// A heading: its level from 1, and its text.
type Heading = (u8, String);

/// A block of a document.
#[derive(Debug)]
pub(super) enum StructurePart {
    Paragraph(Option<Heading>),
    Table {
        /// How many rows are its header.
        header: usize,
        rows: Vec<Vec<CellPlace>>,
    },
}

/// A cell of a table.
#[derive(Debug)]
pub(super) struct CellPlace {
    /// Its number among those of the table.
    at: usize,
    rows: usize,
    columns: usize,
    heading: Option<Heading>,
}

impl StructurePart {
    pub(super) fn of_paragraph(paragraph: &Paragraph) -> Self {
        Self::Paragraph(heading(paragraph))
    }

    pub(super) fn of_grid(grid: &Grid<'_>) -> Self {
        let place = |(at, spot): (usize, &PlacedCell)| {
            let cell = grid.table.cell_at(spot.at.0, spot.at.1);
            let heading = cell.and_then(|cell| cell.paragraphs().find_map(heading));
            CellPlace { at, rows: spot.end.saturating_sub(spot.at.0).max(1), columns: spot.columns, heading }
        };
        let row = |row: &super::grid::GridRow| {
            let spots = grid.spots.get(row.spots.clone()).unwrap_or_default();
            (row.spots.start..).zip(spots).map(place).collect()
        };
        Self::Table { header: grid.table.header_rows, rows: grid.rows.iter().map(row).collect() }
    }

    /// Its headings, each with its mark.
    fn headings(&self, block: usize) -> Vec<(Mark, &Heading)> {
        match self {
            Self::Paragraph(heading) => {
                heading.iter().map(|heading| (Mark::Paragraph(block), heading)).collect()
            }
            Self::Table { rows, .. } => {
                let cells = rows.iter().flatten();
                cells.filter_map(|cell| Some((Mark::Cell(block, cell.at), cell.heading.as_ref()?))).collect()
            }
        }
    }
}

fn heading(paragraph: &Paragraph) -> Option<Heading> {
    let text = squeeze(&paragraph.labelled_text());
    (paragraph.look.heading > 0 && !text.is_empty()).then_some((paragraph.look.heading, text))
}

/// The drawn pieces of the pages, by the part of the document that they belong to.
pub(super) type MarkedPieces = BTreeMap<Mark, Vec<Identifier>>;

/// The structure of a document.
pub(super) fn tree(parts: &[StructurePart], mut pieces: MarkedPieces) -> TagTree {
    let mut tree = TagTree::new();
    let mut open: Option<(Heading, Vec<Node>)> = None;
    for (block, part) in parts.iter().enumerate() {
        match part {
            StructurePart::Paragraph(heading) => {
                let own: Vec<Node> = taken(&mut pieces, Mark::Paragraph(block));
                match (&mut open, heading) {
                    // Consecutive lines of one heading.
                    (Some(((level, title), nodes)), Some((own_level, text))) if level == own_level => {
                        title.push(' ');
                        title.push_str(text);
                        nodes.extend(own);
                    }
                    (_, Some(heading)) => close(&mut tree, open.replace((heading.clone(), own))),
                    (_, None) if own.is_empty() => {}
                    (_, None) => {
                        close(&mut tree, open.take());
                        tree.push(TagGroup::with_children(Tag::P, own));
                    }
                }
            }
            StructurePart::Table { header, rows } => {
                close(&mut tree, open.take());
                tree.push(table(*header, rows, block, &mut pieces));
            }
        }
    }
    close(&mut tree, open.take());
    tree
}

fn taken(pieces: &mut MarkedPieces, mark: Mark) -> Vec<Node> {
    pieces.remove(&mark).unwrap_or_default().into_iter().map(Node::Leaf).collect()
}

fn close(tree: &mut TagTree, heading: Option<(Heading, Vec<Node>)>) {
    if let Some(((level, title), nodes)) = heading.filter(|(_, nodes)| !nodes.is_empty()) {
        tree.push(headed(level, title, nodes));
    }
}

fn headed(level: u8, title: String, nodes: Vec<Node>) -> TagGroup {
    // PDF 1.7 has six levels.
    let level = NonZeroU16::new(level.clamp(1, 6).into()).unwrap_or(NonZeroU16::MIN);
    TagGroup::with_children(Tag::Hn(level, Some(title)), nodes)
}

fn table(header: usize, rows: &[Vec<CellPlace>], block: usize, pieces: &mut MarkedPieces) -> TagGroup {
    let mut of_rows = |rows: &[Vec<CellPlace>], is_header: bool| -> Vec<Node> {
        let row = |row: &Vec<CellPlace>| {
            let cells = row.iter().map(|place| Node::Group(cell(place, is_header, block, pieces)));
            Node::Group(TagGroup::with_children(Tag::TR, cells.collect()))
        };
        rows.iter().filter(|row| !row.is_empty()).map(row).collect()
    };
    let (head, body) = rows.split_at_checked(header).unwrap_or((rows, &[]));
    let (head, body) = (of_rows(head, true), of_rows(body, false));
    let mut table = TagGroup::new(Tag::Table);
    if head.is_empty() {
        body.into_iter().for_each(|row| table.push(row));
        return table;
    }
    table.push(TagGroup::with_children(Tag::THead, head));
    if !body.is_empty() {
        table.push(TagGroup::with_children(Tag::TBody, body));
    }
    table
}

fn cell(place: &CellPlace, is_header: bool, block: usize, pieces: &mut MarkedPieces) -> TagGroup {
    let nodes = taken(pieces, Mark::Cell(block, place.at));
    let several =
        |count: usize| u32::try_from(count).ok().and_then(NonZeroU32::new).filter(|count| count.get() > 1);
    let (rows, columns) = (several(place.rows), several(place.columns));
    if is_header {
        let tag = Tag::TH(TableHeaderScope::Column).with_row_span(rows).with_col_span(columns);
        return TagGroup::with_children(tag, nodes);
    }
    let inside = match &place.heading {
        Some((level, title)) => headed(*level, title.clone(), nodes),
        None => TagGroup::with_children(Tag::P, nodes),
    };
    let tag = Tag::TD.with_row_span(rows).with_col_span(columns);
    TagGroup::with_children(tag, vec![Node::Group(inside)])
}

/// The bookmarks; none where the document has no heading.
pub(super) fn outline(parts: &[StructurePart], sheets: &[PdfPage]) -> Option<Outline> {
    let mut places: BTreeMap<Mark, (usize, f32, f32)> = BTreeMap::new();
    for (page, sheet) in sheets.iter().enumerate() {
        for text in &sheet.texts {
            places.entry(text.mark).or_insert((page, text.x, (text.y - text.size).max(0.0)));
        }
    }
    let mut entries: Vec<(u8, String, XyzDestination)> = Vec::new();
    let mut before: Option<(usize, u8)> = None;
    for (block, part) in parts.iter().enumerate() {
        for (mark, (level, title)) in part.headings(block) {
            // The lines of the title are one heading.
            let goes_on = matches!(mark, Mark::Paragraph(_))
                && before == block.checked_sub(1).map(|block| (block, *level));
            before = Some((block, *level));
            if let Some((_, text, _)) = entries.last_mut().filter(|_| goes_on) {
                text.push(' ');
                text.push_str(title);
                continue;
            }
            let Some((page, x, y)) = places.get(&mark).copied() else { continue };
            entries.push((*level, title.clone(), XyzDestination::new(page, Point::from_xy(x, y))));
        }
    }
    let mut rest = entries.into_iter().peekable();
    let nodes = nodes(&mut rest, 0);
    if nodes.is_empty() {
        return None;
    }
    let mut outline = Outline::new();
    nodes.into_iter().for_each(|node| outline.push_child(node));
    Some(outline)
}

/// The entries that are deeper than a level, with the deeper ones nested.
fn nodes(
    rest: &mut std::iter::Peekable<std::vec::IntoIter<(u8, String, XyzDestination)>>,
    above: u8,
) -> Vec<OutlineNode> {
    let mut nodes = Vec::new();
    while let Some((level, title, place)) = rest.next_if(|(level, ..)| *level > above) {
        let mut node = OutlineNode::new(title, place);
        self::nodes(rest, level).into_iter().for_each(|child| node.push_child(child));
        nodes.push(node);
    }
    nodes
}
