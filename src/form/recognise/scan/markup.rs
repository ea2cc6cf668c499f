//! Removes markup that text extraction leaves: HTML tags, `**`, entities. The look that they mean is kept.

use crate::{
    document::{Paragraph, Place, Run},
    text::surely::Surely,
};

/// The longest tag, in bytes; anything longer is text.
const LONGEST_TAG: usize = 120;

/// What is open at a place of the text.
#[derive(Default)]
struct MarkupState {
    done: Vec<Paragraph>,
    runs: Vec<Run>,
    text: String,
    bold: bool,
    italic: bool,
    underline: bool,
    line: u32,
}

/// A text with tags, as paragraphs without them; blank ones are left out.
pub fn paragraphs(text: &str, line: u32) -> Vec<Paragraph> {
    let mut pen = MarkupState { line, ..MarkupState::default() };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let eaten = match c {
            '<' => pen.tag(rest),
            '*' if rest.starts_with("**") => {
                pen.turn(|pen| pen.bold = !pen.bold);
                Some(2)
            }
            '&' => pen.entity(rest),
            _ => None,
        };
        let eaten = eaten.unwrap_or_else(|| {
            pen.text.push(c);
            c.len_utf8()
        });
        rest = rest.get(eaten..).surely();
    }
    pen.end_paragraph();
    pen.done
}

/// Whether a line only rules off: `--|--`, `====`.
pub fn is_rule(text: &str) -> bool {
    let dashes = text.chars().filter(|c| "-–—=".contains(*c)).count();
    dashes >= 3 && text.chars().all(|c| c.is_whitespace() || "-–—=|:+".contains(c))
}

impl MarkupState {
    /// Changes the look for what follows.
    fn turn(&mut self, change: impl FnOnce(&mut Self)) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            let (bold, italic, underline) = (self.bold, self.italic, self.underline);
            self.runs.push(Run { text, bold, italic, underline, ..Run::default() });
        }
        change(self);
    }

    fn end_paragraph(&mut self) {
        self.turn(|_| {});
        let mut paragraph = Paragraph::of_runs(std::mem::take(&mut self.runs));
        paragraph.place = Place::of_line(self.line);
        if !paragraph.is_blank() {
            self.done.push(paragraph);
        }
    }

    /// A tag at the beginning of the rest, and how long it is.
    fn tag(&mut self, rest: &str) -> Option<usize> {
        let end = rest.char_indices().take_while(|(at, _)| *at < LONGEST_TAG).find(|(_, c)| *c == '>')?.0;
        let inside = rest.get(1..end)?;
        let closes = inside.starts_with('/');
        let name = inside.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "b" | "strong" => self.turn(|pen| pen.bold = !closes),
            "i" | "em" => self.turn(|pen| pen.italic = !closes),
            "u" => self.turn(|pen| pen.underline = !closes),
            "p" | "br" | "ul" | "ol" | "li" | "div" => self.end_paragraph(),
            "span" | "font" | "sup" | "sub" => {}
            _ => return None,
        }
        Some(end + 1)
    }

    fn entity(&mut self, rest: &str) -> Option<usize> {
        const ENTITIES: [(&str, char); 6] =
            [("&nbsp;", ' '), ("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\'')];
        let (name, c) = ENTITIES.iter().find(|(name, _)| rest.starts_with(name))?;
        self.text.push(*c);
        Some(name.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        paragraphs(text, 1).iter().map(|p| p.text().trim().to_owned()).collect()
    }

    #[test]
    fn tags_make_paragraphs_and_looks() {
        assert_eq!(texts("<p>Сад</p> <p>Город<br>Поле</p>"), ["Сад", "Город", "Поле"]);
        assert_eq!(texts("<ul style=\"a: none;\"> - сад <li>город</li>"), ["- сад", "город"]);
        let read = paragraphs("<b>Сад</b> і <i>город</i>", 7);
        let looks: Vec<_> = read[0].runs.iter().map(|r| (r.text.as_str(), r.bold, r.italic)).collect();
        assert_eq!(looks, [("Сад", true, false), (" і ", false, false), ("город", false, true)]);
        assert_eq!(read[0].place.line, Some(7));
        assert!(paragraphs("**Сад**", 1)[0].is_bold());
    }

    #[test]
    fn what_is_no_tag_stays() {
        assert_eq!(
            texts("5 < 6 і 7 > 2, <сад>, особи* &amp; &nbsp;рік"),
            ["5 < 6 і 7 > 2, <сад>, особи* &  рік"]
        );
        assert_eq!(texts("<p></p> "), Vec::<String>::new());
    }

    #[test]
    fn rules_are_told_from_text() {
        for text in ["--\t--\t---", "|---|:--|", "======"] {
            assert!(is_rule(text), "{text}");
        }
        for text in ["", "-", "- сад", "____", "—"] {
            assert!(!is_rule(text), "{text}");
        }
    }
}
