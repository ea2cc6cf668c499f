//! A table that fills the screen, made with `kvartal::term` alone: the tests run it in a pty, and it can be timed
//! against the floor of any ratatui program. `j`/`k` move, `t` types, `p` panics, `q` quits; the last line shows
//! the input.

use std::process::ExitCode;
use std::time::Duration;

use kvartal::keymap::{Key, KeyCode};
use kvartal::term::{Capabilities, Signal, TermError, TermEvent, Terminal, enter, exit_code};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::terminal::Frame;

#[derive(Default)]
struct Probe {
    rows: Vec<[String; 7]>,
    selected: usize,
    top: usize,
    log: String,
    cursor: bool,
    leave: Option<u8>,
}

impl Probe {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let height = usize::from(area.height.saturating_sub(4)).max(1);
        self.top = self.top.clamp((self.selected + 1).saturating_sub(height), self.selected);
        let end = (self.top + height).min(self.rows.len());
        let buffer = frame.buffer_mut();
        let (right, bottom) = (area.right().saturating_sub(1), area.bottom().saturating_sub(2));
        let line = "─".repeat(usize::from(area.width));
        for y in [0, bottom] {
            buffer.set_stringn(0, y, &line, usize::from(area.width), Style::new());
        }
        for y in 1..bottom {
            for x in [0, right] {
                buffer.set_stringn(x, y, "│", 1, Style::new());
            }
        }
        let head = ["No", "Measure", "Quarter", "Plan", "Fact", "Done", "Bar"];
        cells(buffer, 1, &head, Style::new().add_modifier(Modifier::BOLD));
        let shown = self.rows.iter().enumerate().take(end).skip(self.top);
        for (y, (i, texts)) in (2..bottom).zip(shown) {
            let reversed = if i == self.selected { Modifier::REVERSED } else { Modifier::empty() };
            cells(buffer, y, texts, Style::new().add_modifier(reversed));
        }
        let line = format!("{}/{}  q quit  {}", self.selected + 1, self.rows.len(), self.log);
        let last = area.bottom().saturating_sub(1);
        buffer.set_stringn(0, last, &line, usize::from(area.width), Style::new());
        if self.cursor {
            frame.set_cursor_position((0, last));
        }
    }

    fn update(&mut self, event: TermEvent, terminal: &mut Terminal) -> Result<(), TermError> {
        match event {
            TermEvent::Key(key) | TermEvent::EscapedKey(key) => self.key(key, terminal)?,
            TermEvent::EscapeWasCut
            | TermEvent::PasteWithoutEnd
            | TermEvent::PasteTooLong
            | TermEvent::Pointer(_) => {
                self.log = format!("{event:?}");
            }
            TermEvent::Paste(text) => self.log = format!("paste {text:?}"),
            TermEvent::Resize(columns, rows) => self.log = format!("size {columns}x{rows}"),
            TermEvent::Wake => self.log.push_str(" woken"),
            TermEvent::Signal(Signal::Suspend) => terminal.suspend()?,
            TermEvent::Signal(Signal::Continue) => terminal.resume()?,
            TermEvent::Signal(signal) => self.leave = Some(exit_code(signal)),
            TermEvent::FocusGained | TermEvent::FocusLost => {}
        }
        Ok(())
    }

    fn key(&mut self, key: Key, terminal: &mut Terminal) -> Result<(), TermError> {
        let last = self.rows.len().saturating_sub(1);
        match key.code {
            KeyCode::Char('q') => self.leave = Some(0),
            KeyCode::Char('j') | KeyCode::Down => self.selected = (self.selected + 1).min(last),
            KeyCode::Char('k') | KeyCode::Up => self.selected = self.selected.saturating_sub(1),
            KeyCode::PageDown => self.selected = (self.selected + 30).min(last),
            KeyCode::PageUp => self.selected = self.selected.saturating_sub(30),
            KeyCode::Char('c') => self.cursor = !self.cursor,
            KeyCode::Char('z') if key.ctrl => terminal.suspend()?,
            #[allow(clippy::panic)]
            KeyCode::Char('p') => panic!("asked to"),
            _ => {
                self.log.push(' ');
                self.log.push_str(&key.to_string());
            }
        }
        Ok(())
    }
}

/// One row of the table inside its border.
fn cells(buffer: &mut Buffer, y: u16, texts: &[impl AsRef<str>; 7], style: Style) {
    let (mut x, right) = (1, buffer.area.right().saturating_sub(1));
    buffer.set_style(Rect::new(1, y, right.saturating_sub(1), 1), style);
    let colour = if texts[5].as_ref().len() > 3 { Color::Green } else { Color::Red };
    for (column, (text, width)) in texts.iter().zip([6, 50, 10, 10, 10, 8, 12]).enumerate() {
        let style = if column >= 5 { style.fg(colour) } else { style };
        if x < right {
            buffer.set_stringn(x, y, text, usize::from((right - x).min(width)), style);
        }
        x += width + 1;
    }
}

fn row(i: usize) -> [String; 7] {
    let (plan, fact) = ((i * 37 + 11) % 1000, (i * 53 + 7) % 1000);
    [
        format!("{i:05}"),
        format!("Показник {i}: проведення навчань у громаді"),
        format!("Q{} 2026", i % 4 + 1),
        format!("{plan}.{:02}", i % 100),
        format!("{fact}.{:02}", i % 97),
        format!("{}%", fact * 100 / (plan + 1)),
        "████████░░".to_owned(),
    ]
}

fn run() -> Result<u8, TermError> {
    if let Ok(delay) = std::env::var("PROBE_DELAY_MS") {
        std::thread::sleep(Duration::from_millis(delay.parse().unwrap_or(0)));
    }
    let (mut terminal, mut input) = enter(&Capabilities::detect(|name| std::env::var(name).ok())?)?;
    let mut probe = Probe { rows: (0..1000).map(row).collect(), ..Probe::default() };
    loop {
        terminal.draw(|frame| probe.draw(frame))?;
        for event in input.wait(None) {
            probe.update(event, &mut terminal)?;
        }
        if let Some(code) = probe.leave {
            return Ok(code);
        }
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code.into(),
        Err(e) => {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "{e}");
            e.exit_code().into()
        }
    }
}
