//! A form out of a document's header: the columns are proposed, a person confirms them.

use serde::Serialize;

use crate::{
    document::Document,
    form::form::{Column, Covers, Form, Holds, LevelRule, Titles},
};

use super::header::{self, Candidate};

/// What a document's header proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// The texts of the columns, from the left, with what each is likely to hold.
    pub columns: Vec<(String, Option<Holds>)>,
    /// The form that is most alike: its levels and openings are taken over.
    pub base: Form,
}

/// Why no form can be made of the columns that a person confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LearnError {
    /// As many things must be said as there are columns.
    #[error("the document has {columns} columns, and {said} were said")]
    Count {
        /// The columns of the document.
        columns: usize,
        /// What was said.
        said: usize,
    },
    /// No column holds measures, so nothing can be read by it.
    #[error("no column holds measures")]
    NoMeasures,
    /// Two columns would hold the same.
    #[error("two columns hold {}", .0.name())]
    Twice(Holds),
}

/// Looks for the table that is most like a plan, and proposes what its columns hold.
pub fn learn(document: &Document, forms: &[Form]) -> Option<Learned> {
    let candidates: Vec<Candidate<'_>> =
        forms.iter().enumerate().map(|(index, form)| Candidate::new(index, form)).collect();
    let known =
        |columns: &Vec<(String, Option<Holds>)>| columns.iter().filter(|(_, held)| held.is_some()).count();
    let columns =
        document.tables().filter_map(|table| header::likely(table, &candidates)).max_by_key(known)?;
    let shared = |form: &&Form| {
        let held = |holds: Holds| columns.iter().any(|(_, known)| *known == Some(holds));
        let common = form.columns.iter().filter(|column| held(column.holds)).count();
        let foreign = form.columns.iter().filter(|column| column.required && !held(column.holds)).count();
        (common * 2).saturating_sub(foreign)
    };
    let base = forms.iter().max_by_key(shared)?.clone();
    Some(Learned { columns, base })
}

/// A form's file as it is written.
#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    covers: Covers,
    openings: &'a [String],
    title: Titles,
    levels: &'a [LevelRule],
    columns: Vec<Column>,
}

impl Learned {
    /// The file of the form, with what a person said of each column (none where it holds nothing of a plan).
    ///
    /// # Errors
    /// [`LearnError`].
    pub fn file(&self, name: &str, title: &str, said: &[Option<Holds>]) -> Result<String, LearnError> {
        if said.len() != self.columns.len() {
            return Err(LearnError::Count { columns: self.columns.len(), said: said.len() });
        }
        if !said.contains(&Some(Holds::Measure)) {
            return Err(LearnError::NoMeasures);
        }
        let twice = |holds: &Holds| said.iter().filter(|other| **other == Some(*holds)).count() > 1;
        if let Some(holds) = said.iter().flatten().find(|holds| twice(holds)) {
            return Err(LearnError::Twice(*holds));
        }
        let columns = self.columns.iter().zip(said).filter_map(|((text, _), holds)| {
            let holds = (*holds)?;
            let known = self.base.column(holds);
            Some(Column {
                holds,
                headers: vec![text.clone()],
                also: known.and_then(|column| column.also),
                counts: known.and_then(|column| column.counts),
                required: matches!(holds, Holds::Measure | Holds::Target | Holds::Fact),
                optional: false,
            })
        });
        let file = File {
            name,
            covers: self.base.covers,
            openings: &self.base.openings,
            title: Titles { uk: title.to_owned(), en: title.to_owned() },
            levels: &self.base.levels,
            columns: columns.collect(),
        };
        // Only maps with keys that are no text could fail, and there are none.
        Ok(toml::to_string(&file).unwrap_or_default())
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
        let learned = learn(&document, &built_in()).unwrap_or_else(|| Learned {
            columns: document
                .tables()
                .next()
                .unwrap()
                .cells_of_row(1)
                .iter()
                .map(|c| (c.text(), None))
                .collect(),
            base: built_in()[0].clone(),
        });
        let said = ["ordinal", "measure", "indicator", "target", "performers"].map(Holds::parse);
        let file = learned.file("sluzhba", "План служби", &said).unwrap();
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
        let learned = learn(&document, &built_in()).unwrap();
        let held: Vec<Option<&str>> = learned.columns.iter().map(|(_, held)| held.map(Holds::name)).collect();
        assert_eq!(held[1..3], [Some("measure"), Some("indicator")]);
        assert_eq!(held[4], Some("performers"));
    }

    #[test]
    fn what_cannot_be_a_form_is_refused() {
        let text = "№;Назва заходу;Показник\n1;Лекції;кількість\n";
        let document = document::read(text.as_bytes(), "план.csv").unwrap();
        let learned = learn(&document, &built_in()).unwrap();
        let file = |said: &[&str]| {
            learned.file("a", "а", &said.iter().map(|name| Holds::parse(name)).collect::<Vec<_>>())
        };
        assert_eq!(file(&["measure"]), Err(LearnError::Count { columns: 3, said: 1 }));
        assert_eq!(file(&["ordinal", "-", "indicator"]), Err(LearnError::NoMeasures));
        assert_eq!(file(&["measure", "measure", "-"]), Err(LearnError::Twice(Holds::Measure)));
    }
}
