//! The nodes of a document's outline with their numbers, as [`super::matching`] gives them.

use crate::domain::draft::DraftNode;

/// A node of an outline with its number.
pub struct Numbered<'a> {
    /// Its number, from 0, as nodes are printed.
    pub at: usize,
    /// The node.
    pub draft: &'a DraftNode,
    /// Those under it.
    pub children: Vec<Self>,
}

impl<'a> Numbered<'a> {
    /// The nodes of an outline.
    pub fn all(outline: &'a [DraftNode]) -> Vec<Self> {
        Self::from(outline, &mut 0)
    }

    fn from(nodes: &'a [DraftNode], next: &mut usize) -> Vec<Self> {
        let numbered = |draft: &'a DraftNode| {
            let at = *next;
            *next += 1;
            Self { at, draft, children: Self::from(&draft.children, next) }
        };
        nodes.iter().map(numbered).collect()
    }

    /// The number of the node at an index path; none where the outline has no such path.
    pub fn number(all: &[Self], path: &[usize]) -> Option<usize> {
        let (last, above) = path.split_last()?;
        let mut nodes = all;
        for at in above {
            nodes = &nodes.get(*at)?.children;
        }
        nodes.get(*last).map(|node| node.at)
    }
}
