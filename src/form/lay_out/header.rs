//! The rows with the names of the columns.

use crate::{
    document::{Align, Cell, CellLook, formatting::mm},
    form::writing::ColumnLook,
};

use super::{LayoutContext, half_points, ink::ParagraphStyle};

/// The cells of the header from the first row on, and the number of its rows.
pub fn cells(scene: &LayoutContext<'_>) -> (Vec<Cell>, usize) {
    let grouped = scene.columns.iter().any(|column| column.group.is_some());
    let rows = if grouped { 2 } else { 1 };
    let mut cells = Vec::new();
    let mut at = 0;
    while let Some(column) = scene.columns.get(at) {
        let Some(group) = &column.group else {
            cells.push(cell(scene, 0, at, name(scene, column), true).spanning(rows, 1));
            at += 1;
            continue;
        };
        let of_group = |column: &&ColumnLook| column.group.as_ref() == Some(group);
        let members = scene.columns.iter().skip(at).take_while(of_group).count();
        cells.push(cell(scene, 0, at, group.clone(), true).spanning(1, members));
        let below = scene.columns.iter().enumerate().skip(at).take(members);
        cells.extend(below.map(|(at, column)| cell(scene, 1, at, name(scene, column), true)));
        at += members;
    }
    (cells, rows)
}

/// The row that only counts the columns.
pub fn numbers(scene: &LayoutContext<'_>, row: usize) -> Vec<Cell> {
    (0..scene.columns.len()).map(|at| cell(scene, row, at, (at + 1).to_string(), false)).collect()
}

/// The least heights of so many header rows.
pub fn heights(scene: &LayoutContext<'_>, rows: usize) -> Vec<u32> {
    scene.writing.header_heights.iter().take(rows).map(|height| mm(*height)).collect()
}

/// The name of a column: its own, or the usual one of the form.
fn name(scene: &LayoutContext<'_>, column: &ColumnLook) -> String {
    let usual = || {
        let known = scene.form.columns.iter().find(|known| known.holds == column.holds);
        known.and_then(|known| known.headers.first()).cloned()
    };
    column.header.clone().or_else(usual).unwrap_or_default()
}

fn cell(scene: &LayoutContext<'_>, row: usize, col: usize, text: String, bold: bool) -> Cell {
    let size = half_points(scene.writing.table_size);
    let ink = ParagraphStyle { size, align: Align::Center, bold, italic: false };
    let mut paragraph = ink.line(text);
    paragraph.look.keep_with_next = true;
    let mut cell = Cell::new(row, col).with_block(paragraph);
    cell.look = CellLook { middle: true };
    cell
}
