//! Colours and glyphs according to the terminal. A status always has a glyph, too, because colour alone is not enough.

use ratatui::style::{Color, Modifier, Style};

use super::palette::{Paint, Palette};
use crate::domain::Status;

/// The colour depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Copy, Debug, Hash)]
pub struct Theme {
    /// The colour depth.
    pub colours: Colours,
    /// Whether only ASCII signs may be drawn (except in texts).
    pub ascii: bool,
    /// The palette.
    pub palette: Palette,
}

impl Theme {
    fn paint(self, paint: Paint) -> Style {
        let colour = match self.colours {
            Colours::None => None,
            Colours::Ansi => paint.ansi,
            Colours::Indexed => paint.indexed,
            Colours::True => paint.finest(),
        };
        colour.map_or_else(Style::new, |colour| Style::new().fg(colour))
    }

    /// The style of a status for signs and bars.
    pub fn status(self, status: Status) -> Style {
        let palette = &self.palette;
        self.paint(match status {
            Status::Met | Status::DeedDone => palette.good,
            Status::Exceeded | Status::UnplannedReported => palette.better,
            Status::Partial | Status::DeedPending | Status::DoneLate => palette.part,
            Status::NotStarted => palette.bad,
            Status::NotReported | Status::NotPlanned | Status::InProgress => palette.open,
            Status::Conditional | Status::ConditionalReported => palette.condition,
        })
    }

    /// The style of words and figures about a status. Contrast that suffices for a sign is rarely enough for text:
    /// hardly any of the sixteen colours is, and none where the background is unknown.
    pub fn status_text(self, status: Status) -> Style {
        let readable = matches!(self.colours, Colours::Indexed | Colours::True) && !self.palette.on_both();
        if readable { self.status(status) } else { Style::new() }
    }

    /// The glyph of a status.
    pub const fn glyph(self, status: Status) -> char {
        if self.ascii { status.ascii() } else { status.glyph() }
    }

    /// The style of less important text.
    pub fn dim(self) -> Style {
        self.paint(self.palette.dim)
    }

    /// The style of headings and of levels above the measures.
    pub const fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The style of the title line. In sixteen colours it is the terminal's default pair reversed, because none of the
    /// sixteen backgrounds is certain to give enough contrast.
    pub fn title(self) -> Style {
        let both = |part: fn(Paint) -> Option<Color>| {
            part(self.palette.title).zip(part(self.palette.title_background))
        };
        let pair = match self.colours {
            Colours::None | Colours::Ansi => None,
            Colours::Indexed => both(|paint| paint.indexed),
            Colours::True => both(Paint::finest),
        };
        pair.map_or_else(
            || Style::new().add_modifier(Modifier::REVERSED),
            |(fg, bg)| Style::new().fg(fg).bg(bg),
        )
    }

    /// The style under the cursor.
    pub const fn cursor(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The style of a warning that something was not done.
    pub fn warning(self) -> Style {
        self.paint(self.palette.warning).add_modifier(Modifier::BOLD)
    }

    /// The style of an error in the data.
    pub fn wrong(self) -> Style {
        self.paint(self.palette.wrong).add_modifier(Modifier::BOLD)
    }

    /// The style of a key in a hint.
    pub fn key(self) -> Style {
        self.paint(self.palette.accent).add_modifier(Modifier::BOLD)
    }

    /// A sign, or its replacement if only ASCII may be drawn.
    pub const fn sign(self, sign: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { sign }
    }
}

#[cfg(test)]
#[path = "theme_tests.rs"]
mod tests;
