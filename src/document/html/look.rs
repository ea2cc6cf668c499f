//! The looks that are in force, from open tags and their style attributes.

use super::super::style_look::{StyleLook, is_tiny, is_white, is_white_hex};
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
    /// The look of the paragraph's own style, until it ends, and how many tags with a style are open around it.
    paragraph: Option<(StyleLook, usize)>,
    /// The look of what is around the text: the page, a row.
    pub(super) around: StyleLook,
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
    let mut look = StyleLook { hidden, struck: on(has("line-through")), small, ..StyleLook::default() };
    for (name, value) in style.split(';').filter_map(|one| one.split_once(':')) {
        let value = value.trim_end_matches("!important");
        match name {
            "color" => look.white = white(value),
            "font-size" => look.tiny = tiny(value),
            "background" | "background-color" => look.coloured_ground = ground(value),
            "background-image" => look.coloured_ground = (value != "none").then_some(true),
            _ => {}
        }
    }
    (look != StyleLook::default()).then_some(look)
}

/// Whether a colour is that of paper, or none at all.
fn white(colour: &str) -> Option<bool> {
    match colour {
        "inherit" | "unset" => None,
        "white" | "window" | "snow" | "transparent" => Some(true),
        _ => Some(is_white_hex(colour).or_else(|| is_white_rgb(colour)).unwrap_or(false)),
    }
}

/// Reads `rgb(255,255,255)`.
fn is_white_rgb(colour: &str) -> Option<bool> {
    let inside = colour.strip_prefix("rgb")?.trim_start_matches('a').strip_prefix('(')?.strip_suffix(')')?;
    let mut parts = inside.split(',').map(|part| part.parse().ok());
    Some(is_white([parts.next()??, parts.next()??, parts.next()??]))
}

/// Whether a ground has another colour than paper.
fn ground(value: &str) -> Option<bool> {
    match value {
        "" | "none" | "inherit" | "unset" | "initial" | "transparent" => None,
        _ => white(value).map(|white| !white),
    }
}

/// Whether a size is too small for anybody to read. Sizes relative to others are not reckoned, except none at all.
fn tiny(size: &str) -> Option<bool> {
    let end = size.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(size.len());
    let (figure, unit) = size.split_at_checked(end)?;
    let figure: f64 = figure.parse().ok()?;
    match unit {
        "" | "pt" | "px" => Some(is_tiny(figure)),
        _ => Some(figure <= 0.0),
    }
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

    /// The style of a paragraph that begins.
    pub fn begin_paragraph(&mut self, style: &str) {
        self.paragraph = of_style(style).map(|look| (look, self.styled.len()));
    }

    /// The paragraph ends.
    pub fn end_paragraph(&mut self) {
        self.paragraph = None;
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
        // From the inside out.
        let at = self.paragraph.map_or(0, |(_, open)| open.min(self.styled.len()));
        let (outer, inner) = self.styled.split_at_checked(at).unwrap_or_default();
        let style = |(_, style, _): &(String, StyleLook, usize)| *style;
        let (outer, inner) = (outer.iter().rev().map(style), inner.iter().rev().map(style));
        let paragraph = self.paragraph.map(|(look, _)| look);
        inner.chain(paragraph).chain(outer).chain([self.around]).fold(own, StyleLook::over).run(text)
    }
}
