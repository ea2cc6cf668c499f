//! The words that documents contain beside the data (`labels.toml`); they are written and read back.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::text::{key::Initial, surely::Surely};

use super::words::key;

/// The words of `labels.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// Before an aim that has no column.
    pub objective: String,
    /// Before performers that have no column.
    pub performers: String,
    /// Before a term that has no column.
    pub term: String,
    /// Before an indicator's unit.
    pub unit: String,
    /// Before the value at which an indicator started.
    pub baseline: String,
    /// Before the header and the text of another column that a document had.
    pub further: String,
    /// Before the performer who fills a copy in, and before the only performer of a measure.
    pub performer: String,
    /// Before an indicator that has no column.
    pub indicator: String,
    /// Before a target that has no column.
    pub target: String,
    /// Before the address of a shared indicator.
    pub see: String,
    /// Before how much an item counts.
    pub count: String,
    /// Before an address or a file name.
    pub link: String,
    /// How the title of a report begins.
    pub report_on: String,
    /// The words before the programme to which the reported plan is an annex: «додаток», «до».
    pub annex_to: [String; 2],
    /// What is reported, where the plan has no name.
    pub plan: String,
    /// What is reported, before a name that cannot be declined.
    pub document: String,
    /// A deed that is owed.
    pub deed: String,
    /// A deed that is done.
    pub done: String,
    /// No occasion for a condition arose.
    pub no_occasion: String,
    /// Before the lower and before the upper of two numbers.
    pub between: [String; 2],
    /// Before how much a number may differ.
    pub within: String,
    /// Less is better.
    pub at_most: String,
    /// Exactly that number.
    pub equal: String,
    /// Before the sum from the beginning of the year, beside the quarter's own fact.
    pub since_year_began: String,
    /// The same of a target that does not begin with the year.
    pub since_span_began: String,
    /// The text for a value that several quarters do not have in common.
    pub no_value: String,
    /// Why percentages of several quarters make none.
    pub not_added: String,
    /// Why shares and bare percentages make none.
    pub not_all_shares: String,
    /// Before and between the number of reported quarters and the number that is needed.
    pub reported_of: [String; 2],
    /// Before the day of the debts in an annex.
    pub debts_on: String,
    /// The text of the annex where there are no debts.
    pub no_debts: String,
    /// The headings of the annex.
    pub debts_columns: Vec<String>,
    /// The states of a debt: open, settled, explained, carried, withdrawn.
    pub debt_states: [String; 5],
    /// A line to sign on.
    pub sign_here: String,
    /// The hint under that line.
    pub signature_hint: String,
    /// A day that is left open.
    pub open_day: String,
    /// The name of the sheet of totals.
    pub totals_sheet: String,
    /// The row of the plan in it.
    pub totals_all: String,
    /// Its headings.
    pub totals_columns: Vec<String>,
    /// The months after a day.
    pub months: Vec<String>,
}

static LABELS: LazyLock<Labels> =
    // The file is compiled in, and a test reads it: it cannot fail here.
    LazyLock::new(|| toml::from_str(include_str!("labels.toml")).surely());

/// The words.
pub fn labels() -> &'static Labels {
    &LABELS
}

impl Labels {
    /// A date as it is written beside a signature: «01» січня 2024 року.
    pub fn day(&self, day: Date) -> String {
        let month = usize::try_from(day.month() - 1).ok().and_then(|at| self.months.get(at));
        format!("«{:02}» {} {} року", day.day(), month.map_or("", String::as_str), day.year())
    }

    /// A day beside the number of an order: 08 грудня 2020 р.
    pub fn day_of_order(&self, day: Date) -> String {
        let month = usize::try_from(day.month() - 1).ok().and_then(|at| self.months.get(at));
        format!("{:02} {} {} р.", day.day(), month.map_or("", String::as_str), day.year())
    }

    /// The same with day and month left open.
    pub fn open_day_of(&self, year: i16) -> String {
        format!("{} {} {year} року", self.open_day, self.sign_here)
    }
}

/// The rest of a line that begins with a label and a colon.
pub fn after<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let (head, rest) = line.split_once(':')?;
    let alike = Initial::of(head).may_be(Initial::of(label)) && key(head) == key(label);
    alike.then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_there() {
        assert!(toml::from_str::<Labels>(include_str!("labels.toml")).is_ok());
        assert_eq!(labels().day(jiff::civil::date(2024, 1, 1)), "«01» січня 2024 року");
        assert_eq!(after("СТРОК:  вересень", &labels().term), Some("вересень"));
        assert_eq!(after("Строк дії: вересень", &labels().term), None);
    }
}
