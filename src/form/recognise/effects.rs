//! Doubts about formatting that changes the meaning of a text, and about hidden parts of tables.

use std::collections::HashMap;

use crate::{
    document::{AsideOf, Cell, Document, Effects, Place},
    domain::{DoubtKind, Level},
};

use super::{
    outline::{About, Key, Outline},
    page::place_of,
};

/// The texts in cells of which nothing counts, because they are struck, deleted or hidden, by the table, row and
/// column.
#[derive(Debug, Default)]
pub struct StruckCells(HashMap<(u32, u32, u32), String>);

impl StruckCells {
    /// Those of a document with these effects.
    pub fn of(effects: &[Effects]) -> Self {
        let struck = effects.iter().filter(|effect| effect.reading.is_empty());
        let placed = struck.filter_map(|effect| {
            let Place { table, row, column, .. } = effect.place;
            Some(((table?, row?, column?), effect.others.first()?.clone()))
        });
        Self(placed.collect())
    }

    /// The struck text of a cell, where it has no other.
    pub fn text_of(&self, cell: &Cell) -> Option<&str> {
        let Place { table, row, column, .. } = cell.place;
        let struck = if self.0.is_empty() { None } else { self.0.get(&(table?, row?, column?)) };
        struck.filter(|_| cell.is_blank()).map(String::as_str)
    }
}

/// Doubts each paragraph whose formatting changes its meaning, and each row or column that is hidden or not read.
pub fn doubt(document: &Document, effects: &[Effects], outline: &mut Outline) {
    let asides = document.asides();
    if effects.is_empty() && asides.is_empty() {
        return;
    }
    let nodes = Nodes::of(outline);
    for found in effects {
        let others: Vec<&str> = found.others.iter().map(String::as_str).collect();
        let about = nodes.about(found.place);
        outline.doubted(about, found.place, DoubtKind::Formatting, &found.text, &found.reading, &others);
    }
    for (place, aside) in asides {
        let (about, reading) = match aside.what {
            AsideOf::HiddenRow => (nodes.about(place), aside.text.as_str()),
            AsideOf::HiddenColumn => (About::Plan, aside.text.as_str()),
            AsideOf::LeftOutRow | AsideOf::HiddenSheet => (About::Plan, ""),
        };
        outline.doubted(about, place, DoubtKind::Hidden, &aside.text, reading, &[]);
    }
}

/// The nodes of an outline by their position: table, row, and level.
struct Nodes {
    placed: Vec<((u32, u32, Level), Key)>,
    /// The rows that were left out, which have no node.
    left: Vec<(u32, u32)>,
}

impl Nodes {
    fn of(outline: &Outline) -> Self {
        let placed = outline.keys().filter_map(|key| {
            let node = outline.get(key)?;
            let at = place_of(node.source.as_ref());
            Some(((at.table?, at.row?, node.level), key))
        });
        let mut nodes: Vec<_> = placed.collect();
        nodes.sort_unstable();
        Self { placed: nodes, left: outline.left_rows.clone() }
    }

    /// The node at a place: the lowest one in its row, else in the nearest row above. A row that was left out belongs
    /// to none.
    fn about(&self, place: Place) -> About {
        let Some((table, row)) = place.table.zip(place.row) else { return About::Plan };
        if self.left.contains(&(table, row)) {
            return About::Plan;
        }
        let after = self.placed.partition_point(|((of, at, _), _)| (*of, *at) <= (table, row));
        let found =
            after.checked_sub(1).and_then(|at| self.placed.get(at)).filter(|((of, ..), _)| *of == table);
        found.map_or(About::Plan, |(_, key)| About::Node(*key))
    }
}
