//! Tracked changes: deleted text is stored apart from the content, inserted text is between two marks in it.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::{child, name};
use crate::document::xml;

/// The tracked changes of a document, and the number of open insertions while it is read.
#[derive(Default)]
pub(super) struct Changes {
    deleted: HashMap<String, String>,
    added: HashSet<String>,
    open: usize,
}

impl Changes {
    /// The changes that are listed at the beginning of a body.
    pub fn of(body: Node<'_, '_>) -> Self {
        let mut changes = Self::default();
        let regions = child(body, ("text", "tracked-changes")).into_iter().flat_map(|node| node.children());
        for region in regions.filter(|node| name(*node) == ("text", "changed-region")) {
            // Older programs use another attribute with the same local name.
            let Some(id) = xml::attribute(region, "id").map(str::to_owned) else { continue };
            if let Some(deletion) = child(region, ("text", "deletion")) {
                changes.deleted.insert(id, text_of(deletion));
            } else if child(region, ("text", "insertion")).is_some() {
                changes.added.insert(id);
            }
        }
        changes
    }

    /// Handles a mark in the text, and returns the text that was deleted there.
    pub fn at(&mut self, mark: &str, id: &str) -> Option<String> {
        match mark {
            "change" => return self.deleted.get(id).filter(|text| !text.is_empty()).cloned(),
            "change-start" if self.added.contains(id) => self.open += 1,
            "change-end" if self.added.contains(id) => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        None
    }

    /// Whether the text that is read was added.
    pub const fn is_adding(&self) -> bool {
        self.open > 0
    }
}

/// The text of the deleted paragraphs, without the author and the date.
fn text_of(deletion: Node<'_, '_>) -> String {
    let paragraphs = deletion.children().filter(|node| matches!(name(*node), ("text", "p" | "h")));
    let text = |node: Node<'_, '_>| {
        node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect::<String>()
    };
    paragraphs.map(text).collect::<Vec<_>>().join(" ")
}
