//! How the levels and columns of a form are printed: as its file defines, else by default.

use super::{
    form::Form,
    writing::{Bold, ColumnLook, LevelLook, Side, code_alone},
};
use crate::domain::Level;

impl Form {
    /// The look of a level; its default uses the form's own label.
    pub fn level_look(&self, level: Level) -> LevelLook {
        let said = self.writing.levels.iter().find(|look| look.level == level);
        said.cloned().unwrap_or_else(|| LevelLook {
            level,
            coded: self
                .rule(level)
                .and_then(|rule| rule.labels.first())
                .map_or_else(code_alone, |label| format!("{label} {{code}}")),
            counted: None,
            bold: if level == Level::Goal { Bold::All } else { Bold::Code },
            italic: false,
            align: if level == Level::Goal { Side::Center } else { Side::Left },
        })
    }

    /// The columns that are written.
    pub fn column_looks(&self) -> Vec<ColumnLook> {
        if !self.writing.columns.is_empty() {
            return self.writing.columns.clone();
        }
        let written = self.columns.iter().filter(|column| !column.optional);
        written.map(|column| ColumnLook::usual(column.holds)).collect()
    }
}
