//! The code at the beginning of a goal, task or measure: «Ціль 1.», `II.`, «Завдання 3.2:», `1.1.1.`

use smallvec::SmallVec;

use crate::{
    document::raised_figure,
    domain::Level,
    text::{
        key::{differing_letters, is_alphanumeric, is_letter},
        look_alikes::as_digits,
        roman,
        surely::Surely,
    },
};

use super::form::LevelRule;

/// A heading split into its parts.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Heading {
    /// The level that its label names.
    pub level: Option<Level>,
    /// The label as printed and as it should be, where some of its letters are damaged; or the number as printed and
    /// as it was read, where more of it follows.
    pub damaged: Option<(String, String)>,
    /// The code: decimal parts joined by dots, or a Roman numeral in Latin letters.
    pub code: Option<String>,
    /// Where the title begins, in bytes.
    pub title: usize,
}

/// Splits a heading: a label of one of the rules and the number after it, or a number alone.
pub fn heading(text: &str, rules: &[LevelRule]) -> Heading {
    if let Some(found) = labelled(text, rules) {
        return found;
    }
    match number(text, false) {
        Some((code, title)) => {
            Heading { damaged: damaged(text, &code), code: Some(code), title, ..Heading::default() }
        }
        None => Heading::default(),
    }
}

/// Reads a code that is typed alone, as at the beginning of a heading: `1.2.`, `№ 1.2)`, `ІІ`; none where it is not
/// one.
pub fn alone(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches(['№', ' ', '\u{a0}']);
    let (code, end) = number(text, true)?;
    (end == text.len()).then_some(code)
}

/// The first word of a text, and the number that was read from it, where the word goes on as if it were one number:
/// `1,1`, `1-2`, `1.O`.
fn damaged(text: &str, code: &str) -> Option<(String, String)> {
    if code.ends_with(char::is_lowercase) {
        return None;
    }
    let word = text.split_whitespace().next()?;
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let read = word.get(..word.len() - rest.len())?.trim_end_matches('.');
    let more = rest.trim_start_matches([',', '-', '–', '/']);
    let more = more.trim_end_matches(['.', ')', ':']);
    let figures = as_digits(more);
    let goes_on = !more.is_empty() && figures.chars().all(|c| c.is_ascii_digit() || ",.-–/".contains(c));
    (goes_on && !read.is_empty()).then(|| (word.to_owned(), read.to_owned()))
}

fn labelled(text: &str, rules: &[LevelRule]) -> Option<Heading> {
    if !text.trim_start().starts_with(is_letter) {
        return None;
    }
    let mut best: Option<(usize, Heading)> = None;
    // The first words, by how many: a label has one or two.
    let mut first: SmallVec<[FirstWords<'_>; 2]> = SmallVec::new();
    for rule in rules {
        for label in &rule.labels {
            let count = label.split(' ').count();
            if first.iter().all(|words| words.count != count) {
                first.extend(FirstWords::of(text, count));
            }
            let Some(words) = first.iter().find(|words| words.count == count) else { continue };
            // Few words have a number after them, so that few are compared with labels.
            let Some((code, title)) = &words.number else { continue };
            let Some(exact) = words.are(label) else { continue };
            let damaged = (!exact).then(|| (words.text.to_owned(), label.clone())).or_else(|| {
                damaged(text.get(words.text.len()..)?.trim_start_matches([' ', '№', '\u{a0}']), code)
            });
            let found = Heading { level: Some(rule.level), damaged, code: Some(code.clone()), title: *title };
            let weight = label.len() + usize::from(exact) * 1000;
            if best.as_ref().is_none_or(|(old, _)| *old < weight) {
                best = Some((weight, found));
            }
        }
    }
    best.map(|(_, found)| found)
}

/// The first words of a text.
struct FirstWords<'a> {
    /// How many.
    count: usize,
    /// They, with what is before them.
    text: &'a str,
    /// The number after them, and where the title begins.
    number: Option<(String, usize)>,
}

impl<'a> FirstWords<'a> {
    fn of(text: &'a str, count: usize) -> Option<Self> {
        let end = end_of_words(text, count)?;
        Some(Self { count, text: text.get(..end)?, number: number_after(text, end) })
    }

    /// Whether they are a label: none where they are not, and otherwise whether all letters are right.
    fn are(&self, label: &str) -> Option<bool> {
        // A scan may damage one letter of four or more («Шіль»); the required number after it prevents mistakes.
        match differing_letters(self.text.trim(), label)? {
            0 => Some(true),
            1 if label.chars().count() >= 4 => Some(false),
            _ => None,
        }
    }
}

/// The number after some words that end at a byte, and the byte at which the title begins.
fn number_after(text: &str, end: usize) -> Option<(String, usize)> {
    let rest = text.get(end..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '№', '\u{a0}']).len();
    let (code, after) = number(rest.get(gap..)?, true)?;
    Some((code, end + gap + after))
}

/// The byte after so many words.
fn end_of_words(text: &str, count: usize) -> Option<usize> {
    let mut end = 0;
    for _ in 0..count {
        let rest = text.get(end..)?;
        let start = end + rest.len() - rest.trim_start().len();
        let word = text.get(start..)?;
        end = start + word.find(|c: char| !is_letter(c)).unwrap_or(word.len());
    }
    Some(end)
}

/// A number at the beginning, and the byte after it and its punctuation. Without a label, a single number requires
/// a dot or bracket after it, and a part with a leading zero means that it is a date.
fn number(text: &str, after_label: bool) -> Option<(String, usize)> {
    // Most texts begin with a word.
    if !text.starts_with(|c: char| c.is_ascii_digit()) && !roman::may_begin(text) {
        return None;
    }
    let run = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let digits = text.get(..run)?.trim_end_matches('.');
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        let fits = |part: &str| (1..=3).contains(&part.len()) && (!part.starts_with('0') || after_label);
        let regular = digits.split('.').all(fits);
        if let Some((code, end)) = marked(text, digits.len(), after_label).filter(|_| regular) {
            return Some((code, skip_gap(text, end)));
        }
        let end = closed(text, digits.len());
        let marked = end.is_some() || digits.contains('.') || after_label;
        (regular && marked).then_some(())?;
        return Some((digits.to_owned(), skip_gap(text, end.unwrap_or(digits.len()))));
    }
    let run = text.find(|c: char| !is_alphanumeric(c)).unwrap_or(text.len());
    let value = roman::parse(text.get(..run)?)?;
    let end = closed(text, run);
    (end.is_some() || after_label).then_some(())?;
    Some((roman::format(value), skip_gap(text, end.unwrap_or(run))))
}

/// A number with a mark right behind its digits (`4а.`, and after a label also `4а`), and the byte after it
/// and its punctuation.
fn marked(text: &str, digits: usize, after_label: bool) -> Option<(String, usize)> {
    let rest = text.get(digits..)?;
    let is_apart = |end: usize| text.get(end..).is_some_and(|rest| !rest.starts_with(is_alphanumeric));
    // Letters that a scan makes of figures are told instead.
    let marks = |c: &char| is_letter(*c) && c.is_lowercase() && !"оolз".contains(*c);
    let end =
        rest.chars().next().filter(marks).map(|c| digits + c.len_utf8()).filter(|end| is_apart(*end))?;
    let closed = closed(text, end);
    (closed.is_some() || after_label).then_some(())?;
    Some((text.get(..end)?.to_owned(), closed.unwrap_or(end)))
}

/// The place after the sign that closes a number.
fn closed(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let trimmed = rest.trim_start_matches(['.', ')', ':']);
    (trimmed.len() < rest.len()).then(|| text.len() - trimmed.len())
}

fn skip_gap(text: &str, from: usize) -> usize {
    let rest = text.get(from..).surely();
    text.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || "–—-".contains(c)).len()
}

/// The number printed in a column of its own, as it stands there: `4`, `4а`, `4.а`, `4/1`, `1-2`, `№ 4.`. None for dates,
/// Roman numerals and words.
pub fn beside(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('№');
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_end_matches(['.', ')', ',']);
    let mut parts = text.split(PART_MARKS);
    let first =
        parts.next().is_some_and(|first| is_part(first) && first.starts_with(|c: char| c.is_ascii_digit()));
    (first && text.chars().count() <= LONGEST && parts.all(is_part)).then(|| text.to_owned())
}

/// What stands between the parts of a printed number.
const PART_MARKS: [char; 5] = ['.', '/', '-', '–', '—'];
/// The most letters of a printed number.
const LONGEST: usize = 12;

/// A part of a printed number: up to three digits, a letter, or both (`4а`, `4¹`).
fn is_part(part: &str) -> bool {
    let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
    let (digits, letter) = part.split_at_checked(digits).unwrap_or_default();
    let mut letters = letter.chars();
    let one = letters.next().is_none_or(|c| is_letter(c) || raised_figure(c).is_some());
    let led = part != "0" && digits.starts_with('0');
    !part.is_empty() && !led && digits.len() <= 3 && one && letters.next().is_none()
}

/// Whether a code is a number that runs on over the whole plan: a whole number, or one with a mark at it (`4а`, `4/1`).
pub fn runs_on(code: &str) -> bool {
    let whole = || code.bytes().all(|byte| byte.is_ascii_digit()) || numbers(code).is_none();
    !code.is_empty() && !code.contains('.') && whole()
}

/// The last number of a code: 3 for `1.3` and for `III`.
pub fn ordinal(code: &str) -> Option<u32> {
    code.rsplit('.').next().and_then(|part| part.parse().ok().or_else(|| roman::parse(part)))
}

/// The numbers of a code: `[1, 3]` for `1.3`, `[3]` for `III`.
pub fn numbers(code: &str) -> Option<Vec<u32>> {
    code.split('.').map(|part| part.parse().ok().or_else(|| roman::parse(part))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::form::built_in;

    fn read(text: &str) -> (Option<Level>, Option<String>, &str) {
        let found = heading(text, &built_in()[0].levels);
        (found.level, found.code, &text[found.title..])
    }

    #[test]
    fn every_spelling_of_a_number() {
        let some = |code: &str| Some(code.to_owned());
        for (text, level, code) in [
            ("Захід 1.1.1.1 Висадка", Some(Level::Measure), some("1.1.1.1")),
            ("Захід 1.1.3.1. Висадка", Some(Level::Measure), some("1.1.3.1")),
            ("ЗАХІД 1.10.Висадка", Some(Level::Measure), some("1.10")),
            ("Завдання 3.2: Висадка", Some(Level::Task), some("3.2")),
            ("Підзавдання 3.2.1 – Висадка", Some(Level::Subtask), some("3.2.1")),
            ("Ціль 1. Висадка", Some(Level::Goal), some("1")),
            ("Стратегічна ціль 2. Висадка", Some(Level::Goal), some("2")),
            ("Ціль ІІ Висадка", Some(Level::Goal), some("II")),
            ("1. Висадка", None, some("1")),
            ("1) Висадка", None, some("1")),
            ("ІV. Висадка", None, some("IV")),
            ("1.1.1. Висадка", None, some("1.1.1")),
            ("1.1 Висадка", None, some("1.1")),
            ("Захід 4а Висадка", Some(Level::Measure), some("4а")),
            ("Захід 1.4а. Висадка", Some(Level::Measure), some("1.4а")),
            ("Захід 4-Висадка", Some(Level::Measure), some("4")),
            ("4а. Висадка", None, some("4а")),
            ("4б) Висадка", None, some("4б")),
        ] {
            assert_eq!(read(text), (level, code, "Висадка"), "{text}");
        }
    }

    #[test]
    fn other_beginnings_are_no_numbers() {
        for text in [
            "08.11.2023 лекція",
            "5 заходів",
            "5 а також",
            "3-4 рази",
            "5т піску",
            "Захід для дітей",
            "І садити",
            "- 1.1",
            "2023. Рік",
            "",
        ] {
            assert_eq!(read(text), (None, None, text), "{text}");
        }
    }

    #[test]
    fn a_number_that_goes_on_is_told() {
        let rules = &built_in()[0].levels;
        for (text, printed, read) in [
            ("Захід 1,1 Висадка", "1,1", "1"),
            ("Захід 1-2 Висадка", "1-2", "1"),
            ("Захід 1.O Висадка", "1.O", "1"),
            ("1.1-2. Висадка", "1.1-2.", "1.1"),
        ] {
            let damaged = heading(text, rules).damaged;
            assert_eq!(damaged, Some((printed.to_owned(), read.to_owned())), "{text}");
        }
        for text in
            ["Захід 1.10.Висадка", "1.1 Висадка", "1) Висадка", "Захід 1.1.1. О 5 годині", "ІІ. Висадка"]
        {
            assert_eq!(heading(text, rules).damaged, None, "{text}");
        }
    }

    #[test]
    fn a_code_alone_is_that_of_a_heading() {
        for (text, code) in
            [("1.2.", "1.2"), ("№ 1.2", "1.2"), ("1.2)", "1.2"), ("ІІ", "II"), ("3", "3"), (" 1.1 ", "1.1")]
        {
            assert_eq!(alone(text).as_deref(), Some(code), "{text}");
        }
        for text in ["", "1,1", "1-2", "1.O", "а)", "1.2 Висадка", "№"] {
            assert_eq!(alone(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_in_a_column_of_their_own() {
        for (text, number) in [
            ("4", "4"),
            ("4.", "4"),
            ("№ 4)", "4"),
            ("4а", "4а"),
            ("4 а.", "4а"),
            ("4.а", "4.а"),
            ("4-б", "4-б"),
            ("4/1", "4/1"),
            ("1-2", "1-2"),
            ("1 – 2", "1–2"),
            ("4¹", "4¹"),
            ("4.1.2", "4.1.2"),
        ] {
            assert_eq!(beside(text).as_deref(), Some(number), "{text}");
        }
        for text in ["", "а", "IV", "п. 1", "01.02.2024", "2024", "4 заходи", "-", "4--1", "4аб"] {
            assert_eq!(beside(text), None, "{text}");
        }
        for (code, plain) in
            [("4", true), ("4а", true), ("4/1", true), ("4.1", false), ("IV", false), ("", false)]
        {
            assert_eq!(runs_on(code), plain, "{code}");
        }
    }

    #[test]
    fn a_damaged_label_is_told() {
        let found = heading("Шіль 3. Висадка", &built_in()[0].levels);
        assert_eq!((found.level, found.code.as_deref()), (Some(Level::Goal), Some("3")));
        assert_eq!(found.damaged, Some(("Шіль".to_owned(), "Ціль".to_owned())));
    }
}
