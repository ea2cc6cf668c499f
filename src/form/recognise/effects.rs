//! Doubts about formatting that changes the meaning of a text, and about hidden parts of tables.

use crate::{
    document::{AsideOf, Document, Place},
    domain::{DoubtKind, Level},
};

use super::{
    outline::{About, Key, Outline},
    page::place_of,
};

/// Doubts each paragraph whose formatting changes its meaning, and each row or column that is hidden or not read.
pub fn doubt(document: &Document, outline: &mut Outline) {
    let (effects, asides) = (document.effects(), document.asides());
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
struct Nodes(Vec<((u32, u32, Level), Key)>);

impl Nodes {
    fn of(outline: &Outline) -> Self {
        let placed = outline.keys().filter_map(|key| {
            let node = outline.get(key)?;
            let at = place_of(node.source.as_ref());
            Some(((at.table?, at.row?, node.level), key))
        });
        let mut nodes: Vec<_> = placed.collect();
        nodes.sort_unstable();
        Self(nodes)
    }

    /// The node at a place: the lowest one in its row, else in the nearest row above.
    fn about(&self, place: Place) -> About {
        let Some((table, row)) = place.table.zip(place.row) else { return About::Plan };
        let after = self.0.partition_point(|((of, at, _), _)| (*of, *at) <= (table, row));
        let found = after.checked_sub(1).and_then(|at| self.0.get(at)).filter(|((of, ..), _)| *of == table);
        found.map_or(About::Plan, |(_, key)| About::Node(*key))
    }
}
