//! A document as data: blocks in reading order.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::{BoxedLook, Effect, PageSetup, Place, Table, effect};

/// An office document of any format: paragraphs and tables in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The name of the file it came from; empty when it was not read from a file.
    pub file: String,
    /// The content of the page, from top to bottom.
    pub blocks: Vec<Block>,
    /// The paper, for writers.
    pub page: PageSetup,
    /// The title in the properties of a file, for writers.
    pub title: String,
    /// Further sheets that only a workbook has, for writers.
    pub sheets: Vec<Table>,
}

/// An element of the page or of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph or, in a text file, a line.
    Paragraph(Paragraph),
    /// A table or a sheet.
    Table(Box<Table>),
}

/// The runs of a paragraph. Most paragraphs have one, which is stored inline.
pub type Runs = SmallVec<[Run; 1]>;

/// The blocks of a cell. Most cells have one, which is stored inline.
pub type Blocks = SmallVec<[Block; 1]>;

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Its text, cut where the look changes.
    pub runs: Runs,
    /// The number or bullet that the program puts before the text; the text itself does not contain it.
    pub label: Option<Box<Label>>,
    /// Alignment, when the document sets it.
    pub align: Option<Align>,
    /// How it is set, for writers.
    pub look: BoxedLook,
    /// Its place; set by [`Document::new`].
    pub place: Place,
}

/// A piece of text with the same look throughout. Line breaks are `\n`, tabulators `\t`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The text, in NFC.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined in any style.
    pub underline: bool,
    /// What its formatting does to its meaning.
    pub effect: Effect,
}

/// An automatic number or bullet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As it is printed (`1.2.`, `Захід 1.1.3`), without the gap after it; `-` for every bullet.
    pub text: String,
    /// Whether it is a bullet, which only means "an item of a list".
    pub bullet: bool,
    /// The level of the list, from 0.
    pub level: u8,
    /// Whether there is a gap (tabulator or space) between the label and the text.
    pub gap: bool,
}

/// How a paragraph is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the beginning of the line.
    Left,
    /// In the middle.
    Center,
    /// At the end of the line.
    Right,
    /// At both edges.
    Justify,
}

impl Document {
    /// A document with these blocks. It sets the [`Place`] of every table, cell and paragraph, and keeps line
    /// numbers that a reader of text files has already set.
    pub fn new(file: impl Into<String>, blocks: Vec<Block>) -> Self {
        let mut document = Self { file: file.into(), blocks, ..Self::default() };
        let mut tables = u32::try_from(document.tables().count()).unwrap_or(u32::MAX);
        let (mut table, mut line) = (0, 0);
        for block in &mut document.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    line += 1;
                    paragraph.place.line.get_or_insert(line);
                }
                Block::Table(inner) => {
                    table += 1;
                    inner.set_places(table, &mut tables);
                }
            }
        }
        document
    }

    /// The paragraphs of the page: not those in tables.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().filter_map(Block::as_paragraph)
    }

    /// The tables of the page: not those inside cells.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(Block::as_table)
    }

    /// The document with some tables of the page replaced; `None` where none is.
    pub fn with_tables(&self, mut replaced: impl FnMut(&Table) -> Option<Table>) -> Option<Self> {
        let mut tables: Vec<Option<Table>> =
            self.blocks.iter().map(|block| block.as_table().and_then(&mut replaced)).collect();
        if tables.iter().all(Option::is_none) {
            return None;
        }
        let mut document = self.clone();
        for (block, table) in document.blocks.iter_mut().zip(&mut tables) {
            if let Some(table) = table.take() {
                *block = table.into();
            }
        }
        Some(document)
    }

    /// All tables, each followed by those inside its cells.
    pub fn all_tables(&self) -> Vec<&Table> {
        let mut all = Vec::new();
        for table in self.tables() {
            table.collect_with_inner(&mut all);
        }
        all
    }

    /// The table with this number (see [`Place::table`]).
    pub fn table(&self, number: u32) -> Option<&Table> {
        self.all_tables().into_iter().find(|table| table.number() == number)
    }
}

impl Block {
    /// The paragraph, if it is one.
    pub fn as_paragraph(&self) -> Option<&Paragraph> {
        match self {
            Self::Paragraph(paragraph) => Some(paragraph),
            Self::Table(_) => None,
        }
    }

    /// The table, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        match self {
            Self::Table(table) => Some(table),
            Self::Paragraph(_) => None,
        }
    }
}

impl From<Paragraph> for Block {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(paragraph)
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(Box::new(table))
    }
}

impl Paragraph {
    /// A paragraph of plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self::of_runs([Run::plain(text)])
    }

    /// A paragraph of these runs; empty ones are left out.
    pub fn of_runs(runs: impl IntoIterator<Item = Run>) -> Self {
        Self { runs: runs.into_iter().filter(|run| !run.text.is_empty()).collect(), ..Self::default() }
    }

    /// The same paragraph with another alignment.
    #[must_use]
    pub fn aligned(mut self, align: Align) -> Self {
        self.align = Some(align);
        self
    }

    /// The text that counts (see [`Effect`]), without the automatic label.
    pub fn text(&self) -> String {
        let joined = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect();
        if effect::is_in(&self.runs) { joined(&effect::counted(&self.runs)) } else { joined(&self.runs) }
    }

    /// As [`Paragraph::labelled_text`], without a copy where the text is in one piece.
    pub fn shown_text(&self) -> Cow<'_, str> {
        match (self.runs.as_slice(), &self.label) {
            ([], None) => Cow::Borrowed(""),
            ([run], None) if run.effect == Effect::Plain => Cow::Borrowed(&run.text),
            _ => Cow::Owned(self.labelled_text()),
        }
    }

    /// The text as a person sees it: the automatic label, a space, the text.
    pub fn labelled_text(&self) -> String {
        let text = self.text();
        match &self.label {
            None => text,
            Some(label) if text.is_empty() => label.text.clone(),
            Some(label) if label.gap => format!("{} {text}", label.text),
            Some(label) => format!("{}{text}", label.text),
        }
    }

    /// Whether it has neither a label nor text other than white space.
    pub fn is_blank(&self) -> bool {
        let blank = |run: &Run| run.effect.leaves_out() || run.text.chars().all(char::is_whitespace);
        self.label.is_none() && self.runs.iter().all(blank)
    }

    /// Whether all its visible text is bold (false when there is none).
    pub fn is_bold(&self) -> bool {
        let mut visible = self.runs.iter().filter(|run| !run.text.trim().is_empty()).peekable();
        visible.peek().is_some() && visible.all(|run| run.bold)
    }
}

impl Run {
    /// Text without formatting.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Whether another run has the same look.
    pub fn looks_like(&self, other: &Self) -> bool {
        (self.bold, self.italic, self.underline, self.effect)
            == (other.bold, other.italic, other.underline, other.effect)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Cell;
    use super::*;

    #[test]
    fn a_label_is_not_part_of_the_text() {
        let mut paragraph = Paragraph::new("Проведення семінарів");
        paragraph.label = Some(Box::new(Label { text: "1.2.".into(), bullet: false, level: 1, gap: true }));
        assert_eq!(paragraph.text(), "Проведення семінарів");
        assert_eq!(paragraph.labelled_text(), "1.2. Проведення семінарів");
        assert!(!paragraph.is_blank());
    }

    #[test]
    fn tables_inside_cells_are_numbered_after_those_of_the_page() {
        let inner = Table::new(0, 0, vec![Cell::new(0, 0).with_text("у клітинці")]).unwrap();
        let outer = Table::new(0, 0, vec![Cell::new(0, 0).with_block(inner)]).unwrap();
        let last = Table::new(0, 0, vec![Cell::new(0, 0).with_text("остання")]).unwrap();
        let document =
            Document::new("a.docx", vec![outer.into(), Paragraph::new("між ними").into(), last.into()]);
        let numbers: Vec<u32> = document.all_tables().iter().map(|table| table.number()).collect();
        assert_eq!(numbers, [1, 3, 2]);
        assert_eq!(document.paragraphs().next().unwrap().place, Place::of_line(1));
        let cell = document.table(3).unwrap().cell_at(0, 0).unwrap();
        assert_eq!(cell.paragraphs().next().unwrap().place, Place::of_table(3).at_cell(0, 0).at_line(1));
    }
}
