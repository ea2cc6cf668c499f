//! Sheets of small workbooks.

mod pieces;
mod unseen;

use jiff::civil::date;
use rust_decimal::Decimal;

use super::super::testing::archive;
use super::super::{
    Align, Aside, AsideOf, Block, Bound, Cell, CellValue, Document, FileKind, ReadError, Table, kind_of, read,
};

const MAIN: &str = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
     xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES: &str = "<numFmts><numFmt numFmtId='164' formatCode='0.00'/><numFmt numFmtId='165' formatCode='#,##0'/></numFmts>\
     <fonts><font/><font><b/></font></fonts><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='9'/>\
     <xf numFmtId='14'/><xf numFmtId='0' fontId='1'><alignment horizontal='center'/></xf></cellXfs>";

/// A workbook of these sheets, each with its attributes.
fn workbook(sheets: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = vec![("xl/styles.xml".to_owned(), format!("<styleSheet {MAIN}>{STYLES}</styleSheet>"))];
    let (mut list, mut relations) = (String::new(), String::new());
    for (number, (attributes, inside)) in sheets.iter().enumerate() {
        list += &format!("<sheet {attributes} sheetId='{number}' r:id='r{number}'/>");
        relations += &format!(
            "<Relationship Id='r{number}' Type='{TYPES}/worksheet' Target='worksheets/s{number}.xml'/>"
        );
        parts.push((
            format!("xl/worksheets/s{number}.xml"),
            format!("<worksheet {MAIN}>{inside}</worksheet>"),
        ));
    }
    parts.push(("xl/workbook.xml".into(), format!("<workbook {MAIN}><sheets>{list}</sheets></workbook>")));
    parts.push(("xl/_rels/workbook.xml.rels".into(), format!("<Relationships>{relations}</Relationships>")));
    let main = format!(
        "<Relationships><Relationship Id='m' Type='{TYPES}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
    );
    parts.push(("_rels/.rels".into(), main));
    let mut entries: Vec<(&str, &str)> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    entries.extend(more);
    archive(&entries)
}

fn try_sheet(inside: &str) -> Result<Document, ReadError> {
    read(&workbook(&[("name='План'", inside)], &[]), "план.xlsx")
}

fn sheet(rows: &str) -> Table {
    try_sheet(&format!("<sheetData>{rows}</sheetData>")).unwrap().table(1).unwrap().clone()
}

fn bound(inside: &str) -> Bound {
    match try_sheet(inside) {
        Err(ReadError::TooBig { bound, .. }) => bound,
        other => panic!("{other:?}"),
    }
}

/// Every cell as `row,col rowspan x colspan text`.
fn grid(table: &Table) -> Vec<String> {
    let cells = table.cells().iter();
    cells.map(|c| format!("{},{} {}x{} {}", c.row, c.col, c.rowspan, c.colspan, c.text())).collect()
}

fn number(text: &str) -> Option<CellValue> {
    Some(CellValue::Number(text.parse::<Decimal>().unwrap()))
}

#[test]
fn cells_show_what_a_person_sees_and_keep_their_values() {
    let table = sheet(
        "<row r='3'><c r='B3' s='1'><v>1.1</v></c><c r='C3' s='2'><v>1250</v></c><c r='D3' s='3'><v>0.75</v></c>\
         <c r='E3' s='4'><v>43160</v></c><c r='F3'><v>0.30000000000000004</v></c><c r='G3' t='b'><v>1</v></c>\
         <c r='H3' t='e'><v>#REF!</v></c></row><row r='4'><c r='A4' t='inlineStr'><is><r><t xml:space='preserve'>Перший </t></r><r><t>ряд\nі другий</t></r></is></c>\
         <c r='B4'><f>SUM(B3:B3)</f></c><c r='C4'><f>1+1</f><v>2</v></c><c r='D4' s='5' t='str'><v> </v></c></row>",
    );
    let texts: Vec<String> = table.cells().iter().map(Cell::text).collect();
    assert_eq!(
        texts,
        [
            "1.10",
            "1\u{A0}250",
            "75%",
            "01.03.2018",
            "0.3",
            "ІСТИНА",
            "#REF!",
            "Перший ряд\nі другий",
            "=SUM(B3:B3)",
            "2"
        ]
    );
    let values: Vec<_> = table.cells().iter().map(|cell| cell.value.clone()).collect();
    let percent = Some(CellValue::Percent("0.75".parse().unwrap()));
    let formula = Some(CellValue::Formula("=SUM(B3:B3)".into()));
    let day = Some(CellValue::Date(date(2018, 3, 1)));
    let expected = [
        number("1.1"),
        number("1250"),
        percent,
        day,
        number("0.3"),
        Some(CellValue::Logical(true)),
        None,
        None,
        formula,
        number("2"),
    ];
    assert_eq!(values, expected);
    assert_eq!((table.rows(), table.columns(), table.name.as_deref()), (4, 8, Some("План")));
}

#[test]
fn the_look_is_that_of_the_cell() {
    let table = sheet("<row><c s='5' t='inlineStr'><is><t>Ціль</t></is></c></row>");
    let Block::Paragraph(paragraph) = &table.cells()[0].blocks[0] else { panic!("a table") };
    assert_eq!((paragraph.is_bold(), paragraph.align), (true, Some(Align::Center)));
}

#[test]
fn merged_regions_are_spans() {
    let cell = |at: &str| format!("<c r='{at}' t='inlineStr'><is><t>{at}</t></is></c>");
    let inside = format!(
        "<sheetData><row r='1'>{}{}</row><row r='2'>{}{}{}</row></sheetData><mergeCells><mergeCell ref='A1:C1'/>\
         <mergeCell ref='A2:A3'/><mergeCell ref='B2:B3'/><mergeCell ref='D2:XFD2'/></mergeCells>",
        cell("A1"),
        cell("B1"),
        cell("A2"),
        cell("C2"),
        cell("D2"),
    );
    let document = try_sheet(&inside).unwrap();
    let expected = ["0,0 1x3 A1", "1,0 2x1 A2", "1,1 2x1 ", "1,2 1x1 C2", "1,3 1x1 D2"];
    assert_eq!(grid(document.table(1).unwrap()), expected);
}

#[test]
fn hidden_sheets_are_not_read_and_hidden_rows_are() {
    let row = "<sheetData><row hidden='1'><c><v>1</v></c></row></sheetData>";
    let sheets = [
        ("name='Старе' state='hidden'", row),
        ("name='Список' state='veryHidden'", row),
        ("name='План'", row),
        ("name='Нове'", "<sheetData/>"),
    ];
    let document = read(&workbook(&sheets, &[]), "план.xlsx").unwrap();
    let names: Vec<_> = document.tables().map(|table| table.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["План"]);
    let hidden = |(_, aside): (_, Aside)| (aside.what == AsideOf::HiddenSheet).then_some(aside.text);
    let hidden: Vec<String> = document.asides().into_iter().filter_map(hidden).collect();
    assert_eq!(hidden, ["Старе", "Список"]);
}

#[test]
fn far_cells_without_text_cost_nothing_and_others_are_refused() {
    let row =
        |cells: &str| format!("<dimension ref='A1:XFD1048576'/><sheetData><row>{cells}</row></sheetData>");
    let far = try_sheet(&row("<c r='A1'><v>1</v></c><c r='XFD1048576' s='1'/>")).unwrap();
    assert_eq!((far.table(1).unwrap().rows(), far.table(1).unwrap().columns()), (1, 1));
    assert_eq!(bound(&row("<c r='XFD1048576'><v>1</v></c>")), Bound::Rows);
    assert_eq!(bound(&row("<c r='IX9'><v>1</v></c>")), Bound::Columns);
    assert_eq!(bound(&row("<c r='A100001'><f>1</f></c>")), Bound::Rows);
    assert_eq!(bound("<sheetData><row r='4294967295'/></sheetData>"), Bound::Rows);
}

#[test]
fn a_text_that_many_cells_share_is_counted_as_often() {
    let shared = format!("<sst {MAIN}><si><t>{}</t></si></sst>", "а".repeat(32_000));
    let row = |row: u32| format!("<row><c r='A{row}' t='s'><v>0</v></c></row>");
    let sheet = |rows: u32| format!("<sheetData>{}</sheetData>", (1..=rows).map(row).collect::<String>());
    let few = workbook(&[("name='План'", &sheet(2))], &[("xl/sharedStrings.xml", &shared)]);
    assert_eq!(read(&few, "план.xlsx").unwrap().table(1).unwrap().rows(), 2);
    let list = format!("<sst {MAIN}>{}</sst>", "<si><t>а</t></si>".repeat(2 * Bound::Cells.limit() + 1));
    let listed = workbook(&[("name='План'", &sheet(2))], &[("xl/sharedStrings.xml", &list)]);
    assert!(matches!(read(&listed, "план.xlsx"), Err(ReadError::TooBig { bound: Bound::Cells, .. })));
    // Half of them on each of two sheets.
    let half = sheet(450);
    let many = [("name='План'", half.as_str()), ("name='Ще'", half.as_str())];
    let many = workbook(&many, &[("xl/sharedStrings.xml", &shared)]);
    let refused = read(&many, "план.xlsx");
    assert!(
        matches!(refused, Err(ReadError::TooBig { bound: Bound::CellBytes, .. })),
        "{:?}",
        refused.is_ok()
    );
}

#[test]
fn what_calamine_would_trust_is_looked_at_before() {
    let row = "<sheetData><row><c t='s'><v>0</v></c></row></sheetData>";
    let strings = |count: &str| {
        let part = format!("<sst {MAIN} uniqueCount='{count}'><si><t>сад</t></si></sst>");
        read(&workbook(&[("name='П'", row)], &[("xl/sharedStrings.xml", &part)]), "п.xlsx")
    };
    assert_eq!(strings("1").unwrap().table(1).unwrap().cells()[0].text(), "сад");
    assert_eq!(strings("99999999999999999999"), Err(Bound::Cells.broken_in("xl/sharedStrings.xml")));
    let blank = " ".repeat(Bound::PartBytes.limit() / 2);
    let parts = [("xl/a.xml", blank.as_str()), ("xl/b.xml", &blank)];
    let error = read(&workbook(&[("name='П'", row)], &parts), "п.xlsx").unwrap_err();
    assert!(matches!(error, ReadError::TooBig { bound: Bound::PartBytes, .. }), "{error}");
    assert!(matches!(try_sheet("<sheetData><row><c><v>1</c></row>"), Err(ReadError::DamagedPart { .. })));
}

#[test]
fn any_damage_to_the_xml_of_a_sheet_gives_an_answer() {
    let whole = "<dimension ref='A1:B2'/><sheetData><row r='1'><c r='A1' s='1' t='n'><f>1+1</f><v>2</v></c>\
                 <c r='B1' t='b'><v>1</v></c></row></sheetData><mergeCells><mergeCell ref='A1:B1'/></mergeCells>";
    for at in 0..whole.len() {
        for damage in ["9999999", "<", "'", "ZZZ", ""] {
            let damaged = [&whole[..at], damage, &whole[at + 1..]].concat();
            let answer = try_sheet(&damaged).map_err(|error| error.to_string());
            assert!(!answer.is_err_and(|error| error.contains("gave up")), "{damaged}");
        }
    }
}

/// A compound file with one stream, of sectors of 512 bytes.
fn compound(stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().next_multiple_of(512).max(4096), 0);
    let sectors = u32::try_from(stream.len() / 512).unwrap();
    let mut bytes = vec![0; 512];
    bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    (bytes[30], bytes[32]) = (9, 6);
    let mut put = |at: usize, number: u32| bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
    // The table is in sector 0, the directory in sector 1, the stream after it.
    for (at, number) in [(44, 1), (48, 1), (60, u32::MAX - 1), (68, u32::MAX - 1), (76, 0)] {
        put(at, number);
    }
    (1..109).for_each(|part| put(76 + part * 4, u32::MAX));
    let table = (0..128).map(|sector| match sector {
        0 => u32::MAX - 2,
        1 => u32::MAX - 1,
        _ if sector == sectors + 1 => u32::MAX - 1,
        _ if sector <= sectors => sector + 1,
        _ => u32::MAX,
    });
    bytes.extend(table.flat_map(u32::to_le_bytes));
    for (name, start) in [("Root Entry", u32::MAX - 1), ("Workbook", 2), ("", 0), ("", 0)] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(entry.len() + 2).unwrap();
        entry.resize(128, 0);
        entry[64..66].copy_from_slice(&length.to_le_bytes());
        entry[116..120].copy_from_slice(&u32::to_le_bytes(start));
        entry[120..124].copy_from_slice(&(sectors * 512).to_le_bytes());
        bytes.extend(entry);
    }
    bytes.extend(stream);
    bytes
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u16::try_from(units.len()).unwrap().to_le_bytes();
    [&length[..], &[1], &units.into_iter().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat()
}

/// An old workbook with one sheet of these records, and with further records for the whole.
fn old_workbook(more: &[u8], cells: &[u8]) -> Vec<u8> {
    let bof = record(0x0809, &[0, 6, 5, 0]);
    let style = |format: u8| record(0x00E0, &[0, 0, format, 0, 0, 0, 2]);
    let format = record(0x041E, &[&[164, 0][..], &wide("0.00")].concat());
    let styles = [style(0), style(164), style(14)].concat();
    let name = [&[4, 1][..], &wide("План")[3..]].concat();
    let before = [bof.clone(), more.to_vec(), format, styles].concat();
    let at = u32::try_from(before.len() + 4 + 6 + name.len() + 4).unwrap();
    let sheet = record(0x0085, &[&at.to_le_bytes()[..], &[0, 0], &name].concat());
    compound(&[before, sheet, record(0x0A, &[]), bof, cells.to_vec(), record(0x0A, &[])].concat())
}

fn at(row: u16, col: u16, style: u16, rest: &[u8]) -> Vec<u8> {
    [&row.to_le_bytes()[..], &col.to_le_bytes(), &style.to_le_bytes(), rest].concat()
}

#[test]
fn old_workbooks_are_read() {
    let texts = record(0x00FC, &[&[0; 8][..], &wide("Ціль 1"), &wide("сад")].concat());
    let cells = [
        record(0x00FD, &at(0, 0, 0, &0_u32.to_le_bytes())),
        record(0x0203, &at(1, 0, 1, &1.1_f64.to_le_bytes())),
        record(0x027E, &at(1, 1, 2, &(43160_u32 << 2 | 2).to_le_bytes())),
        record(
            0x00BD,
            &[
                at(1, 2, 0, &(5_u32 << 2 | 2).to_le_bytes()),
                vec![0, 0],
                (150_u32 << 2 | 3).to_le_bytes().to_vec(),
                vec![3, 0],
            ]
            .concat(),
        ),
        record(0x0006, &at(2, 0, 0, &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF])),
        record(0x0207, &wide("разом")),
        record(0x0006, &at(2, 1, 0, &[2, 0, 7, 0, 0, 0, 0xFF, 0xFF])),
        record(0x0205, &at(2, 2, 0, &[0, 0])),
        record(0x0809, &[0, 6, 0x20, 0]),
        record(0x0203, &at(9, 9, 0, &9_f64.to_le_bytes())),
        record(0x000A, &[]),
        record(0x00E5, &[1, 0, 0, 0, 0, 0, 0, 0, 3, 0]),
    ];
    let bytes = old_workbook(&texts, &cells.concat());
    assert_eq!(kind_of(&bytes), Ok(Some(FileKind::Xls)));
    let document = read(&bytes, "план.xls").unwrap();
    let table = document.table(1).unwrap();
    let expected = [
        "0,0 1x4 Ціль 1",
        "1,0 1x1 1.10",
        "1,1 1x1 01.03.2018",
        "1,2 1x1 5",
        "1,3 1x1 1.5",
        "2,0 1x1 разом",
        "2,1 1x1 #DIV/0!",
        "2,2 1x1 ХИБНІСТЬ",
    ];
    assert_eq!(grid(table), expected);
    assert_eq!((table.cells()[1].value.clone(), table.name.as_deref()), (number("1.1"), Some("План")));
}

#[test]
fn old_workbooks_that_cannot_be_read_say_why() {
    let wide = record(0x0203, &at(0, 256, 0, &1_f64.to_le_bytes()));
    assert_eq!(read(&old_workbook(&[], &wide), "п.xls"), Err(Bound::Columns.broken_in("План")));
    assert_eq!(read(&old_workbook(&record(0x002F, &[0; 6]), &[]), "п.xls"), Err(ReadError::Encrypted));
    let older = compound(&record(0x0009, &[0; 4]));
    assert_eq!(read(&older, "п.xls"), Err(ReadError::Unsupported { kind: FileKind::Xls, named: None }));
}

#[test]
fn any_damage_to_an_old_workbook_gives_an_answer() {
    let texts = record(0x00FC, &[&[0; 8][..], &wide("Ціль 1")].concat());
    let cells =
        [record(0x00FD, &at(0, 0, 0, &[0; 4])), record(0x00E5, &[1, 0, 0, 0, 0, 0, 0, 0, 3, 0])].concat();
    let whole = old_workbook(&texts, &cells);
    for at in (0..whole.len()).filter(|at| whole[*at] != 0) {
        for damage in [0xFF, 0x7F, 1] {
            let mut bytes = whole.clone();
            bytes[at] ^= damage;
            drop(read(&bytes, "п.xls"));
        }
        drop(read(&whole[..at], "п.xls"));
    }
}

/// A sheet so long that its cells are built on another core.
#[test]
fn a_long_sheet_reads_as_a_short_one() {
    let workbook = |rows: u32| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..rows {
            sheet.write(row, 0, format!("Захід {row}\nлекція")).unwrap();
            sheet.write(row, 1, row).unwrap();
        }
        sheet.merge_range(0, 2, 1, 3, "кількість", &rust_xlsxwriter::Format::new()).unwrap();
        book.save_to_buffer().unwrap()
    };
    let rows = |rows: u32| {
        let document = read(&workbook(rows), "план.xlsx").unwrap();
        let table = document.tables().next().cloned().unwrap_or_default();
        table.cells().iter().filter(|cell| cell.row < 100).cloned().collect::<Vec<_>>()
    };
    assert_eq!(rows(100), rows(2_100));
    assert_eq!(rows(2_100).len(), 201);
}

#[test]
fn pieces_that_are_struck_or_raised_and_hidden_rows_are_told() {
    let text = "<is><r><rPr><strike/></rPr><t>5</t></r><r><t>6</t></r></is>";
    let shared = "<r><t>7</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r>";
    let strings = format!("<sst {MAIN} uniqueCount='2'><si><t>56</t></si><si>{shared}</si></sst>");
    let inside = format!(
        "<cols><col min='3' max='3' hidden='1'/></cols><sheetData><row><c t='inlineStr'>{text}</c><c t='s'><v>1</v></c>\
         <c t='s'><v>0</v></c></row><row hidden='1'><c><v>9</v></c></row></sheetData>"
    );
    let document =
        read(&workbook(&[("name='План'", &inside)], &[("xl/sharedStrings.xml", &strings)]), "a.xlsx")
            .unwrap();
    let told: Vec<_> = document.effects().into_iter().map(|told| (told.text, told.reading)).collect();
    assert_eq!(told, [("~~5~~6".to_owned(), "6".to_owned()), ("7¹".to_owned(), "7".to_owned())]);
    let asides: Vec<String> = document.asides().into_iter().map(|(_, aside)| aside.text).collect();
    assert_eq!(asides, ["56", "9"]);
}
