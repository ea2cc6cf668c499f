//! Doubts about formatting that changes what a text says, and about what a file keeps back of its tables.

use crate::{
    document::{AsideOf, Document, Place},
    domain::DoubtKind,
};

use super::{
    outline::{About, Outline},
    page::place_of,
};

/// Doubts each paragraph that counts otherwise than its letters in a row, and each row or column that is
/// hidden or left out.
pub fn doubt(document: &Document, outline: &mut Outline) {
    for told in document.effects() {
        let others: Vec<&str> = told.others.iter().map(String::as_str).collect();
        let about = about(outline, told.place);
        outline.doubted(about, told.place, DoubtKind::Formatting, &told.text, &told.reading, &others);
    }
    for (place, aside) in document.asides() {
        let (about, reading) = match aside.what {
            AsideOf::HiddenRow => (about(outline, place), aside.text.as_str()),
            AsideOf::HiddenColumn => (About::Plan, aside.text.as_str()),
            AsideOf::LeftOutRow => (About::Plan, ""),
        };
        outline.doubted(about, place, DoubtKind::Hidden, &aside.text, reading, &[]);
    }
}

/// The node that stands at a place: the lowest one of its row, else of the nearest row above.
fn about(outline: &Outline, place: Place) -> About {
    let Some((table, row)) = place.table.zip(place.row) else { return About::Plan };
    let above = outline.keys().filter_map(|key| {
        let node = outline.get(key)?;
        let at = place_of(node.source.as_ref());
        let begins = at.row.filter(|begins| at.table == Some(table) && *begins <= row)?;
        Some(((begins, node.level), key))
    });
    above.max().map_or(About::Plan, |(_, key)| About::Node(key))
}
