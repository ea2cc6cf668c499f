//! A table of figures as data: it is put into words where it is drawn, copied or saved, each in its own language.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::FigureStep;
use crate::{
    domain::{Comparator, FactValue, NodeId, PlanId, Quarter, Span, Status, Tally, TargetValue},
    l10n::{Arg, L10n},
};

/// A text that may be the program's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureName {
    /// The plan's own words.
    Words(String),
    /// A message.
    Message(&'static str),
    /// A quarter.
    Quarter(Quarter),
    /// The quarters of a time.
    Span(Span),
    /// A status.
    Status(Status),
    /// A day, or the days from one to another.
    Days(Date, Date),
    /// Two of these, a dot between them.
    Both(Box<Self>, Box<Self>),
}

impl FigureName {
    /// The plan's own words in it.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Both(one, other) => format!("{} {}", one.plain(), other.plain()),
            _ => String::new(),
        }
    }

    /// In words.
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

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureCell {
    /// Nothing.
    Blank,
    /// How many.
    Count(u32),
    /// Percents.
    Percent(Option<Decimal>),
    /// By how many percents the second side differs from the first.
    Change(Option<Decimal>),
    /// What is planned.
    Target(Comparator, TargetValue, String),
    /// What was reached.
    Fact(FactValue, String),
    /// How it stands.
    Status(Status),
    /// A day.
    Day(Date),
}

impl FigureCell {
    /// In words; nothing where there is nothing to say.
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

    /// Whether it stands at the right end of its column.
    pub const fn is_figure(&self) -> bool {
        !matches!(self, Self::Status(_))
    }
}

/// Where a row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Door {
    /// Further down.
    Down(FigureStep),
    /// To a quarter.
    Quarter(Quarter),
    /// To another plan.
    Plan(PlanId),
    /// To the log of evidence, at a measure.
    Evidence(NodeId),
    /// Nowhere.
    Shut,
}

/// How a row stands: what it is sorted and narrowed by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FigureStanding {
    /// The share that is done.
    pub share: Option<Decimal>,
    /// What is left to do.
    pub open: u32,
    /// Notes that are owed.
    pub notes: u32,
}

impl FigureStanding {
    /// That of a tally on a day.
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
    /// Where it leads.
    pub door: Door,
    /// How it stands.
    pub standing: FigureStanding,
    /// The node it is about.
    pub node: Option<NodeId>,
    /// Whether it sums up the others.
    pub total: bool,
}

impl FigureRow {
    /// A row without a door.
    pub fn new(name: FigureName, cells: Vec<FigureCell>, standing: FigureStanding) -> Self {
        Self { code: String::new(), name, cells, door: Door::Shut, standing, node: None, total: false }
    }

    /// With a door.
    #[must_use]
    pub fn leading(self, door: Door) -> Self {
        Self { door, ..self }
    }

    /// Its number and its name.
    pub fn full_name(&self, l10n: &L10n) -> String {
        let name = self.name.words(l10n);
        if self.code.is_empty() { name } else { format!("{} {name}", self.code) }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureTable {
    /// What it is about, from the outside to the inside.
    pub heading: Vec<FigureName>,
    /// What the names are.
    pub first: Option<FigureName>,
    /// The headings of the cells.
    pub columns: Vec<FigureName>,
    /// The rows.
    pub rows: Vec<FigureRow>,
    /// Where a bar is worth drawing: the column with how much there is, and the one with how much of it is done.
    pub bar: Option<(usize, usize)>,
}

impl Eq for FigureTable {}

impl FigureTable {
    /// What it is about, in words.
    pub fn title(&self, l10n: &L10n) -> String {
        self.heading.iter().map(|part| part.words(l10n)).collect::<Vec<_>>().join(" › ")
    }

    /// The headings in words, that of the names first.
    pub fn headings(&self, l10n: &L10n) -> Vec<String> {
        let first = self.first.iter().chain(&self.columns);
        first.map(|column| column.words(l10n)).collect()
    }
}
