//! Tests of the painter with a terminal emulator: after every update the screen equals that of a full repaint.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;

struct Screen {
    painter: Painter,
    terminal: vt100::Parser,
    bytes: Vec<u8>,
}

impl Screen {
    fn new(columns: u16, rows: u16) -> Self {
        let size = |n| NonZeroU16::new(n).unwrap();
        let terminal = vt100::Parser::new(size(rows), size(columns), 0);
        Self { painter: Painter::default(), terminal, bytes: Vec::new() }
    }

    fn paint(&mut self, frame: &Buffer, cursor: Option<(u16, u16)>) -> usize {
        self.bytes.clear();
        self.painter.paint(&mut frame.clone(), cursor.map(Position::from), &mut self.bytes);
        self.terminal.process(&self.bytes);
        self.bytes.len()
    }

    /// The visible content of every cell.
    fn look(&self) -> Vec<String> {
        let screen = self.terminal.screen();
        let (rows, columns) = screen.size();
        let cells = (0..rows.get()).flat_map(|y| (0..columns.get()).map(move |x| (y, x)));
        cells
            .map(|(y, x)| {
                let cell = screen.cell(y, x).unwrap();
                if cell.is_wide_continuation() {
                    return String::new();
                }
                let (text, lines) = (cell.contents(), (cell.underline(), cell.inverse()));
                let bg = cell.bgcolor();
                if matches!(text, "" | " ") {
                    let fg = (lines != (false, false)).then(|| cell.fgcolor());
                    return format!("  {bg:?} {fg:?} {lines:?}");
                }
                let weight = (cell.bold(), cell.dim(), cell.italic());
                format!("{text} {bg:?} {:?} {lines:?} {weight:?}", cell.fgcolor())
            })
            .collect()
    }

    fn assert_like_a_full_repaint(&self, frame: &Buffer) {
        let mut fresh = Self::new(frame.area.width, frame.area.height);
        fresh.paint(frame, None);
        let (seen, wanted) = (self.look(), fresh.look());
        let columns = usize::from(frame.area.width);
        if let Some(at) = (0..seen.len()).find(|i| seen[*i] != wanted[*i]) {
            panic!(
                "column {}, row {}: {:?} instead of {:?} after {:?}",
                at % columns,
                at / columns,
                seen[at],
                wanted[at],
                String::from_utf8_lossy(&self.bytes)
            );
        }
    }
}

fn table(columns: u16, rows: u16, top: usize, selected: usize) -> Buffer {
    let mut frame = Buffer::empty(Rect::new(0, 0, columns, rows));
    frame.set_string(0, 0, "┌".to_owned() + &"─".repeat(usize::from(columns) - 2) + "┐", Style::new());
    for y in 1..rows - 1 {
        let n = top + usize::from(y);
        let style = if n == selected { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
        frame.set_style(Rect::new(1, y, columns - 2, 1), style);
        frame.set_string(0, y, "│", Style::new());
        frame.set_string(1, y, format!("{n:05} Захід {n}: проведення навчань у громаді"), style);
        frame.set_string(
            60,
            y,
            format!("{}.{:02}  {}%", n * 37 % 1000, n % 97, n * 53 % 140),
            style.fg(Color::Green),
        );
        frame.set_string(columns - 1, y, "│", Style::new());
    }
    frame.set_string(0, rows - 1, format!("{selected}/1000"), Style::new());
    frame
}

#[test]
fn an_unchanged_frame_costs_nothing() {
    let mut screen = Screen::new(120, 40);
    let frame = table(120, 40, 0, 3);
    screen.paint(&frame, None);
    assert_eq!(screen.paint(&frame, None), 0);
    assert!(screen.paint(&frame, Some((5, 5))) <= 14);
    assert_eq!(screen.paint(&frame, Some((5, 5))), 0);
    assert_eq!(screen.terminal.screen().cursor_position(), (5, 5));
    assert!(!screen.terminal.screen().hide_cursor());
    assert_eq!(screen.paint(&frame, None), 6);
    assert!(screen.terminal.screen().hide_cursor());
}

#[test]
fn a_move_costs_two_rows_and_a_scroll_no_more() {
    let mut screen = Screen::new(120, 40);
    screen.paint(&table(120, 40, 0, 3), None);
    let moved = screen.paint(&table(120, 40, 0, 4), None);
    screen.assert_like_a_full_repaint(&table(120, 40, 0, 4));
    assert!(moved <= 350, "{moved} bytes");
    screen.paint(&table(120, 40, 0, 38), None);
    for top in 1..5 {
        let scrolled = screen.paint(&table(120, 40, top, 38 + top), None);
        screen.assert_like_a_full_repaint(&table(120, 40, top, 38 + top));
        assert!(scrolled <= 400, "{scrolled} bytes down");
    }
    screen.paint(&table(120, 40, 4, 5), None);
    for top in (0..4).rev() {
        let scrolled = screen.paint(&table(120, 40, top, 1 + top), None);
        screen.assert_like_a_full_repaint(&table(120, 40, top, 1 + top));
        assert!(scrolled <= 400, "{scrolled} bytes up");
    }
}

#[test]
fn what_was_written_over_is_repainted_after_it_is_forgotten() {
    let mut screen = Screen::new(80, 24);
    let frame = table(80, 24, 0, 3);
    screen.paint(&frame, None);
    screen.terminal.process(b"\x1b[5;5H\x1b[31mgarbage");
    screen.painter.forget();
    screen.paint(&frame, Some((1, 1)));
    screen.assert_like_a_full_repaint(&frame);
}

#[test]
fn a_new_size_is_a_new_screen() {
    let mut painter = Painter::default();
    let mut out = Vec::new();
    for (columns, rows) in [(120, 40), (80, 24), (1, 1), (0, 0), (40, 10)] {
        let area = Rect::new(0, 0, columns, rows);
        let mut frame = Buffer::empty(area);
        frame.set_string(0, 0, "й", Style::new());
        painter.paint(&mut frame, None, &mut out);
    }
}

#[test]
fn controls_do_not_reach_the_terminal() {
    let mut screen = Screen::new(10, 2);
    let mut frame = Buffer::empty(Rect::new(0, 0, 10, 2));
    frame[(0, 0)].set_symbol("\x1b[2J");
    frame[(1, 0)].set_symbol("\u{9b}");
    frame[(2, 0)].set_symbol("\n");
    frame[(9, 0)].set_symbol("漢");
    frame[(9, 1)].set_symbol("x");
    screen.paint(&frame, None);
    assert_eq!(screen.terminal.screen().contents(), "\n         x");
}

const SYMBOLS: &[&str] =
    &[" ", " ", " ", "a", "b", "й", "ї", "№", "│", "█", "漢", "字", "я\u{301}", "❤\u{fe0f}", "👍", "●", "∑"];

fn style() -> impl Strategy<Value = Style> {
    let colour = || {
        prop_oneof![
            4 => Just(Color::Reset),
            1 => Just(Color::Green),
            1 => Just(Color::LightRed),
            1 => Just(Color::Indexed(200)),
            1 => Just(Color::Rgb(1, 2, 3)),
        ]
    };
    let modifier = prop_oneof![
        4 => Just(Modifier::empty()),
        1 => Just(Modifier::REVERSED),
        1 => Just(Modifier::BOLD | Modifier::UNDERLINED),
        1 => Just(Modifier::DIM),
        1 => Just(Modifier::BOLD | Modifier::ITALIC),
    ];
    (colour(), colour(), modifier)
        .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

/// A modification of the frame before it is painted again.
#[derive(Clone, Debug)]
enum Edit {
    Text(u16, u16, Vec<&'static str>, Style),
    Blank(u16, u16, u16, Style),
    Shift(u16, u16, bool),
    Cursor(Option<(u16, u16)>),
}

const COLUMNS: u16 = 24;
const ROWS: u16 = 10;

fn edit() -> impl Strategy<Value = Edit> {
    let text = proptest::collection::vec(proptest::sample::select(SYMBOLS), 1..20);
    prop_oneof![
        6 => (0..COLUMNS, 0..ROWS, text, style()).prop_map(|(x, y, t, s)| Edit::Text(x, y, t, s)),
        2 => (0..COLUMNS, 0..ROWS, 1..COLUMNS, style()).prop_map(|(x, y, n, s)| Edit::Blank(x, y, n, s)),
        3 => (0..ROWS, 1..4u16, any::<bool>()).prop_map(|(y, n, up)| Edit::Shift(y, n, up)),
        1 => proptest::option::of((0..COLUMNS, 0..ROWS)).prop_map(Edit::Cursor),
    ]
}

fn apply(frame: &mut Buffer, edit: &Edit, cursor: &mut Option<(u16, u16)>) {
    match edit {
        Edit::Text(x, y, text, style) => {
            frame.set_string(*x, *y, text.concat(), *style);
        }
        Edit::Blank(x, y, n, style) => {
            frame.set_stringn(*x, *y, " ".repeat(usize::from(*n)), usize::from(*n), *style);
        }
        Edit::Shift(y, n, up) => {
            let (from, by) = (usize::from(*y) * usize::from(COLUMNS), usize::from(n * COLUMNS));
            let cells = &mut frame.content[from..];
            let by = by.min(cells.len());
            if *up { cells.rotate_left(by) } else { cells.rotate_right(by) }
        }
        Edit::Cursor(place) => *cursor = *place,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_frame_after_any_other(
        frames in proptest::collection::vec(proptest::collection::vec(edit(), 1..8), 1..8),
    ) {
        let mut screen = Screen::new(COLUMNS, ROWS);
        let mut frame = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
        let mut cursor = None;
        for edits in &frames {
            edits.iter().for_each(|edit| apply(&mut frame, edit, &mut cursor));
            screen.paint(&frame, cursor);
            screen.assert_like_a_full_repaint(&frame);
            prop_assert_eq!(screen.terminal.screen().hide_cursor(), cursor.is_none());
            if let Some((x, y)) = cursor {
                prop_assert_eq!(screen.terminal.screen().cursor_position(), (y, x));
            }
            prop_assert_eq!(screen.paint(&frame, cursor), 0);
        }
    }
}

/// Screens with so much content that scrolling is worth it.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let row = proptest::collection::vec(proptest::sample::select(SYMBOLS), 10..COLUMNS as usize);
    proptest::collection::vec(row.prop_map(|symbols| symbols.concat()), 30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn lists_scroll(
        rows in rows(),
        tops in proptest::collection::vec((0usize..12, style(), edit()), 1..6),
        (above, below) in (0..3u16, 0..3u16),
        pane in any::<bool>(),
    ) {
        let mut screen = Screen::new(COLUMNS * 3, ROWS * 2);
        for (top, style, edit) in &tops {
            let mut frame = Buffer::empty(Rect::new(0, 0, COLUMNS * 3, ROWS * 2));
            for y in above..ROWS * 2 - below {
                let row = &rows[(top + usize::from(y)) % rows.len()];
                frame.set_stringn(0, y, row.repeat(3), usize::from(COLUMNS * 2), Style::new());
                if pane {
                    frame.set_string(COLUMNS * 2, y, &rows[usize::from(y)], *style);
                }
            }
            if let Edit::Text(x, y, text, style) = edit {
                frame.set_string(*x, *y, text.concat(), *style);
            }
            screen.paint(&frame, None);
            screen.assert_like_a_full_repaint(&frame);
        }
    }
}
