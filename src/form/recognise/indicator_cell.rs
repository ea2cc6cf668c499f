//! Cells with an indicator, and below it the performers of the measure.

use crate::{
    document::{Cell, Paragraph},
    form::words::{begins_with, key, words},
    text::{normal::squeeze, surely::Surely},
};

/// The parts of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The indicator, line by line.
    pub names: Vec<String>,
    /// The lines with performers.
    pub performers: Vec<String>,
    /// Whether words or the look of the text show where the performers begin.
    pub certain: bool,
}

/// A part of a line with the same look throughout.
#[derive(Debug)]
struct Piece {
    text: String,
    begins_line: bool,
    emphasised: bool,
}

/// Splits a cell. The performers begin with a line (or with plain text after bold or italic text) that begins as
/// their names do; else with the first plain line below emphasised ones; else, with uncertainty, with a line that
/// begins with a capital letter. The cell may have a condition instead of an indicator.
pub fn split(cell: &Cell) -> Split {
    let pieces: Vec<Piece> = cell.paragraphs().fold(Vec::new(), pieces_of);
    let starts = 1..pieces.len();
    let after_look = |at: usize| {
        let (Some(before), Some(piece)) = (pieces.get(at - 1), pieces.get(at)) else { return false };
        piece.begins_line || (before.emphasised && !piece.emphasised)
    };
    let line = |at: usize| pieces.get(at).is_some_and(|piece| piece.begins_line);
    let text = |at: usize| pieces.get(at).map(|piece| piece.text.as_str()).unwrap_or_default();
    let looks = |at: usize| {
        let (name, rest) = pieces.split_at_checked(at).surely();
        name.iter().all(|piece| piece.emphasised) && rest.iter().all(|piece| !piece.emphasised)
    };
    let by_words = starts.clone().find(|at| after_look(*at) && names_performer(text(*at)));
    let certain = by_words.or_else(|| starts.clone().find(|at| line(*at) && looks(*at)));
    if let Some(at) = certain {
        return at_piece(&pieces, at, true);
    }
    let [only] = pieces.as_slice() else {
        let capital = |at: &usize| line(*at) && text(*at).chars().next().is_some_and(char::is_uppercase);
        let at = starts.clone().find(capital);
        return at_piece(&pieces, at.unwrap_or(pieces.len()), at.is_none());
    };
    let at = inside_line(&only.text);
    let (name, rest) = only.text.split_at_checked(at).unwrap_or((&only.text, ""));
    let line = |text: &str| Some(squeeze(text)).filter(|text| !text.is_empty()).into_iter().collect();
    Split { names: line(name), performers: line(rest), certain: true }
}

fn pieces_of(mut pieces: Vec<Piece>, paragraph: &Paragraph) -> Vec<Piece> {
    let mut begins_line = true;
    if let Some(label) = &paragraph.label {
        pieces.push(Piece { text: format!("{} ", label.text), begins_line, emphasised: false });
        begins_line = false;
    }
    for run in &paragraph.runs {
        for (index, text) in run.text.split('\n').enumerate() {
            begins_line |= index > 0;
            let emphasised = run.bold || run.italic;
            let blank = text.trim().is_empty();
            match pieces.last_mut().filter(|last| !begins_line && (blank || last.emphasised == emphasised)) {
                Some(last) => last.text.push_str(text),
                None if blank => {}
                None => {
                    pieces.push(Piece { text: text.to_owned(), begins_line, emphasised });
                    begins_line = false;
                }
            }
        }
    }
    pieces
}

fn at_piece(pieces: &[Piece], at: usize, certain: bool) -> Split {
    let (name, rest) = pieces.split_at_checked(at).unwrap_or((pieces, &[]));
    Split { names: lines_of(name), performers: lines_of(rest), certain }
}

fn lines_of(pieces: &[Piece]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut().filter(|_| !piece.begins_line) {
            Some(last) => last.push_str(&piece.text),
            None => lines.push(piece.text.clone()),
        }
    }
    lines.iter().map(|line| squeeze(line)).filter(|line| !line.is_empty()).collect()
}

fn names_performer(text: &str) -> bool {
    begins_with(&key(text), &words().performers).is_some()
}

/// The position in a line of a capital word that names a performer, for formats without paragraphs. After a
/// preposition it belongs to the indicator.
fn inside_line(text: &str) -> usize {
    let mut before: Option<&str> = None;
    let mut depth = 0_i32;
    for word in text.split_whitespace() {
        let at = word.as_ptr().addr() - text.as_ptr().addr();
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let free = before.is_some_and(|word| !words().prepositions.contains(&key(word)));
        if capital && free && depth <= 0 && text.get(at..).is_some_and(names_performer) {
            return at;
        }
        depth +=
            word.chars().map(|c| i32::from("(«“".contains(c)) - i32::from(")»”".contains(c))).sum::<i32>();
        before = Some(word);
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Run;

    fn bold(text: &str) -> Run {
        Run { text: text.to_owned(), bold: true, ..Run::default() }
    }

    fn of_runs(paragraphs: Vec<Vec<Run>>) -> Split {
        let cell = paragraphs.into_iter().map(Paragraph::of_runs).fold(Cell::new(0, 0), Cell::with_block);
        split(&cell)
    }

    fn of_text(text: &str) -> Split {
        split(&Cell::new(0, 0).with_text(text))
    }

    fn parts(name: &str, performers: &[&str], certain: bool) -> Split {
        let performers = performers.iter().map(|line| (*line).to_owned()).collect();
        let names = Some(name.to_owned()).filter(|name| !name.is_empty()).into_iter().collect();
        Split { names, performers, certain }
    }

    #[test]
    fn words_say_where_performers_begin() {
        let expected = parts("Кількість яблунь, за потреби", &["Відділ садів, сектор груш", "Рада"], true);
        assert_eq!(of_text("Кількість яблунь, за потреби\nВідділ садів, сектор груш\nРада"), expected);
        assert_eq!(of_text("Кількість\nпосаджених яблунь").names, ["Кількість", "посаджених яблунь"]);
        assert_eq!(of_text("По мірі росту"), parts("По мірі росту", &[], true));
        assert_eq!(of_text(""), parts("", &[], true));
    }

    #[test]
    fn looks_say_it_too() {
        let runs = vec![vec![bold("Кількість "), bold("яблунь")], vec![Run::plain("МЦ, РЦ")]];
        assert_eq!(of_runs(runs), parts("Кількість яблунь", &["МЦ, РЦ"], true));
        let one_line = vec![vec![bold("Кількість яблунь "), Run::plain("Відділ садів")]];
        assert_eq!(of_runs(one_line), parts("Кількість яблунь", &["Відділ садів"], true));
        let accent = vec![vec![Run::plain("Частка "), bold("усіх"), Run::plain(" яблунь")]];
        assert_eq!(of_runs(accent), parts("Частка усіх яблунь", &[], true));
    }

    #[test]
    fn otherwise_a_capital_letter_is_uncertain() {
        assert_eq!(of_text("Кількість яблунь\nСадівники"), parts("Кількість яблунь", &["Садівники"], false));
    }

    #[test]
    fn one_line_may_hold_both() {
        let read = of_text("Кількість яблунь, за потреби Директор саду, сектор груш");
        assert_eq!(read, parts("Кількість яблунь, за потреби", &["Директор саду, сектор груш"], true));
        for name in ["Кількість екскурсій до Центру дитячої творчості", "Кількість (Відділ садів) лекцій"]
        {
            assert_eq!(of_text(name), parts(name, &[], true));
        }
    }
}
