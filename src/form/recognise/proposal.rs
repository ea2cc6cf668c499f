//! What a person may say about the columns of a document of an unknown form, proposed from their headers and, where
//! these have no known words, from what stands below them. A proposal is proved: the document is read with it.

use std::num::NonZeroUsize;

use crate::{document::Table, form::form::Holds};

use super::{
    At, Learned,
    header::{self, HeaderTexts},
    learn,
    page::cell_text,
    trial::{Lesson, Trial},
};

/// How many rows are looked at for the content of a column.
const LOOKED_AT: usize = 60;
/// The most letters of a cell with a value: «3 заходи на місяць».
const MOST_LETTERS: usize = 20;
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
            let columns = filled(&learned, &self.below(&learned)?);
            // As it is learned when the columns are named on the command line.
            let at = At { row, columns: Some(columns.len()) };
            let learned = learn(&self.document, &self.forms, at)?;
            let trial = self.tried(&learned, &columns, &[]).ok()?;
            Some(Proposal { row, columns, trial })
        })
    }

    /// What stands below the headers of each column.
    fn below(&self, learned: &Learned) -> Option<Vec<ColumnContent>> {
        let is_header = |texts: &[String]| texts.iter().eq(learned.columns.iter().map(|(text, _)| text));
        self.document.tables().find_map(|table| {
            let rows = 0..table.rows().min(LOOKED_AT);
            let (row, end) = rows.into_iter().find_map(|row| {
                let height = header::texts_from(table, row).iter().position(|texts| is_header(texts))?;
                Some((row, row + height + 1))
            })?;
            let texts = HeaderTexts::of(table);
            let starts = header::columns_of(&texts, row..end).map(|group| group.columns.start);
            Some(starts.map(|column| ColumnContent::of(table, end, column)).collect())
        })
    }
}

/// The number of the first row with several texts, from 1.
fn header_row(table: &Table) -> Option<usize> {
    (0..table.rows())
        .take(LOOKED_AT)
        .find(|row| header::nonblank(table, *row).count() >= 3)
        .map(|row| row + 1)
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
}

impl ColumnContent {
    fn of(table: &Table, from: usize, column: usize) -> Self {
        let mut content = Self::default();
        let rows = from..table.rows().min(from + LOOKED_AT);
        let own =
            |row: &usize| table.cell_at(*row, column).filter(|cell| cell.row == *row && cell.colspan == 1);
        for text in rows.filter_map(|row| own(&row)).map(cell_text) {
            let text = text.trim();
            let letters = text.chars().filter(|c| c.is_alphabetic()).count();
            let figures = text.chars().filter(char::is_ascii_digit).count();
            let begins = text.starts_with(|c: char| c.is_ascii_digit());
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

    const fn has_texts(self) -> bool {
        self.texts > 0 && self.texts > self.values
    }
}

/// The contents by the headers, completed from what stands below them: the first texts are measures, those between
/// them and the values are indicators; the first values are targets, the next ones facts.
fn filled(learned: &Learned, contents: &[ColumnContent]) -> Vec<Option<Holds>> {
    let mut columns: Vec<Option<Holds>> = learned.columns.iter().map(|(_, held)| *held).collect();
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
    place(Holds::Measure, &|_, content| content.has_texts(), &mut columns);
    let before_values = |at: usize| first_value.is_some_and(|first| at < first);
    place(Holds::Indicator, &|at, content| content.has_texts() && before_values(at), &mut columns);
    place(Holds::Target, &|_, content| content.has_values(), &mut columns);
    place(Holds::Fact, &|_, content| content.has_values(), &mut columns);
    columns
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
    fn what_is_no_plan_gets_no_proposal() {
        for text in ["a;b;c\nd;e;f\n", "Прізвище;Телефон;Пошта\nЗоря;0501234567;z@example.org\n"]
        {
            assert_eq!(proposed(text), None, "{text}");
        }
    }
}
