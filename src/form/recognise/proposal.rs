//! What a person may say about the columns of a document of an unknown form, proposed from their headers and, where
//! these have no known words, from what stands below them. A proposal is proved: the document is read with it.

use std::num::NonZeroUsize;

use crate::{
    document::Table,
    domain::{Span, TermKind},
    form::{
        code,
        form::Holds,
        period::{self, heading},
        term::parse_term,
        words::{begins, key, words},
    },
};

use super::{
    At, Learned,
    header::{self, HeaderTexts},
    learn,
    page::{self, cell_text},
    trial::{Lesson, Trial},
};

/// How many rows are looked at for the content of a column.
const LOOKED_AT: usize = 60;
/// The most letters of a cell with a value: «3 заходи на місяць».
const MOST_LETTERS: usize = 20;
/// Words that say that something was not done.
const NOT_DONE: [&str; 4] = ["ні", "не виконано", "виконується", "не проведено"];
/// Words in the headers of facts.
const FACTS: [&str; 8] = ["факт", "викон", "результ", "досяг", "зроб", "actual", "result", "done"];
/// Contents that are texts.
const TEXTS: [Holds; 6] =
    [Holds::Goal, Holds::Task, Holds::Subtask, Holds::Measure, Holds::Indicator, Holds::Performers];
/// The most figures of a value; telephone numbers have more.
const MOST_FIGURES: usize = 9;

/// A proposal with which the document can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The row of the header, from 1, where the program does not find it by itself.
    pub row: Option<NonZeroUsize>,
    /// The content of each column.
    pub columns: Vec<Option<Holds>>,
    /// What is read with it.
    pub trial: Trial,
}

impl Lesson {
    /// Proposes the columns; none where the document cannot be read with any proposal.
    pub fn proposal(&self) -> Option<Proposal> {
        let known = self.learned(None).map(|learned| (None, learned));
        let guessed = || {
            let row = self.document.tables().find_map(header_row).and_then(NonZeroUsize::new)?;
            Some((Some(row), self.learned(Some(row))?))
        };
        known.into_iter().chain(std::iter::once_with(guessed).flatten()).find_map(|(row, learned)| {
            let year = period::of_years(self.day.year(), self.day.year())?;
            let columns = filled(&learned, &self.below(&learned, year)?, self.is_report());
            // As it is learned when the columns are named on the command line.
            let at = At { row, columns: Some(columns.len()) };
            let learned = learn(&self.document, &self.forms, at)?;
            let trial = self.tried(&learned, &columns, &[]).ok()?;
            Some(Proposal { row, columns, trial })
        })
    }

    /// Whether a line of the document begins like the title of a report.
    fn is_report(&self) -> bool {
        let lines = self.document.blocks.iter().flat_map(page::of_block);
        lines.take(LOOKED_AT).any(|line| begins(&line.text, &words().reports).is_some())
    }

    /// What stands below the headers of each column.
    fn below(&self, learned: &Learned, year: Span) -> Option<Vec<ColumnContent>> {
        let is_header = |texts: &[String]| texts.iter().eq(learned.columns.iter().map(|(text, _)| text));
        self.document.tables().find_map(|table| {
            let rows = 0..table.rows().min(LOOKED_AT);
            let (row, end) = rows.into_iter().find_map(|row| {
                let height = header::texts_from(table, row).iter().position(|texts| is_header(texts))?;
                Some((row, row + height + 1))
            })?;
            let texts = HeaderTexts::of(table);
            let starts = header::columns_of(&texts, row..end).map(|group| group.columns.start);
            Some(starts.map(|column| ColumnContent::of(table, (end, column), year)).collect())
        })
    }
}

/// The number of the first row with several texts, from 1; none where it is a row of values, without a header.
fn header_row(table: &Table) -> Option<usize> {
    let row = (0..table.rows()).take(LOOKED_AT).find(|row| header::nonblank(table, *row).count() >= 3)?;
    let texts: Vec<String> = header::nonblank(table, row).map(cell_text).collect();
    (!is_row_of_values(&texts)).then_some(row + 1)
}

/// Whether the texts of a row are those of a measure and not headers: some of them are numbers, and no years.
pub fn is_row_of_values(texts: &[String]) -> bool {
    let is_number = |text: &&String| text.parse::<i64>().is_ok_and(|number| !(1990..=2100).contains(&number));
    let numbers = texts.iter().filter(is_number).count();
    numbers > 0 && numbers < texts.len()
}

/// What stands in the cells of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct ColumnContent {
    /// Cells with a value.
    values: usize,
    /// Cells that count: 1, 2, 3.
    counted: usize,
    /// Cells with a text.
    texts: usize,
    /// Cells with a number of several parts: 1.1, 1.2.
    coded: usize,
    /// Cells that say when: 05.04, «травень».
    terms: usize,
    /// Cells that only say whether something was done.
    marks: usize,
}

impl ColumnContent {
    fn of(table: &Table, (from, column): (usize, usize), year: Span) -> Self {
        let mut content = Self::default();
        let rows = from..table.rows().min(from + LOOKED_AT);
        let mut before: Option<Vec<u32>> = None;
        let own =
            |row: &usize| table.cell_at(*row, column).filter(|cell| cell.row == *row && cell.colspan == 1);
        for text in rows.filter_map(|row| own(&row)).map(cell_text) {
            let text = text.trim();
            let letters = text.chars().filter(|c| c.is_alphabetic()).count();
            let figures = text.chars().filter(char::is_ascii_digit).count();
            let begins = text.starts_with(|c: char| c.is_ascii_digit());
            let word = key(text);
            content.marks += usize::from(words().done.contains(&word) || NOT_DONE.contains(&word.as_str()));
            let code = code::numbers(text).filter(|parts| parts.len() > 1);
            content.coded += usize::from(code.as_ref().is_some_and(|code| follows(before.as_deref(), code)));
            before = code.or(before);
            let says_when = || parse_term(text, year).value.kind != TermKind::Text;
            content.terms += usize::from((letters > 0 || is_day(text)) && says_when());
            if begins && figures <= MOST_FIGURES && letters <= MOST_LETTERS {
                content.values += 1;
                let number = text.trim_end_matches(['.', ')']).parse();
                content.counted += usize::from(number == Ok(content.values));
            } else if letters > 0 {
                content.texts += 1;
            }
        }
        content
    }

    const fn has_values(self) -> bool {
        self.values > 0 && self.values >= self.texts
    }

    const fn counts(self) -> bool {
        self.values > 0 && self.counted == self.values && self.texts == 0
    }

    /// Whether every cell is one of these.
    const fn are_all(self, some: usize) -> bool {
        some > 0 && some == self.values + self.texts
    }

    const fn has_texts(self) -> bool {
        self.texts > 0 && self.texts > self.values
    }
}

/// Whether a code follows another one: 1.2 or 2.1 after 1.1, which begins. Days such as 05.04 do not.
fn follows(before: Option<&[u32]>, code: &[u32]) -> bool {
    match (before.and_then(<[u32]>::first), code.first()) {
        (Some(before), Some(own)) => own.checked_sub(*before).is_some_and(|by| by <= 1),
        _ => code.last() == Some(&1),
    }
}

/// Whether a text is a day in figures: 05.04, 05.04.2024.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    matches!(parts.as_slice(), [day, month, ..] if day.len() == 2 && month.len() == 2)
}

/// The contents by the headers, completed from what stands below them: the first texts are measures, those between
/// them and the values are indicators; the first values are targets, the next ones facts.
fn filled(learned: &Learned, contents: &[ColumnContent], is_report: bool) -> Vec<Option<Holds>> {
    let mut columns: Vec<Option<Holds>> = learned.columns.iter().map(|(_, held)| *held).collect();
    // A column of figures has no texts, whatever its header sounds like: «Ціль» with 5 and 3.
    for (held, content) in columns.iter_mut().zip(contents) {
        *held = held.filter(|held| !TEXTS.contains(held) || content.texts > 0 || content.values == 0);
    }
    let first_value = contents.iter().skip(1).position(|content| content.has_values()).map(|at| at + 1);
    let place =
        |wanted: Holds, fits: &dyn Fn(usize, ColumnContent) -> bool, columns: &mut Vec<Option<Holds>>| {
            if columns.contains(&Some(wanted)) {
                return;
            }
            let free = |(at, content): &(usize, &ColumnContent)| {
                columns.get(*at).is_some_and(Option::is_none) && fits(*at, **content)
            };
            let at = contents.iter().enumerate().find(free).map(|(at, _)| at);
            if let Some(slot) = at.and_then(|at| columns.get_mut(at)) {
                *slot = Some(wanted);
            }
        };
    place(Holds::Ordinal, &|at, content| at == 0 && content.counts(), &mut columns);
    place(Holds::Code, &|at, content| at == 0 && content.are_all(content.coded), &mut columns);
    place(Holds::Term, &|_, content| content.are_all(content.terms), &mut columns);
    place(Holds::Mark, &|_, content| content.are_all(content.marks), &mut columns);
    place(Holds::Measure, &|_, content| content.has_texts(), &mut columns);
    let before_values = |at: usize| first_value.is_some_and(|first| at < first);
    place(Holds::Indicator, &|at, content| content.has_texts() && before_values(at), &mut columns);
    for holds in [Holds::Target, Holds::Fact] {
        // «Було» and «Стало» in a plan are no target and fact.
        let may_be = |at: usize| {
            holds == Holds::Target
                || is_report
                || learned
                    .columns
                    .get(at)
                    .is_some_and(|(text, _)| FACTS.iter().any(|stem| key(text).contains(stem)))
        };
        place(holds, &|at, content| content.has_values() && may_be(at), &mut columns);
        same_for_other_periods(learned, contents, holds, &mut columns);
    }
    columns
}

/// Gives the columns whose headers differ from that of a column only by their period the same content.
fn same_for_other_periods(
    learned: &Learned,
    contents: &[ColumnContent],
    holds: Holds,
    columns: &mut [Option<Holds>],
) {
    let header = |at: usize| learned.columns.get(at).map(|(text, _)| heading::parted(text));
    let Some(first) = columns.iter().position(|held| *held == Some(holds)) else { return };
    let Some((words, Some(_))) = header(first) else { return };
    let mut seen = vec![header(first).and_then(|(_, of)| of)];
    for (at, (held, content)) in columns.iter_mut().zip(contents).enumerate().skip(first + 1) {
        let Some((others, of @ Some(_))) = header(at) else { continue };
        if held.is_none() && content.has_values() && others == words && !seen.contains(&of) {
            *held = Some(holds);
            seen.push(of);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{document, form::built_in};

    fn proposed(text: &str) -> Option<(Option<usize>, String, usize)> {
        let document = document::read(text.as_bytes(), "план.csv").unwrap();
        let names = ["own", "own"].map(str::to_owned);
        let lesson = Lesson { document, forms: built_in(), names, day: date(2026, 5, 5) };
        let proposal = lesson.proposal()?;
        let names = proposal.columns.iter().map(|held| held.map_or("-", Holds::name));
        let columns = names.collect::<Vec<_>>().join(",");
        Some((proposal.row.map(NonZeroUsize::get), columns, proposal.trial.measures))
    }

    #[test]
    fn columns_without_known_words_are_proposed_by_what_stands_below_them() {
        let rows = "1;Lectures;number;5;6;\n2;Visits to the parks;number;7;8;rain\n";
        let title = "Work in 2026;;;;;\n";
        assert_eq!(
            proposed(&format!("{title}No;Activity;Indicator;Goal;Actual;Comment\n{rows}")),
            Some((Some(2), "ordinal,measure,indicator,target,fact,-".to_owned(), 2))
        );
        // Known words come first.
        let rows = "1;Лекції;Рада;5\n2;Огляди;Відділ;7\n";
        assert_eq!(
            proposed(&format!("№;Що робимо;Виконавці;Скільки треба\n{rows}")),
            Some((None, "ordinal,measure,performers,target".to_owned(), 2))
        );
    }

    #[test]
    fn what_stands_below_a_header_is_stronger_than_its_sound() {
        assert_eq!(
            proposed(
                "Пункт;Діяльність;Чим;Ціль;Результат\n1.1;Лекції;кількість;5;6\n1.2;Огляди;кількість;3;4\n"
            ),
            Some((Some(1), "code,measure,indicator,target,fact".to_owned(), 2))
        );
        assert_eq!(
            proposed("Дата;Захід;Місце;Хто\n05.05;Семінар;Зала;Рада\n12.05;Лекція;Школа;Рада\n")
                .map(|(_, columns, _)| columns.split(',').next().map(str::to_owned)),
            Some(Some("term".to_owned()))
        );
        assert_eq!(
            proposed("№;Що робимо;Коли;Зробили\n1;Лекції;травень;так\n2;Огляди;червень;ні\n"),
            Some((Some(1), "ordinal,measure,term,mark".to_owned(), 2))
        );
    }

    #[test]
    fn a_plan_without_words_for_facts_has_none() {
        let text = |title: &str| format!("{title}\n№;Захід;Показник;Було;Стало\n1;Лекції;кількість;5;6\n");
        let columns = |title: &str| proposed(&text(title)).map(|(_, columns, _)| columns);
        assert_eq!(columns("План заходів;;;;").as_deref(), Some("ordinal,measure,indicator,target,-"));
        assert_eq!(columns("Звіт;;;;").as_deref(), Some("ordinal,measure,indicator,target,fact"));
    }

    #[test]
    fn columns_of_several_periods_have_the_same_content() {
        let head = "№;Зміст;Потрібні обсяги І півр.;Потрібні обсяги ІІ півр.;Досягнуті обсяги І півр.;Досягнуті обсяги ІІ півр.";
        let found = proposed(&format!("{head}\n1;Лекції;5;6;7;8\n2;Огляди;5;6;7;8\n")).unwrap();
        assert_eq!(found.1, "ordinal,measure,target,target,fact,fact");
    }

    #[test]
    fn what_is_no_plan_gets_no_proposal() {
        // Without a header, the first measure would be lost.
        for text in [
            "1;Лекції;кількість;5;6\n2;Огляди;кількість;3;4\n",
            "a;b;c\nd;e;f\n",
            "Прізвище;Телефон;Пошта\nЗоря;0501234567;z@example.org\n",
        ] {
            assert_eq!(proposed(text), None, "{text}");
        }
    }
}
