//! Reads Markdown with pipe tables.
//!
//! A text is read as Markdown only when it has a table; other prose is read as plain text. Each line is a
//! paragraph, because people who write documents as text mean their line breaks. Merged cells are restored where
//! this program has marked them (see [`super::super::merges`]).

use std::{borrow::Cow, ops::Range};

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::super::error::Bound;
use super::super::merges::Places;
use super::super::{Align, Block, Cell, Effect, Label, Paragraph, Place, Run, Table, html};

/// The blocks of a Markdown text; `None` when it has no table.
pub(super) fn read(text: &str) -> Result<Option<Vec<Block>>, Bound> {
    if !text.lines().any(is_rule) {
        return Ok(None);
    }
    let text = &rows_told_apart(text);
    let mut page = MarkdownText::new(text);
    for (event, range) in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).into_offset_iter()
    {
        page.event(event, &range)?;
    }
    page.end_paragraph()?;
    let has_table = page.blocks.iter().any(|block| block.as_table().is_some());
    Ok(has_table.then_some(page.blocks))
}

/// The line of dashes under the header of a table.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains('-') && line.chars().all(|c| "|-: \t".contains(c))
}

/// The text with tables whose rows have no more cells than the header, because the format drops what is beyond it, and
/// where a row below a header without a pipe at its left edge begins with one only where its first cell is blank.
fn rows_told_apart(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out: Vec<Cow<'_, str>> = lines.iter().map(|line| Cow::Borrowed(*line)).collect();
    let has_pipe = |row: usize| lines.get(row).is_some_and(|line| line.contains('|'));
    let mut from = 1;
    while let Some(at) = (from..lines.len()).find(|at| lines.get(*at).is_some_and(|line| is_rule(line))) {
        from = at + 1;
        let Some(head) = lines.get(at - 1).filter(|_| has_pipe(at - 1)) else { continue };
        let bare = !head.trim_start().starts_with('|');
        let mut most = 0;
        // Every row belongs to this table, also one that looks like the rule of another.
        while has_pipe(from) {
            let Some(line) = out.get_mut(from) else { break };
            let is_short = cells_in(line) < cells_in(head);
            if bare && is_short && line.trim_start().starts_with('|') {
                *line = Cow::Owned(format!("|{}", line.trim_start()));
            }
            most = most.max(cells_in(line));
            from += 1;
        }
        let more = most.saturating_sub(cells_in(head));
        for (line, blank) in [(at - 1, " |"), (at, "---|")] {
            let Some(line) = out.get_mut(line).filter(|_| more > 0) else { continue };
            let edge = if line.trim_end().ends_with('|') { "" } else { "|" };
            *line = Cow::Owned(format!("{}{edge}{}", line.trim_end(), blank.repeat(more)));
        }
    }
    let changed = out.iter().any(|line| matches!(line, Cow::Owned(_)));
    if changed { Cow::Owned(out.join("\n")) } else { Cow::Borrowed(text) }
}

/// How many cells a row of a table has.
fn cells_in(line: &str) -> usize {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let pipes = line
        .match_indices('|')
        .filter(|(at, _)| !line.get(..*at).is_some_and(|before| before.ends_with('\\')));
    let ends = usize::from(line.ends_with('|') && !line.ends_with("\\|"));
    pipes.count() + 1 - ends
}

/// The text while it is read.
struct MarkdownText<'t> {
    /// Where the lines of the text end.
    ends: Vec<usize>,
    text: &'t str,
    blocks: Vec<Block>,
    /// The paragraphs of the open cell or block; the last one is not complete.
    open: Vec<Paragraph>,
    table: Option<OpenTable>,
    look: Run,
    lists: Vec<Option<u64>>,
    label: Option<Label>,
    html: String,
    cells: usize,
}

#[derive(Default)]
struct OpenTable {
    cells: Vec<Cell>,
    places: Places,
    rows: usize,
    columns: usize,
    aligns: Vec<Alignment>,
}

impl<'t> MarkdownText<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            ends: text.match_indices('\n').map(|(at, _)| at).collect(),
            text,
            blocks: Vec::new(),
            open: Vec::new(),
            table: None,
            look: Run::default(),
            lists: Vec::new(),
            label: None,
            html: String::new(),
            cells: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, range: &Range<usize>) -> Result<(), Bound> {
        match event {
            Event::Start(tag) => self.start(&tag, range)?,
            Event::End(tag) => self.end(tag, range)?,
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        self.next_line(range.start + index);
                    }
                    self.write(line, range.start);
                }
            }
            Event::SoftBreak | Event::HardBreak => self.next_line(range.end),
            Event::InlineHtml(tag) => self.inline_tag(&tag, range),
            Event::Html(text) => self.html.push_str(&text),
            Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) -> Result<(), Bound> {
        match tag {
            Tag::Table(aligns) => {
                self.end_paragraph()?;
                self.table = Some(OpenTable { aligns: aligns.clone(), ..OpenTable::default() });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    (table.rows, table.columns) = (table.rows + 1, 0);
                }
            }
            Tag::TableCell => self.begin_line(range.start),
            Tag::Strong => self.look.bold = true,
            Tag::Emphasis => self.look.italic = true,
            Tag::Strikethrough => self.strike(true, range),
            Tag::List(start) => {
                self.end_paragraph()?;
                self.lists.push(*start);
            }
            Tag::Item => {
                self.end_paragraph()?;
                self.label = self.item();
            }
            Tag::HtmlBlock => self.html.clear(),
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) => self.end_paragraph()?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) -> Result<(), Bound> {
        match tag {
            TagEnd::Table => self.end_table()?,
            TagEnd::TableCell => self.end_cell(range)?,
            TagEnd::Strong => self.look.bold = false,
            TagEnd::Emphasis => self.look.italic = false,
            TagEnd::Strikethrough => self.strike(false, range),
            TagEnd::List(_) => {
                self.end_paragraph()?;
                self.lists.pop();
            }
            TagEnd::HtmlBlock => {
                let mut blocks = html::blocks(&self.html)?;
                let line = self.line(range.start);
                for block in &mut blocks {
                    if let Block::Paragraph(paragraph) = block {
                        paragraph.place.line.get_or_insert(line);
                    }
                }
                self.blocks.extend(blocks);
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Item => {
                self.end_paragraph()?
            }
            _ => {}
        }
        Ok(())
    }

    /// Begins or ends struck text. A single `~` is only a character: «~5».
    fn strike(&mut self, begins: bool, range: &Range<usize>) {
        if self.text.get(range.clone()).is_some_and(|text| text.starts_with("~~")) {
            self.look.effect = if begins { Effect::Struck } else { Effect::Plain };
        } else {
            self.write("~", range.start);
        }
    }

    /// The label of the next item of the innermost list.
    fn item(&mut self) -> Option<Label> {
        let level = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let (text, bullet) = match self.lists.last_mut()? {
            None => ("-".to_owned(), true),
            Some(number) => {
                let text = format!("{number}.");
                *number = number.saturating_add(1);
                (text, false)
            }
        };
        Some(Label { text, bullet, level, gap: true })
    }

    /// HTML tags that cells use where Markdown has no equivalent.
    fn inline_tag(&mut self, tag: &str, range: &Range<usize>) {
        let name: String = tag.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        let begins = !tag.starts_with("</");
        match name.to_ascii_lowercase().as_str() {
            "br" => self.next_line(range.end),
            "b" | "strong" => self.look.bold = begins,
            "i" | "em" => self.look.italic = begins,
            "u" => self.look.underline = begins,
            "ins" => {
                self.look.underline = begins;
                self.effect(Effect::Inserted, begins);
            }
            "s" | "strike" | "del" => self.effect(Effect::Struck, begins),
            "sup" => self.effect(Effect::Raised, begins),
            "sub" => self.effect(Effect::Lowered, begins),
            _ => {}
        }
    }

    fn effect(&mut self, effect: Effect, begins: bool) {
        self.look.effect = if begins { effect } else { Effect::Plain };
    }

    fn write(&mut self, text: &str, at: usize) {
        if self.open.is_empty() {
            self.begin_line(at);
        }
        let run = Run { text: text.to_owned(), ..self.look.clone() };
        let Some(paragraph) = self.open.last_mut() else { return };
        match paragraph.runs.last_mut() {
            Some(last) if last.looks_like(&run) => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => paragraph.runs.push(run),
        }
    }

    fn begin_line(&mut self, at: usize) {
        let mut paragraph = Paragraph { label: self.label.take().map(Box::new), ..Paragraph::default() };
        paragraph.place = Place::of_line(self.line(at));
        self.open.push(paragraph);
    }

    fn next_line(&mut self, at: usize) {
        if self.open.is_empty() {
            self.begin_line(at);
        }
        self.begin_line(at);
    }

    /// The number of the line with this byte.
    fn line(&self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        u32::try_from(self.ends.partition_point(|end| *end < at)).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn end_paragraph(&mut self) -> Result<(), Bound> {
        let open = std::mem::take(&mut self.open).into_iter().map(trimmed);
        self.blocks.extend(open.filter(|paragraph| !paragraph.is_blank()).map(Block::Paragraph));
        Bound::Lines.check(self.blocks.len())
    }

    fn end_cell(&mut self, range: &Range<usize>) -> Result<(), Bound> {
        let line = self.line(range.start);
        let lines = std::mem::take(&mut self.open);
        let Some(table) = &mut self.table else { return Ok(()) };
        let (row, col) = (table.rows.saturating_sub(1), table.columns);
        let text: String = lines.iter().map(Paragraph::text).collect();
        table.places.add(row, col, &text);
        table.columns += 1;
        Bound::Columns.check(table.columns)?;
        Bound::Rows.check(table.rows)?;
        let align = table.aligns.get(col).copied().and_then(aligned);
        let mut cell = Cell::new(row, col);
        cell.blocks = lines
            .into_iter()
            .map(trimmed)
            .map(|mut paragraph| {
                (paragraph.align, paragraph.place) = (align, Place::of_line(line));
                Block::Paragraph(paragraph)
            })
            .collect();
        if !cell.is_blank() {
            self.cells += 1;
            Bound::Cells.check(self.cells)?;
            table.cells.push(cell);
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Bound> {
        let Some(mut table) = self.table.take() else { return Ok(()) };
        table.places.merge(&mut table.cells);
        let mut table = Table::new(table.rows, table.aligns.len(), table.cells)?;
        table.header_rows = 1;
        self.blocks.push(table.into());
        Ok(())
    }
}

/// A paragraph without spaces at its ends.
fn trimmed(mut paragraph: Paragraph) -> Paragraph {
    if let Some(first) = paragraph.runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = paragraph.runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    paragraph.runs.retain(|run| !run.text.is_empty());
    paragraph
}

fn aligned(alignment: Alignment) -> Option<Align> {
    match alignment {
        Alignment::None => None,
        Alignment::Left => Some(Align::Left),
        Alignment::Center => Some(Align::Center),
        Alignment::Right => Some(Align::Right),
    }
}
