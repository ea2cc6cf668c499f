//! Documents for the tests of all writers.

use proptest::prelude::*;

use crate::document::formatting::mm;
use crate::document::{
    Align, Block, Cell, CellLook, Document, PageSetup, Paragraph, ParagraphLook, Run, Table,
};

/// A small report as a form lays it out: approval, title, a header of two rows, a goal row, a task merged over its
/// measures, signatures with tabulators.
pub(super) fn report() -> Document {
    let bold = |text: &str| Run { bold: true, ..Run::plain(text) };
    let mut approval = Paragraph::of_runs(vec![bold("ЗАТВЕРДЖЕНО")]);
    approval.look.indent = mm(165);
    let title = Paragraph::of_runs(vec![bold("Звіт про виконання плану заходів\nВербодільського центру")]);
    let mut sign = Paragraph::new("Головний фахівець\t____________\tО.О. Дубояр");
    sign.look =
        ParagraphLook { tabs: vec![mm(150), mm(200)], before: 280, ..ParagraphLook::default() }.into();
    let blocks =
        vec![Block::from(approval), title.aligned(Align::Center).into(), report_table().into(), sign.into()];
    let page = PageSetup { left: mm(18), ..PageSetup::default() }.landscape();
    Document {
        page, title: "Звіт «Вербодільського центру» & Ко".into(), ..Document::new("", blocks)
    }
}

fn report_table() -> Table {
    let middle = |mut cell: Cell| {
        cell.look = CellLook { middle: true };
        cell
    };
    let head = |row, col, text: &str| {
        let run = Run { bold: true, ..Run::plain(text) };
        middle(Cell::new(row, col).with_block(Paragraph::of_runs(vec![run]).aligned(Align::Center)))
    };
    let goal = Paragraph::of_runs(vec![Run {
        bold: true, ..Run::plain("1. Підвищення рівня знань")
    }]);
    let measure = Paragraph::of_runs(vec![
        Run { bold: true, ..Run::plain("Захід 1.1.1.1") },
        Run::plain(" Проведення семінарів"),
    ]);
    let unit =
        Paragraph::of_runs(vec![Run { underline: true, ..Run::plain("Дубоярське бюро:") }]);
    let italic = Run { italic: true, ..Run::plain("кількість заходів") };
    let cells = vec![
        head(0, 0, "п/п").spanning(2, 1),
        head(0, 1, "Найменування завдання").spanning(2, 1),
        head(0, 2, "Найменування заходу").spanning(2, 1),
        head(0, 3, "Показник").spanning(2, 1),
        head(0, 4, "Значення показників").spanning(1, 2),
        head(1, 4, "План"),
        head(1, 5, "Факт"),
        Cell::new(2, 0).spanning(1, 6).with_block(goal.aligned(Align::Center)),
        Cell::new(3, 0).spanning(2, 1).with_text("1"),
        Cell::new(3, 1).spanning(2, 1).with_text("Завдання 1.1 Освіта"),
        Cell::new(3, 2)
            .with_block(measure)
            .with_text("- 08.11.2023 семінар")
            .with_block(unit)
            .with_text("- 28.11.2023 зустріч"),
        middle(Cell::new(3, 3).with_block(Paragraph::of_runs(vec![italic]))),
        middle(Cell::new(3, 4).with_text("1")),
        middle(Cell::new(3, 5).with_text("2")),
        Cell::new(4, 2).with_text("Захід 1.1.1.2 Видання буклетів"),
        Cell::new(4, 3),
        Cell::new(4, 4).with_text("За потреби"),
        Cell::new(4, 5),
    ];
    let mut table = Table::new(0, 0, cells).unwrap();
    table.header_rows = 2;
    table.widths = [11, 42, 93, 61, 30, 30].map(mm).to_vec();
    table.heights = vec![mm(11), mm(14)];
    table
}

/// Texts that a terminal, a spreadsheet, a browser or a Markdown reader would interpret.
pub(super) const HOSTILE: [&str; 22] = [
    "\u{1b}[31mчервоне\u{1b}]0;назва\u{7}",
    "=HYPERLINK(\"http://x\")",
    "+380",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\u{202e}навпаки\u{2066}",
    "\u{0}\u{8}\u{85}\u{9b}31m\u{ffff}",
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp; <b>x</b>",
    "# заголовок",
    "1. перелік",
    "- 08.11.2023 захід",
    "a | b \\| c",
    "**не грубо** _x_ `код` ~~ні~~ [x](http://x)",
    "кінець\\",
    "\"лапки\"; 'кома', крапка",
    "]]> <!-- --> <![CDATA[",
    "'апостроф",
    "> цитата",
    "--- | ---",
    "&nbsp;<br>\u{a0}&#124;",
];

/// Whether any character would control a terminal or reverse the direction of the text.
pub(super) fn steers(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || crate::text::safe::is_bidi_control(c)
    })
}

/// Any text that a person might have in a cell, including the hostile ones; without white space at the ends of
/// lines.
pub(super) fn any_text() -> impl Strategy<Value = String> {
    let any = prop_oneof![
        2 => proptest::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        2 => "[а-яіїєґА-Я0-9 .,:;«»'\"/|*_#<>&=+@-]{0,30}",
        1 => "[ -~]{0,20}",
        1 => "[a-zа-я*_~`\\\\|\\[\\]()!#>.-]{1,12}(\n[a-zа-я*_0-9.)+-]{1,8}){0,2}",
    ];
    any.prop_map(|text: String| text.trim_matches(' ').to_owned())
}

/// Any table of up to five by five places, with cells of all spans and some holes.
pub(super) fn any_table() -> impl Strategy<Value = Table> {
    let spans = proptest::collection::vec((1usize..4, 1usize..4, any_text(), 0u8..10), 25);
    (1usize..6, 1usize..6, spans).prop_map(|(rows, columns, spans)| {
        let mut taken = vec![vec![false; columns]; rows];
        let mut cells = Vec::new();
        let places = (0..rows).flat_map(|row| (0..columns).map(move |col| (row, col)));
        for ((row, col), (down, across, text, dice)) in places.zip(spans) {
            if taken[row][col] || dice == 0 {
                continue;
            }
            let across = across.min((col..columns).take_while(|col| !taken[row][*col]).count());
            let down = down.min(rows - row);
            (row..row + down).for_each(|row| taken[row][col..col + across].fill(true));
            cells.push(Cell::new(row, col).spanning(down, across).with_text(&text));
        }
        Table::new(rows, columns, cells).unwrap()
    })
}

/// The visible cells: place, spans, text with its white space squeezed.
pub(super) fn seen(table: &Table) -> Vec<(usize, usize, usize, usize, String)> {
    let cells = table.cells().iter().filter(|cell| !cell.is_blank());
    cells
        .map(|cell| (cell.row, cell.col, cell.rowspan, cell.colspan, squeezed(&cell.labelled_text())))
        .collect()
}

/// Harmless text with its gaps squeezed.
pub(super) fn squeezed(text: &str) -> String {
    crate::text::normal::squeeze(&crate::text::safe::printable(text))
}

/// As [`seen`], for the rows from this one on, as if it were the first.
pub(super) fn seen_from(table: &Table, from: usize) -> Vec<(usize, usize, usize, usize, String)> {
    let below = seen(table).into_iter().filter(|cell| cell.0 >= from);
    below.map(|(row, col, down, across, text)| (row - from, col, down, across, text)).collect()
}

/// The table without rows that are blank and covered by no cell from above, because text formats lose them.
pub(super) fn without_blank_rows(table: &Table) -> Table {
    let stays = |row: &usize| {
        let mut cells = table.cells_reaching(*row);
        cells.any(|cell| !squeezed(&cell.labelled_text()).is_empty() || cell.rowspan > 1 || cell.colspan > 1)
    };
    let rows: Vec<usize> = (0..table.rows()).filter(stays).collect();
    let moved =
        |cell: &Cell| Some(Cell { row: rows.iter().position(|row| *row == cell.row)?, ..cell.clone() });
    Table::new(0, table.columns(), table.cells().iter().filter_map(moved).collect()).unwrap()
}
