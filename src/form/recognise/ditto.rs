//! Ditto marks («-//-», «– " –», «те саме»), which repeat the cell above.

use std::ops::Range;

use crate::{
    document::{Cell, Table},
    domain::DoubtKind,
    form::{
        form::Holds,
        words::{is_one_of, key, words},
    },
};

use super::{
    header::Header,
    page::{cell_text, shown},
    unmerged::{MergeUncertainty, Restored},
};

/// The longest text that is a sign of repetition, in bytes.
const LONGEST: usize = 32;

/// The table with the ditto marks replaced, and a note for each of them; `None` where there are none.
pub fn filled(table: &Table, header: &Header, rows: Range<usize>) -> Option<Restored> {
    let inside = |cell: &Cell| rows.contains(&cell.row) && may_repeat(header, cell.col);
    if !table.cells().iter().any(|cell| inside(cell) && is_ditto(cell)) {
        return None;
    }
    let mut above: Vec<Option<Cell>> = vec![None; table.columns()];
    let mut notes = Vec::new();
    let mut cells = Vec::with_capacity(table.cells().len());
    for cell in table.cells() {
        let mut cell = cell.clone();
        let Some(last) = above.get_mut(cell.col).filter(|_| inside(&cell)) else {
            cells.push(cell);
            continue;
        };
        if is_ditto(&cell) {
            let text = cell_text(&cell);
            let repeated = last.clone().unwrap_or_default();
            let place = measure_of(table, header, cell.row).map_or(cell.place, |measure| measure.place);
            let reading = cell_text(&repeated);
            notes.push(MergeUncertainty {
                place,
                at: Some(cell.place),
                kind: DoubtKind::Reading,
                text,
                reading,
            });
            (cell.blocks, cell.value) = (repeated.blocks, repeated.value);
        } else if !cell.is_blank() {
            *last = Some(cell.clone());
        }
        cells.push(cell);
    }
    let mut filled = Table::new(table.rows(), table.columns(), cells).ok()?;
    filled.place = table.place;
    filled.name.clone_from(&table.name);
    Some(Restored { table: filled, notes })
}

/// Whether a column may have ditto marks; numbers are never repeated.
fn may_repeat(header: &Header, column: usize) -> bool {
    let held = header.columns.iter().find(|(range, _)| range.contains(&column));
    held.is_none_or(|(_, holds)| !matches!(holds, Holds::Ordinal | Holds::Code))
}

fn measure_of<'t>(table: &'t Table, header: &Header, row: usize) -> Option<&'t Cell> {
    let (range, _) = header.columns.iter().find(|(_, holds)| *holds == Holds::Measure)?;
    table.cell_at(row, range.start)
}

/// Whether a cell consists of a ditto mark.
fn is_ditto(cell: &Cell) -> bool {
    let length: usize = cell.paragraphs().flat_map(|line| &line.runs).map(|run| run.text.len()).sum();
    (1..=LONGEST).contains(&length) && {
        let text = shown(cell);
        let text = text.trim();
        // Most short texts are figures.
        !text.starts_with(|c: char| c.is_ascii_digit()) && says_ditto(text)
    }
}

fn says_ditto(text: &str) -> bool {
    if text.contains(char::is_alphanumeric) {
        return refers(text) || is_one_of(text.trim_end_matches('.'), &words().dittos);
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !"-–—−_".contains(*c)).collect();
    !bare.is_empty() && bare.chars().all(|c| "\"“”„«»″ʺ〃'’‘`/\\|,".contains(c)) && bare != "," && bare != "/"
}

/// Whether a text only refers to another row: «аналогічно п. 1», «див. пункт 2».
fn refers(text: &str) -> bool {
    let folded = key(text);
    let rest = ["аналогічно ", "див. ", "дивись ", "як у ", "як в "]
        .iter()
        .find_map(|lead| folded.strip_prefix(lead));
    let number = rest.and_then(|rest| {
        ["пункту ", "пункті ", "пункт ", "п.", "п "].iter().find_map(|word| rest.strip_prefix(word))
    });
    number.is_some_and(|number| {
        let number = number.trim();
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_repetition_are_told_from_blanks() {
        for text in [
            "-//-",
            "– \" –",
            "“",
            "„",
            "те саме",
            "Те ж саме.",
            "там же",
            "-ІІ-",
            "//",
            "-||-",
            "--\"--",
            "〃",
            "Див. вище",
            "він же",
            "Вони ж",
            "-〃-",
            "аналогічно п. 1",
            "Див. пункт 1.2",
        ] {
            assert!(says_ditto(text), "{text}");
        }
        for text in
            ["-", "—", "", "...", "/", "5", "так", "те саме, що торік", "аналогічно попередньому", "x"]
        {
            assert!(!says_ditto(text), "{text}");
        }
    }
}
