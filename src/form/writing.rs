//! The part of a form that only writing needs: paper, widths, emphasis, the printing of codes.
//!
//! It is the table `[writing]` in the form's file, beside what the recogniser reads. A form without it is written
//! with the defaults, so that a user's own form can be written too. Lengths are in millimetres, sizes in points.

use serde::Deserialize;

use super::holds::Holds;
use crate::domain::Level;

/// How documents of a form are written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Writing {
    /// A4 laid across.
    pub landscape: bool,
    /// The margins: above, right, below, left.
    pub margins: [u32; 4],
    /// The size of letters outside the table.
    pub size: u16,
    /// The size of letters in the table.
    pub table_size: u16,
    /// The size of letters in the title.
    pub title_size: u16,
    /// The left edge of the approval block, from the left edge of the text.
    pub approval_at: u32,
    /// The heading of the approval block is bold.
    pub approval_bold: bool,
    /// Where the title is broken into lines.
    pub title: TitleLines,
    /// The words of a title around the period: `за {period}`.
    pub period: String,
    /// Whether the other lines are above the title, not below it.
    pub preamble_above: bool,
    /// Where those lines begin, from the left edge of the text.
    pub preamble_at: u32,
    /// Whether the first of them is bold.
    pub preamble_bold: bool,
    /// They have a page of their own.
    pub preamble_page: bool,
    /// How performers are listed in their column.
    pub performers: Listed,
    /// Whether the months of a term are in separate lines.
    pub months_apart: bool,
    /// The level that the column of ordinals counts.
    #[serde(with = "super::holds::LevelName")]
    pub counts: Level,
    /// Where the count restarts.
    pub counts_within: Within,
    /// A row of column numbers below the header.
    pub column_numbers: bool,
    /// Whether the header is a separate table, so that only the row below it is repeated on every page.
    pub header_apart: bool,
    /// The least heights of the header's rows, because LibreOffice cuts merged header cells without them.
    pub header_heights: Vec<u32>,
    /// The positions of the signature line and the name below the table, from the left edge of the text.
    pub signature_at: [u32; 2],
    /// Columns that are written even when they are empty.
    pub keeps: Vec<Holds>,
    /// The columns that are written, from the left; without any, the form's columns that are not optional.
    pub columns: Vec<ColumnLook>,
    /// How the nodes of each level are printed.
    pub levels: Vec<LevelLook>,
}

/// Where a title is broken into lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TitleLines {
    /// The kind of document, the organisation, the period.
    Three,
    /// The kind of document, and the rest.
    Two,
    /// Nowhere.
    One,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Listed {
    /// Each in a paragraph of its own, followed by a semicolon.
    Lines,
    /// In one paragraph, with commas where these separate them clearly.
    Commas,
}

/// Where a count restarts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    /// Nowhere: the count continues over the whole plan.
    Plan,
    /// In each goal.
    Goal,
    /// In each task.
    Task,
}

/// How a column is written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnLook {
    /// Which column of the form.
    pub holds: Holds,
    /// Its header, where it is not the usual wording.
    #[serde(default)]
    pub header: Option<String>,
    /// The text above its header and the headers of neighbours with the same text.
    #[serde(default)]
    pub group: Option<String>,
    /// Its width.
    #[serde(default = "usual_width")]
    pub mm: u32,
    /// How its text is aligned.
    #[serde(default)]
    pub align: Side,
    /// Whether its text is vertically centred.
    #[serde(default)]
    pub middle: bool,
    /// Its text is bold.
    #[serde(default)]
    pub bold: bool,
    /// Its text is italic.
    #[serde(default)]
    pub italic: bool,
    /// Whether the performers are below its text, in the same cell.
    #[serde(default)]
    pub performers_below: bool,
    /// Its numbers are not italic though its words are.
    #[serde(default)]
    pub upright_numbers: bool,
}

/// How a text is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// At the beginning of the line.
    #[default]
    Left,
    /// In the middle.
    Center,
}

/// How the nodes of a level are printed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelLook {
    /// Which level.
    #[serde(with = "super::holds::LevelName")]
    pub level: Level,
    /// The text before the title of a node with a code: `Завдання {code}`.
    #[serde(default = "code_alone")]
    pub coded: String,
    /// The text before the title of a node without a code; `{n}` is its position among its siblings.
    #[serde(default)]
    pub counted: Option<String>,
    /// What is bold.
    #[serde(default)]
    pub bold: Bold,
    /// Whether all of it is italic.
    #[serde(default)]
    pub italic: bool,
    /// The alignment of a row of its own.
    #[serde(default)]
    pub align: Side,
}

/// The part of a node that is bold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bold {
    /// Nothing.
    #[default]
    No,
    /// The text before its title.
    Code,
    /// All of it.
    All,
}

const fn usual_width() -> u32 {
    30
}

pub(super) fn code_alone() -> String {
    "{code}.".to_owned()
}

impl Default for Writing {
    fn default() -> Self {
        Self {
            landscape: true,
            margins: [12, 12, 10, 18],
            size: 12,
            table_size: 10,
            title_size: 13,
            approval_at: 165,
            approval_bold: true,
            title: TitleLines::Three,
            period: "за {period}".to_owned(),
            preamble_above: false,
            preamble_at: 0,
            preamble_bold: false,
            preamble_page: false,
            performers: Listed::Lines,
            months_apart: false,
            counts: Level::Task,
            counts_within: Within::Goal,
            column_numbers: false,
            header_apart: false,
            header_heights: Vec::new(),
            signature_at: [150, 200],
            keeps: Vec::new(),
            columns: Vec::new(),
            levels: Vec::new(),
        }
    }
}

impl ColumnLook {
    /// The look of a column that the form's file does not define.
    pub(super) fn usual(holds: Holds) -> Self {
        let (mm, align, middle) = match holds {
            Holds::Ordinal => (11, Side::Center, false),
            Holds::Measure => (80, Side::Left, false),
            Holds::Goal | Holds::Task | Holds::Subtask | Holds::Objective => (42, Side::Left, false),
            Holds::Indicator => (40, Side::Center, true),
            Holds::Target | Holds::Fact => (26, Side::Center, true),
            _ => (32, Side::Left, false),
        };
        Self {
            holds,
            header: None,
            group: None,
            mm,
            align,
            middle,
            bold: false,
            italic: false,
            performers_below: false,
            upright_numbers: false,
        }
    }
}
