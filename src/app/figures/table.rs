//! A table of figures as data: its words are chosen when it is drawn, copied or saved, in the reader's language.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::FigureStep;
use crate::{
    domain::{Comparator, FactValue, NodeId, PlanId, Quarter, Span, Status, Tally, TargetValue},
    l10n::{Arg, L10n},
};

/// What stands between the names in a heading.
pub const HEADING_STEP: &str = " › ";

/// A text of the plan or of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureName {
    /// A text of the plan.
    Words(String),
    /// A message.
    Message(&'static str),
    /// A quarter.
    Quarter(Quarter),
    /// A range of quarters.
    Span(Span),
    /// A status.
    Status(Status),
    /// A day, or a range of days.
    Days(Date, Date),
    /// Two names, separated by a dot.
    Both(Box<Self>, Box<Self>),
}

impl FigureName {
    /// The texts of the plan in it, without those of the program.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Both(one, other) => format!("{} {}", one.plain(), other.plain()),
            _ => String::new(),
        }
    }

    /// The name in words.
    pub fn words(&self, l10n: &L10n) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Message(id) => l10n.msg(id).into_owned(),
            Self::Quarter(quarter) => l10n.quarter_short(*quarter),
            Self::Span(span) => l10n.span(*span),
            Self::Status(status) => l10n.status(*status),
            Self::Days(first, last) if first == last => l10n.date(*first),
            Self::Days(first, last) if *first == Date::MIN => {
                l10n.msg_with("figures-until", &[("day", Arg::Text(&l10n.date(*last)))])
            }
            Self::Days(first, last) => format!("{}–{}", l10n.date(*first), l10n.date(*last)),
            Self::Both(one, other) => format!("{} · {}", one.words(l10n), other.words(l10n)),
        }
    }
}

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureCell {
    /// Nothing.
    Blank,
    /// A number of items.
    Count(u32),
    /// A percentage.
    Percent(Option<Decimal>),
    /// The difference between the second side and the first, in percentage points.
    Change(Option<Decimal>),
    /// A target.
    Target(Comparator, TargetValue, String),
    /// A fact.
    Fact(FactValue, String),
    /// A status.
    Status(Status),
    /// A day.
    Day(Date),
}

impl FigureCell {
    /// The cell in words; empty where there is nothing to show.
    pub fn words(&self, l10n: &L10n) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Count(0) => "–".to_owned(),
            Self::Count(count) => l10n.count(usize::try_from(*count).unwrap_or(usize::MAX)),
            Self::Percent(percent) => percent.map_or_else(|| "–".to_owned(), |percent| l10n.percent(percent)),
            Self::Change(None) => "–".to_owned(),
            Self::Change(Some(by)) => {
                let by = by.round();
                let sign = if by.is_sign_positive() && !by.is_zero() { "+" } else { "" };
                format!("{sign}{by}").replace('-', "−")
            }
            Self::Target(comparator, value, raw) => {
                l10n.compared(*comparator, value, &l10n.target_value(value, raw))
            }
            Self::Fact(FactValue::Done, _) => l10n.msg("value-done").into_owned(),
            Self::Fact(FactValue::NoOccasion, _) => l10n.msg("value-no-occasion").into_owned(),
            Self::Fact(value, raw) => l10n.fact_value(value).unwrap_or_else(|| raw.clone()),
            Self::Status(status) => l10n.status(*status),
            Self::Day(day) => l10n.date(*day),
        }
    }

    /// Whether it is aligned to the right of its column.
    pub const fn is_figure(&self) -> bool {
        !matches!(self, Self::Status(_))
    }
}

/// The link of a row: where Enter leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Door {
    /// One step further down.
    Down(FigureStep),
    /// To a quarter.
    Quarter(Quarter),
    /// To another plan.
    Plan(PlanId),
    /// To the evidence log, at a measure.
    Evidence(NodeId),
    /// Nowhere.
    Shut,
}

/// The figures by which a row is sorted and filtered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FigureStanding {
    /// The share that is done.
    pub share: Option<Decimal>,
    /// The number of open targets.
    pub open: u32,
    /// The number of owed notes.
    pub notes: u32,
}

impl FigureStanding {
    /// The standing from a tally on a day.
    pub fn of(tally: &Tally, today: Date) -> Self {
        let open = tally.owed().saturating_sub(tally.done());
        Self { share: tally.share_done(), open, notes: tally.notes_owed_on(today) }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRow {
    /// Its number in the plan; empty where it has none.
    pub code: String,
    /// Its name.
    pub name: FigureName,
    /// Its cells, as many as there are columns.
    pub cells: Vec<FigureCell>,
    /// Where Enter leads.
    pub door: Door,
    /// The figures by which it is sorted and filtered.
    pub standing: FigureStanding,
    /// The node that the row is about.
    pub node: Option<NodeId>,
    /// Whether it is the total of the others.
    pub total: bool,
}

impl FigureRow {
    /// A row without a link.
    pub fn new(name: FigureName, cells: Vec<FigureCell>, standing: FigureStanding) -> Self {
        Self { code: String::new(), name, cells, door: Door::Shut, standing, node: None, total: false }
    }

    /// The row with a link.
    #[must_use]
    pub fn leading(self, door: Door) -> Self {
        Self { door, ..self }
    }

    /// Its number and name.
    pub fn full_name(&self, l10n: &L10n) -> String {
        let name = self.name.words(l10n);
        if self.code.is_empty() { name } else { format!("{} {name}", self.code) }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureTable {
    /// The path of the table, from the outermost name to the innermost.
    pub heading: Vec<FigureName>,
    /// The heading of the names.
    pub first: Option<FigureName>,
    /// The headings of the other columns.
    pub columns: Vec<FigureName>,
    /// The rows.
    pub rows: Vec<FigureRow>,
    /// The columns for a bar: the one with the total number, and the one with the number done; none where a bar is
    /// useless.
    pub bar: Option<(usize, usize)>,
}

impl Eq for FigureTable {}

impl FigureTable {
    /// The path in words.
    pub fn title(&self, l10n: &L10n) -> String {
        self.heading.iter().map(|part| part.words(l10n)).collect::<Vec<_>>().join(HEADING_STEP)
    }

    /// All headings in words, that of the names first.
    pub fn headings(&self, l10n: &L10n) -> Vec<String> {
        let first = self.first.iter().chain(&self.columns);
        first.map(|column| column.words(l10n)).collect()
    }
}
