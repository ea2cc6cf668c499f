//! Importing a workbook of 10,000 rows, compared with reading the same sheet with calamine alone: reading and
//! recognising (the goal is at most three times as long), and the whole import with decide, apply and commit. There
//! are two sheets: a report with several lines in its cells, and a plan with one line in each cell and different
//! texts in every row, like most sheets.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]

use std::{
    io::Cursor,
    time::{Duration, Instant},
};

use calamine::{DataRef, Reader, Xlsx};
use jiff::civil::date;
use kvartal::{
    document::{self, Document},
    domain::{Command, Context, Draft, IdSource, Level, Plan, PlanId, decide, draft::DraftNode},
    form::{Form, Options, Recognised, built_in, recognise},
    store::{MemoryStore, Store},
};
use rust_xlsxwriter::{Format, FormatAlign, Workbook};

const ROWS: u32 = 10_000;
const ROUNDS: usize = 15;

fn main() {
    measure("a quarterly report", &workbook());
    measure("a plan with one line a cell", &flat_workbook());
}

fn measure(what: &str, bytes: &[u8]) {
    let forms = built_in();
    println!("{what} of {ROWS} rows, {} KB", bytes.len() / 1024);
    let cells = calamine_alone(bytes).len();
    let floor = best(|| calamine_alone(bytes));
    let read = best(|| document::read(bytes, "report.xlsx").unwrap());
    let both = best(|| read_and_recognise(bytes, &forms));
    let measures = measures(&read_and_recognise(bytes, &forms).1);
    println!("calamine alone, {cells} cells: {floor:.1?}");
    println!("document::read: {read:.1?}, {:.2} times as long", ratio(read, floor));
    println!("read and recognise, {measures} measures: {both:.1?}, {:.2} times as long", ratio(both, floor));
    let whole = best(|| import(bytes, &forms));
    println!("the whole import: {whole:.1?}, {:.2} times as long", ratio(whole, floor));
}

/// Reads, recognises, decides, applies and commits a document.
fn import(bytes: &[u8], forms: &[Form]) -> Plan {
    let (_, Recognised { draft, .. }) = read_and_recognise(bytes, forms);
    let draft = Draft { slug: Some("bench".to_owned()), ..draft };
    let mut context = Context { author: "bench".into(), at: 1, ids: IdSource::new(1) };
    let mut plan = Plan::empty(PlanId(1));
    let change = decide(&plan, &Command::Import(Box::new(draft)), &mut context).unwrap();
    plan.apply(&change);
    MemoryStore::new().commit(&change).unwrap();
    plan
}

fn ratio(time: Duration, floor: Duration) -> f64 {
    time.as_secs_f64() / floor.as_secs_f64()
}

/// The shortest of several rounds, because other work of the machine only adds time. Results are dropped after the
/// time was taken, in all rounds.
fn best<T>(call: impl Fn() -> T) -> Duration {
    let round = |_| {
        let start = Instant::now();
        let made = call();
        let time = start.elapsed();
        drop(made);
        time
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}

/// Reads the text of every cell, as any program would.
fn calamine_alone(bytes: &[u8]) -> Vec<((u32, u32), calamine::Data)> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = workbook.sheet_names().into_iter().next().unwrap();
    let mut cells = workbook.worksheet_cells_reader(&name).unwrap();
    let mut all = Vec::new();
    while let Some(cell) = cells.next_cell().unwrap() {
        if !matches!(cell.get_value(), DataRef::Empty) {
            all.push((cell.get_position(), calamine::Data::from(cell.get_value().clone())));
        }
    }
    all
}

fn read_and_recognise(bytes: &[u8], forms: &[Form]) -> (Document, Recognised) {
    let document = document::read(bytes, "report.xlsx").unwrap();
    let recognised = recognise(&document, forms, &Options::new(date(2030, 5, 5))).unwrap();
    (document, recognised)
}

fn measures(recognised: &Recognised) -> usize {
    fn below(nodes: &[DraftNode]) -> usize {
        nodes.iter().map(|node| usize::from(node.level == Level::Measure) + below(&node.children)).sum()
    }
    below(&recognised.draft.outline)
}

/// A report with a goal row for every thousand rows and a task for every ten measures.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let wrap = Format::new().set_text_wrap();
    let bold = Format::new().set_bold().set_align(FormatAlign::Center);
    sheet
        .merge_range(
            0,
            0,
            0,
            6,
            "Звіт по виконанню плану заходів Вербодільського центру за IV квартал 2023 року",
            &bold,
        )
        .unwrap();
    let header = [
        "п/п",
        "Найменування завдання",
        "Найменування заходу для виконання завдання",
        "Найменування показника результативності виконання заходу",
        "План",
        "Факт",
        "Примітка у разі недовиконання плану",
    ];
    for (col, text) in (0..).zip(header) {
        sheet.write_with_format(2, col, text, &bold).unwrap();
    }
    let (mut goal, mut task, mut measure) = (0, 0, 0);
    for row in 3..ROWS + 3 {
        if (row - 3) % 1000 == 0 {
            (goal, task, measure) = (goal + 1, 0, 0);
            let title = format!("{goal}. Підвищення обізнаності громад про сади");
            sheet.merge_range(row, 0, row, 6, &title, &bold).unwrap();
            continue;
        }
        if measure % 10 == 0 {
            task += 1;
            measure = 0;
            let last = (row + 9).min(ROWS + 2).min(row - (row - 3) % 1000 + 999);
            let title = format!("Завдання {goal}.{task} Робота з громадами");
            if last > row {
                sheet.merge_range(row, 1, last, 1, &title, &wrap).unwrap();
            } else {
                sheet.write_with_format(row, 1, &title, &wrap).unwrap();
            }
            sheet.write_number(row, 0, f64::from(task)).unwrap();
        }
        measure += 1;
        let text = format!(
            "Захід {goal}.{task}.{measure} Проведення лекцій для громади\n- 08.11.2023 лекція в школі № {row}\n- 14.12.2023 семінар"
        );
        sheet.write_with_format(row, 2, &text, &wrap).unwrap();
        sheet.write_with_format(row, 3, "кількість проведених заходів", &wrap).unwrap();
        sheet.write_number(row, 4, f64::from(row % 9 + 1)).unwrap();
        sheet.write_number(row, 5, 2.0).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// A plan without merged cells, with different texts in every row, each in one line.
fn flat_workbook() -> Vec<u8> {
    let kinds = [
        "Проведення лекцій",
        "Обстеження дворів",
        "Видання пам’яток",
        "Навчання волонтерів",
        "Огляд майданчиків",
    ];
    let places = ["у школах міста", "для мешканців громади", "у бібліотеках району", "на підприємствах"];
    let units = ["лекцій", "дворів", "примірників", "осіб", "об’єктів"];
    let offices =
        ["Відділ освіти", "Служба у справах дітей", "Управління житлового господарства, відділ благоустрою"];
    let terms = ["до 15.11.2023", "жовтень–грудень", "протягом кварталу", "20 грудня 2023 року"];
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "План заходів Вербодільського центру на IV квартал 2023 року").unwrap();
    let header =
        ["№ з/п", "Захід", "Показник", "Відповідальні", "Строк виконання", "План", "Факт", "Примітка"];
    for (col, text) in (0..).zip(header) {
        sheet.write(2, col, text).unwrap();
    }
    for row in 1..=ROWS {
        let at = |list: &[&'static str]| list[row as usize % list.len()];
        let line = row + 2;
        sheet.write_number(line, 0, f64::from(row)).unwrap();
        let title = format!("{} {} № {row}, черга {}", at(&kinds), at(&places), row % 7 + 1);
        sheet.write(line, 1, title).unwrap();
        sheet.write(line, 2, format!("Кількість {} за списком {row}", at(&units))).unwrap();
        sheet.write(line, 3, at(&offices)).unwrap();
        sheet.write(line, 4, at(&terms)).unwrap();
        sheet.write_number(line, 5, f64::from(row % 90 + 1)).unwrap();
        sheet.write_number(line, 6, f64::from(row % 80)).unwrap();
        if row % 9 == 0 {
            sheet.write(line, 7, format!("Графік зсунуто на {} днів через ремонт", row % 11 + 2)).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}
