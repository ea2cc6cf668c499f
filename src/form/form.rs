//! Forms as data: the layout of a kind of document, by which documents are recognised and written.
//!
//! A form is one TOML file with its title, the levels of its outline, and its columns. Those under `forms/` are
//! compiled in; a user's own are read in the same way. What only writing needs (paper, emphasis) is in the table
//! [`Writing`]; unknown keys are ignored.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use super::holds::Holds;
use super::{holds::LevelName, writing::Writing};
use crate::{
    domain::{Level, Plan},
    text::surely::Surely,
};

/// The layout of a kind of document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Form {
    /// Its name in commands and in plans.
    pub name: String,
    /// Its name for people.
    pub title: Titles,
    /// The period that a document covers where it names none.
    #[serde(default)]
    pub covers: Covers,
    /// Whether many other tables have the same few columns. Such a form is used only where no other one fits and
    /// all columns are known.
    #[serde(default)]
    pub plain: bool,
    /// Beginnings of the title of such a document; the organisation follows.
    #[serde(default)]
    pub openings: Vec<String>,
    /// The levels of the outline, from the top.
    pub levels: Vec<LevelRule>,
    /// The columns, from the left.
    pub columns: Vec<FormColumn>,
    /// How such a document is written.
    #[serde(default)]
    pub writing: Writing,
}

/// The period that a document covers where it names none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Covers {
    /// A quarter.
    #[default]
    Quarter,
    /// Whole years.
    Years,
}

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Titles {
    /// In Ukrainian.
    pub uk: String,
    /// In English.
    pub en: String,
}

/// How the nodes of a level are recognised.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct LevelRule {
    /// The level.
    #[serde(with = "LevelName")]
    pub level: Level,
    /// The position of its nodes.
    pub stands: Stands,
    /// The words before the number: «Завдання».
    #[serde(default)]
    pub labels: Vec<String>,
    /// Whether a number without a word is its code.
    #[serde(default)]
    pub bare: bool,
    /// Whether a bare number with one part is not a code, but only counts the nodes under each parent.
    #[serde(default)]
    pub ordinal: bool,
    /// How many numbers its code has: `1.2.3` has three.
    pub depth: usize,
}

/// The position of the nodes of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stands {
    /// In a row of their own, over all columns.
    Row,
    /// In the column with this content.
    Column,
}

/// A column of a form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct FormColumn {
    /// What the column contains.
    pub holds: Holds,
    /// The wordings of its header, the usual one first.
    pub headers: Vec<String>,
    /// What may follow below it in the same cell, where the table has no column for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also: Option<Holds>,
    /// For a column of ordinals: what it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Holds>,
    /// The period of its values in words, where the header does not say it: «II квартал», «рік».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Without it a table is not of this form.
    #[serde(default)]
    pub required: bool,
    /// Whether it is rare, so that its absence does not count against the form.
    #[serde(default)]
    pub optional: bool,
}

/// A form's file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// Not TOML, or not of a form.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// No column has measures, so the form cannot read any document.
    #[error("no column holds measures")]
    NoMeasures,
}

impl Form {
    /// Parses the file of a form.
    ///
    /// # Errors
    /// [`FormError`] when it is not a form.
    pub fn parse(toml: &str) -> Result<Self, FormError> {
        let mut form: Self = toml::from_str(toml)?;
        form.columns.extend(
            COMMON.iter().filter(|common| form.column(common.holds).is_none()).cloned().collect::<Vec<_>>(),
        );
        form.columns
            .iter()
            .any(|column| column.holds == Holds::Measure)
            .then_some(form)
            .ok_or(FormError::NoMeasures)
    }

    /// Whether a table of this form has columns for values. Where it has none, an indicator owes a deed.
    pub fn has_values(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.holds, Holds::Target | Holds::Fact))
    }

    /// The column with this content.
    pub fn column(&self, holds: Holds) -> Option<&FormColumn> {
        self.columns.iter().find(|column| column.holds == holds)
    }

    /// Whether the form is that of a report, because it is written with a column for facts.
    pub fn reports(&self) -> bool {
        self.column_looks().iter().any(|column| column.holds == Holds::Fact)
    }

    /// The rule of a level.
    pub fn rule(&self, level: Level) -> Option<&LevelRule> {
        self.levels.iter().find(|rule| rule.level == level)
    }
}

/// The form of reports on plans whose own form has no column for facts.
pub const REPORT: &str = "quarterly-report";

/// The form in which a plan is reported: its own where it has a column for facts, else the quarterly report.
pub fn report_form<'f>(plan: &Plan, forms: &'f [Form]) -> Option<&'f Form> {
    let of_name = |name: &str| forms.iter().find(|form| form.name == name);
    let own = plan.header().form.as_deref().and_then(of_name);
    own.filter(|form| form.reports()).or_else(|| of_name(REPORT))
}

/// The file of a form that is compiled in, from which a user's own form is started.
pub fn built_in_file(name: &str) -> Option<&'static str> {
    let named = |file: &&&str| Form::parse(file).is_ok_and(|form| form.name == name);
    FILES.iter().find(named).copied()
}

/// The columns that a table of any form may have.
#[derive(Debug, Default, Deserialize)]
struct Common {
    columns: Vec<FormColumn>,
}

static COMMON: LazyLock<Vec<FormColumn>> = LazyLock::new(|| {
    // The file is compiled in, and a test reads it: it cannot fail here.
    toml::from_str::<Common>(include_str!("forms/common.toml")).surely().columns
});

/// The forms that are compiled in. Their files are read once.
pub fn built_in() -> Vec<Form> {
    BUILT_IN.clone()
}

// Files compiled in are read by a test, so that none is left out here.
static BUILT_IN: LazyLock<Vec<Form>> =
    LazyLock::new(|| FILES.iter().filter_map(|file| Form::parse(file).ok()).collect());

const FILES: [&str; 6] = [
    include_str!("forms/quarterly-report.toml"),
    include_str!("forms/plain-plan.toml"),
    include_str!("forms/programme.toml"),
    include_str!("forms/annual-plan.toml"),
    include_str!("forms/quarterly-plan.toml"),
    include_str!("forms/quarterly-plan-terms.toml"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_that_is_compiled_in_is_read() {
        for file in FILES {
            Form::parse(file).unwrap();
        }
        assert_eq!(built_in().len(), FILES.len());
        assert_eq!(COMMON.len(), 4);
        let report = &built_in()[0];
        assert_eq!(report.openings[0], "Звіт про виконання плану заходів");
        assert_eq!(report.rule(Level::Measure).unwrap().depth, 4);
    }

    #[test]
    fn a_file_without_measures_is_refused() {
        let toml = "name='a'\nlevels=[]\ncolumns=[]\n[title]\nuk='а'\nen='a'\n";
        assert!(matches!(Form::parse(toml), Err(FormError::NoMeasures)));
        assert!(matches!(Form::parse("name = "), Err(FormError::Toml(_))));
    }
}
