//! Parts of a page that are read as a whole: lists with a choice, and equations.

use super::super::{equation, xml};

/// A list to choose from while it is open.
#[derive(Default)]
pub(super) struct Choice {
    entries: Vec<String>,
    chosen: Option<usize>,
}

impl Choice {
    /// An entry begins.
    pub fn entry(&mut self, chosen: bool) {
        if chosen && self.chosen.is_none() {
            self.chosen = Some(self.entries.len());
        }
        self.entries.push(String::new());
    }

    /// Text of the entry that is open.
    pub fn text(&mut self, text: &str) {
        if let Some(entry) = self.entries.last_mut() {
            entry.push_str(text);
        }
    }

    /// The entry that the page shows: the chosen one, else the first.
    pub fn shown(&self) -> &str {
        self.entries.get(self.chosen.unwrap_or(0)).map_or("", |entry| entry.trim())
    }
}

/// An open equation (MathML): its tags without attributes.
#[derive(Default)]
pub(super) struct Equation(String);

/// Longer equations are cut, because none in a plan is as long.
const LONGEST: usize = 4096;

impl Equation {
    /// A tag begins or ends.
    pub fn tag(&mut self, tag: &str, begins: bool) {
        if tag.chars().all(|c| c.is_ascii_alphanumeric()) && !tag.is_empty() {
            self.push(&if begins { format!("<{tag}>") } else { format!("</{tag}>") });
        }
    }

    /// Text between tags.
    pub fn text(&mut self, text: &str) {
        self.push(&text.replace('&', "&amp;").replace('<', "&lt;"));
    }

    fn push(&mut self, piece: &str) {
        if self.0.len() < LONGEST {
            self.0.push_str(piece);
        }
    }

    /// The equation in one line; its bare text where its tags do not match.
    pub fn in_line(&self) -> String {
        let whole = format!("<math>{}</math>", self.0);
        match xml::parse("math", &whole) {
            Ok(tree) => equation::in_line(tree.root_element()),
            Err(_) => {
                self.0.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect()
            }
        }
    }
}
