//! Automatic numbers: counts the paragraphs of lists and writes their labels.

use std::collections::{HashMap, HashSet};

use super::numbering::{DocxListLevel, ListDefinition, Numbering, Pattern};
use super::styles::Styles;
use crate::document::Label;
use crate::document::numeral::{NumeralFormat, write};

/// How many levels a list has.
const LEVELS: usize = 9;

/// The lists of a document with their counters.
pub(super) struct Counting {
    numbering: Numbering,
    /// The last number of each level, by pattern, because lists with the same pattern share their counters.
    last: HashMap<String, [Option<u32>; LEVELS]>,
    /// Which lists have made which level start again.
    restarted: HashSet<(String, u8)>,
}

impl Counting {
    /// Counters at their start. Patterns that only refer to a numbering style get its definition.
    pub fn new(mut numbering: Numbering, styles: &Styles) -> Self {
        let links = numbering.patterns.iter().filter_map(|(id, pattern)| {
            let list = styles.list_of(pattern.style.as_deref()?)?;
            let target = &numbering.lists.get(&list)?.pattern;
            (target != id).then(|| (id.clone(), target.clone()))
        });
        let links: HashMap<String, String> = links.collect();
        for list in numbering.lists.values_mut() {
            if let Some(target) = links.get(&list.pattern) {
                list.pattern.clone_from(target);
            }
        }
        Self { numbering, last: HashMap::new(), restarted: HashSet::new() }
    }

    /// The level of a list that belongs to a paragraph style.
    pub fn level_of_style(&self, list: &str, style: &str) -> Option<u8> {
        let list = self.numbering.lists.get(list)?;
        let levels = &self.numbering.patterns.get(&list.pattern)?.levels;
        levels.iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(number, _)| *number)
    }

    /// Counts one paragraph and returns its label, if the list exists and the label is not empty.
    pub fn next(&mut self, id: &str, level: u8) -> Option<Label> {
        let list = self.numbering.lists.get(id)?;
        let shape = ListShape { list, pattern: self.numbering.patterns.get(&list.pattern)? };
        let own = shape.level(level)?;
        let last = self.last.entry(list.pattern.clone()).or_default();
        let overridden = list.overrides.get(&level).and_then(|change| change.start).is_some();
        let again = overridden && self.restarted.insert((id.to_owned(), level));
        let slot = last.get_mut(usize::from(level))?;
        *slot = match *slot {
            Some(number) if !again => Some(number.saturating_add(1)),
            _ => Some(shape.start(level)),
        };
        for (deeper, slot) in (0_u8..).zip(last.iter_mut()).skip(usize::from(level) + 1) {
            let restart = shape.level(deeper).and_then(|level| level.restart);
            // `restart` counts levels from 1: level k starts again after level k or a higher one.
            if restart.is_none_or(|restart| u32::from(level) < restart) {
                *slot = None;
            }
        }
        label(&shape, own, level, last)
    }
}

/// A list with its pattern.
struct ListShape<'n> {
    list: &'n ListDefinition,
    pattern: &'n Pattern,
}

impl ListShape<'_> {
    fn level(&self, level: u8) -> Option<&DocxListLevel> {
        let own = self.list.overrides.get(&level).and_then(|change| change.level.as_ref());
        own.or_else(|| self.pattern.levels.get(&level))
    }

    fn start(&self, level: u8) -> u32 {
        let own = self.list.overrides.get(&level).and_then(|change| change.start);
        own.or_else(|| self.level(level).map(|level| level.start)).unwrap_or(1)
    }
}

fn label(
    shape: &ListShape<'_>,
    own: &DocxListLevel,
    level: u8,
    last: &[Option<u32>; LEVELS],
) -> Option<Label> {
    if own.format == NumeralFormat::Bullet {
        // The character itself is often a code of a symbol font, which means nothing in other fonts.
        return Some(Label { text: "-".into(), bullet: true, level, gap: true });
    }
    let mut text = String::new();
    let mut signs = own.text.chars().peekable();
    while let Some(sign) = signs.next() {
        let digit = signs.peek().and_then(|next| next.to_digit(10)).filter(|digit| *digit > 0);
        match (sign, digit) {
            ('%', Some(digit)) => {
                signs.next();
                let shown = u8::try_from(digit - 1).unwrap_or(u8::MAX);
                // A level that has not been used yet shows its start.
                let number = last.get(usize::from(shown)).copied().flatten().unwrap_or(shape.start(shown));
                let format = shape.level(shown).map_or(NumeralFormat::Decimal(1), |level| level.format);
                let legal = own.legal && format != NumeralFormat::Nothing;
                text.push_str(&write(number, if legal { NumeralFormat::Decimal(1) } else { format }));
            }
            _ => text.push(sign),
        }
    }
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(Label { text, bullet: false, level, gap: own.gap })
}
