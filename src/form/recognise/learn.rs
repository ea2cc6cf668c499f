//! Makes a form from a document's header: it proposes the content of the columns, and a person confirms it.

use std::num::NonZeroUsize;

use serde::Serialize;

use crate::{
    document::Document,
    form::{
        form::{Covers, Form, FormColumn, Holds, LevelRule, Titles},
        period::heading,
    },
    text::surely::Surely,
};

use super::{
    column_period::ColumnPeriod,
    header::{self, Candidate},
    page::cell_text,
};

/// The form that a document's header suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// The texts of the columns, from the left, each with its likely content.
    pub columns: Vec<(String, Option<Holds>)>,
    /// The first texts below each of their headers.
    pub first: Vec<Vec<String>>,
    /// The most similar form, whose levels and openings are used.
    pub base: Form,
}

/// How many texts below a header are shown.
const FIRST: usize = 3;

/// Why the confirmed columns make no form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LearnError {
    /// The number of contents is not the number of columns.
    #[error("the document has {columns} columns, and {said} were said")]
    Count {
        /// The columns of the document.
        columns: usize,
        /// The number of contents.
        said: usize,
    },
    /// No column has measures, so the form cannot read any document.
    #[error("no column holds measures")]
    NoMeasures,
    /// The form does not read the document that it was learned from.
    #[error("the form does not read the document")]
    Unread,
    /// Two columns have the same content.
    #[error("two columns hold {}", .0.name())]
    Twice(Holds),
}

/// The position of a document's header, where it has no known words.
#[derive(Clone, Copy, Debug, Default)]
pub struct At {
    /// The row of the table, from 1.
    pub row: Option<NonZeroUsize>,
    /// How many columns were named for it.
    pub columns: Option<usize>,
}

/// Finds the table that is most like a plan, and proposes the content of its columns. A header without known words
/// is the given row, else the first row with as many columns as were named.
pub fn learn(document: &Document, forms: &[Form], at: At) -> Option<Learned> {
    let candidates: Vec<Candidate<'_>> =
        forms.iter().enumerate().map(|(index, form)| Candidate::new(index, form)).collect();
    let known =
        |columns: &Vec<(String, Option<Holds>)>| columns.iter().filter(|(_, held)| held.is_some()).count();
    let likely =
        || document.tables().filter_map(|table| header::likely(table, &candidates)).max_by_key(known);
    let fits = |columns: &Vec<(String, Option<Holds>)>| at.columns.is_none_or(|count| columns.len() == count);
    let unknown = |texts: Vec<String>| texts.into_iter().map(|text| (text, None)).collect::<Vec<_>>();
    let columns = match at.row {
        Some(row) => {
            let found: Vec<_> = document
                .tables()
                .flat_map(|table| header::texts_from(table, row.get() - 1))
                .filter(|texts| texts.len() > 1)
                .map(unknown)
                .collect();
            // Where none has as many columns as were named, the difference is told.
            found.iter().find(|columns| fits(columns)).or(found.first()).cloned()
        }
        None => likely().filter(fits).or_else(|| {
            let count = at.columns?;
            document.tables().find_map(|table| header::first_with(table, count)).map(unknown)
        }),
    };
    let columns = columns.or_else(likely)?;
    let shared = |form: &&Form| {
        let held = |holds: Holds| columns.iter().any(|(_, known)| *known == Some(holds));
        let common = form.columns.iter().filter(|column| held(column.holds)).count();
        let foreign = form.columns.iter().filter(|column| column.required && !held(column.holds)).count();
        (common * 2).saturating_sub(foreign)
    };
    let base = forms.iter().max_by_key(shared)?.clone();
    let first = first_below(document, &columns);
    Some(Learned { columns, first, base })
}

/// The first texts below the headers, in the table that has these columns.
fn first_below(document: &Document, columns: &[(String, Option<Holds>)]) -> Vec<Vec<String>> {
    let mut found = vec![Vec::new(); columns.len()];
    let is_header = |texts: &[String]| {
        let begins =
            |(text, (known, _)): (&String, &(String, Option<Holds>))| known.starts_with(text.as_str());
        texts.len() == columns.len() && texts.iter().zip(columns).all(begins)
    };
    let at = document.tables().find_map(|table| {
        let row = (0..table.rows()).find(|row| is_header(&header::texts_of(table, *row)))?;
        Some((table, row))
    });
    let Some((table, row)) = at else { return found };
    let starts = header::starts_of(table, row);
    let below = |column: usize| {
        let cells = (row + 1..table.rows()).filter_map(move |index| {
            table.cell_at(index, column).filter(|cell| cell.row == index && !cell.is_blank())
        });
        cells.map(cell_text).take(FIRST)
    };
    for (texts, column) in found.iter_mut().zip(starts) {
        texts.extend(below(column));
    }
    found
}

/// A form's file as it is written.
#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    covers: Covers,
    openings: &'a [String],
    title: Titles,
    levels: &'a [LevelRule],
    columns: Vec<FormColumn>,
}

impl Learned {
    /// The file of the form with the content that a person gave each column (none for columns outside the plan), and
    /// with the periods of columns whose headers do not say them.
    ///
    /// # Errors
    /// [`LearnError`].
    pub fn file(
        &self,
        name: &str,
        title: &str,
        said: &[Option<Holds>],
        periods: &[Option<ColumnPeriod>],
    ) -> Result<String, LearnError> {
        if said.len() != self.columns.len() {
            return Err(LearnError::Count { columns: self.columns.len(), said: said.len() });
        }
        if !said.contains(&Some(Holds::Measure)) {
            return Err(LearnError::NoMeasures);
        }
        let period = |at: usize| periods.get(at).copied().flatten().map(ColumnPeriod::words);
        let time = |at: usize, text: &str| heading::parted(period(at).unwrap_or(text)).1;
        let held = || {
            let columns = self.columns.iter().zip(said).enumerate();
            columns.filter_map(|(at, ((text, _), holds))| Some((time(at, text), (*holds)?)))
        };
        let twice = |(time, holds): &(Option<heading::Of>, Holds)| {
            let same = held().filter(|(_, other)| other == holds);
            // Columns of values may have the same content for different periods.
            let same = same.filter(|(other, _)| !holds.is_timed() || other == time);
            same.count() > 1
        };
        if let Some((_, holds)) = held().find(twice) {
            return Err(LearnError::Twice(holds));
        }
        let columns = self.columns.iter().zip(said).enumerate().map(|(at, ((text, _), holds))| {
            let holds = holds.unwrap_or(Holds::Nothing);
            let known = self.base.column(holds);
            FormColumn {
                holds,
                headers: vec![text.clone()],
                also: known.and_then(|column| column.also),
                counts: known.and_then(|column| column.counts),
                period: period(at).filter(|_| holds.is_timed()).map(str::to_owned),
                required: matches!(holds, Holds::Measure | Holds::Target | Holds::Fact),
                optional: holds == Holds::Nothing,
            }
        });
        let file = File {
            name,
            covers: self.base.covers,
            openings: &self.base.openings,
            title: Titles { uk: title.to_owned(), en: title.to_owned() },
            levels: &self.base.levels,
            columns: columns.collect(),
        };
        // Only maps whose keys are not text could fail, and there are none.
        Ok(toml::to_string(&file).surely())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        document,
        form::{Options, built_in, recognise},
    };

    const OWN: &str = "\
План роботи Дубоярської служби на ІІ квартал 2026 року;;;;
Номер;Захід служби;Чим вимірюємо;Скільки треба;Хто робить
1;Обхід будинків;кількість обходів;12;Дільнична група
2;Лекції у школах;кількість лекцій;3;Відділ просвіти
";

    #[test]
    fn a_form_of_ones_own_is_learned_and_reads_the_document() {
        let document = document::read(OWN.as_bytes(), "план.csv").unwrap();
        assert!(recognise(&document, &built_in(), &Options::new(date(2026, 5, 5))).is_err());
        let learned = learn(&document, &built_in(), At::default()).unwrap_or_else(|| Learned {
            columns: document
                .tables()
                .next()
                .unwrap()
                .cells_of_row(1)
                .iter()
                .map(|c| (c.text(), None))
                .collect(),
            first: Vec::new(),
            base: built_in()[0].clone(),
        });
        let said = ["ordinal", "measure", "indicator", "target", "performers"].map(Holds::parse);
        let file = learned.file("sluzhba", "План служби", &said, &[]).unwrap();
        let mut forms = built_in();
        forms.push(Form::parse(&file).unwrap());
        let read = recognise(&document, &forms, &Options::new(date(2026, 5, 5))).unwrap();
        assert_eq!(read.form, "sluzhba");
        let titles: Vec<&str> = read.draft.outline.iter().map(|node| node.title.as_str()).collect();
        assert_eq!(titles, ["Обхід будинків", "Лекції у школах"]);
        assert_eq!(read.draft.outline[0].performers[0].name, "Дільнична група");
    }

    #[test]
    fn headers_of_known_wordings_are_proposed() {
        let text = "№;Назва заходу;Показник;План на рік;Відповідальні\n1;Лекції;кількість;3;Відділ\n";
        let document = document::read(text.as_bytes(), "план.csv").unwrap();
        let learned = learn(&document, &built_in(), At::default()).unwrap();
        let held: Vec<Option<&str>> = learned.columns.iter().map(|(_, held)| held.map(Holds::name)).collect();
        assert_eq!(held[1..3], [Some("measure"), Some("indicator")]);
        assert_eq!(held[4], Some("performers"));
        assert_eq!((learned.first[1].join(" "), learned.first[3].join(" ")), ("Лекції".into(), "3".into()));
    }

    #[test]
    fn what_cannot_be_a_form_is_refused() {
        let text = "№;Назва заходу;Показник\n1;Лекції;кількість\n";
        let document = document::read(text.as_bytes(), "план.csv").unwrap();
        let learned = learn(&document, &built_in(), At::default()).unwrap();
        let file = |said: &[&str]| {
            learned.file("a", "а", &said.iter().map(|name| Holds::parse(name)).collect::<Vec<_>>(), &[])
        };
        assert_eq!(file(&["measure"]), Err(LearnError::Count { columns: 3, said: 1 }));
        assert_eq!(file(&["ordinal", "-", "indicator"]), Err(LearnError::NoMeasures));
        assert_eq!(file(&["measure", "measure", "-"]), Err(LearnError::Twice(Holds::Measure)));
    }

    #[test]
    fn a_header_without_known_words_is_the_row_with_as_many_columns() {
        let text = "Звіт;;\nКур;Буде;Стало\nЛекції;5;6\nВиїзди;7;8\n";
        let document = document::read(text.as_bytes(), "звіт.csv").unwrap();
        let at = |row: Option<usize>, columns| {
            learn(&document, &built_in(), At { row: row.and_then(NonZeroUsize::new), columns })
        };
        assert!(at(None, None).is_none());
        for learned in [at(None, Some(3)).unwrap(), at(Some(2), None).unwrap()] {
            let texts: Vec<&str> = learned.columns.iter().map(|(text, _)| text.as_str()).collect();
            assert_eq!(texts, ["Кур", "Буде", "Стало"]);
        }
        let learned = at(None, Some(3)).unwrap();
        let file = learned.file("own", "own", &["measure", "target", "fact"].map(Holds::parse), &[]).unwrap();
        let options = Options { form: Some("own".to_owned()), ..Options::new(date(2026, 5, 5)) };
        let read = recognise(&document, &[Form::parse(&file).unwrap()], &options).unwrap();
        assert_eq!(read.draft.outline.len(), 2);
    }

    #[test]
    fn a_header_of_several_rows_is_learned_from_its_first() {
        let text = "Звіт;;;\nКур;Коло;Зірка;\n;;Буде;Стало\n1;Лекції;5;6\n";
        let document = document::read(text.as_bytes(), "звіт.csv").unwrap();
        let at = At { row: NonZeroUsize::new(2), columns: Some(4) };
        let learned = learn(&document, &built_in(), at).unwrap();
        let texts: Vec<&str> = learned.columns.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["Кур", "Коло", "Зірка Буде", "Зірка Стало"]);
        let held = ["-", "measure", "target", "fact"].map(Holds::parse);
        let file = learned.file("own", "own", &held, &[]).unwrap();
        let options = Options { form: Some("own".to_owned()), ..Options::new(date(2026, 5, 5)) };
        let read = recognise(&document, &[Form::parse(&file).unwrap()], &options).unwrap();
        assert_eq!(read.draft.outline.len(), 1);
        // Where the count does not fit, it is told.
        let learned = learn(&document, &built_in(), At { columns: Some(9), ..at }).unwrap();
        assert_eq!(learned.columns.len(), 3);
    }

    #[test]
    fn a_form_may_have_a_column_of_facts_for_each_quarter() {
        let text = "Захід;План на рік;Факт І кв.;Факт ІІ кв.;Сума\nЛекції;5;1;2;100\n";
        let document = document::read(text.as_bytes(), "звіт.csv").unwrap();
        let learned = learn(&document, &built_in(), At::default()).unwrap();
        let said = ["measure", "target", "fact", "fact", "-"].map(Holds::parse);
        let file = learned.file("own", "own", &said, &[]).unwrap();
        let options = Options { form: Some("own".to_owned()), ..Options::new(date(2026, 5, 5)) };
        let read = recognise(&document, &[Form::parse(&file).unwrap()], &options).unwrap();
        let values = &read.draft.outline[0].indicators[0].values;
        let spans: Vec<String> = values.iter().map(|value| value.span.to_string()).collect();
        assert_eq!(spans, ["2026Q1..2026Q4", "2026Q1", "2026Q2"]);
    }

    #[test]
    fn columns_under_the_same_header_have_the_periods_that_a_person_says() {
        let text = "Захід;План;Стало;Стало\nЛекції;5;1;2\n";
        let document = document::read(text.as_bytes(), "звіт.csv").unwrap();
        let learned = learn(&document, &built_in(), At::default()).unwrap();
        let said = ["measure", "target", "fact", "fact"].map(Holds::parse);
        assert_eq!(learned.file("own", "own", &said, &[]), Err(LearnError::Twice(Holds::Fact)));
        let periods = [Some(ColumnPeriod::Year), Some(ColumnPeriod::First), Some(ColumnPeriod::Second)];
        let periods = [&[None][..], &periods].concat();
        let file = learned.file("own", "own", &said, &periods).unwrap();
        let options = Options { form: Some("own".to_owned()), ..Options::new(date(2026, 5, 5)) };
        let read = recognise(&document, &[Form::parse(&file).unwrap()], &options).unwrap();
        let values = &read.draft.outline[0].indicators[0].values;
        let spans: Vec<String> = values.iter().map(|value| value.span.to_string()).collect();
        assert_eq!(spans, ["2026Q1..2026Q4", "2026Q1", "2026Q2"]);
    }
}
