//! Breaking a paragraph into lines.

use hypher::Lang;

use super::font::Face;
use super::letters::{self, Letter, SOFT_HYPHEN, is_space, may_break_after};
use crate::{
    document::{Align, Paragraph},
    text::surely::Surely,
};

/// The distance between default tabulators: 1.25 cm, as in office programs.
const DEFAULT_TAB: f32 = 35.4;
/// The unfilled share of a line from which on a word is hyphenated.
const GAP: f32 = 0.2;
/// Longer words are no words and are cut anywhere.
const LONGEST_WORD: usize = 120;
/// The most that rounding errors may add up to.
const SLACK: f32 = 0.01;

/// A line: its pieces from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct PdfLine {
    pub(super) pieces: Vec<PdfPiece>,
}

/// A piece of a line with the same look throughout.
#[derive(Clone, Debug)]
pub(super) struct PdfPiece {
    /// Its left edge, relative to that of the text or of the cell.
    pub(super) x: f32,
    pub(super) text: String,
    pub(super) face: Face,
    pub(super) underline: bool,
    pub(super) width: f32,
}

/// The place that a paragraph has, in points.
#[derive(Clone, Debug)]
pub(super) struct Measure {
    pub(super) width: f32,
    pub(super) indent: f32,
    pub(super) size: f32,
    pub(super) tabs: Vec<f32>,
    /// Words may be hyphenated.
    pub(super) hyphens: bool,
}

/// The lines of a paragraph; at least one.
pub(super) fn of_paragraph(paragraph: &Paragraph, measure: &Measure) -> Vec<PdfLine> {
    let breaker = Breaker { measure, room: measure.width - measure.indent };
    let mut lines = Vec::new();
    for letters in letters::of_paragraph(paragraph, measure.size) {
        let mut start = 0;
        loop {
            let cut = breaker.line_from(&letters, start);
            lines.push(breaker.set(letters.get(start..cut.end).surely(), cut.hyphen, paragraph.align));
            start = cut.end;
            if start >= letters.len() {
                break;
            }
        }
    }
    lines
}

/// Where a line ends.
#[derive(Clone, Copy)]
struct Cut {
    end: usize,
    hyphen: bool,
}

struct Breaker<'a> {
    measure: &'a Measure,
    room: f32,
}

impl Breaker<'_> {
    /// The longest line that begins here and fits.
    fn line_from(&self, letters: &[Letter], start: usize) -> Cut {
        let (mut x, mut ink) = (0.0, 0.0);
        // The last place to break at, and the width of the line up to there.
        let mut last: Option<(Cut, f32, f32)> = None;
        for (at, letter) in letters.iter().enumerate().skip(start) {
            let advance = self.advance(*letter, x);
            if x + advance > self.room + SLACK && at > start && !is_space(letter.c) && advance > 0.0 {
                return self.overflow(letters, start, at, last);
            }
            x += advance;
            if !is_space(letter.c) {
                ink = x;
            }
            if may_break_after(letters, at) {
                let hyphen = letter.c == SOFT_HYPHEN;
                if !hyphen || x + self.hyphen(*letter) <= self.room {
                    last = Some((Cut { end: at + 1, hyphen }, x, ink));
                }
            }
        }
        Cut { end: letters.len(), hyphen: false }
    }

    /// The letter at `at` does not fit any more.
    fn overflow(&self, letters: &[Letter], start: usize, at: usize, last: Option<(Cut, f32, f32)>) -> Cut {
        let (word, x, ink) = last.map_or((start, 0.0, 0.0), |(cut, x, ink)| (cut.end, x, ink));
        if self.measure.hyphens && (last.is_none() || ink < self.room * GAP) {
            let rest = letters.get(word..).surely();
            if let Some(length) = self.syllables(rest, self.room - x) {
                return Cut { end: word + length, hyphen: true };
            }
        }
        last.map_or(Cut { end: at, hyphen: false }, |(cut, ..)| cut)
    }

    /// How many letters of the word that begins here fit before a hyphen.
    fn syllables(&self, letters: &[Letter], room: f32) -> Option<usize> {
        let lead = letters.iter().take_while(|letter| is_opening(letter.c)).count();
        let word: String = letters.iter().skip(lead).map(|l| l.c).take_while(|c| is_of_word(*c)).collect();
        let long = word.chars().take(LONGEST_WORD + 1).count();
        if !(5..=LONGEST_WORD).contains(&long) {
            return None;
        }
        let language = if word.is_ascii() { Lang::English } else { Lang::Ukrainian };
        let (mut length, mut found) = (lead, None);
        for syllable in hypher::hyphenate(&word, language) {
            length += syllable.chars().count();
            let part = letters.get(..length)?;
            let width: f32 = part.iter().map(|letter| letter.width).sum();
            if length == lead + long || width + part.last().map_or(0.0, |l| self.hyphen(*l)) > room + SLACK {
                break;
            }
            found = Some(length);
        }
        found
    }

    fn hyphen(&self, letter: Letter) -> f32 {
        letter.face.glyph(SOFT_HYPHEN).advance * self.measure.size
    }

    /// The width of a letter at this place of the line.
    fn advance(&self, letter: Letter, x: f32) -> f32 {
        if letter.c == '\t' { self.tab(x) } else { letter.width }
    }

    /// The position after a tabulator; at the very beginning of a line never beyond its end.
    fn tab(&self, x: f32) -> f32 {
        let from_text = x + self.measure.indent;
        let stop = self.measure.tabs.iter().copied().find(|stop| *stop > from_text + SLACK);
        let stop =
            stop.unwrap_or_else(|| (from_text / DEFAULT_TAB + SLACK).floor() * DEFAULT_TAB + DEFAULT_TAB);
        let width = (stop - from_text).max(SLACK);
        if x == 0.0 { width.min(self.room) } else { width }
    }

    /// The line of these letters.
    fn set(&self, letters: &[Letter], hyphen: bool, align: Option<Align>) -> PdfLine {
        let end = letters.iter().rposition(|letter| !is_space(letter.c)).map_or(0, |at| at + 1);
        let mut pieces = Pieces::default();
        for letter in letters.get(..end).surely() {
            match letter.c {
                '\t' => pieces.gap(self.tab(pieces.x)),
                SOFT_HYPHEN | '\u{200b}' => {}
                _ => pieces.letter(*letter),
            }
        }
        if let (true, Some(last)) = (hyphen, letters.last()) {
            pieces.letter(Letter { c: SOFT_HYPHEN, width: self.hyphen(*last), ..*last });
        }
        let spare = (self.room - pieces.x).max(0.0);
        let shift = self.measure.indent
            + match align {
                Some(Align::Center) => spare / 2.0,
                Some(Align::Right) => spare,
                Some(Align::Left | Align::Justify) | None => 0.0,
            };
        pieces.all.iter_mut().for_each(|piece| piece.x += shift);
        PdfLine { pieces: pieces.all }
    }
}

/// The pieces of a line in the making.
#[derive(Default)]
struct Pieces {
    all: Vec<PdfPiece>,
    x: f32,
    parted: bool,
}

impl Pieces {
    fn gap(&mut self, width: f32) {
        self.x += width;
        self.parted = true;
    }

    fn letter(&mut self, letter: Letter) {
        let same = |piece: &&mut PdfPiece| piece.face == letter.face && piece.underline == letter.underline;
        match self.all.last_mut().filter(same).filter(|_| !self.parted) {
            Some(piece) => {
                piece.text.push(letter.c);
                piece.width += letter.width;
            }
            None => self.all.push(PdfPiece {
                x: self.x,
                text: letter.c.to_string(),
                face: letter.face,
                underline: letter.underline,
                width: letter.width,
            }),
        }
        self.x += letter.width;
        self.parted = false;
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '«' | '„' | '“' | '"' | '(' | '[' | '’' | '\'')
}

fn is_of_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\'' | '’' | 'ʼ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Run;

    fn lines(text: &str, width: f32, hyphens: bool) -> Vec<String> {
        let measure = Measure { width, indent: 0.0, size: 10.0, tabs: vec![100.0], hyphens };
        of_paragraph(&Paragraph::new(text), &measure)
            .iter()
            .map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn lines_break_at_spaces_hyphens_and_strokes() {
        assert_eq!(lines("один два три", 40.0, true), ["один два", "три"]);
        assert_eq!(lines("науково-технічний відділ", 90.0, false), ["науково-технічний", "відділ"]);
        assert_eq!(lines("науково-технічний", 60.0, false), ["науково-", "технічний"]);
        assert_eq!(lines("заходів/послуг", 50.0, false), ["заходів/", "послуг"]);
        assert_eq!(lines("10\u{a0}000 грн", 30.0, false), ["10\u{a0}000", "грн"]);
        assert_eq!(lines("", 30.0, false), [""]);
        assert_eq!(lines("а\n\nб", 30.0, false), ["а", "", "б"]);
    }

    #[test]
    fn a_word_is_hyphenated_only_where_it_does_not_fit_or_leaves_a_gap() {
        assert_eq!(lines("та забезпечення", 65.0, true), ["та забезпечен\u{ad}", "ня"]);
        assert_eq!(lines("своєчасне забезпечення", 75.0, true), ["своєчасне", "забезпечення"]);
        assert_eq!(lines("«забезпечення»", 40.0, true), ["«забезпе\u{ad}", "чення»"]);
        assert_eq!(lines("забезпечення", 40.0, false).concat(), "забезпечення");
        assert_eq!(lines("за\u{ad}безпечення", 50.0, false), ["за\u{ad}", "безпечення"]);
    }

    #[test]
    fn what_is_no_word_is_cut_anywhere_and_nothing_is_lost() {
        let long = "1234567890".repeat(30);
        for width in [0.0, 1.0, 7.0, 33.0] {
            assert_eq!(lines(&long, width, true).concat(), long, "{width}");
        }
    }

    #[test]
    fn a_tabulator_leads_to_its_place_and_never_out_of_the_line() {
        let measure = Measure { width: 200.0, indent: 0.0, size: 10.0, tabs: vec![100.0], hyphens: true };
        let set = of_paragraph(&Paragraph::new("посада\tпідпис"), &measure);
        let places: Vec<f32> = set.iter().flat_map(|line| &line.pieces).map(|piece| piece.x).collect();
        assert_eq!(places, [0.0, 100.0]);
        let narrow = Measure { width: 20.0, ..measure };
        assert_eq!(of_paragraph(&Paragraph::new("\t\t\tа"), &narrow).len(), 4);
    }

    #[test]
    fn looks_part_a_line_into_pieces_and_alignment_moves_them() {
        let bold = Run { bold: true, ..Run::plain("Захід 1.1") };
        let paragraph = Paragraph::of_runs(vec![bold, Run::plain(" Семінар")]).aligned(Align::Right);
        let measure = Measure { width: 200.0, indent: 10.0, size: 10.0, tabs: vec![], hyphens: true };
        let set = of_paragraph(&paragraph, &measure);
        let [line] = set.as_slice() else { panic!("{set:?}") };
        let [first, second] = line.pieces.as_slice() else { panic!("{line:?}") };
        assert_eq!((first.face, second.face), (Face::Bold, Face::Regular));
        assert!((second.x + second.width - 200.0).abs() < 0.01);
    }
}
