//! Colours and glyphs by what the terminal can. Status is always a glyph too, never colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::Status;

/// How many colours there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// None: bold, reverse, underline.
    None,
    /// The sixteen of ANSI.
    Ansi,
    /// 256.
    Indexed,
    /// 24 bits.
    True,
}

/// Colours and glyphs.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// How many colours there are.
    pub colours: Colours,
    /// Whether only ASCII signs may be drawn (letters of texts aside).
    pub ascii: bool,
}

/// Okabe and Ito's palette, which people who see few colours tell apart, in three depths chosen by hand.
const PALETTE: [(Status, Color, u8, Color); 11] = [
    (Status::Met, Color::Rgb(0, 158, 115), 35, Color::Green),
    (Status::Exceeded, Color::Rgb(86, 180, 233), 74, Color::Cyan),
    (Status::Partial, Color::Rgb(230, 159, 0), 178, Color::Yellow),
    (Status::NotStarted, Color::Rgb(213, 94, 0), 166, Color::Red),
    (Status::NotReported, Color::Rgb(153, 153, 153), 246, Color::DarkGray),
    (Status::Conditional, Color::Rgb(204, 121, 167), 175, Color::Magenta),
    (Status::ConditionalReported, Color::Rgb(204, 121, 167), 175, Color::Magenta),
    (Status::DeedDone, Color::Rgb(0, 158, 115), 35, Color::Green),
    (Status::DeedPending, Color::Rgb(230, 159, 0), 178, Color::Yellow),
    (Status::NotPlanned, Color::Rgb(153, 153, 153), 246, Color::DarkGray),
    (Status::UnplannedReported, Color::Rgb(86, 180, 233), 74, Color::Cyan),
];

impl Theme {
    fn pick(self, rgb: Color, indexed: u8, ansi: Color) -> Style {
        match self.colours {
            Colours::None => Style::new(),
            Colours::Ansi => Style::new().fg(ansi),
            Colours::Indexed => Style::new().fg(Color::Indexed(indexed)),
            Colours::True => Style::new().fg(rgb),
        }
    }

    /// The style of a status.
    pub fn status(self, status: Status) -> Style {
        let row = PALETTE.iter().find(|(of, ..)| *of == status);
        row.map_or_else(Style::new, |(_, rgb, indexed, ansi)| self.pick(*rgb, *indexed, *ansi))
    }

    /// The glyph of a status.
    pub const fn glyph(self, status: Status) -> char {
        if self.ascii { status.ascii() } else { status.glyph() }
    }

    /// What matters less.
    pub fn dim(self) -> Style {
        match self.colours {
            Colours::None => Style::new(),
            _ => self.pick(Color::Rgb(138, 138, 138), 245, Color::DarkGray),
        }
    }

    /// Headings and levels above the measures.
    pub const fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The title line.
    pub fn title(self) -> Style {
        match self.colours {
            Colours::None => Style::new().add_modifier(Modifier::REVERSED),
            Colours::Ansi => Style::new().fg(Color::White).bg(Color::Blue),
            Colours::Indexed => Style::new().fg(Color::Indexed(255)).bg(Color::Indexed(24)),
            Colours::True => Style::new().fg(Color::Rgb(238, 238, 238)).bg(Color::Rgb(0, 84, 119)),
        }
    }

    /// What is under the cursor.
    pub const fn cursor(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Something did not happen.
    pub fn warning(self) -> Style {
        self.pick(Color::Rgb(230, 159, 0), 178, Color::Yellow).add_modifier(Modifier::BOLD)
    }

    /// What is wrong as it stands.
    pub fn wrong(self) -> Style {
        self.pick(Color::Rgb(213, 94, 0), 166, Color::Red).add_modifier(Modifier::BOLD)
    }

    /// A key in a hint.
    pub fn key(self) -> Style {
        self.pick(Color::Rgb(86, 180, 233), 74, Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// A sign, or its twin where only ASCII may be drawn.
    pub const fn sign(self, sign: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { sign }
    }
}
