//! The positions of texts on the pages, checked in the layout and not in a viewer.

use proptest::prelude::*;

use super::sheet::{PdfPage, PlacedText};
use super::*;
use crate::document::formatting::{mm, tenths_of_mm};
use crate::document::{Align, Block, Cell, CellLook, Label, PageSetup, Paragraph, ParagraphLook, Run, Table};

fn pages(document: &Document) -> Vec<PdfPage> {
    flow::lay_out(document, &geometry::PdfPaper::of(&document.page)).0
}

fn page() -> PageSetup {
    PageSetup { size: 20, ..PageSetup::default().landscape() }
}

fn document(blocks: Vec<Block>) -> Document {
    Document { page: page(), title: "Звіт".into(), ..Document::new("", blocks) }
}

fn line(text: &str) -> Paragraph {
    Paragraph::new(text)
}

fn kept(text: &str) -> Paragraph {
    let look = ParagraphLook { keep_with_next: true, ..ParagraphLook::default() };
    Paragraph { look: look.into(), ..Paragraph::new(text) }
}

/// The text of a page, with its pieces separated by bars.
fn text_of(sheet: &PdfPage) -> String {
    sheet.texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join("|")
}

fn find<'a>(sheet: &'a PdfPage, text: &str) -> &'a PlacedText {
    let found = sheet.texts.iter().find(|piece| piece.text == text);
    found.unwrap_or_else(|| panic!("no {text} in {}", text_of(sheet)))
}

fn numbered(name: &str, lines: usize) -> String {
    (1..=lines).map(|at| format!("{name}{at}")).collect::<Vec<_>>().join("\n")
}

fn table(rows: usize, columns: usize, cells: Vec<Cell>) -> Table {
    Table::new(rows, columns, cells).unwrap()
}

#[test]
fn the_header_stands_on_every_page_and_numbers_from_the_second() {
    let mut cells = vec![
        Cell::new(0, 0).spanning(2, 1).with_text("захід"),
        Cell::new(0, 1).spanning(1, 2).with_text("значення"),
        Cell::new(1, 1).with_text("план"),
        Cell::new(1, 2).with_text("факт"),
    ];
    cells.extend((2..120).map(|row| Cell::new(row, 0).with_text(&format!("рядок{row}"))));
    let mut report = table(0, 0, cells);
    (report.header_rows, report.heights) = (2, vec![mm(11), mm(14)]);
    let pages = pages(&document(vec![report.into()]));
    assert!(pages.len() > 2);
    for (at, sheet) in pages.iter().enumerate() {
        let text = text_of(sheet);
        assert!(text.contains("захід|значення|план|факт") || text.contains("значення|захід"), "{text}");
        assert_eq!(sheet.texts.first().map(|text| text.text.as_str()) == Some(&(at + 1).to_string()), at > 0);
        // The least heights of the header, with the first row of the body below.
        let header = tenths_of_mm(250) as f32 / 20.0;
        let first = sheet.texts.iter().find(|text| text.text.starts_with("рядок")).unwrap();
        assert!(first.y > 42.0 + header && first.y < 42.0 + header + 20.0, "{first:?}");
    }
}

#[test]
fn a_row_breaks_between_lines_and_its_short_cells_stand_in_the_first_part() {
    let middle = Cell { look: CellLook { middle: true }, ..Cell::new(1, 1).with_text("факт") };
    let cells = vec![
        Cell::new(0, 0).with_text(&numbered("а", 20)),
        Cell::new(1, 0).with_text(&numbered("б", 150)),
        middle,
    ];
    let pages = pages(&document(vec![table(0, 0, cells).into()]));
    assert_eq!(pages.len(), 4);
    let fact = find(&pages[0], "факт");
    assert!((fact.y - find(&pages[0], "б1").y).abs() < 0.01, "a broken row has its short cells at the top");
    let all: Vec<&str> = pages.iter().flat_map(|sheet| &sheet.texts).map(|text| text.text.as_str()).collect();
    let lines = all.iter().filter(|text| text.starts_with('б')).copied().collect::<Vec<_>>();
    assert_eq!(lines.join("\n"), numbered("б", 150));
}

#[test]
fn a_short_cell_stands_in_the_middle_of_a_whole_row() {
    let middle = Cell { look: CellLook { middle: true }, ..Cell::new(0, 1).with_text("факт") };
    let cells = vec![Cell::new(0, 0).with_text(&numbered("а", 21)), middle];
    let pages = pages(&document(vec![table(0, 0, cells).into()]));
    assert!((find(&pages[0], "факт").y - find(&pages[0], "а11").y).abs() < 0.01);
}

#[test]
fn a_cell_over_several_rows_begins_at_its_top_and_its_last_row_makes_room() {
    let cells = vec![
        Cell::new(0, 0).spanning(2, 1).with_text(&numbered("завдання", 9)),
        Cell::new(0, 1).with_text("захід1"),
        Cell::new(1, 1).with_text("захід2"),
        Cell::new(2, 0).with_text("далі"),
    ];
    let pages = pages(&document(vec![table(0, 0, cells).into()]));
    let y = |text: &str| find(&pages[0], text).y;
    assert!((y("захід1") - y("завдання1")).abs() < 0.01);
    assert!((y("захід2") - y("завдання2")).abs() < 2.0);
    assert!(y("далі") - y("завдання9") > 10.0);
}

#[test]
fn a_goal_is_never_the_last_on_a_page_and_signatures_never_alone() {
    let goal = |row| Cell::new(row, 0).spanning(1, 2).with_block(kept("ціль"));
    for lines in 20..60 {
        let cells = vec![
            Cell::new(0, 0).with_text(&numbered("а", lines)),
            goal(1),
            Cell::new(2, 0).with_block(kept("захід")),
            Cell::new(2, 1).with_text(&numbered("подія", 30)),
        ];
        let blocks = vec![table(0, 0, cells).into(), kept("посада").into(), line("підпис").into()];
        let pages = pages(&document(blocks));
        let with = |text: &str| pages.iter().position(|sheet| sheet.texts.iter().any(|t| t.text == text));
        assert_eq!(with("ціль"), with("подія1"), "{lines}");
        assert_eq!(with("посада"), with("підпис"), "{lines}");
        assert_eq!(with("посада"), with("подія30"), "{lines}");
    }
}

#[test]
fn cells_that_overlap_are_printed_one_below_the_other() {
    let cells = vec![
        Cell::new(0, 0).spanning(2, 2).with_text("перша"),
        Cell::new(0, 1).with_text("друга"),
        Cell::new(1, 0).with_text("третя"),
    ];
    let pages = pages(&document(vec![table(0, 0, cells).into()]));
    let y = |text: &str| find(&pages[0], text).y;
    assert!(y("друга") - y("перша") > 10.0 && y("третя") - y("друга") > 10.0);
}

#[test]
fn a_new_page_begins_where_it_is_asked_for() {
    let look = ParagraphLook { new_page: true, ..ParagraphLook::default() };
    let second = Paragraph { look: look.into(), ..line("план") };
    assert_eq!(pages(&document(vec![second.clone().into()])).len(), 1);
    let pages = pages(&document(vec![line("розпорядження").into(), second.into()]));
    assert_eq!(pages.iter().map(text_of).collect::<Vec<_>>(), ["розпорядження", "2|план"]);
}

#[test]
fn an_indent_stands_as_it_is_asked_for_while_it_leaves_room() {
    let x = |indent| {
        let look = ParagraphLook { indent, ..ParagraphLook::default() };
        let pages = pages(&document(vec![Paragraph { look: look.into(), ..line("В.о. директора") }.into()]));
        pages[0].texts[0].x - mm(20) as f32 / 20.0
    };
    assert!((x(mm(165)) - mm(165) as f32 / 20.0).abs() < 0.01);
    assert!(x(u32::MAX) < mm(250) as f32 / 20.0);
}

#[test]
fn what_would_steer_a_viewer_is_seen_instead() {
    let pages = pages(&document(vec![line("а\u{1b}[31m\u{202e}б\u{feff}в\u{ffff}").into()]));
    assert_eq!(text_of(&pages[0]), "а\u{fffd}[31m\u{fffd}бв\u{fffd}");
}

#[test]
fn the_same_document_gives_the_same_archival_file() {
    let underlined = Run { underline: true, ..Run::plain("Дубоярське бюро ☐ 語") };
    let cells = vec![Cell::new(0, 0).with_block(Paragraph::of_runs(vec![underlined]))];
    let mut report = document(vec![line("Ґанок є, її № 5").into(), table(0, 0, cells).into()]);
    report.title = "назва ".repeat(9_000);
    let bytes = write(&report, None).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(bytes, write(&report, None).unwrap());
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("<pdfaid:part>2</pdfaid:part>") && holds("<pdfaid:conformance>A</pdfaid:conformance>"));
}

#[test]
fn an_empty_document_is_an_empty_page() {
    assert_eq!(pages(&Document::default()).len(), 1);
    assert_eq!(pages(&document(vec![table(20_000, 256, Vec::new()).into()])).len(), 1);
    assert!(write(&Document::default(), None).is_ok());
}

/// Texts with all characters that lines are broken at, and with characters that have no glyph.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[а-яіїєґ «»(),.0-9-]{0,60}",
        1 => "[a-zA-Zйї\t\n\u{ad}\u{200b}\u{a0}/–語́ ]{0,30}",
        1 => "[абв]{100,140}",
    ]
}

fn any_paragraph() -> impl Strategy<Value = Paragraph> {
    let length = || prop_oneof![Just(0), 0..2_000_u32, Just(u32::MAX)];
    let size = prop_oneof![Just(None), (0..60_u16).prop_map(Some), Just(Some(u16::MAX))];
    let look = (
        size,
        length(),
        (length(), length()),
        prop::collection::vec(length(), 0..3),
        any::<bool>(),
        prop::bool::weighted(0.1),
    );
    let align = prop_oneof![Just(None), Just(Some(Align::Center)), Just(Some(Align::Right))];
    (any_text(), any_text(), any::<bool>(), look, align).prop_map(|(first, second, bold, look, align)| {
        let (size, indent, (before, after), tabs, keep_with_next, new_page) = look;
        let look = ParagraphLook { size, indent, before, after, tabs, keep_with_next, new_page, heading: 0 };
        let runs = vec![Run { bold, ..Run::plain(first) }, Run { italic: true, ..Run::plain(second) }];
        let label = bold.then(|| Label { text: "1.2.".into(), bullet: false, level: 0, gap: true });
        Paragraph { look: look.into(), align, label: label.map(Box::new), ..Paragraph::of_runs(runs) }
    })
}

#[test]
fn the_structure_has_headings_tables_with_header_cells_and_bookmarks() {
    let headed = |level: u8, text: &str| {
        let look = ParagraphLook { heading: level, ..ParagraphLook::default() };
        Paragraph { look: look.into(), ..Paragraph::new(text) }
    };
    let cells = vec![
        Cell::new(0, 0).with_text("Захід"),
        Cell::new(0, 1).with_text("План"),
        Cell::new(1, 0).spanning(1, 2).with_block(headed(2, "I. Освіта")),
        Cell::new(2, 0).with_text("Лекції"),
        Cell::new(2, 1),
    ];
    let mut plan = table(0, 0, cells);
    plan.header_rows = 1;
    let blocks =
        vec![headed(1, "Звіт").into(), headed(1, "за 2025 рік").into(), plan.into(), line("кінець").into()];
    let made = jiff::civil::date(2026, 1, 9).at(10, 30, 0, 0);
    let text = inflated(&write(&document(blocks), Some(made)).unwrap());
    let count = |what: &str| text.matches(what).count();
    assert_eq!((count("/S/TH/"), count("/S/TD/"), count("/S/TR/")), (2, 3, 3), "{text}");
    // The lines of the title are one heading.
    assert_eq!((count("/S/H1"), count("/S/H2"), count("/Scope/Column")), (1, 1, 2), "{text}");
    for part in
        ["/Marked true", "/Lang(uk)", "/DisplayDocTitle true", "<pdfuaid:part>1<", "2026-01-09T10:30:00"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(count("/Dest[") + count("/Dest "), 2, "{text}");
}

/// The content of a file outside its pages, with the streams of its objects unpacked.
fn inflated(bytes: &[u8]) -> String {
    let find = |from: usize, what: &[u8]| {
        let found = bytes.get(from..)?.windows(what.len()).position(|window| window == what);
        found.map(|at| from + at)
    };
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    let mut from = 0;
    while let Some(begin) = find(from, b"stream\n") {
        let end = find(begin, b"endstream").unwrap_or(bytes.len());
        let mut unpacked = Vec::new();
        let mut stream = flate2::read::ZlibDecoder::new(&bytes[begin + 7..end]);
        if std::io::Read::read_to_end(&mut stream, &mut unpacked).is_ok() {
            text.push_str(&String::from_utf8_lossy(&unpacked));
        }
        from = end + 9;
    }
    text
}

fn any_table() -> impl Strategy<Value = Table> {
    let cell = (0..6_usize, 0..6_usize, 1..5_usize, 1..5_usize, any::<bool>());
    let cell = (cell, prop::collection::vec(any_paragraph(), 0..3)).prop_map(|(at, paragraphs)| {
        let (row, col, rowspan, colspan, middle) = at;
        let blocks = paragraphs.into_iter().map(Block::from).collect();
        Cell { blocks, look: CellLook { middle }, ..Cell::new(row, col).spanning(rowspan, colspan) }
    });
    let lengths = || prop::collection::vec(prop_oneof![Just(0), 0..9_000_u32, Just(u32::MAX)], 0..9);
    (prop::collection::vec(cell, 0..8), lengths(), lengths(), any::<bool>()).prop_map(
        |(cells, widths, heights, unruled)| {
            let mut table = table(0, 0, cells);
            (table.widths, table.heights, table.unruled) = (widths, heights, unruled);
            table
        },
    )
}

fn any_document() -> impl Strategy<Value = Document> {
    let inner = (any_table(), any_table()).prop_map(|(outer, inner)| {
        let mut cells = outer.cells().to_vec();
        if let Some(cell) = cells.first_mut() {
            cell.blocks.push(inner.into());
        }
        Block::from(table(0, 0, cells))
    });
    let block = prop_oneof![
        2 => any_paragraph().prop_map(Block::from),
        3 => any_table().prop_map(Block::from),
        1 => inner,
    ];
    let side = || prop_oneof![3 => 1_000..20_000_u32, 1 => Just(0), 1 => Just(u32::MAX)];
    let margins = prop::array::uniform4(prop_oneof![3 => 0..900_u32, 1 => Just(u32::MAX)]);
    (prop::collection::vec(block, 0..5), side(), side(), margins, any::<u16>()).prop_map(
        |(blocks, width, height, [top, right, bottom, left], size)| {
            let page = PageSetup { width, height, top, right, bottom, left, size, numbers: false };
            Document { page, ..Document::new("", blocks) }
        },
    )
}

/// Every letter that is printed, in the order of the alphabet.
fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<char> {
    let mut letters: Vec<char> = texts.flat_map(str::chars).collect();
    letters.retain(|c| !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}'));
    letters.sort_unstable();
    letters
}

fn texts_of(blocks: &[Block]) -> String {
    let texts = blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.labelled_text(),
        Block::Table(table) => table.cells().iter().map(|cell| texts_of(&cell.blocks)).collect(),
    });
    texts.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn every_letter_of_any_document_stands_once_on_a_page(mut document in any_document(), header in 0..3_usize) {
        let paper = geometry::PdfPaper::of(&document.page);
        let pages = pages(&document);
        let texts = pages.iter().flat_map(|sheet| &sheet.texts);
        prop_assert_eq!(letters(texts.clone().map(|text| text.text.as_str())), letters([texts_of(&document.blocks).as_str()].into_iter()));
        for text in texts {
            prop_assert!(text.y < paper.bottom + 0.1 && text.y > paper.top, "{:?} {:?}", text, paper);
            prop_assert!(text.x >= paper.left - 0.1, "{:?} {:?}", text, paper);
        }
        // Without headers, because repeated ones add text to the pages.
        for block in &mut document.blocks {
            if let Block::Table(table) = block {
                table.header_rows = header;
            }
        }
        prop_assert!(write(&document, None).is_ok());
    }
}
