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
}

/// The most nested tags with styles; deeper ones are ignored.
const DEEPEST: usize = 64;

impl Looks {
    /// A tag begins or ends.
    pub fn tag(&mut self, tag: &str, begins: bool) {
        let count = |count: &mut usize| *count = if begins { *count + 1 } else { count.saturating_sub(1) };
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
        if let Some((_, _, open)) = self.styled.last_mut().filter(|(of, ..)| of == tag) {
            *open = if begins { *open + 1 } else { open.saturating_sub(1) };
            if *open == 0 {
                self.styled.pop();
            }
        }
    }

    /// The style of a tag that begins.
    pub fn style(&mut self, tag: &str, style: &str) {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        let has = |word: &str| style.contains(word);
        let small = match () {
            () if has("vertical-align:super") => Some(Effect::Raised),
            () if has("vertical-align:sub") => Some(Effect::Lowered),
            () => None,
        };
        let on = |is: bool| is.then_some(true);
        let struck = on(has("line-through"));
        let look = StyleLook { hidden: on(has("display:none")), struck, small, ..StyleLook::default() };
        let says = look.hidden.is_some() || struck.is_some() || small.is_some();
        if says && self.styled.len() < DEEPEST {
            self.styled.push((tag.to_owned(), look, 1));
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
        self.styled.iter().fold(own, |look, (_, style, _)| look.over(*style)).run(text)
    }
}
