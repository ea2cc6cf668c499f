//! The looks that are in force, from open tags and their style attributes.

use super::super::style_look::StyleLook;
use super::super::{Effect, Run};

/// The tags that are open and change how text looks.
#[derive(Default)]
pub(super) struct Looks {
    bold: usize,
    italic: usize,
    underline: usize,
    struck: usize,
    raised: usize,
    lowered: usize,
    added: usize,
    /// Open tags with a style: the tag, the look, and how many tags of the same name are open inside it.
    styled: Vec<(String, StyleLook, usize)>,
    /// The look of the paragraph's own style, until it ends.
    pub(super) paragraph: Option<StyleLook>,
}

/// The most nested tags with styles; deeper ones are ignored.
const DEEPEST: usize = 64;

/// The look that a style gives; none where it does not change the meaning of a text.
pub(super) fn of_style(style: &str) -> Option<StyleLook> {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |word: &str| style.contains(word);
    let small = match () {
        () if has("vertical-align:super") => Some(Effect::Raised),
        () if has("vertical-align:sub") => Some(Effect::Lowered),
        () => None,
    };
    let on = |is: bool| is.then_some(true);
    let hidden = on(["display:none", "visibility:hidden", "mso-hide:all"].into_iter().any(has));
    let look = StyleLook { hidden, struck: on(has("line-through")), small, ..StyleLook::default() };
    (look.hidden.is_some() || look.struck.is_some() || small.is_some()).then_some(look)
}

/// Whether a style hides what it is given to.
pub(super) fn hides(style: &str) -> bool {
    of_style(style).is_some_and(|look| look.hidden == Some(true))
}

impl Looks {
    /// A tag begins, perhaps with a style.
    pub fn begin(&mut self, tag: &str, style: Option<&str>) {
        self.count(tag, |count| count + 1);
        if let Some(look) = style.and_then(of_style).filter(|_| self.styled.len() < DEEPEST) {
            self.styled.push((tag.to_owned(), look, 1));
        } else if let Some((_, _, open)) = self.styled.last_mut().filter(|(of, ..)| of == tag) {
            *open += 1;
        }
    }

    /// A tag ends.
    pub fn end(&mut self, tag: &str) {
        self.count(tag, |count| count.saturating_sub(1));
        if let Some((_, _, open)) = self.styled.last_mut().filter(|(of, ..)| of == tag) {
            *open -= 1;
            if *open == 0 {
                self.styled.pop();
            }
        }
    }

    fn count(&mut self, tag: &str, next: fn(usize) -> usize) {
        let count = |count: &mut usize| *count = next(*count);
        match tag {
            "b" | "strong" => count(&mut self.bold),
            "i" | "em" => count(&mut self.italic),
            "u" => count(&mut self.underline),
            "s" | "strike" | "del" => count(&mut self.struck),
            "sup" => count(&mut self.raised),
            "sub" => count(&mut self.lowered),
            "ins" => {
                count(&mut self.underline);
                count(&mut self.added);
            }
            _ => {}
        }
    }

    /// Text with the present look.
    pub fn run(&self, text: String) -> Run {
        let on = |count: usize| (count > 0).then_some(true);
        let own = StyleLook {
            bold: on(self.bold),
            italic: on(self.italic),
            underline: on(self.underline),
            struck: on(self.struck),
            small: match (self.raised, self.lowered) {
                (0, 0) => None,
                (0, _) => Some(Effect::Lowered),
                _ => Some(Effect::Raised),
            },
            inserted: self.added > 0,
            ..StyleLook::default()
        };
        let styled = self.styled.iter().map(|(_, style, _)| *style);
        styled.chain(self.paragraph).fold(own, StyleLook::over).run(text)
    }
}
