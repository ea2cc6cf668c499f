//! Reading and recognising a report of 10,000 rows in a workbook, against reading the same sheet with
//! calamine alone. The goal is three times as long at most.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::{
    io::Cursor,
    time::{Duration, Instant},
};

use calamine::{DataRef, Reader, Xlsx};
use jiff::civil::date;
use kvartal::{
    document::{self, Document},
    form::{Form, Options, Recognised, built_in, recognise},
};
use rust_xlsxwriter::{Format, FormatAlign, Workbook};

const ROWS: u32 = 10_000;
const ROUNDS: usize = 15;

fn main() {
    let bytes = workbook();
    let forms = built_in();
    println!("a quarterly report of {ROWS} rows, {} KB", bytes.len() / 1024);
    let cells = calamine_alone(&bytes).len();
    let floor = best(|| calamine_alone(&bytes));
    let read = best(|| document::read(&bytes, "report.xlsx").unwrap());
    let both = best(|| read_and_recognise(&bytes, &forms));
    let measures = measures(&read_and_recognise(&bytes, &forms).1);
    println!("calamine alone, {cells} cells: {floor:.1?}");
    println!("document::read: {read:.1?}, {:.2} times as long", ratio(read, floor));
    println!("read and recognise, {measures} measures: {both:.1?}, {:.2} times as long", ratio(both, floor));
}

fn ratio(time: Duration, floor: Duration) -> f64 {
    time.as_secs_f64() / floor.as_secs_f64()
}

/// The shortest of some rounds: what else the machine does only adds. What was made goes away after the time
/// was taken, for all of them alike.
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

/// Every cell, its text taken as whoever reads a sheet takes it.
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
    let tasks = recognised.draft.outline.iter().flat_map(|goal| &goal.children);
    tasks.map(|task| task.children.len()).sum()
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
