//! What the targets share: archives and documents made of the fuzzer's bytes.

use std::io::{Cursor, Write};

use arbitrary::{Result, Unstructured};
use kvartal::document::formatting::mm;
use kvartal::document::{
    Align, Block, Cell, CellLook, Document, Label, PageSetup, Paragraph, ParagraphLook, Run, Table,
};
use kvartal::form::built_in;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A panic that the program itself catches is no crash; one that it does not catch still ends the target.
pub fn quiet() {
    drop(std::panic::take_hook());
}

/// An archive of the parts that the bytes list: name, NUL, content, NUL, name and so on. Changing bytes of an
/// archive itself would hardly ever get past its checksums.
pub fn package(data: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let parts: Vec<&[u8]> = data.split(|byte| *byte == 0).collect();
    for part in parts.chunks(2) {
        let [name, content] = part else { break };
        if writer.start_file(String::from_utf8_lossy(name), options).is_ok() {
            let _ = writer.write_all(content);
        }
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// What official documents are made of; the fuzzer joins it.
const PHRASES: &[&str] = &[
    "Ціль 1. Підвищення обізнаності",
    "1. Розвиток мережі",
    "II. Доступ до послуг",
    "Піль 2",
    "Завдання 1.1",
    "Завдання 3.2:",
    "1.1.1",
    "1.1.1.",
    "Захід 1.1.1.1 Проведення семінарів",
    "Захід 1.2.1.",
    "1.3.15",
    "2.1.",
    "Мета та основний результат",
    "кількість заходів",
    "Кількість заходів, за потреби",
    "Kількість осіб",
    "1",
    "0",
    "3 3 3",
    "25/250",
    "12,5",
    "92 %",
    "1 000",
    "до 92 відсотків",
    "За потреби",
    "Постійно",
    "при наявності коштів",
    "- 08.11.2023 семінар",
    "- 31.10.2023, 24.11.2023 с. Вербове",
    "26.12.23 зустріч",
    "Вербодільське БПД:",
    "Дубоярська громада",
    "Сектор Вербодільське бюро відділу правової допомоги",
    "ГО «Криниця» (за згодою)",
    "департаменти адміністрації: освіти, культури;",
    ",",
    ";",
    "\n",
    "\t",
    " ",
    "Липень",
    "Липень Серпень",
    "Протягом кварталу",
    "до 31.12.2021",
    "січень– грудень 2021 року",
    "2017-2020",
    "грудень 2021 року",
    "ЗАТВЕРДЖЕНО",
    "Директор",
    "____________ Верба О.І.",
    "«01» січня 2024 року",
    "(підпис)",
    "Ознайомлений:",
    "Звіт по виконанню плану заходів",
    "Квартальний план заходів",
    "за IV квартал 2023 року",
    "на І квартал 2022 року",
    "Вербодільського центру",
    "РЕГІОНАЛЬНИЙ ПЛАН ЗАХОДІВ",
    "на 2021 рік",
    "№ 852",
    "=1+1",
    "\u{202e}",
    "\u{1b}[31m",
    "\u{ad}",
    "\u{301}",
    "語",
    "",
];

/// A document of these bytes: paragraphs, and tables that often have the header of a form.
pub fn document(u: &mut Unstructured<'_>) -> Result<Document> {
    let count = u.int_in_range(0..=6)?;
    let mut blocks = Vec::new();
    for _ in 0..count {
        blocks.push(if u.ratio(1, 2)? { table(u, 2)?.into() } else { Block::from(paragraph(u)?) });
    }
    let mut document = Document::new("план.docx", blocks);
    document.page = page(u)?;
    document.title = text(u)?;
    if u.ratio(1, 8)? {
        document.sheets.push(table(u, 0)?);
    }
    Ok(document)
}

fn page(u: &mut Unstructured<'_>) -> Result<PageSetup> {
    if u.ratio(3, 4)? {
        return Ok(PageSetup::default());
    }
    Ok(PageSetup {
        width: length(u)?,
        height: length(u)?,
        top: length(u)?,
        right: length(u)?,
        bottom: length(u)?,
        left: length(u)?,
        size: u.arbitrary()?,
        numbers: u.arbitrary()?,
    })
}

fn length(u: &mut Unstructured<'_>) -> Result<u32> {
    Ok(match u.int_in_range(0..=3)? {
        0 => 0,
        1 => u.arbitrary()?,
        _ => mm(u.int_in_range(0..=300)?),
    })
}

fn text(u: &mut Unstructured<'_>) -> Result<String> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=4)? {
        if u.ratio(1, 8)? {
            text.push_str(u.arbitrary()?);
        } else {
            text.push_str(u.choose(PHRASES)?);
        }
        if u.ratio(1, 2)? {
            text.push(' ');
        }
    }
    Ok(text)
}

fn paragraph(u: &mut Unstructured<'_>) -> Result<Paragraph> {
    let mut runs = Vec::new();
    for _ in 0..u.int_in_range(0..=3)? {
        let [bold, italic, underline, ..] = u.arbitrary::<[bool; 4]>()?;
        runs.push(Run { text: text(u)?, bold, italic, underline, ..Run::default() });
    }
    let mut paragraph = Paragraph::of_runs(runs);
    if u.ratio(1, 8)? {
        let (bullet, level, gap) = u.arbitrary()?;
        paragraph.label = Some(Box::new(Label { text: text(u)?, bullet, level, gap }));
    }
    paragraph.align = *u.choose(&[None, Some(Align::Center), Some(Align::Right), Some(Align::Justify)])?;
    if u.ratio(1, 8)? {
        paragraph.look = ParagraphLook {
            heading: u.int_in_range(0..=7)?,
            size: u.arbitrary()?,
            indent: length(u)?,
            before: length(u)?,
            after: length(u)?,
            tabs: vec![length(u)?, length(u)?],
            keep_with_next: u.arbitrary()?,
            new_page: u.arbitrary()?,
        }
        .into();
    }
    Ok(paragraph)
}

fn table(u: &mut Unstructured<'_>, depth: usize) -> Result<Table> {
    let mut cells = Vec::new();
    let forms = built_in();
    let mut columns = u.int_in_range(1..=8)?;
    let mut first = 0;
    if u.ratio(3, 4)? {
        // Most tables begin as those of a form do.
        let form = u.choose(&forms)?;
        columns = form.columns.len();
        for (col, column) in form.columns.iter().enumerate() {
            if u.ratio(15, 16)? {
                cells.push(Cell::new(0, col).with_text(u.choose(&column.headers)?));
            }
        }
        first = 1;
    }
    // Cells that lie on those of a row above stand in no file, but may in memory.
    let overlap = u.ratio(1, 8)?;
    let mut taken = vec![0; columns];
    for row in first..first + u.int_in_range(0..=10_usize)? {
        let mut col = 0;
        while col < columns {
            if !overlap && taken[col] > row {
                col += 1;
                continue;
            }
            let cell = Cell { look: CellLook { middle: u.arbitrary()? }, ..Cell::new(row, col) };
            let wide = if u.ratio(1, 8)? { u.int_in_range(1..=columns)? } else { 1 };
            let high = if u.ratio(1, 8)? { u.int_in_range(1..=5)? } else { 1 };
            let free = taken[col..].iter().take_while(|end| overlap || **end <= row).count();
            let wide = wide.min(free);
            taken[col..col + wide].fill(row + high);
            col += wide;
            let mut cell = cell.spanning(high, wide);
            for _ in 0..u.int_in_range(0..=2)? {
                cell = if depth > 0 && u.ratio(1, 32)? {
                    cell.with_block(table(u, depth - 1)?)
                } else {
                    cell.with_block(paragraph(u)?)
                };
            }
            if u.ratio(7, 8)? {
                cells.push(cell);
            }
        }
    }
    let mut table = Table::new(0, 0, cells).map_err(|_| arbitrary::Error::IncorrectFormat)?;
    table.header_rows = u.int_in_range(0..=3)?;
    table.unruled = u.arbitrary()?;
    if u.ratio(1, 4)? {
        table.widths = (0..table.columns()).map(|_| length(u)).collect::<Result<_>>()?;
        table.heights = vec![length(u)?, length(u)?];
    }
    Ok(table)
}
