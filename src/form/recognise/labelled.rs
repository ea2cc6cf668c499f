//! Lines that name what a form has no column for: «Мета: …», «Виконавці: …», «Строк: …», «Одиниця виміру: …»
//! (`labels.toml`; `lay_out` writes them).

use crate::{
    document::{Block, Cell},
    domain::Number,
    form::labels::{after, labels},
    text::normal::squeeze,
};

use super::page::Line;

/// What labelled lines said of a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its aim.
    pub objective: Option<String>,
    /// Its performers, to be parted.
    pub performers: Option<String>,
    /// Its term, with the line that says it.
    pub term: Option<Line>,
}

/// Takes the labelled lines off others.
pub fn taken(lines: &[Line]) -> (Vec<Line>, Said) {
    let mut said = Said::default();
    let mut rest = Vec::new();
    let words = labels();
    for line in lines {
        if let Some(text) = after(&line.text, &words.objective) {
            said.objective = Some(text.to_owned());
        } else if let Some(text) = after(&line.text, &words.performers) {
            said.performers = Some(text.to_owned());
        } else if let Some(text) = after(&line.text, &words.term) {
            said.term = Some(Line { text: text.to_owned(), ..line.clone() });
        } else {
            rest.push(line.clone());
        }
    }
    (rest, said)
}

/// What labelled lines said of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Its unit.
    pub unit: Option<String>,
    /// Where it started.
    pub baseline: Option<Number>,
}

/// Takes the labelled lines off an indicator's cell.
pub fn measured(cell: &Cell) -> (Cell, Measured) {
    let mut cell = cell.clone();
    let mut said = Measured::default();
    let words = labels();
    cell.blocks.retain(|block| {
        let Block::Paragraph(paragraph) = block else { return true };
        let text = squeeze(&paragraph.text());
        if let Some(unit) = after(&text, &words.unit) {
            said.unit = Some(unit.to_owned());
            return false;
        }
        let baseline = after(&text, &words.baseline).and_then(Number::parse);
        said.baseline = baseline.or(said.baseline);
        baseline.is_none()
    });
    (cell, said)
}

/// A number in brackets after a label at the end of an item: «… (усього: 5)». What is left, and the text.
pub fn bracketed<'a>(text: &'a str, label: &str) -> Option<(&'a str, &'a str)> {
    let (rest, last) = text.strip_suffix(')')?.rsplit_once('(')?;
    Some((rest.trim_end(), after(last, label)?))
}
