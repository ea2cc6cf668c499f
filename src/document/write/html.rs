//! The HTML writer: one page in one file that fetches and runs nothing.
//!
//! `maud` escapes every text. The header rows are in `thead`, which browsers repeat on each printed page.

use std::fmt::Write as _;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::grid::{self, GridPiece};
use super::{WriteError, runs};
use crate::document::{Align, Block, Cell, Document, PageSetup, Paragraph, Run, Table};
use crate::text::safe::harmless;

/// The document as a page.
///
/// # Errors
/// [`WriteError::Overlap`], [`WriteError::TooBig`].
pub(super) fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    let body = blocks(&document.blocks, document.page.text_width(), 0)?;
    let page = html! {
        (DOCTYPE)
        html lang="uk" {
            head {
                meta charset="utf-8";
                // A second protection besides escaping: the browser runs and fetches nothing.
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (harmless(&document.title)) }
                style { (PreEscaped(style(&document.page))) }
            }
            body { (body) }
        }
    };
    Ok(page.into_string().into_bytes())
}

fn style(page: &PageSetup) -> String {
    let PageSetup { width, height, top, right, bottom, left, .. } = page;
    let [width, height, top, right, bottom, left] = [width, height, top, right, bottom, left].map(|l| mm(*l));
    let numbers = if page.numbers {
        "@page{@top-center{content:counter(page)}}@page:first{@top-center{content:none}}"
    } else {
        ""
    };
    format!(
        "@page{{size:{width} {height};margin:{top} {right} {bottom} {left}}}{numbers}\
         body{{font:{}pt \"Times New Roman\",Tinos,\"Liberation Serif\",serif;margin:0 auto;max-width:{}}}\
         p{{margin:0;white-space:pre-wrap;tab-size:4}}p:empty::before{{content:\"\\a0\"}}\
         table{{border-collapse:collapse;table-layout:fixed}}\
         td,th{{border:1px solid #000;padding:0 1.4mm;vertical-align:top;text-align:left;font-weight:normal;\
         overflow-wrap:break-word}}\
         .plain>*>tr>td,.plain>*>tr>th{{border:0}}.middle{{vertical-align:middle}}\
         .part{{display:inline-block;vertical-align:bottom}}thead{{display:table-header-group}}\
         @media screen{{body{{padding:1rem}}}}",
        points(page.size),
        mm(page.text_width()),
    )
}

/// A length as CSS has it.
fn mm(twips: u32) -> String {
    let hundredths = u64::from(twips) * 2540 / 1440;
    format!("{}.{:02}mm", hundredths / 100, hundredths % 100)
}

fn points(half_points: u16) -> String {
    format!("{}{}", half_points / 2, if half_points % 2 == 1 { ".5" } else { "" })
}

fn blocks(blocks: &[Block], width: u32, depth: usize) -> Result<Markup, WriteError> {
    grid::check_depth(depth)?;
    let mut all = String::new();
    for block in blocks {
        let one = match block {
            Block::Paragraph(one) => paragraph(one),
            Block::Table(table) => self::table(table, width, depth)?,
        };
        all.push_str(&one.into_string());
    }
    Ok(PreEscaped(all))
}

fn paragraph(paragraph: &Paragraph) -> Markup {
    let style = look(paragraph);
    let runs = runs::printed(paragraph);
    html! {
        p style=[style] {
            @if paragraph.look.tabs.is_empty() { @for run in &runs { (self::run(run)) } }
            @else { (parts(&runs, &paragraph.look.tabs)) }
        }
    }
}

/// The text between tabulators, each part as wide as the tabulators define.
fn parts(runs: &[Run], tabs: &[u32]) -> Markup {
    let mut parts: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        for (at, text) in run.text.split('\t').enumerate() {
            if at > 0 {
                parts.push(Vec::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    let last = parts.len() - 1;
    let from = |at: usize| at.checked_sub(1).and_then(|at| tabs.get(at)).copied().unwrap_or(0);
    html! {
        @for (at, part) in parts.iter().enumerate() {
            @let width = tabs.get(at).filter(|_| at < last).map(|tab| tab.saturating_sub(from(at)));
            // The gap is for readers that ignore styles.
            @if let Some(width) = width {
                span class="part" style={ "width:" (mm(width)) } { @for run in part { (self::run(run)) } " " }
            } @else {
                @for run in part { (self::run(run)) }
                @if at < last { "\t" }
            }
        }
    }
}

fn run(run: &Run) -> Markup {
    let mut lines = run.text.split('\n');
    let first = lines.next().unwrap_or_default();
    let mut text = html! { (first) @for line in lines { br; (line) } };
    if run.underline {
        text = html! { u { (text) } };
    }
    if run.italic {
        text = html! { i { (text) } };
    }
    if run.bold {
        text = html! { b { (text) } };
    }
    text
}

/// How a paragraph is set, where it is set at all.
fn look(paragraph: &Paragraph) -> Option<String> {
    let look = &paragraph.look;
    let mut style = String::new();
    let mut set = |name: &str, value: String| {
        // Writing into a string does not fail.
        let _ = write!(style, "{name}:{value};");
    };
    if let Some(align) = paragraph.align {
        let word = match align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
            Align::Justify => "justify",
        };
        set("text-align", word.to_owned());
    }
    if let Some(size) = look.size {
        set("font-size", format!("{}pt", points(size)));
    }
    let lengths = [("margin-left", look.indent), ("margin-top", look.before), ("margin-bottom", look.after)];
    for (name, length) in lengths.into_iter().filter(|(_, length)| *length > 0) {
        set(name, mm(length));
    }
    if look.new_page {
        set("break-before", "page".to_owned());
    }
    if look.keep_with_next {
        set("break-after", "avoid".to_owned());
    }
    (!style.is_empty()).then_some(style)
}

fn table(table: &Table, width: u32, depth: usize) -> Result<Markup, WriteError> {
    let widths = grid::widths(table, width);
    let whole = grid::span_width(&widths, 0, widths.len());
    let parted = heads(table);
    let rows = |from: usize, to: usize, tag: &str| -> Result<Markup, WriteError> {
        let mut all = String::new();
        for row in from..to {
            all.push_str(&self::row(table, row, tag, &widths, depth)?.into_string());
        }
        Ok(PreEscaped(all))
    };
    let (head, body) = (rows(0, parted, "th")?, rows(parted, table.rows(), "td")?);
    Ok(html! {
        table class=[table.unruled.then_some("plain")] style={ "width:" (mm(whole)) } {
            colgroup { @for width in &widths { col style={ "width:" (mm(*width)) }; } }
            @if parted > 0 { thead { (head) } }
            tbody { (body) }
        }
    })
}

/// The number of rows in `thead`. A cell cannot extend beyond it; where one would, there is no `thead`.
fn heads(table: &Table) -> usize {
    let rows = table.header_rows.min(table.rows());
    let reaches = |cell: &Cell| cell.row < rows && cell.row + cell.rowspan > rows;
    if table.cells().iter().any(reaches) { 0 } else { rows }
}

fn row(table: &Table, row: usize, tag: &str, widths: &[u32], depth: usize) -> Result<Markup, WriteError> {
    let mut cells = String::new();
    for slot in grid::row(table, row)? {
        let inside = match slot.piece {
            GridPiece::Begins(cell) => {
                blocks(&cell.blocks, grid::span_width(widths, slot.col, slot.span), depth + 1)?
            }
            GridPiece::Hole => html! {},
            GridPiece::Continues(_) => continue,
        };
        cells.push_str(&cell(slot.begins(), tag, inside).into_string());
    }
    let height = table.heights.get(row).filter(|height| **height > 0);
    Ok(html! {
        tr style=[height.map(|height| format!("height:{}", mm(*height)))] { (PreEscaped(cells)) }
    })
}

fn cell(cell: Option<&Cell>, tag: &str, inside: Markup) -> Markup {
    let more = |span: usize| Some(span).filter(|span| *span > 1);
    let (down, across) = cell.map_or((None, None), |cell| (more(cell.rowspan), more(cell.colspan)));
    let class = cell.filter(|cell| cell.look.middle).map(|_| "middle");
    html! {
        @if tag == "th" {
            th scope="col" class=[class] rowspan=[down] colspan=[across] { (inside) }
        } @else {
            td class=[class] rowspan=[down] colspan=[across] { (inside) }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::read;
    use crate::document::write::testing::{HOSTILE, any_table, report, seen, squeezed, steers};

    fn page(document: &Document) -> String {
        String::from_utf8(write(document).unwrap()).unwrap()
    }

    fn again(document: &Document) -> Document {
        read(&write(document).unwrap(), "звіт.html").unwrap()
    }

    #[test]
    fn a_report_comes_back_cell_by_cell() {
        let document = report();
        let back = again(&document);
        let (table, read) = (document.tables().next().unwrap(), back.tables().next().unwrap());
        assert_eq!((read.rows(), read.columns(), read.header_rows), (5, 6, 2));
        assert_eq!(seen(read), seen(table));
        let measure = read.cell_at(3, 2).unwrap().paragraphs().next().unwrap();
        assert!(measure.runs[0].bold && !measure.runs[1].bold);
        let lines: Vec<String> = back.paragraphs().map(|p| squeezed(&p.text())).collect();
        assert_eq!(lines, document.paragraphs().map(|p| squeezed(&p.text())).collect::<Vec<_>>());
        assert_eq!(back.paragraphs().nth(1).unwrap().align, Some(Align::Center));
    }

    #[test]
    fn the_page_prints_itself_and_fetches_nothing() {
        let text = page(&report());
        assert!(text.starts_with("<!DOCTYPE html><html lang=\"uk\"><head><meta charset=\"utf-8\">"));
        for said in ["@page{size:297.00mm 210.00mm", "<thead>", "counter(page)", "width:150.00mm"] {
            assert!(text.contains(said), "{said}");
        }
        for fetched in ["<script", "<link", "<img", "url(", "http://", "https://"] {
            assert!(!text.contains(fetched), "{fetched}");
        }
    }

    #[test]
    fn hostile_text_is_only_text() {
        let cells = HOSTILE.iter().enumerate().map(|(row, text)| Cell::new(row, 0).with_text(text));
        let table = Table::new(0, 0, cells.collect()).unwrap();
        let document = Document { title: HOSTILE.concat(), ..Document::new("", vec![table.into()]) };
        let text = page(&document);
        assert!(!steers(&text) && !text.contains("<script") && !text.contains("<b>"));
        let back = again(&document);
        for (row, text) in HOSTILE.iter().enumerate() {
            assert_eq!(squeezed(&back.table(1).unwrap().cell_at(row, 0).unwrap().text()), squeezed(text));
        }
    }

    #[test]
    fn a_header_that_reaches_into_the_body_is_no_thead() {
        let cells = vec![Cell::new(0, 0).spanning(2, 1).with_text("а"), Cell::new(0, 1).with_text("б")];
        let mut table = Table::new(2, 2, cells).unwrap();
        table.header_rows = 1;
        assert_eq!(heads(&table), 0);
        table.header_rows = 2;
        assert_eq!(heads(&table), 2);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_table_comes_back(table in any_table()) {
            let back = again(&Document::new("", vec![table.clone().into()]));
            let read = back.tables().next().map(seen).unwrap_or_default();
            prop_assert_eq!(read, seen(&table));
        }
    }
}
