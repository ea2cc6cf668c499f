//! The capabilities of the terminal, as far as the environment shows them. The terminal is not queried, because an
//! answer would cost a round trip before the first frame, and a late one would arrive among the keys.

use super::{TermError, tty::Tty};

/// How many colours may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColourTier {
    /// None at all: bold, underline, reverse.
    None,
    /// The sixteen of the terminal's own palette.
    Sixteen,
    /// The palette of 256.
    Indexed,
    /// 24-bit colours.
    True,
}

/// Which characters may be drawn besides letters. Text is always UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Glyphs {
    /// Box drawing, blocks, geometric signs.
    Unicode,
    /// ASCII only: no UTF-8 locale, or the Linux console with its 512 glyphs.
    Ascii,
}

/// A program between this one and the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Multiplexer {
    /// tmux
    Tmux,
    /// GNU screen
    Screen,
    /// Zellij
    Zellij,
}

/// What is known about the terminal before anything is written to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// How many colours may be used.
    pub colours: ColourTier,
    /// Which signs may be drawn.
    pub glyphs: Glyphs,
    /// A multiplexer that was seen.
    pub multiplexer: Option<Multiplexer>,
    /// Whether the user works from another machine (ssh or mosh).
    pub remote: bool,
    /// Whether the connection is mosh, which keeps its own copy of the screen.
    pub mosh: bool,
    /// Whether the background is light, if the terminal tells; none if it does not.
    pub light: Option<bool>,
    /// Whether the terminal is known by its name to support the kitty keyboard protocol.
    pub kitty_keyboard: bool,
}

impl Capabilities {
    /// The capabilities of the current terminal, or an error if it cannot show a screen.
    pub fn detect(var: impl Fn(&str) -> Option<String>) -> Result<Self, TermError> {
        Tty::check()?;
        Self::from_env(var)
    }

    /// The capabilities according to the environment variables.
    pub fn from_env(var: impl Fn(&str) -> Option<String>) -> Result<Self, TermError> {
        let var = |name: &str| var(name).unwrap_or_default();
        let term = var("TERM");
        if term == "dumb" {
            return Err(TermError::Dumb);
        }
        let set = |name: &str| !var(name).is_empty();
        let multiplexer = if set("TMUX") || term.starts_with("tmux") {
            Some(Multiplexer::Tmux)
        } else if set("ZELLIJ") {
            Some(Multiplexer::Zellij)
        } else if set("STY") || term.starts_with("screen") {
            Some(Multiplexer::Screen)
        } else {
            None
        };
        let mosh = set("MOSH_CONNECTION") || set("MOSH_SERVER_PID");
        Ok(Self {
            colours: match var("KVARTAL_COLOR").as_str() {
                "none" => ColourTier::None,
                "16" => ColourTier::Sixteen,
                "256" => ColourTier::Indexed,
                "true" => ColourTier::True,
                _ => colours(&term, &var("COLORTERM"), set("NO_COLOR"), multiplexer),
            },
            glyphs: match var("KVARTAL_GLYPHS").as_str() {
                "unicode" => Glyphs::Unicode,
                "ascii" => Glyphs::Ascii,
                _ if utf8(&var) && term != "linux" => Glyphs::Unicode,
                _ => Glyphs::Ascii,
            },
            multiplexer,
            light: background(&var("COLORFGBG"), &term),
            remote: mosh || set("SSH_CONNECTION") || set("SSH_CLIENT") || set("SSH_TTY"),
            mosh,
            kitty_keyboard: multiplexer.is_none() && !mosh && named(&term, KITTY_KEYBOARD),
        })
    }
}

/// rxvt and Konsole set `COLORFGBG=15;0`, with the background last; the Linux console is black.
fn background(pair: &str, term: &str) -> Option<bool> {
    match pair.rsplit(';').next().and_then(|index| index.parse::<u8>().ok()) {
        Some(7 | 9..=15) => Some(true),
        Some(0..=6 | 8) => Some(false),
        _ => (term == "linux").then_some(false),
    }
}

/// These terminals set `TERM` to their own name, and understand or at least ignore `CSI > 1 u`.
const KITTY_KEYBOARD: &[&str] = &["xterm-kitty", "xterm-ghostty", "foot", "alacritty", "wezterm"];
const TRUE_COLOUR: &[&str] =
    &["xterm-kitty", "xterm-ghostty", "foot", "alacritty", "wezterm", "contour", "rio"];

/// Whether `term` is one of the names, or a variant such as `foot-extra`.
fn named(term: &str, names: &[&str]) -> bool {
    names
        .iter()
        .any(|name| term.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
}

fn colours(term: &str, colorterm: &str, refused: bool, multiplexer: Option<Multiplexer>) -> ColourTier {
    let terminal_of_old =
        term.strip_prefix("vt").is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
    if refused || terminal_of_old || term.ends_with("-mono") || term.ends_with("-m") {
        return ColourTier::None;
    }
    let by_name = if named(term, TRUE_COLOUR) || term.ends_with("-direct") {
        ColourTier::True
    } else if term.contains("256color") {
        ColourTier::Indexed
    } else {
        ColourTier::Sixteen
    };
    match colorterm {
        // The variable is inherited from the outer terminal; screen itself does not support 24-bit colours before 5.0.
        "truecolor" | "24bit" if multiplexer == Some(Multiplexer::Screen) => by_name.max(ColourTier::Indexed),
        "truecolor" | "24bit" => ColourTier::True,
        _ => by_name,
    }
}

/// Whether the locale is UTF-8; the first of the three variables that is set decides, as in the C library.
fn utf8(var: &impl Fn(&str) -> String) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(var).find(|value| !value.is_empty());
    locale.is_some_and(|value| {
        let value = value.to_ascii_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn of(vars: &str) -> Result<Capabilities, TermError> {
        let vars: HashMap<&str, &str> = vars.split_whitespace().filter_map(|v| v.split_once('=')).collect();
        Capabilities::from_env(|name| vars.get(name).map(|value| (*value).to_owned()))
    }

    #[test]
    fn colours_by_name_and_wish() {
        for (vars, tier) in [
            ("TERM=xterm-256color COLORTERM=truecolor", ColourTier::True),
            ("TERM=xterm-256color COLORTERM=24bit NO_COLOR=1", ColourTier::None),
            ("TERM=xterm-256color NO_COLOR=", ColourTier::Indexed),
            ("TERM=xterm", ColourTier::Sixteen),
            ("TERM=linux", ColourTier::Sixteen),
            ("TERM=vt220", ColourTier::None),
            ("TERM=xterm-direct", ColourTier::True),
            ("TERM=foot-extra", ColourTier::True),
            ("TERM=footing", ColourTier::Sixteen),
            ("TERM=screen.xterm-256color STY=1 COLORTERM=truecolor", ColourTier::Indexed),
            ("TERM=tmux-256color TMUX=x COLORTERM=truecolor", ColourTier::True),
            ("", ColourTier::Sixteen),
        ] {
            assert_eq!(of(vars).unwrap().colours, tier, "{vars}");
        }
    }

    #[test]
    fn glyphs_by_locale() {
        for (vars, glyphs) in [
            ("LANG=uk_UA.UTF-8", Glyphs::Unicode),
            ("LANG=uk_UA.utf8 LC_ALL=", Glyphs::Unicode),
            ("LANG=uk_UA.UTF-8 LC_ALL=C", Glyphs::Ascii),
            ("LANG=C LC_CTYPE=C.UTF-8", Glyphs::Unicode),
            ("LANG=uk_UA.KOI8-U", Glyphs::Ascii),
            ("LANG=uk_UA.UTF-8 TERM=linux", Glyphs::Ascii),
            ("", Glyphs::Ascii),
        ] {
            assert_eq!(of(vars).unwrap().glyphs, glyphs, "{vars}");
        }
    }

    #[test]
    fn what_stands_in_between() {
        let local = of("TERM=xterm-kitty").unwrap();
        assert!(local.kitty_keyboard && !local.remote && local.multiplexer.is_none());
        let inside = of("TERM=xterm-kitty TMUX=/tmp/x SSH_TTY=/dev/pts/1").unwrap();
        assert!(!inside.kitty_keyboard && inside.remote);
        assert_eq!(inside.multiplexer, Some(Multiplexer::Tmux));
        assert_eq!(of("ZELLIJ=0").unwrap().multiplexer, Some(Multiplexer::Zellij));
        assert_eq!(of("TERM=screen").unwrap().multiplexer, Some(Multiplexer::Screen));
        assert!(of("MOSH_CONNECTION=x").unwrap().remote);
    }

    #[test]
    fn a_dumb_terminal_is_refused() {
        assert!(matches!(of("TERM=dumb"), Err(TermError::Dumb)));
    }
}
