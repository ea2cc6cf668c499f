//! A document as readable text: `=` before centred text, `*` around bold, `/` around italic and `_` around
//! underlined text, `^` and `<` where a cell continues.

use crate::document::{Align, Block, Cell, Document, Paragraph, Table};

pub fn text(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => out.push_str(&format!("{}\n", line(paragraph))),
            Block::Table(inner) => out.push_str(&table(inner)),
        }
    }
    document.sheets.iter().for_each(|sheet| out.push_str(&table(sheet)));
    out
}

fn table(table: &Table) -> String {
    let name = table.name.as_deref().unwrap_or("-");
    let mut out = format!("[{name}: {} header rows]\n", table.header_rows);
    for row in 0..table.rows() {
        let cells = (0..table.columns()).map(|col| match table.cell_at(row, col) {
            None => "?".to_owned(),
            Some(found) if found.row < row => "^".to_owned(),
            Some(found) if found.col < col => "<".to_owned(),
            Some(found) => cell(found),
        });
        out.push_str(&format!("{}\n", cells.collect::<Vec<_>>().join(" | ")));
    }
    out
}

fn cell(cell: &Cell) -> String {
    let value = if cell.value.is_some() { "#" } else { "" };
    let lines: Vec<String> = cell.paragraphs().map(line).collect();
    format!("{value}{}", lines.join(" ¶ "))
}

fn line(paragraph: &Paragraph) -> String {
    let centred = if paragraph.align == Some(Align::Center) { "=" } else { "" };
    let runs = paragraph.runs.iter().map(|run| {
        let mark = |on: bool, sign: &'static str| if on { sign } else { "" };
        let marks = [mark(run.bold, "*"), mark(run.italic, "/"), mark(run.underline, "_")].concat();
        let closing: String = marks.chars().rev().collect();
        format!("{marks}{}{closing}", run.text)
    });
    format!("{centred}{}", runs.collect::<String>())
}
