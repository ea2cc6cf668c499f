//! The features of a cell, and a score for how well they fit a column, because the columns of a scan are
//! unreliable.

use crate::{
    document::Paragraph,
    domain::{Level, Quarter, Span, TargetValue, TermKind},
    form::{
        code,
        form::{Form, Holds},
        term,
        typed::{ValueContext, target},
        words::{begins_with, key, words},
    },
    text::normal::squeeze,
};

/// How long a term or a condition may be, in words.
const SHORT: usize = 12;
/// How long the figures of a cell may be, in bytes.
const LONGEST_FIGURES: usize = 80;

/// The features of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one text may look like several things at once")]
pub struct CellFeatures {
    /// The level that a label at its beginning names.
    pub level: Option<Level>,
    /// The number of parts of the code at its beginning, where a text follows it.
    pub depth: Option<usize>,
    /// The number at its beginning.
    pub code: Option<String>,
    /// The number of figures that it consists of, separated by spaces or paragraphs: 3 for `3 3 3`.
    pub figures: usize,
    /// Whether it consists of one whole number.
    pub counter: bool,
    /// Whether it is a known condition.
    pub condition: bool,
    /// A month, a year, a date.
    pub term: bool,
    /// Begins as the name of a performer.
    pub performers: bool,
    /// Begins as the name of an indicator.
    pub indicator: bool,
    /// Begins bold or italic.
    pub emphasised: bool,
    /// Begins with a small letter.
    pub lower: bool,
    /// Begins with a dash or a date, or names a unit by a colon.
    pub event: bool,
    /// How many words it has.
    pub words: usize,
}

impl CellFeatures {
    /// Looks at a cell.
    pub fn of(paragraphs: &[Paragraph], form: &Form) -> Self {
        let text = text_of(paragraphs);
        let Some(first) = text.chars().next() else { return Self::default() };
        let heading = code::heading(&text, &form.levels);
        let titled = text.get(heading.title..).is_some_and(|title| title.contains(char::is_alphabetic));
        let (words_in, folded) = (text.split(' ').count(), key(beginning(&text)));
        let figures = figures(&text);
        let short = words_in <= SHORT;
        let depth = heading.code.as_deref().filter(|_| titled).and_then(code::numbers).map(|n| n.len());
        Self {
            level: heading.level,
            depth,
            code: heading.code,
            figures: figures.len(),
            counter: text.trim_end_matches(['.', ')']).parse::<u16>().is_ok(),
            condition: short && figures.is_empty() && begins_with(&folded, &words().conditions).is_some(),
            term: short && first.is_alphanumeric() && is_term(&text),
            performers: names_performer(&folded),
            indicator: begins_with(&folded, &words().indicators).is_some(),
            emphasised: paragraphs
                .iter()
                .flat_map(|p| &p.runs)
                .find(|run| !run.text.trim().is_empty())
                .is_some_and(|run| run.bold || run.italic),
            lower: first.is_lowercase() || "(,;".contains(first),
            event: text.starts_with(['-', '–', '—', '•']) && words_in > 1,
            words: words_in,
        }
    }

    /// How well it suits a column.
    pub fn score(&self, holds: Option<Holds>, form: &Form) -> i32 {
        let Some(holds) = holds else { return 0 };
        match holds {
            Holds::Ordinal => {
                if self.counter {
                    8
                } else {
                    -12
                }
            }
            Holds::Code if self.depth.is_some() => 8,
            Holds::Code => -12,
            Holds::Goal | Holds::Task | Holds::Subtask => self.suits_level(holds, form),
            Holds::Objective => self.plain(-4),
            Holds::Measure => self.suits_measure(form),
            Holds::Indicator => self.suits_indicator(form),
            Holds::Performers => match self {
                _ if self.figures > 0 || self.term || self.labelled() => -12,
                _ if self.performers => 8,
                _ => 1 - i32::from(self.indicator) * 4,
            },
            Holds::Term if self.term => 10,
            Holds::Term => -6,
            Holds::Target | Holds::Fact | Holds::Baseline | Holds::Share => self.suits_value(),
            Holds::Nothing => 0,
            Holds::Note | Holds::Unit | Holds::Mark => {
                2 - i32::from(self.figures > 0) * 6 - i32::from(self.labelled()) * 14
            }
        }
    }

    fn labelled(&self) -> bool {
        self.level.is_some()
    }

    /// The score of a text without special features.
    fn plain(&self, others: i32) -> i32 {
        match self {
            _ if self.figures > 0 || self.labelled() => -12,
            _ if self.performers || self.indicator || self.emphasised || self.depth.is_some() => others,
            _ if self.lower || self.event => 0,
            _ => 2,
        }
    }

    fn suits_level(&self, holds: Holds, form: &Form) -> i32 {
        let rule = holds.level().and_then(|level| form.rule(level));
        let bare = |depth| rule.is_some_and(|rule| rule.bare && rule.depth == depth);
        match self {
            _ if self.labelled() => {
                if self.level == holds.level() {
                    14
                } else {
                    -14
                }
            }
            _ if self.figures > 0 || self.term => -12,
            Self { depth: Some(depth), .. } if bare(*depth) => 8,
            Self { depth: Some(_), .. } => -6,
            _ if self.event => -6,
            _ => self.plain(-4) - 1,
        }
    }

    fn suits_measure(&self, form: &Form) -> i32 {
        let rule = form.rule(Level::Measure);
        match self {
            _ if self.labelled() => {
                if self.level == Some(Level::Measure) {
                    14
                } else {
                    -14
                }
            }
            _ if self.figures > 0 => -12,
            Self { depth: Some(1), .. } if rule.is_some_and(|rule| rule.ordinal) => 10,
            Self { depth: Some(depth), .. } if rule.is_some_and(|rule| rule.depth == *depth) => 10,
            Self { depth: Some(1), .. } => 6,
            _ if self.event => 6,
            _ if self.term && form_has(form, Holds::Term) => -6,
            _ => self.plain(-2) + 1,
        }
    }

    fn suits_indicator(&self, form: &Form) -> i32 {
        let also = form.column(Holds::Indicator).and_then(|column| column.also);
        let within = also == Some(Holds::Performers);
        match self {
            _ if self.figures > 0 || self.labelled() => -12,
            _ if self.indicator => 8,
            _ if self.term && form_has(form, Holds::Term) => -4,
            _ if self.performers => {
                if within {
                    4
                } else {
                    -4
                }
            }
            _ if self.emphasised || self.condition => 4,
            Self { depth: Some(_), .. } => -6,
            _ => 1,
        }
    }

    fn suits_value(&self) -> i32 {
        match self {
            _ if self.labelled() => -14,
            _ if self.figures > 0 => 10,
            _ if self.condition => 6,
            _ if self.indicator || self.performers => -6,
            _ if self.words <= SHORT => 1,
            _ => -8,
        }
    }
}

/// Whether the form has a column.
fn form_has(form: &Form, holds: Holds) -> bool {
    form.columns.iter().any(|column| column.holds == holds && !column.optional)
}

/// Whether a text begins as the name of a performer.
pub fn begins_as_performer(text: &str) -> bool {
    names_performer(&key(beginning(text)))
}

fn names_performer(folded: &str) -> bool {
    let known = |list: &[String]| begins_with(folded, list).is_some();
    known(&words().performers) || known(&words().positions)
}

/// The first words of a text; no word of the lists is longer.
fn beginning(text: &str) -> &str {
    let end = text.char_indices().filter(|(_, c)| c.is_whitespace()).nth(8).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// The figures that a text consists of: numbers and compounds separated by spaces.
pub fn figures(text: &str) -> Vec<String> {
    let is_figure = |text: &str| {
        let read = target::read(text, &ValueContext::default());
        let number = |value| matches!(value, TargetValue::Number(_) | TargetValue::Compound(_));
        read.value.is_some_and(|read| number(read.target.value))
    };
    if text.len() > LONGEST_FIGURES || !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    if is_figure(text) {
        return vec![text.to_owned()];
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    match parts.len() > 1 && parts.iter().all(|part| is_figure(part)) {
        true => parts.into_iter().map(str::to_owned).collect(),
        false => Vec::new(),
    }
}

fn is_term(text: &str) -> bool {
    // Any quarter will do, because a term is recognised by its words.
    let Some(quarter) = Quarter::new(2020, 1) else { return false };
    let read = term::parse_term(text, Span::single(quarter)).value.kind;
    let bare = text.chars().all(|c| c.is_ascii_digit()) && text.len() != 4;
    !matches!(read, TermKind::Text) && !bare
}

/// The text of paragraphs in one line.
pub fn text_of(paragraphs: &[Paragraph]) -> String {
    let texts: Vec<String> = paragraphs.iter().map(Paragraph::text).collect();
    squeeze(&texts.join(" "))
}
