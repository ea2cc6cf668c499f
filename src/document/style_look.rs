//! How text looks by styles that lie over one another.

use super::{Align, Run};

/// What a style says; `None` is left to whatever lies beneath.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StyleLook {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub underline: Option<bool>,
    pub hidden: Option<bool>,
    pub align: Option<Align>,
}

impl StyleLook {
    /// This look, and where it says nothing the other.
    pub fn over(self, beneath: Self) -> Self {
        Self {
            bold: self.bold.or(beneath.bold),
            italic: self.italic.or(beneath.italic),
            underline: self.underline.or(beneath.underline),
            hidden: self.hidden.or(beneath.hidden),
            align: self.align.or(beneath.align),
        }
    }

    /// Whether text of this look is not shown.
    pub fn is_hidden(self) -> bool {
        self.hidden == Some(true)
    }

    /// Text of this look.
    pub fn run(self, text: String) -> Run {
        let on = |switch: Option<bool>| switch == Some(true);
        Run { text, bold: on(self.bold), italic: on(self.italic), underline: on(self.underline) }
    }
}
