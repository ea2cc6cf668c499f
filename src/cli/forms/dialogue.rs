//! The dialogue in which the columns of a learned form are confirmed: it shows the proposed meaning and the first
//! values of each column, and the first measures as they would be read. The columns can be confirmed only if the
//! document can be read with them.

use std::io::{self, BufRead};

use super::{
    super::{
        failure::Failure,
        words::{Value, Words},
    },
    column_said::ColumnSaid,
};
use crate::{
    app::meaning::Meaning,
    form::{
        form::Holds,
        recognise::{ColumnPeriod, Learned},
    },
    text::safe::harmless,
};

/// The maximal length of a heading or a value in the dialogue, in characters.
const LONGEST: usize = 28;

/// Reads the document with these meanings of columns; returns its first measures as lines, or the reason why there are
/// none.
pub(super) type ReadBy<'a> = dyn Fn(&[ColumnSaid]) -> Result<Vec<String>, String> + 'a;

/// The inputs of the dialogue.
pub(super) struct Dialogue<'a> {
    /// The texts.
    pub words: &'a Words,
    /// What the document proposes.
    pub learned: &'a Learned,
    /// Reads the document with the given meanings of columns.
    pub read: &'a ReadBy<'a>,
    /// Prints lines.
    pub tell: &'a dyn Fn(&str),
}

impl Dialogue<'_> {
    /// Asks until the columns are confirmed.
    ///
    /// # Errors
    /// [`Failure::Interrupted`] at the end of the input, or where nothing is to be written.
    pub fn confirmed(&self, input: &mut dyn BufRead) -> Result<Vec<ColumnSaid>, Failure> {
        let proposed = self.learned.columns.iter().map(|(_, held)| *held);
        let mut said: Vec<ColumnSaid> = proposed.map(|holds| ColumnSaid { holds, period: None }).collect();
        loop {
            let read = (self.read)(&said);
            self.show(&said, &read);
            match line(input)?.as_str() {
                "" if read.is_ok() => return Ok(said),
                "0" => return Err(Failure::Interrupted),
                answer => {
                    let at = answer.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                    if let Some((at, slot)) = at.and_then(|at| Some((at, said.get_mut(at)?))) {
                        *slot = self.meaning(at, *slot, input)?;
                    }
                }
            }
        }
    }

    fn show(&self, said: &[ColumnSaid], read: &Result<Vec<String>, String>) {
        (self.tell)(&self.words.say("cli-forms-columns"));
        for (at, ((text, _), held)) in self.learned.columns.iter().zip(said).enumerate() {
            let values = self.learned.first.get(at).into_iter().flatten().map(|value| short(value));
            let values: Vec<String> = values.collect();
            let period = held.period.map(|period| format!(", {}", self.period_word(Some(period))));
            let held = self.word(held.holds) + &period.unwrap_or_default();
            (self.tell)(&format!("{:>3}  {} → {held}   {}", at + 1, short(text), values.join(" · ")));
        }
        match read {
            Ok(lines) => lines.iter().for_each(|line| (self.tell)(line)),
            Err(why) => {
                (self.tell)(&self.words.with("cli-forms-not-read", &[("why", Value::from(why.as_str()))]));
            }
        }
        (self.tell)(&self.words.say(if read.is_ok() { "cli-forms-confirm" } else { "cli-forms-change" }));
    }

    /// The meaning of a column, by its number in a list; an empty answer keeps the current one.
    fn meaning(&self, at: usize, now: ColumnSaid, input: &mut dyn BufRead) -> Result<ColumnSaid, Failure> {
        let text = self.learned.columns.get(at).map(|(text, _)| short(text)).unwrap_or_default();
        (self.tell)(&self.words.with("cli-forms-meaning", &[("column", Value::from(text))]));
        (self.tell)(&format!("  0 {}", self.word(None)));
        for (number, holds) in Holds::ALL.iter().enumerate() {
            (self.tell)(&format!("  {} {}", number + 1, self.word(Some(*holds))));
        }
        let holds = chosen(&line(input)?, &Holds::ALL, now.holds);
        let timed = holds.is_some_and(Holds::is_timed);
        let period = if timed { self.period(now.period, input)? } else { None };
        Ok(ColumnSaid { holds, period })
    }

    /// The period of a column of values, by its number in a list; an empty answer keeps the current one.
    fn period(
        &self,
        now: Option<ColumnPeriod>,
        input: &mut dyn BufRead,
    ) -> Result<Option<ColumnPeriod>, Failure> {
        (self.tell)(&self.words.say("cli-forms-period"));
        (self.tell)(&format!("  0 {}", self.period_word(None)));
        for (number, period) in ColumnPeriod::ALL.iter().enumerate() {
            (self.tell)(&format!("  {} {}", number + 1, self.period_word(Some(*period))));
        }
        Ok(chosen(&line(input)?, &ColumnPeriod::ALL, now))
    }

    fn period_word(&self, period: Option<ColumnPeriod>) -> String {
        self.words.say(&Meaning::Period(period).message())
    }

    fn word(&self, held: Option<Holds>) -> String {
        held.map_or_else(|| self.words.say("holds-nothing"), |holds| self.words.holds(holds))
    }
}

/// The entry of a list that a number names; none for 0, the current one for anything else.
fn chosen<T: Copy>(answer: &str, all: &[T], now: Option<T>) -> Option<T> {
    match answer.parse::<usize>() {
        Ok(0) => None,
        Ok(number) => number.checked_sub(1).and_then(|at| all.get(at)).copied().or(now),
        Err(_) => now,
    }
}

/// The next line, trimmed.
fn line(input: &mut dyn BufRead) -> Result<String, Failure> {
    let mut text = String::new();
    let read = input.read_line(&mut text).map_err(|cause| Failure::Read("-".into(), cause));
    if read? == 0 { Err(Failure::Interrupted) } else { Ok(text.trim().to_owned()) }
}

/// A text of a document, made harmless and shortened.
fn short(text: &str) -> String {
    let text = harmless(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into_owned(),
    }
}

/// Runs the dialogue on the terminal.
pub(super) fn on_terminal(dialogue: &Dialogue<'_>) -> Result<Vec<ColumnSaid>, Failure> {
    dialogue.confirmed(&mut io::stdin().lock())
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, io::Cursor};

    use jiff::civil::date;

    use super::{super::first_measures::first_measures, *};
    use crate::{
        document,
        form::{built_in, recognise::Lesson},
        l10n::Language,
    };

    fn asked(answers: &str) -> (Option<Vec<ColumnSaid>>, String) {
        let text =
            "№;Що робимо;Показник;Скільки треба\n1;Лекції;кількість лекцій;5\n2;Огляди;кількість оглядів;7\n";
        let document = document::read(text.as_bytes(), "план.csv").unwrap();
        let names = ["own", "own"].map(str::to_owned);
        let lesson = Lesson { document, forms: built_in(), names, day: date(2024, 1, 1) };
        let learned = lesson.learned(None).unwrap();
        let told = RefCell::new(String::new());
        let words = Words::new(Language::En);
        let read = |said: &[ColumnSaid]| {
            let (held, periods) = ColumnSaid::parted(said);
            let trial = lesson.tried(&learned, &held, &periods);
            Ok(first_measures(&words, &trial.map_err(|error| error.to_string())?))
        };
        let tell = |line: &str| told.borrow_mut().push_str(&format!("{line}\n"));
        let dialogue = Dialogue { words: &words, learned: &learned, read: &read, tell: &tell };
        let said = dialogue.confirmed(&mut Cursor::new(answers.as_bytes())).ok();
        (said, told.into_inner())
    }

    fn number(holds: Holds) -> usize {
        Holds::ALL.iter().position(|known| *known == holds).unwrap() + 1
    }

    #[test]
    fn columns_are_changed_until_the_first_rows_are_right() {
        let (measure, target) = (number(Holds::Measure), number(Holds::Target));
        let (said, told) = asked(&format!("\n2\n{measure}\n4\n{target}\n\n\n"));
        let said = said.unwrap();
        assert_eq!((said[1].holds, said[3].holds), (Some(Holds::Measure), Some(Holds::Target)));
        // Columns that cannot read the document are not confirmed; those that can show its first rows.
        assert!(told.contains("Лекції · Огляди"), "{told}");
        assert!(told.contains("Лекції: 2024Q1 5 / –"), "{told}");
    }

    #[test]
    fn the_period_of_a_column_is_said_in_lines() {
        let (measure, target) = (number(Holds::Measure), number(Holds::Target));
        let year = ColumnPeriod::ALL.iter().position(|known| *known == ColumnPeriod::Year).unwrap() + 1;
        let (said, told) = asked(&format!("\n2\n{measure}\n4\n{target}\n{year}\n\n"));
        assert_eq!(said.unwrap()[3].period, Some(ColumnPeriod::Year));
        assert!(told.contains("2024Q1..2024Q4 5 / –"), "{told}");
    }

    #[test]
    fn nothing_is_confirmed_where_nobody_says_so() {
        for answers in ["", "0\n", "\n\n", "2\n"] {
            assert_eq!(asked(answers).0, None, "{answers:?}");
        }
    }
}
