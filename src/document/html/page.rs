//! Reads a page from its tags, one after another.

use super::super::error::Bound;
use super::super::style_look::StyleLook;
use super::super::{Block, Effect};
use super::control::{Choice, Equation};
use super::css::Classes;
use super::flow::Flow;
use super::look;
use super::table::OpenTable;

/// A page while it is read.
#[derive(Default)]
pub(super) struct HtmlPage {
    flow: Flow,
    tables: Vec<OpenTable>,
    /// The open tag whose text is not shown.
    skipped: Option<String>,
    classes: Classes,
    choice: Option<Choice>,
    equation: Option<Equation>,
    cells: usize,
    paragraphs: usize,
}

/// Elements whose text is not shown on the page.
const UNSEEN: [&str; 7] = ["title", "style", "script", "template", "noscript", "datalist", "svg"];
/// Elements that begin and end paragraphs.
const BLOCKS: [&str; 26] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "blockquote",
    "address",
    "article",
    "section",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "center",
    "caption",
    "dl",
    "dt",
    "dd",
    "form",
    "body",
    "figure",
];

impl HtmlPage {
    /// A tag begins.
    pub fn start(&mut self, tag: &str, attribute: &dyn Fn(&[u8]) -> Option<String>) -> Result<(), Bound> {
        if self.skipped.is_some() {
            return Ok(());
        }
        if let Some(equation) = &mut self.equation {
            equation.tag(tag, true);
            return Ok(());
        }
        match tag {
            _ if UNSEEN.contains(&tag) => self.skipped = Some(tag.to_owned()),
            "table" => {
                Bound::Depth.check(self.tables.len() + 1)?;
                let around = self.around();
                let around = self.inside(attribute, around);
                self.flow().end_paragraph();
                self.tables.push(OpenTable::inside(around));
            }
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" => return self.start_in_table(tag, attribute),
            "br" => self.flow().line_break(),
            "ul" | "ol" | "menu" => {
                let start = attribute(b"start").and_then(|start| start.parse().ok());
                self.flow().begin_list(tag == "ol", start);
            }
            "li" => self.flow().begin_item(),
            "pre" => self.flow().keep(true),
            "math" => self.equation = Some(Equation::default()),
            "select" => self.choice = Some(Choice::default()),
            "option" => {
                let chosen = attribute(b"selected").is_some();
                self.choice.iter_mut().for_each(|choice| choice.entry(chosen));
            }
            "input" => self.field(attribute),
            _ if BLOCKS.contains(&tag) => return self.start_block(tag, attribute),
            _ => self.styled(tag, attribute),
        }
        Ok(())
    }

    /// The look around the text: that of the innermost open cell, else that of the page.
    fn around(&mut self) -> StyleLook {
        let white_is_seen = self.classes.grounds.then_some(true);
        let around = self.flow().around();
        StyleLook { coloured_ground: around.coloured_ground.or(white_is_seen), ..around }
    }

    /// The look around the text inside a tag.
    fn inside(&self, attribute: &dyn Fn(&[u8]) -> Option<String>, around: StyleLook) -> StyleLook {
        let look = self.classes.style(attribute).and_then(|style| look::of_style(&style));
        look.map_or(around, |look| look.of_container().over(around))
    }

    /// A tag that may change how text looks.
    fn styled(&mut self, tag: &str, attribute: &dyn Fn(&[u8]) -> Option<String>) {
        // Tags that must be closed. The style of any other tag might never end.
        const ENDED: [&str; 12] =
            ["span", "font", "a", "b", "i", "u", "em", "strong", "small", "big", "label", "code"];
        let style = self.classes.style(attribute).filter(|_| ENDED.contains(&tag));
        self.flow().begin(tag, style.as_deref());
    }

    /// A form field: the text that is typed into it, or whether it is ticked.
    fn field(&mut self, attribute: &dyn Fn(&[u8]) -> Option<String>) {
        let kind = attribute(b"type").unwrap_or_default();
        match kind.as_str() {
            "checkbox" | "radio" => {
                let sign = if attribute(b"checked").is_some() { "☒" } else { "☐" };
                self.flow().add(sign, Effect::Chosen);
            }
            "" | "text" | "number" | "date" => {
                let text = attribute(b"value").unwrap_or_default();
                self.flow().add(&text, Effect::Plain);
            }
            _ => {}
        }
    }

    fn start_block(&mut self, tag: &str, attribute: &dyn Fn(&[u8]) -> Option<String>) -> Result<(), Bound> {
        self.paragraphs += 1;
        Bound::Lines.check(self.paragraphs)?;
        let styled = attribute(b"style").and_then(|style| {
            let (_, after) = style.split_once("text-align")?;
            let value = after.trim_start_matches([' ', ':']);
            Some(value.split([';', ' ']).next().unwrap_or(value).to_owned())
        });
        let align =
            styled.or_else(|| attribute(b"align")).or_else(|| (tag == "center").then(|| tag.to_owned()));
        let style = self.classes.style(attribute);
        self.flow().begin_paragraph(align.as_deref());
        if tag == "body" {
            let around = self.around();
            let around = self.inside(attribute, around);
            self.flow().put_inside(around);
        }
        match (tag, style) {
            // It may never be closed, and ends with its text.
            ("p", Some(style)) => self.flow().style_paragraph(&style),
            ("p" | "hr" | "dt" | "dd" | "body", _) => {}
            (_, style) => self.flow().begin(tag, style.as_deref()),
        }
        Ok(())
    }

    fn start_in_table(
        &mut self,
        tag: &str,
        attribute: &dyn Fn(&[u8]) -> Option<String>,
    ) -> Result<(), Bound> {
        let style = self.classes.style(attribute);
        let look = style.as_deref().and_then(look::of_style);
        let Some(table) = self.tables.last_mut() else {
            // A row without a table is only a line.
            self.flow.end_paragraph();
            return Ok(());
        };
        match tag {
            "tr" => table.begin_row(look.unwrap_or_default()),
            "td" | "th" => {
                self.cells += 1;
                Bound::Cells.check(self.cells)?;
                table.begin_cell(attribute(b"rowspan").as_deref(), attribute(b"colspan").as_deref())?;
                if let Some((style, flow)) = style.zip(table.flow()) {
                    flow.begin(tag, Some(&style));
                }
                Ok(())
            }
            group => {
                table.head(group == "thead");
                table.begin_group(look.unwrap_or_default());
                Ok(())
            }
        }
    }

    /// A tag ends.
    pub fn end(&mut self, tag: &str) -> Result<(), Bound> {
        if let Some(skipped) = &self.skipped {
            if skipped == tag {
                self.skipped = None;
            }
            return Ok(());
        }
        if let Some(equation) = &mut self.equation {
            if tag != "math" {
                equation.tag(tag, false);
            } else if let Some(equation) = self.equation.take() {
                self.flow().add(&equation.in_line(), Effect::Equation);
            }
            return Ok(());
        }
        match tag {
            "select" => {
                if let Some(choice) = self.choice.take() {
                    self.flow().add(choice.shown(), Effect::Chosen);
                }
            }
            "table" => return self.end_table(),
            "tr" => self.in_table(OpenTable::end_row),
            "td" | "th" => self.in_table(OpenTable::end_cell),
            "thead" | "tbody" | "tfoot" => self.in_table(|table| table.head(false)),
            "ul" | "ol" | "menu" => self.flow().end_list(),
            "li" => self.flow().end_paragraph(),
            "pre" => self.flow().keep(false),
            // Browsers treat this as a line break too.
            "br" => self.flow().line_break(),
            _ if BLOCKS.contains(&tag) => {
                self.flow().begin_paragraph(None);
                self.flow().end(tag);
            }
            _ => self.flow().end(tag),
        }
        Ok(())
    }

    fn in_table(&mut self, act: impl FnOnce(&mut OpenTable)) {
        if let Some(table) = self.tables.last_mut() {
            act(table);
        }
    }

    fn end_table(&mut self) -> Result<(), Bound> {
        let Some(table) = self.tables.pop() else { return Ok(()) };
        if let Some(table) = table.finish()? {
            self.flow().push(table.into());
        }
        Ok(())
    }

    /// Text between tags.
    pub fn text(&mut self, text: &str) {
        match (&self.skipped, &mut self.choice, &mut self.equation) {
            (Some(skipped), ..) if skipped == "style" => self.classes.add(text),
            (Some(_), ..) => {}
            (_, Some(choice), _) => choice.text(text),
            (_, _, Some(equation)) => equation.text(text),
            _ => self.flow().text(text),
        }
    }

    /// Where text is added: the innermost open cell, else the page.
    fn flow(&mut self) -> &mut Flow {
        let inner = self.tables.iter_mut().rev().find_map(OpenTable::flow);
        inner.unwrap_or(&mut self.flow)
    }

    /// The blocks of the page; everything that is still open ends here.
    pub fn finish(mut self) -> Result<Vec<Block>, Bound> {
        if let Some(equation) = self.equation.take() {
            self.flow().add(&equation.in_line(), Effect::Equation);
        }
        while !self.tables.is_empty() {
            self.end_table()?;
        }
        Ok(self.flow.finish())
    }
}
