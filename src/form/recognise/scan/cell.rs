//! A cell of the text: its paragraphs and its features.

use crate::{document::Paragraph, form::form::Form};

use super::{
    super::steps::step,
    features::{self, CellFeatures},
    markup,
};

/// How many words name a cell in a doubt.
const NAME_WORDS: usize = 6;

/// A cell of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScanCell {
    /// Its paragraphs, each with its line.
    pub paragraphs: Vec<Paragraph>,
    /// Its features.
    pub features: CellFeatures,
}

impl ScanCell {
    /// Reads a cell from a field between two tabulators.
    pub fn read(text: &str, line: u32, form: &Form) -> Self {
        Self::of(markup::paragraphs(text, line), form)
    }

    /// A cell of these paragraphs.
    pub fn of(paragraphs: Vec<Paragraph>, form: &Form) -> Self {
        step();
        Self { features: CellFeatures::of(&paragraphs, form), paragraphs }
    }

    /// Whether it has no text.
    pub fn is_blank(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// Its text in one line.
    pub fn text(&self) -> String {
        features::text_of(&self.paragraphs)
    }

    /// Its first words, to name it in a doubt.
    pub fn name(&self) -> String {
        let text = self.text();
        match text.match_indices(' ').nth(NAME_WORDS).and_then(|(at, _)| text.get(..at)) {
            Some(words) => format!("{words}…"),
            None => text,
        }
    }

    /// The line of the text that it begins in.
    pub fn line(&self) -> Option<u32> {
        self.paragraphs.first().and_then(|paragraph| paragraph.place.line)
    }

    /// With the paragraphs of another below.
    #[must_use]
    pub fn joined(mut self, other: Self, form: &Form) -> Self {
        self.paragraphs.extend(other.paragraphs);
        Self::of(self.paragraphs, form)
    }

    /// The cell with another text appended to its last paragraph, as the rest of a sentence.
    #[must_use]
    pub fn continued(mut self, other: Self, form: &Form) -> Self {
        let mut rest = other.paragraphs.into_iter();
        match (self.paragraphs.last_mut(), rest.next()) {
            (Some(last), Some(mut first)) => {
                let begins = first.runs.first().is_some_and(|run| run.text.starts_with(char::is_lowercase));
                if begins && is_broken(&last.text()) {
                    if let Some(run) = last.runs.last_mut() {
                        let whole = run.text.trim_end().trim_end_matches(['-', '\u{ad}', '‑']).len();
                        run.text.truncate(whole);
                    }
                } else {
                    last.runs.push(crate::document::Run::plain(" "));
                }
                last.runs.append(&mut first.runs);
            }
            (None, Some(first)) => self.paragraphs.push(first),
            (_, None) => {}
        }
        self.paragraphs.extend(rest);
        Self::of(self.paragraphs, form)
    }

    /// Whether its text is clearly incomplete: it ends with a comma, a hyphen or a small word.
    pub fn is_cut(&self) -> bool {
        let text = self.text();
        let last = text.rsplit(' ').next().unwrap_or_default();
        let small = last.chars().count() <= 3 && last.chars().all(char::is_lowercase) && !last.is_empty();
        small || text.ends_with([',', '-', '–', '(', '«', ':', '"'])
    }

    /// Whether its text has ended with a full stop.
    pub fn is_ended(&self) -> bool {
        self.text().ends_with(['.', ';', '!', ')'])
    }
}

/// Whether a text ends with the first part of a hyphenated word: «гро-».
fn is_broken(text: &str) -> bool {
    let before = text.trim_end().strip_suffix(['-', '\u{ad}', '‑']);
    before.is_some_and(|before| before.ends_with(char::is_alphabetic))
}
