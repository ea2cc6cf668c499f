//! The look of text that results from several styles over one another, and whether anybody sees it: white text on
//! white paper and text of a point or less count as hidden.

use super::{Align, Effect, Run};

/// The look that a style defines; `None` leaves a property to the style beneath.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct StyleLook {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub underline: Option<bool>,
    pub hidden: Option<bool>,
    pub struck: Option<bool>,
    /// Of the colour of paper.
    pub white: Option<bool>,
    /// Too small to be seen.
    pub tiny: Option<bool>,
    /// On a ground of another colour than paper, where white text is seen.
    pub coloured_ground: Option<bool>,
    /// Raised or lowered, or back on the line.
    pub small: Option<Effect>,
    /// Added while changes were tracked.
    pub inserted: bool,
    pub align: Option<Align>,
}

impl StyleLook {
    /// This look, completed by the one beneath.
    pub fn over(self, beneath: Self) -> Self {
        Self {
            bold: self.bold.or(beneath.bold),
            italic: self.italic.or(beneath.italic),
            underline: self.underline.or(beneath.underline),
            hidden: self.hidden.or(beneath.hidden),
            struck: self.struck.or(beneath.struck),
            white: self.white.or(beneath.white),
            tiny: self.tiny.or(beneath.tiny),
            coloured_ground: self.coloured_ground.or(beneath.coloured_ground),
            small: self.small.or(beneath.small),
            inserted: self.inserted || beneath.inserted,
            align: self.align.or(beneath.align),
        }
    }

    /// What of this look lies beneath the looks of the text inside a container: its ground and its colour.
    pub fn of_container(self) -> Self {
        let Self { white, tiny, coloured_ground, .. } = self;
        Self { white, tiny, coloured_ground, ..Self::default() }
    }

    /// Whether nobody sees text of this look, although it is not marked as hidden.
    fn is_unseen(self) -> bool {
        let on = |switch: Option<bool>| switch == Some(true);
        on(self.tiny) || (on(self.white) && !on(self.coloured_ground))
    }

    /// The effect of this look on text.
    pub fn effect(self) -> Effect {
        match (self.hidden, self.struck) {
            (Some(true), _) => Effect::Hidden,
            _ if self.is_unseen() => Effect::Hidden,
            (_, Some(true)) => Effect::Struck,
            _ => match self.small.unwrap_or_default() {
                Effect::Plain if self.inserted => Effect::Inserted,
                small => small,
            },
        }
    }

    /// Text of this look.
    pub fn run(self, text: String) -> Run {
        let on = |switch: Option<bool>| switch == Some(true);
        // Blanks separate words, whatever their colour and size.
        let blank = text.trim().is_empty();
        let effect = if blank { Self { white: None, tiny: None, ..self }.effect() } else { self.effect() };
        Run { text, bold: on(self.bold), italic: on(self.italic), underline: on(self.underline), effect }
    }
}

/// How much of each primary colour there is at least in a colour that white paper does not show.
const WHITE: u8 = 0xf0;
/// The greatest size of text that nobody can read, in points.
const TINY: f64 = 1.0;

/// Whether a colour is that of paper.
pub(super) fn is_white([red, green, blue]: [u8; 3]) -> bool {
    red.min(green).min(blue) >= WHITE
}

/// Whether a colour in hexadecimal figures is that of paper: `FFFFFF`, `#fff`; none where it is no such colour.
pub(super) fn is_white_hex(text: &str) -> Option<bool> {
    let figures = text.trim().trim_start_matches('#');
    let part = |at: usize, width: usize| u8::from_str_radix(figures.get(at..at + width)?, 16).ok();
    let colour = match figures.len() {
        3 => [part(0, 1)? * 17, part(1, 1)? * 17, part(2, 1)? * 17],
        6 => [part(0, 2)?, part(2, 2)?, part(4, 2)?],
        _ => return None,
    };
    Some(is_white(colour))
}

/// Whether text of this size in points is too small to be seen.
pub(super) fn is_tiny(points: f64) -> bool {
    points <= TINY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_text_is_seen_only_on_a_coloured_ground() {
        let white = StyleLook { white: Some(true), ..StyleLook::default() };
        assert_eq!(white.effect(), Effect::Hidden);
        let ground = StyleLook { coloured_ground: Some(true), ..StyleLook::default() };
        assert_eq!(white.over(ground).effect(), Effect::Plain);
        let black = StyleLook { white: Some(false), ..StyleLook::default() };
        assert_eq!(black.over(white).effect(), Effect::Plain);
        assert_eq!(white.run(" ".to_owned()).effect, Effect::Plain);
        let tiny = StyleLook { tiny: Some(is_tiny(1.0)), ..ground };
        assert_eq!((tiny.effect(), is_tiny(6.0)), (Effect::Hidden, false));
    }

    #[test]
    fn a_colour_in_hexadecimal_figures() {
        for (text, white) in
            [("FFFFFF", Some(true)), ("#fefefe", Some(true)), ("#FFF", Some(true)), ("ff0000", Some(false))]
        {
            assert_eq!(is_white_hex(text), white, "{text}");
        }
        for text in ["auto", "", "#ffffffff", "їїї", "ggg"] {
            assert_eq!(is_white_hex(text), None, "{text}");
        }
    }
}
