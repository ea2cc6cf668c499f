//! The look of text that results from several styles over one another.

use super::{Align, Effect, Run};

/// The look that a style defines; `None` leaves a property to the style beneath.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StyleLook {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub underline: Option<bool>,
    pub hidden: Option<bool>,
    pub struck: Option<bool>,
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
            small: self.small.or(beneath.small),
            inserted: self.inserted || beneath.inserted,
            align: self.align.or(beneath.align),
        }
    }

    /// The effect of this look on text.
    pub fn effect(self) -> Effect {
        match (self.hidden, self.struck) {
            (Some(true), _) => Effect::Hidden,
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
        let effect = self.effect();
        Run { text, bold: on(self.bold), italic: on(self.italic), underline: on(self.underline), effect }
    }
}
