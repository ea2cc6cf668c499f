//! Counts the items of lists and writes their labels.

use std::collections::HashMap;

use roxmltree::Node;

use super::OdfReader;
use super::lists::{LabelText, Lists, OdfListLevel};
use crate::document::numeral::{NumeralFormat, write};
use crate::document::{Label, xml};

/// How many levels a list has.
const LEVELS: usize = 10;

type Counters = [Option<u32>; LEVELS];

/// The lists of a document with their counters.
pub(super) struct Counting {
    lists: Lists,
    /// The counters of each list that started anew; the first ones are those of headings.
    counted: Vec<Counters>,
    /// The list of each `xml:id`.
    of_id: HashMap<String, usize>,
    /// The last list of each style.
    of_style: HashMap<String, usize>,
}

/// An open list, or an item of it.
#[derive(Clone, Default)]
pub(super) struct ListAt {
    style: Option<String>,
    level: u8,
    /// Its place among the lists that were counted.
    list: usize,
    /// The number that the item begins with.
    start: Option<u32>,
    /// Whether its label has been given, or it has none.
    labelled: bool,
}

impl ListAt {
    /// An item of this list, with the number that it names.
    pub fn item(&self, start: Option<&str>) -> Self {
        let start = start.and_then(|start| start.parse().ok());
        Self { start, labelled: false, ..self.clone() }
    }

    /// The heading of this list, which has no number.
    pub fn header(&self) -> Self {
        Self { labelled: true, ..self.clone() }
    }
}

impl Counting {
    /// Counters at their start.
    pub fn new(lists: Lists) -> Self {
        let counted = vec![Counters::default()];
        Self { lists, counted, of_id: HashMap::new(), of_style: HashMap::new() }
    }

    /// Begins a list. Inside an item it is one level deeper; otherwise it starts anew, or continues the list that
    /// it names.
    pub fn open(&mut self, node: Node<'_, '_>, outer: Option<&ListAt>) -> ListAt {
        let style = xml::attribute(node, "style-name").map(str::to_owned);
        if let Some(outer) = outer {
            let style = style.or_else(|| outer.style.clone());
            return ListAt {
                style,
                level: outer.level.saturating_add(1),
                list: outer.list,
                ..ListAt::default()
            };
        }
        let named = xml::attribute(node, "continue-list").and_then(|id| self.of_id.get(id));
        let goes_on = xml::attribute(node, "continue-numbering") == Some("true");
        let last = || style.as_ref().filter(|_| goes_on).and_then(|style| self.of_style.get(style));
        let list = named.or_else(last).copied().unwrap_or_else(|| {
            self.counted.push(Counters::default());
            self.counted.len() - 1
        });
        if let Some(id) = xml::attribute(node, "id") {
            self.of_id.insert(id.to_owned(), list);
        }
        if let Some(style) = &style {
            self.of_style.insert(style.clone(), list);
        }
        ListAt { style, list, ..ListAt::default() }
    }

    /// Counts one item and returns its label, if the style exists and the label is not empty.
    fn next(&mut self, style: Option<&str>, at: &ListAt) -> Option<Label> {
        let levels = self.lists.levels(style)?;
        let own = levels.get(&at.level)?;
        let counters = self.counted.get_mut(at.list)?;
        let slot = counters.get_mut(usize::from(at.level))?;
        let following = slot.map_or(own.start, |number| number.saturating_add(1));
        *slot = Some(at.start.unwrap_or(following));
        counters.iter_mut().skip(usize::from(at.level) + 1).for_each(|slot| *slot = None);
        label(levels, own, at.level, counters)
    }
}

impl OdfReader {
    /// The label of the first paragraph of an item.
    pub(super) fn item_label(&mut self, paragraph: Node<'_, '_>, item: &mut ListAt) -> Option<Label> {
        if std::mem::replace(&mut item.labelled, true) {
            return None;
        }
        let by_style = || self.styles.list_of(xml::attribute(paragraph, "style-name"));
        let style = item.style.as_deref().or_else(by_style)?;
        self.counting.next(Some(style), item)
    }

    /// The label of a heading outside lists.
    pub(super) fn heading_label(&mut self, paragraph: Node<'_, '_>) -> Option<Label> {
        if paragraph.tag_name().name() != "h" || xml::attribute(paragraph, "is-list-header") == Some("true") {
            return None;
        }
        let level: u8 = xml::attribute(paragraph, "outline-level").and_then(|level| level.parse().ok())?;
        let at = ListAt { level: level.checked_sub(1)?, ..ListAt::default() };
        self.counting.next(None, &at)
    }
}

fn label(
    levels: &HashMap<u8, OdfListLevel>,
    own: &OdfListLevel,
    level: u8,
    counters: &Counters,
) -> Option<Label> {
    if own.format == NumeralFormat::Bullet {
        return Some(Label { text: "-".into(), bullet: true, level, gap: true });
    }
    // A level that has not been used yet shows its start.
    let number = |shown: u8| {
        let Some(level) = levels.get(&shown) else { return String::new() };
        let counted = counters.get(usize::from(shown)).copied().flatten().unwrap_or(level.start);
        write(counted, level.format)
    };
    let text = match &own.text {
        LabelText::Pattern(pattern) => filled(pattern, number),
        LabelText::Parts { .. } if own.format == NumeralFormat::Nothing => String::new(),
        LabelText::Parts { prefix, suffix, levels } => {
            let first = (level + 1).saturating_sub((*levels).max(1));
            let numbers: Vec<String> = (first..=level).map(number).filter(|text| !text.is_empty()).collect();
            format!("{prefix}{}{suffix}", numbers.join("."))
        }
    };
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(Label { text, bullet: false, level, gap: own.gap })
}

/// A pattern such as `%1%.%2%.` with the numbers in it.
fn filled(pattern: &str, number: impl Fn(u8) -> String) -> String {
    let mut text = String::new();
    // Levels, from 1, are enclosed in percent signs; what is outside them is text.
    for (index, piece) in pattern.split('%').enumerate() {
        let level = piece.parse::<u8>().ok().and_then(|level| level.checked_sub(1));
        match level.filter(|_| index % 2 == 1) {
            Some(level) => text.push_str(&number(level)),
            None => text.push_str(piece),
        }
    }
    text
}
