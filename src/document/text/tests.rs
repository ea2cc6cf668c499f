//! Text files that were made up for these tests.

use encoding_rs::{IBM866, KOI8_U, WINDOWS_1251};
use proptest::prelude::*;

use super::*;
use crate::document::Table;

const PLAN: &str = "п/п;Найменування заходу;Показник;План;Факт\n\
    1;Захід 1.1.1 Проведення занять з їжакознавства для ґазд;кількість заходів;4;6\n\
    2;Захід 1.1.2 Посадка дубів біля річки, є потреба;кількість дубів;за потреби;\n";

fn decode(bytes: &[u8]) -> String {
    super::decode(bytes, None)
}

fn document(text: &[u8]) -> Document {
    read(text, "файл").unwrap()
}

fn table_of(text: &str) -> Option<Table> {
    document(text.as_bytes()).tables().next().cloned()
}

fn grid(table: &Table) -> Vec<Vec<String>> {
    let text = |row, col| table.cell_at(row, col).map(crate::document::Cell::text).unwrap_or_default();
    (0..table.rows()).map(|row| (0..table.columns()).map(|col| text(row, col)).collect()).collect()
}

#[test]
fn every_encoding_gives_the_same_text() {
    let (koi, dos) = (KOI8_U.encode(PLAN).0.into_owned(), PLAN.replace('і', "i").replace('ґ', "г"));
    let utf16 = |units: Vec<[u8; 2]>, mark: [u8; 2]| [vec![mark], units].concat().concat();
    let little = PLAN.encode_utf16().map(u16::to_le_bytes).collect();
    let big = PLAN.encode_utf16().map(u16::to_be_bytes).collect();
    let same = [
        PLAN.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", PLAN.as_bytes()].concat(),
        utf16(little, [0xFF, 0xFE]),
        utf16(big, [0xFE, 0xFF]),
        WINDOWS_1251.encode(PLAN).0.into_owned(),
        koi,
    ];
    for bytes in same {
        assert_eq!(decode(&bytes), PLAN);
    }
    assert_eq!(decode(&IBM866.encode(&dos).0), dos);
}

#[test]
fn short_texts_are_told_by_their_letters() {
    for text in ["Ціль 1. Єдність", "Захід: їжа", "ґанок і підлога", "Назва заходу;План;Факт"]
    {
        assert_eq!(decode(&WINDOWS_1251.encode(text).0), text);
        assert_eq!(decode(&KOI8_U.encode(text).0), text, "KOI8-U");
        let dos = text.replace(['і', 'І'], "i").replace('ґ', "г");
        assert_eq!(decode(&IBM866.encode(&dos).0), dos, "cp866");
    }
}

#[test]
fn the_other_table_of_dos_has_all_ukrainian_letters() {
    // RUSCII is cp866 but for the letters that cp866 lacks.
    let byte = |c: char| match "ҐґЄєІіЇї".chars().position(|letter| letter == c) {
        Some(at) => vec![0xF2 + u8::try_from(at).unwrap()],
        None => IBM866.encode(&c.to_string()).0.into_owned(),
    };
    let bytes: Vec<u8> = PLAN.chars().flat_map(byte).collect();
    assert_eq!(decode(&bytes), PLAN);
}

#[test]
fn old_line_ends_and_control_characters_are_tamed() {
    assert_eq!(decode(b"a\rb\r\nc\n\rd"), "a\nb\nc\n\nd");
    assert_eq!(decode("a\u{1b}[31m\tb\u{0}\u{c}c".as_bytes()), "a\u{fffd}[31m\tb c");
    assert_eq!(decode("раи\u{306}он".as_bytes()), "район");
    assert_eq!(
        decode("Центр «Верба» працює щодня\u{2028}\u{feff}Так".as_bytes()),
        "Центр «Верба» працює щодня Так"
    );
}

#[test]
fn a_damaged_byte_does_not_change_the_encoding() {
    let mut bytes = PLAN.as_bytes().to_vec();
    bytes.push(0xD0);
    assert_eq!(decode(&bytes), format!("{PLAN}\u{fffd}"));
}

#[test]
fn the_delimiter_is_found_by_looking() {
    for delimiter in [";", "\t"] {
        let table = table_of(&PLAN.replace(';', delimiter)).unwrap();
        assert_eq!((table.rows(), table.columns()), (3, 5), "{delimiter:?}");
        assert_eq!(table.cell_at(2, 3).unwrap().text(), "за потреби");
        assert_eq!(table.cell_at(2, 4), None);
    }
    let commas = PLAN.replace("річки, є", "річки є").replace(';', ",");
    assert_eq!(table_of(&commas).unwrap().columns(), 5);
    let declared = table_of("sep=,\nа,б;в\n").unwrap();
    assert_eq!(grid(&declared), [["а", "б;в"]]);
}

#[test]
fn a_comma_yields_to_a_semicolon_that_parts_as_well() {
    let numbers = table_of("1,5;2,5;3,5\n4,5;5,5;6,5\n").unwrap();
    assert_eq!(grid(&numbers), [["1,5", "2,5", "3,5"], ["4,5", "5,5", "6,5"]]);
    let quoted = table_of("а,б,в;\"г;ґ\"\nд,е,є;ж\n").unwrap();
    assert_eq!(grid(&quoted), [["а,б,в", "г;ґ"], ["д,е,є", "ж"]]);
    // A semicolon inside some cells of a table with commas gives fewer rows the same width.
    let commas = table_of("№,Захід,План\n1,Сад;ліс,2\n2,Гай;луг,3\n").unwrap();
    assert_eq!((commas.columns(), commas.cell_at(1, 1).unwrap().text().as_str()), (3, "Сад;ліс"));
}

#[test]
fn headings_between_the_rows_need_no_delimiters() {
    let rows = [
        "Звіт за ІІ квартал",
        "п/п;Захід;План;Факт",
        "1. Ціль перша",
        "1;Сади;2;3",
        "2. Ціль друга",
        "1;Ліс;2;",
    ];
    let table = table_of(&rows.join("\n")).unwrap();
    assert_eq!((table.rows(), table.columns()), (6, 4));
    assert!(table_of("Слухали: сади; ліс\nпро все\nУхвалили: так; ні\nі край\nразом; нарізно").is_none());
}

#[test]
fn quotes_hold_delimiters_breaks_and_quotes() {
    let text =
        "№;Захід;План\n1;\"Лекція; «Дуб»\n- 08.11.2023 \"\"коло\"\"\";2\n\n3;Похід;=1+1\n4;Сад;'=1+1\n";
    let table = table_of(text).unwrap();
    assert_eq!(table.cell_at(1, 1).unwrap().text(), "Лекція; «Дуб»\n- 08.11.2023 \"коло\"");
    let line = |row, col, index| table.cell_at(row, col).unwrap().paragraphs().nth(index).unwrap().place.line;
    assert_eq!(
        [line(1, 0, 0), line(1, 1, 1), line(1, 2, 0), line(2, 0, 0)].map(Option::unwrap),
        [2, 3, 3, 5]
    );
    assert_eq!(table.cell_at(2, 2).unwrap().text(), "=1+1");
    assert_eq!(table.cell_at(3, 2).unwrap().text(), "=1+1");
}

#[test]
fn rows_may_be_short_or_long_and_a_title_unpadded() {
    let text = format!(
        "Звіт Дубоярського бюро\n\n{PLAN}5;Короткий рядок;кількість\n6;Довгий;к;1;2;зайве\n7;Сад;к;1;2\n"
    );
    let table = table_of(&text).unwrap();
    assert_eq!((table.rows(), table.columns()), (7, 6));
    assert_eq!(table.cells_of_row(0).len(), 1);
    assert_eq!(table.cell_at(5, 5).unwrap().text(), "зайве");
}

#[test]
fn a_lone_quote_does_not_swallow_the_rest() {
    let text = "№;Захід;План\n1;\"Верба;2\n2;Сад;3\n3;Ліс;4\n";
    let table = table_of(text).unwrap();
    assert_eq!((table.rows(), table.cell_at(1, 1).unwrap().text().as_str()), (4, "\"Верба"));
}

#[test]
fn the_raw_text_of_a_scan_stays_lines() {
    let scan = "\nЗАТВЕРДЖУЮ\n\nПлан заходів на І квартал 2022 року\n\
        п/п\tЗахід\tПоказник\tПлан\n<b>Шіль 1. Підвищення</b>\t\t\t\n1\tЗахід 1.1\tкількість\t2\n\
        \t\tЗахід 1.2\tкількість\t3\n6\n2\tЗахід 1.3\tкількість\n";
    let led = "\tНазва\n\tЗахід\n\n\t1. Ціль\n\t1.1. Дія\n\t2017-2020\n";
    let prose = "Шановний Іване, вітаю.\nДякую, до зустрічі.\nЗ повагою, Верба.\n";
    for text in [scan, led, prose, "один рядок", "6", ""] {
        let document = document(text.as_bytes());
        assert_eq!(document.tables().count(), 0, "{text}");
        let lines: Vec<String> = document.paragraphs().map(Paragraph::text).collect();
        assert_eq!(lines, text.split('\n').collect::<Vec<_>>());
        let places: Vec<u32> = document.paragraphs().filter_map(|line| line.place.line).collect();
        assert_eq!(places, (1..).take(lines.len()).collect::<Vec<u32>>());
    }
}

#[test]
fn a_page_of_rules_is_one_table() {
    // Each row might begin a table, and must not be looked at once more for each row above it.
    let document = read(format!("а|б\n{}", "|-|-|\n".repeat(10_000)).as_bytes(), "план.md").unwrap();
    assert_eq!(document.table(1).map(Table::rows), Some(10_000));
}

#[test]
fn rows_of_markdown_keep_their_columns() {
    let table = table_of("№ | Захід | План\n--|--|--\n1 | Лекції | 5\n | слухачів | 60\n| 2 | Огляди | 4 |\n3 | Акції | 7 | 8\n").unwrap();
    let rows = [
        ["№", "Захід", "План", ""],
        ["1", "Лекції", "5", ""],
        ["", "слухачів", "60", ""],
        ["2", "Огляди", "4", ""],
        ["3", "Акції", "7", "8"],
    ];
    assert_eq!(grid(&table), rows);
}

#[test]
fn markdown_has_tables_of_pipes() {
    let text = "# План *заходів*\nна І квартал\n\n1. Пункт\n- ще\n\n| № | Захід | План |\n|--|:--|:-:|\n\
        | 1 | **Захід** 1.1<br>- 08.11.2023 <u>сад</u> \\| ліс | 2 |\n| | коротко\n\n<p>підпис</p>\n\nкінець\n";
    let document = document(text.as_bytes());
    let lines: Vec<(String, u32)> =
        document.paragraphs().map(|p| (p.labelled_text(), p.place.line.unwrap())).collect();
    let expected = [
        ("План заходів", 1),
        ("на І квартал", 2),
        ("1. Пункт", 4),
        ("- ще", 5),
        ("підпис", 12),
        ("кінець", 14),
    ];
    assert_eq!(lines, expected.map(|(text, line)| (text.to_owned(), line)));
    let table = document.tables().next().unwrap();
    assert_eq!((table.rows(), table.columns(), table.header_rows), (3, 3, 1));
    let cell = table.cell_at(1, 1).unwrap();
    assert_eq!(cell.text(), "Захід 1.1\n- 08.11.2023 сад | ліс");
    let paragraphs: Vec<&Paragraph> = cell.paragraphs().collect();
    assert!(paragraphs[0].runs[0].bold && paragraphs[1].runs[1].underline);
    assert_eq!((paragraphs[1].place.line, table.cell_at(2, 0)), (Some(9), None));
    assert_eq!(
        table.cell_at(1, 2).unwrap().paragraphs().next().unwrap().align,
        Some(crate::document::Align::Center)
    );
}

#[test]
fn pipes_without_a_table_are_plain_text() {
    for text in ["а | б\nв | г\n", "--|--\nа\tб\n", "# Назва\n\nтекст\n"] {
        assert_eq!(document(text.as_bytes()).paragraphs().count(), text.split('\n').count(), "{text}");
    }
}

#[test]
fn the_table_of_the_largest_plan_is_read() {
    let document = document("а;б;в;г;ґ;д\n".repeat(50_000).as_bytes());
    assert_eq!(document.table(1).map(|table| table.cells().len()), Some(300_000));
}

#[test]
fn bounds_are_kept() {
    let bound = |text: String| match read(text.as_bytes(), "") {
        Err(ReadError::TooBig { bound, .. }) => Some(bound),
        _ => None,
    };
    assert_eq!(bound("а\n".repeat(250_001)), Some(Bound::Lines));
    assert_eq!(bound("а;б\n".repeat(Bound::Rows.limit() + 1)), Some(Bound::Rows));
    // Prose with many commas is not a table.
    assert_eq!(bound("Шановний пане, вітаю, дякую, чекаю.\n".repeat(80_000)), None);
    assert_eq!(bound(format!("{}а\n", "а;".repeat(256)).repeat(2)), Some(Bound::Columns));
    assert_eq!(
        bound("а;б;в;г;ґ;д;е;є;ж;з;и;і;ї;й;к;л\n".repeat(Bound::Cells.limit() / 16 + 1)),
        Some(Bound::Cells)
    );
    assert_eq!(bound(";".repeat(Bound::Cells.limit() + 2)), None);
    assert_eq!(bound(" ".repeat(Bound::TextBytes.limit() + 1)), Some(Bound::TextBytes));
}

proptest! {
    #[test]
    fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, "");
    }

    #[test]
    fn delimited_noise_does_not_panic(text in "[абв;,\t\"\n\r |:-]{0,200}") {
        let _ = read(text.as_bytes(), "");
    }

    #[test]
    fn markdown_noise_does_not_panic(text in "(\\| а|\\*\\*|\n\\|--\\|--\\|\n|\n|<b>|<br>|- |1\\. |`|_|\\\\){0,60}") {
        let _ = read(text.as_bytes(), "");
    }

    #[test]
    fn cells_come_back(rows in prop::collection::vec(prop::collection::vec("[а-їA-z0-9;,\"\n ]{0,12}", 4), 2..8)) {
        let rows: Vec<Vec<String>> = rows
            .into_iter()
            .enumerate()
            .map(|(n, row)| [format!("{n}")].into_iter().chain(row.into_iter().map(|f| f.trim().to_owned())).collect())
            .collect();
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let table = document(&writer.into_inner().unwrap()).tables().next().cloned().unwrap();
        let expected: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|f| f.trim().to_owned()).collect()).collect();
        prop_assert_eq!(grid(&table), expected);
    }
}
